"""What a figure is held against: a year before, a base year, the place's own baseline."""

import pytest

import cyxc
from cyxc import Observation
from support import HEAD, small

WUCHANG = cyxc.load("wuchang").for_year(2010)
JIAXING = cyxc.load("jiaxing-2013")


def refused(scheme: cyxc.Scheme, data: object, **asked: object) -> list[str]:
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate(data, **asked)  # type: ignore[arg-type]
    return [problem.code for problem in caught.value.problems]


def growing(kind: str, years: str = "", head: str = HEAD) -> cyxc.Scheme:
    return small({"b": f"{kind}: 人"}, {"t": f"indicator: b, growth: 10 %{years}"}, head=head)


YEARS = HEAD.replace("start: 2020, due: 2020", "start: 2018, due: 2020")


def test_a_base_is_no_less_than_what_came_in_for_certain() -> None:
    # Ten came in by June 2009, so 11 are asked for, and nine can't have been the whole year's.
    data = {"incubated_added": {"2010": 10, "2009H1": 10}}
    assert refused(WUCHANG, {**data, "incubated_added@before": {"2009": 9}}) == ["bases-disagree"]
    assert refused(WUCHANG, {**data, "incubated_added@before": 9}) == ["bases-disagree"]
    found = WUCHANG.evaluate({**data, "incubated_added@before": {"2009": 10}})["incubated-growth"]
    assert (found.status, found.asked_number and found.asked_number.en) == ("not_met", "≥ 11")


def test_a_base_that_contradicts_the_places_own_figure_names_both_rows() -> None:
    with pytest.raises(cyxc.DataError) as caught:
        growing("flow").evaluate({"b": {"2020": 105, "2019": 50}, "b@before": {"2019年": 100}})
    (problem,) = caught.value.problems
    assert problem.code == "bases-disagree"
    assert problem.details["first"] == "2019年 100 (b@before.2019年)"
    assert problem.details["second"] == "2019 50 (b.2019)"


def test_a_base_is_checked_only_where_a_target_of_that_time_rests_on_it() -> None:
    # 1.08³ × 10,000 = 12,597.12 over 2012; other targets ask over all three years.
    data = {"startups": {"2013": 10800, "2015": 12598}, "startups@base": 10000}
    assert JIAXING.evaluate(data)["startup-growth"].status == "met"
    before = {"startups": {"2015": 12598}, "startups@before": {"2014": 11664}}
    assert JIAXING.evaluate(before)["startup-growth"].status == "no_data"  # nothing was said of 2012


def test_only_stocks_of_one_day_are_held_against_each_other() -> None:
    data = {"b": {"2020-12": 110, "2019-06": 95}}
    scheme = growing("stock")
    assert scheme.evaluate({**data, "b@before": {"2019-12-31": 100}})["t"].status == "met"
    assert scheme.evaluate({**data, "b@before": 100})["t"].status == "met"
    same = {"b": {"2020-12": 110, "2019-12": 95}}
    assert refused(scheme, {**same, "b@before": {"2019": 100}}) == ["bases-disagree"]
    assert refused(scheme, {**same, "b@before": 100}) == ["bases-disagree"]


def test_a_base_without_a_period_is_that_of_one_of_several_years() -> None:
    scheme = growing("flow", ", years: each", YEARS)
    # 110 / 100, 121 / 110 and 133.1 / 121: exactly 10 % each year, one less in the last is short.
    data = {"b": {"2018": 110, "2019": 121, "2020": 134}, "b@before": 100}
    assert scheme.evaluate(data)["t"].status == "met"
    data = {"b": {"2018": 110, "2019": 121, "2020": 133}, "b@before": 100}
    assert scheme.evaluate(data)["t"].status == "not_met"


def test_a_final_base_beats_a_provisional_figure_of_then() -> None:
    own = [
        Observation(indicator="b", value=110, period="2020"),
        Observation(indicator="b", value=120, period="2019", provisional=True),
    ]
    before = Observation(indicator="b", role="before", value=100, period="2019")
    assert growing("flow").evaluate([*own, before])["t"].status == "met"
    # And the other way round: 100 provisional as the base, 120 final of its own year.
    own[1] = Observation(indicator="b", value=120, period="2019")
    turned = Observation(indicator="b", role="before", value=100, period="2019", provisional=True)
    found = growing("flow").evaluate([*own, turned])["t"]
    assert (found.status, found.asked_number and found.asked_number.en) == ("not_met", "≥ 132 persons")


