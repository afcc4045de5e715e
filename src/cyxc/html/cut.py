"""How long a table in a notebook may be, and the line that says what it leaves out."""

from collections.abc import Iterator, Sequence

from cyxc.html.blocks import line, table
from cyxc.html.elements import Element
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.show.rows import Row

MOST = 100
"""So many rows are shown; how many more there are is said."""


def cut(
    rows: Sequence[Sequence[Element | str]],
    columns: Sequence[str],
    language: Language,
    *,
    most: int | None = MOST,
    title: str = "",
) -> Iterator[Element]:
    """A table under columns of `words.yaml`, and how many rows more there are; with `most` None all are."""
    if rows:
        yield table((say("columns", name)[language] for name in columns), rows[:most], title)
    yield from cut_note(len(rows), most, "left", language)


def cut_note(count: int, most: int | None, rest: str, language: Language) -> Iterator[Element]:
    """How many of `count` rows are left out by a limit; nothing where none are."""
    if most is not None and count > most:
        yield line(Row(0, say("notebook", rest, count=count - most)[language], style="note"))
