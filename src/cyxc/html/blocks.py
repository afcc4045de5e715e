"""What a verdict opens to, as labelled lines and small tables; drawn here, or on a page by its script."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from cyxc.html.elements import Element, element
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.show.rows import Row, clean


@attrs.frozen
class Lines:
    """Labelled lines, one below the other."""

    rows: tuple[Row, ...]


@attrs.frozen
class Grid:
    """A small table: its title, the headings of its columns, its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Lines | Grid


def grid(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], language: Language
) -> tuple[Grid, ...]:
    """A table under columns of `words.yaml`, without those that are empty throughout; none without rows."""
    listed = [tuple(row) for row in rows]
    filled = [i for i in range(len(columns)) if any(row[i] for row in listed)]
    if not listed:
        return ()
    head = tuple(say("columns", columns[i])[language] for i in filled)
    return (Grid(title, head, tuple(tuple(row[i] for i in filled) for row in listed)),)


def data(block: Block) -> Any:
    """A block as a page's script takes it: a list of [label, text, style], or a table's parts."""
    match block:
        case Lines(rows):
            return [[clean(row.label), clean(row.text), row.style] for row in rows]
        case Grid(title, head, rows):
            return {"title": title, "head": head, "rows": [[clean(cell) for cell in row] for row in rows]}


def drawn(block: Block) -> Element:
    """A block as an element."""
    match block:
        case Lines(rows):
            return lines(rows)
        case Grid(title, head, rows):
            return table(head, rows, title)


def line(row: Row, tag: str = "p") -> Element:
    """A labelled line; a line without a label says its text only."""
    label = element("span", row.label, class_="label") if row.label else None
    return element(tag, label, row.text, class_=f"line {row.style}".strip())


def table(head: Iterable[str], rows: Iterable[Sequence[Element | str]], title: str = "") -> Element:
    """A table; a cell is text, or an element that stands in it, and knows its heading for narrow windows."""
    heads = tuple(head)
    bodies = (
        element("tr", *(element("td", cell, data_head=name) for name, cell in zip(heads, row, strict=True)))
        for row in rows
    )
    return element(
        "table",
        element("caption", title) if title else None,
        element("thead", element("tr", *(element("th", name, scope="col") for name in heads))),
        element("tbody", *bodies),
    )


def named(text: str, id_: str) -> Element:
    """What something says, with its id."""
    return element("span", element("b", text), " ", element("code", id_))


def lines(rows: Iterable[Row]) -> Element:
    """Labelled lines, one below the other."""
    return element("div", *(line(row) for row in rows), class_="lines")
