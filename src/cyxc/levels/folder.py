"""Figures of many places from files: a folder with a file a place, or tables with a column of places."""

from collections.abc import Iterator
from pathlib import Path

import attrs

from cyxc.data.csvrows import Row, read_rows
from cyxc.data.files import read_data
from cyxc.data.headings import read_headings
from cyxc.data.longtable import read_long
from cyxc.data.names import Names
from cyxc.data.observation import Data
from cyxc.data.table import Table
from cyxc.data.widetable import read_wide
from cyxc.errors import CyxcError, DataError, Location, Problem
from cyxc.files import not_read
from cyxc.model.scheme import Scheme

ENDINGS = (".csv", ".json", ".yaml", ".yml", ".xlsx")


def read_folder(path: "str | Path", scheme: Scheme) -> dict[str, Data]:
    """The figures of many places, by place as the files call it.

    A folder holds data files: a CSV with a column of places (地区, place) has the figures of all places it
    names, long or wide; any other file those of the place it is named after (`C07.yaml`). A path to one CSV
    is read alone. Raises `DataError` with the faults of all files.
    """
    given = Path(path)
    found: dict[str, Data] = {}
    problems: list[Problem] = []
    for file in _files(given):
        try:
            parts = _read(file, scheme)
        except CyxcError as error:
            problems += error.problems
            continue
        for place, data in parts.items():
            if place in found:
                details = {"name": place, "other": str(found[place].file), "code": place}
                problems.append(Problem("place-handed-in-twice", details, Location(file=str(file))))
            found.setdefault(place, data)
    if problems:
        raise DataError(problems)
    return found


def _files(given: Path) -> list[Path]:
    if not given.is_dir():
        return [given]
    try:
        # ~$form.xlsx is there while somebody has the form open.
        beside = (file for file in given.iterdir() if not file.name.startswith("~$"))
        files = sorted(file for file in beside if file.suffix.lower() in ENDINGS)
    except OSError as error:
        raise DataError(not_read(error, given)) from error
    if not files:
        raise DataError(Problem("no-place-files", {}, Location(file=str(given))))
    return files


def _read(file: Path, scheme: Scheme) -> dict[str, Data]:
    """The places of one file."""
    table = _table(file, scheme) if file.suffix.lower() == ".csv" else None
    column = None if table is None else _column_of_places(table)
    if table is None or column is None:
        return {file.stem: read_data(file, scheme)}
    found: dict[str, Data] = {}
    problems: list[Problem] = []
    for place, rows in _rows_by_place(table, column, problems).items():
        own = attrs.evolve(table, body=rows, problems=[], observations=[], first={})
        try:
            found[place] = (read_long if _is_long(table) else read_wide)(own)
        except CyxcError as error:
            problems += error.problems
    if problems:
        # What is wrong with the headings is found once for every place.
        raise DataError(dict.fromkeys(problems))
    return found


def _table(file: Path, scheme: Scheme) -> Table | None:
    """The file as a table; None where it can't be one, which reading it as a single place's will tell."""
    try:
        head, *body = read_rows(file.read_bytes(), str(file))
    except (OSError, ValueError):
        return None
    return Table(scheme, Names(scheme), str(file), head, read_headings(head.cells), body) if body else None


def _is_long(table: Table) -> bool:
    kinds = {column.kind for column in table.columns}
    return "value" in kinds and not kinds.isdisjoint(("indicator", "name"))


def _column_of_places(table: Table) -> int | None:
    return next((i for i, column in enumerate(table.columns) if column.kind == "place"), None)


def _rows_by_place(table: Table, column: int, problems: list[Problem]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in table.body:
        place = row.cells[column] if column < len(row.cells) else ""
        if place:
            found.setdefault(place, []).append(row)
        elif any(_filled(table, row)):
            where = table.at(row, table.columns[column])
            problems.append(Problem("figure-without-place", {"name": next(_filled(table, row))}, where))
    return found


def _filled(table: Table, row: Row) -> Iterator[str]:
    return (cell[:80] for cell in row.cells if cell)
