"""What an indicator is, as far as a scheme declares it, so that it can be held against another scheme's.

Names differ from document to document; what is counted, in which unit, as flow, stock or rate, and the sums
a formula comes down to do not.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Literal

import attrs

from cyxc.consistency.sums import Sum, Sums
from cyxc.language import Text
from cyxc.model.indicator import Indicator, Kind
from cyxc.model.scheme import Scheme

Difference = Literal["unit", "counted", "kind", "formula"]


@attrs.frozen
class Counted:
    """What one figure counts: its concept, the thing, the dimension of its unit, flow or stock."""

    concept: str | None
    thing: str | None
    dimension: str
    kind: Kind

    @classmethod
    def of(cls, indicator: Indicator) -> "Counted":
        """What an indicator counts by itself, its formula aside."""
        return cls(indicator.concept, indicator.counted, indicator.measure.dimension, indicator.kind)


Terms = frozenset[tuple[Counted, Fraction, int]]
"""What a sum is made of: what is counted, its weight, and how many terms are alike."""


@attrs.frozen
class Definition:
    """An indicator's own count, and the sums over the figures handed in that its formula comes down to."""

    own: Counted
    top: Terms | None
    bottom: Terms | None

    def differences(self, other: "Definition") -> Iterator[Difference]:
        """In what two definitions of one concept are not the same, what tells most first."""
        if self.own.dimension != other.own.dimension:
            yield "unit"
        if self.own.thing != other.own.thing:
            yield "counted"
        if self.own.kind != other.own.kind:
            yield "kind"
        if (self.top, self.bottom) != (other.top, other.bottom):
            yield "formula"


@lru_cache(maxsize=256)
def definitions(scheme: Scheme) -> dict[str, Definition]:
    """The definition of every indicator of a scheme, by its id."""
    sums = Sums(scheme)
    found = {}
    for indicator in scheme.indicators:
        top = bottom = None
        if indicator.formula is not None:
            value = sums[indicator.id]
            top = _terms(value.top, scheme)
            bottom = None if value.bottom is None else _terms(value.bottom, scheme)
        found[indicator.id] = Definition(Counted.of(indicator), top, bottom)
    return found


def _terms(sum_: Sum, scheme: Scheme) -> Terms:
    listed = []
    for id_, weight in sum_.items():
        indicator = scheme.indicators[id_]
        listed.append((Counted.of(indicator), weight / indicator.measure.factor))
    return frozenset((*term, listed.count(term)) for term in listed)


def alike(indicator: Indicator, scheme: Scheme) -> tuple[Indicator, ...]:
    """Other indicators of the concept that a scheme tells apart by more than their declared definition."""
    known = definitions(scheme)
    return tuple(
        other
        for other in scheme.indicators
        if other.id != indicator.id and known[other.id] == known[indicator.id]
    )


def formula_text(indicator: Indicator, scheme: Scheme) -> Text | None:
    """A formula in the names of its indicators; None where the figure is reported as it is."""
    if indicator.formula is None:
        return None
    return Text(
        indicator.formula.named(lambda id_: scheme.indicators[id_].name.zh),
        indicator.formula.named(lambda id_: scheme.indicators[id_].name.en),
    )
