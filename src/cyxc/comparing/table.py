"""Schemes side by side as CSV: a row a concept, a column a scheme, for spreadsheets."""

import csv
import io

from cyxc.comparing.asked import Asked
from cyxc.comparing.comparison import SchemeComparison
from cyxc.comparing.shown import pair_text
from cyxc.comparing.words import say
from cyxc.language import Language
from cyxc.show.table import safe


def comparison_csv(comparison: SchemeComparison, language: Language) -> str:
    """The comparison as CSV text in UTF-8 with a BOM, the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    ends = [say("labels", key)[language] for key in ("concept", "name", "finding")]
    writer.writerow([safe(cell) for cell in (*ends[:2], *comparison.labels, ends[2])])
    between = "；" if language == "zh" else "; "
    for row in comparison.rows:
        cells = (between.join(_asked(one, language) for one in cell) for cell in row.asked)
        findings = between.join(pair_text(pair, row)[language] for pair in row.pairs)
        writer.writerow([safe(cell) for cell in (row.id, row.name[language], *cells, findings)])
    return "\ufeff" + out.getvalue()


def _asked(asked: Asked, language: Language) -> str:
    return f"{asked.indicator.name[language]} {asked.text[language]} [{asked.target.id}]"
