"""Polars: through its lazy engine; the few rows floats can't tell are judged one by one."""

from typing import Any

import polars as pl

from cyxc.columns.answers import CODED
from cyxc.columns.engines import lazily
from cyxc.columns.engines.expressions import Dialect
from cyxc.columns.job import Job
from cyxc.columns.rows import columns_of

_COUNTS = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32)
"""What 64-bit whole numbers hold all of. Those that are too large for the rules are told before they can
overflow, and their rows settled one by one."""

FEW = 12
"""Frames of so few rows are judged row by row: planning would take longer."""


def judged(job: Job, frame: Any) -> Any:
    """The frame with its answers: lazy if it was, else computed."""
    if isinstance(frame, pl.LazyFrame):
        found = _planned(job, frame)
        schema = {name: dtype for name, dtype in found.collect_schema().items() if name != lazily.UNSURE}
        return found.map_batches(
            lambda batch: _settled(job, batch), schema=schema, streamable=True, validate_output_schema=False
        )
    if frame.height <= FEW:
        return frame.hstack(_exactly(job, frame))
    return _settled(job, _planned(job, frame.lazy()).collect())


def _planned(job: Job, frame: pl.LazyFrame) -> pl.LazyFrame:
    schema = frame.collect_schema()
    counts = frozenset(name for name, dtype in schema.items() if dtype in _COUNTS)
    made = lazily.planned(
        job, tuple(schema), Dialect(pl, nulls=True, inverts=True, counts=counts), refuse=False
    )
    for stage in made.stages:
        frame = frame.with_columns(*stage)
    return frame.select(*made.answers)


def _settled(job: Job, found: pl.DataFrame) -> pl.DataFrame:
    """The rows floats could not tell replaced by what the exact path says."""
    unsure = found.drop_in_place(lazily.UNSURE)
    if not unsure.any():
        return found
    at = unsure.arg_true()
    return found.with_columns(found[one.name].scatter(at, one) for one in _exactly(job, found[at]))


def _exactly(job: Job, rows: pl.DataFrame) -> list[pl.Series]:
    """The answers of rows on the exact path."""
    figures = {}
    for name, one in job.by_column.items():
        # The text of a 32-bit float is its shortest decimal; the 64-bit float it becomes has another.
        figures[name] = (rows[name].cast(pl.String) if one.kind == "single" else rows[name]).to_list()
    left_out = {id_: rows[c].to_list() for id_, c in job.left_out.items() if isinstance(c, str)}
    days = None if job.day_column is None else rows[job.day_column].cast(pl.Date).to_list()
    refused = None if job.refused is None else (rows[job.refused] != 0).to_list()
    found = columns_of(job, figures, rows.height, days, left_out, refused)
    return [
        pl.Series(name, found[name], pl.Int8 if word in CODED else pl.Float64)
        for _, word, name in job.outputs
    ]
