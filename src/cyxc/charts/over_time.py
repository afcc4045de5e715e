"""One target over time: what was known by each date, what is asked, and the straight line between."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cyxc.charts.looks import INK, LOOKS, QUIET, marked, status_colour
from cyxc.charts.points import Point, Track, tracks
from cyxc.charts.spec import Head, Rows, Spec, chart, days_axis
from cyxc.charts.text import listed, shown, wrapped
from cyxc.charts.words import say
from cyxc.evaluate.series import Series
from cyxc.evaluate.wording import unit_text
from cyxc.html.choice import checked
from cyxc.language import Language
from cyxc.numbers.exact import rounded
from cyxc.rules.status import STATUSES
from cyxc.show.verdict_rows import MARKS

if TYPE_CHECKING:
    import altair

WIDTH, HEIGHT = 640, 320
"""The size of a panel, in pixels."""
_LABELLED = 13
"""Of more dates than so many only the last figure is written out."""


def over_time(series: Series, target: str, language: Language) -> "altair.VConcatChart":
    """A panel for each comparison of the target, one under the other."""
    checked(language)
    found = tracks(series, target)
    last = series.evaluations[-1]
    title = say("over_time", "title", target=last[target].text)
    keys = [say("over_time", f"key_{key}")[language] for key in _keys(found)]
    told = [f"{point.on}: {point.explanation[language]}" for track in found for point in track.points]
    head = Head.over(title, last, language, listed(keys, language))
    return chart(head, [panel(track, language) for track in found], told, language)


def _keys(found: Sequence[Track]) -> list[str]:
    """What has to be explained, because it is there."""
    points = [point for track in found for point in track.points]
    known = [point for point in points if point.value is not None]
    lacking = [point for point in points if point.value is None]
    there = {
        "value": known,
        "asked": [point for point in points if point.asked],
        "pace": [track for track in found if track.pace is not None],
        "lag": [point for point in known if point.through < point.on],
        "part": [point for point in lacking if point.least is not None],
        "missing": [point for point in lacking if point.least is None],
    }
    return [key for key, those in there.items() if those]


def panel(track: Track, language: Language) -> Spec:
    """The points of one comparison, its line of pace, and what is asked."""
    rows = _rows(track.points, language)
    lines = _lines(track)
    days = [row["on"] for row in rows] + [row["through"] for row in rows] + [end["on"] for end in lines]
    heights = [row["at"] for row in rows] + [value for row in rows for value in row["asked"]]
    low, high = min([0.0, *heights]), max([0.0, *heights]) or 1.0
    first, last = _padded(min(days), max(days))
    x = days_axis("on", say("over_time", "day")[language], [first, last], [row["on"] for row in rows])
    y: Spec = {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [low, high + (high - low) / 10], "nice": True, "zero": False},
        "axis": {"title": _measured(track, language), "format": ",~f"},
    }
    asked = _asked(rows, first, last)
    layers = [
        _line(asked, x, y, {"interpolate": "step-after", "stroke": INK, "strokeWidth": 2}, "end"),
        _beside(track.points, asked, y, language),
        _line(lines, x, y, {"strokeDash": [6, 4], "stroke": QUIET, "strokeWidth": 1.5}, "end"),
        _line([row for row in rows if row["known"]], x, y, {"stroke": "#1b4f8c", "strokeWidth": 2}, "run"),
        *_lags([row for row in rows if row["known"] and row["through"] < row["on"]], x, y),
        _circles([row for row in rows if row["known"]], x, y, language),
        _triangles([row for row in rows if row["part"]], x, y),
        _boxes([row for row in rows if not row["known"] and not row["part"]], x),
        _signs([row for row in rows if row["known"] or row["part"]], x, y),
        _signs([row for row in rows if not row["known"] and not row["part"]], x, {"value": HEIGHT - 12}),
        *_labels([row for row in rows if row["label"]], x, y),
    ]
    there = [layer for layer in layers if layer["data"]["values"]]
    return {"width": WIDTH, "height": HEIGHT, "layer": there}


def _padded(first: str, last: str) -> tuple[str, str]:
    """The days at both ends of the axis, a little beyond what is drawn."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    beyond = timedelta(days=max(2, (end - begin).days // 30))
    return (begin - beyond).isoformat(), (end + beyond).isoformat()


def _measured(track: Track, language: Language) -> list[str]:
    """The title of the axis: what is measured, and in which unit."""
    unit = track.indicator.measure
    key = "value_ratio" if unit.symbol == "1" else "value" if unit.name.en else "value_counted"
    name = say("over_time", key, name=track.name, unit=unit_text(unit.symbol))
    return wrapped(name[language], 56).split("\n")


def _rows(points: Sequence[Point], language: Language) -> list[dict[str, Any]]:
    """A row a point; `run` numbers the stretches without a gap."""
    rows: list[dict[str, Any]] = []
    run = 0
    for number, point in enumerate(points):
        known, part = point.value is not None, point.value is None and point.least is not None
        run += not known
        at = point.value if known else point.least
        labelled = (known or part) and (len(points) <= _LABELLED or number == len(points) - 1)
        rows.append(
            {
                "on": point.on.isoformat(),
                "through": point.through.isoformat(),
                "at": 0.0 if at is None else float(at),
                "known": known,
                "part": part,
                "run": run,
                "asked": [float(value) for value in point.asked],
                "status": marked(point.status, language),
                "code": point.status.value,
                "sign": MARKS[point.status],
                "ink": LOOKS[point.status].ink if known else INK,
                "label": _label(point) if labelled else "",
                "explanation": shown(point.explanation[language]),
            }
        )
    return rows


