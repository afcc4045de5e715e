"""How something with a last day stands on a day."""

from datetime import date

from cyxc.agenda.item import State
from cyxc.rules.status import MET, NOT_MET


def state_of(
    first: date,
    last: date,
    code: int | None,
    as_of: date | None,
    within: int,
    *,
    late: bool = False,
    lost: bool = False,
) -> State:
    """The state of what has to be there by the end of `last`.

    `code` is the status code of the verdict behind it, None where there is none; `late` whether it was done,
    but after its day; `lost` whether nothing that may still come could mend it. Without `as_of` everything is
    due. A verdict looks at the last day as over; here the day itself is still left, so what is not there yet
    is due today and not overdue before tomorrow.
    """
    if code == MET:
        return State.DONE
    if code == NOT_MET and late:
        return State.DONE_LATE
    if as_of is None or as_of > last:
        return State.OVERDUE if code == NOT_MET else State.UNKNOWN
    if code == NOT_MET and (as_of < last or lost):
        return State.MISSED
    return open_state(first, last, as_of, within)


def open_state(first: date, last: date, as_of: date, within: int) -> State:
    """The state of what is not done and whose last day has not passed."""
    if (last - as_of).days <= within:
        return State.DUE
    return State.RUNNING if first <= as_of else State.TO_COME


def stage_state(first: date, last: date, as_of: date | None) -> State:
    """The state of a stage: it comes, runs and ends, whatever was done in it."""
    if as_of is None or as_of > last:
        return State.ENDED
    return State.RUNNING if first <= as_of else State.TO_COME
