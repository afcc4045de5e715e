"""Figures: number and unit, told apart by a grammar of our own and never by a units library."""

import re
from decimal import Decimal
from fractions import Fraction

import attrs

from cyxc.numbers.exact import Number, plain, rounded
from cyxc.numbers.numerals import (
    MULTIPLIERS,
    NumeralError,
    read_number,
    read_percent,
    split_number,
)
from cyxc.numbers.units import Unit, find_unit, unit

_RATIO = re.compile(r"([0-9]{1,18}(?:\.[0-9]{1,18})?)\s*[:∶]\s*([0-9]{1,18}(?:\.[0-9]{1,18})?)")
_MOST_PLACES = 18
"""Decimals a scheme's figure may have: as many as its interchange form writes."""
_MULTIPLIED = "百千万亿萬億佰仟"
_BRACKETS = str.maketrans("（）％［］", "()%[]")
# 85%-90%, 5万至10万元: two figures with their units.
_SPAN = re.compile(r"[0-9]\D{0,6}[-–—~～至到]\s*[0-9]")
_UNIT_LIKE = re.compile(r"(?=.*[^\W\d_]|.*[%‰])[^\d\s.,;:，。；：、()（）]+")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．：／－", "0123456789.:/-")

# Spreadsheets turn 1:5 into a time, 5-10 and 1/3 into dates. People write 1:5 without a zero.
_NOT_FIGURES = {
    "time": re.compile(r"[0-9]{1,5}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?|0[0-9]+:[0-9]+|[0-9]+:0[0-9]+"),
    "date": re.compile(
        r"(19|20)[0-9]{2}[-/年][0-9]{1,2}([-/月][0-9]{1,2}日?|月)?|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"
        r"|[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
        r"|[0-9]{1,2}-[A-Za-z]{3}(-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2,4}"
    ),
    "slash": re.compile(r"[0-9]+\s*/\s*[0-9]+"),
}


class QuantityError(ValueError):
    """Text that is not a number with a known unit; `code` says why, `text` holds what was read."""

    def __init__(self, code: str, text: str) -> None:
        """Takes a code of `messages.yaml` and the offending part."""
        super().__init__(f"{code}: {text}")
        self.code, self.text = code, text


@attrs.frozen
class Reading:
    """A figure as it was read: the exact number, its unit where one was written, and how it was spelled.

    `ratio` marks 1:5, `multiplied` a number that ends in a multiplier of its own (1.8万, 两亿).
    """

    number: Decimal | Fraction
    unit: Unit | None = None
    ratio: bool = False
    multiplied: bool = False


def read_quantity(text: str) -> Reading:
    """Reads `5000万元`, `９０％`, `两万`, `1:5`, `百分之二十五`, `12`; never through a float.

    Raises `QuantityError` with code `not-exact`, `ambiguous`, `unknown-unit-in-cell`, `date`, … for anything
    that can't be read without guessing.
    """
    cleaned = text.strip()
    if len(cleaned) > 64:
        raise QuantityError("too-long", cleaned[:64])
    narrow = cleaned.translate(_HALF_WIDTH)
    for code, form in _NOT_FIGURES.items():
        if form.fullmatch(narrow):
            raise QuantityError(code, cleaned)
    ratio = _RATIO.fullmatch(narrow)
    if ratio:
        return _ratio(ratio[1], ratio[2], cleaned)
    try:
        percent = read_percent(cleaned)
        if percent is not None:
            return Reading(percent, unit("%"))
        number, rest = split_number(cleaned)
        if not number:
            read_number(cleaned)  # says what kind of not-a-number it is
            raise QuantityError("not-a-number", cleaned)
        return _with_unit(number, _unbracketed(rest))
    except NumeralError as error:
        raise QuantityError(error.code, cleaned) from error


def _ratio(first: str, second: str, text: str) -> Reading:
    if not Fraction(first):
        raise QuantityError("ratio-over-zero", text)
    value = Fraction(second) / Fraction(first)
    return Reading(Decimal(second) if Fraction(first) == 1 else value, unit("1"), ratio=True)


def _unbracketed(text: str) -> str:
    inner = text.translate(_BRACKETS).strip()
    return inner[1:-1].strip() if inner[:1] in "([" and inner[-1:] in ")]" and inner else inner


