"""Every state a verdict can be in: alone, together, and all the way up to the totals and the outcome.

Tables worked by hand from the design: what each state is, which comes first, and how states combine.
"""

import json
import pickle
import random
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import testing
from support import HEAD, question, small

SOME = settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
packaged = pytest.mark.parametrize("name", cyxc.PACKAGED)

PRECEDENCE = ("not_applicable", "invalid", "no_data", "not_due", "undefined", "not_met", "met")
BEFORE, ON, AFTER = "2020-12-30", "2020-12-31", "2021-01-01"  # the term ends with 2020


def one(scheme: cyxc.Scheme, data: dict[str, Any], **asked: Any) -> str:
    """The status of the first target."""
    return scheme.evaluate(data, **asked)[scheme.targets[0].id].status.value


# One state alone.

PEOPLE = small(
    {
        "people": "flow: 人",
        "visits": "flow: 人次, attendances_of: people",
        "part": "flow: 人, part_of: people",
        "share": "formula: part / people, rate: '%'",
    },
    {
        "people": "indicator: people, at_least: 10 人",
        "visits": "indicator: visits, at_least: 10 人次",
        "part": "indicator: part, at_least: 10 人",
        "share": "indicator: share, at_least: 50 %",
    },
)
MISSING = [
    None,
    float("nan"),
    Decimal("NaN"),
    "",
    "  ",
    "暂无",
    "-",
    "—",
    "N/A",
    "null",
    (None, "人"),
    {"value": None},
]
WRONG = [
    -1, "-1", "-1人", Decimal("-0.1"), -0.5, Fraction(-1, 3),
    "1.5", 1.5, Decimal("10.5"), Fraction(31, 3), "0.00105万人",
    float("inf"), float("-inf"), Decimal("Infinity"), "inf", "∞",
    "12元", "12 人次", (12, "万元"), "12%", ("12", "户"), {"value": 12, "unit": "平方米"},
]  # fmt: skip


@pytest.mark.parametrize("value", MISSING, ids=repr)
def test_what_is_missing_is_no_data(value: Any) -> None:
    result = PEOPLE.evaluate({"people": value})
    assert [verdict.status for verdict in result] == ["no_data"] * 4
    assert result["people"].lacking == ("people",)
    assert result.outcome == "undetermined"
    assert result == PEOPLE.evaluate({"people": value})


@pytest.mark.parametrize("value", WRONG, ids=repr)
def test_what_can_not_be_is_invalid(value: Any) -> None:
    result = PEOPLE.evaluate({"people": value, "part": 10})
    assert result["people"].status == "invalid"
    assert result["share"].status == "invalid", "what rests on it"
    assert (result["people"].value, result["people"].margin, result["people"].missing) == (None, None, ())
    assert result["part"].status == "met", "what does not rest on it"
    assert result.outcome == "undetermined"
    assert result["people"].explanation.zh


TWO = {"a": "flow: 人", "b": "flow: 人"}
RATE = {**TWO, "x": "formula: a / b, rate: '%'"}
OVER = {"a": "flow: 人", "b": "flow: 人, signed: yes", "x": "formula: a / b, rate: '%'"}
SUM = {**TWO, "x": "formula: a + b"}
NET = {**TWO, "x": "formula: a - b"}
HALF = {"a": "flow: 人", "x": "formula: 0.5 a"}
INSIDE = {"x": "flow: 人, part_of: b", "b": "flow: 人"}
AROUND = {"a": "flow: 人, part_of: x", "x": "flow: 人"}
LARGE = {"x": "flow: 人, part_of: b", "b": "flow: 万人"}
VISITS = {"x": "flow: 人次, attendances_of: b", "b": "flow: 人"}
SUM_INSIDE = {**TWO, "x": "formula: a + b, part_of: c", "c": "flow: 人"}
SUM_OF_PART = {"a": "flow: 人, part_of: c", "b": "flow: 人", "x": "formula: a + b", "c": "flow: 人"}
RATE_OF_PART = {
    "a": "flow: 人, part_of: c",
    "b": "flow: 人",
    "x": "formula: a / b, rate: '%'",
    "c": "flow: 人",
}

