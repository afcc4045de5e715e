"""Loading schemes: a packaged one by its id, any other by its path or as data."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from cyxc.errors import Location, Problem, SchemeError, UnknownNameError, UsageError, nearest
from cyxc.model.entries import Entries
from cyxc.model.entry import Concept
from cyxc.model.scheme import Scheme
from cyxc.schemefile.packaged import built, packaged_yaml

# What reads and checks a file takes longer to import than a packaged scheme takes to load: it is imported
# by those who hand in a file.

PACKAGED = ("wuchang", "panzhihua-2010", "jiaxing-2013", "county", "putuo-2019")
"""The ids of the packaged schemes, in the order of issue 1 to 5 of the founding documents."""

_ENDINGS = (".yaml", ".yml", ".json")


def load(scheme: "str | FilePath") -> Scheme:
    """The scheme with this id, or in the file at this path (YAML, or the interchange form in JSON).

    Raises `UnknownNameError` for an id nothing has, `SchemeError` with every fault of a file and
    `UsageError` for what is neither id nor path.
    """
    if not isinstance(scheme, str | FilePath):
        raise UsageError(Problem("scheme-not-a-name", {"type": type(scheme).__name__}))
    if scheme in PACKAGED:
        return _packaged(str(scheme))
    path = FilePath(scheme)
    looks_like_path = path.suffix.lower() in _ENDINGS or len(path.parts) > 1
    if not path.is_file() and not looks_like_path:
        close = nearest(str(scheme), PACKAGED)
        raise UnknownNameError(Problem("unknown-scheme", {"name": str(scheme)}, nearest=close or PACKAGED))
    return loads(_read(path), file=str(path))


def loads(text: str, file: str | None = None) -> Scheme:
    """The scheme in `text`, YAML or JSON; `file` is what errors call it."""
    from cyxc.schemefile.build import build
    from cyxc.schemefile.source import SourceError, parsed

    if not isinstance(text, str):
        raise UsageError(Problem("text-of-scheme", {"type": type(text).__name__}))
    as_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    try:
        source = parsed(text, file, as_json=as_json)
    except SourceError as error:
        raise SchemeError(error.problems) from error
    return build(source, _concepts().ids)


def from_dict(data: Mapping[str, Any]) -> Scheme:
    """The scheme in interchange form; raises `SchemeError` with every fault."""
    from cyxc.schemefile.build import build
    from cyxc.schemefile.source import SourceError, read_plain

    try:
        source = read_plain(data)
    except SourceError as error:
        raise SchemeError(error.problems) from error
    return build(source, _concepts().ids)


def concepts() -> Entries[Concept]:
    """What the packaged schemes measure, across documents."""
    return _concepts()


def _read(path: FilePath) -> str:
    from cyxc.files import not_read

    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SchemeError(Problem("not-utf8", {}, Location(file=str(path)))) from error
    except (OSError, ValueError) as error:
        raise SchemeError(not_read(error, path, _ENDINGS, PACKAGED)) from error


@cache
def _packaged(id_: str) -> Scheme:
    found = built(id_)
    return loads(packaged_yaml(id_).decode(), f"{id_}.yaml") if found is None else found


@cache
def _concepts() -> Entries[Concept]:
    from cyxc.schemefile.source import read_yaml

    data = pkgutil.get_data("cyxc", "schemes/concepts.yaml")
    assert data is not None
    return Entries(Concept(id=id_, **names) for id_, names in read_yaml(data.decode()).data.items())
