"""Dask: the same work on every partition, when it is computed."""

from typing import Any

from cyxc.columns.engines.pandas import judged as of_pandas
from cyxc.columns.job import Job


def judged(job: Job, frame: Any) -> Any:
    """The frame with its answers, nothing computed yet."""
    meta = of_pandas(job, frame._meta)
    return frame.map_partitions(_partition, job, meta=meta)


def _partition(frame: Any, job: Job) -> Any:
    return of_pandas(job, frame)
