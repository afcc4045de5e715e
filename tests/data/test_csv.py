"""CSV as offices keep it: encodings, headings, units, places, and everything that must not be guessed."""

import csv
import io
import re
import time
from collections.abc import Callable
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc.show.template import template_csv

Evaluate = Callable[..., cyxc.Evaluation]
Refusal = Callable[..., tuple[cyxc.Problem, ...]]

PUTUO, WUCHANG = cyxc.load("putuo-2019"), cyxc.load("wuchang")


def values(evaluation: cyxc.Evaluation) -> dict[str, Fraction]:
    """The figures an evaluation rests on, by key."""
    inputs = [one for verdict in evaluation.verdicts for one in verdict.inputs]
    return {one.key: one.value.value for one in inputs if one.value is not None}


def places(problems: tuple[cyxc.Problem, ...]) -> list[tuple[str, "int | None", "str | None"]]:
    return [(problem.code, problem.where.row, problem.where.heading) for problem in problems]


LONG = "指标,数值\n成功创业人数,2500\n市级创业孵化示范基地数,9\n"
FOUNDERS_AND_BASES = {"founders": Fraction(2500), "city_bases": Fraction(9)}


@pytest.mark.parametrize(
    "content",
    [
        LONG.encode(),
        LONG.encode("utf-8-sig"),
        LONG.encode("gb18030"),
        "\ufeff".encode("gb18030") + LONG.encode("gb18030"),
        b"\xef\xbb\xbf" + LONG.encode("utf-8-sig"),  # a form with a BOM, saved with one once more
        LONG.replace("\n", "\r\n").encode("gb18030"),
        LONG.replace("\n", "\r").encode(),
        LONG.rstrip("\n").encode(),
        LONG.replace(",", "\t").encode(),
        LONG.replace(",", ";").encode(),
        LONG.replace(",", " , ").encode(),
        f"sep=,\n{LONG}".encode(),
        ("sep=;\r\n" + LONG.replace(",", ";")).encode("gb18030"),
        ('"sep=\t"\n' + LONG.replace(",", "\t")).encode(),
        f"# 普陀区，2022年\n\n{LONG}\n\n# 完\n".encode(),
        f",,\n{LONG}".encode(),
        re.sub("[^,\n]+", r'"\g<0>"', LONG).encode(),
        re.sub("[^,\n]+", r'"\g<0>"', LONG).replace(",", ";").encode(),
        "指标,数值,备注\n成功创业人数,2500\n市级创业孵化示范基地数,9,\n".encode(),  # short rows
        "指标,数值,,\n成功创业人数,2500,,\n市级创业孵化示范基地数,9\n".encode(),  # columns of nothing
        "数值,指标\n9,市级创业孵化示范基地数\n2500,成功创业人数\n".encode(),
        '指标,数值\n成功创业人数, "2,500"\n市级创业孵化示范基地数,9\n'.encode(),
        "成功创业人数,市级创业孵化示范基地数\n2500,9\n".encode(),
        "成功创业人数,,市级创业孵化示范基地数,备注\n2500,,9,已核\n".encode(),
        "指标,数值,备注\n成功创业人数,2500,\n市级创业孵化示范基地数,9,\n,,数据由各街道报送\n".encode(),
        "成功创业人数,市级创业孵化示范基地数\n２５００,九家\n".encode("gb18030"),
        '"成功创业\n人数";市级创业孵化示范基地数\n2,500;9\n'.encode(),
    ],
)
def test_the_same_table_however_it_is_saved(of_file: Evaluate, content: bytes) -> None:
    assert values(of_file(content)) == FOUNDERS_AND_BASES


