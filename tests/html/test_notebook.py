"""What notebooks display: tables of schemes, evaluations, verdicts and comparisons."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

import cyxc
from cyxc.html.notebook import fragment
from cyxc.language import LANGUAGES, Language
from pages import HOSTILE, Parsed, hostile, many
from support import small

OWN_TAGS = {
    "div", "style", "p", "span", "b", "strong", "code", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "details", "summary",
}  # fmt: skip


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
        "compared": cyxc.compare(scheme, "wuchang"),
        "plan": late.catch_up(),
        "series": scheme.evaluate_series(cyxc.example("putuo-2019"), ["2021-12-31", "2022-12-31"]),
        "places": scheme.evaluate_many({"甲": {"incubation_bases": 16}, "乙": {"incubation_bases": 17}}),
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
    if name in ("target", "change", "evaluation", "plan"):
        # More than 16 bases are asked for, and there are 16.
        assert ("两级示范基地多于 16 家" in shown) == (language == "zh")
        assert any(said in shown for said in ("✗ 未达标", "→ 未达标", "还要做什么")) == (language == "zh")
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


def rows(shown: str) -> list[list[str]]:
    """The cells of every row of the tables, as text."""
    found = []
    for row in ElementTree.fromstring(shown).iter("tr"):
        found.append([" ".join("".join(cell.itertext()).split()) for cell in row])
    return found


MANY = small(
    {"a": "flow: 人", "b": "flow: 人"},
    {"a": "indicator: a, at_least: 10 人", "b": "indicator: b, at_least: 5 人"},
)


def test_places_are_counted_by_place_and_by_target() -> None:
    listed = [cyxc.Place(code=code, name=f"{code}村", level="community") for code in "VWX"]
    old = cyxc.Place(code="O", name="旧村", level="community", valid_to="2019-12-31")
    data = {"V": {"a": 10, "b": 5}, "W": {"a": 9, "b": 5}, "X": {"a": 9}, "O": {"a": 10, "b": 5}}
    found = MANY.evaluate_many(data, places=cyxc.Places([*listed, old]))
    shown = fragment(found)
    # X is not met as well, whatever its second figure is.
    assert "3 个地方：达标 1 + 未达标 2" in shown
    assert "另有 1 个地方在该日期无效" in shown
    assert rows(shown) == [
        ["地方", "结论", "✓ 达标", "✗ 未达标", "? 缺数据", "未达标的目标"],
        ["V村 V", "✓ 达标", "2", "0", "0", ""],
        ["W村 W", "✗ 未达标", "1", "1", "0", "a"],
        ["X村 X", "✗ 未达标", "0", "1", "1", "a"],
        ["目标", "✓ 达标", "✗ 未达标", "? 缺数据"],
        ["说 a", "1", "2", "0"],
        ["说 b", "2", "0", "1"],
    ]
    assert found._repr_mimebundle_()["text/plain"] == repr(found)


def test_a_series_has_a_date_a_column_and_says_since_when_it_is_met() -> None:
    reports = [
        cyxc.Observation(indicator="a", value=value, period=period, cumulative=True)
        for period, value in (("2020-01/2020-03", 4), ("2020-01/2020-06", 11))
    ]
    series = MANY.evaluate_series(reports, ["2020-06-30", "2020-03-31"])
    assert rows(fragment(series, "en")) == [
        ["entry", "2020-03-31", "2020-06-30", "met since"],
        ["outcome", "? undetermined", "? undetermined", ""],
        ["says a", "~", "✓", "2020-06-30"],
        ["says b", "?", "?", ""],
    ]
    assert series._repr_mimebundle_()["text/plain"] == "Series(small: 2020-03-31, 2020-06-30)"
    long = MANY.evaluate_series({"a": 1}, [f"2020-{month:02}-01" for month in range(1, 13)] + ["2021-01-01"])
    shown = fragment(long)
    assert "此前还有 1 个日期" in shown
    assert len(rows(shown)[0]) == 1 + 12 + 1


def test_comparisons_and_plans_are_named_in_a_line() -> None:
    compared, plan = cyxc.compare("wuchang", "county"), MANY.evaluate({"a": 9, "b": 5}).catch_up()
    assert compared._repr_mimebundle_()["text/plain"].startswith("SchemeComparison(wuchang, county: shared=")
    assert plan._repr_mimebundle_()["text/plain"].startswith("CatchUp(small: 能做到：1 项目标，动 1 个数")


def test_long_tables_say_how_much_is_left_out() -> None:
    evaluation = many(120)
    assert "另有 20 条" in fragment(evaluation)
    assert "20 more entries" in fragment(evaluation.scheme, "en")


def test_hostile_text_stays_text() -> None:
    evaluation = hostile()
    scheme = evaluation.scheme
    other = scheme.evaluate({"a": {"value": 5, "source": HOSTILE}, "b": 2})
    diff = cyxc.diff(evaluation, other)
    many_places = scheme.evaluate_many(
        {"a": {"a": 1}, HOSTILE: {"a": 2, "b": {"value": 9, "source": HOSTILE}}}
    )
    series = scheme.evaluate_series(evaluation.data, ["2020-03-31", "2020-12-31"])
    compared = cyxc.compare(scheme, cyxc.from_dict({**scheme.to_dict(), "id": "other"}))
    more = (many_places, series, compared, evaluation.catch_up())
    for thing in (scheme, evaluation, *evaluation, diff, *diff.changed, *more):
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
