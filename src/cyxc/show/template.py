"""The form an office fills in: a row a figure and period, with the goals it feeds named beside it; as CSV."""

import csv
import io
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from cyxc.data.names import ROLE_NAMES
from cyxc.evaluate.plan import Node, Plan, plan
from cyxc.evaluate.readings import other_answers
from cyxc.evaluate.spans import Span
from cyxc.evaluate.wording import names_of, readable_unit, rule_text
from cyxc.language import Language, joined
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import Period
from cyxc.rules.periods import spelt
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
    "reported_on",
    "office",
    "asked",
    "clause",
    "note",
)
"""What the form asks for. A figure without a period is the one the target asks for; one with a period may
stand in several rows, one a period. `office` names who answers for the goals."""


def template_csv(scheme: Scheme, language: Language) -> str:
    """The form, to be saved as UTF-8 with a BOM so that spreadsheets show Chinese; values are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([word(f"headings.{column}")[language] for column in COLUMNS])
    for row in template_rows(scheme, language):
        writer.writerow([safe(row[column]) for column in COLUMNS])
    return out.getvalue()


def template_rows(scheme: Scheme, language: Language) -> list[dict[str, str]]:
    """One row for every figure a target rests on, under the readings in force and then under others.

    A figure that one number can't answer for has a row for each period (see `_periods`).
    """
    rows: dict[str, list[dict[str, str]]] = {}
    for key, targets in _needed(scheme, scheme.targets.ids).items():
        row = _row(key, targets, scheme, language, "")
        rows[key] = [{**row, "period": period} for period in _periods(key, targets, scheme)]
    for answers, ids in other_answers(scheme).items():
        read = scheme.under(dict(answers))
        said = " + ".join(f"{question}={reading}" for question, reading in answers)
        for key, targets in _needed(read, ids).items():
            if key not in rows:
                note = word("template.reading", readings=said)[language]
                row = _row(key, targets, read, language, note)
                rows[key] = [{**row, "period": period} for period in _periods(key, targets, read)]
    return [row for several in rows.values() for row in several]


def _periods(key: str, targets: Iterable[str], scheme: Scheme) -> list[str]:
    """The periods a form asks a figure for; one empty one where a single figure answers for all of it.

    Several are needed where targets ask for a flow over different times, or year by year: the shortest
    stretches from which every such time can be put together. Stocks and rates have each time as it is.
    """
    made, spans = plan(scheme), {Span.of(scheme.targets[target]) for target in targets}
    times = {piece for span in spans for piece in span.pieces}
    one_answers = made.slots[key] not in made.unclear and all(len(span.pieces) < 2 for span in spans)
    if "@" in key or one_answers or len(times) < 2:
        return [""]
    if scheme.indicators[key].kind != "flow":
        return [spelt(piece) for piece in sorted(times)]
    starts = sorted({piece.first for piece in times} | {piece.last + timedelta(days=1) for piece in times})
    stretches = [Period(first, following - timedelta(days=1)) for first, following in pairwise(starts)]
    return [spelt(one) for one in stretches if any(one.first in piece for piece in times)]


def role_said(role: str, language: Language) -> str:
    """A role as a form writes it, to be read back; nothing for none."""
    return (ROLE_NAMES[role][0] if language == "zh" else role) if role else ""


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
    parties = dict.fromkeys(party for target in fed for party in target.parties)
    offices = [scheme.parties[party].name for party in parties]
    return {
        "indicator": id_,
        "role": role_said(role, language),
        "name": indicator.name[language],
        "value": "",
        "unit": readable_unit(indicator.measure)[language],
        "period": "",
        "cumulative": "",
        "provisional": "",
        "source": "",
        "reported_on": "",
        "office": joined(offices)[language],
        "asked": "；".join(asked) if language == "zh" else "; ".join(asked),
        "clause": ("，" if language == "zh" else ", ").join(dict.fromkeys(target.clause for target in fed)),
        "note": "；".join(notes) if language == "zh" else "; ".join(notes),
    }
