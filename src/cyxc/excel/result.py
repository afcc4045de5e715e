"""The breakdown of an evaluation as a workbook an office can send on, with the form it rests on inside."""

import attrs

from cyxc.data.observation import Data, Observation, observation
from cyxc.evaluate.bounded import within
from cyxc.evaluate.evaluation import Evaluation
from cyxc.excel.book import Book
from cyxc.excel.figures_sheet import write_figures_used
from cyxc.excel.form import add_form
from cyxc.excel.overview import Office, write_overview
from cyxc.excel.verdict_sheets import write_duties, write_office, write_targets
from cyxc.excel.words import say
from cyxc.language import Language


def result_xlsx(evaluation: Evaluation, language: Language, *, every: bool = False) -> bytes:
    """The breakdown as the bytes of an .xlsx file.

    An overview, the targets with their arithmetic as formulas, the other entries (those of which something
    is known, or `every` one), the figures used, a sheet an office, and the form as it was filled in: judged
    again, the workbook gives the same verdicts. Needs the extra `excel`: raises `UsageError` without it.
    """
    book = Book(evaluation.scheme.title[language])
    overview = book.page(say("sheets", "overview")[language])
    targets = book.page(say("sheets", "targets")[language])
    duties = book.page(say("sheets", "duties")[language]) if evaluation.duties else None
    used = book.page(say("sheets", "used")[language])
    cells = write_figures_used(used, evaluation, language)
    write_targets(targets, evaluation, cells, language)
    left = 0 if duties is None else write_duties(duties, evaluation, language, every=every)
    offices: list[Office] = []
    # What nobody is named for comes last.
    for party, sheet in sorted(evaluation.by_party().items(), key=lambda one: not one[0]):
        if len(sheet):
            name = evaluation.scheme.parties[party].name if party else say("sheets", "nobody")
            page = book.page(name[language])
            write_office(page, sheet, name, evaluation, language)
            offices.append(Office(page.name, name, sheet))
    names = [page.name for page in (targets, duties, used) if page is not None]
    write_overview(overview, evaluation, names, offices, left, language)
    add_form(book, evaluation.scheme, _handed_in(evaluation), language)
    return book.content()


def _handed_in(evaluation: Evaluation) -> Data:
    """What was judged, as data: the file's own, or what a caller handed in as a mapping.

    Bounds, which counts of places may bring, are no figures and have no cell in a form.
    """
    whole = evaluation.data
    if whole is not None:
        return attrs.evolve(whole, records=evaluation.records)
    found = [one for key, seen in evaluation.values.given.items() for one in _observations(key, seen)]
    return Data(observations=tuple(found), records=evaluation.records)


def _observations(key: str, seen: object) -> list[Observation]:
    if isinstance(seen, list):
        return [one for one in seen if isinstance(one, Observation)]
    return [] if within(seen) is not None else [observation(key, seen)]
