"""Judging: values against rules, one status code a target."""

from collections.abc import Callable, Collection, Sequence

from cyxc.evaluate.plan import Comparison, Leaf, Plan
from cyxc.evaluate.values import Slot, Values
from cyxc.rules.status import MET, NOT_APPLICABLE, NOT_DUE, NOT_MET, UNDEFINED, combine


def judge(
    plan: Plan, values: Values, pending: Callable[[Leaf], bool] | None, not_applicable: Collection[str]
) -> list[int]:
    """A status code for every target, in the scheme's order.

    `pending` tells the targets whose due date is still to come; None when everything is judged as due.
    """
    codes = [0] * len(plan.leaves)
    slots = values.slots
    for leaf in plan.order:
        if not_applicable and leaf.target.id in not_applicable:
            codes[leaf.index] = NOT_APPLICABLE
        elif leaf.children:
            codes[leaf.index] = combine([codes[child] for child in leaf.children], leaf.need)
        else:
            waits = pending is not None and pending(leaf)
            found = [status(one, slots, waits and leaf.target.years) for one in leaf.comparisons]
            codes[leaf.index] = found[0] if len(found) == 1 else combine(found)
    return codes


def status(comparison: Comparison, slots: Sequence[Slot], pending: str | bool = False) -> int:
    """The status code of one comparison; of several that apply the one that comes first.

    `pending` holds how the target's years count while its due date is still to come.
    """
    value = slots[comparison.node.slot]
    reference = comparison.reference
    against = (0, 1) if reference is None else slots[reference.slot]
    compared = _compared(comparison, value, against)
    if not pending or compared < NOT_DUE:
        return compared
    op = comparison.settles if pending == "whole" else None
    if op is not None and compared == (MET if op.floor else NOT_MET):
        return compared
    return NOT_DUE


def _compared(comparison: Comparison, value: Slot, against: Slot) -> int:
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
