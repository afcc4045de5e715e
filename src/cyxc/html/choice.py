"""The language notebooks are spoken to in: a choice of the caller's, never taken from the locale."""

from cyxc.errors import Problem, UsageError, brief
from cyxc.language import LANGUAGES, Language

_chosen: Language = "zh"


def set_display_language(language: Language) -> None:
    """Sets the language in which schemes, evaluations, verdicts and comparisons display in notebooks.

    It holds for the whole process and is Chinese until it is set; verdicts and their data are the same in
    either. Raises `UsageError` for anything but `zh` and `en`.
    """
    global _chosen
    _chosen = checked(language)


def display_language() -> Language:
    """The language notebooks are spoken to in."""
    return _chosen


def checked(language: Language) -> Language:
    """The language, if it is one of the two; `UsageError` otherwise."""
    if language not in LANGUAGES:
        raise UsageError(Problem("unknown-language", {"name": brief(language)}))
    return language
