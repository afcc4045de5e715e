"""Dated figures put together over the time each target asks for: values for every piece of it."""

from datetime import date
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta

from cyxc.data.cells import Fault
from cyxc.errors import DataError, Problem
from cyxc.evaluate.accumulate import (
    NOTHING,
    Accumulated,
    Clash,
    clashes,
    flow,
    rate,
    standing,
    stock,
)
from cyxc.evaluate.links import Report
from cyxc.evaluate.plan import Node, Plan
from cyxc.evaluate.ranges import Range
from cyxc.evaluate.read import Dated
from cyxc.evaluate.spans import Span
from cyxc.evaluate.values import Values, enter, finish
from cyxc.rules.occasions import Period
from cyxc.rules.periods import years_before
from cyxc.rules.status import INVALID, NO_DATA

STALE_AFTER = 12
"""Months after which a stock is too old, unless the caller says otherwise (design: twelve)."""

MOST_MONTHS = 1200
"""The most months a stock may be old: a century."""


@attrs.frozen(eq=False)
class Piece:
    """A piece of a target's time, None where figures carry no period, and what everything comes to in it."""

    period: Period | None
    values: Values


def timed(
    plan: Plan, values: Values, dated: Dated, as_of: date | None, stale_after: int
) -> tuple[tuple[Piece, ...], ...]:
    """For each of the plan's spans, its pieces.

    Raises `DataError` where reports overlap, contradict one another or were made twice.
    """
    if not dated.keys:
        finish(plan, values)
        return ((Piece(None, values),),) * len(plan.spans)
    reports = _standing(plan, dated, as_of)
    made = [_pieces(plan, values, span, reports, dated, as_of, stale_after) for span in plan.spans]
    finish(plan, values)
    return tuple(made)


def _standing(plan: Plan, dated: Dated, as_of: date | None) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    problems: list[Problem] = []
    for key, reports in dated.reports.items():
        kept, twice = standing(one for one in reports if as_of is None or _seen_by(one, as_of))
        found[key] = kept
        node = plan.node(key)
        more = clashes(kept, signed=node.signed) if node.indicator.kind == "flow" else []
        problems.extend(_problem(key, clash) for clash in (*twice, *more))
    if problems:
        raise DataError(problems)
    return found


def _seen_by(report: Report, as_of: date) -> bool:
    """What was reported later, or runs to a later day, could not be seen at the date."""
    on = report.seen.reported_on
    return report.period.last <= as_of and (on is None or on <= as_of.isoformat())


def _problem(key: str, clash: Clash) -> Problem:
    said = [f"{one.seen.period} {one.seen.value}" for one in clash.reports]
    places = [one.seen.where.say() for one in clash.reports]
    shown = [f"{text} ({place})" if place else text for text, place in zip(said, places, strict=True)]
    details = {"name": key, "first": ", ".join(shown[:-1]), "second": shown[-1]}
    return Problem(clash.code, details, clash.reports[-1].seen.where)


def _pieces(
    plan: Plan,
    values: Values,
    span: Span,
    reports: dict[str, list[Report]],
    dated: Dated,
    as_of: date | None,
    stale_after: int,
) -> tuple[Piece, ...]:
    periods = span.pieces
    each = [_figures(plan, period, reports, as_of, stale_after) for period in periods]
    if span.years == "mean":
        whole = Period(periods[0].first, periods[-1].last)
        found = _means(plan, each, pending=as_of is not None and as_of < whole.last)
        return (_piece(plan, values, whole, found, _faults(dated, whole, as_of), averaged=True),)
    return tuple(
        _piece(plan, values, period, found, _faults(dated, period, as_of))
        for period, found in zip(periods, each, strict=True)
    )


def _piece(
    plan: Plan,
    values: Values,
    period: Period,
    found: dict[str, Accumulated],
    faulty: dict[str, Fault],
    *,
    averaged: bool = False,
) -> Piece:
    slots, faults, ranges = list(values.slots), dict(values.faults), dict(values.ranges)
    made = Values(slots, faults, values.given, ranges, found, averaged)
    for key, sum_ in found.items():
        node = plan.node(key)
        if sum_.value is not None:
            enter(node, sum_.value.as_integer_ratio(), made)
        elif sum_.proven is not None:
            made.ranges[node.slot] = Range(sum_.proven, None, NO_DATA)
    for key, fault in faulty.items():
        made.slots[plan.node(key).slot] = INVALID
        made.faults[plan.node(key).slot] = fault
    finish(plan, made)
    return Piece(period, made)


def _figures(
    plan: Plan,
    period: Period,
    reports: dict[str, list[Report]],
    as_of: date | None,
    stale_after: int,
) -> dict[str, Accumulated]:
    """What the reports of each key come to over a piece; a year before may come from the reports of then."""
    found: dict[str, Accumulated] = {}
    for node in plan.nodes:
        own, shifted = reports.get(node.key), node.role is not None and node.back is not None
        if own is None and shifted:
            own = reports.get(node.indicator.id)
        if own is None:
            continue
        if not shifted:
            found[node.key] = _accumulated(node, own, period, as_of, stale_after)
            continue
        # A reference is put together as far as its own year's figure is: the same months of both years.
        current = found.get(node.indicator.id)
        until = period.last if as_of is None else min(period.last, as_of)
        if current is not None and current.through is not None and node.indicator.kind == "flow":
            until = current.through
        if until >= period.first:
            then = years_before(Period(period.first, until), node.back or 1)
            found[node.key] = _accumulated(node, own, then, None, stale_after)
    return found


def _accumulated(
    node: Node, reports: list[Report], period: Period, as_of: date | None, stale_after: int
) -> Accumulated:
    kind = node.indicator.kind
    if kind == "flow":
        return flow(reports, period, as_of, signed=node.signed)
    if kind == "stock":
        day = period.last if as_of is None else min(period.last, as_of)
        return stock(reports, day, day - relativedelta(months=stale_after))
    return rate(reports, period, as_of)


def _means(plan: Plan, each: list[dict[str, Accumulated]], *, pending: bool) -> dict[str, Accumulated]:
    """The mean of what each year came to; where some is missing, of a flow the least it can be.

    While the time is still running, years of which nothing was reported yet are left out at its end.
    """
    found: dict[str, Accumulated] = {}
    for key in {key for one in each for key in one}:
        years = [one.get(key, NOTHING) for one in each]
        while pending and len(years) > 1 and years[-1].value is None and years[-1].proven is None:
            years.pop()
        known = [year.value for year in years if year.value is not None]
        used = tuple(report for year in years for report in year.reports)
        gaps = tuple(gap for year in years for gap in year.gaps)
        if len(known) == len(years):
            mean = sum(known, Fraction(0)) / len(years)
            found[key] = Accumulated(mean, used, years[-1].through)
            continue
        node = plan.node(key)
        least = sum((year.value or year.proven or Fraction(0) for year in years), Fraction(0)) / len(years)
        counts = node.indicator.kind == "flow" and not node.signed
        found[key] = Accumulated(None, used, proven=least if counts else None, gaps=gaps)
    return found


def _faults(dated: Dated, period: Period, as_of: date | None) -> dict[str, Fault]:
    """The figures that can't be, of days inside a piece."""
    return {
        key: fault
        for key, several in dated.faulty.items()
        for days, fault in several
        if days.first <= period.last and period.first <= days.last and (as_of is None or days.last <= as_of)
    }
