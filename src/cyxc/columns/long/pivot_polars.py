"""Long frames of polars made wide: figures gathered in lists by their keys, then laid out block by block.

A list of values and one of numbers are gathered far faster than a column for each figure.
"""

from typing import Any

import numpy as np
import polars as pl

from cyxc.columns.long.pivot import KEY, REASON, TWICE, UNIT, UNIT_OF, VALUE, Pivot, told

_CODE = "__cyxc_code"
_OTHER, _UNFIT = -1, -2
"""The numbers of a row of something else, and of one whose unit does not fit."""


def pivoted(pivot: Pivot, frame: pl.LazyFrame) -> pl.LazyFrame:
    """The wide frame of a long one whose values are floats."""
    keys = list(pivot.observed.keys)
    rows: pl.LazyFrame = told(frame, pivot.observed)
    schema = {name: dtype for name, dtype in rows.collect_schema().items() if name in keys}
    figures = dict.fromkeys((fill.column for fill in pivot.fills), pl.Float64())
    fills = _fills(pivot)
    return (
        rows.select(*keys, pl.col(VALUE).fill_null(np.nan), _code(pivot).alias(_CODE))
        .group_by(keys)
        .agg(VALUE, _CODE)
        .map_batches(
            lambda block: _laid_out(pivot, fills, block),
            schema={**schema, REASON: pl.Int8(), **figures},
            streamable=True,
        )
    )


def _code(pivot: Pivot) -> pl.Expr:
    """What a row tells of: the position of its indicator's name and its unit's among all; -1 for others."""
    name = _position(pl.col(KEY), list(pivot.names))
    if pivot.observed.unit is None:
        return name.fill_null(-1)
    units = ["", *pivot.units]
    unit = _position(pl.col(UNIT_OF), units).fill_null(len(units))
    return (name * (len(units) + 1) + unit).fill_null(-1)


def _position(text: pl.Expr, words: list[str]) -> pl.Expr:
    """The position of a text among words, null for any other: an Enum finds it faster than a replacement."""
    return text.cast(pl.Enum(words), strict=False).to_physical().cast(pl.Int32)


def _fills(pivot: Pivot) -> Any:
    """By code the column a row fills, by its position."""
    at = {(fill.key, fill.unit): number for number, fill in enumerate(pivot.fills)}
    bare = {fill.key: number for number, fill in enumerate(pivot.fills) if fill.bare}
    found = []
    for key in pivot.names.values():
        found.append(bare.get(key, _UNFIT))
        if pivot.observed.unit is not None:
            found += [at.get((key, unit), _UNFIT) for unit in pivot.units.values()]
            found.append(_UNFIT)
    return np.array([*found, _OTHER])


def _laid_out(pivot: Pivot, by_code: Any, block: pl.DataFrame) -> pl.DataFrame:
    """The wide rows of some gathered ones."""
    height = block.height
    at = np.repeat(np.arange(height), block[_CODE].list.len().to_numpy())
    fills, values = by_code[block[_CODE].explode().to_numpy()], block[VALUE].explode().to_numpy()
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
