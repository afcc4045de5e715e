"""What bars of progress are shares of, by hand; what is missing is never a bar of no length."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from charts.samples import odd, year
from cyxc import Observation
from cyxc.charts.bars import Bar, bars
from cyxc.charts.progress import _percent, panel

WUCHANG = cyxc.load("wuchang").evaluate(cyxc.example("wuchang"))
AS_DUE: dict[str, object] = {"idle": "12%", "cases": 15, "days": 5, "staff": 6, "net": -10, "many": 360}


def by_id(found: tuple[Bar, ...]) -> dict[str, Bar]:
    return {bar.id: bar for bar in found}


def test_shares_of_floors() -> None:
    found = by_id(bars(WUCHANG))
    assert found["founders"].share == Fraction(1920, 1800)
    assert found["jobs-per-founder"].share == Fraction(98, 100)  # 1:4.9 of 1:5
    # 4310 + 2240 against 1.08 × (3900 + 2100)
    assert found["firms-growth"].share == Fraction(6550, 6480)
    assert found["survival"].share == Fraction(83, 80)
    assert {bar.kind for bar in found.values()} == {"floor"}


def test_a_restatement_is_drawn_where_it_is_counted() -> None:
    ids = [bar.id for bar in bars(WUCHANG)]
    assert len(ids) == 25
    assert "practice-bases-again" not in ids


@pytest.mark.parametrize(
    ("id_", "kind", "share", "status"),
    [
        ("idle", "ceiling", Fraction(12, 10), "not_met"),
        ("cases", "ceiling", Fraction(15, 20), "met"),
        ("days", "band", Fraction(1, 2), "met"),  # 5 is half-way from 3 to 7
        ("staff", "exact", Fraction(6, 5), "not_met"),
        ("net", "floor", Fraction(-1, 5), "not_met"),
        ("many", "floor", Fraction(36, 10), "met"),
        ("both", "combination", None, "not_met"),
    ],
)
def test_every_kind_of_demand(id_: str, kind: str, share: Fraction | None, status: str) -> None:
    bar = by_id(bars(odd().evaluate(AS_DUE)))[id_]
    assert (bar.kind, bar.share, bar.status.value) == (kind, share, status)


def test_each_of_several_indicators_has_its_bar() -> None:
    county = cyxc.load("county").evaluate(cyxc.example("county"))
    satisfied = [bar for bar in bars(county) if "policy" in bar.text.en]
    # 1056 of 1200 asked are satisfied with policy, 90 % is wanted.
    assert [bar.share for bar in satisfied] == [Fraction(1056, 1200) / Fraction(9, 10)]


def test_what_is_missing_has_no_share() -> None:
    found = bars(odd().evaluate({}))
    assert {bar.share for bar in found} == {None}
    assert {bar.known for bar in found} == {None}
    nothing_invalid = by_id(bars(odd().evaluate({"many": -5, "cases": "2.5个"})))
    assert nothing_invalid["many"].status == nothing_invalid["cases"].status == "invalid"
    assert nothing_invalid["many"].share is nothing_invalid["cases"].share is None


def test_a_sum_with_gaps_is_known_from_below() -> None:
    reports = [
        Observation(indicator="many", value=value, period=f"2020-0{month}")
        for month, value in ((1, 30), (3, 25))
    ]
    bar = by_id(bars(odd().evaluate(reports, as_of="2020-06-30")))["many"]
    assert (bar.share, bar.known) == (None, (Fraction(55, 100), None))
    assert bar.said.en == "known to be at least 55 persons, asked at least 100 persons"


def test_where_a_straight_line_would_be() -> None:
    bar = by_id(bars(year()["2010-06-30"]))["founders"]
    assert bar.share == Fraction(870, 1800)
    assert bar.expected == Fraction(181, 365)  # January to June have 181 days
    assert by_id(bars(year()["2010-12-31"]))["founders"].expected is None


def layers(bar: Bar, **marks: object) -> list[list[dict[str, Any]]]:
    """The rows of the layers with these marks in the panel of one bar."""
    made = panel(bar.kind, [bar], "en")
    return [one["data"]["values"] for one in made["layer"] if marks.items() <= one["mark"].items()]


def test_missing_is_a_dashed_box_and_a_word_and_never_a_bar() -> None:
    bar = by_id(bars(odd().evaluate({})))["many"]
    assert layers(bar, type="bar", strokeWidth=0.8) == []
    ((box,),) = layers(bar, type="bar", strokeDash=[4, 3])
    assert (box["share"], box["to"], box["verdict"]) == (0, 100, "? no data")
    assert any(row["verdict"] == "? no data" for rows in layers(bar, fontWeight="bold") for row in rows)


def test_zero_is_a_bar_and_no_box() -> None:
    bar = by_id(bars(odd().evaluate({"many": 0})))["many"]
    ((row,),) = layers(bar, type="bar", strokeWidth=0.8)
    assert (row["share"], row["verdict"]) == (0.0, "✗ not met　0%")
    assert layers(bar, type="bar", strokeDash=[4, 3]) == []


def test_what_goes_beyond_the_chart_is_marked_and_written_out() -> None:
    found = by_id(bars(odd().evaluate(AS_DUE)))
    ((row,),) = layers(found["many"], type="bar", strokeWidth=0.8)
    assert (row["share"], row["beyond"], row["verdict"]) == (200.0, "▸", "✓ met　360%")
    ((row,),) = layers(found["net"], type="bar", strokeWidth=0.8)
    assert (row["share"], row["beyond"], row["verdict"]) == (0.0, "◂", "✗ not met　-20%")


def test_what_falls_just_short_is_not_written_as_100() -> None:
    assert _percent(Fraction(99999, 100000)) == "99.999%"
    assert _percent(Fraction(29999, 30000)) == "≈99.997%"
    assert _percent(Fraction(1)) == "100%"
    assert _percent(Fraction(16, 15)) == "≈106.7%"


@given(st.integers(0, 400), st.integers(0, 40), st.integers(0, 12))
def test_a_bar_reaches_its_line_exactly_when_the_verdict_says_so(many: int, cases: int, days: int) -> None:
    found = by_id(bars(odd().evaluate({"many": many, "cases": cases, "days": days})))
    floor, ceiling, band = found["many"], found["cases"], found["days"]
    assert floor.share is not None
    assert ceiling.share is not None
    assert band.share is not None
    assert (floor.share >= 1) == (floor.status == "met")
    assert (ceiling.share < 1) == (ceiling.status == "met")  # fewer than 20
    assert (0 <= band.share <= 1) == (band.status == "met")
