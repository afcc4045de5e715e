"""The answer about one benefit for one case: eligible or not, how much, until when, under which reading."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from cyxc.benefits.amount import NOTHING, AmountAnswer, amount_of
from cyxc.benefits.case import Case, read_case
from cyxc.benefits.conditions import Checked, Eligibility, check, eligibility, missing
from cyxc.benefits.readings import Agreement, BenefitReading, agreement, other_readings, turning
from cyxc.benefits.split import Part, split, taken
from cyxc.benefits.term import last_day, read_start
from cyxc.benefits.words import explanation
from cyxc.errors import Problem, UnknownNameError, brief, nearest
from cyxc.language import Text
from cyxc.model.benefit import Benefit
from cyxc.model.entries import Entries
from cyxc.model.scheme import Scheme


@attrs.frozen(repr=False)
class BenefitAnswer:
    """A benefit × a case × a start, under the readings of its scheme.

    The conditions are decided; amount, split, last day, readings and the sentence are worked out when they
    are read. Equal when scheme, benefit, case and start are.
    """

    scheme: Scheme
    benefit: Benefit
    case: Case
    start: date | None
    conditions: tuple[Checked, ...]
    """Every condition of the benefit, held against the case."""
    status: Eligibility
    until: date | None
    """The last day; None without a term or a start, and for a case that is not eligible."""

    def __repr__(self) -> str:
        return f"BenefitAnswer({self.scheme.id}, {self.id}: {self.status.value})"

    @property
    def id(self) -> str:
        """The benefit's id."""
        return self.benefit.id

    @property
    def clause(self) -> str:
        """The clause that gives it."""
        return self.benefit.clause

    @property
    def discretionary(self) -> bool:
        """True where it may be given and need not be (可); otherwise it is due to whoever is eligible."""
        return self.benefit.discretionary

    @property
    def failed(self) -> tuple[Checked, ...]:
        """The conditions that do not hold, each in words under `text`, with what was `given`."""
        return tuple(one for one in self.conditions if one.holds is False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that eligibility waits for; none once it is decided. The amount has its own."""
        return missing(self.conditions) if self.status == Eligibility.OPEN else ()

    @cached_property
    def amount(self) -> AmountAnswer:
        """How much: what an open case would have if it turned out eligible, nothing where it is not.

        Of a benefit with a `split` it is what is taken from the sums owed, never more than they are.
        """
        if self.status == Eligibility.NOT_ELIGIBLE:
            return NOTHING
        return taken(self.benefit, self._granted, self.case, self.scheme)

    @cached_property
    def split(self) -> tuple[Part, ...]:
        """What is set off from each sum the benefit names, in its order."""
        if self.status == Eligibility.NOT_ELIGIBLE:
            return ()
        return split(self.benefit, self._granted, self.case, self.scheme)

    @cached_property
    def _granted(self) -> AmountAnswer:
        return amount_of(self.benefit, self.case, self.scheme)

    @property
    def periods_together(self) -> bool:
        """True where an amount for more than one year (or month) is split as a whole, not one by one."""
        amount = self.benefit.amount
        per = getattr(amount, "per", ()) if self.split else ()
        times = [self.case.quantity(self.scheme.facts[fact]) for fact in per]
        return any(q is not None and q.unit.dimension == "time" and q.value > 1 for q in times)

    @property
    def until_at_most(self) -> bool:
        """True where the document gives only the longest time, so that `until` is the latest day."""
        return self.benefit.lasts is not None and self.benefit.lasts.at_most

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions of the scheme that govern the benefit."""
        return self.benefit.questions

    @cached_property
    def readings(self) -> tuple[BenefitReading, ...]:
        """The answer under every other combination of readings, those that change fewest first."""
        return other_readings(self)

    @property
    def agreement(self) -> Agreement:
        """`same` under all readings, `depends`, or `open` where a reading lacks facts or a number.

        Compared are eligibility, discretion, amount and last day.
        """
        return agreement(self)

    @property
    def turning(self) -> tuple[str, ...]:
        """The questions whose other readings alone, or the fewest of them together, say otherwise."""
        return turning(self)

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact it may ask for: its own first, then those that only other readings ask for."""
        others = (reading.answer for reading in self.readings)
        asked = [self.benefit.facts, *(other.benefit.facts for other in others if other is not None)]
        return tuple(dict.fromkeys(fact for facts in asked for fact in facts))

    @property
    def explanation(self) -> Text:
        """The answer in one sentence."""
        return explanation(self)

    def to_dict(self) -> dict[str, Any]:
        """The answer as `cyxc.benefit/1`, ready for JSON, the same in every language and locale."""
        from cyxc.benefits.to_json import to_dict

        return to_dict(self)


def decide(scheme: Scheme, benefit: Benefit, case: Case, start: date | None) -> BenefitAnswer:
    """One benefit of a scheme for a case that has been read."""
    conditions = tuple(check(condition, case, scheme) for condition in benefit.conditions)
    status = eligibility(conditions)
    until = None
    if start is not None and benefit.lasts is not None and status != Eligibility.NOT_ELIGIBLE:
        until = last_day(start, benefit.lasts.figure)
    return BenefitAnswer(scheme, benefit, case, start, conditions, status, until)


def answer_benefit(
    scheme: Scheme,
    id_: str,
    case: object = None,
    *,
    start: "date | str | None" = None,
    readings: Mapping[str, str] | None = None,
) -> BenefitAnswer:
    """Whether a case gets one benefit, how much and until when: see `Scheme.benefit`."""
    scheme = scheme if readings is None else scheme.under(readings)
    benefit = scheme.benefits.get(id_) if isinstance(id_, str) else None
    if benefit is None:
        name = brief(id_)
        close = nearest(name, scheme.benefits.ids)
        raise UnknownNameError(Problem("unknown-benefit", {"name": name}, nearest=close))
    return decide(scheme, benefit, _case(scheme, case), read_start(start))


def answer_benefits(
    scheme: Scheme,
    case: object = None,
    *,
    start: "date | str | None" = None,
    readings: Mapping[str, str] | None = None,
) -> Entries[BenefitAnswer]:
    """The answers of every benefit: see `Scheme.benefits_for`."""
    scheme = scheme if readings is None else scheme.under(readings)
    read, begins = _case(scheme, case), read_start(start)
    return Entries(decide(scheme, benefit, read, begins) for benefit in scheme.benefits)


def _case(scheme: Scheme, case: object) -> Case:
    if isinstance(case, str | Path):
        from cyxc.benefits.casefile import read_case_file

        return read_case_file(case, scheme)
    return read_case(scheme, case)
