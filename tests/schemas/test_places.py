"""The schema of lists of places lets pass what the reader reads, and what it refuses has a fault of form."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from against_schema import faults, objects
from cyxc.schemas import schema

Change = Callable[[dict[str, Any]], Any]

LISTED = """
format: cyxc.places/1
note: 2010 年的区划
places:
- {code: "510402", name: {zh: 东区, en: East District}, level: 区}
- {code: t1, name: 银江镇, level: town, parent: "510402", kind: 镇}
- {code: v1, name: 甲村, level: 社区（村）级, parent: t1, kind: 村, valid_to: 2010-06-30}
- {code: v1, name: 甲社区, level: community, parent: t1, kind: 社区, valid_from: 2010-07-01, valid_to: null}
"""


def body() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(LISTED, yaml.CBaseLoader)
    found["places"][3]["valid_to"] = None  # which this loader, in which all is text, does not know
    return found


def read(held: dict[str, Any], folder: Path) -> cyxc.Places:
    file = folder / "places.json"
    file.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return cyxc.Places.read(file)


def test_a_list_that_is_read_is_as_the_schema_says(tmp_path: Path) -> None:
    assert not faults("places", body())
    assert [one.level for one in read(body(), tmp_path).listed] == ["district", "town", *["community"] * 2]
    bare = {"places": body()["places"]}
    bare["places"][0]["code"] = bare["places"][1]["parent"] = 510402  # as YAML has it without quotes
    assert not faults("places", bare)
    assert read(bare, tmp_path) == read(body(), tmp_path)


def test_every_attribute_of_a_place_is_in_the_schema() -> None:
    found = schema("places")["properties"]["places"]["items"]["properties"]
    assert set(found) == {field.name for field in cyxc.Place.__attrs_attrs__} - {"where"}


CHANGES: list[Change] = [
    lambda held: held.update(format="cyxc.places/2"),
    lambda held: held.update(place=[]),
    lambda held: held.pop("places"),
    lambda held: held.update(places={}),
    lambda held: held["places"].append("v2"),
    lambda held: held["places"][0].pop("code"),
    lambda held: held["places"][0].update(code=["510402"]),
    lambda held: held["places"][0].update(code=" "),
    lambda held: held["places"][0].update(code=None),
    lambda held: held["places"][0].update(name={"zh": "东区"}),
    lambda held: held["places"][0].update(name=["东区"]),
    lambda held: held["places"][0].update(level="shire"),
    lambda held: held["places"][0].update(lvl="town"),
    lambda held: held["places"][1].update(parent=["510402"]),
    lambda held: held["places"][2].update(valid_to="30.6.2010"),
    lambda held: held["places"][2].update(valid_to="2010-06"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_that_is_none_for_the_schema_and_for_the_reader(change: Change, tmp_path: Path) -> None:
    held = body()
    change(held)
    assert faults("places", held)
    with pytest.raises(cyxc.DataError):
        read(held, tmp_path)


# What only the whole list shows, or a calendar does.
UNSAID = {
    "place-twice", "place-above-parent", "unknown-parent", "parent-not-then", "validity-backwards",
    "place-circle", "bad-date",
}  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_the_schema_lets_pass_is_read(data: st.DataObject, tmp_path: Path) -> None:
    held = body()
    spots = [(one, key) for one in objects(held) for key in one]
    (inside, key), (other, at) = data.draw(st.sampled_from(spots)), data.draw(st.sampled_from(spots))
    if data.draw(st.booleans()):
        del inside[key]
    else:
        inside[key] = copy.deepcopy(other[at])
    said = set()
    try:
        read(held, tmp_path)
    except cyxc.DataError as error:
        said = {problem.code for problem in error.problems}
    if faults("places", held):
        assert said
    else:
        assert said <= UNSAID
