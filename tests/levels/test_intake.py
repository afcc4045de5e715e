"""Counts handed in for what they do not count: another unit, another fact, another date, a period."""

from typing import Any

import pytest

import cyxc
from cyxc import count_places
from support import question, small

COUNTY, WUCHANG, JIAXING, PUTUO = (
    cyxc.load(id_) for id_ in ("county", "wuchang", "jiaxing-2013", "putuo-2019")
)


def counted(fact: Any = "holds", number: int = 2, **more: Any) -> cyxc.Count:
    return count_places([f"p{i}" for i in range(number)], title="t", fact=fact, **more)


def codes(call: Any) -> list[str]:
    with pytest.raises(cyxc.CyxcError) as caught:
        call()
    for problem in caught.value.problems:
        assert problem.say("zh") != problem.say("en")
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("indicator", "target"),
    [
        ("survival_rate", "survival"),
        ("credit_community_share", "credit-communities"),
        ("founders", "founders"),
        ("graduate_fund", "graduate-fund"),
    ],
)
def test_a_count_of_places_is_no_share_no_persons_and_no_money(indicator: str, target: str) -> None:
    for number in (count_places(90, title="t", fact="holds"), count_places(2, title="t", fact="holds")):
        verdict = COUNTY.evaluate({indicator: number})[target]
        assert verdict.status == "invalid"
        assert "个" in verdict.explanation.zh


def test_a_count_is_in_the_unit_of_places() -> None:
    scheme = small({"x": "stock: 百个, thing: place"}, {"t": "indicator: x, at_least: 2 百个"})
    assert scheme.evaluate({"x": count_places(200, title="t", fact="holds")})["t"].status == "met"
    assert scheme.evaluate({"x": count_places(199, title="t", fact="holds")})["t"].status == "not_met"


FACTS = ("holds", "takes_part", "was_chosen")


@pytest.mark.parametrize(
    ("scheme", "indicator", "fact"),
    [
        (COUNTY, "credit_communities", "holds"),
        (COUNTY, "credit_communities_trying", "takes_part"),
        (COUNTY, "credit_communities_counted", "holds"),
        (COUNTY, "villages_chosen", "was_chosen"),
        (COUNTY, "places_chosen", "was_chosen"),
        (COUNTY, "villages_taking_part", "takes_part"),
        (COUNTY, "places_counted", "takes_part"),
        (COUNTY, "villages_recognised", "holds"),
        (COUNTY, "villages_chosen_recognised", "holds"),
        (WUCHANG, "credit_communities", "holds"),
        (WUCHANG, "entrepreneurial_communities", "holds"),
        (WUCHANG, "credit_communities_trying", "takes_part"),
        (WUCHANG, "entrepreneurial_communities_trying", "takes_part"),
        (JIAXING, "towns_up_to_standard", "holds"),
        (JIAXING, "towns_taking_part", "takes_part"),
        (PUTUO, "entrepreneurial_communities", "holds"),
    ],
)
def test_each_indicator_takes_counts_of_its_own_fact(scheme: cyxc.Scheme, indicator: str, fact: str) -> None:
    for said in FACTS:
        if said == fact:
            scheme.evaluate({indicator: counted(said)})
        else:
            assert codes(lambda said=said: scheme.evaluate({indicator: counted(said)})) == [
                "count-of-other-fact"
            ]


def test_all_counts_of_other_facts_are_told_at_once() -> None:
    data = {"credit_communities": counted("was_chosen"), "villages_chosen": counted("holds")}
    assert codes(lambda: COUNTY.evaluate(data)) == ["count-of-other-fact"] * 2


def test_what_counts_places_without_a_title_takes_any_count() -> None:
    assert COUNTY.evaluate({"communities": counted("holds")}).values.given


def test_a_reading_that_redefines_an_indicator_brings_the_fact_of_its_terms() -> None:
    scheme = small(
        {
            "x": "stock: 个, thing: place, fact: holds",
            "y": "stock: 个, thing: place, fact: takes_part",
            "z": "formula: x",
        },
        {"t": "indicator: z, at_least: 2 个, questions: [q]"},
        "questions:\n" + question("q", "redefine: {z: y}"),
    )
    other = scheme.under({"q": "r1"})
    assert scheme.evaluate({"z": counted("holds")})["t"].status == "met"
    assert other.evaluate({"z": counted("takes_part")})["t"].status == "met"
    for one, fact in ((scheme, "takes_part"), (other, "holds")):
        assert codes(lambda one=one, fact=fact: one.evaluate({"z": counted(fact)})) == ["count-of-other-fact"]
    # What was handed in under the one reading says nothing under the other, and breaks nothing there.
    assert [one.status for one in scheme.evaluate({"z": counted("holds")})["t"].readings] == [
        "met",
        "no_data",
    ]


@pytest.mark.parametrize(
    ("year", "counted_on", "as_of", "refused"),
    [
        (2010, "2010-12-31", "2010-06-30", True),
        (2010, "2010-06-30", "2010-12-31", True),
        (2009, "2010-12-31", "2009-12-31", True),
        (2009, "2010-12-31", None, True),
        (2010, "2010-06-30", "2010-06-30", False),
        (2010, "2010-12-31", None, False),
        (2010, None, "2010-12-31", False),
    ],
)
def test_a_count_of_another_date_is_refused(
    year: int, counted_on: str | None, as_of: str | None, refused: bool
) -> None:
    scheme = WUCHANG.for_year(year)
    for ten in (
        counted(number=10, as_of=counted_on),
        count_places(10, title="t", fact="holds", as_of=counted_on),
    ):
        data = {"entrepreneurial_communities": ten}
        if refused:
            assert codes(lambda data=data: scheme.evaluate(data, as_of=as_of)) == ["count-of-other-date"]
        else:
            assert scheme.evaluate(data, as_of=as_of)["entrepreneurial-communities"].status == "met"


def test_a_count_for_the_year_before_may_be_of_then() -> None:
    data = {"incubated_added": 13, "incubated_added@before": counted(number=10, as_of="2009-12-31")}
    result = WUCHANG.for_year(2010).evaluate(data, as_of="2010-12-31")
    assert result["incubated-growth"].status == "met"


def test_a_count_under_a_period_is_refused_and_not_lost() -> None:
    data = {"communities_chosen": {"2010": counted("was_chosen", 10)}}
    scheme = COUNTY.for_year(2010)
    assert codes(lambda: scheme.evaluate(data, as_of="2010-12-31")) == ["count-of-period"]
