"""Every fault of judgements, events, logs and classes, from Python and from files, with its place."""

import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc.data.files import read_document
from support import HEAD, loaded, log

SCHEME = loaded(
    HEAD
    + """
parties:
  甲局: {en: A}
  乙局: {en: B}
  各镇: {en: every town, open: yes}
criteria:
  climate: {clause: 一, text: {zh: 氛围, en: climate}}
  again: {clause: 二, text: {zh: 再说氛围, en: climate again}, restates: climate}
obligations:
  meetings: {clause: 一, text: {zh: 开会, en: meetings}, every: quarter, parties: [甲局]}
  reports: {clause: 一, text: {zh: 报告, en: reports}, every: year, parties: [各镇], bound: each}
"""
)
ANY: Any = SCHEME
EVENT: Any = cyxc.Event
LOG: Any = cyxc.EventLog
JUDGEMENT: Any = cyxc.Judgement
TOWNS = {"各镇": ["东镇", "西镇"]}


def problems(**records: Any) -> list[cyxc.Problem]:
    with pytest.raises(cyxc.DataError) as caught:
        ANY.evaluate({}, **records)
    return list(caught.value.problems)


def year(*said: str, **limits: Any) -> cyxc.EventLog:
    return log("2020-01-01", "2020-12-31", *said, **limits)


FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("bad-judgement", {"judgements": {"climate": "no"}}),
    ("bad-judgement", {"judgements": {"climate": 1}}),
    ("bad-judgement", {"judgements": {5: True}}),
    ("bad-judgement", {"judgements": {"climate": JUDGEMENT(criterion="again", met=True)}}),
    ("bad-judgement", {"judgements": [JUDGEMENT(criterion="climate", met="no")]}),
    ("bad-judgement", {"judgements": [JUDGEMENT(criterion=5, met=True)]}),
    ("bad-judgement", {"judgements": ["climate"]}),
    ("bad-judgement", {"judgements": "climate"}),
    ("bad-judgement", {"judgements": 5}),
    ("unknown-criterion", {"judgements": {"climte": True}}),
    ("unknown-criterion", {"judgements": {"climte": None}}),
    ("unknown-criterion", {"judgements": {"meetings": True}}),
    (
        "judged-both-ways",
        {
            "judgements": [
                JUDGEMENT(criterion="climate", met=True, on="2020-05-01"),
                JUDGEMENT(criterion="climate", met=False, on="2020-05-01"),
            ]
        },
    ),
    ("judged-without-days", {"judgements": {"climate": True, "again": False}}),
    (
        "judged-without-days",
        {
            "judgements": [
                JUDGEMENT(criterion="climate", met=True, on="2020-05-01"),
                JUDGEMENT(criterion="again", met=False),
            ]
        },
    ),
    ("bad-log", {"logs": 5}),
    ("bad-log", {"logs": "meetings"}),
    ("bad-log", {"logs": [{"from": "2020-01-01"}]}),
    ("bad-log", {"logs": LOG(first="2020-01-01", last="2020-12-31", events=[{"entry": "meetings"}])}),
    (
        "bad-log",
        {"logs": LOG(first="2020-01-01", last="2020-12-31", events=[EVENT(entry=5, on="2020-01-01")])},
    ),
    ("bad-log", {"logs": LOG(first="2020-01-01", last="2020-12-31", entries=[5])}),
    (
        "bad-log",
        {
            "logs": LOG(
                first="2020-01-01",
                last="2020-12-31",
                events=[EVENT(entry="meetings", on="2020-01-01", party=5)],
            )
        },
    ),
    ("log-backwards", {"logs": log("2020-12-31", "2020-01-01")}),
    ("no-events", {"logs": year("meeting 2020-02-01")}),
    ("no-events", {"logs": year("climate 2020-02-01")}),
    ("no-events", {"logs": year(entries=["meeting"])}),
    ("no-events", {"logs": year(entries="meeting")}),
    ("unknown-party-here", {"logs": year(parties=["丙局"])}),
    ("unknown-party-here", {"logs": year("meetings 2020-02-01 丙局")}),
    ("unknown-party-here", {"logs": year("reports 2020-02-01 东镇")}),
    ("party-not-bound", {"logs": year("meetings 2020-02-01 乙局")}),
    ("party-not-bound", {"logs": year("reports 2020-02-01 甲局"), "classes": TOWNS}),
    ("event-without-party", {"logs": year("reports 2020-02-01"), "classes": TOWNS}),
    ("event-without-party", {"logs": year("reports 2020-02-01 各镇"), "classes": TOWNS}),
    ("event-twice", {"logs": year("meetings 2020-02-01", "meetings 2020-02-01")}),
    ("event-twice", {"logs": [year("meetings 2020-02-01"), year("meetings 2020-02-01")]}),
    ("bad-class", {"classes": ["东镇"]}),
    ("bad-class", {"classes": {"各镇": [5]}}),
    ("bad-class", {"classes": {"各镇": None}}),
    ("bad-class", {"classes": {5: ["东镇"]}}),
    ("not-a-class", {"classes": {"甲局": ["东镇"]}}),
    ("class-empty", {"classes": {"各镇": []}}),
    ("member-twice", {"classes": {"各镇": ["东镇", "东镇"]}}),
    ("class-in-class", {"classes": {"各镇": ["各镇"]}}),
]


