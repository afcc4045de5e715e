"""Data files: CSV, JSON and YAML, read into observations with the place each figure stands in."""

from pathlib import Path
from typing import Any

from cyxc.data.observation import Data, Observation, observation
from cyxc.data.tables import read_csv
from cyxc.errors import CyxcError, DataError, Location, Problem
from cyxc.language import Text
from cyxc.model.scheme import Scheme
from cyxc.schemefile.source import Source, SourceError, read_json, read_yaml

FORMAT = "cyxc.data/1"

_KEYS = ("format", "scheme", "illustrative", "note", "place", "figures", "observations")
_TEXTS = ("note", "place")


def read_data(path: "str | Path", scheme: Scheme) -> Data:
    """The data in a file for one scheme; raises `DataError` with every fault that can be seen by then.

    The ending says what it is: `.csv` (UTF-8 or GB18030), `.json`, `.yaml` or `.yml`.
    """
    file = Path(path)
    ending = file.suffix.lower()
    if ending not in (".csv", ".json", ".yaml", ".yml"):
        raise DataError(Problem("unknown-ending", {"ending": ending or "?"}, Location(file=str(path))))
    try:
        content = file.read_bytes()
    except OSError as error:
        details = {"why": error.strerror or str(error)}
        raise DataError(Problem("cannot-read", details, Location(file=str(path)))) from error
    if ending == ".csv":
        return read_csv(content, scheme, str(path))
    return read_document(_decoded(content, str(path)), str(path), as_json=ending == ".json")


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(Problem("not-utf8", {}, Location(file=file))) from error


def read_document(text: str, file: str | None = None, *, as_json: bool = False) -> Data:
    """The data in a YAML or JSON text: `{name: figure}`, or a document with `format: cyxc.data/1`."""
    try:
        source = (read_json if as_json else read_yaml)(text, file)
    except SourceError as error:
        raise DataError(error.problems) from error
    body = source.data
    if not isinstance(body, dict):
        raise DataError(Problem("not-data", {}, source.where(())))
    document = body if any(key in body for key in ("format", "figures", "observations")) else {"figures": body}
    path = ("figures",) if document is not body else ()
    _check_head(document, source)
    observations = [
        *_figures(document.get("figures"), source, () if path else ("figures",)),
        *_listed(document.get("observations"), source),
    ]
    if source.problems:
        raise DataError(source.problems)
    texts = {key: _text(document.get(key)) for key in _TEXTS}
    return Data(
        observations=tuple(observations),
        scheme=document.get("scheme"),
        illustrative=document.get("illustrative") in ("yes", "true", True),
        file=file,
        **texts,
    )


def _check_head(document: dict[str, Any], source: Source) -> None:
    if document.get("format", FORMAT) != FORMAT:
        source.fault("unknown-format", ("format",), found=str(document["format"]), format=FORMAT)
    for key in document:
        if key not in _KEYS:
            source.fault("unknown-key", (key,), name=key, known=_KEYS)
    for key in _TEXTS:
        said = document.get(key)
        if isinstance(said, dict) and set(said) != {"zh", "en"} or isinstance(said, list):
            source.fault("text-form", (key,))
    if document.get("illustrative") not in (None, True, False, "yes", "no", "true", "false"):
        source.fault("yes-or-no", ("illustrative",))


def _text(said: Any) -> "Text | None":
    return Text(**said) if isinstance(said, dict) else Text(said, said) if said is not None else None


def _figures(figures: Any, source: Source, path: tuple[str, ...]) -> list[Observation]:
    if figures is None:
        return []
    if not isinstance(figures, dict):
        source.fault("not-data", path)
        return []
    found = []
    for name, value in figures.items():
        where = source.where((*path, name))
        if isinstance(value, dict) and any(isinstance(inner, dict | list) for k, inner in value.items() if k != "source"):
            source.fault("bad-type", (*path, name), type="mapping", of=name)
            continue
        if isinstance(value, list):
            source.fault("bad-type", (*path, name), type="list", of=name)
            continue
        try:
            found.append(observation(name, value, where))
        except CyxcError as error:
            source.problems.extend(error.problems)
    return found


def _listed(observations: Any, source: Source) -> list[Observation]:
    if observations is None:
        return []
    if not isinstance(observations, list):
        source.fault("not-data", ("observations",))
        return []
    found = []
    for i, body in enumerate(observations):
        path = ("observations", str(i))
        if not isinstance(body, dict) or not isinstance(body.get("indicator"), str):
            source.fault("observation-without-name", path)
            continue
        fields = {key: value for key, value in body.items() if key != "indicator"}
        try:
            found.append(observation(body["indicator"], fields, source.where(path)))
        except CyxcError as error:
            source.problems.extend(error.problems)
    return found
