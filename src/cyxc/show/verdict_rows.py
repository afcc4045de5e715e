"""The rows of one verdict in a breakdown."""

from collections.abc import Iterator
from fractions import Fraction

from cyxc.data.cells import same_unit
from cyxc.evaluate.explain import asked, pace_text
from cyxc.evaluate.explain_faults import reasons
from cyxc.evaluate.found import Occasion
from cyxc.evaluate.sheet import roles_of
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.verdict import ReadingVerdict, Verdict
from cyxc.evaluate.wording import quantity_text, signed
from cyxc.language import Language, Text, joined
from cyxc.model.entry import ROLES, Role
from cyxc.model.scheme import Scheme
from cyxc.model.target import YEARS, Target
from cyxc.numbers.exact import rounded
from cyxc.numbers.quantity import Quantity
from cyxc.rules.formula import Formula
from cyxc.rules.status import STATUSES, Status
from cyxc.show.rows import Row, bracketed
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
    label = f"{MARKS[status]} {status.label[language]}"
    yield Row(0, f"{verdict.text[language]}  [{verdict.id}]", label, f"status-{status.value}")

    def row(name: str, text: Text | str, style: str = "") -> Row:
        return Row(2, text if isinstance(text, str) else text[language], word(name)[language], style)

    compared = verdict.compared
    yield row("asked", _asked(verdict, language))
    if len(compared) > 1:
        for one in compared:
            value = "" if one.value is None else quantity_text(one.value)[language]
            when = "" if one.period is None else f"{one.period}: "
            yield row("there", f"{MARKS[one.status]} {when}{one.indicator.name[language]} {value}")
    for child in verdict.children:
        yield row("there", f"{MARKS[child.status]} {child.text[language]}  [{child.id}]")
    for occasion in verdict.occasions:
        yield row("there", _occasion(occasion, verdict.evaluation.scheme, language))
    worked = _worked(verdict, language)
    if worked is not None:
        yield row("computed", worked)
    if status is Status.INVALID and compared:
        yield row("why", reasons(verdict.evaluation, compared))
    if status is Status.UNDEFINED or (verdict.kind != "target" and status is not Status.NOT_DUE):
        yield row("why", verdict.explanation)
    if status is Status.NOT_DUE and verdict.so_far is not None:
        yield row("so_far", verdict.so_far.label)
    if verdict.pace is not None:
        yield row("pace", pace_text(verdict.pace))
    missing = verdict.missing_text
    if missing is not None:
        lacking = status is Status.NO_DATA and verdict.kind == "target"
        yield row("lacking" if lacking else "missing", missing, "missing")
    yield row("parties", _parties(verdict, language))
    if verdict.due is not None:
        yield row("due", str(verdict.due))
    for note in _notes(verdict):
        yield row("note", note)
    for source in _sources(verdict, language):
        yield row("source", source)
    for reading in _telling(verdict):
        yield row("depends", _reading(reading, verdict.evaluation.scheme, language), "reading")


def _occasion(occasion: Occasion, scheme: Scheme, language: Language) -> str:
    """One period: how it stands, for whom, and the days on which something happened."""
    status = STATUSES[occasion.code]
    party = scheme.parties.get(occasion.party) if occasion.party is not None else None
    who = (occasion.party or "") if party is None else party.name[language]
    days = ", ".join(str(event.on) for event in occasion.events) or "—"
    parts = [MARKS[status], who, f"{occasion.period}:", days]
    return " ".join(part for part in parts if part)


def _asked(verdict: Verdict, language: Language) -> str:
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


def _worked(verdict: Verdict, language: Language) -> str | None:
    """The formula in names and in figures; None where the value was handed in."""
    evaluation, compared = verdict.evaluation, verdict.compared
    if len(compared) != 1 or compared[0].indicator.formula is None:
        return None
    plan, values = evaluation.plan, compared[0].values
    formula = compared[0].indicator.formula
    figures: dict[str, Quantity] = {}
    for id_ in formula.indicators:
        node = plan.node(id_)
        pair = values.pair(node)
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


def _telling(verdict: Verdict) -> Iterator[ReadingVerdict]:
    """The readings under which it comes out otherwise, without those that fewer changes bring about too."""
    if verdict.agreement == "same":
        return
    in_force = set(verdict.readings[0].answers)
    shown: list[tuple[set[tuple[str, str]], Status | None]] = []
    for reading in sorted(verdict.readings[1:], key=lambda r: len(set(r.answers) - in_force)):
        changes = set(reading.answers) - in_force
        if reading.status != verdict.status and not any(
            c <= changes and s == reading.status for c, s in shown
        ):
            shown.append((changes, reading.status))
            yield reading


def _reading(reading: ReadingVerdict, scheme: Scheme, language: Language) -> str:
    """What a verdict would be under other answers, naming only those that differ from the ones in force."""
    changed = [(q, r) for q, r in reading.answers if r != scheme.reading(q).id]
    answers = ", ".join(f"{q}={r}" for q, r in changed)
    means = joined([scheme.questions[q].readings[r].text for q, r in changed], zh="；", en="; ")
    if reading.verdict is None:
        result = word("without_number")[language]
    else:
        there = reading.verdict.value_text
        shown = "" if there is None else there[language]
        result = reading.verdict.status.label[language] + bracketed(shown, language)
    return f"{answers} → {result}{'：' if language == 'zh' else ': '}{means[language]}"
