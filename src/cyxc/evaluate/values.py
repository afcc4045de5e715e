"""What every indicator comes to: data read into slots, formulas computed, what can't be found out.

A slot holds a (numerator, denominator) pair, or the code of the status that keeps it from having one.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import attrs

from cyxc.data.cells import LARGEST, Fault, read_cell, rounding, same_unit
from cyxc.data.names import Names
from cyxc.data.observation import Observation, observation
from cyxc.errors import CyxcError, DataError, Problem
from cyxc.evaluate.plan import Node, Plan, Side
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import Pair
from cyxc.numbers.units import find_unit
from cyxc.rules.status import INVALID, NO_DATA, UNDEFINED

Slot = Pair | int


@attrs.define
class Values:
    """The slots of one place, the faults found in them, and what was handed in for each."""

    slots: list[Slot]
    faults: dict[int, Fault]
    given: dict[str, object]

    def pair(self, node: Node) -> Pair | None:
        """The value of a node, or None where it has none."""
        value = self.slots[node.slot]
        return value if isinstance(value, tuple) else None


def compute(plan: Plan, data: "Mapping[str, object] | Iterable[Observation]") -> Values:
    """Reads `data` into the plan's slots and computes what follows; `DataError` for what can't be read."""
    values = Values([NO_DATA] * len(plan.nodes), {}, {})
    _read(plan, data, values)
    for node in plan.sums:
        _add_up(node, values)
    _hold_together(plan, values, rates=False)
    for node in plan.rates:
        if node.bottom is None:
            _add_up(node, values)  # another name for a rate
        else:
            _divide(node, values)
    _hold_together(plan, values, rates=True)
    return values


@lru_cache(maxsize=64)
def names(scheme: Scheme) -> Names:
    """The names of a scheme's indicators."""
    return Names(scheme)


def _read(plan: Plan, data: "Mapping[str, object] | Iterable[Observation]", values: Values) -> None:
    bare, own, slots, given = plan.bare, plan.own, values.slots, values.given
    problems: list[Problem] = []
    rest: list[tuple[object, object]] = []
    for name, value in data.items() if isinstance(data, Mapping) else ((o.key, o) for o in data):
        # Plain numbers under their ids, and those in the indicator's own unit, need no reading.
        slot, number = bare.get(name), value
        if type(value) is tuple and len(value) == 2 and type(value[1]) is str:
            slot, number = own.get((name, value[1])), value[0]
        if slot is not None and type(number) is int and 0 <= number <= LARGEST:
            given[name] = value
            if number is value:
                slots[slot] = (number, 1)
            else:
                _enter(plan.nodes[slot], (number, 1), values)
        elif (
            slot is not None
            and type(number) is Decimal
            and number.is_finite()
            and -30 <= number.adjusted() <= 30
        ):
            given[name] = value
            _enter(plan.nodes[slot], number.as_integer_ratio(), values)
        else:
            rest.append((name, value))
    for other, value in rest:
        _read_one(plan, other, value, values, problems)
    if problems:
        raise DataError(problems)


def _read_one(plan: Plan, name: object, value: object, values: Values, problems: list[Problem]) -> None:
    if not isinstance(name, str):
        problems.append(Problem("name-not-text", {"name": repr(name)[:80]}))
        return
    try:
        seen = observation(name, value)
    except CyxcError as error:
        problems.extend(error.problems)
        return
    known = plan.slots.get(seen.key)
    if known is None:
        found = names(plan.scheme).find(seen.indicator, seen.role, seen.where)
        if isinstance(found, Problem):
            problems.append(found)
            return
        said, headed = find_unit(seen.unit or ""), find_unit(found.unit or "")
        if said is not None and headed is not None and not same_unit(said, headed):
            details = {"value": str(seen.value), "cell": said.symbol, "column": headed.symbol}
            problems.append(Problem("two-units", details, seen.where))
            return
        unit = seen.unit or found.unit
        seen = attrs.evolve(seen, indicator=found.indicator, role=found.role, unit=unit)
        known = plan.slots.get(seen.key)
    if seen.key in values.given:
        first = values.given[seen.key]
        where = first.where.say() if isinstance(first, Observation) else ""
        problems.append(Problem("given-twice", {"name": seen.key, "first": where or seen.key}, seen.where))
        return
    if seen.period is not None:
        details = {"name": seen.key, "period": seen.period}
        problems.append(Problem("dated-figure", details, seen.where))
        return
    values.given[seen.key] = seen
    cell = read_cell(seen.value, seen.unit, plan.scheme.indicators[seen.indicator], seen.where)
    if isinstance(cell, Problem):
        problems.append(cell)
    elif known in plan.unclear:
        values.faults[known] = Fault("which-time", {"name": seen.key})
    elif cell is not None and known is not None:
        _enter(plan.nodes[known], cell, values)


