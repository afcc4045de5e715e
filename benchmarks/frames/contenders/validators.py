"""Validation libraries on polars: a rule a target (`plain`), or a rule a condition of every status (`full`).

They say which rows break a rule. For the same answer as cyxc's the conditions are staged by hand in polars,
the library looks at them, and statuses and margins are put together from what it says, by hand again.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from contenders import Contender
from contenders.ours import read
from contenders.polars_by_hand import code, conditions, margin, met, staged
from rules import MET, NOT_MET, Workload

Passed = Mapping[str, pl.Series]
"""By rule, in every row whether it holds."""

Look = Callable[[pl.DataFrame], Passed]
"""What a library does with a frame that has its rows numbered in `row`."""


def plain_rules(workload: Workload) -> dict[str, pl.Expr]:
    """By target and status, as in `full_rules`."""
    return {f"{target.id}/{NOT_MET}": met(target) for target in workload.targets}


def full_rules(workload: Workload) -> dict[str, pl.Expr]:
    """By target and status: true where that status is not the answer, so that nulls break nothing."""
    return {
        f"{target.id}/{status}": rule.fill_null(True)
        for target in workload.targets
        for status, rule in conditions(workload, target).items()
    }


def contenders(
    library: Callable[[Mapping[str, pl.Expr], Mapping[str, pl.DataType]], Look],
) -> dict[str, Contender]:
    """`plain` and `full` of a library, which is handed rules and the types of the columns."""

    def plain(workload: Workload, path: Path) -> Callable[[], Passed]:
        frame = pl.read_parquet(path).with_row_index("row")
        look = library(plain_rules(workload), frame.schema)
        return lambda: look(frame)

    def full(workload: Workload, path: Path) -> Callable[[], pl.DataFrame]:
        frame = pl.read_parquet(path).with_row_index("row")
        look = library(full_rules(workload), staged(workload, frame.lazy()).collect_schema())

        def run() -> pl.DataFrame:
            rows = staged(workload, frame.lazy()).collect()
            return put_together(workload, rows, look(rows))

        return run

    return {
        "plain": Contender(plain, plain_statuses, plain=True),
        "full": Contender(full, read("status"), read("margin")),
    }


def put_together(workload: Workload, rows: pl.DataFrame, passed: Passed) -> pl.DataFrame:
    looked = rows.with_columns(series.alias(f"?{rule}") for rule, series in passed.items())
    columns = []
    for target in workload.targets:
        status = code(MET)
        for word in reversed(conditions(workload, target)):
            status = pl.when(pl.col(f"?{target.id}/{word}")).then(status).otherwise(code(word))
        columns += [status.alias(f"{target.id}__status"), margin(workload, target)]
    return looked.select(*(figure.name for figure in workload.figures), *columns)


def plain_statuses(workload: Workload, passed: Passed) -> dict[str, pl.Series]:
    return {
        target.id: passed[f"{target.id}/{NOT_MET}"].cast(pl.Int8) + NOT_MET for target in workload.targets
    }


def but(rows: int, failing: Mapping[str, pl.Series], rules: Mapping[str, Any]) -> Passed:
    """Whether rules hold, given the numbers of the rows that break them."""
    found = {rule: np.ones(rows, np.bool_) for rule in rules}
    for rule, numbers in failing.items():
        found[rule][numbers.to_numpy()] = False
    return {rule: pl.Series(held) for rule, held in found.items()}