def _with_unit(number: str, rest: str) -> Reading:
    if not rest:
        return Reading(read_number(number), multiplied=number[-1] in _MULTIPLIED)
    whole = find_unit(rest)
    # In 3万5千人 the 千 belongs to the number, in 5000万元 the 万 to the unit.
    mixed = any(mark in number for mark in _MULTIPLIED)
    if whole is not None and rest != "1" and not (mixed and rest.startswith(tuple(MULTIPLIERS))):
        return Reading(read_number(number), whole)
    for multiplier in sorted(MULTIPLIERS, key=len, reverse=True):
        if rest.startswith(multiplier):
            after = rest.removeprefix(multiplier).strip()
            base = find_unit(after) if after else None
            if not after or base is not None:
                return Reading(read_number(number + multiplier), base, multiplied=True)
    raise _why_not(number + rest, rest)


def _why_not(text: str, rest: str) -> QuantityError:
    """Why a number with `rest` behind it can't be read: about so many, two numbers, or an unknown unit."""
    try:
        read_number(text)
        code = "not-a-number"  # 1 800 reads as a number only without its gap
    except NumeralError as error:
        code = error.code
    if _SPAN.search(text):
        return QuantityError("not-exact", text)
    if code == "not-a-number" and _UNIT_LIKE.fullmatch(rest):
        return QuantityError("unknown-unit-in-cell", rest)
    return QuantityError(code, text)


def _ended(ratio: Decimal | Fraction, text: str) -> Decimal:
    """A ratio as a decimal; 3:10 has none, and a figure is never rounded."""
    if isinstance(ratio, Decimal):
        return ratio
    written = plain(ratio)
    if "/" in written or len(written.partition(".")[2]) > _MOST_PLACES:
        raise QuantityError("ratio-without-end", text)
    return Decimal(written)


@attrs.frozen
class Figure:
    """A figure as a document writes it: number, unit, and the spelling where it is a ratio."""

    value: Decimal
    unit: str
    as_written: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Figure":
        """Reads `25 %`, `5000 万元`, `1:5`, `2:5` (which is 2.5); raises `QuantityError`."""
        reading = read_quantity(text)
        if reading.unit is None:
            raise QuantityError("unit-missing", text.strip())
        number, written = reading.number, None
        if reading.ratio:
            number, written = _ended(number, text.strip()), text.strip()
        if not isinstance(number, Decimal):
            raise QuantityError("not-a-decimal", text.strip())
        # The unit stays as the document writes it: 名 is not turned into 人.
        return cls(number, reading.unit.symbol, written)

    @property
    def measure(self) -> Unit:
        """The unit as an object."""
        return unit(self.unit)

    def in_(self, other: Unit) -> Fraction:
        """The figure's number in another unit of the same dimension, exactly."""
        return Fraction(self.value) * self.measure.in_(other)

    def __str__(self) -> str:
        """The figure as the document writes it."""
        return self.as_written or f"{plain(self.value)} {self.unit}"


@attrs.frozen
class Quantity:
    """An exact number with its unit: what verdicts report values, margins and shortfalls in."""

    value: Fraction
    unit: Unit

    def __str__(self) -> str:
        """The number for people, `≈` before it where it does not end."""
        number = rounded(self.value, 2)
        if self.unit.symbol == "1":
            return number
        return f"{number}{'' if self.unit.symbol == '%' else ' '}{self.unit.symbol}"

    def to_dict(self) -> dict[str, str]:
        """Number and unit as JSON: a decimal string where it ends, else `p/q`."""
        return {"value": plain(self.value), "unit": self.unit.symbol}

    def in_(self, symbol: str) -> "Quantity":
        """The same quantity in another unit; ValueError when that measures something else."""
        other = unit(symbol)
        return Quantity(self.value * self.unit.in_(other), other)

    def to_pint(self) -> object:
        """The quantity as a pint `Quantity` of `cyxc.pint_registry()`, its number a `Fraction`."""
        from cyxc.numbers.pint_bridge import to_pint

        return to_pint(self.value, self.unit)


def quantity(number: Number, symbol: str) -> Quantity:
    """A quantity from a number and a unit's symbol."""
    return Quantity(Fraction(number), unit(symbol))
