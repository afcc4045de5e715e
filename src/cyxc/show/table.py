"""An evaluation as CSV: a row a target, exact numbers, for spreadsheets."""

import csv
import io

from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Language
from cyxc.numbers.exact import plain
from cyxc.numbers.quantity import Quantity
from cyxc.show.rows import clean

COLUMNS = (
    "id", "clause", "text", "status", "asked", "value", "threshold", "margin", "unit",
    "missing", "parties", "due", "agreement", "counted", "explanation",
)  # fmt: skip


def table_csv(evaluation: Evaluation, language: Language) -> str:
    """The verdicts as CSV text in UTF-8 with a BOM, the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for verdict in evaluation.verdicts:
        value, threshold = verdict.value, verdict.threshold
        unit = value or threshold
        missing = verdict.missing_text
        row = (
            verdict.id,
            verdict.clause,
            verdict.text[language],
            verdict.status.value,
            verdict.asked[language],
            _number(value),
            _number(threshold),
            _number(verdict.margin),
            "" if unit is None else unit.unit.symbol,
            "" if missing is None else missing[language],
            "、".join(verdict.parties),
            str(verdict.due or verdict.target.window.due),
            verdict.agreement,
            "yes" if verdict.counted else "no",
            verdict.explanation[language],
        )
        writer.writerow([safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _number(quantity: Quantity | None) -> str:
    return "" if quantity is None else plain(quantity.value)


def safe(cell: str) -> str:
    """A cell no spreadsheet takes for a formula; negative numbers stay numbers."""
    text = clean(cell)
    number = text[:1] == "-" and text[1:].replace(".", "", 1).isdigit()
    return f"'{text}" if text[:1] in tuple("=+-@") and not number else text
