"""Pace (序时进度): how a floor on a flow stands against a straight line through its time."""

from datetime import date
from fractions import Fraction

import attrs

from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.plan import Leaf
from cyxc.numbers.quantity import Quantity

MONTH = Fraction(365, 12)
"""Days in a month, where what is still needed is given by the month: a twelfth of a year of 365 days."""


@attrs.frozen
class Pace:
    """What share of the time has run, what a straight line would have by now, and what is still needed.

    `on` is the last day the figure is known for; `ahead` is negative where it lags; `a_month` is what is
    needed each month from then on, None where the floor is reached.
    """

    on: date
    run: Fraction
    expected: Quantity
    ahead: Quantity
    a_month: Quantity | None


def pace(compared: Compared, leaf: Leaf, as_of: date) -> Pace | None:
    """The pace of one comparison at a date inside its time; None where there is none."""
    target, value, asked = leaf.target, compared.value, compared.threshold
    opens, ends = target.window.opens, target.window.ends
    straight = compared.indicator.kind == "flow" and compared.line.op.floor and compared.line.role is None
    if opens is None or ends is None or not opens <= as_of < ends or leaf.years != "whole":
        return None
    if not straight or value is None or asked is None or asked.value <= 0:
        return None
    known = [compared.values.sums.get(key) for key in compared.keys]
    on = min([as_of, *(one.through for one in known if one is not None and one.through is not None)])
    run = Fraction((on - opens).days + 1, (ends - opens).days + 1)
    unit = compared.indicator.measure
    left = asked.value - value.value
    a_month = left / Fraction((ends - on).days) * MONTH
    return Pace(
        on,
        run,
        Quantity(asked.value * run, unit),
        Quantity(value.value - asked.value * run, unit.difference),
        Quantity(a_month, unit) if left > 0 else None,
    )
