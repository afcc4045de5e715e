"""What a row of a table says about time: its period, own or running, provisional or final, when reported."""

import re
from contextlib import suppress

import attrs

from cyxc.data.csvrows import Row
from cyxc.data.dated import day_of
from cyxc.data.headings import OF_PERIODS
from cyxc.data.names import folded
from cyxc.data.scalars import shown
from cyxc.data.table import Cells, Table, said
from cyxc.data.time_words import MEANINGS
from cyxc.rules.dates import out_of_range
from cyxc.rules.occasions import Period
from cyxc.rules.periods import names_both_ends, parse_period, spelt, years_before

_FIRST_OF_MONTH = re.compile(r"\d{4}/\d{1,2}/0?1")
_BARE = {
    "month": (re.compile("0?[1-9]|1[0-2]"), "{}月"),
    "quarter": (re.compile("[1-4一二三四]"), "第{}季度"),
}
"""What a number under a heading of months or quarters stands for."""


@attrs.frozen
class When:
    """What a row says about time; `reported_on` as in 2014-05-01."""

    period: Period | None = None
    cumulative: bool = False
    provisional: bool = False
    reported_on: str | None = None

    def spelt(self, period: Period) -> str:
        """A period as an observation names it; a running figure's says its first day."""
        return spelt(period, both_ends=self.cumulative)

    def of_role(self, role: str | None) -> Period | None:
        """The period of a figure of this row: what is headed 上年 was the same days of the year before."""
        return years_before(self.period, 1) if self.period is not None and role == "before" else self.period


def read_when(table: Table, row: Row, cells: Cells) -> When:
    """What a row says about time; notes each cell that can't be read, or not without guessing."""
    period = _period(table, row, cells)
    basis = _word(table, row, cells, ("basis", "cumulative", "this_year"), "own-or-running")
    state = _word(table, row, cells, ("state", "provisional"), "final-or-not")
    if period is not None and basis in ("running", "this_year"):
        period = _running(table, row, cells, period, this_year=basis == "this_year")
    reported = said(cells, "reported_on")
    day = None if reported is None else day_of(reported)
    if reported is not None and day is None:
        table.fault("report-day", table.at(row, cells["reported_on"][0]), name="", text=shown(reported))
    return When(period, basis in ("running", "this_year"), state == "provisional", day)


def _period(table: Table, row: Row, cells: Cells) -> Period | None:
    """The shortest of the periods a row names, which has to lie inside the others."""
    year = said(cells, "year")
    found: list[tuple[str, Period]] = []
    faults = len(table.problems)
    for kind in OF_PERIODS:
        text = said(cells, kind)
        if text is not None:
            period = _read(table, row, cells, kind, year)
            if period is not None:
                at = table.at(row, cells[kind][0])
                outside = out_of_range(period.first.year, period.last.year, where=at)
                table.problems += [] if outside is None else [outside]
                found.append((kind, period))
    if len(table.problems) > faults or not found:
        return None
    kind, shortest = min(found, key=lambda one: one[1].last - one[1].first)
    for other, period in found:
        if not (period.first <= shortest.first and shortest.last <= period.last):
            first, second = cells[other], cells[kind]
            at = table.at(row, second[0])
            table.fault("periods-disagree", at, first=shown(first[1]), second=shown(second[1]))
            return None
    return shortest


def _read(table: Table, row: Row, cells: Cells, kind: str, year: str | None) -> Period | None:
    column, text = cells[kind]
    at = table.at(row, column)
    bare, form = _BARE.get(kind, (None, "{}"))
    part = form.format(text) if bare is not None and bare.fullmatch(text) else text
    alone, first = _parsed(text), _FIRST_OF_MONTH.fullmatch(text)
    if alone is not None and first is not None and kind == "month":
        # Under a heading of months, that is what a spreadsheet makes of 2014年5月.
        return _parsed(f"{alone.first:%Y-%m}")
    if alone is not None and first is not None:
        table.fault(
            "day-or-month", at, period=shown(text), day=f"{alone.first}", month=f"{alone.first:%Y-%m}"
        )
        return None
    if alone is not None and not (kind == "month" and alone.first == alone.last):
        return alone
    if alone is None and _parsed(f"2000年{part}") is not None:
        if year is None or kind == "year":
            table.fault("period-without-year", at, period=shown(text))
            return None
        whole = _parsed(year)
        # Where the year itself can't be read, its own cell says so.
        return None if whole is None else _in_year(table, row, cells, kind, part, whole)
    table.fault("period-cell", at, period=shown(text))
    return None


def _in_year(table: Table, row: Row, cells: Cells, kind: str, part: str, year: Period) -> Period | None:
    column, text = cells[kind]
    one_year = year.first.year == year.last.year
    found = _parsed(f"{year.first.year}年{part}") if one_year else None
    if found is None:  # 29 February of a year that has none is no day
        code = "period-cell" if one_year else "period-without-year"
        table.fault(code, table.at(row, column), period=shown(text))
    return found


def _parsed(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _is_span(text: str) -> bool:
    """Whether a cell names both ends, with or without the year: 2014-01/2014-05, 1-5月."""
    for whole in (text, f"2000年{text}"):
        with suppress(ValueError):
            return names_both_ends(whole)
    return False


def _running(table: Table, row: Row, cells: Cells, period: Period, *, this_year: bool) -> Period | None:
    """The days a running figure is for: from the new year on, or from where its span says it starts."""
    kind = next(kind for kind in reversed(OF_PERIODS) if said(cells, kind) is not None)
    column, text = cells[kind]
    at = table.at(row, column)
    if not this_year:
        # A year or a month alone does not say it: under a plan of several years 累计 may run from the first.
        if _is_span(text):
            return period
        table.fault("running-since-when", at, name="", period=shown(text))
    elif period.first.year == period.last.year:
        return Period(period.first.replace(month=1, day=1), period.last)
    else:
        table.fault("this-year-of-years", at, period=shown(text))
    return None


def _word(table: Table, row: Row, cells: Cells, kinds: tuple[str, ...], code: str) -> str | None:
    """What a cell means under its heading: yes and no answer the headings that ask."""
    kind = next((kind for kind in kinds if said(cells, kind) is not None), None)
    if kind is None:
        return None
    column, text = cells[kind]
    meaning = MEANINGS[kind].get(folded(text))
    if meaning is None:
        table.fault(code, table.at(row, column), value=shown(text))
    return meaning
