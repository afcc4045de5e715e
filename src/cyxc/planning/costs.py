"""What a unit more of a figure costs: as the caller says, else one over what is asked of it or is there."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from cyxc.errors import CyxcError, Problem, UsageError, brief
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import exact
from cyxc.numbers.numerals import NumeralError, read_number
from cyxc.planning.present import Present

Basis = Literal["given", "threshold", "present", "unit"]

LARGEST = 10**15
"""Costs lie between one over this and this."""


@attrs.frozen
class Cost:
    """What one unit of an indicator costs, in the indicator's own unit, up or down.

    `basis`: `given` by the caller, one over its own `threshold`, one over its `present` figure, or one a
    `unit` where that figure is nothing.
    """

    key: str
    amount: Fraction
    basis: Basis


def read_costs(scheme: Scheme, costs: Mapping[str, object] | None) -> dict[str, Fraction]:
    """The caller's costs by the ids of indicators.

    Raises `UsageError` with every name nothing has and every cost that is no number above zero.
    """
    if costs is None:
        return {}
    if not isinstance(costs, Mapping):
        raise UsageError(Problem("bad-costs", {"text": brief(costs)}))
    found: dict[str, Fraction] = {}
    problems: list[Problem] = []
    for name, said in costs.items():
        try:
            id_ = scheme.indicator(name if isinstance(name, str) else brief(name)).id
        except CyxcError as error:
            problems.extend(error.problems)
            continue
        amount = _amount(said)
        if amount is None:
            problems.append(Problem("bad-cost", {"name": id_, "text": brief(said)}))
        elif found.setdefault(id_, amount) != amount:
            problems.append(Problem("cost-twice", {"name": id_}))
    if problems:
        raise UsageError(problems)
    return found


def _amount(said: object) -> Fraction | None:
    """A cost as an exact number; None for what is none."""
    try:
        if isinstance(said, str):
            number = Fraction(read_number(said)) if len(said) <= 64 else None
        elif isinstance(said, int | float | Decimal | Fraction) and not isinstance(said, bool):
            number = exact(said)
        else:
            return None
    except (NumeralError, ValueError, OverflowError):  # NaN and infinity are no numbers
        return None
    if number is None or not Fraction(1, LARGEST) <= number <= LARGEST:
        return None
    return number


def cost_of(slot: int, given: Mapping[str, Fraction], now: Present) -> Cost:
    """What one unit of the figure in a slot costs."""
    node = now.plan.nodes[slot]
    if node.key in given:
        return Cost(node.key, given[node.key], "given")
    asked = _threshold(slot, now)
    if asked is not None:
        return Cost(node.key, 1 / asked, "threshold")
    there = now.exact(slot) or Fraction(0)
    return Cost(node.key, 1 / abs(there), "present") if there else Cost(node.key, Fraction(1), "unit")


def _threshold(slot: int, now: Present) -> Fraction | None:
    """The first figure above zero that the document asks of the indicator itself."""
    for leaf in now.plan.leaves:
        for comparison in leaf.comparisons:
            if comparison.node.slot != slot:
                continue
            against = None if comparison.reference is None else now.exact(comparison.reference.slot)
            for line in comparison.lines:
                if line.role is None or against is not None:
                    asked = line.threshold(against if line.role is not None else None)
                    if asked > 0:
                        return asked
    return None