@pytest.mark.parametrize(
    "head",
    [
        "指标,数值", "指标编号,数据", "编号,值", "id,value", "ID,Value", "indicator,value",
        "Indicator ID,VALUE",
        "指标名称,数值", "名称,数值", "指标名,完成数", "name,实际值", "指标,实际完成", " 指 标 ,数　值",
        "指标,数值（人）", "指标,数值(单位：人)", "指标,数值【人】", "指\u200b标,数值",
    ],
)  # fmt: skip
def test_headings_of_a_long_table(of_file: Evaluate, head: str) -> None:
    assert values(of_file(f"{head}\nfounders,2500\n")) == {"founders": 2500}


def test_every_column_a_long_table_can_have(of_file: Evaluate) -> None:
    evaluation = of_file(
        "序号,指标编号,名称,对照,数值,单位,地区,来源,报送日期,要求,条款,备注\n"
        "1,founders,成功创业人数,,2500,人,上海市普陀区,区人社局,2022-12-31,不少于2500名,一,已核\n"
        "2,city_bases,,-,9,—,上海市普陀区,/,暂无,,,\n"
    )
    assert evaluation.place == cyxc.Text("上海市普陀区", "上海市普陀区")
    seen = evaluation["founders"].inputs[0].observation
    assert seen is not None
    assert (seen.source, seen.reported_on) == (cyxc.Text("区人社局", "区人社局"), "2022-12-31")
    assert (seen.where.row, seen.where.heading) == (2, "数值")
    assert values(evaluation) == FOUNDERS_AND_BASES


@pytest.mark.parametrize("scheme", ["putuo-2019", "wuchang"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_filled_form_is_read_back(of_file: Evaluate, scheme: str, language: Any, encoding: str) -> None:
    example = cyxc.example(scheme)
    figures = {one.key: one.value for one in example}
    rows = list(csv.DictReader(io.StringIO(template_csv(cyxc.load(scheme), language))))
    (id_, role, value) = ("指标编号", "对照", "数值") if language == "zh" else ("indicator", "role", "value")
    for row in rows:
        roles = {"上年": "before"}
        key = row[id_] + (f"@{roles.get(row[role], row[role])}" if row[role] else "")
        row[value] = str(figures.get(key) or "")
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    filled, known = of_file(out.getvalue().encode(encoding), scheme), cyxc.load(scheme).evaluate(example)
    # A form asks for figures; what assessors found is no part of it.
    assert [verdict.status for verdict in filled.targets] == [verdict.status for verdict in known.targets]
    assert values(filled) == values(known)
    assert len(values(filled)) >= 10


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("loans_issued,5000,万元", 5000),
        ("loans_issued,5000,", 5000),
        ("loans_issued,5000,-", 5000),
        ("loans_issued,5000万元,万元", 5000),
        ("loans_issued,5000万元,", 5000),
        ("loans_issued,0.5,亿元", 5000),
        ("loans_issued,5000万,元", 5000),
        ("loans_issued（万元）,5000,", 5000),
        ("loans_issued（万元）,5000,万元", 5000),
        ("小额担保贷款发放额(亿元),0.5,亿元", 5000),
        ("loans_issued（单位：万元）,5000,", 5000),
        ("loans_issued（计量单位:亿元）,0.5,", 5000),
        ("loans_issued,0.5,,小额担保贷款发放额（亿元）", 5000),
        ("loans_issued,5000,,小额担保贷款发放额", 5000),
        ("loans_issued,5000,万元,贷款", 5000),
    ],
)
def test_units_in_cell_column_and_name(of_file: Evaluate, row: str, value: int) -> None:
    assert values(of_file(f"指标,数值,单位,名称\n{row}\n", "wuchang"))["loans_issued"] == value


@pytest.mark.parametrize(
    ("head", "row", "value"),
    [
        ("指标,数值（亿元）", "loans_issued,0.5", 5000),
        ("指标,数值（亿元）,单位", "loans_issued,0.5,亿元", 5000),
        ("loans_issued（亿元）", "0.5", 5000),
        ("小额担保贷款发放额（亿元）", "0.5亿元", 5000),
        ("还款率（%）,loans_issued", "88,5000", 5000),
        ("小额担保贷款还款率（％）,loans_issued", "88%,5000", 5000),
    ],
)
def test_units_in_headings(of_file: Evaluate, head: str, row: str, value: int) -> None:
    evaluation = of_file(f"{head}\n{row}\n", "wuchang")
    assert values(evaluation)["loans_issued"] == value
    if "还款率" in head:
        assert evaluation["loan-repayment"].status == "met"


