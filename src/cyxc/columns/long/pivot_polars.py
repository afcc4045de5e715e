"""Long frames of polars made wide: figures gathered in lists by their keys, then laid out block by block.

A list of values and one of numbers are gathered far faster than a column for each figure.
"""

from typing import Any

import numpy as np
import polars as pl

from cyxc.columns.long.pivot import BARE, KEY, REASON, TWICE, UNIT, UNIT_OF, VALUE, Pivot, coded

_FILL = "__cyxc_fill"
_OTHER, _UNFIT = -1, -2
"""The numbers of a row of something else, and of one whose unit does not fit."""


def pivoted(pivot: Pivot, frame: pl.LazyFrame) -> pl.LazyFrame:
    """The wide frame of a long one whose values are floats."""
    keys = list(pivot.observed.keys)
    rows: pl.LazyFrame = coded(frame, pivot)
    schema = {name: dtype for name, dtype in rows.collect_schema().items() if name in keys}
    figures = dict.fromkeys((fill.column for fill in pivot.fills), pl.Float64())
    return (
        rows.select(*keys, pl.col(VALUE).fill_null(np.nan), _fill(pivot).alias(_FILL))
        .group_by(keys)
        .agg(VALUE, _FILL)
        .map_batches(
            lambda block: _laid_out(pivot, block),
            schema={**schema, REASON: pl.Int8(), **figures},
            streamable=True,
        )
    )


def _fill(pivot: Pivot) -> pl.Expr:
    """Which column a row fills, by its position."""
    has_units = pivot.observed.unit is not None
    width = max(pivot.units.values()) + 3
    fills: dict[int, int] = {}
    for at, fill in enumerate(pivot.fills):
        if has_units:
            fills[fill.key * width + fill.unit + 2] = at
        if fill.bare:
            fills[fill.key * width + (BARE + 2 if has_units else 0)] = at
    unit = pl.col(UNIT_OF).cast(pl.Int32) + 2 if has_units else 0
    told = (pl.col(KEY).cast(pl.Int32) * width + unit).replace_strict(
        list(fills), list(fills.values()), default=_UNFIT, return_dtype=pl.Int16
    )
    return pl.when(pl.col(KEY) < 0).then(pl.lit(_OTHER, pl.Int16)).otherwise(told)


def _laid_out(pivot: Pivot, block: pl.DataFrame) -> pl.DataFrame:
    """The wide rows of some gathered ones."""
    height = block.height
    at = np.repeat(np.arange(height), block[_FILL].list.len().to_numpy())
    fills, values = (block[name].explode().to_numpy() for name in (_FILL, VALUE))
    there = ~np.isnan(values) & (fills != _OTHER)
    at, fills, values = at[there], fills[there], values[there]
    unfit = fills == _UNFIT
    reason = np.zeros(height, np.int8)
    told = ~unfit
    reason[_twice(pivot, at[told], fills[told], height)] = TWICE
    reason[at[unfit]] = UNIT
    columns: dict[str, Any] = {}
    for number in np.unique(fills[told]):
        own = fills == number
        figures = np.full(height, np.nan)
        figures[at[own]] = values[own]
        columns[pivot.fills[number].column] = figures
    nothing = pl.repeat(None, height, dtype=pl.Float64, eager=True)
    return block.select(pivot.observed.keys).with_columns(
        pl.Series(REASON, reason),
        *(pl.Series(fill.column, columns.get(fill.column, nothing)) for fill in pivot.fills),
    )


def _twice(pivot: Pivot, at: Any, fills: Any, height: int) -> Any:
    """The rows that have a figure more than once, in whatever units."""
    keys = np.array([fill.key for fill in pivot.fills], np.int64)[fills]
    present, compact = np.unique(keys, return_inverse=True)
    counted = np.bincount(compact * height + at, minlength=len(present) * height)
    return (counted.reshape(len(present), height) > 1).any(axis=0)
