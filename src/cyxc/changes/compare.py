"""Two evaluations side by side, entry by entry."""

from collections.abc import Iterator
from typing import Any

from cyxc.changes.cause import Heads, causes
from cyxc.changes.diff import AnswerChange, Diff, VerdictChange
from cyxc.changes.parts import (
    compared,
    events,
    inputs,
    judgement,
    occasions,
    quantity,
    rests_on,
    said,
)
from cyxc.changes.read import Source, read_evaluation
from cyxc.changes.seen import EntrySeen, FromTo
from cyxc.changes.turn import turn
from cyxc.changes.wholes import answers, heads, totals
from cyxc.errors import DataError, Problem
from cyxc.rules.status import Outcome, Status

Side = dict[str, Any]


def diff(first: Source, second: Source) -> Diff:
    """What changed from the first evaluation to the second, and why.

    Each is an `Evaluation`, what its `to_dict` gives, or the path of a JSON file written by `cyxc evaluate
    … --json --out`. Raises `DataError` for what is no `cyxc.evaluation/1`, for both sides at once, and for
    evaluations under two schemes.
    """
    a, b = _both(first, second)
    ids = a["scheme"]["id"], b["scheme"]["id"]
    if ids[0] != ids[1]:
        raise DataError(Problem("evaluations-of-two-schemes", {"first": ids[0], "second": ids[1]}))
    before = {verdict["id"]: verdict for verdict in a["verdicts"]}
    after = {verdict["id"]: verdict for verdict in b["verdicts"]}
    shared = [id_ for id_ in after if id_ in before]
    found = {id_: change for id_ in shared if (change := _change(before[id_], after[id_])) is not None}
    answered = answers(a, b)
    whole = Heads.of(a, b, answered=bool(answered), handed_in=any(_handed_in(one) for one in found.values()))
    return Diff(
        scheme=ids[1],
        heads=tuple(heads(a, b)),
        answers=answered,
        outcome=FromTo(Outcome(a["outcome"]), Outcome(b["outcome"])),
        totals=tuple(totals(a, b)),
        changed=tuple(causes(found, before, after, whole)),
        removed=tuple(_entry(verdict) for id_, verdict in before.items() if id_ not in after),
        added=tuple(_entry(verdict) for id_, verdict in after.items() if id_ not in before),
        unchanged=len(shared) - len(found),
    )


def _both(first: Source, second: Source) -> tuple[Side, Side]:
    """Both sides read, or everything that is wrong with either."""
    read: list[Side] = []
    problems: list[Problem] = []
    for source in (first, second):
        try:
            read.append(read_evaluation(source))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return read[0], read[1]


def _entry(verdict: Side) -> EntrySeen:
    return EntrySeen(
        verdict["id"],
        verdict["kind"],
        verdict["clause"],
        said(verdict["text"]),
        Status(verdict["status"]),
        verdict["counted"],
    )


def _change(a: Side, b: Side) -> VerdictChange | None:
    """How a verdict changed, its causes still open; None where it did not."""
    window = FromTo(*(f"{one.get('start')}/{one.get('due') or ''}" for one in (a, b)))
    asked = FromTo(*(said(one["asked"]) if "asked" in one else said(one["text"]) for one in (a, b)))
    # The same rule in other words is no change of what is asked.
    ruled = a.get("rule") != b.get("rule")
    margin = FromTo(quantity(a.get("margin")), quantity(b.get("margin")))
    judged = FromTo(judgement(a.get("judgement")), judgement(b.get("judgement")))
    gained, lost = events(a, b)
    rests = rests_on(a, b)
    status = FromTo(Status(a["status"]), Status(b["status"]))
    so_far = FromTo(_status(a.get("so_far")), _status(b.get("so_far")))
    change = VerdictChange(
        id=b["id"],
        kind=b["kind"],
        clause=b["clause"],
        text=said(b["text"]),
        status=status,
        so_far=so_far,
        counted=FromTo(a["counted"], b["counted"]),
        asked=asked if ruled and not asked.same else None,
        window=None if window.same else window,
        compared=tuple(compared(a, b)),
        margin=None if margin.same else margin,
        inputs=tuple(inputs(a, b)),
        rests_on=None if rests.same else rests,
        judgement=None if judged.same else judged,
        gained=gained,
        lost=lost,
        occasions=tuple(occasions(a, b)),
        answers=tuple(_questions(a, b)),
        turn=turn(status, so_far),
    )
    same = status.same and so_far.same and change.counted.same and not ruled and window.same
    parts = (
        *(change.compared, change.margin, change.rests_on),
        # Other reports that come to the same are none.
        *(not (one.value.same and one.given.same and one.provisional.same) for one in change.inputs),
        *(change.judgement, gained, lost, change.occasions),
    )
    return None if same and not any(parts) else change


def _handed_in(change: VerdictChange) -> bool:
    """Whether a verdict rests on other data than before, as far as can be seen."""
    return any(one.handed_in for one in change.inputs) or change.judgement is not None


def _status(word: str | None) -> Status | None:
    return None if word is None else Status(word)


def _questions(a: Side, b: Side) -> Iterator[AnswerChange]:
    """The questions of a verdict that are read differently; the first of its readings is the one in force."""
    before, after = (one["readings"][0]["answers"] if one["readings"] else {} for one in (a, b))
    for question in before:
        if question in after and before[question] != after[question]:
            yield AnswerChange(question, before[question], after[question])
