"""One row judged in exact fractions, by hand: what every contender is compared with.

The hand-written contenders also settle by it the few rows that floats can't tell.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from typing import Any

from rules import INVALID, MET, NO_DATA, NOT_MET, UNDEFINED, Figure, Target, Workload

Answer = tuple[int, float | None]
"""A status code and the float nearest to the margin."""


def judge(workload: Workload, row: Mapping[str, Any]) -> dict[str, Answer]:
    """Every target's status and margin."""
    return {target.id: _judge(workload, target, row) for target in workload.targets}


def _figure(figure: Figure, value: Any) -> Fraction | str | None:
    """A figure, None where there is none, "invalid" where it can't be."""
    if value is None or value != value:
        return None
    if isinstance(value, float) and not isfinite(value):
        return "invalid"
    number = Fraction(str(value))
    wrong = number < 0 or (figure.cap is not None and number > figure.cap)
    return "invalid" if wrong or (not figure.floats and number.denominator != 1) else number


def _judge(workload: Workload, target: Target, row: Mapping[str, Any]) -> Answer:
    names = [*target.tops, *([target.against] if target.against else [])]
    figures = [_figure(workload.figure(name), row[name]) for name in names]
    spoilt = target.spoilt and _over_whole(
        workload, next(t for t in workload.targets if t.id == target.spoilt), row
    )
    if "invalid" in figures or spoilt or _over_whole(workload, target, row):
        return INVALID, None
    if None in figures:
        return NO_DATA, None
    numbers = [Fraction(number) for number in figures if isinstance(number, Fraction)]
    top = sum(numbers[: len(target.tops)])
    if target.against is None:
        gap, over = top - target.asked, Fraction(1)
    elif numbers[-1] == 0:
        return UNDEFINED, None
    else:
        gap = target.weight * top - target.asked * numbers[-1]
        over = Fraction(target.weight) if target.over == "base" else numbers[-1]
    return MET if gap >= 0 else NOT_MET, float(gap / over)


def _over_whole(workload: Workload, target: Target, row: Mapping[str, Any]) -> bool:
    """Whether a ratio is known to be more than its whole."""
    if target.over != "whole" or target.against is None:
        return False
    figures = [_figure(workload.figure(name), row[name]) for name in (*target.tops, target.against)]
    *tops, whole = (figure if isinstance(figure, Fraction) else None for figure in figures)
    if whole is None or None in tops or (whole == 0 and not target.part):
        return False
    return sum(top for top in tops if top is not None) > whole
