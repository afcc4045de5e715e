"""Many places under one scheme: all faults at once, looked up by place, totals that add up."""

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc import Observation, Place, Places

PANZHIHUA = cyxc.load("panzhihua-2010")
TWO = Places(
    [
        Place(code="C1", name=cyxc.Text("甲社区", "Community A"), level="community"),
        Place(code="C2", name=cyxc.Text("乙社区", "Community B"), level="community"),
    ]
)


def test_each_place_comes_out_as_alone(
    just_met: dict[str, object], short: dict[str, object], unknown: dict[str, object]
) -> None:
    data = {"a": just_met, "b": short, "c": unknown}
    found = PANZHIHUA.evaluate_many(data)
    assert list(found) == ["a", "b", "c"]
    assert {code: one.outcome.value for code, one in found.items()} == {
        "a": "met", "b": "not_met", "c": "undetermined",
    }  # fmt: skip
    for code, own in data.items():
        assert found[code] == PANZHIHUA.evaluate(own)
    assert found.counts == {"met": 1, "not_met": 1, "undetermined": 1}
    assert found.with_outcome("met") == ("a",)
    totals = found.by_target()
    assert totals["success-rate"] == {
        "not_applicable": 0, "invalid": 0, "no_data": 1, "not_due": 0, "undefined": 0, "not_met": 1, "met": 1,
    }  # fmt: skip
    assert all(sum(one.values()) == 3 for one in totals.values())
    assert found.to_rows()[1]["success-rate"] == "not_met"
    assert pickle.loads(pickle.dumps(found)) == found


def test_places_go_by_code_or_name_and_the_nearest_are_offered(just_met: dict[str, object]) -> None:
    found = PANZHIHUA.evaluate_many({"甲社区": just_met, "C2": just_met}, places=TWO)
    assert list(found) == ["C1", "C2"]
    assert found["Community B"] is found["C2"]
    with pytest.raises(cyxc.UnknownNameError) as caught:
        found["甲社"]
    assert caught.value.problems[0].nearest[0] == "甲社区"


def test_every_fault_of_every_place_comes_at_once_and_names_it(just_met: dict[str, object]) -> None:
    data = {
        "C1": {**just_met, "founders": "many", "jobs": "约20"},
        "C2": {**just_met, "fonders": 5},
        "C3": just_met,
        "乙社区": just_met,
    }
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many(data, places=TWO)
    said = [(problem.code, problem.where.path) for problem in caught.value.problems]
    assert said == [
        ("unknown-place", None),
        ("place-handed-in-twice", None),
        ("cell-not-a-number", "C1.founders"),
        ("cell-not-exact", "C1.jobs"),
        ("unknown-indicator", "C2.fonders"),
    ]
    assert {path.partition(".")[0] for _, path in said if path is not None} == {"C1", "C2"}


def test_what_the_scheme_refuses_is_told_once(just_met: dict[str, object]) -> None:
    data = dict.fromkeys("abc", just_met)
    for wrong in (
        {"as_of": "2010-12-31"},
        {"readings": {"survival-span": "never"}},
        {"not_applicable": ["nothing"]},
    ):
        with pytest.raises(cyxc.CyxcError) as caught:
            PANZHIHUA.evaluate_many(data, **wrong)  # type: ignore[arg-type]
        assert len(caught.value.problems) == 1


def test_date_year_and_readings_hold_for_all(just_met: dict[str, object]) -> None:
    found = PANZHIHUA.evaluate_many(
        {"a": just_met}, year=2010, as_of="2010-06-30", readings={"share-formula": "words-only"}
    )
    alone = PANZHIHUA.evaluate(
        just_met, year=2010, as_of="2010-06-30", readings={"share-formula": "words-only"}
    )
    assert found["a"] == alone
    assert found.as_of == date(2010, 6, 30)


def test_observations_go_to_the_places_they_carry() -> None:
    seen = [
        Observation(indicator="attempts", value=10, place="甲社区"),
        Observation(indicator="attempts", value=20, place="乙社区"),
        Observation(indicator="successes", value=5, place="甲社区"),
        Observation(indicator="successes", value=9, place="C2"),
    ]
    found = PANZHIHUA.evaluate_many(seen[:3], places=TWO)
    assert found["C1"]["success-rate"].status == "met"
    assert found["C2"]["success-rate"].status == "no_data"
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many([*seen, Observation(indicator="jobs", value=1)], places=TWO)
    assert {problem.code for problem in caught.value.problems} == {
        "figure-without-place", "place-handed-in-twice",
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [5, None, [5], ["attempts"]])
def test_what_is_no_data_of_many_places(wrong: Any) -> None:
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many(wrong)
    assert caught.value.problems[0].code == "bad-many"


def test_judgements_and_logs_are_by_place(just_met: dict[str, object]) -> None:
    found = PANZHIHUA.evaluate_many({"a": just_met, "b": just_met}, judgements={"a": {"campaign-plan": True}})
    assert found["a"]["campaign-plan"].status == "met"
    assert found["b"]["campaign-plan"].status == "no_data"
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many({"a": just_met}, judgements={"b": {"campaign-plan": True}})
    assert caught.value.problems[0].code == "unknown-place"


LONG = """指标,数值,地区
attempts,10,甲社区
successes,5,甲社区
attempts,10,C2
successes,4,C2
"""
WIDE = """地区,初始创业人数,初始创业成功人数
甲社区,10,5
C2,10,4
"""


@pytest.mark.parametrize("text", [LONG, WIDE])
def test_one_table_of_all_places(tmp_path: Path, text: str) -> None:
    file = tmp_path / "all.csv"
    file.write_text(text, encoding="utf-8")
    found = PANZHIHUA.evaluate_many(file, places=TWO)
    assert [found[code]["success-rate"].status.value for code in ("C1", "C2")] == ["met", "not_met"]
    seen = found["C2"]["success-rate"].inputs[0].observation
    assert seen is not None
    assert (seen.where.file, seen.where.row) == (str(file), 5 if text == LONG else 3)


def test_a_folder_with_a_file_a_place_and_tables_beside(tmp_path: Path) -> None:
    (tmp_path / "C1.yaml").write_text("{attempts: 10, successes: 5}", encoding="utf-8")
    (tmp_path / "rest.csv").write_text("指标,数值,地区\nattempts,10,C2\nsuccesses,4,C2\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    found = PANZHIHUA.evaluate_many(tmp_path, places=TWO)
    assert [one["success-rate"].status.value for one in found.values()] == ["met", "not_met"]


def test_the_faults_of_all_files_and_rows_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "C1.yaml").write_text("{attempts: many}\n", encoding="utf-8")
    (tmp_path / "rest.csv").write_text(
        "指标,数值,地区\nattempts,10,\nsuccess,4,C2\nattempts,10,C1\n", encoding="utf-8"
    )
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many(tmp_path, places=TWO)
    assert {(problem.code, problem.where.row) for problem in caught.value.problems} == {
        ("figure-without-place", 2), ("unknown-indicator", 3),
    }  # fmt: skip
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many(empty)
    assert caught.value.problems[0].code == "no-place-files"
    with pytest.raises(cyxc.DataError) as caught:
        PANZHIHUA.evaluate_many(tmp_path / "none.csv")
    assert caught.value.problems[0].code == "no-such-file"


def test_a_scheme_is_planned_once(just_met: dict[str, object]) -> None:
    from cyxc.evaluate.plan import plan

    plan.cache_clear()
    PANZHIHUA.evaluate_many({str(i): just_met for i in range(541)})
    assert plan.cache_info().misses == 1
