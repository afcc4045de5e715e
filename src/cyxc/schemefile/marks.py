"""What a file holds as plain data, and where in it everything stands: the ground faults are reported on."""

import re
from collections.abc import Iterable
from typing import Any

import attrs

from cyxc.errors import Location, Problem, nearest

Path = tuple[str, ...]

MOST_CHARACTERS = 5_000_000
MOST_NESTING = 40
MOST_PROBLEMS = 1000
_MOST_COMPARED = 500_000
_MOST_SHOWN = 120

_TOO_MANY = "too-many-faults"

_UNENCODABLE = re.compile("[\ud800-\udfff]")


class Index(str):
    """A position in a list as part of a path: it finds the line, and is never shown."""

    __slots__ = ()


class SourceError(ValueError):
    """Text that is no YAML or JSON at all; carries the problems found."""

    def __init__(self, problems: list[Problem]) -> None:
        """Takes what was found."""
        super().__init__(problems)
        self.problems = problems


@attrs.define
class Source:
    """What a file holds: plain data, and the line and column of every path in it.

    Paths are those of the interchange form. Where the file uses a short form or a list, `same_place` says
    what stands there instead, so that faults show the keys and ids the file itself has.
    """

    data: Any
    file: str | None = None
    marks: dict[Path, tuple[int, int]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    _stands: dict[Path, tuple[Path, Path]] = attrs.field(factory=dict)
    _spoiled: set[Path] = attrs.field(factory=set)
    _names: dict[Path, str] = attrs.field(factory=dict)
    _paths: dict[int, Path] = attrs.field(factory=dict)
    _compared: int = 0

    def same_place(self, path: Path, as_path: Path) -> None:
        """Lets `path` be found, and shown, where `as_path` stands."""
        parent, _ = self._walk(path[:-1])
        self._stands.setdefault((*parent, path[-1]), self._walk(as_path))

    def called(self, path: Path, name: str) -> None:
        """Lets what stands at a position in a list be shown, and found, by a name."""
        self._names.setdefault(self._walk(path)[0], name)
        self.same_place((*path[:-1], name), path)

    def where(self, path: Path) -> Location:
        """The place of a path, or of the nearest thing around it that has a mark."""
        real, shown = self._walk(path)
        said = ".".join(clipped(part) for part in shown) or None
        for length in range(len(real), -1, -1):
            mark = self.marks.get(real[:length])
            if mark is not None:
                return Location(file=self.file, line=mark[0], column=mark[1], path=said)
        return Location(file=self.file, path=said)

    def fault(
        self,
        code: str,
        path: Path,
        *,
        name: str | None = None,
        known: Iterable[str] = (),
        at: Path | None = None,
        **details: str,
    ) -> None:
        """Notes a problem at a path; `known` are the names `name` may have been meant for.

        `at` is where it stands, where that is not what is shown.
        """
        if name is None:
            self.place(Problem(code, details), path, at)
        elif not self.full:
            close = self._nearest(name, tuple(known))
            self.place(Problem(code, {**details, "name": name}, nearest=close), path, at)

    def place(self, problem: Problem, path: Path, at: Path | None = None) -> None:
        """Notes a problem found elsewhere as standing at a path; `at` as for `fault`."""
        if self.full:
            return
        where = self.where(path)
        if at is not None:
            where = attrs.evolve(self.where(at), path=where.path)
        self._spoiled.add(self._walk(at or path)[0])
        details = {key: clipped(value) for key, value in problem.details.items()}
        if len(self.problems) < MOST_PROBLEMS:
            self._paths[len(self.problems)] = path
        self.note(attrs.evolve(problem, details=details, where=where))

    @property
    def full(self) -> bool:
        """Whether more problems were found than anyone reads."""
        return len(self.problems) > MOST_PROBLEMS

    def note(self, problem: Problem) -> None:
        """Keeps a problem; of more than anyone reads, only that there are more."""
        if len(self.problems) == MOST_PROBLEMS:
            problem = Problem(_TOO_MANY, {"most": str(MOST_PROBLEMS)}, Location(file=self.file))
        if not self.full:
            self.problems.append(problem)

    def spoil(self, path: Path) -> None:
        """Marks what stands at a path as faulty: what else is wrong with it is not told."""
        self._spoiled.add(self._walk(path)[0])

    def spoiled(self, path: Path) -> bool:
        """Whether a fault was noted at a path or at something it stands in."""
        real, _ = self._walk(path)
        return any(real[:length] in self._spoiled for length in range(1, len(real) + 1))

    def spoiled_within(self, path: Path) -> bool:
        """Whether a fault was noted at a path or at something inside it."""
        real, _ = self._walk(path)
        return any(spoiled[: len(real)] == real for spoiled in self._spoiled)

    def probe(self) -> "Source":
        """The same file with no problems yet, to try something out."""
        return attrs.evolve(self, problems=[], spoiled=set(), paths={})

    def settle(self, count: int) -> None:
        """Shows the first problems with the ids of lists, which were not known while the file was read."""
        for i, path in self._paths.items():
            if i < count:
                where = attrs.evolve(self.problems[i].where, path=self.where(path).path)
                self.problems[i] = attrs.evolve(self.problems[i], where=where)

    def in_order(self) -> list[Problem]:
        """The problems in the order of the file, as far as they have a line."""
        return sorted(
            self.problems, key=lambda p: (p.code == _TOO_MANY, p.where.line or 0, p.where.column or 0)
        )

    def _nearest(self, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
        # Comparing names is slow: a file of many thousand unknown ones gets its suggestions for the first.
        self._compared += len(known)
        return nearest(name, known) if self._compared <= _MOST_COMPARED else ()

    def _walk(self, path: Path) -> tuple[Path, Path]:
        """Where a path stands in the file, and how it is shown."""
        real: Path = ()
        shown: Path = ()
        for part in path:
            step = (*real, part)
            known = self._stands.get(step)
            if known is not None:
                real, shown = known
            else:
                real = step
                shown = (*shown, *self._named(step))
        return real, shown

    def _named(self, step: Path) -> tuple[str, ...]:
        """How the last part of a path is shown: not at all for a position whose entry has no name."""
        if not isinstance(step[-1], Index):
            return step[-1:]
        return (self._names[step],) if step in self._names else ()


def clipped(text: str) -> str:
    """`text`, cut where it is longer than anyone wants to read in a message."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def refuse_unreadable(text: str, file: str | None) -> None:
    """Raises `SourceError` for text that is too long or holds half characters."""
    if len(text) > MOST_CHARACTERS:
        details = {"most": str(MOST_CHARACTERS)}
        raise SourceError([Problem("file-too-large", details, Location(file=file))])
    half = _UNENCODABLE.search(text)
    if half is not None:
        line = text.count("\n", 0, half.start()) + 1
        raise SourceError([Problem("half-character", {}, Location(file=file, line=line))])


def whole(text: str) -> bool:
    """Whether `text` can be written out as UTF-8."""
    return text.isascii() or _UNENCODABLE.search(text) is None
