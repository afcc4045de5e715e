"""Which questions govern an entry: those whose readings change it, or anything its figures rest on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from cyxc.model.entries import Entries
from cyxc.model.question import Question
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.reached import reached
from cyxc.rules.formula import Formula
from cyxc.schemefile.contested import contested, moves, spots_of_time
from cyxc.schemefile.words import AROUND

Spot = tuple[str, str]
"""A list and the id of an entry in it."""


def with_questions(scheme: Scheme) -> Scheme:
    """The scheme with every governing question named at the entries, in the order of the questions."""
    found = {**{("targets", id_): asked for id_, asked in governing(scheme).items()}, **bearing(scheme)}

    def asked(list_: str, entries: Iterable[Any]) -> Entries[Any]:
        return Entries(attrs.evolve(entry, questions=found[list_, entry.id]) for entry in entries)

    lists: dict[str, Any] = {list_: asked(list_, getattr(scheme, list_)) for list_ in ("targets", *_ALONE)}
    for inside, around in AROUND.items():
        holders = getattr(scheme, around)
        lists[around] = Entries(
            attrs.evolve(holder, **{inside: asked(inside, getattr(holder, inside))}) for holder in holders
        )
    return attrs.evolve(scheme, **lists)


_ALONE = ("criteria", "obligations", "benefits")
"""The lists, tasks and steps apart, whose entries rest on no others."""


def bearing(scheme: Scheme) -> dict[Spot, tuple[str, ...]]:
    """For each entry that is no target the questions it names, and those that change it."""
    changing: dict[Spot, set[str]] = {}
    for question in scheme.questions:
        for change in _changes(question):
            changing.setdefault((change.list, change.entry), set()).add(question.id)
    found: dict[Spot, tuple[str, ...]] = {}
    for list_ in (*_ALONE, *AROUND):
        for entry in getattr(scheme, list_):
            asked = changing.get((list_, entry.id), set()) | set(entry.questions)
            found[list_, entry.id] = (
                tuple(id_ for id_ in scheme.questions.ids if id_ in asked) if asked else ()
            )
    return found


def governing(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """For each target the questions that govern it."""
    # A reading can bring in an indicator, or a target, that another question changes: so what a target may
    # rest on is gathered over all readings before it is compared with what the questions change.
    rests, bounds = _rests_on(scheme), _bounded_by(scheme)
    changes = [change for question in scheme.questions for change in _changes(question)]
    among = contested(scheme, changes, lambda spots: reached(spots, rests.__getitem__))
    touched = {question.id: _touched(question, rests, among) for question in scheme.questions}
    found: dict[str, tuple[str, ...]] = {}
    for target in scheme.targets:
        spots = reached([("targets", target.id)], rests.__getitem__)
        # A part over its whole makes both invalid, so each hangs on what the other comes to.
        spots |= reached([other for spot in spots for other in bounds.get(spot, ())], rests.__getitem__)
        spots |= spots_of_time(spots, among)
        named = {q for list_, id_ in spots if list_ == "targets" for q in scheme.targets[id_].questions}
        found[target.id] = tuple(q for q in scheme.questions.ids if q in named or touched[q] & spots)
    return found


def _touched(question: Question, rests: Mapping[Spot, set[Spot]], among: frozenset[str]) -> set[Spot]:
    """What a question changes: entries, and the time over which flows are asked for."""
    touched = {(change.list, change.entry) for change in _changes(question)}
    moved = [(change.list, change.entry) for change in _changes(question) if moves(change)]
    return touched | spots_of_time(reached(moved, rests.__getitem__), among)


def _changes(question: Question) -> "Iterable[Any]":
    return (change for reading in question.readings for change in reading.changes)


def _rests_on(scheme: Scheme) -> Mapping[Spot, set[Spot]]:
    """What each entry is made of directly, under any reading."""
    rests: dict[Spot, set[Spot]] = {}
    for indicator in scheme.indicators:
        terms = () if indicator.formula is None else indicator.formula.indicators
        rests["indicators", indicator.id] = {("indicators", term) for term in terms}
    for target in scheme.targets:
        rests["targets", target.id] = _used_by(target)
    for question in scheme.questions:
        for change in _changes(question):
            if change.list in ("indicators", "targets"):
                rests[change.list, change.entry] |= _brought_in(change.keys)
    return rests


def _bounded_by(scheme: Scheme) -> Mapping[Spot, set[Spot]]:
    """The wholes and parts of each indicator, under any reading."""
    bounds: dict[Spot, set[Spot]] = {}
    for indicator in scheme.indicators:
        wholes = {*indicator.part_of, indicator.attendances_of}
        for question in scheme.questions:
            for change in _changes(question):
                if (change.list, change.entry) == ("indicators", indicator.id):
                    wholes |= {*(change.keys.get("part_of") or ()), change.keys.get("attendances_of")}
        for whole in wholes - {None}:
            one, other = ("indicators", indicator.id), ("indicators", str(whole))
            bounds.setdefault(one, set()).add(other)
            bounds.setdefault(other, set()).add(one)
    for low, high in _parts_of_targets(scheme):
        bounds.setdefault(low, set()).add(high)
        bounds.setdefault(high, set()).add(low)
    return bounds


def _parts_of_targets(scheme: Scheme) -> Iterator[tuple[Spot, Spot]]:
    """Targets that are a part of another (其中), under any reading: what the other asks for bounds them."""
    for target in scheme.targets:
        if target.part_of is not None:
            yield ("targets", target.id), ("targets", target.part_of)
    for question in scheme.questions:
        for change in _changes(question):
            whole = change.keys.get("part_of") if change.list == "targets" else None
            if whole is not None:
                yield ("targets", change.entry), ("targets", str(whole))


def _used_by(target: Target) -> set[Spot]:
    used: set[Spot] = {("indicators", id_) for id_ in target.indicators}
    return used | {("targets", id_) for id_ in target.children}


def _brought_in(keys: Mapping[str, Any]) -> set[Spot]:
    """The entries that the keys of a change name."""
    rule = keys.get("rule") or {}
    names = [*(rule.get("indicators") or ()), keys.get("indicator")]
    if keys.get("formula") is not None:
        names += Formula.parse(keys["formula"]).indicators
    found: set[Spot] = {("indicators", name) for name in names if name is not None}
    return found | {("targets", name) for name in rule.get("targets") or ()}
