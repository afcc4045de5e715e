"""Columns as NumPy arrays, in blocks that stay in the processor's cache: pandas, pyarrow, Dask, Spark."""

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from cyxc.columns.fold import both, cases, either, negated
from cyxc.columns.inputs import Input, state_of
from cyxc.columns.sizes import Bounds
from cyxc.columns.state import State
from cyxc.rules.line import times

BLOCK = 65_536
"""Rows worked on at once: fewer cost more in calls than they save in the processor's cache."""


class Arrays:
    """The ring of arrays of one block; nothing is put off, so nothing has to be kept."""

    def __init__(self, rows: int) -> None:
        """Of a block with so many rows."""
        self.rows = rows
        self.scratch = np.empty(rows)
        self.out: Any = None

    def case(self, pairs: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The value beside the first condition that holds."""
        left, last = cases(pairs, otherwise)
        return self._chosen(left, last, _dtype([last, *(value for _, value in left)]))

    def number(self, pairs: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The number beside the first condition that holds."""
        return self._chosen(*cases(pairs, otherwise), np.float64)

    def _chosen(self, left: Sequence[tuple[Any, Any]], last: Any, dtype: Any) -> Any:
        if not left:
            return last
        found = self._either(left[-1][0], left[-1][1], last, dtype)
        for condition, value in reversed(left[:-1]):
            if isinstance(value, np.ndarray):
                np.copyto(found, value, where=condition)
            else:
                np.putmask(found, condition, value)
        return found

    def _either(self, condition: Any, value: Any, otherwise: Any, dtype: Any) -> Any:
        """One value or the other: of bytes without a branch, which half the rows would take by surprise."""
        if dtype == np.int8 and isinstance(value, int) and isinstance(otherwise, int):  # codes, all below 10
            found = np.multiply(condition, value - otherwise, dtype=np.int8)
            found += otherwise
            return found
        return np.where(condition, value, otherwise).astype(dtype, copy=False)

    def count(self, conditions: Sequence[Any]) -> Any:
        """How many of the conditions hold."""
        kind = np.int8 if len(conditions) < 128 else np.int64
        found: Any = sum(one for one in conditions if isinstance(one, bool))
        for one in conditions:
            if not isinstance(one, bool):
                found = np.add(found, one, dtype=kind)
        return found

    def multiple(self, n: Any, d: Any) -> Any:
        """Whether n is a multiple of d."""
        if isinstance(d, int):
            return np.floor(n / d) * d == n
        divisor = np.where(d == 0, 1.0, d)
        return (d != 0) & (np.floor(n / divisor) * d == n)

    def absolute(self, n: Any) -> Any:
        """How large n is."""
        return np.abs(n)

    def divided(self, where: Any, n: Any, d: Any) -> Any:
        """n / d where a condition holds, NaN elsewhere; written to `out` where that is set, once."""
        if where is False:
            return np.full(self.rows, np.nan)
        found, self.out = np.empty(self.rows) if self.out is None else self.out, None
        if isinstance(d, int) and d == 1:
            found[:] = n
        else:
            # Everywhere, and struck out after: a division that looks where it may is several times slower.
            np.true_divide(n, d, out=found)
        if where is not True:
            np.putmask(found, ~where, np.nan)
        return found

    def kept(self, states: Sequence[State]) -> list[State]:
        """As they are, without conditions that hold nowhere, which nothing has to look at again."""
        return [
            attrs.evolve(
                state,
                invalid=_anywhere(state.invalid),
                absent=_anywhere(state.absent),
                undefined=_anywhere(state.undefined),
            )
            for state in states
        ]

    def staged(self, columns: Sequence[Any]) -> list[Any]:
        """As they are."""
        return list(columns)

    def read(self, columns: Sequence[tuple[Input, Any]], bounds: Bounds) -> tuple[list[State], Any]:
        """The states of figures' blocks, and the rows where only the exact path can tell what they are.

        NaN is what is missing.
        """
        cells = [_cell(block) for _, block in columns]
        derived = either(
            *(
                negated(absent)
                for (one, _), (_, absent) in zip(columns, cells, strict=True)
                if one.name in bounds.derived and not (absent is not False and absent.all())
            )
        )
        states, doubts = [], []
        for (one, _), (cell, absent) in zip(columns, cells, strict=True):
            together, alone = (steps / one.grid for steps in bounds.of(one.name, one.limit))
            limit = self.number([(derived, together)], alone)
            state, doubt = _read(self, one, cell, absent, limit)
            states.append(state)
            doubts.append(doubt)
        return states, either(*doubts)


def _anywhere(condition: Any) -> Any:
    """A condition; False if it holds nowhere."""
    return condition if isinstance(condition, bool) or condition.any() else False


def _dtype(values: Sequence[Any]) -> Any:
    if any(isinstance(value, np.ndarray) and value.dtype == np.float64 for value in values):
        return np.float64
    truths = all(isinstance(value, bool) or getattr(value, "dtype", None) == np.bool_ for value in values)
    return np.bool_ if truths else np.int8


def _cell(block: Any) -> tuple[Any, Any]:
    """A block as floats, and where a figure is missing; False for nowhere.

    What is missing stays NaN: it compares to nothing, so only what is not equal has to be looked at twice.
    """
    cell = block.astype(np.float64, copy=False)
    absent: Any = np.isnan(cell) if block.dtype.kind == "f" else False
    return cell, _anywhere(absent)


def _read(ring: Arrays, one: Input, cell: Any, absent: Any, limit: Any) -> tuple[State, Any]:
    """One figure's state in a block, and where it can't be told here; False where it can be everywhere."""
    grid = one.grid
    m = cell if grid == 1 else cell * grid
    if one.of_floats or grid > 1:
        m = np.rint(m, out=None if m is cell else m)
    over, under = one.weights
    there = negated(absent)
    wrong = either(
        one.node.below_zero(m),
        one.node.above_whole(times(m, over), under),
        both(there, negated(one.whole(ring, m))),
    )
    # What is infinite is too large as well, and left to the exact path.
    doubt: Any = (np.abs(cell) if one.node.signed else cell) > limit
    if one.of_floats:
        # Fresh memory costs more than the division.
        back = m if grid == 1 else np.divide(m, grid, out=ring.scratch)
        if one.kind == "single":
            back = back.astype(np.float32).astype(np.float64)
        off = both(there, back != cell)
        if one.off_grid_is_invalid:
            wrong = either(wrong, off)
        else:
            doubt = either(doubt, off)
    return state_of(one, m, _anywhere(wrong), absent), _anywhere(doubt)
