"""The report of an evaluation: one page that can be filtered, opened entry by entry, and printed."""

from collections.abc import Iterable
from typing import Any

from cyxc.evaluate.evaluation import Evaluation, library_version
from cyxc.evaluate.verdict import Verdict
from cyxc.html.blocks import data, line
from cyxc.html.details import details
from cyxc.html.elements import Element, append, element
from cyxc.html.filters import filters
from cyxc.html.page import page
from cyxc.html.summary import summary
from cyxc.html.tally import column, outcome_label, tally
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.model.target import Target
from cyxc.reached import reached
from cyxc.show.breakdown import about, known, pivot_rows
from cyxc.show.rows import clean
from cyxc.show.words import word

PAGE_WORDS = ("whole", "listed", "said", "between", "pair")
LEFT_OPEN = {name: f"{{{name}}}" for name in ("count", "total", "said", "name", "value")}
"""Placeholders that the page's script fills."""


def report(evaluation: Evaluation, language: Language) -> str:
    """The page as text, in one language.

    Every verdict has its headline on it; what it opens to is held as data and drawn when it is opened, so
    that thousands of verdicts load at once.
    """
    clauses = {clause: _known_first(verdicts) for clause, verdicts in evaluation.by_clause().items()}
    ordered = [verdict for verdicts in clauses.values() for verdict in verdicts]
    offices = tuple(dict.fromkeys(party for verdict in ordered for party in verdict.parties or ("",)))
    offices = tuple(sorted(offices, key=lambda party: party == ""))
    body = element(
        "body",
        _head(evaluation, language),
        element(
            "main",
            filters(evaluation, offices, language),
            element(
                "div",
                element("noscript", element("p", say("filter", "no_script")[language], class_="warning")),
                element("p", id="listed", role="status"),
                element("p", say("filter", "nothing")[language], id="nothing", hidden=""),
                *(_clause(clause, verdicts, language) for clause, verdicts in clauses.items()),
                id="list",
            ),
        ),
        element("footer", say("report", "made", version=library_version())[language]),
    )
    held = {
        "index": {
            "words": {name: say("page", name, **LEFT_OPEN)[language] for name in PAGE_WORDS},
            "verdicts": _index(evaluation, ordered, offices),
        },
        "details": [[data(block) for block in details(verdict, language)] for verdict in ordered],
    }
    return page(_title(evaluation, language), body, language, script="report.js", data=held)


def _title(evaluation: Evaluation, language: Language) -> str:
    parts = [evaluation.scheme.title[language]]
    parts += [] if evaluation.place is None else [evaluation.place[language]]
    return " · ".join([*parts, evaluation.outcome.label[language]])


def _head(evaluation: Evaluation, language: Language) -> Element:
    title, *rest = about(evaluation, language)
    outcome = element("strong", outcome_label(evaluation, language))
    return element(
        "header",
        element("h1", title.text),
        *(line(row) for row in rest if row.text),
        element(
            "p",
            element("span", word("outcome")[language], class_="label"),
            outcome,
            class_=f"outcome outcome-{evaluation.outcome.value}",
        ),
        element("div", _totals(evaluation, language), _pivots(evaluation, language), class_="overview"),
    )


def _totals(evaluation: Evaluation, language: Language) -> Element:
    note = element("p", say("totals", "note")[language], class_="note")
    return element("div", tally(evaluation, language), note, class_="totals")


def _pivots(evaluation: Evaluation, language: Language) -> Element | None:
    rows = list(pivot_rows(evaluation, language))
    if not rows:
        return None
    return element("section", element("h2", rows[0].text), *map(line, rows[1:]), class_="pivots")


def _known_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return sorted(verdicts, key=lambda verdict: not known(verdict))


def _clause(clause: str, verdicts: list[Verdict], language: Language) -> Element:
    """A clause with its verdicts; those of which nothing is known stand together behind one line."""
    first = [_entry(verdict, language) for verdict in verdicts if known(verdict)]
    left = [_entry(verdict, language) for verdict in verdicts if not known(verdict)]
    heading = element("h2", word("clause", clause=clause)[language])
    section = element("section", *([heading, *first] if first else []), class_="clause")
    if left:
        count = element("span", say("report", "rest" if first else "none", count=len(left))[language])
        line_ = element("summary", None if first else heading, count)
        append(section, element("details", line_, *left, class_="rest"))
    return section


def _entry(verdict: Verdict, language: Language) -> Element:
    said = summary(verdict, language)
    return element("details", said, class_="verdict", id=f"entry-{verdict.id}")


def _index(evaluation: Evaluation, ordered: list[Verdict], offices: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the filter needs to know of each verdict, in the order they stand on the page."""
    above = _goals_above(evaluation)
    numbers = {party: number for number, party in enumerate(offices)}
    return [
        {
            "status": verdict.status.value,
            "kind": verdict.kind,
            "column": column(verdict),
            "offices": [numbers[party] for party in verdict.parties or ("",)],
            "clause": clean(verdict.clause),
            "goals": sorted(reached([verdict.id], lambda id_: above.get(id_, ()))),
        }
        for verdict in ordered
    ]


def _goals_above(evaluation: Evaluation) -> dict[str, list[str]]:
    """For each entry the goals it is shown under besides its own: those that combine it, or of which it is
    a part, and what it restates.
    """
    above: dict[str, list[str]] = {}
    for verdict in evaluation:
        for child in verdict.children:
            above.setdefault(child.id, []).append(verdict.id)
        entry = verdict.entry
        part_of = entry.part_of if isinstance(entry, Target) else None
        own = [id_ for id_ in (entry.restates, part_of) if id_ is not None]
        above.setdefault(verdict.id, []).extend(own)
    return above
