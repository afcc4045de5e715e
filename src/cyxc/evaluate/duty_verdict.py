"""Verdicts on what has no figure: criteria, obligations, tasks and steps."""

from fractions import Fraction

import attrs

from cyxc.data.records import Judgement
from cyxc.evaluate import explain_duties
from cyxc.evaluate.found import Found, Occasion
from cyxc.evaluate.verdict import Kind, Verdict
from cyxc.language import Text
from cyxc.model.duty import Criterion, Obligation, Task, undated
from cyxc.numbers.quantity import Quantity
from cyxc.numbers.units import unit
from cyxc.rules.dates import SchemeDate
from cyxc.rules.occasions import Occurs
from cyxc.rules.status import STATUSES, Status


@attrs.frozen
class DutyVerdict(Verdict):
    """How a criterion, an obligation, a task or a step came out."""

    found: Found = attrs.field(repr=False)

    @property
    def kind(self) -> Kind:
        """What kind of entry it is about."""
        if isinstance(self.entry, Criterion):
            return "criterion"
        if isinstance(self.entry, Obligation):
            return "obligation"
        return "task" if isinstance(self.entry, Task) else "step"

    @property
    def asked(self) -> Text:
        """How often or by when, in words; that it is met, for a criterion."""
        return explain_duties.asked(self.entry)

    @property
    def explanation(self) -> Text:
        """One sentence on how it came out."""
        return explain_duties.verdict(self)

    @property
    def missing_text(self) -> Text | None:
        """What is missing, in words; None where nothing is."""
        return explain_duties.missing(self)

    @property
    def so_far(self) -> Status | None:
        """How it would stand if it were due today; None once it is due, and where no day is set."""
        so_far = self.found.so_far
        return None if so_far is None or self.status is not Status.NOT_DUE else STATUSES[so_far]

    @property
    def due_date(self) -> SchemeDate | None:
        """When it falls due, as the scheme writes it; None for a step no day is set for."""
        return None if undated(self.entry) else self.entry.window.due

    @property
    def late(self) -> bool:
        """Whether something was done after its day, or not by it."""
        return self.status is Status.NOT_MET and self.found.reason in ("late", "not_done")

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """What each period came to, for each party that is bound."""
        return self.found.occasions

    @property
    def judgement(self) -> Judgement | None:
        """What an assessor found of a criterion."""
        return self.found.judgement

    @property
    def margin(self) -> Quantity | None:
        """Days before the last day, negative where late; times beyond what is asked over a whole window."""
        if self.found.days is not None:
            return Quantity(Fraction(self.found.days), unit("日"))
        rule = self.entry.rule if isinstance(self.entry, Obligation) else None
        counted = isinstance(rule, Occurs) and rule.every is None
        if not counted or len(self.occasions) != 1 or not self.status.decided:
            return None
        (only,) = self.occasions
        return Quantity(Fraction(len(only.events) - only.need), unit("次"))
