"""One fact as a case says it, read exactly: yes or no, a choice, a number in the fact's own unit."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cyxc.data.cells import Fault, read_cell
from cyxc.data.observation import observation
from cyxc.data.scalars import NotAFigureError, plain, shown
from cyxc.errors import NOWHERE, CyxcError, Location, Problem, nearest
from cyxc.model.benefit import Fact
from cyxc.model.indicator import Indicator
from cyxc.model.names import folded
from cyxc.model.scheme import Scheme
from cyxc.numbers.numerals import is_missing

Said = bool | str | Fraction
"""What a fact comes to: yes or no, the id of a choice, or a number in the fact's own unit."""

_YES_OR_NO = {
    **dict.fromkeys(("yes", "true", "是"), True),
    **dict.fromkeys(("no", "false", "否"), False),
}
_SIGNED = ("share", "points")
"""What may be below zero in any fact; things counted, money, areas and times only in `signed` ones."""


def measured(fact: Fact) -> Indicator:
    """A number's fact as the indicator that figures are read for."""
    assert fact.unit is not None, f"{fact.id} is no number"
    return Indicator(
        id=fact.id, clause="", text=fact.name, name=fact.name, kind="stock", unit=fact.unit, unbounded=True
    )


def whole_periods(scheme: Scheme) -> frozenset[str]:
    """The facts that must be whole years or months: those that multiply an amount, under any reading.

    So much 每人每年 or 每人每月 is given for a year or a month; no document says that a part of one counts.
    """
    per = {id_ for benefit in scheme.benefits for id_ in getattr(benefit.amount, "per", ())}
    for question in scheme.questions:
        for change in (change for reading in question.readings for change in reading.changes):
            amount = change.keys.get("amount") if change.list == "benefits" else None
            per |= set(amount.get("per") or ()) if isinstance(amount, Mapping) else set()
    times = (fact for fact in scheme.facts if fact.id in per and fact.kind == "number")
    return frozenset(fact.id for fact in times if measured(fact).measure.dimension == "time")


def read_fact(
    fact: Fact, value: object, at: Location = NOWHERE, *, whole: bool = False
) -> Said | list[Problem] | None:
    """What one fact comes to, None where it is missing; the problems with it where it can't be read.

    With `whole` a number of years or months may have no fraction.
    """
    if fact.kind == "number":
        return _number(fact, value, at, whole=whole)
    text = folded(value) if isinstance(value, str) else None
    if fact.kind == "choice":
        # A choice may be called 无 or none, which elsewhere marks a missing figure: the choice comes first.
        for choice in fact.choices if text is not None else ():
            if text in (folded(choice.id), folded(choice.zh), folded(choice.en)):
                return choice.id
    elif type(value).__name__ in ("bool", "bool_"):  # Python's, and numpy's under its two names
        return bool(value)
    elif text in _YES_OR_NO:
        return _YES_OR_NO[text]
    if _missing(value):
        return None
    details = {"name": fact.id, "value": shown(value)}
    if fact.kind == "yes_no":
        return [Problem("fact-yes-no", details, at)]
    names = [name for choice in fact.choices for name in (choice.id, choice.zh, choice.en)]
    close = nearest(value[:80], names) if isinstance(value, str) else ()
    details["choices"] = "、".join(f"{choice.id} ({choice.zh})" for choice in fact.choices)
    return [Problem("fact-choice", details, at, close)]


def _missing(value: object) -> bool:
    if isinstance(value, str):
        return is_missing(value)
    try:
        number, _ = plain(value)
    except NotAFigureError:
        return False
    # A signalling NaN of decimal can't be compared with itself.
    return number is None or (isinstance(number, Decimal) and number.is_nan()) or number != number


def _number(fact: Fact, value: object, at: Location, *, whole: bool) -> Fraction | list[Problem] | None:
    extra = set(value) - {"value", "unit"} if isinstance(value, Mapping) else set()
    if extra:
        details = {"name": fact.id, "keys": shown(", ".join(sorted(map(str, extra))))}
        return [Problem("fact-keys", details, at)]
    own = measured(fact)
    try:
        seen = observation(fact.id, value, at)
    except CyxcError as error:
        return list(error.problems)
    cell = read_cell(seen.value, seen.unit, own, at)
    if cell is None:
        return None
    details = {"name": fact.id, "value": shown(seen.value)}
    if isinstance(cell, Problem):
        return [cell]
    if isinstance(cell, Fault):
        return [Problem(f"fact-{cell.code}", {**details, **cell.details}, at)]
    number = Fraction(*cell)
    if number < 0 and not fact.signed and own.measure.dimension not in _SIGNED:
        return [Problem("fact-negative", details, at)]
    if own.measure.whole and (number * own.measure.factor).denominator != 1:
        return [Problem("fact-not-whole", details, at)]
    if whole and number.denominator != 1:
        return [Problem("fact-part-period", {**details, "unit": own.unit}, at)]
    return number
