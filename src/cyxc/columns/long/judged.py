"""Frames with a row an observation: pivoted, or where they tell periods put together over time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.dependencies import is_dask_dataframe

from cyxc.columns.agreement import combinations
from cyxc.columns.answers import asked_of
from cyxc.columns.engines import choose
from cyxc.columns.inputs import Input, Kind, places_of
from cyxc.columns.job import job_of, kind_of, left_out_of
from cyxc.columns.long.history import History
from cyxc.columns.long.history_engines import of_engine
from cyxc.columns.long.observed import Observed
from cyxc.columns.long.pivot import REASON, pivot_of
from cyxc.columns.long.pivoted import pivoted
from cyxc.columns.long.spellings import Told, told
from cyxc.errors import DataError, Location, Problem
from cyxc.evaluate.plan import Plan, plan
from cyxc.model.scheme import Scheme


def judged(
    scheme: Scheme,
    observed: Observed,
    native: Any,
    schema: Mapping[str, Any],
    *,
    units: Mapping[str, str],
    **asked: Any,
) -> Any:
    """The answer of a long frame: its keys, the reason why nothing of a row counts, and the answers.

    `schema` are the types of its columns; `asked` is what `job_of` takes. Raises `DataError` and
    `UsageError` for what can't be read or asked.
    """
    kind = kind_of(schema[observed.value])
    if isinstance(kind, str):
        details = {"name": observed.value, "type": str(schema[observed.value])}
        raise DataError(Problem("column-not-numbers", details, Location(heading=observed.value)))
    others = combinations(scheme) if "agreement" in asked["answers"] else []
    plans = [plan(scheme), *(plan(scheme.under(dict(answers))) for answers in others)]
    figures = told(plans, units)
    if observed.times:
        return _over_time(scheme, observed, native, units, **asked)
    pivot = pivot_of(scheme, observed, figures, units)
    wide = pivoted(pivot, native)
    seen = nw.from_native(wide._meta if is_dask_dataframe(wide) else wide)
    types = choose.types_of(wide, seen)
    there = [figure for figure in figures if figure.column in types]
    job = job_of(scheme, types, lambda one: _inputs(one, there, kind), refused=REASON, **asked)
    answered = choose.judged(job, wide, seen)
    kept = [*observed.keys, REASON, *(name for _, _, name in job.outputs)]
    if is_dask_dataframe(answered):
        return answered[kept]
    return nw.from_native(answered).select(kept).to_native()


def _over_time(
    scheme: Scheme,
    observed: Observed,
    native: Any,
    units: Mapping[str, str],
    *,
    as_of: "date | str | None",
    not_applicable: "Collection[str] | Mapping[str, str]",
    answers: Collection[str],
) -> Any:
    if isinstance(as_of, str) and as_of not in observed.keys:
        raise DataError(Problem("not-of-keys", {"name": as_of}, Location(heading=as_of)))
    left_out = left_out_of(scheme, observed.keys, not_applicable)
    return of_engine(History(scheme, observed, asked_of(answers), units, as_of, left_out), native)


def _inputs(one: Plan, figures: Sequence[Told], kind: tuple[Kind, int]) -> Iterator[Input]:
    """The columns of a pivoted frame as the inputs of a plan; their numbers are of one kind."""
    family, places = kind
    for figure in figures:
        slot = one.slots.get(figure.key)
        if slot is not None and slot not in one.unclear:
            node = one.nodes[slot]
            own = places if family in ("whole", "decimal") else places_of(node, figure.unit)
            yield Input(figure.column, node, figure.unit, family, own)
