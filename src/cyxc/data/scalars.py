"""What programs hand in as a figure, made plain: scalars of numpy and pandas, quantities of pint."""

import unicodedata
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from cyxc.numbers.quantity import Quantity

Value = str | int | float | Decimal | Fraction | None
"""What a figure may be handed in as. A float counts as the shortest decimal that prints it."""

PLAIN = frozenset((str, int, float, Decimal, Fraction, type(None)))
"""The types of a value that is plain already."""

_NULLS = ("NAType", "NaTType", "MaskedConstant")
"""The types of pandas.NA, pandas.NaT and numpy.ma.masked, which need not be installed."""


class NotAFigureError(TypeError):
    """A value of a type that holds no one number."""


def plain(value: object) -> tuple[Value, str | None]:
    """The value as Python's own number or text, and the unit where it brought one along.

    Raises `NotAFigureError` for everything else: a truth value, a list, a date.
    """
    if type(value) in PLAIN:
        return value, None  # type: ignore[return-value]  # what `in` has just shown
    if type(value).__name__ in _NULLS:
        return None, None
    if isinstance(value, bool):
        raise NotAFigureError
    if isinstance(value, str):
        return str.__str__(value), None
    if isinstance(value, int):
        return int(value), None
    if isinstance(value, float):  # numpy's float64 is one, but prints as np.float64(0.5)
        return float(value), None
    if isinstance(value, Decimal | Fraction):
        return value, None
    if isinstance(value, Quantity):
        return value.value, value.unit.symbol
    magnitude, units = getattr(value, "magnitude", None), getattr(value, "units", None)
    if magnitude is not None and units is not None:  # a pint quantity, of any registry
        return plain(magnitude)[0], "1" if str(units) in ("", "dimensionless") else str(units)
    return _item(value), None


def _item(value: object) -> Value:
    """The one Python scalar in a scalar of numpy or its like."""
    try:
        found = value.item()  # type: ignore[attr-defined]  # asked for, not known
    except (AttributeError, TypeError, ValueError) as error:
        raise NotAFigureError from error
    if type(found) not in PLAIN:
        raise NotAFigureError
    if type(found) is float:
        # A float32 prints as 0.9; the double it is widened to would be 0.8999999761581421.
        with suppress(InvalidOperation):
            return Decimal(str(value))
    return found  # type: ignore[no-any-return]  # one of the plain types


def shown(value: object) -> str:
    """A value as messages show it: short, and nothing in it invisible."""
    if isinstance(value, str) and len(value) < 64 and value.isprintable():
        return value.strip()
    ratio = (value.numerator, value.denominator) if isinstance(value, int | Fraction) else (0, 1)
    if max(map(abs, ratio)) < 10**64:
        text = str(value).strip()
    else:  # Python refuses to print whole numbers of more than 4300 digits
        text = f"{Decimal(ratio[0]) / Decimal(ratio[1]):.2E}"
    return "".join(map(_visible, text[:64])) + "…" * (len(text) > 64)


def _visible(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode()
