"""Indicators as nodes: where each one's value goes, what it is made of, and what it can't exceed.

Every (indicator, role) a target can rest on has a slot. Values are (numerator, denominator) pairs in the
indicator's own unit; unit conversions are folded into the weights here, once.
"""

from collections.abc import Iterator
from fractions import Fraction
from graphlib import TopologicalSorter
from math import gcd, lcm
from typing import Any

import attrs

from cyxc.evaluate.spans import Span
from cyxc.model.indicator import Indicator, Kind
from cyxc.model.scheme import Scheme
from cyxc.rules.formula import Term
from cyxc.rules.line import times
from cyxc.rules.rules import Growth, Reference, Rise, numeric

Weights = tuple[tuple[int, int], ...]
"""Slots with whole weights; the sum they make is divided by a common scale."""


@attrs.frozen
class Side:
    """A weighted sum: Σ weight × value of slot, over `scale`; `only` is the slot where it is one value."""

    weights: Weights
    scale: int
    only: int | None = None


@attrs.frozen
class Node:
    """An indicator at a role: where its value goes, what it is made of, and what it can be.

    `grain` is how many countable things make one of its unit, 0 where nothing is counted; `cap` the value
    it can't exceed; `bare` whether a number without a unit is in its unit (never for a percentage);
    `grows` whether it can only rise over a period; `back` how many years before the place's own figures
    stand in for it, None where none do; `told_as` how its reports are read over time.
    """

    slot: int
    key: str
    indicator: Indicator
    role: str | None
    top: Side | None = None
    bottom: Side | None = None
    grain: int = 0
    signed: bool = False
    cap: int | None = None
    bare: bool = True
    grows: bool = False
    back: int | None = None
    told_as: Kind = "rate"

    @property
    def slots(self) -> tuple[int, ...]:
        """The slots of its terms."""
        sides = [side for side in (self.top, self.bottom) if side is not None]
        return tuple(slot for side in sides for slot, _ in side.weights)

    def below_zero(self, n: Any) -> Any:
        """Whether n / d is less than nothing where it can't be; numbers or columns."""
        return False if self.signed else n < 0

    def above_whole(self, n: Any, d: Any) -> Any:
        """Whether n / d is more than all of its whole; numbers or columns."""
        return False if self.cap is None else n > self.cap * d


@attrs.frozen
class Bound:
    """`low` can't exceed `high`; `fault` when it does. The scales bring both to one unit.

    A part over its whole makes both invalid; where a sum was handed in that is less than one of its terms,
    it is the sum that can't be (`of_sum`).
    """

    low: Node
    high: Node
    fault: str
    low_scale: int
    high_scale: int
    of_sum: bool = False

    @property
    def invalid(self) -> tuple[Node, ...]:
        """What is invalid where it is broken."""
        return (self.high,) if self.of_sum else (self.low, self.high)

    def broken(self, low: tuple[Any, Any], high: tuple[Any, Any]) -> Any:
        """Whether these values break it; numbers or columns."""
        part = times(times(low[0], high[1]), self.low_scale)
        return part > times(times(high[0], low[1]), self.high_scale)


def nodes_of(scheme: Scheme) -> tuple[Node, ...]:
    """A node for every indicator, and one for every role that some target asks of it."""
    roles = _roles(scheme)
    keys = [(i, None) for i in scheme.indicators] + [
        (i, role) for role in roles for i in _resting(scheme, roles[role])
    ]
    slots = {key_of(i.id, role): slot for slot, (i, role) in enumerate(keys)}
    years = {target.id: Span.of(target).years for target in scheme.targets}
    others = {i for t in scheme.targets if years[t.id] != "mean" for i in t.indicators}
    means = {i for t in scheme.targets if years[t.id] == "mean" for i in t.indicators} - others
    growing = _growing(scheme)
    back: dict[str | None, int | None] = {role: _back(role, scheme) for role in roles}
    return tuple(
        _node(
            slot,
            i,
            role,
            slots,
            scheme,
            # An average of places or of years need not be whole.
            averaged=str(role).endswith("average") or i.id in means,
            grows=i.id in growing,
            back=back.get(role),
        )
        for slot, (i, role) in enumerate(keys)
    )


def bounds_of(scheme: Scheme, nodes: tuple[Node, ...]) -> tuple[Bound, ...]:
    """Everything that can't exceed something else."""
    slots = {node.key: node.slot for node in nodes}
    return (*_bounds(nodes, slots), *_bounds_of_targets(scheme, nodes, slots))


def key_of(indicator: str, role: str | None) -> str:
    """Indicator and role as one word: `firms@before`."""
    return indicator if role is None else f"{indicator}@{role}"


def _roles(scheme: Scheme) -> dict[str, list[str]]:
    """The indicators each role is asked of."""
    roles: dict[str, list[str]] = {}
    for target in scheme.targets:
        rule = numeric(target.rule)
        if isinstance(rule, Growth | Rise | Reference):
            roles.setdefault(rule.role, []).extend(target.indicators)
    return roles


def _resting(scheme: Scheme, ids: list[str]) -> list[Indicator]:
    """The indicators named, what their formulas are made of, and the wholes those are parts of."""
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in found:
            continue
        found[id_] = None
        indicator = scheme.indicators[id_]
        waiting.extend(indicator.formula.indicators if indicator.formula is not None else ())
        waiting.extend(indicator.part_of)
        waiting.extend([indicator.attendances_of] if indicator.attendances_of is not None else [])
    return [scheme.indicators[id_] for id_ in found]


