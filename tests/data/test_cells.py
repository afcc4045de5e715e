"""What stands in a cell: read exactly, missing, impossible, or refused. Expectations are worked by hand."""

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc

Evaluate = Callable[..., cyxc.Evaluation]
Refusal = Callable[..., tuple[cyxc.Problem, ...]]

WUCHANG = cyxc.load("wuchang")


def visible(text: str) -> bool:
    return all(char.isprintable() or unicodedata.category(char) == "Zs" for char in text)


# The target that shows an indicator's value, by indicator.
TARGETS = {
    "founders": "founders",
    "survival_rate": "survival",
    "jobs_per_founder": "jobs-per-founder",
    "loans_issued": "loans-issued",
    "base_area_added": "base-area",
    "library_projects": "library-projects",
    "service_activities": "service-activities",
}


def verdict(indicator: str, value: Any) -> cyxc.Verdict:
    return WUCHANG.evaluate({indicator: value}, year=2010)[TARGETS[indicator]]


@pytest.mark.parametrize(
    ("indicator", "cell", "value"),
    [
        # Counts: 人, 名 and 位 are one unit.
        ("founders", "1800", "1800"),
        ("founders", " 1800 ", "1800"),
        ("founders", "　1800　", "1800"),
        ("founders", "１８００", "1800"),
        ("founders", "１，８００", "1800"),
        ("founders", "1,800", "1800"),
        ("founders", "1,234,567", "1234567"),
        ("founders", "+1800", "1800"),
        ("founders", "＋１８００", "1800"),
        ("founders", "1800.0", "1800"),
        ("founders", "1800人", "1800"),
        ("founders", "1800 名", "1800"),
        ("founders", "１８００　位", "1800"),
        ("founders", "1800（人）", "1800"),
        ("founders", "1800(人)", "1800"),
        ("founders", "1800 （ 人 ）", "1800"),
        ("founders", "1800[人]", "1800"),
        ("founders", "0" * 60 + "1800", "1800"),
        ("founders", "1.8万", "18000"),
        ("founders", "１．８万", "18000"),
        ("founders", "1.8万人", "18000"),
        ("founders", "1.8 万 人", "18000"),
        ("founders", "1.8萬", "18000"),
        ("founders", "0.18万人", "1800"),
        ("founders", "两万", "20000"),
        ("founders", "兩萬", "20000"),
        ("founders", "两千人", "2000"),
        ("founders", "一千八百", "1800"),
        ("founders", "壹仟捌佰", "1800"),
        ("founders", "3万5千人", "35000"),
        ("founders", "18百人", "1800"),
        ("founders", "0", "0"),
        ("founders", "零", "0"),
        ("founders", "-0", "0"),
        # Things: 个, 家, 户 are spellings where the indicator says what is counted.
        ("library_projects", "35", "35"),
        ("library_projects", "35项", "35"),
        ("library_projects", "35 家", "35"),
        ("service_activities", "12 场次", "12"),
        ("service_activities", "十二场", "12"),
        # Money and area, in the indicator's unit.
        ("loans_issued", "5000", "5000"),
        ("loans_issued", "5000万元", "5000"),
        ("loans_issued", "5,000.50万元", "5000.5"),
        ("loans_issued", "5000 万 元", "5000"),
        ("loans_issued", "0.5亿元", "5000"),
        ("loans_issued", "50000000元", "5000"),
        ("loans_issued", "５千万元", "5000"),
        ("loans_issued", "五千万元", "5000"),
        ("loans_issued", "5000萬元", "5000"),
        ("loans_issued", "0.01元", "0.000001"),
        ("base_area_added", "100000㎡", "10"),
        ("base_area_added", "10万平方米", "10"),
        ("base_area_added", "10公顷", "10"),
        ("base_area_added", "150亩", "10"),
        # Shares. A percent sign may be wide, and may stand apart.
        ("survival_rate", "90%", "90"),
        ("survival_rate", "９０％", "90"),
        ("survival_rate", "90 %", "90"),
        ("survival_rate", "90.0 %", "90"),
        ("survival_rate", "９０．５％", "90.5"),
        ("survival_rate", "百分之九十", "90"),
        ("survival_rate", "百分之九十点五", "90.5"),
        ("survival_rate", "百分之９０", "90"),
        ("survival_rate", "百分之百", "100"),
        ("survival_rate", "100%", "100"),
        ("survival_rate", "0%", "0"),
        ("survival_rate", "905‰", "90.5"),
        ("survival_rate", "0.9倍", "90"),
        # Ratios.
        ("jobs_per_founder", "1:5", "5"),
        ("jobs_per_founder", "1：5", "5"),
        ("jobs_per_founder", "１：５", "5"),
        ("jobs_per_founder", "1∶5", "5"),
        ("jobs_per_founder", "1 : 4.9", "4.9"),
        ("jobs_per_founder", "2:9", "9/2"),
        ("jobs_per_founder", "3:10", "10/3"),
        ("jobs_per_founder", "1:10", "10"),
        ("jobs_per_founder", "5", "5"),
        ("jobs_per_founder", "三分之一", "1/3"),
        ("jobs_per_founder", "500%", "5"),
    ],
)
def test_read_exactly(indicator: str, cell: str, value: str) -> None:
    found = verdict(indicator, cell)
    assert found.value is not None
    assert found.value.value == Fraction(value)


