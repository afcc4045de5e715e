"""What verdicts, breakdowns and forms say, in both languages; every sentence is written out by hand."""

import csv
import io
import json
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc.cli.app import run
from cyxc.show.breakdown import breakdown
from cyxc.show.outline import outline
from cyxc.show.rows import Row, plain, width
from cyxc.show.table import safe, table_csv
from cyxc.show.template import template_rows
from cyxc.show.verdict_rows import MARKS

HEAD = """
format: cyxc.scheme/1
id: small
version: "1"
title: {zh: 小, en: small}
place: {zh: 某地, en: somewhere, level: town}
term: {start: 2020, due: 2020}
"""

CHINESE_MARKS = set("，。；：、（）《》")


@cache
def loaded(text: str) -> cyxc.Scheme:
    return cyxc.loads(text)


def small(indicators: dict[str, str], targets: dict[str, str], rest: str = "") -> cyxc.Scheme:
    """A scheme of one-line entries; an indicator `a` is called 甲 a, `b` 乙 b, and a target 目标 t."""
    said = {"a": "甲", "b": "乙", "c": "丙", "d": "丁", "x": "率"}
    text = f"{HEAD}indicators:\n"
    for id_, keys in indicators.items():
        name = f"name: {{zh: {said[id_]}, en: {id_}}}"
        text += f"  {id_}: {{clause: 一, text: {{zh: 说, en: says}}, {name}, {keys}}}\n"
    text += "targets:\n"
    for id_, keys in targets.items():
        text += f"  {id_}: {{clause: 一, text: {{zh: 目标{id_}, en: target {id_}}}, {keys}}}\n"
    return loaded(text + rest)


def said(text: "cyxc.Text | None") -> tuple[str, str] | None:
    return None if text is None else (text.zh, text.en)


def lines(rows: list[Row]) -> list[str]:
    return [line.strip() for line in plain(rows).splitlines()]


TWO = {"a": "flow: 人", "b": "flow: 人"}
RATE = {**TWO, "x": "formula: a / b, rate: '%'"}


# Combinations.

DATED = small(
    TWO,
    {
        "early": "indicator: a, at_least: 5 人, due: 2021-06",
        "late": "indicator: b, at_least: 5 人, due: 2022",
        "both": "all: [early, late]",
    },
)


def test_a_combination_is_due_with_the_last_child_that_is_still_open() -> None:
    both = DATED.evaluate({"a": 1, "b": 1}, as_of="2020-12-31")["both"]
    assert both.due == date(2022, 12, 31)
    assert said(both.explanation) == (
        "目标both要到 2022-12-31 才到期；目前：未达标。",
        "target both: not due before 2022-12-31; so far: not met.",
    )
    # The later one is reached already, so that only the earlier is waited for.
    both = DATED.evaluate({"a": 1, "b": 5}, as_of="2020-12-31")["both"]
    assert (both.status, both.due) == ("not_due", date(2021, 6, 30))
    assert both.explanation.zh == "目标both要到 2021-06-30 才到期；目前：未达标。"
    assert both.evaluation.to_dict()["verdicts"][2]["due"] == "2021-06"
    # Decided ones were due when the last of them was; those that don't apply don't count.
    assert DATED.evaluate({"a": 5, "b": 5})["both"].due == date(2022, 12, 31)
    assert DATED.evaluate({"a": 5}, not_applicable=["late"])["both"].due == date(2021, 6, 30)
    assert DATED.evaluate({"a": 5}, not_applicable=["late", "early"])["both"].due == date(2020, 12, 31)


ANY = small(
    TWO,
    {
        "p": "indicator: a, at_least: 5 人",
        "q": "indicator: b, at_least: 5 人",
        "one": "any: [p, q]",
        "all": "all: [p, q]",
        "two": "some: {need: 2, of: [p, q]}",
    },
)


