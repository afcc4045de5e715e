"""Stages and deadlines on one axis of days, each with its state by shape, tone and word."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cyxc.agenda.item import State
from cyxc.agenda.office import office_name, party_of
from cyxc.agenda.words import say as say_agenda
from cyxc.charts.deadlines import Deadline, deadlines
from cyxc.charts.looks import INK, QUIET, SHAPES, ZONE, state_looks
from cyxc.charts.spec import Head, Rows, Spec, chart, column, days_axis, row_axis
from cyxc.charts.text import wrapped
from cyxc.charts.words import say
from cyxc.evaluate.evaluation import Evaluation
from cyxc.html.choice import checked
from cyxc.language import Language

if TYPE_CHECKING:
    import altair

WIDTH = 460
"""The width of the days, in pixels."""


def timeline(
    evaluation: Evaluation, language: Language, party: str | None, within: int
) -> "altair.VConcatChart":
    """All lines under one another, kind by kind."""
    checked(language)
    found = deadlines(evaluation, party, within)
    title = say("timeline", "title")
    if party is not None:
        own = party_of(party, evaluation.scheme, evaluation.records.classes)
        title = say("timeline", "title_party", party=office_name(own, evaluation.scheme))
    rows, items = _rows(found, language)
    head = Head.over(title, evaluation, language, say("timeline", "key")[language])
    told = [f"{row['label']}: {row['said']}" for row in rows if row["said"]]
    today = None if evaluation.as_of is None else evaluation.as_of.isoformat()
    there = [item.state for line in found for item in line.items if line.kind != "phase" and item.last]
    return chart(head, [_panel(rows, items, today, there, language)], told, language)


def _rows(found: Sequence[Deadline], language: Language) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A row a line, with a heading before each kind; and what is drawn in the rows."""
    rows: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    kind = None
    for line in found:
        if line.kind != kind:
            kind = line.kind
            heading = say_agenda("kinds", kind)[language]
            rows.append({"row": f"{len(rows):05}", "heading": heading, "label": "", "said": ""})
        row, last = f"{len(rows):05}", line.items[-1].last
        said = line.standing
        if len({item.last for item in line.items}) == 1 and last is not None:
            said = say("timeline", "until", last=last, standing=line.standing)
        label = wrapped(line.text[language], 44, 2)
        rows.append({"row": row, "heading": "", "label": label, "said": wrapped(said[language], 60, 2)})
        items += [
            {
                "row": row,
                "kind": item.kind,
                "first": item.first.isoformat(),
                "last": item.last.isoformat(),
                "end": (item.last + timedelta(days=1)).isoformat(),
                "state": item.state.label[language],
                "text": label.replace("\n", " "),
            }
            for item in line.items
            if item.last is not None
        ]
    return rows, items


def _panel(rows: Rows, items: Rows, today: str | None, there: Sequence[State], language: Language) -> Spec:
    days = [item["first"] for item in items] + [item["end"] for item in items] + ([today] if today else [])
    y = row_axis(say("timeline", "entry")[language])
    x = days_axis("first", say("timeline", "day")[language], [min(days), max(days)] if days else [])
    x["axis"] |= {"orient": "top", "tickCount": 6, "labelAngle": 0}
    stages = [item for item in items if item["kind"] == "phase"]
    others = [item for item in items if item["kind"] != "phase"]
    layers: list[Spec] = [
        {
            "data": {"values": stages},
            "mark": {"type": "bar", "size": 14, "fill": SHAPES[State.ENDED][1], "stroke": INK},
            "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "tooltip": _tooltip()},
        },
        {
            "data": {"values": others},
            "mark": {"type": "rule", "stroke": "#9a9a9a", "strokeWidth": 1.5},
            "encoding": {"x": x, "x2": {"field": "last"}, "y": y},
        },
        {
            "data": {"values": [{"first": today}] if today else []},
            "mark": {"type": "rule", "stroke": INK, "strokeDash": [5, 3], "strokeWidth": 1.4},
            "encoding": {"x": x},
        },
        {
            "data": {"values": others},
            "mark": {"type": "point", "filled": True, "size": 130, "stroke": INK, "opacity": 1},
            "encoding": {
                "x": {**x, "field": "last"}, "y": y, **state_looks(there, language), "tooltip": _tooltip(),
            },
        },
    ]  # fmt: skip
    drawn = [layer for layer in layers if layer["data"]["values"]]
    texts = [
        *column(rows, "heading", y, -10, align="right", fontWeight="bold"),
        *column(rows, "label", y, -10, align="right"),
        *column(rows, "said", y, WIDTH + 12, fill=QUIET),
    ]
    step = 36 if any("\n" in row["label"] + row["said"] for row in rows) else 26
    view = {"fill": None, "stroke": ZONE}
    return {"width": WIDTH, "height": {"step": step}, "view": view, "layer": [*drawn, *texts]}


def _tooltip() -> list[dict[str, str]]:
    return [{"field": name, "type": "nominal", "title": " "} for name in ("text", "first", "last", "state")]
