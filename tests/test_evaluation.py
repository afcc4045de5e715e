"""Evaluations as wholes: what a figure without a period answers, what is left over, what is equal."""

import pickle
from decimal import Decimal

import pytest

import cyxc
from support import HEAD, question, small

THREE_YEARS = HEAD.replace("due: 2020", "due: 2022")
TIMES = {
    "t": "indicator: x, at_least: 5 人",
    "u": "indicator: x, at_least: 5 人, start: 2021",
}


def statuses(scheme: cyxc.Scheme, data: dict[str, object]) -> list[str]:
    return [verdict.status.value for verdict in scheme.evaluate(data)]


def test_a_flow_asked_for_over_different_times_is_not_answered_by_one_figure() -> None:
    scheme = small({"x": "flow: 人"}, TIMES, head=THREE_YEARS)
    assert statuses(scheme, {"x": 6}) == ["no_data", "no_data"]


@pytest.mark.parametrize("years", ["each", "last", "mean"])
def test_nor_where_years_count_otherwise(years: str) -> None:
    asked = {"t": "indicator: x, at_least: 6 人", "u": f"indicator: x, at_least: 6 人, years: {years}"}
    assert statuses(small({"x": "flow: 人"}, asked, head=THREE_YEARS), {"x": 18}) == ["no_data", "no_data"]
    # Within one year every way of counting years is the same.
    assert statuses(small({"x": "flow: 人"}, asked), {"x": 18}) == ["met", "met"]


def test_parts_of_a_rate_are_asked_for_over_its_time() -> None:
    indicators = {"x": "flow: 人", "y": "flow: 人", "r": "unit: '%', formula: x / y"}
    asked = {"t": "indicator: r, at_least: 50 %", "u": "indicator: x, at_least: 5 人, start: 2021"}
    scheme = small(indicators, asked, head=THREE_YEARS)
    assert statuses(scheme, {"x": 6, "y": 10}) == ["no_data", "no_data"]
    assert statuses(scheme, {"r": "60 %", "x": 6}) == ["met", "no_data"]


def test_a_stock_is_what_it_is_at_the_date() -> None:
    assert statuses(small({"x": "stock: 人"}, TIMES, head=THREE_YEARS), {"x": 6}) == ["met", "met"]


def test_a_figure_no_target_asks_for_is_unused() -> None:
    indicators = {"x": "flow: 人, part_of: w", "w": "flow: 人", "z": "flow: 人"}
    result = small(indicators, {"t": "indicator: x, at_least: 5 人"}).evaluate({"x": 6, "w": 7, "z": 8})
    assert result.unused == ("z",)  # the whole is what the part is checked against


def test_a_figure_asked_for_under_another_reading_is_used() -> None:
    rest = "questions:\n" + question("q", "swap: {t: {indicator: z}}")
    scheme = small({"x": "flow: 人", "z": "flow: 人"}, {"t": "indicator: x, at_least: 5 人"}, rest)
    assert scheme.evaluate({"x": 6, "z": 8}).unused == ()


@pytest.mark.parametrize("other", [3.0, Decimal("3.00"), "3", "３", "3 人", (3, "人")])
def test_the_spelling_of_a_figure_makes_no_difference(other: object) -> None:
    scheme = small({"x": "flow: 人"}, {"t": "indicator: x, at_least: 5 人"})
    assert scheme.evaluate({"x": 3}) == scheme.evaluate({"x": other})
    assert scheme.evaluate({"x": 3}) != scheme.evaluate({"x": 4})
    assert scheme.evaluate({"x": -3}) != scheme.evaluate({"x": -4})  # both invalid


def test_what_is_not_a_number_equals_itself_once_pickled() -> None:
    result = small({"x": "flow: 人"}, {"t": "indicator: x, at_least: 5 人"}).evaluate({"x": float("nan")})
    assert pickle.loads(pickle.dumps(result)) == result


def many_questions(count: int) -> cyxc.Scheme:
    """One target with a floor of 5, which each of some questions may put at another figure."""
    indicators = {f"x{i}": "flow: 人" for i in range(count)}
    formula = " + ".join(indicators)
    questions = "".join(
        question(f"q{i}", f"redefine: {{x{i}: y{i}}}", f"redefine: {{x{i}: z{i}}}") for i in range(count)
    )
    indicators |= {f"{name}{i}": "flow: 人" for i in range(count) for name in "yz"}
    asked = {"t": "indicator: all, at_least: 5 人"}
    return small({**indicators, "all": f"flow: 人, formula: {formula}"}, asked, "questions:\n" + questions)


def test_it_is_said_when_not_every_combination_of_readings_was_tried() -> None:
    few, many = many_questions(2), many_questions(9)  # 9 and 19,683 combinations
    figures = {f"{name}{i}": 0 for i in range(9) for name in "xyz"}
    kept = {key: value for key, value in figures.items() if key in few.indicators.ids}
    assert few.evaluate({**kept, "y0": 5}).pivots[0].answers == (("q0", "r1"),)
    assert few.evaluate(kept).pivots_complete
    result = many.evaluate({**figures, "y0": 5})
    assert not result.pivots_complete
    assert (("q0", "r1"),) in [pivot.answers for pivot in result.pivots]
    assert result["t"].agreement == "depends"


def test_sums_of_sums_are_planned_once_each() -> None:
    """Each term is the sum of the two before it: 1, 1, 2, 3, 5, …; the ways down to the first two are as many
    as the last figure says, the 50th number of Fibonacci.
    """
    sums = {f"x{i}": f"flow: 人, formula: x{i - 1} + x{i - 2}" for i in range(2, 50)}
    scheme = small({"x0": "flow: 人", "x1": "flow: 人", **sums}, {"t": "indicator: x49, at_least: 5 人"})
    verdict = scheme.evaluate({"x0": 1, "x1": 1}, as_of="2020-06-30")["t"]
    assert verdict.value is not None
    assert verdict.value.value == 12_586_269_025
    assert verdict.status == "met"  # before its due date, since a sum of flows only rises


def test_places_share_what_a_scheme_comes_to_under_other_answers() -> None:
    scheme = many_questions(2)
    one, other = (scheme.evaluate({"x0": figure, "y0": 5}).under({"q0": "r1"}) for figure in (1, 2))
    assert one.scheme is other.scheme
    assert one.scheme.origin == scheme
    assert one is not other
    assert scheme.under({"q0": "r0"}) is scheme
