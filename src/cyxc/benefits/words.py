"""What an answer about a benefit says, in both languages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from cyxc.benefits.case import Case
from cyxc.evaluate import wording
from cyxc.language import Text, both, joined
from cyxc.model.benefit import AnyOf, Benefit, Condition, Fact, Holds
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import plain
from cyxc.numbers.quantity import Figure, Quantity

if TYPE_CHECKING:
    from cyxc.benefits.amount import AmountAnswer
    from cyxc.benefits.answer import BenefitAnswer
    from cyxc.benefits.conditions import Checked
    from cyxc.benefits.readings import BenefitReading
    from cyxc.benefits.split import Part

from cyxc.words import Words

say = Words("cyxc.benefits").say


def quantity_text(quantity: Quantity) -> Text:
    """A figure for people, with every digit it has: 50.000001 万元 is not 50 万元."""
    number = plain(quantity.value)
    if "/" in number:
        return wording.quantity_text(quantity)
    return wording.figure_text(Figure(Decimal(number), quantity.unit.symbol))


def fact_names(facts: Iterable[str], scheme: Scheme) -> Text:
    """The names of facts, in a row."""
    return joined([scheme.facts[fact].name for fact in facts])


def asked(condition: Condition, scheme: Scheme) -> Text:
    """A condition in words, with its figure."""
    if isinstance(condition, AnyOf):
        parts = [asked(one, scheme) for one in condition.conditions]
        return say("conditions", "any", parts=joined(parts, "；", "; "))
    fact = scheme.facts[condition.fact]
    if isinstance(condition, Holds):
        figure = condition.figure
        ops = "count_ops" if figure.measure.whole and figure.as_written is None else "ops"
        rule = wording.say(ops, condition.op.name.lower(), figure=wording.figure_text(figure))
        return say("conditions", "number", name=fact.name, rule=rule)
    if not condition.choices:
        return say("conditions", "is_yes" if condition.yes else "is_no", name=fact.name)
    choices = joined([fact.choices[choice].name for choice in condition.choices])
    key = "one" if len(condition.choices) == 1 else "some"
    return say("conditions", key, name=fact.name, choices=choices)


def said(fact: Fact, case: Case) -> Text | None:
    """What a case says of a fact, None where it says nothing."""
    found, number = case.get(fact.id), case.quantity(fact) if fact.kind == "number" else None
    if number is not None:
        return quantity_text(number)
    if isinstance(found, bool):
        return say("conditions", "yes_said" if found else "no_said")
    return fact.choices[found].name if isinstance(found, str) else None


def failed_text(checked: "Checked") -> Text:
    """A condition that does not hold, with what the case says instead."""
    if checked.parts:
        parts = joined([failed_text(part) for part in checked.parts], "；", "; ")
        return say("conditions", "any", parts=parts)
    return say("conditions", "failed", asked=checked.text, given=checked.given or both("?"))


def verdict_text(answer: "BenefitAnswer") -> Text:
    """Whether the case has it, and why not."""
    if answer.status == "not_eligible":
        failed = [failed_text(one) for one in answer.failed]
        return say("answers", "not_eligible", failed=joined(failed, "；", "; "))
    if answer.status == "open":
        return say("answers", "open", missing=fact_names(answer.missing, answer.scheme))
    return say("answers", "discretion" if answer.discretionary else "due")


def amount_text(amount: "AmountAnswer", benefit: Benefit, scheme: Scheme) -> Text:
    """How much, in words."""
    if amount.missing:
        text = say("amounts", "open", missing=fact_names(amount.missing, scheme))
    elif amount.sure is None or amount.possible is None:
        once = benefit.once and amount.kind == "not_stated"
        text = say("amounts", f"{amount.kind}_once" if once else amount.kind)
    else:
        one = amount.sure == amount.possible
        key = ("exact" if amount.kind == "exact" else "up_to" if one else "band") + "_once" * benefit.once
        sure, possible = quantity_text(amount.sure), quantity_text(amount.possible)
        text = say("amounts", key, amount=sure, sure=sure, possible=possible)
        for limit in amount.limits:
            text = say("amounts", limit, amount=text)
    if amount.raised_from is not None:
        text = say("amounts", "raised", amount=text, before=quantity_text(amount.raised_from))
    return text


def split_text(parts: "tuple[Part, ...]", scheme: Scheme) -> Text:
    """What is set off from each sum, in words."""
    named = [
        say("splits", "open", name=scheme.facts[part.fact].name)
        if part.set_off is None
        else say("splits", "part", name=scheme.facts[part.fact].name, amount=quantity_text(part.set_off))
        for part in parts
    ]
    return say("splits", "all", parts=joined(named))


def term_text(answer: "BenefitAnswer") -> Text | None:
    """Until when, in words; None where no term is set."""
    lasts = answer.benefit.lasts
    if lasts is None:
        return None
    if answer.until is not None:
        return say("terms", "latest" if lasts.at_most else "until", date=answer.until.isoformat())
    term = wording.figure_text(lasts.figure)
    return say("terms", "no_start_at_most" if lasts.at_most else "no_start", term=term)


def reading_text(reading: "BenefitReading", answer: "BenefitAnswer") -> Text:
    """What other answers to the questions say; that they set no term too, where the answer has one."""
    found = reading.answer
    if found is None:
        return say("labels", "without_number")
    pieces = [verdict_text(found)]
    if found.status != "not_eligible":
        pieces.append(amount_text(found.amount, found.benefit, found.scheme))
        term = term_text(found)
        if term is None and answer.benefit.lasts is not None:
            term = say("terms", "none")
        pieces += [] if term is None else [term]
    return joined(pieces, "；", "; ")


def explanation(answer: "BenefitAnswer") -> Text:
    """The answer in one sentence."""
    benefit, scheme = answer.benefit, answer.scheme
    pieces = [verdict_text(answer)]
    if answer.status != "not_eligible":
        pieces.append(amount_text(answer.amount, benefit, scheme))
        if answer.split:
            pieces.append(split_text(answer.split, scheme))
        if answer.periods_together:
            pieces.append(say("splits", "together"))
        term = term_text(answer)
        pieces += [] if term is None else [term]
    if answer.agreement == "depends":
        pieces.append(say("answers", "depends", questions=", ".join(answer.turning)))
    said_of_it = joined(pieces, "；", "; ")
    return say("answers", "sentence", name=benefit.text, clause=benefit.clause, said=said_of_it)
