"""Long tables: a row a figure, with the indicator's name, the value, and what else is known in columns."""

import re

import attrs

from cyxc.data.cells import check_text, nearest_units, same_unit
from cyxc.data.csvrows import Row
from cyxc.data.headings import FOR_PEOPLE, Column
from cyxc.data.names import ROLES_SAID, Name, find_role
from cyxc.data.observation import Data, Observation
from cyxc.data.scalars import shown
from cyxc.data.table import Cells, Table, said
from cyxc.data.when import read_when
from cyxc.errors import Problem, nearest
from cyxc.numbers.units import find_unit


def read_long(table: Table) -> Data:
    """The figures of a long table; raises `DataError` with all that is wrong."""
    table.check_kinds()
    table.check_headings()
    kinds = [column.kind for column in table.columns]
    naming = "indicator" if "indicator" in kinds else "name"
    places: list[tuple[Row, str]] = []
    for row in table.body:
        table.check_stray(row)
        cells = table.cells(row)
        if naming in cells:
            _read_row(table, row, naming, cells)
            places.append((row, said(cells, "place") or ""))
        elif any(kind not in FOR_PEOPLE for kind in cells):
            values = "、".join(text for _, text in cells.values())
            table.fault("row-without-name", table.at(row), value=shown(values))
    return table.data(table.one_place(places))


def _read_row(table: Table, row: Row, naming: str, cells: Cells) -> None:
    faults = len(table.problems)
    found = _name(table, row, naming, cells)
    unit = _unit(table, row, cells, found)
    when = read_when(table, row, cells)
    value_column = next(column for column in table.columns if column.kind == "value")
    value = cells["value"][1] if "value" in cells else None
    where = table.at(row, value_column)
    _check_split(table, row, value_column)
    if found is not None and len(table.problems) == faults:
        table.take(
            Observation(
                indicator=found.indicator,
                role=found.role,
                value=value,
                unit=unit,
                place=said(cells, "place"),
                source=said(cells, "source"),
                period=None if when.period is None else when.spelt(when.period),
                cumulative=when.cumulative,
                provisional=when.provisional,
                reported_on=when.reported_on,
                where=where,
            )
        )
    elif value is not None:
        # What is wrong with the value itself is said now, not in the next round.
        problem = check_text(value, cells[naming][1], where)
        table.problems.extend([] if problem is None else [problem])


def _name(table: Table, row: Row, naming: str, cells: Cells) -> Name | None:
    column, called = cells[naming]
    role = said(cells, "role")
    if role is not None and find_role(role) is None:
        at = table.at(row, cells["role"][0])
        table.fault("unknown-role", at, nearest(role[:80], ROLES_SAID) or ROLES_SAID[:6], name=shown(role))
        role = None
    found = table.names.find(called, role, table.at(row, column))
    if isinstance(found, Problem):
        table.problems.append(found)
        return None
    if naming == "name" or "name" not in cells:
        return found
    beside = table.names.find(cells["name"][1])
    if not isinstance(beside, Name):
        return found
    # Rows that slipped against each other: the name of one beside the id of another.
    if beside.indicator != found.indicator or beside.role not in (None, found.role):
        at = table.at(row, cells["name"][0])
        table.fault("names-disagree", at, name=shown(cells["name"][1]), other=shown(found.key))
    _check_units(table, row, found.unit, beside.unit)
    return attrs.evolve(found, unit=found.unit or beside.unit)


def _unit(table: Table, row: Row, cells: Cells, found: Name | None) -> str | None:
    """The unit said beside the value: in its own column, behind the name, or in the heading."""
    written = said(cells, "unit")
    if written is not None and find_unit(written) is None:
        at = table.at(row, cells["unit"][0])
        table.fault("unknown-unit-in-column", at, nearest_units(written), unit=shown(written))
        return None
    in_heading = next(column.unit for column in table.columns if column.kind == "value")
    in_name = None if found is None else found.unit
    _check_units(table, row, written, in_name)
    _check_units(table, row, written or in_name, in_heading)
    return written or in_name or in_heading


def _check_units(table: Table, row: Row, first: str | None, second: str | None) -> None:
    one, other = (None if symbol is None else find_unit(symbol) for symbol in (first, second))
    if one is not None and other is not None and not same_unit(one, other):
        table.fault("units-disagree", table.at(row), first=one.symbol, second=other.symbol)


def _check_split(table: Table, row: Row, value_column: Column) -> None:
    """Refuses 1 | 800 where the next column should be words: that was 1,800 without quotes."""
    index = table.columns.index(value_column)
    following = table.columns[index + 1 : index + 2]
    value, after = [*row.cells[index : index + 2], "", ""][:2]
    wordy = following and following[0].kind in ("note", "source")
    if wordy and re.fullmatch("[-+]?[0-9]{1,3}", value) and re.fullmatch(r"[0-9]{3}(\.[0-9]+)?", after):
        table.fault("split-number", table.at(row, value_column), value=f"{value},{after}")