SHARE = {"w": "flow: 人", "p": "flow: 人, part_of: w", "r": 'unit: "%", formula: p / w'}
RISING = small(SHARE, {"t": "indicator: r, rise: 5 百分点"})


@pytest.mark.parametrize("day", ["2020-06-30", "2020-07-10", "2020-12-30"])
def test_a_rate_under_way_is_held_against_the_same_months_of_the_year_before(day: str) -> None:
    found = RISING.evaluate({"r": {"2020H1": "88%", "2019H1": "80%"}}, as_of=day)["t"]
    assert (found.status, found.so_far) == ("not_due", "met")
    found = RISING.evaluate({"r": {"2020H1": "84%", "2019H1": "80%"}}, as_of=day)["t"]
    assert (found.status, found.so_far) == ("not_due", "not_met")


def test_parts_known_for_different_months_share_those_of_both_years() -> None:
    # January to April: 40 of 80 against 32 of 80. With May, 50 passed; the year before had 100 of 200.
    data = {
        "p": {"2020-01/2020-04": 40, "2020-05": 10, "2019-01/2019-04": 32, "2019-05/2019-12": 68},
        "w": {"2020-01/2020-04": 80, "2019-01/2019-04": 80, "2019-05/2019-12": 120},
    }
    found = RISING.evaluate(data, as_of="2020-06-10")["t"]
    assert (found.status, found.so_far) == ("not_due", "met")
    assert (found.value and found.value.value, found.threshold and found.threshold.value) == (50, 45)


@pytest.mark.parametrize("kind", ["stock", "flow"])
@pytest.mark.parametrize("period", ["2015", "2017", "2019", "2020"])
def test_a_baseline_is_of_its_own_time_however_long_ago(kind: str, period: str) -> None:
    scheme = small({"b": f"{kind}: 人"}, {"t": "indicator: b, better_than: baseline"})
    for now, status in ((101, "met"), (100, "not_met")):
        assert scheme.evaluate({"b": {"2020": now}, "b@baseline": {period: 100}})["t"].status == status


def test_the_baseline_of_a_rate_may_be_an_earlier_year() -> None:
    scheme = small(SHARE, {"t": "indicator: r, better_than: baseline"})
    parts = {"p": {"2020": 50}, "w": {"2020": 100}}
    assert scheme.evaluate({**parts, "r@baseline": {"2019": "49%"}})["t"].status == "met"
    assert scheme.evaluate({**parts, "r@baseline": {"2019": "50%"}})["t"].status == "not_met"
    # As parts too, and not before it was reported.
    base = {"p@baseline": {"2018": 49}, "w@baseline": {"2018": 100}}
    assert scheme.evaluate({**parts, **base})["t"].status == "met"
    late = [
        Observation(indicator="r", role="baseline", value="49%", period="2019", reported_on="2021-03-01"),
        Observation(indicator="r", value="50%", period="2020"),
    ]
    assert scheme.evaluate(late, as_of="2021-01-31")["t"].status == "no_data"
    assert scheme.evaluate(late, as_of="2021-03-31")["t"].status == "met"


def test_the_baseline_of_a_flow_is_of_as_many_months() -> None:
    scheme = small({"b": "flow: 人"}, {"t": "indicator: b, better_than: baseline"})
    assert scheme.evaluate({"b": {"2020": 60}, "b@baseline": {"2018H2": 50}})["t"].status == "no_data"
    halves = {"b": {"2020": 60}, "b@baseline": {"2018H1": 9, "2018H2": 50}}
    assert scheme.evaluate(halves)["t"].status == "met"


def test_a_mean_of_years_has_the_baseline_of_one() -> None:
    scheme = small({"b": "flow: 人"}, {"t": "indicator: b, better_than: baseline, years: mean"}, head=YEARS)
    data = {"b": {"2018": 90, "2019": 100, "2020": 110}}
    assert scheme.evaluate({**data, "b@baseline": {"2015": 99}})["t"].status == "met"
    assert scheme.evaluate({**data, "b@baseline": {"2015": 100}})["t"].status == "not_met"
