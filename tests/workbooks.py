"""Forms as an office fills them in: opened with openpyxl, cells found by the hidden keys, saved again."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import cyxc
from cyxc.data.names import find_role
from cyxc.excel.form import form_xlsx
from cyxc.language import Language
from cyxc.numbers.exact import plain


@cache
def form_bytes(scheme: cyxc.Scheme, language: Language) -> bytes:
    return form_xlsx(scheme, language)


def form(scheme: cyxc.Scheme, language: Language = "zh") -> Workbook:
    return openpyxl.load_workbook(BytesIO(form_bytes(scheme, language)))


class Part:
    """A sheet of a form: its columns by key, its rows below the headings."""

    def __init__(self, book: Workbook, kind: str) -> None:
        self.sheet: Worksheet = next(s for s in book.worksheets if _marker(s).split(" ")[1:2] == [kind])
        self.marker = _marker(self.sheet)
        self.columns = {str(cell.value): cell.column for cell in self.sheet[1] if cell.value is not None}
        self.id = self.columns.pop(self.marker)
        self.columns["id"] = self.id

    @property
    def rows(self) -> list[int]:
        """The rows with an id."""
        last = self.sheet.max_row
        return [row for row in range(3, last + 1) if self.sheet.cell(row, self.id).value is not None]

    def cell(self, row: int, key: str) -> Any:
        return self.sheet.cell(row, self.columns[key])

    def row_of(self, id_: str, role: str | None = None) -> int:
        """The first row of an id, and of a role where it has one."""
        for row in self.rows:
            said = self.cell(row, "role").value if "role" in self.columns else None
            if self.cell(row, "id").value == id_ and (find_role(said) if said else None) == role:
                return row
        raise LookupError(id_)

    def set(self, row: int, **cells: object) -> None:
        for key, value in cells.items():
            self.cell(row, key.rstrip("_")).value = value


def _marker(sheet: Worksheet) -> str:
    said = (str(cell.value) for cell in sheet[1])
    return next((text for text in said if text.startswith("cyxc.form/")), "")


def fill(book: Workbook, data: Mapping[str, Any], scheme: cyxc.Scheme) -> None:
    """Fills in figures as people would: percentages under the form's format, long numbers as text.

    What the form does not ask for gets a row of its own below, with the indicator's name.
    """
    part = Part(book, "figures")
    rows = {row: (part.cell(row, "id").value, part.cell(row, "role").value) for row in part.rows}
    for key, value in data.items():
        id_, _, role = key.partition("@")
        own = [
            row for row, (one, said) in rows.items() if one == id_ and (find_role(said or "") or "") == role
        ]
        if not own:
            own = [max(part.rows) + 1 + len([row for row in rows if row > max(part.rows)])]
            rows[own[0]] = (id_, role)
            part.set(own[0], name=scheme.indicators[id_].name.zh, role=role or None)
        for row in own:
            # The figure is the one the target asks for, whatever periods the form offers.
            part.set(row, period=None)
        _write(part, own[0], value)


def _write(part: Part, row: int, value: Any) -> None:
    value, unit = value if isinstance(value, tuple) else (value, None)
    cell = part.cell(row, "value")
    if unit is not None:
        part.set(row, unit=unit)
    if value is None or isinstance(value, str):
        cell.value = value
        if value is not None:
            part.set(row, unit=unit)
        return
    number = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    text = plain(number)
    if "/" in text:
        over, under = text.split("/")
        cell.value = f"{under}分之{over}"
        return
    if unit == "%":
        number /= 100
        cell.number_format = "0.00%"
    elif "%" in cell.number_format:
        cell.number_format = "General"
    if len(plain(number).replace(".", "").strip("-0")) > 15 or number >= 10**15 or unit == "‰":
        cell.value = text
        cell.number_format = "@"
    else:
        cell.value = float(Decimal(plain(number))) if number.denominator != 1 else int(number)


def saved(book: Workbook, file: Path) -> Path:
    book.save(file)
    return file


def table(*rows: tuple[Any, ...], formats: Mapping[str, str] | None = None) -> Workbook:
    """A workbook of one sheet with these rows, some cells under a number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    return book


def texts(content: bytes) -> Iterator[tuple[str, Any]]:
    """Every cell that holds anything, as sheet!cell, with what it holds: formulas as formulas."""
    for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{sheet.title}!{cell.coordinate}", cell
