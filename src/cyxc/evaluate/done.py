"""What is to be done once, by the end of its window: tasks, steps in their order, filings by a date."""

from collections.abc import Collection, Iterator

from cyxc.data.records import Event
from cyxc.evaluate.found import LEFT_OUT, NO_LOG, Found, Occasion
from cyxc.evaluate.order import IN_ORDER, Order, order_on
from cyxc.evaluate.seen import Seen
from cyxc.model.duty import Procedure, Step, undated
from cyxc.model.entry import Judged
from cyxc.rules.occasions import Period
from cyxc.rules.status import MET, NO_DATA, NOT_DUE, NOT_MET


def window_of(entry: Judged) -> Period | None:
    """The days in which an entry is to come about; None while its year is stripped."""
    opens, ends = entry.window.opens, entry.window.ends
    return None if opens is None or ends is None else Period(opens, ends)


def steps(procedure: Procedure, seen: Seen, not_applicable: Collection[str]) -> Iterator[Found]:
    """Steps in their order, those that do not apply left out of it."""
    ahead: list[Step] = []
    for step in procedure.steps:
        if step.id in not_applicable:
            yield LEFT_OUT
            continue
        yield done(step, seen, ahead=ahead)
        ahead.append(step)


def done(entry: Judged, seen: Seen, party: str | None = None, *, ahead: Collection[Step] = ()) -> Found:
    """Whether something was done within its window, and not before any of the steps ahead of it.

    What was done before the window opened does not count. Done again in order it is in order. What has no
    day of its own has no end either.
    """
    window = window_of(entry)
    if window is None or not seen.known(entry):
        return NO_LOG
    events = [event for event in seen.events(entry, party) if event.on >= window.first]
    if undated(entry):
        return _at_any_time(window, *_first_in_order(events, ahead, seen))
    in_time = [event for event in events if event.on <= window.last]
    event, order = _first_in_order(in_time, ahead, seen)
    if event is not None and order.code == MET:
        occasion = Occasion(window, party, 1, (event,), MET)
        return Found(MET, occasions=(occasion,), days=(window.last - event.on).days)
    code = seen.without(entry, party, window)
    unnamed = party is not None and any(one.on in window for one in seen.unnamed(entry))
    if order.code == NO_DATA or unnamed:
        code = NO_DATA
    reason = "order_unknown" if order.code == NO_DATA else "unnamed" if unnamed else None
    reason = reason or _reason(code, late=bool(events), early=event is not None)
    shown = events[:1] if event is None else [event]
    return Found(
        code,
        so_far=NOT_MET if code == NOT_DUE else None,
        reason=reason,
        occasions=(Occasion(window, party, 1, tuple(shown), code),),
        days=(window.last - events[0].on).days if reason == "late" else None,
        ahead=order.step,
    )


def _at_any_time(window: Period, event: Event | None, order: Order) -> Found:
    """A step no day is set for: never late, and never due as long as it was not taken."""
    if event is None:
        return Found(NOT_DUE)
    reason = {MET: "taken", NOT_MET: "out_of_order", NO_DATA: "order_unknown"}[order.code]
    occasion = Occasion(Period(window.first, event.on), None, 1, (event,), order.code)
    return Found(order.code, reason=reason, occasions=(occasion,), ahead=order.step)


def _first_in_order(events: list[Event], ahead: Collection[Step], seen: Seen) -> tuple[Event | None, Order]:
    """The first event in order, else the last: by then most of the steps ahead had been taken."""
    event, order = None, IN_ORDER
    for event in events:
        order = order_on(event.on, ahead, seen)
        if order.code == MET:
            break
    return event, order


def _reason(code: int, *, late: bool, early: bool) -> str | None:
    if code == NO_DATA:
        return "log_incomplete"
    if early:
        return "out_of_order"
    if code == NOT_DUE:
        return None
    return "late" if late else "not_done"
