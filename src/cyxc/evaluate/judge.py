"""Judging: values against rules, one status code a target."""

from collections.abc import Collection, Sequence
from datetime import date

from cyxc.evaluate.plan import Comparison, Leaf, Plan
from cyxc.evaluate.values import Slot, Values
from cyxc.rules.status import MET, NOT_APPLICABLE, NOT_DUE, NOT_MET, UNDEFINED, combine


def judge(plan: Plan, values: Values, as_of: date | None, not_applicable: Collection[str]) -> list[int]:
    """A status code for every target, in the scheme's order; without `as_of` all are judged as due."""
    codes = [0] * len(plan.leaves)
    slots = values.slots
    for leaf in plan.order:
        if not_applicable and leaf.target.id in not_applicable:
            code = NOT_APPLICABLE
        elif leaf.children:
            code = combine([codes[child] for child in leaf.children], leaf.need)
        elif as_of is not None and pending(leaf, as_of):
            code = combine([waiting(one, slots, leaf.target.years) for one in leaf.comparisons])
        elif len(leaf.comparisons) == 1:
            code = compared(leaf.comparisons[0], slots)
        else:
            code = combine([compared(one, slots) for one in leaf.comparisons])
        codes[leaf.index] = code
    return codes


def pending(leaf: Leaf, as_of: date) -> bool:
    """Whether a target's due date is still to come."""
    return leaf.ends is not None and as_of < leaf.ends


def waiting(comparison: Comparison, slots: Sequence[Slot], years: str) -> int:
    """The status code before the due date: not due, unless later figures can't change what was reached."""
    code = compared(comparison, slots)
    value = slots[comparison.node.slot]
    if code < NOT_DUE or isinstance(value, int):
        return min(code, NOT_DUE)
    if years == "whole" and code >= NOT_MET and comparison.settled(value, code == MET):
        return code
    return NOT_DUE


def compared(comparison: Comparison, slots: Sequence[Slot]) -> int:
    """The status code of one comparison as if it were due."""
    value, reference = slots[comparison.node.slot], comparison.reference
    if reference is None:
        if isinstance(value, int):
            return value
        n, d = value
        for line in comparison.lines:
            if not line.passes(line.gap(n, d)[0]):
                return NOT_MET
        return MET
    against = slots[reference.slot]
    if isinstance(value, int) or isinstance(against, int):
        return min(code for code in (value, against) if isinstance(code, int))
    n, d = value
    rn, rd = against
    for line in comparison.lines:
        if line.relative and rn <= 0:
            return UNDEFINED
        if not line.passes(line.gap(n, d, rn, rd)[0]):
            return NOT_MET
    return MET
