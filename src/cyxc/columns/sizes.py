"""How large inputs may be for every product to stay exact in a float: found by running the rules on sizes.

A size stands for a column: the largest it can be is a factor times the largest input to a power. Whatever
the rules do to columns they do to sizes, so the bound is that of the work that is really done.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import attrs

from cyxc.columns.fold import cases
from cyxc.columns.state import State

EXACT = 2**53
"""Whole numbers below this are exact in a float of 64 bits."""


@attrs.frozen
class Size:
    """No larger than Σ factor × largest ** power of the `inputs` it is made of.

    `factors` stand by their power, that of a plain number first; `seen` collects all sizes.
    """

    factors: tuple[int, ...]
    inputs: frozenset[str]
    seen: "list[Size]" = attrs.field(repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Remembers it: every intermediate result has to be exact."""
        self.seen.append(self)

    def __add__(self, other: "Size | int | float") -> "Size":
        added, inputs = _parts(other)
        pairs = zip_longest(self.factors, added, fillvalue=0)
        return Size(tuple(one + more for one, more in pairs), self.inputs | inputs, self.seen)

    __radd__ = __sub__ = __rsub__ = __add__

    def __mul__(self, other: "Size | int") -> "Size":
        by, inputs = _parts(other)
        found = [0] * (len(self.factors) + len(by) - 1)
        for power, factor in enumerate(self.factors):
            for more, times in enumerate(by):
                found[power + more] += factor * times
        return Size(tuple(found), self.inputs | inputs, self.seen)

    __rmul__ = __mul__

    def _compared(self, _: object) -> "Truth":
        return Truth()

    __lt__ = __le__ = __gt__ = __ge__ = _compared
    __eq__ = __ne__ = _compared  # type: ignore[assignment]  # a column compares to a column of truth values
    __hash__ = None  # type: ignore[assignment]  # nothing that compares like this can be hashed


def _parts(other: "Size | int | float") -> tuple[tuple[int, ...], frozenset[str]]:
    if isinstance(other, int | float):
        return (abs(int(other)),), frozenset()
    return other.factors, other.inputs


class Truth:
    """A column of truth values."""

    def _with(self, _: object) -> "Truth":
        return self

    def __invert__(self) -> "Truth":
        return self

    __and__ = __or__ = __rand__ = __ror__ = _with


class Sizes:
    """The ring of sizes; `seen` collects them all."""

    def __init__(self) -> None:
        """Begins with none."""
        self.seen: list[Size] = []

    def of(self, column: str, weight: int) -> Size:
        """The size of a column's steps, so many times."""
        return Size((0, weight), frozenset([column]), self.seen)

    def case(self, pairs: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The largest of all that may be chosen."""
        left, last = cases(pairs, otherwise)
        found = [value for _, value in left] + [last]
        if len(found) == 1:
            return last
        if any(isinstance(value, bool | Truth) for value in found):
            return Truth()
        parts = [_parts(value) for value in found]
        factors = tuple(max(several) for several in zip_longest(*(one for one, _ in parts), fillvalue=0))
        return Size(factors, frozenset[str]().union(*(inputs for _, inputs in parts)), self.seen)

    number = case

    def count(self, conditions: Sequence[Any]) -> Any:
        """Nothing that is made of figures."""
        return len(conditions)

    def multiple(self, n: Any, d: Any) -> Any:
        """Whether, nobody knows."""
        return Truth()

    def absolute(self, n: Any) -> Any:
        """As large as before."""
        return n

    def divided(self, where: Any, n: Any, d: Any) -> Any:
        """Not asked of sizes."""
        raise NotImplementedError

    def kept(self, states: Sequence[State]) -> list[State]:
        """Nothing to be worked out."""
        return list(states)

    def staged(self, columns: Sequence[Any]) -> list[Any]:
        """Nothing to be worked out."""
        return list(columns)


@attrs.frozen(eq=False)
class Bounds:
    """By column how many steps a figure may be for everything made of it to be exact.

    A figure that others come to as well (a `derived` one) is multiplied with these to be compared: where a
    row has one, the bounds are those of `together`, else the wider ones of `alone`.
    """

    together: Mapping[str, int]
    alone: Mapping[str, int]
    derived: frozenset[str]

    def of(self, column: str, most: int) -> tuple[float, float]:
        """The bounds of a column together and alone, of which the kind of its numbers allows so many."""
        tight = min(self.together[column], most)
        return tight, max(tight, min(self.alone[column], most))


NO_BOUNDS = Bounds({}, {}, frozenset())


def largest(sizes: Sequence[Size], columns: Sequence[str]) -> dict[str, int]:
    """For each column the largest whole number for which everything made of it is exact; 0 where none is."""
    found = dict.fromkeys(columns, EXACT - 1)
    for factors, of in {(one.factors, one.inputs) for one in sizes}:
        most = _largest(factors) if of else 0
        for column in of:
            found[column] = min(found[column], most)
    return found


def _largest(factors: Sequence[int]) -> int:
    """The largest whole number for which the sum of its powers stays exact; 0 where none does."""
    low, high = 0, EXACT - 1
    while low < high:
        middle = (low + high + 1) // 2
        total = sum(factor * middle**power for power, factor in enumerate(factors))
        low, high = (middle, high) if total < EXACT else (low, middle - 1)
    return low
