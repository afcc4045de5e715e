"""Schemes side by side as rows of text: what several ask for, then what only one does."""

from collections.abc import Iterator

from cyxc.comparing.asked import Asked
from cyxc.comparing.comparison import Column, ConceptRow, SchemeComparison
from cyxc.comparing.pair import Pair
from cyxc.comparing.shown import finding_label, pair_text
from cyxc.comparing.words import say
from cyxc.language import Language
from cyxc.model.entry import LEVELS
from cyxc.show.rows import BLANK, Row

STYLES = {"not_comparable": "", "figures": "", "same": "status-met", "neither": "warning"}


def comparison_rows(comparison: SchemeComparison, language: Language) -> list[Row]:
    """Every row of the comparison."""
    rows = [Row(0, say("labels", "title")[language], style="title")]
    rows += [_column(column, language) for column in comparison.columns]
    shared = comparison.shared
    rows += [Row(0, say("labels", "note")[language]), BLANK]
    rows.append(Row(0, say("labels", "shared", count=len(shared))[language], style="heading"))
    for row in shared:
        rows += [*_row(row, language), BLANK]
    if not shared:
        rows.append(BLANK)
    for label in comparison.labels:
        found = comparison.only(label)
        heading = say("labels", "only", scheme=label, count=len(found))[language]
        rows.append(Row(0, heading, style="heading"))
        for row in found:
            rows += _row(row, language)
        rows.append(BLANK)
    return rows[:-1]


def _column(column: Column, language: Language) -> Row:
    scheme = column.scheme
    about = say(
        "labels",
        "about",
        place=scheme.place.name,
        level=LEVELS[scheme.place.level],
        term=str(scheme.term),
        targets=len(scheme.targets),
    )
    return Row(0, about[language], column.label)


def _row(row: ConceptRow, language: Language) -> Iterator[Row]:
    without = "" if row.concept is not None else f" · {say('labels', 'no_concept')[language]}"
    yield Row(1, f"{row.name[language]}  [{row.id}]{without}", style="strong")
    for cell in row.asked:
        for one in cell:
            yield Row(2, _asked(one, language), one.scheme)
    for pair in row.pairs:
        yield _pair(pair, row, language)


def _asked(asked: Asked, language: Language) -> str:
    target = asked.target
    what = asked.formula or asked.indicator.name
    said = say("labels", "asks", asked=asked.text, indicator=what, target=target.id)
    clause = say("labels", "clause", clause=target.clause)
    return f"{said[language]} · {clause[language]} · {target.window}"


def _pair(pair: Pair, row: ConceptRow, language: Language) -> Row:
    stricter = pair.stricter is not None
    label = finding_label(pair)[language]
    return Row(3, pair_text(pair, row)[language], label, "strong" if stricter else STYLES[pair.finding])
