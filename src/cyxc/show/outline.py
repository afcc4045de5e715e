"""A scheme as a readable outline: clause by clause in the document's order, definitions behind."""

from collections.abc import Iterator

from cyxc.language import Language
from cyxc.model.benefit import Benefit
from cyxc.model.coverage import clauses_of
from cyxc.model.duty import Criterion, Obligation, Phase, Procedure, Step, Task
from cyxc.model.entry import LEVELS, Entry, Responsibility
from cyxc.model.organ import Body, Consequence, Measure
from cyxc.model.question import Question
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.show.narrow import Narrowing, Selection, parties_in, selected
from cyxc.show.outline_benefits import benefit, fact
from cyxc.show.outline_duties import criterion, obligation, phase, procedure, step, target, task
from cyxc.show.outline_meanings import indicator, question
from cyxc.show.outline_organs import body, consequence, measure, responsibility
from cyxc.show.outline_parts import Sheet, listed
from cyxc.show.rows import BLANK, Row

WHOLE = Narrowing()


def outline(scheme: Scheme, language: Language, asked: Narrowing = WHOLE) -> list[Row]:
    """Every row of the outline; with `asked`, of what answers it."""
    sheet = Sheet(scheme, language)
    found = selected(scheme, asked)
    rows = [*identity(sheet), *_asked(sheet, asked)]
    for clause in clauses_of(scheme):
        here = list(_clause(clause, found, sheet))
        if here:  # a heading without entries of its own has nothing to show
            rows += [BLANK, Row(0, sheet.say("clause", clause=clause), style="heading"), *here]
    if not any(found.values()):
        rows += [BLANK, Row(0, sheet.say("nothing_found"))]
    return rows + _appendix(sheet, found, whole=asked.whole)


def _appendix(sheet: Sheet, found: Selection, *, whole: bool) -> list[Row]:
    """The indicators, and the facts benefits ask for."""
    indicators = [row for one in found.get("indicators", ()) for row in indicator(one, sheet)]
    needed = {id_ for one in found.get("benefits", ()) for id_ in one.facts}
    facts = [row for one in sheet.scheme.facts if whole or one.id in needed for row in fact(one, sheet)]
    rows: list[Row] = []
    for heading, part in (("indicators", indicators), ("facts", facts)):
        if part:  # no heading over nothing
            rows += [BLANK, Row(0, sheet.say(heading), style="title"), *part]
    return rows


def identity(sheet: Sheet) -> Iterator[Row]:
    """What the document is: title, issuer, place, dates, a note."""
    scheme, language = sheet.scheme, sheet.language
    yield Row(0, scheme.title[language], style="title")
    yield Row(0, f"{scheme.id} · {sheet.say('version', version=scheme.version)}")
    if scheme.issuer is not None:
        yield Row(0, scheme.issuer[language], sheet.say("issuer"))
    level = LEVELS[scheme.place.level][language]
    yield Row(0, f"{scheme.place.name[language]} · {level}", sheet.say("place"))
    if scheme.issued is not None:
        yield Row(0, str(scheme.issued), sheet.say("issued"))
    unbound = "" if scheme.bound else f"  {sheet.say('unbound')}"
    yield Row(0, f"{scheme.term}{unbound}", sheet.say("term"))
    if scheme.note is not None:
        yield Row(0, scheme.note[language], sheet.say("note"))


def _asked(sheet: Sheet, asked: Narrowing) -> Iterator[Row]:
    """What the outline was narrowed to."""
    said = []
    if asked.party is not None:
        said.append(sheet.names([asked.party])[0])
    if asked.clause is not None:
        said.append(sheet.say("clause", clause=asked.clause))
    if asked.kinds is not None:
        said.append(listed([sheet.say(f"lists.{kind}") for kind in asked.kinds], sheet.language))
    if said:
        yield Row(0, " · ".join(said), sheet.say("only"), style="strong")


def _clause(clause: str, found: Selection, sheet: Sheet) -> Iterator[Row]:
    """The entries of one clause, kind by kind; the indicators stand in the appendix."""
    for kind, entries in found.items():
        for one in entries:
            if one.clause == clause and kind != "indicators":
                yield from _entry(one, sheet, named=_named(one, found))


def _named(one: Entry, found: Selection) -> bool:
    """True when a responsibility or a measure shown at the same clause names the parties of an entry.

    They are not said again with each entry then, which would bury what the entries say.
    """
    lines = (*found.get("responsibilities", ()), *found.get("measures", ()))
    holding = [line for line in lines if line.clause == one.clause and one.id in line.entries]
    return set(parties_in(one)) <= {party for line in holding for party in line.parties}


def _entry(one: Entry, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    match one:
        case Measure():
            return measure(one, sheet, named=named)
        case Body():
            return body(one, sheet)
        case Phase():
            return phase(one, sheet)
        case Task():
            return task(one, sheet, named=named)
        case Procedure():
            return procedure(one, sheet)
        case Step():
            return step(one, sheet)
        case Target():
            return target(one, sheet)
        case Criterion():
            return criterion(one, sheet, named=named)
        case Obligation():
            return obligation(one, sheet, named=named)
        case Benefit():
            return benefit(one, sheet, named=named)
        case Consequence():
            return consequence(one, sheet)
        case Responsibility():
            return responsibility(one, sheet)
        case Question():
            return question(one, sheet)
    raise TypeError(f"no outline for {type(one).__name__}")
