"""The rows of a CSV: bytes decoded and lines split, as offices' spreadsheets write them."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress

import attrs

from cyxc.errors import DataError, Location, Problem

MOST_CHARACTERS = 5_000_000
MOST_FIGURES = 5_000
"""No form of one place has more rows or columns; a file that has is something else."""

_HEADINGS_WITHIN = 100_000
_BOM = b"\xef\xbb\xbf"
_SEP = re.compile(r'"?sep=([,;\t])"?\r?\n?', re.IGNORECASE)
_EXCEL_ERROR = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|#+)")
_FAULTS = {
    "unexpected end of data": "quote-open",
    "expected after": "quote-inside",
    "field larger than": "cell-huge",
}
"""What the csv module complains of, in words of our own."""


@attrs.frozen
class Row:
    """A row with its number as a spreadsheet counts them: a cell of two lines is still in one row."""

    number: int
    cells: list[str]


def read_rows(content: bytes, file: str) -> list[Row]:
    """The rows that hold anything; raises `DataError` where the file is no CSV. `#` begins a remark."""
    text = _decoded(content, file)
    sep = _SEP.match(text)
    # Excel's own first line, which Excel doesn't show and doesn't count.
    text = text[sep.end() :] if sep is not None else text
    delimiter = sep[1] if sep is not None else _delimiter(text)
    rows: list[Row] = []
    number = 0
    try:
        for number, cells in enumerate(_reader(text, delimiter), 1):
            if max(len(rows) - 1, len(cells)) > MOST_FIGURES:
                raise DataError(Problem("too-many-figures", {"most": str(MOST_FIGURES)}, Location(file=file)))
            if holds_anything(cells):
                rows.append(Row(number, [_unquoted(cell) for cell in cells]))
    except csv.Error as error:
        known = (code for said, code in _FAULTS.items() if said in str(error))
        problem = Problem(next(known, "not-csv"), {"why": str(error)}, Location(file=file, row=number + 1))
        raise DataError(problem) from error
    return rows


def letter(column: int) -> str:
    """What a spreadsheet calls the column with this index: A, B, … Z, AA."""
    above, last = divmod(column, 26)
    return (letter(above - 1) if above else "") + chr(ord("A") + last)


def _decoded(content: bytes, file: str) -> str:
    if b"\0" in content:
        raise DataError(Problem("binary-file", {}, Location(file=file)))
    # A file that says it is UTF-8 and isn't would come out of GB18030 as nonsense.
    for encoding in ("utf-8",) if content.startswith(_BOM) else ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding).lstrip("\ufeff")
            if len(text) > MOST_CHARACTERS:
                break
            return text
    else:
        raise DataError(Problem("unknown-encoding", {}, Location(file=file)))
    raise DataError(Problem("file-too-large", {"most": str(MOST_CHARACTERS)}, Location(file=file)))


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # skipinitialspace: in `founders, "2,500"` the quotes are still quotes.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)


def _delimiter(text: str) -> str:
    """Comma, tab or semicolon: the one that makes most cells of the heading row."""

    def width(delimiter: str) -> int:
        with suppress(csv.Error):
            rows = _reader(text[:_HEADINGS_WITHIN], delimiter)
            return next((len(cells) for cells in rows if holds_anything(cells)), 0)
        return 0

    return max(",\t;", key=width)


def _unquoted(cell: str) -> str:
    """The cell without the apostrophe that only tells a spreadsheet to leave it alone."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and len(text) > 1 else text


def holds_anything(cells: list[str]) -> bool:
    """Whether a row has anything in it, and is no remark."""
    first = cells[0].strip() if cells else ""
    remark = first.startswith("#") and not _EXCEL_ERROR.fullmatch(first)
    return not remark and any(cell.strip() for cell in cells)
