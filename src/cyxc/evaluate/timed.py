"""Dated figures put together over the time each target asks for: values for every piece of it."""

from datetime import date
from fractions import Fraction

import attrs

from cyxc.errors import DataError, Problem
from cyxc.evaluate.accumulate import NOTHING, Accumulated, Clash, clashes, standing
from cyxc.evaluate.bases import base
from cyxc.evaluate.clock import Clock, accumulated
from cyxc.evaluate.links import Report
from cyxc.evaluate.plan import Node, Plan
from cyxc.evaluate.ranges import Range
from cyxc.evaluate.read import Dated
from cyxc.evaluate.spans import Span
from cyxc.evaluate.values import Values, enter, finish
from cyxc.reached import reached
from cyxc.rules.occasions import Period
from cyxc.rules.status import NO_DATA

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
    """For each target the pieces of its time; where none of its figures is dated, what they come to.

    Raises `DataError` where reports overlap, contradict one another or were made twice.
    """
    if not dated:
        finish(plan, values)
        return ((Piece(None, values),),) * len(plan.leaves)
    reports, clock = _standing(plan, dated, as_of), Clock(as_of, stale_after)
    slots = {plan.slots[key] for key in reports if key in plan.slots}
    made = [_pieces(plan, values, span, reports, clock) for span in plan.spans]
    finish(plan, values)
    undated = (Piece(None, values),)
    return tuple(undated if slots.isdisjoint(leaf.rests) else made[leaf.span] for leaf in plan.leaves)


def _standing(plan: Plan, dated: Dated, as_of: date | None) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    problems: list[Problem] = []
    for key, reports in dated.items():
        indicator = plan.scheme.indicators[key.partition("@")[0]]
        seen = [one for one in reports if as_of is None or _seen_by(one, as_of)]
        found[key], several = standing(seen, indicator.kind)
        if indicator.kind == "flow":
            good = [report for report in found[key] if report.fault is None]
            several += clashes(good, signed=indicator.signed)
        problems.extend(_problem(key, clash) for clash in several)
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
    plan: Plan, values: Values, span: Span, reports: dict[str, list[Report]], clock: Clock
) -> tuple[Piece, ...]:
    periods = span.pieces
    clock = attrs.evolve(clock, inside=span.years != "whole")
    each = [_figures(plan, values, period, reports, clock) for period in periods]
    if span.years == "mean":
        whole = Period(periods[0].first, periods[-1].last)
        found = _means(plan, each, pending=clock.before(whole.last))
        return (_piece(plan, values, whole, found, averaged=True),)
    made = []
    for period, found in zip(periods, each, strict=True):
        piece = _piece(plan, values, period, found)
        if clock.before(period.last):
            _align(plan, values, piece, reports, clock)
        made.append(piece)
    return tuple(made)


def _align(plan: Plan, values: Values, piece: Piece, reports: dict[str, list[Report]], clock: Clock) -> None:
    """A rate under way is that of the time all its flows are known for, not of half a year over a quarter."""
    assert piece.period is not None
    made: dict[date, Values] = {}
    now = piece.values
    signed = [node for node in plan.sums if node.signed]
    for node in (*signed, *(node for node, _, _ in plan.rates)):
        known = [now.sums.get(plan.nodes[slot].key) for slot in _flows(plan, node)]
        through = {one.through for one in known if one is not None and one.through is not None}
        if len(through) < 2:
            continue
        common = min(through)
        if common not in made:
            found = _figures(plan, values, piece.period, reports, attrs.evolve(clock, as_of=common))
            made[common] = _piece(plan, values, piece.period, found).values
        now.slots[node.slot] = made[common].slots[node.slot]
        now.faults.pop(node.slot, None)
        if node.slot in made[common].faults:
            now.faults[node.slot] = made[common].faults[node.slot]


def _flows(plan: Plan, node: Node) -> list[int]:
    """The slots of the flows something rests on that are handed in."""
    parts = [plan.nodes[slot] for slot in reached(node.slots, lambda slot: plan.nodes[slot].slots)]
    return [part.slot for part in parts if not part.slots and part.indicator.kind == "flow"]


def _piece(
    plan: Plan,
    values: Values,
    period: Period,
    found: dict[str, Accumulated],
    *,
    averaged: bool = False,
) -> Piece:
    slots, faults, ranges = list(values.slots), dict(values.faults), dict(values.ranges)
    made = Values(slots, faults, values.given, ranges, found, averaged, _days(plan, found))
    for key, sum_ in found.items():
        node = plan.node(key)
        if sum_.fault is not None:
            enter(node, sum_.fault, made)
        elif sum_.value is not None:
            enter(node, sum_.value.as_integer_ratio(), made)
        elif sum_.proven is not None:
            made.ranges[node.slot] = Range(sum_.proven, None, NO_DATA)
    finish(plan, made)
    return Piece(period, made)


def _figures(
    plan: Plan,
    values: Values,
    period: Period,
    reports: dict[str, list[Report]],
    clock: Clock,
) -> dict[str, Accumulated]:
    """What the reports of each key come to over a piece; a year before may come from the reports of then."""
    found: dict[str, Accumulated] = {}
    for node in plan.nodes:
        own = reports.get(node.key)
        if node.role is None or node.back is None:
            if own is not None:
                found[node.key] = accumulated(node, own, period, clock)
            continue
        past = base(node, values, period, reports, clock, found.get(node.indicator.id))
        if past is not None:
            found[node.key] = past
    return found


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
        if len(known) == len(years) and all(year.fault is None for year in years):
            mean = sum(known, Fraction(0)) / len(years)
            found[key] = Accumulated(mean, used, years[-1].through)
            continue
        wrong = next((year for year in years if year.fault is not None), None)
        if wrong is not None:
            found[key] = wrong
            continue
        node = plan.node(key)
        least = sum((year.value or year.proven or Fraction(0) for year in years), Fraction(0)) / len(years)
        counts = node.indicator.kind == "flow" and not node.signed
        found[key] = Accumulated(None, used, proven=least if counts else None, gaps=gaps)
    return found


def _days(plan: Plan, found: dict[str, Accumulated]) -> dict[int, frozenset[date]]:
    """The last days the flows and stocks are known for that each figure rests on."""
    days: dict[int, frozenset[date]] = {}
    for node in plan.ordered:
        own = found.get(node.key)
        through = frozenset([own.through] if own is not None and own.through is not None else [])
        days[node.slot] = through.union(*(days[slot] for slot in node.slots))
    return days
