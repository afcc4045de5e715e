"""Truth values of which some are known beforehand: what is known is left out of the work on columns."""

from typing import Any


def both(*conditions: Any) -> Any:
    """All of them; True for none."""
    found: Any = True
    for one in conditions:
        if one is False or found is False:
            return False
        if one is not True:
            found = one if found is True else found & one
    return found


def either(*conditions: Any) -> Any:
    """Any of them; False for none."""
    found: Any = False
    for one in conditions:
        if one is True or found is True:
            return True
        if one is not False:
            found = one if found is False else found | one
    return found


def negated(condition: Any) -> Any:
    """Not; `~` on a plain truth value would be a number."""
    return not condition if isinstance(condition, bool) else ~condition


def cases(pairs: Any, otherwise: Any) -> tuple[list[tuple[Any, Any]], Any]:
    """The cases that can still come up, and what holds when none of them does."""
    left: list[tuple[Any, Any]] = []
    for condition, value in pairs:
        if condition is True:
            return left, value
        if condition is not False:
            left.append((condition, value))
    return left, otherwise
