"""What is answered of each target, what the columns of answers are called, and what they hold."""

from collections.abc import Collection

from cyxc.data.scalars import shown
from cyxc.errors import Problem, UsageError, nearest

ANSWERS = ("status", "margin", "value", "attainment", "agreement")
"""What can be asked of each target."""

CODED = ("status", "agreement")
"""The answers that are small numbers for words; the others are floats."""


def column_of(target: str, word: str) -> str:
    """The column of a wide answer."""
    return f"{target}__{word}"


def asked_of(answers: Collection[str]) -> tuple[str, ...]:
    """The answers asked for, in their order; `UsageError` for what nobody knows."""
    strange = [word for word in answers if word not in ANSWERS]
    if strange:
        raise UsageError(
            Problem("unknown-answer", {"name": shown(word)}, nearest=nearest(str(word), ANSWERS) or ANSWERS)
            for word in strange
        )
    return tuple(word for word in ANSWERS if word in answers)
