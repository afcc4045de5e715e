"""Workbooks of one place: a form as `cyxc template` makes it, or one sheet with a table as in a CSV."""

from collections.abc import Callable

import attrs

from cyxc.data.csvrows import holds_anything
from cyxc.data.formfigures import read_figures
from cyxc.data.formrecords import read_events, read_judgements, read_members
from cyxc.data.formsheet import FormSheet, form_sheet
from cyxc.data.headings import FOR_PEOPLE
from cyxc.data.names import folded
from cyxc.data.observation import Data
from cyxc.data.reading import with_figures
from cyxc.data.record_names import check_records
from cyxc.data.records import NO_RECORDS, Records
from cyxc.data.scalars import shown
from cyxc.data.tables import read_tables, tables_of
from cyxc.data.time_words import YES_OR_NO
from cyxc.data.workbook import Sheet, read_workbook
from cyxc.errors import DataError, Location, Problem
from cyxc.model.scheme import Scheme

_RECORDS: dict[str, Callable[[FormSheet, Scheme], Records]] = {
    "judgements": read_judgements,
    "events": read_events,
    "members": read_members,
}


def read_xlsx(content: bytes, scheme: Scheme, file: str) -> Data:
    """The data in a workbook; raises `DataError` with every fault, each with its sheet and cell.

    A sheet whose name begins with # is a remark. Of a form its own sheets are read; any other workbook has
    one sheet in sight that holds anything, a table as a CSV would have it.
    """
    sheets = [sheet for sheet in read_workbook(content, file) if not sheet.title.lstrip().startswith("#")]
    problems: list[Problem] = []
    forms: list[FormSheet] = []
    others: list[Sheet] = []
    for sheet in sheets:
        try:
            form = form_sheet(sheet)
        except DataError as error:
            problems += error.problems
            continue
        if form is not None:
            forms.append(form)
        elif not sheet.hidden:
            others.append(sheet)
    if forms or problems:
        return _read_form(forms, others, problems, scheme, file)
    if len(others) > 1:
        titles = "、".join(sheet.title for sheet in others)
        raise DataError(Problem("several-sheets", {"titles": titles}, Location(file=file)))
    return _read_table(others[0], scheme) if others else _nothing(file)


def _nothing(file: str) -> Data:
    raise DataError(Problem("empty-table", {}, Location(file=file)))


def _read_form(
    forms: list[FormSheet], others: list[Sheet], problems: list[Problem], scheme: Scheme, file: str
) -> Data:
    stranger = next((form for form in forms if form.scheme != scheme.id), None)
    if stranger is not None:
        # Every name in it would be unknown: that says no more.
        details = {"found": stranger.scheme, "scheme": scheme.id}
        raise DataError(Problem("data-of-other-scheme", details, stranger.sheet.at()))
    problems += [Problem("sheet-not-read", {"title": sheet.title}, sheet.at()) for sheet in others]
    by_kind: dict[str, FormSheet] = {}
    for form in forms:
        first = by_kind.setdefault(form.kind, form)
        if first is not form and form.kind not in ("lists", "breakdown"):
            titles = f"{first.sheet.title}、{form.sheet.title}"
            problems.append(Problem("sheet-twice", {"titles": titles}, form.sheet.at()))
    figures = Data(file=file)
    if "figures" in by_kind:
        try:
            figures = read_figures(by_kind["figures"], scheme)
        except DataError as error:
            problems += error.problems
    records = NO_RECORDS
    for kind, read in _RECORDS.items():
        if kind in by_kind:
            records += read(by_kind[kind], scheme)
            problems += by_kind[kind].problems
    if problems or records != NO_RECORDS:
        try:
            check_records(records, scheme)
        except DataError as error:
            problems += error.problems
    about = _about(by_kind.get("guide"), problems)
    if problems:
        # A party that is unknown is so in the log of its row as well as in its event.
        once = dict.fromkeys(with_figures(problems, figures, scheme))
        raise DataError(_in_order(list(once), forms))
    return attrs.evolve(
        about, observations=figures.observations, scheme=scheme.id, file=file, records=records
    )


def _about(guide: FormSheet | None, problems: list[Problem]) -> Data:
    """What the sheet that explains was told of the data: its place, a note, whether it is made up."""
    if guide is None:
        return Data()
    rows = {guide.said(row, "topic"): row for row in guide.body}
    said = {topic: guide.said(row, "text") for topic, row in rows.items()}
    made_up = said.get("illustrative")
    if made_up is not None and folded(made_up) not in YES_OR_NO:
        guide.fault("form-yes-or-no", rows["illustrative"], "text", value=shown(made_up))
    guide.check_cells()
    problems += guide.problems
    illustrative = made_up is not None and YES_OR_NO.get(folded(made_up), False)
    return Data(place=said.get("place"), note=said.get("note"), illustrative=illustrative)


def _in_order(problems: list[Problem], forms: list[FormSheet]) -> list[Problem]:
    """The problems sheet by sheet, in the order of the workbook."""
    ranks = {form.sheet.title: rank for rank, form in enumerate(forms)}
    return sorted(problems, key=lambda problem: ranks.get(problem.where.sheet or "", -1))


def _read_table(sheet: Sheet, scheme: Scheme) -> Data:
    rows = [row for row in sheet.rows if holds_anything(row.cells)]
    tables = tables_of(rows, scheme, sheet.file, sheet.title, sheet.bare)
    columns = enumerate(tables[0].columns)
    # What is there for people may look as it likes.
    read = {index for index, column in columns if column.text and column.kind not in FOR_PEOPLE}
    tables[0].problems += sheet.faults_in(read, tables[0].head.number)
    return read_tables(tables)
