"""Made-up places, the same for the same seed: mostly near what is asked, some with gaps and faults.

`ordinary` is what is timed: 2 % of the cells missing, one in a thousand NaN (floats), zero (denominators) or
more than its whole, half as many below zero. `faulty` has several times as many, infinities and, on demand,
figures finer or larger than any in `ordinary`: only agreement is looked at there.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from rules import GRID, Figure, Workload

CHUNK = 1_000_000


def ordinary(workload: Workload, rows: int, seed: int) -> pl.DataFrame:
    return _table(workload, rows, np.random.default_rng([seed, rows]), 0.02, 0.001)


def faulty(workload: Workload, rows: int, seed: int, *, finer: bool) -> pl.DataFrame:
    chance = np.random.default_rng([seed, rows, 1])
    return _table(workload, rows, chance, 0.05, 0.01, infinite=0.005, finer=0.005 if finer else 0)


def write(workload: Workload, rows: int, seed: int, path: Path) -> None:
    """Ordinary rows as Parquet, made and written a piece at a time."""
    import pyarrow.parquet as pq

    writer = None
    for number, start in enumerate(range(0, rows, CHUNK)):
        table = ordinary(workload, min(CHUNK, rows - start), seed + number).to_arrow()
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    assert writer is not None
    writer.close()


def melted(workload: Workload, places: int, seed: int, path: Path) -> int:
    """Ordinary places told a figure a row, place after place; the number of rows."""
    rows = 0
    import pyarrow.parquet as pq

    writer = None
    for number, start in enumerate(range(0, places, CHUNK)):
        table = ordinary(workload, min(CHUNK, places - start), seed + number)
        names = [figure.name for figure in workload.figures]
        units = {name: workload.units.get(name) for name in names}
        told = (
            table.select(pl.col(names).cast(pl.Float64))
            .with_columns(pl.int_range(start, start + table.height).alias("place"))
            .unpivot(names, index="place", variable_name="indicator", value_name="value")
            .with_columns(pl.col("indicator").replace_strict(units, return_dtype=pl.String).alias("unit"))
            .sort("place", maintain_order=True)
            .to_arrow()
        )
        if writer is None:
            writer = pq.ParquetWriter(path, told.schema)
        writer.write_table(told)
        rows += told.num_rows
    assert writer is not None
    writer.close()
    return rows


def _table(
    workload: Workload,
    rows: int,
    chance: np.random.Generator,
    missing: float,
    wrong: float,
    *,
    infinite: float = 0,
    finer: float = 0,
) -> pl.DataFrame:
    drawn: dict[str, np.ndarray] = {}
    for figure in workload.figures:
        drawn[figure.name] = _drawn(figure, rows, chance, drawn)
    wholes = {target.against for target in workload.targets if target.against}
    columns = []
    for figure in workload.figures:
        values = drawn[figure.name]
        values[chance.random(rows) < wrong / 2] *= -1
        if figure.name in wholes:
            values[chance.random(rows) < wrong] = 0
        if figure.of is not None or figure.cap is not None:
            values[chance.random(rows) < wrong] *= 4  # exact on floats
        if figure.floats:
            values[chance.random(rows) < wrong] = np.nan
            values[chance.random(rows) < finer] += 0.0001
            values[chance.random(rows) < finer] += 0.000000013
            values[chance.random(rows) < finer] *= 1e11
            values[chance.random(rows) < infinite] = np.inf
        column = pl.Series(figure.name, values if figure.floats else values.astype(np.int64))
        columns.append(column.set(pl.Series(chance.random(rows) < missing), None))
    return pl.DataFrame(columns)


def _drawn(
    figure: Figure, rows: int, chance: np.random.Generator, drawn: dict[str, np.ndarray]
) -> np.ndarray:
    found = chance.uniform(figure.low, figure.high, rows)
    if figure.of is not None:
        found *= drawn[figure.of]
    return np.floor(found * GRID) / GRID if figure.floats else np.floor(found)


def on_the_line(rows: int, seed: int) -> dict[str, pl.DataFrame]:
    """Rows of the panel whose growth or share lies exactly on its line, and a hundredth below it.

    A base of 0.25 × k grows by 8 % to 0.27 × k; of 0.20 × k, 95 % are 0.19 × k: two decimals each.
    """
    chance = np.random.default_rng([seed, rows, 2])

    def table(low: int) -> pl.DataFrame:
        growth, ratio = chance.integers(10, 400_000, rows), chance.integers(10, 400_000, rows)
        return pl.DataFrame(
            {
                "founders": np.full(rows, 1800), "jobs": np.full(rows, 9000), "bases": np.full(rows, 10),
                "loans": np.full(rows, 5000.0), "survival": np.full(rows, 60.0),
                "trained": np.full(rows, 10), "passed": np.full(rows, 9),
                "applied": ratio * 20 / GRID, "granted": (ratio * 19 - low) / GRID,
                "revenue@before": growth * 25 / GRID, "revenue": (growth * 27 - low) / GRID,
            }
        )  # fmt: skip

    return {"on the line": table(0), "a hundredth below": table(1)}


def months(communities: int, count: int, workload: Workload, seed: int) -> Iterator[pl.DataFrame]:
    """A national panel, month by month: a row a community."""
    codes = pl.Series("community", np.arange(communities, dtype=np.int32) + 100_000)
    first = np.datetime64("2016-01", "M")
    for at in range(count):
        day = (first + at).astype("datetime64[D]").item()
        table = ordinary(workload, communities, seed + at)
        yield table.select(codes, pl.lit(day, pl.Date).alias("month"), pl.all())
