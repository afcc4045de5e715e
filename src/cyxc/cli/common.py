"""What every verb takes."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import attrs
from cyclopts import Parameter

from cyxc.cli.output import default_language
from cyxc.errors import Problem, UsageError
from cyxc.language import Language


@Parameter(name="*")
@attrs.frozen
class Common:
    """What every verb takes."""

    lang: Annotated[Language | None, Parameter(help="语言 · Language; from the locale unless given.")] = None
    json: Annotated[bool, Parameter(negative="", help="输出 JSON · Answer in JSON.")] = False

    @property
    def language(self) -> Language:
        """The language to speak."""
        return self.lang or default_language()


PLAIN = Common()


def form_of(common: Common, format: str | None, out: Path | None, forms: Collection[str]) -> str:
    """How to answer: as told, else as the ending of the file says that is to be written, else as text."""
    if common.json:
        return "json"
    ending = "" if out is None else out.suffix.lower().removeprefix(".")
    return format or (ending if ending in forms else "text")


def answers(readings: list[str]) -> dict[str, str]:
    """What `--reading QUESTION=READING` says, each question once; `UsageError` for anything else."""
    found: dict[str, str] = {}
    for said in readings:
        question, equals, reading = said.partition("=")
        if not equals or not question or not reading:
            raise UsageError(Problem("bad-reading", {"text": said}))
        if found.setdefault(question.strip(), reading.strip()) != reading.strip():
            raise UsageError(Problem("answered-twice", {"question": question.strip()}))
    return found
