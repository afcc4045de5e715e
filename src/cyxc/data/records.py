"""Judgements and events: what assessors found, what happened, and for what a log of events is complete."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import attrs

from cyxc.errors import NOWHERE, DataError, Location, Problem
from cyxc.language import Text, both
from cyxc.model.frozen import FrozenMap
from cyxc.rules.occasions import Period


def _text(said: "str | Text | None") -> Text | None:
    return both(said) if isinstance(said, str) else said


def _day(said: object) -> date:
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise DataError(Problem("bad-date", {"text": str(said)[:40]})) from None


def _day_or_none(said: object) -> date | None:
    return None if said is None else _day(said)


@attrs.frozen(kw_only=True)
class Judgement:
    """A criterion met or not: by whom, on what evidence, when."""

    criterion: str
    met: bool
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

    What is not in it did not happen, as far as it is complete; beyond that nothing is known.
    """

    first: date = attrs.field(converter=_day)
    last: date = attrs.field(converter=_day)
    events: tuple[Event, ...] = attrs.field(default=(), converter=tuple)
    entries: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    parties: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    where: Location = attrs.field(default=NOWHERE, eq=False)

    @property
    def span(self) -> Period:
        """The days it is complete for."""
        return Period(self.first, self.last)

    def about(self, entry: str, parties: Iterable[str]) -> bool:
        """Whether it is complete for an entry, and for all of these parties."""
        bound = set(parties)
        known = not self.parties or (bool(bound) and bound <= set(self.parties))
        return known and (not self.entries or entry in self.entries)


@attrs.frozen(kw_only=True)
class Records:
    """All that was handed in besides figures; `classes` says who the parties of an open class are."""

    judgements: tuple[Judgement, ...] = ()
    logs: tuple[EventLog, ...] = ()
    classes: FrozenMap = attrs.field(default=FrozenMap({}), converter=FrozenMap)

    def __bool__(self) -> bool:
        return bool(self.judgements or self.logs)

    def __add__(self, other: "Records") -> "Records":
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

Judgements = Mapping[str, bool] | Iterable[Judgement]
"""Criteria with whether they are met, or judgements."""


def records(
    judgements: "Judgements | None" = None,
    logs: "EventLog | Iterable[EventLog] | None" = None,
    classes: Mapping[str, Iterable[str]] | None = None,
) -> Records:
    """What was handed in besides figures; raises `DataError` for what is no judgement and no log."""
    problems: list[Problem] = []
    judged: list[Judgement] = []
    if isinstance(judgements, Mapping):
        for id_, met in judgements.items():
            if isinstance(met, Judgement) and met.criterion == id_:
                judged.append(met)
            elif isinstance(met, bool) and isinstance(id_, str):
                judged.append(Judgement(criterion=id_, met=met))
            else:
                problems.append(Problem("bad-judgement", {"name": str(id_)[:80], "found": repr(met)[:40]}))
    else:
        judged = list(judgements or ())
        problems += _strangers(judged, Judgement, "bad-judgement")
    kept = [logs] if isinstance(logs, EventLog) else list(logs or ())
    problems += _strangers(kept, EventLog, "bad-log")
    if problems:
        raise DataError(problems)
    filled = {name: tuple(members) for name, members in (classes or {}).items()}
    return Records(judgements=tuple(judged), logs=tuple(kept), classes=filled)


def _strangers(found: Iterable[object], kind: type, code: str) -> list[Problem]:
    return [
        Problem(code, {"name": type(one).__name__, "found": repr(one)[:40]})
        for one in found
        if not isinstance(one, kind)
    ]
