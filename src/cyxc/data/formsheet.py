"""A sheet of a form while it is read: what its columns are, whatever their order, and what is wrong."""

from collections.abc import Iterator

import attrs

from cyxc.data.csvrows import Row, holds_anything
from cyxc.data.dated import day_of
from cyxc.data.formkeys import FILLED, FORM, KEYS, SheetKind, is_marker
from cyxc.data.scalars import shown
from cyxc.data.workbook import Sheet
from cyxc.errors import DataError, Location, Problem
from cyxc.numbers.numerals import is_missing

_HIGHEST = 20
"""How many rows somebody may have put above the hidden one."""


@attrs.define
class FormSheet:
    """See the module. `columns` maps keys to columns, counted from 0."""

    sheet: Sheet
    kind: SheetKind
    scheme: str
    columns: dict[str, int]
    head: Row
    body: list[Row]
    problems: list[Problem] = attrs.field(factory=list)

    def said(self, row: Row, key: str) -> str | None:
        """What a row says under a key; None for nothing, and for a dash."""
        column = self.columns.get(key)
        text = row.cells[column] if column is not None and column < len(row.cells) else ""
        return None if is_missing(text) else text

    def at(self, row: Row, key: str) -> Location:
        """The place of a cell."""
        return self.sheet.at(row.number, self.columns.get(key))

    def fault(self, code: str, row: Row, key: str, nearest: tuple[str, ...] = (), **details: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(code, details, self.at(row, key), nearest))

    def day(self, row: Row, key: str) -> str | None:
        """The day a cell names, as in 2014-05-01; notes what is none."""
        text = self.said(row, key)
        day = None if text is None else day_of(text)
        if text is not None and day is None:
            self.fault("day-form", row, key, text=shown(text))
        return day

    def check_cells(self) -> None:
        """Notes cells that can't be read, and those that were made one, in the columns of the form."""
        self.problems += self.sheet.faults_in(set(self.columns.values()), self.head.number + 1)


def form_sheet(sheet: Sheet) -> FormSheet | None:
    """The sheet as one of a form; None where no marker says so.

    Raises `DataError` for a form of another version, and where the column to fill in is gone.
    """
    found = next(_marked(sheet), None)
    if found is None:
        return None
    number, column, text = found
    word, kind, scheme = [*text.split(" "), "", ""][:3]
    known = next((one for one in KEYS if one == kind), None)
    if word != FORM or known is None:
        details = {"found": shown(text), "format": FORM}
        raise DataError(Problem("unknown-format", details, sheet.at(number, column)))
    id_key, *keys = KEYS[known] or ("",)
    hidden = next(row for row in sheet.rows if row.number == number)
    columns = {key: hidden.cells.index(key) for key in keys if key in hidden.cells} | {id_key: column}
    if known in FILLED and FILLED[known] not in columns:
        raise DataError(Problem("form-column-missing", {"name": FILLED[known]}, sheet.at(number)))
    below = [row for row in sheet.rows if row.number > number]
    # A title put above the headings has nothing in the hidden column.
    head = next((row for row in below if row.cells[column : column + 1] not in ([], [""])), None)
    head = head or Row(number, [])
    body = [row for row in below if row.number > head.number and holds_anything(row.cells)]
    return FormSheet(sheet, known, scheme, columns, head, body)


def _marked(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for row in sheet.rows[:_HIGHEST]:
        for column, text in enumerate(row.cells):
            if is_marker(text):
                yield row.number, column, text
