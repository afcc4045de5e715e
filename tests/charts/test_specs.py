"""Charts as Vega-Lite: valid, titled, told in words, readable without colour, harmless whatever names say."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs
import jsonschema
import pytest
from altair.vegalite.v6.schema import core

import cyxc
from charts.samples import HEAD, county, odd, thirty, year
from cyxc.agenda.item import State
from cyxc.charts.looks import LOOKS, SHAPES
from cyxc.language import LANGUAGES, Language
from cyxc.rules.status import STATUSES
from cyxc.show.verdict_rows import MARKS

SCHEMA = core.load_schema()
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


@cache
def judged(name: str) -> cyxc.Evaluation:
    data = cyxc.example(name)
    assert data.scheme is not None
    return cyxc.load(data.scheme).evaluate(data)


CHARTS: dict[str, Callable[[Language], Any]] = {
    **{
        f"progress {name}": lambda language, name=name: judged(name).charts.progress(language=language)  # type: ignore[misc]
        for name in cyxc.example_names()
    },
    "progress of all kinds": lambda language: (
        odd().evaluate({"idle": "12%", "days": 5, "staff": 5}).charts.progress(language=language)
    ),
    "progress in June": lambda language: year()["2010-06-30"].charts.progress(language=language),
    "progress of an office": lambda language: judged("wuchang").charts.progress(
        language=language, party="区财政局"
    ),
    "offices": lambda language: judged("jiaxing-2013").charts.offices(language=language),
    "offices, all entries": lambda language: judged("wuchang").charts.offices(language=language, duties=True),
    "an office": lambda language: judged("wuchang").charts.offices(language=language, party="区财政局"),
    "timeline": lambda language: county().charts.timeline(language=language),
    "timeline of a member": lambda language: county().charts.timeline(language=language, party="甲镇"),
    "heat map": lambda language: thirty().charts.heat_map(language=language),
    "founders": lambda language: year().charts.over_time("founders", language=language),
    "loans": lambda language: year().charts.over_time("loans-issued", language=language),
    "band": lambda language: (
        odd().evaluate_series({}, ["2020-06-30"]).charts.over_time("days", language=language)
    ),
}


@pytest.fixture(params=CHARTS)
def draw(request: pytest.FixtureRequest) -> Callable[[Language], Any]:
    return CHARTS[request.param]


def inside(spec: object) -> Iterator[dict[str, Any]]:
    """Every object within a specification."""
    if isinstance(spec, dict):
        yield spec
        for value in spec.values():
            yield from inside(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from inside(value)


def texts(spec: object) -> list[str]:
    """Every text in the data, the titles and the description."""
    found = []
    for one in inside(spec):
        for value in one.values():
            found += [value] if isinstance(value, str) else []
            found += [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_valid_titled_and_told_in_words(
    draw: Callable[[Language], Any], language: Language
) -> None:
    chart = draw(language)
    assert type(chart).__name__ == "VConcatChart"
    spec = chart.to_dict()
    assert list(VALIDATOR.iter_errors(spec)) == []
    assert "".join(spec["title"]["text"]).strip()
    assert len(spec["description"]) > 40
    for panel in spec["vconcat"]:
        said = [
            title
            for one in inside(panel["layer"])
            for title in [(one.get("axis") or {}).get("title")]
            if title and title != [""]
        ]
        captions = [text for one in inside(panel["layer"]) if (text := one.get("caption"))]
        assert len({str(one) for one in (*said, *captions)}) >= 2, "both axes say what they show"
    chinese = [text for text in texts(spec) if re.search("[一-鿿]", text)]
    assert (language == "zh") == (len(chinese) > 5) or language == "en"


def test_english_charts_of_english_names_hold_no_chinese() -> None:
    spec = judged("wuchang").charts.progress(language="en").to_dict()
    said = [text for text in texts(spec) if text != spec["config"]["font"]]
    assert [text for text in said if re.search("[一-鿿]", text)] == []


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("many", "扶持人数（人）", "people helped (persons)"),
        ("cases", "投诉（个）", "complaints (number)"),
        ("idle", "空置率（%）", "idle share (%)"),
    ],
)
def test_the_axis_says_its_unit(id_: str, zh: str, en: str) -> None:
    series = odd().evaluate_series({}, ["2020-06-30"])
    for language, said in (("zh", zh), ("en", en)):
        spec = series.charts.over_time(id_, language=language).to_dict()  # type: ignore[arg-type]
        assert [said] in [(one.get("axis") or {}).get("title") for one in inside(spec)]


def test_the_made_up_is_said_to_be_made_up() -> None:
    assert "Illustrative data" in str(judged("wuchang").charts.offices(language="en").to_dict()["title"])
    assert "示例数据" in judged("wuchang").charts.progress().to_dict()["description"]


def luminance(fill: str) -> float:
    """How light a colour looks in black and white, from 0 to 1 (ITU-R BT.709, gamma as sRGB has it)."""
    parts = [int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_no_status_is_told_by_colour_alone() -> None:
    assert set(LOOKS) == set(STATUSES)
    assert len(set(MARKS.values())) == len(STATUSES)
    assert len(set(SHAPES.values())) == len(SHAPES) == len(State)
    # Those that stand side by side most stay apart in black and white: 1.4 is the step of a printed grey.
    common = [LOOKS[status].fill for status in STATUSES if status in ("met", "not_met", "not_due")]
    for at, one in enumerate(common):
        assert all(contrast(one, other) > 1.4 for other in common[at + 1 :])


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_written_on_a_tone_can_be_read(status: Any) -> None:
    assert contrast(LOOKS[status].fill, LOOKS[status].ink) >= 4.5  # WCAG 2.1, AA


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_square_has_its_sign(language: Language) -> None:
    spec = thirty().charts.heat_map(language=language).to_dict()
    layers = [layer for panel in spec["vconcat"] for layer in panel["layer"]]
    squares = [layer["data"]["values"] for layer in layers if layer["mark"]["type"] == "rect"]
    signs = [
        layer["data"]["values"]
        for layer in layers
        if layer["encoding"].get("text", {}).get("field") == "sign"
    ]
    assert squares == signs
    assert [len(rows) for rows in squares] == [30, 240]
    assert {row["sign"] for rows in signs for row in rows} == {"✓", "✗", "?"}


# Names that mean harm.

BAD = "</script><script>alert(1)</script>\u202e=1+1\x07\r\n<!--<img src=x onerror=alert(2)>" + "长" * 5000


def hostile() -> cyxc.Scheme:
    """A scheme whose every name is hostile."""
    scheme = cyxc.loads(f"""{HEAD}
