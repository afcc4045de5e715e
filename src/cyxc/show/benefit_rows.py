"""Answers about benefits as rows of an outline: all of a scheme's in short, one at length."""

from collections.abc import Iterable, Iterator, Sequence

from cyxc.benefits.answer import BenefitAnswer
from cyxc.benefits.conditions import Checked
from cyxc.benefits.words import (
    amount_text,
    explanation,
    fact_names,
    quantity_text,
    reading_text,
    say,
    term_text,
    verdict_text,
)
from cyxc.evaluate.wording import unit_text
from cyxc.language import Language, Text, both, joined
from cyxc.model.benefit import Fact
from cyxc.model.scheme import Scheme
from cyxc.show.rows import BLANK, Row

_STYLES = {"eligible": "status-met", "not_eligible": "status-not_met", "open": "status-no_data"}
_STATES = {True: "holds", False: "fails", None: "open"}


def short(answers: Sequence[BenefitAnswer], scheme: Scheme, language: Language) -> list[Row]:
    """A row a benefit: how it came out, its name and id, and how much or what keeps it."""
    rows = [Row(0, scheme.title[language], style="title")]
    if not answers:
        return [*rows, Row(0, say("labels", "no_benefits")[language])]
    clause = None
    for answer in answers:
        if answer.clause != clause:
            clause = answer.clause
            rows.append(Row(0, say("labels", "clause", clause=clause)[language], style="heading"))
        text = f"{answer.benefit.text[language]}  [{answer.id}] · {_gist(answer)[language]}"
        rows.append(Row(1, text, answer.status.label[language], _STYLES[answer.status.value]))
    return rows


def _gist(answer: BenefitAnswer) -> Text:
    """How much where it may be had, else what fails or is missing."""
    if answer.status != "eligible":
        return verdict_text(answer)
    pieces = [
        verdict_text(answer),
        amount_text(answer.amount, answer.benefit, answer.scheme),
        term_text(answer),
    ]
    return joined([piece for piece in pieces if piece is not None], "；", "; ")


def at_length(answer: BenefitAnswer, language: Language) -> list[Row]:
    """Everything an answer says."""
    benefit, scheme = answer.benefit, answer.scheme
    rows = [
        Row(0, f"{benefit.text[language]}  [{benefit.id}]", style="title"),
        Row(0, say("labels", "clause", clause=benefit.clause)[language]),
    ]
    if benefit.to is not None:
        rows.append(_labelled("to", benefit.to, language))
    if benefit.parties:
        parties = joined([scheme.parties[party].name for party in benefit.parties])
        rows.append(_labelled("parties", parties, language))
    style = _STYLES[answer.status.value]
    rows.append(Row(0, explanation(answer)[language], say("labels", "answer")[language], style))
    rows += [BLANK, Row(0, say("labels", "conditions")[language], style="heading")]
    rows += [row for one in answer.conditions for row in _condition(one, scheme, language, 1)]
    rows += [BLANK, *_what(answer, language)]
    if answer.readings:
        rows += [BLANK, Row(0, say("labels", "readings")[language], style="heading")]
        rows += _readings(answer, language)
    return rows


def _labelled(label: str, text: Text, language: Language) -> Row:
    return Row(0, text[language], say("labels", label)[language])


def _condition(checked: Checked, scheme: Scheme, language: Language, indent: int) -> Iterator[Row]:
    text, state = checked.text, _STATES[checked.holds]
    if checked.given is not None:
        text = say("labels", "given", asked=text, given=checked.given)
    elif checked.missing:
        text = say("labels", "lacking", asked=text, missing=fact_names(checked.missing, scheme))
    style = {"holds": "status-met", "fails": "status-not_met", "open": "status-no_data"}[state]
    yield Row(indent, text[language], say("labels", state)[language], style)
    for part in checked.parts:
        yield from _condition(part, scheme, language, indent + 1)


def _what(answer: BenefitAnswer, language: Language) -> Iterator[Row]:
    benefit, scheme = answer.benefit, answer.scheme
    yield _labelled("amount", amount_text(answer.amount, benefit, scheme), language)
    for part in answer.split:
        name = scheme.facts[part.fact].name
        text = say("labels", "owed_open", name=name)
        if part.set_off is not None:
            owed = both("?") if part.owed is None else quantity_text(part.owed)
            text = say("labels", "owed", name=name, owed=owed, amount=quantity_text(part.set_off))
        yield _labelled("split", text, language)
    if answer.periods_together:
        yield _labelled("split", say("splits", "together"), language)
    term = term_text(answer)
    if term is not None:
        yield _labelled("term", term, language)
    if benefit.waives:
        yield _labelled("waives", joined(list(benefit.waives)), language)


def _readings(answer: BenefitAnswer, language: Language) -> Iterator[Row]:
    for reading in answer.readings:
        answers = ", ".join(f"{question}={taken}" for question, taken in reading.answers)
        said = reading_text(reading, answer)
        yield Row(1, say("labels", "reading", answers=answers, said=said)[language], style="reading")


def facts_asked(facts: Iterable[Fact], language: Language) -> list[Row]:
    """The facts a case may say, each with how."""
    rows = [Row(0, say("labels", "facts")[language], style="heading")]
    for fact in facts:
        text = say("labels", "fact", name=fact.name, id=fact.id, how=_how(fact))
        rows.append(Row(1, text[language]))
    return rows


def _how(fact: Fact) -> Text:
    if fact.unit is not None:
        return say("labels", "signed" if fact.signed else "number", unit=unit_text(fact.unit))
    if fact.kind == "yes_no":
        return say("labels", "yes_no")
    named = [say("labels", "chosen", id=choice.id, name=choice.name) for choice in fact.choices]
    return say("labels", "choice", choices=joined(named))