STATES: list[tuple[dict[str, str], str, dict[str, Any], str]] = [
    # Shares of a whole: 100 % can be, more can't, in any unit, handed in or computed.
    ({"x": "rate: '%'"}, "at_least: 50 %", {"x": "100%"}, "met"),
    ({"x": "rate: '%'"}, "at_least: 50 %", {"x": "100.0001%"}, "invalid"),
    ({"x": "rate: '%'"}, "at_least: 50 %", {"x": "1000.001‰"}, "invalid"),
    ({"x": "rate: '%'"}, "at_least: 50 %", {"x": (Decimal("1.01"), "1")}, "invalid"),
    ({"x": "rate: '%', unbounded: yes"}, "at_least: 50 %", {"x": "100.0001%"}, "met"),
    ({"x": "rate: '1'"}, 'at_least: "1:5"', {"x": 7}, "met"),
    (RATE, "at_most: 50 %", {"a": 3, "b": 3}, "not_met"),
    (RATE, "at_most: 50 %", {"a": 4, "b": 3}, "invalid"),
    # Counts can't be negative; what may be says so. Measures come in parts, counts don't.
    (NET, "at_most: 5 人", {"a": 1, "b": 2}, "invalid"),
    ({**NET, "x": "formula: a - b, signed: yes"}, "at_most: 5 人", {"a": 1, "b": 2}, "met"),
    ({"x": "flow: 万元"}, "at_most: 5 万元", {"x": "-0.01元"}, "invalid"),
    ({"x": "flow: 万元"}, "at_most: 5 万元", {"x": "0.01元"}, "met"),
    ({"x": "flow: 万人"}, "at_most: 5 万人", {"x": "1.2345"}, "met"),
    ({"x": "flow: 万人"}, "at_most: 5 万人", {"x": "1.23456"}, "invalid"),
    (HALF, "at_most: 5 人", {"a": 3}, "invalid"),
    (HALF, "at_most: 5 人", {"a": 4}, "met"),
    # Parts, wholes and attendances; as much as the whole is no more than it.
    (INSIDE, "at_least: 1 人", {"x": 5, "b": 5}, "met"),
    (INSIDE, "at_least: 1 人", {"x": 6, "b": 5}, "invalid"),
    (AROUND, "at_least: 1 人", {"a": 6, "x": 5}, "invalid"),
    (LARGE, "at_least: 1 人", {"x": 10000, "b": 1}, "met"),
    (LARGE, "at_least: 1 人", {"x": 10001, "b": 1}, "invalid"),
    (VISITS, "at_least: 1 人次", {"x": 5, "b": 5}, "met"),
    (VISITS, "at_least: 1 人次", {"x": 4, "b": 5}, "invalid"),
    # A sum over its whole, a sum of what is over its whole, and a rate of it.
    (SUM_INSIDE, "at_least: 1 人", {"a": 3, "b": 3, "c": 5}, "invalid"),
    (SUM_OF_PART, "at_least: 1 人", {"a": 6, "b": 3, "c": 5}, "invalid"),
    (RATE_OF_PART, "at_least: 1 %", {"a": 6, "b": 9, "c": 5}, "invalid"),
    # A rate beside its parts: they decide; beyond its own rounding it contradicts them.
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "33%"}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "33.3%"}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "33.33%"}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "333‰"}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": (Fraction(100, 3), "%")}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": (Fraction(1, 3), "1")}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "33.4%"}, "invalid"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "34%"}, "invalid"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "32%"}, "invalid"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "334‰"}, "invalid"),
    # A count beside its parts has to agree to the last one, and stands where one of them is missing.
    (SUM, "at_least: 3 人", {"a": 1, "b": 2, "x": 3}, "met"),
    (SUM, "at_least: 3 人", {"a": 1, "b": 2, "x": 4}, "invalid"),
    (SUM, "at_least: 3 人", {"b": 2, "x": 4}, "met"),
    (RATE, "at_least: 33 %", {"a": 1, "x": "33%"}, "met"),
    (RATE, "at_least: 33 %", {"a": -1, "b": 3, "x": "33%"}, "invalid"),
    (RATE, "at_least: 33 %", {"a": 1, "b": 3, "x": "101%"}, "invalid"),
    # Denominators: zero can't divide, less than zero can't be.
    (RATE, "at_most: 5 %", {"a": 0, "b": 0}, "undefined"),
    (RATE, "at_most: 5 %", {"a": 7, "b": 0}, "undefined"),
    (RATE, "at_most: 5 %", {"a": 0, "b": 0, "x": "0%"}, "undefined"),
    (RATE, "at_most: 5 %", {"b": 0}, "no_data"),
    (RATE, "at_most: 5 %", {"a": -1, "b": 0}, "invalid"),
    (OVER, "at_most: 5 %", {"a": 1, "b": -1}, "invalid"),
    (
        {**OVER, "x": "formula: a / b, rate: '%', unbounded: yes"},
        "at_most: 5 %",
        {"a": 1, "b": -1},
        "invalid",
    ),
    # A mean of years need not be whole.
    # The mean of one year is that year's count, which is whole.
    ({"x": "flow: 人"}, "at_least: 10 人, years: mean", {"x": "10.5"}, "invalid"),
]


@pytest.mark.parametrize(("indicators", "rule", "data", "status"), STATES, ids=str)
def test_one_state(indicators: dict[str, str], rule: str, data: dict[str, Any], status: str) -> None:
    assert one(small(indicators, {"t": f"indicator: x, {rule}"}), data) == status


def test_a_bare_number_is_never_a_percentage() -> None:
    for number in (0.25, 25, Decimal(25), Fraction(1, 4), "25"):
        with pytest.raises(cyxc.DataError) as caught:
            small(RATE, {"t": "indicator: x, at_least: 25 %"}).evaluate({"x": number})
        assert [problem.code for problem in caught.value.problems] == ["share-without-unit"]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("local_average", "met"),
        ("city_average", "met"),
        ("national_average", "met"),
        ("baseline", "invalid"),
        ("before", "invalid"),
    ],
)
def test_an_average_of_places_need_not_be_whole(role: str, status: str) -> None:
    scheme = small({"x": "flow: 人"}, {"t": f"indicator: x, better_than: {role}"})
    assert one(scheme, {"x": 11, f"x@{role}": "10.5"}) == status


@pytest.mark.parametrize("op", ["at_least", "more_than", "at_most", "less_than", "equals"])
@pytest.mark.parametrize("years", [1, 3])
@pytest.mark.parametrize("now", [0, 1, 10**15, -1])
@pytest.mark.parametrize("base", [0, -1])
def test_growth_over_nothing_is_undefined(op: str, years: int, now: int, base: int) -> None:
    rule = f"growth: {{{op}: 0 %, over: base, years: {years}}}"
    scheme = small({"x": "stock: 人, signed: yes"}, {"t": f"indicator: x, {rule}"})
    result = scheme.evaluate({"x": now, "x@base": base})
    assert result["t"].status == "undefined"
    assert (result["t"].margin, result["t"].missing, result.outcome) == (None, (), "undetermined")


