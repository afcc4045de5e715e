"""The form by which a report is narrowed: status, kind, office, clause or goal, words."""

from collections.abc import Iterable, Sequence

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.totals import KINDS
from cyxc.html.elements import Element, element
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.rules.status import STATUSES
from cyxc.show.narrow import with_headings
from cyxc.show.verdict_rows import MARKS
from cyxc.show.words import word

OPENED_AT_ONCE = 500
"""The most entries that are opened together: each has its details drawn."""


def filters(evaluation: Evaluation, offices: Sequence[str], language: Language) -> Element:
    """The form; it stands hidden until the page's script is there to answer it."""

    def label(name: str) -> str:
        return say("filter", name)[language]

    search = element(
        "input", type="search", id="search", placeholder=label("hint"), autocomplete="off", maxlength="200"
    )
    buttons = element(
        "p",
        *(
            element("button", label(name), type="button", id=f"{name}-button")
            for name in ("clear", "open", "close", "print")
        ),
        class_="buttons",
    )
    more = element(
        "details",
        element("summary", label("more")),
        _select("kind", _kinds(evaluation, language), language),
        _select("office", _offices(evaluation, offices, language), language),
        _select("goal", _goals(evaluation, language), language),
        buttons,
        class_="more",
        open="",
    )
    return element(
        "form",
        element("h2", label("title")),
        _field("search", label("search"), search),
        _statuses(evaluation, language),
        more,
        class_="filters",
        id="filters",
        hidden="",
        data_most=str(OPENED_AT_ONCE),
    )


def _field(id_: str, name: str, control: Element) -> Element:
    return element("p", element("label", name, for_=id_), control, class_="field")


def _select(id_: str, options: Iterable[Element], language: Language) -> Element:
    anything = element("option", say("filter", "any")[language], value="")
    return _field(id_, say("filter", id_)[language], element("select", anything, *options, id=id_))


def _statuses(evaluation: Evaluation, language: Language) -> Element:
    there = {verdict.status for verdict in evaluation}
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name="status", value=status.value),
            element("span", MARKS[status], class_="mark", aria_hidden="true"),
            element("span", status.label[language], class_="name"),
            element("span", class_="count"),
            class_=f"chip status-{status.value}",
        )
        for status in reversed(STATUSES)
        if status in there
    ]
    legend = element("legend", say("filter", "status")[language])
    return element("fieldset", legend, element("div", *boxes, class_="chips"))


def _kinds(evaluation: Evaluation, language: Language) -> Iterable[Element]:
    there = {verdict.kind for verdict in evaluation}
    for kind, many in KINDS.items():
        if kind in there:
            yield element("option", word(f"totals.{many}")[language], value=kind)


def _offices(evaluation: Evaluation, offices: Sequence[str], language: Language) -> Iterable[Element]:
    """The offices in the order of what they answer for, then the entries nobody is named for."""
    parties = evaluation.scheme.parties
    for number, party in enumerate(offices):
        name = parties[party].name if party else word("nobody")
        yield element("option", name[language], value=str(number))


def _goals(evaluation: Evaluation, language: Language) -> Iterable[Element]:
    """The clauses with what stands above them, and in each its goals."""
    by_clause = evaluation.by_clause()
    for clause in with_headings(by_clause):
        depth = clause.count("/")
        yield element("option", "\u3000" * depth + clause, value=f"clause:{clause}")
        for verdict in by_clause.get(clause, ()):
            if verdict.kind == "target":
                inner = "\u3000" * (depth + 1) + "· " + verdict.text[language]
                yield element("option", inner, value=f"goal:{verdict.id}")
