"""Rows judged one by one on the exact path: what floats can't tell, and frames of few rows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from cyxc.columns.agreement import SAME
from cyxc.columns.inputs import Input
from cyxc.columns.job import Job
from cyxc.data.cells import Fault, read_cell
from cyxc.data.scalars import NotAFigureError, plain
from cyxc.errors import NOWHERE, Problem
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.judge import judge
from cyxc.evaluate.plan import Plan
from cyxc.evaluate.timed import Piece
from cyxc.evaluate.values import Values, enter, finish
from cyxc.rules.status import INVALID, NO_DATA


@attrs.frozen
class RowAnswer:
    """What one target came to in one row; floats are the nearest to the exact numbers."""

    status: int
    margin: float | None = None
    value: float | None = None
    attainment: float | None = None


def columns_of(
    job: Job,
    figures: Mapping[str, Sequence[Any]],
    rows: int,
    days: Sequence[date | None] | None,
    left_out: Mapping[str, Sequence[bool | None]],
    refused: Sequence[bool] | None,
) -> dict[str, list[Any]]:
    """The columns of the answer for some rows, given the columns of their figures.

    `days` are the dates the rows are judged at where a column says so, `left_out` the truth values of the
    targets that do not apply to some, `refused` those of the rows in which nothing counts. A figure that
    can't be read is invalid: a frame is not stopped half-way.
    """
    found: dict[str, list[Any]] = {name: [] for _, _, name in job.outputs}
    always = frozenset(id_ for id_, said in job.left_out.items() if said is True)
    as_of = job.as_of if isinstance(job.as_of, date) else None
    for at in range(rows):
        out = always.union(id_ for id_, said in left_out.items() if said[at])
        row = {name: column[at] for name, column in figures.items()}
        if refused is not None and refused[at]:
            answers = refused_answers(job.plan, job.answers, out)
        else:
            answers = _row(job, row, days[at] if days else as_of, out)
        for (_, _, name), value in zip(job.outputs, answers, strict=True):
            found[name].append(value)
    return found


def refused_answers(plan: Plan, answers: Sequence[str], left_out: Collection[str]) -> list[Any]:
    """What stands in a row in which nothing counts: invalid is what rests on any figure."""
    values = Values([INVALID] * len(plan.nodes), {}, {})
    codes = judge(plan, ((Piece(None, values),),) * len(plan.leaves), None, left_out)
    said = {"status": codes, "agreement": [SAME] * len(codes)}
    return [said[word][at] if word in said else None for at in range(len(codes)) for word in answers]


def _row(job: Job, row: Mapping[str, Any], as_of: date | None, left_out: frozenset[str]) -> list[Any]:
    """What stands in one row of the answer."""
    codes, values = _codes(job, row, as_of, left_out)
    agree = job.agreements(lambda one: codes if one is job else _codes(one, row, as_of, left_out)[0])
    if job.answers == ("status",):
        return codes
    numbers = [_answer(job.plan, index, code, values) for index, code in enumerate(codes)]
    return [
        agree[index] if word == "agreement" else getattr(numbers[index], word)
        for index, word, _ in job.outputs
    ]


def _codes(
    job: Job, row: Mapping[str, Any], as_of: date | None, left_out: frozenset[str]
) -> tuple[list[int], Values]:
    plan = job.plan
    values = Values([NO_DATA] * len(plan.nodes), {}, {})
    for one in job.inputs:
        _enter(one, row[one.name], values)
    finish(plan, values)
    return judge(plan, ((Piece(None, values),),) * len(plan.leaves), as_of, left_out), values


def _enter(one: Input, value: Any, values: Values) -> None:
    node = one.node
    try:
        number, _ = plain(value)
    except NotAFigureError:
        values.given[node.key] = value
        enter(node, Fault("not-a-figure"), values)
        return
    cell = read_cell(number, one.unit.symbol, node.indicator, NOWHERE)
    if cell is None:
        return
    values.given[node.key] = (number, one.unit.symbol)
    enter(node, Fault(cell.code) if isinstance(cell, Problem) else cell, values)


def _answer(plan: Plan, index: int, code: int, values: Values) -> RowAnswer:
    leaf = plan.leaves[index]
    if len(leaf.comparisons) != 1:
        return RowAnswer(code)
    compared = Compared(plan, leaf.comparisons[0], values, code)
    numbers = (compared.margin, compared.value, compared.attainment)
    margin, value, attainment = (None if n is None else _nearest(n) for n in numbers)
    return RowAnswer(code, margin, value, attainment)


def _nearest(number: Any) -> float:
    exact = getattr(number, "value", number)
    return float(exact)