def _label(point: Point) -> str:
    """The figure, or the least it can be; its unit stands at the axis."""
    if point.value is not None:
        return rounded(point.value)
    return "" if point.least is None else f"≥ {rounded(point.least)}"


def _lines(track: Track) -> list[dict[str, Any]]:
    """The two ends of the line of pace."""
    if track.pace is None:
        return []
    ends = ((track.pace.eve, 0.0), (track.pace.ends, float(track.pace.asked.value)))
    return [{"on": day.isoformat(), "at": at, "end": 0} for day, at in ends]


def _asked(rows: Rows, first: str, last: str) -> list[dict[str, Any]]:
    """What is asked from date to date, drawn out to both sides; both ends of a band."""
    told = [row for row in rows if row["asked"]]
    if not told:
        return []
    days = [(first, told[0]), *((row["on"], row) for row in told), (last, told[-1])]
    return [
        {"on": day, "at": value, "end": end} for day, row in days for end, value in enumerate(row["asked"])
    ]


def _line(rows: Rows, x: Spec, y: Spec, mark: Spec, detail: str) -> Spec:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "line", "tooltip": None, **mark},
        "encoding": {"x": x, "y": y, "detail": {"field": detail, "type": "nominal"}},
    }


def _beside(points: Sequence[Point], asked: Rows, y: Spec, language: Language) -> Spec:
    """What is asked in words, beside the end of its line; over both ends of a band once."""
    last = asked[-1:] and [{**asked[-1], "text": wrapped(points[-1].asked_said[language], 28)}]
    mark = {"type": "text", "align": "left", "baseline": "middle", "lineBreak": "\n", "lineHeight": 15}
    return {
        "data": {"values": list(last)},
        "mark": {**mark, "fontWeight": "bold"},
        "encoding": {"x": {"value": WIDTH + 10}, "y": y, "text": {"field": "text", "type": "nominal"}},
    }


def _lags(rows: Rows, x: Spec, y: Spec) -> tuple[Spec, Spec]:
    """How far back the last report lies: a stroke under the circle, a dot at the day of the report."""
    from_report = {**x, "field": "through"}
    return (
        {
            "data": {"values": list(rows)},
            "mark": {"type": "rule", "stroke": INK, "strokeWidth": 1, "yOffset": 16},
            "encoding": {"x": from_report, "x2": {"field": "on"}, "y": y},
        },
        {
            "data": {"values": list(rows)},
            "mark": {"type": "point", "filled": True, "fill": INK, "size": 24, "opacity": 1, "yOffset": 16},
            "encoding": {"x": from_report, "y": y},
        },
    )


def _circles(rows: Rows, x: Spec, y: Spec, language: Language) -> Spec:
    there = {row["code"] for row in rows}
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 260, "stroke": INK, "strokeWidth": 1},
        "encoding": {
            "x": x,
            "y": y,
            "color": status_colour([status for status in STATUSES if status.value in there], language),
            "tooltip": [{"field": "explanation", "type": "nominal", "title": " "}],
            "description": {"field": "explanation", "type": "nominal"},
        },
    }


def _triangles(rows: Rows, x: Spec, y: Spec) -> Spec:
    shape = {"type": "point", "shape": "triangle-up", "filled": True, "fill": "#ffffff", "opacity": 1}
    return {
        "data": {"values": list(rows)},
        "mark": {**shape, "size": 420, "stroke": QUIET, "strokeWidth": 1.2},
        "encoding": {"x": x, "y": y, "tooltip": [{"field": "explanation", "type": "nominal", "title": " "}]},
    }


def _boxes(rows: Rows, x: Spec) -> Spec:
    shape = {"type": "point", "shape": "square", "filled": True, "fill": "#ffffff", "opacity": 1}
    return {
        "data": {"values": list(rows)},
        "mark": {**shape, "size": 300, "stroke": QUIET, "strokeDash": [3, 2], "strokeWidth": 1.2},
        "encoding": {
            "x": x,
            "y": {"value": HEIGHT - 12},
            "tooltip": [{"field": "explanation", "type": "nominal", "title": " "}],
            "description": {"field": "explanation", "type": "nominal"},
        },
    }


def _signs(rows: Rows, x: Spec, y: Spec) -> Spec:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "fontSize": 11, "baseline": "middle", "tooltip": None},
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "sign", "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _labels(rows: Rows, x: Spec, y: Spec) -> list[Spec]:
    """The figures over their signs, on a white ground of their own shape."""
    grounds: list[Spec] = [{"stroke": "#ffffff", "strokeWidth": 4}, {}]
    return [
        {
            "data": {"values": list(rows)},
            "mark": {"type": "text", "fontSize": 11, "dy": -18, "tooltip": None, **ground},
            "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
        }
        for ground in grounds
    ]
