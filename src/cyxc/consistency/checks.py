"""The document's figures put into its own formulas, and held against what it asks of them."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import attrs

from cyxc.consistency.figures import Figures, Known, Side, level
from cyxc.consistency.spans import Span, binding, span
from cyxc.consistency.system import standing
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.numbers.quantity import Figure
from cyxc.rules.formula import Formula
from cyxc.rules.line import Op
from cyxc.rules.rules import Level

Outcome = Literal["agrees", "rounds", "disagrees"]


@attrs.frozen
class Check:
    """A formula with the document's figures in it, and the figure the document gives for the whole.

    `part` is the rate asked for times the bottom, where that makes the top once it is rounded to whole
    things; `by_rate` says that the rate is the one written, once it is rounded as that is. `passes` says
    whether the figures, taken exactly, are what is asked, and `needed` what the top would have to be where
    they aren't.
    """

    indicator: Indicator
    asked: Level
    target: Target | None
    top: Side
    bottom: Side | None
    outcome: Outcome
    passes: bool
    part: Fraction | None = None
    by_rate: bool = False
    needed: Fraction | None = None

    @property
    def value(self) -> Fraction:
        """What the figures come to, in the indicator's unit."""
        return _value(self.top, self.bottom) / self.indicator.measure.factor

    @property
    def known(self) -> tuple[Known, ...]:
        """The figures put in."""
        return (*self.top.known, *(() if self.bottom is None else self.bottom.known))


@attrs.frozen
class Whole:
    """A part of which as much is asked as the whole has, or more than is asked of the whole."""

    part: Known
    whole: Known
    outcome: Outcome


def checks(scheme: Scheme) -> Iterator[Check]:
    """Every formula whose terms all have figures, where the document gives a figure for it too."""
    figures = Figures(scheme)
    for target in binding(scheme):
        rule = level(target)
        if rule is not None:
            for id_ in target.indicators:
                yield from _check(scheme.indicators[id_], rule, target, span(target), figures, scheme)
    term = Span(scheme.term, "whole", scheme.place.level)
    for indicator in scheme.indicators:
        if indicator.stated is not None:
            stated = Level(Op.EQUALS, indicator.stated)
            yield from _check(indicator, stated, None, term, figures, scheme)


def wholes(scheme: Scheme) -> Iterator[Whole]:
    """Parts asked to be all of what the document counts, or more than is asked of their whole."""
    figures = Figures(scheme)
    for target in binding(scheme):
        rule = level(target)
        if rule is None or not rule.op.floor or target.indicator is None:
            continue
        part = Known(scheme.indicators[target.indicator], rule.figure, target)
        for id_ in part.indicator.part_of:
            counted = scheme.indicators[id_]
            if counted.stated is not None and standing(counted, span(target), scheme):
                whole = Known(counted, counted.stated)
                if whole.value == part.value and not rule.op.strict:
                    yield Whole(part, whole, "agrees")
        above = None if target.part_of is None else scheme.targets[target.part_of]
        if above is not None and above.indicator is not None and span(above) == span(target):
            known = figures.of(above.indicator, span(above))
            same = known is not None and known.figure.measure.converts_to(part.figure.measure)
            if known is not None and same and part.value > known.value:
                yield Whole(part, known, "disagrees")


def _check(
    indicator: Indicator,
    asked: Level,
    target: Target | None,
    over: Span,
    figures: Figures,
    scheme: Scheme,
) -> Iterator[Check]:
    formula = _formula(indicator, scheme)
    if formula is None or (formula.denominator and over.averaged):
        return
    top = figures.side(formula.numerator, over)
    bottom = figures.side(formula.denominator, over) if formula.denominator else None
    if top is None or (formula.denominator and (bottom is None or bottom.total <= 0)):
        return
    line = asked.lines(indicator.measure)[0]
    value = _value(top, bottom) / indicator.measure.factor
    passes = bool(line.passes(line.gap(value.numerator, value.denominator)[0]))
    found = Check(indicator, asked, target, top, bottom, "disagrees", passes)
    if passes and value == line.b:
        yield attrs.evolve(found, outcome="agrees")
        return
    rate = line.b * indicator.measure.factor
    part = None if bottom is None else _rounded_part(rate, top, bottom)
    near = bottom is not None and value != line.b
    by_rate = near and _as_written(_value(top, bottom), asked.figure)
    if bottom is not None and (part is not None or by_rate):
        needed = (
            None if passes or not asked.op.floor else _needed(rate, top, bottom, strictly=asked.op.strict)
        )
        yield attrs.evolve(found, outcome="rounds", part=part, by_rate=by_rate, needed=needed)
    elif not passes or _divided_into(found):
        yield found


def _formula(indicator: Indicator, scheme: Scheme) -> Formula | None:
    """Its formula, or where that is another name for an indicator with a formula, that one's."""
    formula = indicator.formula
    while formula is not None and not formula.denominator and len(formula.numerator) == 1:
        only = formula.numerator[0]
        inner = scheme.indicators[only.indicator].formula
        if only.weight != 1 or inner is None:
            return formula
        formula = inner
    return formula


def _value(top: Side, bottom: Side | None) -> Fraction:
    return top.total / (1 if bottom is None else bottom.total)


def _step(top: Side) -> Fraction | None:
    """One of what the top counts; None where it is not counted in ones."""
    unit = top.unit
    whole = unit.whole and all(weight.denominator == 1 for weight, _ in top.parts)
    return unit.step * unit.factor if whole else None


def _rounded_part(rate: Fraction, top: Side, bottom: Side) -> Fraction | None:
    """The rate of the bottom, where that is the top once it is rounded to whole things; else None."""
    step = _step(top)
    part = rate * bottom.total
    if step is None or part == top.total or _half_up(part / step) * step != top.total:
        return None
    return part


def _needed(rate: Fraction, top: Side, bottom: Side, *, strictly: bool) -> Fraction | None:
    """The least whole top with which the rate is reached."""
    step = _step(top)
    if step is None:
        return None
    steps = rate * bottom.total / step
    return (floor(steps) + 1 if strictly else ceil(steps)) * step


def _as_written(value: Fraction, figure: Figure) -> bool:
    """Whether a value is the figure once it is rounded to the digits the figure is written with.

    A figure of one digit says too little: 1.4 is not 1 in any document.
    """
    digits = len(figure.value.as_tuple().digits)
    places = -int(figure.value.as_tuple().exponent)
    scaled = value / figure.measure.factor * Fraction(10) ** places
    return digits > 1 and _half_up(scaled) == Fraction(figure.value) * Fraction(10) ** places


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def _divided_into(found: Check) -> bool:
    """Whether a total is divided (其中) into just the figures that make more of it."""
    target = found.target
    targets = [known.target for known in found.top.known]
    return (
        target is not None
        and found.bottom is None
        and all(part is not None and part.part_of == target.id for part in targets)
    )