@pytest.mark.parametrize(
    "cell",
    [
        "", "  ", "　", "-", " - ", "--", "－", "—", "——", "–", "/", "／", "\\", "…", "...", "暂无", " 暂无 ",
        "缺", "暂缺", "未统计", "未公布", "不详", "未知", "待定", "待统计", "待报", "N/A", "n/a", "NA",
        "null", "NULL", "None", "nil", "NaN", "nan", "#N/A", None,
    ],
)  # fmt: skip
@pytest.mark.parametrize("indicator", ["founders", "survival_rate", "loans_issued"])
def test_missing(indicator: str, cell: "str | None") -> None:
    found = verdict(indicator, cell)
    assert (found.status, found.value) == ("no_data", None)


@pytest.mark.parametrize(
    ("indicator", "cell", "zh", "en"),
    [
        ("founders", "-5", "负", "negative"),
        ("founders", "－５", "负", "negative"),
        ("founders", "负五", "负", "negative"),
        ("founders", "1800.5", "整数", "whole"),
        ("founders", "0.00001万", "整数", "whole"),
        ("founders", "三分之一", "整数", "whole"),
        ("founders", "1800人次", "单位", "unit"),
        ("founders", "1800个", "单位", "unit"),
        ("founders", "5月", "单位", "unit"),
        ("founders", "90%", "单位", "unit"),
        ("founders", "5000万元", "单位", "unit"),
        ("founders", "1800人/年", "单位", "unit"),
        ("founders", "inf", "无穷", "infinite"),
        ("founders", "Infinity", "无穷", "infinite"),
        ("founders", "-∞", "无穷", "infinite"),
        ("founders", "无穷大", "无穷", "infinite"),
        ("library_projects", "35人", "单位", "unit"),
        ("survival_rate", "-5%", "负", "negative"),
        ("survival_rate", "100.1%", "100%", "100%"),
        ("survival_rate", "1001‰", "100%", "100%"),
        ("survival_rate", "9000%", "100%", "100%"),
        ("survival_rate", "90百分点", "单位", "unit"),
        ("survival_rate", "90个百分点", "单位", "unit"),
        ("survival_rate", "90人", "单位", "unit"),
        ("survival_rate", "inf", "无穷", "infinite"),
        ("loans_issued", "-1万元", "负", "negative"),
        ("loans_issued", "5000平方米", "单位", "unit"),
    ],
)
def test_read_but_cannot_be(indicator: str, cell: str, zh: str, en: str) -> None:
    found = verdict(indicator, cell)
    assert found.status == "invalid"
    assert zh in found.explanation.zh
    assert en in found.explanation.en
    assert cell in found.explanation.zh
    assert cell in found.explanation.en


