"""The rows of one verdict in a breakdown."""

from collections.abc import Iterator
from fractions import Fraction

from cyxc.data.cells import same_unit
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.explain import asked, pace_text
from cyxc.evaluate.explain_faults import reasons
from cyxc.evaluate.found import Occasion
from cyxc.evaluate.sheet import roles_of
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.verdict import Verdict
from cyxc.evaluate.wording import quantity_text, signed
from cyxc.language import Language, Text, joined
from cyxc.model.entry import ROLES, Role
from cyxc.model.scheme import Scheme
from cyxc.model.target import YEARS, Target
from cyxc.numbers.exact import rounded
from cyxc.numbers.quantity import Quantity
from cyxc.rules.formula import Formula
from cyxc.rules.status import STATUSES, Status
from cyxc.show.reading_text import reading_text, telling
from cyxc.show.rows import Row
from cyxc.show.words import word

MARKS = {
    Status.NOT_APPLICABLE: "-",
    Status.INVALID: "!",
    Status.NO_DATA: "?",
    Status.NOT_DUE: "~",
    Status.UNDEFINED: "/",
    Status.NOT_MET: "✗",
    Status.MET: "✓",
}
"""A sign for each status, so that nothing rests on colour; one column wide in any terminal, unlike …"""


def verdict_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """One verdict: what is asked, what is there, what is missing, who answers for it, what it hangs on."""
    status = verdict.status
    text = f"{verdict.text[language]}  [{verdict.id}]"
    yield Row(0, text, status_label(status, language), f"status-{status.value}")
    yield _row("asked", asked_text(verdict, language), language)
    yield from there_rows(verdict, language)
    yield from part_rows(verdict, language)
    yield from worked_rows(verdict, language)
    if status is Status.INVALID and verdict.compared:
        yield _row("why", reasons(verdict.evaluation, verdict.compared), language)
        yield from where_rows(verdict, language)
    if status is Status.UNDEFINED or (verdict.kind != "target" and status is not Status.NOT_DUE):
        yield _row("why", verdict.explanation, language)
    yield from so_far_rows(verdict, language)
    yield from pace_rows(verdict, language)
    yield from missing_rows(verdict, language)
    yield from answer_rows(verdict, language)
    yield from note_rows(verdict, language)
    for source in _sources(verdict, language):
        yield _row("source", source, language)
    for reading in telling(verdict):
        yield _row("depends", reading_text(reading, verdict.evaluation.scheme, language), language, "reading")


def status_label(status: Status, language: Language) -> str:
    """A status with its sign."""
    return f"{MARKS[status]} {status.label[language]}"


def _row(name: str, text: Text | str, language: Language, style: str = "") -> Row:
    return Row(2, text if isinstance(text, str) else text[language], word(name)[language], style)


def there_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """What is there, where several indicators or years are compared; nothing for one alone."""
    for one in verdict.compared if len(verdict.compared) > 1 else ():
        value = "" if one.value is None else quantity_text(one.value)[language]
        when = "" if one.period is None else f"{one.period}: "
        said = f"{MARKS[one.status]} {when}{one.indicator.name[language]} {value}"
        yield _row("there", said, language)


def where_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """Where in a file the figures stand that can't be."""
    colon = "：" if language == "zh" else ": "
    for one in verdict.inputs:
        seen = one.observation
        if one.value is None and seen is not None and seen.written and seen.where.file is not None:
            yield _row("where", f"{one.name[language]}{colon}{seen.where.say(language)}", language)


def part_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """What a combination combines, and the periods in which something had to happen."""
    for child in verdict.children:
        yield _row("there", f"{MARKS[child.status]} {child.text[language]}  [{child.id}]", language)
    for occasion in verdict.occasions:
        yield _row("there", _occasion(occasion, verdict.evaluation.scheme, language), language)


def worked_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """How the value is worked out, where one figure is compared that is not handed in."""
    for one in verdict.compared if len(verdict.compared) == 1 else ():
        worked = worked_text(one, verdict.evaluation, language)
        if worked is not None:
            yield _row("computed", worked, language)


def so_far_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """How what is not due yet stands so far."""
    if verdict.status is Status.NOT_DUE and verdict.so_far is not None:
        yield _row("so_far", verdict.so_far.label, language)


def pace_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """How far a floor on a flow is on its way."""
    if verdict.pace is not None:
        yield _row("pace", pace_text(verdict.pace), language)


def missing_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """What it would still take, or which figures were not handed in."""
    missing = verdict.missing_text
    if missing is not None:
        lacking = verdict.status is Status.NO_DATA and verdict.kind == "target"
        yield _row("lacking" if lacking else "missing", missing, language, "missing")


