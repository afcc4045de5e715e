"""Lists of places: who lies in whom, who is valid when, and everything wrong with a list at once."""

import pickle
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Place, Places


def place(code: str, level: Any = "community", parent: str | None = None, **more: Any) -> Place:
    return Place(code=code, name=more.pop("name", code), level=level, parent=parent, **more)


def faults(*listed: Place) -> list[str]:
    with pytest.raises(cyxc.DataError) as caught:
        Places(listed)
    for problem in caught.value.problems:
        assert problem.what("zh") != problem.what("en")
        assert problem.todo("zh") != problem.todo("en")
    return [problem.code for problem in caught.value.problems]


COUNTY, TOWN = place("X", "county"), place("T", "town", "X")


def test_who_lies_in_whom() -> None:
    found = Places([COUNTY, TOWN, place("C", parent="T", kind="社区"), place("V", parent="T", kind="村")])
    assert [one.code for one in found.children("X")] == ["T"]
    assert [one.code for one in found.descendants("X")] == ["T", "C", "V"]
    assert [one.code for one in found.descendants("X", kind="村")] == ["V"]
    assert [one.code for one in found.descendants("X", level="town")] == ["T"]
    assert found.children("C") == ()
    assert [one.code for one in found.roots] == ["X"]
    assert pickle.loads(pickle.dumps(found)) == found
    assert pickle.loads(pickle.dumps(found.at("2010-01-01"))) == found.at("2010-01-01")


def test_a_place_goes_by_its_code_or_by_a_name_only_it_has() -> None:
    found = Places(
        [
            place("A", name=cyxc.Text("甲社区", "Community A")),
            place("B", name=cyxc.Text("和平村", "Peace A")),
            place("C", name=cyxc.Text("和平村", "Peace B")),
        ]
    )
    assert found["甲社区"].code == found["Community A"].code == found["A"].code == "A"
    with pytest.raises(cyxc.UnknownNameError) as caught:
        found["和平村"]
    assert caught.value.problems[0].code == "place-ambiguous"
    with pytest.raises(cyxc.UnknownNameError) as caught:
        found["乙社区"]
    assert caught.value.problems[0].nearest[0] == "甲社区"


def test_all_faults_come_at_once() -> None:
    assert faults(
        COUNTY,
        COUNTY,
        place("A", "city", "X"),
        place("B", parent="Y"),
        place("C", parent="C"),
        place("D", valid_from="2010-05-02", valid_to="2010-05-01"),
        place("E", "hamlet"),
        place(" "),
    ) == [
        "place-twice",
        "place-above-parent",
        "unknown-parent",
        "validity-backwards",
        "not-a-choice",
        "place-without-code",
        "place-circle",
    ]


def test_districts_and_counties_stand_side_by_side() -> None:
    Places([place("D", "district"), place("E", "county", "D")])


def test_a_circle_is_told_once_with_all_its_places() -> None:
    with pytest.raises(cyxc.DataError) as caught:
        Places(
            [place("A", parent="B"), place("B", parent="C"), place("C", parent="A"), place("D", parent="A")]
        )
    (problem,) = caught.value.problems
    assert problem.details["codes"] == "A → B → C → A"


def test_one_code_may_mean_two_places_at_two_times() -> None:
    old = place("C", "town", name="老镇", valid_to="2009-12-31")
    new = place("C", "town", name="新镇", valid_from="2010-01-01")
    found = Places([old, new])
    assert [one.name.zh for one in found.at("2009-12-31")] == ["老镇"]
    assert [one.name.zh for one in found.at("2010-01-01")] == ["新镇"]
    assert [one.name.zh for one in found.at()] == ["新镇"]
    assert found["C"].name.zh == "新镇"
    overlapping = place("C", "town", name="新镇", valid_from="2009-12-31")
    assert faults(old, overlapping) == ["place-twice"]


def test_a_parent_has_to_be_valid_at_some_time_with_the_child() -> None:
    gone = place("T", "town", "X", valid_to="2005-06-30")
    Places([COUNTY, gone, place("C", parent="T", valid_from="2005-06-30")])
    assert faults(COUNTY, gone, place("C", parent="T", valid_from="2005-07-01")) == ["parent-not-then"]


def test_a_long_chain_is_no_circle_and_closed_it_is_one() -> None:
    chain = [place(str(i), parent=str(i + 1)) for i in range(2000)]
    Places([*chain, place("2000")])
    assert faults(*chain, place("2000", parent="0")) == ["place-circle"]


