"""One line of a timeline: something with a last day, and how it stands on the day asked about."""

from datetime import date
from enum import StrEnum
from typing import Literal

import attrs

from cyxc.agenda.words import say
from cyxc.language import Text
from cyxc.rules.status import Status

Kind = Literal["phase", "task", "step", "obligation", "target", "criterion"]

KINDS: tuple[Kind, ...] = ("phase", "task", "step", "obligation", "target", "criterion")
"""The kinds, in the order in which they stand when they fall on one day."""


class State(StrEnum):
    """How something stands on a day."""

    OVERDUE = "overdue"
    """Its last day has passed, and it is known not to be there."""
    MISSED = "missed"
    """Not due yet, and no later figure can make up for what is broken."""
    UNKNOWN = "unknown"
    """Its last day has passed, and nothing was handed in that could tell."""
    DUE = "due"
    """Its last day is among the next ones, today included."""
    RUNNING = "running"
    """It has begun, and its last day is further off."""
    TO_COME = "to_come"
    """It has not begun, and its last day is further off."""
    ENDED = "ended"
    """A stage whose last day has passed; a stage itself is neither done nor overdue."""
    DONE_LATE = "done_late"
    """Done after its last day."""
    UNDATED = "undated"
    """No day is set for it, and it is not known to be done in order."""
    DONE = "done"
    """Done, or met."""

    @property
    def label(self) -> Text:
        """The state in words."""
        return say("states", self.value)


@attrs.frozen(kw_only=True)
class Item:
    """A dated entry of a scheme, or one period of a recurring one, and how it stands on a day.

    `first` and `last` are its days, both included; `last` is the one that counts, None where the document
    sets no day. `clauses` are where the document says it, restatements included. `party` is the one party
    it is about where each is bound by itself, `period` the name of a recurring duty's period (`2010-03`,
    `2010Q2`, `2010H1`, `2010`).
    """

    kind: Kind
    id: str
    text: Text
    clauses: tuple[str, ...]
    parties: tuple[str, ...]
    party: str | None = None
    first: date
    last: date | None
    period: str | None = None
    state: State
    days: int | None
    """Days to go: 0 on the last day, negative behind it; None where no day is asked about, or none is set."""
    asked: Text | None = None
    """What is asked, in words; None for a stage."""
    status: Status | None = None
    """The verdict behind the state; None for a stage and for a period nothing is recorded of."""
    so_far: Status | None = None
    """How it would stand if it were due; None once it is. Where no day is set: how it stands, if not met."""
    happened: int | None = None
    """How often it is recorded to have happened; None where no log is about it."""
    need: int | None = None
    """How often it has to happen; None for what is not counted."""
    done_on: date | None = None
    """The day on which it was done, or judged; None where that is not known."""

    @property
    def clause(self) -> str:
        """The clause that states it first."""
        return self.clauses[0]
