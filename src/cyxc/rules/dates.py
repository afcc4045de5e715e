"""Dates of a scheme, some without their year, and the windows they bound.

A date names a year, a month or a day. As a start it is the first day of what it names, as a due date the
last. Documents whose year was stripped write `Y` for it, `(Y-1)` for the year before.
"""

import re
from datetime import date

import attrs
from dateutil.relativedelta import relativedelta

from cyxc.errors import NOWHERE, Location, Problem

FIRST_YEAR, LAST_YEAR = 1000, 9900
"""The years dates may be of: those of four digits, and some way off what a calendar can hold."""

_DATE = re.compile(r"(?:(\d{4})|Y|\(Y([+-]\d)\))(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def out_of_range(*years: int, where: Location = NOWHERE) -> Problem | None:
    """Why some years are none that dates may be of, or None."""
    if all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
        return None
    return Problem("year-out-of-range", {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}, where)


@attrs.frozen
class SchemeDate:
    """A year, month or day; `year` is None where the document's year is stripped, `offset` years from it."""

    year: int | None
    offset: int = 0
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "SchemeDate":
        """Reads `2015`, `2015-12`, `2015-12-31`, `Y-12`, `(Y-1)-12`; ValueError for anything else."""
        match = _DATE.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date")
        year, offset, month, day = match.groups()
        found = cls(
            int(year) if year else None,
            int(offset or 0),
            int(month) if month else None,
            int(day) if day else None,
        )
        found.last(2000)  # a leap year, so that only days no year has are refused
        return found

    def __str__(self) -> str:
        """The date as it is written in a scheme file."""
        stripped = f"(Y{self.offset:+})" if self.offset else "Y"
        year = stripped if self.year is None else f"{self.year:04}"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def bound(self) -> bool:
        """True when the date has its year."""
        return self.year is not None

    def bind(self, year: int) -> "SchemeDate":
        """The date with the stripped year put in; itself when it has one."""
        return self if self.bound else attrs.evolve(self, year=year + self.offset, offset=0)

    def first(self, year: int | None = None) -> date | None:
        """The first day of what it names; None while unbound and no `year` is given."""
        own = self.year if self.year is not None else (year + self.offset if year is not None else None)
        if own is None:
            return None
        return date(own, self.month or 1, 1) + relativedelta(day=self.day or 1)

    def last(self, year: int | None = None) -> date | None:
        """The last day of what it names; 29 February in a common year falls on the 28th."""
        start = attrs.evolve(self, day=None).first(year)
        if start is None:
            return None
        month_end = start + relativedelta(months=1 if self.month else 12, days=-1)
        if self.day is None:
            return month_end
        if self.day > month_end.day and not (self.month == 2 and self.day == 29):
            raise ValueError(f"{self} has a day its month does not have")
        return self.first(year)


@attrs.frozen
class Window:
    """From the first day of `start` to the end of `due`; both are included."""

    start: SchemeDate
    due: SchemeDate

    @property
    def bound(self) -> bool:
        """True when both ends have their year."""
        return self.start.bound and self.due.bound

    @property
    def opens(self) -> date | None:
        """The first day; None while unbound."""
        return self.start.first()

    @property
    def ends(self) -> date | None:
        """The last day; None while unbound."""
        return self.due.last()

    def bind(self, year: int) -> "Window":
        """The window with the stripped year put in."""
        return Window(self.start.bind(year), self.due.bind(year))

    def orderly(self) -> bool:
        """True when it ends no earlier than it begins, for whatever year it is bound to."""
        opens, ends = self.start.first(2000), self.due.last(2000)
        return self.start.bound != self.due.bound or (
            opens is not None and ends is not None and opens <= ends
        )

    def __str__(self) -> str:
        """`start/due`, as in ISO 8601."""
        return f"{self.start}/{self.due}"
