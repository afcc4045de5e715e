"""The pieces all charts share, as Vega-Lite: heads, columns of text beside the marks, the chart itself."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from cyxc.charts.looks import CONFIG, QUIET
from cyxc.charts.text import lines_of, shown, wrapped
from cyxc.errors import Problem, UsageError
from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Language, Text
from cyxc.model.scheme import Scheme
from cyxc.show.about import about_line
from cyxc.show.words import word

if TYPE_CHECKING:
    import altair

Spec = dict[str, Any]
Rows = Sequence[dict[str, Any]]

LINE = 15
"""The height of a line of text, in pixels."""
_FEW_TICKS = 24
"""So many days have a tick each; more are ticked at round intervals."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


@attrs.frozen
class Head:
    """Title and lines under it."""

    title: str
    lines: tuple[str, ...]

    @classmethod
    def of(
        cls,
        title: Text,
        scheme: Scheme,
        place: Text | None,
        as_of: date | None,
        illustrative: bool,
        language: Language,
        *more: str,
    ) -> "Head":
        """The head of a chart of a scheme; that data is made up is never left out."""
        lines = [scheme.title[language], about_line(scheme, place, as_of, language), *more]
        lines += [word("illustrative")[language]] if illustrative else []
        return cls(wrapped(title[language], 70), tuple(wrapped(line, 110) for line in lines if line))

    @classmethod
    def over(cls, title: Text, evaluation: Evaluation, language: Language, *more: str) -> "Head":
        """The head of a chart of one evaluation."""
        made_up = evaluation.data is not None and evaluation.data.illustrative
        place, as_of = evaluation.place, evaluation.as_of
        return cls.of(title, evaluation.scheme, place, as_of, made_up, language, *more)


def chart(
    head: Head, panels: Sequence[Spec], told: Sequence[str], language: Language
) -> "altair.VConcatChart":
    """The panels, one under the other, as an altair chart; `UsageError` without the extra `charts`.

    The description, which screen readers read out, is the head and what is told of each row; with nothing
    to tell there is nothing to draw, which is a `UsageError` too.
    """
    try:
        import altair
    except ModuleNotFoundError as error:
        if error.name != "altair":
            raise
        raise UsageError(Problem("extra-not-installed", {"name": "altair", "extra": "charts"})) from error
    if not told:
        raise UsageError(Problem("nothing-to-draw", {}))
    said = [head.title, *head.lines, *map(shown, told)]
    # What a specification is takes altair long to find out with thousands of rows in it: they come after.
    bare = [{**panel, "layer": [_without_data(layer) for layer in panel["layer"]]} for panel in panels]
    whole: Spec = {
        "$schema": SCHEMA,
        "description": ("。" if language == "zh" else ". ").join(said).replace("\n", " "),
        "title": {"text": head.title.split("\n"), "subtitle": _lines(head.lines)},
        "vconcat": bare,
        "padding": 14,
        "config": CONFIG,
    }
    # altair checks a chart again whenever it is written, and the tests hold every one of these to its schema.
    made: altair.VConcatChart = altair.VConcatChart.from_dict(whole, validate=False)
    for drawn, panel in zip(made.vconcat, panels, strict=True):
        for layer, spec in zip(drawn.layer, panel["layer"], strict=True):
            layer.data = altair.InlineData(values=spec["data"]["values"])
    return made


def _without_data(layer: Spec) -> Spec:
    return {key: value for key, value in layer.items() if key != "data"}


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n")]


def column(
    rows: Rows, field: str, y: Spec, x: float, *, align: str = "left", dy: float = 0, **marks: object
) -> list[Spec]:
    """A column of text beside the marks: the lines of `field` of every row, at `x` pixels.

    Texts of several lines are layers of their own, because a mark is placed by its first line.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        if row[field]:
            found.setdefault(lines_of(row[field]), []).append(row)
    line = {"type": "text", "baseline": "middle", "lineBreak": "\n", "lineHeight": LINE, "tooltip": None}
    return [
        {
            "data": {"values": those},
            "mark": {**line, "align": align, "dy": dy - LINE * (lines - 1) / 2, **marks},
            "encoding": {"y": y, "x": {"value": x}, "text": {"field": field, "type": "nominal"}},
        }
        for lines, those in sorted(found.items())
    ]


def caption(text: str, x: float, y: float, align: str = "left", **marks: object) -> Spec:
    """One line of quiet text at a place of its own."""
    return {
        "data": {"values": [{"caption": text}]},
        "mark": {"type": "text", "align": align, "fill": QUIET, "lineBreak": "\n", **marks},
        "encoding": {
            "x": {"value": x}, "y": {"value": y}, "text": {"field": "caption", "type": "nominal"},
        },
    }  # fmt: skip


def row_axis(heading: str, padding: float = 0.3) -> Spec:
    """An axis of rows in the order of their field `row`; the text of each stands in a column beside it."""
    return {
        "field": "row",
        "type": "ordinal",
        "scale": {"type": "band", "paddingInner": padding, "paddingOuter": padding / 2},
        "axis": {
            "labels": False,
            "ticks": False,
            "domain": False,
            "title": heading,
            "titleAngle": 0,
            "titleAlign": "right",
            "titleAnchor": "end",
            "titleX": -10,
            "titleY": -10,
        },
    }


def days_axis(field: str, title: str, domain: Sequence[str], ticks: Sequence[str] = ()) -> Spec:
    """An axis of days, with ticks at some of them where those are few.

    In UTC, as days without a time are read: in local time they would be the days before, west of Greenwich.
    """
    axis: Spec = {"title": title, "format": "%Y-%m-%d", "labelOverlap": True, "labelAngle": -35}
    if 0 < len(ticks) <= _FEW_TICKS:
        days = [date.fromisoformat(tick) for tick in ticks]
        axis["values"] = [{"year": d.year, "month": d.month, "date": d.day, "utc": True} for d in days]
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": list(domain)},
        "axis": axis,
    }
