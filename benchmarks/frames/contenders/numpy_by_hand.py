"""The rules written by hand in NumPy, with all that cyxc does on pandas: blocks that stay in the cache."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from exact import judge

from contenders import Contender
from contenders.ours import read
from rules import GRID, INVALID, LARGEST, MET, NO_DATA, NOT_MET, UNDEFINED, Target, Workload

BLOCK = 65_536  # the fastest of 8,192 to 262,144 on the machine of the tables


def judged(workload: Workload, frame: pd.DataFrame) -> pd.DataFrame:
    rows = len(frame)
    columns = {figure.name: frame[figure.name].to_numpy() for figure in workload.figures}
    codes = {target.id: np.empty(rows, np.int8) for target in workload.targets}
    margins = {target.id: np.empty(rows) for target in workload.targets}
    unsure = np.empty(rows, np.bool_)

    def one(start: int) -> None:
        at = slice(start, min(start + BLOCK, rows))
        with np.errstate(all="ignore"):
            steps, wrong, unsure[at] = _steps(workload, {name: c[at] for name, c in columns.items()})
            _block(
                workload,
                steps,
                wrong,
                {k: c[at] for k, c in codes.items()},
                {k: m[at] for k, m in margins.items()},
            )

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one, range(0, rows, BLOCK)))
    for index in np.flatnonzero(unsure):
        row = {name: column[index].item() for name, column in columns.items()}
        for id_, (code, margin) in judge(workload, row).items():
            codes[id_][index], margins[id_][index] = code, np.nan if margin is None else margin
    found = {f"{id_}__status": code for id_, code in codes.items()}
    found |= {f"{id_}__margin": margin for id_, margin in margins.items()}
    return pd.concat([frame, pd.DataFrame(found, index=frame.index, copy=False)], axis=1)


def _steps(workload: Workload, columns: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], Any]:
    """Hundredths as floats, NaN for what is missing; where a figure can't be; where floats can't tell."""
    steps, wrong, unsure = {}, {}, None
    for figure in workload.figures:
        value = columns[figure.name].astype(np.float64, copy=False)
        m = np.rint(value * GRID) if figure.floats else value
        doubt = value > LARGEST
        bad = m < 0
        if figure.floats:
            doubt |= (m / GRID != value) & (value == value)
        elif columns[figure.name].dtype.kind == "f":
            # With gaps in it pandas keeps a count in floats, which need not be whole.
            bad |= (np.rint(value) != value) & (value == value)
        if figure.cap is not None:
            bad |= m > figure.cap * figure.steps
        steps[figure.name], wrong[figure.name] = m, bad if bad.any() else None
        unsure = doubt if unsure is None else unsure | doubt
    return steps, wrong, unsure


def _block(workload: Workload, steps: Any, wrong: Any, codes: Any, margins: Any) -> None:
    over = {target.id: _over(target, steps) for target in workload.targets if target.over == "whole"}
    for target in workload.targets:
        top = _top(target, steps)
        against = None if target.against is None else steps[target.against]
        if against is None:
            gap, divisor = top - target.asked * workload.steps(target), workload.steps(target)
        else:
            gap = top * target.weight - against * target.asked
            divisor = target.weight * workload.steps(target) if target.over == "base" else against
        code, margin = codes[target.id], margins[target.id]
        np.add(gap >= 0, NOT_MET, out=code, dtype=np.int8, casting="unsafe")
        np.divide(gap, divisor, out=margin)
        if against is not None:
            zero = against == 0
            if zero.any():
                np.putmask(code, zero, UNDEFINED)
                np.putmask(margin, zero, np.nan)
        np.putmask(code, np.isnan(gap), NO_DATA)
        names = [*target.tops, *([target.against] if target.against else [])]
        for bad in (*(wrong[name] for name in names), over.get(target.id), over.get(target.spoilt or "")):
            if bad is not None:
                np.putmask(code, bad, INVALID)
                np.putmask(margin, bad, np.nan)


def _top(target: Target, steps: Any) -> Any:
    first, *others = (steps[name] for name in target.tops)
    for other in others:
        first = first + other
    return first


def _over(target: Target, steps: Any) -> Any:
    assert target.against is not None
    whole = steps[target.against]
    over = _top(target, steps) > whole
    if not target.part:
        over &= whole != 0
    return over if over.any() else None


def _prepare(workload: Workload, path: Path) -> Callable[[], pd.DataFrame]:
    frame = pd.read_parquet(path)
    return lambda: judged(workload, frame)


CONTENDERS = {"exact": Contender(_prepare, read("status"), read("margin"))}
assert MET == NOT_MET + 1
