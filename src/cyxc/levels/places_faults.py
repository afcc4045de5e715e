"""What is wrong with a list of places, all of it at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cyxc.errors import Problem, brief, nearest
from cyxc.model.entry import LEVELS, Level

if TYPE_CHECKING:
    from cyxc.levels.places import Place

RANKS: Mapping[Level, int] = {
    "province": 0, "city": 1, "district": 2, "county": 2, "town": 3, "community": 4,
}  # fmt: skip
"""The levels from the top; districts and counties stand side by side."""

Span = tuple[date, date]


def faults(places: "Sequence[Place]") -> Iterator[Problem]:
    """Every fault, in the order of the list."""
    lives: dict[str, list[Place]] = {}
    for one in places:
        lives.setdefault(one.code, []).append(one)
    before: dict[str, list[Place]] = {}
    for one in places:
        yield from _own_faults(one)
        for other in before.setdefault(one.code, []):
            if _shared(_span(one), _span(other)) is not None:
                details = {"code": one.code, "first": other.where.say() or other.name.zh}
                yield Problem("place-twice", details, one.where)
        before[one.code].append(one)
        yield from _faults_of_parent(one, lives)
    yield from _circles(places, lives)


def _own_faults(one: "Place") -> Iterator[Problem]:
    if not isinstance(one.code, str) or not one.code.strip():
        yield Problem("place-without-code", {"name": one.name.zh}, one.where)
    if one.level not in LEVELS:
        said = brief(one.level)
        choices = ", ".join(f"{level} ({text.zh})" for level, text in LEVELS.items())
        names = (*LEVELS, *(text.zh for text in LEVELS.values()))
        yield Problem("not-a-choice", {"name": said, "choices": choices}, one.where, nearest(said, names))
    if one.valid_from is not None and one.valid_to is not None and one.valid_to < one.valid_from:
        details = {"code": one.code, "first": str(one.valid_from), "last": str(one.valid_to)}
        yield Problem("validity-backwards", details, one.where)


def _faults_of_parent(one: "Place", lives: "Mapping[str, list[Place]]") -> Iterator[Problem]:
    if one.parent is None:
        return
    known = lives.get(one.parent)
    if known is None:
        details = {"code": one.code, "parent": str(one.parent)[:80]}
        yield Problem("unknown-parent", details, one.where, nearest(str(one.parent)[:80], lives))
        return
    together = [parent for parent in known if _shared(_span(one), _span(parent)) is not None]
    if not together:
        yield Problem("parent-not-then", {"code": one.code, "parent": one.parent}, one.where)
    for parent in together:
        ranked = one.level in RANKS and parent.level in RANKS
        if ranked and RANKS[one.level] < RANKS[parent.level]:
            details = {
                "code": one.code,
                "level": one.level,
                "parent": parent.code,
                "above": parent.level,
            }
            yield Problem("place-above-parent", details, one.where)
            return


def _circles(places: "Sequence[Place]", lives: "Mapping[str, list[Place]]") -> Iterator[Problem]:
    """Circles at one time: each place of one lies in the next while all of them are valid."""
    told: set[frozenset[str]] = set()
    safe: set[int] = set()
    for start in places:
        circle = _circle(start, lives, safe)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield Problem("place-circle", {"codes": " → ".join([*circle, circle[0]])}, start.where)


def _circle(start: "Place", lives: "Mapping[str, list[Place]]", safe: set[int]) -> tuple[str, ...]:
    """The codes of a circle above a place, empty where there is none; `safe` are those known to have none."""
    waiting: list[tuple[Place, Span, tuple[str, ...]]] = [(start, _span(start), (start.code,))]
    seen: dict[tuple[int, Span], Place] = {}
    while waiting:
        one, span, path = waiting.pop()
        seen[id(one), span] = one
        for parent in lives.get(one.parent or "", ()):
            shared = _shared(span, _span(parent))
            if shared is None or id(parent) in safe:
                continue
            if parent.code in path:
                # Whoever leads into the circle would only tell it again.
                safe.update(id(one) for one in seen.values())
                return path[path.index(parent.code) :]
            if (id(parent), shared) not in seen:
                waiting.append((parent, shared, (*path, parent.code)))
    # What was looked at for only a part of its time may still lie in a circle at another.
    safe.update(id(one) for (_, span), one in seen.items() if span == _span(one))
    return ()


def _span(one: "Place") -> Span:
    return one.valid_from or date.min, one.valid_to or date.max


def _shared(one: Span, other: Span) -> Span | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None
