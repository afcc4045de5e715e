"""Data in YAML or JSON: `{name: figure}`, or a document that also says what it is for and of which place."""

from typing import Any

import attrs

from cyxc.data.csvrows import MOST_FIGURES
from cyxc.data.dated import MOST_DATED, each_figure, figure_of
from cyxc.data.observation import Data, Observation
from cyxc.data.reading import with_figures
from cyxc.data.records_file import RECORD_KEYS, read_records
from cyxc.data.scalars import shown
from cyxc.errors import CyxcError, DataError, Problem
from cyxc.language import Text, both
from cyxc.model.scheme import Scheme
from cyxc.schemefile.source import Index, Source, SourceError, read_json, read_yaml

FORMAT = "cyxc.data/1"

_KEYS = ("format", "scheme", "illustrative", "note", "place", "figures", "observations", *RECORD_KEYS)
_TEXTS = ("note", "place")


def read_document(
    text: str, file: str | None = None, *, as_json: bool = False, scheme: Scheme | None = None
) -> Data:
    """The data in a YAML or JSON text: `{name: figure}`, or a document with `format: cyxc.data/1`.

    With the scheme it is for, a document that has faults of form is told those of its figures as well.
    """
    try:
        source = (read_json if as_json else read_yaml)(text, file)
    except SourceError as error:
        raise DataError(error.problems) from error
    body = source.data
    if not isinstance(body, dict):
        raise DataError(Problem("not-data", {}, source.where(())))
    whole = any(key in body for key in ("format", "figures", "observations", *RECORD_KEYS))
    document = body if whole else {"figures": body}
    _check_head(document, source)
    observations = [
        *_figures(document.get("figures"), source, ("figures",) if whole else ()),
        *_listed(document.get("observations"), source),
    ]
    records = read_records(document, source)
    place = _place(document.get("place"), observations, source)
    if source.problems:
        # The figures of another scheme would only be a list of unknown names.
        if scheme is None or document.get("scheme") not in (None, scheme.id):
            raise DataError(source.problems)
        raise DataError(with_figures(source.problems, observations, scheme))
    said = document.get("scheme")
    return Data(
        observations=tuple(observations),
        scheme=said if isinstance(said, str) else None,
        illustrative=document.get("illustrative") in ("yes", "true", True),
        file=file,
        place=place,
        note=_text(document.get("note")),
        records=records,
    )


def _check_head(document: dict[str, Any], source: Source) -> None:
    if document.get("format", FORMAT) != FORMAT:
        source.fault("unknown-format", ("format",), found=shown(document["format"]), format=FORMAT)
    for key in document:
        if key not in _KEYS:
            source.fault("unknown-key", (key,), name=key[:80], known=_KEYS)
    for key in _TEXTS:
        said = document.get(key)
        texts = list(said.values()) if isinstance(said, dict) and set(said) == {"zh", "en"} else [said]
        if said is not None and not all(isinstance(text, str) for text in texts):
            source.fault("text-form", (key,))
    if not isinstance(document.get("scheme"), str | None):
        source.fault("text-expected", ("scheme",))
    if document.get("illustrative") not in (None, True, False, "yes", "no", "true", "false"):
        source.fault("yes-or-no", ("illustrative",))


def _text(said: Any) -> Text | None:
    return Text(**said) if isinstance(said, dict) else both(said) if said is not None else None


def _figures(figures: Any, source: Source, path: tuple[str, ...]) -> list[Observation]:
    if figures is None:
        return []
    if not isinstance(figures, dict):
        source.fault("not-data", path)
        return []
    if len(figures) > MOST_FIGURES:
        source.fault("too-many-figures", path, most=str(MOST_FIGURES))
        return []
    found: list[Observation] = []
    for name, value in figures.items():
        for way, period, one in each_figure(value):
            inside = (*path, name, *(Index(part) if isinstance(part, int) else part for part in way))
            seen = _read(name, one, inside, source, period)
            found += [] if seen is None else [seen]
            if len(found) > MOST_DATED:
                source.fault("too-many-figures", path, most=str(MOST_DATED))
                return []
    return found


def _listed(observations: Any, source: Source) -> list[Observation]:
    if observations is None:
        return []
    if not isinstance(observations, list):
        source.fault("not-observations", ("observations",))
        return []
    if len(observations) > MOST_FIGURES:
        source.fault("too-many-figures", ("observations",), most=str(MOST_FIGURES))
        return []
    found = []
    for i, body in enumerate(observations):
        path = ("observations", Index(i))
        name = body.get("indicator") if isinstance(body, dict) else None
        named = f"[{shown(name)}]" if isinstance(name, str) else ""
        source.called(path, f"{i}{named}")
        if not isinstance(name, str):
            source.fault("observation-without-name", path)
            continue
        fields = {key: value for key, value in body.items() if key != "indicator"}
        seen = _read(name, fields, path, source)
        found += [] if seen is None else [seen]
    return found


def _read(
    name: str, value: Any, path: tuple[str, ...], source: Source, period: str | None = None
) -> Observation | None:
    where = source.where(path)
    try:
        return figure_of(name, value, period, where)
    except CyxcError as error:
        for problem in error.problems:
            # What is wrong inside stands on a line of its own where the file is written over several.
            key = (problem.where.path or "").removeprefix(f"{where.path}.")
            inside = where if problem.where == where else source.where((*path, key))
            source.problems.append(attrs.evolve(problem, where=inside))
        return None


def _place(said: Any, observations: list[Observation], source: Source) -> Text | None:
    """The place the data is of. One is judged at a time: figures of several would be taken for one's."""
    named = list(dict.fromkeys(seen.place for seen in observations if seen.place is not None))
    known = tuple(said.values()) if isinstance(said, dict) else (said,) if said is not None else named[:1]
    other = next((seen for seen in observations if seen.place not in (None, *known)), None)
    if other is not None:
        places = "、".join(map(str, dict.fromkeys([*known[:1], *named])))
        source.problems.append(Problem("many-places", {"places": shown(places)}, other.where))
    if source.problems:
        return None
    return _text(said) if said is not None else both(named[0]) if named else None
