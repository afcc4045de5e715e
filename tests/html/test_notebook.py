"""What notebooks display: tables of schemes, evaluations, verdicts and comparisons."""

from collections.abc import Iterator

import pytest

import cyxc
from cyxc.html.notebook import fragment
from cyxc.language import LANGUAGES, Language
from pages import HOSTILE, Parsed, hostile, many

OWN_TAGS = {"div", "style", "p", "span", "b", "code", "table", "caption", "thead", "tbody", "tr", "th", "td"}


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    cyxc.set_display_language("zh")


def things() -> dict[str, object]:
    scheme = cyxc.load("putuo-2019")
    early = scheme.evaluate(cyxc.example("putuo-2019"), as_of="2021-12-31")
    late = scheme.evaluate(cyxc.example("putuo-2019"))
    return {
        "scheme": scheme,
        "evaluation": late,
        "target": late["incubation-bases"],
        "duty": late["education-coverage"],
        "diff": cyxc.diff(early, late),
        "change": cyxc.diff(early, late)["incubation-bases"],
    }


@pytest.mark.parametrize("name", list(things()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_displays_as_a_table_in_the_language_chosen(name: str, language: Language) -> None:
    thing = things()[name]
    cyxc.set_display_language(language)
    shown = thing._repr_html_()  # type: ignore[attr-defined]
    parsed = Parsed(shown)
    assert parsed.tags <= OWN_TAGS
    assert parsed.of("div")[0] == {"class": "cyxc", "lang": {"zh": "zh-CN", "en": "en"}[language]}
    if name in ("target", "change", "evaluation"):
        # More than 16 bases are asked for, and there are 16.
        assert ("两级示范基地多于 16 家" in shown) == (language == "zh")
        assert ("✗ 未达标" in shown or "→ 未达标" in shown) == (language == "zh")
    assert fragment(thing, language) == shown  # type: ignore[arg-type]


def test_the_bundle_holds_html_and_a_line_of_text() -> None:
    verdict = cyxc.load("jiaxing-2013").evaluate({"founders": 9000, "jobs": 88500})["jobs-per-founder"]
    bundle = verdict._repr_mimebundle_()
    assert bundle == {
        "text/html": verdict._repr_html_(),
        "text/plain": "✗ 未达标  每名创业者至少带动 10 人就业  [jobs-per-founder]",
    }
    assert set(verdict._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}
    assert set(verdict._repr_mimebundle_(exclude={"text/plain"})) == {"text/html"}
    assert cyxc.load("wuchang")._repr_mimebundle_()["text/plain"] == "争创创业型城区工作方案  [wuchang]"


def test_a_verdict_shows_what_was_asked_and_what_it_rests_on() -> None:
    verdict = cyxc.load("jiaxing-2013").evaluate({"founders": 9000, "jobs": 88500})["jobs-per-founder"]
    text = Parsed(fragment(verdict, "zh")).text()
    # 88 500 jobs for 9 000 founders are 9.83 each; 10 each would be 90 000, 1 500 more.
    for part in ("88,500 / 9,000", "再增 1,500 人", "founder-in-ratio=with-founder", "达标（≈1:10.83）"):
        assert part in text


def test_long_tables_say_how_much_is_left_out() -> None:
    evaluation = many(120)
    assert "另有 20 条" in fragment(evaluation)
    assert "20 more entries" in fragment(evaluation.scheme, "en")


def test_hostile_text_stays_text() -> None:
    evaluation = hostile()
    scheme = evaluation.scheme
    other = scheme.evaluate({"a": {"value": 5, "source": HOSTILE}, "b": 2})
    diff = cyxc.diff(evaluation, other)
    for thing in (scheme, evaluation, *evaluation, diff, *diff.changed):
        for language in LANGUAGES:
            parsed = Parsed(fragment(thing, language))
            assert parsed.tags <= OWN_TAGS
            assert "document.title='broken'" not in parsed.text("style")
            assert "\u202e" not in parsed.text()


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(cyxc.UsageError, match="There is no language de"):
        cyxc.set_display_language("de")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no table for str"):
        fragment("wuchang")  # type: ignore[arg-type]
