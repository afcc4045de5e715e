"""Exact numbers as text, and as people read them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyxc.numbers.exact import exact, plain, rounded


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-3, "-3"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(400, 9), "400/9"),
        (Decimal("1.80E+4"), "18000"),
        (Fraction(1, 10**12), "0.000000000001"),
    ],
)
def test_plain(number: int | Decimal | Fraction, text: str) -> None:
    assert plain(number) == text


@given(st.fractions())
def test_plain_text_is_the_number(number: Fraction) -> None:
    assert Fraction(plain(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(400, 9), "≈44.44"),
        (Fraction(5, 2), "2.5"),
        (1234567, "1,234,567"),
        (Fraction(-400, 9), "≈-44.44"),
        (Fraction(1, 3000), "≈0.0003"),
        (Fraction(0), "0"),
        (Fraction(44996, 1000), "≈45"),
        (Fraction(1, 200), "0.005"),
        (Fraction(-1, 200), "-0.005"),
    ],
)
def test_rounded(number: int | Fraction, text: str) -> None:
    assert rounded(number) == text


@given(st.fractions())
def test_what_is_not_zero_is_never_shown_as_zero(number: Fraction) -> None:
    shown = rounded(number).replace(",", "").removeprefix("≈")
    assert (Fraction(shown) == 0) == (number == 0)


@given(st.fractions())
def test_the_sign_of_rounding_says_whether_it_was_rounded(number: Fraction) -> None:
    text = rounded(number)
    assert text.startswith("≈") == (Fraction(text.replace(",", "").removeprefix("≈")) != number)


def test_a_float_is_the_shortest_decimal_that_prints_it() -> None:
    assert exact(0.07) == Fraction(7, 100)
