"""What a form holds: a row a figure and period, who answers for it, what may be chosen, what is protected."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import cyxc
from cyxc.excel.form import form_xlsx
from cyxc.language import LANGUAGES, Language
from cyxc.show.template import template_rows
from support import small
from workbooks import Part, form, form_bytes

schemes = pytest.mark.parametrize("id_", cyxc.PACKAGED)


@schemes
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_has_the_rows_of_the_csv(id_: str, language: Language) -> None:
    scheme = cyxc.load(id_)
    part = Part(form(scheme, language), "figures")
    for row, known in zip(part.rows, template_rows(scheme, language), strict=True):
        assert part.cell(row, "id").value == known["indicator"]
        for key in ("name", "role", "period", "unit", "office", "asked", "clause", "note"):
            assert (part.cell(row, key).value or "") == known[key]
        assert part.cell(row, "value").value is None


@schemes
def test_every_criterion_duty_and_class_has_its_row(id_: str) -> None:
    scheme, book = cyxc.load(id_), form(cyxc.load(id_))
    judgements = Part(book, "judgements")
    stated = [one.id for one in scheme.criteria if one.restates is None]
    assert [judgements.cell(row, "id").value for row in judgements.rows] == stated
    recorded = [one for one in (*scheme.obligations, *scheme.tasks, *scheme.steps) if one.restates is None]
    events = Part(book, "events")
    assert [events.cell(row, "id").value for row in events.rows] == [one.id for one in recorded]
    members = Part(book, "members")
    assert [members.cell(row, "id").value for row in members.rows] == [p.id for p in scheme.parties if p.open]


def test_number_formats_follow_units() -> None:
    part = Part(form(cyxc.load("wuchang")), "figures")
    codes = {
        id_: part.cell(part.row_of(id_), "value").number_format
        for id_ in ("founders", "pass_rate", "loans_issued", "jobs_per_founder")
    }
    # In a cell that is no text 1:5 would become a time.
    assert codes == {
        "founders": "#,##0", "pass_rate": "0.00##%", "loans_issued": "#,##0.00##", "jobs_per_founder": "@",
    }  # fmt: skip
    assert part.cell(3, "period").number_format == "@"
    assert part.cell(3, "reported_on").number_format == "yyyy-mm-dd"


def test_headings_are_kept_and_everything_below_may_be_sorted_and_inserted() -> None:
    book = form(cyxc.load("wuchang"))
    for kind in ("figures", "judgements", "events", "members"):
        sheet = Part(book, kind).sheet
        assert sheet.freeze_panes == "B3"
        assert sheet.protection.sheet is True
        assert sheet.protection.password is None
        # openpyxl says of each what is forbidden.
        forbidden = ("sort", "autoFilter", "insertRows", "insertColumns", "deleteRows", "formatColumns")
        assert not any(getattr(sheet.protection, name) for name in forbidden)
        assert all(cell.protection.locked for row in sheet["A1:C2"] for cell in row)
        # A sheet that is protected sorts only rows without a single locked cell.
        body = sheet.iter_rows(min_row=3, max_col=sheet.max_column)
        assert not any(cell.protection.locked for row in body for cell in row)
        assert sheet.row_dimensions[1].hidden
        assert sheet.auto_filter.ref is not None


def test_ids_are_hidden_between_columns_that_are_seen() -> None:
    for kind in ("figures", "judgements", "events", "members"):
        part = Part(form(cyxc.load("wuchang")), kind)
        letter = part.cell(3, "id").column_letter
        assert (letter, part.sheet.column_dimensions[letter].hidden) == ("B", True)


@pytest.mark.parametrize(
    ("language", "met", "basis", "state"),
    [
        ("zh", '"达标,未达标"', '"本期,本年累计,累计"', '"正式,初步"'),
        ("en", '"met,not met"', '"own,year to date,running"', '"final,provisional"'),
    ],
)
def test_what_can_be_chosen_is_offered(language: Language, met: str, basis: str, state: str) -> None:
    book = form(cyxc.load("wuchang"), language)

    def offered(kind: str) -> list[str]:
        rules = Part(book, kind).sheet.data_validations.dataValidation
        return [str(rule.formula1) for rule in rules if rule.type == "list"]

    assert offered("figures") == [basis, state]
    assert offered("judgements") == [met]
    parties = offered("events")
    assert len(parties) == 1
    name, _, cells = parties[0].partition("!")
    listed = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
    assert listed == [party.id for party in cyxc.load("wuchang").parties]
    assert book[name.strip("'")].sheet_state == "hidden"


def test_each_figure_has_a_note_with_its_clause() -> None:
    part = Part(form(cyxc.load("wuchang")), "figures")
    notes = [part.cell(row, "name").comment for row in part.rows]
    for row, note in zip(part.rows, notes, strict=True):
        assert note is not None
        assert note.text.startswith(f"条款 {part.cell(row, 'clause').value}\n")


def test_the_same_form_has_the_same_bytes() -> None:
    scheme = cyxc.load("putuo-2019")
    assert form_xlsx(scheme, "zh") == form_bytes(scheme, "zh")


def test_a_workbook_needs_no_other_file_and_runs_nothing() -> None:
    with ZipFile(BytesIO(form_bytes(cyxc.load("putuo-2019"), "zh"))) as packed:
        names = packed.namelist()
    assert not [name for name in names if "externalLink" in name or "vbaProject" in name]


# --- periods ---

YEARS = {
    "whole": "{start: 2013, due: 2015}",
    "last": "{start: 2015, due: 2015}",
}


def test_a_figure_asked_for_over_several_times_has_a_row_for_each_stretch() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "c": "stock: 人"},
        {
            "over-all": f"indicator: a, at_least: 10 人, window: {YEARS['whole']}",
            "at-last": f"indicator: a, at_least: 4 人, window: {YEARS['last']}",
            "alone": f"indicator: b, at_least: 4 人, window: {YEARS['whole']}",
            "stock": f"indicator: c, at_least: 4 人, window: {YEARS['whole']}",
        },
    )
    rows = [(row["indicator"], row["period"]) for row in template_rows(scheme, "zh")]
    assert rows == [("a", "2013-01/2014-12"), ("a", "2015"), ("b", ""), ("c", "")]


def test_a_figure_asked_for_year_by_year_has_a_row_a_year(tmp_path: Path) -> None:
    scheme = small(
        {"a": "flow: 人", "w": "flow: 人", "s": "{stock: 人}"[1:-1], "share": "unit: '%', formula: a / w"},
        {
            "each": f"indicator: a, at_least: 10 人, years: each, window: {YEARS['whole']}",
            "rate": f"indicator: share, at_least: 25 %, years: each, window: {YEARS['whole']}",
            "stock": f"indicator: s, at_least: 5 人, years: each, window: {YEARS['whole']}",
        },
    )
    rows = [(row["indicator"], row["period"]) for row in template_rows(scheme, "zh")]
    assert sorted(rows) == [
        (id_, year) for id_ in ("a", "s", "share", "w") for year in ("2013", "2014", "2015")
    ]
    book = form(scheme)
    part = Part(book, "figures")
    for row, number in zip(
        [row for row in part.rows if part.cell(row, "id").value == "a"], (10, 11), strict=False
    ):
        part.set(row, value=number)
    book.save(tmp_path / "a.xlsx")
    # Nothing was filled in for 2015: an empty row is no figure, and no pass either.
    assert scheme.evaluate(tmp_path / "a.xlsx")["each"].status == "no_data"
