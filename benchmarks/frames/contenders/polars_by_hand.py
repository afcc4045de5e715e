"""The rules written by hand in polars: bare, and with all that cyxc does.

`exact` is what is compared with cyxc. It counts in hundredths, so that floats that lie on the line are met,
and looks whether every float is a whole number of hundredths; the few that are not are settled in exact
fractions. `trusting` leaves that out: a finer figure is then rounded in silence.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from exact import judge

from contenders import Contender
from contenders.ours import read
from rules import GRID, INVALID, LARGEST, MET, NO_DATA, NOT_MET, UNDEFINED, Target, Workload


def met(target: Target) -> pl.Expr:
    """The bare rule, on floats as they come."""
    top = (
        pl.sum_horizontal(target.tops, ignore_nulls=False) if len(target.tops) > 1 else pl.col(target.tops[0])
    )
    if target.against is None:
        return top >= target.asked
    if target.over == "base":
        return top / pl.col(target.against) - 1 >= (target.asked - target.weight) / target.weight
    return top / pl.col(target.against) >= target.asked / target.weight


def bare(workload: Workload, frame: pl.LazyFrame) -> pl.LazyFrame:
    return frame.with_columns(
        pl.when(met(target)).then(code(MET)).otherwise(code(NOT_MET)).alias(f"{target.id}__status")
        for target in workload.targets
    )


def full(workload: Workload, frame: pl.LazyFrame, *, exact: bool) -> pl.LazyFrame:
    """Statuses and margins; with `exact` also "unsure", where floats can't tell."""
    own = frame.collect_schema().names()
    columns = [column for target in workload.targets for column in _answer(workload, target)]
    if exact:
        columns.append(pl.any_horizontal(_unsure(workload)).alias("unsure"))
    return staged(workload, frame).select(*own, *columns)


def staged(workload: Workload, frame: pl.LazyFrame) -> pl.LazyFrame:
    """What answers rest on: whole hundredths, where a figure can't be, how far off each target is."""
    floats = [figure for figure in workload.figures if figure.floats]
    # Polars divides by a plain number by multiplying with its inverse, which is not always the nearest.
    whole = next(figure for figure in workload.figures if not figure.floats)
    nothing = pl.col(whole.name).fill_null(0) * 0.0
    frame = frame.with_columns(
        (nothing + GRID).alias("/grid"),
        *((nothing + divisor).alias(f"/{divisor}") for divisor in _divisors(workload)),
        *(pl.col(figure.name).fill_nan(None).alias(f"{figure.name}/value") for figure in floats),
    ).with_columns(
        (pl.col(f"{figure.name}/value") * GRID).round().alias(f"{figure.name}/steps") for figure in floats
    )
    ratios = [target for target in workload.targets if target.over == "whole"]
    return frame.with_columns(
        *(_wrong(workload, figure.name).alias(f"{figure.name}/wrong") for figure in workload.figures),
        *(_over_whole(workload, target).alias(f"{target.id}/over") for target in ratios),
        *(_gap(workload, target).alias(f"{target.id}/gap") for target in workload.targets),
    )


def _divisors(workload: Workload) -> set[int]:
    return {target.weight * workload.steps(target) for target in workload.targets if target.over == "base"}


def _steps(workload: Workload, name: str) -> pl.Expr:
    return pl.col(f"{name}/steps" if workload.figure(name).floats else name)


def _wrong(workload: Workload, name: str) -> pl.Expr:
    figure, steps = workload.figure(name), _steps(workload, name)
    wrong = steps < 0
    if figure.cap is not None:
        return wrong | (steps > figure.cap * figure.steps)
    return wrong | (steps == float("inf")) if figure.floats else wrong


def _top(workload: Workload, target: Target) -> pl.Expr:
    first, *others = (_steps(workload, name) for name in target.tops)
    for other in others:
        first = first + other
    return first


def _over_whole(workload: Workload, target: Target) -> pl.Expr:
    assert target.against is not None
    whole = _steps(workload, target.against)
    over = _top(workload, target) > whole
    return over if target.part else over & (whole != 0)


def _gap(workload: Workload, target: Target) -> pl.Expr:
    top = _top(workload, target)
    if target.against is None:
        return top - target.asked * workload.steps(target)
    return top * target.weight - _steps(workload, target.against) * target.asked


