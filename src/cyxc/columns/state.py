"""What a figure is in every row: a value over its denominator, or the reason why there is none."""

from functools import cached_property
from math import gcd
from typing import Any

import attrs

from cyxc.columns.fold import either, negated
from cyxc.evaluate.nodes import Node
from cyxc.rules.line import times
from cyxc.rules.status import INVALID, NO_DATA, UNDEFINED


@attrs.frozen(eq=False)
class State:
    """The value m × by / d of one indicator; where `invalid`, `absent` or `undefined`, in this order, none.

    `m` and `d` are columns of whole numbers (where nothing was handed in m is 0, NaN in arrays, null in
    polars), or `d` is one number for all rows. `grows` tells that m can't be below zero where it is a value.
    """

    m: Any
    d: Any = 1
    invalid: Any = False
    absent: Any = False
    undefined: Any = False
    grows: bool = False
    by: int = 1

    @cached_property
    def n(self) -> Any:
        """The numerator over d."""
        return times(self.m, self.by)

    def exceeds(self, whole: int) -> Any:
        """Whether the value is more than a whole number; what both sides share is left out of the work."""
        shared = gcd(self.by, whole)
        return times(self.m, self.by // shared) > times(self.d, whole // shared)

    @cached_property
    def valued(self) -> Any:
        """Where it is a number."""
        return negated(either(self.invalid, self.absent, self.undefined))

    @property
    def why_not(self) -> list[tuple[Any, int]]:
        """The conditions that keep it from being a number, each with its status code."""
        return [(self.invalid, INVALID), (self.absent, NO_DATA), (self.undefined, UNDEFINED)]


MISSING = State(0, absent=True, grows=True)
"""A figure that no row has."""


def can_be_negative(node: Node, state: State) -> bool:
    """Whether a value below zero has to be looked for."""
    return not node.signed and not state.grows
