"""Means of years: a flow's whole over the number of years, a stock's mean of what each year ended with."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from cyxc.evaluate.accumulate import NOTHING, Accumulated
from cyxc.evaluate.clock import Clock
from cyxc.evaluate.plan import Plan
from cyxc.rules.occasions import Period


def means(
    plan: Plan,
    years: Sequence[Period],
    each: Sequence[Mapping[str, Accumulated]],
    whole: Mapping[str, Accumulated],
    clock: Clock,
) -> dict[str, Accumulated]:
    """The mean of each key over some years, from what it came to in `each` of them and in the `whole`.

    While the time is still running, years of which nothing was reported yet are left out at its end. Rates
    of years have no mean without their parts: those are put together first and divided last.
    """
    found: dict[str, Accumulated] = {}
    for key in {key for one in (*each, whole) for key in one}:
        node = plan.node(key)
        kind = node.indicator.kind
        if node.role == "baseline":
            found[key] = each[0].get(key, NOTHING)
        elif kind == "flow":
            found[key] = _of_flow(whole.get(key, NOTHING), years, clock)
        elif kind == "stock":
            known = [one.get(key, NOTHING) for one in each]
            found[key] = _of_years(known, pending=clock.before(years[-1].last))
    return found


def least(plan: Plan, years: Sequence[Period], whole: Mapping[str, Accumulated]) -> dict[str, Accumulated]:
    """The least the means of flows can still be at the end: what came in so far, over all the years."""
    found: dict[str, Accumulated] = {}
    for key, sum_ in whole.items():
        node, sofar = plan.node(key), sum_.proven if sum_.value is None else sum_.value
        if node.indicator.kind == "flow" and not node.signed and sofar is not None:
            found[key] = Accumulated(None, sum_.reports, proven=sofar / len(years))
    return found


def _of_flow(whole: Accumulated, years: Sequence[Period], clock: Clock) -> Accumulated:
    """What came in over all the years, a year; with a gap the least that can be."""
    count = len(years)
    if clock.before(years[-1].last):
        through = [whole.through] if whole.through is not None else []
        last = max([*through, *(report.period.last for report in whole.reports)], default=years[0].first)
        count = max(1, sum(year.first <= last for year in years))
    value = None if whole.value is None else whole.value / count
    proven = None if whole.proven is None else whole.proven / count
    return attrs.evolve(whole, value=value, proven=proven)


def _of_years(years: list[Accumulated], *, pending: bool) -> Accumulated:
    """The mean of what the years came to, where each is known."""
    while pending and len(years) > 1 and years[-1].value is None and years[-1].fault is None:
        years = years[:-1]
    wrong = next((year for year in years if year.fault is not None), None)
    if wrong is not None:
        return wrong
    known = [year.value for year in years if year.value is not None]
    used = tuple(report for year in years for report in year.reports)
    if len(known) < len(years):
        return Accumulated(None, used)
    return Accumulated(sum(known, Fraction(0)) / len(years), used, years[-1].through)
