"""The breakdown as a workbook: statuses in words and colour, live arithmetic, a sheet an office."""

import re
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import cyxc
from cyxc.excel.result import result_xlsx
from cyxc.language import Language
from support import small

HEADINGS = {"id": "编号", "value": "现有", "threshold": "要求的数", "margin": "差距", "status": "结果"}


@cache
def wuchang() -> tuple[cyxc.Evaluation, Workbook, Workbook]:
    result = cyxc.load("wuchang").evaluate(cyxc.example("wuchang"))
    content = result_xlsx(result, "zh")
    return (
        result,
        openpyxl.load_workbook(BytesIO(content)),
        openpyxl.load_workbook(BytesIO(content), data_only=True),
    )


def rows(sheet: Worksheet) -> dict[str, dict[str, Any]]:
    """The rows of a sheet by their ids: heading to cell."""
    headings = {str(cell.value): cell.column for cell in sheet[2]}
    found = {}
    for number in range(3, sheet.max_row + 1):
        row = {heading: sheet.cell(number, column) for heading, column in headings.items()}
        found[str(row[HEADINGS["id"]].value)] = row
    return found


def test_every_status_stands_with_sign_word_and_colour() -> None:
    result, book, _ = wuchang()
    found = rows(book["目标"])
    assert list(found) == list(result.targets.ids)
    signs = {"met": "✓ 达标", "not_met": "✗ 未达标"}
    fills = set()
    for verdict in result.targets:
        cell = found[verdict.id][HEADINGS["status"]]
        assert cell.value == signs[verdict.status.value]
        fills.add((verdict.status, cell.fill.fgColor.rgb))
    assert len(fills) == len({fill for _, fill in fills}) == 2


def test_every_sheet_prints_on_one_breadth_of_a4() -> None:
    for sheet in wuchang()[1].worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0), sheet.title


def test_values_are_formulas_over_the_figures_handed_in() -> None:
    _, book, came_to = wuchang()
    used = rows(book["所用数据"])
    cell = {id_: row["现有"].coordinate for id_, row in used.items()}
    # 一/(二)/1: a quarter of new employment by startups, five jobs for each founder.
    assert used["by_startups"]["现有"].value == f"={cell['founders']}+{cell['jobs']}"
    assert used["startup_share"]["现有"].value == f"={cell['by_startups']}/{cell['new_employment']}"
    assert used["jobs_per_founder"]["现有"].value == f"={cell['jobs']}/{cell['founders']}"
    assert used["founders"]["现有"].value == 1920
    targets, known = rows(book["目标"]), rows(came_to["目标"])
    share = targets["startup-share"]
    place = cell["startup_share"]
    assert share["现有"].value == f"='所用数据'!${place[0]}${place[1:]}"
    value, threshold = share["现有"].coordinate, share["要求的数"].coordinate
    assert share["差距"].value == f"=({value}-{threshold})*100"
    assert share["完成率"].value == f"={value}/{threshold}"
    # 11328 of 42000 are 26.97 %, 1.97 points more than 25 %.
    assert known["startup-share"]["现有"].value == pytest.approx(11328 / 42000)
    assert known["startup-share"]["差距"].value == pytest.approx(100 * 11328 / 42000 - 25)
    assert known["jobs-per-founder"]["差距"].value == pytest.approx(9408 / 1920 - 5)
    growth = targets["firms-growth"]
    before = cell["firms_counted@before"]
    assert growth["要求的数"].value == f"=1.08*'所用数据'!${before[0]}${before[1:]}"
    assert known["firms-growth"]["要求的数"].value == 6480


@pytest.mark.parametrize("name", cyxc.example_names())
def test_every_cached_value_is_the_exact_one(name: str) -> None:
    result = cyxc.load(name.removesuffix("-published")).evaluate(cyxc.example(name))
    book = openpyxl.load_workbook(BytesIO(result_xlsx(result, "zh")), data_only=True)
    for id_, row in rows(book["目标"]).items():
        verdict = result[id_]
        scale = 100 if verdict.value is not None and verdict.value.unit.symbol == "%" else 1
        for heading, exact, times in (
            ("现有", verdict.value, scale),
            ("要求的数", verdict.threshold, scale),
            ("差距", verdict.margin, 1),
        ):
            held = row[heading].value
            if heading == "要求的数" and verdict.threshold is not None:
                times = 100 if verdict.threshold.unit.symbol == "%" else 1
            assert (held is None) is (exact is None)
            assert exact is None or held * times == pytest.approx(float(exact.value))


