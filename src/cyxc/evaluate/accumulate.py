"""Figures of many periods put together: what one indicator came to over a span of days.

A flow's figures are known differences between two days: a month's own figure lies between its eve and its
last day, a running figure between the eve of its start and the day it runs to. Whatever these differences
connect is known; where they close a circle they have to agree.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from cyxc.data.cells import Fault
from cyxc.data.dated import rank
from cyxc.evaluate.links import DAY, Links, Report
from cyxc.model.indicator import Kind
from cyxc.rules.occasions import Period


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
    fault: Fault | None = None
    """Why a figure it rests on can't be."""


NOTHING = Accumulated(None)


def standing(reports: Iterable[Report], kind: Kind = "flow") -> tuple[list[Report], list[Clash]]:
    """The reports that stand, and those of which nothing tells which does.

    An own figure and a running one of the same days both stand, and have to agree.
    """
    same: dict[tuple[object, ...], list[Report]] = {}
    for report in foremost(reports, kind):
        basis = report.seen.cumulative if kind == "flow" else False
        same.setdefault((_days(report, kind), basis), []).append(report)
    kept: list[Report] = []
    clashes: list[Clash] = []
    for first in same.values():
        kept.append(first[0])
        alike = len({report.period for report in first}) < len(first)
        if len(first) > 1 and (alike or len({report.value for report in first}) > 1):
            clashes.append(Clash("reported-twice", tuple(first)))
    return kept, clashes


def foremost(reports: Iterable[Report], kind: Kind) -> list[Report]:
    """Reports without those another of the same days outranks."""
    told = list(reports)
    best: dict[object, tuple[bool, str]] = {}
    for report in told:
        days = _days(report, kind)
        best[days] = max(best.get(days, (False, "")), rank(report.seen))
    return [report for report in told if rank(report.seen) == best[_days(report, kind)]]


def _days(report: Report, kind: Kind) -> object:
    """The days reports have in common to be of the same figure: of a stock only the last one counts."""
    return report.period.last if kind == "stock" else report.period


def clashes(reports: Sequence[Report], *, signed: bool) -> list[Clash]:
    """What can't all be right in a flow's reports: overlaps, sums that disagree, less than nothing."""
    own = [report for report in reports if not report.seen.cumulative]
    found, links = list(_overlaps(own, signed=signed)), Links()
    for report in sorted(reports, key=lambda one: (one.period.last, one.period.first)):
        known = links.between(report.eve, report.period.last)
        if known is None:
            links.add(report)
        elif known != report.value:
            found.append(Clash("reports-disagree", (*links.path(report.eve, report.period.last), report)))
    if not signed and not found:
        found.extend(Clash("reports-fall", links.path(*days)) for days in links.falls())
    return found


def _overlaps(own: list[Report], *, signed: bool) -> Iterable[Clash]:
    """Own figures that lie neither apart nor one inside the other, or of which the inner is the larger."""
    around: list[Report] = []
    for report in sorted(own, key=lambda one: (one.period.first, -one.period.last.toordinal())):
        while around and around[-1].period.last < report.period.first:
            around.pop()
        if around and report.period.last > around[-1].period.last:
            yield Clash("reports-overlap", (around[-1], report))
            continue
        if around and not signed and report.value > around[-1].value:
            yield Clash("reports-disagree", (around[-1], report))
        around.append(report)


def flow(reports: Sequence[Report], span: Period, as_of: date | None, *, signed: bool) -> Accumulated:
    """What a flow came to over a span; before its end, as far as it was reported by then."""
    links = Links()
    for report in reports:
        if links.between(report.eve, report.period.last) is None:
            links.add(report)
    eve, end = span.first - DAY, span.last
    if as_of is not None and as_of < span.last:
        # What was reported last, as far as it could be seen: later days are not missing but to come.
        end = max((day for day in links.days(eve, as_of) if day > eve), default=eve)
    known = links.between(eve, end)
    if known is not None and end > eve:
        return Accumulated(known, links.path(eve, end), through=end)
    return NOTHING if end <= eve else _partly(links, Period(span.first, end), signed=signed)


def _partly(links: Links, span: Period, *, signed: bool) -> Accumulated:
    """The most that is known inside a span, in pieces that do not overlap, and the gaps between them."""
    eve = span.first - DAY
    days = sorted({eve, span.last, *links.days(eve, span.last)})
    best: list[tuple[int, Fraction, int | None]] = []  # days covered, what they come to, where a piece began
    for i, day in enumerate(days):
        chosen: tuple[int, Fraction, int | None] = (0, Fraction(0), None)
        if i:
            chosen = (best[i - 1][0], best[i - 1][1], None)
        for j in range(i):
            known = links.between(days[j], day)
            if known is not None and (signed or known >= 0):
                option = (best[j][0] + (day - days[j]).days, best[j][1] + known)
                if option[::-1] > chosen[:2][::-1]:
                    chosen = (*option, j)
        best.append(chosen)
    covered, total, _ = best[-1]
    if not covered:
        return NOTHING
    pieces, at = [], len(days) - 1
    while at > 0:
        began = best[at][2]
        if began is not None:
            pieces.append((days[began], days[at]))
        at = at - 1 if began is None else began
    pieces.reverse()
    used = tuple(report for start, end in pieces for report in links.path(start, end))
    return Accumulated(None, used, proven=None if signed else total, gaps=_gaps(pieces, span))


def _gaps(pieces: list[tuple[date, date]], span: Period) -> tuple[Period, ...]:
    gaps, at = [], span.first
    for start, end in pieces:
        if start >= at:
            gaps.append(Period(at, start))
        at = end + DAY
    if at <= span.last:
        gaps.append(Period(at, span.last))
    return tuple(gaps)


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
