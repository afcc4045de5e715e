"""Which way long frames with periods take in each engine: where rows of one place are together, in Python."""

from typing import Any

import narwhals.stable.v2 as nw
from narwhals.dependencies import is_dask_dataframe

from cyxc.columns.answers import CODED
from cyxc.columns.long.history import History, put_together
from cyxc.columns.long.pivot import REASON
from cyxc.errors import Problem, UsageError


def of_engine(history: History, native: Any) -> Any:
    """The answer, in a frame of the same kind; `UsageError` for engines that can't run Python on rows."""
    keys = list(history.observed.keys)
    if is_dask_dataframe(native):
        together = native.shuffle(on=keys)
        meta = put_together(history, native._meta)
        return together.map_partitions(_partition, history, meta=meta)
    frame = nw.from_native(native)
    if isinstance(frame, nw.DataFrame):
        return put_together(history, native)
    if frame.implementation.is_polars():
        schema = put_together(history, native.collect_schema().to_frame()).schema
        return native.map_batches(lambda rows: put_together(history, rows), schema=schema)
    if frame.implementation.is_pyspark():
        return _of_spark(history, native)
    raise UsageError(Problem("no-periods-here", {"engine": str(frame.implementation)}))


def _partition(rows: Any, history: History) -> Any:
    return put_together(history, rows)


def _of_spark(history: History, native: Any) -> Any:
    from pyspark.sql.types import ByteType, DoubleType, StructField, StructType

    keys = list(history.observed.keys)
    kinds = {name: ByteType() if word in CODED else DoubleType() for word, name in history.outputs}
    added = [StructField(name, kind) for name, kind in {REASON: ByteType(), **kinds}.items()]
    schema = StructType([*(native.schema[key] for key in keys), *added])
    return native.groupBy(*keys).applyInPandas(lambda rows: put_together(history, rows), schema)