indicators:
  many: {{clause: 一, text: {{zh: 多, en: m}}, name: {{zh: 多, en: m}}, flow: 人}}
targets:
  many: {{clause: 一, text: {{zh: 多, en: m}}, indicator: many, at_least: 5 人, parties: [某局]}}
parties:
  某局: {{en: office}}
""")
    text = cyxc.Text(BAD, BAD)
    many = attrs.evolve(scheme.targets[0], text=text)
    named = attrs.evolve(scheme.indicators[0], name=text)
    office = attrs.evolve(scheme.parties[0], en=BAD)
    return attrs.evolve(
        scheme,
        title=text,
        targets=cyxc.Entries([many]),
        indicators=cyxc.Entries([named]),
        parties=cyxc.Entries([office]),
    )


def hostile_charts() -> Iterator[Any]:
    scheme = hostile()
    place = cyxc.Place(code="C", name=cyxc.Text(BAD, BAD), level="town")
    result = scheme.evaluate(cyxc.Data(observations=(), place=cyxc.Text(BAD, BAD)), as_of="2020-06-30")
    yield result.charts.progress(language="en")
    yield result.charts.offices(language="en")
    yield result.charts.timeline(language="en")
    yield scheme.evaluate_many({"C": {"many": 5}}, places=cyxc.Places([place])).charts.heat_map()
    yield scheme.evaluate_series({}, ["2020-06-30"]).charts.over_time("many")


def test_hostile_names_come_out_harmless() -> None:
    for chart in hostile_charts():
        spec = chart.to_dict()
        assert list(VALIDATOR.iter_errors(spec)) == []
        for text in texts(spec):
            assert not re.search("<[A-Za-z/!?]", text), text[:80]
            assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", text), text[:80]
        assert "＜/script>" in str(spec)


def test_altairs_own_page_can_not_be_broken_out_of() -> None:
    for chart in hostile_charts():
        page = chart.to_html(inline=False)
        assert page.count("<script>alert") == page.count("</script><script>alert") == 0


# Calls that can't be answered.


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("unknown-language", lambda: judged("wuchang").charts.progress(language="de")),  # type: ignore[arg-type]
        ("unknown-language", lambda: thirty().charts.heat_map(language=None)),  # type: ignore[arg-type]
        ("no-such-party", lambda: judged("wuchang").charts.progress(party="区财证局")),
        ("no-such-party", lambda: county().charts.timeline(party="丙镇")),
        ("unknown-place", lambda: thirty().charts.heat_map(places=["C77"])),
        ("nothing-to-draw", lambda: thirty().charts.heat_map(places=[])),
        ("nothing-to-draw", lambda: county().charts.offices(party="甲镇")),
        ("year-needed", lambda: judged("wuchang").charts.timeline()),
        ("no-figure-to-draw", lambda: odd().evaluate_series({}, ["2020-06-30"]).charts.over_time("both")),
    ],
)
def test_wrong_calls(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(cyxc.CyxcError) as caught:
        call()
    (problem,) = caught.value.problems
    assert problem.code == code
    assert re.search("[一-鿿]", problem.what("zh"))
    assert problem.todo("en")
