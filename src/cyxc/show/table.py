"""An evaluation as CSV: a row a target, exact numbers, for spreadsheets."""

import csv
import io
import re

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.wording import readable_unit
from cyxc.language import Language, joined
from cyxc.numbers.exact import plain
from cyxc.numbers.quantity import Quantity
from cyxc.show.rows import FORMULA_SIGNS, clean

COLUMNS = (
    "id", "clause", "text", "status", "asked", "value", "threshold", "margin", "unit",
    "missing", "parties", "due", "agreement", "counted", "explanation",
)  # fmt: skip


_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?(/[0-9]+)?")


def table_csv(evaluation: Evaluation, language: Language) -> str:
    """The verdicts as CSV text in UTF-8 with a BOM, the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for verdict in evaluation.verdicts:
        value, threshold = verdict.value, verdict.threshold
        unit = value or threshold
        missing = verdict.missing_text
        parties = [evaluation.scheme.parties[party].name for party in verdict.parties]
        row = (
            verdict.id,
            verdict.clause,
            verdict.text[language],
            verdict.status.value,
            verdict.asked[language],
            _number(value),
            _number(threshold),
            _number(verdict.margin),
            "" if unit is None else readable_unit(unit.unit)[language],
            "" if missing is None else missing[language],
            joined(parties)[language],
            str(verdict.due or verdict.due_date or ""),
            verdict.agreement,
            "yes" if verdict.counted else "no",
            verdict.explanation[language],
        )
        writer.writerow([safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _number(quantity: Quantity | None) -> str:
    return "" if quantity is None else plain(quantity.value)


def safe(cell: str) -> str:
    """A cell no spreadsheet takes for a formula; numbers and fractions, also negative, stay numbers."""
    # What is left out or trimmed in front of a sign must not make it the first of the cell.
    shown = clean(cell)
    formula = shown.lstrip().startswith(FORMULA_SIGNS) and _NUMBER.fullmatch(shown) is None
    return f"'{shown}" if formula else shown
