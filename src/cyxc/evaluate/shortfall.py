"""What is missing: by how much each input would have to move, alone, for a target to be met.

A margin is linear in the inputs, so the answer is −margin over the slope, rounded up to whole steps.
Denominators, past figures and references never move by themselves; where a new thing is also one more of
its whole (a trainee who passes is one more trainee), both answers are given, the smaller first.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

import attrs

from cyxc.evaluate.plan import Comparison, Node, Plan, Side
from cyxc.evaluate.values import Values
from cyxc.numbers.quantity import Quantity
from cyxc.rules.line import Line, Op

Coefficients = dict[int, Fraction]


@attrs.frozen
class Increment:
    """One way to what is asked: any one of `inputs` moving by `amount` (down where it is negative).

    `also` names the wholes that move along by as much. `strictly` says that more than `amount` is needed:
    a strict rule on a continuous measure lacks "any more", not a smallest figure.
    """

    inputs: tuple[str, ...]
    amount: Quantity
    also: tuple[str, ...] = ()
    strictly: bool = False


def increments(plan: Plan, comparison: Comparison, values: Values) -> tuple[Increment, ...]:
    """Every way to meet a comparison that fails, the smallest first; none where it can't be reached."""
    value = values.pair(comparison.node)
    if value is None:
        return ()
    reference = None if comparison.reference is None else values.pair(comparison.reference)
    found: list[Increment] = []
    for line in comparison.lines:
        against = None if reference is None else Fraction(*reference)
        gap = line.gap(*value, *(reference or (0, 1)))
        if not line.passes(gap[0]):
            found.extend(_ways(plan, comparison.node, line, line.threshold(against), values))
    return _grouped(found)


def _ways(plan: Plan, node: Node, line: Line, asked: Fraction, values: Values) -> Iterator[Increment]:
    top, bottom = _sides(plan, node, values)
    sign = -1 if line.op.ceiling else 1
    gap = sign * (_sum(top, values) - asked * _sum(bottom, values))
    for slot, weight in top.items():
        moved = plan.nodes[slot]
        wholes = tuple(whole for whole in _wholes(plan, slot) if whole in bottom)
        for also in ((), wholes) if wholes else ((),):
            slope = sign * (weight - asked * sum(bottom.get(s, 0) for s in (slot, *also)))
            # A floor is met by more of what adds to it and less of what is taken off, a ceiling by the
            # reverse; where that moves the margin the other way it is no way at all.
            direction = 1 if (weight > 0) == (sign > 0) else -1
            if line.op is Op.EQUALS and slope:
                direction = 1 if (gap < 0) == (slope > 0) else -1
            if slope * direction * (-1 if line.op is Op.EQUALS and gap > 0 else 1) <= 0:
                continue
            distance, strictly = _distance(abs(gap / slope), line.op, moved)
            if distance is not None and _possible(plan, moved, distance * direction, also, values):
                amount = Quantity(distance * direction, moved.indicator.measure)
                yield Increment((moved.key,), amount, tuple(plan.nodes[w].key for w in also), strictly)


def _distance(exact: Fraction, op: Op, moved: Node) -> tuple[Fraction | None, bool]:
    """How far an input has to move, in whole steps of its unit, and whether strictly more than that."""
    step = Fraction(1, moved.grain) if moved.grain else moved.indicator.measure.step
    steps = exact / step
    if op is Op.EQUALS:
        return (exact if steps.denominator == 1 or not moved.grain else None), False
    if not op.strict:
        return ceil(steps) * step, False
    return ((floor(steps) + 1) * step, False) if moved.grain else (exact, True)


def _possible(plan: Plan, moved: Node, amount: Fraction, also: tuple[int, ...], values: Values) -> bool:
    """Whether an input can move so far: not below zero, not over its cap, not over a whole that stays."""
    value = values.pair(moved)
    new = amount + (Fraction(*value) if value is not None else 0)
    if (new < 0 and not moved.signed) or (moved.cap is not None and new > moved.cap):
        return False
    for bound in plan.bounds:
        low, high = bound.low, bound.high
        part, whole = values.pair(low), values.pair(high)
        moves_part = low.slot == moved.slot or moved.slot in low.slots
        moves_whole = high.slot in also or high.slot == moved.slot
        if part is None or whole is None or not moves_part or moves_whole:
            continue
        size_low, size_high = low.indicator.measure.factor, high.indicator.measure.factor
        added = amount * moved.indicator.measure.factor
        if Fraction(*part) * size_low + added > Fraction(*whole) * size_high:
            return False
    return True


def _wholes(plan: Plan, slot: int) -> list[int]:
    """The wholes an input is counted in, itself or through a sum it enters."""
    sums = {slot} | {node.slot for node in plan.sums if slot in node.slots}
    return [b.high.slot for b in plan.bounds if b.low.slot in sums and b.fault == "part-over-whole"]


def _sides(plan: Plan, node: Node, values: Values) -> tuple[Coefficients, Coefficients]:
    """Numerator and denominator as coefficients of the figures handed in; empty where none divides."""
    if node.top is None or not _has_parts(node, values):
        return {node.slot: Fraction(1)}, {}
    top = _expanded(plan, node.top, values)
    return top, _expanded(plan, node.bottom, values) if node.bottom is not None else {}


def _has_parts(node: Node, values: Values) -> bool:
    return all(isinstance(values.slots[slot], tuple) for slot in node.slots)


def _expanded(plan: Plan, side: Side, values: Values) -> Coefficients:
    found: Coefficients = {}
    for slot, weight in side.weights:
        inner, _ = _sides(plan, plan.nodes[slot], values)
        for base, coefficient in inner.items():
            found[base] = found.get(base, Fraction(0)) + coefficient * weight / side.scale
    return found


def _sum(side: Coefficients, values: Values) -> Fraction:
    """A side's value; 1 for the denominator of what does not divide."""
    if not side:
        return Fraction(1)
    total = Fraction(0)
    for slot, coefficient in side.items():
        value = values.slots[slot]
        assert isinstance(value, tuple)
        total += coefficient * Fraction(*value)
    return total


def _grouped(found: list[Increment]) -> tuple[Increment, ...]:
    """Inputs that move by the same amount, named together; smallest first."""
    groups: dict[tuple[Quantity, tuple[str, ...], bool], list[str]] = {}
    for one in found:
        names = groups.setdefault((one.amount, one.also, one.strictly), [])
        names.extend(name for name in one.inputs if name not in names)
    ways = [
        Increment(tuple(names), amount, also, strictly) for (amount, also, strictly), names in groups.items()
    ]
    return tuple(sorted(ways, key=lambda way: abs(way.amount.value * way.amount.unit.factor)))
