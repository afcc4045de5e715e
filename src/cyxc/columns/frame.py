"""Many places at once: a data frame in, the same kind of frame with the answers out."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from cyxc.errors import DataError, Problem, UsageError
from cyxc.evaluate.evaluate import day_of
from cyxc.model.scheme import Scheme


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
) -> Any:
    """Judges every row of a wide frame: a row a place, or a place and a date; a column an indicator."""
    import narwhals.stable.v2 as nw
    from narwhals.dependencies import is_dask_dataframe

    from cyxc.columns import engines
    from cyxc.columns.job import job_of

    try:
        # Dask's partitions are pandas frames, and its own support in narwhals is moving elsewhere.
        given = nw.from_native(frame._meta if is_dask_dataframe(frame) else frame)
    except TypeError as error:
        raise DataError(Problem("not-a-frame", {"type": type(frame).__name__})) from error
    if year is not None:
        scheme = scheme.for_year(year)
    schema = given.collect_schema()
    day: date | str | None = as_of
    if not (isinstance(as_of, str) and as_of in schema):
        day = day_of(as_of)
    if day is not None and not scheme.bound:
        raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    if readings is not None:
        scheme = scheme.under(readings)
    job = job_of(scheme, schema, as_of=day, not_applicable=not_applicable, units=units or {}, answers=answers)
    return engines.judged(job, frame, given)
