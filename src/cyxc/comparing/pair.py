"""Two thresholds held against each other: which is stricter, where that can be said at all.

A rule is the range of values it accepts. One is stricter than another if all it accepts the other accepts
too, and not the other way round. Of counts and amounts that is never said: a larger place has larger ones.
"""

from fractions import Fraction
from typing import Literal

import attrs

from cyxc.comparing.asked import Asked
from cyxc.comparing.words import say
from cyxc.evaluate.wording import role_name
from cyxc.language import Text, joined
from cyxc.rules.line import Line, Op
from cyxc.rules.rules import Growth

Finding = Literal["first_stricter", "second_stricter", "same", "neither", "figures", "not_comparable"]

Beside = Literal["window", "years", "level", "endeavour", "questions"]


@attrs.frozen
class Reason:
    """Why two can't be compared: a code, and what each of them has there."""

    code: str
    first: Text
    second: Text

    @property
    def text(self) -> Text:
        """The reason in words."""
        return say("reasons", self.code, first=self.first, second=self.second)


@attrs.frozen
class Pair:
    """What two schemes ask of one concept, held against each other.

    `finding`: which is stricter, `same`, `neither` (each accepts what the other does not), `figures` (counts
    or amounts: only their `ratio`, the first over the second, is said), or `not_comparable` for the
    `reasons`. `beside` names what else is not the same: window, years, level, endeavour, questions.
    """

    first: Asked
    second: Asked
    finding: Finding
    ratio: Fraction | None = None
    reasons: tuple[Reason, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def stricter(self) -> Asked | None:
        """The stricter of the two; None where neither is, or that can't be said."""
        return {"first_stricter": self.first, "second_stricter": self.second}.get(self.finding)


def pair(first: Asked, second: Asked) -> Pair:
    """Two askings of one concept, held against each other."""
    reasons = tuple(_reasons(first, second))
    if reasons:
        return Pair(first, second, "not_comparable", reasons=reasons)
    beside = _beside(first, second)
    if first.absolute or second.absolute:
        return Pair(first, second, "figures", _ratio(first, second), beside=beside)
    return Pair(first, second, _finding(first, second), beside=beside)


def _reasons(first: Asked, second: Asked) -> list[Reason]:
    found = [
        Reason(code, first.said[code], second.said[code])
        for code in first.definition.differences(second.definition)
    ]
    for one in (first, second):
        # Where a scheme itself has several, their declared definition does not say which one is meant.
        if not found and one.alike:
            names = [one.indicator.name, *(other.name for other in one.alike)]
            found.append(Reason("alike", Text(one.scheme, one.scheme), joined(names)))
    for one in (first, second):
        if one.among is not None:
            found.append(Reason("among", Text(one.scheme, one.scheme), one.target.text))
    return found or _reasons_of_rules(first, second)


def _reasons_of_rules(first: Asked, second: Asked) -> list[Reason]:
    if type(first.rule) is not type(second.rule) and first.lines[0].role != second.lines[0].role:
        return [Reason("rule", first.text, second.text)]
    one, other = first.lines[0], second.lines[0]
    if one.role != other.role:
        names = [say("words", "nothing") if r is None else role_name(r) for r in (one.role, other.role)]
        return [Reason("reference", *names)]
    if one.relative != other.relative:
        return [Reason("rule", first.text, second.text)]
    if isinstance(first.rule, Growth) and isinstance(second.rule, Growth):
        if first.rule.years != second.rule.years:
            years = [say("words", "years", years=rule.years) for rule in (first.rule, second.rule)]
            return [Reason("growth_years", *years)]
    elif one.role is not None and one.a != other.a:
        return [Reason("rule", first.text, second.text)]
    if _opposite(first, second):
        return [Reason("direction", first.text, second.text)]
    return []


def _opposite(first: Asked, second: Asked) -> bool:
    """A floor against a ceiling."""
    ops = [{line.op for line in one.lines} for one in (first, second)]
    return any(
        all(op.floor for op in one) and all(op.ceiling for op in other) for one, other in (ops, reversed(ops))
    )


def _ratio(first: Asked, second: Asked) -> Fraction | None:
    """The first figure over the second, in one unit; None where one is nothing or there are several."""
    sizes = []
    for one in (first, second):
        if len(one.lines) > 1:
            return None
        sizes.append(one.lines[0].b * one.indicator.measure.factor)
    return sizes[0] / sizes[1] if sizes[0] > 0 and sizes[1] > 0 else None


def _beside(first: Asked, second: Asked) -> tuple[Beside, ...]:
    differs: dict[Beside, bool] = {
        "window": first.target.window != second.target.window,
        "years": first.target.years != second.target.years,
        "level": first.target.level != second.target.level,
        "endeavour": first.target.endeavour != second.target.endeavour,
        "questions": bool(first.target.questions or second.target.questions),
    }
    return tuple(name for name, different in differs.items() if different)


@attrs.frozen
class _Accepted:
    """The values a rule accepts, in the base unit; an end is None where there is none."""

    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False

    def within(self, other: "_Accepted") -> bool:
        """Whether the other accepts all of it."""
        lower = other.low is None or (
            self.low is not None and (self.low, self.low_open) >= (other.low, other.low_open)
        )
        upper = other.high is None or (
            self.high is not None and (-self.high, self.high_open) >= (-other.high, other.high_open)
        )
        return lower and upper


def _finding(first: Asked, second: Asked) -> Finding:
    one, other = _accepted(first), _accepted(second)
    inside, around = one.within(other), other.within(one)
    if inside and around:
        return "same"
    return "first_stricter" if inside else "second_stricter" if around else "neither"


def _accepted(asked: Asked) -> _Accepted:
    """What all lines of a rule accept; a share of a whole is between nothing and all of it."""
    found = _Accepted()
    if asked.indicator.share and all(line.role is None for line in asked.lines):
        found = _Accepted(None if asked.indicator.signed else Fraction(0), False, Fraction(1), False)
    for line in asked.lines:
        end = _end(line, asked)
        if not line.op.ceiling and (found.low is None or (end, line.op.strict) > (found.low, found.low_open)):
            found = attrs.evolve(found, low=end, low_open=line.op.strict)
        downward = (-end, line.op.strict)
        if (line.op.ceiling or line.op is Op.EQUALS) and (
            found.high is None or downward > (-found.high, found.high_open)
        ):
            found = attrs.evolve(found, high=end, high_open=line.op.strict)
    return found


def _end(line: Line, asked: Asked) -> Fraction:
    """What a line compares by: the factor of a growth, else the figure in the base unit."""
    return line.a if line.relative else line.b * asked.indicator.measure.factor
