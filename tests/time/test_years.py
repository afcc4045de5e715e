"""Years that count one by one, and their mean."""

from datetime import date
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from cyxc.show.verdict_rows import verdict_rows
from support import HEAD, small

FLOW = {"x": "flow: 人"}
HALVES = {"2018-07/2018-12": 50, "2019": 100, "2020-01/2020-06": 50}


def over(start: str, due: str) -> str:
    return HEAD.replace("start: 2020, due: 2020", f"start: {start}, due: {due}")


DECEMBER = over("(Y-1)-12", "Y-11")
TWO_YEARS = over("2018-07", "2020-06")


@pytest.mark.parametrize(
    ("rule", "status"),
    [
        # One year from December to November, and 120 in it.
        ("at_most: 60 人, years: mean", "not_met"),
        ("at_least: 120 人, years: mean", "met"),
        ("at_least: 121 人, years: mean", "not_met"),
        ("at_least: 60 人, years: each", "met"),
        ("at_most: 119 人, years: last", "not_met"),
    ],
)
def test_a_year_may_begin_in_december(rule: str, status: str) -> None:
    scheme = small(FLOW, {"t": f"indicator: x, {rule}"}, head=DECEMBER).for_year(2020)
    assert scheme.evaluate({"x": {"2019-12": 10, "2020-01/2020-11": 110}})["t"].status == status


def test_the_mean_of_two_years_from_july() -> None:
    scheme = small(FLOW, {"t": "indicator: x, at_least: 100 人, years: mean"}, head=TWO_YEARS)
    found = scheme.evaluate({"x": HALVES})["t"]  # 200 in two years
    assert (found.status, found.value and found.value.value) == ("met", Fraction(100))


def test_each_of_two_years_from_july() -> None:
    scheme = small(FLOW, {"t": "indicator: x, at_least: 100 人, years: each"}, head=TWO_YEARS)
    # Of 2019 nobody can say how much came in by June.
    assert scheme.evaluate({"x": HALVES})["t"].status == "no_data"
    halves = {"2018-07/2018-12": 50, "2019H1": 50, "2019H2": 49, "2020H1": 50}
    assert scheme.evaluate({"x": halves})["t"].status == "not_met"
    assert scheme.evaluate({"x": {**halves, "2019H2": 50}})["t"].status == "met"


def test_years_that_are_only_grazed_do_not_count() -> None:
    data = {"x": {"2018-03/2018-12": 10, "2019": 60, "2020": 70}}
    head = over("2018-03", "2020-12")
    each = small(FLOW, {"t": "indicator: x, at_least: 60 人, years: each"}, head=head)
    assert each.evaluate(data)["t"].status == "met"
    mean = small(FLOW, {"t": "indicator: x, at_least: 66 人, years: mean"}, head=head)
    found = mean.evaluate(data)["t"]
    assert (found.status, found.value and found.value.value) == ("not_met", Fraction(65))
    last = small(FLOW, {"t": "indicator: x, at_least: 60 人, years: last"}, head=over("2018", "2020-06"))
    assert last.evaluate(data)["t"].status == "met"  # 2019 is the last whole year


SHARE = {"w": "flow: 人", "p": "flow: 人, part_of: w", "r": 'unit: "%", formula: p / w'}
THREE = over("2018", "2020")
PARTS = {"p": {"2018": 9, "2019": 100, "2020": 10}, "w": {"2018": 10, "2019": 1000, "2020": 100}}
RATES = {"r": {"2018": "90%", "2019": "10%", "2020": "10%"}}


def test_the_mean_of_a_rate_is_that_of_its_parts() -> None:
    scheme = small(SHARE, {"t": "indicator: r, at_least: 50 %, years: mean"}, head=THREE)
    found = scheme.evaluate(PARTS)["t"]
    assert (found.status, found.value and found.value.value) == ("not_met", Fraction(11900, 1110))
    assert scheme.evaluate({**PARTS, **RATES})["t"].value == found.value
    # The mean of the rates would be 36.67 %: of years as large as each other, which they aren't.
    assert scheme.evaluate(RATES)["t"].status == "no_data"


def test_rates_of_years_have_to_agree_with_the_parts_of_each_year() -> None:
    scheme = small(SHARE, {"t": "indicator: r, at_least: 50 %, years: mean"}, head=THREE)
    wrong = {"r": {**RATES["r"], "2018": "10%"}}
    assert scheme.evaluate({**PARTS, **wrong})["t"].status == "invalid"
    over_whole = {**PARTS, "p": {**PARTS["p"], "2018": 11}}
    found = scheme.evaluate(over_whole)["t"]
    assert (found.status, "p (11 persons) exceeds w (10 persons)" in found.explanation.en) == (
        "invalid",
        True,
    )


