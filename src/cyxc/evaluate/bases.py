"""Figures of a year before that targets are held against, put together from what was reported of then."""

from fractions import Fraction

import attrs

from cyxc.errors import DataError, Problem
from cyxc.evaluate.accumulate import Accumulated
from cyxc.evaluate.clock import Clock, accumulated
from cyxc.evaluate.links import Report
from cyxc.evaluate.nodes import Node
from cyxc.evaluate.values import Values
from cyxc.rules.occasions import Period
from cyxc.rules.periods import years_before


def base(
    node: Node,
    values: Values,
    period: Period,
    reports: dict[str, list[Report]],
    clock: Clock,
    current: Accumulated | None,
) -> Accumulated | None:
    """What a reference came to over the same days of its own year; None where nothing was reported of then.

    `current` is what the place's own figure came to over `period`.
    """
    assert node.back is not None
    # A reference is put together as far as its own year's figure is: the same months of both years.
    until = clock.last(period)
    if current is not None and current.through is not None and node.indicator.kind == "flow":
        until = current.through
    if until < period.first:
        return None
    then = years_before(Period(period.first, until), node.back)
    told = [one for one in (reports.get(node.key), reports.get(node.indicator.id)) if one is not None]
    past = attrs.evolve(clock, as_of=None)
    known = [accumulated(node, one, then, past) for one in told]
    _agree(node, values, known)
    # One report can't be both what is there and what was there a year before.
    used = current.reports if current is not None and node.indicator.kind == "stock" else ()
    known = [one for one in known if one.reports and not any(report in used for report in one.reports)]
    return known[0] if known and not isinstance(values.slots[node.slot], tuple) else None


def _agree(node: Node, values: Values, known: list[Accumulated]) -> None:
    """A past figure that is handed in twice, once as a reference, has to be the same."""
    handed_in = values.slots[node.slot]
    said = [one.value for one in known if one.value is not None]
    said += [Fraction(*handed_in)] if isinstance(handed_in, tuple) else []
    if len(set(said)) > 1:
        first, second = sorted(set(said))[:2]
        details = {"name": node.key, "first": str(first), "second": str(second)}
        raise DataError(Problem("reports-disagree", details))
