"""Whose data it is, and as of when: places that moved, data of other places, what was judged already."""

from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc import Observation, Place, Places, count_places, rollup
from support import small

SCHEME = small(
    {"a": "flow: 人", "i": "rate: '1'"},
    {"t": "indicator: a, at_least: 5 人", "v": "indicator: i, better_than: local_average"},
)
OTHER = small({"b": "flow: 人"}, {"t": "indicator: b, at_least: 5 人"})


def community(code: str, parent: str, **more: Any) -> Place:
    return Place(code=code, name=more.pop("name", code), level="community", parent=parent, **more)


MOVED = Places(
    [
        *(Place(code=code, name=code, level="county") for code in "XY"),
        community("C", "X", valid_to="2010-06-30"),
        community("C", "Y", valid_from="2010-07-01"),
        community("D", "X"),
    ]
)
"""C lay in X until the middle of 2010 and lies in Y since."""


def problems(call: Any) -> list[cyxc.Problem]:
    with pytest.raises(cyxc.CyxcError) as caught:
        call()
    for problem in caught.value.problems:
        assert problem.say("zh") != problem.say("en")
    return list(caught.value.problems)


def average(place: str, value: int) -> Observation:
    return Observation(indicator="i", value=value, role="local_average", place=place)


OWN = [Observation(indicator="i", value=v, place=p) for p, v in (("C", 12), ("D", 10))]


@pytest.mark.parametrize(
    ("averages", "as_of", "expected"),
    [
        ({"X": 9}, None, ("no_data", "met")),
        ({"X": 9, "Y": 13}, None, ("not_met", "met")),
        ({"X": 9, "Y": 13}, "2020-12-31", ("not_met", "met")),
    ],
)
def test_an_average_is_handed_down_to_those_in_it_at_the_date(
    averages: dict[str, int], as_of: str | None, expected: tuple[str, str]
) -> None:
    seen = [*OWN, *(average(place, value) for place, value in averages.items())]
    found = SCHEME.evaluate_many(seen, places=MOVED, as_of=as_of)
    assert tuple(found[code]["v"].status.value for code in "CD") == expected


def test_an_average_was_handed_down_to_those_in_it_then() -> None:
    scheme = small(
        {"i": "rate: '1'"}, {"v": "indicator: i, better_than: local_average"},
        head=small_head("2009", "2010-03"),
    )  # fmt: skip
    found = scheme.evaluate_many([*OWN, average("X", 9), average("Y", 13)], places=MOVED, as_of="2010-06-30")
    assert [found[code]["v"].status.value for code in "CD"] == ["met", "met"]


def small_head(start: str, due: str) -> str:
    from support import HEAD

    return HEAD.replace("{start: 2020, due: 2020}", f"{{start: {start}, due: {due}}}")


def test_a_list_with_several_lives_asks_for_a_date() -> None:
    for call in (lambda: MOVED.descendants("X"), lambda: MOVED.children("X")):
        (problem,) = problems(call)
        assert (problem.code, problem.details["codes"]) == ("several-lives", "C")
    for day, inside in (("2010-06-30", ["C", "D"]), ("2010-07-01", ["D"])):
        assert [one.code for one in MOVED.at(day).descendants("X")] == inside


def test_figures_that_say_they_are_another_places_are_refused() -> None:
    nine = Observation(indicator="a", value=9, place="C2")
    for own in ([nine], {"a": nine}, {"a": {"value": 9, "place": "C2"}}, cyxc.Data(observations=(nine,))):
        (problem,) = problems(lambda own=own: SCHEME.evaluate_many({"C1": own}))
        assert problem.code == "data-of-other-place"
        assert (problem.details["said"], problem.details["place"]) == ("C2", "C1")
    assert list(SCHEME.evaluate_many({"C2": [nine]})) == ["C2"]


TWO = Places(
    [
        Place(code="V1", name=cyxc.Text("甲村", "Village A"), level="community"),
        Place(code="V2", name=cyxc.Text("乙村", "Village B"), level="community"),
    ]
)


