"""Schemes side by side: a table a concept and scheme, for a page of its own and for notebooks."""

from collections import Counter
from collections.abc import Iterator

from cyxc.comparing.asked import Asked
from cyxc.comparing.comparison import ConceptRow, SchemeComparison
from cyxc.comparing.pair import Pair
from cyxc.comparing.shown import finding_label, pair_text
from cyxc.comparing.words import say as said
from cyxc.html.blocks import line, named, table
from cyxc.html.cut import cut_note
from cyxc.html.elements import Element, element
from cyxc.html.still import still
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.model.entry import LEVELS
from cyxc.show.rows import Row

FEW = 3
"""So many findings of a concept stand there at once; more are opened from what they come to."""


def comparison_page(comparison: SchemeComparison, language: Language) -> str:
    """The page as text, in one language."""
    title = said("labels", "title")[language]
    head = [_schemes(comparison, language), _note(language)]
    parts = side_by_side(comparison, language, None)
    return still(f"{title} · {' · '.join(comparison.labels)}", title, head, parts, language)


def comparison_table(comparison: SchemeComparison, language: Language, most: int) -> Iterator[Element]:
    """The same for a notebook, with so many rows in each table at most."""
    yield element("p", said("labels", "title")[language], class_="title")
    yield _schemes(comparison, language)
    yield _note(language)
    yield from side_by_side(comparison, language, most)


def side_by_side(comparison: SchemeComparison, language: Language, most: int | None) -> Iterator[Element]:
    """What several schemes ask for, then what only one does."""
    shared = comparison.shared
    caption = said("labels", "shared", count=len(shared))[language]
    heads = [said("labels", "concept")[language], *comparison.labels]
    bodies = [_concept(row, comparison, language) for row in shared[:most]]
    yield element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        *bodies,
        class_="side",
    )
    yield from cut_note(len(shared), most, "left", language)
    for label in comparison.labels:
        found = comparison.only(label)
        caption = said("labels", "only", scheme=label, count=len(found))[language]
        if not found:
            yield element("p", caption, class_="note")
            continue
        heads = [said("labels", "concept")[language], say("columns", "asked")[language]]
        rows = [(_named(row, language), _cell(row.asked, language)) for row in found[:most]]
        yield table(heads, rows, caption)
        yield from cut_note(len(found), most, "left", language)


def _schemes(comparison: SchemeComparison, language: Language) -> Element:
    columns = ("scheme", "name", "place", "level", "term", "targets")
    rows = [
        (
            element("b", column.label),
            column.scheme.title[language],
            column.scheme.place.name[language],
            LEVELS[column.scheme.place.level][language],
            str(column.scheme.term),
            str(len(column.scheme.targets)),
        )
        for column in comparison.columns
    ]
    return table([say("columns", name)[language] for name in columns], rows)


def _note(language: Language) -> Element:
    return element("p", said("labels", "note")[language], class_="note")


def _concept(row: ConceptRow, comparison: SchemeComparison, language: Language) -> Element:
    """What each scheme asks of a concept, and below it what came of holding them against each other."""
    cells = [
        element("td", _cell((cell,), language), data_head=label, class_="" if cell else "nothing")
        for label, cell in zip(comparison.labels, row.asked, strict=True)
    ]
    findings = element("td", _findings(row, language), colspan=str(1 + len(cells)))
    return element(
        "tbody",
        element("tr", element("th", _named(row, language), scope="row"), *cells),
        element("tr", findings, class_="findings"),
    )


def _named(row: ConceptRow, language: Language) -> Element:
    if row.concept is not None:
        return named(row.name[language], row.id)
    without = said("labels", "no_concept")[language]
    return element("span", named(row.name[language], row.id), element("span", without, class_="note"))


def _cell(cells: tuple[tuple[Asked, ...], ...], language: Language) -> Element:
    found = [one for cell in cells for one in cell]
    return element("div", *(_asked(one, language) for one in found)) if found else element("span", "—")


def _asked(asked: Asked, language: Language) -> Element:
    target = asked.target
    clause = said("labels", "clause", clause=target.clause)[language]
    window = element("span", str(target.window), class_="days")
    return element(
        "div",
        element("p", element("b", asked.text[language])),
        element("p", (asked.formula or asked.indicator.name)[language]),
        element("p", element("code", target.id), f" · {clause} · ", window, class_="note"),
        class_="asked",
    )


def _findings(row: ConceptRow, language: Language) -> Element:
    """Every pair in a sentence; many stand behind what they come to."""
    pairs = [_pair(pair, row, language) for pair in row.pairs]
    if len(pairs) <= FEW:
        return element("div", *pairs)
    counts = Counter(finding_label(pair)[language] for pair in row.pairs)
    summary = " · ".join(f"{label} {count}" for label, count in counts.items())
    return element("details", element("summary", summary), *pairs)


def _pair(pair: Pair, row: ConceptRow, language: Language) -> Element:
    style = "strong" if pair.stricter is not None else ""
    return line(Row(0, pair_text(pair, row)[language], finding_label(pair)[language], style))