def test_an_unknown_unit_is_not_taken_for_none(refusal_of_file: Refusal) -> None:
    # 90 without a unit would be refused as well: that is not what is wrong here.
    problems = refusal_of_file("指标,数值,单位\nsurvival_rate,90,公斤\n", "wuchang")
    assert places(problems) == [("unknown-unit-in-column", 2, "单位")]


def test_one_unit_under_two_spellings_is_no_conflict(of_file: Evaluate) -> None:
    rows = "founders（人）,2500名,位\ncity_bases（个）,9家,户\n"
    assert values(of_file(f"指标,数值,单位\n{rows}")) == FOUNDERS_AND_BASES


@pytest.mark.parametrize("text", ["-", "/", "—", "暂无", "未统计", "", "N/A", "#N/A", "'-"])
def test_missing_in_a_table(of_file: Evaluate, text: str) -> None:
    long = of_file(f"指标,数值\nfounders,{text}\ncity_bases,9\n")
    wide = of_file(f"地区,founders,city_bases\n普陀,{text},9\n")
    for evaluation in (long, wide):
        assert evaluation["founders"].status == "no_data"
        assert values(evaluation) == {"city_bases": 9}


def test_a_first_cell_with_an_error_of_excel_is_no_remark(of_file: Evaluate) -> None:
    assert of_file("founders,city_bases\n#N/A,9\n")["founders"].status == "no_data"


def test_a_negative_figure_in_a_table_is_invalid(of_file: Evaluate) -> None:
    evaluation = of_file("指标,数值\nfounders,-1\ncity_bases,9\n")
    assert evaluation["founders"].status == "invalid"


@pytest.mark.parametrize("cell", ["'2500", "'２５００人"])
def test_an_apostrophe_that_marks_text_is_no_part_of_it(of_file: Evaluate, cell: str) -> None:
    assert values(of_file(f"'指标,数值\n'founders,{cell}\n")) == {"founders": 2500}


# --- what is refused: (table, [(code, row, column)]) ---

