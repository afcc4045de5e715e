"""Indicators as sums of what is counted: a formula over formulas becomes one sum, or one over another.

Sums are in the base unit of their dimension (元, 平方米, 1), their variables each in its indicator's own.
"""

from fractions import Fraction

import attrs

from cyxc.model.scheme import Scheme
from cyxc.rules.formula import Term

Sum = dict[str, Fraction]


@attrs.frozen
class Division:
    """`top`, or `top` over `bottom`."""

    top: Sum
    bottom: Sum | None = None

    def __mul__(self, times: Fraction) -> "Division":
        return Division({name: weight * times for name, weight in self.top.items()}, self.bottom)


class Sums:
    """The indicators of a scheme as sums; each is worked out once."""

    def __init__(self, scheme: Scheme) -> None:
        """Takes the scheme under the readings its formulas are wanted in."""
        self._scheme = scheme
        self._known: dict[str, Division] = {}

    def __getitem__(self, id_: str) -> Division:
        """The indicator as a sum, or as a division of two."""
        if id_ not in self._known:
            self._known[id_] = self._worked_out(id_)
        return self._known[id_]

    def _worked_out(self, id_: str) -> Division:
        indicator = self._scheme.indicators[id_]
        formula = indicator.formula
        if formula is None:
            return Division({id_: indicator.measure.factor})
        if formula.denominator:
            return Division(self._added(formula.numerator), self._added(formula.denominator))
        if len(formula.numerator) == 1:  # perhaps a rate under another name
            return self[formula.numerator[0].indicator] * formula.numerator[0].weight
        return Division(self._added(formula.numerator))

    def _added(self, terms: tuple[Term, ...]) -> Sum:
        found: Sum = {}
        for term in terms:
            for name, weight in self[term.indicator].top.items():
                found[name] = found.get(name, Fraction(0)) + term.weight * weight
        return {name: weight for name, weight in found.items() if weight}


def plus(one: Sum, other: Sum, times: Fraction) -> Sum:
    """`one` + `times` × `other`."""
    found = dict(one)
    for name, weight in other.items():
        found[name] = found.get(name, Fraction(0)) + times * weight
    return found
