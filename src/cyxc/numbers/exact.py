"""Exact numbers: whole numerators over positive whole denominators, and how they are written."""

from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction

Pair = tuple[int, int]
"""A number as numerator and positive denominator, not necessarily in lowest terms."""


def exact(number: "Number | float") -> Fraction:
    """`number` as a fraction; a float counts as the shortest decimal that prints it."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def plain(number: Number) -> str:
    """`number` as text: a decimal where it ends, else `p/q` in lowest terms.

    >>> plain(Fraction(5, 2)), plain(Fraction(400, 9)), plain(Decimal("1.80E+4"))
    ('2.5', '400/9', '18000')
    """
    value = Fraction(number)
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return str(value)
    places = max(twos, fives)
    whole = abs(value.numerator) * 10**places // value.denominator
    digits = str(whole).rjust(places + 1, "0")
    body = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ("-" if value < 0 else "") + body


def rounded(number: Number, places: int = 2) -> str:
    """`number` for people: at most `places` decimals, `≈` before it when it was rounded.

    A number that is not zero is never shown as zero: it gets the places it takes.

    >>> rounded(Fraction(400, 9)), rounded(Fraction(5, 2)), rounded(Fraction(1, 3000))
    ('≈44.44', '2.5', '≈0.00033')
    """
    value = Fraction(number)
    if value.denominator == 1:
        return f"{value.numerator:,}"
    while value and abs(value) <= Fraction(1, 2 * 10**places):
        places += 2
    scaled = round(abs(value) * 10**places)
    sign = "-" if value < 0 else ""
    text = plain(Fraction(scaled, 10**places))
    mark = "" if Fraction(scaled, 10**places) == abs(value) else "≈"
    whole, _, rest = text.partition(".")
    return f"{mark}{sign}{int(whole):,}{'.' + rest if rest else ''}"
