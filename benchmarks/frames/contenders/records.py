"""What one-record engines are asked: every row a mapping, every answer a status and a margin a target.

They count in decimals (zen) or in floats of 64 bits, so figures are handed to them as whole hundredths.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from rules import Target, Workload

Record = dict[str, Any]


def key(name: str) -> str:
    return name.replace("@", "_at_").replace("-", "_")


def plain_records(path: Path) -> list[Record]:
    """Figures as they are, what is missing as zero."""
    frame = pl.read_parquet(path).fill_nan(None).fill_null(0)
    return [{key(name): value for name, value in row.items()} for row in frame.iter_rows(named=True)]


def full_records(workload: Workload, path: Path) -> list[Record]:
    """Figures in whole hundredths; an infinite one, which they have no word for, as one below zero."""
    frame = pl.read_parquet(path).fill_nan(None)
    steps = frame.with_columns(
        pl.when(pl.col(one.name).is_infinite())
        .then(-1)
        .otherwise((pl.col(one.name) * one.steps).round())
        .cast(pl.Int64)
        .alias(one.name)
        for one in workload.figures
        if one.floats
    )
    return [{key(name): value for name, value in row.items()} for row in steps.iter_rows(named=True)]


def codes(workload: Workload, answers: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    rows = list(answers)
    return {one.id: [int(row[key(one.id)]) for row in rows] for one in workload.targets}


def margins(workload: Workload, answers: Iterable[Mapping[str, Any]]) -> dict[str, list[float | None]]:
    rows = list(answers)
    found: dict[str, list[float | None]] = {}
    for target in workload.targets:
        values = (row.get(f"{key(target.id)}_margin") for row in rows)
        found[target.id] = [None if value is None else float(value) for value in values]
    return found


def figures(target: Target) -> list[str]:
    return [*target.tops, *([target.against] if target.against else [])]


def divisor(workload: Workload, target: Target) -> int | str:
    """What the gap is over: a number, or the name of a figure."""
    if target.against is None or target.over == "base":
        return target.weight * workload.steps(target)
    return target.against


def spoiler(workload: Workload, target: Target) -> list[Target]:
    """The targets whose whole can't be, if they are broken: itself where it is a share."""
    found = [target] if target.over == "whole" else []
    return found + [one for one in workload.targets if one.id == target.spoilt]