@pytest.mark.parametrize(("code", "records"), FAULTS)
def test_a_fault_has_its_code_and_both_languages(code: str, records: dict[str, Any]) -> None:
    (problem,) = problems(**records)
    assert problem.code == code
    assert problem.say("zh") != problem.say("en")
    assert not re.search(r"\{[a-z]+\}", problem.what("en") + problem.todo("en"))


@pytest.mark.parametrize("day", ["2020-02-30", "soon", "", 20200101, None, 5.0])
def test_a_day_that_is_none(day: object) -> None:
    for make in (
        lambda: EVENT(entry="meetings", on=day),
        lambda: LOG(first=day, last="2020-12-31"),
        lambda: LOG(first="2020-01-01", last=day),
    ):
        with pytest.raises(cyxc.DataError) as caught:
            make()
        assert [problem.code for problem in caught.value.problems] == ["bad-date"]


def test_all_faults_come_at_once() -> None:
    found = problems(
        judgements={"climte": True, "climat": False},
        logs=[year("meetngs 2020-02-01", "meetings 2020-02-01 丙局"), log("2020-12-31", "2020-01-01")],
        classes={"甲局": ["东镇"]},
    )
    assert [problem.code for problem in found] == [
        "unknown-criterion",
        "unknown-criterion",
        "no-events",
        "unknown-party-here",
        "log-backwards",
        "not-a-class",
    ]
    assert found[0].nearest == ("climate",)
    assert found[2].nearest == ("meetings",)
    kinds = problems(judgements={"climate": "x"}, logs=["y"], classes=["z"])
    assert [problem.code for problem in kinds] == ["bad-judgement", "bad-log", "bad-class"]


def test_classes_alone_are_checked() -> None:
    text = "format: cyxc.data/1\nclasses: {甲局: [东镇]}\n"
    with pytest.raises(cyxc.DataError) as caught:
        SCHEME.evaluate(read_document(text))
    assert [problem.code for problem in caught.value.problems] == ["not-a-class"]


def test_two_on_one_day_are_told_apart_by_a_note() -> None:
    events = [EVENT(entry="meetings", on="2020-02-01", note=note) for note in ("上午", "下午")]
    result = SCHEME.evaluate({}, logs=cyxc.EventLog(first="2020-01-01", last="2020-12-31", events=events))
    assert len(result.duties["meetings"].occasions[0].events) == 2


