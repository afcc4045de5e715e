"""Figures of many periods put together: what one indicator came to over a span of days.

A flow's figures are known differences between two days: a month's own figure lies between its eve and its
last day, a running figure between the eve of its start and the day it runs to. Whatever these differences
connect is known; where they close a circle they have to agree.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs

from cyxc.data.observation import Observation
from cyxc.rules.occasions import Period

_DAY = timedelta(days=1)


@attrs.frozen
class Report:
    """One dated figure: the days it is for, its value in the indicator's own unit, and who said it."""

    period: Period
    value: Fraction
    seen: Observation

    @property
    def eve(self) -> date:
        """The day before it begins."""
        return self.period.first - _DAY


@attrs.frozen
class Clash:
    """Reports that can't all be right: `code` is that of a problem."""

    code: str
    reports: tuple[Report, ...]


@attrs.frozen
class Accumulated:
    """What an indicator came to over a span, as far as it is known.

    `value` is None where it is not; `proven` is then the least it can be, for a flow that can't fall.
    `through` is the last day it is known for, `gaps` the days of the span nothing was reported for, `stale`
    the day of a stock that is too old.
    """

    value: Fraction | None
    reports: tuple[Report, ...] = ()
    through: date | None = None
    proven: Fraction | None = None
    gaps: tuple[Period, ...] = ()
    stale: date | None = None


NOTHING = Accumulated(None)


def standing(reports: Iterable[Report]) -> tuple[list[Report], list[Clash]]:
    """The reports that stand: of one period and kind final beats provisional, then the later report wins."""
    same: dict[tuple[Period, bool], list[Report]] = {}
    for report in reports:
        same.setdefault((report.period, report.seen.cumulative), []).append(report)
    kept: list[Report] = []
    clashes: list[Clash] = []
    for several in same.values():
        best = max(_rank(report) for report in several)
        first = [report for report in several if _rank(report) == best]
        kept.append(first[0])
        if len(first) > 1:
            clashes.append(Clash("reported-twice", tuple(first)))
    return kept, clashes


def _rank(report: Report) -> tuple[bool, str]:
    return not report.seen.provisional, report.seen.reported_on or ""


def clashes(reports: Sequence[Report], *, signed: bool) -> list[Clash]:
    """What can't all be right in the reports of a flow: overlaps, sums that disagree, a total that falls."""
    found = list(_overlaps([report for report in reports if not report.seen.cumulative]))
    links = _Links()
    for report in sorted(reports, key=lambda one: (one.period.last, one.period.first)):
        known = links.between(report.eve, report.period.last)
        if known is None:
            links.add(report)
        elif known[0] != report.value:
            found.append(Clash("reports-disagree", (*known[1], report)))
    return found if signed else found + list(_falls(reports))


def _overlaps(own: list[Report]) -> Iterable[Clash]:
    for i, one in enumerate(own):
        for other in own[i + 1 :]:
            first, second = sorted((one, other), key=lambda report: report.period)
            inside = second.period.last <= first.period.last or first.period.first == second.period.first
            if second.period.first <= first.period.last and not inside:
                yield Clash("reports-overlap", (first, second))


def _falls(reports: Sequence[Report]) -> Iterable[Clash]:
    running: dict[date, list[Report]] = {}
    for report in reports:
        if report.seen.cumulative:
            running.setdefault(report.period.first, []).append(report)
    for several in running.values():
        ordered = sorted(several, key=lambda report: report.period.last)
        for earlier, later in pairwise(ordered):
            if later.value < earlier.value:
                yield Clash("running-falls", (earlier, later))


def flow(reports: Sequence[Report], span: Period, as_of: date | None, *, signed: bool) -> Accumulated:
    """What a flow came to over a span; before its end, as far as it was reported by then."""
    links = _Links()
    for report in reports:
        links.add(report)
    eve = span.first - _DAY
    ends = [span.last] if as_of is None or as_of >= span.last else links.days_up_to(as_of)
    for end in sorted((day for day in ends if day > eve), reverse=True):
        known = links.between(eve, end)
        if known is not None:
            return Accumulated(known[0], known[1], through=end)
    last = span.last if as_of is None else min(span.last, as_of)
    return _partly(links, Period(span.first, last), signed=signed)


