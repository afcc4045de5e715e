"""Which way each engine takes; none is imported that the caller did not bring."""

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.dependencies import is_dask_dataframe

from cyxc.columns.job import Job, Unscaled


def types_of(native: Any, frame: Any) -> Mapping[str, Any]:
    """The types of a frame's columns; `frame` is `native` as narwhals sees it.

    A column without a value, of the type of nothing, is one of numbers: missing in every row.
    """
    schema: Mapping[str, Any] = frame.collect_schema()
    odd = [name for name, kind in schema.items() if kind in (nw.Unknown, nw.String)]
    empty = {name: nw.Int64() for name in odd if _is_empty(frame, schema[name], name)}
    if frame.implementation.is_ibis():
        # narwhals takes a NUMERIC without a scale for one of nine places, and would lose those behind them.
        unscaled = {n for n, kind in native.schema().items() if kind.is_decimal() and kind.scale is None}
        empty |= {name: Unscaled() for name in unscaled}
    return {**schema, **empty}


def _is_empty(frame: Any, kind: Any, name: str) -> bool:
    native, engine = frame.to_native(), frame.implementation
    if engine.is_pandas():
        # Of objects that are all None narwhals says they are text.
        return len(native) > 0 and bool(native[name].iloc[:1].isna().all() and native[name].isna().all())
    if kind == nw.String:
        return False
    if engine.is_duckdb():
        own = native.types[native.columns.index(name)]
    elif engine.is_pyarrow():
        own = native.schema.field(name).type
    elif engine.is_ibis():
        own = native.schema()[name]
    elif engine.is_polars():
        own = native.collect_schema()[name]
    else:
        own = native.schema[name].dataType.simpleString()
    return str(own).strip('"').lower() in ("null", "void")


def judged(job: Job, native: Any, frame: Any) -> Any:
    """The answers beside the frame's own columns, in a frame of its own kind.

    `frame` is `native` as narwhals sees it; of a Dask frame, what its partitions are like.
    """
    if is_dask_dataframe(native):
        from cyxc.columns.engines import dask

        return dask.judged(job, native)
    engine, native = frame.implementation, frame.to_native()
    if engine.is_polars():
        from cyxc.columns.engines import polars

        return polars.judged(job, native)
    if engine.is_pandas():
        from cyxc.columns.engines import pandas

        return pandas.judged(job, native)
    if engine.is_pyarrow():
        from cyxc.columns.engines import pyarrow

        return pyarrow.judged(job, native)
    if engine.is_spark_like() and not engine.is_sqlframe():
        from cyxc.columns.engines import spark

        return spark.judged(job, native)
    if engine.is_duckdb():
        from cyxc.columns.engines import duckdb

        return duckdb.judged(job, native)
    from cyxc.columns.engines import lazily

    return lazily.judged(job, frame.lazy()).to_native()
