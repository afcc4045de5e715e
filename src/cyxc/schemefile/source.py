"""YAML read as text: every scalar stays as written, duplicate keys are refused, lines are kept.

The events of the parser are read, not a tree made by it, so that aliases and tags are seen and depth is
bounded before anything is built.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import yaml

from cyxc.errors import Location, Problem
from cyxc.schemefile.json_text import JsonReader
from cyxc.schemefile.marks import (
    MOST_NESTING,
    Index,
    Path,
    Source,
    SourceError,
    clipped,
    refuse_unreadable,
    whole,
)

__all__ = ["Index", "Path", "Source", "SourceError", "parsed", "read_json", "read_plain", "read_yaml"]

MOST_PIECES = 1_000_000
"""Values a scheme handed in as Python data may hold."""

_NOTHING = ("", "~", "null", "Null", "NULL")


def read_yaml(text: str, file: str | None = None) -> Source:
    """Reads one YAML document; raises `SourceError` where it is no YAML, aliases and bad keys included."""
    return _without_problems(parsed(text, file, as_json=False))


def read_json(text: str, file: str | None = None) -> Source:
    """Reads JSON, numbers as text so that none passes through a float; raises `SourceError`."""
    return _without_problems(parsed(text, file, as_json=True))


def _without_problems(source: Source) -> Source:
    if source.problems:
        raise SourceError(source.in_order())
    return source


def parsed(text: str, file: str | None, *, as_json: bool) -> Source:
    """A text as data; what is wrong in it without making it unreadable is noted in the source.

    Raises `SourceError` where nothing can be read.
    """
    refuse_unreadable(text, file)
    source = Source(None, file)
    if as_json:
        source.data = JsonReader(text, source).document()
        return source
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        source.data = _YamlReader(yaml.parse(text, Loader=loader), source).document()
    except yaml.YAMLError as error:
        raise SourceError([*source.problems, _not_yaml(error, text, file)]) from error
    return source


def _not_yaml(error: yaml.YAMLError, text: str, file: str | None) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line, column = _place(mark) if mark is not None else (None, None)
        return Problem("not-yaml", {"why": str(error.problem)}, Location(file=file, line=line, column=column))
    why = (str(error).splitlines() or ["?"])[0]
    character = getattr(error, "character", None)  # one YAML does not allow
    at = text.find(chr(character)) if isinstance(character, int) else -1
    line = None if at < 0 else text.count("\n", 0, at) + 1
    return Problem("not-yaml", {"why": why}, Location(file=file, line=line))


def _place(mark: Any) -> tuple[int, int]:
    """Line and column of a mark, from 1."""
    return mark.line + 1, mark.column + 1


class _YamlReader:
    """Plain data from the events of one YAML document."""

    def __init__(self, events: Iterator[yaml.Event], source: Source) -> None:
        self.events, self.source = events, source

    def document(self) -> Any:
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        data = self.value(next(self.events), ())
        next(self.events)  # the document's end
        another = next(self.events)
        if not isinstance(another, yaml.StreamEndEvent):
            self.fail("not-yaml", another, (), why="a second document begins here")
        return data

    def fail(self, code: str, event: yaml.Event, path: Path, **details: str) -> NoReturn:
        line, column = _place(event.start_mark)
        where = Location(file=self.source.file, line=line, column=column, path=self.source.where(path).path)
        raise SourceError([*self.source.problems, Problem(code, details, where)])

    def value(self, event: yaml.Event, path: Path) -> Any:
        source = self.source
        source.marks.setdefault(path, _place(event.start_mark))
        if len(path) > MOST_NESTING:
            self.fail("too-deep", event, path)
        if isinstance(event, yaml.AliasEvent):
            source.fault("yaml-alias", path)
            return None
        tag = getattr(event, "tag", None)
        if tag is not None:
            source.fault("yaml-tag", path, tag=str(tag))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items = enumerate(self.until(yaml.SequenceEndEvent))
            return [self.value(item, (*path, Index(i))) for i, item in items]
        return self.mapping(path)

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        if not event.style and event.implicit[0] and event.value in _NOTHING:
            return None
        if not whole(event.value):
            self.source.fault("half-character", path)
            return None
        return str(event.value)

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        first: dict[str, tuple[int, int]] = {}
        for event in self.until(yaml.MappingEndEvent):
            key = self.key(event, path)
            if key is None:
                self.value(next(self.events), (*path, "?"))
                continue
            inside = (*path, key)
            mark = _place(event.start_mark)
            self.source.marks[inside] = mark
            value = self.value(next(self.events), inside)
            if key in found:
                self.source.fault("duplicate-key", inside, key=key, first=str(first[key][0]))
                self.source.marks[inside] = first[key]
            else:
                found[key], first[key] = value, mark
        return found

    def key(self, event: yaml.Event, path: Path) -> str | None:
        """A key's text; None, and a fault, for anything that is not one."""
        if isinstance(event, yaml.ScalarEvent) and event.value.strip() and whole(event.value):
            return str(event.value)
        inside = (*path, "?")
        self.source.marks[inside] = _place(event.start_mark)
        self.source.fault("key-not-text", path, at=inside)
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            self.value(event, inside)
        return None


def read_plain(data: Mapping[Any, Any]) -> Source:
    """Plain data of Python as a source: copied, its keys checked, its nesting bounded."""
    source = Source(None)
    source.data = _copied(data, (), source, iter(range(MOST_PIECES)))
    return source


def _copied(raw: Any, path: Path, source: Source, left: Iterator[int]) -> Any:
    if len(path) > MOST_NESTING:
        raise SourceError([*source.problems, Problem("too-deep", {}, source.where(path[:3]))])
    if next(left, None) is None:
        raise SourceError([*source.problems, Problem("file-too-large", {"most": str(MOST_PIECES)})])
    if isinstance(raw, Mapping):
        found: dict[str, Any] = {}
        for key, value in raw.items():
            if isinstance(key, str) and key.strip() and whole(key):
                found[key] = _copied(value, (*path, key), source, left)
            else:
                source.fault("key-not-text", path, at=(*path, clipped(repr(key))))
        return found
    if isinstance(raw, list | tuple):
        return [_copied(item, (*path, Index(i)), source, left) for i, item in enumerate(raw)]
    if isinstance(raw, str) and not whole(raw):
        source.fault("half-character", path)
        return None
    return raw
