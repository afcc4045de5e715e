"""Answers laid out long: a row a target in place of columns for each, in one pass on every engine."""

from collections.abc import Sequence
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from cyxc.columns.answers import ANSWERS, CODED, column_of
from cyxc.columns.engines.sql import quoted
from cyxc.errors import DataError, Location, Problem
from cyxc.model.scheme import Scheme

TARGET = "target"
"""The column that names the target."""


@attrs.frozen
class Layout:
    """The columns of a wide answer: those of the caller, the targets, and what was answered of each."""

    keys: tuple[str, ...]
    targets: tuple[str, ...]
    words: tuple[str, ...]

    def type(self, word: str) -> Any:
        """What a column of the answer holds."""
        return nw.Int8() if word in CODED else nw.Float64()


def layout_of(scheme: Scheme, columns: Sequence[str], keys: Sequence[str] | None) -> Layout:
    """The layout of a frame that `evaluate_frame` answered; `keys` are the columns to keep, None for all.

    Raises `DataError` where the frame holds no answer of the scheme, or a column to keep is not there or
    would stand twice.
    """
    found = [id_ for id_ in scheme.targets.ids if column_of(id_, "status") in columns]
    if not found:
        raise DataError(Problem("no-answers", {"scheme": scheme.id}))
    words = tuple(word for word in ANSWERS if column_of(found[0], word) in columns)
    answers = {column_of(id_, word) for id_ in found for word in words}
    kept = tuple(c for c in columns if c not in answers) if keys is None else tuple(keys)
    problems = [Problem("no-such-column", {"name": key}) for key in kept if key not in columns]
    problems += [
        Problem("column-taken", {"name": key}, Location(heading=key))
        for key in kept
        if key in (TARGET, *words)
    ]
    if problems:
        raise DataError(problems)
    return Layout(kept, tuple(found), words)


def lengthened(layout: Layout, native: Any, frame: Any) -> Any:
    """A wide answer laid out long, in a frame of its own kind; `frame` is `native` as narwhals sees it."""
    from narwhals.dependencies import is_dask_dataframe

    if is_dask_dataframe(native):
        parts: Any = native
        return parts.map_partitions(_of_pandas_native, layout, meta=_of_pandas_native(native._meta, layout))
    engine = frame.implementation
    if engine.is_polars():
        return _of_polars(layout, native)
    if engine.is_pandas():
        return _of_pandas_native(native, layout)
    if engine.is_duckdb():
        return _of_duckdb(layout, native)
    if engine.is_pyspark():
        return _of_spark(layout, native)
    return nw.concat(_pieces(layout, frame), how="vertical").to_native()


def _of_polars(layout: Layout, native: Any) -> Any:
    import polars as pl

    names = pl.Enum(layout.targets)
    rows = pl.concat_list(
        pl.struct(
            pl.lit(target).cast(names).alias(TARGET),
            *(pl.col(column_of(target, word)).alias(word) for word in layout.words),
        )
        for target in layout.targets
    )
    answered = native.select(*layout.keys, rows.alias(TARGET))
    return answered.explode(TARGET).unnest(TARGET)


def _of_pandas_native(native: Any, layout: Layout) -> Any:
    import numpy as np
    import pandas as pd

    many, rows = len(layout.targets), len(native)
    of: Any = np.tile(np.arange(many), rows)
    # A row of each place after the other: its columns repeated, the answers read across.
    found = native[list(layout.keys)].iloc[np.repeat(np.arange(rows), many)]
    added: dict[str, Any] = {TARGET: pd.Categorical.from_codes(of, pd.Index(layout.targets))}
    for word in layout.words:
        across = [native[column_of(target, word)].to_numpy() for target in layout.targets]
        added[word] = np.stack(across, axis=1).ravel()
    return found.assign(**added)


def _of_duckdb(layout: Layout, native: Any) -> Any:
    structs = []
    for target in layout.targets:
        named = [f"{_text(TARGET)}: {_text(target)}"]
        named += [f"{_text(word)}: {quoted(column_of(target, word))}" for word in layout.words]
        structs.append("{" + ", ".join(named) + "}")
    rows = f"unnest([{', '.join(structs)}], recursive := true)"
    return native.project(", ".join([*map(quoted, layout.keys), rows]))


def _of_spark(layout: Layout, native: Any) -> Any:
    from pyspark.sql import functions as sql

    def column(name: str) -> Any:
        return sql.col("`" + name.replace("`", "``") + "`")

    structs = [
        sql.struct(
            sql.lit(target).alias(TARGET),
            *(column(column_of(target, word)).alias(word) for word in layout.words),
        )
        for target in layout.targets
    ]
    return native.select(*map(column, layout.keys), sql.inline(sql.array(*structs)))


def _pieces(layout: Layout, frame: Any) -> list[Any]:
    """A frame a target, for engines without lists of records."""
    return [
        frame.select(
            *layout.keys,
            nw.lit(target).alias(TARGET),
            *(nw.col(column_of(target, w)).cast(layout.type(w)).alias(w) for w in layout.words),
        )
        for target in layout.targets
    ]


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
