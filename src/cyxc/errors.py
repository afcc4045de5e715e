"""Errors with parts: what is wrong, where, what to do, and the names that come nearest.

One exception carries every problem found, in the order they stand in the input. The `code` of a problem is
stable; its sentences are in `messages.yaml`, in both languages.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import attrs

from cyxc.frozen import FrozenMap
from cyxc.language import Language, Text


@attrs.frozen(kw_only=True)
class Location:
    """Where in the input: as much of it as is known. Lines, columns and rows count from 1.

    `sheet` and `cell` (E14) are of a workbook.
    """

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    column: int | None = None
    row: int | None = None
    heading: str | None = None
    path: str | None = None

    def say(self, language: Language = "en") -> str:
        """The place as a compiler prints it, `file:line:column`, then sheet, cell or row, column and path."""
        zh = language == "zh"
        sheet, cell = ("工作表“{}”", "单元格 {}") if zh else ("sheet {}", "cell {}")
        row, column = ("第 {} 行", "“{}”列") if zh else ("row {}", "column {}")
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        place = ":".join([self.file or "", *numbers]).strip(":")
        inside = [
            sheet.format(self.sheet) if self.sheet else "",
            cell.format(self.cell) if self.cell else "",
            row.format(self.row) if self.row is not None and not self.cell else "",
            column.format(self.heading) if self.heading else "",
            self.path or "",
        ]
        said = ", ".join(part for part in inside if part)
        return f"{place} ({said})" if place and said else place or said


NOWHERE = Location()


def _frozen(details: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMap(details)


@attrs.frozen
class Problem:
    """One thing that is wrong, as data; `what` and `todo` say it in either language."""

    code: str
    details: Mapping[str, str] = attrs.field(factory=dict, converter=_frozen)
    where: Location = NOWHERE
    nearest: tuple[str, ...] = ()

    def what(self, language: Language = "en") -> str:
        """What is wrong."""
        return _message(self.code)[0][language].format(**self.details)

    def todo(self, language: Language = "en") -> str:
        """What to do about it, with the nearest valid names where there are any."""
        advice = _message(self.code)[1][language].format(**self.details)
        if not self.nearest:
            return advice
        names = ("、" if language == "zh" else ", ").join(self.nearest)
        meant = f"是否想写：{names}？" if language == "zh" else f"Did you mean: {names}?"
        return f"{advice}{'' if language == 'zh' else ' '}{meant}"

    def say(self, language: Language = "en") -> str:
        """Place, fault and advice in one line."""
        place = self.where.say(language)
        gap = "" if language == "zh" else " "
        return f"{place + ': ' if place else ''}{self.what(language)}{gap}{self.todo(language)} [{self.code}]"

    def to_dict(self) -> dict[str, object]:
        """The problem as JSON-ready data, the same in every language."""
        where = attrs.asdict(self.where, filter=lambda _, value: value is not None)
        return {
            "code": self.code,
            "details": dict(self.details),
            "where": where,
            "nearest": list(self.nearest),
            "what": {"zh": self.what("zh"), "en": self.what("en")},
            "todo": {"zh": self.todo("zh"), "en": self.todo("en")},
        }


class CyxcError(Exception):
    """Base of every error the library raises on purpose; `problems` holds each fault found."""

    def __init__(self, problems: "Problem | Iterable[Problem]") -> None:
        """Takes one problem or many."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Every problem, a line each, in English."""
        return self.say("en")

    def say(self, language: Language = "en") -> str:
        """Every problem, a line each."""
        return "\n".join(problem.say(language) for problem in self.problems)


class SchemeError(CyxcError, ValueError):
    """A scheme file, or a scheme handed in as data, that can't be used."""


class DataError(CyxcError, ValueError):
    """Data handed in for evaluation that can't be read without guessing."""


class UnknownNameError(CyxcError, KeyError):
    """A name that nothing has; the nearest ones are offered."""

    __str__ = CyxcError.__str__


class UsageError(CyxcError, ValueError):
    """A call that asks for what can't be done, such as a date for a scheme that has no year."""


_LONGEST_NAME = 200  # comparing takes time with the square of the length


def nearest(name: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names that look most like `name`, best first, letter case aside."""
    from difflib import get_close_matches  # only where a name is wrong: it takes time to load

    if len(name) > _LONGEST_NAME:
        return ()
    known = [known for known in dict.fromkeys(names) if len(known) <= _LONGEST_NAME]
    lowered = {n.casefold(): n for n in reversed(known)}
    close = get_close_matches(name.casefold(), lowered, n=most, cutoff=0.5)
    holds = [n for n in known if len(name) > 1 and (name in n or n in name)]
    return tuple(dict.fromkeys([lowered[c] for c in close] + holds))[:most]


def brief(value: object, most: int = 80) -> str:
    """What was handed in, as messages show it: cut where it is longer than anyone wants to read."""
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def not_a_choice(said: object, choices: Sequence[str]) -> Problem:
    """The problem of a word that is none of a few that may stand there."""
    details = {"name": brief(said), "choices": ", ".join(choices)}
    return Problem("not-a-choice", details, nearest=nearest(brief(said), choices))


@cache
def _messages() -> dict[str, dict[str, dict[str, str]]]:
    # Read on the first error, so that importing the library reads no file.
    from importlib import resources

    import yaml

    with resources.files("cyxc").joinpath("messages.yaml").open(encoding="utf-8") as file:
        messages: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(file)
    return messages


def _message(code: str) -> tuple[Text, Text]:
    message = _messages()[code]
    return Text(**message["what"]), Text(**message["todo"])


def message_codes() -> Sequence[str]:
    """Every code a problem can have, sorted."""
    return sorted(_messages())
