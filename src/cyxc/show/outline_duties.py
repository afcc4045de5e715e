"""What has a verdict, in an outline, and the phases and procedures it stands in."""

from collections.abc import Iterator

from cyxc.evaluate.explain_duties import asked
from cyxc.evaluate.wording import rule_text, times
from cyxc.language import Text
from cyxc.model.duty import Criterion, Obligation, Phase, Procedure, Step, Task
from cyxc.model.entry import LEVELS, Judged
from cyxc.model.target import YEARS, Target
from cyxc.rules.occasions import EVERY, Occurs
from cyxc.show.outline_parts import Sheet, head, notes, parties, questions, window, wrapped
from cyxc.show.rows import Row
from cyxc.show.words import word


def target(one: Target, sheet: Sheet) -> Iterator[Row]:
    """A target: its rule and figures, how its years count, who answers for it."""
    yield head(one, sheet, "targets")
    scheme, language = sheet.scheme, sheet.language
    measured = "" if one.indicator is None else scheme.indicators[one.indicator].name[language]
    colon = "：" if language == "zh" else ": "
    rule = rule_text(one.rule, scheme)[language]
    yield Row(2, f"{measured}{colon if measured else ''}{rule}", sheet.say("asked"))
    yield from window(one.window, sheet)
    if one.years != "whole":
        yield Row(2, YEARS[one.years][language], sheet.say("years"))
    yield from _judged(one, sheet, named=False)


def criterion(one: Criterion, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    """A criterion: an assessor judges it. Here and below `named` says that its clause names the parties."""
    yield head(one, sheet, "criteria")
    yield from window(one.window, sheet)
    yield from _judged(one, sheet, named=named)


def obligation(one: Obligation, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    """An obligation: how often or by when, and whether each of several parties is bound by itself."""
    yield head(one, sheet, "obligations")
    if isinstance(one.rule, Occurs):
        yield Row(2, how_often(one.rule)[sheet.language], sheet.say("asked"))
        yield from window(one.window, sheet)
    else:
        yield Row(2, asked(one)[sheet.language], sheet.say("asked"))
    yield from _judged(one, sheet, named=named)
    if one.parties and one.bound == "each":
        yield Row(2, sheet.say("bound_each"), sheet.say("bound"))


def how_often(rule: Occurs) -> Text:
    """How often something is to happen: at least once a quarter, twice expected."""
    every = word("in_all") if rule.every is None else EVERY[rule.every]
    said = word("how_often", every=every, times=times(int(rule.figure.value)))
    if rule.expected is None:
        return said
    return word("how_often_expected", said=said, times=times(int(rule.expected.value)))


def phase(one: Phase, sheet: Sheet) -> Iterator[Row]:
    """A phase: its window and its tasks, which are shown at their own clauses."""
    yield head(one, sheet, "phases")
    yield Row(2, str(one.window), sheet.say("due"))
    yield from wrapped(sheet.say("tasks"), one.tasks.ids, sheet)


def task(one: Task, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    """A task: the phase it belongs to and by when it is to be done."""
    yield head(one, sheet, "tasks")
    yield Row(2, asked(one)[sheet.language], sheet.say("asked"))
    phase = next(phase for phase in sheet.scheme.phases if one in phase.tasks)
    yield Row(2, f"{phase.text[sheet.language]}  [{phase.id}]", sheet.say("of_phase"))
    yield from _judged(one, sheet, named=named)


def procedure(one: Procedure, sheet: Sheet) -> Iterator[Row]:
    """A procedure: its steps in order, which are shown at their own clauses."""
    yield head(one, sheet, "procedures")
    order = [f"{number}. {id_}" for number, id_ in enumerate(one.steps.ids, 1)]
    yield from wrapped(sheet.say("steps"), order, sheet)


def step(one: Step, sheet: Sheet) -> Iterator[Row]:
    """A step: which of which procedure, who acts by when, what is handed to whom, what comes of it."""
    yield head(one, sheet, "steps")
    of = next(procedure for procedure in sheet.scheme.procedures if one in procedure.steps)
    number = of.steps.ids.index(one.id) + 1
    place = sheet.say("step_of", number=number, count=len(of.steps), name=of.text)
    yield Row(2, f"{place}  [{of.id}]", sheet.say("of_procedure"))
    yield from parties(one.parties, sheet, "actor")
    yield Row(2, asked(one)[sheet.language], sheet.say("asked"))
    if one.hands is not None:
        yield Row(2, one.hands[sheet.language], sheet.say("hands"))
    yield from parties(one.to, sheet, "hands_to")
    if one.outcome is not None:
        yield Row(2, one.outcome[sheet.language], sheet.say("comes_of_it"))
    yield from _judged(one, sheet, named=True)


def _judged(one: Judged, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    """What all of these may say: level, endeavour, restatement, whole, parties, questions."""
    if one.level != sheet.scheme.place.level:
        yield Row(2, LEVELS[one.level][sheet.language], sheet.say("level"))
    said = [sheet.say("endeavour")] if one.endeavour else []
    if one.restates is not None:
        first = sheet.scheme.entries[one.restates]
        said.append(sheet.say("restates", id=first.id, clause=first.clause))
    if isinstance(one, Target) and one.part_of is not None:
        said.append(sheet.say("part_of", id=one.part_of))
    yield from notes(said, sheet)
    if not named:
        yield from parties(one.parties, sheet)
    yield from questions(one.questions, sheet)
