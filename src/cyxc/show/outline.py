"""A scheme as a readable outline."""

from collections.abc import Iterable, Iterator

from cyxc.evaluate.wording import figure_text, rule_text, unit_text
from cyxc.language import Language
from cyxc.model.entry import LEVELS, ROLES
from cyxc.model.indicator import KINDS, Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import YEARS, Target
from cyxc.show.rows import BLANK, Row, bracketed
from cyxc.show.words import word


def outline(scheme: Scheme, language: Language) -> list[Row]:
    """Every row of the outline."""
    parts = {
        "targets": _targets(scheme, language),
        "question_list": _questions(scheme, language),
        "indicators": (row for one in scheme.indicators for row in _indicator(one, scheme, language)),
        "phases": _phases(scheme, language),
        "responsibilities": _responsibilities(scheme, language),
    }
    rows = list(_head(scheme, language))
    for heading, part in parts.items():
        found = list(part)
        if found:  # no heading over nothing
            rows += [BLANK, Row(0, word(heading)[language], style="title"), *found]
    return rows


def _listed(words: Iterable[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)


def _head(scheme: Scheme, language: Language) -> Iterator[Row]:
    yield Row(0, scheme.title[language], style="title")
    yield Row(0, f"{scheme.id} · {word('version', version=scheme.version)[language]}")
    if scheme.issuer is not None:
        yield Row(0, scheme.issuer[language], word("issuer")[language])
    place = scheme.place
    level = LEVELS[place.level][language]
    yield Row(0, f"{place.name[language]} · {level}", word("place")[language])
    if scheme.issued is not None:
        yield Row(0, str(scheme.issued), word("issued")[language])
    unbound = "" if scheme.bound else f"  {word('unbound')[language]}"
    yield Row(0, f"{scheme.term}{unbound}", word("term")[language])
    if scheme.note is not None:
        yield Row(0, scheme.note[language], word("note")[language])


def _targets(scheme: Scheme, language: Language) -> Iterator[Row]:
    clause = None
    for target in scheme.targets:
        if target.clause != clause:
            clause = target.clause
            yield Row(0, word("clause", clause=clause)[language], style="heading")
        yield from _target(target, scheme, language)


def _target(target: Target, scheme: Scheme, language: Language) -> Iterator[Row]:
    yield Row(1, f"{target.text[language]}  [{target.id}]", style="strong")
    named = "" if target.indicator is None else scheme.indicators[target.indicator].name[language]
    colon = "：" if language == "zh" else ": "
    yield Row(
        2,
        f"{named}{colon if named else ''}{rule_text(target.rule, scheme)[language]}",
        word("asked")[language],
    )
    if target.window != scheme.term:
        yield Row(2, str(target.window), word("due")[language])
    if target.years != "whole":
        yield Row(2, YEARS[target.years][language], word("years")[language])
    if target.level != scheme.place.level:
        yield Row(2, LEVELS[target.level][language], word("level")[language])
    notes = []
    if target.endeavour:
        notes.append(word("endeavour")[language])
    if target.restates is not None:
        first = scheme.targets[target.restates]
        notes.append(word("restates", id=first.id, clause=first.clause)[language])
    if target.part_of is not None:
        notes.append(word("part_of", id=target.part_of)[language])
    for note in notes:
        yield Row(2, note, word("note")[language])
    if target.parties:
        names = [scheme.parties[party].name[language] for party in target.parties]
        yield Row(2, _listed(names, language), word("parties")[language])
    if target.questions:
        yield Row(2, ", ".join(target.questions), word("depends")[language], "reading")


def _questions(scheme: Scheme, language: Language) -> Iterator[Row]:
    for question in scheme.questions:
        yield Row(0, f"{question.text[language]}  [{question.id}, {question.clause}]", style="heading")
        in_force = scheme.reading(question.id)
        for reading in question.readings:
            marks = [word("plain")[language]] if reading.plain else []
            marks += [word("in_force")[language]] if reading == in_force and not reading.plain else []
            marks += [word("without_number")[language]] if reading.without_number else []
            label = bracketed(_listed(marks, language), language)
            yield Row(
                1, f"{reading.id}{label}: {reading.text[language]}", style="strong" if reading.plain else ""
            )
            yield Row(2, reading.reason[language], word("why")[language])


def _indicator(indicator: Indicator, scheme: Scheme, language: Language) -> Iterator[Row]:
    kind = KINDS[indicator.kind][language]
    head = f"{indicator.name[language]}  [{indicator.id}, {indicator.clause}]"
    yield Row(0, f"{head} · {kind} · {unit_text(indicator.unit)[language]}", style="heading")
    yield Row(1, indicator.text[language])
    if indicator.formula is not None:
        indicators = scheme.indicators
        formula = indicator.formula.named(lambda id_: indicators[id_].name[language])
        yield Row(1, formula, word("computed")[language])
    if indicator.aliases:
        yield Row(1, _listed(indicator.aliases, language), word("aliases")[language])
    if indicator.part_of:
        yield Row(1, word("part_of", id=", ".join(indicator.part_of))[language], word("note")[language])
    if indicator.stated is not None:
        stated = word("stated", figure=figure_text(indicator.stated))[language]
        yield Row(1, stated, word("note")[language])


def _phases(scheme: Scheme, language: Language) -> Iterator[Row]:
    for phase in scheme.phases:
        yield Row(1, f"{phase.text[language]}  [{phase.id}, {phase.clause}]", str(phase.window))


def _responsibilities(scheme: Scheme, language: Language) -> Iterator[Row]:
    for duty in scheme.responsibilities:
        names = [scheme.parties[party].name[language] for party in duty.parties]
        role = ROLES[duty.role][language]
        yield Row(
            0,
            f"{_listed(names, language)} · {role}  [{duty.clause}]",
            style="heading",
        )
        yield Row(1, duty.text[language])
        if duty.entries:
            yield Row(1, ", ".join(duty.entries), word("targets")[language])
