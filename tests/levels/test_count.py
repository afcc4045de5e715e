"""How many places hold a title: bounds, three facts, and the documents' own targets on such counts."""

import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Place, Places, count_places
from support import small

PANZHIHUA, COUNTY, WUCHANG = (cyxc.load(id_) for id_ in ("panzhihua-2010", "county", "wuchang"))
PUTUO, JIAXING = cyxc.load("putuo-2019"), cyxc.load("jiaxing-2013")
TITLE = "创业型社区"

ONE = small({"a": "flow: 人"}, {"t": "indicator: a, at_least: 5 人"})
"""A place with 5 or more holds the title, one with fewer does not, one without a figure leaves it open."""

FIGURES: dict[str, dict[str, object]] = {"holds": {"a": 5}, "refused": {"a": 4}, "open": {}}


def holding(**outcomes: str) -> cyxc.Evaluations:
    return ONE.evaluate_many({code: FIGURES[outcome] for code, outcome in outcomes.items()})


def held(found: Any, **more: Any) -> cyxc.Count:
    return count_places(found, title=TITLE, fact="holds", **more)


def listed(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{i}" for i in range(count)]


def test_from_evaluations_a_place_holds_it_when_its_outcome_is_met() -> None:
    count = held(holding(a="holds", b="refused", c="open", d="holds"))
    assert (count.low, count.high, str(count)) == (2, 3, "2–3")
    assert (count.holders, count.refused) == (("a", "d"), ("b",))
    assert count.undetermined == (("c", cyxc.Status.NO_DATA),)
    assert (count.code, count.status, count.stands_for) == (2, "no_data", "small")
    assert pickle.loads(pickle.dumps(count)) == count


def test_the_first_undecided_status_in_the_order_of_precedence_stands_for_the_count() -> None:
    found = ONE.evaluate_many({"a": {"a": 5}, "b": {"a": -1}, "c": {}, "d": {"a": 4}})
    assert held(found).status == "invalid"
    assert held(found, among=["a", "c", "d"]).status == "no_data"
    assert held(found, among=["a", "d"]).status is None


def test_a_place_without_an_evaluation_is_undetermined() -> None:
    count = held(holding(a="holds"), among=["a", "b"])
    assert (count.low, count.high, count.undetermined) == (1, 2, (("b", cyxc.Status.NO_DATA),))


def test_a_scheme_of_which_nothing_applies_says_nothing() -> None:
    found = ONE.evaluate_many({"a": {"a": 5}}, not_applicable=["t"])
    assert (held(found).low, held(found).high) == (0, 1)


def test_every_entry_of_the_scheme_may_be_asked_for(just_met: dict[str, object]) -> None:
    found = PANZHIHUA.evaluate_many({"a": just_met})
    assert (held(found).low, held(found).high) == (1, 1)
    # Its criteria were not judged, and nothing defaults to pass.
    assert (held(found, scope="all").low, held(found, scope="all").high) == (0, 1)


def test_from_a_list_the_others_asked_about_do_not_hold() -> None:
    count = held(["a", "b"], among=["a", "b", "c", "d"], undetermined=["d"])
    assert (count.low, count.high, count.refused) == (2, 3, ("c",))
    assert held(["a", "x"], among=["a"]).left_out == ("x",)


def test_a_number_names_nobody() -> None:
    count = count_places(10, title=TITLE, fact="was_chosen")
    assert (count.low, count.high, count.holders) == (10, 10, ())
    assert count.text.en == "创业型社区: 10 places chosen to try"


def test_those_undetermined_come_on_top_of_a_number() -> None:
    count = held(3, undetermined=["x"])
    assert (str(count), count.undetermined) == ("3–4", (("x", cyxc.Status.NO_DATA),))
    count = held(2, among=["a", "b", "c"], undetermined=["c"], as_of="2010-12-31")
    assert (str(count), str(count.as_of), count.refused) == ("2–3", "2010-12-31", ())


def test_only_places_valid_at_the_date_count() -> None:
    places = Places(
        [
            Place(code="old", name="旧村", level="community", valid_to="2010-06-30"),
            Place(code="new", name="新村", level="community", valid_from="2010-07-01"),
        ]
    )
    for day, holders, left in (("2010-06-30", ("old",), ("new",)), ("2010-07-01", ("new",), ("old",))):
        count = held(["old", "new"], places=places, as_of=day)
        assert (count.holders, count.left_out, count.low) == (holders, left, 1)
    assert held(["old", "new"], places=places).holders == ("new",)
    with pytest.raises(cyxc.UnknownNameError) as caught:
        held(["odl", "new", "nwe"], places=places)
    assert [problem.details["name"] for problem in caught.value.problems] == ["odl", "nwe"]


def test_verdicts_of_places_of_another_level_count_only_where_they_are_asked_about() -> None:
    places = Places(
        [
            Place(code="X", name="某县", level="county"),
            Place(code="T", name="甲镇", level="town", parent="X"),
            Place(code="C", name="乙社区", level="community", parent="T"),
        ]
    )
    # The scheme binds towns.
    found = ONE.evaluate_many({code: {"a": 5} for code in "XTC"}, places=places)
    count = held(found)
    assert (count.holders, count.left_out, str(count)) == (("T",), ("C", "X"), "1")
    assert held(found, among=["T", "C"]).holders == ("C", "T")


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("fact-not-shown", lambda: count_places(holding(a="holds"), title=TITLE, fact="takes_part")),
        ("fact-not-shown", lambda: count_places(holding(a="holds"), title=TITLE, fact="was_chosen")),
        ("not-a-choice", lambda: count_places(["a"], title=TITLE, fact="has")),  # type: ignore[arg-type]
        ("not-a-choice", lambda: held(["a"], scope="everything")),
        ("not-a-choice", lambda: held(holding(a="holds"), scope=None)),
        ("title-missing", lambda: count_places(["a"], title=" ", fact="holds")),
        ("count-impossible", lambda: held(-1)),
        ("count-impossible", lambda: held(3, among=["a", "b"])),
        ("count-impossible", lambda: held(3, among=["a", "b", "c"], undetermined=["c"])),
        ("bad-codes", lambda: held(2.5)),
        ("bad-codes", lambda: held(True)),
        ("bad-codes", lambda: held([1])),
        ("code-listed-twice", lambda: held(["a", "a"])),
        ("code-listed-twice", lambda: held(["a"], undetermined=["a"])),
    ],
)
def test_what_cannot_be_counted(code: str, call: Any) -> None:
    with pytest.raises(cyxc.CyxcError) as caught:
        call()
    assert [problem.code for problem in caught.value.problems] == [code]


