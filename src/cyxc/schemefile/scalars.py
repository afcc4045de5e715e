"""Single values of the interchange form: text, yes and no, numbers, dates, figures, formulas, choices."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from cyxc.errors import Problem, UnknownNameError, nearest
from cyxc.frozen import FrozenMap, thaw
from cyxc.numbers.quantity import Figure, QuantityError
from cyxc.numbers.units import unit
from cyxc.rules.dates import SchemeDate
from cyxc.rules.formula import Formula, FormulaError
from cyxc.rules.line import Op

_YES, _NO = ("yes", "true", "True"), ("no", "false", "False")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


class BadValueError(ValueError):
    """A value that can't be read, and the problem with it."""

    def __init__(self, code: str, *, nearest: tuple[str, ...] = (), **details: str) -> None:
        """Takes what a `Problem` is made of."""
        super().__init__(code)
        self.problem = Problem(code, details, nearest=nearest)


def read_text(raw: Any, _: Any = None) -> str:
    """Text that says something."""
    if not isinstance(raw, str):
        raise BadValueError("text-expected")
    if not raw.strip():
        raise BadValueError("text-empty")
    return raw


def _truth(raw: Any, _: Any) -> bool:
    if raw is True or (isinstance(raw, str) and raw in _YES):
        return True
    if raw is False or (isinstance(raw, str) and raw in _NO):
        return False
    raise BadValueError("yes-or-no")


def _whole(raw: Any, _: Any) -> int:
    if isinstance(raw, str) and _WHOLE.fullmatch(raw):
        return int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 10**9:
        return raw
    raise BadValueError("whole-number")


def _decimal(raw: Any, _: Any) -> Decimal:
    if isinstance(raw, str) and _DECIMAL.fullmatch(raw):
        return Decimal(raw)
    raise BadValueError("decimal-text")


def _date(raw: Any, _: Any) -> SchemeDate:
    text = read_text(raw)
    try:
        return date(text)
    except ValueError:
        raise BadValueError("date-form") from None


def date(text: str) -> SchemeDate:
    """A date as a scheme file writes it; ValueError for anything else."""
    found = SchemeDate.parse(text)
    if str(found) != text:
        raise ValueError(text)
    return found


def read_unit(raw: Any, _: Any = None) -> str:
    """The symbol of a known unit."""
    symbol = read_text(raw)
    try:
        unit(symbol)
    except UnknownNameError as error:
        raise BadValueError("unknown-unit", nearest=error.problems[0].nearest, unit=symbol) from None
    return symbol


def _figure(raw: Any, _: Any) -> Figure:
    if not isinstance(raw, dict) or not {"value", "unit"} <= set(raw) <= {"value", "unit", "as_written"}:
        raise BadValueError("figure-form")
    written = raw.get("as_written")
    as_written = None if written is None else read_text(written)
    found = Figure(_decimal(raw["value"], _), read_unit(raw["unit"]), as_written)
    if found.as_written is not None:
        try:
            said = Figure.parse(found.as_written)
        except QuantityError:
            said = None
        if said is None or (said.value, said.measure) != (found.value, found.measure):
            raise BadValueError("as-written-differs", written=found.as_written)
    return found


def _op(raw: Any, _: Any) -> Op:
    try:
        return Op(raw)
    except ValueError:
        raise BadValueError("comparison") from None


def _formula(raw: Any, _: Any) -> Formula:
    text = read_text(raw)
    try:
        return Formula.parse(text)
    except FormulaError as error:
        problem = error.problems[0]
        raise BadValueError(problem.code, nearest=(), **problem.details) from None


def _map(raw: Any, _: Any) -> FrozenMap:
    if not isinstance(raw, Mapping):
        raise BadValueError("mapping-expected")
    return FrozenMap(raw)


def read_choice(raw: Any, type_: Any) -> Any:
    """One of a closed list of words."""
    allowed = get_args(type_)
    word = read_text(raw)
    if word not in allowed:
        choices = ", ".join(allowed)
        raise BadValueError("not-a-choice", name=word, nearest=nearest(word, allowed), choices=choices)
    return word


def read_answers(raw: Any, _: Any = None) -> tuple[tuple[str, str], ...]:
    """Questions with the reading that answers each."""
    if not isinstance(raw, dict):
        raise BadValueError("mapping-expected")
    return tuple((question, read_text(reading)) for question, reading in raw.items())


READERS: dict[Any, Callable[[Any, Any], Any]] = {
    str: read_text,
    bool: _truth,
    int: _whole,
    Decimal: _decimal,
    SchemeDate: _date,
    Figure: _figure,
    Formula: _formula,
    FrozenMap: _map,
    Op: _op,
}
"""How each kind of single value is read; the type asked for comes second."""


def write_figure(figure: Figure) -> dict[str, str]:
    """A figure as the document writes it."""
    body = {"value": format(figure.value, "f"), "unit": figure.unit}
    return body if figure.as_written is None else {**body, "as_written": figure.as_written}


WRITERS: dict[Any, Callable[[Any], Any]] = {
    Decimal: lambda value: format(value, "f"),
    Fraction: str,
    SchemeDate: str,
    Figure: write_figure,
    Formula: str,
    FrozenMap: thaw,
    Op: str,
}
"""How each kind of single value is written."""
