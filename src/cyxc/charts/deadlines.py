"""What a timeline draws: a line for each thing that has a day, the periods of a duty on one line."""

from collections.abc import Iterable

import attrs

from cyxc.agenda.fold import Group, fold
from cyxc.agenda.item import KINDS, Item, Kind
from cyxc.agenda.office import of_party, party_of
from cyxc.agenda.standing import name, standing
from cyxc.charts.words import say
from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Text


@attrs.frozen
class Deadline:
    """A line of the timeline: its items, all of one entry or criteria of one day in one state."""

    kind: Kind
    text: Text
    items: tuple[Item, ...]
    standing: Text


def deadlines(evaluation: Evaluation, party: str | None = None, within: int = 30) -> tuple[Deadline, ...]:
    """The lines by kind and then by day; with `party` the stages and what one office has to do.

    Raises what `Evaluation.timeline` raises, and `UnknownNameError` for an office there is none of.
    """
    items: Iterable[Item] = evaluation.timeline(within=within)
    if party is not None:
        classes = evaluation.records.classes
        own = set(of_party(items, party_of(party, evaluation.scheme, classes), classes))
        items = [item for item in items if item.kind == "phase" or item in own]
    found: list[Deadline] = []
    for kind in KINDS:
        those = [item for item in items if item.kind == kind]
        found += _criteria(those) if kind == "criterion" else _entries(kind, those)
    return tuple(found)


def _criteria(items: Iterable[Item]) -> list[Deadline]:
    """Criteria of one day in one state as one line, where they are more than a few."""
    return [
        Deadline("criterion", name(line), line.items if isinstance(line, Group) else (line,), standing(line))
        for line in fold(items)
    ]


def _entries(kind: Kind, items: Iterable[Item]) -> list[Deadline]:
    """A line an entry, and a line a party where each is bound by itself."""
    piles: dict[tuple[str, str | None], list[Item]] = {}
    for item in items:
        piles.setdefault((item.id, item.party), []).append(item)
    found = []
    for pile in piles.values():
        first, several = pile[0], len(pile) > 1
        text = name(first) if not several else first.text
        if first.party is not None:
            text = say("timeline", "of_party", text=text, party=first.party)
        said = Group(tuple(pile)).states_text if several else standing(first)
        found.append(Deadline(kind, text, tuple(pile), said))
    return found
