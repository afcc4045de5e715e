"""Loading schemes: a packaged one by its id, any other by its path or as data."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path as FilePath
from typing import Any

import attrs

from cyxc.errors import Location, Problem, SchemeError, UnknownNameError, nearest
from cyxc.model.entries import Entries
from cyxc.model.entry import Concept
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.schemefile.checks import check
from cyxc.schemefile.governed import with_questions
from cyxc.schemefile.infer import inferred
from cyxc.schemefile.interchange import FORMAT
from cyxc.schemefile.short import expand
from cyxc.schemefile.source import Source, SourceError, read_json, read_yaml
from cyxc.schemefile.structure import structure

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
        source = (read_json if as_json else read_yaml)(text, file)
    except SourceError as error:
        raise SchemeError(error.problems) from error
    return _from_source(source)


def from_dict(data: Mapping[str, Any]) -> Scheme:
    """The scheme in interchange form; raises `SchemeError` with every fault."""
    return _from_source(Source(dict(data)))


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


def _from_source(source: Source) -> Scheme:
    if not isinstance(source.data, dict):
        raise SchemeError(Problem("not-a-scheme", {}, source.where(())))
    said = source.data.get("format")
    if said != FORMAT:
        raise SchemeError(
            Problem("unknown-format", {"found": str(said), "format": FORMAT}, source.where(("format",)))
        )
    raw = {key: value for key, value in expand(source).items() if key != "format" and value is not None}
    if isinstance(raw.get("indicators"), list):
        others = {item["id"]: item for item in raw["indicators"] if isinstance(item.get("id"), str)}
        raw["indicators"] = [inferred(item, others) for item in raw["indicators"]]
    scheme = structure(raw, Scheme, source) if not source.problems else None
    if scheme is not None:
        check(scheme, source, _concepts().ids)
    if scheme is None or source.problems:
        raise SchemeError(sorted(source.problems, key=lambda p: (p.where.line or 0, p.where.column or 0)))
    return with_questions(_with_parties(scheme))


def _with_parties(scheme: Scheme) -> Scheme:
    """Targets name the parties of the responsibilities that name them."""

    def filled(target: Target) -> Target:
        named = [p for duty in scheme.responsibilities if target.id in duty.entries for p in duty.parties]
        return attrs.evolve(target, parties=tuple(dict.fromkeys((*target.parties, *named))))

    return attrs.evolve(scheme, targets=Entries(filled(target) for target in scheme.targets))
