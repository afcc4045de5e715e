"""What judgements and logs say of a scheme: names it has, parties that are bound, nothing said twice."""

from collections import Counter
from collections.abc import Iterator

from cyxc.data.records import Event, Records
from cyxc.errors import DataError, Problem, nearest
from cyxc.model.duty import Obligation
from cyxc.model.scheme import Scheme


def check_records(found: Records, scheme: Scheme) -> None:
    """Raises `DataError` with everything in judgements, logs and classes that does not fit the scheme."""
    problems = [*_judgements(found, scheme), *_logs(found, scheme), *_classes(found, scheme)]
    if problems:
        raise DataError(problems)


def _judgements(found: Records, scheme: Scheme) -> Iterator[Problem]:
    seen: dict[tuple[str, object], bool] = {}
    for one in found.judgements:
        if scheme.criteria.get(one.criterion) is None:
            close = nearest(one.criterion, scheme.criteria.ids)
            yield Problem("unknown-criterion", {"name": one.criterion}, one.where, close)
        elif seen.setdefault((one.criterion, one.on), one.met) is not one.met:
            yield Problem("judged-both-ways", {"name": one.criterion, "on": str(one.on or "?")}, one.where)


def _logs(found: Records, scheme: Scheme) -> Iterator[Problem]:
    for log in found.logs:
        if log.first > log.last:
            yield Problem("log-backwards", {"first": str(log.first), "last": str(log.last)}, log.where)
        for id_ in log.entries:
            if id_ not in _recorded(scheme):
                yield Problem("no-events", {"name": id_}, log.where, nearest(id_, _recorded(scheme)))
        for party in log.parties:
            if party not in _parties(found, scheme):
                close = nearest(party, _parties(found, scheme))
                yield Problem("unknown-party-here", {"name": party}, log.where, close)
    for event in found.events:
        yield from _event(event, found, scheme)
    for event, count in Counter(found.events).items():
        if count > 1:
            details = {"name": event.entry, "on": str(event.on)}
            yield Problem("event-twice", details, event.where)


def _event(event: Event, found: Records, scheme: Scheme) -> Iterator[Problem]:
    if event.entry not in _recorded(scheme):
        close = nearest(event.entry, _recorded(scheme))
        yield Problem("no-events", {"name": event.entry}, event.where, close)
        return
    if event.party is not None and event.party not in _parties(found, scheme):
        close = nearest(event.party, _parties(found, scheme))
        yield Problem("unknown-party-here", {"name": event.party}, event.where, close)
    entry = scheme.entries[event.entry]
    if isinstance(entry, Obligation) and entry.bound == "each" and entry.parties and event.party is None:
        yield Problem("event-without-party", {"name": event.entry, "on": str(event.on)}, event.where)


def _classes(found: Records, scheme: Scheme) -> Iterator[Problem]:
    classes = [party.id for party in scheme.parties if party.open]
    for name, members in found.classes.items():
        if name not in classes:
            yield Problem("not-a-class", {"name": name}, nearest=nearest(name, classes))
        for member, count in Counter(members).items():
            if count > 1:
                yield Problem("member-twice", {"name": member, "other": name})


def _recorded(scheme: Scheme) -> tuple[str, ...]:
    """The entries events are held against."""
    return (*scheme.obligations.ids, *scheme.tasks.ids, *scheme.steps.ids)


def _parties(found: Records, scheme: Scheme) -> tuple[str, ...]:
    """The parties of the scheme, and whoever fills its open classes."""
    filled = (member for members in found.classes.values() for member in members)
    return (*scheme.parties.ids, *filled)
