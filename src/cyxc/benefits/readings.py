"""What an answer comes to under the other readings of the questions that govern its benefit."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal

import attrs

from cyxc.benefits.amount import AmountAnswer
from cyxc.benefits.conditions import Eligibility
from cyxc.evaluate.readings import by_size
from cyxc.model.benefit import Term

if TYPE_CHECKING:
    from cyxc.benefits.answer import BenefitAnswer

MOST_READINGS = 256
"""So many combinations of readings are worked out; where there are more, agreement is never `same`."""

Agreement = Literal["same", "depends", "open"]
Answers = tuple[tuple[str, str], ...]


@attrs.frozen
class BenefitReading:
    """What other answers to the questions say; `answer` is None where a reading has no number."""

    answers: Answers
    answer: "BenefitAnswer | None"

    @property
    def status(self) -> Eligibility | None:
        """Whether the case is eligible under these answers."""
        return None if self.answer is None else self.answer.status

    @property
    def amount(self) -> AmountAnswer | None:
        """How much under these answers."""
        return None if self.answer is None else self.answer.amount

    @property
    def lasts(self) -> Term | None:
        """The term under these answers; None where they set none."""
        return None if self.answer is None else self.answer.benefit.lasts

    @property
    def until(self) -> date | None:
        """The last day under these answers."""
        return None if self.answer is None else self.answer.until


def other_readings(answer: "BenefitAnswer") -> "tuple[BenefitReading, ...]":
    """The answer under every other combination of readings, those that change fewest first."""
    return tuple(islice(_others(answer), MOST_READINGS))


def _others(answer: "BenefitAnswer") -> Iterator[BenefitReading]:
    scheme, choices = answer.scheme, []
    for question in answer.questions:
        in_force = scheme.reading(question)
        others = (reading for reading in scheme.questions[question].readings if reading != in_force)
        choices.append([(question, reading.id) for reading in others])
    for answers in by_size(choices):
        asked = [scheme.questions[question].readings[reading] for question, reading in answers]
        if any(reading.without_number for reading in asked):
            yield BenefitReading(answers, None)
        elif answers:
            other = scheme.under(dict(answers))
            yield BenefitReading(answers, other.benefit(answer.id, answer.case, start=answer.start))


def agreement(answer: "BenefitAnswer") -> Agreement:
    """See `BenefitAnswer.agreement`."""
    if not answer.readings:
        return "same"
    answers = [answer, *(reading.answer for reading in answer.readings)]
    known = [one for one in answers if one is not None and one.status != Eligibility.OPEN]
    settled = {_outcome(one) for one in known if not one.amount.missing}
    if len({one.status for one in known}) > 1 or len(settled) > 1:
        return "depends"
    lacking = len(known) < len(answers) or any(one.amount.missing for one in known)
    return "open" if lacking or len(answer.readings) >= MOST_READINGS else "same"


def turning(answer: "BenefitAnswer") -> tuple[str, ...]:
    """See `BenefitAnswer.turning`."""
    known = [r for r in answer.readings if r.answer is not None and r.status != Eligibility.OPEN]
    other = [r for r in known if r.answer is not None and _outcome(r.answer) != _outcome(answer)]
    fewest = min((len(reading.answers) for reading in other), default=0)
    named = {q for reading in other if len(reading.answers) == fewest for q, _ in reading.answers}
    return tuple(question for question in answer.questions if question in named)


def _outcome(answer: "BenefitAnswer") -> tuple[object, ...]:
    if answer.status == Eligibility.NOT_ELIGIBLE:
        return (answer.status,)
    return answer.status, answer.discretionary, answer.amount, answer.benefit.lasts, answer.until
