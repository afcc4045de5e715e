"""The first sheet of a breakdown: how the scheme came out, the totals, the offices, what else is inside."""

from collections.abc import Sequence

import attrs

from cyxc.data.formkeys import marker
from cyxc.evaluate.evaluation import Evaluation, library_version
from cyxc.evaluate.sheet import Sheet
from cyxc.excel.book import Page
from cyxc.excel.columns import KEY_ROW
from cyxc.excel.styles import HEAD, HIDDEN, LINK, PLAIN, STATUS, STRONG, TITLE
from cyxc.excel.table import Number, write_cell
from cyxc.excel.words import say
from cyxc.language import Language, Text
from cyxc.rules.status import STATUSES, Outcome, Status
from cyxc.show.breakdown import about, totals_rows
from cyxc.show.rows import BLANK
from cyxc.show.verdict_rows import MARKS
from cyxc.show.words import word

_LABEL, _REST = 34, 11
_OUTCOMES = {
    Outcome.MET: Status.MET,
    Outcome.NOT_MET: Status.NOT_MET,
    Outcome.UNDETERMINED: Status.NO_DATA,
}


@attrs.frozen
class Office:
    """An office's sheet: the name of the page, the office's own, what it answers for."""

    page: str
    name: Text
    sheet: Sheet


def write_overview(
    page: Page,
    evaluation: Evaluation,
    sheets: Sequence[str],
    offices: Sequence[Office],
    left: int,
    language: Language,
) -> None:
    """The head of the breakdown, counts by kind, counts by office with a link to its sheet."""
    page.text(KEY_ROW, 0, marker("breakdown", evaluation.scheme.id), HIDDEN)
    page.own.set_row(KEY_ROW, None, None, {"hidden": True})
    page.own.set_column(0, 0, _LABEL)
    page.own.set_column(1, 2 + len(STATUSES), _REST)
    page.own.hide_gridlines(2)
    row = 1
    for shown in (*about(evaluation, language), BLANK, *totals_rows(evaluation, language)):
        if shown.style == "title":
            page.text(row, 0, shown.text, {**TITLE, "text_wrap": False})
            page.own.set_row(row, 24)
        elif shown.style.startswith("outcome"):
            status = _OUTCOMES[evaluation.outcome]
            page.text(row, 0, shown.label, STRONG)
            page.text(row, 1, f"{MARKS[status]} {shown.text}", {**STATUS[status], "bold": True})
        elif shown.label:
            page.text(row, 0, shown.label, PLAIN)
            page.text(row, 1, shown.text, PLAIN)
        else:
            page.text(row, 0, shown.text, STRONG if shown.style == "warning" else PLAIN)
        row += 1
    page.text(row + 1, 0, say("result", "contents")[language], STRONG)
    for line, name in enumerate(sheets, row + 2):
        page.link(line, 0, name, name, LINK)
    row = _offices(page, row + 3 + len(sheets), offices, language)
    notes = [
        say("result", "live", used=say("sheets", "used")),
        say("result", "reread", figures=say("sheets", "figures")),
        say("result", "made", version=library_version()),
    ]
    if left:
        notes.insert(0, say("result", "left", count=left))
    for line, note in enumerate(notes, row):
        page.text(line, 0, note[language], PLAIN)
    page.own.set_landscape()
    page.own.fit_to_pages(1, 0)


def _offices(page: Page, row: int, offices: Sequence[Office], language: Language) -> int:
    """A row an office: how many of its entries came out how; gives the next free row."""
    page.text(row, 0, say("result", "offices")[language], HEAD)
    for column, status in enumerate(reversed(STATUSES), 1):
        page.text(row, column, f"{MARKS[status]} {status.label[language]}", {**HEAD, **STATUS[status]})
    page.text(row, 1 + len(STATUSES), say("result", "elsewhere")[language], HEAD)
    page.text(row, 2 + len(STATUSES), word("totals.all")[language], HEAD)
    page.own.set_row(row, 33)
    for one in offices:
        row += 1
        page.link(row, 0, one.page, one.name[language], {**LINK, "border": 1, "border_color": "#BFBFBF"})
        totals = one.sheet.totals
        counts = [totals[status] for status in reversed(STATUSES)]
        elsewhere = totals.restated + totals.combined
        for column, count in enumerate([*counts, elsewhere, totals.entries], 1):
            write_cell(page, row, column, Number(count, "0;;"), language)
    return row + 2
