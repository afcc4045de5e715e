"""One place month by month: when a target was reached, what slipped back, what had been reported by then."""

from datetime import date

import pytest

import cyxc
from cyxc import Observation

MONTH_ENDS = ["2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31"]


def months(indicator: str, value: int, count: int) -> list[Observation]:
    return [
        Observation(indicator=indicator, value=value, period=f"2010-{month:02}")
        for month in range(1, count + 1)
    ]


def test_one_sees_when_a_floor_was_reached() -> None:
    scheme = cyxc.load("wuchang").for_year(2010)
    # 200 a month reach 1,800 founders at the end of September.
    series = scheme.evaluate_series(months("founders", 200, 12), MONTH_ENDS)
    assert [status.value for _, status in series.statuses("founders")] == [
        "not_due",
        "not_due",
        "met",
        "met",
    ]
    assert series.reached("founders") == date(2010, 9, 30)
    assert [(turn.on, turn.id) for turn in series.turns] == [(date(2010, 9, 30), "founders")]
    assert not series.slipped


def test_a_revised_report_may_slip_back() -> None:
    scheme = cyxc.load("wuchang").for_year(2010)
    half = {"indicator": "founders", "period": "2010-01/2010-06", "cumulative": True}
    reports = [
        Observation(**half, value=1800, reported_on="2010-07-05"),
        Observation(**half, value=1700, reported_on="2010-10-05"),
    ]
    series = scheme.evaluate_series(reports, [*MONTH_ENDS, "2010-07-31"])
    assert [status.value for _, status in series.statuses("founders")] == [
        "no_data",
        "no_data",  # reported five days later
        "met",
        "met",
        "no_data",
    ]
    assert [(turn.on, turn.before.value) for turn in series.slipped] == [(date(2010, 12, 31), "met")]
    assert series.reached("founders") is None
    assert series["2010-09-30"]["founders"].status == "met"


@pytest.mark.parametrize(
    ("dates", "asked", "code"),
    [
        ([], {}, "no-dates"),
        (["2010-12-31"], {"as_of": "2010-12-31"}, "dates-and-date"),
        (["soon"], {}, "bad-date"),
    ],
)
def test_wrong_calls(dates: list[str], asked: dict[str, str], code: str) -> None:
    scheme = cyxc.load("wuchang").for_year(2010)
    with pytest.raises(cyxc.UsageError) as caught:
        scheme.evaluate_series({}, dates, **asked)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_date_it_was_not_judged_at_is_named() -> None:
    series = cyxc.load("jiaxing-2013").evaluate_series({}, "2014-12-31")
    with pytest.raises(cyxc.UsageError, match="2014-12-31"):
        series["2015-12-31"]