REFUSED: list[tuple[str, list[tuple[str, Any, Any]]]] = [
    # Nothing there.
    ("", [("empty-table", None, None)]),
    ("\n\r\n , ,\n", [("empty-table", None, None)]),
    ("# 说明\n", [("empty-table", None, None)]),
    ("指标,数值\n", [("empty-table", None, None)]),
    ("founders,city_bases\n", [("empty-table", None, None)]),
    ("sep=;\n", [("empty-table", None, None)]),
    # The table is broken.
    ('指标,数值\nfounders,"2500\n', [("quote-open", 2, None)]),
    ('指标,数值,备注\nfounders,2500,"a\nb"\ncity_bases,"9\nx,1\n', [("quote-open", 3, None)]),
    ('指标,数值\nfounders,"25"00\n', [("quote-inside", 2, None)]),
    # The headings.
    ("指标,完成情况\nfounders,2500\n", [("column-missing", 1, None), ("unknown-heading", 1, "完成情况")]),
    ("指标（人）,数值\nfounders,2500\n", [("column-missing", 1, None), ("unknown-heading", 1, "指标（人）")]),
    ("数值,单位\n2500,人\n", [("column-missing", 1, None)]),
    ("指标,数值,上年\nfounders,2500,2000\n", [("unknown-heading", 1, "上年")]),
    ("指标,数值,实际值\nfounders,2500,2500\n", [("heading-twice", 1, "实际值")]),
    ("指标,编号,数值\nfounders,1,2500\n", [("heading-twice", 1, "编号")]),
    ("地区,区域,founders\n普陀,长宁,2500\n", [("heading-twice", 1, "区域")]),
    ("普陀区情况表,\n指标,数值\nfounders,2500\n", [("headings-lower", 1, None)]),
    ("普陀区情况表,单位：人\n\nfounders,city_bases\n2500,9\n", [("headings-lower", 1, None)]),
    ("founder,甲\n1,2\n", [("unknown-indicator", 1, "founder"), ("unknown-indicator", 1, "甲")]),
    ("\n\n甲,founders\n1,2\n", [("unknown-indicator", 3, "甲")]),
    # 单位 may be the office, 编号 a row number: neither is a column of a wide table.
    ("单位,成功创业人数\n普陀区,2500\n", [("column-of-long-table", 1, "单位")]),
    ("编号,成功创业人数\n1,2500\n", [("column-of-long-table", 1, "编号")]),
    ("对照,成功创业人数\n上年,2500\n", [("column-of-long-table", 1, "对照")]),
    ("指标,成功创业人数\n数值,2500\n", [("column-of-long-table", 1, "指标")]),
    # Cells under no heading.
    ("指标,数值\nfounders,2500,人\n", [("cell-without-heading", 2, "C")]),
    ("指标,数值\nfounders,2,500\n", [("cell-without-heading", 2, "C")]),
    ("指标,数值,\nfounders,2500,人\n", [("cell-without-heading", 2, "C")]),
    ("founders,,city_bases\n2500,77,9\n", [("cell-without-heading", 2, "B")]),
    ("founders,city_bases\n2,500,9\n", [("cell-without-heading", 2, "C")]),
    ("," * 27 + "founders,\n" + "," * 28 + "2500\n", [("cell-without-heading", 2, "AC")]),
    # 2,500 whose comma went unnoticed.
    ("指标,数值,备注\nfounders,2,500\n", [("split-number", 2, "数值")]),
    ("指标,数值,来源\nfounders,2,500.5,\n", [("split-number", 2, "数值")]),
    # Rows.
    ("指标,数值\n,2500\n", [("row-without-name", 2, None)]),
    ("指标,数值,单位\n,,人\n", [("row-without-name", 2, None)]),
    ("指标,数值\nfounders,1\n\nfounders,2\n", [("given-before", 4, "数值")]),
    ("指标,数值\n成功创业人数,1\n帮助成功创业人数,1\n", [("given-before", 3, "数值")]),
    ("founders,成功创业人数\n1,1\n", [("given-before", 2, "成功创业人数")]),
    ("founders,founders\n1,\n", [("given-before", 2, "founders")]),
    ("指标,名称,数值\nfounders,在校大学生成功创业人数,1\n", [("names-disagree", 2, "名称")]),
    ("指标,对照,名称,数值\nfounders,,上年成功创业人数,1\n", [("names-disagree", 2, "名称")]),
    ("指标,对照,名称,数值\nfounders,基期,成功创业人数（上年）,1\n", [("names-disagree", 2, "名称")]),
    ("指标,名称,数值\nfounders（人）,成功创业人数（万人）,1\n", [("units-disagree", 2, None)]),
    ("指标,名称,数值,单位\nfounders,成功创业人数（万人）,1,人\n", [("units-disagree", 2, None)]),
    ("地区,founders\n普陀,2500\n长宁,300\n", [("rows-of-wide", 3, None)]),
    ("地区,founders\n普陀,约5\n长宁,近3\n",
     [("cell-not-exact", 2, "founders"), ("rows-of-wide", 3, None), ("cell-not-exact", 3, "founders")]),
    # Places.
    ("指标,数值,地区\nfounders,1,普陀\ncity_bases,2,长宁\n", [("many-places", 3, None)]),
    ("指标,数值,地区\nfounders,1,普陀\ncity_bases,2,\n", [("place-missing", 3, None)]),
    ("指标,数值,地区\nfounders,1,-\ncity_bases,2,普陀\n", [("place-missing", 2, None)]),
    # Names, roles, units, periods: each at its own column.
    ("指标,数值\nfunders,1\n", [("unknown-indicator", 2, "指标")]),
    ("指标,数值\n一、总体情况,\nfounders,1\n", [("unknown-indicator", 2, "指标")]),
    ("名称,数值\n成功创业,1\n", [("unknown-indicator", 2, "名称")]),
    ("指标,数值\n1,founders\n", [("unknown-indicator", 2, "指标"), ("cell-not-a-number", 2, "数值")]),
    ("指标,数值\n#REF!,5\n", [("unknown-indicator", 2, "指标")]),
    ("指标,数值\n“founders”,5\n", [("unknown-indicator", 2, "指标")]),
    ("指标,数值\n其中：在校大学生成功创业人数,5\n", [("unknown-indicator", 2, "指标")]),
    ("指标,数值\nfounders（甲）,5\n", [("unknown-bracket", 2, "指标")]),
    ("指标,对照,数值\nfounders,昨天,5\n", [("unknown-role", 2, "对照")]),
    ("指标,对照,数值\nfounders@上年,基期,5\n", [("two-roles", 2, "指标")]),
    ("指标,对照,数值\nfounders（上年）,全国平均,5\n", [("two-roles", 2, "指标")]),
    ("指标,数值\nfounders@昨天,5\n", [("unknown-role", 2, "指标")]),
    ("单位,指标,数值\n普陀区,founders,2500\n", [("unknown-unit-in-column", 2, "单位")]),
    ("指标,数值,单位\nfounders,2500,公斤\n", [("unknown-unit-in-column", 2, "单位")]),
    ("指标,数值,单位\nfounders（人）,2500,万人\n", [("units-disagree", 2, None)]),
    ("指标,数值（人）,单位\nfounders,2500,人次\n", [("units-disagree", 2, None)]),
    ("指标,数值（人）\nfounders（万人）,2500\n", [("units-disagree", 2, None)]),
    ("指标,数值\nfounders（人）（万人）,2500\n", [("two-units-in-name", 2, "指标")]),
    ("指标,数值,单位\nfounders,2500人,万人\n", [("two-units", 2, "数值")]),
    ("指标,数值,单位\nfounders,0.25万,万人\n", [("two-multipliers", 2, "数值")]),
    ("founders（万人）\n0.25人\n", [("two-units", 2, "founders（万人）")]),
    ("founders（万人）\n0.25万\n", [("two-multipliers", 2, "founders（万人）")]),
    ("指标,数值,期间\nfounders,2500,本年\n", [("period-cell", 2, "期间")]),
    ("指标,数值,月份\nfounders,2500,5月\ncity_bases,9,\n", [("period-without-year", 2, "月份")]),
    ("期间,founders\n5月,2500\n", [("period-without-year", 2, "期间")]),
    # What spreadsheets make of figures.
    ("指标,数值\nfounders,1.8E+04\n", [("cell-scientific", 2, "数值")]),
    ("founders\n1.23457E+11\n", [("cell-scientific", 2, "founders")]),
    ("指标,数值\nfounders,5月10日\n", [("cell-date", 2, "数值")]),
    ("指标,数值\nfounders,2014-05\n", [("cell-date", 2, "数值")]),
    ("指标,数值\nfounders,1:05\n", [("cell-time", 2, "数值")]),
    ("指标,数值\nfounders,01:05:00\n", [("cell-time", 2, "数值")]),
    ("指标,数值\nfounders,1/3\n", [("cell-slash", 2, "数值")]),
    ("指标,数值\nfounders,#REF!\n", [("cell-not-a-number", 2, "数值")]),
    # Not exact, ambiguous.
    ("指标,数值\nfounders,约2500人\n", [("cell-not-exact", 2, "数值")]),
    ("指标,数值\nfounders,无\n", [("cell-ambiguous", 2, "数值")]),
    ("founders\n突破2500\n", [("cell-not-exact", 2, "founders")]),
    # A comma that marks no thousands, though the file is separated by semicolons.
    ("指标;数值\nfounders;25,5\n", [("cell-grouping", 2, "数值")]),
    # A quoted line end doesn't shift the rows that follow.
    ('指标,数值,备注\nfounders,2500,"一\n二\n三"\ncity_bases,约9,\n', [("cell-not-exact", 3, "数值")]),
    ("# 说明\n\n指标,数值\r\nfounders,约1\r\n", [("cell-not-exact", 4, "数值")]),
    ("指标,数值\rfounders,1\rcity_bases,约9\r", [("cell-not-exact", 3, "数值")]),
    # Excel neither shows nor counts its own first line.
    ("sep=;\n指标;数值\nfounders;约1\n", [("cell-not-exact", 2, "数值")]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), REFUSED)
