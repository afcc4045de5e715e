"""The columns of the sheets of a form: heading, width, how a cell looks, and what may be chosen in it."""

from collections.abc import Iterable, Mapping

import attrs

from cyxc.data.formkeys import KEYS, SheetKind, marker
from cyxc.excel.book import Page
from cyxc.excel.styles import DAY, FILL, HEAD, HIDDEN, READ, TEXT
from cyxc.excel.words import say
from cyxc.language import Language, Text
from cyxc.show.words import word

EXTRA = 50
"""So many empty rows below the form have its formats and lists."""

KEY_ROW, HEAD_ROW, FIRST = 0, 1, 2
"""The rows of a sheet of a form, counted from 0: the hidden one, the headings, the first of the rest."""

_WIDTHS: Mapping[str, int] = {
    "name": 30, "text": 44, "role": 10, "period": 18, "value": 16, "unit": 9, "cumulative": 12,
    "provisional": 10, "source": 22, "reported_on": 13, "office": 28, "asked": 40, "clause": 16,
    "note": 32, "met": 12, "assessor": 16, "evidence": 44, "on": 13, "due": 13, "party": 22, "from": 13,
    "to": 13, "member": 30,
}  # fmt: skip
_FILLED = {
    "period", "value", "unit", "cumulative", "provisional", "source", "reported_on", "met",
    "assessor", "evidence", "on", "party", "from", "to", "member",
}  # fmt: skip
_DAYS = {"reported_on", "on", "from", "to"}
_CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cumulative": (("lists", "own"), ("lists", "this_year"), ("lists", "running")),
    "provisional": (("lists", "final"), ("lists", "provisional")),
    "met": (("met", "met"), ("met", "not_met")),
}


@attrs.frozen
class FormColumn:
    """A column of a sheet: its key, whether an office fills it in, and whether it holds ids."""

    key: str
    heading: Text
    width: int
    filled: bool
    id: bool = False
    choices: tuple[Text, ...] = ()

    @property
    def format(self) -> dict[str, object]:
        """How its cells look."""
        if self.key in _DAYS:
            return {**FILL, "num_format": DAY}
        return {**(FILL if self.filled else READ), "num_format": TEXT}


LAST_FREE = 255
"""The last column that is free to write in, IV. xlsxwriter looks at each up to here for every row it writes:
up to the last there is, XFD, a county's form took ten times as long.
"""


def columns_of(kind: SheetKind) -> tuple[FormColumn, ...]:
    """The columns of a sheet; that of the ids stands second, so that whoever sorts by hand takes it along."""
    id_, first, *rest = KEYS[kind]
    return tuple(_column(kind, key, key == id_) for key in (first, id_, *rest))


def _column(kind: SheetKind, key: str, is_id: bool) -> FormColumn:
    # A note on events is filled in, that beside figures is there to read.
    filled = key in _FILLED or (kind, key) == ("events", "note")
    heading = word(f"headings.{key}") if kind == "figures" else say("columns", "id" if is_id else key)
    choices = tuple(say(*choice) for choice in _CHOICES.get(key, ()))
    return FormColumn(key, heading, _WIDTHS.get(key, 12), filled, is_id, choices)


def write_head(page: Page, kind: SheetKind, scheme: str, language: Language) -> tuple[FormColumn, ...]:
    """Marker, keys and headings of a sheet, its widths, lists and protection; gives its columns."""
    columns = columns_of(kind)
    for index, column in enumerate(columns):
        page.text(KEY_ROW, index, marker(kind, scheme) if column.id else column.key, HIDDEN)
        page.text(HEAD_ROW, index, column.heading[language], HEAD)
        options = {"hidden": True} if column.id else {}
        page.own.set_column(index, index, column.width, page.book.format({"locked": False}), options)
    # Columns somebody inserts or uses beside the form have to be free as well.
    page.own.set_column(len(columns), LAST_FREE, None, page.book.format({"locked": False}))
    page.own.set_row(KEY_ROW, None, None, {"hidden": True})
    page.own.set_row(HEAD_ROW, 30)
    page.own.freeze_panes(FIRST, 1)
    for_paper(page)
    return columns


def for_paper(page: Page) -> None:
    """One sheet of paper wide, lying, the headings on every one."""
    page.own.set_landscape()
    page.own.fit_to_pages(1, 0)
    page.own.repeat_rows(HEAD_ROW)


def finish(page: Page, columns: Iterable[FormColumn], rows: int, language: Language) -> None:
    """What follows the rows: empty ones to fill in, lists to choose from, the filter, the protection."""
    several = tuple(columns)
    last = FIRST + rows - 1
    for index, column in enumerate(several):
        for row in range(last + 1, last + 1 + EXTRA):
            page.own.write_blank(row, index, None, page.book.format(column.format))
        if column.choices:
            offer(page, index, last + EXTRA, [choice[language] for choice in column.choices], language)
        if column.key in _DAYS:
            title, message = say("form", "day_title")[language], say("form", "day")[language]
            told = {"validate": "any", "input_title": title, "input_message": message}
            page.own.data_validation(FIRST, index, last + EXTRA, index, told)
    page.own.autofilter(HEAD_ROW, 0, max(last, FIRST), len(several) - 1)
    protect(page)


def offer(page: Page, column: int, last: int, source: "list[str] | str", language: Language) -> None:
    """A drop-down in a column down to a row: of a few words, or of a range."""
    rule = {"validate": "list", "source": source, "error_message": say("form", "choose")[language]}
    if isinstance(source, str):
        rule["error_type"] = "information"
    page.own.data_validation(FIRST, column, last, column, rule)


def protect(page: Page) -> None:
    """Keeps headings and keys from being changed by mistake; there is no password, and the rest is free."""
    free = (
        "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows",
        "insert_hyperlinks", "delete_columns", "delete_rows", "sort", "autofilter", "objects",
    )  # fmt: skip
    page.own.protect("", dict.fromkeys(free, True))
