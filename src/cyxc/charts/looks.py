"""How statuses and states look: tones that stay apart in black and white, each with a sign of its own.

The tones are dark blue, orange, pale blue and white, which the colour-blind tell apart too; the signs are
those of breakdowns.
"""

from collections.abc import Iterable
from typing import Any

import attrs

from cyxc.agenda.item import State
from cyxc.charts.words import say
from cyxc.language import Language
from cyxc.rules.status import STATUSES, Status
from cyxc.show.verdict_rows import MARKS

INK, QUIET, HAIR, ZONE = "#1a1a1a", "#595959", "#bdbdbd", "#eeeeee"
FONT = (
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
)


@attrs.frozen
class Look:
    """The fill of an area, and the ink of what is written on it."""

    fill: str
    ink: str = INK


LOOKS: dict[Status, Look] = {
    Status.MET: Look("#1b4f8c", "#ffffff"),
    Status.NOT_MET: Look("#e8912d"),
    Status.NOT_DUE: Look("#c3daed"),
    Status.NO_DATA: Look("#ffffff"),
    Status.UNDEFINED: Look("#e2e2e2"),
    Status.INVALID: Look("#e0b4cf"),
    Status.NOT_APPLICABLE: Look("#f4f4f4", QUIET),
}

SHAPES: dict[State, tuple[str, str]] = {
    State.DONE: ("circle", "#1b4f8c"),
    State.DONE_LATE: ("square", "#1b4f8c"),
    State.OVERDUE: ("cross", "#e8912d"),
    State.MISSED: ("triangle-down", "#e8912d"),
    State.UNKNOWN: ("diamond", "#ffffff"),
    State.DUE: ("triangle-up", "#c3daed"),
    State.RUNNING: ("triangle-right", "#c3daed"),
    State.TO_COME: ("circle", "#ffffff"),
    State.ENDED: ("square", "#8c8c8c"),
    State.UNDATED: ("stroke", "#ffffff"),
}
"""A shape and a fill for each state; no two have both in common, and none is told by its fill alone."""


def marked(status: Status, language: Language) -> str:
    """A status with its sign."""
    return f"{MARKS[status]} {status.label[language]}"


def status_colour(found: Iterable[Status], language: Language) -> dict[str, Any]:
    """The colours of the field `status` as `marked` says it, with a legend of those there are, best first."""
    there = set(found)
    order = [status for status in reversed(STATUSES) if status in there]
    return {
        "field": "status",
        "type": "nominal",
        "scale": {
            "domain": [marked(status, language) for status in order],
            "range": [LOOKS[status].fill for status in order],
        },
        "legend": {"title": say("legend", "status")[language], "symbolType": "square"},
    }


def state_looks(found: Iterable[State], language: Language) -> dict[str, Any]:
    """Shape and fill by the field `state`, with one legend of those there are, the most pressing first."""
    there = set(found)
    order = [state for state in State if state in there]
    domain = [state.label[language] for state in order]
    title = say("legend", "state")[language]
    legend = {"title": title, "symbolStrokeColor": INK, "symbolStrokeWidth": 1.2, "symbolSize": 110}
    return {
        "shape": {
            "field": "state",
            "type": "nominal",
            "scale": {"domain": domain, "range": [SHAPES[state][0] for state in order]},
            "legend": legend,
        },
        "color": {
            "field": "state",
            "type": "nominal",
            "scale": {"domain": domain, "range": [SHAPES[state][1] for state in order]},
            "legend": legend,
        },
    }


CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "#ffffff",
    "view": {"stroke": None},
    "text": {"fontSize": 12, "fill": INK},
    "axis": {
        "labelFontSize": 11, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK,
        "titleColor": QUIET, "gridColor": "#e3e3e3", "domainColor": HAIR, "tickColor": HAIR,
        "titleLimit": 900,
    },
    "legend": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "symbolStrokeColor": QUIET,
        "symbolStrokeWidth": 1, "orient": "top", "direction": "horizontal", "labelLimit": 300,
    },
    "title": {
        "anchor": "start", "frame": "bounds", "fontSize": 18, "fontWeight": "bold", "color": INK,
        "subtitleFontSize": 12, "subtitleColor": QUIET, "subtitleLineHeight": 17,
        "subtitlePadding": 7, "offset": 16,
    },
    "concat": {"spacing": 28},
}  # fmt: skip
