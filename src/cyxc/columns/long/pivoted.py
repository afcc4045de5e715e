"""Long frames made wide in one pass by any engine: a column for each figure, then the largest of each."""

from typing import Any

import narwhals.stable.v2 as nw
from narwhals.dependencies import is_dask_dataframe

from cyxc.columns.engines.expressions import apart, numbered
from cyxc.columns.long.pivot import BARE, KEY, REASON, TWICE, UNIT, UNIT_OF, VALUE, Fill, Pivot, coded

_ROWS, _FAULTS = "__cyxc_rows", "__cyxc_faults"


def pivoted(pivot: Pivot, native: Any) -> Any:
    """The wide frame of a long one: its keys, `REASON`, and the columns of figures."""
    keys = list(pivot.observed.keys)
    columns = [fill.column for fill in pivot.fills]
    if is_dask_dataframe(native):
        frame: Any = native
        parts = frame.map_partitions(_spread, pivot, meta=_spread(frame._meta, pivot))
        ways = dict.fromkeys(columns, "max") | {_ROWS: "sum", _FAULTS: "sum"}
        found = parts.groupby(keys, dropna=False, sort=False).agg(ways).reset_index()
        return found.map_partitions(_reasoned, pivot, meta=_reasoned(found._meta, pivot))
    given = nw.from_native(native)
    if given.implementation.is_polars() and given.collect_schema()[pivot.observed.value] == nw.Float64:
        from cyxc.columns.long.pivot_polars import pivoted as of_polars

        found = of_polars(pivot, given.lazy().to_native())
        return found if isinstance(given, nw.LazyFrame) else found.collect()
    together = (
        apart(nw.from_native(_spread(native, pivot)))
        .group_by(*keys)
        .agg(*(nw.col(name).max() for name in columns), nw.col(_ROWS, _FAULTS).sum())
    )
    return _reasoned(together.to_native(), pivot)


def _spread(native: Any, pivot: Pivot) -> Any:
    """A column for each figure, filled in the rows that are of it."""
    frame = apart(nw.from_native(coded(native, pivot)))
    if frame.implementation.is_pandas() and frame.collect_schema()[VALUE].is_integer():
        # Beside gaps NumPy's whole numbers would become floats, and large ones others.
        frame = nw.from_native(frame.to_native().astype({VALUE: "Int64"}))
    there = (nw.col(KEY) >= 0) & ~nw.col(VALUE).is_null()
    where = {fill.column: _matches(pivot, fill) for fill in pivot.fills}
    matched = nw.any_horizontal(*where.values(), ignore_nulls=True)
    return frame.select(
        *pivot.observed.keys,
        *(nw.when(condition).then(nw.col(VALUE)).alias(column) for column, condition in where.items()),
        numbered(nw, there, nw.Int64).alias(_ROWS),
        numbered(nw, there & ~matched, nw.Int64).alias(_FAULTS),
    ).to_native()


def _matches(pivot: Pivot, fill: Fill) -> Any:
    """Where a row is of a figure in a unit."""
    found = nw.col(KEY) == fill.key
    if pivot.observed.unit is None:
        return found & nw.lit(fill.bare)
    in_unit = nw.col(UNIT_OF) == fill.unit
    return found & ((in_unit | (nw.col(UNIT_OF) == BARE)) if fill.bare else in_unit)


def _reasoned(native: Any, pivot: Pivot) -> Any:
    """The wide frame with the reason why nothing of a row counts."""
    figures: dict[int, Any] = {}
    for fill in pivot.fills:
        there = ~nw.col(fill.column).is_null()
        figures[fill.key] = there if fill.key not in figures else figures[fill.key] | there
    present = nw.sum_horizontal(*(numbered(nw, one, nw.Int64) for one in figures.values()))
    reason = (
        nw.when(nw.col(_FAULTS) > 0)
        .then(nw.lit(UNIT, nw.Int8))
        .otherwise(
            nw.when(nw.col(_ROWS) > present).then(nw.lit(TWICE, nw.Int8)).otherwise(nw.lit(0, nw.Int8))
        )
    )
    columns = [fill.column for fill in pivot.fills]
    frame = nw.from_native(native)
    return frame.select(*pivot.observed.keys, reason.cast(nw.Int8).alias(REASON), *columns).to_native()