# Before the due date.


@pytest.mark.parametrize(
    ("kind", "rule", "value", "early", "late"),
    [
        # What has come in can't be taken back: a floor reached stays met, a ceiling broken stays broken.
        ("flow: 人", "at_least: 10 人", 9, "not_due", "not_met"),
        ("flow: 人", "at_least: 10 人", 10, "met", "met"),
        ("flow: 人", "more_than: 10 人", 10, "not_due", "not_met"),
        ("flow: 人", "more_than: 10 人", 11, "met", "met"),
        ("flow: 人", "at_most: 10 人", 10, "not_due", "met"),
        ("flow: 人", "at_most: 10 人", 11, "not_met", "not_met"),
        ("flow: 人", "less_than: 10 人", 9, "not_due", "met"),
        ("flow: 人", "less_than: 10 人", 10, "not_met", "not_met"),
        ("flow: 人", "equals: 10 人", 9, "not_due", "not_met"),
        ("flow: 人", "equals: 10 人", 10, "not_due", "met"),
        ("flow: 人", "between: {lower: 5 人, upper: 10 人}", 4, "not_due", "not_met"),
        ("flow: 人", "between: {lower: 5 人, upper: 10 人}", 7, "not_due", "met"),
        # Everything else may still change.
        ("flow: 人, signed: yes", "at_least: 10 人", 10, "not_due", "met"),
        ("flow: 人, signed: yes", "at_most: 10 人", 11, "not_due", "not_met"),
        ("stock: 人", "at_least: 10 人", 10, "not_due", "met"),
        ("stock: 人", "at_most: 10 人", 11, "not_due", "not_met"),
        ("rate: '%'", "at_least: 10 %", "10%", "not_due", "met"),
        ("flow: 人", "growth: 8 %", 108, "not_due", "met"),
        ("flow: 人", "growth: 8 %", 107, "not_due", "not_met"),
        ("flow: 人", "rise: 8 人", 108, "not_due", "met"),
        ("flow: 人", "better_than: national_average", 101, "not_due", "met"),
        ("flow: 人", "lower_than: national_average", 101, "not_due", "not_met"),
        # The mean of the years, the last one, and each of them are not known before the end.
        # Within one year it makes no difference how years count.
        ("flow: 人", "at_least: 10 人, years: mean", 10, "met", "met"),
        ("flow: 人", "at_least: 10 人, years: last", 10, "met", "met"),
        ("flow: 人", "at_most: 10 人, years: each", 11, "not_met", "not_met"),
    ],
)
def test_before_on_and_after_the_due_date(kind: str, rule: str, value: Any, early: str, late: str) -> None:
    scheme = small({"x": kind}, {"t": f"indicator: x, {rule}"})
    data = {"x": value, "x@before": 100, "x@national_average": 100}
    if "rate" in kind:
        data = {"x": value}
    for as_of, status in (("2019-06-30", early), (BEFORE, early), (ON, late), (AFTER, late), (None, late)):
        verdict = scheme.evaluate(data, as_of=as_of)["t"]
        assert verdict.status == status, as_of
        assert verdict.so_far == (late if status == "not_due" else None)
        assert verdict.due == date(2020, 12, 31)
        assert verdict.margin is not None, "how it stands is shown all the while"


def test_each_target_waits_for_its_own_due_date() -> None:
    scheme = small(
        {"x": "stock: 人"},
        {
            "a": "indicator: x, at_least: 1 人, due: 2020-02",
            "b": "indicator: x, at_least: 1 人, due: 2020-06-15",
        },
    )
    for as_of, expected in (
        ("2020-02-28", ["not_due", "not_due"]),
        ("2020-02-29", ["met", "not_due"]),  # a leap year's February
        ("2020-06-14", ["met", "not_due"]),
        ("2020-06-15", ["met", "met"]),
    ):
        result = scheme.evaluate({"x": 1}, as_of=as_of)
        assert [verdict.status for verdict in result] == expected
        assert result.outcome == ("met" if expected == ["met", "met"] else "undetermined")


# Which state comes first.


@pytest.mark.parametrize("left_out", [False, True])
@pytest.mark.parametrize("invalid", [False, True])
@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("zero", [False, True])
@pytest.mark.parametrize("enough", [False, True])
def test_of_several_states_the_first_stands(
    left_out: bool, invalid: bool, missing: bool, early: bool, zero: bool, enough: bool
) -> None:
    states = {
        "not_applicable": left_out,
        "invalid": invalid,
        "no_data": missing,
        "not_due": early,
        "undefined": zero,
        "not_met": not enough,
        "met": True,
    }
    first = next(state for state in PRECEDENCE if states[state])
    asked: dict[str, Any] = {"as_of": BEFORE if early else None, "not_applicable": ["t"] if left_out else []}

    # In a rate: one term that can't be, one that is missing, a denominator of zero.
    rate = {
        "a": "flow: 人",
        "b": "flow: 人",
        "c": "flow: 人",
        "x": "formula: (a + b) / c, rate: '%', unbounded: yes",
    }
    data: dict[str, Any] = {"a": 1, "b": 9 if enough else 2, "c": 0 if zero else 10}
    wrong = {"a": -1} if invalid else {}
    gone = {"b": None} if missing else {}
    scheme = small(rate, {"t": "indicator: x, at_least: 90 %", "u": "indicator: a, at_least: 0 人"})
    check_everywhere(scheme, data | wrong | gone, asked, first)

    # In a growth: a figure that can't be, a past one that is missing or zero.
    past = {} if missing else {"a@before": 0 if zero else 10}
    now = {"a": Decimal("0.5") if invalid else 11 if enough else 10}
    scheme = small(
        {"a": "flow: 人"}, {"t": "indicator: a, growth: 10 %", "u": "indicator: a, at_least: 0 人"}
    )
    check_everywhere(scheme, now | past, asked, first)


