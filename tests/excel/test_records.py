"""Judgements, events and members filled into a form are those an evaluation is handed otherwise."""

from datetime import datetime
from pathlib import Path

import pytest

import cyxc
from cyxc.excel.result import result_xlsx
from cyxc.language import LANGUAGES, Language
from support import log
from workbooks import Part, form, saved

COUNTY = cyxc.load("county").for_year(2010)
CLASSES = {"各乡镇": ["甲镇", "乙镇"], "各园区": ["丙园区"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_criterion_is_judged_from_the_list(tmp_path: Path, language: Language) -> None:
    book = form(COUNTY, language)
    part = Part(book, "judgements")
    words = {"zh": ("达标", "未达标"), "en": ("met", "not met")}[language]
    first, second = part.row_of("green-channel-opened"), part.row_of("leading-group-founded")
    part.set(first, met=words[0], assessor="县督查室", evidence="见照片\n两张", on=datetime(2010, 6, 30))
    part.set(second, met=words[1])
    result = COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))
    judgement = result["green-channel-opened"].judgement
    assert judgement == cyxc.Judgement(
        criterion="green-channel-opened",
        met=True,
        assessor="县督查室",
        evidence="见照片\n两张",
        on="2010-06-30",
    )
    assert judgement.where.cell == part.cell(first, "met").coordinate
    assert result["leading-group-founded"].status == "not_met"
    others = [one for one in result.duties if one.kind == "criterion" and one.entry.restates is None]
    assert sum(one.status == "no_data" for one in others) == len(others) - 2


def test_a_copied_row_is_a_second_judgement(tmp_path: Path) -> None:
    book = form(COUNTY)
    part = Part(book, "judgements")
    row, text = max(part.rows) + 1, COUNTY.criteria["green-channel-opened"].text.zh
    part.set(part.row_of("green-channel-opened"), met="达标", on="2010-06-30")
    part.set(row, text=text, met="未达标", on="2010年12月20日")
    assert COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))["green-channel-opened"].status == "not_met"


def with_events(language: Language = "zh") -> tuple[object, Part]:
    book = form(COUNTY, language)
    part = Part(book, "events")
    meetings, filed = part.row_of("publicity-consultations"), part.row_of("plans-filed")
    part.set(meetings, on=datetime(2010, 3, 5), note="县城", from_=datetime(2010, 1, 1), to="2010-12-31")
    row = max(part.rows) + 1
    part.set(row, id="publicity-consultations", on="2010/6/10")
    for number, (party, day) in enumerate((("甲镇", 15), ("乙镇", 19))):
        part.set(row + 1 + number, id="plans-filed", party=party, on=datetime(2010, 3, day))
    part.set(filed, from_="2010-01-01", to="2010-12-31", on="2010-02-26", party="丙园区")
    part.set(row + 3, id="plans-filed", from_="2010-01-01", to="2010-12-31", party="甲镇")
    part.set(row + 4, id="plans-filed", from_="2010-01-01", to="2010-12-31", party="乙镇")
    members = Part(book, "members")
    members.set(members.row_of("各乡镇"), member="甲镇")
    members.set(members.row_of("各园区"), member="丙园区")
    members.set(
        max(members.rows) + 1,
        text="各乡镇" if language == "zh" else COUNTY.parties["各乡镇"].en,
        member="乙镇",
    )
    return book, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_events_come_out_as_a_log_says(tmp_path: Path, language: Language) -> None:
    book, _ = with_events(language)
    result = COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))  # type: ignore[arg-type]  # a workbook
    known = COUNTY.evaluate(
        {},
        logs=log(
            "2010-01-01", "2010-12-31",
            "publicity-consultations 2010-03-05", "publicity-consultations 2010-06-10",
            "plans-filed 2010-03-15 甲镇", "plans-filed 2010-03-19 乙镇", "plans-filed 2010-02-26 丙园区",
            entries=["publicity-consultations", "plans-filed"],
        ),
        classes=CLASSES,
    )  # fmt: skip
    # Three consultations are asked for and two were held; one township filed after the 15th of March.
    assert [result[id_].status for id_ in ("publicity-consultations", "plans-filed")] == [
        "not_met",
        "not_met",
    ]
    assert str(result["publicity-consultations"].margin) == "-1 次"
    for id_ in ("publicity-consultations", "plans-filed"):
        assert [(o.party, o.period, len(o.events), o.code) for o in result[id_].occasions] == [
            (o.party, o.period, len(o.events), o.code) for o in known[id_].occasions
        ]
    assert [one.status for one in result] == [one.status for one in known]
    written = tmp_path / "b.xlsx"
    written.write_bytes(result_xlsx(result, language))
    again = COUNTY.evaluate(written)
    assert [one.status for one in again] == [one.status for one in result]
    assert {(e.entry, e.on, e.party, e.note) for e in again.records.events} == {
        (e.entry, e.on, e.party, e.note) for e in result.records.events
    }