def test_a_circle_for_a_part_of_the_time_is_one() -> None:
    dated = place("A", parent="B", valid_from="2010-01-01", valid_to="2010-12-31")
    assert faults(dated, place("B", parent="C"), place("C", parent="A")) == ["place-circle"]
    assert faults(place("C", parent="A"), place("B", parent="C"), dated) == ["place-circle"]


def test_a_circle_at_different_times_is_none() -> None:
    Places(
        [
            place("A", parent="B", valid_to="2009-12-31"),
            place("A", valid_from="2010-01-01"),
            place("B", valid_to="2009-12-31"),
            place("B", parent="A", valid_from="2010-01-01"),
        ]
    )


@given(st.integers(0, 40), st.integers(0, 40), st.integers(-5, 45))
def test_both_ends_of_a_validity_are_included(first: int, length: int, asked: int) -> None:
    start = date(2010, 2, 1)
    one = place("C", valid_from=start + timedelta(first), valid_to=start + timedelta(first + length))
    there = first <= asked <= first + length
    assert (len(Places([one]).at(start + timedelta(asked))) == 1) is there


TABLE = """代码,名称,英文名,层级,上级,类别,停用日期
X,某县,a county,县,,,
T,甲镇,Town A,乡镇,X,,
C,乙社区,Community B,社区,T,社区,2012-06-30
"""


def test_from_a_table(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes(TABLE.encode("gb18030"))
    found = Places.read(file)
    assert found["Community B"] == Place(
        code="C", name=cyxc.Text("乙社区", "Community B"), level="community", parent="T", kind="社区",
        valid_to=date(2012, 6, 30),
    )  # fmt: skip
    assert [one.level for one in found] == ["county", "town", "community"]


def test_from_yaml_and_json(tmp_path: Path) -> None:
    yaml, json = tmp_path / "places.yaml", tmp_path / "places.json"
    yaml.write_text(
        "format: cyxc.places/1\nplaces:\n"
        "  - {code: X, name: {zh: 某县, en: a county}, level: county}\n"
        "  - {code: T, name: 甲镇, level: town, parent: X, valid_from: 2010-01-01}\n",
        encoding="utf-8",
    )
    json.write_text(
        '{"places": [{"code": "X", "name": {"zh": "某县", "en": "a county"}, "level": "县级"},'
        ' {"code": "T", "name": "甲镇", "level": "镇", "parent": "X", "valid_from": "2010-01-01"}]}',
        encoding="utf-8",
    )
    assert Places.read(yaml) == Places.read(str(json))


def test_a_files_faults_name_their_rows(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(
        TABLE + "C,丙社区,,社区,T,,2012-02-30\n,丁社区,,社区,S,,\nX,戊,,县,,,\n", encoding="utf-8"
    )
    with pytest.raises(cyxc.DataError) as caught:
        Places.read(file)
    found = [(problem.code, problem.where.row) for problem in caught.value.problems]
    assert found == [("bad-date", 5), ("missing-key", 6), ("place-twice", 7)]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("p.csv", "代码,名称\nX,县\n", "place-column-missing"),
        ("p.csv", "代码,名称,层级,人口\nX,县,县,5\n", "place-heading"),
        ("p.csv", "代码,名称,层级\n", "no-places"),
        ("p.yaml", "X: 县\n", "no-places"),
        ("p.yaml", "format: cyxc.places/2\nplaces: []\n", "unknown-format"),
        ("p.yaml", "places:\n  - X\n", "not-an-entry"),
        ("p.yaml", "places:\n  - {code: X, name: 县, level: county, size: 5}\n", "unknown-key"),
        ("p.yaml", "places:\n  - {code: X, name: [县], level: county}\n", "text-expected"),
        ("p.txt", "", "unknown-ending"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(cyxc.DataError) as caught:
        Places.read(file)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(cyxc.DataError) as caught:
        Places.read(tmp_path / "places.csv")
    assert caught.value.problems[0].code == "no-such-file"


def test_what_is_no_place_is_refused() -> None:
    wrong: Any = [COUNTY, "T"]
    with pytest.raises(cyxc.DataError) as caught:
        Places(wrong)
    assert [problem.code for problem in caught.value.problems] == ["bad-place"]


def test_levels_are_offered_in_both_languages() -> None:
    for wrong, close in (("社区（村）", "社区（村）级"), ("comunity", "community")):
        with pytest.raises(cyxc.DataError) as caught:
            Places([place("A", wrong)])
        (problem,) = caught.value.problems
        assert problem.nearest[0] == close
        assert "town (镇（街道）级)" in problem.todo("zh")
