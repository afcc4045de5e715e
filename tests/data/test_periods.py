"""Figures with periods from files: the same verdicts as observations give, and every fault in its cell."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Observation
from cyxc.show.template import COLUMNS, template_csv

Evaluate = Callable[..., cyxc.Evaluation]
Refusal = Callable[..., tuple[cyxc.Problem, ...]]

WUCHANG = cyxc.load("wuchang").for_year(2010)
JIAXING = cyxc.load("jiaxing-2013")
PUTUO = cyxc.load("putuo-2019")

# Wuchang asks for 1800 founders, 9000 jobs and 5 jobs a founder in the year.
FOUNDERS = [100, 120, 150, 160, 170, 180, 140, 150, 160, 170, 150, 150]  # 1800
JOBS = [500, 600, 750, 800, 850, 900, 700, 750, 800, 850, 750, 749]  # 8999


def figures(evaluation: cyxc.Evaluation) -> set[tuple[Any, ...]]:
    """The observations an evaluation was given, their places aside."""
    given_ = evaluation.values.given
    several = [one for value in given_.values() for one in (value if isinstance(value, list) else [value])]
    return {
        (one.key, str(one.value), one.period, one.cumulative, one.provisional, one.reported_on)
        for one in several
        if isinstance(one, Observation)
    }


def statuses(evaluation: cyxc.Evaluation, *ids: str) -> list[str]:
    return [evaluation[id_].status.value for id_ in ids]


def at(problems: tuple[cyxc.Problem, ...]) -> list[tuple[str, "int | None", "str | None"]]:
    return [(problem.code, problem.where.row, problem.where.heading) for problem in problems]


def file_of(tmp_path: Path, content: "str | bytes", name: str = "月报.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def faults(tmp_path: Path, content: "str | bytes", scheme: cyxc.Scheme, name: str = "月报.csv") -> Any:
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate(file_of(tmp_path, content, name))
    for problem in caught.value.problems:
        for language in ("zh", "en"):
            assert problem.say(language).endswith(f" [{problem.code}]")
    return caught.value.problems


MONTHS = [
    Observation(indicator=id_, value=value, period=f"2010-{month:02}")
    for id_, values in (("founders", FOUNDERS), ("jobs", JOBS))
    for month, value in enumerate(values, 1)
]


def running(values: list[int]) -> list[int]:
    return [sum(values[:month]) for month in range(1, 13)]


def long(form: str, of_values: Callable[[list[int]], list[int]] = list) -> str:
    """A long table of both indicators; `form` writes the row of a month."""
    rows = [
        form.format(name=name, month=month, value=value)
        for name, values in (("成功创业人数", FOUNDERS), ("创业带动就业人数", JOBS))
        for month, value in enumerate(of_values(values), 1)
    ]
    return "\n".join(rows) + "\n"


WUCHANG_TABLES = [
    "指标,期间,数值\n" + long("{name},2010-{month:02},{value}"),
    "指标,期间,数值\n" + long("{name},2010年{month}月,{value}"),
    "指标,期间,数值\n" + long("{name},2010/{month},{value}"),
    "指标,月份,数值\n" + long("{name},2010/{month}/1,{value}"),
    "指标,年份,月份,数值\n" + long("{name},2010,{month},{value}"),
    "指标,年度,月份,数值\n" + long("{name},2010年,{month}月,{value}"),
    "指标,年份,期间,数值,口径,数据状态\n" + long("{name},2010年度,{month}月,{value}人,本期,正式"),
    "指标,期间,口径,数值\n" + long("{name},2010年{month}月,本年累计,{value}", running),
    "指标,年份,期间,口径,数值\n" + long("{name},2010,1-{month}月,累计,{value}", running),
    "指标,年份,月份,本年累计,数值\n" + long("{name},2010,{month},是,{value}", running),
    "indicator,period,cumulative,value\n" + long("{name},2010-01/2010-{month:02},yes,{value}", running),
    "indicator,period,cumulative,value\n" + long("{name},2010-{month:02},year to date,{value}", running),
    "期间,成功创业人数,创业带动就业人数\n"
    + "".join(f"2010年{m}月,{f},{j}\n" for m, (f, j) in enumerate(zip(FOUNDERS, JOBS, strict=True), 1)),
    "年份,月份,founders（人）,jobs\n"
    + "".join(f"2010,{m},{f},{j}\n" for m, (f, j) in enumerate(zip(FOUNDERS, JOBS, strict=True), 1)),
    "期间,口径,founders,jobs\n"
    + "".join(
        f"2010/{m},本年累计,{f},{j}\n"
        for m, (f, j) in enumerate(zip(running(FOUNDERS), running(JOBS), strict=True), 1)
    ),
]


@pytest.mark.parametrize("table", WUCHANG_TABLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_monthly_reports_of_wuchang(tmp_path: Path, table: str, encoding: str) -> None:
    path = file_of(tmp_path, table.encode(encoding))
    read = WUCHANG.evaluate(path)
    # 1800 are asked for and there; 8999 are one short of 9000, and of five for each of 1800.
    assert statuses(read, "founders", "jobs", "jobs-per-founder") == ["met", "not_met", "not_met"]
    assert read["jobs"].margin is not None
    assert read["jobs"].margin.value == -1
    known = WUCHANG.evaluate(MONTHS)
    assert [verdict.status for verdict in read.targets] == [verdict.status for verdict in known.targets]
    # To the end of May 700 and 3500, both still open; nothing later is seen.
    may, same = (WUCHANG.evaluate(data, as_of="2010-05-31") for data in (path, MONTHS))
    assert statuses(may, "founders", "jobs") == ["not_due", "not_due"]
    assert may["founders"].value is not None
    assert may["founders"].value.value == 700
    assert [verdict.status for verdict in may.targets] == [verdict.status for verdict in same.targets]


def test_what_a_table_says_of_time_is_what_an_observation_says(tmp_path: Path) -> None:
    table = (
        "指标,期间,口径,数据状态,报送日期,数值\n"
        "founders,2010年1月,,,,100\n"
        "founders,2010年1-2月,本年累计,快报,2010/3/2,210\n"
        "founders,2010年2月,本年累计,正式,2010年3月20日,220\n"
        "founders,2009-12/2010-02,累计,final,2010-03-20,250\n"
        "founders@上年,2009-01,本期,,-,90\n"
    )
    assert figures(WUCHANG.evaluate(file_of(tmp_path, table))) == {
        ("founders", "100", "2010-01", False, False, None),
        ("founders", "210", "2010-01/2010-02", True, True, "2010-03-02"),
        ("founders", "220", "2010-01/2010-02", True, False, "2010-03-20"),
        ("founders", "250", "2009-12/2010-02", True, False, "2010-03-20"),
        ("founders@before", "90", "2009-01", False, False, None),
    }


# Jiaxing asks for 450 new projects and for 90 % of those trained to pass, from 2013 to 2015.
JIAXING_YEARS = [
    ("new_projects", "new-projects", [150, 150, 150], "met"),
    ("new_projects", "new-projects", [150, 150, 149], "not_met"),
]


@pytest.mark.parametrize(("id_", "target", "values", "status"), JIAXING_YEARS)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_years_of_jiaxing(
    tmp_path: Path, id_: str, target: str, values: list[int], status: str, encoding: str
) -> None:
    years = list(zip((2013, 2014, 2015), values, strict=True))
    tables = [
        "指标,年份,数值\n" + "".join(f"{id_},{year},{value}\n" for year, value in years),
        f"年度,{id_}\n" + "".join(f"{year}年,{value}\n" for year, value in years),
        f"期间,口径,{id_}\n" + "".join(f"2013-{y},累计,{sum(values[: y - 2012])}\n" for y, _ in years),
    ]
    for table in tables:
        result = JIAXING.evaluate(file_of(tmp_path, table.encode(encoding)))
        assert result[target].status == status


def test_monthly_rates_of_jiaxing_divide_last(tmp_path: Path) -> None:
    # 36 months of 10 trained and 9 passed, and one of them in which one more passed than failed to.
    months = [(year, month) for year in (2013, 2014, 2015) for month in range(1, 13)]
    rows = "".join(f"{year},{month},10,9\n" for year, month in months)
    table = f"年份,月份,参加创业培训人数,创业培训合格人数\n{rows}"
    result = JIAXING.evaluate(file_of(tmp_path, table.encode("gb18030")))
    # 324 of 360 is exactly 90 %.
    assert result["training-pass-rate"].status == "met"
    worse = JIAXING.evaluate(file_of(tmp_path, table.replace("2014,7,10,9", "2014,7,10,8")))
    assert result["training-pass-rate"].status != worse["training-pass-rate"].status == "not_met"
    known = [
        Observation(indicator=id_, value=value, period=f"{year}-{month:02}")
        for year, month in months
        for id_, value in (("trained", 10), ("passed", 9))
    ]
    same = JIAXING.evaluate(known)
    assert [verdict.status for verdict in result.targets] == [verdict.status for verdict in same.targets]


def test_a_column_of_the_year_before_is_of_the_same_months_a_year_earlier(tmp_path: Path) -> None:
    table = (
        "期间,新增个体工商户,新增个体工商户@上年,新增私营企业,新增私营企业@上年\n"
        "2010年上半年,600,550,480,450\n2010年下半年,600,550,480,450\n"
    )
    # 2160 against 2000 is exactly 8 % more.
    assert WUCHANG.evaluate(file_of(tmp_path, table))["firms-growth"].status == "met"
    less = table.replace("下半年,600", "下半年,599")
    assert WUCHANG.evaluate(file_of(tmp_path, less))["firms-growth"].status == "not_met"
    # The same in a long table, where a row's period is that of its own figure.
    rows = "".join(
        f"{id_},{role},{year}年{half}半年,{value}\n"
        for id_, role, year, value in (
            ("individual_opened", "", 2010, 600),
            ("individual_opened", "上年", 2009, 550),
            ("private_opened", "", 2010, 480),
            ("private_opened", "上年", 2009, 450),
        )
        for half in "上下"
    )
    assert WUCHANG.evaluate(file_of(tmp_path, f"指标,对照,期间,数值\n{rows}"))["firms-growth"].status == "met"


REVISED = (
    "指标,期间,数值,报送日期\n"
    "founders,2010年上半年,900,2010/7/5\n"
    "founders,2010年下半年,899,2011/1/5\n"
    "founders,2010年下半年,900,2011/2/5\n"
)


def test_a_revised_report_replaces(tmp_path: Path) -> None:
    path = file_of(tmp_path, REVISED)
    assert WUCHANG.evaluate(path)["founders"].status == "met"
    assert WUCHANG.evaluate(path, as_of="2011-01-31")["founders"].status == "not_met"
    provisional = REVISED.replace("报送日期", "数据状态").replace("2010/7/5", "").replace("2011/1/5", "正式")
    result = WUCHANG.evaluate(file_of(tmp_path, provisional.replace("2011/2/5", "初步")))
    assert result["founders"].status == "not_met"


def test_a_gap_proves_what_is_there_and_is_named(tmp_path: Path) -> None:
    table = "年份,月份,founders\n" + "".join(f"2010,{month},150\n" for month in range(1, 12))
    verdict = WUCHANG.evaluate(file_of(tmp_path, table))["founders"]
    assert verdict.status == "no_data"  # 1650 without December
    assert "2010-12" in verdict.explanation.en
    enough = WUCHANG.evaluate(file_of(tmp_path, table.replace("2010,11,150", "2010,11,300")))
    assert enough["founders"].status == "met"
    empty = WUCHANG.evaluate(file_of(tmp_path, table + "2010,12,暂无\n"))["founders"]
    assert (empty.status, empty.explanation) == (verdict.status, verdict.explanation)


# --- what is refused ---

REFUSED: list[tuple[str, list[tuple[str, Any, Any]]]] = [
    # A month, quarter or half without its year.
    ("指标,月份,数值\nfounders,5月,1\njobs,5,1\n",
     [("period-without-year", 2, "月份"), ("period-without-year", 3, "月份")]),
    ("指标,季度,数值\nfounders,一季度,1\njobs,1,1\n",
     [("period-without-year", 2, "季度"), ("period-without-year", 3, "季度")]),
    ("指标,期间,数值\nfounders,1-5月,1\njobs,上半年,1\n",
     [("period-without-year", 2, "期间"), ("period-without-year", 3, "期间")]),
    ("指标,年份,数值\nfounders,5月,1\n", [("period-without-year", 2, "年份")]),
    # The year of merged cells, in the first row only.
    ("指标,年份,月份,数值\nfounders,2010,1,1\nfounders,,2,1\n", [("period-without-year", 3, "月份")]),
    ("年份,月份,founders\n2009-2010,1,1\n", [("period-without-year", 2, "月份")]),
    # No period at all.
    ("指标,期间,数值\nfounders,合计,1\njobs,10年,1\n",
     [("period-cell", 2, "期间"), ("period-cell", 3, "期间")]),
    ("指标,期间,数值\nfounders,2010.1,1\njobs,5/1/2010,1\n",
     [("period-cell", 2, "期间"), ("period-cell", 3, "期间")]),
    ("指标,期间,数值\nfounders,2010/2/30,1\njobs,May-10,1\n",
     [("period-cell", 2, "期间"), ("period-cell", 3, "期间")]),
    ("指标,年份,月份,数值\nfounders,10,1,1\n", [("period-cell", 2, "年份")]),
    ("指标,年份,月份,数值\nfounders,2010,13,1\n", [("period-cell", 2, "月份")]),
    ("指标,年份,季度,数值\nfounders,2010,5,1\n", [("period-cell", 2, "季度")]),
    ("指标,月份,数值\nfounders,2010/5/20,1\n", [("period-cell", 2, "月份")]),
    # What a spreadsheet makes of a month, and of a day.
    ("指标,期间,数值\nfounders,2010/5/1,1\njobs,2010/05/01,1\n",
     [("day-or-month", 2, "期间"), ("day-or-month", 3, "期间")]),
    # Columns that say different times.
    ("指标,年份,期间,数值\nfounders,2010,2011-05,1\n", [("periods-disagree", 2, "期间")]),
    ("指标,年份,季度,月份,数值\nfounders,2010,1,4,1\n", [("periods-disagree", 2, "月份")]),
    # Own or running.
    ("指标,期间,累计,数值\nfounders,2010-01,700,1\n", [("own-or-running", 2, "累计")]),
    ("指标,期间,口径,数值\nfounders,2010-01,是,1\n", [("own-or-running", 2, "口径")]),
    ("指标,期间,口径,数值\nfounders,2010-05,累计,1\n", [("running-since-when", 2, "期间")]),
    ("指标,期间,口径,数值\nfounders,2010,累计,1\n", [("running-since-when", 2, "期间")]),
    ("指标,年份,期间,数值\nfounders,2010,2月29日,1\njobs,2008,2月29日,1\n", [("period-cell", 2, "期间")]),
    ("指标,年份,月份,累计,数值\nfounders,2010,5,是,1\n", [("running-since-when", 2, "月份")]),
    ("指标,期间,口径,数值\nfounders,2010年下半年,累计,1\n", [("running-since-when", 2, "期间")]),
    ("指标,期间,口径,数值\nfounders,2009-12/2010-02,本年累计,1\n", [("this-year-of-years", 2, "期间")]),
    ("指标,期间,口径,累计,数值\nfounders,2010-01,本期,否,1\n", [("heading-twice", 1, "累计")]),
    # Provisional or final, and when reported.
    ("指标,期间,数据状态,数值\nfounders,2010-01,是,1\n", [("final-or-not", 2, "数据状态")]),
    ("指标,期间,初步,数值\nfounders,2010-01,也许,1\n", [("final-or-not", 2, "初步")]),
    ("指标,期间,初步,状态,数值\nfounders,2010-01,否,正式,1\n", [("heading-twice", 1, "状态")]),
    ("指标,期间,报送日期,数值\nfounders,2010-01,2010-02,1\n", [("report-day", 2, "报送日期")]),
    ("指标,报送日期,数值\nfounders,上周,1\n", [("report-day", 2, "报送日期")]),
    # Told twice, and with and without a period.
    ("指标,期间,数值\nfounders,2010-01,1\nfounders,2010年1月,2\n", [("reported-twice", 3, "数值")]),
    ("指标,期间,数值\nfounders,2010-01,1\n成功创业人数,2010-01,1\n", [("reported-twice", 3, "数值")]),
    ("期间,founders\n2010-01,1\n2010-02,1\n2010/1,2\n", [("reported-twice", 4, "founders")]),
    ("指标,期间,数值\nfounders,2010-01,1\nfounders,,2\n", [("dated-and-undated", 3, "数值")]),
    ("指标,期间,数值\nfounders,,1\nfounders,,2\n", [("given-before", 3, "数值")]),
    # Wide tables.
    ("founders,jobs\n1,2\n3,4\n", [("rows-of-wide", 3, None)]),
    ("期间,founders\n2010-01,1\n,约2\n",
     [("row-without-period", 3, "期间"), ("cell-not-exact", 3, "founders")]),
    ("期间,founders\n1-5,1\n2010-06,2\n", [("period-cell", 2, "期间")]),
    ("月份,founders\n1-5,1\n", [("period-cell", 2, "月份")]),
    ("年份,期间,founders\n2010,5,1\n", [("period-cell", 2, "期间")]),
    ("期间,founders,成功创业人数\n2010-01,1,1\n", [("given-before", 2, "成功创业人数")]),
    ("期间,地区,founders\n2010-01,甲,1\n2010-02,乙,1\n", [("many-places", 3, None)]),
    ("期间,地区,founders\n2010-01,甲,1\n2010-02,,1\n", [("place-missing", 3, None)]),
    ("期间,founders,founders@基期\n2010,1,1\n", [("base-of-which-year", 2, "founders@基期")]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), REFUSED)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_refused_with_row_and_column(
    tmp_path: Path, table: str, expected: list[tuple[str, Any, Any]], encoding: str
) -> None:
    assert at(faults(tmp_path, table.encode(encoding), WUCHANG)) == expected


def test_what_was_told_twice_names_both_rows(tmp_path: Path) -> None:
    table = "指标,期间,数值\nfounders,2010-01,1\njobs,2010-01,5\nfounders,2010年1月,2\n"
    (problem,) = faults(tmp_path, table, WUCHANG)
    assert "row 2" in problem.details["first"]
    assert "row 4" in problem.details["second"]
    # With another fault in the file both are told at once, in the same words.
    both = faults(tmp_path, table.replace("jobs,2010-01,5", "jobs,5月,约5"), WUCHANG)
    assert at(both) == [
        ("period-without-year", 3, "期间"),
        ("cell-not-exact", 3, "数值"),
        ("reported-twice", 4, "数值"),
    ]
    assert both[2].details == problem.details


def test_all_faults_of_time_come_at_once(tmp_path: Path) -> None:
    problems = faults(
        tmp_path,
        "年份,月份,口径,数据状态,报送日期,founders,funders\n"
        "2010,13,也许,也许,也许,约1,1\n"
        ",5月,累计,初步,2010-06,2,1\n"
        "2010,5,累计,初步,2010-06-05,3,1\n",
        WUCHANG,
    )
    assert at(problems) == [
        ("unknown-indicator", 1, "funders"),
        ("period-cell", 2, "月份"),
        ("own-or-running", 2, "口径"),
        ("final-or-not", 2, "数据状态"),
        ("report-day", 2, "报送日期"),
        ("cell-not-exact", 2, "founders"),
        ("period-without-year", 3, "月份"),
        ("report-day", 3, "报送日期"),
        ("running-since-when", 4, "月份"),
    ]


def test_a_scheme_without_a_year_says_that_it_needs_one(tmp_path: Path) -> None:
    with pytest.raises(cyxc.UsageError) as caught:
        cyxc.load("wuchang").evaluate(file_of(tmp_path, WUCHANG_TABLES[0]))
    assert caught.value.problems[0].code == "year-needed"
    assert cyxc.load("wuchang").evaluate(file_of(tmp_path, WUCHANG_TABLES[0]), year=2010) == WUCHANG.evaluate(
        file_of(tmp_path, WUCHANG_TABLES[0])
    )


# --- YAML, JSON and mappings of Python ---

DOCUMENTS = [
    "founders: {2010H1: 900, 2010H2: 900}\n",
    "founders:\n  2010-01/2010-06: 900\n  2010年下半年: {value: 900人, source: 区人社局}\n",
    "founders: [{period: 2010H1, value: 900}, {period: 2010H2, value: 900}]\n",
    "founders:\n  2010H1: 900\n  2010H2:\n  - {value: 899, reported_on: 2011-01-05}\n"
    "  - {value: 900, reported_on: 2011-2-5}\n",
    "founders: {2010-01/2010-12: {value: 1800, cumulative: yes}}\n",
    "founders: {2010: 1800}\n成功创业人数: {2010H1: 900}\n",
    "figures: {founders: {2010H1: 900}}\nobservations: [{indicator: founders, value: 900, period: 2010H2}]\n",
    "observations:\n- {indicator: founders, value: 900, period: 2010H1}\n"
    "- {indicator: founders, value: 1800, period: 2010-01/2010-12, cumulative: yes}\n"
    "- {indicator: founders, value: 1700, period: 2010-01/2010-12, cumulative: yes, provisional: yes}\n",
]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_several_figures_of_one_indicator(tmp_path: Path, text: str) -> None:
    result = WUCHANG.evaluate(file_of(tmp_path, text, "a.yaml"))
    assert result["founders"].status == "met"
    assert result["founders"].value is not None
    assert result["founders"].value.value == 1800


HALVES: list[Any] = [
    {date(2010, 6, 30): 900, "2010-01/2010-06-29": 0, "2010H2": 900},
    {"2010H1": 900, "2010H2": "900人"},
    {"2010H1": (900, "人"), "2010H2": {"value": 900}},
    [{"period": "2010H1", "value": 900}, Observation(indicator="founders", value=900, period="2010H2")],
    {2010: 1800},
    {"2010-01/2010-12": {"value": 1800, "cumulative": True}},
    {"2010H1": 900, "2010H2": [{"value": 1, "provisional": True}, {"value": 900}]},
]


@pytest.mark.parametrize("value", HALVES)
def test_several_figures_from_python(value: Any) -> None:
    result = WUCHANG.evaluate({"founders": value, "jobs": 9000})
    assert statuses(result, "founders", "jobs") == ["met", "met"]


def test_json_says_the_same(tmp_path: Path) -> None:
    text = json.dumps({"founders": {"2010H1": 900, "2010H2": 900}})
    assert WUCHANG.evaluate(file_of(tmp_path, text, "a.json"))["founders"].status == "met"


def of_document(problems: tuple[cyxc.Problem, ...]) -> list[tuple[Any, ...]]:
    return [(problem.code, problem.where.line, problem.where.path) for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("founders:\n  2010-01: 1\n  2010-13: 2\n", [("bad-period", 3, "founders.2010-13")]),
        ("founders:\n  2010-01: 1\n  2010-02: 约2\n", [("cell-not-exact", 3, "founders.2010-02")]),
        ("founders:\n  2010-01: 1\n  2010年1月: 2\n", [("reported-twice", 3, "founders.2010年1月")]),
        ("founders:\n  2010-01: {value: 1, period: 2010-02}\n", [("two-periods", 2, "founders.2010-01")]),
        ("founders:\n  2010-01: {value: 1, unti: 人}\n", [("bad-observation", 2, "founders.2010-01")]),
        ("founders:\n  2010-01: {2010-02: 1}\n", [("bad-observation", 2, "founders.2010-01")]),
        ("founders:\n  2010-01: [1, 2]\n", [("bad-type", 2, "founders.2010-01")]),
        ("founders:\n- {value: 1, period: 2010-01}\n- {value: 2}\n", [("dated-and-undated", 3, "founders")]),
        ("founders: {unit: 人, 2010-01: 1}\n", [("bad-observation", 1, "founders")]),
        ("founders: {5月: 1}\n", [("bad-observation", 1, "founders")]),
        ("founders: {2010-02-29: 5}\n", [("bad-period", 1, "founders.2010-02-29")]),
        ("founders: {0000: 5}\n", [("bad-period", 1, "founders.0000")]),
        ("founders: {9999: 5}\n", [("bad-period", 1, "founders.9999")]),
        ("founders: {201001: 5}\n", [("bad-period", 1, "founders.201001")]),
        (
            "founders: {value: 700, period: 2010-05, cumulative: yes}\n",
            [("running-since-when", 1, "founders")],
        ),
        ("founders: {value: 7, period: 2010-05, reported_on: 6月}\n", [("report-day", 1, "founders")]),
        ("founders: 1\n成功创业人数: {2010: 1}\n", [("dated-and-undated", 2, "成功创业人数.2010")]),
        (
            "note: [1]\nfigures:\n  founders: {2010-01: 1, 2010: 约1}\n"
            "observations:\n- {indicator: founders, value: 2, period: 2010-01}\n",
            [
                ("text-form", 1, "note"),
                ("cell-not-exact", 3, "figures.founders.2010"),
                ("reported-twice", 5, "observations.0[founders]"),
            ],
        ),
    ],
)
def test_documents_refused(tmp_path: Path, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert of_document(faults(tmp_path, text, WUCHANG, "a.yaml")) == expected


def test_mappings_refused_name_the_figure_among_several() -> None:
    with pytest.raises(cyxc.DataError) as caught:
        WUCHANG.evaluate(
            {
                "founders": {"2010-01": 1, "2010-02": "约1"},
                "jobs": [{"value": 1, "period": "2010-01"}, {"value": "很多", "period": "2010-02"}],
            }
        )
    assert [(problem.code, problem.where.path) for problem in caught.value.problems] == [
        ("cell-not-exact", "founders.2010-02"),
        ("cell-not-a-number", "jobs.1"),
    ]


def test_the_day_of_a_report_is_compared_as_a_day() -> None:
    def reported(day: str, value: int) -> Observation:
        return Observation(indicator="founders", value=value, period="2010", reported_on=day)

    # As texts, 2011/2/5 would come after 2011-12-01 and 2011-2-5 after 2011-11-05.
    for first, last in (("2011/2/5", "2011-12-01"), ("2011-2-5", "2011年11月5日")):
        seen = [reported(first, 1), reported(last, 1800)]
        assert WUCHANG.evaluate(seen)["founders"].status == "met"
        assert WUCHANG.evaluate(seen, as_of="2011-06-30")["founders"].status == "not_met"


# --- what makes no difference ---

monthly = st.lists(st.integers(0, 400), min_size=12, max_size=12)


@given(monthly, st.sets(st.integers(1, 12)), st.randoms())
def test_long_wide_and_documents_say_what_observations_say(
    tmp_path_factory: pytest.TempPathFactory, values: list[int], left_out: set[int], random: Any
) -> None:
    told = [(month, value) for month, value in enumerate(values, 1) if month not in left_out]
    if not told:
        return
    known = WUCHANG.evaluate(
        [Observation(indicator="founders", value=value, period=f"2010-{month:02}") for month, value in told]
    )["founders"]
    random.shuffle(told)
    base = tmp_path_factory.getbasetemp()
    forms = {
        "long.csv": "指标,年份,月份,数值\n" + "".join(f"founders,2010,{m},{v}\n" for m, v in told),
        "wide.csv": "期间,founders\n" + "".join(f"2010年{m}月,{v}\n" for m, v in told),
        "a.yaml": "founders:\n" + "".join(f"  2010-{m:02}: {v}\n" for m, v in told),
        "a.json": json.dumps({"founders": [{"period": f"2010/{m}", "value": v} for m, v in told]}),
    }
    for name, text in forms.items():
        verdict = WUCHANG.evaluate(file_of(base, text, name))["founders"]
        assert (verdict.status, verdict.value, verdict.explanation) == (
            known.status,
            known.value,
            known.explanation,
        )


def test_a_form_with_periods_is_read_back(tmp_path: Path) -> None:
    for language, running_, final in (("zh", "本年累计", "正式"), ("en", "year to date", "final")):
        head, *rows = csv.reader(io.StringIO(template_csv(WUCHANG, language)))  # type: ignore[arg-type]
        form = [row for row in rows if row[0] == "founders"]
        months = [form[0].copy() for _ in (6, 12)]
        for row, period, value in zip(months, ("2010年1-6月", "2010-12"), ("900", "1800"), strict=True):
            for name, cell in (("value", value), ("period", period), ("cumulative", running_)):
                row[COLUMNS.index(name)] = cell
            row[COLUMNS.index("provisional")] = final
        out = io.StringIO()
        csv.writer(out).writerows([head, *months, *(row for row in rows if row[0] != "founders")])
        result = WUCHANG.evaluate(file_of(tmp_path, out.getvalue().encode("gb18030")))
        assert figures(result) >= {
            ("founders", "900", "2010-01/2010-06", True, False, None),
            ("founders", "1800", "2010-01/2010-12", True, False, None),
        }
        assert result["founders"].status == "met"
