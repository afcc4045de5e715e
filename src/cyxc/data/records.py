"""Judgements and events: what assessors found, what happened, and for what a log of events is complete."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from cyxc.errors import NOWHERE, DataError, Location, Problem, brief
from cyxc.frozen import FrozenMap
from cyxc.language import Text, both


def _text(said: "str | Text | None") -> Text | None:
    return both(said) if isinstance(said, str) else said


def _day(said: object) -> date:
    try:
        if isinstance(said, datetime):
            return said.date()
        return said if isinstance(said, date) else date.fromisoformat(said)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise DataError(Problem("bad-date", {"text": brief(said)})) from None


def _day_or_none(said: object) -> date | None:
    return None if said is None else _day(said)


def _many(said: object) -> tuple[Any, ...]:
    """Several things; one name alone, or one object, is one of them and not its letters."""
    return tuple(said) if isinstance(said, Iterable) and not isinstance(said, str) else (said,)


@attrs.frozen(kw_only=True)
class Judgement:
    """A criterion met or not (None: not judged): by whom, on what evidence, when."""

    criterion: str
    met: bool | None
    assessor: str | None = None
    evidence: Text | None = attrs.field(default=None, converter=_text)
    on: date | None = attrs.field(default=None, converter=_day_or_none)
    where: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Event:
    """What happened on a day (a meeting held, a plan filed), held against the obligation, task or step
    named in `entry`.
    """

    entry: str
    on: date = attrs.field(converter=_day)
    party: str | None = None
    note: Text | None = attrs.field(default=None, converter=_text)
    where: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class EventLog:
    """Events, and what they are complete for: a span of days, and some entries and parties (empty: all).

    What is not in it did not happen, as far as it is complete; beyond that nothing is known. A log may hold
    events beyond what it is complete for. Raises `DataError` for a day that is none.
    """

    first: date = attrs.field(converter=_day)
    last: date = attrs.field(converter=_day)
    events: tuple[Event, ...] = attrs.field(default=(), converter=_many)
    entries: tuple[str, ...] = attrs.field(default=(), converter=_many)
    parties: tuple[str, ...] = attrs.field(default=(), converter=_many)
    where: Location = attrs.field(default=NOWHERE, eq=False)


@attrs.frozen(kw_only=True)
class Records:
    """All that was handed in besides figures; `classes` says who the parties of an open class are."""

    judgements: tuple[Judgement, ...] = ()
    logs: tuple[EventLog, ...] = ()
    classes: FrozenMap = attrs.field(default=FrozenMap({}), converter=FrozenMap)

    def __bool__(self) -> bool:
        return bool(self.judgements or self.logs or self.classes)

    def __add__(self, other: "Records") -> "Records":
        """Both together; of a class that is filled twice the other's members stand."""
        return Records(
            judgements=self.judgements + other.judgements,
            logs=self.logs + other.logs,
            classes={**self.classes, **other.classes},
        )

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of all logs."""
        return tuple(event for log in self.logs for event in log.events)


NO_RECORDS = Records()

Judgements = Mapping[str, bool] | Judgement | Iterable[Judgement]
"""Criteria with whether they are met, or judgements."""


def records(
    judgements: "Judgements | None" = None,
    logs: "EventLog | Iterable[EventLog] | None" = None,
    classes: Mapping[str, Iterable[str]] | None = None,
) -> Records:
    """What was handed in besides figures; raises `DataError` with all that is no judgement, log or class."""
    problems: list[Problem] = []
    judged = _judgements(judgements, problems)
    kept = () if logs is None else _many(logs)
    for log in kept:
        problems += _log_faults(log)
    filled: dict[str, tuple[Any, ...]] = {}
    if isinstance(classes, Mapping):
        filled = {name: _many(members) for name, members in classes.items()}
    elif classes is not None:
        problems.append(_stranger("bad-class", classes))
    for name, members in filled.items():
        problems += [_stranger("bad-class", one) for one in (name, *members) if not isinstance(one, str)]
    if problems:
        raise DataError(problems)
    return Records(judgements=tuple(judged), logs=kept, classes=filled)


def _judgements(said: "Judgements | None", problems: list[Problem]) -> list[Judgement]:
    if isinstance(said, Mapping):
        pairs = list(said.items())
    else:
        listed = () if said is None else _many(said)
        pairs = [(one.criterion if isinstance(one, Judgement) else type(one).__name__, one) for one in listed]
    found = []
    for id_, one in pairs:
        judgement = one if isinstance(one, Judgement) else None
        if judgement is None and isinstance(said, Mapping) and isinstance(id_, str):
            judgement = Judgement(criterion=id_, met=one)
        # Only True and False decide: a text such as "no" would be taken for true.
        named = judgement is not None and isinstance(id_, str) and judgement.criterion == id_
        if judgement is None or not named or not isinstance(judgement.met, bool | None):
            problems.append(Problem("bad-judgement", {"name": brief(id_), "found": brief(one)}))
        else:
            found.append(judgement)
    return found


def _log_faults(log: object) -> Iterator[Problem]:
    if not isinstance(log, EventLog):
        yield _stranger("bad-log", log)
        return
    for name in (*log.entries, *log.parties):
        if not isinstance(name, str):
            yield _stranger("bad-log", name)
    for event in log.events:
        if not isinstance(event, Event) or not isinstance(event.entry, str):
            yield _stranger("bad-log", event)
        elif not isinstance(event.party, str | None):
            yield _stranger("bad-log", event.party)


def _stranger(code: str, found: object) -> Problem:
    return Problem(code, {"name": type(found).__name__, "found": brief(found)})
