"""Periods as reports name them, and the days they cover."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyxc.rules.occasions import Period
from cyxc.rules.periods import names_both_ends, parse_period, spelt, years_before, years_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014年", "2014-01-01", "2014-12-31"),
        ("2014H1", "2014-01-01", "2014-06-30"),
        ("2014-H2", "2014-07-01", "2014-12-31"),
        ("2014年上半年", "2014-01-01", "2014-06-30"),
        ("2014年下半年", "2014-07-01", "2014-12-31"),
        ("2014Q3", "2014-07-01", "2014-09-30"),
        ("2014年第三季度", "2014-07-01", "2014-09-30"),
        ("2014年一季度", "2014-01-01", "2014-03-31"),
        ("2014-05", "2014-05-01", "2014-05-31"),
        ("2014年5月", "2014-05-01", "2014-05-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2014-05-20", "2014-05-20", "2014-05-20"),
        ("2014年5月20日", "2014-05-20", "2014-05-20"),
        ("2014-01/2014-03", "2014-01-01", "2014-03-31"),
        ("2013-12/2014Q1", "2013-12-01", "2014-03-31"),
        (" 2014-05 ", "2014-05-01", "2014-05-31"),
        # As spreadsheets and offices write them.
        ("2014-5", "2014-05-01", "2014-05-31"),
        ("2014/5", "2014-05-01", "2014-05-31"),
        ("2014/05", "2014-05-01", "2014-05-31"),
        ("2014/5/1", "2014-05-01", "2014-05-01"),
        ("2014/05/20", "2014-05-20", "2014-05-20"),
        ("2014.5.20", "2014-05-20", "2014-05-20"),
        ("２０１４年５月", "2014-05-01", "2014-05-31"),
        ("2014 年 5 月 20 日", "2014-05-20", "2014-05-20"),
        ("2014年5月份", "2014-05-01", "2014-05-31"),
        ("2014年度", "2014-01-01", "2014-12-31"),
        ("2014年全年", "2014-01-01", "2014-12-31"),
        ("2014年Q3", "2014-07-01", "2014-09-30"),
        ("2014年1-5月", "2014-01-01", "2014-05-31"),
        ("2014年1月至5月", "2014-01-01", "2014-05-31"),
        ("2014年1—2月", "2014-01-01", "2014-02-28"),
        ("2013年12月至2014年3月", "2013-12-01", "2014-03-31"),
        ("2013年12月-2014年3月", "2013-12-01", "2014-03-31"),
        ("2014/1/1-2014/5/31", "2014-01-01", "2014-05-31"),
        ("2014-01~2014-03", "2014-01-01", "2014-03-31"),
        ("2013/2015", "2013-01-01", "2015-12-31"),
        ("2013-2015", "2013-01-01", "2015-12-31"),
        ("2013-2015年", "2013-01-01", "2015-12-31"),
    ],
)
def test_a_period_is_the_days_it_names(text: str, first: str, last: str) -> None:
    assert parse_period(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "2014-13",
        "2014-00",
        "2014H3",
        "2014Q5",
        "2014-02-30",
        "2014/2013",
        "May 2014",
        "2014-5-32",
        "本月",
        # A spreadsheet makes 2014.1 of 2014.10; a year of two digits may be a day.
        "2014.1",
        "2014.10",
        "May-14",
        "14-5-1",
        "5/1/2014",
        "1/5/2014",
        "5月",
        "2014年5",
        "1-5月",
        "5",
        "201405",
        "20140501",
        "2014-01-2014-05",
        "2014-5/1",
        "2014/5-1",
        "2014/2/30",
        "2014/13",
        "2014年5-1月",
        "2014/1/1 0:00",
        "0000-01",
        "2014-",
        "/",
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2013-2015", ["2013-01-01/2013-12-31", "2014-01-01/2014-12-31", "2015-01-01/2015-12-31"]),
        ("2019-12/2020-11", ["2019-12-01/2020-11-30"]),
        ("2018-07/2020-06", ["2018-07-01/2019-06-30", "2019-07-01/2020-06-30"]),
        ("2019-03-01/2020-02-29", ["2019-03-01/2020-02-29"]),
        # Not whole years long: those that lie inside count, those only grazed don't.
        ("2013-10-11/2015-06", ["2014-01-01/2014-12-31"]),
        ("2018-03/2020-12", ["2019-01-01/2019-12-31", "2020-01-01/2020-12-31"]),
        ("2019-07/2020-05", ["2019-07-01/2020-05-31"]),
        ("2020-03/2020-10", ["2020-03-01/2020-10-31"]),
    ],
)
def test_years_of_a_period_are_whole(text: str, years: list[str]) -> None:
    assert [str(one) for one in years_of(parse_period(text))] == years


@pytest.mark.parametrize(
    ("text", "years", "before"),
    [
        ("2014", 1, "2013-01-01/2013-12-31"),
        ("2016-02", 1, "2015-02-01/2015-02-28"),
        ("2017-02", 1, "2016-02-01/2016-02-29"),  # what ends with its month still does
        ("2016-02-29", 1, "2015-02-28/2015-02-28"),
        ("2013-12/2014-03", 3, "2010-12-01/2011-03-31"),
    ],
)
def test_years_before_end_with_the_month_they_ended_with(text: str, years: int, before: str) -> None:
    assert str(years_before(parse_period(text), years)) == before


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 2000))
def test_a_span_is_read_back(first: date, days: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    assert parse_period(str(period)) == period


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 2000))
def test_a_period_spelt_out_is_read_back(first: date, days: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    assert parse_period(spelt(period)) == period
    assert parse_period(spelt(period, both_ends=True)) == period
    assert names_both_ends(spelt(period, both_ends=True))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2014年", "2014"),
        ("2014年一季度", "2014-01/2014-03"),
        ("2014/5", "2014-05"),
        ("2014/5/1", "2014-05-01"),
        ("2013/2014", "2013-01/2014-12"),
        ("2014-01-01/2014-01-31", "2014-01"),
        ("2014-01-02/2014-01-31", "2014-01-02/2014-01-31"),
    ],
)
def test_a_period_is_spelt_as_short_as_it_goes(text: str, short: str) -> None:
    assert spelt(parse_period(text)) == short


@pytest.mark.parametrize("text", ["2014", "2014-05", "2014/5", "2014/5/1", "2014年5月20日", "2014H2"])
def test_what_is_no_span_implies_its_first_day(text: str) -> None:
    assert not names_both_ends(text)


@pytest.mark.parametrize("text", ["2014-05/2014-05", "2014年1-5月", "2013-2015", "2014/1/1-2014/5/31"])
def test_a_span_says_its_first_day(text: str) -> None:
    assert names_both_ends(text)
