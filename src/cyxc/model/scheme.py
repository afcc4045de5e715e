"""The scheme: one government document as an object."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from cyxc.displayed import Displayed
from cyxc.errors import Problem, UnknownNameError, UsageError, brief, nearest
from cyxc.language import Text
from cyxc.model.benefit import Benefit, Fact
from cyxc.model.duty import Criterion, Obligation, Phase, Procedure, Step, Task
from cyxc.model.entries import Entries
from cyxc.model.entry import Concept, Entry, Judged, Jurisdiction, Party, Responsibility
from cyxc.model.indicator import Indicator
from cyxc.model.organ import Body, Consequence, Measure
from cyxc.model.question import Question, Reading
from cyxc.model.target import Target
from cyxc.rules.dates import SchemeDate, Window

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cyxc.agenda.item import Item
    from cyxc.benefits.answer import BenefitAnswer
    from cyxc.consistency.finding import Finding
    from cyxc.data.observation import Observation
    from cyxc.data.records import EventLog, Judgements
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.series import Series
    from cyxc.levels.many import Evaluations
    from cyxc.levels.places import Places
    from cyxc.model.coverage import ClauseCoverage

_NONE: Entries[Any] = Entries()


@attrs.frozen(kw_only=True, cache_hash=True)
class Scheme(Displayed):
    """One document: identity, issuer, place, dates, and all it states.

    Immutable and hashable. `answers` holds the readings chosen in place of the plain ones, `year` what a
    stripped year was bound to.
    """

    id: str
    version: str
    title: Text
    place: Jurisdiction
    term: Window
    issuer: Text | None = None
    issued: SchemeDate | None = None
    note: Text | None = None
    clauses: tuple[str, ...] = ()
    """The clauses of the document, in its order; none where the file does not list them."""
    parties: Entries[Party] = _NONE
    concepts: Entries[Concept] = _NONE
    indicators: Entries[Indicator] = _NONE
    targets: Entries[Target] = _NONE
    criteria: Entries[Criterion] = _NONE
    obligations: Entries[Obligation] = _NONE
    phases: Entries[Phase] = _NONE
    responsibilities: Entries[Responsibility] = _NONE
    measures: Entries[Measure] = _NONE
    facts: Entries[Fact] = _NONE
    benefits: Entries[Benefit] = _NONE
    procedures: Entries[Procedure] = _NONE
    bodies: Entries[Body] = _NONE
    consequences: Entries[Consequence] = _NONE
    questions: Entries[Question] = _NONE
    year: int | None = None
    answers: tuple[tuple[str, str], ...] = ()
    origin: "Scheme | None" = attrs.field(default=None, repr=False, eq=False)
    """What a scheme under answers, or bound to a year, was made from."""

    @property
    def as_stated(self) -> "Scheme":
        """The scheme as the document has it: under the plain readings, and without a year put in."""
        return self if self.origin is None else self.origin.as_stated

    @cached_property
    def bound(self) -> bool:
        """False while the document's year is stripped and none was put in."""
        dates = [self.term.start, self.term.due, *([] if self.issued is None else [self.issued])]
        windows = [entry.window for entry in (*self.entries, *self.phases)]
        return self.year is not None or (
            all(date.bound for date in dates)
            and all(window.bound for window in windows)
            and all(change.bound for q in self.questions for r in q.readings for change in r.changes)
        )

    @cached_property
    def entries(self) -> Entries[Judged]:
        """Every entry that has a verdict: targets, criteria, obligations, tasks of phases, steps."""
        return Entries((*self.targets, *self.criteria, *self.obligations, *self.tasks, *self.steps))

    @cached_property
    def tasks(self) -> Entries[Task]:
        """The tasks of all phases."""
        return Entries(task for phase in self.phases for task in phase.tasks)

    @cached_property
    def steps(self) -> Entries[Step]:
        """The steps of all procedures."""
        return Entries(step for procedure in self.procedures for step in procedure.steps)

    @cached_property
    def statements(self) -> Entries[Entry]:
        """Everything the document states, indicators and questions apart, in the order of the lists."""
        listed = (self.phases, self.responsibilities, self.measures, self.benefits)
        organs = (self.procedures, self.bodies, self.consequences)
        return Entries((*self.entries, *(entry for entries in (*listed, *organs) for entry in entries)))

    def coverage(self) -> "tuple[ClauseCoverage, ...]":
        """The document's clauses in order, each with the number of entries of every kind that stand in it."""
        from cyxc.model.coverage import coverage

        return coverage(self)

    def clause_order(self, clause: str) -> tuple[int, str]:
        """A key that sorts clauses as they follow one another in the document."""
        return self._clause_ranks.get(clause, len(self._clause_ranks)), clause

    @cached_property
    def _clause_ranks(self) -> dict[str, int]:
        return {clause: rank for rank, clause in enumerate(self.clauses)}

    def for_year(self, year: int) -> "Scheme":
        """The scheme with its stripped year put in; UsageError when the document has its years."""
        from cyxc.schemefile.bind import bind, year_fault

        if not isinstance(year, int) or isinstance(year, bool):
            raise UsageError(Problem("bad-year", {"text": brief(year)}))
        if self.year == year:
            return self
        fault = year_fault(self.as_stated, year)
        if fault is not None:
            raise UsageError(fault)
        return bind(self.as_stated, year).under(dict(self.answers))

    def under(self, answers: Mapping[str, str]) -> "Scheme":
        """The scheme with these readings in place of the plain ones.

        `answers` maps question ids to reading ids. Raises `UnknownNameError` for a name nothing has and
        `UsageError` for a reading without a number; all at once.
        """
        from cyxc.schemefile.overlay import under

        if not isinstance(answers, Mapping) or not all(
            isinstance(word, str) for answer in answers.items() for word in answer
        ):
            raise UsageError(Problem("bad-answers", {"text": brief(answers)}))
        return under(self, answers)

    def reading(self, question: str) -> Reading:
        """The reading of a question that is in force here."""
        chosen = dict(self.answers).get(question)
        asked = self.questions[question]
        return asked.plain if chosen is None else asked.readings[chosen]

    def indicator(self, name: str) -> Indicator:
        """The indicator with this id, Chinese or English name or alias; `UnknownNameError` otherwise."""
        found = self.indicator_names.get(name)
        if found is None:
            said = brief(name)
            close = nearest(said, self.indicator_names)
            raise UnknownNameError(Problem("unknown-indicator", {"name": said}, nearest=close))
        return self.indicators[found]

    @cached_property
    def indicator_names(self) -> dict[str, str]:
        """Every id, name and alias of an indicator, with its id."""
        names: dict[str, str] = {}
        for indicator in self.indicators:
            for name in (indicator.name.zh, indicator.name.en, *indicator.aliases):
                names.setdefault(name, indicator.id)
        return {**names, **{indicator.id: indicator.id for indicator in self.indicators}}

    def evaluate(
        self,
        data: object,
        *,
        as_of: "date | str | None" = None,
        readings: Mapping[str, str] | None = None,
        year: int | None = None,
        not_applicable: "Collection[str]" = (),
        judgements: "Judgements | None" = None,
        logs: "EventLog | Iterable[EventLog] | None" = None,
        classes: "Mapping[str, Iterable[str]] | None" = None,
        stale_after: int = 12,
    ) -> "Evaluation":
        """Judges one place: see `cyxc.evaluate.evaluate.evaluate`, which says what may be handed in."""
        # The one import that points upwards: a scheme is where a caller looks for this verb.
        from cyxc.evaluate.evaluate import evaluate

        return evaluate(
            self,
            data,
            as_of=as_of,
            readings=readings,
            year=year,
            not_applicable=not_applicable,
            judgements=judgements,
            logs=logs,
            classes=classes,
            stale_after=stale_after,
        )

    def evaluate_many(
        self,
        data: "Mapping[str, object] | Iterable[Observation] | str | Path",
        *,
        places: "Places | None" = None,
        as_of: "date | str | None" = None,
        readings: Mapping[str, str] | None = None,
        year: int | None = None,
        not_applicable: "Collection[str]" = (),
        judgements: "Mapping[str, Judgements] | None" = None,
        logs: "Mapping[str, EventLog | Iterable[EventLog]] | None" = None,
        classes: "Mapping[str, Iterable[str]] | None" = None,
        stale_after: int = 12,
    ) -> "Evaluations":
        """Judges many places: see `cyxc.levels.many.evaluate_many`, which says what may be handed in."""
        from cyxc.levels.many import evaluate_many

        return evaluate_many(
            self,
            data,
            places=places,
            as_of=as_of,
            readings=readings,
            year=year,
            not_applicable=not_applicable,
            judgements=judgements,
            logs=logs,
            classes=classes,
            stale_after=stale_after,
        )

    def evaluate_frame(
        self,
        frame: Any,
        *,
        as_of: "date | str | None" = None,
        readings: Mapping[str, str] | None = None,
        year: int | None = None,
        not_applicable: "Collection[str] | Mapping[str, str]" = (),
        units: Mapping[str, str] | None = None,
        answers: "Collection[str]" = ("status", "margin"),
        layout: str = "wide",
        keys: "Sequence[str] | None" = None,
    ) -> Any:
        """Judges every row of a data frame: see `cyxc.frames.evaluate_frame`."""
        from cyxc.columns.frame import evaluate_frame

        return evaluate_frame(
            self,
            frame,
            as_of=as_of,
            readings=readings,
            year=year,
            not_applicable=not_applicable,
            units=units,
            answers=answers,
            layout=layout,
            keys=keys,
        )

    def benefit(
        self,
        id_: str,
        case: object = None,
        *,
        start: "date | str | None" = None,
        readings: Mapping[str, str] | None = None,
    ) -> "BenefitAnswer":
        """Whether a case gets a benefit: eligible, not or open; how much; until when; under which reading.

        `case` maps facts (ids, or names in either language) to what they are, see
        `cyxc.benefits.case.read_case`; or it is the path of a YAML or JSON file with such a mapping. `start`
        is the day from which a term runs; without one there is no last day. `readings` answers questions
        in place of the plain readings.

        Raises `UnknownNameError` for a benefit, a fact or a choice nothing has, `DataError` with every fact
        that can't be read, `UsageError` for a start that is no date.
        """
        from cyxc.benefits.answer import answer_benefit

        return answer_benefit(self, id_, case, start=start, readings=readings)

    def benefits_for(
        self,
        case: object = None,
        *,
        start: "date | str | None" = None,
        readings: Mapping[str, str] | None = None,
    ) -> "Entries[BenefitAnswer]":
        """The answers of all benefits for a case, in the document's order; arguments as `benefit` takes."""
        from cyxc.benefits.answer import answer_benefits

        return answer_benefits(self, case, start=start, readings=readings)

    def timeline(self, *, as_of: "date | str | None" = None, within: int = 30) -> "tuple[Item, ...]":
        """Everything that has a date, in order, each with its state on a day of which nothing was handed in.

        `Evaluation.timeline` is the same with data. Raises `UsageError` while the scheme lacks its year.
        """
        return self.evaluate({}, as_of=as_of).timeline(within=within)

    def check(self) -> "tuple[Finding, ...]":
        """The document against itself: which of its figures agree, and what can't all be met.

        From figures, formulas and declared relations, under the readings in force and under each single
        other one that has numbers; in the document's order. See `cyxc.consistency.finding.Finding`.
        """
        from cyxc.consistency.findings import check

        return check(self)

    def evaluate_series(self, data: object, dates: "Iterable[date | str]", **asked: Any) -> "Series":
        """Judges one place at several dates: see `cyxc.evaluate.series.evaluate_series`."""
        from cyxc.evaluate.series import evaluate_series

        return evaluate_series(self, data, dates, **asked)

    def to_dict(self) -> dict[str, Any]:
        """The interchange form `cyxc.scheme/1`, ready for JSON."""
        from cyxc.schemefile.interchange import to_dict

        return to_dict(self)