OUTCOMES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.sampled_from(sorted(FIGURES)), max_size=12
)


@given(OUTCOMES, st.randoms(use_true_random=False))
def test_bounds_are_ordered_complete_and_blind_to_the_order_of_places(
    outcomes: dict[str, str], chance: Any
) -> None:
    count = held(holding(**outcomes))
    assert 0 <= count.low <= count.high <= len(outcomes)
    assert len(count.holders) + len(count.refused) + len(count.undetermined) == len(outcomes)
    shuffled = list(outcomes)
    chance.shuffle(shuffled)
    assert held(holding(**{code: outcomes[code] for code in shuffled})) == count


@given(OUTCOMES, st.integers(1, 5))
def test_adding_places_that_hold_never_lowers_coverage(outcomes: dict[str, str], more: int) -> None:
    count = held(holding(**outcomes))
    grown = held(holding(**outcomes, **dict.fromkeys(listed("z", more), "holds")))
    total = len(outcomes)
    assert grown.low == count.low + more
    # k/n against (k + m)/(n + m), multiplied out.
    assert grown.low * total >= count.low * (total + more)
    assert grown.high * total >= count.high * (total + more)


@given(OUTCOMES, st.sampled_from(["refused", "open"]))
def test_learning_that_a_place_holds_only_narrows_the_bounds_upwards(
    outcomes: dict[str, str], before: str
) -> None:
    early = held(holding(**outcomes, z=before))
    late = held(holding(**outcomes, z="holds"))
    assert early.low <= late.low
    assert early.high <= late.high