def test_a_combination_that_is_met_lacks_nothing() -> None:
    result = ANY.evaluate({"a": 5, "b": 3})
    assert said(result["q"].missing_text) == ("乙再增 2 人", "b: +2 persons")
    assert result["one"].status == "met"
    assert result["one"].missing_text is None
    assert said(result["all"].missing_text) == ("乙再增 2 人", "b: +2 persons")
    assert not any("还差" in line for line in lines(breakdown(result, "zh")) if "[one]" in line)


def test_what_does_not_apply_has_no_shortfall() -> None:
    result = ANY.evaluate({"a": 5, "b": 3}, not_applicable=["q"])
    verdict = result["q"]
    assert (verdict.status, verdict.missing, verdict.missing_text) == ("not_applicable", (), None)
    (found,) = result.to_dict()["verdicts"][1]["compared"]
    assert (found["status"], found["missing"]) == ("not_applicable", [])
    assert found["value"] == {"value": "3", "unit": "人"}
    assert said(result["all"].missing_text) is None
    assert "要求      不少于 5 人；现有 3 人" in lines(breakdown(result, "zh"))


def test_a_combination_says_how_many_it_needs_where_some_do_not_apply() -> None:
    result = ANY.evaluate({"a": 5, "b": 3}, not_applicable=["q"])
    assert said(result["all"].explanation) == (
        "2 项中 1 项不适用，其余 1 项须有 1 项达标：1 项达标、0 项未达标、0 项未定。",
        "Of 2 targets 1 does not apply; of the other 1 at least 1 must be met: "
        "1 met, 0 not met, 0 undecided.",
    )
    # Two are needed whether or not they apply.
    assert result["two"].explanation.zh == (
        "2 项中 1 项不适用，其余 1 项须有 2 项达标：1 项达标、0 项未达标、0 项未定。"
    )
    shown = lines(breakdown(result, "zh"))
    assert "要求      以下 2 项全部达标：目标p；目标q（1 项不适用，须有 1 项达标）" in shown
    shown = lines(breakdown(result, "en"))
    assert (
        "asked     all 2 of these met: target p; target q (1 does not apply, at least 1 must be met)" in shown
    )
    assert said(ANY.evaluate({"a": 5, "b": 3})["all"].explanation) == (
        "2 项中 1 项达标、1 项未达标、0 项未定。",
        "Of 2 targets 1 met, 1 not met, 0 undecided.",
    )


# Invalid figures.

EACH = small(TWO, {"t": "each: {of: [a, b], at_least: 5 人}"})


def test_of_several_indicators_the_faulty_ones_are_named() -> None:
    assert said(EACH.evaluate({"a": 5, "b": -1})["t"].explanation) == (
        "乙数据无效：乙（-1）：不应为负数。",
        "b: the data cannot be right: b (-1): it cannot be negative.",
    )
    assert said(EACH.evaluate({"a": "1.5", "b": -1})["t"].explanation) == (
        "甲、乙数据无效：甲（1.5）：应为整数；乙（-1）：不应为负数。",
        "a, b: the data cannot be right: a (1.5): it counts whole things; b (-1): it cannot be negative.",
    )


PLACES = ("第 {} 行, “value”列", "row {}, column value")


def test_of_monthly_figures_the_faulty_ones_are_named_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "months.csv"
    rows = [
        "2020-01,3",
        "2020-02,-5",
        "2020-03,4",
        "2020-04,1.5",
        "2019-12,-1",
    ]  # the last is of no year asked
    file.write_text("indicator,period,value\n" + "".join(f"a,{row}\n" for row in rows), encoding="utf-8")
    zh, en = ([f"{file} ({place.format(row)})" for row in (3, 5)] for place in PLACES)
    assert said(small(TWO, {"t": "indicator: a, at_least: 5 人"}).evaluate(file)["t"].explanation) == (
        f"甲数据无效：所填 2020-02: -5［{zh[0]}］ 不应为负数；所填 2020-04: 1.5［{zh[1]}］ 应为整数。",
        f"a: the data cannot be right: 2020-02: -5 [{en[0]}]: it cannot be negative; "
        f"2020-04: 1.5 [{en[1]}]: it counts whole things.",
    )