def check_everywhere(scheme: cyxc.Scheme, data: dict[str, Any], asked: dict[str, Any], status: str) -> None:
    """A state stays what it is up to the totals, the lists, the rows and the outcome."""
    result = scheme.evaluate(data, **asked)
    other = result["u"].status.value
    assert result["t"].status == status
    count = Counter([status, other])
    assert result.counts == {state: count[state] for state in PRECEDENCE}
    for totals in result.totals.values():
        assert {state.value: n for state, n in totals.by_status} == {
            state: count[state] for state in PRECEDENCE
        }
        assert totals[status] == count[status]
        assert totals.outcome == result.outcome
    assert (
        [v.status for v in result.by_party()[""]]
        == [v.status for v in result.by_clause()["一"]]
        == [status, other]
    )
    said = json.loads(json.dumps(result.to_dict()))
    assert (
        [v["status"] for v in said["verdicts"]]
        == [row["status"] for row in result.to_rows()]
        == [status, other]
    )
    assert said["totals"]["targets"]["by_status"] == result.counts
    counted = {status, other} - {"not_applicable"}
    expected = "not_met" if "not_met" in counted else "met" if counted == {"met"} else "undetermined"
    assert (result.outcome, result.status, said["outcome"]) == (expected,) * 3


# How states combine.


def expected(states: tuple[str, ...], need: int | None) -> str:
    """Met if k ≥ m, not met if k + u < m, else the first undecided state."""
    states = tuple(state for state in states if state != "not_applicable")
    k, u = states.count("met"), sum(state not in ("met", "not_met") for state in states)
    m = len(states) if need is None else need
    if not states:
        return "not_applicable"
    return (
        "met"
        if k >= m
        else "not_met"
        if k + u < m
        else min(set(states) - {"met", "not_met"}, key=PRECEDENCE.index)
    )


FIGURES: dict[str, dict[str, Any]] = {
    "not_applicable": {"a": 9, "b": 10},
    "invalid": {"a": -1, "b": 10},
    "no_data": {"b": 10},
    "not_due": {"a": 9, "b": 10},
    "undefined": {"a": 0, "b": 0},
    "not_met": {"a": 8, "b": 10},
    "met": {"a": 9, "b": 10},
}


@pytest.mark.parametrize("states", list(product(PRECEDENCE, repeat=3)), ids=" ".join)
def test_bounds_of_combinations(states: tuple[str, ...]) -> None:
    indicators = {f"{side}{i}": "flow: 人" for i in range(3) for side in "ab"}
    indicators |= {f"r{i}": f"formula: a{i} / b{i}, rate: '%'" for i in range(3)}
    due = {i: ", due: 2021" if state == "not_due" else "" for i, state in enumerate(states)}
    scheme = small(
        indicators,
        {
            **{f"t{i}": f"indicator: r{i}, at_least: 90 %{due[i]}" for i in range(3)},
            "all": "all: [t0, t1, t2]",
            "any": "any: [t0, t1, t2]",
            "two": "some: {need: 2, of: [t0, t1, t2]}",
            "three": "some: {need: 3, of: [t0, t1, t2]}",
            "both": "all: [any, all]",
            "either": "any: [two, three]",
        },
    )
    data = {f"{side}{i}": n for i, state in enumerate(states) for side, n in FIGURES[state].items()}
    left_out = [f"t{i}" for i, state in enumerate(states) if state == "not_applicable"]
    result = scheme.evaluate(data, as_of=ON, not_applicable=left_out)
    assert [result[f"t{i}"].status for i in range(3)] == list(states)
    found = {id_: result[id_].status.value for id_ in ("all", "any", "two", "three", "both", "either")}
    alone = {
        "all": expected(states, None),
        "any": expected(states, 1),
        "two": expected(states, 2),
        "three": expected(states, 3),
    }
    alone["both"] = expected((alone["any"], alone["all"]), None)
    alone["either"] = expected((alone["two"], alone["three"]), 1)
    assert found == alone
    # Only the two outermost count, each once; the rest are counted through them.
    totals = result.totals["targets"]
    assert (totals.entries, totals.counted, totals.combined, totals.restated) == (9, 2, 7, 0)
    assert result.counts == {state: [found["both"], found["either"]].count(state) for state in PRECEDENCE}


EACH = [state for state in PRECEDENCE if state not in ("not_applicable", "not_due")]


@pytest.mark.parametrize("states", list(product(EACH, repeat=3)), ids=" ".join)
@pytest.mark.parametrize("early", [False, True])
def test_bounds_of_each(states: tuple[str, ...], early: bool) -> None:
    indicators = {f"{side}{i}": "flow: 人" for i in range(3) for side in "ab"}
    indicators |= {f"r{i}": f"formula: a{i} / b{i}, rate: '%'" for i in range(3)}
    scheme = small(indicators, {"t": "each: {of: [r0, r1, r2], at_least: 90 %}"})
    data = {f"{side}{i}": n for i, state in enumerate(states) for side, n in FIGURES[state].items()}
    result = scheme.evaluate(data, as_of=BEFORE if early else ON)
    due = tuple(
        "not_due" if early and state in ("undefined", "not_met", "met") else state for state in states
    )
    assert [compared.status for compared in result["t"].compared] == list(due)
    assert result["t"].status == expected(due, None)
    assert result["t"].so_far == (expected(states, None) if result["t"].status == "not_due" else None)
    assert result.totals["targets"].entries == 1, "the indicators are no entries"
    assert result["t"].explanation.zh


