"""Schemes side by side and plans as pages: what they say, and that nothing in them can run or be fetched."""

from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc.cli.app import run
from cyxc.language import LANGUAGES, Language
from cyxc.planning.catchup import CatchUp
from pages import HOSTILE, Parsed, hostile
from support import HEAD, small

OWN_TAGS = {
    "html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "h1", "div",
    "p", "span", "b", "strong", "code", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "details", "summary",
}  # fmt: skip


def hostile_pair() -> cyxc.SchemeComparison:
    """Two schemes that ask for the same concept, with hostile words in every free field."""
    body = hostile().scheme.to_dict()
    body["concepts"] = [{"id": "shared", "zh": HOSTILE, "en": HOSTILE}]
    body["indicators"][2]["concept"] = "shared"
    return cyxc.compare(*(cyxc.from_dict({**body, "id": id_}) for id_ in ("hostile", "other")))


def hostile_plan() -> CatchUp:
    return hostile().catch_up()


def pages() -> dict[str, Any]:
    never = small(
        {"passed": "flow: 人", "trained": "flow: 人"},
        {
            "most": "indicator: passed, at_most: 5 人",
            "least": "indicator: passed, at_least: 9 人",
            "more": "indicator: trained, at_least: 9 人",
        },
    )
    return {
        "five": cyxc.compare(*cyxc.PACKAGED),
        "hostile pair": hostile_pair(),
        "hostile plan": hostile_plan(),
        "none": never.evaluate({"passed": 5}).catch_up(),
    }


@pytest.mark.parametrize("name", list(pages()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_and_holds_nothing_that_runs(name: str, language: Language) -> None:
    page = pages()[name].to_html(language)
    parsed = Parsed(page)  # which fails on an element that is not closed
    assert page.startswith("<!doctype html>")
    assert parsed.tags <= OWN_TAGS
    assert parsed.of("html") == [{"lang": {"zh": "zh-CN", "en": "en"}[language]}]
    (policy,) = (one["content"] for one in parsed.of("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert [one["href"] for one in parsed.of("link")] == ["data:,"]
    assert not any(name.startswith("on") for _, found in parsed.elements for name in found)
    assert "\u202e" not in page
    assert "\x1b" not in page


def texts(page: str) -> str:
    return " ".join(Parsed(page).text().split())


def test_the_stricter_is_named_and_counts_are_not() -> None:
    """1:10 is stricter than 1:5, 450 projects are 12.86 times 35; survival in % and years is no match."""
    said = texts(cyxc.compare("wuchang", "jiaxing-2013").to_html("en"))
    assert "stricter jiaxing-2013 (at least 1∶10) is stricter than wuchang (at least 1:5)" in said
    assert "figures jiaxing-2013 at least 450, wuchang at least 35: ≈12.86 times" in said
    assert "no match wuchang and jiaxing-2013: the units measure different things (%; against: years)" in said
    zh = texts(cyxc.compare("wuchang", "jiaxing-2013").to_html())
    assert "更严 jiaxing-2013（不低于 1∶10）严于 wuchang（不低于 1:5）" in zh


def test_everything_that_is_asked_stands_on_the_page_once() -> None:
    found = cyxc.compare(*cyxc.PACKAGED)
    parsed = Parsed(found.to_html())
    asked = [one for _, one in parsed.elements if one.get("class") == "asked"]
    assert len(asked) == sum(len(cell) for row in found.rows for cell in row.asked)
    bodies = [one for _, one in parsed.elements if one.get("class") == "findings"]
    assert len(bodies) == len(found.shared)
    lines = [one for _, one in parsed.elements if one.get("class", "").startswith("line")]
    assert len(lines) == sum(len(row.pairs) for row in found.rows)
    # A cell stands under its scheme's name also where a phone shows one below the other.
    heads = [one.get("data-head") for one in parsed.of("td")]
    assert [head for head in heads if head in found.labels] == list(found.labels) * len(found.shared)


def test_many_findings_are_opened_from_what_they_come_to() -> None:
    """Wuchang and the county ask once for a contribution to employment, Panzhihua twice: 1 + 2 + 2 pairs.

    Of the pairs only Panzhihua's 45 % against Wuchang's 25 % has one definition.
    """
    parsed = Parsed(cyxc.compare("wuchang", "panzhihua-2010", "county").to_html())
    assert "不可比 4 · 更严 1" in [text for tag, text in parsed.texts if tag == "summary"]
    assert "更严 1" not in Parsed(cyxc.compare("wuchang", "county").to_html()).text("summary")


def test_schemes_with_nothing_in_common() -> None:
    one, other = (
        small({key: "flow: 人"}, {key: f"indicator: {key}, at_least: 1 人"}, head=head)
        for key, head in (("a", HEAD), ("b", HEAD.replace("id: small", "id: other")))
    )
    said = texts(cyxc.compare(one, other).to_html())
    assert "几份方案都有要求的：0 项" in said
    assert "只有 other 有要求的：1 项" in said


def test_a_plan_says_what_moves_and_what_collides() -> None:
    scheme = small(
        {"founders": "flow: 人", "jobs": "flow: 人"},
        {
            "founders": "indicator: founders, at_least: 1800 人",
            "jobs": "indicator: jobs, at_least: 9000 人",
        },
    )
    plan = scheme.evaluate({"founders": 1700, "jobs": 9000}).catch_up({"founders": 2})
    said = texts(plan.to_html("en"))
    # A hundred founders at 2 each.
    assert "founders founders 1,700 persons +100 persons 1,800 persons 200 2 for each person" in said
    collision = texts(pages()["none"].to_html("zh"))
    assert "互相冲突 现未达标 说 [least] · 不少于 9 人 现已达标 说 [most] · 不多于 5 人" in collision
    assert "more 缺数据" in collision


def test_only_two_languages() -> None:
    for thing in (cyxc.compare("wuchang", "county"), hostile_plan()):
        with pytest.raises(cyxc.UsageError, match="There is no language fr"):
            thing.to_html("fr")  # type: ignore[arg-type]


def test_command_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "compare.html"
    told = ["compare", "wuchang", "county", "--format", "html", "--lang", "zh", "--out", str(out)]
    assert run(told) == 0
    assert out.read_text(encoding="utf-8") == cyxc.compare("wuchang", "county").to_html("zh")
    assert run(["plan", "wuchang", "--example", "wuchang", "--format", "html", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
