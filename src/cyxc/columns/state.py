"""What a figure is in every row: a value over its denominator, or the reason why there is none."""

from functools import cached_property
from typing import Any

import attrs

from cyxc.columns.fold import either, negated
from cyxc.evaluate.nodes import Node
from cyxc.rules.status import INVALID, NO_DATA, UNDEFINED


@attrs.frozen(eq=False, slots=False)
class State:
    """The value n / d of one indicator; where `invalid`, `absent` or `undefined`, in this order, it has none.

    `n` and `d` are columns of whole numbers (where nothing was handed in n is 0, or NaN in arrays), or `d`
    is one number for all rows. `grows` tells that n can't be below zero where it is a value.
    """

    n: Any
    d: Any = 1
    invalid: Any = False
    absent: Any = False
    undefined: Any = False
    grows: bool = False

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
