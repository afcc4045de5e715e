"""Rules about what happens: how often in a period, or once by the end of a window."""

from datetime import date
from typing import Literal

import attrs
from dateutil.relativedelta import relativedelta

from cyxc.language import Text
from cyxc.numbers.quantity import Figure

Every = Literal["month", "quarter", "half_year", "year"]

EVERY: dict[Every, Text] = {
    "month": Text("每月", "a month"),
    "quarter": Text("每季度", "a quarter"),
    "half_year": Text("每半年", "a half-year"),
    "year": Text("每年", "a year"),
}

_MONTHS: dict[Every, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@attrs.frozen
class Occurs:
    """At least `figure` events: in the window as a whole, or in `every` period that lies wholly inside it.

    `expected` is the upper end of a span whose floor decides (1-2次).
    """

    figure: Figure
    every: Every | None = None
    expected: Figure | None = None


@attrs.frozen
class Done:
    """Done once, by the end of the window."""


Occasion = Occurs | Done

OCCASIONS: dict[str, type[Occasion]] = {"occurs": Occurs, "done": Done}
"""The word each of these rules goes by in the interchange form."""


@attrs.frozen(order=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """`first/last`, as in ISO 8601."""
        return f"{self.first}/{self.last}"


def periods(within: Period, every: Every, *, grazed: bool = False) -> tuple[Period, ...]:
    """The calendar months, quarters, half-years or years inside a period, wholly or (`grazed`) in part.

    A period that is only grazed keeps the part of it that lies inside.
    """
    months = _MONTHS[every]
    start = date(within.first.year, (within.first.month - 1) // months * months + 1, 1)
    found = []
    while start <= within.last:
        one = Period(start, start + relativedelta(months=months, days=-1))
        if within.first <= one.first and one.last <= within.last:
            found.append(one)
        elif grazed:
            found.append(Period(max(one.first, within.first), min(one.last, within.last)))
        start += relativedelta(months=months)
    return tuple(found)