def test_each_of_several_flows_is_settled_by_one_that_is_broken() -> None:
    scheme = small({"x": "flow: 人", "y": "flow: 人"}, {"t": "each: {of: [x, y], at_most: 10 人}"})
    assert one(scheme, {"x": 11, "y": 0}, as_of=BEFORE) == "not_met"
    assert one(scheme, {"x": 10, "y": 0}, as_of=BEFORE) == "not_due"
    assert one(scheme, {"x": 11}, as_of=BEFORE) == "not_met", "whatever the other comes to"
    assert one(scheme, {"x": 10}, as_of=BEFORE) == "no_data"


def test_a_combination_that_waits_says_how_it_stands() -> None:
    scheme = small(
        {"x": "stock: 人", "y": "stock: 人"},
        {"t": "any: [u, v]", "u": "indicator: x, at_least: 5 人", "v": "indicator: y, at_least: 5 人"},
    )
    verdict = scheme.evaluate({"x": 5, "y": 4}, as_of=BEFORE)["t"]
    assert (verdict.status, verdict.so_far) == ("not_due", "met")
    verdict = scheme.evaluate({"x": 4, "y": 4}, as_of=BEFORE)["t"]
    assert (verdict.status, verdict.so_far) == ("not_due", "not_met")
    assert [child.id for child in verdict.children] == ["u", "v"]


# Totals and outcomes.


def check_totals(result: cyxc.Evaluation) -> None:
    verdicts = list(result)
    counted = [verdict for verdict in verdicts if verdict.counted]
    inside = {child for target in result.scheme.targets for child in target.children}
    for kind, totals in result.totals.items():
        entries, own = of_kind(kind, verdicts), of_kind(kind, counted)
        assert totals.entries == len(entries) == totals.counted + totals.restated + totals.combined
        assert totals.counted == sum(count for _, count in totals.by_status) == len(own)
        assert {s.value: n for s, n in totals.by_status} == {
            s: sum(v.status == s for v in own) for s in PRECEDENCE
        }
        assert totals.to_dict()["counted"] == totals.counted
        states = {verdict.status.value for verdict in own} - {"not_applicable"}
        assert totals.outcome == (
            "not_met" if "not_met" in states else "met" if states == {"met"} else "undetermined"
        )
    assert len(verdicts) == len(result.scheme.entries)
    whole, kinds = result.totals["all"], [t for kind, t in result.totals.items() if kind != "all"]
    for field in ("entries", "counted", "restated", "combined"):
        assert getattr(whole, field) == sum(getattr(one, field) for one in kinds)
    for status, count in whole.by_status:
        assert count == sum(one[status] for one in kinds)
    for verdict in verdicts:
        assert verdict.counted == (verdict.entry.restates is None and verdict.id not in inside)
    by_clause = [verdict.id for group in result.by_clause().values() for verdict in group]
    assert sorted(by_clause) == sorted(result.scheme.entries.ids)
    assert {v.id for group in result.by_party().values() for v in group} == set(by_clause)
    assert result.outcome == result.totals["targets"].outcome


def of_kind(kind: str, verdicts: list[cyxc.Verdict]) -> list[cyxc.Verdict]:
    """The verdicts that the totals of a kind are about."""
    words = {"targets": "target", "criteria": "criterion", "obligations": "obligation"}
    one = {**words, "tasks": "task", "steps": "step"}
    return [verdict for verdict in verdicts if kind == "all" or verdict.kind == one[kind]]


