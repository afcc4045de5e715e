"""Whether the steps ahead of a step had been taken when it was."""

from collections.abc import Iterable
from datetime import date

import attrs

from cyxc.evaluate.seen import Seen
from cyxc.model.duty import Step
from cyxc.rules.occasions import Period
from cyxc.rules.status import MET, NO_DATA, NOT_MET


@attrs.frozen
class Order:
    """A status code: in order (met), out of order, or not known; and the id of the first step to blame."""

    code: int
    step: str | None = None


IN_ORDER = Order(MET)


def order_on(day: date, ahead: Iterable[Step], seen: Seen) -> Order:
    """The order of a step taken on a day: every step ahead of it had to be taken by the end of that day."""
    taken = [(step.id, _taken_by(day, step, seen)) for step in ahead]
    missing = next((id_ for id_, was in taken if was is False), None)
    if missing is not None:
        return Order(NOT_MET, missing)
    unknown = next((id_ for id_, was in taken if was is None), None)
    return IN_ORDER if unknown is None else Order(NO_DATA, unknown)


def _taken_by(day: date, step: Step, seen: Seen) -> bool | None:
    """Whether a step was taken by a day; None where nobody can say."""
    opens = step.window.opens
    if opens is None:
        return True
    if any(opens <= event.on <= day for event in seen.events(step)):
        return True
    if day < opens or seen.complete(step, None, Period(opens, day)):
        return False
    return None
