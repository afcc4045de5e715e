"""Everything a walk reaches, each thing once."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reached(starts: Iterable[T], onward: Callable[[T], Iterable[T]]) -> set[T]:
    """The starts with all that lies `onward` from them, however far; circles are walked once."""
    found: set[T] = set()
    waiting = list(starts)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(onward(one))
    return found
