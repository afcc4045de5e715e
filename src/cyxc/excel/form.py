"""The form an office fills in, as a workbook: figures, judgements, events, members, and how to."""

from collections.abc import Callable

from cyxc.data.formkeys import SheetKind, marker
from cyxc.data.observation import Data
from cyxc.excel.book import Book, Page
from cyxc.excel.columns import (
    EXTRA,
    FIRST,
    HEAD_ROW,
    KEY_ROW,
    FormColumn,
    columns_of,
    finish,
    offer,
    write_head,
)
from cyxc.excel.figure_rows import FigureRow, figure_rows
from cyxc.excel.guide import write_guide
from cyxc.excel.record_rows import Cells, event_rows, judgement_rows, member_rows
from cyxc.excel.styles import HIDDEN, number_format
from cyxc.excel.words import say
from cyxc.language import Language
from cyxc.model.scheme import Scheme
from cyxc.numbers.units import find_unit

_EMPTY = Data()


def form_xlsx(scheme: Scheme, language: Language) -> bytes:
    """The form of a scheme as the bytes of an .xlsx file, to be read back by `read_data` or `evaluate`.

    The figures are those of the CSV form. Needs the extra `excel`: raises `UsageError` without it.
    """
    book = Book(say("form", "title", title=scheme.title)[language])
    add_form(book, scheme, _EMPTY, language)
    return book.content()


def add_form(book: Book, scheme: Scheme, data: Data, language: Language) -> None:
    """The sheets of the form, filled in with what was handed in."""
    write_guide(book.page(say("sheets", "guide")[language]), scheme, data, language)
    _write_figures(book.page(say("sheets", "figures")[language]), scheme, data, language)
    lists = _Lists(scheme, language)
    kinds: dict[SheetKind, Callable[[Scheme, Data, Language], list[Cells]]] = {
        "judgements": judgement_rows,
        "events": event_rows,
        "members": member_rows,
    }
    for kind, rows_of in kinds.items():
        rows = rows_of(scheme, data, language)
        if rows:
            page = book.page(say("sheets", kind)[language])
            _write_records(page, kind, rows, scheme, language)
            if kind == "events":
                lists.offer_parties(page, FIRST + len(rows) + EXTRA)
    lists.write(book)


def _write_figures(page: Page, scheme: Scheme, data: Data, language: Language) -> None:
    columns = write_head(page, "figures", scheme.id, language)
    rows = figure_rows(scheme, data, language)
    for number, row in enumerate(rows, FIRST):
        for index, column in enumerate(columns):
            _write_figure_cell(page, number, index, column, row)
        page.fit(number, [(row.cells.get(one.key, ""), one.width) for one in columns if not one.id])
        note = say("form", "clause_note", clause=row.cells["clause"])[language]
        if row.cells["clause"]:
            _comment(page, number, 0, f"{note}\n{row.cells['asked']}")
    finish(page, columns, len(rows), language)


def _write_figure_cell(page: Page, number: int, index: int, column: FormColumn, row: FigureRow) -> None:
    format = column.format
    if column.key == "value":
        unit = find_unit(row.own_unit)
        format = {**format, "num_format": "General" if unit is None else number_format(unit)}
        if row.number is not None:
            page.number(number, index, row.number, {**format, "num_format": row.number_format})
            return
    day = row.days.get(column.key)
    if day is not None:
        page.day(number, index, day, format)
    else:
        page.text(number, index, row.cells.get(column.key, ""), format)


def _write_records(
    page: Page, kind: SheetKind, rows: list[Cells], scheme: Scheme, language: Language
) -> None:
    columns = write_head(page, kind, scheme.id, language)
    for number, row in enumerate(rows, FIRST):
        for index, column in enumerate(columns):
            said = row.get(column.key, "")
            if isinstance(said, str):
                page.text(number, index, said, column.format)
            else:
                page.day(number, index, said, column.format)
        page.fit(number, [(str(row.get(one.key, "")), one.width) for one in columns if not one.id])
    finish(page, columns, len(rows), language)


def _comment(page: Page, row: int, column: int, text: str) -> None:
    page.own.write_comment(row, column, text[:2_000], {"x_scale": 2.5, "y_scale": 1.5, "author": "cyxc"})


class _Lists:
    """The hidden sheet whose cells drop-downs offer: a list written into a rule holds 255 characters."""

    def __init__(self, scheme: Scheme, language: Language) -> None:
        self.scheme, self.language = scheme, language
        self.name = say("sheets", "lists")[language]
        self.parties = [party.id for party in scheme.parties]

    def offer_parties(self, page: Page, last: int) -> None:
        """Offers the parties of the scheme; others may be written, such as the members of a class."""
        if self.parties:
            source = f"='{self.name}'!$A${FIRST + 1}:$A${FIRST + len(self.parties)}"
            index = [column.key for column in columns_of("events")].index("party")
            offer(page, index, last, source, self.language)

    def write(self, book: Book) -> None:
        page = book.page(self.name)
        page.text(KEY_ROW, 0, marker("lists", self.scheme.id), HIDDEN)
        page.text(HEAD_ROW, 0, say("columns", "party")[self.language], HIDDEN)
        for row, party in enumerate(self.parties, FIRST):
            page.text(row, 0, party, HIDDEN)
        page.own.hide()
