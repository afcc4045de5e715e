"""Strategies for property tests of code that works with schemes; they need `hypothesis`.

    import cyxc
    from cyxc import testing
    from hypothesis import given

    @given(testing.data_for(cyxc.load("wuchang"), complete=False))
    def test_my_report(data): ...

Figures lie where mistakes are made: at zero, at what is asked and one step off it, at sizes that no float
holds, and in every type and unit that may be handed in.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

from hypothesis import strategies as st

from cyxc.evaluate.plan import Comparison, Node, Plan, plan
from cyxc.evaluate.values import Slot, total
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import plain
from cyxc.numbers.units import find_unit
from cyxc.rules.status import NO_DATA
from cyxc.testing_frames import Columns, columns_for
from cyxc.testing_schemes import schemes

__all__ = ["LARGEST", "Columns", "columns_for", "data_for", "figures", "schemes"]

LARGEST = 10**15
"""The largest figure drawn, in steps of its unit: products of two are far beyond what floats tell apart."""

_Values = dict[str, Fraction]


def figures(indicator: Indicator, around: Iterable[Fraction | Decimal | int] = ()) -> st.SearchStrategy[Any]:
    """What may be handed in for an indicator, valid by itself: numbers, text, and pairs with a unit.

    Near zero, near a share's 100 %, near `around` (in the indicator's own unit), and anywhere.
    """
    points = tuple(Fraction(point) for point in around)
    return _numbers(indicator, points).flatmap(lambda number: _spelled(number, indicator))


@st.composite
def data_for(draw: st.DrawFn, scheme: Scheme, complete: bool = True) -> dict[str, Any]:
    """Figures of one place for `scheme.evaluate`, in which no part is over its whole.

    A complete mapping has every figure that a target can rest on under any of its readings. Otherwise any
    may be left out or said to be missing, and a rate may stand where parts of it are missing.
    """
    made, inputs = plan(scheme), _inputs(scheme)
    compared = [one for leaf in made.leaves for one in leaf.comparisons]
    asked = {one.node.key: tuple(line.b for line in one.lines if line.role is None) for one in compared}
    values = {key: draw(_numbers(node.indicator, asked.get(key, ()))) for key, node in inputs.items()}
    for one in compared:
        _aim(one, draw(st.integers(0, 5)), draw(st.sampled_from((0, -1, 1, None))), made, values)
    _raise_wholes(made, values)
    _raise_other_wholes(inputs, values)
    if complete:
        return {key: draw(_spelled(value, inputs[key].indicator)) for key, value in values.items()}
    kept = {key: value for key, value in values.items() if draw(st.integers(0, 3))}
    data = {key: draw(_spelled(value, inputs[key].indicator)) for key, value in kept.items()}
    slots = _filled(made, kept)
    for node, _, _ in made.rates:
        sides = [total(side, slots) for side in (node.top, node.bottom) if side is not None]
        if node.bottom is not None and any(isinstance(side, int) for side in sides) and draw(st.booleans()):
            data[node.key] = draw(figures(node.indicator, asked.get(node.key, ())))
    return data | {key: None for key in values if key not in data and draw(st.booleans())}


def _numbers(indicator: Indicator, around: tuple[Fraction, ...]) -> st.SearchStrategy[Fraction]:
    """Values the indicator can have, in its own unit."""
    step = indicator.measure.step
    most = int(1 / indicator.measure.factor / step) if indicator.share else LARGEST
    least = -most if indicator.signed else 0
    near = {ceil(point / step) + off for point in around for off in (-1, 0, 1)}
    points = sorted(point for point in near | {0, 1, 2, 100, most - 1, most} if least <= point <= most)
    steps = st.sampled_from(points) | st.integers(0, min(most, 30)) | st.integers(least, most)
    return steps.map(lambda count: count * step)


def _spelled(number: Fraction, indicator: Indicator) -> st.SearchStrategy[Any]:
    """One number as callers may hand it in."""
    own = indicator.measure
    others = [f"万{own.symbol}", own.symbol.removeprefix("万")]
    if own.dimension == "share":
        others = ["%", "‰", "1"]
    pairs = {own.symbol: Decimal(plain(number))}
    for symbol in others:
        other = find_unit(symbol)
        if other is not None and other.converts_to(own):
            pairs[symbol] = Decimal(plain(number * own.in_(other)))
    spelled: list[Any] = [(value, symbol) for symbol, value in pairs.items()]
    spelled += [f"{value:f}{symbol}" for symbol, value in pairs.items() if symbol != "1"]
    if own.symbol not in ("%", "‰"):  # a bare number is never a percentage
        spelled += [number, pairs[own.symbol], plain(number)]
        spelled += [float(number)] if Fraction(repr(float(number))) == number else []
        spelled += [int(number)] * 3 if number.denominator == 1 else []
    return st.sampled_from(spelled)


@lru_cache(maxsize=64)
def _inputs(scheme: Scheme) -> dict[str, Node]:
    """The figures that are not computed, under every reading of every target."""
    nodes = list(plan(scheme).nodes)
    for verdict in scheme.evaluate({}):
        for reading in verdict.readings:
            nodes += reading.verdict.evaluation.plan.nodes if reading.verdict is not None else ()
    computed = {node.key for node in plan(scheme).nodes if node.top is not None}
    return {node.key: node for node in nodes if node.top is None and node.key not in computed}


def _filled(made: Plan, values: _Values) -> list[Slot]:
    slots: list[Slot] = [NO_DATA] * len(made.nodes)
    for key, value in values.items():
        if key in made.slots:
            slots[made.slots[key]] = value.as_integer_ratio()
    for node in made.sums:
        assert node.top is not None
        slots[node.slot] = total(node.top, slots)
    return slots


def _aim(one: Comparison, chosen: int, off: int | None, made: Plan, values: _Values) -> None:
    """Moves a figure so that a computed value lies on what is asked of it, or one step `off`."""
    node, line, slots = one.node, one.lines[0], _filled(made, values)
    here = slots[node.slot] if node.top is None else total(node.top, slots)
    there = (1, 1) if node.bottom is None else total(node.bottom, slots)
    reference = (0, 1) if one.reference is None else slots[one.reference.slot]
    if off is None or isinstance(here, int) or isinstance(there, int) or isinstance(reference, int):
        return
    lacking = line.threshold(Fraction(*reference)) * Fraction(*there) - Fraction(*here)
    while (top := node.top) is not None:
        slot, weight = top.weights[chosen % len(top.weights)]
        node, lacking = made.nodes[slot], lacking * top.scale / weight
    step = node.indicator.measure.step
    new = (ceil((values[node.key] + lacking) / step) + off) * step
    if (new >= 0 or node.signed) and (node.cap is None or new <= node.cap):
        values[node.key] = new


def _raise_wholes(made: Plan, values: _Values) -> None:
    """Raises wholes until no part is over one, and no share over 100 %."""
    slots = _filled(made, values)
    shares = [node for node, _, _ in made.rates if node.cap is not None and node.bottom is not None]
    for _ in range(len(made.bounds) + len(shares)):
        before = dict(values)
        for bound in made.bounds:
            part, whole = slots[bound.low.slot], slots[bound.high.slot]
            if isinstance(part, tuple) and isinstance(whole, tuple) and bound.broken(part, whole):
                scale = Fraction(bound.low_scale, bound.high_scale)
                _raise(bound.high, Fraction(*part) * scale - Fraction(*whole), made, values)
                slots = _filled(made, values)
        for share in shares:
            part, whole = (total(side, slots) for side in (share.top, share.bottom) if side is not None)
            if isinstance(part, tuple) and isinstance(whole, tuple) and share.bottom is not None:
                excess = Fraction(*part) / (share.cap or 1) - Fraction(*whole)
                slot, weight = share.bottom.weights[0]
                if excess > 0:
                    _raise(made.nodes[slot], excess * share.bottom.scale / weight, made, values)
                    slots = _filled(made, values)
        if values == before:
            return


def _raise_other_wholes(inputs: dict[str, Node], values: _Values) -> None:
    """The same for past and reference figures that only other readings ask for."""
    for _ in inputs:
        before = dict(values)
        for key, node in inputs.items():
            for id_ in node.indicator.part_of:
                whole = inputs.get(id_ if node.role is None else f"{id_}@{node.role}")
                if whole is not None:
                    size = node.indicator.measure.factor / whole.indicator.measure.factor
                    step = whole.indicator.measure.step
                    least = ceil(values[key] * size / step) * step
                    values[whole.key] = max(values[whole.key], least)
        if values == before:
            return


def _raise(node: Node, by: Fraction, made: Plan, values: _Values) -> None:
    while (top := node.top) is not None:
        slot, weight = top.weights[0]
        node, by = made.nodes[slot], by * top.scale / weight
    step = node.indicator.measure.step
    values[node.key] += ceil(by / step) * step