def test_what_cannot_be_leaves_the_rest_evaluated() -> None:
    evaluation = WUCHANG.evaluate({"founders": "-5", "jobs": "9000", "loans_issued": "5000万元"})
    assert [evaluation[id_].status for id_ in ("founders", "jobs", "loans-issued")] == [
        "invalid",
        "met",
        "met",
    ]


NOT_EXACT = [
    "约1800", "约1800人", "近1800", "近1800人", "将近1800", "1800余", "1800余人", "1800多", "1800多人",
    "1800多名",
    "突破1800", "突破1800人", "超1800人", "超过1800人", "逾1800人", "1800左右", "1800人左右", "1800上下",
    "大约1800",
    "1800人以上", "1800以上", "1800人以内", "不低于1800人", "至少1800", ">1800", "≥1800", "＞1800", "~1800",
    "≈1800",
    "1800+", "1800＋", "1800-2000", "1800～2000人", "1800人-2000人", "1800人至2000人", "1.8万至2万人",
    "1800至2000人", "5-10", "几十人", "数百人", "上千人", "七八十人",
    "一千八百余人", "百分之约九十", "1.8万余人", "1.8万多",
]  # fmt: skip


@pytest.mark.parametrize("cell", NOT_EXACT)
def test_what_is_not_exact_is_refused(refusal: Refusal, cell: str) -> None:
    (problem,) = refusal({"founders": cell})
    assert (problem.code, problem.details["value"], problem.where.path) == (
        "cell-not-exact",
        cell,
        "founders",
    )