@packaged
@SOME
@given(st.data())
def test_totals_reconcile(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    figures = data.draw(testing.data_for(scheme, data.draw(st.booleans())))
    left_out = data.draw(st.lists(st.sampled_from(scheme.targets.ids), max_size=5))
    answers = {
        q.id: data.draw(st.sampled_from([r.id for r in q.readings if not r.without_number]))
        for q in scheme.questions
    }
    result = scheme.evaluate(figures, not_applicable=left_out, readings=answers)
    check_totals(result)
    assert all((verdict.status == "not_applicable") == (verdict.id in left_out) for verdict in result)


@SOME
@given(st.data(), testing.schemes(), st.sampled_from((None, "2020-03-31", "2020-12-30")))
def test_totals_of_random_schemes_reconcile(
    data: st.DataObject, scheme: cyxc.Scheme, as_of: str | None
) -> None:
    check_totals(scheme.evaluate(data.draw(testing.data_for(scheme)), as_of=as_of, not_applicable=["t0"]))


def test_a_restatement_is_shown_at_both_clauses_and_counted_once() -> None:
    scheme = cyxc.load("wuchang")
    for bases, status in ((5, "met"), (4, "not_met"), (None, "no_data"), (-1, "invalid")):
        result = scheme.evaluate({"practice_bases": bases})
        assert result["practice-bases"].status == result["practice-bases-again"].status == status
        assert result.counts[status] == (1 if status != "no_data" else 25)
        assert (result["practice-bases"].counted, result["practice-bases-again"].counted) == (True, False)
        clauses = [
            clause for clause, found in result.by_clause().items() if any("practice" in v.id for v in found)
        ]
        assert clauses == ["一/(二)/4", "二/(三)/2"]
        totals = result.totals["targets"]
        assert (totals.entries, totals.counted, totals.restated, totals.combined) == (26, 25, 1, 0)
    # Read as two tasks, 3 + 2 bases are enough for the second and too few for the first; both count.
    two = scheme.evaluate(
        {"practice_bases": 3, "incubation_bases": 2}, readings={"practice-bases-twice": "two-tasks"}
    )
    assert (two["practice-bases"].status, two["practice-bases-again"].status) == ("not_met", "met")
    assert two.counts == {**dict.fromkeys(PRECEDENCE, 0), "not_met": 1, "met": 1, "no_data": 24}
    assert (two.totals["targets"].counted, two.totals["targets"].restated) == (26, 0)


def test_a_scheme_is_met_only_when_all_that_counts_is() -> None:
    scheme = small(
        {"x": "flow: 人", "y": "flow: 人"},
        {"t": "indicator: x, at_least: 1 人", "u": "indicator: y, at_least: 1 人"},
    )
    rows: list[tuple[dict[str, Any], list[str], str]] = [
        ({"x": 1, "y": 1}, [], "met"),
        ({"x": 1, "y": 0}, [], "not_met"),
        ({"x": 1}, [], "undetermined"),
        ({"x": 0}, [], "not_met"),
        ({"x": 1, "y": -1}, [], "undetermined"),
        ({"x": 1, "y": 0}, ["u"], "met"),
        ({"x": 1}, ["u"], "met"),
        ({"y": 1}, ["u"], "undetermined"),
        ({"x": 1, "y": 1}, ["t", "u"], "undetermined"),
    ]
    for data, left_out, outcome in rows:
        assert scheme.evaluate(data, not_applicable=left_out).outcome == outcome, (data, left_out)


@packaged
def test_nothing_defaults_to_a_pass(name: str) -> None:
    scheme = cyxc.load(name)
    choices = [[(q.id, r.id) for r in q.readings if not r.without_number] for q in scheme.questions]
    answers = [{q: r} for readings in choices for q, r in readings]
    chance = random.Random(5)
    answers += [dict(chance.choice(readings) for readings in choices) for _ in range(20)]
    for readings in [{}, *answers]:
        for left_out in ([], scheme.targets.ids[:1], scheme.targets.ids):
            result = scheme.evaluate({}, readings=readings, not_applicable=left_out)
            assert {v.status.value for v in result if v.id not in left_out} <= {"no_data"}
            assert {v.status.value for v in result if v.id in left_out} <= {"not_applicable"}
            assert result.outcome == "undetermined"
            assert result.counts["met"] == result.counts["not_met"] == 0
    empty = scheme.evaluate({})
    assert (empty.pivots, {v.agreement for v in empty} - {"same", "open"}) == ((), set())
    assert scheme.evaluate({}, not_applicable=scheme.targets.ids).pivots == ()


# Dates of a scheme.


@pytest.mark.parametrize("name", ["wuchang", "panzhihua-2010", "county"])
def test_a_scheme_without_its_year_is_asked_about_no_date(name: str) -> None:
    scheme = cyxc.load(name)
    assert not scheme.bound
    with pytest.raises(cyxc.UsageError) as caught:
        scheme.evaluate({}, as_of="2012-06-30")
    assert [problem.code for problem in caught.value.problems] == ["year-needed"]
    assert all(verdict.due is None for verdict in scheme.evaluate({}))
    bound = scheme.for_year(2012)
    assert (bound.bound, bound.year, bound.term.opens, bound.term.ends) == (
        True,
        2012,
        date(2012, 1, 1),
        date(2012, 12, 31),
    )
    assert scheme.evaluate({}, year=2012, as_of="2012-06-30") == bound.evaluate({}, as_of=date(2012, 6, 30))
    assert bound.evaluate({}).scheme.year == 2012
    assert bound.for_year(2012) == bound
    assert scheme.for_year(2013) != bound
    assert bound.for_year(2013) == scheme.for_year(2013)


@pytest.mark.parametrize("name", ["jiaxing-2013", "putuo-2019"])
def test_a_scheme_with_its_years_takes_no_other(name: str) -> None:
    scheme = cyxc.load(name)
    assert scheme.bound
    assert all(verdict.due is not None for verdict in scheme.evaluate({}).targets)
    with pytest.raises(cyxc.UsageError) as caught:
        scheme.evaluate({}, year=2013)
    assert [problem.code for problem in caught.value.problems] == ["year-not-needed"]


def test_readings_and_years_may_come_in_any_order() -> None:
    scheme = cyxc.load("county")
    answers = {"share-kinds": "each-kind", "title-share-counts": "recognised"}
    assert scheme.under(answers).for_year(2012) == scheme.for_year(2012).under(answers)
    assert scheme.under(answers).for_year(2012).under(
        {"share-kinds": "pooled", "title-share-counts": "taking-part"}
    ) == scheme.for_year(2012)


def test_windows_may_begin_in_december_of_the_year_before() -> None:
    phases = {phase.id: phase.window for phase in cyxc.load("wuchang").for_year(2012).phases}
    assert (phases["preparation"].opens, phases["preparation"].ends) == (date(2011, 12, 1), date(2012, 3, 31))
    assert (phases["implementation"].opens, phases["implementation"].ends) == (
        date(2012, 3, 1),
        date(2012, 10, 31),
    )
    assert (phases["review"].opens, phases["review"].ends) == (date(2012, 11, 1), date(2012, 12, 31))
    county = {phase.id: phase.window for phase in cyxc.load("county").for_year(2012).phases}
    assert (county["mobilise"].opens, county["mobilise"].ends) == (date(2012, 1, 1), date(2012, 2, 29))
    assert {p.id: p.window for p in cyxc.load("county").for_year(2013).phases}["mobilise"].ends == date(
        2013, 2, 28
    )


def test_the_counties_95_percent_is_due_at_the_end_of_the_next_year() -> None:
    places = ("townships", "parks", "communities", "villages")
    data = {**dict.fromkeys(places, 100), **{f"{place}_taking_part": 95 for place in places}}
    scheme = cyxc.load("county").for_year(2012)
    others = {target.window.ends for target in scheme.targets if target.id != "title-share"}
    assert others == {date(2012, 12, 31)}
    for as_of, status in (
        ("2012-06-30", "not_due"),
        ("2012-12-31", "not_due"),
        ("2013-12-30", "not_due"),
        ("2013-12-31", "met"),
        ("2014-01-01", "met"),
        (None, "met"),
    ):
        verdict = scheme.evaluate(data, as_of=as_of)["title-share"]
        assert (verdict.status, verdict.due) == (status, date(2013, 12, 31))
        assert verdict.so_far == ("met" if status == "not_due" else None)


def test_a_reading_can_move_a_due_date_that_has_no_year_yet() -> None:
    head = HEAD.replace("{start: 2020, due: 2020}", "{start: Y, due: Y}")
    scheme = small(
        {"x": "stock: 人"},
        {"t": "indicator: x, at_least: 1 人"},
        "questions:\n" + question("when", "swap: {t: {due: (Y+1)-06}}", "swap: {t: {due: Y-06}}"),
        head,
    )
    assert not scheme.bound
    for reading, due in (("r0", date(2020, 12, 31)), ("r1", date(2021, 6, 30)), ("r2", date(2020, 6, 30))):
        verdict = scheme.evaluate({"x": 1}, year=2020, as_of="2020-12-31", readings={"when": reading})["t"]
        assert verdict.due == due
        assert verdict.status == ("not_due" if reading == "r1" else "met")
    plain = scheme.evaluate({"x": 1}, year=2020, as_of="2020-12-31")["t"]
    assert (plain.agreement, plain.questions) == ("depends", ("when",))
    # Without a year everything is judged as if it had fallen due.
    assert scheme.evaluate({"x": 1})["t"].agreement == "same"


def test_the_date_asked_about() -> None:
    scheme = small({"x": "stock: 人"}, {"t": "indicator: x, at_least: 1 人"})
    same = [
        scheme.evaluate({"x": 1}, as_of=asked)
        for asked in ("2020-12-30", date(2020, 12, 30), datetime(2020, 12, 30, 23))
    ]
    assert [one["t"].status for one in same] == ["not_due"] * 3
    assert same[0] == same[1] == same[2]
    for wrong in ("2020-02-30", "2020", "yesterday", ""):
        with pytest.raises(cyxc.UsageError) as caught:
            scheme.evaluate({}, as_of=wrong)
        assert [problem.code for problem in caught.value.problems] == ["bad-date"]


@pytest.mark.parametrize("data", [{"a": 10, "b": 5, "c": 3}, {"b": 5, "c": 3}])
def test_a_whole_over_its_own_whole_makes_all_of_them_invalid(data: dict[str, int]) -> None:
    scheme = small(
        {"a": "flow: 人, part_of: b", "b": "flow: 人, part_of: c", "c": "flow: 人"},
        {"t": "indicator: c, at_least: 1 人"},
    )
    assert one(scheme, data) == "invalid"
    jiaxing = cyxc.load("jiaxing-2013")  # trained_attempts is part of attempts and of trained
    result = jiaxing.evaluate({"trained_attempts": 10, "attempts": 5, "trained": 5, "passed": 5})
    assert result["training-pass-rate"].status == "invalid"


def test_a_past_part_over_its_past_whole_is_invalid() -> None:
    scheme = small({"x": "flow: 人, part_of: b", "b": "flow: 人"}, {"t": "indicator: x, growth: 8 %"})
    assert one(scheme, {"x": 10, "b": 20, "x@before": 5, "b@before": 3}) == "invalid"


def test_another_name_for_a_computed_rate_has_its_value() -> None:
    scheme = small({**RATE, "y": "formula: x, rate: '%'"}, {"t": "indicator: y, at_least: 50 %"})
    verdict = scheme.evaluate({"a": 4, "b": 10})["t"]
    assert (verdict.status, verdict.margin and verdict.margin.value) == ("not_met", -10)
    assert [(way.inputs, way.amount.value) for way in verdict.missing] == [(("a",), 1)]


@pytest.mark.parametrize("rule", ["between: {lower: 5 人, upper: 10 人}", "equals: 10 人"])
def test_a_flow_beyond_its_band_can_not_come_back(rule: str) -> None:
    scheme = small({"x": "flow: 人"}, {"t": f"indicator: x, {rule}"})
    assert one(scheme, {"x": 11}, as_of=BEFORE) == "not_met"


def test_a_difference_of_flows_waits() -> None:
    scheme = small(NET, {"t": "indicator: x, at_least: 10 人"})
    assert one(scheme, {"a": 15, "b": 5}, as_of=BEFORE) == "not_due", "more may be taken off"


def test_figures_beyond_any_size_are_refused_in_every_type() -> None:
    for number in (Fraction(10**31), Decimal(10**31), "1" + "0" * 31, 1e31, 10**31):
        with pytest.raises(cyxc.DataError):
            PEOPLE.evaluate({"people": number})


def test_evaluations_of_missing_observations_are_equal() -> None:
    first, second = (
        PEOPLE.evaluate(cyxc.Data(observations=(cyxc.Observation(indicator="people", value=float("nan")),)))
        for _ in range(2)
    )
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first


def test_a_ceiling_lacks_any_less() -> None:
    scheme = small({"x": "flow: 万元"}, {"t": "indicator: x, less_than: 10 万元"})
    said = scheme.evaluate({"x": 10})["t"].missing_text
    assert said is not None
    assert "少" in said.zh


def test_a_whole_hangs_on_the_questions_that_redefine_its_parts() -> None:
    scheme = cyxc.load("putuo-2019")
    data = {"enrolled_founders": 2000, "graduate_founders": 2000, "founders": 2500}
    # 4000 students are more than all founders; 2000 are not.
    assert scheme.evaluate(data)["founders"].status == "invalid"
    assert scheme.evaluate(data, readings={"who-is-student": "enrolled"})["founders"].status == "met"
    assert scheme.evaluate(data)["founders"].agreement == "depends"


def test_a_share_over_the_share_it_is_part_of_is_invalid() -> None:
    scheme = small(
        {
            "a": "flow: 人", "b": "flow: 人", "c": "flow: 人",
            "p": "formula: a / c, rate: '%', part_of: w", "w": "formula: b / c, rate: '%'",
        },
        {"t": "indicator: p, at_least: 10 %"},
    )  # fmt: skip
    assert one(scheme, {"a": 4, "b": 8, "c": 10}) == "met"
    assert one(scheme, {"a": 8, "b": 4, "c": 10}) == "invalid"  # 80 % within 40 %


def test_a_part_over_the_whole_of_its_whole_is_invalid_without_the_one_between() -> None:
    scheme = small(
        {"a": "flow: 人, part_of: b", "b": "flow: 人, part_of: c", "c": "flow: 人"},
        {"t": "indicator: a, at_least: 1 人"},
    )
    assert one(scheme, {"a": 5, "c": 5}) == "met"
    assert one(scheme, {"a": 10, "c": 5}) == "invalid"


def test_a_sum_handed_in_is_no_smaller_than_a_term_of_it() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "x": "formula: a + b, flow: 人"},
        {"t": "indicator: x, at_least: 10 人"},
    )
    assert one(scheme, {"x": 12, "a": 12}) == "met"
    assert one(scheme, {"x": 12, "a": 15}) == "invalid"


