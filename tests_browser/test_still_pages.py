"""Schemes side by side and plans as pages in a real browser, wide and on a phone; nothing leaves them."""

import pytest
from playwright.sync_api import expect
from shown import Show

import cyxc
from pages import HOSTILE, hostile


@pytest.mark.parametrize("width", [1300, 390])
def test_schemes_stand_side_by_side_and_on_a_phone_one_below_the_other(show: Show, width: int) -> None:
    shown = show(cyxc.compare("wuchang", "panzhihua-2010", "county").to_html(), width=width)
    page = shown.page
    row = page.locator("table.side tbody", has_text="创业带动就业比例")
    first, second = row.get_by_text("不低于 1:5", exact=True), row.get_by_text("不低于 1:6", exact=True)
    one, other = first.bounding_box(), second.bounding_box()
    assert one is not None
    assert other is not None
    assert (other["x"] > one["x"]) == (width > 1000)
    assert (other["y"] > one["y"]) == (width < 1000)
    # What only a wide table needs, an empty cell, is left out where one stands below the other.
    expect(row.locator("td.nothing").first).to_be_visible(visible=width > 1000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(row.get_by_text("county（不低于 1:6）严于 wuchang（不低于 1:5）")).to_be_visible()
    closed = page.locator("table.side tbody", has_text="创业对就业的贡献率")
    expect(closed.locator(".line").first).to_be_hidden()
    closed.locator("summary").click()
    expect(closed.locator(".line")).to_have_count(5)
    expect(closed.locator(".line").first).to_be_visible()
    assert shown.complaints == []
    assert len(shown.requests) == 1


def test_a_plan_on_a_phone_breaks_no_figure_and_cuts_nothing_off(show: Show) -> None:
    plan = cyxc.load("wuchang").evaluate(cyxc.example("wuchang")).catch_up()
    page = show(plan.to_html(), width=390).page
    lines = """cell => {
        const all = document.createRange();
        all.selectNodeContents(cell);
        return all.getClientRects().length;
    }"""
    for figure in ("9,408 人", "+192 人", "每人成本 1/9,000（1 除以要求的数）"):
        cell = page.get_by_role("cell", name=figure).first
        assert cell.evaluate(lines) == 1, figure
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390, figure


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_words_are_harmless(show: Show, language: cyxc.language.Language) -> None:
    body = hostile().scheme.to_dict()
    body["concepts"] = [{"id": "shared", "zh": HOSTILE, "en": HOSTILE}]
    body["indicators"][2]["concept"] = "shared"
    compared = cyxc.compare(*(cyxc.from_dict({**body, "id": id_}) for id_ in ("hostile", "other")))
    for html in (compared.to_html(language), hostile().catch_up().to_html(language)):
        shown = show(html)
        assert shown.complaints == []
        assert len(shown.requests) == 1
        assert shown.page.locator("img, script").count() == 0
        assert shown.page.title() != "broken"
