"""`cyxc agenda`: text by section and office, JSON, calendar, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import cyxc
from cyxc.agenda.item import KINDS, State
from cyxc.agenda.to_json import to_dict
from cyxc.cli.app import run
from support import log

COUNTY = ("county", "--year", "2010")

RECORDS = """
format: cyxc.data/1
scheme: county
place: {zh: 某县, en: a county}
classes:
  各乡镇: [甲镇, 乙乡]
  各园区: [丙园]
logs:
  - from: 2010-01-01
    to: 2010-03-20
    events:
      - {entry: plans-filed, on: 2010-03-15, party: 甲镇}
      - {entry: plans-filed, on: 2010-03-18, party: 乙乡}
      - {entry: creation-plan, on: 2010-02-28}
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def records(tmp_path: Path) -> str:
    path = tmp_path / "records.yaml"
    path.write_text(RECORDS, encoding="utf-8")
    return str(path)


def agenda(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["agenda", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading, as far as the next blank one."""
    lines = text.splitlines()
    rest = lines[lines.index(heading) + 1 :]
    return [line.strip() for line in rest[: rest.index("")]]


def test_what_is_overdue_and_whose(capsys: pytest.CaptureFixture[str], records: str) -> None:
    code, out, err = agenda(capsys, *COUNTY, "--as-of", "2010-03-20", "--data", records)
    assert (code, err) == (0, "")
    overdue = section(out, "Overdue")
    filed = "plans filed with the county's creation office  [plans-filed]"
    assert f"2010-03-15 {filed} · 5 days overdue (六/(一))" in overdue
    assert overdue[overdue.index("丙园") + 1].startswith("2010-03-15")
    assert "甲镇" not in overdue
    assert "乙乡" not in overdue
    # The goal system is not on the log, and the log is complete.
    assert any("[goal-system] · 20 days overdue" in line for line in overdue)
    assert section(out, "Due in the next 30 days") == ["nothing"]
    # The creation plan in time, one filing in time, the other three days late.
    assert out.splitlines()[-1] == "3 done, 1 of them late (not listed)"


def test_what_is_due_and_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = agenda(capsys, *COUNTY, "--as-of", "2010-03-01", "--lang", "zh")
    assert code == 0
    due = section(out, "30 日内到期")
    assert due == [
        "各园区",
        "2010-03-15 实施方案报送县创建办公室  [plans-filed] · 还有 14 日（六/(一)）",
        "各乡镇",
        "2010-03-15 实施方案报送县创建办公室  [plans-filed] · 还有 14 日（六/(一)）",
    ]
    assert section(out, "逾期") == ["无"]
    # What runs and what has not begun come later; the first stage is past, and nobody said anything.
    later = section(out, "以后到期")
    assert any("[service-platforms-formed] · 进行中，还有 183 日" in line for line in later)
    assert any("[mock-assessment] · 2010-09-01 起，还有 305 日到期" in line for line in later)
    unknown = section(out, "期限已过，情况不明")
    assert any("[creation-plan] · 已过 1 日，情况不明" in line for line in unknown)
    assert section(out, "阶段") == [
        "2010-02-28 宣传发动  [mobilise] · 已结束（五/(一)）",
        "2010-08-31 全面实施  [carry-out] · 进行中，还有 183 日（五/(二)）",
        "2010-12-31 考评验收  [assess] · 2010-09-01 开始（五/(三)）",
    ]
    _, out, _ = agenda(capsys, *COUNTY, "--as-of", "2010-03-01", "--within", "13", "--lang", "zh")
    assert section(out, "13 日内到期") == ["无"]
    _, out, _ = agenda(capsys, *COUNTY, "--as-of", "2010-03-15", "--lang", "zh", "--within", "0")
    assert section(out, "0 日内到期")[1].endswith("· 今日到期（六/(一)）")


def test_one_office_and_a_member_of_a_class(capsys: pytest.CaptureFixture[str], records: str) -> None:
    _, out, _ = agenda(capsys, *COUNTY, "--as-of", "2010-03-10", "--data", records, "--party", "丙园")
    assert section(out, "Due in the next 30 days") == [
        "丙园",
        "2010-03-15 plans filed with the county's creation office  [plans-filed] · due in 5 days (六/(一))",
    ]
    # What is asked of all parks is asked of this one too.
    later = section(out, "Later")
    assert later[0] == "丙园"
    assert any("criteria" in line for line in later)
    code, _, err = agenda(capsys, *COUNTY, "--as-of", "2010-03-10", "--party", "县妇连")
    assert code == 2
    assert "[no-such-party]" in err
    assert "县妇联" in err


def test_json(capsys: pytest.CaptureFixture[str], records: str) -> None:
    given = (*COUNTY, "--as-of", "2010-03-20", "--data", records)
    code, out, _ = agenda(capsys, *given, "--format", "json")
    assert code == 0
    body = json.loads(out)
    assert agenda(capsys, *given, "--json", "--lang", "zh")[1] == out
    assert (body["format"], body["as_of"], body["within"]) == ("cyxc.timeline/1", "2010-03-20", 30)
    assert body["scheme"] == {"id": "county", "version": cyxc.load("county").version, "year": 2010}
    assert body["place"] == {"zh": "某县", "en": "a county"}
    states = {(item["id"], item["party"]): item for item in body["items"]}
    late = states["plans-filed", "乙乡"]
    assert late == {
        "kind": "obligation",
        "id": "plans-filed",
        "text": {
            "zh": "实施方案报送县创建办公室",
            "en": "plans filed with the county's creation office",
        },
        "clauses": ["六/(一)"],
        "parties": ["乙乡"],
        "party": "乙乡",
        "first": "2010-01-01",
        "last": "2010-03-15",
        "period": None,
        "state": "done_late",
        "days_to_go": -5,
        "asked": {"zh": "每一责任方不晚于 2010-03-15", "en": "by 2010-03-15, each party by itself"},
        "status": "not_met",
        "so_far": None,
        "happened": 1,
        "need": None,
        "done_on": "2010-03-18",
    }
    assert {item["state"] for item in body["items"]} <= {state.value for state in State}
    assert {item["kind"] for item in body["items"]} <= set(KINDS)
    # Nothing is folded here.
    county = cyxc.load("county").for_year(2010)
    assert [item["id"] for item in body["items"] if item["kind"] == "criterion"] == [
        item.id for item in county.timeline(as_of="2010-03-20") if item.kind == "criterion"
    ]
    own = json.loads(agenda(capsys, *given, "--json", "--party", "丙园")[1])["items"]
    assert {tuple(item["parties"]) for item in own if item["id"] == "plans-filed"} == {("丙园",)}


def test_the_same_from_python() -> None:
    county = cyxc.load("county").for_year(2010)
    logs = log("2010-01-01", "2010-03-20", "creation-plan 2010-02-28")
    result = county.evaluate({}, as_of="2010-03-20", logs=logs)
    body: Any = json.loads(json.dumps(to_dict(result.timeline(), result, 30)))
    done = [item["id"] for item in body["items"] if item["state"] == "done"]
    assert done == ["creation-plan"]
    assert body["place"] is None


def test_a_calendar_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "county.ics"
    code, out, err = agenda(capsys, *COUNTY, "--as-of", "2010-03-01", "--format", "ics", "--out", str(path))
    assert (code, out, err) == (0, "", "")
    written = path.read_bytes()
    filings = [
        one for one in Calendar.from_ical(written).walk("VEVENT") if "报送县创建办公室" in one["summary"]
    ]
    assert [str(one["dtstart"].dt) for one in filings] == ["2010-03-15"] * 2
    assert "plans filed" in filings[0]["summary"]
    _, printed, _ = agenda(capsys, *COUNTY, "--as-of", "2010-03-01", "--format", "ics", "--lang", "en")
    assert "实施方案" not in printed
    assert printed.startswith("BEGIN:VCALENDAR\r\n")


def test_the_text_goes_to_a_file_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, printed, _ = agenda(capsys, "putuo-2019", "--as-of", "2022-12-10")
    path = tmp_path / "agenda.txt"
    code, out, _ = agenda(capsys, "putuo-2019", "--as-of", "2022-12-10", "--out", str(path))
    assert (code, out) == (0, "")
    assert path.read_text(encoding="utf-8") == printed


@pytest.mark.parametrize("name", cyxc.PACKAGED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scheme_in_both_languages(capsys: pytest.CaptureFixture[str], name: str, lang: str) -> None:
    year = () if cyxc.load(name).bound else ("--year", "2010")
    code, out, err = agenda(capsys, name, *year, "--as-of", "2010-12-15", "--lang", lang)
    assert (code, err) == (0, "")
    assert "{" not in out
    assert ("，" in out) == (lang == "zh")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (COUNTY, "date-needed"),
        (("county", "--as-of", "2010-03-01"), "year-needed"),
        (("putuo-2019", "--year", "2019", "--as-of", "2020-01-01"), "year-not-needed"),
        ((*COUNTY, "--as-of", "2010-02-30"), "bad-date"),
        ((*COUNTY, "--as-of", "2010-03-01", "--within", "-1"), "bad-within"),
        ((*COUNTY, "--as-of", "2010-03-01", "--within", "soon"), "option-number"),
        ((*COUNTY, "--as-of", "2010-03-01", "--format", "pdf"), "option-choice"),
        ((*COUNTY, "--as-of", "2010-03-01", "--not-applicable", "plans-field"), "unknown-statement"),
    ],
)
def test_what_is_refused(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str) -> None:
    exit_code, out, err = agenda(capsys, *arguments)
    assert (exit_code, out) == (2, "")
    assert f"[{code}]" in err