def test_one_name_is_one_name() -> None:
    both = [LOG(first="2020-01-01", last="2020-12-31", entries=said) for said in ("meetings", ["meetings"])]
    assert both[0] == both[1]
    filled: Any = {"各镇": "东镇"}
    result = SCHEME.evaluate({}, logs=year("reports 2020-02-01 东镇"), classes=filled)
    assert result.duties["reports"].status == "met"


def test_logs_need_a_year() -> None:
    scheme = cyxc.load("wuchang")
    with pytest.raises(cyxc.UsageError) as caught:
        scheme.evaluate({}, logs=log("2010-01-01", "2010-12-31"))
    assert [problem.code for problem in caught.value.problems] == ["year-needed"]


# Files.

FILE = """\
format: cyxc.data/1
judgements:
  climate: {met: yes, assessor: 评估组, evidence: {zh: 问卷, en: survey}, on: 2020-12-30}
logs:
  - from: 2020-01-01
    to: 2020-12-31
    events:
      - {entry: meetings, on: 2020-02-01, party: 甲局, note: 第一次}
      - {entry: reports, on: 2020-03-01, party: 东镇}
  - {from: 2019-01-01, to: 2019-12-31, entries: [meetings], parties: 甲局}
classes:
  各镇: [东镇]
"""


def test_a_file_says_what_python_says() -> None:
    data = read_document(FILE)
    said = cyxc.Judgement(
        criterion="climate",
        met=True,
        assessor="评估组",
        evidence=cyxc.Text("问卷", "survey"),
        on="2020-12-30",
    )
    events = [
        cyxc.Event(entry="meetings", on="2020-02-01", party="甲局", note="第一次"),
        cyxc.Event(entry="reports", on="2020-03-01", party="东镇"),
    ]
    logs = [
        cyxc.EventLog(first="2020-01-01", last="2020-12-31", events=events),
        cyxc.EventLog(first="2019-01-01", last="2019-12-31", entries=["meetings"], parties=["甲局"]),
    ]
    here = SCHEME.evaluate({}, judgements=[said], logs=logs, classes={"各镇": ["东镇"]})
    there = SCHEME.evaluate(data)
    assert there.records == here.records
    assert [one.status for one in there] == [one.status for one in here]
    assert there.duties["reports"].status == "met"
    as_json = json.dumps(
        {
            "judgements": {
                "climate": {
                    "met": True,
                    "assessor": "评估组",
                    "evidence": {"zh": "问卷", "en": "survey"},
                    "on": "2020-12-30",
                }
            },
            "logs": [
                {
                    "from": "2020-01-01",
                    "to": "2020-12-31",
                    "events": [
                        {"entry": "meetings", "on": "2020-02-01", "party": "甲局", "note": "第一次"},
                        {"entry": "reports", "on": "2020-03-01", "party": "东镇"},
                    ],
                },
                {"from": "2019-01-01", "to": "2019-12-31", "entries": ["meetings"], "parties": ["甲局"]},
            ],
            "classes": {"各镇": ["东镇"]},
        }
    )
    assert read_document(as_json, as_json=True).records == here.records


def test_what_is_handed_in_beside_a_file_is_added() -> None:
    data = read_document(FILE)
    result = SCHEME.evaluate(data, logs=year("meetings 2020-05-01", entries=["meetings"]))
    assert [len(o.events) for o in result.duties["meetings"].occasions] == [1, 1, 0, 0]


