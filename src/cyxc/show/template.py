"""The form an office fills in, as CSV: a row a figure, with the goals it feeds named beside it."""

import csv
import io
from collections.abc import Iterable

from cyxc.data.names import ROLE_NAMES
from cyxc.evaluate.plan import Node, Plan, plan
from cyxc.evaluate.readings import other_answers
from cyxc.evaluate.wording import names_of, readable_unit, rule_text
from cyxc.language import Language
from cyxc.model.scheme import Scheme
from cyxc.show.rows import bracketed
from cyxc.show.table import safe
from cyxc.show.words import word

COLUMNS = (
    "indicator",
    "role",
    "name",
    "value",
    "unit",
    "period",
    "cumulative",
    "provisional",
    "source",
    "asked",
    "clause",
    "note",
)
"""What the form asks for. A figure without a period is the one the target asks for; one with a period may
stand in several rows, one a period."""


def template_csv(scheme: Scheme, language: Language) -> str:
    """The form, to be saved as UTF-8 with a BOM so that spreadsheets show Chinese; values are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([word(f"headings.{column}")[language] for column in COLUMNS])
    for row in template_rows(scheme, language):
        writer.writerow([safe(row[column]) for column in COLUMNS])
    return out.getvalue()


def template_rows(scheme: Scheme, language: Language) -> list[dict[str, str]]:
    """One row for every figure a target rests on, under the readings in force and then under others."""
    rows: dict[str, dict[str, str]] = {}
    for key, targets in _needed(scheme, scheme.targets.ids).items():
        rows[key] = _row(key, targets, scheme, language, "")
    for answers, ids in other_answers(scheme).items():
        read = scheme.under(dict(answers))
        said = " + ".join(f"{question}={reading}" for question, reading in answers)
        for key, targets in _needed(read, ids).items():
            if key not in rows:
                note = word("template.reading", readings=said)[language]
                rows[key] = _row(key, targets, read, language, note)
    return list(rows.values())


def _needed(scheme: Scheme, ids: Iterable[str]) -> dict[str, list[str]]:
    """The figures that may be handed in for some targets: what is counted, and the rates."""
    made = plan(scheme)
    found: dict[str, list[str]] = {}
    for leaf in made.leaves:
        if leaf.target.id not in ids:
            continue
        for comparison in leaf.comparisons:
            starts = [comparison.node] + ([comparison.reference] if comparison.reference else [])
            for node in _resting(made, starts):
                targets = found.setdefault(node.key, [])
                if leaf.target.id not in targets:
                    targets.append(leaf.target.id)
    return found


def _resting(made: Plan, starts: Iterable[Node]) -> list[Node]:
    found: dict[str, Node] = {}
    waiting = list(starts)
    while waiting:
        node = waiting.pop(0)
        if node.top is None or node.bottom is not None:
            found.setdefault(node.key, node)
        waiting[:0] = [made.nodes[slot] for slot in node.slots]
    return list(found.values())


def _row(key: str, targets: list[str], scheme: Scheme, language: Language, note: str) -> dict[str, str]:
    id_, _, role = key.partition("@")
    indicator = scheme.indicators[id_]
    notes = [note] if note else []
    if indicator.formula is not None and indicator.formula.denominator:
        parts = names_of(indicator.formula.indicators, scheme)
        notes.append(word("template.parts", parts=parts)[language])
    fed = [scheme.targets[target] for target in targets]
    asked = [
        target.text[language] + bracketed(rule_text(target.rule, scheme)[language], language)
        for target in fed
    ]
    return {
        "indicator": id_,
        "role": (ROLE_NAMES[role][0] if language == "zh" else role) if role else "",
        "name": indicator.name[language],
        "value": "",
        "unit": readable_unit(indicator.measure)[language],
        "period": "",
        "cumulative": "",
        "provisional": "",
        "source": "",
        "asked": "；".join(asked) if language == "zh" else "; ".join(asked),
        "clause": ("，" if language == "zh" else ", ").join(dict.fromkeys(target.clause for target in fed)),
        "note": "；".join(notes) if language == "zh" else "; ".join(notes),
    }
