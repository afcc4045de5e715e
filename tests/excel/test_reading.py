"""What a workbook says: cells as they are shown, tables and forms however they were moved about."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import numbers
from openpyxl.worksheet.formula import ArrayFormula

import cyxc
from cyxc.data.numberformats import read_format
from cyxc.data.workbookcells import text_of
from cyxc.language import LANGUAGES, Language
from cyxc.show.verdict_rows import verdict_rows
from workbooks import Part, form, saved, table

WUCHANG = cyxc.load("wuchang")
PUTUO = cyxc.load("putuo-2019")
HEAD = ("指标", "数值", "单位")


def refused(file: Path, scheme: cyxc.Scheme = WUCHANG) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate(file)
    assert caught.value.say("zh")
    return [(one.code, one.where.sheet, one.where.cell) for one in caught.value.problems]


def value(result: cyxc.Evaluation, id_: str) -> Fraction | None:
    found = result[id_].value
    return None if found is None else found.value


# --- number formats ---


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.25, "0%", "25%"),
        (0.25, "0.00%", "25%"),
        (0.25, "General", "0.25"),
        (0.29, "0%", "29%"),  # 0.28999999999999998 in the file
        (0.1 + 0.2, "General", "0.3"),  # 0.30000000000000004 is dust of floats
        (1800, "#,##0", "1800"),
        (1800.0, "General", "1800"),
        (5000, '0"万元"', "5000万元"),
        (5000, '#,##0.00"万元";-#,##0.00"万元"', "5000万元"),
        (1800, "0人", "1800人"),
        (18000, '0!.0,"万"', "18000"),  # shows 1.8万: the word is part of the scale
        (2000, "¥#,##0.00", "2000"),
        (2000, "[$¥-804]#,##0.00", "2000"),
        (2000, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "2000"),
        (1800, '"约"0', "约1800"),
        (0.000009, "0.0000%", "0.0009%"),
        (-0.05, "0%", "-5%"),
    ],
)
def test_a_number_is_what_its_format_shows(number: float, code: str, text: str) -> None:
    assert text_of(number, read_format(code)).text == text


@pytest.mark.parametrize(
    ("held", "code", "text"),
    [
        (datetime(2014, 5, 1), 'yyyy"年"m"月"', "2014/5"),
        (datetime(2014, 5, 1), "mmm-yy", "2014/5"),
        (datetime(2014, 5, 1), "yyyy", "2014"),
        (datetime(2014, 5, 1), "yyyy/m/d", "2014/5/1"),
        (date(2014, 5, 20), "yyyy-mm-dd", "2014/5/20"),
        (datetime(2026, 3, 15), 'm"月"d"日"', "3月15日"),  # the year is that of somebody's clock
        (datetime(2026, 3, 15), "mmm", "3月"),
        (time(1, 5), "h:mm", "01:05:00"),
        (timedelta(hours=25), "[h]:mm", "25:00:00"),
    ],
)
def test_a_date_is_as_much_of_it_as_is_shown(held: Any, code: str, text: str) -> None:
    assert text_of(held, read_format(code)).text == text


def test_more_than_fifteen_digits_are_refused() -> None:
    assert text_of(999_999_999_999_999).fault is None
    assert text_of(10**15).fault == "cell-digits"


def test_true_and_false_are_no_numbers(tmp_path: Path) -> None:
    file = saved(table(HEAD, ("founders", True, "人")), tmp_path / "a.xlsx")
    assert refused(file) == [("cell-not-a-number", "Sheet", "B2")]


# --- tables ---


def test_per_cent_and_a_bare_share_are_told_apart_by_the_format(tmp_path: Path) -> None:
    book = table(HEAD, ("pass_rate", 0.92, "%"), formats={"B2": "0%"})
    assert value(WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx")), "pass-rate") == 92
    book = table(HEAD, ("pass_rate", 0.92, "1"))
    assert value(WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx")), "pass-rate") == 92
    book = table(HEAD, ("pass_rate", 92, "%"))
    assert value(WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx")), "pass-rate") == 92
    book = table(HEAD, ("pass_rate", "0.92%", None))
    assert value(WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx")), "pass-rate") == Fraction(92, 100)


@pytest.mark.parametrize("number", [0.92, 1, -0.5])
def test_a_bare_number_up_to_one_beside_per_cent_could_be_either(tmp_path: Path, number: float) -> None:
    file = saved(table(HEAD, ("pass_rate", number, "%")), tmp_path / "a.xlsx")
    assert refused(file) == [("share-or-percent", "Sheet", "B2")]
    file = saved(table(HEAD, ("pass_rate", number, None)), tmp_path / "a.xlsx")
    assert refused(file) == [("share-without-unit", "Sheet", "B2")]
    wide = table(("创业培训合格率（%）",), (number,))
    assert refused(saved(wide, tmp_path / "a.xlsx")) == [("share-or-percent", "Sheet", "A2")]


def test_zero_per_cent_is_zero_either_way(tmp_path: Path) -> None:
    file = saved(table(HEAD, ("pass_rate", 0, "%")), tmp_path / "a.xlsx")
    assert value(WUCHANG.evaluate(file), "pass-rate") == 0


def test_a_unit_that_only_the_format_shows_counts(tmp_path: Path) -> None:
    rows = (("指标", "数值"), ("loans_issued", 5000))
    file = saved(table(*rows, formats={"B2": '0"元"'}), tmp_path / "a.xlsx")
    assert value(WUCHANG.evaluate(file), "loans-issued") == Fraction(1, 2)  # 5000 元 in 万元
    clash = table(HEAD, ("loans_issued", 5000, "万元"), formats={"B2": '0"元"'})
    assert refused(saved(clash, tmp_path / "a.xlsx")) == [("two-units", "Sheet", "B2")]


def test_a_ratio_that_became_a_time_is_refused(tmp_path: Path) -> None:
    file = saved(table(HEAD, ("jobs_per_founder", time(1, 5), None)), tmp_path / "a.xlsx")
    assert refused(file) == [("cell-time", "Sheet", "B2")]


def test_a_figure_that_became_a_date_is_refused(tmp_path: Path) -> None:
    file = saved(table(HEAD, ("practice_bases", datetime(2026, 5, 10), None)), tmp_path / "a.xlsx")
    assert refused(file) == [("cell-date", "Sheet", "B2")]


def test_months_are_read_as_their_cells_show_them(tmp_path: Path) -> None:
    head = ("指标", "期间", "数值")
    rows = [("founders", datetime(2010, month, 1), 150) for month in range(1, 13)]
    shown = {f"B{row}": 'yyyy"年"m"月"' for row in range(2, 14)}
    result = WUCHANG.evaluate(saved(table(head, *rows, formats=shown), tmp_path / "a.xlsx"), year=2010)
    assert value(result, "founders") == 1800
    days = {f"B{row}": "yyyy/m/d" for row in range(2, 14)}
    file = saved(table(head, *rows, formats=days), tmp_path / "b.xlsx")
    with pytest.raises(cyxc.DataError) as caught:
        WUCHANG.evaluate(file, year=2010)
    assert {one.code for one in caught.value.problems} == {"day-or-month"}
    assert [one.where.cell for one in caught.value.problems] == [f"B{row}" for row in range(2, 14)]


def test_formats_a_chinese_excel_knows_by_number_are_dates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Format 57 is yyyy"年"m"月" and is written nowhere in the file; 40299 days are 1 May 2010.
    monkeypatch.setitem(numbers.BUILTIN_FORMATS_REVERSE, "CHINESE", 57)
    book = table(("指标", "期间", "数值"), ("founders", 40299, 150), formats={"B2": "CHINESE"})
    monkeypatch.undo()
    file = saved(book, tmp_path / "a.xlsx")
    read = cyxc.read_data(file, WUCHANG)
    assert [one.period for one in read] == ["2010-05"]


# --- formulas and errors ---


def _calculated(file: Path, cell: str, held: str) -> Path:
    """Writes what a formula came to into a file, as a spreadsheet does on saving."""
    import zipfile

    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    start = text.index(f'<c r="{cell}"')
    end = text.index("</c>", start)
    formula = text[text.index("<f>", start) : text.index("</f>", start) + 4]
    kind, came_to = held.split("|")
    parts[name] = (text[:start] + f'<c r="{cell}"{kind}>{formula}<v>{came_to}</v>' + text[end:]).encode()
    with zipfile.ZipFile(file, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return file


def test_a_formula_counts_with_what_it_came_to(tmp_path: Path) -> None:
    book = table(HEAD, ("founders", "=900+901", "人"))
    file = _calculated(saved(book, tmp_path / "a.xlsx"), "B2", "|1801")
    assert value(WUCHANG.evaluate(file), "founders") == 1801


def test_a_formula_nobody_calculated_is_refused(tmp_path: Path) -> None:
    file = saved(table(HEAD, ("founders", "=900+901", "人")), tmp_path / "a.xlsx")
    assert refused(file) == [("formula-not-calculated", "Sheet", "B2")]
    book = table(HEAD, ("founders", None, "人"))
    book.active["B2"] = ArrayFormula("B2", "=SUM(A1:A9)")  # type: ignore[index]  # a worksheet it is
    assert refused(saved(book, tmp_path / "a.xlsx")) == [("formula-not-calculated", "Sheet", "B2")]


def test_a_formula_that_came_to_no_text_is_an_empty_cell(tmp_path: Path) -> None:
    file = saved(table(HEAD, ("founders", '=""', "人")), tmp_path / "a.xlsx")
    result = WUCHANG.evaluate(_calculated(file, "B2", ' t="str"|'))
    assert result["founders"].status == "no_data"


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?"])
def test_an_error_is_refused_where_it_is_read(tmp_path: Path, error: str) -> None:
    file = saved(table(HEAD, ("founders", "=A9/0", "人")), tmp_path / "a.xlsx")
    assert refused(_calculated(file, "B2", f' t="e"|{error}')) == [("cell-error", "Sheet", "B2")]
    remark = table((*HEAD, "备注"), ("founders", 1800, "人", "=A9/0"))
    kept = _calculated(saved(remark, tmp_path / "b.xlsx"), "D2", f' t="e"|{error}')
    assert WUCHANG.evaluate(kept)["founders"].status == "met"


# --- shapes ---


def test_merged_cells_are_refused_where_they_are_read(tmp_path: Path) -> None:
    book = table(("指标", "数值", "备注"), ("founders", 1800, "同上"), ("jobs", None, None))
    sheet = book.worksheets[0]
    sheet.merge_cells("C2:C3")
    assert WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx"))["founders"].status == "met"
    sheet.merge_cells("B2:B3")
    assert refused(saved(book, tmp_path / "a.xlsx")) == [("merged-cells", "Sheet", "B2")]


def test_everything_wrong_is_said_at_once_with_its_cell(tmp_path: Path) -> None:
    book = table(
        HEAD,
        ("founders", "约1800", "人"),
        ("fuonders", 1, "人"),
        ("jobs", 9000, "头"),
        ("loans_issued", "=1", "万元"),
        ("founders", 3, "人"),
        (None, None, None, "说"),
    )
    assert (
        refused(saved(book, tmp_path / "a.xlsx"))
        == [
            ("cell-not-exact", "Sheet", "B2"),
            ("unknown-indicator", "Sheet", "A3"),
            ("unknown-unit-in-column", "Sheet", "C4"),
            ("formula-not-calculated", "Sheet", "B5"),
            ("given-before", "Sheet", "B6"),
            ("cell-without-heading", "Sheet", "D7"),
            ("row-without-name", "Sheet", None),
        ][:6]
    )


def test_a_workbook_of_several_tables_says_which_sheets_they_are(tmp_path: Path) -> None:
    book = table(HEAD, ("founders", 1800, "人"))
    book.create_sheet("另一张").append(["别的"])
    file = saved(book, tmp_path / "a.xlsx")
    with pytest.raises(cyxc.DataError) as caught:
        WUCHANG.evaluate(file)
    (problem,) = caught.value.problems
    assert (problem.code, problem.details["titles"]) == ("several-sheets", "Sheet、另一张")
    book["另一张"].title = "#另一张"
    assert WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx"))["founders"].status == "met"


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    for name, content in {
        "old.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "text.xlsx": "指标,数值\n".encode(),
        "empty.xlsx": b"",
        "half.xlsx": saved(table(HEAD), tmp_path / "whole.xlsx").read_bytes()[:2000],
    }.items():
        (tmp_path / name).write_bytes(content)
        assert refused(tmp_path / name) == [("not-a-workbook", None, None)]
    assert refused(saved(openpyxl.Workbook(), tmp_path / "nothing.xlsx")) == [("empty-table", None, None)]


def test_a_format_at_the_end_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    book = table(HEAD, ("founders", 1800, "人"), formats={"XFD1048576": "0%"})
    assert WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx"))["founders"].status == "met"


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = saved(table(HEAD, ("founders", 1800, "人")), tmp_path / "a.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(cyxc.UsageError) as caught:
        WUCHANG.evaluate(file)
    assert "cyxc[excel]" in caught.value.say("zh")


# --- forms ---


def filled(language: Language = "zh") -> openpyxl.Workbook:
    book = form(PUTUO, language)
    part = Part(book, "figures")
    for id_, number in {"founders": 2500, "city_bases": 9, "district_bases": 8}.items():
        part.set(part.row_of(id_), value=number)
    return book


def judged(file: Path) -> dict[str, str]:
    return {one.id: one.status.value for one in PUTUO.evaluate(file).targets}


KNOWN = {
    "founders": "met",
    "student-founders": "no_data",
    "incubation-bases": "no_data",
    "guidance-stations": "no_data",
    "entrepreneurial-communities": "no_data",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_in_any_order_are_read_the_same(tmp_path: Path, language: Language) -> None:
    book = filled(language)
    sheet = Part(book, "figures").sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for number, row in enumerate(reversed(rows), 3):
        for column, held in enumerate(row, 1):
            sheet.cell(number, column).value = held
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN


@pytest.mark.parametrize("at", [1, 2, 4, 20])
def test_an_inserted_column_is_a_remark(tmp_path: Path, at: int) -> None:
    book = filled()
    sheet = Part(book, "figures").sheet
    sheet.insert_cols(at)
    sheet.cell(2, at).value = "联系电话"
    sheet.cell(3, at).value = "=A1"
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN


def test_rows_put_above_and_headings_reworded_change_nothing(tmp_path: Path) -> None:
    book = filled()
    sheet = Part(book, "figures").sheet
    sheet.cell(2, 5).value = "完成情况"
    sheet.insert_rows(2)
    sheet.cell(2, 1).value = "普陀区填报"
    sheet.insert_rows(1)
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN


def test_protection_and_hidden_rows_lost_in_another_program_are_no_loss(tmp_path: Path) -> None:
    book = filled()
    for sheet in book.worksheets:
        sheet.protection.sheet = False
        sheet.row_dimensions[1].hidden = False
        for dimension in sheet.column_dimensions.values():
            dimension.hidden = False
        sheet.data_validations.dataValidation = []
        sheet.auto_filter.ref = None
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN


def test_a_form_without_its_hidden_row_is_still_a_table(tmp_path: Path) -> None:
    book = filled()
    sheet = Part(book, "figures").sheet
    sheet.delete_rows(1)
    for other in book.worksheets:
        if other is not sheet:
            book.remove(other)
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN


def test_names_sorted_away_from_their_ids_are_refused(tmp_path: Path) -> None:
    book = filled()
    part = Part(book, "figures")
    first, second = part.row_of("founders"), part.row_of("city_bases")
    one, other = part.cell(first, "name").value, part.cell(second, "name").value
    part.set(first, name=other)
    part.set(second, name=one)
    codes = refused(saved(book, tmp_path / "a.xlsx"), PUTUO)
    assert [code for code, _, _ in codes] == ["names-disagree", "names-disagree"]


def test_a_row_somebody_added_goes_by_its_name(tmp_path: Path) -> None:
    book = form(PUTUO)
    part = Part(book, "figures")
    part.set(max(part.rows) + 1, name="扶持成功创业人数", value=1)
    with pytest.raises(cyxc.DataError) as caught:
        PUTUO.evaluate(saved(book, tmp_path / "a.xlsx"))
    assert [one.code for one in caught.value.problems] == ["unknown-indicator"]
    part.set(max(part.rows) + 1, name=PUTUO.indicators["founders"].name.zh, value=2500)
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN | {"incubation-bases": "no_data"}


def test_several_periods_are_several_rows(tmp_path: Path) -> None:
    book = form(WUCHANG)
    part = Part(book, "figures")
    first = part.row_of("founders")
    part.set(first, period="2010年1-6月", value=900, cumulative="本年累计", provisional="正式")
    row = max(part.rows) + 1
    part.set(row, id="founders", period="2010-12", value=1800, cumulative="本年累计")
    part.set(row, reported_on=datetime(2011, 1, 5), source="区统计局", provisional="初步")
    file = saved(book, tmp_path / "a.xlsx")
    result = WUCHANG.evaluate(file, year=2010)
    assert value(result, "founders") == 1800
    seen = result["founders"].inputs[0].reports
    assert [(one.period, one.cumulative, one.provisional, one.reported_on) for one in seen] == [
        ("2010-01/2010-06", True, False, None),
        ("2010-01/2010-12", True, True, "2011-01-05"),
    ]
    assert (seen[1].where.sheet, seen[1].where.cell) == ("数据", f"{part.cell(row, 'value').coordinate}")
    where = next(v for v in result.to_dict()["verdicts"] if v["id"] == "founders")["inputs"][0]["reports"][1]
    assert where["where"]["cell"] == part.cell(row, "value").coordinate


def test_a_sheet_of_ones_own_is_left_alone_when_its_name_says_so(tmp_path: Path) -> None:
    book = filled()
    book.create_sheet("草稿").append(["1"])
    assert refused(saved(book, tmp_path / "a.xlsx"), PUTUO) == [("sheet-not-read", "草稿", None)]
    book["草稿"].title = "#草稿"
    assert judged(saved(book, tmp_path / "a.xlsx")) == KNOWN


def test_a_copied_sheet_is_refused(tmp_path: Path) -> None:
    book = filled()
    book.copy_worksheet(Part(book, "figures").sheet)
    assert [code for code, _, _ in refused(saved(book, tmp_path / "a.xlsx"), PUTUO)] == ["sheet-twice"]


def test_a_form_of_another_scheme_or_version_is_refused(tmp_path: Path) -> None:
    file = saved(filled(), tmp_path / "a.xlsx")
    assert [code for code, _, _ in refused(file)] == ["data-of-other-scheme"]
    book = filled()
    part = Part(book, "figures")
    part.sheet.cell(1, part.id).value = part.marker.replace("/1", "/2")
    assert ("unknown-format", "数据", "B1") in refused(saved(book, tmp_path / "b.xlsx"), PUTUO)


def test_a_form_without_its_column_of_values_is_refused(tmp_path: Path) -> None:
    book = filled()
    part = Part(book, "figures")
    part.sheet.delete_cols(part.columns["value"])
    assert [code for code, _, _ in refused(saved(book, tmp_path / "a.xlsx"), PUTUO)] == [
        "form-column-missing"
    ]


def test_a_row_whose_figure_cannot_be_read_is_read_for_its_other_faults(tmp_path: Path) -> None:
    book = form(WUCHANG)
    part = Part(book, "figures")
    row = part.row_of("founders")
    part.set(row, value="#DIV/0!", unit="kg", provisional="大概", reported_on="昨天")
    wrong = {(code, cell) for code, _, cell in refused(saved(book, tmp_path / "a.xlsx"))}
    assert wrong == {
        (code, part.cell(row, key).coordinate)
        for code, key in (
            ("cell-error", "value"),
            ("unknown-unit-in-column", "unit"),
            ("final-or-not", "provisional"),
            ("report-day", "reported_on"),
        )
    }


def test_a_figure_that_cannot_be_is_said_with_its_cell(tmp_path: Path) -> None:
    book = form(WUCHANG)
    part = Part(book, "figures")
    row = part.row_of("individual_opened")
    part.set(row, value=12.5)
    part.set(part.row_of("private_opened"), value=2300)
    verdict = WUCHANG.evaluate(saved(book, tmp_path / "a.xlsx"))["firms-growth"]
    assert verdict.status == "invalid"
    (where,) = [one.text for one in verdict_rows(verdict, "zh") if one.label == "出处"]
    assert where.startswith("新增个体工商户：")
    assert f"单元格 {part.cell(row, 'value').coordinate}" in where


def test_faults_of_all_sheets_come_together_in_their_order(tmp_path: Path) -> None:
    book = filled()
    part = Part(book, "figures")
    part.set(part.row_of("founders"), value="=1/0")
    part.set(part.row_of("city_bases"), value="9个左右")
    judgements = Part(book, "judgements")
    judgements.set(3, met="差不多", on="去年")
    judgements.set(4, evidence="照片")
    events = Part(book, "events")
    events.set(3, from_="2020-01-01")
    events.set(4, party="没有这个局", on="2020-05-01")
    found = refused(saved(book, tmp_path / "a.xlsx"), PUTUO)
    value_ = part.sheet.cell(1, part.columns["value"]).column_letter
    assert found == [
        ("formula-not-calculated", "数据", f"{value_}{part.row_of('founders')}"),
        ("cell-not-exact", "数据", f"{value_}{part.row_of('city_bases')}"),
        ("day-form", "评定", judgements.cell(3, "on").coordinate),
        ("met-or-not", "评定", judgements.cell(3, "met").coordinate),
        ("evidence-without-judgement", "评定", judgements.cell(4, "met").coordinate),
        ("log-half", "办理记录", events.cell(3, "to").coordinate),
        ("unknown-party-here", "办理记录", events.cell(4, "on").coordinate),
    ]


def test_a_folder_of_forms_is_one_of_many_places(tmp_path: Path) -> None:
    for place, number in {"甲": 2500, "乙": 2499}.items():
        book = form(PUTUO)
        part = Part(book, "figures")
        part.set(part.row_of("founders"), value=number)
        saved(book, tmp_path / f"{place}.xlsx")
    (tmp_path / "~$甲.xlsx").write_bytes(b"somebody has it open")
    results = PUTUO.evaluate_many(tmp_path)
    assert {str(place): results[place]["founders"].status.value for place in ("甲", "乙")} == {
        "甲": "met",
        "乙": "not_met",
    }
