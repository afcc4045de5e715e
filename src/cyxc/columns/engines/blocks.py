"""Arrays judged block by block, on as many threads as there are processors; NumPy lets them run together."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import attrs
import numpy as np

from cyxc.columns.answers import CODED
from cyxc.columns.engines.arrays import BLOCK, Arrays
from cyxc.columns.fold import either
from cyxc.columns.job import Job
from cyxc.columns.judged import Answer
from cyxc.columns.rows import columns_of

_KEPT = 31 * 2**20


@attrs.frozen(eq=False)
class Table:
    """The columns of a frame that a job asks for, as arrays.

    `figures` are those of the job's inputs by name, NaN for what is missing; `days` is the column of dates
    the rows are judged at, `left_out` the truth values by target, `refused` those of the rows in which
    nothing counts (None where there are none); `exact` gives the figures of some rows as
    they were handed in.
    """

    rows: int
    figures: Mapping[str, Any]
    days: Any
    left_out: Mapping[str, Any]
    refused: Any
    exact: Callable[[Any], Mapping[str, Sequence[Any]]]


def judged(job: Job, table: Table) -> dict[str, Any]:
    """The columns of the answer, by name: bytes for status codes, floats with NaN for nothing."""
    found = {
        name: np.empty(table.rows, np.int8 if word in CODED else np.float64) for _, word, name in job.outputs
    }
    unsure = np.zeros(table.rows, np.bool_)
    starts = range(0, table.rows, BLOCK)

    def one(start: int) -> None:
        # What is infinite is invalid; what comes of computing with it is never looked at.
        with np.errstate(all="ignore"):
            _block(job, table, slice(start, min(start + BLOCK, table.rows)), found, unsure)

    if len(starts) < 2:
        for start in starts:
            one(start)
    else:
        # Freeing one block of this size keeps glibc from handing what is freed after it back to the system,
        # from where it would come anew, page by page, for each step of each block.
        np.empty(_KEPT, np.int8)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(one, starts))
    if unsure.any():
        _settle(job, table, found, np.flatnonzero(unsure))
    return found


def _block(job: Job, table: Table, at: slice, found: dict[str, Any], unsure: Any) -> None:
    ring = Arrays(at.stop - at.start)
    left_out: dict[str, Any] = {id_: True for id_, said in job.left_out.items() if said is True}
    left_out |= {id_: column[at] for id_, column in table.left_out.items()}

    refused: Any = False if table.refused is None else table.refused[at]

    def late(due: date) -> Any:
        return table.days[at] < np.datetime64(due)

    doubts = []

    def answered(one: Job) -> tuple[Answer, ...]:
        states, doubt = ring.read([(i, table.figures[i.name][at]) for i in one.inputs], one.bounds)
        doubts.append(doubt)
        return one.run(ring, states, late, left_out, refused)

    answers = answered(job)
    agree = job.agreements(
        lambda one: [answer.code for answer in (answers if one is job else answered(one))], ring
    )
    for index, word, name in job.outputs:
        _write(found[name][at], ring, answers[index], word, agree.get(index))
    unsure[at] = either(*doubts)


def _write(out: Any, ring: Arrays, answer: Answer, word: str, agree: Any) -> None:
    """One column of the answer."""
    if word in CODED:
        out[:] = answer.code if word == "status" else agree
        return
    ring.out = out
    number = answer.number(word, ring)
    if number is not out:
        out[:] = number


def _settle(job: Job, table: Table, found: dict[str, Any], at: Any) -> None:
    """The rows floats could not tell replaced by what the exact path says."""
    days = None if job.day_column is None else [_day(day) for day in table.days[at]]
    left_out = {id_: list(column[at]) for id_, column in table.left_out.items()}
    refused = None if table.refused is None else list(table.refused[at])
    exact = columns_of(job, table.exact(at), len(at), days, left_out, refused)
    for name, column in exact.items():
        found[name][at] = [np.nan if value is None else value for value in column]


def _day(day: Any) -> date | None:
    return None if np.isnat(day) else day.item()