def test_a_mean_need_not_be_whole_but_a_count_beside_it_must() -> None:
    years, asked = HEAD.replace("due: 2020", "due: 2022"), "indicator: x, at_least: 5 人, years: mean"
    assert one(small({"x": "flow: 人"}, {"t": asked}, head=years), {"x": "5.5"}) == "met"
    # The mean of one year is that year's count.
    assert one(small({"x": "flow: 人"}, {"t": asked}), {"x": "5.5"}) == "invalid"
    both = small({"x": "flow: 人"}, {"t": "indicator: x, at_least: 5 人", "u": asked})
    assert one(both, {"x": "5.5"}) == "invalid"


def test_a_rate_is_not_held_against_a_definition_it_was_not_reported_by() -> None:
    wuchang = cyxc.load("wuchang")
    # 9250 / 1850 = 5, as reported; with the founders themselves it would be 6.
    result = wuchang.evaluate({"founders": 1850, "jobs": 9250, "jobs_per_founder": 5})
    assert result["jobs-per-founder"].status == "met"
    other = result.under({"founder-in-ratio": "founder-too"})["jobs-per-founder"]
    assert (other.status, other.value and other.value.value) == ("met", 6)
    alone = wuchang.evaluate({"jobs_per_founder": 5})["jobs-per-founder"]
    assert (alone.status, alone.agreement) == ("met", "open")


