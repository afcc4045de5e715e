"""The report of an evaluation as a page, read by a parser; `tests_browser` shows it in a real browser."""

import base64
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.cli.app import run
from cyxc.language import LANGUAGES, Language
from cyxc.testing import data_for, schemes
from pages import HOSTILE, Parsed, hostile, many

OWN_TAGS = {
    "html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "section", "h1",
    "h2", "p", "span", "strong", "code", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "form", "label", "input", "fieldset", "legend", "details", "summary", "select", "option", "button",
    "noscript", "script",
}  # fmt: skip


def example(id_: str) -> cyxc.Evaluation:
    return cyxc.load(id_).evaluate(cyxc.example(id_))


def held(page: str, id_: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{id_}">(.*?)</script>', page, re.S)
    assert found is not None
    return json.loads(found[1])


def cells(page: str) -> dict[tuple[str, str], int]:
    found = re.findall(r'<td data-kind="(\w+)" data-column="(\w+)">(\d+)</td>', page)
    return {(kind, column): int(count) for kind, column, count in found}


def test_the_totals_of_jiaxing_are_those_of_the_breakdown() -> None:
    # 目标 28 条 = 达标 22 + 未达标 5 + 重申 1; 合计 305 条 = 达标 29 + 未达标 7 + 缺数据 257 + 重申 12.
    found = cells(example("jiaxing-2013").to_html())
    assert [found["target", name] for name in ("entries", "met", "not_met", "no_data", "restated")] == [
        28, 22, 5, 0, 1
    ]  # fmt: skip
    assert [found["all", name] for name in ("entries", "met", "not_met", "no_data", "restated")] == [
        305, 29, 7, 257, 12
    ]  # fmt: skip


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_is_there_once_and_what_the_filter_knows_adds_up(id_: str, language: Language) -> None:
    evaluation = example(id_)
    page = evaluation.to_html(language)
    parsed = Parsed(page)
    assert parsed.tags <= OWN_TAGS
    index, opened = held(page, "index")["verdicts"], held(page, "details")
    ids = [one["id"].removeprefix("entry-") for one in parsed.of("details") if one.get("class") == "verdict"]
    assert sorted(ids) == sorted(evaluation.scheme.entries.ids)
    assert len(index) == len(opened) == len(evaluation)
    for id_, one in zip(ids, index, strict=True):
        verdict = evaluation[id_]
        assert (one["status"], one["kind"], one["clause"]) == (verdict.status, verdict.kind, verdict.clause)
        assert len(one["offices"]) == max(1, len(verdict.parties))
    tallied = Counter((one["kind"], one["column"]) for one in index)
    shown = {key: count for key, count in cells(page).items() if key[0] != "all" and key[1] != "entries"}
    assert {key: count for key, count in shown.items() if count} == tallied


def test_a_verdict_opens_to_its_arithmetic_figures_sources_and_readings() -> None:
    scheme = cyxc.load("jiaxing-2013")
    attempts = cyxc.Observation(
        indicator="attempts", value=9000, source="人社局台账", reported_on="2016-01-05"
    )
    page = scheme.evaluate({"successes": 4320, "attempts": attempts}).to_html()
    ids = re.findall(r'<details class="verdict" id="entry-([^"]+)"', page)
    lines, figures, readings = held(page, "details")[ids.index("success-rate")]
    assert ["算法", "创业成功人数 / 尝试创业人数 = 4,320 / 9,000", ""] in lines
    assert ["条款", "二/创业能力不断提升", ""] in lines
    # 4320 / 9000 = 48 %, 2 points short of 50 %.
    assert lines[0] == ["判定", "创业成功率为 48%，要求不低于 50%，未达标，差 2 百分点。", ""]
    assert figures["head"] == ["名称", "数值", "交来的数", "来源", "报送日期"]
    assert figures["rows"] == [
        ["创业成功人数", "4,320 人", "4320", "", ""],
        ["尝试创业人数", "9,000 人", "9000", "人社局台账", "2016-01-05"],
    ]
    assert [row[1] for row in readings["rows"]] == [
        "success-of-whom=all-founders · 现用、通常", "success-of-whom=trainees"
    ]  # fmt: skip


def test_reports_that_do_not_count_are_told_apart() -> None:
    scheme = cyxc.load("wuchang").for_year(2010)
    months = [
        ("2010-01", 100, False),
        ("2010-02", 120, False),
        ("2010-02", 110, True),
        ("2010-03", 90, False),
    ]
    reports = [
        cyxc.Observation(indicator="founders", value=value, period=period, provisional=provisional)
        for period, value, provisional in months
    ]
    page = scheme.evaluate(reports, as_of="2010-02-28").to_html()
    ids = re.findall(r'<details class="verdict" id="entry-([^"]+)"', page)
    figures = held(page, "details")[ids.index("founders")][1]
    # January and the final figure of February make 220; March is to come.
    assert figures["head"] == ["名称", "数值", "交来的数", "期间", "口径"]
    assert figures["rows"] == [
        ["成功创业人数", "220 人", "100", "2010-01", "本期"],
        ["", "", "120", "2010-02", "本期"],
        ["", "", "110", "2010-02", "本期、初步数、没有计入"],
        ["", "", "90", "2010-03", "本期、没有计入"],
    ]


def test_each_comparison_of_several_has_its_arithmetic() -> None:
    scheme = cyxc.load("county")
    page = scheme.evaluate(cyxc.example("county")).to_html()
    each = next(v for v in scheme.evaluate(cyxc.example("county")).targets if len(v.compared) > 1)
    ids = re.findall(r'<details class="verdict" id="entry-([^"]+)"', page)
    tables = [one for one in held(page, "details")[ids.index(each.id)] if isinstance(one, dict)]
    rows = next(one["rows"] for one in tables if one["title"] == "逐项比较")
    assert len(rows) == len(each.compared)


def test_goals_lead_to_what_they_combine_and_what_restates_them() -> None:
    evaluation = example("jiaxing-2013")
    page = evaluation.to_html()
    ids = re.findall(r'<details class="verdict" id="entry-([^"]+)"', page)
    goals = dict(zip(ids, (one["goals"] for one in held(page, "index")["verdicts"]), strict=True))
    restating = next(one for one in evaluation if one.entry.restates is not None)
    assert goals[restating.id] == sorted([restating.id, restating.entry.restates])


def test_nothing_but_our_own_style_and_script_may_work_and_nothing_may_be_fetched() -> None:
    page = example("wuchang").to_html()
    (policy,) = (m["content"] for m in Parsed(page).of("meta") if "http-equiv" in m)
    said = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert said["default-src"] == "'none'"
    assert said["form-action"] == said["base-uri"] == "'none'"
    for name, tag in (("style-src", "<style>(.*?)</style>"), ("script-src", "<script>(.*?)</script>")):
        (text,) = re.findall(tag, page, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert said[name] == f"'sha256-{digest}'"
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_stays_text(language: Language) -> None:
    page = hostile().to_html(language)
    parsed = Parsed(page)
    assert parsed.tags <= OWN_TAGS
    assert len(parsed.of("script")) == 3  # two of data, one of ours
    assert parsed.text("script").count("document.title='broken'") >= 3  # as data
    allowed = {"class", "id", "lang", "charset", "http-equiv", "content", "name", "rel", "href", "scope",
               "type", "role", "hidden", "for", "value", "open", "placeholder", "autocomplete", "maxlength",
               "data-kind", "data-column", "data-most", "aria-hidden"}  # fmt: skip
    assert {name for _, attributes in parsed.elements for name in attributes} <= allowed
    for steering in "\u202e\u202c\x1b\x00":
        assert steering not in page
    assert HOSTILE[:60] in parsed.text("h1")


@given(st.text(min_size=1))
@settings(max_examples=30, deadline=None)
def test_any_source_comes_out_as_text(source: str) -> None:
    figure = cyxc.Observation(indicator="founders", value=900, source=source)
    page = cyxc.load("wuchang").evaluate({"founders": figure}).to_html("en")
    assert Parsed(page).tags <= OWN_TAGS
    page.encode("utf-8")


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_any_evaluation_makes_a_page_that_adds_up(data: st.DataObject) -> None:
    scheme = data.draw(schemes(duties=True))
    evaluation = scheme.evaluate(data.draw(data_for(scheme, complete=False)))
    page = evaluation.to_html(data.draw(st.sampled_from(LANGUAGES)))
    assert Parsed(page).tags <= OWN_TAGS
    whole, found = evaluation.totals["all"], held(page, "index")["verdicts"]
    columns = Counter(one["column"] for one in found)
    assert columns.pop("restated", 0) == whole.restated
    assert columns.pop("combined", 0) == whole.combined
    assert columns == {s.value: count for s, count in whole.by_status if count}


def test_many_verdicts_are_on_the_page_and_their_details_are_not_drawn() -> None:
    parsed = Parsed(many(2000).to_html())
    assert len([one for one in parsed.of("details") if one["class"] == "verdict"]) == 2000
    assert "台账" not in parsed.text("span", "td", "p")


def test_languages_are_the_two_there_are() -> None:
    evaluation = example("wuchang")
    assert '<html lang="zh-CN">' in evaluation.to_html()
    assert '<html lang="en">' in evaluation.to_html("en")
    with pytest.raises(cyxc.UsageError, match="There is no language fr"):
        evaluation.to_html("fr")  # type: ignore[arg-type]


def test_the_command_line_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.html"
    arguments = ["evaluate", "wuchang", "--example", "wuchang", "--lang", "zh", "--format", "html"]
    assert run([*arguments, "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == example("wuchang").to_html("zh")
    assert run(arguments) == 0
    assert capsys.readouterr().out == example("wuchang").to_html("zh")