def answer_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """Who answers for it, and until when."""
    yield _row("parties", _parties(verdict, language), language)
    if verdict.due is not None:
        yield _row("due", str(verdict.due), language)


def note_rows(verdict: Verdict, language: Language) -> Iterator[Row]:
    """Remarks: an endeavour, a restatement, a part of another."""
    for note in _notes(verdict):
        yield _row("note", note, language)


def _occasion(occasion: Occasion, scheme: Scheme, language: Language) -> str:
    """One period: how it stands, for whom, and the days on which something happened."""
    status = STATUSES[occasion.code]
    party = scheme.parties.get(occasion.party) if occasion.party is not None else None
    who = (occasion.party or "") if party is None else party.name[language]
    days = ", ".join(str(event.on) for event in occasion.events) or "—"
    parts = [MARKS[status], who, f"{occasion.period}:", days]
    return " ".join(part for part in parts if part)


def asked_text(verdict: Verdict, language: Language) -> str:
    """What is asked, what is there, and how far apart they are."""
    said = asked(verdict) if isinstance(verdict, TargetVerdict) else verdict.asked
    parts = [said[language]]
    if verdict.value_text is not None:
        parts.append(f"{word('there')[language]} {verdict.value_text[language]}")
    bounds = verdict.compared[0].bounds if len(verdict.compared) == 1 else None
    if bounds is not None:
        low, high = bounds
        kind = "within" if high is not None else "at_least"
        said = word(kind, low=quantity_text(low), high="" if high is None else quantity_text(high))
        parts.append(said[language])
    if verdict.margin is not None and verdict.status is not Status.NOT_APPLICABLE:
        parts.append(f"{word('margin')[language]} {signed(verdict.margin)[language]}")
    return ("；" if language == "zh" else "; ").join(parts)


def worked_text(one: Compared, evaluation: Evaluation, language: Language) -> str | None:
    """The formula of what is compared, in names and in figures; None where the value was handed in."""
    formula = one.indicator.formula
    if formula is None:
        return None
    figures: dict[str, Quantity] = {}
    for id_ in formula.indicators:
        node = evaluation.plan.node(id_)
        pair = one.values.pair(node)
        if pair is None:
            return None
        figures[id_] = Quantity(Fraction(*pair), node.indicator.measure)
    named = formula.named(lambda id_: evaluation.scheme.indicators[id_].name[language])
    return f"{named} = {_in_figures(formula, figures, language)}"


def _in_figures(formula: Formula, figures: dict[str, Quantity], language: Language) -> str:
    """The formula with figures for names, and with their units where those differ."""
    units = [figure.unit for figure in figures.values()]
    bare = all(same_unit(units[0], unit) for unit in units)
    weighted = {term.indicator for term in formula.terms if abs(term.weight) != 1}

    def said(id_: str) -> str:
        figure = figures[id_]
        shown = rounded(figure.value) if bare else quantity_text(figure)[language]
        return f"× {shown}" if id_ in weighted else shown

    return formula.named(said)


def _parties(verdict: Verdict, language: Language) -> str:
    """Who answers for it, the offices of one role together."""
    scheme = verdict.evaluation.scheme
    roles = roles_of(scheme)
    groups: dict[Role, list[Text]] = {}
    for party in verdict.parties:
        groups.setdefault(roles.get((party, verdict.id), "jointly"), []).append(scheme.parties[party].name)
    colon, between = ("：", "；") if language == "zh" else (": ", "; ")
    said = []
    for role, names in groups.items():
        label = word("alone") if role == "jointly" and len(names) == 1 else ROLES[role]
        said.append(f"{label[language]}{colon}{joined(names)[language]}")
    return between.join(said) or word("nobody")[language]


def _notes(verdict: Verdict) -> Iterator[Text]:
    entry = verdict.entry
    if entry.endeavour:
        yield word("endeavour")
    if isinstance(entry, Target) and entry.years != "whole":
        yield word("counts_years", years=YEARS[entry.years])
    if entry.restates is not None:
        first = verdict.evaluation.scheme.entries[entry.restates]
        yield word("restates", id=first.id, clause=first.clause)
    elif not verdict.counted:
        yield word("combined_in")
    if isinstance(entry, Target) and entry.part_of is not None:
        yield word("part_of", id=entry.part_of)


def _sources(verdict: Verdict, language: Language) -> Iterator[str]:
    seen: dict[str, None] = {}
    for one in verdict.inputs:
        if one.observation is not None and one.observation.source is not None:
            seen[one.observation.source[language]] = None
    yield from seen