def invalid(indicators: dict[str, str], target: str, data: dict[str, Any]) -> tuple[str, str] | None:
    verdict = small(indicators, {"t": target}).evaluate(data)["t"]
    assert verdict.status == "invalid"
    return said(verdict.explanation)


def test_a_computed_figure_at_fault_is_shown_with_what_it_comes_to() -> None:
    net = {**TWO, "x": "formula: a - b, flow: 人"}
    assert invalid(net, "indicator: x, at_least: 5 人", {"a": 1, "b": 3}) == (
        "率数据无效：算得 -2 人，不应为负数。",
        "x: the data cannot be right: computed as -2 persons: it cannot be negative.",
    )
    over = {**net, "c": "formula: x / b, rate: '%'"}
    assert invalid(over, "indicator: c, at_least: 5 %", {"a": 1, "b": 3}) == (
        "丙数据无效：率（算得 -2 人）：不应为负数。",
        "c: the data cannot be right: x (computed: -2 persons): it cannot be negative.",
    )
    assert invalid(RATE, "indicator: x, at_most: 5 %", {"a": 4, "b": 3}) == (
        "率数据无效：算得 ≈133.33%，不应超过 100%。",
        "x: the data cannot be right: computed as ≈133.33%: a share of a whole cannot exceed 100%.",
    )
    # What was handed in could be; what its parts come to could not.
    assert invalid(RATE, "indicator: x, at_most: 5 %", {"a": 4, "b": 3, "x": "99%"}) == (
        "率数据无效：算得 ≈133.33%，不应超过 100%。",
        "x: the data cannot be right: computed as ≈133.33%: a share of a whole cannot exceed 100%.",
    )
    assert invalid(RATE, "indicator: x, at_most: 5 %", {"a": 2, "b": 3, "x": "101%"}) == (
        "率数据无效：所填 101% 不应超过 100%。",
        "x: the data cannot be right: 101%: a share of a whole cannot exceed 100%.",
    )


def test_a_fault_without_a_value_has_no_empty_brackets() -> None:
    below = {"a": "flow: 人", "b": "flow: 人, signed: yes", "x": "formula: a / b, rate: '%'"}
    assert invalid(below, "indicator: x, at_most: 5 %", {"a": 1, "b": -3}) == (
        "率数据无效：分母为负数。",
        "x: the data cannot be right: its denominator is negative.",
    )


def test_a_part_over_its_whole_is_said_once_with_both_values() -> None:
    inside = {"a": "flow: 人, part_of: b", "b": "flow: 人", "x": "formula: a / b, rate: '%'"}
    assert invalid(inside, "indicator: x, at_least: 5 %", {"a": "10人", "b": 5}) == (
        "率数据无效：甲 10 人超过了乙 5 人。",
        "x: the data cannot be right: a (10 persons) exceeds b (5 persons).",
    )
    assert invalid(inside, "indicator: a, at_least: 5 人", {"a": 10, "b": 5}) == (
        "甲数据无效：甲 10 人超过了乙 5 人。",
        "a: the data cannot be right: a (10 persons) exceeds b (5 persons).",
    )
    total = {**TWO, "x": "formula: a + b, flow: 人, part_of: c", "c": "flow: 人"}
    assert invalid(total, "indicator: x, at_least: 5 人", {"a": 3, "b": 3, "c": 1}) == (
        "率数据无效：率 6 人超过了丙 1 人。",
        "x: the data cannot be right: x (6 persons) exceeds c (1 person).",
    )
    visits = {"a": "flow: 人次, attendances_of: b", "b": "flow: 人"}
    assert invalid(visits, "indicator: a, at_least: 5 人次", {"a": 1, "b": 5}) == (
        "甲数据无效：甲 1 人次少于乙 5 人。",
        "a: the data cannot be right: a (1 attendance) is less than b (5 persons).",
    )


