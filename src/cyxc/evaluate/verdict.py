"""Verdicts: one an entry, each with all it rests on; only the status is decided in advance."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

import attrs

from cyxc.data.observation import Observation
from cyxc.data.records import Judgement
from cyxc.displayed import Displayed
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.found import Occasion
from cyxc.evaluate.readings import by_size
from cyxc.evaluate.shortfall import Increment
from cyxc.language import Text
from cyxc.model.entry import Judged
from cyxc.numbers.quantity import Quantity
from cyxc.rules.dates import SchemeDate
from cyxc.rules.status import Status

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.pace import Pace
    from cyxc.levels.trace import Trace

Agreement = Literal["same", "depends", "open"]

Kind = Literal["target", "criterion", "obligation", "task", "step"]

MOST_READINGS = 4096
"""So many combinations of readings are tried; where there are more, agreement is never said to be `same`."""


@attrs.frozen
class Input:
    """A figure a verdict rests on: its key (`founders`, `firms@before`), what was handed in, what it is."""

    key: str
    name: Text
    observation: Observation | None
    value: Quantity | None
    reports: tuple[Observation, ...] = ()
    """The dated figures behind it."""
    bounded: object = None
    """A count of places, or what else was handed in within bounds."""


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
class Verdict(Displayed):
    """How one entry came out, and everything that follows: worked out when it is read.

    What a kind of entry does not have is None or empty: a criterion has no value, a target no occasions.
    """

    evaluation: "Evaluation" = attrs.field(repr=False)
    index: int = attrs.field(repr=False)
    id: str
    status: Status

    @property
    def kind(self) -> Kind:
        """What kind of entry it is about."""
        raise NotImplementedError

    @property
    def entry(self) -> Judged:
        """The entry judged."""
        return self.evaluation.scheme.entries[self.index]

    @property
    def clause(self) -> str:
        """Where the document says so."""
        return self.entry.clause

    @property
    def text(self) -> Text:
        """What is asked, in words."""
        return self.entry.text

    @property
    def parties(self) -> tuple[str, ...]:
        """Who answers for it, by full name."""
        return self.entry.parties

    @property
    def counted(self) -> bool:
        """False for a restatement and for a child of a combination: those are counted elsewhere."""
        return self.entry.restates is None

    @property
    def due(self) -> date | None:
        """The last day it can be met; None while the scheme has no year, and where no day is set."""
        return None if self.due_date is None else self.due_date.last()

    @property
    def due_date(self) -> SchemeDate | None:
        """When it falls due, as the scheme writes it; None where the document sets no day."""
        return self.entry.window.due

    @property
    def asked(self) -> Text:
        """The rule as it is written, in words."""
        raise NotImplementedError

    @property
    def explanation(self) -> Text:
        """One sentence on how it came out."""
        raise NotImplementedError

    @property
    def so_far(self) -> Status | None:
        """How it would stand if it were due today; None once it is due."""
        return None

    @property
    def late(self) -> bool:
        """Whether something was done after its day, or not by it."""
        return False

    @property
    def compared(self) -> tuple[Compared, ...]:
        """The comparisons behind a target: one, several for `each`, none for a combination."""
        return ()

    @property
    def children(self) -> "tuple[Verdict, ...]":
        """The verdicts of the targets it combines."""
        return ()

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """What each period came to, for each party that is bound."""
        return ()

    @property
    def judgement(self) -> Judgement | None:
        """What an assessor found of a criterion."""
        return None

    @property
    def value(self) -> Quantity | None:
        """What is there; None where there is none, or several."""
        return None

    @property
    def value_text(self) -> Text | None:
        """What is there, in words: a ratio (1:4.9) where the rule is written as one."""
        return None

    @property
    def threshold(self) -> Quantity | None:
        """What is asked, as a number in the indicator's unit."""
        return None

    @property
    def asked_number(self) -> Text | None:
        """The rule as a number: ≥ 4,536 户."""
        return None

    @property
    def margin(self) -> Quantity | None:
        """Signed distance from what is asked: in the indicator's unit (百分点 for shares), days for dates."""
        return None

    @property
    def pace(self) -> "Pace | None":
        """How far a floor on a flow is on its way at the date asked about; None for anything else."""
        return None

    @property
    def attainment(self) -> Fraction | None:
        """Value over threshold, for floors; None for anything else."""
        return None

    @property
    def missing(self) -> tuple[Increment, ...]:
        """What would have to be added for it to be met, one way after another, the smallest first."""
        return ()

    @property
    def missing_text(self) -> Text | None:
        """What is missing, in words; None where nothing is."""
        return None

    @property
    def unattainable(self) -> bool:
        """True when it is not met and no increase of an input would do."""
        return False

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The figures it rests on, handed in or missing."""
        return ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys of the figures that were not handed in."""
        return ()

    @property
    def formula(self) -> Text | None:
        """How the value is computed, in the indicators' names; None where it is handed in."""
        return None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions it hangs on."""
        return self.entry.questions

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

    def trace(self) -> "Trace":
        """The way down to every figure it rests on, its file and row, and the places behind it."""
        from cyxc.levels.trace import trace

        return trace(self)