def test_a_file_that_says_it_is_another_places_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "V1.yaml"
    for place, refused in (("乙村", True), ("V2", True), ("丙村", True), ("甲村", False), ("V1", False)):
        file.write_text(f"format: cyxc.data/1\nplace: {place}\nfigures: {{a: 9}}\n", encoding="utf-8")
        for data in (tmp_path, {"甲村": file}):
            if not refused:
                assert list(SCHEME.evaluate_many(data, places=TWO)) == ["V1"]
                continue
            (problem,) = problems(lambda data=data: SCHEME.evaluate_many(data, places=TWO))
            assert (problem.code, problem.where.file) == ("data-of-other-place", str(file))
            assert (problem.details["said"], problem.details["place"]) == (place, "甲村（V1）")
    named = Observation(indicator="a", value=9, place="甲村")
    assert list(SCHEME.evaluate_many({"V1": [named]}, places=TWO)) == ["V1"]


def test_what_was_judged_already_is_of_its_scheme_and_date() -> None:
    found = SCHEME.evaluate_many({"p": {"a": 1}, "q": {"a": 2}}, as_of="2020-12-31")
    for call, code in (
        (lambda: rollup(OTHER, found), "data-of-other-scheme"),
        (lambda: rollup(SCHEME, found, as_of="2020-06-30"), "step-of-other-date"),
        (lambda: rollup(SCHEME, found, nonsense=1), "judged-already"),
        (lambda: rollup(SCHEME, found, year=2020), "judged-already"),
    ):
        assert [problem.code for problem in problems(call)] == [code]
    assert rollup(SCHEME, found, as_of="2020-12-31")["a"].known.value == 3
    standard = cyxc.load("panzhihua-2010")
    bound = standard.evaluate_many({"p": {"founders": 1}}, year=2010)
    for scheme in (standard, standard.for_year(2010)):
        assert rollup(scheme, bound)["founders"].known.value == 1
    (problem,) = problems(lambda: rollup(standard.for_year(2011), bound))
    assert (problem.details["found"], problem.details["scheme"]) == (
        "panzhihua-2010 2010", "panzhihua-2010 2011",
    )  # fmt: skip


def test_those_asked_that_are_not_in_it_are_named() -> None:
    places = Places(
        [
            *(Place(code=code, name=code, level="county") for code in "XY"),
            community("A", "Y"),
            community("B", "X"),
            community("G", "X", valid_to="2019-12-31"),
        ]
    )
    found = rollup(SCHEME, {"B": {"a": 1}}, "X", places=places, among=["A", "B", "G"], as_of="2020-12-31")
    assert (found["a"].known.value, found.missing, found.outside) == (1, (), ("A", "G"))


@pytest.mark.parametrize("wrong", ["places.csv", [], {"X": "Y"}])
def test_what_is_no_list_of_places_is_refused(wrong: Any) -> None:
    found = SCHEME.evaluate_many({"p": {"a": 1}})
    for call in (
        lambda: SCHEME.evaluate_many({"p": {"a": 1}}, places=wrong),
        lambda: rollup(SCHEME, {"p": {"a": 1}}, places=wrong),
        lambda: rollup(SCHEME, found, places=wrong),
        lambda: count_places(["p"], title="t", fact="holds", places=wrong),
    ):
        assert [problem.code for problem in problems(call)] == ["not-places"]


def test_periods_and_outcomes_that_there_are_none_of() -> None:
    found = SCHEME.evaluate_many({"p": {"a": 1}})
    for call in (
        lambda: rollup(SCHEME, found).over("a", "20x"),
        lambda: rollup(SCHEME, found).total("a", "20x"),
    ):
        assert [problem.code for problem in problems(call)] == ["bad-period"]
    (problem,) = problems(lambda: found.with_outcome("undetermind"))
    assert (problem.code, problem.nearest) == ("not-a-choice", ("undetermined",))
