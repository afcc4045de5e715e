"""What was handed in, as far as it could be seen at a date, and what of it is known to be all there was.

A restatement and the entry it restates are one task: what is recorded of either is known of both.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

import attrs

from cyxc.data.records import Event, EventLog, Judgement, Records
from cyxc.model.duty import Obligation
from cyxc.model.entry import Judged
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import Period
from cyxc.rules.status import NO_DATA, NOT_DUE, NOT_MET


@attrs.frozen
class Seen:
    """The records of a scheme as they could be seen on a day; without one, all of them."""

    scheme: Scheme
    records: Records
    as_of: date | None

    def past(self, day: date) -> bool:
        """Whether a day had come."""
        return self.as_of is None or day <= self.as_of

    def judgements(self, entry: Judged) -> list[Judgement]:
        """What assessors had found of a criterion, the latest last; those without a day come first."""
        return self._judgements.get(_first_stated(entry), [])

    def events(self, entry: Judged, party: str | None = None) -> tuple[Event, ...]:
        """What had happened (by one party, or by anybody), the earliest first, each thing once."""
        found = self._events.get(_first_stated(entry), [])
        return _each_once(event for event in found if party in (None, event.party))

    def unnamed(self, entry: Judged) -> tuple[Event, ...]:
        """What had happened without it being said by whom."""
        return _each_once(event for event in self._events.get(_first_stated(entry), []) if not event.party)

    def known(self, entry: Judged) -> bool:
        """Whether anything was recorded of an entry, or any log is about it."""
        return bool(self.events(entry)) or any(self._logs(entry, one) for one in self._all_of(entry))

    def bound(self, entry: Judged) -> tuple[str | None, ...]:
        """Who is bound, each by itself; None for all together."""
        if not isinstance(entry, Obligation) or entry.bound == "together" or not entry.parties:
            return (None,)
        open_ = self.unfilled(entry)
        return tuple(party for party in self._all_of(entry) if party not in open_)

    def unfilled(self, entry: Obligation) -> tuple[str, ...]:
        """The open classes of which each is bound by itself, and of which nobody said who they are."""
        if entry.bound == "together":
            return ()
        parties = (self.scheme.parties[name] for name in entry.parties)
        return tuple(one.id for one in parties if one.open and one.id not in self.records.classes)

    def complete(self, entry: Judged, party: str | None, period: Period) -> bool:
        """Whether logs cover every day of a period between them, for a party or for all that are bound."""
        parties = self._all_of(entry) if party is None else (party,)
        return all(_cover(self._logs(entry, one), period) for one in parties)

    def without(self, entry: Judged, party: str | None, period: Period) -> int:
        """The status code where what was asked by the end of a period is not seen to have happened.

        Of a period that runs the log has to be complete as far as it has run; of one to come there is
        nothing yet that could be handed in, but some log has to be about the entry.
        """
        if self.as_of is None or period.last <= self.as_of:
            return NOT_MET if self.complete(entry, party, period) else NO_DATA
        if period.first <= self.as_of:
            return NOT_DUE if self.complete(entry, party, Period(period.first, self.as_of)) else NO_DATA
        parties = self._all_of(entry) if party is None else (party,)
        return NOT_DUE if all(self._logs(entry, one) for one in parties) else NO_DATA

    def _all_of(self, entry: Judged) -> tuple[str | None, ...]:
        """The parties of an entry, with the members of open classes in place of their class."""
        found: dict[str | None, None] = {}
        for name in entry.parties:
            found.update(dict.fromkeys(self.records.classes.get(name, (name,))))
        return tuple(found) or (None,)

    def _logs(self, entry: Judged, party: str | None) -> list[EventLog]:
        """The logs that are about an entry and a party; about an entry of nobody, those about everybody."""
        names = {party, *self._classes_of.get(party or "", ())}
        logs = self._logs_of.get(_first_stated(entry), []) + self._logs_of.get("", [])
        return [log for log in logs if not log.parties or not names.isdisjoint(log.parties)]

    @cached_property
    def _classes_of(self) -> dict[str, list[str]]:
        classes: dict[str, list[str]] = {}
        for name, members in self.records.classes.items():
            for member in members:
                classes.setdefault(member, []).append(name)
        return classes

    @cached_property
    def _logs_of(self) -> dict[str, list[EventLog]]:
        """The logs by the entries they are complete for, those for all entries under an empty id."""
        found: dict[str, list[EventLog]] = {}
        for log in self.records.logs:
            for id_ in {self._stated(id_) for id_ in log.entries} or {""}:
                found.setdefault(id_, []).append(log)
        return found

    @cached_property
    def _events(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.records.events:
            if self.past(event.on):
                found.setdefault(self._stated(event.entry), []).append(event)
        return found

    @cached_property
    def _judgements(self) -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = {}
        for one in sorted(self.records.judgements, key=lambda one: one.on or date.min):
            if one.met is not None and (one.on is None or self.past(one.on)):
                found.setdefault(self._stated(one.criterion), []).append(one)
        return found

    def _stated(self, id_: str) -> str:
        return _first_stated(self.scheme.entries[id_])


def _first_stated(entry: Judged) -> str:
    return entry.restates or entry.id


def _cover(logs: list[EventLog], period: Period) -> bool:
    """Whether the spans of logs cover every day of a period between them."""
    wanted = period.first
    for log in sorted(logs, key=lambda log: log.first):
        if log.first <= wanted <= log.last:
            if log.last >= period.last:
                return True
            wanted = log.last + timedelta(days=1)
    return False


def _each_once(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in order; of a day on which both ids of one task have some, those of the id that has more.

    What stands under both is mostly one thing written down twice, and two are never made of it.
    """
    days: dict[date, dict[str, list[Event]]] = {}
    for event in sorted(events, key=_place_of):
        days.setdefault(event.on, {}).setdefault(event.entry, []).append(event)
    return tuple(event for ids in days.values() for event in max(ids.values(), key=len))


def _place_of(event: Event) -> tuple[date, str, str, str]:
    return event.on, event.entry, event.party or "", "" if event.note is None else event.note.zh
