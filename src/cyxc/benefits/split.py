"""An amount set against what the case owes: what is taken from each sum, and what it comes to in all."""

from fractions import Fraction

import attrs

from cyxc.benefits.amount import AmountAnswer
from cyxc.benefits.case import Case
from cyxc.model.benefit import Benefit
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity


@attrs.frozen
class Part:
    """What of an amount is set against one sum: the fact, what is `owed`, and what is `set_off` from it.

    `set_off` is None where it can't be told.
    """

    fact: str
    owed: Quantity | None
    set_off: Quantity | None


def split(benefit: Benefit, granted: AmountAnswer, case: Case, scheme: Scheme) -> tuple[Part, ...]:
    """The amount granted, set against the facts in `split` one after another until it is used up.

    Where what is owed is not known, it and all after it stay open; once nothing is left, nothing is set
    off from the rest, whatever it may be.
    """
    parts, rest = [], granted.exact
    for id_ in benefit.split:
        owed = case.quantity(scheme.facts[id_])
        if rest is None:
            taken = None
        elif not rest.value:
            taken = rest
        elif owed is None:
            taken = rest = None
        else:
            taken = Quantity(min(rest.value, owed.in_(rest.unit.symbol).value), rest.unit)
            rest = Quantity(rest.value - taken.value, rest.unit)
        parts.append(Part(id_, owed, taken))
    return tuple(parts)


def taken(benefit: Benefit, granted: AmountAnswer, case: Case, scheme: Scheme) -> AmountAnswer:
    """What is really taken of an amount that is set against what is owed: no more than that.

    8000 yuan to be deducted from taxes are a ceiling: as long as not every tax is known, and those known do
    not use it up, the amount is only `up_to` so much.
    """
    if not benefit.split or granted.kind == "not_stated":
        return granted
    if granted.sure is None or granted.possible is None:
        return attrs.evolve(granted, kind="up_to")
    owed = [case.quantity(scheme.facts[id_]) for id_ in benefit.split]
    unit = granted.possible.unit
    known = sum((one.in_(unit.symbol).value for one in owed if one is not None), Fraction(0))
    if known >= granted.possible.value:
        return granted
    if None in owed:
        return attrs.evolve(granted, kind="up_to")
    low, high = (Quantity(min(one.value, known), unit) for one in (granted.sure, granted.possible))
    return attrs.evolve(granted, sure=low, possible=high, limits=(*granted.limits, "owed"))