def test_refused_with_row_and_column(
    refusal_of_file: Refusal, table: str, expected: list[tuple[str, Any, Any]]
) -> None:
    problems = refusal_of_file(table)
    assert places(problems) == expected
    for problem in problems:
        if problem.where.row is not None:
            assert f"第 {problem.where.row} 行" in problem.say("zh")
            assert f"row {problem.where.row}" in problem.say("en")
        if problem.where.heading is not None:
            assert f"“{problem.where.heading}”列" in problem.say("zh")
            assert f"column {problem.where.heading}" in problem.say("en")


@pytest.mark.parametrize(
    ("table", "details"),
    [
        ("指标,数值\nfounders,约2500\n", {"value": "约2500"}),
        ("指标,数值\nfounders,2,500\n", {"value": "500"}),
        ("指标,数值\nfounders,2,500,8\n", {"value": "500、8"}),
        ("指标,数值,备注\nfounders,2,500\n", {"value": "2,500"}),
        ("founders,founders\n1,2\n", {"name": "founders", "row": "2", "heading": "founders"}),
        ("指标,数值\nfounders,1\nfounders,2\n", {"name": "founders", "row": "2", "heading": "数值"}),
        ("指标,数值,地区\nfounders,1,甲\ncity_bases,2,乙\ndual_bases,2,丙\n", {"places": "甲、乙、丙"}),
        ("指标,数值,地区\nfounders,1,甲\ncity_bases,2,\n", {"place": "甲"}),
        ("指标,数值\n,2500\n", {"value": "2500"}),
        ("指标,名称,数值\nfounders,兼有两级称号的示范基地数,1\n",
         {"name": "兼有两级称号的示范基地数", "other": "founders"}),
        ("普陀区情况表\n\n指标,数值\nfounders,1\n", {"row": "3"}),
        ("期间,founders,city_bases@上年\n5月,1,1\n", {"period": "5月"}),
        ("指标,期间,数值\n成功创业人数,18年,1\n", {"period": "18年"}),
        ("指标,上年\nfounders,1\n", {"name": "数值"}),
        ("数值,上年\n1,1\n", {"name": "指标"}),
        ("指标,数值,单位\nfounders（人）,1,万人\n", {"first": "万人", "second": "人"}),
        ("指标,对照,数值\nfounders（上年）,基期,1\n", {"name": "founders（上年）", "roles": "上年、基期"}),
    ],
)  # fmt: skip
def test_what_a_problem_carries(refusal_of_file: Refusal, table: str, details: dict[str, str]) -> None:
    problem = refusal_of_file(table)[0]
    assert {key: problem.details[key] for key in details} == details


