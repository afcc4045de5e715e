"""What has a date: phases, tasks, steps, each period of an obligation, targets, criteria."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import attrs

from cyxc.agenda.item import KINDS, Item, State
from cyxc.agenda.state import stage_state, state_of
from cyxc.errors import Problem, UsageError, brief
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.found import Occasion
from cyxc.evaluate.seen import Seen
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.verdict import Verdict
from cyxc.model.duty import Obligation, Phase, undated
from cyxc.model.entry import Judged
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.occasions import Every, Occurs, Period, periods
from cyxc.rules.status import NO_DATA, NOT_MET, STATUSES, Status

WITHIN = 30
"""How many days ahead something counts as due unless the caller says otherwise."""


def timeline(evaluation: Evaluation, within: int = WITHIN) -> tuple[Item, ...]:
    """Everything of a scheme that has a date, by its last day, with its state on the evaluation's date.

    A recurring obligation stands there once for each of its periods, and for each party where each is bound
    by itself. What does not apply is left out; a restatement stands with the entry it restates, its clause
    and parties beside that one's. Of the same last day what begins first comes first, then the kinds in
    the order of `KINDS`; a step no day is set for has no last day and stands last.

    Raises `UsageError` for a scheme whose year is stripped, and for a number of days that is none.
    """
    scheme = evaluation.scheme
    if not isinstance(within, int) or isinstance(within, bool) or within < 0:
        raise UsageError(Problem("bad-within", {"text": brief(within)}))
    if not scheme.bound:
        raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    made = _Timeline(evaluation, within)
    found = [*map(made.stage, scheme.phases)]
    for verdict in evaluation.verdicts:
        if verdict.status is not Status.NOT_APPLICABLE and not made.told_elsewhere(verdict.entry):
            found += made.of(verdict)
    return tuple(sorted(found, key=lambda item: (item.last or date.max, item.first, KINDS.index(item.kind))))


@attrs.frozen
class _Timeline:
    """An evaluation, and how many days ahead something counts as due."""

    evaluation: Evaluation
    within: int

    def stage(self, phase: Phase) -> Item:
        """A phase, from its first day to its last."""
        window = _days(phase)
        return Item(
            kind="phase",
            id=phase.id,
            text=phase.text,
            clauses=(phase.clause,),
            parties=(),
            first=window.first,
            last=window.last,
            state=stage_state(window.first, window.last, self.evaluation.as_of),
            days=self._days_to(window.last),
        )

    def of(self, verdict: Verdict) -> Iterator[Item]:
        """What an entry puts in the timeline."""
        entry = verdict.entry
        if isinstance(entry, Obligation):
            yield from self._obligation(entry, verdict)
            return
        window = _due(entry, self.evaluation.scheme) if isinstance(entry, Target) else _days(entry)
        only = verdict.occasions[0] if verdict.occasions else None
        item = self._item(verdict, window, only, verdict.status.code)
        if undated(entry):
            yield _without_day(item)
            return
        if item.state is State.DONE and verdict.judgement is not None:
            item = attrs.evolve(item, done_on=verdict.judgement.on)
        yield attrs.evolve(item, so_far=verdict.so_far)

    def _obligation(self, entry: Obligation, verdict: Verdict) -> Iterator[Item]:
        """Each period of an obligation, for each party that is bound by itself."""
        evaluation, rule, window = self.evaluation, entry.rule, _days(entry)
        every = rule.every if isinstance(rule, Occurs) else None
        need = int(rule.figure.value) if isinstance(rule, Occurs) else None
        asked = (window,) if every is None else periods(window, every, grazed=entry.grazed)
        seen = Seen(evaluation.scheme, evaluation.records, evaluation.as_of)
        known = {(one.period, one.party): one for one in verdict.occasions}
        for period in asked:
            name = None if every is None else period_name(period.first, every)
            for party in (*seen.bound(entry), *seen.unfilled(entry)):
                occasion = known.get((period, party))
                item = self._item(verdict, period, occasion, NO_DATA if occasion is None else occasion.code)
                own = item.parties if party is None else (party,)
                yield attrs.evolve(item, party=party, parties=own, period=name, need=need)

    def _item(self, verdict: Verdict, window: Period, occasion: Occasion | None, code: int) -> Item:
        """An entry, or a period of it, with what happened in it."""
        entry, as_of = verdict.entry, self.evaluation.as_of
        events = () if occasion is None else occasion.events
        late = code == NOT_MET and any(event.on > window.last for event in events)
        lost = isinstance(verdict, TargetVerdict) and verdict.lost
        state = state_of(window.first, window.last, code, as_of, self.within, late=late, lost=lost)
        done = occasion is not None and state in (State.DONE, State.DONE_LATE)
        again = self._again.get(entry.id, ())
        return Item(
            kind=verdict.kind,
            id=entry.id,
            text=entry.text,
            clauses=_once(entry.clause, *(one.clause for one in again)),
            parties=_once(*entry.parties, *(name for one in again for name in one.parties)),
            first=window.first,
            last=window.last,
            state=state,
            days=self._days_to(window.last),
            asked=verdict.asked,
            status=STATUSES[code],
            happened=None if occasion is None or (code == NO_DATA and not events) else len(events),
            done_on=events[occasion.need - 1].on if done and occasion is not None else None,
        )

    def told_elsewhere(self, entry: Judged) -> bool:
        """Whether an entry says again what another that is listed asks on the same days."""
        return entry.restates is not None and entry in self._again.get(entry.restates, ())

    @cached_property
    def _again(self) -> dict[str, tuple[Judged, ...]]:
        """The entries that say another again for the same days, by that one's id."""
        scheme, left_out = self.evaluation.scheme, self.evaluation.not_applicable
        found: dict[str, tuple[Judged, ...]] = {}
        for entry in scheme.entries:
            stated = entry.restates
            if stated is None or not left_out.isdisjoint((stated, entry.id)):
                continue
            first = scheme.entries[stated]
            if _days(entry) == _days(first) and undated(entry) == undated(first):
                found[stated] = (*found.get(stated, ()), entry)
        return found

    def _days_to(self, last: date) -> int | None:
        as_of = self.evaluation.as_of
        return None if as_of is None else (last - as_of).days


def _without_day(item: Item) -> Item:
    """A step no day is set for: done, or not; nothing is ever late."""
    if item.status is Status.MET:
        return attrs.evolve(item, last=None, days=None, state=State.DONE)
    pressing = None if item.status is Status.NOT_DUE else item.status
    return attrs.evolve(item, last=None, days=None, state=State.UNDATED, so_far=pressing, done_on=None)


def _days(entry: Judged | Phase) -> Period:
    """The days of an entry of a scheme that has its year."""
    opens, ends = entry.window.opens, entry.window.ends
    assert opens is not None  # a bound scheme has all its days
    assert ends is not None
    return Period(opens, ends)


def _due(target: Target, scheme: Scheme) -> Period:
    """A target's days; a combination can't be settled before the last of the targets it combines."""
    own = _days(target)
    lasts = (_due(scheme.targets[id_], scheme).last for id_ in target.children)
    return Period(own.first, max((own.last, *lasts)))


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def period_name(first: date, every: Every) -> str:
    """A calendar period by its usual name: `2010-03`, `2010Q2`, `2010H1`, `2010`."""
    if every == "month":
        return f"{first.year}-{first.month:02}"
    if every == "quarter":
        return f"{first.year}Q{(first.month + 2) // 3}"
    return f"{first.year}H{1 if first.month <= 6 else 2}" if every == "half_year" else str(first.year)
