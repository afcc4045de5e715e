"""Figures of many periods put together, by hand and against the days they were made of."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cyxc.data.observation import Observation
from cyxc.evaluate.accumulate import clashes, flow, rate, standing, stock
from cyxc.evaluate.links import Report
from cyxc.rules.occasions import Period
from cyxc.rules.periods import parse_period

YEAR = parse_period("2014")


def report(period: str | Period, value: int, **about: object) -> Report:
    days = parse_period(period) if isinstance(period, str) else period
    return Report(days, Fraction(value), Observation(indicator="x", value=value, **about))  # type: ignore[arg-type]


def running(period: str, value: int, **about: object) -> Report:
    return report(period, value, cumulative=True, **about)


MONTHS = [report(f"2014-{month:02}", month) for month in range(1, 13)]  # 78 in all


def test_months_add_up_to_the_year() -> None:
    found = flow(MONTHS, YEAR, None, signed=False)
    assert (found.value, found.through, len(found.reports)) == (78, date(2014, 12, 31), 12)


def test_a_month_left_out_proves_only_what_is_there() -> None:
    found = flow([*MONTHS[:3], *MONTHS[5:]], YEAR, None, signed=False)
    assert (found.value, found.proven) == (None, 78 - 4 - 5)
    assert [str(gap) for gap in found.gaps] == ["2014-04-01/2014-05-31"]


def test_gaps_at_both_ends_are_named() -> None:
    found = flow(MONTHS[2:11], YEAR, None, signed=False)
    assert [str(gap) for gap in found.gaps] == ["2014-01-01/2014-02-28", "2014-12-01/2014-12-31"]


def test_a_flow_that_may_fall_proves_nothing_with_a_gap() -> None:
    assert flow(MONTHS[1:], YEAR, None, signed=True).proven is None


def test_running_figures_replace_one_another() -> None:
    reports = [running("2014-01/2014-05", 15), running("2014", 78), running("2014-01/2014-09", 45)]
    assert flow(reports, YEAR, None, signed=False).value == 78
    # What came in between two of them is their difference.
    assert flow(reports, parse_period("2014-06/2014-09"), None, signed=False).value == 30


def test_own_and_running_figures_stand_in_for_one_another() -> None:
    reports = [running("2014-01/2014-09", 45), *MONTHS[9:]]
    assert flow(reports, YEAR, None, signed=False).value == 45 + 10 + 11 + 12


def test_before_its_end_a_flow_is_known_as_far_as_it_was_reported() -> None:
    found = flow(MONTHS[:5], YEAR, date(2014, 6, 15), signed=False)
    assert (found.value, found.through) == (15, date(2014, 5, 31))


def test_a_window_from_december_takes_december() -> None:
    reports = [report("2013-12", 100), *MONTHS[:3]]
    assert flow(reports, parse_period("2013-12/2014-03"), None, signed=False).value == 106


@pytest.mark.parametrize(
    ("reports", "codes"),
    [
        ([report("2014-01/2014-02", 3), report("2014-02/2014-03", 5)], ["reports-overlap"]),
        ([*MONTHS[:3], report("2014Q1", 6)], []),
        ([*MONTHS[:3], report("2014Q1", 7)], ["reports-disagree"]),
        ([*MONTHS[:3], running("2014-01/2014-03", 6)], []),
        ([*MONTHS[:3], running("2014-01/2014-03", 5)], ["reports-disagree"]),
        ([running("2014-01/2014-03", 6), running("2014-01/2014-05", 5)], ["reports-fall"]),
        ([report("2014-01", 1), report("2014-03", 3)], []),
        ([report("2014", 10), report("2014-03", 11)], ["reports-disagree"]),
        ([report("2014", 10), report("2014-01", 11)], ["reports-disagree"]),
        ([running("2013-12/2014-03", 50), running("2014-01/2014-03", 52)], ["reports-fall"]),
    ],
)
def test_reports_that_can_not_all_be_right(reports: list[Report], codes: list[str]) -> None:
    assert [clash.code for clash in clashes(reports, signed=False)] == codes


def test_a_clash_names_all_the_reports_behind_it() -> None:
    (clash,) = clashes([*MONTHS[:3], report("2014Q1", 7)], signed=False)
    assert {str(one.period) for one in clash.reports} == {
        *(str(month.period) for month in MONTHS[:3]),
        "2014-01-01/2014-03-31",
    }


def test_a_running_figure_may_fall_where_the_flow_can() -> None:
    assert not clashes([running("2014-01/2014-03", 6), running("2014-01/2014-05", 5)], signed=True)


def test_final_beats_provisional_and_then_the_later_report() -> None:
    kept, found = standing(
        [
            report("2014-01", 1, reported_on="2014-02-01"),
            report("2014-01", 2, reported_on="2014-03-01"),
            report("2014-01", 3, reported_on="2014-04-01", provisional=True),
        ]
    )
    assert ([one.value for one in kept], found) == ([2], [])


def test_two_reports_nothing_tells_apart_are_a_clash() -> None:
    _, found = standing([report("2014-01", 1), report("2014-01", 1)])
    assert [clash.code for clash in found] == ["reported-twice"]
    # The same days as own and as running figure are two ways to say one thing.
    assert not standing([report("2014-01", 1), running("2014-01", 1)])[1]


def test_a_stock_is_the_last_report_unless_it_is_too_old() -> None:
    reports = [report("2013-12", 10), report("2014-06", 12), report("2014-11-30", 13)]
    day = date(2014, 12, 31)
    assert stock(reports, day, date(2013, 12, 31)).value == 13
    assert stock(reports, date(2014, 11, 29), date(2013, 11, 29)).value == 12
    old = stock(reports[:1], day, date(2014, 1, 1))
    assert (old.value, old.stale) == (None, date(2013, 12, 31))
    assert stock(reports[:1], day, date(2013, 12, 31)).value == 10
    assert stock([], day, date(2013, 12, 31)).value is None


def test_rates_of_months_are_never_put_together() -> None:
    assert rate([report("2014-01", 80), report("2014-02", 90)], YEAR, None).value is None
    assert rate([report("2014", 85), report("2014-12", 99)], YEAR, None).value == 85
    assert rate([running("2014-01/2014-05", 80)], YEAR, None).value is None
    assert rate([running("2014-01/2014-05", 80)], YEAR, date(2014, 6, 15)).value == 80


# Against the days: every report is the sum of the days it covers.

days = st.lists(st.integers(0, 9), min_size=1, max_size=40)


@st.composite
def told(draw: st.DrawFn) -> tuple[Period, list[int], list[Report]]:
    """Some days, and reports that tile them in own and running figures."""
    amounts = draw(days)
    start = draw(st.dates(date(2000, 1, 1), date(2030, 1, 1)))
    cuts = sorted(draw(st.sets(st.integers(1, len(amounts)), max_size=6)) | {len(amounts)})
    totals = [0, *accumulate(amounts)]
    reports, begin = [], 0
    for end in cuts:
        period = Period(start + timedelta(days=begin), start + timedelta(days=end - 1))
        if draw(st.booleans()):
            whole = Period(start, period.last)
            reports.append(report(whole, totals[end], cumulative=True))
        else:
            reports.append(report(period, totals[end] - totals[begin]))
        begin = end
    whole = Period(start, start + timedelta(days=len(amounts) - 1))
    return whole, amounts, draw(st.permutations(reports))


@settings(deadline=None)
@given(told())
def test_what_is_told_in_full_is_known_however_it_is_told(
    case: tuple[Period, list[int], list[Report]],
) -> None:
    whole, amounts, reports = case
    assert flow(reports, whole, None, signed=False).value == sum(amounts)
    assert not clashes(reports, signed=False)


@settings(deadline=None)
@given(told(), st.data())
def test_with_reports_left_out_nothing_is_proven_that_is_not_so(
    case: tuple[Period, list[int], list[Report]], data: st.DataObject
) -> None:
    whole, amounts, reports = case
    left = [one for one in reports if data.draw(st.booleans())]
    found = flow(left, whole, None, signed=False)
    if found.value is not None:
        assert found.value == sum(amounts)
    else:
        assert found.proven is None or 0 <= found.proven <= sum(amounts)
        # The gaps and what is known make up the whole.
        assert found.proven is None or found.gaps


@settings(deadline=None)
@given(told(), st.data())
def test_a_figure_moved_is_noticed_where_others_tell_the_same(
    case: tuple[Period, list[int], list[Report]], data: st.DataObject
) -> None:
    whole, amounts, reports = case
    check = report(whole, sum(amounts), cumulative=False)
    if any(one.period == whole and not one.seen.cumulative for one in reports):
        return
    assert not clashes([*reports, check], signed=False)
    wrong = report(whole, sum(amounts) + data.draw(st.integers(1, 5)), cumulative=False)
    assert clashes([*reports, wrong], signed=False)
