"""What rules need beside the operators, so that one place and a column of many are judged by the same code.

Numbers, truth values and status codes are Python's for one place; for many they are columns of an engine,
whose own ring says how a case is chosen.
"""

from collections.abc import Sequence
from typing import Any, Protocol


class Ring(Protocol):
    """How to choose; `Any` stands for a number, a truth value or a column of them."""

    def case(self, cases: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The value beside the first condition that holds, else `otherwise`."""

    def count(self, conditions: Sequence[Any]) -> Any:
        """How many of the conditions hold."""


class Scalars:
    """The ring of one place: plain numbers and truth values."""

    def case(self, cases: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """See `Ring`."""
        return next((value for condition, value in cases if condition), otherwise)

    def count(self, conditions: Sequence[Any]) -> Any:
        """See `Ring`."""
        return sum(conditions)


SCALARS = Scalars()
