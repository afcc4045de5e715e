"""cyxc on the frames it is most often handed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cyxc
from contenders import Contender
from rules import Workload


def read(word: str) -> Callable[[Workload, Any], Mapping[str, Any]]:
    """What reads a column of every target, named as cyxc names them."""
    return lambda workload, found: {one.id: found[f"{one.id}__{word}"] for one in workload.targets}


def _run(workload: Workload, frame: Any, finish: Callable[[Any], Any]) -> Callable[[], Any]:
    scheme = cyxc.load(workload.scheme)
    return lambda: finish(scheme.evaluate_frame(frame, units=workload.units))


def _polars(workload: Workload, path: Path) -> Callable[[], Any]:
    import polars as pl

    return _run(workload, pl.read_parquet(path), lambda found: found)


def _lazy(workload: Workload, path: Path) -> Callable[[], Any]:
    import polars as pl

    return _run(workload, pl.read_parquet(path).lazy(), lambda found: found.collect())


def _long(workload: Workload, path: Path) -> Callable[[], Any]:
    """Rows of single observations, from their file to the answer."""
    import polars as pl

    return _run(workload, pl.scan_parquet(path), lambda found: found.collect())


def _pandas(workload: Workload, path: Path) -> Callable[[], Any]:
    import pandas as pd

    return _run(workload, pd.read_parquet(path), lambda found: found)


def _pyarrow(workload: Workload, path: Path) -> Callable[[], Any]:
    import polars  # noqa: F401  # with polars at hand pyarrow's tables are handed to it
    import pyarrow.parquet as pq

    return _run(workload, pq.read_table(path), lambda found: found)


def _pyarrow_alone(workload: Workload, path: Path) -> Callable[[], Any]:
    import pyarrow.parquet as pq

    return _run(workload, pq.read_table(path), lambda found: found)


def _duckdb(workload: Workload, path: Path) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE rows AS FROM '{path}'")
    table = connection.table("rows")
    return _run(workload, table, lambda found: found.to_arrow_table())


CONTENDERS = {
    variant: Contender(prepare, read("status"), read("margin"))
    for variant, prepare in {
        "polars": _polars,
        "polars-lazy": _lazy,
        "long": _long,
        "pandas": _pandas,
        "pyarrow": _pyarrow,
        "pyarrow-alone": _pyarrow_alone,
        "duckdb": _duckdb,
    }.items()
}
