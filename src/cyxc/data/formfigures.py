"""The sheet of figures of a form, as the long table it is."""

import attrs

from cyxc.data.csvrows import Row
from cyxc.data.formsheet import FormSheet
from cyxc.data.headings import Column, read_headings
from cyxc.data.longtable import read_long
from cyxc.data.names import Names
from cyxc.data.observation import Data
from cyxc.data.table import Table
from cyxc.model.scheme import Scheme


def read_figures(form: FormSheet, scheme: Scheme) -> Data:
    """The figures that were filled in; raises `DataError` with all that is wrong.

    A row without a figure says nothing, whatever else stands in it. In a row somebody added the name says
    which indicator is meant.
    """
    value = form.columns["value"]
    # One whose figure can't be read is read for what else is wrong with it.
    filled = [row for row in form.body if _cell(row, value) or (row.number, value) in form.sheet.faults]
    columns = _columns(form)
    rows = [_named(row, form) for row in filled]
    table = Table(
        scheme,
        Names(scheme),
        form.sheet.file,
        form.head,
        columns,
        rows,
        problems=form.problems,
        sheet=form.sheet.title,
        bare=form.sheet.bare,
    )
    form.check_cells()
    if not rows and not form.problems:
        return Data(file=form.sheet.file)
    return read_long(table)


def _columns(form: FormSheet) -> list[Column]:
    """The columns by their keys; a column somebody added by its heading, or else as a remark."""
    keys = {index: key for key, index in form.columns.items()}
    width = max([len(form.head.cells), *(index + 1 for index in keys)])
    found = read_headings([_cell(form.head, index) for index in range(width)])
    for index, column in enumerate(found):
        if index in keys:
            found[index] = attrs.evolve(column, text=column.text or keys[index], kind=keys[index])
        elif column.text and column.kind is None:
            found[index] = attrs.evolve(column, kind=f"remark {index}")
    return found


def _named(row: Row, form: FormSheet) -> Row:
    ids, names = form.columns["indicator"], form.columns.get("name")
    if _cell(row, ids) or names is None or not _cell(row, names):
        return row
    cells = [*row.cells, *[""] * (ids + 1 - len(row.cells))]
    cells[ids] = cells[names]
    return Row(row.number, cells)


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""
