"""Our units as pint's: an empty registry that holds only them, made when it is first asked for.

Text is never handed to pint: numbers and units are told apart by our own grammar first.
"""

from fractions import Fraction
from functools import cache

import pint

from cyxc.numbers.units import Unit, find_unit, known_units

_PREFIXED = ("千元", "万元", "百万元", "亿元", "万平方米", "千人", "万人", "万户", "万家", "万人次")
_NAMES = {"%": "percent", "‰": "permille"}
"""What units are called that can't be names in pint."""


@cache
def pint_registry() -> "pint.UnitRegistry[Fraction]":
    """The registry: the units of our list under their Chinese names, numbers as fractions."""
    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(None, non_int_type=Fraction)
    units = [unit for unit in known_units() if unit.symbol != "1"]
    units += [unit for symbol in _PREFIXED if (unit := find_unit(symbol)) is not None]
    bases: dict[str, str] = {}
    for unit in units:
        name = _NAMES.get(unit.symbol, unit.symbol)
        if unit.dimension in ("share", "points"):
            registry.define(f"{name} = {unit.factor}")
        elif unit.dimension in bases:
            registry.define(f"{name} = {unit.factor} * {bases[unit.dimension]}")
        else:
            bases[unit.dimension] = name
            registry.define(f"{name} = [{unit.dimension}]")
    return registry


def to_pint(value: Fraction, unit: Unit) -> "pint.Quantity[Fraction]":
    """A number in one of our units as a pint quantity; a plain ratio has no unit there either."""
    registry = pint_registry()
    over, _, under = unit.symbol.partition("/")
    units = registry.Unit("" if over == "1" else _NAMES.get(over, over))
    return registry.Quantity(value, units / registry.Unit(under) if under else units)