def conditions(workload: Workload, target: Target) -> dict[int, pl.Expr]:
    """What must hold of the staged columns for a target to be met, by the status of where it does not."""
    gap, wrong = pl.col(f"{target.id}/gap"), impossible(workload, target)
    found = {INVALID: ~wrong, NO_DATA: gap.is_not_null()}
    if target.against is not None:
        found[UNDEFINED] = _steps(workload, target.against) != 0
    return found | {NOT_MET: gap >= 0}


def impossible(workload: Workload, target: Target) -> pl.Expr:
    """Where one of its figures can't be; null where only missing figures could tell."""
    names = [*target.tops, *([target.against] if target.against else [])]
    wrong = pl.col(f"{names[0]}/wrong")
    for name in names[1:]:
        wrong = wrong | pl.col(f"{name}/wrong")
    if target.over == "whole":
        wrong = wrong | pl.col(f"{target.id}/over")
    if target.spoilt is not None:
        wrong = wrong | pl.col(f"{target.spoilt}/over").fill_null(False)
    return wrong


def margin(workload: Workload, target: Target) -> pl.Expr:
    gap, steps, known = pl.col(f"{target.id}/gap"), workload.steps(target), ~impossible(workload, target)
    if target.against is None:
        found = gap / pl.col("/grid") if steps == GRID else gap.cast(pl.Float64)
    else:
        against = _steps(workload, target.against)
        known = known & (against != 0)
        found = gap / (pl.col(f"/{target.weight * steps}") if target.over == "base" else against)
    return pl.when(known).then(found).alias(f"{target.id}__margin")


def _answer(workload: Workload, target: Target) -> tuple[pl.Expr, pl.Expr]:
    gap = pl.col(f"{target.id}/gap")
    status = pl.when(impossible(workload, target)).then(code(INVALID)).when(gap.is_null()).then(code(NO_DATA))
    if target.against is not None:
        status = status.when(_steps(workload, target.against) == 0).then(code(UNDEFINED))
    status = status.when(gap >= 0).then(code(MET)).otherwise(code(NOT_MET))
    return status.alias(f"{target.id}__status"), margin(workload, target)


def _unsure(workload: Workload) -> list[pl.Expr]:
    found = []
    for figure in workload.figures:
        if figure.floats:
            value, steps = pl.col(f"{figure.name}/value"), pl.col(f"{figure.name}/steps")
            found.append(((steps / pl.col("/grid") != value) | (value > LARGEST)).fill_null(False))
        else:
            found.append((pl.col(figure.name) > LARGEST).fill_null(False))
    return found


def code(code: int) -> pl.Expr:
    return pl.lit(code, pl.Int8)


def settled(workload: Workload, found: pl.DataFrame) -> pl.DataFrame:
    """The rows floats can't tell, in exact fractions."""
    unsure = found.drop_in_place("unsure")
    if not unsure.any():
        return found
    at = unsure.arg_true()
    answers = [judge(workload, row) for row in found[at].iter_rows(named=True)]
    for target in workload.targets:
        for place, word in enumerate(("status", "margin")):
            column = found[f"{target.id}__{word}"]
            values = pl.Series([answer[target.id][place] for answer in answers], dtype=column.dtype)
            found = found.with_columns(column.scatter(at, values))
    return found


def _prepared(run: Callable[[Workload, pl.LazyFrame], pl.DataFrame]) -> Callable[[Workload, Path], Any]:
    def prepare(workload: Workload, path: Path) -> Callable[[], pl.DataFrame]:
        frame = pl.read_parquet(path).lazy()
        return lambda: run(workload, frame)

    return prepare


def _scan(workload: Workload, path: Path) -> Callable[[], pl.DataFrame]:
    """Reading a file and nothing else."""
    return lambda: pl.scan_parquet(path).collect()


CONTENDERS = {
    "scan": Contender(_scan, read("status"), plain=True),
    "exact": Contender(
        _prepared(lambda workload, frame: settled(workload, full(workload, frame, exact=True).collect())),
        read("status"),
        read("margin"),
    ),
    "trusting": Contender(
        _prepared(lambda workload, frame: full(workload, frame, exact=False).collect()),
        read("status"),
        read("margin"),
    ),
    "bare": Contender(
        _prepared(lambda workload, frame: bare(workload, frame).collect()), read("status"), plain=True
    ),
}
