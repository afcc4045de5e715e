"""A scheme narrowed to an office, to a clause and all below it, or to some kinds of entries."""

from collections.abc import Iterable
from typing import Any

import attrs

from cyxc.errors import Problem, UnknownNameError, brief, nearest
from cyxc.model.benefit import Benefit
from cyxc.model.coverage import KINDS, Kind, clauses_of, lists, within
from cyxc.model.duty import Step
from cyxc.model.entry import Entry, Judged, Responsibility
from cyxc.model.names import folded
from cyxc.model.organ import Body, Consequence, Measure
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target

Selection = dict[Kind, tuple[Any, ...]]
"""The entries that answer what is asked, by kind."""


@attrs.frozen(kw_only=True)
class Narrowing:
    """What is asked for: a party's id, a clause, kinds; None leaves that open."""

    party: str | None = None
    clause: str | None = None
    kinds: tuple[Kind, ...] | None = None

    @property
    def whole(self) -> bool:
        """True when nothing narrows."""
        return self == Narrowing()


def narrowing(scheme: Scheme, *, party: str | None, clause: str | None, kinds: Iterable[str]) -> Narrowing:
    """What a caller asked for, looked up in the scheme.

    An office goes by its Chinese or its English name. Raises `UnknownNameError` with every name nothing has.
    """
    problems: list[Problem] = []

    def look_up(name: str | None, known: dict[str, str], code: str) -> str | None:
        if name is None:
            return None
        found = {folded(said): id_ for said, id_ in reversed(known.items())}.get(folded(name))
        if found is None:
            close = nearest(folded(name), known)
            problems.append(Problem(code, {"name": brief(name), "scheme": scheme.id}, nearest=close))
        return found

    parties = {**{one.id: one.id for one in scheme.parties}, **{one.en: one.id for one in scheme.parties}}
    asked_party = look_up(party, parties, "no-such-party")
    asked_clause = look_up(clause, {one: one for one in with_headings(clauses_of(scheme))}, "no-such-clause")
    asked_kinds = tuple(dict.fromkeys(word.strip() for kind in kinds for word in kind.split(",")))
    for kind in asked_kinds:
        if kind not in KINDS:
            details = {"name": brief(kind), "choices": ", ".join(KINDS)}
            problems.append(Problem("no-such-kind", details, nearest=nearest(brief(kind), KINDS)))
    if problems:
        raise UnknownNameError(problems)
    known_kinds = tuple(kind for kind in KINDS if kind in asked_kinds) or None
    return Narrowing(party=asked_party, clause=asked_clause, kinds=known_kinds)


def selected(scheme: Scheme, asked: Narrowing) -> Selection:
    """The entries of each kind that answer what is asked, in the order of the lists."""
    found: Selection = {}
    for kind, entries in lists(scheme).items():
        if asked.kinds is None or kind in asked.kinds:
            bound = None if asked.party is None else _bound(scheme, asked.party, kind)
            found[kind] = tuple(
                entry
                for entry in entries
                if (asked.clause is None or within(entry.clause, asked.clause))
                and (bound is None or entry.id in bound or asked.party in parties_in(entry))
            )
    return found


def parties_in(entry: Entry) -> tuple[str, ...]:
    """Every party an entry names: who answers, who receives, who sits in an organ."""
    match entry:
        case Step():
            return (*entry.parties, *entry.to)
        case Judged() | Responsibility() | Measure() | Benefit() | Consequence():
            return entry.parties
        case Body():
            return (*entry.members, *(() if entry.office is None else (entry.office,)))
        case _:
            return ()


def _bound(scheme: Scheme, party: str, kind: Kind) -> set[str]:
    """Ids of entries of a kind that have to do with a party without naming it themselves.

    These are what its responsibilities are about, the phase of its tasks and the procedure of its steps, and
    the indicators and questions its targets and other entries rest on.
    """
    about = {id_ for duty in scheme.responsibilities if party in duty.parties for id_ in duty.entries}
    own = [entry for entry in scheme.entries if party in parties_in(entry) or entry.id in about]
    match kind:
        case "indicators":
            return {id_ for entry in own if isinstance(entry, Target) for id_ in entry.indicators}
        case "questions":
            given = [one for one in scheme.benefits if party in one.parties or one.id in about]
            hanging = [*(one.questions for one in own), *(one.questions for one in given)]
            return {id_ for ids in hanging for id_ in ids}
        case "phases":
            return about | {one.id for one in scheme.phases if any(task in own for task in one.tasks)}
        case "procedures":
            return about | {one.id for one in scheme.procedures if any(step in own for step in one.steps)}
        case _:
            return about


def with_headings(clauses: Iterable[str]) -> tuple[str, ...]:
    """Every clause and every heading above one."""
    found: dict[str, None] = {}
    for clause in clauses:
        steps = clause.split("/")
        found.update(dict.fromkeys("/".join(steps[: i + 1]) for i in range(len(steps))))
    return tuple(found)
