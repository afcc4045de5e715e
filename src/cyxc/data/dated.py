"""Figures with a period: the days they are for, several of one indicator, and the same one told twice."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from cyxc.data.observation import KEYS, Observation, observation
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem
from cyxc.rules.dates import out_of_range
from cyxc.rules.occasions import Period
from cyxc.rules.periods import names_both_ends, parse_period

_BEGINS_WITH_YEAR = re.compile(r"\s*\d{4}")

MOST_DATED = 50_000
"""No place has more dated figures in one file."""


def dated(seen: Observation) -> tuple[Period, Observation]:
    """The days a dated observation is for, and the observation with its day of report as in 2014-05-01.

    Raises `DataError` with all that is wrong: a period or a day that can't be read, a running figure whose
    period does not say from when it runs (2014-05: May, or January to May? 2014: that year, or all years of
    a plan up to it?).
    """
    assert seen.period is not None
    problems: list[Problem] = []
    details = {"name": seen.key, "period": shown(seen.period)}
    period = None
    try:
        period = parse_period(seen.period)
    except ValueError:
        problems.append(Problem("bad-period", details, seen.where))
    outside = None if period is None else out_of_range(period.first.year, period.last.year, where=seen.where)
    problems += [] if outside is None else [outside]
    if period is not None and seen.cumulative and not names_both_ends(seen.period):
        problems.append(Problem("running-since-when", details, seen.where))
    try:
        seen = with_day(seen)
    except DataError as error:
        problems += error.problems
    if problems or period is None:
        raise DataError(problems)
    return period, seen


def with_day(seen: Observation) -> Observation:
    """The observation with its day of report as in 2014-05-01; `DataError` for what is no day."""
    day = day_of(seen.reported_on) if seen.reported_on else None
    if seen.reported_on and day is None:
        raise DataError(
            Problem("report-day", {"name": seen.key, "text": shown(seen.reported_on)}, seen.where)
        )
    return seen if day == seen.reported_on else attrs.evolve(seen, reported_on=day)


def reported_by(seen: Observation, day: date | None) -> bool:
    """Whether a figure had been reported by a day: without a day, or one of report, it had."""
    return day is None or (seen.reported_on or "") <= day.isoformat()


def day_of(text: str) -> str | None:
    """The one day a text names, as in 2014-05-01; None where it names none or several."""
    try:
        period = parse_period(text)
    except ValueError:
        return None
    return str(period.first) if period.first == period.last else None


def each_figure(value: object) -> Iterator[tuple[tuple[str | int, ...], str | None, Any]]:
    """The figures handed in under one name: the way to each, its period where the way says it, itself.

    `{2014-01: 120, 2014-02: 130}` is two figures, and so is a list of two observations; anything else one.
    """
    if _is_list(value):
        yield from (((i,), None, one) for i, one in enumerate(value))  # type: ignore[arg-type,var-annotated]
    elif isinstance(value, Mapping) and _by_period(value):
        for key, under in value.items():
            period = str(key)
            if _is_list(under):
                yield from (((period, i), period, one) for i, one in enumerate(under))
            else:
                yield (period,), period, under
    else:
        yield (), None, value


def figure_of(name: str, value: object, period: str | None, where: Location) -> Observation:
    """One of `each_figure` as an observation; `DataError` for all that is wrong with it."""
    seen = observation(name, value, where)
    if period is None:
        return seen
    if seen.period not in (None, period):
        details = {"name": shown(name), "first": shown(period), "second": shown(seen.period)}
        raise DataError(Problem("two-periods", details, where))
    return attrs.evolve(seen, period=period)


def rank(seen: Observation) -> tuple[bool, str]:
    """Which of several reports of one figure stands: final beats provisional, then the later report wins."""
    return not seen.provisional, seen.reported_on or ""


def foremost(several: Sequence[Observation]) -> list[Observation]:
    """Of reports of one figure those no other outranks: one, unless nothing tells them apart."""
    best = max(map(rank, several))
    return [one for one in several if rank(one) == best]


def said(seen: Observation) -> str:
    """A figure as problems name it: its period, its value, and where it stands."""
    place = seen.where.say()
    text = str(seen.value) if seen.period is None else f"{seen.period} {seen.value}"
    return f"{text} ({place})" if place else text


def told_twice(seen: Iterable[tuple[Period, Observation]]) -> Iterator[Problem]:
    """Dated observations of one indicator that nothing tells apart; the rule is that of the evaluation."""
    same: dict[tuple[str, Period, bool], list[Observation]] = {}
    for period, one in seen:
        same.setdefault((one.key, period, one.cumulative), []).append(one)
    for several in same.values():
        first = foremost(several)
        if len(first) > 1:
            *before, last = map(said, first)
            details = {"name": first[0].key, "first": ", ".join(before), "second": last}
            yield Problem("reported-twice", details, first[-1].where)


def _is_list(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, Mapping | Observation) for one in value)
    )


def _by_period(value: Mapping[Any, Any]) -> bool:
    """Whether keys are meant as periods, if only one that can't be, rather than those of one observation."""
    if any(key in KEYS or not isinstance(key, str | int | date) for key in value):
        return False
    return any(_BEGINS_WITH_YEAR.match(str(key)) for key in value)
