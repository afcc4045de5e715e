"""Counts within bounds beside other figures: what overrides what, what an invalid place leaves open."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Observation, count_places
from support import small

COUNTY, WUCHANG = cyxc.load("county"), cyxc.load("wuchang")

ONE = small({"a": "flow: 人"}, {"t": "indicator: a, at_least: 5 人"})
"""A place with 5 or more holds the title, one with fewer does not, one below zero can't be right."""


def listed(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{i}" for i in range(count)]


def held(surely: int, open_: int = 0, rest: int = 0, **more: Any) -> cyxc.Count:
    sure, unknown = listed("h", surely), listed("u", open_)
    among = (*sure, *unknown, *listed("r", rest))
    return count_places(sure, undetermined=unknown, among=among, title="t", fact="holds", **more)


def chosen(surely: int, open_: int = 0) -> cyxc.Count:
    return count_places(listed("h", surely), undetermined=listed("u", open_), title="t", fact="was_chosen")


@pytest.mark.parametrize(
    ("surely", "open_", "share", "status"),
    [
        (10, 0, "60%", "invalid"),
        # 10 or 11 of 23 are 43.48 % or 47.83 %.
        (10, 1, "60%", "invalid"),
        (10, 1, "47.84%", "invalid"),
        (10, 1, "43.47%", "invalid"),
        (10, 1, "43.48%", "not_met"),
        (10, 1, "45%", "not_met"),
        # 11 or 12 of 23 are 47.83 % or 52.17 %: the rate said does not settle what the places leave open.
        (11, 1, "50%", "no_data"),
        (11, 1, "52.17%", "no_data"),
        (12, 1, "52.17%", "met"),
    ],
)
def test_a_rate_beside_a_count_has_to_lie_within_its_bounds(
    surely: int, open_: int, share: str, status: str
) -> None:
    count = held(surely, open_, 23 - surely - open_)
    result = COUNTY.evaluate(
        {"communities": 23, "credit_communities": count, "credit_community_share": share}
    )
    verdict = result["credit-communities"]
    assert verdict.status == status
    assert verdict.explanation.zh != verdict.explanation.en


ALL = {"townships": 1, "parks": 1, "communities": 10, "villages": 8}


@pytest.mark.parametrize(
    ("together", "status"),
    # 3 or 4 of 20 were chosen, and 45 % is asked.
    [(19, "invalid"), (5, "invalid"), (2, "invalid"), (4, "not_met"), (3, "not_met"), (None, "not_met")],
)
def test_a_sum_beside_counts_has_to_lie_within_their_bounds(together: int | None, status: str) -> None:
    data = {
        **ALL, "townships_chosen": 1, "parks_chosen": 1, "communities_chosen": chosen(1, 1),
        "villages_chosen": 0, "places_chosen": together,
    }  # fmt: skip
    assert COUNTY.evaluate(data)["chosen-share"].status == status


def test_a_count_of_all_kinds_beside_the_kinds() -> None:
    kinds = {**ALL, "townships_chosen": 1, "parks_chosen": 1, "communities_chosen": 7, "villages_chosen": 0}
    for low, status in ((8, "met"), (10, "invalid")):
        # 9 of 20 are 45 %.
        result = COUNTY.evaluate({**kinds, "places_chosen": chosen(low, 1)})
        assert result["chosen-share"].status == status
    open_ = {**kinds, "communities_chosen": chosen(6, 2)}
    # 8 to 10 by the kinds, 9 or 10 by the count of all: 9 or more.
    assert COUNTY.evaluate({**open_, "places_chosen": chosen(9, 2)})["chosen-share"].status == "met"
    assert COUNTY.evaluate({**open_, "places_chosen": chosen(11, 2)})["chosen-share"].status == "invalid"


def test_a_figure_handed_in_stands_where_a_part_was_not_handed_in() -> None:
    data = {**ALL, "townships_chosen": 1, "communities_chosen": chosen(1, 1), "places_chosen": 19}
    assert COUNTY.evaluate(data)["chosen-share"].status == "met"


def test_a_sum_of_reports_stands_beside_a_part_with_a_gap_unless_that_is_more() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "both": "flow: 人, formula: a + b"},
        {"t": "indicator: both, at_least: 10 人"},
    )
    for total, status in ((10, "met"), (8, "not_met"), (6, "invalid")):
        seen = [
            Observation(indicator="a", value=7, period="2020H1"),
            Observation(indicator="b", value=0, period="2020"),
            Observation(indicator="both", value=total, period="2020"),
        ]
        assert scheme.evaluate(seen)["t"].status == status


@pytest.mark.parametrize(
    ("surely", "broken", "status"), [(12, 1, "met"), (10, 1, "not_met"), (11, 1, "invalid")]
)
def test_an_invalid_place_leaves_a_count_open_and_makes_no_rate_invalid(
    surely: int, broken: int, status: str
) -> None:
    data = {code: {"a": 5} for code in listed("h", surely)} | {"i": {"a": -1}}
    data |= {code: {"a": 4} for code in listed("r", 23 - surely - broken)}
    count = count_places(ONE.evaluate_many(data), title="t", fact="holds")
    verdict = COUNTY.evaluate({"communities": 23, "credit_communities": count})["credit-communities"]
    assert verdict.status == status
    assert verdict.compared[0].bounds == tuple(
        cyxc.Quantity(Fraction(100 * held, 23), cyxc.unit("%")) for held in (surely, surely + 1)
    )
    if status == "invalid":
        assert verdict.explanation.en == (
            "share of credit communities: the data cannot be right: credit communities established: known to "
            "be from 11 to 12, and what is open cannot be right."
        )


def test_a_count_that_is_more_than_its_whole_is_invalid_all_the_same() -> None:
    result = COUNTY.evaluate({"communities": 5, "credit_communities": held(6, 1)})
    assert result["credit-communities"].status == "invalid"


def incubated(now: Any, before: Any) -> cyxc.Verdict:
    return WUCHANG.evaluate({"incubated_added": now, "incubated_added@before": before})["incubated-growth"]


@pytest.mark.parametrize(
    ("now", "low", "high", "status"),
    # A tenth more than 10 or 11 is 11 or 12.1.
    [(13, 10, 11, "met"), (12, 10, 11, "no_data"), (10, 10, 11, "not_met"), (5, 0, 1, "no_data")],
)
def test_a_base_known_within_bounds_decides_where_both_ends_agree(
    now: int, low: int, high: int, status: str
) -> None:
    verdict = incubated(now, held(low, high - low))
    assert verdict.status == status
    assert verdict.explanation.zh != verdict.explanation.en


def test_what_a_base_within_bounds_proves_is_said() -> None:
    assert incubated(13, held(10, 1)).explanation.en == (
        "enterprises newly in incubation: 13, the year before: from 10 to 11; asked: growth over the year "
        "before of at least 10%. Met either way."
    )


@given(st.integers(0, 15), st.integers(0, 3), st.integers(1, 15), st.integers(0, 3))
def test_both_within_bounds_are_decided_as_every_pair_in_them(
    low: int, more: int, base: int, wider: int
) -> None:
    # x is a tenth more than y: 10 x >= 11 y.
    pairs = [(x, y) for x in range(low, low + more + 1) for y in range(base, base + wider + 1)]
    said = {"met" if 10 * x >= 11 * y else "not_met" for x, y in pairs}
    expected = said.pop() if len(said) == 1 else "no_data"
    assert incubated(held(low, more), held(base, wider)).status == expected
