"""Evaluations to compare: as objects, as `cyxc.evaluation/1` in Python, or as files of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from cyxc.changes.shape import faults
from cyxc.errors import NOWHERE, DataError, Location, Problem, brief
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.to_json import FORMAT
from cyxc.files import not_read
from cyxc.numbers.units import find_unit
from cyxc.rules.periods import parse_period
from cyxc.schemas import schema

Source = Evaluation | Mapping[str, Any] | str | Path

MOST_BYTES = 100_000_000
"""A longer file is not read; an evaluation of the longest document takes a few hundred thousand."""

_MOST_SHOWN = 5
"""So many places of a file that is no evaluation are named."""


def read_evaluation(source: Source) -> dict[str, Any]:
    """An evaluation as `cyxc.evaluation/1`, whole and of the shape its schema asks for.

    `source` is an `Evaluation`, what its `to_dict` gives, or the path of a JSON file. Raises `DataError` for
    a file that can't be read, another format word, and data that is no evaluation, with the places.
    """
    if isinstance(source, Evaluation):
        return source.to_dict()
    if isinstance(source, str | Path):
        where = Location(file=str(source))
        return _checked(_parsed(_content(Path(source)), where), where)
    return _checked(source, NOWHERE)


def _content(file: Path) -> bytes:
    where = Location(file=str(file))
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, file, (".json",))) from error
    if len(content) > MOST_BYTES:
        raise DataError(Problem("file-too-large", {"most": str(MOST_BYTES)}, where))
    return content


def _parsed(content: bytes, where: Location) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise DataError(Problem("not-utf8", {}, where)) from error
    except json.JSONDecodeError as error:
        at = Location(file=where.file, line=error.lineno, column=error.colno)
        raise DataError(Problem("not-json", {"why": error.msg}, at)) from error
    except ValueError as error:
        raise DataError(Problem("not-json", {"why": brief(str(error))}, where)) from error
    except RecursionError as error:
        raise DataError(Problem("too-deep", {}, where)) from error


def _no_constant(said: str) -> NoReturn:
    raise ValueError(f"{said} is no number of JSON")


def _checked(body: Any, where: Location) -> dict[str, Any]:
    said = body.get("format") if isinstance(body, Mapping) else None
    if not isinstance(said, str):
        raise DataError(Problem("not-an-evaluation", {}, where))
    if said != FORMAT:
        raise DataError(Problem("unknown-format", {"found": brief(said), "format": FORMAT}, where))
    evaluation, wanted = dict(body), schema("evaluation")
    try:
        paths = list(dict.fromkeys(faults(evaluation, wanted, wanted)))
    except RecursionError as error:
        raise DataError(Problem("too-deep", {}, where)) from error
    if not paths:
        paths = [*_twice(evaluation), *_units(evaluation), *_periods(evaluation)]
    if paths:
        raise DataError(
            Problem("evaluation-shape", {"count": str(len(paths))}, _at(where, path))
            for path in paths[:_MOST_SHOWN]
        )
    return evaluation


def _at(where: Location, path: tuple[str, ...]) -> Location:
    return Location(file=where.file, path=brief(".".join(path)) or "format")


def _twice(evaluation: dict[str, Any]) -> list[tuple[str, ...]]:
    """The verdicts whose id another one has already."""
    seen: set[str] = set()
    found: list[tuple[str, ...]] = []
    for i, verdict in enumerate(evaluation["verdicts"]):
        if verdict["id"] in seen:
            found.append(("verdicts", str(i), "id"))
        seen.add(verdict["id"])
    return found


def _units(evaluation: dict[str, Any]) -> list[tuple[str, ...]]:
    """The figures in a unit nothing is known about."""
    return [
        ("verdicts", str(i), *path)
        for i, verdict in enumerate(evaluation["verdicts"])
        for path, figure in _figures(verdict)
        if find_unit(figure["unit"]) is None
    ]


def _periods(evaluation: dict[str, Any]) -> list[tuple[str, ...]]:
    """The reports of a period that is none."""
    return [
        ("verdicts", str(i), "inputs", str(j), "reports", str(k), "period")
        for i, verdict in enumerate(evaluation["verdicts"])
        for j, one in enumerate(verdict.get("inputs", ()))
        for k, report in enumerate(one.get("reports", ()))
        if report["period"] is None or not _is_period(report["period"])
    ]


def _is_period(said: str) -> bool:
    try:
        parse_period(said)
    except ValueError:
        return False
    return True


def _figures(verdict: dict[str, Any]) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Every figure of a verdict that a comparison shows, and where it stands."""
    found: list[tuple[tuple[str, ...], Any]] = [(("margin",), verdict.get("margin"))]
    for i, one in enumerate(verdict.get("compared", ())):
        found += [(("compared", str(i), key), one[key]) for key in ("value", "threshold", "margin")]
        bounds = one.get("bounds") or {}
        found += [(("compared", str(i), "bounds", key), bounds.get(key)) for key in ("low", "high")]
    found += [(("inputs", str(i), "value"), one["value"]) for i, one in enumerate(verdict.get("inputs", ()))]
    return [(path, figure) for path, figure in found if figure is not None]
