"""The agenda of a day as rows of text: what is overdue, due in the next days, later; office by office."""

from collections.abc import Iterable, Iterator

from cyxc.agenda.fold import Group, fold
from cyxc.agenda.item import Item, State
from cyxc.agenda.office import Office, offices
from cyxc.agenda.standing import name, standing
from cyxc.agenda.words import say
from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Language, Text, both, joined
from cyxc.show.about import about_line
from cyxc.show.rows import BLANK, Row, bracketed
from cyxc.show.words import word

SECTIONS: dict[str, tuple[State, ...]] = {
    "overdue": (State.OVERDUE, State.MISSED),
    "due": (State.DUE,),
    "later": (State.RUNNING, State.TO_COME),
    "unknown": (State.UNKNOWN,),
    "undated": (State.UNDATED,),
}
"""The sections of an agenda, with the states that stand in each; what is done is only counted."""


def agenda_rows(
    evaluation: Evaluation, language: Language, within: int, party: str | None = None
) -> list[Row]:
    """Every row of the agenda; of one office with `party`, see `cyxc.agenda.office.offices`."""
    items = evaluation.timeline(within=within)
    found = offices(items, evaluation.scheme, evaluation.records.classes, party)
    rows = [*_head(evaluation, language)]
    if party is not None:
        rows.append(Row(0, joined([one.name for one in found])[language], say("agenda", "party")[language]))
    rows.append(BLANK)
    stages = [item for item in items if item.kind == "phase"]
    if stages:
        rows.append(Row(0, say("agenda", "stages")[language], style="heading"))
        rows += [Row(1, _said(stage, language), str(stage.last)) for stage in stages]
        rows.append(BLANK)
    for key, states in SECTIONS.items():
        section = [row for office in found for row in _office(office, states, language)]
        if key == "undated" and not section:  # most documents set a day for everything
            continue
        rows.append(Row(0, say("agenda", key, days=within)[language], style="heading"))
        rows += section or [Row(1, say("agenda", "nothing")[language])]
        rows.append(BLANK)
    # An item of several offices stands under each, and is one thing done all the same.
    done = dict.fromkeys(item for office in found for item in office.items)
    late = sum(item.state is State.DONE_LATE for item in done)
    finished = late + sum(item.state is State.DONE for item in done)
    rows.append(Row(0, say("agenda", "finished", done=finished, late=late)[language]))
    return rows


def _head(evaluation: Evaluation, language: Language) -> Iterator[Row]:
    scheme = evaluation.scheme
    yield Row(0, scheme.title[language], style="title")
    yield Row(0, about_line(scheme, evaluation.place, evaluation.as_of, language))
    if evaluation.data is not None and evaluation.data.illustrative:
        yield Row(0, word("illustrative")[language], style="warning")
    for question, reading in scheme.answers:
        yield Row(0, f"{question} = {reading}", word("in_force")[language])


def _office(office: Office, states: Iterable[State], language: Language) -> Iterator[Row]:
    """An office's heading and lines in some states; nothing where it has none."""
    lines = fold(item for item in office.items if item.state in states)
    if lines:
        yield Row(1, office.name[language], style="strong")
    for line in lines:
        yield Row(2, _said(line, language), _day(line)[language], _STYLES.get(_state(line), ""))


def _day(line: Item | Group) -> Text:
    return say("states", State.UNDATED.value) if line.last is None else both(str(line.last))


_STYLES = {State.OVERDUE: "missing", State.MISSED: "missing", State.UNKNOWN: "missing"}


def _state(line: Item | Group) -> State:
    return line.items[0].state if isinstance(line, Group) else line.state


def _said(line: Item | Group, language: Language) -> str:
    """What it is, which entry, how it stands, and by which clause; folded criteria have no one id."""
    several = isinstance(line, Group) and not line.recurs
    one = line.items[0] if isinstance(line, Group) else line
    what = name(line)[language] + ("" if several else f"  [{one.id}]")
    clauses = "" if several else bracketed(joined([both(it) for it in one.clauses])[language], language)
    return f"{what} · {standing(line)[language]}{clauses}"
