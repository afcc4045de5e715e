"""Judging what has no figure: criteria by judgements, obligations, tasks and steps by logs of events.

Inside what a log is complete for, an ended period without its event is not met, one that runs or is to come
is not due; outside it, or with no log, nothing is known.
"""

from collections.abc import Collection
from datetime import date

import attrs

from cyxc.data.records import Records
from cyxc.evaluate.done import done, steps, window_of
from cyxc.evaluate.found import LEFT_OUT, NO_LOG, NOTHING, Found, Occasion
from cyxc.evaluate.seen import Seen
from cyxc.model.duty import Criterion, Obligation
from cyxc.model.entry import Judged
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import Occurs, Period, periods
from cyxc.rules.status import MET, NO_DATA, NOT_DUE, NOT_MET, combine


def judge_duties(
    scheme: Scheme, records: Records, as_of: date | None, not_applicable: Collection[str]
) -> tuple[Found, ...]:
    """What every criterion, obligation, task and step comes to, in the order of `Scheme.entries`."""
    seen = Seen(scheme, records, as_of)

    def applies(entry: Judged) -> bool:
        return entry.id not in not_applicable

    criteria = [_criterion(one, seen) if applies(one) else LEFT_OUT for one in scheme.criteria]
    obligations = [_obligation(one, seen) if applies(one) else LEFT_OUT for one in scheme.obligations]
    tasks = [done(one, seen) if applies(one) else LEFT_OUT for one in scheme.tasks]
    taken = [found for procedure in scheme.procedures for found in steps(procedure, seen, not_applicable)]
    return (*criteria, *obligations, *tasks, *taken)


def _criterion(entry: Criterion, seen: Seen) -> Found:
    """The latest judgement decides; one from before the window opened is about another time."""
    judged, opens, ends = seen.judgements(entry), entry.window.opens, entry.window.ends
    if not judged:
        return NOTHING
    last = judged[-1]
    if last.on is not None and opens is not None and last.on < opens:
        undated = [one for one in judged if one.on is None]
        if not undated:
            return attrs.evolve(NOTHING, reason="judged_early", judgement=last)
        last = undated[-1]
    code = MET if last.met else NOT_MET
    if ends is not None and not seen.past(ends):
        return Found(NOT_DUE, so_far=code, judgement=last)
    return Found(code, judgement=last)


def _obligation(entry: Obligation, seen: Seen) -> Found:
    rule, window = entry.rule, window_of(entry)
    if window is None or not seen.known(entry):
        return NO_LOG
    if isinstance(rule, Occurs):
        asked = (window,) if rule.every is None else periods(window, rule.every, grazed=entry.grazed)
        need = int(rule.figure.value)
        found = [_counted(entry, seen, party, asked, need) for party in seen.bound(entry)]
    else:
        need = 1
        found = [done(entry, seen, party) for party in seen.bound(entry)]
    for name in seen.unfilled(entry):
        unknown = Occasion(window, name, need, (), NO_DATA)
        found.append(Found(NO_DATA, reason="unfilled", occasions=(unknown,)))
    return found[0] if len(found) == 1 else _together(found)


def _counted(entry: Obligation, seen: Seen, party: str | None, asked: tuple[Period, ...], need: int) -> Found:
    """Something that is to happen so often in each of some periods."""
    if not asked:
        return attrs.evolve(NOTHING, reason="no_period")
    occasions = tuple(_occasion(entry, seen, party, period, need) for period in asked)
    code = combine([one.code for one in occasions])
    if code != NOT_DUE:
        return Found(code, reason=_REASONS.get(code), occasions=occasions)
    # Whatever is not decided here is not due, so all that was due has been met.
    so_far = MET if any(one.code == MET for one in occasions) else NOT_MET
    return Found(code, so_far=so_far, occasions=occasions)


_REASONS = {NO_DATA: "log_incomplete", NOT_MET: "too_few"}


def _occasion(entry: Obligation, seen: Seen, party: str | None, period: Period, need: int) -> Occasion:
    events = tuple(event for event in seen.events(entry, party) if event.on in period)
    if len(events) >= need:
        return Occasion(period, party, need, events, MET)
    unnamed = [] if party is None else [event for event in seen.unnamed(entry) if event.on in period]
    could_do = len(events) + len(unnamed) >= need
    code = NO_DATA if could_do else seen.without(entry, party, period)
    return Occasion(period, party, need, events, code)


def _together(found: list[Found]) -> Found:
    """What several parties come to of which each is bound by itself."""
    code = combine([one.code for one in found])
    deciding = [one.reason for one in found if one.code == code]
    so_far = [one.code if one.so_far is None else one.so_far for one in found]
    days = [one.days for one in found if one.days is not None]
    return Found(
        code,
        so_far=combine(so_far) if code == NOT_DUE else None,
        reason="unfilled" if "unfilled" in deciding else deciding[0],
        occasions=tuple(occasion for one in found for occasion in one.occasions),
        days=min(days) if len(days) == len(found) else None,
    )
