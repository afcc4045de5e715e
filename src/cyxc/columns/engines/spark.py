"""Spark: the same work on every batch, by its workers, which need cyxc, NumPy and pyarrow."""

from collections.abc import Iterable, Iterator
from typing import Any

from cyxc.columns.answers import CODED
from cyxc.columns.job import Job


def judged(job: Job, frame: Any) -> Any:
    """The frame with its answers, nothing computed yet."""
    from pyspark.sql.types import ByteType, DoubleType, StructField, StructType

    added = [
        StructField(name, ByteType() if word in CODED else DoubleType()) for _, word, name in job.outputs
    ]
    schema = StructType([*frame.schema.fields, *added])

    def batches(several: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        from cyxc.columns.engines.pyarrow import judged as of_pyarrow

        for batch in several:
            yield from of_pyarrow(job, pa.Table.from_batches([batch])).to_batches()

    return frame.mapInArrow(batches, schema)
