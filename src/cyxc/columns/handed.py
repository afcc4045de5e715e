"""What was handed in for one figure: a column, or one for each unit it was reported in."""

from collections.abc import Iterable, Sequence
from math import lcm
from typing import Any

import attrs

from cyxc.columns.fold import both, either, negated
from cyxc.columns.inputs import Input
from cyxc.columns.ring import ColumnRing
from cyxc.columns.state import State


@attrs.frozen
class Handed:
    """The columns of one figure and what is in them; no row has more than one of them."""

    columns: tuple[tuple[Input, State], ...]

    @property
    def common(self) -> int:
        """The denominator of all of them."""
        return lcm(*(state.d for _, state in self.columns))

    def state(self, ring: ColumnRing) -> State:
        """The figure, from whichever column has it."""
        states = [state for _, state in self.columns]
        if len(states) == 1:
            return states[0]
        common = self.common
        return State(
            ring.number([(negated(state.absent), state.n * (common // state.d)) for state in states], 0),
            common,
            either(*(state.invalid for state in states)),
            both(*(state.absent for state in states)),
            grows=all(state.grows for state in states),
        )

    def last_digit(self, ring: ColumnRing) -> Any:
        """One of the last digit the figure was written with, in the units of the state's n."""
        (only, state), *more = self.columns
        if not more:
            return only.last_digit(ring, state.n)
        common = self.common
        return ring.number(
            [
                (negated(state.absent), one.last_digit(ring, state.n) * (common // state.d))
                for one, state in self.columns
            ],
            common,
        )


def handed_in(inputs: Sequence[Input], states: Iterable[State]) -> dict[int, Handed]:
    """What was handed in, by slot."""
    found: dict[int, tuple[tuple[Input, State], ...]] = {}
    for one, state in zip(inputs, states, strict=True):
        found[one.node.slot] = (*found.get(one.node.slot, ()), (one, state))
    return {slot: Handed(columns) for slot, columns in found.items()}
