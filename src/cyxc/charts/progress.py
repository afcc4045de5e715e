"""Progress against targets as bullet bars: a panel each for floors, ceilings, bands, exact figures.

A share means something else in each, so none shares an axis with another. What has no figure to compare is
a dashed box with its status in words, never a bar of no length.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cyxc.charts.bars import KINDS, Bar, BarKind, bars
from cyxc.charts.looks import INK, LOOKS, QUIET, ZONE, marked, status_colour
from cyxc.charts.office import of_office
from cyxc.charts.spec import Head, Rows, Spec, caption, chart, column, row_axis
from cyxc.charts.text import lines_of, shown, wrapped
from cyxc.charts.words import say
from cyxc.evaluate.evaluation import Evaluation
from cyxc.html.choice import checked
from cyxc.language import Language
from cyxc.numbers.exact import rounded
from cyxc.show.about import sum_text
from cyxc.show.words import word

if TYPE_CHECKING:
    import altair

WIDTH = 340
"""The width of the bars, in pixels."""
THICK = 18
LEAST, MOST = 125, 200
"""The percentage the axis reaches at least, and the one beyond which bars are cut, with an arrow."""

_SHAPED = ("band", "exact")


def progress(evaluation: Evaluation, language: Language, party: str | None = None) -> "altair.VConcatChart":
    """The bars of all targets, or of those one office answers for."""
    checked(language)
    office = None if party is None else of_office(evaluation, party)
    found = bars(evaluation, None if office is None else office.ids)
    title = say("progress", "title") if office is None else say("progress", "title_party", party=office.name)
    total = evaluation.totals["targets"]
    summary = f"{word('totals.targets')[language]} {sum_text(total, language)}" if office is None else ""
    head = Head.over(title, evaluation, language, summary)
    panels = [panel(kind, found, language) for kind in KINDS if any(bar.kind == kind for bar in found)]
    told = [f"{marked(bar.status, language)} {bar.text[language]}" for bar in found]
    return chart(head, panels, told, language)


def panel(kind: BarKind, found: Sequence[Bar], language: Language) -> Spec:
    """The bars of one kind, on an axis of their own."""
    own = [bar for bar in found if bar.kind == kind]
    end = _end(own)
    rows = [_row(number, bar, end, language) for number, bar in enumerate(own)]
    y = row_axis(say("progress", "target")[language])
    x = _axis(kind, own, end, language)
    beside = WIDTH + 14
    if kind == "combination":
        beside, layers = 10, [caption(say("progress", kind)[language], 10, -16)]
    else:
        barred = [bar.status for bar in found if bar.share is not None]
        layers = _layers(kind, rows, end, x, y, status_colour(barred, language))
    layers += [
        *column(rows, "label", y, -10, align="right"),
        *column(rows, "verdict", y, beside, dy=-7, fontWeight="bold"),
        *column(rows, "said", y, beside, dy=8, fill=QUIET, fontSize=11),
    ]
    step = 10 + 16 * max([2, *(lines_of(row["label"]) for row in rows)])
    return {"width": WIDTH, "height": {"step": step}, "layer": layers}


def _end(own: Sequence[Bar]) -> int:
    """Where the axis ends: the largest share in quarters, within bounds."""
    shares = [100 * bar.share for bar in own if bar.share is not None]
    quarters = max(shares, default=0) // 25 + 1
    return int(max(LEAST, min(MOST, 25 * quarters)))


def _row(number: int, bar: Bar, end: int, language: Language) -> dict[str, Any]:
    verdict, beyond = marked(bar.status, language), None
    if bar.share is not None:
        verdict = f"{verdict}　{_percent(bar.share)}"
        beyond = None if 0 <= 100 * bar.share <= end else "▸" if bar.share > 0 else "◂"
    low, high = (None, None) if bar.known is None or bar.share is not None else bar.known
    return {
        "row": f"{number:05}",
        "id": bar.id,
        "label": wrapped(bar.text[language], 40),
        "status": marked(bar.status, language),
        "verdict": verdict,
        "said": wrapped(bar.said[language], 90, 1),
        "explanation": shown(bar.explanation[language]),
        "share": _cut(bar.share, end),
        "beyond": beyond,
        "low": _cut(low, end),
        "high": end if high is None else _cut(high, end),
        "expected": _cut(bar.expected, end),
        "ink": LOOKS[bar.status].ink,
    }


def _percent(share: Fraction) -> str:
    """A share for people; with as many decimals as it takes not to look like exactly what is asked."""
    places = 1
    while share != 1 and rounded(100 * share, places) == "≈100":
        places += 1
    return f"{rounded(100 * share, places)}%"


def _cut(share: Fraction | None, end: int) -> float | None:
    """A share in per cent, cut where the axis ends."""
    return None if share is None else float(min(max(100 * share, Fraction(0)), Fraction(end)))


def _axis(kind: BarKind, own: Sequence[Bar], end: int, language: Language) -> Spec:
    notes = [say("progress", kind)]
    notes += [say("progress", "pace")] if any(bar.expected is not None for bar in own) else []
    lacking = [bar for bar in own if bar.share is None]
    notes += [say("progress", "missing")] if any(bar.known is None for bar in lacking) else []
    notes += [say("progress", "span")] if any(bar.known is not None for bar in lacking) else []
    cut = any(bar.share is not None and not 0 <= 100 * bar.share <= end for bar in own)
    notes += [say("progress", "beyond")] if cut else []
    return {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, end], "nice": False},
        "axis": {
            "title": [note[language] for note in notes],
            "values": list(range(0, end + 1, 25)),
            "grid": False,
            "orient": "top",
            "titleAlign": "left",
            "titleAnchor": "start",
        },
    }


def _layers(kind: BarKind, rows: Rows, end: int, x: Spec, y: Spec, colour: Spec) -> list[Spec]:
    """Zone, bars or diamonds, empty boxes, what is known within bounds, strokes of pace, lines."""
    drawn = [row for row in rows if row["share"] is not None]
    empty = [row for row in rows if row["share"] is None]
    boxes = [row for row in empty if row["low"] is None]
    spans = [row for row in empty if row["low"] is not None]
    zones = {"floor": [(100, end)], "ceiling": [(0, 100)], "band": [(0, 100)]}
    marks = [
        _zone(zones.get(kind, []), x),
        _bars(kind, drawn, x, y, colour),
        _boxes(boxes, x, y),
        *_spans(spans, x, y),
        _strokes([row for row in rows if row["expected"] is not None], x, y),
        _beyond([row for row in rows if row["beyond"] == "▸"], x, y, align="right", dx=-3),
        _beyond([row for row in rows if row["beyond"] == "◂"], x, y, align="left", dx=3),
        _line([0, 100] if kind == "band" else [100], x),
    ]
    return [mark for mark in marks if mark["data"]["values"]]


def _zone(ends: Sequence[tuple[int, int]], x: Spec) -> Spec:
    return {
        "data": {"values": [{"share": first, "to": last} for first, last in ends]},
        "mark": {"type": "rect", "fill": ZONE},
        "encoding": {"x": x, "x2": {"field": "to"}},
    }


def _bars(kind: BarKind, rows: Rows, x: Spec, y: Spec, colour: Spec) -> Spec:
    mark: Spec = {"type": "bar", "size": THICK, "stroke": INK, "strokeWidth": 0.8}
    if kind in _SHAPED:
        mark = {"type": "point", "shape": "diamond", "filled": True, "size": 190, "opacity": 1, "stroke": INK}
    return {
        "data": {"values": list(rows)},
        "mark": mark,
        "encoding": {
            "x": x,
            "y": y,
            "color": colour,
            "tooltip": [{"field": "explanation", "type": "nominal", "title": " "}],
            "description": {"field": "explanation", "type": "nominal"},
        },
    }  # fmt: skip


def _boxes(rows: Rows, x: Spec, y: Spec) -> Spec:
    box = [{**row, "share": 0, "to": 100} for row in rows]
    mark = {"type": "bar", "size": THICK, "fill": "#ffffff", "stroke": QUIET, "strokeDash": [4, 3]}
    return {
        "data": {"values": box},
        "mark": mark,
        "encoding": {
            "x": x, "x2": {"field": "to"}, "y": y,
            "tooltip": [{"field": "explanation", "type": "nominal", "title": " "}],
            "description": {"field": "explanation", "type": "nominal"},
        },
    }  # fmt: skip


def _spans(rows: Rows, x: Spec, y: Spec) -> tuple[Spec, Spec]:
    """What is known within bounds: from the least it can be, dashed, to the most."""
    ends = [{**row, "share": row["low"]} for row in rows]
    return (
        {
            "data": {"values": ends},
            "mark": {"type": "rule", "strokeDash": [4, 3], "strokeWidth": 3, "stroke": QUIET},
            "encoding": {"x": x, "x2": {"field": "high"}, "y": y},
        },
        {
            "data": {"values": ends},
            "mark": {"type": "tick", "thickness": 3, "color": QUIET},
            "encoding": {"x": x, "y": y},
        },
    )


def _strokes(rows: Rows, x: Spec, y: Spec) -> Spec:
    return {
        "data": {"values": [{**row, "share": row["expected"]} for row in rows]},
        "mark": {"type": "tick", "thickness": 3, "color": INK},
        "encoding": {"x": x, "y": y},
    }


def _beyond(rows: Rows, x: Spec, y: Spec, **marks: object) -> Spec:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "fontSize": 14, **marks},
        "encoding": {
            "x": x, "y": y, "text": {"field": "beyond", "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }  # fmt: skip


def _line(places: Sequence[int], x: Spec) -> Spec:
    return {
        "data": {"values": [{"share": place} for place in places]},
        "mark": {"type": "rule", "stroke": INK, "strokeWidth": 1.6},
        "encoding": {"x": x},
    }
