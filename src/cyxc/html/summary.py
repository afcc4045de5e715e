"""The headline of a verdict on a page: how it came out, what was asked, what is there, who answers for it."""

from collections.abc import Iterator

from cyxc.evaluate.verdict import Verdict
from cyxc.html.blocks import line
from cyxc.html.elements import Element, element
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.rules.status import Status
from cyxc.show.breakdown import known
from cyxc.show.rows import Row
from cyxc.show.verdict_rows import answer_rows, asked_text, missing_rows, so_far_rows, status_label
from cyxc.show.words import word


def badge(status: Status, language: Language) -> Element:
    """A status with its sign and its word; its look is never all that tells it."""
    return element("span", status_label(status, language), class_=f"badge status-{status.value}")


def summary(verdict: Verdict, language: Language) -> Element:
    """The headline, which stands for the verdict while it is closed and on paper."""
    agreement = {"same": None, "depends": "hangs", "open": "open"}[verdict.agreement]
    said = element(
        "span",
        element("span", verdict.text[language], class_="text"),
        element("code", verdict.id),
        None if agreement is None else element("span", say("report", agreement)[language], class_="hangs"),
        class_="goal",
    )
    lines = (line(row, "span") for row in _lines(verdict, language))
    return element("summary", badge(verdict.status, language), said, *lines)


def _lines(verdict: Verdict, language: Language) -> Iterator[Row]:
    if known(verdict):
        yield Row(0, asked_text(verdict, language), word("asked")[language], "asked")
        yield from so_far_rows(verdict, language)
        yield from missing_rows(verdict, language)
    yield from answer_rows(verdict, language)
