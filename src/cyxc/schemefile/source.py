"""YAML and JSON read as text: every scalar stays as written, duplicate keys are refused, lines are kept."""

import json
from collections.abc import Iterator
from typing import Any

import attrs
import yaml

from cyxc.errors import Location, Problem, nearest

Path = tuple[str, ...]

MOST_CHARACTERS = 5_000_000
MOST_NESTING = 40


class SourceError(ValueError):
    """Text that is no YAML or JSON at all; carries the problems found."""

    def __init__(self, problems: list[Problem]) -> None:
        """Takes what was found."""
        super().__init__(problems)
        self.problems = problems


@attrs.define
class Source:
    """What a file holds: plain data, and the line and column of every path in it."""

    data: Any
    file: str | None = None
    marks: dict[Path, tuple[int, int]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def where(self, path: Path) -> Location:
        """The place of a path, or of the nearest thing around it that has a mark."""
        shown = ".".join(path) or None
        for length in range(len(path), -1, -1):
            mark = self.marks.get(path[:length])
            if mark is not None:
                return Location(file=self.file, line=mark[0], column=mark[1], path=shown)
        return Location(file=self.file, path=shown)

    def fault(
        self, code: str, path: Path, *, name: str = "", known: "Iterator[str] | tuple[str, ...]" = (), **details: str
    ) -> None:
        """Notes a problem at a path; `known` are the names `name` may have been meant for."""
        close = nearest(name, known) if name else ()
        if name:
            details["name"] = name
        self.problems.append(Problem(code, details, self.where(path), close))

    def same_place(self, path: Path, as_path: Path) -> None:
        """Lets `path` be found where `as_path` stands: short forms expand to keys of other names."""
        if as_path in self.marks:
            self.marks.setdefault(path, self.marks[as_path])


def read_yaml(text: str, file: str | None = None) -> Source:
    """Reads one YAML document; raises `SourceError` where it is no YAML, anchors and bad keys included."""
    source = Source(None, file)
    _refuse_oversize(text, source)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = Location(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Location(file=file)
        raise SourceError([Problem("not-yaml", {"why": str(error.problem)}, where)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        why = str(error).splitlines()[0]
        raise SourceError([Problem("not-yaml", {"why": why}, Location(file=file))]) from error
    if node is not None:
        source.data = _plain(node, (), source, set())
    if source.problems:
        raise SourceError(source.problems)
    return source


def _refuse_oversize(text: str, source: Source) -> None:
    if len(text) > MOST_CHARACTERS:
        source.fault("file-too-large", (), most=str(MOST_CHARACTERS))
        raise SourceError(source.problems)


def _plain(node: yaml.Node, path: Path, source: Source, seen: set[int]) -> Any:
    source.marks.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if id(node) in seen:
        source.fault("yaml-alias", path)
        return None
    seen.add(id(node))
    if len(path) > MOST_NESTING:
        source.fault("too-deep", path)
        return None
    if isinstance(node, yaml.ScalarNode):
        # The two loaders spell a plain scalar's style differently.
        empty = node.style in (None, "") and node.tag == "tag:yaml.org,2002:null"
        return None if empty else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, str(i)), source, seen) for i, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            source.fault("key-not-text", path)
            continue
        inside = (*path, key.value)
        if key.value in found:
            first = source.marks[inside][0]
            source.marks[inside] = (key.start_mark.line + 1, key.start_mark.column + 1)
            source.fault("duplicate-key", inside, key=key.value, first=str(first))
            continue
        source.marks[inside] = (key.start_mark.line + 1, key.start_mark.column + 1)
        found[key.value] = _plain(value, inside, source, seen)
    return found


def read_json(text: str, file: str | None = None) -> Source:
    """Reads JSON, numbers as text so that none passes through a float; raises `SourceError`."""
    source = Source(None, file)
    _refuse_oversize(text, source)

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                source.fault("duplicate-key", (key,), key=key, first="?")
            found[key] = value
        return found

    try:
        source.data = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=pairs, parse_float=str, parse_int=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        where = Location(file=file, line=error.lineno, column=error.colno)
        raise SourceError([Problem("not-json", {"why": error.msg}, where)]) from error
    except RecursionError as error:
        raise SourceError([Problem("too-deep", {}, Location(file=file))]) from error
    if source.problems:
        raise SourceError(source.problems)
    return source
