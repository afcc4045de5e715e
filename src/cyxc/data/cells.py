"""Values handed in, read exactly: what a figure is, or why it is missing, can't be, or can't be read."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from cyxc.data.observation import Value
from cyxc.errors import Location, Problem
from cyxc.model.indicator import Indicator
from cyxc.numbers.exact import Pair
from cyxc.numbers.numerals import is_missing
from cyxc.numbers.quantity import QuantityError, Reading, read_quantity
from cyxc.numbers.units import Unit, find_unit, known_units
from cyxc.errors import nearest

LARGEST = 10**30
"""Figures beyond this size, or with a finer last digit than its inverse, are refused as mistakes."""


@attrs.frozen
class Fault:
    """Why a figure that was read can't be: a code of `wording.yaml` and its details."""

    code: str
    details: dict[str, str] = attrs.field(factory=dict)


def read_cell(
    value: Value, said_unit: str | None, indicator: Indicator, where: Location
) -> Pair | Fault | Problem | None:
    """A value in the indicator's own unit.

    None when it says that the figure is missing (empty, 暂无, NaN), a `Fault` when it was read but can't
    be (infinite, a unit of another thing), a `Problem` when it can't be read without guessing.
    """
    if value is None:
        return None
    unit = None
    if said_unit is not None and said_unit.strip():
        unit = find_unit(said_unit.strip())
        if unit is None:
            close = nearest(said_unit, [u.symbol for u in known_units()])
            return Problem("unknown-unit", {"unit": said_unit[:64]}, where, close)
    if isinstance(value, str):
        return _from_text(value, unit, indicator, where)
    if isinstance(value, float | Decimal):
        if math.isnan(value):
            return None
        if math.isinf(value):
            return Fault("infinite")
        value = Decimal(repr(value)) if isinstance(value, float) else value
        if value and not -30 <= value.adjusted() <= 30:
            return Problem("out-of-range", {"value": str(value)[:64]}, where)
    return _in_own_unit(Reading(Fraction(value), unit), indicator, str(value), where)


def _from_text(text: str, unit: Unit | None, indicator: Indicator, where: Location) -> Pair | Fault | Problem | None:
    if is_missing(text):
        return None
    if text.strip().lower().lstrip("+-") in ("inf", "infinity", "∞"):
        return Fault("infinite")
    shown = {"value": text.strip()[:64]}
    try:
        reading = read_quantity(text)
    except QuantityError as error:
        if error.code == "unknown-unit-in-cell":
            close = nearest(error.text, [u.symbol for u in known_units()])
            return Problem(error.code, {**shown, "unit": error.text[:64]}, where, close)
        return Problem(f"cell-{error.code}", shown, where)
    if abs(reading.number) > LARGEST:
        return Problem("out-of-range", shown, where)
    if unit is not None:
        if reading.unit is not None and reading.unit != unit:
            details = {**shown, "cell": reading.unit.symbol, "column": unit.symbol}
            return Problem("two-units", details, where)
        if reading.multiplied and unit.symbol[0] in "百千万亿" and unit.symbol != "百分点":
            return Problem("two-multipliers", {**shown, "unit": unit.symbol}, where)
        reading = attrs.evolve(reading, unit=unit)
    return _in_own_unit(reading, indicator, text.strip()[:64], where)


def _in_own_unit(reading: Reading, indicator: Indicator, text: str, where: Location) -> Pair | Fault | Problem:
    own = indicator.measure
    if reading.unit is None:
        if own.symbol in ("%", "‰"):
            return Problem("share-without-unit", {"value": text, "name": indicator.id}, where)
        return reading.number.as_integer_ratio()
    if reading.ratio and own.symbol != "1":
        return Problem("ratio-for-share", {"value": text, "name": indicator.id, "unit": own.symbol}, where)
    if not reading.unit.converts_to(own):
        return Fault("other-unit", {"unit": reading.unit.symbol, "own": own.symbol})
    return (Fraction(reading.number) * reading.unit.in_(own)).as_integer_ratio()


def rounding(value: Value, said_unit: str | None, indicator: Indicator) -> Fraction:
    """Half a step of the last digit a figure was written with, in the indicator's unit: its own rounding."""
    unit = find_unit(said_unit.strip()) if said_unit else None
    number: Value | Fraction = value
    if isinstance(value, str):
        reading = read_quantity(value)
        number, unit = reading.number, reading.unit or unit
    elif isinstance(value, float):
        number = Decimal(repr(value))
    if number is None or isinstance(number, Fraction):
        return Fraction(0)
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    assert isinstance(exponent, int)
    scale = unit.in_(indicator.measure) if unit is not None and unit.converts_to(indicator.measure) else 1
    return Fraction(10) ** exponent * Fraction(scale) / 2
