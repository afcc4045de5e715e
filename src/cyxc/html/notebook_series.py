"""One place at several dates as a table for notebooks: an entry a row, a date a column."""

from collections.abc import Iterator

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.series import Series
from cyxc.html.blocks import line, named, table
from cyxc.html.cut import MOST, cut_note
from cyxc.html.elements import Element, element
from cyxc.html.tally import outcome_label
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.rules.status import Status
from cyxc.show.about import about_line
from cyxc.show.breakdown import known
from cyxc.show.rows import Row
from cyxc.show.verdict_rows import MARKS, status_label

MOST_DATES = 12
"""So many dates are shown, the last ones; how many were before is said."""


def dates(series: Series, language: Language) -> Iterator[Element]:
    """How every entry of which something is known stood at each date, and since when it has been met."""
    last = series.evaluations[-1]
    yield element("p", last.scheme.title[language], class_="title")
    yield line(Row(0, about_line(last.scheme, last.place, last.as_of, language)))
    shown = series.evaluations[-MOST_DATES:]
    if len(series) > len(shown):
        yield line(Row(0, say("notebook", "earlier", count=len(series) - len(shown))[language], style="note"))
    ids = [one.id for one in last if any(known(at[one.id]) for at in shown)]
    heads = [
        say("columns", "entry")[language],
        *(str(one.as_of) for one in shown),
        say("columns", "since")[language],
    ]
    outcomes = [outcome_label(one, language) for one in shown]
    rows: list[tuple[Element | str, ...]] = [
        (element("b", say("totals", "outcome")[language]), *outcomes, ""),
        *(_row(id_, shown, series, language) for id_ in ids[:MOST]),
    ]
    yield table(heads, rows)
    yield from cut_note(len(ids), MOST, "left_frame", language)
    signs = [status for status in MARKS if any(at[id_].status is status for at in shown for id_ in ids)]
    legend = " · ".join(status_label(status, language) for status in reversed(signs))
    yield line(Row(0, legend, say("notebook", "signs")[language], "note"))


def _row(
    id_: str, shown: tuple[Evaluation, ...], series: Series, language: Language
) -> tuple[Element | str, ...]:
    since = series.reached(id_)
    name = shown[-1][id_].text[language]
    signs = (_sign(at[id_].status, language) for at in shown)
    return named(name, id_), *signs, "" if since is None else str(since)


def _sign(status: Status, language: Language) -> Element:
    """A status by its sign alone; what it says besides is for those who can't see it."""
    label = status.label[language]
    return element("span", MARKS[status], title=label, aria_label=label, role="img")