def test_all_problems_come_at_once_in_the_order_of_the_file(refusal_of_file: Refusal) -> None:
    problems = refusal_of_file(
        "指标,数值,单位,期间,甲\n"
        "funders,约5,人,,\n"
        "founders,约5,公斤,,\n"
        "city_bases,1,个,18年,\n"
        "district_bases,很多,个,,\n"
        "dual_bases,无,,,\n"
        ",7,,,\n"
        "city_stations,3,,,\n"
        "city_stations,4,,,,x\n"
    )
    assert places(problems) == [
        ("unknown-heading", 1, "甲"),
        ("unknown-indicator", 2, "指标"),
        ("cell-not-exact", 2, "数值"),
        ("unknown-unit-in-column", 3, "单位"),
        ("cell-not-exact", 3, "数值"),
        ("period-cell", 4, "期间"),
        ("cell-not-a-number", 5, "数值"),
        ("cell-ambiguous", 6, "数值"),
        ("row-without-name", 7, None),
        ("cell-without-heading", 9, "F"),
        ("given-before", 9, "数值"),
    ]


def test_all_problems_of_a_wide_table_come_at_once(refusal_of_file: Refusal) -> None:
    problems = refusal_of_file("地区,单位,founders,funders,city_bases,\n普陀,区,约5,1,无,x\n")
    assert places(problems) == [
        ("column-of-long-table", 1, "单位"),
        ("unknown-indicator", 1, "funders"),
        ("cell-without-heading", 2, "F"),
        ("cell-not-exact", 2, "founders"),
        ("cell-ambiguous", 2, "city_bases"),
    ]


