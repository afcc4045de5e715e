"""Figures known only within bounds decide what they prove, at both ends."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc.rules.status import NO_DATA
from support import small

KINDS = {
    "at_least: 10 个": lambda x: x >= 10,
    "more_than: 10 个": lambda x: x > 10,
    "at_most: 10 个": lambda x: x <= 10,
    "less_than: 10 个": lambda x: x < 10,
    "equals: 10 个": lambda x: x == 10,
    "between: {lower: 8 个, upper: 12 个}": lambda x: 8 <= x <= 12,
}


@attrs.frozen
class Between:
    """A count of which some are undetermined."""

    low: int
    high: int
    code: int = NO_DATA


def scheme(rule: str) -> cyxc.Scheme:
    return small({"x": "flow: 个, thing: place"}, {"t": f"indicator: x, {rule}"})


@pytest.mark.parametrize("rule", KINDS)
@given(low=st.integers(0, 20), more=st.integers(0, 20))
def test_a_verdict_within_bounds_is_that_of_every_count_in_them(rule: str, low: int, more: int) -> None:
    # What every whole number within the bounds says; where they differ, nothing is decided.
    said = {"met" if KINDS[rule](x) else "not_met" for x in range(low, low + more + 1)}
    expected = said.pop() if len(said) == 1 else "no_data"
    verdict = scheme(rule).evaluate({"x": Between(low, low + more)})["t"]
    assert verdict.status == expected
    assert verdict.explanation.zh
    if more and expected == "no_data":
        assert verdict.lacking == ("x",)
        assert verdict.compared[0].bounds is not None


@given(low=st.integers(0, 30), more=st.integers(0, 30), of=st.integers(1, 60))
def test_shares_of_bounded_counts_are_bounded(low: int, more: int, of: int) -> None:
    indicators = {
        "x": "flow: 个, thing: place",
        "w": "stock: 个, thing: place",
        "r": "unit: '%', formula: x / w, unbounded: yes",
    }
    shares = small(indicators, {"t": "indicator: r, at_least: 50 %"})
    found = shares.evaluate({"x": Between(low, low + more), "w": of})["t"]
    ends = {Fraction(x, of) >= Fraction(1, 2) for x in (low, low + more)}
    assert found.status == ("no_data" if len(ends) > 1 else "met" if ends == {True} else "not_met")
    assert {one.key for one in found.inputs} == {"x", "w"}


def test_what_keeps_it_open_is_what_the_undetermined_lack() -> None:
    from cyxc.rules.status import NOT_DUE

    verdict = scheme("at_least: 10 个").evaluate({"x": Between(8, 12, NOT_DUE)})["t"]
    assert verdict.status == "not_due"