def _partly(links: "_Links", span: Period, *, signed: bool) -> Accumulated:
    """The most that is known inside a span, in pieces that do not overlap, and the gaps between them."""
    days = sorted({span.first - _DAY, span.last, *links.days_within(span)})
    best: list[tuple[Fraction, int, tuple[tuple[date, date, tuple[Report, ...]], ...]]] = []
    for i, day in enumerate(days):
        chosen = best[i - 1] if i else (Fraction(0), 0, ())
        for j in range(i):
            known = links.between(days[j], day)
            if known is not None and (signed or known[0] >= 0):
                covered = best[j][1] + (day - days[j]).days
                option = (best[j][0] + known[0], covered, (*best[j][2], (days[j], day, known[1])))
                if (option[1], option[0]) > (chosen[1], chosen[0]):
                    chosen = option
        best.append(chosen)
    total, covered, pieces = best[-1]
    if not covered:
        return NOTHING
    gaps, at = [], span.first
    for start, end, _ in pieces:
        if start + _DAY > at:
            gaps.append(Period(at, start))
        at = end + _DAY
    if at <= span.last:
        gaps.append(Period(at, span.last))
    used = tuple(report for _, _, reports in pieces for report in reports)
    return Accumulated(None, used, proven=None if signed else total, gaps=tuple(gaps))


def stock(reports: Sequence[Report], day: date, oldest: date) -> Accumulated:
    """What a stock stood at on a day: the last report by then, unless it is older than `oldest`."""
    known = [report for report in reports if report.period.last <= day]
    if not known:
        return NOTHING
    last = max(known, key=lambda report: report.period.last)
    if last.period.last < oldest:
        return Accumulated(None, (last,), stale=last.period.last)
    return Accumulated(last.value, (last,), through=last.period.last)


def rate(reports: Sequence[Report], span: Period, as_of: date | None) -> Accumulated:
    """A rate reported whole: that of just this span, or before its end the latest that runs from its start.

    Rates of shorter periods are never put together.
    """
    known = [report for report in reports if report.period.first == span.first]
    if as_of is None or as_of >= span.last:
        known = [report for report in known if report.period.last == span.last]
    else:
        known = [report for report in known if report.period.last <= as_of]
    if not known:
        return NOTHING
    last = max(known, key=lambda report: report.period.last)
    return Accumulated(last.value, (last,), through=last.period.last)


class _Links:
    """Days with the known differences between them."""

    def __init__(self) -> None:
        self._from: dict[date, list[tuple[date, Fraction, Report]]] = {}

    def add(self, report: Report) -> None:
        """A report as the difference between its eve and its last day."""
        self._from.setdefault(report.eve, []).append((report.period.last, report.value, report))
        self._from.setdefault(report.period.last, []).append((report.eve, -report.value, report))

    def between(self, start: date, end: date) -> tuple[Fraction, tuple[Report, ...]] | None:
        """The difference between two days by the fewest reports, and these; None where nothing connects."""
        reached: dict[date, tuple[Fraction, tuple[Report, ...]]] = {start: (Fraction(0), ())}
        waiting = [start]
        while waiting and end not in reached:
            day = waiting.pop(0)
            value, path = reached[day]
            for other, step, report in self._from.get(day, ()):
                if other not in reached:
                    reached[other] = (value + step, (*path, report))
                    waiting.append(other)
        return reached.get(end)

    def days_up_to(self, last: date) -> list[date]:
        """The days something is known at."""
        return [day for day in self._from if day <= last]

    def days_within(self, span: Period) -> list[date]:
        """The days inside a span that something is known at."""
        return [day for day in self._from if span.first <= day <= span.last]
