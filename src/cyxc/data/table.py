"""A table while it is read: its columns and rows, what was found, and what is wrong."""

import re
from collections.abc import Collection
from decimal import Decimal

import attrs

from cyxc.data.csvrows import Row, letter
from cyxc.data.dated import MOST_DATED, rank
from cyxc.data.headings import KNOWN, SAME, Column
from cyxc.data.names import Names
from cyxc.data.observation import Data, Observation
from cyxc.data.reading import with_figures
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, nearest
from cyxc.language import both
from cyxc.model.scheme import Scheme
from cyxc.numbers.numerals import is_missing

# As Excel shows a number where the column is narrow, digits lost; programs write a small e.
_DISPLAYED = re.compile(r"[-+]?[0-9](\.[0-9]+)?E[-+][0-9]{2,3}%?")

Cells = dict[str, tuple[Column, str]]
"""The filled cells of a row by what their column holds."""


def _could_be_whole(value: str) -> bool:
    """Whether a number may be a share of one as well as a percentage: 0.92 beside %, but not 92."""
    return 0 < abs(Decimal(value)) <= 1


def said(cells: Cells, kind: str) -> str | None:
    """A cell beside the figures; a dash there says no more than an empty one."""
    text = cells[kind][1] if kind in cells else ""
    return None if is_missing(text) else text


@attrs.define
class Table:
    """See the module.

    `sheet` is that of a workbook, whose cells go by their letter and number; `bare` names those that hold a
    number without a percent sign in its format.
    """

    scheme: Scheme
    names: Names
    file: str
    head: Row
    columns: list[Column]
    body: list[Row]
    problems: list[Problem] = attrs.field(factory=list)
    observations: list[Observation] = attrs.field(factory=list)
    first: dict[tuple[object, ...], Location] = attrs.field(factory=dict)
    sheet: str | None = None
    bare: Collection[str] = ()

    def at(self, row: Row, column: Column | None = None) -> Location:
        """The place of a cell, or of a row."""
        cell = None
        if self.sheet is not None and column is not None:
            index = next((i for i, one in enumerate(self.columns) if one is column), None)
            # A cell under no heading has a column of its own, headed with its letter.
            cell = f"{column.heading if index is None else letter(index)}{row.number}"
        heading = None if column is None else column.heading
        return Location(file=self.file, sheet=self.sheet, cell=cell, row=row.number, heading=heading)

    def fault(self, code: str, at: Location, nearest: tuple[str, ...] = (), **details: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(code, details, at, nearest))

    def check_kinds(self) -> None:
        """Notes two headings for the same."""
        for index, column in enumerate(self.columns):
            if column.kind is None:
                continue
            kind = SAME.get(column.kind, column.kind)
            before = [c for c in self.columns[:index] if c.kind and SAME.get(c.kind, c.kind) == kind]
            if before:
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
            where = self.at(row, Column(letter(stray[0]), ""))
            cells = shown("、".join(row.cells[i][:64] for i in stray[:64]))
            self.fault("cell-without-heading", where, value=cells)

    def cells(self, row: Row) -> Cells:
        """The filled cells of a row by what their column holds."""
        found: Cells = {}
        for column, cell in zip(self.columns, row.cells, strict=False):
            if column.kind is not None and cell:
                found.setdefault(column.kind, (column, cell))
        return found

    def take(self, seen: Observation, *, one_row: bool = False) -> None:
        """Adds a figure, unless the table (or its row) has it already, or it shows only part of its digits.

        Of one indicator there may be any number of periods; whether one was told twice, and which report
        of it stands, is for the evaluation to say.
        """
        alone = one_row or seen.period is None
        first = self.first.setdefault((seen.key, *rank(seen)), seen.where) if alone else seen.where
        if first is not seen.where:
            row, heading = str(first.row), str(first.heading)
            self.fault("given-before", seen.where, name=seen.key, row=row, heading=heading)
        elif _DISPLAYED.fullmatch(str(seen.value)):
            self.fault("cell-scientific", seen.where, value=shown(seen.value))
        elif seen.where.cell in self.bare and seen.unit in ("%", "‰") and _could_be_whole(str(seen.value)):
            self.fault("share-or-percent", seen.where, value=shown(seen.value), unit=seen.unit)
        else:
            self.observations.append(seen)
        if len(self.observations) > MOST_DATED:
            raise DataError(Problem("too-many-figures", {"most": str(MOST_DATED)}, Location(file=self.file)))

    def one_place(self, places: list[tuple[Row, str]]) -> str:
        """The place every row names; notes rows that name another or none."""
        named = list(dict.fromkeys(place for _, place in places if place))
        if not named:
            return ""
        other = next((row for row, place in places if place and place != named[0]), None)
        blank = next((row for row, place in places if not place), None)
        if other is not None:
            self.fault("many-places", self.at(other), places=shown("、".join(named)))
        elif blank is not None:
            self.fault("place-missing", self.at(blank), place=shown(named[0]))
        return named[0]

    def data(self, place: str) -> Data:
        """What was found; raises `DataError` with all that is wrong, the cells included."""
        if self.problems:
            raise DataError(with_figures(self.problems, self.observations, self.scheme))
        named = both(place) if place else None
        return Data(observations=tuple(self.observations), place=named, file=self.file)
