"""Where a place stands before a plan: what is to be met, what is to be kept, what stays out, and why.

A plan moves figures that are there. A target without data stays out, and so does one whose figures can't be
put together as one number each: what it rests on is then not moved either.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from cyxc.evaluate.evaluation import Evaluation, judged
from cyxc.evaluate.plan import Comparison, Leaf, Node, Plan, Side
from cyxc.evaluate.read import read
from cyxc.evaluate.shortfall import has_parts, sides_of
from cyxc.evaluate.values import Slot, Values, total
from cyxc.numbers.exact import Pair
from cyxc.reached import reached
from cyxc.rules.status import INVALID, MET, NO_DATA, NOT_APPLICABLE, NOT_MET, UNDEFINED

Out = Literal["no_data", "invalid", "undefined", "bounds", "times", "rates"]

_HELD: tuple[Out, ...] = ("times", "rates")
"""Why what a target rests on must not move though it is not met: nobody could say what that would do."""


@attrs.frozen
class LeftOut:
    """A target that stays out of a plan.

    `reason`: `no_data`, `invalid`, `undefined` (growth over nothing), `bounds` (a figure known only within
    bounds), `times` (figures of several times), `rates` (a rate that is a part of another).
    """

    id: str
    reason: Out


@attrs.frozen(eq=False)
class Present:
    """The figures of a place, one a slot, and its targets by what a plan does with them."""

    evaluation: Evaluation
    values: Values
    wanted: tuple[Leaf, ...]
    kept: tuple[Leaf, ...]
    left_out: tuple[LeftOut, ...]
    held: frozenset[int]
    """The slots that must stay what they are."""
    invalid: frozenset[int]
    """The slots whose figures can't be right as it is."""

    @property
    def plan(self) -> Plan:
        """The scheme made ready for judging."""
        return self.evaluation.plan

    def exact(self, slot: int) -> Fraction | None:
        """The figure in a slot; None where there is none."""
        value = self.values.slots[slot]
        return Fraction(*value) if isinstance(value, tuple) else None

    def handed_in(self, figures: Mapping[int, Fraction]) -> Evaluation:
        """The evaluation with these figures in place of those that are there, everything judged as due."""
        return _handed_in(self.evaluation, self.values, figures)


def present(evaluation: Evaluation) -> Present:
    """Sorts the targets of an evaluation, and puts their figures together."""
    values, clashing = _merged(evaluation)
    found: dict[str, list[Leaf]] = {"wanted": [], "kept": []}
    left_out: dict[int, LeftOut] = {}
    again = _handed_in(evaluation, values, {})
    for leaf in evaluation.plan.leaves:
        code = _stands(evaluation, leaf)
        if not leaf.counted or code == NOT_APPLICABLE:
            continue
        reason = _why_out(evaluation, leaf, values, clashing, code)
        if reason is None and again.codes[leaf.index] != code:
            reason = "times"  # one figure each does not say what the dated ones say
        if reason is not None:
            left_out[leaf.index] = LeftOut(leaf.target.id, reason)
        else:
            found["kept" if code == MET else "wanted"].append(leaf)
    held = (
        evaluation.plan.leaves[index]
        for index, one in left_out.items()
        if one.reason in _HELD or _stands(evaluation, evaluation.plan.leaves[index]) == MET
    )
    slots = {slot for leaf in held for one in _single(evaluation.plan, leaf) for slot in one.rests}
    return Present(
        evaluation,
        values,
        tuple(found["wanted"]),
        tuple(found["kept"]),
        tuple(left_out.values()),
        frozenset(slots | _beside_bounds(evaluation)),
        invalid_slots(again),
    )


def invalid_slots(evaluation: Evaluation) -> frozenset[int]:
    """The slots of an evaluation without periods whose figures can't be right."""
    return frozenset(slot for slot, value in enumerate(evaluation.values.slots) if value == INVALID)


def _stands(evaluation: Evaluation, leaf: Leaf) -> int:
    """How a target stands, as if everything were due."""
    verdict = evaluation.targets[leaf.index]
    return (verdict.so_far or verdict.status).code


def _single(plan: Plan, leaf: Leaf) -> list[Leaf]:
    """A target itself, or those it combines, however deep."""
    if not leaf.children:
        return [leaf]
    return [one for child in leaf.children for one in _single(plan, plan.leaves[child])]


def _why_out(
    evaluation: Evaluation, leaf: Leaf, values: Values, clashing: frozenset[int], code: int
) -> Out | None:
    if code < NOT_MET and code != UNDEFINED:
        return "no_data" if code == NO_DATA else "invalid"
    if not _enough(evaluation, leaf):
        return "no_data"
    for one in _single(evaluation.plan, leaf):
        status = _stands(evaluation, one)
        if status == INVALID:
            return "invalid"  # a wrong figure is put right by whoever reported it, not by a plan
        if status < NOT_MET and status != UNDEFINED:
            continue  # of several it is the one that can't be met; the others may do
        if len(evaluation.timed[one.index]) > 1 or clashing & one.rests:
            return "times"
        for comparison in one.comparisons:
            reason = _why_not_one(evaluation, comparison, values)
            if reason is not None:
                return reason
    return None


