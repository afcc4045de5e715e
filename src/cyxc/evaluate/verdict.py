"""Verdicts: one an entry, each with all it rests on; only the status is decided in advance."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

import attrs

from cyxc.data.observation import Observation, observation
from cyxc.evaluate import explain
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.judge import compared, waiting
from cyxc.evaluate.plan import Comparison, Leaf
from cyxc.evaluate.readings import by_size
from cyxc.evaluate.shortfall import Increment
from cyxc.evaluate.wording import names_of, rule_text, threshold_text
from cyxc.language import Text
from cyxc.model.target import Target
from cyxc.numbers.quantity import Quantity
from cyxc.rules.dates import SchemeDate
from cyxc.rules.status import NO_DATA, NOT_APPLICABLE, STATUSES, Status, combine

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation

Agreement = Literal["same", "depends", "open"]

MOST_READINGS = 4096
"""So many combinations of readings are tried; where there are more, agreement is never said to be `same`."""


@attrs.frozen
class Input:
    """A figure a verdict rests on: its key (`founders`, `firms@before`), what was handed in, what it is."""

    key: str
    name: Text
    observation: Observation | None
    value: Quantity | None


@attrs.frozen
class ReadingVerdict:
    """A verdict under other answers to its questions; `verdict` is None where a reading has no number."""

    answers: tuple[tuple[str, str], ...]
    plain: bool
    verdict: "Verdict | None"

    @property
    def status(self) -> Status | None:
        """The status under these answers."""
        return None if self.verdict is None else self.verdict.status


@attrs.frozen
class Verdict:
    """How one target came out, and everything that follows: worked out when it is read."""

    evaluation: "Evaluation" = attrs.field(repr=False)
    index: int = attrs.field(repr=False)
    id: str
    status: Status

    @property
    def _leaf(self) -> Leaf:
        return self.evaluation.plan.leaves[self.index]

    @property
    def target(self) -> Target:
        """The target judged."""
        return self._leaf.target

    @property
    def clause(self) -> str:
        """Where the document says so."""
        return self.target.clause

    @property
    def text(self) -> Text:
        """What is asked, in words."""
        return self.target.text

    @property
    def parties(self) -> tuple[str, ...]:
        """Who answers for it, by full name."""
        return self.target.parties

    @property
    def counted(self) -> bool:
        """False for a restatement and for a child of a combination: those are counted elsewhere."""
        return self._leaf.counted

    @property
    def due(self) -> date | None:
        """The last day it can be met; None while the scheme has no year."""
        return self.due_date.last()

    @property
    def due_date(self) -> SchemeDate:
        """When it falls due, as the scheme writes it; a combination with the last child still open."""
        children = [child for child in self.children if child.status is not Status.NOT_APPLICABLE]
        still_open = [child for child in children if not child.status.decided] or children
        if not still_open:
            return self.target.window.due
        # Dates without their year are compared as if of the same one.
        return max((child.due_date for child in still_open), key=lambda due: due.last(2000) or date.min)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The comparisons behind it: one, several for `each`, none for a combination."""
        evaluation = self.evaluation
        return tuple(
            Compared(evaluation.plan, one, evaluation.values, self._code(one))
            for one in self._leaf.comparisons
        )

    def _code(self, one: Comparison) -> int:
        if self.status is Status.NOT_APPLICABLE:
            return NOT_APPLICABLE
        slots = self.evaluation.values.slots
        waits = self.evaluation.waits(self._leaf)
        return waiting(one, slots, self.target.years) if waits else compared(one, slots)

    @property
    def _only(self) -> Compared | None:
        compared = self.compared
        return compared[0] if len(compared) == 1 else None

    @property
    def children(self) -> "tuple[Verdict, ...]":
        """The verdicts of the targets it combines."""
        return tuple(self.evaluation.verdicts[child] for child in self.target.children)

    @property
    def value(self) -> Quantity | None:
        """What is there; None where there is none, or several."""
        return None if self._only is None else self._only.value

    @property
    def threshold(self) -> Quantity | None:
        """What is asked, as a number in the indicator's unit."""
        return None if self._only is None else self._only.threshold

    @property
    def asked(self) -> Text:
        """The rule as it is written, in words."""
        return rule_text(self.target.rule, self.evaluation.scheme)

    @property
    def asked_number(self) -> Text | None:
        """The rule as a number: ≥ 4,536 户."""
        only = self._only
        if only is None or only.threshold is None:
            return None
        return threshold_text(only.line.op, only.threshold)

    @property
    def margin(self) -> Quantity | None:
        """Signed distance from what is asked, in the indicator's unit (百分点 for shares)."""
        return None if self._only is None else self._only.margin

    @property
    def attainment(self) -> Fraction | None:
        """Value over threshold, for floors; None for anything else."""
        return None if self._only is None else self._only.attainment

    @property
    def missing(self) -> tuple[Increment, ...]:
        """What would have to be added for it to be met, one way after another, the smallest first."""
        return () if self._only is None else self._only.missing

    @property
    def unattainable(self) -> bool:
        """True when it is not met and no increase of an input would do."""
        only = self._only
        return self.status is Status.NOT_MET and only is not None and not only.missing

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The figures it rests on, handed in or missing."""
        keys = dict.fromkeys(key for one in self.compared for key in one.keys)
        return tuple(self._input(key) for key in keys)

    def _input(self, key: str) -> Input:
        evaluation = self.evaluation
        node = evaluation.plan.node(key)
        seen = evaluation.values.given.get(key)
        if seen is not None and not isinstance(seen, Observation):
            seen = observation(key, seen)
        pair = evaluation.values.pair(node)
        value = None if pair is None else Quantity(Fraction(*pair), node.indicator.measure)
        return Input(key, names_of((key,), evaluation.scheme), seen, value)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys of the figures that were not handed in."""
        plan, slots = self.evaluation.plan, self.evaluation.values.slots
        return tuple(one.key for one in self.inputs if slots[plan.slots[one.key]] == NO_DATA)

    @property
    def formula(self) -> Text | None:
        """How the value is computed, in the indicators' names; None where it is handed in."""
        only = self._only
        if only is None or only.indicator.formula is None:
            return None
        indicators, formula = self.evaluation.scheme.indicators, only.indicator.formula
        return Text(
            formula.named(lambda id_: indicators[id_].name.zh),
            formula.named(lambda id_: indicators[id_].name.en),
        )

    @property
    def so_far(self) -> Status | None:
        """How it would stand if it were due today; None once it is due."""
        if self.status is not Status.NOT_DUE:
            return None
        if self.children:
            codes = [(child.so_far or child.status).code for child in self.children]
            return STATUSES[combine(codes, self._leaf.need)]
        slots = self.evaluation.values.slots
        return STATUSES[combine([compared(one, slots) for one in self._leaf.comparisons])]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions it hangs on."""
        return self.target.questions

    @cached_property
    def readings(self) -> tuple[ReadingVerdict, ...]:
        """The verdict under every combination of readings of its questions: the one in force, then those that
        change fewest answers.
        """
        scheme = self.evaluation.scheme
        in_force = {question: scheme.reading(question).id for question in self.questions}
        if not in_force:
            return ()
        others = [
            [(q, reading.id) for reading in scheme.questions[q].readings if reading.id != chosen]
            for q, chosen in in_force.items()
        ]
        return tuple(
            self._under(in_force | dict(changed)) for changed in islice(by_size(others), MOST_READINGS)
        )

    def _under(self, answers: dict[str, str]) -> ReadingVerdict:
        questions = self.evaluation.scheme.questions
        readings = [questions[question].readings[chosen] for question, chosen in answers.items()]
        numbered = not any(reading.without_number for reading in readings)
        verdict = self.evaluation.under(answers)[self.id] if numbered else None
        return ReadingVerdict(tuple(answers.items()), all(reading.plain for reading in readings), verdict)

    @property
    def agreement(self) -> Agreement:
        """`same` under all readings, `depends`, or `open` where a reading lacks data or a number."""
        readings = self.readings
        statuses = {reading.status for reading in readings}
        if len(statuses - {None, Status.NO_DATA}) > 1:
            return "depends"
        lacking = statuses & {None, Status.NO_DATA} or len(readings) >= MOST_READINGS
        return "open" if lacking else "same"

    @property
    def explanation(self) -> Text:
        """One sentence on how it came out."""
        return explain.verdict(self)

    @property
    def missing_text(self) -> Text | None:
        """What is missing, in words; None where nothing is."""
        return explain.missing(self)
