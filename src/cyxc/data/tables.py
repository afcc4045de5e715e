"""CSV as offices keep it: UTF-8 or GB18030, Chinese headings, long or wide, units in cell or heading.

Long: a row a figure, with a heading for the indicator and one for the value. Wide: a row a place, a heading
an indicator.
"""

from collections.abc import Collection

from cyxc.data.csvrows import Row, read_rows
from cyxc.data.headings import read_headings
from cyxc.data.longtable import read_long
from cyxc.data.names import Names
from cyxc.data.observation import Data
from cyxc.data.table import Table
from cyxc.data.widetable import read_wide
from cyxc.errors import DataError, Location, Problem
from cyxc.model.scheme import Scheme

_TITLES = 20
"""How many rows of titles a table may have above its headings and still be told what is wrong."""


def read_csv(content: bytes, scheme: Scheme, file: str) -> Data:
    """The observations in a CSV; raises `DataError` with every fault, each with its row and column."""
    return read_tables(tables_of(read_rows(content, file), scheme, file))


def tables_of(
    rows: list[Row], scheme: Scheme, file: str, sheet: str | None = None, bare: Collection[str] = ()
) -> list[Table]:
    """What the rows are as a table, and what they would be if any of the next ones had the headings."""
    if len(rows) < 2:
        raise DataError(Problem("empty-table", {}, Location(file=file, sheet=sheet)))
    names = Names(scheme)
    return [
        Table(scheme, names, file, head, read_headings(head.cells), rows[number:], sheet=sheet, bare=bare)
        for number, head in enumerate(rows[:_TITLES], 1)
    ]


def read_tables(tables: list[Table]) -> Data:
    """The observations of the first of `tables_of`; the others tell where the headings may be instead."""
    if _is_long(tables[0]):
        return read_long(tables[0])
    if not _is_wide(tables[0]):
        _refuse_shape(tables)
    return read_wide(tables[0])


def _is_long(table: Table) -> bool:
    kinds = {column.kind for column in table.columns}
    return "value" in kinds and not kinds.isdisjoint(("indicator", "name"))


def _is_wide(table: Table) -> bool:
    return any(table.names.knows(column.text) for column in table.columns)


def _is_headings(table: Table) -> bool:
    filled = [column for column in table.columns if column.text]
    return _is_long(table) or all(column.kind or table.names.knows(column.text) for column in filled)


def _refuse_shape(tables: list[Table]) -> None:
    """Says what keeps the first row from being headings, where that can be seen."""
    table = tables[0]
    kinds = {column.kind for column in table.columns if column.kind is not None}
    below = next((other.head.number for other in tables[1:] if _is_headings(other)), None)
    if not kinds and below is not None:
        table.fault("headings-lower", table.at(table.head), row=str(below))
        raise DataError(table.problems)
    if kinds.isdisjoint(("indicator", "value")):
        return
    table.fault("column-missing", table.at(table.head), name="指标" if "value" in kinds else "数值")
    table.check_headings()
    raise DataError(table.problems)
