"""A table while it is read: its columns and rows, what was found, and what is wrong."""

import re

import attrs

from cyxc.data.csvrows import Row, letter
from cyxc.data.headings import KNOWN, Column
from cyxc.data.names import Names
from cyxc.data.observation import Data, Observation
from cyxc.data.reading import with_figures
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, nearest
from cyxc.language import both
from cyxc.model.scheme import Scheme

# As Excel shows a number where the column is narrow, digits lost; programs write a small e.
_DISPLAYED = re.compile(r"[-+]?[0-9](\.[0-9]+)?E[-+][0-9]{2,3}%?")


@attrs.define
class Table:
    """See the module."""

    scheme: Scheme
    names: Names
    file: str
    head: Row
    columns: list[Column]
    body: list[Row]
    problems: list[Problem] = attrs.field(factory=list)
    observations: list[Observation] = attrs.field(factory=list)
    first: dict[str, Location] = attrs.field(factory=dict)

    def at(self, row: Row, column: Column | None = None) -> Location:
        """The place of a cell, or of a row."""
        return Location(file=self.file, row=row.number, heading=column.heading if column else None)

    def fault(self, code: str, at: Location, nearest: tuple[str, ...] = (), **details: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(code, details, at, nearest))

    def check_kinds(self) -> None:
        """Notes two headings for the same."""
        for index, column in enumerate(self.columns):
            before = [other for other in self.columns[:index] if other.kind == column.kind]
            if column.kind is not None and before:
                headings = f"{before[0].heading}、{column.heading}"
                self.fault("heading-twice", self.at(self.head, column), headings=headings)

    def check_headings(self) -> None:
        """Notes headings that no long table has."""
        for column in self.columns:
            if column.text and column.kind is None:
                close = nearest(column.text[:80], KNOWN)
                self.fault("unknown-heading", self.at(self.head, column), close, name=column.heading)

    def check_stray(self, row: Row) -> None:
        """Notes cells under no heading: nobody could say what they are."""
        named = [bool(column.text) for column in self.columns]
        stray = [i for i, cell in enumerate(row.cells) if cell and not (i < len(named) and named[i])]
        if stray:
            where = Location(file=self.file, row=row.number, heading=letter(stray[0]))
            cells = shown("、".join(row.cells[i][:64] for i in stray[:64]))
            self.fault("cell-without-heading", where, value=cells)

    def take(self, seen: Observation) -> None:
        """Adds a figure, unless the table has it already or shows only part of its digits."""
        first = self.first.setdefault(seen.key, seen.where)
        if first is not seen.where:
            row, heading = str(first.row), str(first.heading)
            self.fault("given-before", seen.where, name=seen.key, row=row, heading=heading)
        elif _DISPLAYED.fullmatch(str(seen.value)):
            self.fault("cell-scientific", seen.where, value=shown(seen.value))
        else:
            self.observations.append(seen)

    def data(self, place: str) -> Data:
        """What was found; raises `DataError` with all that is wrong, the cells included."""
        if self.problems:
            raise DataError(with_figures(self.problems, self.observations, self.scheme))
        named = both(place) if place else None
        return Data(observations=tuple(self.observations), place=named, file=self.file)
