"""Frames of engines that plan before they compute: the rules as expressions, one pass for all targets."""

from functools import lru_cache
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from cyxc.columns.answers import CODED
from cyxc.columns.engines.expressions import PREFIX, Dialect, Expressions, apart
from cyxc.columns.fold import both, either
from cyxc.columns.job import Job
from cyxc.columns.judged import Answer
from cyxc.rules.status import INVALID, NO_DATA

UNSURE = PREFIX + "unsure"
"""The column that says where floats can't tell."""


def judged(job: Job, frame: Any) -> Any:
    """A lazy frame of narwhals with the answers; figures that floats can't tell are refused."""
    dialect = Dialect(nw, ibis=frame.implementation.is_ibis())
    made = planned(job, tuple(frame.collect_schema()), dialect, refuse=True)
    for stage in made.stages:
        frame = apart(frame.with_columns(*stage))
    return frame.select(*made.answers)


@attrs.frozen
class Planned:
    """What is worked out of a frame: columns in stages, each naming those before it, then the answers."""

    stages: tuple[tuple[Any, ...], ...]
    answers: tuple[Any, ...]


@lru_cache(maxsize=64)
def planned(job: Job, own: tuple[str, ...], dialect: Dialect, *, refuse: bool) -> Planned:
    """The plan for frames with these columns, the same for all of them.

    Figures that floats can't tell are refused, or else (not `refuse`) their rows are said in `UNSURE`.
    """
    words = dialect.words
    ring = Expressions(dialect)
    left_out: dict[str, Any] = {
        id_: True if column is True else words.col(str(column)).fill_null(False)
        for id_, column in job.left_out.items()
    }
    if job.day_column is not None:
        day = words.col(job.day_column).cast(words.Date)
    refused = False if job.refused is None else words.col(job.refused) != 0
    asked = not refuse or "agreement" in job.answers
    doubts: list[Any] = []

    def answered(one: Job) -> tuple[Answer, ...]:
        states, unsure = ring.read(one.inputs, one.bounds, refuse=refuse, doubts=asked)
        doubts.append(unsure)
        return one.run(ring, states, lambda due: (day < due).fill_null(False), left_out, refused)

    def codes(one: Job) -> list[Any]:
        found = [answer.code for answer in (answers if one is job else answered(one))]
        if refuse and one is not job:
            # What is refused under another reading alone says nothing of how the readings agree.
            found = [ring.case([(both(doubts[-1], code == INVALID), NO_DATA)], code) for code in found]
        return ring.staged(found)

    answers = answered(job)
    agree = job.agreements(codes, ring)
    columns = [_column(ring, answers[at], word, agree.get(at)).alias(name) for at, word, name in job.outputs]
    if not refuse:
        unsure = either(*doubts)
        columns.append((words.lit(False) if unsure is False else unsure).alias(UNSURE))
    return Planned(tuple(ring.stages), (*(words.col(name) for name in own), *columns))


def _column(ring: Expressions, answer: Answer, word: str, agree: Any) -> Any:
    """One column of an answer."""
    if word not in CODED:
        return answer.number(word, ring)
    code = answer.code if word == "status" else agree
    return ring.literal(code).cast(ring.words.Int8)
