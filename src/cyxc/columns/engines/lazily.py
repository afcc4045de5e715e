"""Frames of engines that plan before they compute: the rules as expressions, one pass for all targets."""

from typing import Any

import narwhals.stable.v2 as nw

from cyxc.columns.answers import CODED
from cyxc.columns.engines.expressions import PREFIX, Expressions
from cyxc.columns.fold import both, either
from cyxc.columns.job import Job
from cyxc.columns.judged import Answer
from cyxc.rules.status import INVALID, NO_DATA

UNSURE = PREFIX + "unsure"
"""The column that says where floats can't tell."""


def judged(job: Job, frame: Any, words: Any = nw, *, refuse: bool = True) -> Any:
    """The frame with the answers.

    Figures that floats can't tell are refused, or else (not `refuse`) their rows are said in `UNSURE`.
    """
    own = frame.collect_schema().names()
    ring = Expressions(frame, words)
    left_out: dict[str, Any] = {
        id_: True if column is True else words.col(str(column)).fill_null(False)
        for id_, column in job.left_out.items()
    }
    if job.day_column is not None:
        day = words.col(job.day_column).cast(words.Date)
    refused = False if job.refused is None else words.col(job.refused) != 0
    doubts: list[Any] = []

    def answered(one: Job) -> tuple[Answer, ...]:
        states, unsure = ring.read(one.inputs, one.bounds, refuse=refuse)
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
    return ring.frame.select(*(words.col(name) for name in own), *columns)


def _column(ring: Expressions, answer: Answer, word: str, agree: Any) -> Any:
    """One column of an answer."""
    if word not in CODED:
        return answer.number(word, ring)
    code = answer.code if word == "status" else agree
    return ring.literal(code).cast(ring.words.Int8)
