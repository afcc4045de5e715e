"""Loading schemes: a packaged one by its id, any other by its path or as data."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path as FilePath
from typing import Any

from cyxc.errors import Location, Problem, SchemeError, UnknownNameError, nearest
from cyxc.model.entries import Entries
from cyxc.model.entry import Concept
from cyxc.model.scheme import Scheme
from cyxc.schemefile.build import build
from cyxc.schemefile.source import SourceError, parsed, read_plain, read_yaml

PACKAGED = ("wuchang", "panzhihua-2010", "jiaxing-2013", "county", "putuo-2019")
"""The ids of the packaged schemes, in the order of issue 1 to 5 of the founding documents."""


def load(scheme: "str | FilePath") -> Scheme:
    """The scheme with this id, or in the file at this path (YAML, or the interchange form in JSON).

    Raises `UnknownNameError` for an id nothing has and `SchemeError` with every fault of a file.
    """
    if scheme in PACKAGED:
        return _packaged(str(scheme))
    path = FilePath(scheme)
    looks_like_path = path.suffix in (".yaml", ".yml", ".json") or len(path.parts) > 1
    if not path.is_file() and not looks_like_path:
        close = nearest(str(scheme), PACKAGED)
        raise UnknownNameError(Problem("unknown-scheme", {"name": str(scheme)}, nearest=close or PACKAGED))
    return loads(_read(path), file=str(path))


def loads(text: str, file: str | None = None) -> Scheme:
    """The scheme in `text`, YAML or JSON; `file` is what errors call it."""
    as_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    try:
        source = parsed(text, file, as_json=as_json)
    except SourceError as error:
        raise SchemeError(error.problems) from error
    return build(source, _concepts().ids)


def from_dict(data: Mapping[str, Any]) -> Scheme:
    """The scheme in interchange form; raises `SchemeError` with every fault."""
    try:
        source = read_plain(data)
    except SourceError as error:
        raise SchemeError(error.problems) from error
    return build(source, _concepts().ids)


def concepts() -> Entries[Concept]:
    """What the packaged schemes measure, across documents."""
    return _concepts()


def _read(path: FilePath) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SchemeError(Problem("not-utf8", {}, Location(file=str(path)))) from error
    except OSError as error:
        details = {"why": error.strerror or str(error)}
        raise SchemeError(Problem("cannot-read", details, Location(file=str(path)))) from error


@cache
def _packaged(id_: str) -> Scheme:
    name = f"schemes/{id_}.yaml"
    text = resources.files("cyxc").joinpath(name).read_text(encoding="utf-8")
    return loads(text, file=f"{id_}.yaml")


@cache
def _concepts() -> Entries[Concept]:
    text = resources.files("cyxc").joinpath("schemes/concepts.yaml").read_text(encoding="utf-8")
    return Entries(Concept(id=id_, **names) for id_, names in read_yaml(text).data.items())
