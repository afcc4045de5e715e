"""What the reports of one indicator come to over a piece of time, as far as they could be seen at a date."""

from datetime import date

import attrs
from dateutil.relativedelta import relativedelta

from cyxc.evaluate.accumulate import Accumulated, flow, rate, stock
from cyxc.evaluate.links import Report
from cyxc.evaluate.nodes import Node
from cyxc.rules.occasions import Period
from cyxc.rules.periods import years_before


@attrs.frozen
class Clock:
    """The date asked about, and how old a stock may be: so many months, or no older than its piece."""

    as_of: date | None
    stale_after: int
    inside: bool = False

    def before(self, day: date) -> bool:
        """Whether a day is still to come."""
        return self.as_of is not None and self.as_of < day

    def last(self, period: Period) -> date:
        """The last day of a period that has been."""
        return period.last if self.as_of is None else min(period.last, self.as_of)

    def oldest(self, period: Period) -> date:
        """The first day a stock may be of."""
        months = self.last(period) - relativedelta(months=self.stale_after)
        return max(months, period.first) if self.inside else months


def accumulated(node: Node, reports: list[Report], period: Period, clock: Clock) -> Accumulated:
    """What reports come to over a period; a figure that can't be makes what rests on it one that can't."""
    good, kind = [report for report in reports if report.fault is None], node.told_as
    last = clock.last(period)
    if kind == "flow":
        found = flow(good, period, clock.as_of, signed=node.signed)
    elif kind == "stock":
        found = stock(good, last, clock.oldest(period))
    else:
        found = rate(good, period, clock.as_of)
    wrong = tuple(one for one in reports if one.fault is not None and _bears(one, kind, period, last, found))
    return Accumulated(None, wrong, fault=wrong[0].fault) if wrong else found


def baseline(node: Node, reports: list[Report], period: Period) -> Accumulated:
    """What a place started from: the last report, however old; of a flow, of days like those of `period`."""
    last = max((report.period for report in reports), key=lambda one: (one.last, one.last - one.first))
    years = max(0, period.last.year - last.last.year)
    then = years_before(period, years) if node.told_as == "flow" else last
    return accumulated(node, reports, then, Clock(None, stale_after=0))


def _bears(report: Report, kind: str, period: Period, last: date, found: Accumulated) -> bool:
    """Whether a figure that can't be is one of those a sum, a stock or a rate rests on."""
    days = report.period
    if kind == "flow":
        return days.first <= last and period.first <= days.last
    if kind == "stock":
        return days.last <= last and (found.through is None or found.through <= days.last)
    return days.first == period.first and days.last <= last