def test_each_office_has_a_sheet_of_its_own_with_what_it_answers_for() -> None:
    result, book, _ = wuchang()
    for party, sheet in result.by_party().items():
        if len(sheet):
            found = rows(book[(party or "未指明部门")[:31]])
            assert sorted(found) == sorted(one.id for one in sheet)
    overview = [[cell.value for cell in row] for row in book["总览"].iter_rows()]
    offices = {row[0]: row for row in overview if row[0] in result.by_party()}
    totals = result.by_party()["区人力资源局"].totals
    assert offices["区人力资源局"][-1] == totals.entries
    assert sum(offices["区人力资源局"][1:-1]) == totals.entries
    assert any("示例数据" in str(row[0]) for row in overview)


def test_entries_of_which_nothing_is_known_are_counted_or_listed() -> None:
    result, book, _ = wuchang()
    assert len(rows(book["标准与义务"])) == sum(
        one.status != "no_data" or bool(one.occasions) for one in result.duties
    )
    whole = openpyxl.load_workbook(BytesIO(result_xlsx(result, "en", every=True)))
    headings = {str(cell.value): cell.column for cell in whole["Duties"][2]}
    ids = [whole["Duties"].cell(row, headings["id"]).value for row in range(3, whole["Duties"].max_row + 1)]
    assert ids == list(result.duties.ids)


def test_every_formula_is_ours_and_stays_inside_the_workbook() -> None:
    _, book, _ = wuchang()
    formulas = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) > 90  # 26 targets, three or four formulas each, and their parts
    for one in formulas:
        left = re.sub(r"('所用数据'!)?\$?[A-Z]+\$?[0-9]+", "", one)
        assert re.fullmatch(r"=[-+*/().0-9]*", left), one


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_simple_is_a_number_and_no_formula(language: Language) -> None:
    scheme = small(
        {
            "a": "flow: 元",
            "b": "flow: 万元",
            "both": "flow: 万元, formula: a + b",
            "n": "flow: 人",
            "each": "unit: 元/人, formula: b / n",
        },
        {"sum": "indicator: both, at_least: 3 万元", "mean": "indicator: each, at_least: 1 元/人"},
    )
    result = scheme.evaluate({"a": 20_000, "b": 2, "n": 7})
    book = openpyxl.load_workbook(BytesIO(result_xlsx(result, language)))
    used = book["所用数据" if language == "zh" else "Figures used"]
    held = {row[-1].value: row[2].value for row in used.iter_rows(min_row=3)}
    # 20 000 元 and 2 万元 are 4 万元; adding up the cells would make 20 002.
    assert held["both"] == 4
    assert held["each"] == pytest.approx(20_000 / 7)


def test_a_ceiling_a_band_and_an_equality() -> None:
    scheme = small(
        {"a": "flow: 人"},
        {
            "most": "indicator: a, at_most: 10 人",
            "band": "indicator: a, between: {lower: 5 人, upper: 20 人}",
            "same": "indicator: a, equals: 8 人",
        },
    )
    book = openpyxl.load_workbook(BytesIO(result_xlsx(scheme.evaluate({"a": 8}), "zh")))
    found = rows(book["目标"])
    most = found["most"]
    assert most["差距"].value == f"={most['要求的数'].coordinate}-{most['现有'].coordinate}"
    assert (found["band"]["差距"].value, found["same"]["差距"].value) == (3, 0)


def test_bounds_and_several_comparisons_leave_cells_empty() -> None:
    scheme = small({"a": "flow: 人", "b": "flow: 人"}, {"both": "each: {of: [a, b], at_least: 10 人}"})
    book = openpyxl.load_workbook(BytesIO(result_xlsx(scheme.evaluate({"a": 12, "b": 9}), "zh")))
    row = rows(book["目标"])["both"]
    assert (row["结果"].value, row["现有"].value) == ("✗ 未达标", None)
    assert {id_: r["现有"].value for id_, r in rows(book["所用数据"]).items()} == {"a": 12, "b": 9}
