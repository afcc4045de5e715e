"""Dates with and without their year, and what a window's ends are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyxc.rules.dates import SchemeDate, Window


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-02", date(2015, 2, 1), date(2015, 2, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2013-10-11", date(2013, 10, 11), date(2013, 10, 11)),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    assert (SchemeDate.parse(text).first(), SchemeDate.parse(text).last()) == (first, last)


@pytest.mark.parametrize(
    ("text", "bound", "last"),
    [
        ("Y-12-31", "2010-12-31", date(2010, 12, 31)),
        ("(Y-1)-12", "2009-12", date(2009, 12, 31)),
        ("(Y+1)", "2011", date(2011, 12, 31)),
        ("Y-02-29", "2010-02-29", date(2010, 2, 28)),
    ],
)
def test_a_stripped_year_is_put_in(text: str, bound: str, last: date) -> None:
    stripped = SchemeDate.parse(text)
    assert not stripped.bound
    assert (stripped.first(), stripped.last()) == (None, None)
    assert str(stripped.bind(2010)) == bound
    assert stripped.bind(2010).last() == stripped.last(2010) == last


@pytest.mark.parametrize(
    "text",
    ["", "15", "2015-13", "2015-02-30", "2015-4", "Y-1-12", "(Y)-12", "2015/12/31", "Y+1", "2015-00", "０２"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        SchemeDate.parse(text)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_written_and_read_again(day: date, size: str) -> None:
    text = {"day": f"{day}", "month": f"{day:%Y-%m}".rjust(7, "0"), "year": f"{day.year:04}"}[size]
    assert str(SchemeDate.parse(text)) == text


def test_a_window_that_ends_before_it_begins() -> None:
    assert Window(SchemeDate.parse("(Y-1)-12"), SchemeDate.parse("Y-03")).orderly()
    assert not Window(SchemeDate.parse("Y-03"), SchemeDate.parse("(Y-1)-12")).orderly()
    assert not Window(SchemeDate.parse("2015-03"), SchemeDate.parse("2015-02")).orderly()