def test_figures_no_reading_asks_for_are_named() -> None:
    result = cyxc.load("wuchang").evaluate({"founders@before": 1, "individual_registered@before": 1})
    assert result.unused == ("founders@before",)  # the register is asked for under another reading


def test_a_part_of_a_target_can_not_exceed_it() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人"},
        {"w": "indicator: a, at_least: 5 人", "p": "indicator: b, at_least: 5 人, part_of: w"},
    )
    result = scheme.evaluate({"a": 6, "b": 10})
    assert (result["w"].status, result["p"].status) == ("invalid", "invalid")


def test_a_restatement_that_asks_for_something_else_counts() -> None:
    scheme = small(
        {"a": "flow: 人"},
        {"x": "indicator: a, at_least: 5 人", "y": "indicator: a, at_least: 10 人, restates: x"},
    )
    result = scheme.evaluate({"a": 7})
    assert (result["y"].status, result["y"].counted, result.status) == ("not_met", True, "not_met")
    same = small(
        {"a": "flow: 人"},
        {"x": "indicator: a, at_least: 5 人", "y": "indicator: a, at_least: 5 人, restates: x"},
    )
    assert (same.evaluate({"a": 7})["y"].counted, same.evaluate({"a": 7}).status) == (False, "met")


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [
        ("equals: 5 人", 7, "差"), ("between: {lower: 5 人, upper: 10 人}", 9, "低"),
        ("between: {lower: 5 人, upper: 10 人}", 7, "高出"),
    ],
)  # fmt: skip
def test_sentences_do_not_say_what_is_not_so(rule: str, value: int, said: str) -> None:
    scheme = small({"x": "flow: 人"}, {"t": f"indicator: x, {rule}"})
    assert f"{said} " not in scheme.evaluate({"x": value})["t"].explanation.zh
