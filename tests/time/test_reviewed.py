"""What reviewers got wrong verdicts with: dated figures late, faulty, told twice, or known in part."""

import pytest

import cyxc
from cyxc import Observation
from support import HEAD, small

SUM = {"a": "flow: 人", "b": "flow: 人", "y": "flow: 人, formula: a + b"}
PART = {"w": "flow: 人", "p": "flow: 人, part_of: w"}


def over(first: int, last: int) -> str:
    return HEAD.replace("start: 2020, due: 2020", f"start: {first}, due: {last}")


def months(indicator: str, value: int, count: int) -> list[Observation]:
    return [
        Observation(indicator=indicator, value=value, period=f"2020-{month:02}")
        for month in range(1, count + 1)
    ]


def told(indicator: str, value: object, period: str, **about: object) -> Observation:
    return Observation(indicator=indicator, value=value, period=period, **about)  # type: ignore[arg-type]


def codes(error: cyxc.CyxcError) -> list[str]:
    return [problem.code for problem in error.problems]


def test_figures_known_through_different_days_are_not_held_against_each_other() -> None:
    part = small(PART, {"t": "indicator: w, at_least: 90 人"})
    assert part.evaluate(months("w", 30, 3) + months("p", 20, 5), as_of="2020-06-15")["t"].status == "met"
    whole = small(SUM, {"t": "indicator: y, at_least: 90 人"})
    running = told("y", 120, "2020-01/2020-06", cumulative=True)
    reports = [*months("a", 10, 5), *months("b", 10, 5), running]
    assert whole.evaluate(reports, as_of="2020-07-15")["t"].status == "met"


def test_a_figure_that_can_not_be_takes_part_in_revisions() -> None:
    flow = small({"b": "flow: 人"}, {"t": "indicator: b, at_least: 100 人"})
    wrong = told("b", -5, "2020", provisional=True, reported_on="2021-01-05")
    right = told("b", 105, "2020", reported_on="2021-02-05")
    assert flow.evaluate([wrong, right])["t"].status == "met"
    assert flow.evaluate([wrong])["t"].explanation.zh  # and can be told
    later = told("b", -5, "2020", reported_on="2021-06-05")
    assert flow.evaluate([right, later], as_of="2021-03-01")["t"].status == "met"
    stock = small({"b": "stock: 人"}, {"t": "indicator: b, at_least: 100 人"})
    assert stock.evaluate({"b": {"2019-11": 105, "2019-12": -1}}, as_of="2020-03-01")["t"].status == "invalid"


@pytest.mark.parametrize("turned", [False, True])
def test_two_stocks_of_one_day_are_refused_in_any_order(turned: bool) -> None:
    scheme = small({"b": "stock: 人"}, {"t": "indicator: b, at_least: 100 人"})
    pair = [told("b", 50, "2020-12"), told("b", 150, "2020")]
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate(pair[::-1] if turned else pair)
    assert codes(caught.value) == ["reported-twice"]


def test_a_base_told_twice_has_to_be_the_same() -> None:
    scheme = small({"b": "flow: 人"}, {"t": "indicator: b, growth: 8 %"})
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate({"b": {"2020": 105, "2019": 50}, "b@before": 100})
    assert codes(caught.value) == ["bases-disagree"]
    assert scheme.evaluate({"b": {"2020": 108, "2019": 100}, "b@before": 100})["t"].status == "met"


def test_one_stock_is_not_held_against_itself() -> None:
    scheme = small({"x": "stock: 人"}, {"t": "indicator: x, growth: 8 %"})
    found = scheme.evaluate({"x": {"2018-12": 100, "2019-12": 110}}, as_of="2020-12-31")
    assert found["t"].status == "no_data"


def test_dating_one_indicator_changes_no_other_verdict() -> None:
    targets = {
        "t": "indicator: a, at_least: 90 人, years: each",
        "u": "indicator: b, at_least: 5 人",
    }
    scheme = small({"a": "stock: 人", "b": "flow: 人"}, targets, head=over(2018, 2020))
    assert scheme.evaluate({"a": 10, "b": {"2018": 3}}, as_of="2019-06-01")["t"].status == "not_due"
    assert scheme.evaluate({"b": 10, "a": {"2017-01": 3}}, as_of="2017-06-01")["u"].status == "met"


def test_parts_in_time_are_no_more_than_their_whole() -> None:
    scheme = small(PART, {"t": "indicator: w, at_least: 15 人"})
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate({"w": {"2020": 10, "2020-03": 20}})
    assert codes(caught.value) == ["reports-disagree"]
    assert scheme.evaluate({"p": {"2020-01": 60}, "w": {"2020": 50}})["t"].status == "invalid"


def test_a_gap_hides_nothing_that_was_reported_after_it() -> None:
    scheme = small({"b": "flow: 人"}, {"t": "indicator: b, at_least: 100 人"})
    assert scheme.evaluate({"b": {"2020-01": 6, "2020-03": 200}}, as_of="2020-06-01")["t"].status == "met"
    overlapping = [
        told("b", 100, "2020-01/2020-05", cumulative=True),
        told("b", 1, "2020-03/2020-11", cumulative=True),
    ]
    assert scheme.evaluate(overlapping)["t"].status == "met"  # 100 are proven


def test_a_share_that_is_over_the_whole_at_the_least_is_invalid() -> None:
    scheme = cyxc.load("wuchang").for_year(2010)
    found = scheme.evaluate({"passed": {"2010H1": 1100}, "trained": {"2010": 1000}})
    assert found["pass-rate"].status == "invalid"


def test_back_under_the_first_readings_nothing_is_lost() -> None:
    asked = {"t": "indicator: y, at_least: 10 人"}
    question = (
        "questions:\n  q:\n    clause: 一\n    text: {zh: 问, en: asks}\n    readings:\n"
        "      r0: {plain: yes, text: {zh: 甲, en: a}, reason: {zh: 因, en: why}}\n"
        "      r1: {text: {zh: 乙, en: b}, reason: {zh: 因, en: why}, redefine: {y: a}}\n"
    )
    result = small(SUM, asked, question).evaluate({"y": {"2020": 12}})
    back = result.under({"q": "r1"}).under({"q": "r0"})
    assert (back["t"].status, back == result) == ("met", True)