def test_figures_alone_come_at_once_too(refusal_of_file: Refusal) -> None:
    problems = refusal_of_file(
        "指标,数值\nfounders,约5\ncity_bases,无\ndual_bases,5月10日\ncity_stations,2 万 5\n"
    )
    assert [problem.where.row for problem in problems] == [2, 3, 4, 5]


def test_a_column_that_is_an_indicator_and_a_remark(tmp_path: Path) -> None:
    text = resources.files("cyxc.schemes").joinpath("putuo-2019.yaml").read_text(encoding="utf-8")
    scheme = cyxc.loads(text.replace("aliases: [帮助成功创业人数]", "aliases: [帮助成功创业人数, 说明]"))
    file = tmp_path / "a.csv"
    file.write_text("说明,city_bases\n2500,9\n", encoding="utf-8")
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate(file)
    (problem,) = caught.value.problems
    assert (problem.code, problem.details) == ("heading-ambiguous", {"name": "说明", "id": "founders"})
    assert "请写编号 founders" in problem.say("zh")
    file.write_text("founders,city_bases\n2500,9\n", encoding="utf-8")
    assert scheme.evaluate(file)["founders"].status == "met"


# --- bytes ---


def test_zero_bytes_are_told_as_what_they_mostly_are(refusal_of_file: Refusal) -> None:
    for content in (LONG.encode("utf-16"), LONG.encode("utf-32"), b"PK\x03\x04\0\0", b"founders\n25\x0000\n"):
        (problem,) = refusal_of_file(content)
        assert problem.code == "binary-file"


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\xff", "指标".encode("gb18030")[:-1], b"\xef\xbb\xbf" + LONG.encode("gbk")]
)
def test_an_encoding_that_is_neither(refusal_of_file: Refusal, content: bytes) -> None:
    (problem,) = refusal_of_file(content)
    assert problem.code == "unknown-encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a" * 6_000_000, "file-too-large"),
        ("指" * 7_000_000, "file-too-large"),
        ("指标,数值\n" + "junk,1\n" * 100_000, "too-many-figures"),
        ("指标,数值\n" + "".join(f"创业{i}人数,{i}\n" for i in range(4_000)), "unknown-indicator"),
        (",".join(f"创业{i}" for i in range(4_000)) + "\n1\n", "unknown-indicator"),
        ("x," * 100_000 + "\n1\n", "too-many-figures"),
        ("(" * 200_000 + "\n1\n", "cell-huge"),
        ("(" * 100_000 + "\n1\n", "unknown-indicator"),
        (" (" * 60_000 + "\n1\n", "unknown-indicator"),
        ("创业" + "（人）" * 30_000 + "\n1\n", "unknown-indicator"),
        ("指标,数值\nfounders," + "9" * 100_000 + "\n", "cell-too-long"),
        ("指标,数值\nfounders," + "约" * 100_000 + "\n", "cell-too-long"),
        ('"' * 100_001, "quote-open"),
        ("\n" * 4_000_000, "empty-table"),
        ("#\n" * 2_000_000, "empty-table"),
        (";,\t" * 1_000_000, "too-many-figures"),
    ],
)
def test_junk_is_refused_in_no_time(refusal_of_file: Refusal, content: str, code: str) -> None:
    began = time.perf_counter()
    problems = refusal_of_file(content)
    assert problems[0].code == code
    assert time.perf_counter() - began < 20  # most take well under a second


