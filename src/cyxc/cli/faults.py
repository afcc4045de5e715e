"""What is wrong with a command line: the faults cyclopts finds, said in both languages and with codes."""

from collections.abc import Iterable
from typing import Literal, get_args, get_origin

from cyclopts.exceptions import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from cyxc.errors import Problem, brief, nearest


def fault(error: CycloptsError, commands: Iterable[str]) -> Problem:
    """The problem cyclopts met, in our words; in its own, which are English, where it is an unusual one.

    `commands` are the verbs there are.
    """
    command = " ".join(error.command_chain or ())
    left = tuple(error.unused_tokens or ())
    if isinstance(error, UnknownCommandError) and left:
        known = tuple(commands)
        details = {"name": brief(left[0]), "choices": ", ".join(known)}
        return Problem("unknown-command", details, nearest=nearest(left[0], known))
    if isinstance(error, UnknownOptionError):
        said = (error.token.keyword or error.token.value).partition("=")[0]
        names = [name for argument in error.argument_collection for name in argument.names]
        options = [name for name in names if name.startswith("-")]
        details = {"name": brief(said), "command": command}
        return Problem("unknown-option", details, nearest=nearest(said, options))
    if type(error) is MissingArgumentError and error.argument is not None:
        name = getattr(error, "keyword", None) or error.argument.name  # cyclopts 4.0 has no keyword there
        code = "option-without-value" if name.startswith("-") else "argument-missing"
        return Problem(code, {"name": name, "command": command})
    if isinstance(error, RepeatArgumentError) and error.token.keyword:
        return Problem("option-repeated", {"name": error.token.keyword})
    if isinstance(error, UnusedCliTokensError) and left:
        return Problem("words-left-over", {"words": brief(" ".join(left)), "command": command})
    if isinstance(error, CoercionError):
        return _not_converted(error)
    return _in_its_own_words(error)


def _not_converted(error: CoercionError) -> Problem:
    """A value that is not of the kind its option takes."""
    if error.token is None or error.argument is None:
        return _in_its_own_words(error)
    value = error.token.value
    details = {"name": error.token.keyword or error.argument.name, "value": brief(value)}
    if get_origin(error.target_type) is Literal:
        choices = tuple(map(str, get_args(error.target_type)))
        details["choices"] = ", ".join(choices)
        return Problem("option-choice", details, nearest=nearest(value, choices))
    if error.target_type is int:
        return Problem("option-number", details)
    if error.target_type is bool:
        return Problem("option-takes-no-value", details)
    return _in_its_own_words(error)


def _in_its_own_words(error: CycloptsError) -> Problem:
    return Problem("bad-command", {"why": str(error).strip()})
