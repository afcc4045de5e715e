"""Writing workbooks: every text as text, whatever it begins with, and formulas only of our own."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from cyxc.errors import Problem, UsageError
from cyxc.show.rows import FORMULA_SIGNS, width

Format = Mapping[str, Any]
"""Properties of a cell, as xlsxwriter names them."""

LONGEST = 32_767
"""So many characters a cell holds (Excel's specifications and limits)."""

_NAME = 31
"""So many characters the name of a sheet may have."""

_LINE, _HIGHEST = 16.5, 409
"""The height of a line of text and the most a row can have, in points."""

_NOT_IN_NAMES = str.maketrans("[]:*?/\\'", "（）：＊？／＼’")
_LINES = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})


def harmless(text: str) -> str:
    """Text from outside as a cell may show it: lines are kept, control and direction characters are not."""
    lines = text.replace("\r\n", "\n").translate(_LINES)
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    # No XML may hold these two, and a workbook that does can't be opened.
    whole = kept.replace("\ufffe", "").replace("\uffff", "")
    return whole if _length(whole) <= LONGEST else _cut(whole, LONGEST - 1) + "…"


def _length(text: str) -> int:
    """The characters of a text as spreadsheets count them: rare Chinese ones are two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")


class Book:
    """A workbook in the making; `content` closes it and gives its bytes.

    The same calls give the same bytes: nothing in it is taken from the clock.
    """

    def __init__(self, title: str) -> None:
        """Raises `UsageError` without the extra `excel`."""
        try:
            import xlsxwriter
        except ModuleNotFoundError as error:
            if error.name != "xlsxwriter":
                raise
            needed = Problem("extra-not-installed", {"name": "xlsxwriter", "extra": "excel"})
            raise UsageError(needed) from error
        self._out = BytesIO()
        self._made = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._made.set_properties({"title": harmless(title)[:255], "created": datetime(2000, 1, 1)})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def page(self, name: str) -> "Page":
        """A new sheet, its name made one that a sheet may have and no other has."""
        wanted = " ".join(harmless(name).translate(_NOT_IN_NAMES).split()) or "-"
        short, number = _cut(wanted, _NAME), 1
        while short.casefold() in self._names or short.casefold() == "history":
            number += 1
            short = f"{_cut(wanted, _NAME - len(f' {number}'))} {number}"
        self._names.add(short.casefold())
        own = self._made.add_worksheet(short)
        own.set_paper(9)  # A4; a spreadsheet's own choice would be Letter
        return Page(self, own, short)

    def format(self, format: Format) -> Any:
        """The properties as a format of this workbook, each made once."""
        key = tuple(sorted(format.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format(dict(format))
        return self._formats[key]

    def content(self) -> bytes:
        """The bytes of the finished workbook."""
        self._made.close()
        return self._out.getvalue()


class Page:
    """A sheet: rows and columns count from 0. `own` is xlsxwriter's worksheet, for what is not written."""

    def __init__(self, book: Book, own: Any, name: str) -> None:
        """Made by `Book.page`."""
        self.book, self.own, self.name = book, own, name

    def text(self, row: int, column: int, text: str, format: Format) -> None:
        """A text, never a formula or a link; what begins like a formula is marked as text for good."""
        shown = harmless(text)
        if not shown:
            self.own.write_blank(row, column, None, self.book.format(format))
            return
        quoted = {**format, "quote_prefix": True} if shown.lstrip().startswith(FORMULA_SIGNS) else format
        self.own.write_string(row, column, shown, self.book.format(quoted))

    def number(self, row: int, column: int, number: float | int, format: Format) -> None:
        """A number."""
        self.own.write_number(row, column, number, self.book.format(format))

    def day(self, row: int, column: int, day: date, format: Format) -> None:
        """A date."""
        self.own.write_datetime(row, column, day, self.book.format(format))

    def formula(self, row: int, column: int, formula: str, came_to: float, format: Format) -> None:
        """A formula of our own making, with what it comes to: not every program calculates on opening."""
        self.own.write_formula(row, column, formula, self.book.format(format), came_to)

    def fit(self, row: int, cells: Iterable[tuple[str, int]]) -> None:
        """Makes a row as high as its texts need, each in a column so many characters wide.

        Spreadsheets do that by themselves only when somebody types.
        """
        lines = [sum(ceil(max(width(line), 1) / wide) for line in text.split("\n")) for text, wide in cells]
        self.own.set_row(row, min(_LINE * max(lines, default=1), _HIGHEST))

    def link(self, row: int, column: int, page: str, text: str, format: Format) -> None:
        """A link to another sheet of the workbook, by its name, under a text."""
        place = "internal:'" + page.replace("'", "''") + "'!A1"
        self.own.write_url(row, column, place, self.book.format(format), harmless(text))
