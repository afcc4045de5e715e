"""One event of a calendar."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import attrs

from cyxc.agenda.fold import Group
from cyxc.agenda.item import Item
from cyxc.agenda.office import office_name
from cyxc.agenda.standing import name, standing
from cyxc.agenda.words import say
from cyxc.language import Language, Text, both, joined
from cyxc.model.scheme import Scheme
from cyxc.show.rows import clean

if TYPE_CHECKING:
    from icalendar import Event

_NAMESPACE = UUID("6f0d1a1e-8b57-5c0e-9d55-3c1c0a3e6b4f")
"""Of the UIDs. Any will do that never changes: with another every event would be a new one."""


@attrs.frozen
class CalendarLine:
    """What becomes an event: an item, or the folded criteria of an office."""

    what: Item | Group
    office: Text | None = None
    party: str = ""

    @property
    def key(self) -> str:
        """What makes it the same event on another day."""
        if isinstance(self.what, Group):
            return f"criteria/{self.what.last}/{self.party}"
        return f"{self.what.id}/{self.what.period or ''}/{self.what.party or ''}"

    @property
    def items(self) -> tuple[Item, ...]:
        """What it is about."""
        return self.what.items if isinstance(self.what, Group) else (self.what,)

    @property
    def text(self) -> Text:
        """What it is; whose, where criteria are folded."""
        if isinstance(self.what, Group) and self.office is not None:
            return say("calendar", "name_party", party=self.office, title=self.what.text)
        return name(self.what)


@attrs.frozen
class Speaker:
    """Says texts in one language, or in several, without characters a calendar can't hold."""

    languages: tuple[Language, ...]

    @property
    def parameters(self) -> dict[str, str]:
        """The language of a text that is in one only."""
        return {"language": self.languages[0]} if len(self.languages) == 1 else {}

    def line(self, text: Text) -> str:
        """A text as one line."""
        return " / ".join(self.words([text]))

    def words(self, texts: list[Text]) -> list[str]:
        """Texts one by one, each once where it is the same in all languages."""
        return list(dict.fromkeys(clean(text[language]) for text in texts for language in self.languages))

    def paragraphs(self, texts: list[Text]) -> str:
        """A line for each text, a paragraph for each language."""
        said = ("\n".join(clean(text[language]) for text in texts) for language in self.languages)
        return "\n\n".join(said)


def event(line: CalendarLine, about: str, as_of: date, scheme: Scheme, speaker: Speaker) -> "Event":
    """An all-day event that takes nobody's time; `about` is whose scheme it belongs to, for its UID.

    What it is about has a last day: see `dated`.
    """
    from icalendar import Event

    what = line.what
    assert what.last is not None
    stage = isinstance(what, Item) and what.kind == "phase"
    parties = [line.office] if line.office is not None and isinstance(what, Group) else _names(what, scheme)
    kinds = [say("kinds", kind) for kind in dict.fromkeys(item.kind for item in line.items)]
    made = Event()
    made.add("uid", f"{uuid5(_NAMESPACE, f'{about}/{line.key}')}@cyxc")
    made.add("dtstamp", datetime.combine(as_of, time(), UTC))
    made.add("dtstart", what.first if stage else what.last)
    made.add("dtend", what.last + timedelta(days=1))  # the day after the last one, by RFC 5545
    made.add("summary", speaker.line(line.text), speaker.parameters)
    made.add("description", speaker.paragraphs([*_about(what, as_of, scheme)]), speaker.parameters)
    made.add("categories", speaker.words([*kinds, *parties]))
    made.add("transp", "TRANSPARENT")
    return made


def dated(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items that a calendar can hold: those with a last day."""
    return tuple(item for item in items if item.last is not None)


def _names(what: Item | Group, scheme: Scheme) -> list[Text]:
    return [office_name(party, scheme) for party in what.parties] if isinstance(what, Item) else []


def _about(what: Item | Group, as_of: date, scheme: Scheme) -> Iterator[Text]:
    """What stands in the description, a line each."""
    if isinstance(what, Item):
        yield say("calendar", "clauses", clauses=joined([both(one) for one in what.clauses]))
        yield say("calendar", "days", first=what.first, last=what.last)
        if what.asked is not None:
            yield say("calendar", "asked", asked=what.asked)
        if what.parties:
            yield say("calendar", "parties", parties=joined(_names(what, scheme)))
    yield say("calendar", "standing", on=as_of, standing=standing(what))
    if isinstance(what, Group):
        for item in what.items:
            clauses = joined([both(one) for one in item.clauses])
            yield say("calendar", "listed", text=item.text, clauses=clauses, standing=item.state.label)
