"""Periods as reports name them: 2014, 2014H1, 2014Q3, 2014-05, a day, a span."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from cyxc.rules.occasions import Period, periods

_YEAR = r"(\d{4})"
_MONTH = "(?:0?[1-9]|1[0-2])"
_FORMS = (
    (re.compile(_YEAR + r"(?:年度?)?(?:全年)?"), 12),
    (re.compile(_YEAR + r"(?:[-年]?H|年第?)(?P<half>[12上下一二])(?:半年)?"), 6),
    (re.compile(_YEAR + r"(?:[-年]?Q|年第?)(?P<quarter>[1-4一二三四])(?:季度|季)?"), 3),
    (re.compile(_YEAR + rf"-(?P<month>{_MONTH})"), 1),
    (re.compile(_YEAR + rf"年(?P<month>{_MONTH})月份?"), 1),
    # 2014/5 has a year in front and no second one behind, so it is no span; 2014.1 may have been 2014.10.
    (re.compile(_YEAR + rf"/(?P<month>{_MONTH})"), 1),
)
_DAYS = (
    re.compile(_YEAR + rf"(?P<mark>[-/.])({_MONTH})(?P=mark)(0?[1-9]|[12]\d|3[01])"),
    re.compile(_YEAR + rf"(?P<mark>年)({_MONTH})月(0?[1-9]|[12]\d|3[01])[日号]?"),
)
_MONTHS = re.compile(_YEAR + rf"年(?P<first>{_MONTH})月?[-至到~—–]+(?P<last>{_MONTH})月")
_BETWEEN = (
    re.compile(r"([^/]+)/([^/]+)"),
    re.compile(r"(.+?)(?:[至到~]|—+|–)(.+)"),
    re.compile(r"(\d{4}(?:/\d+/|年).*?)-(\d{4}[/年].+)"),
    re.compile(r"(\d{4})-(\d{4}年?)"),
)
"""What parts the two ends of a span: a hyphen only where neither end has hyphens of its own."""
_NUMBERS = {"上": 1, "下": 2, "一": 1, "二": 2, "三": 3, "四": 4}


def parse_period(text: str) -> Period:
    """The days a period covers; ValueError for what is none, or could be several.

    `2014`, `2014H1`, `2014Q3`, `2014-05`, `2014-05-20`, a span `2014-01/2014-03`, the same in Chinese
    (2014年, 2014年上半年, 2014年第三季度, 2014年5月, 2014年1-5月, 2014年1月至2014年3月), and dates as
    spreadsheets write them: 2014/5, 2014/5/20. 2014.5 is refused: a spreadsheet makes it of 2014.50 too.
    """
    first, last = _ends(text)
    found = Period(first.first, last.last)
    if found.first > found.last:
        raise ValueError(f"{text!r} ends before it begins")
    return found


def names_both_ends(text: str) -> bool:
    """Whether a period is written as a span, so that its first day is said and not only implied."""
    first, last = _ends(text)
    return first is not last


def spelt(period: Period, *, both_ends: bool = False) -> str:
    """A period as `parse_period` reads it, as short as it goes: 2014, 2014-05, 2014-01/2014-05, a day.

    With `both_ends` it is always a span.
    """
    first, last = period.first, period.last
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if not both_ends and whole_months and (first.year, first.month, last.month) == (last.year, 1, 12):
        return f"{first.year:04}"
    start, end = (f"{first:%Y-%m}", f"{last:%Y-%m}") if whole_months else (str(first), str(last))
    return start if start == end and not both_ends else f"{start}/{end}"


@lru_cache(maxsize=4096)
def _ends(text: str) -> tuple[Period, Period]:
    """The period at each end of a span; one and the same for what is no span."""
    said = re.sub(r"\s*([年月日至到/~—–-])\s*", r"\1", unicodedata.normalize("NFKC", text).strip())
    months = _MONTHS.fullmatch(said)
    if months is not None:
        return _one(f"{months[1]}年{months['first']}月"), _one(f"{months[1]}年{months['last']}月")
    whole = _found(said)
    if whole is not None:
        return whole, whole
    for between in _BETWEEN:
        ends = between.fullmatch(said)
        if ends is not None:
            return _one(ends[1]), _one(ends[2])
    raise ValueError(f"{text!r} is no period")


def _one(text: str) -> Period:
    found = _found(text)
    if found is None:
        raise ValueError(f"{text!r} is no period")
    return found


def _found(text: str) -> Period | None:
    """The days of a period that is no span; ValueError for a day no calendar has."""
    day = next((day for form in _DAYS if (day := form.fullmatch(text)) is not None), None)
    if day is not None:
        only = date(int(day[1]), int(day[3]), int(day[4]))
        return Period(only, only)
    for form, months in _FORMS:
        match = form.fullmatch(text)
        if match is None or (months == 6 and not re.search("H|半年", text)):
            continue
        if months == 3 and not re.search("Q|季", text):
            continue
        parts = [part for part in match.groupdict().values() if part is not None]
        number = 1 if not parts else _NUMBERS.get(parts[0]) or int(parts[0])
        start = date(int(match.group(1)), (number - 1) * months + 1, 1)
        return Period(start, start + relativedelta(months=months, days=-1))
    return None


def years_of(period: Period) -> tuple[Period, ...]:
    """The years that count of a period, all of them whole.

    They run from its first day where it is whole years long (December to November), and are the calendar
    years inside it otherwise; a period that holds none is looked at as one.
    """
    first, after = period.first, period.last + timedelta(days=1)
    count = after.year - first.year
    if count and first + relativedelta(years=count) == after:
        starts = [first + relativedelta(years=year) for year in range(count + 1)]
        return tuple(Period(start, end - timedelta(days=1)) for start, end in pairwise(starts))
    return periods(period, "year") or (period,)


def years_before(period: Period, years: int) -> Period:
    """The same days so many years earlier; what ends with a month's last day still does."""
    last = period.last - relativedelta(years=years)
    if (period.last + timedelta(days=1)).day == 1:
        last += relativedelta(day=31)
    return Period(period.first - relativedelta(years=years), last)
