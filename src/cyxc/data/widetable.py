"""Wide tables: a column an indicator and a row of figures; several rows where each names its period."""

from cyxc.data.cells import read_cell
from cyxc.data.csvrows import Row
from cyxc.data.headings import OF_LONG_TABLES, OF_PERIODS, Column
from cyxc.data.names import Name
from cyxc.data.observation import Data, Observation
from cyxc.data.table import Cells, Table, said
from cyxc.data.when import When, read_when
from cyxc.errors import Problem


def read_wide(table: Table) -> Data:
    """The figures of a wide table; raises `DataError` with all that is wrong."""
    table.check_kinds()
    names = [_name(table, column) for column in table.columns]
    of_periods = [column for column in table.columns if column.kind in OF_PERIODS]
    if len(table.body) != 1 and not of_periods:
        table.fault("rows-of-wide", table.at(table.body[1]), count=str(len(table.body)))
    places: list[tuple[Row, str]] = []
    for row in table.body:
        table.check_stray(row)
        table.first.clear()
        cells = table.cells(row)
        places.append((row, said(cells, "place") or ""))
        faults = len(table.problems)
        when = read_when(table, row, cells)
        if len(table.body) != 1 and of_periods and not any(said(cells, kind) for kind in OF_PERIODS):
            table.fault("row-without-period", table.at(row, of_periods[0]))
        if len(table.problems) == faults:
            _read_row(table, row, cells, names, when)
        else:
            _check_row(table, row, names)
    # Several rows of several places need no other complaint than that they are several.
    return table.data(table.one_place(places if of_periods else places[:1]))


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


def _check_row(table: Table, row: Row, names: list[Name | None]) -> None:
    """Says what is wrong with the figures of a row whose period is unknown: now, not in the next round."""
    for column, name, cell in zip(table.columns, names, row.cells, strict=False):
        if name is not None and cell:
            indicator = table.scheme.indicators[name.indicator]
            found = read_cell(cell, name.unit, indicator, table.at(row, column))
            table.problems.extend([found] if isinstance(found, Problem) else [])


def _read_row(table: Table, row: Row, cells: Cells, names: list[Name | None], when: When) -> None:
    for column, name, cell in zip(table.columns, names, row.cells, strict=False):
        if name is None:
            continue
        if when.period is not None and name.role == "base" and cell:
            table.fault("base-of-which-year", table.at(row, column), name=column.heading)
        else:
            table.take(_observation(table, row, column, name, cell, cells, when), one_row=True)


def _observation(
    table: Table, row: Row, column: Column, name: Name, cell: str, cells: Cells, when: When
) -> Observation:
    period = when.of_role(name.role)
    return Observation(
        indicator=name.indicator,
        role=name.role,
        unit=name.unit,
        value=cell or None,
        period=None if period is None else when.spelt(period),
        cumulative=when.cumulative,
        provisional=when.provisional,
        source=said(cells, "source"),
        reported_on=when.reported_on,
        where=table.at(row, column),
    )
