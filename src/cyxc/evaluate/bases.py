"""Figures of a year before that targets are held against, put together from what was reported of then."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import attrs

from cyxc.data.dated import said
from cyxc.data.observation import Observation
from cyxc.errors import Problem
from cyxc.evaluate.accumulate import Accumulated, foremost
from cyxc.evaluate.clock import Clock, accumulated
from cyxc.evaluate.links import Report
from cyxc.evaluate.nodes import Node
from cyxc.numbers.exact import Pair
from cyxc.rules.occasions import Period
from cyxc.rules.periods import years_before


@attrs.frozen
class Base:
    """What a reference came to over the days of its own year, by what was reported of it in each way.

    That is first as the reference, then as the place's own figure of then; `current` is its figure of now.
    """

    node: Node
    then: Period
    known: tuple[Accumulated, ...]
    current: Accumulated | None

    @property
    def chosen(self) -> Accumulated | None:
        """What stands for it: the first way that says what it came to; None where nothing was reported."""
        # One report can't be both what is there and what was there a year before.
        used = self.current.reports if self.current is not None and self.node.told_as == "stock" else ()
        free = [
            one for one in self.known if one.reports and not any(report in used for report in one.reports)
        ]
        return min(free, key=lambda one: one.value is None and one.fault is None, default=None)


def base(
    node: Node, period: Period, reports: dict[str, list[Report]], clock: Clock, current: Accumulated | None
) -> Base | None:
    """What a reference came to over the same days of its own year; None where those have yet to begin.

    `current` is what the place's own figure came to over `period`.
    """
    assert node.back is not None
    # A reference is put together as far as its own year's figure is: the same months of both years.
    kind, until = node.told_as, clock.last(period)
    if current is not None and current.through is not None and kind != "stock":
        until = current.through
    if until < period.first:
        return None
    then = years_before(Period(period.first, until), node.back)
    ways = [reports.get(node.key, []), reports.get(node.indicator.id, [])]
    stand = foremost((report for way in ways for report in way), kind)
    past = attrs.evolve(clock, as_of=None)
    known = (accumulated(node, [one for one in way if one in stand], then, past) for way in ways)
    return Base(node, then, tuple(known), current)


def disagreements(found: Base, without_period: Pair | None, given: object) -> Iterator[Problem]:
    """A base told in two ways has to be the same, and no less than what is known of it for certain.

    `without_period` is the base that was handed in without one, `given` as it was, where it can be of this
    piece of time only.
    """
    key = found.node.key
    told = [one for one in found.known if one.fault is None and one.reports]
    if without_period is not None:
        value = Fraction(*without_period)
        seen = given if isinstance(given, Observation) else Observation(indicator=key, value=str(value))
        told.append(Accumulated(value, (Report(found.then, value, seen),), through=found.then.last))
    for one, other in combinations(told, 2):
        # Of a stock only figures of one day can be told to differ.
        apart = found.node.told_as == "stock" and one.through != other.through
        if not apart and _contradict(one, other):
            first, second = (", ".join(said(report.seen) for report in way.reports) for way in (one, other))
            yield Problem(
                "bases-disagree",
                {"name": key, "first": first, "second": second},
                other.reports[-1].seen.where,
            )


def _contradict(one: Accumulated, other: Accumulated) -> bool:
    """Whether both can't be right; a sum with a gap says only what it is at the least."""
    if one.value is not None and other.value is not None:
        return one.value != other.value
    exact, least = (one.value, other.proven) if one.value is not None else (other.value, one.proven)
    return exact is not None and least is not None and exact < least
