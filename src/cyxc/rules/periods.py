"""Periods as reports name them: 2014, 2014H1, 2014Q3, 2014-05, a day, a span."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cyxc.rules.occasions import Period

_YEAR = r"(\d{4})"
_FORMS = (
    (re.compile(_YEAR + r"年?"), 12),
    (re.compile(_YEAR + r"(?:-?H|年第?)(?P<half>[12上下一二])(?:半年)?"), 6),
    (re.compile(_YEAR + r"(?:-?Q|年第?)(?P<quarter>[1-4一二三四])(?:季度|季)?"), 3),
    (re.compile(_YEAR + r"[-年](?P<month>0?[1-9]|1[0-2])月?"), 1),
)
_DAY = re.compile(_YEAR + r"[-年](0?[1-9]|1[0-2])[-月](0?[1-9]|[12]\d|3[01])日?")
_NUMBERS = {"上": 1, "下": 2, "一": 1, "二": 2, "三": 3, "四": 4}


def parse_period(text: str) -> Period:
    """The days a period covers; ValueError for what is none.

    `2014`, `2014H1`, `2014Q3`, `2014-05`, `2014-05-20`, a span `2014-01/2014-03`, and the same in Chinese:
    2014年, 2014年上半年, 2014年第三季度, 2014年5月.
    """
    said = text.strip()
    first, slash, last = said.partition("/")
    if slash:
        found = Period(_one(first.strip()).first, _one(last.strip()).last)
        if found.first > found.last:
            raise ValueError(f"{text!r} ends before it begins")
        return found
    return _one(said)


def _one(text: str) -> Period:
    day = _DAY.fullmatch(text)
    if day is not None:
        only = date(*(int(part) for part in day.groups()))
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
    raise ValueError(f"{text!r} is no period")


def years_of(period: Period) -> tuple[Period, ...]:
    """The calendar years a period touches, each as far as it lies inside."""
    years = range(period.first.year, period.last.year + 1)
    return tuple(
        Period(max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31))) for year in years
    )


def years_before(period: Period, years: int) -> Period:
    """The same days so many years earlier; what ends with a month's last day still does."""
    last = period.last - relativedelta(years=years)
    if (period.last + timedelta(days=1)).day == 1:
        last += relativedelta(day=31)
    return Period(period.first - relativedelta(years=years), last)
