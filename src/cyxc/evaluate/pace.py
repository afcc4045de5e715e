"""Pace (序时进度): how a floor on a flow stands against a straight line through its time."""

from datetime import date, timedelta
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


@attrs.frozen
class PaceLine:
    """The straight line through a target's time: nothing on the eve of its first day, all by the last."""

    opens: date
    ends: date
    asked: Quantity

    @property
    def eve(self) -> date:
        """The day before the first."""
        return self.opens - timedelta(days=1)

    def run(self, on: date) -> Fraction:
        """What share of the time has run by the end of a day."""
        return Fraction((on - self.opens).days + 1, (self.ends - self.opens).days + 1)


def pace_line(compared: Compared, leaf: Leaf) -> PaceLine | None:
    """The line a comparison is held against on its way; None but for a floor above zero on a whole flow."""
    target, asked = leaf.target, compared.threshold
    opens, ends = target.window.opens, target.window.ends
    straight = compared.indicator.kind == "flow" and compared.line.op.floor and compared.line.role is None
    if opens is None or ends is None or leaf.years != "whole" or not straight:
        return None
    return None if asked is None or asked.value <= 0 else PaceLine(opens, ends, asked)


def known_through(compared: Compared, as_of: date) -> date:
    """The last day, up to the one asked about, for which all figures behind a comparison are known."""
    known = [compared.values.sums.get(key) for key in compared.keys]
    return min([as_of, *(one.through for one in known if one is not None and one.through is not None)])


def pace(compared: Compared, leaf: Leaf, as_of: date) -> Pace | None:
    """The pace of one comparison at a date inside its time; None where there is none."""
    line, value = pace_line(compared, leaf), compared.value
    if line is None or value is None or not line.opens <= as_of < line.ends:
        return None
    on = known_through(compared, as_of)
    run, asked, unit = line.run(on), line.asked.value, compared.indicator.measure
    left = asked - value.value
    a_month = left / Fraction((line.ends - on).days) * MONTH
    return Pace(
        on,
        run,
        Quantity(asked * run, unit),
        Quantity(value.value - asked * run, unit.difference),
        Quantity(a_month, unit) if left > 0 else None,
    )