def test_an_empty_judgement_is_none() -> None:
    result = SCHEME.evaluate(read_document("format: cyxc.data/1\njudgements:\n  climate:\n"))
    assert result["climate"].status == "no_data"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "path"),
    [
        ("met: yes", "met: perhaps", "bad-judgement", 3, "judgements.climate"),
        ("met: yes", "mte: yes, met: yes", "unknown-key", 3, "judgements.climate.mte"),
        ("on: 2020-12-30", "on: 2020-13-30", "day-form", 3, "judgements.climate.on"),
        ("assessor: 评估组", "assessor: [评估组]", "text-expected", 3, "judgements.climate.assessor"),
        ("{zh: 问卷, en: survey}", "{zh: 问卷}", "text-form", 3, "judgements.climate.evidence"),
        ("climate: {met", "climte: {met", "unknown-criterion", 3, "judgements.climte"),
        ("- from: 2020-01-01", "- from: spring", "day-form", 5, "logs.0.from"),
        ("    to: 2020-12-31", "    to:", "missing-key", 5, "logs.0"),
        ("    to: 2020-12-31", "    to: 2019-12-31", "log-backwards", 5, "logs.0"),
        ("    to: 2020-12-31", "    to: 2020-12-31\n    til: x", "unknown-key", 7, "logs.0.til"),
        ("entry: meetings", "entry: meeting", "no-events", 8, "logs.0.events.0[meeting]"),
        ("entry: meetings, ", "", "missing-key", 8, "logs.0.events.0"),
        ("2020-03-01, party: 东镇", "2020-03-32, party: 东镇", "day-form", 9, "logs.0.events.1[reports].on"),
        ("2020-03-01, party: 东镇", "2020-03-01", "event-without-party", 9, "logs.0.events.1[reports]"),
        ("party: 甲局", "party: 丙局", "unknown-party-here", 8, "logs.0.events.0[meetings]"),
        ("note: 第一次", "note: [1]", "text-form", 8, "logs.0.events.0[meetings].note"),
        ("note: 第一次", "nota: 第一次", "unknown-key", 8, "logs.0.events.0[meetings].nota"),
        ("entries: [meetings]", "entries: [meeting]", "no-events", 10, "logs.1"),
        ("entries: [meetings]", "entries: {a: b}", "list-expected", 10, "logs.1.entries"),
        ("parties: 甲局", "parties: 丙局", "unknown-party-here", 10, "logs.1"),
        ("- {from: 2019", "- 5\n  - {from: 2019", "bad-log", 10, "logs.1"),
        ("各镇: [东镇]", "各镇: {a: 东镇}", "list-expected", 12, "classes.各镇"),
        ("各镇: [东镇]", "各镇: [东镇, 西镇, 西镇]", "member-twice", None, "classes.各镇"),
    ],
)
def test_a_fault_in_a_file_has_its_place(old: str, new: str, code: str, line: int | None, path: str) -> None:
    assert FILE.count(old) == 1
    with pytest.raises(cyxc.DataError) as caught:
        SCHEME.evaluate(read_document(FILE.replace(old, new)))
    found = [(problem.code, problem.where.line, problem.where.path) for problem in caught.value.problems]
    assert (code, line, path) in found
    assert len(found) == 1 or code == "missing-key"


@pytest.mark.parametrize("key", ["judgements", "logs", "classes"])
def test_a_list_of_the_wrong_kind(key: str) -> None:
    with pytest.raises(cyxc.DataError) as caught:
        read_document(f"format: cyxc.data/1\n{key}: 5\n")
    code = "list-expected" if key == "logs" else "mapping-expected"
    assert [problem.code for problem in caught.value.problems] == [code]


def test_an_evaluation_with_records_is_a_value(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_text(FILE, encoding="utf-8")
    one, other = (SCHEME.evaluate(str(file)) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert again.to_dict() == one.to_dict()
    assert [str(v.explanation) for v in again] == [str(v.explanation) for v in one]
    fewer = read_document(FILE.replace("      - {entry: reports, on: 2020-03-01, party: 东镇}\n", ""))
    assert SCHEME.evaluate(fewer) != one
    assert {one, again} == {one}


def test_a_name_nobody_has_is_told_once_for_all_its_events() -> None:
    events = [f"meetings 2020-{month:02}-01 丙局" for month in range(1, 13)]
    with pytest.raises(cyxc.DataError) as caught:
        SCHEME.evaluate({}, logs=year(*events, "meetings 2020-03-02 丁局"))
    names = [(one.code, one.details["name"]) for one in caught.value.problems]
    assert names == [("unknown-party-here", "丙局"), ("unknown-party-here", "丁局")]
