"""What columns can do beside the operators: choose, tell multiples, divide, and be kept."""

from collections.abc import Sequence
from typing import Any, Protocol

from cyxc.columns.state import State
from cyxc.rules.ring import Ring


class ColumnRing(Ring, Protocol):
    """The ring of an engine's columns."""

    def number(self, cases: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The number beside the first condition that holds: a float, which a byte could not hold."""

    def multiple(self, n: Any, d: Any) -> Any:
        """Whether n is a multiple of d; never where d is zero."""

    def absolute(self, n: Any) -> Any:
        """How large n is, without its sign."""

    def divided(self, where: Any, n: Any, d: Any) -> Any:
        """n / d where a condition holds, the nearest float to it; null elsewhere."""

    def kept(self, states: Sequence[State]) -> list[State]:
        """The states worked out once, for all that rests on them."""

    def staged(self, columns: Sequence[Any]) -> list[Any]:
        """The same of plain columns; numbers and truth values stay."""
