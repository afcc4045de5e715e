"""Many places at once: a data frame in, the same kind of frame with the answers out."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, UsageError, nearest
from cyxc.evaluate.evaluate import day_of
from cyxc.model.scheme import Scheme

LAYOUTS = ("wide", "long")


def evaluate_frame(
    scheme: Scheme,
    frame: Any,
    *,
    as_of: "date | str | None" = None,
    readings: Mapping[str, str] | None = None,
    year: int | None = None,
    not_applicable: "Collection[str] | Mapping[str, str]" = (),
    units: Mapping[str, str] | None = None,
    answers: Collection[str] = ("status", "margin"),
    layout: str = "wide",
    keys: Sequence[str] | None = None,
) -> Any:
    """Judges every row of a frame: a row a place, or a place and a date; a column an indicator.

    A frame with a column of indicators and one of values is long: a row an observation, with a unit, a role
    and a period where there are columns for them. Its rows with the same `keys` (the place unless said) are
    put together, over time where a period is no key; the answer has the keys, `reason` (the position in
    `REASONS`; nothing of a row counts unless it is 0), and the answers.

    Columns of other frames are found as data files name indicators: by id, name or alias, with a role
    (`firms@before`) and a unit in brackets where needed; other columns pass through, and an indicator without
    a column is missing in every row. Their figures carry no periods: each is the one its target asks for at
    the date. `units` says the unit of a column, by its name or its indicator; a share always needs it said.
    Null and NaN are missing, infinity is invalid.

    `as_of` is a date, or the name of a column of dates, each row then being judged at its own (null: as
    due). `not_applicable` are targets that apply to no row, or a mapping of targets to columns that say it
    row by row. `readings` and `year` are as for one place.

    `answers` are asked of each target: `status` (the rank of `Status`, in a byte), `margin`, `value`,
    `attainment` (the floats nearest to the exact numbers, in the indicator's unit; null where there is none)
    and `agreement` (the position in `AGREEMENTS`). Laid out wide they are columns `TARGET__status` and so on
    behind the frame's own; laid out long a row is a target of a place, `keys` are the columns kept beside
    (all unless said), then `target` and the answers.

    The frame is of pandas, polars (eager or lazy), pyarrow, DuckDB, ibis, Dask or Spark, and so is what comes
    back; what was lazy stays lazy. Statuses and numbers are those of `Scheme.evaluate` for each row. In
    DuckDB and ibis, where there is no exact path, a figure that floats can't tell counts as invalid: one
    finer than its unit's step, or beyond the size for which products are exact.

    Raises `DataError` with every column that can't be read without guessing, `UnknownNameError` and
    `UsageError` for what can't be asked.
    """
    nw = _narwhals()
    from narwhals.dependencies import is_dask_dataframe

    from cyxc.columns.engines import choose
    from cyxc.columns.job import wide_job
    from cyxc.columns.long.judged import judged as judged_long
    from cyxc.columns.long.observed import observed

    if layout not in LAYOUTS:
        close = nearest(shown(layout), LAYOUTS) or LAYOUTS
        raise UsageError(Problem("unknown-layout", {"name": shown(layout)}, nearest=close))
    try:
        # Dask's partitions are pandas frames, and its own support in narwhals is moving elsewhere.
        given = nw.from_native(frame._meta if is_dask_dataframe(frame) else frame)
    except TypeError as error:
        raise DataError(Problem("not-a-frame", {"type": type(frame).__name__})) from error
    if year is not None:
        scheme = scheme.for_year(year)
    schema = choose.types_of(frame, given)
    day = _day(as_of, schema)
    if day is not None and not scheme.bound:
        raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    if readings is not None:
        scheme = scheme.under(readings)
    asked: dict[str, Any] = {"as_of": day, "not_applicable": not_applicable, "answers": answers}
    seen = observed(list(schema), keys)
    if seen is not None:
        answered = judged_long(scheme, seen, frame, schema, units=units or {}, **asked)
        return answered if layout == "wide" else lengthen(scheme, answered)
    job = wide_job(scheme, schema, units or {}, **asked)
    answered = choose.judged(job, frame, given)
    return answered if layout == "wide" else lengthen(scheme, answered, keys)


def lengthen(scheme: Scheme, answered: Any, keys: Sequence[str] | None = None) -> Any:
    """A wide answer laid out long: the columns `keys` (all unless said), `target`, and what was answered.

    Raises `DataError` for a frame without answers of the scheme, and for columns that are not there.
    """
    nw = _narwhals()
    from narwhals.dependencies import is_dask_dataframe

    from cyxc.columns.layout import layout_of, lengthened

    frame = nw.from_native(answered._meta if is_dask_dataframe(answered) else answered)
    return lengthened(layout_of(scheme, frame.collect_schema().names(), keys), answered, frame)


def _day(as_of: "date | str | None", schema: Mapping[str, Any]) -> "date | str | None":
    """A date, or the name of a column of dates."""
    if not isinstance(as_of, str) or as_of not in schema:
        return day_of(as_of)
    kind = schema[as_of]
    if not kind.is_temporal() and str(kind) != "Object":
        details = {"name": as_of, "type": str(kind)}
        raise DataError(Problem("column-not-dates", details, Location(heading=as_of)))
    return as_of


def _narwhals() -> Any:
    try:
        import narwhals.stable.v2 as nw
    except ImportError as error:
        raise UsageError(Problem("engine-missing", {"extra": "narwhals"})) from error
    return nw
