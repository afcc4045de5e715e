"""Figures known only within bounds, as they are handed in: what is known of them, what they can stand for.

A count of places is one. This module knows it by what it says (`low`, `high`, `code`, and a `fact` and an
`as_of` where it has them), not by its class, which stands above.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from cyxc.data.cells import Fault
from cyxc.errors import DataError, Problem
from cyxc.evaluate.plan import Node, Plan
from cyxc.evaluate.ranges import Range
from cyxc.evaluate.values import Values
from cyxc.model.indicator import Indicator, TitleFact
from cyxc.numbers.units import unit
from cyxc.rules.status import STATUSES

PLACES = unit("个")
"""The unit of a count."""


def within(value: object) -> Range | None:
    """The bounds of a figure that has some: anything with a `low`, a `high` and a status `code`."""
    low, high, code = (getattr(value, name, None) for name in ("low", "high", "code"))
    whole = isinstance(low, int | Fraction) and isinstance(high, int | Fraction) and isinstance(code, int)
    if not whole:
        return None
    assert isinstance(low, int | Fraction)
    assert isinstance(high, int | Fraction)
    assert isinstance(code, int)
    if low > high or code not in range(len(STATUSES)):
        raise DataError(Problem("bad-bounds", {"low": str(low), "high": str(high), "code": str(code)}))
    return Range(Fraction(low), Fraction(high), code)


def in_own_unit(found: Range, indicator: Indicator) -> Range | Fault:
    """The bounds of a number of things in the indicator's unit, or the fault where that counts none."""
    own = indicator.measure
    if not PLACES.converts_to(own):
        return Fault("other-unit", {"unit": PLACES.symbol, "own": own.symbol})
    scale = PLACES.in_(own)
    return Range(found.low * scale, (found.high or found.low) * scale, found.code)


def refuse_misplaced(plan: Plan, values: Values, as_of: date | None) -> None:
    """Raises `DataError` for counts of another fact than their indicators count, or of another date."""
    problems = [
        problem
        for key in values.bounded
        for problem in (
            _of_other_fact(values.given[key], plan.node(key), plan),
            _of_other_date(values.given[key], plan.node(key), plan, as_of),
        )
        if problem is not None
    ]
    if problems:
        raise DataError(problems)


def _of_other_fact(value: object, node: Node, plan: Plan) -> Problem | None:
    said, counted = getattr(value, "fact", None), facts_of(node, plan.nodes)
    if said is None or not counted or counted == {said}:
        return None
    details = {"name": node.key, "fact": str(said), "counted": ", ".join(sorted(counted))}
    return Problem("count-of-other-fact", details)


def _of_other_date(value: object, node: Node, plan: Plan, as_of: date | None) -> Problem | None:
    """A date is asked for by `as_of`; without one a count may be of any day up to the last one asked for."""
    day = getattr(value, "as_of", None)
    # What a rule of growth is held against was counted another year.
    if not isinstance(day, date) or node.role is not None or not plan.scheme.bound:
        return None
    ends = [leaf.ends for leaf in plan.leaves if node.slot in leaf.rests and leaf.ends is not None]
    asked = max(ends, default=day) if as_of is None else as_of
    if day == asked or (as_of is None and day < asked):
        return None
    return Problem("count-of-other-date", {"name": node.key, "found": str(day), "date": str(asked)})


def facts_of(node: Node, nodes: Sequence[Node]) -> set[TitleFact]:
    """What an indicator counts about a title, as it says itself, or else the terms of its sum."""
    if node.indicator.fact is not None:
        return {node.indicator.fact}
    parts = () if node.bottom is not None else node.slots
    return {fact for slot in parts for fact in facts_of(nodes[slot], nodes)}
