"""What notebooks display, drawn in a real browser among a notebook's own rules."""

import pytest
from playwright.sync_api import expect
from shown import Show

import cyxc
from cyxc.html.notebook import fragment
from pages import hostile

FRAME = "<!doctype html><meta charset=utf-8><body style='font: 14px serif; width: 700px'>{}"


def test_a_verdict_and_an_evaluation_are_drawn(show: Show) -> None:
    evaluation = cyxc.load("jiaxing-2013").evaluate(cyxc.example("jiaxing-2013"))
    shown = show(FRAME.format(fragment(evaluation) + fragment(evaluation["success-rate"])))
    expect(shown.page.get_by_text("创业成功人数 / 尝试创业人数 = 4,320 / 9,000")).to_be_visible()
    expect(shown.page.locator("table.tally")).to_be_visible()
    assert shown.complaints == []
    assert len(shown.requests) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_harmless(show: Show, language: cyxc.language.Language) -> None:
    evaluation = hostile()
    things = (evaluation.scheme, evaluation, *evaluation)
    shown = show(FRAME.format("".join(fragment(thing, language) for thing in things)))
    assert shown.complaints == []
    assert len(shown.requests) == 1
    assert shown.page.locator("img, script").count() == 0
