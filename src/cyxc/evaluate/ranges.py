"""Figures known only within bounds: a sum with a gap, a count of places of which some are undetermined."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from cyxc.numbers.exact import Pair
from cyxc.rules.line import Line, Op
from cyxc.rules.status import MET

Slot = Pair | int


@attrs.frozen
class Range:
    """No less than `low` and, where `high` is not None, no more than that; `code` is what keeps it open."""

    low: Fraction
    high: Fraction | None
    code: int


def holds_throughout(line: Line, found: Range, against: Pair) -> bool:
    """Whether a line holds wherever in its bounds the figure is."""
    if found.high is None:
        return line.op.floor and _passes(line, found.low, against)
    return _passes(line, found.low, against) and _passes(line, found.high, against)


def fails_throughout(line: Line, found: Range, against: Pair) -> bool:
    """Whether a line fails wherever in its bounds the figure is."""
    if line.op is Op.EQUALS:
        low = _gap(line, found.low, against)
        high = None if found.high is None else _gap(line, found.high, against)
        return low > 0 or (high is not None and high < 0)
    if line.op.floor:
        return found.high is not None and not _passes(line, found.high, against)
    return not _passes(line, found.low, against)


def _gap(line: Line, value: Fraction, against: Pair) -> Fraction:
    return Fraction(*line.gap(value.numerator, value.denominator, *against))


def _passes(line: Line, value: Fraction, against: Pair) -> bool:
    return line.holds(value.numerator, value.denominator, *against)


def summed(
    weights: Sequence[tuple[int, int]], scale: int, slots: Sequence[Slot], ranges: Mapping[int, Range]
) -> Range | None:
    """A weighted sum of figures, some known only within bounds; None where one is not known at all."""
    low, high, code = Fraction(0), Fraction(0), None
    unbounded = False
    for slot, weight in weights:
        term = bounds(slot, slots, ranges)
        if term is None or (term.high is None and weight < 0):
            return None
        ends = sorted((term.low * weight, (term.low if term.high is None else term.high) * weight))
        low, high, unbounded = low + ends[0], high + ends[1], unbounded or term.high is None
        if slot in ranges:
            code = term.code if code is None else min(code, term.code)
    if code is None:
        return None
    return Range(low / scale, None if unbounded else high / scale, code)


def divided(top: Range | Fraction, bottom: Range | Fraction) -> Range | None:
    """One figure over another, where at least one is known only within bounds and none is below zero."""
    over = top if isinstance(top, Range) else Range(top, top, MET)
    under = bottom if isinstance(bottom, Range) else Range(bottom, bottom, MET)
    if over.low < 0 or under.low < 0 or under.high == 0:
        return None
    low = Fraction(0) if under.high is None else over.low / under.high
    high = None if over.high is None or under.low == 0 else over.high / under.low
    return Range(low, high, min(over.code, under.code))


def bounds(slot: int, slots: Sequence[Slot], ranges: Mapping[int, Range]) -> Range | None:
    """What is known of a slot: its bounds, or its figure as both of them."""
    value = slots[slot]
    if isinstance(value, tuple):
        exact = Fraction(*value)
        return Range(exact, exact, MET)
    return ranges.get(slot)