# The county, 二/(五): 8 townships, 3 parks, 10 communities, 233 villages chosen of 18, 6, 23 and 518.

ALL = {"townships": 18, "parks": 6, "communities": 23, "villages": 518}
CHOSEN = {"townships": 8, "parks": 3, "communities": 10, "villages": 233}


def chosen(**numbers: int) -> dict[str, object]:
    facts = {kind: listed(kind, count) for kind, count in numbers.items()}
    counts: dict[str, object] = {
        f"{kind}_chosen": count_places(codes, title=f"创业型{kind}", fact="was_chosen")
        for kind, codes in facts.items()
    }
    return {**ALL, **counts}


def test_the_countys_chosen_places_from_lists() -> None:
    result = COUNTY.evaluate(chosen(**CHOSEN))
    for kind in CHOSEN:
        assert result[f"{kind}-chosen"].status == "met"
    # 254 of 565 is 44.96 %: the four counts are reached and the share is not.
    assert result["chosen-share"].status == "not_met"
    assert COUNTY.evaluate(chosen(**{**CHOSEN, "villages": 234}))["chosen-share"].status == "met"
    assert COUNTY.evaluate(chosen(**{**CHOSEN, "communities": 9}))["communities-chosen"].status == "not_met"


def recognised(communities: cyxc.Count, villages: cyxc.Count) -> cyxc.Evaluation:
    """All townships and parks hold the title, so that 95 % of 565 (536.75) takes 513 of the others."""
    return COUNTY.evaluate(
        {
            **ALL,
            "townships_recognised": 18,
            "parks_recognised": 6,
            "communities_recognised": communities,
            "villages_recognised": villages,
        },
        readings={"title-share-counts": "recognised"},
    )


@pytest.mark.parametrize(
    ("surely", "open_", "status"),
    [(490, 0, "met"), (490, 28, "met"), (489, 1, "no_data"), (489, 0, "not_met"), (480, 9, "not_met")],
)
def test_the_countys_coverage_from_communities_and_villages(surely: int, open_: int, status: str) -> None:
    communities = held(listed("c", 23))
    outcomes = dict.fromkeys(listed("v", surely), "holds") | dict.fromkeys(listed("u", open_), "open")
    rest = dict.fromkeys(listed("r", 518 - surely - open_), "refused")
    villages = held(holding(**outcomes, **rest))
    # 18 + 6 + 23 + 490 = 537 places are the fewest that make 95 %.
    assert recognised(communities, villages)["title-share"].status == status


def test_the_countys_coverage_by_panzhihuas_standard(
    places: cyxc.Places,
    just_met: dict[str, object],
    short: dict[str, object],
    unknown: dict[str, object],
) -> None:
    communities = [one.code for one in places if one.kind == "community"]
    villages = [one.code for one in places if one.kind == "village"]
    data = dict.fromkeys((*communities, *villages), just_met)
    data |= dict.fromkeys(villages[:27], short) | {villages[27]: unknown}
    found = PANZHIHUA.evaluate_many(data, places=places)
    held_there = held(found, among=villages)
    assert (held_there.low, held_there.high, len(held_there.refused)) == (490, 491, 27)
    assert recognised(held(found, among=communities), held_there)["title-share"].status == "met"
    # One more that falls short leaves 489 or 490, and 490 are needed.
    data[villages[28]] = short
    found = PANZHIHUA.evaluate_many(data, places=places)
    verdict = recognised(held(found, among=communities), held(found, among=villages))["title-share"]
    assert verdict.status == "no_data"
    assert verdict.value is None
    assert verdict.trace().parts[0].bounds == (
        cyxc.Quantity(100 * Fraction(536, 565), cyxc.unit("%")),
        cyxc.Quantity(100 * Fraction(537, 565), cyxc.unit("%")),
    )


