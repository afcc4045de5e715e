"""Evaluations as data frames: one row a target, columns that keep their types, several in long form."""

from datetime import date
from typing import Any

import pandas
import polars
import pytest

import cyxc
from charts.samples import county, thirty, year
from cyxc.evaluate.frames import COLUMNS

WUCHANG = cyxc.load("wuchang")
RESULT = WUCHANG.evaluate(cyxc.example("wuchang"))
LIBRARIES = ["pandas", "polars"]


def rows(frame: Any) -> list[dict[str, Any]]:
    """A frame's rows, with None for whatever its library calls missing."""
    if isinstance(frame, polars.DataFrame):
        return frame.to_dicts()
    return [
        {key: None if pandas.isna(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_one_row_a_target(library: str) -> None:
    found = rows(RESULT.to_frame(library))
    assert [row["id"] for row in found] == list(WUCHANG.targets.ids)
    row = next(row for row in found if row["id"] == "jobs-per-founder")
    assert (row["status"], row["value"], row["threshold"], row["unit"]) == ("not_met", 4.9, 5.0, "1")
    assert row["margin"] == pytest.approx(-0.1)
    assert row["attainment"] == pytest.approx(0.98)
    assert (row["asked_en"], row["missing_en"]) == (
        "at least 1:5",
        "jobs brought by founders: +192 persons",
    )
    assert (row["place"], row["place_en"], row["as_of"]) == ("示例区", "Example District", None)
    assert row["agreement"] == "depends"  # with the founder counted it is 1:5.9


@pytest.mark.parametrize("library", LIBRARIES)
def test_with_duties_every_entry_is_there(library: str) -> None:
    found = rows(county().to_frame(library, duties=True))
    assert [row["id"] for row in found] == [verdict.id for verdict in county()]
    plan = next(row for row in found if row["id"] == "creation-plan")
    assert (plan["kind"], plan["status"], plan["margin"], plan["unit"]) == ("task", "met", 2.0, "日")
    assert str(plan["due"])[:10] == "2010-02-28"


def test_columns_keep_their_types_when_they_are_empty() -> None:
    kinds = {"text": polars.String, "number": polars.Float64, "yes_no": polars.Boolean, "day": polars.Date}
    types = {"text": "string", "number": "float64", "yes_no": "bool", "day": "datetime64[s]"}
    for result in (RESULT, WUCHANG.evaluate({})):
        assert dict(result.to_frame("polars").schema) == {name: kinds[kind] for name, kind in COLUMNS.items()}
        assert {name: str(kind) for name, kind in result.to_frame().dtypes.items()} == {
            name: types[kind] for name, kind in COLUMNS.items()
        }


def test_missing_is_missing_and_not_zero() -> None:
    frame = WUCHANG.evaluate({"founders": 0}).to_frame()
    values = frame.set_index("id")["value"]
    assert values["founders"] == 0
    assert values.drop("founders").isna().all()


@pytest.mark.parametrize("library", LIBRARIES)
def test_places_and_targets(library: str) -> None:
    found = rows(thirty().to_frame(library))
    assert len(found) == 30 * 8
    assert (found[0]["place"], found[0]["place_zh"], found[0]["place_en"]) == (
        "C00",
        "第0社区",
        "Community 0",
    )
    met: dict[str, int] = {}
    for row in found:
        met[row["id"]] = met.get(row["id"], 0) + (row["status"] == "met")
    assert met["success-rate"] == 28
    assert sorted(set(met.values())) == [28, 29]
    plain = cyxc.load("panzhihua-2010").evaluate_many({"a": {}, "b": {}})
    assert {row["place"] for row in rows(plain.to_frame(library))} == {"a", "b"}


@pytest.mark.parametrize("library", LIBRARIES)
def test_dates_and_targets(library: str) -> None:
    found = [row for row in rows(year().to_frame(library)) if row["id"] == "founders"]
    days = [row["as_of"] if isinstance(row["as_of"], date) else row["as_of"].date() for row in found]
    assert [str(day)[:10] for day in days] == list(year().dates_said)
    assert [row["value"] for row in found[:3]] == [90.0, 210.0, 370.0]
    assert (found[5]["status"], found[5]["so_far"]) == ("not_due", "not_met")


def test_frames_of_several_ask_for_their_library_too() -> None:
    for many in (thirty(), year()):
        with pytest.raises(cyxc.UsageError) as caught:
            many.to_frame("arrow")
        assert caught.value.problems[0].code == "unknown-library"