def test_a_day_without_a_record_says_nothing_of_other_days(tmp_path: Path) -> None:
    book = form(COUNTY)
    part = Part(book, "events")
    part.set(part.row_of("publicity-consultations"), on="2010-03-05")
    assert COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))["publicity-consultations"].status == "no_data"
    row = max(part.rows) + 1
    part.set(row, id="publicity-consultations", on="2010-06-10")
    part.set(row + 1, id="publicity-consultations", on="2010-09-10")
    # Three happened, and three are asked for: whatever else there was, that is enough.
    assert COUNTY.evaluate(saved(book, tmp_path / "b.xlsx"))["publicity-consultations"].status == "met"


def test_a_record_needs_both_ends_and_an_event_its_day(tmp_path: Path) -> None:
    book = form(COUNTY)
    part = Part(book, "events")
    row = part.row_of("plans-filed")
    part.set(row, to="2010-12-31")
    part.set(part.row_of("publicity-consultations"), note="开过")
    with pytest.raises(cyxc.DataError) as caught:
        COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))
    assert {(one.code, one.where.cell) for one in caught.value.problems} == {
        ("log-half", part.cell(row, "from").coordinate),
        ("event-without-day", part.cell(part.row_of("publicity-consultations"), "on").coordinate),
    }


def test_without_a_year_days_mean_nothing(tmp_path: Path) -> None:
    book, _ = with_events()
    file = saved(book, tmp_path / "a.xlsx")  # type: ignore[arg-type]  # a workbook
    with pytest.raises(cyxc.UsageError) as caught:
        cyxc.load("county").evaluate(file)
    assert caught.value.problems[0].code == "year-needed"
    assert len(cyxc.load("county").evaluate(file, year=2010)) == len(COUNTY.entries)


def test_place_note_and_made_up_data_are_said_on_the_first_sheet(tmp_path: Path) -> None:
    book = form(COUNTY)
    guide = Part(book, "guide")
    for row in guide.rows:
        said = {"place": "某县", "note": "年底数", "illustrative": "是"}.get(guide.cell(row, "id").value)
        if said is not None:
            guide.set(row, text=said)
    result = COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))
    assert result.data is not None
    assert (result.place, result.data.note) == (cyxc.Text("某县", "某县"), cyxc.Text("年底数", "年底数"))
    assert result.data.illustrative


def test_what_is_neither_yes_nor_no_is_not_taken_for_no(tmp_path: Path) -> None:
    book = form(COUNTY)
    guide = Part(book, "guide")
    guide.set(guide.row_of("illustrative"), text="部分是")
    with pytest.raises(cyxc.DataError) as caught:
        COUNTY.evaluate(saved(book, tmp_path / "a.xlsx"))
    (problem,) = caught.value.problems
    cell = guide.cell(guide.row_of("illustrative"), "text").coordinate
    assert (problem.code, problem.where.sheet, problem.where.cell) == ("form-yes-or-no", "填表说明", cell)
