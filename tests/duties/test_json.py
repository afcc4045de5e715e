"""Evaluations with records as JSON: valid by the published schema, the same in every language, exact."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import cyxc
from cyxc.cli.app import run
from support import log

SCHEMA = json.loads((Path(cyxc.__file__).parent / "schemas" / "evaluation.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
@pytest.mark.parametrize("as_of", [None, "2010-08-20", "2014-05-01", "2021-01-01"])
def test_an_evaluation_with_records_is_valid(id_: str, as_of: str | None) -> None:
    scheme = cyxc.load(id_)
    year = None if scheme.bound else 2010
    ids = [*scheme.obligations.ids, *scheme.tasks.ids, *scheme.steps.ids]
    bound = {one.id for one in scheme.obligations if one.bound == "each"}
    day = "2010-03-10" if year else "2014-03-10"
    happened = [f"{entry} {day}" for entry in ids[::2] if entry not in bound]
    result = scheme.evaluate(
        {},
        year=year,
        as_of=as_of,
        judgements=dict.fromkeys(scheme.criteria.ids[::3], True),
        logs=log("2009-12-01", "2022-12-31", *happened),
        not_applicable=ids[1:2],
    )
    body = json.loads(json.dumps(result.to_dict()))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(body)] == []
    assert len(body["verdicts"]) == body["totals"]["all"]["entries"] == len(scheme.entries)


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_an_example_is_valid(id_: str) -> None:
    body = cyxc.load(id_).evaluate(cyxc.example(id_)).to_dict()
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(body)] == []
    assert any(verdict.get("judgement") for verdict in body["verdicts"])


def test_what_one_verdict_says() -> None:
    result = cyxc.load("county").evaluate(
        {},
        year=2010,
        as_of="2010-12-31",
        logs=log("2010-01-01", "2010-12-31", "plans-filed 2010-03-20 甲镇"),
        classes={"各乡镇": ["甲镇"]},
    )
    verdict = next(one for one in result.to_dict()["verdicts"] if one["id"] == "plans-filed")
    assert verdict["kind"] == "obligation"
    assert (verdict["status"], verdict["late"], verdict["margin"]) == ("not_met", True, None)
    assert verdict["rule"] == {"kind": "done"}
    span = {"first": "2010-01-01", "last": "2010-03-15", "need": 1}
    event = {"on": "2010-03-20", "party": "甲镇", "note": None}
    assert verdict["occasions"] == [
        {**span, "party": "甲镇", "status": "not_met", "events": [event]},
        {**span, "party": "各园区", "status": "no_data", "events": []},
    ]


FILE = """\
format: cyxc.data/1
scheme: wuchang
figures: {founders: 1920 人}
judgements:
  founding-by-all: {met: no, assessor: 督查室, on: 2010-12-10}
logs:
  - from: 2009-12-01
    to: 2010-12-31
    entries: [body-founded, plan-drawn-up, district-inspections, monthly-reports]
    events:
      - {entry: body-founded, on: 2010-01-08}
      - {entry: plan-drawn-up, on: 2010-02-01}
      - {entry: district-inspections, on: 2010-06-22}
"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_breakdown_of_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str) -> None:
    file = tmp_path / "data.yaml"
    file.write_text(FILE, encoding="utf-8")
    arguments = ["evaluate", "wuchang", str(file), "--year", "2010", "--lang", language]
    assert run(arguments) == 0
    out = capsys.readouterr().out
    expected = {
        "zh": [
            "✗ 未达标  百姓、能人、干部三类人各有引导和支持  [founding-by-all]",
            "评定为未达标（督查室 2010-12-10）。",
            "专门工作机构成立：2010-01-08 办理，早 23 日（期限 2010-01-31）。",
            "具体工作方案定稿：2010-02-01 才办理，迟 1 日（期限 2010-01-31）。",
            "✗ 2010-01-01/2010-12-31: 2010-06-22",
            "共 1 次，要求 2 次，未达标。",
            "还差      2010-01-01 至 2010-12-31 缺 1 次",
            "各街道：成员名单；各部门：成员名单",
            "义务      6 条 = 未达标 1 + 缺数据 5",
            "阶段任务  13 条 = 达标 1 + 未达标 1 + 缺数据 11",
        ],
        "en": [
            "judged not met (督查室 2010-12-10).",
            "a special working body founded: done on 2010-01-08, 23 days ahead (due 2010-01-31).",
            "a detailed plan of work drawn up: done on 2010-02-01, 1 day late (due 2010-01-31).",
            "happened once, 2 asked for. Not met.",
            "missing   1 more from 2010-01-01 to 2010-12-31",
            "a list of the members; ",
            "Obligations 6 = not met 1 + no data 5",
        ],
    }
    for line in expected[language]:
        assert line in out
    assert "launch-meeting" not in out
    assert run([*arguments, "--all"]) == 0
    assert "launch-meeting" in capsys.readouterr().out
    as_of = [*arguments, "--as-of", "2010-01-31"]
    assert run(as_of) == 0
    assert ("具体工作方案定稿：到 2010-01-31 没有办理。" in capsys.readouterr().out) == (language == "zh")
