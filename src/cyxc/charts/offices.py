"""Each office's share of the targets, or of all entries, in stacked bars with their counts."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from cyxc.charts.looks import INK, LOOKS, QUIET, marked, status_colour
from cyxc.charts.office import Share, of_office, role_shares, shares
from cyxc.charts.spec import Head, Rows, Spec, chart, column, row_axis
from cyxc.charts.text import wrapped
from cyxc.charts.words import say
from cyxc.evaluate.evaluation import Evaluation
from cyxc.html.choice import checked
from cyxc.language import Language
from cyxc.numbers.exact import rounded
from cyxc.rules.status import STATUSES
from cyxc.show.verdict_rows import MARKS

if TYPE_CHECKING:
    import altair

WIDTH = 400
"""The width of the bars, in pixels."""
_WIDE, _NARROW = 28, 12
"""So many pixels a piece of a bar needs for its sign and number, and for its sign alone."""


def offices(
    evaluation: Evaluation, language: Language, party: str | None, *, duties: bool
) -> "altair.VConcatChart":
    """The shares of all offices, or of one by its roles."""
    checked(language)
    if party is None:
        found, title = shares(evaluation, duties=duties), say("offices", "title")
        heading, note = "office", say("offices", "several")[language]
    else:
        office = of_office(evaluation, party)
        found, title = role_shares(office, duties=duties), say("offices", "title_party", party=office.name)
        heading, note = "role", ""
    whole = evaluation.totals["all" if duties else "targets"].counted
    rows = [_row(number, share, whole, language) for number, share in enumerate(found)]
    pieces = [piece for number, share in enumerate(found) for piece in _pieces(number, share, language)]
    drawn = _panel(rows, pieces, heading, "entries" if duties else "targets", language)
    told = [f"{row['name']} {row['total']}: {row['said']}" for row in rows]
    return chart(Head.over(title, evaluation, language, note), [drawn], told, language)


def _row(number: int, share: Share, whole: int, language: Language) -> dict[str, Any]:
    part = f"{rounded(Fraction(100 * share.count, whole), 1)}%"
    parts = [f"{marked(s, language)} {share.counts[s]}" for s in reversed(STATUSES) if share.counts[s]]
    return {
        "row": f"{number:05}",
        "name": wrapped(share.name[language], 38, 2),
        "total": say("offices", "share", count=share.count, all=whole, share=part)[language],
        "said": "　".join(parts),
    }


def _pieces(number: int, share: Share, language: Language) -> list[dict[str, Any]]:
    """The pieces of a bar, the best status first."""
    there = [status for status in reversed(STATUSES) if share.counts[status]]
    ends = list(accumulate(share.counts[status] for status in there))
    return [
        {
            "row": f"{number:05}",
            "name": wrapped(share.name[language], 38, 2),
            "from": end - share.counts[status],
            "to": end,
            "middle": end - share.counts[status] / 2,
            "count": share.counts[status],
            "code": status.value,
            "status": marked(status, language),
            "sign": MARKS[status],
            "ink": LOOKS[status].ink,
        }
        for status, end in zip(there, ends, strict=True)
    ]


def _panel(rows: Rows, pieces: Rows, heading: str, measured: str, language: Language) -> Spec:
    most = max([1, *(piece["to"] for piece in pieces)])
    y = row_axis(say("offices", heading)[language])
    axis = {"title": say("offices", measured)[language], "tickMinStep": 1, "format": ",d"}
    x = {"type": "quantitative", "scale": {"domain": [0, most], "nice": False}, "axis": axis}
    wide = [piece for piece in pieces if piece["count"] * WIDTH / most >= _WIDE]
    narrow = [p for p in pieces if _NARROW <= p["count"] * WIDTH / most < _WIDE]
    layers = [
        _stacked(pieces, x, y, language),
        _written(narrow, "sign", 0, x, y),
        _written(wide, "sign", -9, x, y),
        _written(wide, "count", 8, x, y),
        *column(rows, "name", y, -10, align="right"),
        *column(rows, "said", y, WIDTH + 12, dy=-8),
        *column(rows, "total", y, WIDTH + 12, dy=8, fill=QUIET, fontSize=11),
    ]
    return {"width": WIDTH, "height": {"step": 44}, "layer": layers}


def _stacked(pieces: Sequence[dict[str, Any]], x: Spec, y: Spec, language: Language) -> Spec:
    there = {piece["code"] for piece in pieces}
    tooltip = [{"field": name, "type": "nominal", "title": " "} for name in ("name", "status", "count")]
    return {
        "data": {"values": list(pieces)},
        "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.8},
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "y": y,
            "color": status_colour([s for s in STATUSES if s.value in there], language),
            "tooltip": tooltip,
        },
    }


def _written(pieces: Rows, field: str, dx: int, x: Spec, y: Spec) -> Spec:
    return {
        "data": {"values": list(pieces)},
        "mark": {"type": "text", "dx": dx, "tooltip": None},
        "encoding": {
            "x": {"field": "middle", **x},
            "y": y,
            "text": {"field": field, "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }
