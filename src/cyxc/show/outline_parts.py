"""What the entries of an outline have in common: first line, broken lists, parties, dates."""

from collections.abc import Iterable, Iterator

import attrs

from cyxc.language import Language, Text
from cyxc.model.entry import Entry
from cyxc.model.scheme import Scheme
from cyxc.rules.dates import Window
from cyxc.show.rows import Row, width
from cyxc.show.words import word

WIDEST = 64
"""How many columns a line of a list takes before it is broken, so that all fits into 80."""


@attrs.frozen
class Sheet:
    """What an outline is made of: a scheme, in one language."""

    scheme: Scheme
    language: Language

    def say(self, key: str, /, **parts: object) -> str:
        """A word of `words.yaml` in the language of the sheet."""
        return word(key, **parts)[self.language]

    def names(self, parties: Iterable[str]) -> list[str]:
        """The names of some parties."""
        return [self.scheme.parties[party].name[self.language] for party in parties]

    def texts(self, texts: Iterable[Text]) -> list[str]:
        """Some texts in the language of the sheet."""
        return [text[self.language] for text in texts]


def listed(words: Iterable[str], language: Language) -> str:
    """Words in a row, with the mark of their language between them."""
    return ("、" if language == "zh" else ", ").join(words)


def head(entry: Entry, sheet: Sheet, kind: str, remark: str = "") -> Row:
    """The first line of an entry: what kind it is, what it says, its id."""
    behind = f" · {remark}" if remark else ""
    text = f"{entry.text[sheet.language]}{behind}  [{entry.id}]"
    return Row(1, text, sheet.say(f"kinds.{kind}"), style="strong")


def wrapped(label: str, words: Iterable[str], sheet: Sheet, style: str = "") -> Iterator[Row]:
    """A labelled list, broken into lines between its words."""
    between = "、" if sheet.language == "zh" else ", "
    line = ""
    words = list(words)
    for i, one in enumerate(words):
        more = one + (between if i < len(words) - 1 else "")
        if line and width(line + more.rstrip()) > WIDEST:
            yield Row(2, line.rstrip(), label, style)
            line, label = "", " "
        line += more
    if line:
        yield Row(2, line, label, style)


def parties(names: Iterable[str], sheet: Sheet, label: str = "parties") -> Iterator[Row]:
    """Who answers for something, or acts, or is named otherwise."""
    return wrapped(sheet.say(label), sheet.names(names), sheet)


def window(of: Window, sheet: Sheet) -> Iterator[Row]:
    """When something is to come about, where that is not the scheme's own term."""
    if of != sheet.scheme.term:
        yield Row(2, str(of), sheet.say("due"))


def notes(texts: Iterable[str], sheet: Sheet) -> Iterator[Row]:
    """Remarks, a line each."""
    for text in texts:
        yield Row(2, text, sheet.say("note"))


def questions(ids: Iterable[str], sheet: Sheet) -> Iterator[Row]:
    """The questions something hangs on."""
    return wrapped(sheet.say("depends"), ids, sheet, "reading")
