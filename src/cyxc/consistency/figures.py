"""The figures a document gives, each with what says so."""

from fractions import Fraction

import attrs

from cyxc.consistency.spans import Span, binding, span
from cyxc.consistency.system import standing
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import Unit
from cyxc.rules.formula import Term
from cyxc.rules.rules import Level, numeric


@attrs.frozen
class Known:
    """A figure the document gives of an indicator, with the target that asks for it where one does."""

    indicator: Indicator
    figure: Figure
    target: Target | None = None

    @property
    def value(self) -> Fraction:
        """The number in the base unit of its dimension."""
        return self.figure.in_(self.figure.measure) * self.figure.measure.factor


@attrs.frozen
class Side:
    """Figures with their weights, as a formula adds them up."""

    parts: tuple[tuple[Fraction, Known], ...]

    @property
    def known(self) -> tuple[Known, ...]:
        """The figures by themselves."""
        return tuple(known for _, known in self.parts)

    @property
    def total(self) -> Fraction:
        """What they add up to, in base units."""
        return sum((weight * known.value for weight, known in self.parts), Fraction(0))

    @property
    def unit(self) -> Unit:
        """The unit of the first figure."""
        return self.parts[0][1].figure.measure


class Figures:
    """What a scheme states in figures, span by span."""

    def __init__(self, scheme: Scheme) -> None:
        """Takes the scheme under the readings asked about."""
        self._scheme = scheme
        self._asked: dict[tuple[str, Span], list[Known]] = {}
        for target in binding(scheme):
            rule = level(target)
            if rule is not None and not rule.op.strict:
                for id_ in target.indicators:
                    known = Known(scheme.indicators[id_], rule.figure, target)
                    self._asked.setdefault((id_, span(target)), []).append(known)

    def of(self, id_: str, asked: Span) -> Known | None:
        """The one figure the document gives for an indicator; None where it gives none, or several."""
        indicator = self._scheme.indicators[id_]
        found = sorted(self._asked.get((id_, asked), []), key=_restating)
        if indicator.stated is not None and standing(indicator, asked, self._scheme):
            found = [Known(indicator, indicator.stated), *found]
        return found[0] if found and len({known.value for known in found}) == 1 else None

    def side(self, terms: tuple[Term, ...], asked: Span) -> Side | None:
        """A sum with figures for all its terms, sums among them added up; None where one lacks."""
        parts: list[tuple[Fraction, Known]] = []
        for term in terms:
            known, formula = self.of(term.indicator, asked), self._scheme.indicators[term.indicator].formula
            if known is not None:
                parts.append((term.weight, known))
            elif formula is not None and not formula.denominator:
                inner = self.side(formula.numerator, asked)
                if inner is None:
                    return None
                parts.extend((term.weight * weight, known) for weight, known in inner.parts)
            else:
                return None
        return Side(tuple(parts))


def level(target: Target) -> Level | None:
    """The figure a target asks for, with how it is compared; None where it asks for no level."""
    rule = numeric(target.rule)
    return rule if isinstance(rule, Level) else None


def _restating(known: Known) -> bool:
    return known.target is not None and known.target.restates is not None
