"""Answers about benefits as plain data: the JSON form `cyxc.benefit/1`."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cyxc.benefits.amount import AmountAnswer
from cyxc.benefits.words import amount_text, quantity_text, reading_text, split_text, term_text
from cyxc.language import Text
from cyxc.model.benefit import Fact
from cyxc.numbers.exact import plain
from cyxc.numbers.quantity import Quantity

if TYPE_CHECKING:
    from cyxc.benefits.answer import BenefitAnswer
    from cyxc.benefits.conditions import Checked
    from cyxc.benefits.readings import BenefitReading

FORMAT = "cyxc.benefit/1"


def to_dict(answer: "BenefitAnswer") -> dict[str, Any]:
    """An answer, ready for JSON: numbers as exact text, both languages side by side."""
    from cyxc.evaluate.evaluation import library_version

    scheme, benefit = answer.scheme, answer.benefit
    return {
        "format": FORMAT,
        "library": library_version(),
        "scheme": {"id": scheme.id, "version": scheme.version, "year": scheme.year},
        "answers": dict(scheme.answers),
        "id": benefit.id,
        "clause": benefit.clause,
        "text": _text(benefit.text),
        "kind": benefit.kind,
        "to": _text(benefit.to),
        "parties": list(benefit.parties),
        "facts": [fact_dict(scheme.facts[fact]) for fact in answer.facts],
        "case": {id_: _said(said) for id_, said in answer.case.facts.items()},
        "start": None if answer.start is None else answer.start.isoformat(),
        "status": answer.status.value,
        "discretionary": answer.discretionary,
        "conditions": [_checked(one) for one in answer.conditions],
        "missing": list(answer.missing),
        "amount": _amount(answer.amount, answer),
        "split": [
            {"fact": part.fact, "owed": _quantity(part.owed), "set_off": _quantity(part.set_off)}
            for part in answer.split
        ],
        "split_text": _text(split_text(answer.split, scheme) if answer.split else None),
        "periods_together": answer.periods_together,
        "once": benefit.once,
        "term": _term(answer),
        "waives": [_text(one) for one in benefit.waives],
        "questions": list(answer.questions),
        "agreement": answer.agreement,
        "readings": [_reading(one, answer) for one in answer.readings],
        "explanation": _text(answer.explanation),
    }


def _checked(checked: "Checked") -> dict[str, Any]:
    return {
        "holds": checked.holds,
        "text": _text(checked.text),
        "given": _text(checked.given),
        "missing": list(checked.missing),
        "parts": [_checked(part) for part in checked.parts],
    }


def _amount(amount: AmountAnswer, answer: "BenefitAnswer") -> dict[str, Any]:
    return {
        "kind": amount.kind,
        "exact": _quantity(amount.exact),
        "sure": _quantity(amount.sure),
        "possible": _quantity(amount.possible),
        "raised_from": _quantity(amount.raised_from),
        "limits": list(amount.limits),
        "missing": list(amount.missing),
        "text": _text(amount_text(amount, answer.benefit, answer.scheme)),
    }


def _term(answer: "BenefitAnswer") -> dict[str, Any] | None:
    lasts = answer.benefit.lasts
    if lasts is None:
        return None
    return {
        "value": plain(lasts.figure.value),
        "unit": lasts.figure.unit,
        "at_most": lasts.at_most,
        "until": None if answer.until is None else answer.until.isoformat(),
        "text": _text(term_text(answer)),
    }


def _reading(reading: "BenefitReading", answer: "BenefitAnswer") -> dict[str, Any]:
    found, text = reading.answer, _text(reading_text(reading, answer))
    if found is None:
        return {"answers": dict(reading.answers), "status": None, "text": text}
    return {
        "answers": dict(reading.answers),
        "status": found.status.value,
        "discretionary": found.discretionary,
        "missing": list(found.missing),
        "amount": _amount(found.amount, found),
        "term": _term(found),
        "text": text,
    }


def fact_dict(fact: Fact) -> dict[str, Any]:
    """A fact a case may be asked for, ready for JSON."""
    choices = [{"id": choice.id, "name": _text(choice.name)} for choice in fact.choices]
    return {
        "id": fact.id,
        "name": _text(fact.name),
        "kind": fact.kind,
        "unit": fact.unit,
        "signed": fact.signed,
        "choices": choices,
    }


def _said(said: object) -> bool | str | None:
    return plain(said) if isinstance(said, Fraction) else said  # type: ignore[return-value]  # else bool or str


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    return None if quantity is None else {**quantity.to_dict(), "text": _text(quantity_text(quantity))}
