"""JSON read as the YAML is: numbers stay text, duplicate keys are refused, lines are kept."""

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn

from cyxc.errors import Location, Problem
from cyxc.schemefile.marks import MOST_NESTING, Index, Path, Source, SourceError, whole

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|NaN|-?Infinity")
_STRING = JSONDecoder()
_WORDS = {"true": True, "false": False, "null": None}
_WORD = re.compile("true|false|null")


class JsonReader:
    """One JSON text; marks and faults go to `source`."""

    def __init__(self, text: str, source: Source) -> None:
        """Takes the text; a byte order mark at its head is passed over."""
        self.text, self.source = text, source
        self.at = 1 if text.startswith("\ufeff") else 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> Any:
        """What the text holds; `SourceError` where it is no JSON."""
        data = self.value(())
        if self.skip():
            self.fail("the text goes on after its end")
        return data

    def fail(self, why: str, at: int | None = None) -> NoReturn:
        """Raises `SourceError` for text that can't be read on."""
        line, column = self.place(self.at if at is None else at)
        where = Location(file=self.source.file, line=line, column=column)
        raise SourceError([*self.source.problems, Problem("not-json", {"why": why}, where)])

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a position."""
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def skip(self) -> str:
        """Passes over white space; the next character, empty at the end."""
        match = _SPACE.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.text[self.at : self.at + 1]

    def value(self, path: Path) -> Any:
        """The value that stands next."""
        first = self.skip()
        self.source.marks.setdefault(path, self.place(self.at))
        if len(path) > MOST_NESTING:
            raise SourceError([*self.source.problems, Problem("too-deep", {}, self.source.where(path))])
        if first == '"':
            said = self.string()
            if whole(said):
                return said
            self.source.fault("half-character", path)
            return None
        if first == "{":
            return self.mapping(path)
        if first == "[":
            return self.sequence(path)
        number = _NUMBER.match(self.text, self.at)
        if number is not None:
            self.at = number.end()
            return number[0]
        word = _WORD.match(self.text, self.at)
        if word is None:
            self.fail("a value is expected here")
        self.at = word.end()
        return _WORDS[word[0]]

    def string(self) -> str:
        """The text in quotes that stands next."""
        try:
            said, self.at = _STRING.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            self.fail(error.msg, error.pos)
        return str(said)

    def sequence(self, path: Path) -> list[Any]:
        """A list, from its opening bracket on."""
        found: list[Any] = []
        self.at += 1
        if self.skip() == "]":
            self.at += 1
            return found
        while True:
            found.append(self.value((*path, Index(len(found)))))
            if self.then("]"):
                return found

    def mapping(self, path: Path) -> dict[str, Any]:
        """Keys and values, from the opening brace on."""
        found: dict[str, Any] = {}
        first: dict[str, tuple[int, int]] = {}
        self.at += 1
        if self.skip() == "}":
            self.at += 1
            return found
        while True:
            if self.skip() != '"':
                self.fail("a key in double quotes is expected here")
            mark = self.place(self.at)
            key = self.string()
            if self.skip() != ":":
                self.fail("a colon is expected here")
            self.at += 1
            self.entry(key, path, mark, found, first)
            if self.then("}"):
                return found

    def entry(
        self,
        key: str,
        path: Path,
        mark: tuple[int, int],
        found: dict[str, Any],
        first: dict[str, tuple[int, int]],
    ) -> None:
        """One key's value, kept unless the key is unusable or was there before."""
        good = bool(key.strip()) and whole(key)
        inside = (*path, key if good else "?")
        self.source.marks[inside] = mark
        value = self.value(inside)
        if not good:
            self.source.fault("key-not-text", path, at=inside)
        elif key in found:
            self.source.fault("duplicate-key", inside, key=key, first=str(first[key][0]))
            self.source.marks[inside] = first[key]
        else:
            found[key], first[key] = value, mark

    def then(self, end: str) -> bool:
        """Passes over a comma, or over the end: True at the end."""
        mark = self.skip()
        if mark not in (",", end):
            self.fail(f"a comma or {end} is expected here")
        self.at += 1
        return mark == end
