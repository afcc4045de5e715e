"""Wide tables: a column an indicator, and one row of figures, since one place is judged at a time."""

from cyxc.data.csvrows import Row
from cyxc.data.headings import FOR_PEOPLE, OF_LONG_TABLES, Column
from cyxc.data.names import Name
from cyxc.data.observation import Data, Observation
from cyxc.data.scalars import shown
from cyxc.data.table import Table
from cyxc.errors import Problem
from cyxc.numbers.numerals import is_missing


def read_wide(table: Table) -> Data:
    """The figures of a wide table; raises `DataError` with all that is wrong."""
    table.check_kinds()
    names = [_name(table, column) for column in table.columns]
    if len(table.body) != 1:
        table.fault("rows-of-wide", table.at(table.body[1]), count=str(len(table.body)))
    for row in table.body:
        table.check_stray(row)
        table.first.clear()
        _read_row(table, row, names)
    return table.data(_about(table, table.body[0]).get("place") or "")


def _name(table: Table, column: Column) -> Name | None:
    """The indicator a column is headed with; None where it is for something else, or nothing knows it."""
    if not column.text:
        return None
    found = table.names.find(column.text, where=table.at(table.head, column))
    if column.kind is None:
        table.problems.extend([found] if isinstance(found, Problem) else [])
        return found if isinstance(found, Name) else None
    if isinstance(found, Name):
        table.fault(
            "heading-ambiguous", table.at(table.head, column), name=column.heading, id=found.indicator
        )
    elif column.kind in OF_LONG_TABLES:
        table.fault("column-of-long-table", table.at(table.head, column), name=column.heading)
    return None


def _about(table: Table, row: Row) -> dict[str, str]:
    """What the row says about all its figures: place, period, source, date of report."""
    return {
        column.kind: cell
        for column, cell in zip(table.columns, row.cells, strict=False)
        if column.kind is not None and column.kind not in FOR_PEOPLE and not is_missing(cell)
    }


def _read_row(table: Table, row: Row, names: list[Name | None]) -> None:
    about = _about(table, row)
    if "period" in about:
        column = next(column for column in table.columns if column.kind == "period")
        keys = shown("、".join(name.key for name in names if name is not None))
        table.fault("dated-figure", table.at(row, column), name=keys, period=shown(about["period"]))
    for column, name, cell in zip(table.columns, names, row.cells, strict=False):
        if name is not None:
            table.take(
                Observation(
                    indicator=name.indicator,
                    role=name.role,
                    unit=name.unit,
                    value=cell or None,
                    source=about.get("source"),
                    reported_on=about.get("reported_on"),
                    where=table.at(row, column),
                )
            )
