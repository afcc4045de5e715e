"""What judgements and logs say of a scheme: names it has, parties that are bound, nothing said twice."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import attrs

from cyxc.data.records import Event, Judgement, Records
from cyxc.errors import DataError, Location, Problem, nearest
from cyxc.model.duty import Obligation
from cyxc.model.scheme import Scheme


def check_records(found: Records, scheme: Scheme) -> None:
    """Raises `DataError` with everything in judgements, logs and classes that does not fit the scheme."""
    names = _Names(scheme, found)
    problems = [*_judgements(found, scheme), *_logs(found, names), *_classes(found, names)]
    if problems:
        raise DataError(dict.fromkeys(problems))  # a name nobody has, once for all its events


@attrs.frozen
class _Names:
    """The names that records of a scheme may use."""

    scheme: Scheme
    records: Records

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The entries events are held against."""
        scheme = self.scheme
        return frozenset((*scheme.obligations.ids, *scheme.tasks.ids, *scheme.steps.ids))

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties of the scheme, and whoever fills its open classes."""
        filled = (member for members in self.records.classes.values() for member in members)
        return frozenset((*self.scheme.parties.ids, *filled))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The open classes."""
        return frozenset(party.id for party in self.scheme.parties if party.open)

    def bound(self, entry: str) -> tuple[str, ...]:
        """Who may do what an entry asks for: its parties, and the members of its classes."""
        parties = self.scheme.entries[entry].parties
        return (*parties, *(one for name in parties for one in self.records.classes.get(name, ())))

    def unknown_entry(self, name: str, where: Location) -> Problem:
        """The fault of a name that no obligation, task or step has."""
        return Problem("no-events", {"name": name}, where, nearest(name, sorted(self.recorded)))

    def unknown_party(self, name: str, where: Location) -> Problem:
        """The fault of a name that no party has."""
        return Problem("unknown-party-here", {"name": name}, where, nearest(name, sorted(self.parties)))


def _judgements(found: Records, scheme: Scheme) -> Iterator[Problem]:
    said: dict[str, list[Judgement]] = {}
    for one in found.judgements:
        criterion = scheme.criteria.get(one.criterion)
        if criterion is None:
            close = nearest(one.criterion, scheme.criteria.ids)
            yield Problem("unknown-criterion", {"name": one.criterion}, one.where, close)
        elif one.met is not None:
            # A restatement says the same again, so two judgements of one thing can't differ either.
            others = said.setdefault(criterion.restates or criterion.id, [])
            yield from _contradiction(one, others)
            others.append(one)


def _contradiction(one: Judgement, others: list[Judgement]) -> Iterator[Problem]:
    """Judgements that differ, and of which nobody can say which is the later."""
    for other in others:
        if other.met is not one.met and (other.on == one.on or None in (other.on, one.on)):
            code = "judged-both-ways" if other.on == one.on and one.on is not None else "judged-without-days"
            details = {"name": one.criterion, "other": other.criterion, "on": str(one.on)}
            yield Problem(code, details, one.where)
            return


def _logs(found: Records, names: _Names) -> Iterator[Problem]:
    seen: set[Event] = set()
    for log in found.logs:
        if log.first > log.last:
            yield Problem("log-backwards", {"first": str(log.first), "last": str(log.last)}, log.where)
        yield from (names.unknown_entry(id_, log.where) for id_ in log.entries if id_ not in names.recorded)
        yield from (names.unknown_party(id_, log.where) for id_ in log.parties if id_ not in names.parties)
        for event in log.events:
            yield from _event(event, names)
            if event in seen:
                details = {"name": event.entry, "on": str(event.on)}
                yield Problem("event-twice", details, event.where)
            seen.add(event)


def _event(event: Event, names: _Names) -> Iterator[Problem]:
    if event.entry not in names.recorded:
        yield names.unknown_entry(event.entry, event.where)
        return
    entry = names.scheme.entries[event.entry]
    details = {"name": event.entry, "on": str(event.on)}
    each = isinstance(entry, Obligation) and entry.bound == "each" and entry.parties
    if each and (event.party is None or event.party in names.classes):
        yield Problem("event-without-party", details, event.where)
    elif event.party is not None and event.party not in names.parties:
        yield names.unknown_party(event.party, event.where)
    elif event.party is not None and entry.parties and event.party not in names.bound(event.entry):
        details = {"name": event.entry, "party": event.party}
        yield Problem("party-not-bound", details, event.where, nearest(event.party, names.bound(event.entry)))


def _classes(found: Records, names: _Names) -> Iterator[Problem]:
    for name, members in found.classes.items():
        where = Location(path=f"classes.{name}")
        if name not in names.classes:
            yield Problem("not-a-class", {"name": name}, where, nearest(name, sorted(names.classes)))
        if not members:
            yield Problem("class-empty", {"name": name}, where)
        for member, count in Counter(members).items():
            if count > 1:
                yield Problem("member-twice", {"name": member, "other": name}, where)
            if member in names.classes:
                yield Problem("class-in-class", {"name": member, "other": name}, where)