def _why_not_one(evaluation: Evaluation, comparison: Comparison, values: Values) -> Out | None:
    plan, reference = evaluation.plan, comparison.reference
    top, bottom = sides_of(plan, comparison.node, values)
    used = [*top, *bottom, *([] if reference is None else [reference.slot])]
    lacking = {slot: code for slot in used if isinstance(code := values.slots[slot], int)}
    if not _ranged(evaluation).isdisjoint(lacking):
        return "bounds"
    if lacking:
        reasons: dict[int, Out] = {NO_DATA: "no_data", INVALID: "invalid"}
        return reasons.get(min(lacking.values()), "undefined")
    against = None if reference is None else values.pair(reference)
    if against is not None and against[0] <= 0 and any(line.relative for line in comparison.lines):
        return "undefined"
    return None if _under_rates(plan).isdisjoint(top) else "rates"


def _ranged(evaluation: Evaluation) -> set[int]:
    """The slots known only within bounds, at some time."""
    return {slot for pieces in evaluation.timed for piece in pieces for slot in piece.values.ranges}


def _under_rates(plan: Plan) -> set[int]:
    """What rates are made of that can't exceed one another, which is no linear condition."""
    bounded = [node for bound in plan.bounds for node in (bound.low, bound.high)]
    rates = [node.slot for node in bounded if node.bottom is not None]
    return reached(rates, lambda slot: plan.nodes[slot].slots)


def _enough(evaluation: Evaluation, leaf: Leaf) -> bool:
    """Whether enough of what a target combines has its data; one by itself was judged."""
    if not leaf.children:
        return _stands(evaluation, leaf) != NO_DATA
    children = [evaluation.plan.leaves[child] for child in leaf.children]
    applicable = [one for one in children if _stands(evaluation, one) != NOT_APPLICABLE]
    need = len(applicable) if leaf.need is None else leaf.need
    return sum(_enough(evaluation, one) for one in applicable) >= need


def _merged(evaluation: Evaluation) -> tuple[Values, frozenset[int]]:
    """One figure a slot over the times of all targets, as reported, and the slots that have several.

    As reported: where a part is over its whole both are there, though no target rests on either.
    """
    plan = evaluation.plan
    found, _ = read(plan, evaluation.values.given)
    clashing: set[int] = set()
    for leaf in plan.leaves:
        for piece in evaluation.timed[leaf.index]:
            if piece.period is None:
                continue
            clashing |= plan.unclear & leaf.rests
            for slot in reached(leaf.rests, lambda slot: _beside(plan, slot)):
                reported = piece.values.sums.get(plan.nodes[slot].key)
                if reported is None:
                    continue
                here, there = reported.value, found.slots[slot]
                if isinstance(there, tuple) and (here is None or Fraction(*there) != here):
                    clashing.add(slot)
                elif here is not None:
                    found.slots[slot] = here.as_integer_ratio()
    for node in plan.ordered:
        if node.top is not None and has_parts(node, found):
            found.slots[node.slot] = _computed(node, found)
    return found, frozenset(clashing)


def _computed(node: Node, values: Values) -> Slot:
    top = Fraction(*_known(node.top, values))
    bottom = Fraction(1) if node.bottom is None else Fraction(*_known(node.bottom, values))
    return UNDEFINED if bottom <= 0 else (top / bottom).as_integer_ratio()


def _known(side: Side | None, values: Values) -> Pair:
    assert side is not None
    found = total(side, values.slots)
    assert isinstance(found, tuple)  # every part is known
    return found


def _beside(plan: Plan, slot: int) -> Iterable[int]:
    """The other sides of what a figure can't exceed, or is exceeded by."""
    for bound in plan.bounds:
        if slot in (bound.low.slot, bound.high.slot):
            yield from (bound.low.slot, bound.high.slot)


def _beside_bounds(evaluation: Evaluation) -> set[int]:
    """The slots next to a figure known only within bounds, which they could outgrow unseen."""
    return {other for slot in _ranged(evaluation) for other in _beside(evaluation.plan, slot)}


def _handed_in(evaluation: Evaluation, values: Values, figures: Mapping[int, Fraction]) -> Evaluation:
    plan = evaluation.plan
    moved: dict[str, object] = {
        plan.nodes[slot].key: _given(plan, slot, value) for slot, value in figures.items()
    }
    if any(piece.period is not None for pieces in evaluation.timed for piece in pieces):
        stays: dict[str, object] = {
            node.key: _given(plan, node.slot, Fraction(*value))
            for node in plan.nodes
            if isinstance(value := values.slots[node.slot], tuple) and not has_parts(node, values)
        }
    else:
        # What is computed from figures that moved is no longer what was handed in for it.
        computed = [node for node in plan.nodes if has_parts(node, values)]
        grown = reached(figures, lambda slot: [node.slot for node in computed if slot in node.slots])
        keys = {plan.nodes[slot].key for slot in grown} - set(moved)
        stays = {key: seen for key, seen in evaluation.values.given.items() if key not in keys}
    return judged(
        evaluation.scheme,
        {**stays, **moved},
        evaluation.records,
        None,
        evaluation.not_applicable,
        None,
        evaluation.stale_after,
    )


def _given(plan: Plan, slot: int, value: Fraction) -> tuple[Fraction, str]:
    return value, plan.nodes[slot].indicator.unit
