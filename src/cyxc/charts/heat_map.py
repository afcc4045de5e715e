"""Verdicts of many places at a glance: a square a place and target, its status by tone and by sign."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cyxc.charts.grid import Column, grid
from cyxc.charts.looks import INK, LOOKS, marked, status_colour
from cyxc.charts.spec import Head, Rows, Spec, caption, chart, column, row_axis
from cyxc.charts.text import shown, wrapped
from cyxc.charts.words import say
from cyxc.html.choice import checked
from cyxc.language import Language
from cyxc.levels.many import Evaluations
from cyxc.rules.status import STATUSES, Outcome, Status
from cyxc.show.verdict_rows import MARKS

if TYPE_CHECKING:
    import altair

CELL = 24
"""The sides of a square, in pixels."""

_AS_STATUS = {
    Outcome.MET: Status.MET,
    Outcome.NOT_MET: Status.NOT_MET,
    Outcome.UNDETERMINED: Status.NO_DATA,
}
"""An outcome looks like the verdict it comes nearest to."""


def heat_map(
    found: Evaluations, language: Language, places: Iterable[str] | None, *, given_order: bool
) -> "altair.VConcatChart":
    """The grid of places and targets, over it each place's outcome."""
    checked(language)
    columns = grid(found, places, given_order=given_order)
    counts = [(outcome, sum(one.outcome is outcome for one in columns)) for outcome in Outcome]
    said = [f"{outcome.label[language]} {count}" for outcome, count in counts if count]
    several = "、" if language == "zh" else ", "
    summary = say("heat_map", "summary", count=len(columns), parts=several.join(said))
    made_up = any(one.evaluation.data is not None and one.evaluation.data.illustrative for one in columns)
    head = Head.of(
        say("heat_map", "title"),
        found.scheme,
        None,
        found.as_of,
        made_up,
        language,
        summary[language],
        say("heat_map", "undetermined")[language],
    )
    targets = [target.text[language] for target in found.scheme.targets]
    rows = [_row(number, text, columns, number) for number, text in enumerate(targets)]
    told = [f"{row['label']}: {row['met']}" for row in rows if columns]
    key = "places_given" if given_order else "places"
    heading = say("heat_map", key, count=len(columns))[language]
    return chart(head, _panels(columns, rows, heading, language), told, language)


def _row(number: int, text: str, columns: Sequence[Column], at: int) -> dict[str, Any]:
    """A target with how many places meet it, of those it applies to."""
    statuses = [one.statuses[at] for one in columns]
    applies = sum(status is not Status.NOT_APPLICABLE for status in statuses)
    met = f"{statuses.count(Status.MET)} / {applies}"
    return {"row": f"{number:05}", "label": wrapped(text, 44, 2), "met": met}


def _panels(columns: Sequence[Column], rows: Rows, heading: str, language: Language) -> list[Spec]:
    wide = CELL * len(columns)
    x: Spec = {
        "field": "column",
        "type": "ordinal",
        "scale": {"type": "band", "padding": 0},
        "axis": None,
    }
    names = [
        {"column": f"{number:05}", "name": wrapped(one.name[language], 24, 1)}
        for number, one in enumerate(columns)
    ]
    outcomes = [
        _cell(number, "00000", one, _AS_STATUS[one.outcome], one.outcome.label[language], language)
        for number, one in enumerate(columns)
    ]
    cells = [
        _cell(number, f"{at:05}", one, status, marked(status, language), language)
        for number, one in enumerate(columns)
        for at, status in enumerate(one.statuses)
    ]
    there = [status for status in STATUSES if any(status in one.statuses for one in columns)]
    judged = row_axis(say("heat_map", "outcome")[language], 0)
    judged["axis"] |= {"titleY": CELL / 2, "titleBaseline": "middle", "titleColor": INK}
    first = {
        "width": wide,
        "height": {"step": CELL},
        "layer": [
            *_squares(outcomes, x, judged, None),
            _names(names, x),
            caption(heading, 0, CELL + 16),
        ],
    }
    second = {
        "width": wide,
        "height": {"step": CELL + (6 if any("\n" in row["label"] for row in rows) else 0)},
        "layer": [
            *_squares(
                cells, x, row_axis(say("heat_map", "target")[language], 0), status_colour(there, language)
            ),
            *column(rows, "label", row_axis(say("heat_map", "target")[language], 0), -10, align="right"),
            *column(rows, "met", row_axis("", 0), wide + 12),
            caption(say("heat_map", "met_of")[language], wide + 12, -10),
        ],
    }
    return [first, second]


def _cell(
    number: int, row: str, one: Column, status: Status, said: str, language: Language
) -> dict[str, Any]:
    return {
        "row": row,
        "column": f"{number:05}",
        "place": shown(one.name[language]),
        "status": said,
        "fill": LOOKS[status].fill,
        "ink": LOOKS[status].ink,
        "sign": MARKS[status],
    }


def _squares(cells: Rows, x: Spec, y: Spec, colour: Spec | None) -> list[Spec]:
    """The squares, and on each its sign."""
    filled = colour or {"field": "fill", "type": "nominal", "scale": None}
    tooltip = [{"field": name, "type": "nominal", "title": " "} for name in ("place", "status")]
    return [
        {
            "data": {"values": list(cells)},
            "mark": {"type": "rect", "stroke": INK, "strokeWidth": 0.6},
            "encoding": {"x": x, "y": y, "color": filled, "tooltip": tooltip},
        },
        {
            "data": {"values": list(cells)},
            "mark": {"type": "text", "fontSize": 13, "tooltip": None},
            "encoding": {
                "x": x,
                "y": y,
                "text": {"field": "sign", "type": "nominal"},
                "color": {"field": "ink", "type": "nominal", "scale": None},
            },
        },
    ]


def _names(names: Rows, x: Spec) -> Spec:
    """What the places are called, rising from the foot of the head."""
    return {
        "data": {"values": list(names)},
        "mark": {"type": "text", "angle": 300, "align": "left", "baseline": "middle", "dx": 4},
        "encoding": {"x": x, "y": {"value": -4}, "text": {"field": "name", "type": "nominal"}},
    }
