"""Places: codes with names, levels and parents, and the days they were valid."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import Any

import attrs

from cyxc.errors import NOWHERE, DataError, Location, Problem, UnknownNameError, UsageError, brief, nearest
from cyxc.language import Text, both
from cyxc.levels.places_faults import faults
from cyxc.model.entry import Level


def day(said: "date | str") -> date:
    """A day as a date or as `2010-01-31`; raises `DataError` for anything else."""
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        raise DataError(Problem("bad-date", {"text": brief(said)})) from None


def twice(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that come more than once, each once, in order."""
    return tuple(code for code, times in Counter(codes).items() if times > 1)


def _day_or_none(said: "date | str | None") -> date | None:
    return None if said is None else day(said)


def _name(said: "str | Text") -> Text:
    return both(said) if isinstance(said, str) else said


@attrs.frozen(kw_only=True)
class Place:
    """A place: its code, name, level, and the code of the place it lies in.

    `kind` tells apart what stands at one level (社区 and 村, 乡镇 and 园区), in the caller's words. It is
    valid from `valid_from` to `valid_to`, both days included; None is open at that end. A code that meant
    one place and later another is two places with one code.
    """

    code: str
    name: Text = attrs.field(converter=_name)
    level: Level
    parent: str | None = None
    kind: str | None = None
    valid_from: date | None = attrs.field(default=None, converter=_day_or_none)
    valid_to: date | None = attrs.field(default=None, converter=_day_or_none)
    where: Location = attrs.field(default=NOWHERE, eq=False, repr=False)

    def valid(self, at: date | None) -> bool:
        """Whether it is valid at a day; without a day, whether its end is open."""
        if at is None:
            return self.valid_to is None
        return (self.valid_from or date.min) <= at <= (self.valid_to or date.max)


def _listed(said: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(said) if isinstance(said, Iterable) else (said,)


@attrs.frozen(repr=False)
class Places:
    """Places in the order given: iterate them, take one by code or by a name only it has.

    Raises `DataError` with everything wrong at once: a code twice at one time, a parent that is not listed
    or was never valid together with it, circles, a place above its parent's level, a backwards validity.
    """

    listed: tuple[Place, ...] = attrs.field(default=(), converter=_listed)
    days: tuple[date | None, ...] = attrs.field(default=(), eq=False, kw_only=True)
    """The day whose places come first where a code or a name means several; empty where none does."""

    def __attrs_post_init__(self) -> None:
        """Refuses lists with faults."""
        strange = [type(one).__name__ for one in self.listed if not isinstance(one, Place)]
        problems = [Problem("bad-place", {"type": name}) for name in strange] or list(faults(self.listed))
        if problems:
            raise DataError(problems)

    def at(self, when: "date | str | None" = None) -> "Places":
        """The places valid at a day. Without one: those whose end is open, since no clock is read."""
        asked = _day_or_none(when)
        return _narrowed(one for one in self.listed if one.valid(asked))

    def seen_at(self, when: "date | str | None" = None) -> "Places":
        """All of them, where codes and names that mean several places mean the one valid at a day."""
        return _narrowed(self.listed, (_day_or_none(when),))

    def _first(self, one: Place) -> bool:
        return bool(self.days) and one.valid(self.days[0])

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        # Of a code with several lives the one asked about, else the last, which has the latest beginning.
        ordered = sorted(self.listed, key=lambda one: (self._first(one), one.valid_from or date.min))
        return {one.code: one for one in ordered}

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        then: dict[str, set[str]] = {}
        for one in self.listed:
            for name in {one.name.zh, one.name.en}:
                found.setdefault(name, set()).add(one.code)
                if self._first(one):
                    then.setdefault(name, set()).add(one.code)
        return {**found, **then}

    @cached_property
    def _inside(self) -> dict[str, tuple[Place, ...]]:
        several = twice(one.code for one in self.listed)
        if several:
            raise UsageError(Problem("several-lives", {"codes": "、".join(several[:5])}))
        found: dict[str, list[Place]] = {}
        for one in self.listed:
            if one.parent is not None:
                found.setdefault(one.parent, []).append(one)
        return {code: tuple(places) for code, places in found.items()}

    @cached_property
    def holders(self) -> frozenset[str]:
        """The codes of the places in which others lie, or lay at some time."""
        return frozenset(one.parent for one in self.listed if one.parent is not None)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, each once, in order."""
        return tuple(dict.fromkeys(one.code for one in self.listed))

    def find(self, said: str, where: Location = NOWHERE) -> "Place | Problem":
        """The place with this code, or with this name where only one has it; else the problem."""
        known = self._by_code.get(said)
        if known is not None:
            return known
        named = sorted(self._by_name.get(said, ()))
        if len(named) == 1:
            return self._by_code[named[0]]
        if named:
            return Problem("place-ambiguous", {"name": brief(said), "codes": "、".join(named[:5])}, where)
        close = nearest(brief(said), (*self._by_code, *self._by_name))
        return Problem("unknown-place", {"name": brief(said)}, where, close)

    def __getitem__(self, said: str) -> Place:
        found = self.find(said)
        if isinstance(found, Problem):
            raise UnknownNameError(found)
        return found

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Place]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)

    def __repr__(self) -> str:
        return f"Places({len(self)})"

    def name(self, code: str) -> Text:
        """What a place is called; its code where it is not listed."""
        known = self._by_code.get(code)
        return both(code) if known is None else known.name

    @property
    def roots(self) -> tuple[Place, ...]:
        """The places that lie in none of the others."""
        return tuple(one for one in self.listed if one.parent is None or one.parent not in self)

    def children(self, code: str) -> tuple[Place, ...]:
        """The places that lie in it directly; `UnknownNameError` for a code nothing has.

        Where codes had several lives, and so may have lain in several places, `UsageError` asks for a date:
        `places.at(date).children(code)`.
        """
        return self._inside.get(self[code].code, ())

    def descendants(
        self, code: str, *, level: Level | None = None, kind: str | None = None
    ) -> tuple[Place, ...]:
        """All places in it, at whatever depth, parents before children; of one level or kind if asked.

        Raises as `children` does.
        """
        found: dict[str, Place] = {}
        waiting = [*self.children(code)]
        while waiting:
            one = waiting.pop(0)
            if one.code not in found:
                found[one.code] = one
                waiting.extend(self._inside.get(one.code, ()))
        return tuple(
            one
            for one in found.values()
            if (level is None or one.level == level) and (kind is None or one.kind == kind)
        )

    @classmethod
    def read(cls, path: Any) -> "Places":
        """The places in a CSV, YAML or JSON file: see `cyxc.levels.places_file.read_places`."""
        from cyxc.levels.places_file import read_places

        return read_places(path)


def check_places(said: object) -> None:
    """Raises `UsageError` for what was handed in as a list of places and is no `Places`."""
    if said is not None and not isinstance(said, Places):
        raise UsageError(Problem("not-places", {"type": type(said).__name__}))


def _narrowed(listed: Iterable[Place], days: tuple[date | None, ...] = ()) -> Places:
    """Some of a checked list, not checked again: a parent may be missing that is not valid then."""
    made = object.__new__(Places)
    object.__setattr__(made, "listed", tuple(listed))
    object.__setattr__(made, "days", days)
    return made
