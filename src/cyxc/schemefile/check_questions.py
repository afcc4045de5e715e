"""What must hold of questions: readings that can stand, each alone and any that can meet in one target."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, islice, product
from math import prod
from typing import Any

import attrs

from cyxc.errors import Problem
from cyxc.model.entries import Entries
from cyxc.model.question import Change, Question, Reading
from cyxc.model.scheme import Scheme
from cyxc.schemefile.check_benefits import check_benefit
from cyxc.schemefile.check_duties import check_criterion, check_obligation, check_step, check_task
from cyxc.schemefile.check_indicators import check_circles, check_indicator
from cyxc.schemefile.check_targets import check_target
from cyxc.schemefile.draft import Draft
from cyxc.schemefile.governed import bearing, governing
from cyxc.schemefile.marks import Index, Path, Source
from cyxc.schemefile.overlay import CHANGEABLE, Spot, overlaid
from cyxc.schemefile.words import known_keys

MOST_TOGETHER = 256
"""Combinations of readings tried for the questions of one target; of more, only those of two questions."""

MOST_TRIED = 2000
"""Combinations tried in one file."""

Named = tuple[str, Reading]
"""A question's id and one of its readings."""


def check_questions(draft: Draft, source: Source) -> None:
    """Notes what is wrong with the questions, and with the scheme under their readings."""
    for question in draft.scheme.questions:
        _check_question(question, draft, source)
    _check_touched_twice(draft.scheme.questions, source)
    if not source.problems:
        for readings in islice(_together(draft.scheme), MOST_TRIED):
            _check_together(readings, draft, source)


def _check_question(question: Question, draft: Draft, source: Source) -> None:
    path = ("questions", question.id, "readings")
    plain = [reading for reading in question.readings if reading.plain]
    if len(question.readings) < 2:
        source.fault("one-reading", path)
    if len(plain) != 1:
        source.fault("plain-readings", path, count=str(len(plain)))
    for reading in question.readings:
        inside = (*path, reading.id)
        still = reading.plain or reading.without_number
        if reading.plain and reading.without_number:
            source.fault("plain-without-number", (*inside, "without_number"))
        if still and reading.changes:
            source.fault("changes-not-allowed", inside)
        elif reading.changes:
            _check_reading(reading, draft, source, inside)
        elif not still and not source.spoiled_within(inside):
            source.fault("reading-changes-nothing", inside)


def _check_reading(reading: Reading, draft: Draft, source: Source, path: Path) -> None:
    before = len(source.problems)
    places: dict[Spot, Path] = {}
    for i, change in enumerate(reading.changes):
        inside = (*path, "changes", Index(i))
        _check_change(change, draft, source, inside)
        spot = (change.list, change.entry)
        if spot in places:
            source.fault("changed-twice", inside, entry=change.entry)
        places[spot] = (*inside, "keys")
    if len(source.problems) > before or any(draft.entry(*spot) is None for spot in places):
        return
    read = overlaid(draft.scheme, reading.changes, source, places)
    if len(source.problems) > before:
        return
    _note_broken(draft, read, places, source, (path,))


def _check_change(change: Change, draft: Draft, source: Source, path: Path) -> None:
    allowed = CHANGEABLE.get(change.list)
    if allowed is None:
        source.fault("unknown-list", (*path, "list"), name=change.list, known=tuple(CHANGEABLE))
        return
    if not draft.has(change.list, change.entry):
        _note_unknown(change, draft, source, path)
    for key in change.keys:
        if key in known_keys(allowed.cls) and key not in allowed.keys:
            source.fault("unchangeable-key", (*path, "keys", key), key=key)


def _note_unknown(change: Change, draft: Draft, source: Source, path: Path) -> None:
    """Notes that a reading changes an entry that isn't there, or can't be changed."""
    if change.list == "indicators":
        source.fault("unknown-indicator", path, name=change.entry, known=draft.ids["indicators"])
    elif change.entry in draft.statements:
        source.fault("unknown-list", path, name=change.entry)
    else:
        known = [id_ for list_ in CHANGEABLE if list_ != "indicators" for id_ in draft.ids[list_]]
        source.fault("unknown-statement", path, name=change.entry, known=known)


def _note_broken(
    draft: Draft, read: Scheme, places: Mapping[Spot, Path], source: Source, readings: tuple[Path, ...]
) -> None:
    """Notes what no longer holds in a scheme as read so, of the entries changed and those that use them."""
    spots = _using(draft.scheme, read, places)
    before = _faults(draft, spots, {}, source) if source.problems else []
    known = {(problem.code, problem.details) for problem in before}
    shown = f"{source.where(readings[0]).path}."
    for problem in _faults(attrs.evolve(draft, scheme=read), spots, places, source):
        if (problem.code, problem.details) in known:
            continue
        if (problem.where.path or "").startswith(shown):
            source.note(problem)
        else:
            _note_at(problem, source, readings)


