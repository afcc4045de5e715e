"""What every indicator comes to: formulas computed over what was read, and what can't be found out.

A slot holds a (numerator, denominator) pair, or the code of the status that keeps it from having one.
"""

from datetime import date
from fractions import Fraction

import attrs

from cyxc.data.cells import Fault, rounding
from cyxc.data.observation import observation
from cyxc.evaluate.accumulate import Accumulated
from cyxc.evaluate.plan import Bound, Node, Plan, Side
from cyxc.evaluate.ranges import Range, apart, bounds, exactly, of_parts, shared
from cyxc.numbers.exact import Pair
from cyxc.rules.status import INVALID, NO_DATA, UNDEFINED

Slot = Pair | int


@attrs.define
class Values:
    """The slots of one place, the faults found in them, and what was handed in for each.

    `ranges` are the slots known only within bounds, `sums` what reports of several periods came to;
    `averaged` marks means of years, which need not be whole.
    """

    slots: list[Slot]
    faults: dict[int, Fault]
    given: dict[str, object]
    ranges: dict[int, Range] = attrs.field(factory=dict)
    sums: dict[str, Accumulated] = attrs.field(factory=dict)
    averaged: bool = False
    days: dict[int, frozenset[date]] = attrs.field(factory=dict)
    """The last days that each figure's flows and stocks are known for, where they carry periods."""
    bounded: list[str] = attrs.field(factory=list)
    """The keys of what was handed in within bounds, such as counts of places."""

    def of_one_day(self, *slots: int) -> bool:
        """Whether figures are known for the same days, so that they can be held against each other."""
        known: set[date] = set()
        for slot in slots:
            known |= self.days.get(slot, frozenset())
        return len(known) < 2

    def pair(self, node: Node) -> Pair | None:
        """The value of a node, or None where it has none."""
        value = self.slots[node.slot]
        return value if isinstance(value, tuple) else None


def finish(plan: Plan, values: Values) -> None:
    """Works out every sum and rate, and what can't hold together."""
    work_out = _within_bounds if values.ranges else _from_parts
    for node in plan.sums:
        work_out(node, values)
    _hold_together(plan, values, rates=False)
    slots = values.slots
    for node, top, bottom in plan.rates:
        # Mostly one figure over another, nothing handed in for the rate: no more than a division.
        if top is not None and bottom is not None and slots[node.slot] == NO_DATA:
            over, under = slots[top], slots[bottom]
            if type(over) is tuple and type(under) is tuple and under[0] > 0 and not node.grain:
                n, d = over[0] * under[1], over[1] * under[0]
                if not node.below_zero(n) and not node.above_whole(n, d):
                    slots[node.slot] = (n, d)
                    continue
        work_out(node, values)
    _hold_together(plan, values, rates=True)
    if values.ranges:
        _hold_ranges_together(plan, values)


def _from_parts(node: Node, values: Values) -> None:
    if node.bottom is None:
        _add_up(node, values)
    else:
        _divide(node, values)


def _within_bounds(node: Node, values: Values) -> None:
    """A sum or a rate of which a part may be known only within bounds."""
    if any(slot in values.ranges for slot in node.slots):
        found = of_parts(node, values.slots, values.ranges)
        if found is not None:
            _settle_within(node, found, values)
            return
        # Where a part is missing besides, a figure handed in stands in for all of them.
        known = isinstance(values.slots[node.slot], tuple) or node.slot in values.ranges
        if known and not _on_invalid(node, values):
            return
    _from_parts(node, values)


def _settle_within(node: Node, found: Range, values: Values) -> None:
    """Parts known within bounds decide as parts do: what is handed in beside them has to lie between.

    Bounds without an upper end are those of parts with gaps; there a figure handed in stands in for them.
    """
    slot, direct = node.slot, values.slots[node.slot]
    own = values.ranges.get(slot)
    if direct == INVALID and own is None:
        return
    if isinstance(direct, tuple):
        value, room = Fraction(*direct), _room(node, values)
        own = Range(value - room, value + room, found.code)
    if own is not None and values.of_one_day(slot) and apart(found, own):
        _refuse(node, Fault("parts-disagree", {"name": node.key}), values)
        return
    gaps = any(part in values.ranges and values.ranges[part].high is None for part in node.slots)
    if not isinstance(direct, tuple):
        enter_range(node, found if own is None else shared(found, own), values)
    elif not gaps:
        enter_range(node, found, values)


def _hold_ranges_together(plan: Plan, values: Values) -> None:
    """A part that is over its whole wherever in their bounds both are makes both invalid."""
    for bound in plan.bounds:
        if bound.low.slot not in values.ranges and bound.high.slot not in values.ranges:
            continue
        low = bounds(bound.low.slot, values.slots, values.ranges)
        high = bounds(bound.high.slot, values.slots, values.ranges)
        if low is None or high is None or high.high is None:
            continue
        if bound.broken(low.low.as_integer_ratio(), high.high.as_integer_ratio()):
            _refuse_both(bound, values)
    _spread(plan, values)


