"""pandas: its columns as NumPy arrays, block by block."""

from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from cyxc.columns.engines.blocks import Table
from cyxc.columns.engines.blocks import judged as of_table
from cyxc.columns.inputs import Input
from cyxc.columns.job import Job
from cyxc.errors import DataError, Location, Problem


def judged(job: Job, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its answers."""
    inputs = job.by_column
    table = Table(
        len(frame),
        {name: _figures(one, frame[name]) for name, one in inputs.items()},
        None if job.day_column is None else _days(frame[job.day_column]),
        {id_: _truths(frame[c]) for id_, c in job.left_out.items() if isinstance(c, str)},
        None if job.refused is None else frame[job.refused].to_numpy() != 0,
        lambda at: {name: _values(one, frame[name].iloc[at]) for name, one in inputs.items()},
    )
    found = of_table(job, table)
    return pd.concat([frame, pd.DataFrame(found, index=frame.index, copy=False)], axis=1)


def _figures(one: Input, column: "pd.Series[Any]") -> Any:
    """A column as floats or whole numbers, NaN for what is missing."""
    if one.kind == "objects":
        return np.array([_number(one, value) for value in column], np.float64)
    if isinstance(column.dtype, np.dtype) and column.dtype != np.object_:
        return column.to_numpy()
    return column.to_numpy(dtype="float64", na_value=np.nan)


def _number(one: Input, value: Any) -> float:
    """NaN for what is missing, else any number: objects are read on the exact path."""
    if value is None or value is pd.NA or value != value:
        return np.nan
    if isinstance(value, bool) or not isinstance(value, Real | Decimal | Fraction):
        details = {"name": one.node.key, "type": type(value).__name__}
        raise DataError(Problem("column-not-numbers", details, Location(heading=one.name)))
    return 0.0


def _days(column: "pd.Series[Any]") -> Any:
    return pd.to_datetime(column).to_numpy().astype("datetime64[D]")


def _truths(column: "pd.Series[Any]") -> Any:
    return column.fillna(False).to_numpy().astype(np.bool_)


def _values(one: Input, column: "pd.Series[Any]") -> list[Any]:
    """The values of some rows; those of 32-bit floats as they are, which print as their shortest decimal."""
    values = [None if value is pd.NA else value for value in column.tolist()]
    if one.kind != "single":
        return values
    return [None if value is None else np.float32(value) for value in values]
