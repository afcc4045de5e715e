"""A sheet of a breakdown: headings, rows of texts and numbers, statuses in words and colour."""

from collections.abc import Mapping, Sequence

import attrs

from cyxc.data.csvrows import letter
from cyxc.data.formkeys import marker
from cyxc.excel.book import Format, Page
from cyxc.excel.columns import FIRST, HEAD_ROW, KEY_ROW, for_paper
from cyxc.excel.styles import HEAD, HIDDEN, LIVE, READ, STATUS
from cyxc.excel.words import say
from cyxc.language import Language
from cyxc.rules.status import Status
from cyxc.show.verdict_rows import MARKS


@attrs.frozen
class Number:
    """A number with its format; with `formula` a live one, and then what it comes to."""

    value: float
    format: str
    formula: str | None = None


Cell = str | Number | Status


def write_table(
    page: Page,
    scheme: str,
    columns: Mapping[str, int],
    rows: Sequence[Mapping[str, Cell]],
    language: Language,
) -> None:
    """The rows under the headings of these columns, each so many characters wide."""
    page.text(KEY_ROW, 0, marker("breakdown", scheme), HIDDEN)
    page.own.set_row(KEY_ROW, None, None, {"hidden": True})
    for index, (key, wide) in enumerate(columns.items()):
        page.own.set_column(index, index, wide)
        page.text(HEAD_ROW, index, say("columns", key)[language], HEAD)
    for number, row in enumerate(rows, FIRST):
        for index, key in enumerate(columns):
            write_cell(page, number, index, row.get(key, ""), language)
        texts = [(said, wide) for key, wide in columns.items() if isinstance(said := row.get(key), str)]
        page.fit(number, texts)
    page.own.autofilter(HEAD_ROW, 0, max(FIRST, FIRST + len(rows) - 1), len(columns) - 1)
    page.own.freeze_panes(FIRST, 0)
    for_paper(page)


def write_cell(page: Page, row: int, column: int, cell: Cell, language: Language) -> None:
    """One cell: a text, a number or a status, which has its sign, its word and its colour."""
    if isinstance(cell, Status):
        page.text(row, column, f"{MARKS[cell]} {cell.label[language]}", {**READ, **STATUS[cell]})
    elif isinstance(cell, str):
        page.text(row, column, cell, READ)
    elif cell.formula is None:
        page.number(row, column, cell.value, {**READ, "num_format": cell.format})
    else:
        format: Format = {**READ, **LIVE, "num_format": cell.format}
        page.formula(row, column, cell.formula, cell.value, format)


def address(column: int, row: int, page: Page | None = None) -> str:
    """A cell as formulas name it, on its own sheet or from another; both count from 0."""
    if page is None:
        return f"{letter(column)}{row + 1}"
    return "'" + page.name.replace("'", "''") + f"'!${letter(column)}${row + 1}"
