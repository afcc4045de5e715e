"""Text as it goes into a chart: on lines of a certain width, and harmless wherever the chart is put."""

import re

from cyxc.language import Language
from cyxc.show.rows import clean, width

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_PIECES = re.compile(r"[ -~]+? |[ -~]+|.", re.DOTALL)
_NEVER_FIRST = "，。；：、？！）》」』】％%,.;:!?)]}"


def shown(text: str) -> str:
    """Text without what could steer a terminal or a page.

    A chart's data is written into the script of a page as it is, by altair and by notebooks too, where
    `</script>` would end it. So a `<` that could begin a tag becomes the full-width `＜`.
    """
    return _TAG.sub("＜", clean(text)).strip()


def wrapped(text: str, columns: int, most: int = 3) -> str:
    """Harmless text on at most so many lines of so many columns; `…` at the end where it is cut.

    A Chinese character takes two columns. English breaks at spaces where it can.
    """
    clear = shown(text)
    lines = _lines(clear, columns)
    if 1 < len(lines) <= most:
        # No word alone on the last line: as narrow as so many lines allow.
        least = range(width(clear) // len(lines), columns)
        lines = next((even for c in least if len(even := _lines(clear, c)) == len(lines)), lines)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = _shortened(kept[-1], columns - 2) + "…"
    return "\n".join(kept)


def _lines(text: str, columns: int) -> list[str]:
    lines = [""]
    for piece in _PIECES.findall(text):
        if width(lines[-1] + piece.rstrip()) <= columns or piece[0] in _NEVER_FIRST:
            lines[-1] += piece
        else:
            pieces = _cut(piece, columns)
            lines = [*lines, *pieces] if lines[-1] else pieces
    return [line.strip() for line in lines]


def _cut(piece: str, columns: int) -> list[str]:
    """A piece on lines of its own: one, or several where a word is wider than a line."""
    return [piece[at : at + columns] for at in range(0, len(piece), columns)]


def _shortened(line: str, columns: int) -> str:
    while width(line) > columns:
        line = line[:-1]
    return line.rstrip()


def lines_of(text: str) -> int:
    """How many lines a wrapped text has."""
    return text.count("\n") + 1


def listed(parts: list[str], language: Language) -> str:
    """Several remarks one after another, as the language separates them."""
    return ("；" if language == "zh" else "; ").join(part for part in parts if part)
