"""Judging: values against rules, one status code a target."""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from cyxc.evaluate.plan import Comparison, Leaf, Plan
from cyxc.evaluate.ranges import Range, bounds, exactly, fails_throughout, holds_throughout
from cyxc.evaluate.timed import Piece
from cyxc.evaluate.values import Values
from cyxc.rules.ring import SCALARS, Ring
from cyxc.rules.status import INVALID, MET, NOT_APPLICABLE, NOT_DUE, NOT_MET, UNDEFINED, combine


def judge(
    plan: Plan,
    timed: Sequence[tuple[Piece, ...]],
    as_of: date | None,
    not_applicable: Collection[str],
) -> list[int]:
    """A status code for every target, in the scheme's order; without `as_of` all are judged as due.

    `timed` holds, for each target, the values of the pieces of its time that are looked at one by one.
    """
    codes = [0] * len(plan.leaves)
    for leaf in plan.order:
        if not_applicable and leaf.target.id in not_applicable:
            code = NOT_APPLICABLE
        elif leaf.children:
            code = combine([codes[child] for child in leaf.children], leaf.need)
        else:
            pieces = timed[leaf.index]
            if as_of is None and len(pieces) == 1 and len(leaf.comparisons) == 1:
                code = compared(leaf.comparisons[0], pieces[0].values)
            else:
                code = combine(
                    [code_of(one, piece, leaf, as_of) for piece in pieces for one in leaf.comparisons]
                )
        codes[leaf.index] = code
    return codes


def code_of(comparison: Comparison, piece: Piece, leaf: Leaf, as_of: date | None) -> int:
    """The status code of one comparison over one piece of a target's time, at the date asked about."""
    if as_of is not None and _to_come(piece, leaf, as_of):
        return NOT_DUE
    if as_of is not None and piece_pending(piece, leaf, as_of):
        # A figure without a period may stand for several years, a mean rests on those to come.
        whole = leaf.years == "whole" or (piece.period is not None and leaf.years != "mean")
        code = waiting(comparison, piece.values, whole=whole)
        if piece.least is None or code == INVALID:
            return code
        settled = waiting(comparison, piece.least, whole=True)
        return settled if settled >= NOT_MET else code
    return compared(comparison, piece.values)


def _to_come(piece: Piece, leaf: Leaf, as_of: date) -> bool:
    """Whether a piece is a later year of a time that has begun."""
    opens = leaf.target.window.opens
    return piece.period is not None and opens is not None and opens <= as_of < piece.period.first


def pending(leaf: Leaf, as_of: date) -> bool:
    """Whether a target's due date is still to come."""
    return leaf.ends is not None and as_of < leaf.ends


def piece_pending(piece: Piece, leaf: Leaf, as_of: date) -> bool:
    """Whether a piece of a target's time has yet to end."""
    return pending(leaf, as_of) if piece.period is None else as_of < piece.period.last


def waiting(comparison: Comparison, values: Values, *, whole: bool) -> int:
    """The status code before the due date: not due, unless later figures can't change what was reached.

    That can be told only of a figure for the `whole` time, which grows by what is to come.
    """
    code = compared(comparison, values)
    settled = False
    if whole and code >= NOT_MET:
        value = values.slots[comparison.node.slot]
        if not isinstance(value, tuple):
            value = values.ranges[comparison.node.slot].low.as_integer_ratio()
        settled = comparison.settled(*value, code == MET)
    found: int = not_yet(code, settled)
    return found


def not_yet(code: Any, settled: Any, ring: Ring = SCALARS) -> Any:
    """The code before the due date of what would be `code` if it were due."""
    return ring.case([(code < NOT_DUE, code), ((code >= NOT_MET) & settled, code)], NOT_DUE)


def compared(comparison: Comparison, values: Values) -> int:
    """The status code of one comparison as if it were due."""
    slots = values.slots
    value, reference = slots[comparison.node.slot], comparison.reference
    if reference is None:
        if isinstance(value, int):
            found = values.ranges.get(comparison.node.slot)
            return value if found is None else _within(comparison, found, exactly(Fraction(0)))
        n, d = value
        for line in comparison.lines:
            if not line.holds(n, d):
                return NOT_MET
        return MET
    against = slots[reference.slot]
    if isinstance(value, int) or isinstance(against, int):
        found, held = (bounds(one.slot, slots, values.ranges) for one in (comparison.node, reference))
        if found is not None and held is not None:
            return _within(comparison, found, held)
        return min(code for code in (value, against) if isinstance(code, int))
    n, d = value
    rn, rd = against
    for line in comparison.lines:
        if line.relative and rn <= 0:
            return UNDEFINED
        if not line.holds(n, d, rn, rd):
            return NOT_MET
    return MET


def _within(comparison: Comparison, found: Range, against: Range) -> int:
    """Met where every line holds throughout the bounds, not met where one fails throughout."""
    code = min(found.code, against.code)
    if any(line.relative for line in comparison.lines) and against.low <= 0:
        # A base that may be above zero leaves it open, one that can't be has no growth at all.
        return code if against.high is None or against.high > 0 else min(code, UNDEFINED)
    if any(fails_throughout(line, found, against) for line in comparison.lines):
        return NOT_MET
    if all(holds_throughout(line, found, against) for line in comparison.lines):
        return MET
    return code
