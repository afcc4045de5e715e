"""Figures known only within bounds: a sum with a gap, a count of places of which some are undetermined."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from cyxc.evaluate.nodes import Node, Side
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


def holds_throughout(line: Line, found: Range, against: Range) -> bool:
    """Whether a line holds wherever in their bounds the figure and what it is held against are."""
    low, high = _gaps(line, found, against)
    if line.op is Op.EQUALS:
        return low == high == 0
    return _passes(line, low if line.op.floor else high)


def fails_throughout(line: Line, found: Range, against: Range) -> bool:
    """Whether a line fails wherever in their bounds the figure and what it is held against are."""
    low, high = _gaps(line, found, against)
    if line.op is Op.EQUALS:
        return (low is not None and low > 0) or (high is not None and high < 0)
    best = high if line.op.floor else low
    return best is not None and not _passes(line, best)


def _gaps(line: Line, found: Range, against: Range) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most the figure can be above what is asked; None where there is no end to it."""
    least, most = (against.low, against.high) if line.a >= 0 else (against.high, against.low)
    return _above(line, found.low, most), _above(line, found.high, least)


def _above(line: Line, value: Fraction | None, reference: Fraction | None) -> Fraction | None:
    return None if value is None or reference is None else value - line.threshold(reference)


def _passes(line: Line, above: Fraction | None) -> bool:
    """Whether a line passes where a figure is so much above what is asked."""
    return above is not None and bool(line.passes(-above if line.op.ceiling else above))


def of_parts(node: Node, slots: Sequence[Slot], ranges: Mapping[int, Range]) -> Range | None:
    """What the parts of a sum or a rate leave open; None where one of them is not known at all."""
    assert node.top is not None
    top = _summed(node.top, slots, ranges)
    if top is None or node.bottom is None:
        return top
    bottom = _summed(node.bottom, slots, ranges)
    return None if bottom is None else _divided(top, bottom)


def _summed(side: Side, slots: Sequence[Slot], ranges: Mapping[int, Range]) -> Range | None:
    """A weighted sum of figures, some known only within bounds; None where one is not known at all."""
    low, high, code = Fraction(0), Fraction(0), MET
    unbounded = False
    for slot, weight in side.weights:
        term = bounds(slot, slots, ranges)
        if term is None or (term.high is None and weight < 0):
            return None
        ends = sorted((term.low * weight, (term.low if term.high is None else term.high) * weight))
        low, high, unbounded = low + ends[0], high + ends[1], unbounded or term.high is None
        code = min(code, term.code)
    return Range(low / side.scale, None if unbounded else high / side.scale, code)


def _divided(over: Range, under: Range) -> Range | None:
    """One figure over another, where none is below zero."""
    if over.low < 0 or under.low < 0 or under.high == 0:
        return None
    low = Fraction(0) if under.high is None else over.low / under.high
    high = None if over.high is None or under.low == 0 else over.high / under.low
    return Range(low, high, min(over.code, under.code))


def apart(one: Range, other: Range) -> bool:
    """Whether no figure lies within both bounds."""
    return any(a.high is not None and a.high < b.low for a, b in ((one, other), (other, one)))


def shared(one: Range, other: Range) -> Range:
    """What two bounds of one figure leave open together."""
    highs = [high for high in (one.high, other.high) if high is not None]
    return Range(max(one.low, other.low), min(highs, default=None), min(one.code, other.code))


def exactly(value: Fraction) -> Range:
    """A figure that is known, as both of its bounds."""
    return Range(value, value, MET)


def bounds(slot: int, slots: Sequence[Slot], ranges: Mapping[int, Range]) -> Range | None:
    """What is known of a slot: its bounds, or its figure as both of them."""
    value = slots[slot]
    if isinstance(value, tuple):
        return exactly(Fraction(*value))
    return ranges.get(slot)