@pytest.mark.parametrize(
    ("rule", "value", "status"),
    [
        ("at_most: 100 人", 300, "not_due"),
        ("at_most: 100 人", 301, "not_met"),  # 301 over three years is more than 100 a year already
        ("at_least: 100 人", 299, "not_due"),
        ("at_least: 100 人", 300, "met"),
        ("between: {lower: 50 人, upper: 100 人}", 301, "not_met"),
        ("between: {lower: 50 人, upper: 100 人}", 200, "not_due"),
    ],
)
@pytest.mark.parametrize("on", ["2018-12-31", "2019-06-30", "2020-12-30"])
def test_the_mean_of_a_flow_is_decided_as_soon_as_its_sum_is(
    rule: str, value: int, status: str, on: str
) -> None:
    scheme = small(FLOW, {"t": f"indicator: x, {rule}, years: mean"}, head=THREE)
    assert scheme.evaluate({"x": {"2018": value}}, as_of=on)["t"].status == status


def test_a_mean_decided_early_says_what_it_is_at_the_least() -> None:
    scheme = small(FLOW, {"t": "indicator: x, at_most: 100 人, years: mean"}, head=THREE)
    found = scheme.evaluate({"x": {"2018": 330}}, as_of="2018-12-31")["t"]
    assert found.value is None
    assert "110" in found.explanation.en
    open_ = scheme.evaluate({"x": {"2018": 300}}, as_of="2018-12-31")["t"]
    assert (open_.value and open_.value.value, open_.so_far) == (300, "not_met")


def test_a_figure_without_a_period_decides_no_mean_early() -> None:
    # How many years the 120 are of, nobody said: they may be of the first only.
    parts = {"a": "flow: 人", "b": "flow: 人", "x": "flow: 人, formula: a + b"}
    scheme = small(parts, {"t": "indicator: x, at_least: 100 人, years: mean"}, head=THREE)
    assert scheme.evaluate({"a": {"2018": 60}, "b": 120}, as_of="2018-12-31")["t"].status == "not_due"


def test_years_are_counted_as_years() -> None:
    each = small(FLOW, {"t": "indicator: x, at_least: 100 人, years: each"}, head=THREE)
    said = each.evaluate({"x": {"2018": 100, "2019": 99, "2020": 100}})["t"].explanation
    assert said.en == "Of 3 years 2 met, 1 not met, 0 undecided."
    assert said.zh == "3 年中 2 年达标、1 年未达标、0 年未定。"
    both = "each: {of: [x, y], at_least: 100 人}, years: each"
    two = small({**FLOW, "y": "flow: 人"}, {"t": both}, head=THREE)
    said = two.evaluate({"x": {"2018": 100, "2019": 99, "2020": 100}, "y": {"2018": 1}})["t"].explanation
    assert said.en == "Of 6 comparisons (2 indicators, 3 years) 2 met, 2 not met, 2 undecided."
    assert said.zh.startswith("2 项指标、3 年，共 6 次比较中 2 次达标")


def test_what_a_figure_within_bounds_lacks_is_not_said() -> None:
    scheme = small(FLOW, {"t": "indicator: x, at_most: 100 人"})
    result = scheme.evaluate({"x": {"2020-03": 101}})
    assert (result["t"].status, result["t"].missing_text) == ("not_met", None)
    assert "missing" not in [row.label for row in verdict_rows(result["t"], "en")]


SOME = settings(deadline=None, max_examples=60)
amounts = st.lists(st.integers(0, 20), min_size=24, max_size=24)


@SOME
@given(amounts, st.integers(1, 12), st.integers(0, 20), st.sampled_from(["at_least", "at_most"]))
def test_a_mean_is_the_whole_over_its_years_wherever_they_begin(
    parts: list[int], month: int, asked: int, op: str
) -> None:
    first = date(2018, month, 1)
    days = [first + relativedelta(months=number) for number in range(24)]
    head = over(f"{first:%Y-%m}", f"{days[-1]:%Y-%m}")
    data = {"x": {f"{day:%Y-%m}": part for day, part in zip(days, parts, strict=True)}}
    mean = small(FLOW, {"t": f"indicator: x, {op}: {asked} 人, years: mean"}, head=head).evaluate(data)["t"]
    whole = sum(parts) >= 2 * asked if op == "at_least" else sum(parts) <= 2 * asked
    assert (mean.status == "met") is whole
    each = small(FLOW, {"t": f"indicator: x, {op}: {asked} 人, years: each"}, head=head).evaluate(data)["t"]
    years = (sum(parts[:12]), sum(parts[12:]))
    assert (each.status == "met") is all(y >= asked if op == "at_least" else y <= asked for y in years)


@SOME
@given(amounts, st.integers(1, 24), st.integers(0, 200), st.sampled_from(["at_least", "at_most"]))
def test_a_mean_decided_early_stays_decided(parts: list[int], known: int, asked: int, op: str) -> None:
    scheme = small(FLOW, {"t": f"indicator: x, {op}: {asked} 人, years: mean"}, head=over("2018", "2019"))
    days = [date(2018, 1, 1) + relativedelta(months=number) for number in range(25)]
    data = {"x": {f"{day:%Y-%m}": part for day, part in zip(days, parts, strict=False)}}
    early = scheme.evaluate(data, as_of=days[known] - relativedelta(days=1))["t"].status
    assert early in ("not_due", scheme.evaluate(data)["t"].status)
    sofar = sum(parts[:known])
    settled = sofar >= 2 * asked if op == "at_least" else sofar > 2 * asked
    if known < 24:
        assert (early != "not_due") is settled
