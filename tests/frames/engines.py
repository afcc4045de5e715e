"""Every kind of frame that is judged, made of the same columns, and read back into plain lists."""

from collections.abc import Callable
from typing import Any

import attrs
import pyarrow as pa

Columns = dict[str, list[Any]]


@attrs.frozen
class Engine:
    """How a kind of frame is made of an Arrow table, and its answer turned into lists."""

    name: str
    made: Callable[[pa.Table], Any]
    lists: Callable[[Any], Columns]
    exact: bool = True
    """Whether what floats can't tell is decided by the exact path."""


def without_nan(columns: Columns) -> Columns:
    return {
        name: [None if value is None or value != value else value for value in values]
        for name, values in columns.items()
    }


def _pandas(table: pa.Table) -> Any:
    return table.to_pandas()


def _pandas_nullable(table: pa.Table) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}.get)


def _pandas_arrow(table: pa.Table) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def of_pandas(frame: Any) -> Columns:
    import pandas as pd

    found = {name: frame[name].tolist() for name in frame.columns}
    return without_nan({n: [None if v is pd.NA else v for v in values] for n, values in found.items()})


def _polars(table: pa.Table) -> Any:
    import polars as pl

    return pl.DataFrame(table)


def _of_polars(frame: Any) -> Columns:
    return without_nan(frame.to_dict(as_series=False))


def _duckdb(table: pa.Table) -> Any:
    import duckdb

    return duckdb.connect().from_arrow(table)


def _ibis(table: pa.Table) -> Any:
    import ibis

    return ibis.memtable(table)


def _dask(table: pa.Table) -> Any:
    import dask.dataframe as dd
    import pandas as pd

    def typed(kind: pa.DataType) -> Any:
        # Dask makes text of columns of Python's objects, decimals among them.
        return pd.ArrowDtype(kind) if pa.types.is_decimal(kind) else None

    return dd.from_pandas(table.to_pandas(types_mapper=typed), npartitions=2)


ENGINES = (
    Engine("pandas", _pandas, of_pandas),
    Engine("pandas-nullable", _pandas_nullable, of_pandas),
    Engine("pandas-arrow", _pandas_arrow, of_pandas),
    Engine("polars", _polars, _of_polars),
    Engine("polars-lazy", lambda table: _polars(table).lazy(), lambda found: _of_polars(found.collect())),
    Engine(
        "polars-streaming",
        lambda table: _polars(table).lazy(),
        lambda found: _of_polars(found.collect(engine="streaming")),
    ),
    Engine("pyarrow-numpy", lambda table: table, lambda found: without_nan(found.to_pydict())),
    Engine("pyarrow", lambda table: table, lambda found: without_nan(found.to_pydict())),
    Engine("duckdb", _duckdb, lambda found: without_nan(found.to_arrow_table().to_pydict()), exact=False),
    Engine("ibis", _ibis, lambda found: without_nan(found.to_pyarrow().to_pydict()), exact=False),
    Engine("dask", _dask, lambda found: of_pandas(found.compute())),
)
