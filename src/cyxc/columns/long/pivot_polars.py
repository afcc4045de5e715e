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
    if not there.all():
        at, fills, values = at[there], fills[there], values[there]
    reason = np.zeros(height, np.int8)
    unfit = fills == _UNFIT
    if unfit.any():
        reason[at[unfit]] = UNIT
        at, fills, values = at[~unfit], fills[~unfit], values[~unfit]
    present = np.flatnonzero(np.bincount(fills, minlength=len(pivot.fills)))
    cells = _among(present, len(pivot.fills))[fills] * height + at
    figures = np.full(len(present) * height, np.nan)
    figures[cells] = values
    reason[_twice(pivot, present, cells, height) & (reason == 0)] = TWICE
    columns = dict(zip(present.tolist(), figures.reshape(len(present), height), strict=True))
    nothing = pl.repeat(None, height, dtype=pl.Float64, eager=True)
    return block.select(pivot.observed.keys).with_columns(
        pl.Series(REASON, reason),
        *(pl.Series(fill.column, columns.get(at, nothing)) for at, fill in enumerate(pivot.fills)),
    )


def _among(present: Any, many: int) -> Any:
    """By number its position among the ones that are there."""
    positions = np.zeros(many, np.int64)
    positions[present] = np.arange(len(present))
    return positions


def _twice(pivot: Pivot, present: Any, cells: Any, height: int) -> Any:
    """The rows that have a figure more than once, in whatever units; `cells` are figures times rows."""
    keys, of = np.unique(np.array([fill.key for fill in pivot.fills], np.int64)[present], return_inverse=True)
    if len(keys) < len(present):
        cells = of[cells // height] * height + cells % height
    counted = np.bincount(cells, minlength=len(keys) * height)
    found: Any = (counted.reshape(len(keys), height) > 1).any(axis=0)
    return found
