"""The number formats of spreadsheets: what they say of a cell beyond the number in it.

25 % and 0.25 are one number under two formats; `0"万元"` shows a unit that is nowhere else; a date may be
shown as its month or its year alone.
"""

import re
from typing import Literal

import attrs

Shown = Literal["number", "year", "month", "day", "time"]

_EAST_ASIAN = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
}
"""Formats that a Chinese Excel knows by number and never writes out (ECMA-376, 18.8.30, zh-cn)."""

_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_ASIDE = re.compile(r"[_*].|\[(?!\$)[^\]]*\]|\[\$[^\]]*\]|@|General|G/通用格式", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?][0#?,./ ]*(?:E[+-][0#?]+)?")
_SCALED = re.compile(r"[0#?],+(?![0#?,.])")


@attrs.frozen
class NumberFormat:
    """What a format says: how a date is shown, whether as a percentage, and the words around the number.

    `year` is False for dates shown without theirs.
    """

    shown: Shown = "number"
    year: bool = True
    percent: bool = False
    before: str = ""
    behind: str = ""


PLAIN = NumberFormat()


def east_asian(number: int) -> str | None:
    """The format a Chinese Excel knows by this number; None where it is none of its own."""
    return _EAST_ASIAN.get(number)


def read_format(code: str) -> NumberFormat:
    """What a format code says, by its first section, which is the one for numbers above zero."""
    literals: list[str] = []

    def kept(found: re.Match[str]) -> str:
        literals.append(found[1] if found[1] is not None else found[2])
        return chr(0xE000 + len(literals) - 1)

    section = _LITERAL.sub(kept, code[:255]).split(";")[0]
    bare = _ASIDE.sub("", section)
    letters = re.sub("[\ue000-\uf8ff]", "", bare).lower()
    shown = _shown(letters)
    if shown != "number":
        return NumberFormat(shown, year=shown == "time" or "y" in letters)
    digits = _DIGITS.search(bare)
    # Under 0!.0,"万" the cell holds 18000 and shows 1.8万: the word is part of the scale, not a unit.
    if digits is None or _SCALED.search(bare):
        return NumberFormat(percent="%" in bare)

    def words(part: str) -> str:
        text = "".join(literals[ord(c) - 0xE000] if 0xE000 <= ord(c) <= 0xF8FF else c for c in part)
        text = text.replace("%", "").strip(" ¥￥$()（）+-")
        return text if any(char.isalpha() for char in text) else ""

    return NumberFormat(
        percent="%" in bare, before=words(bare[: digits.start()]), behind=words(bare[digits.end() :])
    )


def _shown(letters: str) -> Shown:
    if "d" in letters:
        return "day"
    if "h" in letters or "s" in letters:
        return "time"
    if "y" in letters:
        return "month" if "m" in letters else "year"
    return "month" if "m" in letters else "number"