def test_english_faults_name_units_in_english() -> None:
    assert invalid(TWO, "indicator: a, at_least: 5 人", {"a": "12万元"}) == (
        "甲数据无效：所填 12万元 单位是“万元”，不能换算成“人”。",
        "a: the data cannot be right: 12万元: its unit is 10,000 yuan, which is nothing measured in persons.",
    )


def test_a_figure_that_says_too_little_is_missing_for_that_reason() -> None:
    asked = {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_least: 9 人, due: 2021"}
    verdict = small(TWO, asked).evaluate({"a": 5})["t"]
    assert verdict.status == "no_data"
    assert said(verdict.explanation) == (
        "甲无法判定，缺数据：甲（几个目标问的时间不同，所填没有写明时段）。",
        "a: cannot be judged; missing: "
        "a (targets ask for it over different times and the figure names no period).",
    )


# What is missing.


def missing(indicators: dict[str, str], target: str, data: dict[str, Any]) -> tuple[str, str] | None:
    verdict = small(indicators, {"t": target}).evaluate(data)["t"]
    assert verdict.status == "not_met"
    return said(verdict.missing_text)


@pytest.mark.parametrize(
    ("indicators", "target", "data", "zh", "en"),
    [
        # 2 of 3 are there, 4 of 3 can't be.
        (
            {**TWO, "x": "formula: 2 a / b, rate: '%'"}, "at_least: 90 %", {"a": 1, "b": 3},
            "仅靠增加分子无法达到", "cannot be reached by raising the numerator alone",
        ),
        (
            {"x": "rate: '%'"}, "growth: 10 %", {"x": "95%", "x@before": "95%"},
            "所要求的超过 100%，无法达到", "cannot be reached: what is asked is above 100%",
        ),
        (
            {"x": "rate: '%'"}, "more_than: 100 %", {"x": "100%"},
            "所要求的超过 100%，无法达到", "cannot be reached: what is asked is above 100%",
        ),
        (
            {"x": "flow: 人"}, "less_than: 0 人", {"x": 0},
            "所要求的低于零，无法达到", "cannot be reached: what is asked is below zero",
        ),
        # The whole can't be less than its three parts.
        (
            {"a": "flow: 人, part_of: x", "x": "flow: 人"}, "at_most: 2 人", {"a": 3, "x": 3},
            "单靠减少一项无法达到", "cannot be reached by lowering one figure alone",
        ),
        (
            {**RATE, "c": "flow: 人, part_of: a"}, "at_most: 20 %", {"a": 3, "b": 10, "c": 3},
            "仅靠减少分子无法达到", "cannot be reached by lowering the numerator alone",
        ),
        (
            {"x": "flow: 人, part_of: b", "a": "flow: 人", "b": "formula: 2 a, flow: 人"},
            "at_least: 20 人", {"x": 10, "a": 5},
            "单靠增加一项无法达到", "cannot be reached by raising one figure alone",
        ),
        # From 1 of 3 to 2 of 3.
        (
            RATE, "between: {lower: 34 %, upper: 40 %}", {"a": 1, "b": 3},
            "单靠改变一项无法达到", "cannot be reached by changing one figure alone",
        ),
    ],
)  # fmt: skip
def test_what_can_not_be_reached_says_why(
    indicators: dict[str, str], target: str, data: dict[str, Any], zh: str, en: str
) -> None:
    assert missing(indicators, f"indicator: x, {target}", data) == (zh, en)


def test_beside_others_what_can_not_be_reached_is_named() -> None:
    two = {"a": "rate: '%'", "b": "rate: '%'"}
    data = {"a": "95%", "a@before": "95%", "b": "50%", "b@before": "50%"}
    assert missing(two, "each: {of: [a, b], growth: 10 %}", data) == (
        "甲：所要求的超过 100%，无法达到；乙再增 5 百分点",
        "a: cannot be reached: what is asked is above 100%; b: +5 points",
    )


def test_rounded_differences_have_their_sign_behind_the_mark() -> None:
    third = {"a": "flow: 万元", "b": "flow: 万元", "x": "formula: 3 a, flow: 万元"}
    assert missing(third, "indicator: x, at_most: 10 万元", {"a": 5}) == (
        "甲减少 ≈1.67 万元",
        "a: ≈−1.67 × 10,000 yuan",
    )
    assert missing(third, "indicator: x, at_least: 20 万元", {"a": 5}) == (
        "甲再增 ≈1.67 万元",
        "a: ≈+1.67 × 10,000 yuan",
    )
    scheme = small(RATE, {"t": "indicator: x, at_least: 50 %"})
    result = scheme.evaluate({"a": 1, "b": 3})
    assert "要求      不低于 50%；现有 ≈33.33%；差距 ≈−16.67 百分点" in lines(breakdown(result, "zh"))
    assert "asked     at least 50%; there ≈33.33%; margin ≈−16.67 points" in lines(breakdown(result, "en"))


def test_rounded_thresholds() -> None:
    mean = small({"a": "stock: 家, thing: firm"}, {"t": "indicator: a, growth: 8.55 %"})
    verdict = mean.evaluate({"a": 39500, "a@before": 35999})["t"]
    # 35,999 × 1.0855 = 39,076.9145
    assert said(verdict.asked_number) == ("约 ≥ 39,076.91 家", "about ≥ 39,076.91")
    assert said(verdict.explanation) == (
        "甲为 39,500 家，要求比上年增长不低于 8.55%（约 ≥ 39,076.91 家），达标，高出 ≈423.09 家。",
        "a: 39,500; asked: growth over the year before of at least 8.55% (about ≥ 39,076.91). "
        "Met, ≈423.09 beyond it.",
    )
    exact = mean.evaluate({"a": 39500, "a@before": 40000})["t"]
    assert said(exact.asked_number) == ("≥ 43,420 家", "≥ 43,420")


# Numbers and units.


def test_figures_of_rules_have_separators_as_values_have() -> None:
    verdict = small(TWO, {"t": "indicator: a, at_least: 1800 人"}).evaluate({"a": 1920})["t"]
    assert said(verdict.explanation) == (
        "甲为 1,920 人，要求不少于 1,800 人，达标，高出 120 人。",
        "a: 1,920 persons; asked: at least 1,800 persons. Met, 120 persons beyond it.",
    )
    ratio = small({**TWO, "x": "formula: a / b, rate: '1'"}, {"t": "indicator: x, at_least: '1:1500'"})
    assert said(ratio.evaluate({"a": 3000, "b": 1})["t"].asked) == ("不低于 1:1500", "at least 1:1500")


def test_one_is_singular_and_money_is_readable_in_english() -> None:
    verdict = small(TWO, {"t": "indicator: a, at_least: 2 人"}).evaluate({"a": 1})["t"]
    assert verdict.explanation.en == "a: 1 person; asked: at least 2 persons. Not met, 1 person short."
    assert verdict.missing_text is not None
    assert verdict.missing_text.en == "a: +1 person"
    money = small({"a": "flow: 万元"}, {"t": "indicator: a, at_least: 5000 万元"}).evaluate({"a": "5260.5"})
    assert said(money["t"].explanation) == (
        "甲为 5,260.5 万元，要求不低于 5,000 万元，达标，高出 260.5 万元。",
        "a: 5,260.5 × 10,000 yuan; asked: at least 5,000 × 10,000 yuan. Met, 260.5 × 10,000 yuan beyond it.",
    )
    each = {"a": "flow: 元", "b": "flow: 人", "x": "formula: a / b, rate: 元/人"}
    verdict = small(each, {"t": "indicator: x, at_most: 2 元/人"}).evaluate({"a": 3, "b": 3})["t"]
    assert verdict.explanation.en == (
        "x: 1 yuan per person; asked: at most 2 yuan per person. Met, 1 yuan per person below it."
    )


def test_counts_in_sentences_are_singular_for_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (
        HEAD + "indicators:\n  a: {clause: 一, name: {zh: 甲, en: a}, text: {zh: 说, en: says}, flow: 人}\n"
        "targets:\n  t: {clause: 一, text: {zh: 说, en: says}, indicator: a, at_least: 5 人}\n"
    )
    file = tmp_path / "small.yaml"
    file.write_text(text, encoding="utf-8")
    assert run(["check", str(file), "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "small: no faults. 1 indicator, 1 target, 0 questions.\n"
        "The document against itself: nothing to compare.\n"
    )


def test_a_formula_in_figures_has_units_only_where_they_differ() -> None:
    mixed = {"a": "flow: 元", "b": "flow: 万元", "x": "formula: a + b, flow: 万元"}
    scheme = small(mixed, {"t": "indicator: x, at_least: 5 万元"})
    result = scheme.evaluate({"a": 50000, "b": 2})
    assert "算法      甲 + 乙 = 50,000 元 + 2 万元" in lines(breakdown(result, "zh"))
    assert "computed  a + b = 50,000 yuan + 2 × 10,000 yuan" in lines(breakdown(result, "en"))
    alike = {"a": "stock: 家, thing: firm", "b": "stock: 户, thing: firm",
             "x": "formula: (a + 2 b) / a, rate: '%', unbounded: yes"}  # fmt: skip
    result = small(alike, {"t": "indicator: x, at_least: 5 %"}).evaluate({"a": 1000, "b": 2})
    assert "算法      (甲 + 2 乙) / 甲 = (1,000 + 2 × 2) / 1,000" in lines(breakdown(result, "zh"))


# Rows, forms and tables.


def test_no_heading_stands_over_nothing() -> None:
    scheme = small(TWO, {"t": "indicator: a, at_least: 2 人"})
    rows = outline(scheme, "en")
    assert [row.text for row in rows if row.style == "title"] == ["small", "Indicators"]
    assert [row.text for row in rows if row.style == "heading"] == ["Clause 一"]
    whole = outline(cyxc.load("putuo-2019"), "zh")
    assert [row.text for row in whole if row.style == "title"][1:] == ["指标", "享受优惠所问的事实"]
    # Part two and its headings have no entry of their own.
    clauses = [row.text for row in whole if row.style == "heading"]
    assert clauses[:3] == ["条款 序", "条款 一", "条款 二/(一)/1"]


def test_labels_of_one_indent_take_as_many_columns() -> None:
    scheme = small(
        {**RATE, "c": "flow: 人", "d": "flow: 人"},
        {
            "invalid": "indicator: c, at_least: 2 人",
            "zero": "indicator: x, at_least: 2 %",
            "out": "indicator: a, at_least: 2 人",
            "met": "indicator: b, at_most: 2 人",
            "wait": "indicator: d, at_least: 2 人, due: 2030",
        },
    )
    result = scheme.evaluate({"a": 1, "b": 0, "c": -1, "d": 1}, as_of="2026-01-01", not_applicable=["out"])
    assert [v.status for v in result] == ["invalid", "undefined", "not_applicable", "met", "not_due"]
    for language, label in (("zh", "目标"), ("en", "target ")):
        shown = [line for line in plain(breakdown(result, language)).splitlines() if "  [" in line]
        starts = {width(line.partition(label)[0]) for line in shown}
        assert len(starts) == 1, shown


def test_marks_take_one_column_in_any_terminal() -> None:
    assert len(set(MARKS.values())) == len(MARKS)
    assert {unicodedata.east_asian_width(mark) for mark in MARKS.values()} <= {"N", "Na"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("-1", "-1"), ("-1.5", "-1.5"), ("-1/3", "-1/3"), ("400/9", "400/9"), ("+5", "+5"), ("12", "12"),
        ("=1+1", "'=1+1"), ("+5人", "'+5人"), ("-1+2", "'-1+2"), ("@SUM(A1)", "'@SUM(A1)"), ("-", "'-"),
        ("-1/3/2020", "'-1/3/2020"), ("\t=1", "' =1"), ("\r=1", "' =1"), ("-²", "'-²"), ("words", "words"),
        ("1-2", "1-2"), ("", ""), ("\u202e=1+1", "'=1+1"), ("\x00@SUM(A1)", "'@SUM(A1)"), (" =1", "' =1"),
        ("\n+1+1", "' +1+1"), ("＝1+1", "'＝1+1"), ("＠a", "'＠a"), ("\u200e-1", "-1"), ("甲＋乙", "甲＋乙"),
    ],
)  # fmt: skip
def test_only_what_could_be_a_formula_gets_an_apostrophe(cell: str, text: str) -> None:
    assert safe(cell) == text


def test_english_forms_name_units_in_english_where_they_are_read(tmp_path: Path) -> None:
    rows = {row["indicator"]: row for row in template_rows(cyxc.load("wuchang"), "en")}
    assert rows["founders"]["unit"] == "persons"
    assert rows["loans_issued"]["unit"] == "万元"  # 10,000 yuan is no unit's name
    assert rows["individual_opened"]["unit"] == "户"
    assert rows["survival_rate"]["unit"] == "%"
    rows = {row["indicator"]: row for row in template_rows(cyxc.load("wuchang"), "zh")}
    assert rows["founders"]["unit"] == "人"
    for id_ in cyxc.PACKAGED:
        scheme = cyxc.load(id_)
        for row in template_rows(scheme, "en"):
            figure = {row["indicator"]: {"value": 1, "unit": row["unit"]}}
            assert row["role"] or scheme.evaluate(figure).values.given


def test_english_tables_name_parties_and_units_in_english() -> None:
    result = cyxc.load("putuo-2019").evaluate(cyxc.example("putuo-2019"))
    for language, unit, first in (("zh", "人", "区教育局、区人社局"), ("en", "persons",
        "District Education Bureau, District Human Resources and Social Security Bureau")):  # fmt: skip
        rows = list(csv.DictReader(io.StringIO(table_csv(result, language).removeprefix("\ufeff"))))
        assert (rows[0]["unit"], rows[3]["parties"]) == (unit, first)


@pytest.mark.parametrize("name", cyxc.example_names())
def test_english_output_has_no_chinese_punctuation(name: str) -> None:
    scheme = cyxc.load(name.removesuffix("-published"))
    result = scheme.evaluate(cyxc.example(name), not_applicable=[scheme.targets[0].id])
    rows = [row.text + row.label for row in (*breakdown(result, "en"), *outline(scheme, "en"))]
    forms = ["".join(row.values()) for row in template_rows(scheme, "en")]
    # The document's own words stay: a clause named by a list of offices, a heading that is an alias.
    words = {entry.clause for entry in (*scheme.targets, *scheme.responsibilities)}
    words.update(alias for indicator in scheme.indicators for alias in indicator.aliases)
    for text in (*rows, *forms, table_csv(result, "en")):
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word, "")
        assert not CHINESE_MARKS & set(text), text


def test_json_is_the_same_however_it_is_said() -> None:
    body = ANY.evaluate({"a": 5, "b": 3}, not_applicable=["q"]).to_dict()
    assert json.loads(json.dumps(body)) == body
    assert [verdict["due"] for verdict in body["verdicts"]] == ["2020"] * 5
