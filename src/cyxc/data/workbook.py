"""Workbooks in .xlsx as sheets of text cells; formulas count with what they came to when last calculated."""

import warnings
import zipfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

import attrs

from cyxc.data.csvrows import MOST_CHARACTERS, Row, letter
from cyxc.data.numberformats import east_asian, read_format
from cyxc.data.workbookcells import CellText, text_of
from cyxc.errors import DataError, Location, Problem, UsageError, brief

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_BYTES = 40 * MOST_CHARACTERS
"""What a workbook may come to when it is unpacked."""

_MOST_CELLS = 500_000


@attrs.frozen
class Merged:
    """A range of cells made one: its name (B3:B5) and its columns, counted from 0."""

    name: str
    row: int
    columns: range


@attrs.frozen
class Sheet:
    """A sheet that holds anything, its cells as text.

    `faults` are what is wrong with cells, by row and column (rows from 1, columns from 0): they count where
    the cell is read.
    """

    file: str
    title: str
    hidden: bool
    rows: list[Row]
    bare: frozenset[str]
    faults: dict[tuple[int, int], Problem]
    merged: tuple[Merged, ...]

    def at(self, row: int | None = None, column: int | None = None) -> Location:
        """The place of a cell, of a row, or of the sheet."""
        cell = None if row is None or column is None else f"{letter(column)}{row}"
        return Location(file=self.file, sheet=self.title, cell=cell, row=row)

    def faults_in(self, columns: Collection[int], first: int) -> list[Problem]:
        """What is wrong with cells of these columns from a row on, and those that were made one."""
        found = [
            problem for (row, column), problem in self.faults.items() if column in columns and row >= first
        ]
        filled = {(row.number, column) for row in self.rows for column, text in enumerate(row.cells) if text}
        for one in self.merged:
            corner = (one.row, one.columns[0])
            if one.row >= first and corner in filled and any(column in columns for column in one.columns):
                found.append(Problem("merged-cells", {"range": one.name}, self.at(*corner)))
        return found


def read_workbook(content: bytes, file: str) -> list[Sheet]:
    """The sheets of a workbook that hold anything.

    Needs the extra `excel`: raises `UsageError` without it, and `DataError` for what is no workbook.
    """
    try:
        import openpyxl
    except ModuleNotFoundError as error:
        if error.name != "openpyxl":
            raise
        raise UsageError(Problem("extra-not-installed", {"name": "openpyxl", "extra": "excel"})) from error
    where = Location(file=file)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > _MOST_BYTES:
            raise DataError(Problem("workbook-too-large", {"most": f"{_MOST_BYTES // 10**6}"}, where))
        with warnings.catch_warnings():
            # openpyxl warns of decoration it will not keep; nothing is written back.
            warnings.simplefilter("ignore")
            written = openpyxl.load_workbook(BytesIO(content))
            live = any(cell.data_type == "f" for own in written.worksheets for cell in _cells(own))
            # Without formulas what was written is what it came to, and once is enough.
            came_to = openpyxl.load_workbook(BytesIO(content), data_only=True) if live else written
    except DataError:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise nearly anything
        raise DataError(Problem("not-a-workbook", {"why": brief(error)}, where)) from error
    sheets = [_sheet(own, written[own.title], file) for own in came_to.worksheets]
    return [sheet for sheet in sheets if sheet.rows]


def _sheet(came_to: "Worksheet", written: "Worksheet", file: str) -> Sheet:
    empty = Sheet(file, came_to.title, came_to.sheet_state != "visible", [], frozenset(), {}, ())
    texts: dict[int, dict[int, str]] = {}
    bare: set[str] = set()
    faults: dict[tuple[int, int], Problem] = {}
    held = 0
    epoch: Any = None if came_to.parent is None else came_to.parent.epoch
    formulas = {(cell.row, cell.column) for cell in _cells(written) if cell.data_type == "f"}
    for cell in _cells(came_to):
        at = (cell.row, cell.column - 1)
        found, fault = _read(cell, (cell.row, cell.column) in formulas, epoch)
        if fault is not None:
            faults[at] = Problem(fault, {"value": brief(found.text)}, empty.at(*at))
        elif found.text:
            texts.setdefault(cell.row, {})[cell.column - 1] = found.text
            if found.bare:
                bare.add(cell.coordinate)
            held += 1
        if held + len(faults) > _MOST_CELLS:
            raise DataError(Problem("too-many-figures", {"most": str(_MOST_CELLS)}, empty.at()))
    rows = [
        Row(number, [cells.get(column, "") for column in range(max(cells) + 1)])
        for number, cells in sorted(texts.items())
    ]
    merged = tuple(
        Merged(str(one), one.min_row, range(one.min_col - 1, one.max_col))
        for one in came_to.merged_cells.ranges
    )
    return attrs.evolve(empty, rows=rows, bare=frozenset(bare), faults=faults, merged=merged)


def _cells(sheet: "Worksheet") -> "Iterator[Cell]":
    # Walking the rows would make a cell of every gap: a format at the bottom of a sheet makes a million.
    cells: Any = sheet._cells
    return iter(cells.values())


def _read(cell: Any, formula: bool, epoch: Any) -> tuple[CellText, str | None]:
    value = cell.value
    if cell.data_type == "e":
        return CellText(str(value)), "cell-error"
    # A formula that came to an empty text is marked as text; one that was never calculated is not.
    if formula and value is None and cell.data_type != "str":
        return CellText(""), "formula-not-calculated"
    code = str(cell.number_format)
    own = east_asian(cell._style.numFmtId)
    if own is not None and code == "General":
        code = own
    format = read_format(code)
    if own is not None and isinstance(value, int | float):
        from openpyxl.utils.datetime import from_excel

        with suppress(ValueError, OverflowError):
            value = from_excel(value, epoch)
    found = text_of(value, format)
    return found, found.fault
