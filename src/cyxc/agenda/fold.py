"""Many things an office has on one day as one line, so that an agenda stays readable.

A plan's criteria mostly fall due on the last day of its term, two hundred and more of them. Of one office
those of one day are one line where they are more than a few; what is overdue is told apart from what is
not. Of a duty that recurs the periods in one state are one line. Targets, tasks, steps, filings by a date
and stages stand alone whatever their number.
"""

from collections.abc import Hashable, Iterable
from datetime import date

import attrs

from cyxc.agenda.item import Item, State
from cyxc.agenda.words import say
from cyxc.language import Text, joined

FEW = 3
"""So many things of one kind on one day, or periods of one duty, still stand one by one."""


@attrs.frozen
class Group:
    """Several items as one line: criteria of one day, or periods of one duty."""

    items: tuple[Item, ...]

    @property
    def first(self) -> date:
        """The first day of any of them."""
        return min(item.first for item in self.items)

    @property
    def last(self) -> date | None:
        """The next of their last days; criteria and periods all have one."""
        return self.items[0].last

    @property
    def recurs(self) -> bool:
        """Whether they are periods of one duty."""
        return self.items[0].kind != "criterion"

    @property
    def text(self) -> Text:
        """What they are, in words."""
        if not self.recurs:
            return say("agenda", "criteria", count=len(self.items))
        names = (self.items[0].period, self.items[-1].period)
        return say("agenda", "periods", text=self.items[0].text, first=names[0], last=names[1])

    @property
    def states(self) -> tuple[tuple[State, int], ...]:
        """How many of them are in which state, the most pressing first."""
        found = [item.state for item in self.items]
        return tuple((state, found.count(state)) for state in State if state in found)

    @property
    def states_text(self) -> Text:
        """The same in words."""
        return joined([say("agenda", "so_many", state=one.label, count=n) for one, n in self.states])


def fold(items: Iterable[Item], *, by_state: bool = True) -> tuple[Item | Group, ...]:
    """Items of one office, in order, with criteria of one day (and, `by_state`, in one state) as one line.

    `by_state` also folds the periods of a recurring duty that are in one state; without it each stands
    alone, and what is folded does not move as states change, as a calendar wants it.
    """
    piles: dict[Hashable, list[Item]] = {}
    for item in items:
        piles.setdefault(_pile(item, by_state), []).append(item)
    lines: list[Item | Group] = []
    for pile in piles.values():
        lines += [Group(tuple(pile))] if len(pile) > FEW else pile
    return tuple(sorted(lines, key=lambda line: line.last or date.max))


def _pile(item: Item, by_state: bool) -> Hashable:
    """What two items have in common that may be folded; the item itself where none may."""
    if item.kind == "criterion":
        return item.kind, item.last, item.state if by_state else None
    if item.period is not None and by_state:
        return item.id, item.party, item.state
    return item
