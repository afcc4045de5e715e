"""Values handed in, read exactly: what a figure is, or why it is missing, can't be, or can't be read."""

from decimal import Decimal
from fractions import Fraction

import attrs

from cyxc.data.scalars import Value, shown
from cyxc.errors import Location, Problem, nearest
from cyxc.model.indicator import Indicator
from cyxc.numbers.exact import Pair
from cyxc.numbers.numerals import is_missing
from cyxc.numbers.quantity import QuantityError, Reading, read_quantity
from cyxc.numbers.units import Unit, find_unit, known_units

LARGEST = 10**30
"""Figures beyond this size, or closer to zero than its inverse, are refused as mistakes."""

_INFINITE = ("inf", "infinity", "∞", "无穷", "无穷大")


@attrs.frozen
class Fault:
    """Why a figure that was read can't be: a code of `wording.yaml` and its details."""

    code: str
    details: dict[str, str] = attrs.field(factory=dict)


class _RefusedError(ValueError):
    """A value that can't be read without guessing: the code and details of a problem."""

    def __init__(self, code: str, nearest: tuple[str, ...] = (), **details: str) -> None:
        super().__init__(code)
        self.code, self.nearest, self.details = code, nearest, details


def read_cell(
    value: Value, said_unit: str | None, indicator: Indicator, where: Location
) -> Pair | Fault | Problem | None:
    """A value in the indicator's own unit.

    None when it says that the figure is missing (empty, 暂无, NaN), a `Fault` when it was read but can't
    be (infinite, a unit of another thing), a `Problem` when it can't be read without guessing.
    """
    try:
        unit = None if said_unit is None else _said(said_unit)
        reading = _from_text(value, unit) if isinstance(value, str) else _from_number(value, unit)
        return _in_own_unit(reading, indicator) if isinstance(reading, Reading) else reading
    except _RefusedError as refused:
        details = {"value": shown(value), "name": indicator.id, **refused.details}
        return Problem(refused.code, details, where, refused.nearest)


def check_text(text: str, name: str, where: Location) -> Problem | None:
    """What is wrong with a value whose indicator, or something else beside it, can't be made out."""
    try:
        _from_text(text, None)
    except _RefusedError as refused:
        details = {"value": shown(text), "name": shown(name), **refused.details}
        return Problem(refused.code, details, where, refused.nearest)
    return None


def nearest_units(symbol: str) -> tuple[str, ...]:
    """The units that look most like an unknown one."""
    return nearest(symbol[:64], [unit.symbol for unit in known_units()])


def same_unit(one: Unit, other: Unit) -> bool:
    """Whether two units are one under two spellings: 人 and 名, 家 and 个."""
    return one.converts_to(other) and one.factor == other.factor


def _said(symbol: str) -> Unit | None:
    """The unit said beside a value."""
    unit = find_unit(symbol.strip()) if symbol.strip() else None
    if unit is None and symbol.strip():
        raise _RefusedError("unknown-unit", nearest_units(symbol), unit=shown(symbol))
    return unit


def _from_number(value: int | float | Decimal | Fraction | None, unit: Unit | None) -> Reading | Fault | None:
    if isinstance(value, float):
        value = Decimal(repr(value))
    if value is None or (isinstance(value, Decimal) and value.is_nan()):
        return None
    if isinstance(value, Decimal) and value.is_infinite():
        return Fault("infinite")
    # Decimals are measured before they are written out: 1E+999999 has a million digits.
    if isinstance(value, Decimal) and value and not -31 <= value.adjusted() <= 30:
        raise _RefusedError("out-of-range")
    return Reading(value if isinstance(value, Decimal) else Fraction(value), unit)


def _from_text(text: str, unit: Unit | None) -> Reading | Fault | None:
    if is_missing(text):
        return None
    if text.strip().lower().lstrip("+-−－负") in _INFINITE:
        return Fault("infinite")
    try:
        reading = read_quantity(text)
    except QuantityError as error:
        if error.code == "unknown-unit-in-cell":
            close = nearest_units(error.text)
            raise _RefusedError(error.code, close, unit=shown(error.text)) from error
        raise _RefusedError(f"cell-{error.code}") from error
    if unit is None:
        return reading
    if reading.unit is not None and not same_unit(reading.unit, unit):
        raise _RefusedError("two-units", cell=reading.unit.symbol, column=unit.symbol)
    return attrs.evolve(reading, unit=unit)


def _in_own_unit(reading: Reading, indicator: Indicator) -> Pair | Fault:
    own = indicator.measure
    unit = reading.unit or own
    numerator, denominator = reading.number.as_integer_ratio()
    if abs(numerator) > LARGEST * denominator or 0 < abs(numerator) * LARGEST < denominator:
        raise _RefusedError("out-of-range")
    if reading.unit is None and own.symbol in ("%", "‰"):
        raise _RefusedError("share-without-unit")
    # For a figure in 万元, is 1.8万 18,000 元 or 18,000 万元?
    if reading.multiplied and unit.symbol[0] in "百千万亿" and unit.symbol != "百分点":
        raise _RefusedError("two-multipliers", unit=unit.symbol)
    if reading.ratio and own.symbol != "1":
        raise _RefusedError("ratio-for-share", unit=own.symbol)
    if not unit.converts_to(own):
        return Fault("other-unit", {"unit": unit.symbol, "own": own.symbol})
    scale = unit.in_(own)
    return numerator * scale.numerator, denominator * scale.denominator


def rounding(value: Value, said_unit: str | None, indicator: Indicator) -> Fraction:
    """Half a step of the last digit a figure was written with, in the indicator's unit: its own rounding."""
    unit = find_unit(said_unit.strip()) if said_unit else None
    number: Value = value
    if isinstance(value, str):
        reading = read_quantity(value)
        number, unit = reading.number, reading.unit or unit
    elif isinstance(value, float):
        # Its shortest decimal: 90.0 is how Python prints 90, not a figure given to a tenth.
        number = int(value) if value.is_integer() else Decimal(repr(value))
    if number is None or isinstance(number, Fraction):
        return Fraction(0)
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    assert isinstance(exponent, int)
    scale = unit.in_(indicator.measure) if unit is not None and unit.converts_to(indicator.measure) else 1
    return Fraction(10) ** exponent * Fraction(scale) / 2
