"""What a scheme says of its figures, as linear conditions: its targets, and what it declares of indicators.

A rate against a figure is multiplied out: top ≥ rate × bottom, the bottom above zero, since a rate over zero
is not met. What a value is held against (the year before, an average) is a variable of its own; of a rate it
is that figure times the bottom, which is as free as the figure itself.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from cyxc.consistency.linear import Constraint
from cyxc.consistency.spans import Span, within
from cyxc.consistency.sums import Division, Sum, Sums, plus
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.numbers.units import Unit
from cyxc.rules.line import Line, Op
from cyxc.rules.rules import numeric

Source = Literal["target", "part", "attendances", "stated", "share", "sign"]


@attrs.frozen
class Held:
    """A condition, and what says so: a target, or what is declared of an indicator.

    `unit` is what its constant is in. `plainly` marks what goes without saying (a bottom is above zero),
    `at_most` what is written with ≤, `kept` a relation of the plain reading that the one asked about no
    longer speaks of.
    """

    source: Source
    id: str
    constraint: Constraint
    unit: Unit
    plainly: bool = False
    at_most: bool = False
    kept: bool = False

    @property
    def said_by(self) -> tuple[Source, str]:
        """What stands or falls together."""
        return self.source, self.id


class System:
    """The conditions of a scheme, span by span; `free` names the variables that may be negative."""

    def __init__(self, scheme: Scheme) -> None:
        """Takes the scheme under the readings asked about."""
        self.scheme = scheme
        self.sums = Sums(scheme)
        signed = {indicator.id for indicator in scheme.indicators if indicator.signed}
        roles = {line.role for target in scheme.targets for line in _lines(target, scheme) if line.role}
        self.free = frozenset(signed | {f"{id_}@{role}" for id_ in signed for role in roles})

    def targets(self, span: Span, targets: tuple[Target, ...]) -> Iterator[Held]:
        """What the targets of one span ask for."""
        for target in targets:
            for id_ in target.indicators:
                value = self.sums[id_]
                if value.bottom is None or not span.averaged:
                    yield from self._asked(target, self.scheme.indicators[id_], value)
        yield from self._parts_of_targets(targets)

    def relations(self, span: Span) -> Iterator[Held]:
        """What the scheme declares of its indicators: parts, attendances, stated figures, no negative sum."""
        for indicator in self.scheme.indicators:
            value = self.sums[indicator.id]
            if value.bottom is not None:
                continue
            for whole in indicator.part_of:
                yield from self._at_most("part", indicator, self.scheme.indicators[whole])
            if indicator.attendances_of is not None:
                heads = self.scheme.indicators[indicator.attendances_of]
                # A person counts once at least; in base units both are ones.
                if (bound := self.sums[heads.id]).bottom is None:
                    held = Constraint.of(plus(value.top, bound.top, Fraction(-1)), Op.AT_LEAST)
                    yield Held("attendances", indicator.id, held, indicator.measure)
            if any(weight < 0 for weight in value.top.values()) and not indicator.signed:
                held = Constraint.of(value.top, Op.AT_LEAST)
                yield Held("sign", indicator.id, held, indicator.measure)
            if indicator.stated is not None and standing(indicator, span, self.scheme):
                own = indicator.measure
                stated = _in(value.top, own.factor)
                held = Constraint.of(stated, Op.EQUALS, indicator.stated.in_(own))
                yield Held("stated", indicator.id, held, own)

    def _asked(self, target: Target, indicator: Indicator, value: Division) -> Iterator[Held]:
        own = indicator.measure
        one = {} if value.bottom is None else value.bottom
        # The unit the condition is written in: that of the top of a rate, else the indicator's.
        unit = own if value.bottom is None else _unit_of(value.top, self.scheme, own)

        def held(sum_: Sum, op: Op, constant: Fraction = Fraction(0), *, plainly: bool = False) -> Held:
            condition = Constraint.of(_in(sum_, unit.factor), op, constant / unit.factor)
            return Held("target", target.id, condition, unit, plainly=plainly, at_most=op.ceiling)

        def against(factor: Fraction, figure: Fraction, op: Op, role: Sum) -> Held:
            """value op factor × role + figure, the figure in base units."""
            sum_ = plus(value.top, role, -factor)
            if value.bottom is None:
                return held(sum_, op, figure)
            return held(plus(sum_, one, -figure), op)

        if value.bottom is not None:
            yield held(value.bottom, Op.MORE_THAN, plainly=True)
        for line in _lines(target, self.scheme, indicator.id):
            role: Sum = {}
            if line.role is not None:
                role = {f"{indicator.id}@{line.role}": own.factor if value.bottom is None else Fraction(1)}
                if line.relative and not indicator.signed:
                    yield held(role, Op.MORE_THAN, plainly=True)
                if indicator.share:
                    yield self._share(indicator, Division(role, value.bottom))
            yield against(line.a, line.b * own.factor, line.op, role)
        if indicator.share:
            yield self._share(indicator, value)

    def _share(self, indicator: Indicator, value: Division) -> Held:
        """A share of a whole is no more than the whole."""
        if value.bottom is None:
            own = indicator.measure
            held = Constraint.of(_in(value.top, own.factor), Op.AT_MOST, 1 / own.factor)
            return Held("share", indicator.id, held, own, at_most=True)
        unit = _unit_of(value.top, self.scheme, indicator.measure)
        held = Constraint.of(_in(plus(value.top, value.bottom, Fraction(-1)), unit.factor), Op.AT_MOST)
        return Held("share", indicator.id, held, unit, at_most=True)

    def _at_most(
        self, source: Source, part: Indicator, whole: Indicator, id_: str | None = None
    ) -> Iterator[Held]:
        low, high = self.sums[part.id], self.sums[whole.id]
        if low.bottom is None and high.bottom is None and part.measure.converts_to(whole.measure):
            sum_ = _in(plus(high.top, low.top, Fraction(-1)), whole.measure.factor)
            held = Constraint.of(sum_, Op.AT_LEAST)
            yield Held(source, id_ or part.id, held, whole.measure, at_most=True)

    def _parts_of_targets(self, targets: tuple[Target, ...]) -> Iterator[Held]:
        """A target that is a part of another (其中) can't exceed it, whatever their indicators say."""
        for target in targets:
            whole = None if target.part_of is None else self.scheme.targets[target.part_of].indicator
            if whole is not None and target.indicator is not None and whole != target.indicator:
                ends = (self.scheme.indicators[target.indicator], self.scheme.indicators[whole])
                yield from self._at_most("target", *ends, id_=target.id)


def standing(indicator: Indicator, span: Span, scheme: Scheme) -> bool:
    """Whether the figure the document states for an indicator is one of this span.

    A stock's is, up to the end of the term; a flow's is that of the term as a whole.
    """
    if indicator.kind == "flow":
        return span.window == scheme.term and span.years == "whole"
    return within(span.window, scheme.term)


def _lines(target: Target, scheme: Scheme, id_: str | None = None) -> tuple[Line, ...]:
    rule = numeric(target.rule)
    ids = target.indicators if id_ is None else (id_,)
    return () if rule is None or not ids else rule.lines(scheme.indicators[ids[0]].measure)


def _in(sum_: Sum, factor: Fraction) -> Sum:
    return {name: weight / factor for name, weight in sum_.items()}


def _unit_of(sum_: Sum, scheme: Scheme, otherwise: Unit) -> Unit:
    """The unit of the first variable of a sum."""
    known = (scheme.indicators.get(name.partition("@")[0]) for name in sum_)
    return next((found.measure for found in known if found is not None), otherwise)