def _refuse(node: Node, fault: Fault, values: Values) -> None:
    values.slots[node.slot], values.faults[node.slot] = INVALID, fault
    values.ranges.pop(node.slot, None)


def _refuse_both(bound: Bound, values: Values) -> None:
    details = {"part": bound.low.key, "whole": bound.high.key}
    for side in bound.invalid:
        _refuse(side, Fault(bound.fault, details), values)


def _spread(plan: Plan, values: Values) -> None:
    """Makes invalid every sum and rate that rests on a figure that is."""
    for node in (*plan.sums, *(node for node, _, _ in plan.rates)):
        if _on_invalid(node, values):
            values.slots[node.slot] = INVALID
            values.ranges.pop(node.slot, None)


def _on_invalid(node: Node, values: Values) -> bool:
    """Whether a part can't be; one that an invalid figure keeps open within bounds still can."""
    return any(values.slots[slot] == INVALID and slot not in values.ranges for slot in node.slots)


def impossible(node: Node, value: Pair, *, averaged: bool = False) -> Fault | None:
    """Why a figure can't be what it says: negative, half a person, more than its whole."""
    n, d = value
    if node.below_zero(n):
        return Fault("negative")
    if node.grain and not averaged and n * node.grain % d:
        return Fault("not-whole")
    if node.above_whole(n, d):
        return Fault("above-whole")
    return None


def enter(node: Node, cell: "Pair | Fault", values: Values) -> None:
    """Puts a figure that was read into its slot, or the fault that keeps it from being one."""
    fault = cell if isinstance(cell, Fault) else impossible(node, cell, averaged=values.averaged)
    if fault is None:
        assert isinstance(cell, tuple)
        values.slots[node.slot] = cell
    else:
        values.slots[node.slot] = INVALID
        values.faults[node.slot] = fault


def enter_range(node: Node, found: Range, values: Values) -> None:
    """Puts a figure known only within bounds into its slot; one that can't be is invalid."""
    ends = [end for end in (found.low, found.high) if end is not None]
    if found.low == found.high:
        enter(node, found.low.as_integer_ratio(), values)
        values.ranges.pop(node.slot, None)
        return
    faults = [impossible(node, end.as_integer_ratio(), averaged=values.averaged) for end in ends]
    # An upper end beyond the whole says no more than the whole does; a lower one can't be.
    if faults[0] is None and faults[-1] is not None and faults[-1].code == "above-whole":
        found, faults = Range(found.low, Fraction(node.cap or 1), found.code), [None]
    fault = next((one for one in faults if one is not None), None)
    if fault is not None:
        _refuse(node, fault, values)
    elif found.low == found.high:
        values.slots[node.slot] = found.low.as_integer_ratio()
        values.ranges.pop(node.slot, None)
    else:
        values.slots[node.slot], values.ranges[node.slot] = found.code, found


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
        values.ranges.pop(node.slot, None)
        return
    own = values.ranges.pop(node.slot, None)
    if direct == INVALID and own is None:
        return
    fault = impossible(node, found, averaged=values.averaged)
    if fault is None and isinstance(direct, tuple) and values.of_one_day(node.slot):
        fault = _disagreement(node, direct, found, values)
    if own is not None and apart(own, exactly(Fraction(*found))):
        fault = Fault("parts-disagree", {"name": node.key})
    values.slots[node.slot] = found
    if fault is not None:
        _refuse(node, fault, values)


def _disagreement(node: Node, direct: Pair, found: Pair, values: Values) -> Fault | None:
    gap = abs(direct[0] * found[1] - found[0] * direct[1])
    if gap <= _room(node, values) * direct[1] * found[1]:
        return None
    return Fault("parts-disagree", {"name": node.key})


def _room(node: Node, values: Values) -> Fraction:
    """How far a figure handed in may be from its parts: a rate was rounded when it was written, no count."""
    if node.grain:
        return Fraction(0)
    reported = values.sums.get(node.key)
    seen = (
        reported.reports[-1].seen
        if reported is not None and reported.reports
        else observation(node.key, values.given[node.key])
    )
    return rounding(seen.value, seen.unit, node.indicator)


def _hold_together(plan: Plan, values: Values, *, rates: bool) -> None:
    """A part over its whole makes both invalid, and so every sum that rests on either."""
    slots = values.slots
    # All are found before any is marked, since a whole may itself be a part.
    broken = [
        bound
        for low, high, bound in (plan.bounds_of_rates if rates else plan.bounds_of_sums)
        if type(part := slots[low]) is tuple
        and type(whole := slots[high]) is tuple
        and bound.broken(part, whole)
        and values.of_one_day(low, high)
    ]
    if not broken:
        return
    for bound in broken:
        _refuse_both(bound, values)
    _spread(plan, values)
