"""What is to be done once by the end of its window: tasks, steps in their order, filings by a date."""

from collections.abc import Collection, Iterator
from datetime import date

from cyxc.data.records import Event
from cyxc.evaluate.found import LEFT_OUT, NO_LOG, Found, Occasion
from cyxc.evaluate.seen import Seen
from cyxc.model.duty import Procedure, Step
from cyxc.model.entry import Judged
from cyxc.rules.occasions import Period
from cyxc.rules.status import MET, NO_DATA, NOT_DUE, NOT_MET


def window_of(entry: Judged) -> Period | None:
    """The days in which an entry is to come about; None while its year is stripped."""
    opens, ends = entry.window.opens, entry.window.ends
    return None if opens is None or ends is None else Period(opens, ends)


def steps(procedure: Procedure, seen: Seen, not_applicable: Collection[str]) -> Iterator[Found]:
    """Steps in their order, those that do not apply left out of it."""
    ahead: Step | None = None
    for step in procedure.steps:
        if step.id in not_applicable:
            yield LEFT_OUT
            continue
        yield done(step, seen, ahead=ahead)
        ahead = step


def done(entry: Judged, seen: Seen, party: str | None = None, *, ahead: Step | None = None) -> Found:
    """Whether something was done within its window, and not before the step ahead of it.

    What was done before the window opened does not count. Done again in order it is in order.
    """
    window = window_of(entry)
    if window is None or not seen.known(entry):
        return NO_LOG
    events = [event for event in seen.events(entry, party) if event.on >= window.first]
    in_time = [event for event in events if event.on <= window.last]
    orders = [_follows(ahead, event.on, seen) for event in in_time]
    if True in orders:
        event = in_time[orders.index(True)]
        occasion = Occasion(window, party, 1, (event,), MET)
        return Found(MET, occasions=(occasion,), days=(window.last - event.on).days)
    code = seen.without(entry, party, window)
    unnamed = party is not None and any(event.on in window for event in seen.unnamed(entry))
    if None in orders or unnamed:
        code = NO_DATA
    reason = "order_unknown" if None in orders else "unnamed" if unnamed else _reason(code, events, in_time)
    return Found(
        code,
        so_far=NOT_MET if code == NOT_DUE else None,
        reason=reason,
        occasions=(Occasion(window, party, 1, tuple((in_time or events)[:1]), code),),
        days=(window.last - events[0].on).days if reason == "late" else None,
        ahead=None if ahead is None else ahead.id,
    )


def _reason(code: int, events: list[Event], in_time: list[Event]) -> str | None:
    if code == NO_DATA:
        return "log_incomplete"
    if in_time:
        return "out_of_order"
    if code == NOT_DUE:
        return None
    return "late" if events else "not_done"


def _follows(ahead: Step | None, day: date, seen: Seen) -> bool | None:
    """Whether the step ahead was taken by a day; None where nobody can say."""
    window = None if ahead is None else window_of(ahead)
    if ahead is None or window is None:
        return True
    if any(event.on in Period(window.first, day) for event in seen.events(ahead)):
        return True
    if day < window.first or seen.complete(ahead, None, Period(window.first, day)):
        return False
    return None