def _note_at(problem: Problem, source: Source, readings: tuple[Path, ...]) -> None:
    """Notes a problem of some entry at the readings that bring it about."""
    shown = " + ".join(source.where(path).path or "" for path in readings)
    where = attrs.evolve(source.where(readings[-1]), path=f"{shown} → {problem.where.path}")
    source.note(attrs.evolve(problem, where=where))


def _using(scheme: Scheme, read: Scheme, changed: Iterable[Spot]) -> list[Spot]:
    """The entries changed, and those that name one of them before or after."""
    spots = dict.fromkeys(changed)
    moved = set(spots)
    for one in (scheme, read):
        for indicator in one.indicators:
            terms = () if indicator.formula is None else indicator.formula.indicators
            named = (*terms, *indicator.part_of, indicator.attendances_of)
            if any(("indicators", id_) in moved for id_ in named):
                spots.setdefault(("indicators", indicator.id))
        for target in one.targets:
            used = any(("indicators", id_) in moved for id_ in target.indicators)
            if used or any(("targets", id_) in moved for id_ in (target.part_of, target.restates)):
                spots.setdefault(("targets", target.id))
        for list_ in _RESTATING:
            for entry in getattr(one, list_):
                if (list_, entry.restates) in moved:
                    spots.setdefault((list_, entry.id))
    return list(spots)


def _faults(
    draft: Draft, spots: Iterable[Spot], places: Mapping[Spot, Path], source: Source
) -> list[Problem]:
    probe = source.probe()
    for list_, id_ in spots:
        path = places.get((list_, id_)) or draft.place(list_, id_)
        _CHECKS[list_](getattr(draft.scheme, list_)[id_], draft, probe, path)
    check_circles(draft, probe, lambda list_, id_, key: (*places.get((list_, id_), (list_, id_)), key))
    return probe.problems


_RESTATING = ("criteria", "obligations", "tasks", "steps")
"""The lists, targets apart, whose entries name others only to say the same again."""

_CHECKS: dict[str, Callable[[Any, Draft, Source, Path], None]] = {
    "indicators": check_indicator,
    "targets": check_target,
    "criteria": check_criterion,
    "obligations": check_obligation,
    "benefits": check_benefit,
    "tasks": check_task,
    "steps": check_step,
}


def _check_touched_twice(questions: Entries[Question], source: Source) -> None:
    """No two questions change one key of one entry: their answers could not be combined."""
    owners: dict[tuple[str, str, str], str] = {}
    for question in questions:
        for reading in question.readings:
            for i, change in enumerate(reading.changes):
                for key in change.keys:
                    other = owners.setdefault((change.list, change.entry, key), question.id)
                    if other != question.id:
                        where = (
                            "questions",
                            question.id,
                            "readings",
                            reading.id,
                            "changes",
                            Index(i),
                            "keys",
                            key,
                        )
                        source.fault("touched-twice", where, other=other, entry=change.entry, key=key)


def _together(scheme: Scheme) -> Iterator[tuple[Named, ...]]:
    """Every set of two or more readings that an evaluation may put together for one entry, each once."""
    seen: set[frozenset[tuple[str, str]]] = set()
    choices = {q.id: [(q.id, r) for r in q.readings if r.changes] for q in scheme.questions}
    for questions in dict.fromkeys((*governing(scheme).values(), *bearing(scheme).values())):
        asked = [choices[question] for question in questions if choices[question]]
        all_of_them = prod(len(readings) + 1 for readings in asked) <= MOST_TOGETHER
        for size in range(2, len(asked) + 1 if all_of_them else 3):
            for some in combinations(asked, size):
                for readings in product(*some):
                    key = frozenset((question, reading.id) for question, reading in readings)
                    if key not in seen:
                        seen.add(key)
                        yield readings


def _check_together(readings: tuple[Named, ...], draft: Draft, source: Source) -> None:
    paths = tuple(("questions", question, "readings", reading.id) for question, reading in readings)
    changes = [change for _, reading in readings for change in reading.changes]
    probe = source.probe()
    read = overlaid(draft.scheme, changes, probe)
    for problem in probe.problems:
        _note_at(problem, source, paths)
    if not probe.problems:
        places = {(change.list, change.entry): draft.place(change.list, change.entry) for change in changes}
        _note_broken(draft, read, places, source, paths)
