"""Binding a scheme whose year was stripped: every date gets its year, nothing else changes."""

from collections.abc import Iterable
from typing import TypeVar

import attrs

from cyxc.errors import Problem
from cyxc.model.duty import Criterion, Obligation, Phase, Procedure, Step, Task
from cyxc.model.entries import Entries
from cyxc.model.question import Change, Question, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.dates import SchemeDate, out_of_range

T = TypeVar("T", Target, Phase, Criterion, Obligation, Task, Step)


def year_fault(scheme: Scheme, year: int) -> Problem | None:
    """Why a scheme as its document has it can't be bound to `year`, or None."""
    if scheme.bound:
        return Problem("year-not-needed", {"scheme": scheme.id, "year": str(year)})
    return out_of_range(year)


def bind(scheme: Scheme, year: int) -> Scheme:
    """The scheme with `year` put into every date that lacks one, those inside readings included."""

    def windowed(entries: Iterable[T]) -> Entries[T]:
        return Entries(attrs.evolve(entry, window=entry.window.bind(year)) for entry in entries)

    def phase(entry: Phase) -> Phase:
        return attrs.evolve(entry, tasks=windowed(entry.tasks))

    def procedure(entry: Procedure) -> Procedure:
        return attrs.evolve(entry, steps=windowed(entry.steps))

    return attrs.evolve(
        scheme,
        year=year,
        issued=None if scheme.issued is None else scheme.issued.bind(year),
        term=scheme.term.bind(year),
        targets=windowed(scheme.targets),
        criteria=windowed(scheme.criteria),
        obligations=windowed(scheme.obligations),
        phases=windowed(phase(entry) for entry in scheme.phases),
        procedures=Entries(procedure(entry) for entry in scheme.procedures),
        questions=Entries(_question(question, year) for question in scheme.questions),
        origin=scheme,
    )


def _question(question: Question, year: int) -> Question:
    return attrs.evolve(question, readings=Entries(_reading(r, year) for r in question.readings))


def _reading(reading: Reading, year: int) -> Reading:
    return attrs.evolve(reading, changes=tuple(_change(change, year) for change in reading.changes))


def _change(change: Change, year: int) -> Change:
    window = change.keys.get("window")
    if window is None:
        return change
    bound = {end: str(SchemeDate.parse(text).bind(year)) for end, text in window.items() if text is not None}
    return attrs.evolve(change, keys={**change.keys, "window": bound})
