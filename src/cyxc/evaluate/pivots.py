"""Which answers the outcome hangs on: each smallest set of readings that would change it.

Questions that share no target can't influence one another, so each such group is tried out by itself, and
the groups are put together by what they contribute: a failure, something undecided, or neither.
"""

from collections.abc import Collection, Iterable
from itertools import islice
from math import prod
from typing import TYPE_CHECKING

import attrs

from cyxc.evaluate.readings import Answer, Answers, by_size
from cyxc.rules.status import MET, NOT_APPLICABLE, NOT_MET, Outcome

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation

MOST_TRIED = 4096
"""Combinations of readings tried in one group of questions, those that change fewest answers first."""


@attrs.frozen
class Pivot:
    """A smallest set of answers that would change the outcome, and what it would change it to."""

    answers: Answers
    outcome: Outcome


@attrs.frozen
class Pivots:
    """The pivots of an evaluation; `complete` is False where there were more combinations than were tried."""

    found: tuple[Pivot, ...]
    complete: bool


def pivots(evaluation: "Evaluation") -> Pivots:
    """Each smallest set of answers under which the outcome differs; none of them holds another."""
    hanging = _hanging(evaluation)
    asked = {group: _choices(evaluation, group) for group in _groups(evaluation, hanging)}
    groups = [_contributions(evaluation, group, choices, hanging) for group, choices in asked.items()]
    fixed = [
        evaluation.codes[leaf.index]
        for leaf in evaluation.plan.leaves
        if leaf.counted and not hanging[leaf.target.id]
    ]
    base = _contribution(fixed)
    found: list[Pivot] = []
    for result in Outcome:
        if result is not evaluation.outcome:
            found.extend(Pivot(answers, result) for answers in _reach(groups, base, result))
    smallest = {one for one in found if not any(set(o.answers) < set(one.answers) for o in found)}
    ordered = sorted(smallest, key=lambda pivot: (len(pivot.answers), pivot.answers))
    return Pivots(tuple(ordered), _all_tried(asked.values(), groups))


def _all_tried(asked: Iterable[list[list[Answer]]], groups: list[dict[str, list[Answers]]]) -> bool:
    each = [prod(len(others) + 1 for others in choices) for choices in asked]
    together = prod(max(1, sum(len(answers) for answers in group.values())) for group in groups)
    return max((*each, together)) <= MOST_TRIED


def _hanging(evaluation: "Evaluation") -> dict[str, set[str]]:
    """The questions each target's part in the outcome hangs on.

    They are those that govern it, and those of which a reading makes a combination or undoes one: that
    decides whether the targets it combines are counted by themselves.
    """
    scheme = evaluation.scheme.origin or evaluation.scheme
    hanging = {target.id: set(target.questions) for target in scheme.targets}
    for question in scheme.questions:
        for change in (change for reading in question.readings for change in reading.changes):
            if change.list == "targets" and "rule" in change.keys:
                combined = change.keys["rule"].get("targets") or ()
                for child in {*scheme.targets[change.entry].children, *combined}:
                    hanging[child].add(question.id)
    return hanging


def _groups(evaluation: "Evaluation", hanging: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The questions, those that meet in a target together."""
    groups: list[set[str]] = []
    for together in filter(None, hanging.values()):
        joined = [group for group in groups if group & together]
        groups = [group for group in groups if not group & together] + [together.union(*joined)]
    order = evaluation.scheme.questions.ids
    return [tuple(sorted(group, key=order.index)) for group in groups]


def _contribution(codes: list[int]) -> str:
    applicable = [code for code in codes if code != NOT_APPLICABLE]
    if NOT_MET in applicable:
        return "fails"
    if any(code != MET for code in applicable):
        return "waits"
    return "holds" if applicable else "nothing"


def _choices(evaluation: "Evaluation", group: Iterable[str]) -> list[list[Answer]]:
    """For each question of a group the answers that are not in force."""
    scheme = evaluation.scheme
    return [
        [
            (question, reading.id)
            for reading in scheme.questions[question].readings
            if reading != scheme.reading(question) and not reading.without_number
        ]
        for question in group
    ]


def _contributions(
    evaluation: "Evaluation",
    group: Collection[str],
    choices: list[list[Answer]],
    hanging: dict[str, set[str]],
) -> dict[str, list[Answers]]:
    """For each contribution a group can make, the smallest sets of other answers that bring it about."""
    members = [id_ for id_, questions in hanging.items() if not questions.isdisjoint(group)]
    found: dict[str, list[Answers]] = {}
    for answers in islice(by_size(choices), MOST_TRIED):
        read = evaluation.under(dict(answers))
        codes = [read.targets[id_].status.code for id_ in members if read.targets[id_].counted]
        known = found.setdefault(_contribution(codes), [])
        if not any(set(smaller) <= set(answers) for smaller in known):
            known.append(answers)
    return found


def _reach(groups: list[dict[str, list[Answers]]], base: str, result: Outcome) -> list[Answers]:
    """The sets of answers that lead to `result`, not all of them smallest."""
    good = ("holds", "nothing")
    allowed = {"fails": ("fails", "waits", *good), "waits": ("waits", *good), "holds": good}
    if result is Outcome.NOT_MET:
        return _with_one(groups, base, "fails", allowed["fails"])
    if base == "fails":
        return []
    if result is Outcome.MET:
        return [] if base == "waits" else _with_one(groups, base, "holds", good)
    nothing = _product(groups, ("nothing",)) if base == "nothing" else []
    return _with_one(groups, base, "waits", allowed["waits"]) + nothing


def _with_one(
    groups: list[dict[str, list[Answers]]], base: str, needed: str, allowed: tuple[str, ...]
) -> list[Answers]:
    """Sets under which every group is among `allowed` and one, or the rest of the scheme, is `needed`."""
    if base == needed:
        return _product(groups, allowed)
    found = []
    for chosen, group in enumerate(groups):
        if needed in group:
            narrowed = [{needed: group[needed]} if i == chosen else g for i, g in enumerate(groups)]
            found.extend(_product(narrowed, (*allowed, needed)))
    return found


def _product(groups: list[dict[str, list[Answers]]], allowed: tuple[str, ...]) -> list[Answers]:
    """One set for each way to bring every group to an allowed contribution."""
    sets: list[Answers] = [()]
    for group in groups:
        options = [answers for kind in allowed for answers in group.get(kind, [])]
        smallest = [o for o in options if not any(set(p) < set(o) for p in options)]
        sets = [one + more for one in sets for more in smallest]
        if len(sets) > MOST_TRIED:
            sets = sorted(sets, key=len)[:MOST_TRIED]
    return sets
