"""Findings of a document against itself as rows, clause by clause."""

from collections.abc import Iterator

from cyxc.consistency.finding import Finding
from cyxc.consistency.words import say
from cyxc.language import Language
from cyxc.model.scheme import Scheme
from cyxc.show.rows import BLANK, Row
from cyxc.show.words import word


def findings_rows(found: tuple[Finding, ...], scheme: Scheme, language: Language) -> Iterator[Row]:
    """How many there are, then each under its clauses: what it is, in figures, in words, about what."""
    if not found:
        yield Row(0, say("show", "none")[language])
        return
    yield Row(0, say("show", "count", count=len(found))[language])
    clauses: tuple[str, ...] = ()
    for one in found:
        if one.clauses != clauses:
            clauses = one.clauses
            yield BLANK
            named = "、".join(clauses) if language == "zh" else ", ".join(clauses)
            yield Row(0, word("clause", clause=named)[language], style="heading")
        yield Row(1, one.arithmetic[language], one.label[language], style=_STYLES.get(one.kind, ""))
        for question, reading in one.answers:
            if (question, reading) not in scheme.answers:
                yield Row(2, f"{question}={reading}", say("show", "reading")[language], style="reading")
        yield Row(2, one.explanation[language])
        yield Row(2, ", ".join((*one.entries, *one.indicators)), say("show", "about")[language])


_STYLES = {
    "agrees": "status-met",
    "rounds": "missing",
    "disagrees": "status-not_met",
    "infeasible": "status-not_met",
}
"""The colour of a kind: that of a verdict as good or bad; none where it is neither."""