def test_taking_part_and_holding_are_different_facts() -> None:
    """Under the plain reading the 95 % counts places that take part; holders do not stand in for them."""
    holders = {f"{kind}_recognised": count for kind, count in ALL.items()}
    assert COUNTY.evaluate({**ALL, **holders})["title-share"].status == "no_data"
    part = {
        f"{kind}_taking_part": count_places(listed(kind, count), title="创业型", fact="takes_part")
        for kind, count in ALL.items()
    }
    assert COUNTY.evaluate({**ALL, **part})["title-share"].status == "met"


@pytest.mark.parametrize(
    ("surely", "open_", "status"),
    [(12, 0, "met"), (12, 5, "met"), (11, 1, "no_data"), (11, 0, "not_met"), (6, 5, "not_met")],
)
def test_the_countys_credit_communities(surely: int, open_: int, status: str) -> None:
    """四/(七): half of the 23 communities, hence 12."""
    rest = listed("r", 23 - surely - open_)
    outcomes = dict.fromkeys(listed("h", surely), "holds") | dict.fromkeys(listed("u", open_), "open")
    by_scheme = held(holding(**outcomes, **dict.fromkeys(rest, "refused")))
    everybody = (*listed("h", surely), *listed("u", open_), *rest)
    by_list = held(listed("h", surely), undetermined=listed("u", open_), among=everybody)
    for count in (by_scheme, by_list):
        result = COUNTY.evaluate({"communities": 23, "credit_communities": count})
        assert result["credit-communities"].status == status


@pytest.mark.parametrize(
    ("surely", "open_", "status"),
    [(10, 0, "met"), (10, 4, "met"), (9, 1, "no_data"), (9, 0, "not_met"), (0, 9, "not_met")],
)
def test_wuchangs_ten_communities(
    surely: int,
    open_: int,
    status: str,
    just_met: dict[str, object],
    short: dict[str, object],
    unknown: dict[str, object],
) -> None:
    """一/(二)/6, by Panzhihua's standard where the caller says so."""
    data = dict.fromkeys(listed("h", surely), just_met) | dict.fromkeys(listed("u", open_), unknown)
    count = held(PANZHIHUA.evaluate_many({**data, "r": short}))
    assert (count.low, count.high) == (surely, surely + open_)
    result = WUCHANG.evaluate({"entrepreneurial_communities": count})
    assert result["entrepreneurial-communities"].status == status


@pytest.mark.parametrize(("names", "status"), [(["甲街道", "乙镇"], "met"), (["甲街道"], "not_met")])
def test_putuos_two(names: list[str], status: str) -> None:
    """一: at least two subdistricts or towns with the city's title, from a list, a number or both."""
    for who in (names, len(names)):
        count = count_places(who, title="特色创业型社区", fact="holds")
        result = PUTUO.evaluate({"entrepreneurial_communities": count})
        assert result["entrepreneurial-communities"].status == status


@pytest.mark.parametrize(("last", "status"), [("holds", "met"), ("refused", "not_met"), ("open", "no_data")])
def test_jiaxings_towns(last: str, status: str) -> None:
    """二/创建机制更加健全, 三/(一)/1: every town and subdistrict is up to the standard."""
    towns = dict.fromkeys(listed("t", 72), "holds") | {"last": last}
    count = held(holding(**towns))
    result = JIAXING.evaluate({"towns": 73, "towns_up_to_standard": count})
    assert result["towns-coverage"].status == status
    assert result["towns-standard"].status == status
    # Under the other reading it is enough that all take part, which is another list.
    part = count_places(towns, title="创业型镇街", fact="takes_part")
    result = JIAXING.evaluate(
        {"towns": 73, "towns_up_to_standard": count, "towns_taking_part": part},
        readings={"towns-coverage": "taking-part"},
    )
    assert result["towns-coverage"].status == "met"
    assert result["towns-standard"].status == status
