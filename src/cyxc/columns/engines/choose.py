"""Which way each engine takes; none is imported that the caller did not bring."""

from collections.abc import Mapping
from typing import Any

from narwhals.dependencies import is_dask_dataframe

from cyxc.columns.job import Job, Unscaled


def types_of(native: Any, frame: Any) -> Mapping[str, Any]:
    """The types of a frame's columns; `frame` is `native` as narwhals sees it."""
    schema: Mapping[str, Any] = frame.collect_schema()
    if not frame.implementation.is_ibis():
        return schema
    # narwhals takes a NUMERIC without a scale for one of nine places, and would lose those behind them.
    unscaled = {n for n, kind in native.schema().items() if kind.is_decimal() and kind.scale is None}
    return {name: Unscaled() if name in unscaled else kind for name, kind in schema.items()}


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
    from cyxc.columns.engines import lazily

    return lazily.judged(job, frame.lazy()).to_native()
