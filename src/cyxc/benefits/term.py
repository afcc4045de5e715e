"""Until when a benefit runs: the Civil Code's way of counting years and months (articles 201 and 202)."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from cyxc.errors import Problem, UsageError, brief
from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import unit


def read_start(start: "date | str | None") -> date | None:
    """The day a benefit starts; `UsageError` for what is no date."""
    if isinstance(start, datetime):
        return start.date()
    if start is None or isinstance(start, date):
        return start
    try:
        return date.fromisoformat(start.strip())
    except (AttributeError, TypeError, ValueError):
        raise UsageError(Problem("bad-date", {"text": brief(start)})) from None


def last_day(start: date, length: Figure) -> date:
    """The last day of a term of years or months from `start`.

    The day of the start is not counted (article 201); the last day is the corresponding day of the last
    month, or that month's last day where it has none (article 202): 29 February 2008 and 3 years end on
    28 February 2011. Holidays (article 203) are not known here. Raises `UsageError` beyond the calendar's
    last year, `ValueError` for a length that is not whole months (which no scheme file may have).
    """
    months = length.in_(unit("月"))
    if months.denominator != 1:
        raise ValueError(f"{length} is not whole months")
    try:
        return start + relativedelta(months=int(months))
    except (OverflowError, ValueError):
        details = {"start": start.isoformat(), "term": str(length)}
        raise UsageError(Problem("term-beyond-calendar", details)) from None
