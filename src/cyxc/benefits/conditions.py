"""Conditions held against a case: three ways out, since a missing fact decides nothing."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

import attrs

from cyxc.benefits.case import Case
from cyxc.benefits.facts import measured
from cyxc.benefits.words import asked, said
from cyxc.language import Text
from cyxc.model.benefit import AnyOf, Condition, Holds, Is
from cyxc.model.scheme import Scheme
from cyxc.rules.line import Line


class Eligibility(StrEnum):
    """Whether a case has what a benefit asks for."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    OPEN = "open"

    @property
    def label(self) -> Text:
        """The answer in words."""
        return _LABELS[self]


_LABELS = {
    Eligibility.ELIGIBLE: Text("符合条件", "eligible"),
    Eligibility.NOT_ELIGIBLE: Text("不符合条件", "not eligible"),
    Eligibility.OPEN: Text("尚不能判定", "open"),
}


@attrs.frozen
class Checked:
    """A condition held against a case.

    `holds` is None where the case does not say; `missing` are the facts it would have to say. `text` is the
    condition in words, `given` what the case says of it. Of an `any` the `parts` are its conditions.
    """

    condition: Condition
    holds: bool | None
    missing: tuple[str, ...]
    text: Text
    given: Text | None = None
    parts: tuple["Checked", ...] = ()


def check(condition: Condition, case: Case, scheme: Scheme) -> Checked:
    """One condition of a benefit of `scheme`, held against a case."""
    text = asked(condition, scheme)
    if isinstance(condition, AnyOf):
        parts = tuple(check(one, case, scheme) for one in condition.conditions)
        ways = {part.holds for part in parts}
        holds = True if True in ways else None if None in ways else False
        missing = _facts(parts) if holds is None else ()
        return Checked(condition, holds, missing, text, parts=parts)
    held = _holds(condition, case, scheme)
    missing = (condition.fact,) if held is None else ()
    return Checked(condition, held, missing, text, said(scheme.facts[condition.fact], case))


def _facts(checked: Iterable[Checked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact for one in checked for fact in one.missing))


def _holds(condition: Is | Holds, case: Case, scheme: Scheme) -> bool | None:
    fact = scheme.facts[condition.fact]
    if isinstance(condition, Holds):
        found = case.quantity(fact)
        if found is None:
            return None
        line = Line(condition.op, condition.figure.in_(measured(fact).measure))
        margin, _ = line.gap(*_pair(found.value))
        return bool(line.passes(margin))
    if condition.choices:
        choice = case.choice(fact)
        return None if choice is None else choice in condition.choices
    yes = case.yes(fact)
    return None if yes is None else yes == condition.yes


def _pair(number: Fraction) -> tuple[int, int]:
    return number.numerator, number.denominator


def eligibility(checked: Iterable[Checked]) -> Eligibility:
    """All must hold: one that fails decides whatever is missing, else a missing fact leaves it open.

    Where nothing is asked nothing is proved, so that too is open; no scheme file may have such a benefit.
    """
    ways = {one.holds for one in checked}
    if False in ways:
        return Eligibility.NOT_ELIGIBLE
    return Eligibility.ELIGIBLE if ways == {True} else Eligibility.OPEN


def missing(checked: Iterable[Checked]) -> tuple[str, ...]:
    """The facts the conditions still wait for, in the order they ask."""
    return _facts(checked)
