"""What is judged without a figure: criteria, obligations, tasks of phases, steps of procedures."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.model.entries import Entries
from cyxc.model.entry import Entry, Judged
from cyxc.rules.dates import Window
from cyxc.rules.occasions import Occasion

Bound = Literal["each", "together"]

_NO_TASKS: "Entries[Task]" = Entries()


@attrs.frozen(kw_only=True)
class Criterion(Judged):
    """A qualitative standard or duty: met or not by an assessor's judgement, with evidence."""


@attrs.frozen(kw_only=True)
class Obligation(Judged):
    """A duty that recurs, is counted, or is to be done by a date, held against a log of events.

    `bound` says, for several parties, whether each of them is bound or all together; `grazed` whether
    periods count that the window only touches (a quarter of which it holds two months).
    """

    rule: Occasion
    bound: Bound = "together"
    grazed: bool = False


@attrs.frozen(kw_only=True)
class Task(Judged):
    """Something a phase wants done by the end of its window."""


@attrs.frozen(kw_only=True)
class Step(Judged):
    """A step of a procedure: its parties act, hand something on to others, and something comes of it.

    `undated` where the document sets no day by which it is to be taken; the end of `window` is then the
    scheme's, and no deadline.
    """

    hands: Text | None = None
    to: tuple[str, ...] = ()
    outcome: Text | None = None
    undated: bool = False


@attrs.frozen(kw_only=True)
class Phase(Entry):
    """A stage of the work with its own window and its tasks."""

    window: Window
    tasks: Entries[Task] = _NO_TASKS


@attrs.frozen(kw_only=True)
class Procedure(Entry):
    """Steps in their order; none may come before those ahead of it."""

    steps: Entries[Step]


def undated(entry: Judged) -> bool:
    """Whether an entry has no day by which it is to come about."""
    return isinstance(entry, Step) and entry.undated
