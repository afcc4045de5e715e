"""Times outside the scheme's term."""

from collections.abc import Iterator

from cyxc.consistency.finding import Finding, finding
from cyxc.consistency.spans import after, before
from cyxc.consistency.words import say
from cyxc.language import both, joined
from cyxc.model.duty import Phase
from cyxc.model.entry import Judged
from cyxc.model.scheme import Scheme
from cyxc.rules.dates import SchemeDate, Window

Outside = tuple[SchemeDate | None, SchemeDate | None]
"""The start ahead of the term's, and the due date past the term's; None where it is inside."""


def overruns(scheme: Scheme) -> Iterator[Finding]:
    """A finding for each time that leaves the term, about all entries that have it."""
    found: dict[Outside, list[Judged | Phase]] = {}
    for entry in _with_windows(scheme):
        outside = _outside(entry.window, scheme.term)
        if outside != (None, None):
            found.setdefault(outside, []).append(entry)
    for (start, due), entries in found.items():
        arithmetic, said = [], []
        if start is not None:
            arithmetic.append(both(f"{start} < {scheme.term.start}"))
            said.append(say("windows", "before", start=start, term=scheme.term.start))
        if due is not None:
            arithmetic.append(both(f"{due} > {scheme.term.due}"))
            said.append(say("windows", "after", due=due, term=scheme.term.due))
        yield finding(
            scheme, "overruns", joined(arithmetic, "；", "; "), joined(said, "", " "), entries=entries
        )


def _with_windows(scheme: Scheme) -> Iterator[Judged | Phase]:
    """Whatever has a time of its own; the tasks of a phase have the phase's, and leave the term with it."""
    yield from scheme.phases
    phases = {task.id: phase for phase in scheme.phases for task in phase.tasks}
    for entry in scheme.entries:
        phase = phases.get(entry.id)
        if phase is None or _outside(entry.window, phase.window) != (None, None):
            yield entry


def _outside(window: Window, term: Window) -> Outside:
    return (
        window.start if before(window.start, term.start) else None,
        window.due if after(window.due, term.due) else None,
    )