def _node(
    slot: int,
    indicator: Indicator,
    role: str | None,
    slots: dict[str, int],
    scheme: Scheme,
    *,
    averaged: bool,
    grows: bool,
    back: int | None,
) -> Node:
    formula, own = indicator.formula, indicator.measure
    top = bottom = None
    if formula is not None:
        top = _side(formula.numerator, own.factor, role, slots, scheme)
        if formula.denominator:
            bottom = _side(formula.denominator, Fraction(1), role, slots, scheme)
            top, bottom = _reduced(top, bottom)
    return Node(
        slot,
        key_of(indicator.id, role),
        indicator,
        role,
        top,
        bottom,
        grain=int(1 / own.step) if own.whole and not averaged else 0,
        signed=indicator.signed,
        cap=int(1 / own.factor) if indicator.share else None,
        bare=own.symbol not in ("%", "‰"),
        told_as=_told_as(indicator, scheme),
        grows=grows,
        back=back,
    )


def _back(role: str, scheme: Scheme) -> int | None:
    """The year before is one year back, a base year as many as the growth over it is compounded over."""
    if role == "before":
        return 1
    rules = (numeric(target.rule) for target in scheme.targets)
    years = {rule.years for rule in rules if isinstance(rule, Growth) and rule.role == role}
    return years.pop() if role == "base" and len(years) == 1 else None


def _told_as(indicator: Indicator, scheme: Scheme) -> Kind:
    """A rate of stocks is what they are, as at a day; any other is of a time."""
    if indicator.kind != "rate" or indicator.formula is None:
        return indicator.kind
    parts = {_told_as(scheme.indicators[id_], scheme) for id_ in indicator.formula.indicators}
    return "stock" if parts == {"stock"} else "rate"


def _growing(scheme: Scheme) -> set[str]:
    """The flows that only rise over a period, and the sums of nothing else."""
    terms = {i.id: () if i.formula is None else i.formula.terms for i in scheme.indicators}
    parts = {id_: [term.indicator for term in made_of] for id_, made_of in terms.items()}
    found: set[str] = set()
    for id_ in TopologicalSorter(parts).static_order():
        indicator = scheme.indicators[id_]
        rising = all(term.weight > 0 and term.indicator in found for term in terms[id_])
        if indicator.kind == "flow" and not indicator.signed and rising:
            found.add(id_)
    return found


def _side(
    terms: tuple[Term, ...], unit: Fraction, role: str | None, slots: dict[str, int], scheme: Scheme
) -> Side:
    """A sum as whole weights over a scale, in a unit of the given size."""
    weights = [term.weight * scheme.indicators[term.indicator].measure.factor / unit for term in terms]
    scale = lcm(*(weight.denominator for weight in weights))
    slotted = (slots[key_of(term.indicator, role)] for term in terms)
    whole = tuple((slot, int(weight * scale)) for slot, weight in zip(slotted, weights, strict=True))
    return Side(whole, scale, whole[0][0] if scale == 1 and [w for _, w in whole] == [1] else None)


def _reduced(top: Side, bottom: Side) -> tuple[Side, Side]:
    """Both sides of a ratio without what they have in common, so that products stay small."""
    shared = gcd(*(weight for side in (top, bottom) for _, weight in side.weights))
    return _divided(top, shared), _divided(bottom, shared)


def _divided(side: Side, by: int) -> Side:
    weights = tuple((slot, weight // by) for slot, weight in side.weights)
    only = weights[0][0] if side.scale == 1 and [w for _, w in weights] == [1] else None
    return Side(weights, side.scale, only)


def _bounds(nodes: tuple[Node, ...], slots: dict[str, int]) -> Iterator[Bound]:
    for node in nodes:
        # The whole of a whole too, for where the one in between was not handed in.
        for whole in _wholes(node, nodes, slots):
            yield _bound(node, whole, "part-over-whole")
        heads = node.indicator.attendances_of
        slot = None if heads is None else slots.get(key_of(heads, node.role))
        if slot is not None:
            yield _bound(nodes[slot], node, "fewer-than-persons")
        if node.top is not None and node.bottom is None and node.indicator.kind != "rate":
            terms = [nodes[slot] for slot in node.slots]
            if all(w >= node.top.scale for _, w in node.top.weights) and not any(t.signed for t in terms):
                # Seen only where the sum was handed in and not every term of it.
                bounds = (_bound(term, node, "part-over-whole") for term in terms)
                yield from (attrs.evolve(bound, of_sum=True) for bound in bounds)


def _bounds_of_targets(scheme: Scheme, nodes: tuple[Node, ...], slots: dict[str, int]) -> Iterator[Bound]:
    """A target that is a part of another (其中) can't exceed it, whether or not their indicators say so."""
    for target in scheme.targets:
        whole = None if target.part_of is None else scheme.targets[target.part_of].indicator
        if whole is None or target.indicator is None or whole == target.indicator:
            continue
        low, high = nodes[slots[target.indicator]], nodes[slots[whole]]
        if low.indicator.measure.converts_to(high.indicator.measure):
            yield _bound(low, high, "part-over-whole")


def _wholes(node: Node, nodes: tuple[Node, ...], slots: dict[str, int]) -> tuple[Node, ...]:
    found: dict[int, Node] = {}
    waiting = [node]
    while waiting:
        for whole in waiting.pop().indicator.part_of:
            slot = slots.get(key_of(whole, node.role))
            if slot is not None and slot not in found:
                found[slot] = nodes[slot]
                waiting.append(nodes[slot])
    return tuple(found.values())


def _bound(low: Node, high: Node, fault: str) -> Bound:
    ratio = low.indicator.measure.factor / high.indicator.measure.factor
    return Bound(low, high, fault, ratio.numerator, ratio.denominator)
