"""A cell of a workbook as the text a table would hold in its place, and what keeps it from being read."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import attrs

from cyxc.data.numberformats import PLAIN, NumberFormat

MOST_DIGITS = 15
"""So many digits a spreadsheet keeps of a number; what its floats have beyond them is dust."""


@attrs.frozen
class CellText:
    """The text of a cell; `bare` where it is a number without a percent sign, `fault` a code of a problem."""

    text: str
    bare: bool = False
    fault: str | None = None


def text_of(value: object, format: NumberFormat = PLAIN) -> CellText:
    """What a cell holds, as it is shown: 25% for 0.25 in a percent format, 2014-05 for a date in a month's.

    A fault is `cell-digits` for a number with more digits than a spreadsheet keeps.
    """
    if value is None or isinstance(value, str):
        return CellText((value or "").strip())
    if isinstance(value, bool):
        return CellText(str(value).upper())
    if isinstance(value, int | float):
        return _number(value, format)
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return CellText(f"{minutes // 60}:{minutes % 60:02}:{seconds:02}")
    if isinstance(value, time):
        return CellText(f"{value:%H:%M:%S}")
    return CellText(_date(value, format) if isinstance(value, date) else str(value))


def _number(value: int | float, format: NumberFormat) -> CellText:
    if abs(value) >= 10**MOST_DIGITS:
        return CellText(str(value), fault="cell-digits")
    number = Decimal(f"{value:.{MOST_DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if format.percent:
        return CellText(f"{number.scaleb(2):f}%")
    return CellText(f"{format.before}{number:f}{format.behind}", bare=not (format.before or format.behind))


def _date(day: date, format: NumberFormat) -> str:
    """A date as far as its format shows it, with slashes, as a spreadsheet would write it into a CSV."""
    if isinstance(day, datetime) and format.shown == "time":
        return f"{day:%H:%M:%S}"
    if not format.year:
        # Typed as 5月3日, it has the year of that day's clock, which nobody sees.
        return f"{day.month}月" + (f"{day.day}日" if format.shown == "day" else "")
    if format.shown == "year":
        return f"{day.year:04}"
    if format.shown == "month":
        return f"{day.year:04}/{day.month}"
    return f"{day.year:04}/{day.month}/{day.day}"
