"""How much a benefit comes to for a case."""

from fractions import Fraction
from typing import Literal

import attrs

from cyxc.benefits.case import Case
from cyxc.model.benefit import Benefit, Ceiling, Share, Sum
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Figure, Quantity
from cyxc.numbers.units import unit

Kind = Literal["exact", "up_to", "not_stated", "nothing"]
Limit = Literal["in_all", "term", "below_zero", "owed"]


@attrs.frozen(kw_only=True)
class AmountAnswer:
    """How much.

    `exact` sums are what is given; `up_to` amounts lie anywhere up to `sure`, and where the document sets
    the ceiling between two figures up to `possible`; of one ceiling, and of an exact sum, both are the same.
    `not_stated` where the document names no amount, `nothing` for a case that is not eligible. While facts
    it is worked out from are `missing` there are no figures. `raised_from` is the ceiling there was before.
    `limits` says what cut it: the most there is in all, the benefit's term, what is owed of the sums it is
    set against, or that it would be a share of a sum below zero, of which nothing is given.
    """

    kind: Kind
    sure: Quantity | None = None
    possible: Quantity | None = None
    missing: tuple[str, ...] = ()
    raised_from: Quantity | None = None
    limits: tuple[Limit, ...] = ()

    @property
    def exact(self) -> Quantity | None:
        """The sum where it is exact and every fact it takes is there."""
        return self.sure if self.kind == "exact" else None


NOTHING = AmountAnswer(kind="nothing")


def amount_of(benefit: Benefit, case: Case, scheme: Scheme) -> AmountAnswer:
    """What a case that is, or may be, eligible is granted, before it is set against what it owes."""
    amount = benefit.amount
    if amount is None:
        return AmountAnswer(kind="not_stated")
    if isinstance(amount, Share):
        whole = case.quantity(scheme.facts[amount.of])
        if whole is None:
            return AmountAnswer(kind="exact", missing=(amount.of,))
        part = Quantity(max(whole.value, Fraction(0)) * amount.figure.in_(unit("1")), whole.unit)
        limits: tuple[Limit, ...] = ("below_zero",) if whole.value < 0 else ()
        return AmountAnswer(kind="exact", sure=part, possible=part, limits=limits)
    return _multiplied(benefit, amount, case, scheme)


def _multiplied(benefit: Benefit, amount: Sum | Ceiling, case: Case, scheme: Scheme) -> AmountAnswer:
    ceiling = amount if isinstance(amount, Ceiling) else None
    kind: Kind = "exact" if ceiling is None else "up_to"
    before = None if ceiling is None or ceiling.before is None else _stated(ceiling.before)
    missing = tuple(fact for fact in amount.per if case.get(fact) is None)
    if missing:
        return AmountAnswer(kind=kind, missing=missing, raised_from=before)
    times, limits = Fraction(1), list[Limit]()
    for id_ in amount.per:
        found = case.quantity(scheme.facts[id_])
        assert found is not None
        counted = _within_term(found, benefit)
        limits += ["term"] if counted != found.value else []
        times *= counted
    low = _stated(amount.figure, times)
    high = low if ceiling is None or ceiling.upper is None else _stated(ceiling.upper, times)
    if amount.in_all is not None:
        most = amount.in_all.in_(low.unit)
        limits += ["in_all"] if high.in_(low.unit.symbol).value > most else []
        low, high = (Quantity(min(one.in_(low.unit.symbol).value, most), low.unit) for one in (low, high))
    return AmountAnswer(kind=kind, sure=low, possible=high, raised_from=before, limits=tuple(limits))


def _stated(figure: Figure, times: Fraction = Fraction(1)) -> Quantity:
    return Quantity(Fraction(figure.value) * times, figure.measure)


def _within_term(found: Quantity, benefit: Benefit) -> Fraction:
    """A number of years or months counts as far as the term goes: 8000 yuan a year for 3 years ends there."""
    if benefit.lasts is None or found.unit.dimension != "time":
        return found.value
    return min(found.value, benefit.lasts.figure.in_(found.unit))
