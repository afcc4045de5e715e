"""Figures added over places: what adds, what doesn't, what is lacking, and totals that disagree."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Observation, Place, Places, compare_totals, rollup
from support import small

SCHEME = small(
    {
        "a": "flow: 人",
        "b": "flow: 人",
        "both": "flow: 人, formula: a + b",
        "m": "flow: 万元",
        "s": "stock: 户, thing: enterprise",
        "x": "rate: '%', formula: a / b",
        "i": "rate: '1'",
        "n": "stock: 人, over_places: none",
    },
    {
        "t": "indicator: x, at_least: 50 %",
        "u": "indicator: both, growth: {at_least: 10 %, over: before}",
        "v": "indicator: i, better_than: local_average",
    },
)


def sums(found: cyxc.RolledUp) -> dict[str, Fraction | None]:
    return {one.key: None if one.value is None else one.value.value for one in found}


def test_counts_and_amounts_add_and_rates_follow_from_their_parts() -> None:
    found = rollup(
        SCHEME,
        {
            "p": {"a": 1, "b": 2, "m": "0.1 万元", "s": 3, "both@before": 2},
            "q": {"a": 3, "b": 12, "m": "2000 元", "s": 4, "both@before": 3},
        },
    )
    assert sums(found) == {"a": 4, "b": 14, "m": Fraction(3, 10), "s": 7, "both@before": 5}
    assert found.left_out == ()
    # 4 of 14, where the mean of 50 % and 25 % would be 37.5 %.
    above = SCHEME.evaluate(found.data)
    assert above["t"].value == cyxc.Quantity(Fraction(400, 14), cyxc.unit("%"))
    assert above["u"].value == cyxc.Quantity(Fraction(18), cyxc.unit("人"))
    assert above["u"].status == "met"


def test_what_does_not_add_is_left_out_and_named() -> None:
    found = rollup(
        SCHEME,
        {
            "p": {"a": 1, "b": 2, "x": "50%", "i": 3, "n": 5, "i@local_average": 2},
            "q": {"x": "25%", "i": 4, "i@local_average": 2},
        },
    )
    assert {(one.key, one.reason, one.places) for one in found.left_out} == {
        ("x", "parts_lacking", ("q",)),
        ("i", "does_not_add", ("p", "q")),
        ("n", "does_not_add", ("p",)),
        ("i@local_average", "average", ("p", "q")),
    }
    assert all(one.text(SCHEME).zh != one.text(SCHEME).en for one in found.left_out)
    assert sums(found) == {"a": None, "b": None}
    assert SCHEME.evaluate(found.data)["t"].status == "no_data"


def test_a_place_that_lacks_a_figure_leaves_the_sum_unknown_and_is_named() -> None:
    found = rollup(SCHEME, {"p": {"a": 3}, "q": {"b": 4}, "r": {"a": -1}, "w": {"a": "暂无"}})["a"]
    assert found.value is None
    assert found.known == cyxc.Quantity(Fraction(3), cyxc.unit("人"))
    assert found.lacking == (
        ("q", cyxc.Status.NO_DATA),
        ("r", cyxc.Status.INVALID),
        ("w", cyxc.Status.NO_DATA),
    )
    assert found.observation().value is None
    with pytest.raises(cyxc.UnknownNameError) as caught:
        rollup(SCHEME, {"p": {"a": 3}})["aa"]
    assert caught.value.problems[0].nearest == ("a",)


def test_a_sum_handed_in_by_one_place_adds_to_one_worked_out_by_another() -> None:
    found = rollup(SCHEME, {"p": {"both": 5}, "q": {"a": 1, "b": 2}})
    assert found["both"].value == cyxc.Quantity(Fraction(8), cyxc.unit("人"))


def test_reports_of_periods_add_period_by_period() -> None:
    months = [
        Observation(indicator="a", value=value, place=place, period=period)
        for place, period, value in (
            ("p", "2020-01", 1), ("p", "2020-02", 2), ("q", "2020-01", 10), ("q", "2020-02", 20),
            ("q", "2020-03", 30),
        )
    ]  # fmt: skip
    found = rollup(SCHEME, months)
    by_period = {one.period: one.value and one.value.value for one in found}
    assert by_period == {"2020-01": 11, "2020-02": 22, "2020-03": None}
    assert [(one.period, one.value) for one in found.data] == [("2020-01", 11), ("2020-02", 22)]
    revised = [
        *months,
        Observation(indicator="a", value=5, place="p", period="2020-01", reported_on="2020-03-01"),
    ]
    assert rollup(SCHEME, revised).figures[0].value == cyxc.Quantity(Fraction(15), cyxc.unit("人"))


COUNTY = Places(
    [
        Place(code="X", name="县", level="county"),
        *(Place(code=f"T{t}", name=f"镇{t}", level="town", parent="X") for t in range(3)),
        *(
            Place(code=f"V{t}{v}", name=f"村{t}{v}", level="community", parent=f"T{t}")
            for t in range(3)
            for v in range(3)
        ),
    ]
)
VILLAGES = [one.code for one in COUNTY if one.level == "community"]
FIGURES = st.fixed_dictionaries(
    {},
    optional={
        "a": st.integers(0, 9),
        "b": st.integers(0, 9),
        "both": st.integers(0, 9),
        "m": st.decimals(0, 9, places=4),
        "x": st.sampled_from(["0%", "50%"]),
        "i": st.integers(0, 3),
        "a@before": st.integers(0, 9),
    },
)


@given(st.lists(FIGURES, min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_one_step_or_two_and_any_order_come_to_the_same(data: list[dict[str, Any]], chance: Any) -> None:
    villages = dict(zip(VILLAGES, data, strict=True))
    one = rollup(SCHEME, villages, "X", places=COUNTY)
    towns = {
        f"T{t}": rollup(SCHEME, {v: villages[v] for v in VILLAGES if v[1] == str(t)}, f"T{t}", places=COUNTY)
        for t in range(3)
    }
    two = rollup(SCHEME, towns, "X", places=COUNTY)
    assert (one.figures, one.left_out) == (two.figures, two.left_out)
    shuffled = list(VILLAGES)
    chance.shuffle(shuffled)
    other = rollup(SCHEME, {v: villages[v] for v in shuffled}, "X", places=COUNTY)
    assert (one.figures, one.left_out) == (other.figures, other.left_out)
    # The towns' own sums, handed on as mere figures, come to the same where all of them are known.
    by_figures = sums(rollup(SCHEME, {code: town.data for code, town in towns.items()}, "X"))
    for key, total in sums(one).items():
        assert total is None or by_figures[key] == total


@given(st.lists(FIGURES, min_size=1, max_size=9))
def test_a_sum_is_the_sum(data: list[dict[str, Any]]) -> None:
    # A part may be over its whole, which makes both invalid; here nothing is held against them.
    data = [{key: value for key, value in own.items() if key in ("a", "m", "a@before")} for own in data]
    found = rollup(SCHEME, {str(i): own for i, own in enumerate(data)})
    for one in found:
        there = [Fraction(own[one.key]) for own in data if one.key in own]
        assert (len(one.parts), len(one.lacking)) == (len(there), len(data) - len(there))
        assert one.known.value == sum(there)


def test_only_places_in_it_and_valid_at_the_date_are_added() -> None:
    data: dict[str, object] = {code: {"a": 1} for code in VILLAGES}
    found = rollup(SCHEME, data, "镇1", places=COUNTY)
    assert found["a"].known.value == 3
    assert len(found.outside) == 6
    dated = Places(
        [
            Place(code="X", name="县", level="county"),
            Place(code="A", name="甲", level="town", parent="X", valid_to="2020-05-31"),
            Place(code="B", name="乙", level="town", parent="X", valid_from="2020-06-01"),
        ]
    )
    figures: dict[str, object] = {"A": {"s": 1}, "B": {"s": 10}}
    for day, total in (("2020-05-31", 1), ("2020-06-01", 10)):
        assert rollup(SCHEME, figures, "X", places=dated, as_of=day)["s"].known.value == total


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"T0": {"a": 5}, "V00": {"a": 1}}, "place-inside-other"),
        ({"X": {"a": 5}, "V00": {"a": 1}}, "place-inside-other"),
    ],
)
def test_nothing_is_added_twice(data: dict[str, object], code: str) -> None:
    with pytest.raises(cyxc.DataError) as caught:
        rollup(SCHEME, data, places=COUNTY)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_place_of_two_steps_is_refused() -> None:
    step = rollup(SCHEME, {"V00": {"a": 1}})
    with pytest.raises(cyxc.DataError) as caught:
        rollup(SCHEME, {"T0": step, "T1": step})
    assert [problem.code for problem in caught.value.problems] == ["place-added-twice"]
    with pytest.raises(cyxc.UsageError) as caught_:
        rollup(cyxc.load("county"), {"T0": step})
    assert caught_.value.problems[0].code == "data-of-other-scheme"


def test_a_total_that_disagrees_is_reported_with_both_figures() -> None:
    found = rollup(SCHEME, {"p": {"a": 3, "b": 8, "m": "1.25"}, "q": {"a": 4, "b": 6, "m": "1.25"}})
    agreeing = {"a": 7, "b": 14, "m": "2.5", "both": 21}
    assert compare_totals(agreeing, found) == ()
    (one,) = compare_totals({**agreeing, "both": 20, "a": 7, "b": None}, found)
    assert (one.key, one.reported.value, one.summed.value, one.difference.value) == ("both", 20, 21, -1)
    assert one.text.en == "both: 20 persons reported, 21 persons by its places; difference −1 person."
    # 7 of 14 is 50 %; 49.6 % was not rounded from that, 50 % was.
    assert compare_totals({"x": "50%"}, found) == ()
    (rate,) = compare_totals({"x": "49.6%"}, found)
    assert rate.difference == cyxc.Quantity(Fraction(-2, 5), cyxc.unit("百分点"))
    # The reported figures are as they were.
    assert SCHEME.evaluate({"both": 20})["u"].value == cyxc.Quantity(Fraction(20), cyxc.unit("人"))


def test_a_total_below_what_some_of_its_places_come_to_disagrees_already() -> None:
    found = rollup(SCHEME, {"p": {"a": 5}, "q": {"a": 3}, "r": {"b": 1}})
    assert compare_totals({"a": 8}, found) == ()
    assert compare_totals({"a": 9}, found) == ()
    (one,) = compare_totals({"a": 7}, found)
    assert (one.partial, one.summed.value, one.lacking) == (True, 8, ("r",))
    assert one.to_dict()["difference"] == {"value": "-1", "unit": "人"}


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"a": -1}, "a: -1 persons reported, 8 persons by its places; difference −9 persons."),
        ({"a": "8.5"}, "a: 8.5 persons reported, 8 persons by its places; difference +0.5 persons."),
        # A part over its whole, which can't be, and is not what its places come to either.
        ({"s": 9, "part": 10}, "part: 10 reported, 3 by its places; difference +7."),
        (
            {"m": "133400 元"},
            "m: 13.34 × 10,000 yuan reported, 13.345 × 10,000 yuan by its places; "
            "difference −0.005 × 10,000 yuan.",
        ),
    ],
)
def test_a_total_that_cannot_be_or_differs_by_little_is_shown_beside_the_sum(
    said: dict[str, object], text: str
) -> None:
    scheme = small(
        {
            "a": "flow: 人", "m": "flow: 万元", "s": "stock: 户, thing: enterprise",
            "part": "stock: 户, thing: enterprise, part_of: s",
        },
        {"t": "indicator: a, at_least: 1 人"},
    )  # fmt: skip
    found = rollup(
        scheme,
        {"p": {"a": 3, "m": "13", "s": 5, "part": 1}, "q": {"a": 5, "m": "0.345", "s": 4, "part": 2}},
    )
    (one,) = compare_totals(said, found)
    assert one.text.en == text


def test_a_dated_total_that_cannot_be_is_shown_beside_the_sum() -> None:
    reports = [Observation(indicator="a", value=v, place=p, period="2020") for p, v in (("p", 3), ("q", 5))]
    (one,) = compare_totals([Observation(indicator="a", value=-1, period="2020")], rollup(SCHEME, reports))
    assert (one.period, one.reported.value, one.summed.value) == ("2020", -1, 8)


def test_panzhihuas_communities_added_up(just_met: dict[str, object], short: dict[str, object]) -> None:
    scheme = cyxc.load("panzhihua-2010")
    found = rollup(scheme, {"a": just_met, "b": short})
    above = scheme.evaluate(found.data)
    # 5 + 4 of 20 first-time founders, 45 + 45 of 200 newly employed.
    assert above["success-rate"].value == cyxc.Quantity(Fraction(45), cyxc.unit("%"))
    assert above["startup-share"].value == cyxc.Quantity(Fraction(45), cyxc.unit("%"))
    assert {one.key for one in found.left_out} == {"activity_index", "activity_index@local_average"}
