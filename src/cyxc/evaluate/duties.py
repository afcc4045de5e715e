"""Judging what has no figure: criteria by judgements, obligations, tasks and steps by logs of events.

Inside what a log is complete for, an ended period without its event is not met, one that runs or is to come
is not due; outside it, or with no log, nothing is known.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

import attrs

from cyxc.data.records import Event, EventLog, Judgement, Records
from cyxc.model.duty import Criterion, Obligation, Procedure, Step, Task
from cyxc.model.entry import Judged
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import Occurs, Period, periods
from cyxc.rules.status import MET, NO_DATA, NOT_APPLICABLE, NOT_DUE, NOT_MET, combine


@attrs.frozen
class Occasion:
    """What one period came to for one party (None: all together): how often it was asked, what happened."""

    period: Period
    party: str | None
    need: int
    events: tuple[Event, ...]
    code: int


@attrs.frozen
class Found:
    """How an entry came out; `so_far` how it would stand if it were due, `reason` a word of `wording.yaml`.

    `days` is how long before its last day something was done, negative where it was late.
    """

    code: int
    so_far: int | None = None
    reason: str | None = None
    judgement: Judgement | None = None
    occasions: tuple[Occasion, ...] = ()
    days: int | None = None


NOTHING = Found(NO_DATA)
LEFT_OUT = Found(NOT_APPLICABLE)


def judge_duties(
    scheme: Scheme, records: Records, as_of: date | None, not_applicable: Collection[str]
) -> tuple[Found, ...]:
    """What every criterion, obligation, task and step comes to, in the order of `Scheme.entries`."""
    seen = _Seen(records, as_of)

    def one(entry: Judged, found: Found) -> Found:
        return LEFT_OUT if entry.id in not_applicable else found

    criteria = [one(entry, _criterion(entry, seen)) for entry in scheme.criteria]
    obligations = [one(entry, _obligation(entry, scheme, seen)) for entry in scheme.obligations]
    tasks = [one(entry, _done(entry, seen)) for entry in scheme.tasks]
    steps = [found for procedure in scheme.procedures for found in _steps(procedure, seen, not_applicable)]
    return (*criteria, *obligations, *tasks, *steps)


@attrs.frozen
class _Seen:
    """The records as they could be seen at the date."""

    records: Records
    as_of: date | None

    def events(self, entry: Judged, party: str | None) -> list[Event]:
        """The events held against an entry, or against the one it restates, the earliest first."""
        ids = {entry.id, entry.restates}
        found = [event for event in self.records.events if event.entry in ids and self.past(event.on)]
        return sorted((e for e in found if party is None or e.party == party), key=lambda event: event.on)

    def logs(self, entry: Judged, party: str | None) -> list[EventLog]:
        """The logs that are complete for an entry, or the one it restates, and a party, or all of its."""
        parties = entry.parties if party is None else (party,)
        ids = [entry.id] if entry.restates is None else [entry.id, entry.restates]
        return [log for log in self.records.logs if any(log.about(id_, parties) for id_ in ids)]

    def complete(self, entry: Judged, party: str | None, period: Period) -> bool:
        """Whether logs cover every day of a period between them."""
        reached = period.first - timedelta(days=1)
        for log in sorted(self.logs(entry, party), key=lambda log: log.first):
            if log.first <= reached + timedelta(days=1):
                reached = max(reached, log.last)
        return reached >= period.last

    def past(self, day: date) -> bool:
        return self.as_of is None or day <= self.as_of

    def without(self, entry: Judged, party: str | None, period: Period) -> int:
        """The status code where what was asked by the end of a period is not seen to have happened."""
        if self.past(period.last):
            return NOT_MET if self.complete(entry, party, period) else NO_DATA
        return NOT_DUE if self.logs(entry, party) else NO_DATA


def _window(entry: Judged) -> Period | None:
    opens, ends = entry.window.opens, entry.window.ends
    return None if opens is None or ends is None else Period(opens, ends)


def _criterion(entry: Criterion, seen: _Seen) -> Found:
    judged = [
        one
        for one in seen.records.judgements
        if one.criterion == entry.id and (one.on is None or seen.past(one.on))
    ] or [
        one
        for one in seen.records.judgements
        if one.criterion == entry.restates and (one.on is None or seen.past(one.on))
    ]
    if not judged:
        return NOTHING
    last = max(judged, key=lambda one: one.on or date.min)
    code, ends = (MET if last.met else NOT_MET), entry.window.ends
    if ends is not None and not seen.past(ends):
        return Found(NOT_DUE, so_far=code, judgement=last)
    return Found(code, judgement=last)


def _obligation(entry: Obligation, scheme: Scheme, seen: _Seen) -> Found:
    rule, window = entry.rule, _window(entry)
    if window is None or not seen.records.logs:
        return attrs.evolve(NOTHING, reason="no_log")
    parties = _bound(entry, scheme, seen.records)
    if not isinstance(rule, Occurs):
        return _put_together([_done(entry, seen, party) for party in parties or [None]], parties)
    asked = [window] if rule.every is None else periods(window, rule.every, grazed=entry.grazed)
    need = int(rule.figure.value)
    occasions = tuple(
        _occasion(entry, seen, party, period, need) for party in parties or [None] for period in asked
    )
    if parties is None or not occasions:
        reason = "unfilled" if parties is None else "no_period"
        return attrs.evolve(NOTHING, reason=reason, occasions=occasions if parties else ())
    codes = [one.code for one in occasions]
    code = combine(codes)
    so_far = combine([c for c in codes if c != NOT_DUE] or [NOT_MET]) if code == NOT_DUE else None
    return Found(code, so_far=so_far, reason=_REASONS.get(code), occasions=occasions)


_REASONS = {NO_DATA: "log_incomplete", NOT_MET: "too_few"}


def _bound(entry: Obligation, scheme: Scheme, records: Records) -> list[str | None] | None:
    """Who is bound, each by itself; [None] for all together, None where an open class was not filled."""
    if entry.bound == "together" or not entry.parties:
        return [None]
    found: list[str | None] = []
    for party in entry.parties:
        if scheme.parties[party].open:
            members = records.classes.get(party)
            if members is None:
                return None
            found.extend(members)
        else:
            found.append(party)
    return found


def _occasion(entry: Judged, seen: _Seen, party: str | None, period: Period, need: int) -> Occasion:
    events = tuple(event for event in seen.events(entry, party) if event.on in period)
    code = MET if len(events) >= need else seen.without(entry, party, period)
    return Occasion(period, party, need, events, code)


def _done(entry: Judged, seen: _Seen, party: str | None = None, after: date | None = None) -> Found:
    """Something to be done once by the end of its window, and not before `after`."""
    window = _window(entry)
    if window is None or not seen.records.logs:
        return attrs.evolve(NOTHING, reason="no_log")
    since = window.first if after is None else max(window.first, after)
    done = [event for event in seen.events(entry, party) if event.on >= since]
    if not done:
        code = seen.without(entry, party, window)
        occasion = Occasion(window, party, 1, (), code)
        so_far = NOT_MET if code == NOT_DUE else None
        reason = {NOT_MET: "not_done", NO_DATA: "log_incomplete"}.get(code)
        return Found(code, so_far=so_far, reason=reason, occasions=(occasion,))
    days = (window.last - done[0].on).days
    code = MET if days >= 0 else NOT_MET
    occasion = Occasion(window, party, 1, (done[0],), code)
    return Found(code, reason=None if code == MET else "late", occasions=(occasion,), days=days)


def _put_together(found: list[Found], parties: list[str | None] | None) -> Found:
    """Every party for itself."""
    if parties is None:
        return attrs.evolve(NOTHING, reason="unfilled")
    if not parties:
        return attrs.evolve(NOTHING, reason="no_period")
    code = combine([one.code for one in found])
    deciding = [one for one in found if one.code == code]
    days = [one.days for one in found if one.days is not None]
    return Found(
        code,
        so_far=deciding[0].so_far,
        reason=deciding[0].reason,
        occasions=tuple(occasion for one in found for occasion in one.occasions),
        days=min(days) if len(days) == len(found) else None,
    )


def _steps(procedure: Procedure, seen: _Seen, not_applicable: Collection[str]) -> Iterable[Found]:
    """Steps in their order: one that comes before the one ahead of it is not met for that reason."""
    before: Found | None = None
    after: date | None = None
    for step in procedure.steps:
        if step.id in not_applicable:
            yield LEFT_OUT
            continue
        found = _step(step, seen, before, after)
        yield found
        before = found
        dates = [event.on for occasion in found.occasions for event in occasion.events]
        after = max((day for day in [after, *dates] if day is not None), default=None)


def _step(step: Step | Task, seen: _Seen, before: Found | None, after: date | None) -> Found:
    alone = _done(step, seen)
    happened = any(occasion.events for occasion in alone.occasions)
    if before is None or not happened:
        return alone
    if not any(occasion.events for occasion in before.occasions):
        # The step ahead of it was not taken, or nothing is known of it.
        if before.code == NO_DATA:
            return attrs.evolve(alone, code=NO_DATA, reason="order_unknown", days=None)
        return attrs.evolve(alone, code=NOT_MET, reason="out_of_order")
    in_order = _done(step, seen, after=after)
    if any(occasion.events for occasion in in_order.occasions):
        return in_order
    return attrs.evolve(alone, code=NOT_MET, reason="out_of_order")
