"""Binding a scheme whose year was stripped: every window gets its year, nothing else changes."""

import attrs

from cyxc.model.entries import Entries
from cyxc.model.entry import Phase
from cyxc.model.question import Change, Question, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.dates import SchemeDate


def bind(scheme: Scheme, year: int) -> Scheme:
    """The scheme with `year` put into every date that lacks one, those inside readings included."""

    def windowed(entry: Target | Phase) -> Target | Phase:
        return attrs.evolve(entry, window=entry.window.bind(year))

    return attrs.evolve(
        scheme,
        year=year,
        term=scheme.term.bind(year),
        targets=Entries(windowed(target) for target in scheme.targets),
        phases=Entries(windowed(phase) for phase in scheme.phases),
        questions=Entries(_question(question, year) for question in scheme.questions),
        origin=None if scheme.origin is None else bind(scheme.origin, year),
    )


def _question(question: Question, year: int) -> Question:
    return attrs.evolve(question, readings=Entries(_reading(r, year) for r in question.readings))


def _reading(reading: Reading, year: int) -> Reading:
    return attrs.evolve(reading, changes=tuple(_change(change, year) for change in reading.changes))


def _change(change: Change, year: int) -> Change:
    window = change.keys.get("window")
    if window is None:
        return change
    bound = {end: str(SchemeDate.parse(text).bind(year)) for end, text in window.items()}
    return attrs.evolve(change, keys={**change.keys, "window": bound})