@pytest.mark.parametrize("cell", ["约90%", "近90%", "90%以上", "超过90%", "90%左右", "90余%", "85%-90%"])
def test_a_share_that_is_not_exact_is_refused(refusal: Refusal, cell: str) -> None:
    (problem,) = refusal({"survival_rate": cell}, "wuchang")
    assert (problem.code, problem.details["value"]) == ("cell-not-exact", cell)


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        # None, or none known?
        ("cell-ambiguous", ["无", " 无 ", "無", "没有", "(1,800)", "（1800）", "三万五", "3万5", "七八"]),
        ("cell-grouping", ["18,00", "1,8", "1，8", "1,8000", "1,800,00", "12,345,6人"]),
        (
            "cell-not-a-number",
            [
                "人", "很多", "abc", "1.8.0", "1 800", "'1800", "¥1800", "￥1800", "1800.",
                "#REF!", "#DIV/0!", "#####", "=A1+B1", "1800\u200b", "1800；其中女800", "男1000女800", "--5",
                "１٢", "²", "Ⅻ", "true", "1e400", "1800 1900", "1800、1900", "9**9**9", "0x10", "1_800",
                "百分之",
                "1:5:9", "1:", ":5", "-1:5", "万", "%", "1800人（其中女性800人）",
            ],
        ),
        (
            "unknown-unit-in-cell",
            ["1800 persns", "1800公斤", "1800 kg", "1800元钱", "90%%", "1800人员", "1800人\u200b",
            "1800克/天", "1800户口", "9成", "九成"],
        ),
        ("cell-too-long", ["1" * 65, "约" * 100, "1800 " + "人" * 10**5]),
        (
            "cell-date",
            [
                "5月10日", "2014-05", "2014-5", "2014/05", "2014-05-10", "2014/5/10", "2014.5.10",
                "2014年5月",
                "2014年5月10日", "２０１４－０５", "5/10/2014", "10-May", "May-10", "10-May-14",
            ],
        ),
        ("cell-time", ["01:05:00", "1:05:00", "1:05", "01:05", "0:05", "2:00", "１：０５", "26:05:00.0"]),
        ("cell-slash", ["1/3", "1 / 3", "１／３", "5/10", "400/9"]),
        ("cell-ratio-over-zero", ["0:5"]),
        ("ratio-for-share", ["1:5", "２：５"]),
        ("out-of-range", ["9" * 40, "0." + "0" * 40 + "1"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(refusal: Refusal, code: str, cells: list[str]) -> None:
    for cell in cells:
        (problem,) = refusal({"founders": cell})
        assert (problem.code, problem.where.path) == (code, "founders"), cell
        shown = problem.details["value"].replace("\\u200b", "\u200b")
        assert shown == cell.strip() or shown == cell.strip()[:64] + "…"


def test_nothing_in_a_message_is_invisible(refusal: Refusal) -> None:
    (problem,) = refusal({"founders": "1800\u200b\x1b[2J\n5"})
    for language in ("zh", "en"):
        said = problem.say(language)
        assert r"1800\u200b\x1b[2J\n5" in said
        assert visible(said)


@pytest.mark.parametrize(
    "value", ["90", "0.9", "９０", "90.0", "九十", 90, 0.9, Decimal("0.9"), Fraction(9, 10), 1, 0]
)
def test_a_bare_number_is_never_a_percentage(refusal: Refusal, value: Any) -> None:
    (problem,) = refusal({"survival_rate": value}, "wuchang")
    assert (problem.code, problem.details["name"]) == ("share-without-unit", "survival_rate")
    assert "92%" in problem.todo("zh")
    assert "0.92 with the unit 1" in problem.todo("en")


@pytest.mark.parametrize("cell", ["1.8万", "两万", "5000万", "0.5亿", "3万5千", "5百"])
def test_a_multiplier_alone_does_not_fit_a_figure_in_tens_of_thousands(refusal: Refusal, cell: str) -> None:
    # 5000万 for a figure in 万元 would be 5000 万元 to one reader, 50,000,000 万元 to the next.
    for value in (cell, (cell, "万元"), {"value": cell, "unit": "万元"}):
        (problem,) = refusal({"loans_issued": value}, "wuchang")
        assert problem.code == "two-multipliers"
        assert problem.details == {"value": cell, "name": "loans_issued", "unit": "万元"}
    # With the unit that the multiplier belongs to, it is clear.
    assert (
        verdict("loans_issued", f"{cell}元").value == verdict("loans_issued", (cell, "元")).value is not None
    )


@pytest.mark.parametrize(
    ("parts", "rate", "valid"),
    [
        # 5/6 is 83.333… %: right to the whole, to a tenth, to a hundredth.
        ((5, 6), "83%", True),
        ((5, 6), "83.3%", True),
        ((5, 6), "83.33 %", True),
        ((5, 6), "８３．３％", True),
        ((5, 6), "百分之八十三", True),
        ((5, 6), "百分之八十三点三", True),
        ((5, 6), "83.0%", False),
        ((5, 6), "83.4%", False),
        ((5, 6), "84%", False),
        ((5, 6), "833‰", True),
        ((5, 6), "834‰", False),
        ((5, 6), ("0.83", "1"), True),
        ((5, 6), ("0.84", "1"), False),
        ((5, 6), ("83", "%"), True),
        ((5, 6), (83, "%"), True),
        ((5, 6), (Decimal("83.0"), "%"), False),
        # A float that is whole was not written to a tenth: Python prints the .0.
        ((5, 6), (83.0, "%"), True),
        ((5, 6), (83.3, "%"), True),
        ((5, 6), (83.4, "%"), False),
        ((5, 6), Fraction(5, 6), None),
        ((5, 6), (Fraction(5, 6), "1"), True),
        ((5, 6), (Fraction(83, 100), "1"), False),
        # Exactly half a unit of the last digit is still its rounding: 82.5 is 82 or 83.
        ((33, 40), "82%", True),
        ((33, 40), "83%", True),
        ((33, 40), "81.9%", False),
        ((33, 40), "82.5%", True),
        ((33, 40), "82.4%", False),
        ((9, 10), "90%", True),
        ((9, 10), "90.0 %", True),
        ((9, 10), "90.1%", False),
    ],
)
def test_parts_decide_and_a_rate_may_differ_by_its_own_rounding(
    refusal: Refusal, parts: tuple[int, int], rate: Any, valid: "bool | None"
) -> None:
    data = {"cohort_alive": parts[0], "cohort_opened": parts[1], "survival_rate": rate}
    if valid is None:
        assert refusal(data, "wuchang")[0].code == "share-without-unit"
        return
    found = WUCHANG.evaluate(data)["survival"]
    if valid:
        assert found.value is not None
        assert found.value.value == Fraction(*parts) * 100
    else:
        assert found.status == "invalid"
        assert "不符" in found.explanation.zh
        assert "disagrees" in found.explanation.en


@pytest.mark.parametrize(
    ("rate", "status"),
    [("4.9", "not_met"), ("1:4.9", "not_met"), ("5", "not_met"), ("1:5", "not_met"), (4.9, "not_met"),
     ("490%", "not_met"), ("4.8", "invalid"), ("1:4.8", "invalid"), ("4.90", "not_met"), ("4.91", "invalid"),
     ("10:49", "not_met"), ("10:50", "invalid"), ("6", "invalid"), (5.0, "not_met"), ("5.0", "invalid")],
)  # fmt: skip
def test_parts_decide_over_a_ratio(rate: Any, status: str) -> None:
    # 49 jobs by 10 founders are 4.9 each; a ratio of whole numbers that don't divide is exact.
    found = WUCHANG.evaluate({"jobs": 49, "founders": 10, "jobs_per_founder": rate})["jobs-per-founder"]
    assert found.status == status


@pytest.mark.parametrize(
    "parts", [{}, {"cohort_alive": 5}, {"cohort_opened": 6}, {"cohort_alive": 5, "cohort_opened": "暂无"}]
)
def test_where_parts_are_missing_the_rate_stands_in(parts: dict[str, Any]) -> None:
    found = WUCHANG.evaluate({**parts, "survival_rate": "79.9%"})["survival"]
    assert (found.status, found.value and found.value.value) == ("not_met", Fraction("79.9"))


def test_a_part_over_its_whole_is_invalid_and_the_rest_is_evaluated() -> None:
    evaluation = WUCHANG.evaluate({"cohort_alive": "7户", "cohort_opened": "6户", "founders": 1800})
    assert (evaluation["survival"].status, evaluation["founders"].status) == ("invalid", "met")
    assert "上年新创企业满一年存活数" in evaluation["survival"].explanation.zh


WIDE = str.maketrans("0123456789%+-,.()", "０１２３４５６７８９％＋－，．（）")


@given(
    st.from_regex(
        r"[+-]?([0-9]{1,3}(,[0-9]{3}){0,2}|[0-9]{1,9})(\.[0-9]{1,4})?( ?%|人|万|万人|\(人\))?", fullmatch=True
    )
)
def test_half_width_equals_full_width(text: str) -> None:
    def outcome(cell: str) -> Any:
        try:
            found = verdict("survival_rate" if "%" in text else "founders", cell)
        except cyxc.DataError as error:
            return [problem.code for problem in error.problems]
        return found.status, found.value

    assert outcome(text) == outcome(text.translate(WIDE)) == outcome(f"　{text} ")


@given(
    st.text(max_size=70)
    | st.text(st.sampled_from("0123456789.,:/-+%人万千亿元约余两百分之 eE()年月日"), max_size=14)
)
def test_every_text_is_read_missing_impossible_or_refused_in_words(text: str) -> None:
    for indicator in ("founders", "survival_rate", "loans_issued", "jobs_per_founder"):
        try:
            found = verdict(indicator, text)
        except cyxc.DataError as error:
            (problem,) = error.problems
            assert visible(problem.say("zh"))
            assert visible(problem.say("en"))
            assert problem.todo("zh")
        else:
            assert found.status in ("met", "not_met", "no_data", "invalid")
            assert found.explanation.zh
