"""Rows of text with an indent and a style: what every outline is made of, printed plain or in colour."""

import unicodedata
from collections.abc import Iterable

import attrs

from cyxc.language import Language


@attrs.frozen
class Row:
    """A line of an outline: its level of indent, a short label before it, the text, a style's name."""

    indent: int
    text: str
    label: str = ""
    style: str = ""


BLANK = Row(0, "")

FORMULA_SIGNS = tuple("=+-@＝＋－＠")
"""What a formula begins with; the wide ones count where spreadsheets are Chinese or Japanese."""

NARROWEST = 9
"""The least width of a column of labels."""


def clean(text: str) -> str:
    """Text from outside without what could steer a terminal: control and direction characters."""
    if text.isprintable():
        return text
    return "".join(
        " " if char in "\n\r\t" else char
        for char in text
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs") or char in "\n\r\t"
    )


def width(text: str) -> int:
    """How many columns a text takes in a terminal; Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def bracketed(text: str, language: Language) -> str:
    """A remark in brackets behind something, in the width of its language; nothing for nothing."""
    if not text:
        return ""
    return f"（{text}）" if language == "zh" else f" ({text})"


def label_widths(rows: Iterable[Row]) -> dict[int, int]:
    """How many columns labels take at each indent: as many as the widest, so that what follows lines up."""
    widths: dict[int, int] = {}
    for row in rows:
        widths[row.indent] = max(NARROWEST, widths.get(row.indent, 0), width(row.label))
    return widths


def plain(rows: Iterable[Row]) -> str:
    """The rows as plain text, labels in a column of their own."""
    rows, lines = list(rows), []
    widths = label_widths(rows)
    for row in rows:
        label = row.label + " " * (widths[row.indent] - width(row.label)) + " " if row.label else ""
        lines.append(("  " * row.indent + label + clean(row.text)).rstrip())
    return "\n".join(lines) + "\n"
