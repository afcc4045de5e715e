"""Two evaluations as wholes: heads, answers and totals, from the first to the second."""

from collections.abc import Iterator
from typing import Any

from cyxc.changes.diff import AnswerChange, HeadChange, TotalsChange
from cyxc.changes.parts import text
from cyxc.changes.seen import FromTo
from cyxc.rules.status import STATUSES, Outcome

Side = dict[str, Any]


def heads(a: Side, b: Side) -> Iterator[HeadChange]:
    """What is said once for an evaluation and is not the same."""
    sides = [
        {
            "library": one["library"],
            "version": one["scheme"]["version"],
            "year": None if one["scheme"]["year"] is None else str(one["scheme"]["year"]),
            "place": text(one["place"]),
            "as_of": one["as_of"],
            "illustrative": "yes" if one["illustrative"] else "no",
        }
        for one in (a, b)
    ]
    for key, before in sides[0].items():
        if before != sides[1][key]:
            yield HeadChange(key, before, sides[1][key])


def answers(a: Side, b: Side) -> tuple[AnswerChange, ...]:
    """The questions read differently; where the plain reading is in force, its id if a verdict tells it."""
    questions = [q for q in {**a["answers"], **b["answers"]} if a["answers"].get(q) != b["answers"].get(q)]
    plain: dict[str, str] = {}
    for verdict in (*a["verdicts"], *b["verdicts"]) if questions else ():
        for reading in verdict["readings"]:
            if reading["plain"]:
                plain.update(reading["answers"])
    sides = [[one["answers"].get(q) or plain.get(q) for q in questions] for one in (a, b)]
    return tuple(AnswerChange(*change) for change in zip(questions, *sides, strict=True))


def totals(a: Side, b: Side) -> Iterator[TotalsChange]:
    """The totals of every kind of entries either has, those of all together last."""
    kinds = [kind for kind in {**a["totals"], **b["totals"]} if kind != "all"]
    for kind in (*kinds, "all"):
        sides = [one["totals"].get(kind) for one in (a, b)]
        counts = [{} if side is None else side["by_status"] for side in sides]
        outcomes = [None if side is None else Outcome(side["outcome"]) for side in sides]
        by_status = ((s, FromTo(counts[0].get(s.value, 0), counts[1].get(s.value, 0))) for s in STATUSES)
        yield TotalsChange(kind, tuple(by_status), FromTo(outcomes[0], outcomes[1]))