# --- what makes no difference ---

figures = st.dictionaries(
    st.sampled_from(["founders", "成功创业人数@上年", "city_bases", "区级创业孵化示范基地数", "dual_bases",
    "市级创业指导站数"]),
    st.sampled_from(["2500", "２５００", "2,500人", "两千", "", "暂无", "9", "9家", "1.8万", "-3", "9.5",
    "约9", "无", "x"]),
    min_size=1,
)  # fmt: skip


def outcome(path: Path, content: "str | bytes") -> Any:
    """What comes of a file, its name and the places in it aside."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        evaluation = PUTUO.evaluate(path)
    except cyxc.DataError as error:
        return sorted((problem.code, sorted(problem.details.items())) for problem in error.problems)
    verdicts = [(v.id, v.status, v.value, v.margin, v.explanation) for v in evaluation.verdicts]
    return verdicts, evaluation.place, values(evaluation)


def table(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@given(figures, st.randoms())
def test_the_order_of_rows_and_columns_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, str], random: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "order.csv"
    rows = [[name, value, "普陀"] for name, value in data.items()]
    first = outcome(path, table([["指标", "数值", "地区"], *rows]))
    random.shuffle(rows)
    columns = random.sample(range(3), 3)
    shuffled = [[row[i] for i in columns] for row in [["指标", "数值", "地区"], *rows]]
    assert outcome(path, table(shuffled)) == first


@given(figures)
def test_the_encoding_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "encoding.csv"
    text = table([["指标", "数值"], *([name, value] for name, value in data.items())])
    plain = outcome(path, text)
    assert outcome(path, text.encode("utf-8-sig")) == plain
    assert outcome(path, text.encode("gb18030")) == plain
    assert outcome(path, text.replace("\n", "\r\n")) == plain


@given(figures)
def test_long_and_wide_tables_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "shape.csv"
    rows = [["指标", "数值", "地区"], *([name, value, "普陀"] for name, value in data.items())]
    wide = [["地区", *data], ["普陀", *data.values()]]
    assert outcome(path, table(rows)) == outcome(path, table(wide))


@given(figures)
def test_a_table_says_what_a_mapping_says(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, str]
) -> None:
    rows = [["指标", "数值"], *([name, value] for name, value in data.items())]
    read = outcome(tmp_path_factory.getbasetemp() / "table.csv", table(rows))
    try:
        handed_in = PUTUO.evaluate(data)
    except cyxc.DataError as refusal:
        codes = sorted(problem.code for problem in refusal.problems)
    else:
        codes = [values(handed_in)]
    assert codes == ([code for code, _ in read] if isinstance(read, list) else [read[2]])


@given(
    st.binary(max_size=200)
    | st.text("指标数值,;\t\n\"'#founders25%约 \r（人）@", max_size=120).map(str.encode)
)
def test_no_bytes_make_it_fail_in_another_way(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    result = outcome(tmp_path_factory.getbasetemp() / "any.csv", content)
    assert isinstance(result, tuple | list)


def test_what_the_csv_module_says_is_passed_on(
    refusal_of_file: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(*_: Any, **__: Any) -> Any:
        raise csv.Error("something new")

    monkeypatch.setattr("cyxc.data.csvrows.csv.reader", reader)
    (problem,) = refusal_of_file(LONG)
    assert (problem.code, problem.where.row) == ("not-csv", 1)
    assert "something new" in problem.say("zh")