def _enter(node: Node, cell: "Pair | Fault", values: Values) -> None:
    fault = cell if isinstance(cell, Fault) else _impossible(node, cell)
    if fault is None:
        assert isinstance(cell, tuple)
        values.slots[node.slot] = cell
    else:
        values.slots[node.slot] = INVALID
        values.faults[node.slot] = fault


def _impossible(node: Node, value: Pair) -> Fault | None:
    """Why a figure can't be what it says: negative, half a person, more than its whole."""
    n, d = value
    if n < 0 and not node.signed:
        return Fault("negative")
    if node.grain and n * node.grain % d:
        return Fault("not-whole")
    if node.cap is not None and n > node.cap * d:
        return Fault("above-whole")
    return None


def total(side: Side, slots: list[Slot]) -> Slot:
    """A weighted sum of slots, or the first status that keeps it from being one."""
    if side.only is not None:
        return slots[side.only]
    top, bottom, worst = 0, side.scale, None
    for slot, weight in side.weights:
        value = slots[slot]
        if isinstance(value, int):
            worst = value if worst is None else min(worst, value)
        elif value[1] == 1:
            top += weight * value[0] * (bottom // side.scale)
        else:
            top, bottom = top * value[1] + weight * value[0] * (bottom // side.scale), bottom * value[1]
    return (top, bottom) if worst is None else worst


def _add_up(node: Node, values: Values) -> None:
    assert node.top is not None
    _settle(node, total(node.top, values.slots), values)


def _divide(node: Node, values: Values) -> None:
    assert node.top is not None
    assert node.bottom is not None
    top, bottom = total(node.top, values.slots), total(node.bottom, values.slots)
    if isinstance(top, int) or isinstance(bottom, int):
        worst = min(side for side in (top, bottom) if isinstance(side, int))
        _settle(node, worst, values)
    elif bottom[0] == 0:
        _settle(node, UNDEFINED, values)
    elif bottom[0] < 0:
        values.slots[node.slot] = INVALID
        values.faults[node.slot] = Fault("negative-denominator")
    else:
        _settle(node, (top[0] * bottom[1], top[1] * bottom[0]), values)


def _settle(node: Node, found: Slot, values: Values) -> None:
    """Parts decide; where they are missing a figure handed in stands, where it disagrees it is invalid."""
    direct = values.slots[node.slot]
    if isinstance(found, int):
        if found == NO_DATA:
            return
        if direct != INVALID:
            values.slots[node.slot] = found
        return
    if direct == INVALID:
        return
    fault = _impossible(node, found)
    if fault is None and isinstance(direct, tuple):
        fault = _disagreement(node, direct, found, values)
    values.slots[node.slot] = found
    if fault is not None:
        values.slots[node.slot] = INVALID
        values.faults[node.slot] = fault


def _disagreement(node: Node, direct: Pair, found: Pair, values: Values) -> Fault | None:
    seen = observation(node.key, values.given[node.key])
    gap = abs(direct[0] * found[1] - found[0] * direct[1])
    # Only a rate was rounded when it was written down; counts must agree to the last one.
    room = Fraction(0) if node.grain else rounding(seen.value, seen.unit, node.indicator)
    if gap <= room * direct[1] * found[1]:
        return None
    return Fault("parts-disagree", {"name": node.key})


def _hold_together(plan: Plan, values: Values, *, rates: bool) -> None:
    """A part over its whole makes both invalid, and so every sum that rests on either."""
    slots = values.slots
    # All are found before any is marked, since a whole may itself be a part.
    broken = [
        bound
        for bound in plan.bounds
        if (bound.low.indicator.kind == "rate") is rates
        and isinstance(part := slots[bound.low.slot], tuple)
        and isinstance(whole := slots[bound.high.slot], tuple)
        and bound.broken(part, whole)
    ]
    if not broken:
        return
    for bound in broken:
        details = {"part": bound.low.key, "whole": bound.high.key}
        for side in (bound.low, bound.high):
            slots[side.slot] = INVALID
            values.faults[side.slot] = Fault(bound.fault, details)
    for node in plan.sums:
        if any(slots[slot] == INVALID for slot in node.slots):
            slots[node.slot] = INVALID
