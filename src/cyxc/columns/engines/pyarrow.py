"""pyarrow: through polars where the caller uses that as well, else its columns as NumPy arrays.

Either way the columns that have no gaps are not copied.
"""

import sys
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cyxc.columns.engines.blocks import Table
from cyxc.columns.engines.blocks import judged as of_table
from cyxc.columns.inputs import Input
from cyxc.columns.job import Job


def judged(job: Job, table: pa.Table) -> pa.Table:
    """The table with its answers; floats that are nothing are null."""
    found = _by_polars(job, table) if "polars" in sys.modules else _by_numpy(job, table)
    for _, _, name in job.outputs:
        table = table.append_column(name, found[name])
    return table


def _by_polars(job: Job, table: pa.Table) -> dict[str, pa.ChunkedArray]:
    import polars as pl

    from cyxc.columns.engines.polars import judged as of_polars

    asked = [name for name in table.column_names if name in job.columns]
    # A name given twice only stands in the way of the columns nobody asks for.
    frame = pl.from_arrow(table.select(asked)) if asked else pl.select(pl.repeat(0, table.num_rows))
    found = of_polars(job, frame)
    # One by one, for columns in pieces of different lengths would be copied to go together.
    return {name: found[name].to_frame().to_arrow()[name] for _, _, name in job.outputs}


def _by_numpy(job: Job, table: pa.Table) -> dict[str, pa.ChunkedArray]:
    found = of_table(
        job,
        Table(
            table.num_rows,
            {name: _figures(one, table[name]) for name, one in job.by_column.items()},
            None if job.day_column is None else _days(table[job.day_column]),
            {id_: _truths(table[c]) for id_, c in job.left_out.items() if isinstance(c, str)},
            None if job.refused is None else table[job.refused].to_numpy() != 0,
            lambda at: {n: _values(one, table[n].take(pa.array(at))) for n, one in job.by_column.items()},
        ),
    )
    return {
        name: pa.chunked_array([pa.array(column, from_pandas=column.dtype == np.float64)])
        for name, column in found.items()
    }


def _figures(one: Input, column: pa.ChunkedArray) -> Any:
    """A column as floats or whole numbers, NaN for what is missing."""
    if one.kind == "decimal" or (one.kind == "whole" and column.null_count):
        column = column.cast(pa.float64(), safe=False)
    return column.to_numpy()


def _days(column: pa.ChunkedArray) -> Any:
    return column.cast(pa.date32()).to_numpy().astype("datetime64[D]")


def _truths(column: pa.ChunkedArray) -> Any:
    return pc.fill_null(column, False).to_numpy()


def _values(one: Input, column: pa.ChunkedArray) -> list[Any]:
    """The values of some rows; 32-bit floats as NumPy's, which print as their shortest decimal."""
    values: list[Any] = column.to_pylist()
    if one.kind != "single":
        return values
    return [None if value is None else np.float32(value) for value in values]
