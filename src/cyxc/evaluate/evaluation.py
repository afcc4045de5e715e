"""Judging one place: data read, statuses decided, everything else worked out when it is read."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import attrs

from cyxc.data.observation import Data, Observation
from cyxc.data.records import NO_RECORDS, Records
from cyxc.displayed import Displayed
from cyxc.errors import Problem, UsageError
from cyxc.evaluate.bounded import refuse_misplaced, within
from cyxc.evaluate.duties import judge_duties
from cyxc.evaluate.duty_verdict import DutyVerdict
from cyxc.evaluate.found import NOTHING, Found
from cyxc.evaluate.judge import judge
from cyxc.evaluate.pivots import Pivot, Pivots, pivots
from cyxc.evaluate.plan import Plan, plan
from cyxc.evaluate.read import Figures, read
from cyxc.evaluate.readings import other_answers, redefined
from cyxc.evaluate.sheet import Sheet, sheets
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.timed import Piece, timed
from cyxc.evaluate.totals import Totals, by_kind
from cyxc.evaluate.values import Values
from cyxc.evaluate.verdict import Verdict
from cyxc.language import Language, Text
from cyxc.model.entries import Entries
from cyxc.model.scheme import Scheme
from cyxc.rules.status import STATUSES, Outcome, outcome

if TYPE_CHECKING:
    from cyxc.agenda.item import Item
    from cyxc.charts.face import EvaluationCharts
    from cyxc.planning.catchup import CatchUp


@attrs.frozen(eq=False, repr=False)
class Evaluation(Displayed):
    """Scheme × data × date: a tree of verdicts that adds up.

    Statuses are decided; values, margins, readings and explanations are worked out when they are read.
    Two evaluations are equal when scheme, data, date and answers are.
    """

    scheme: Scheme
    as_of: date | None
    not_applicable: frozenset[str]
    data: Data | None = attrs.field(repr=False)
    plan: Plan = attrs.field(repr=False)
    """The scheme made ready for judging."""
    values: Values = attrs.field(repr=False)
    timed: tuple[tuple[Piece, ...], ...] = attrs.field(repr=False)
    """For each target, the values of the pieces of its time."""
    codes: tuple[int, ...] = attrs.field(repr=False)
    """The status codes of the targets, in the scheme's order."""
    records: Records = attrs.field(repr=False)
    found: tuple[Found, ...] | None = attrs.field(repr=False)
    """What the entries behind the targets came to; None where there was nothing to judge them by."""
    stale_after: int = attrs.field(repr=False)
    """Months after which a stock is too old."""
    root: "Evaluation | None" = attrs.field(default=None, repr=False)
    """What an evaluation under other readings was made from, as the data was handed in."""

    @cached_property
    def targets(self) -> Entries[TargetVerdict]:
        """The verdicts on the targets, in the scheme's order."""
        return Entries(
            TargetVerdict(self, leaf.index, leaf.target.id, STATUSES[self.codes[leaf.index]])
            for leaf in self.plan.leaves
        )

    @cached_property
    def duties(self) -> Entries[DutyVerdict]:
        """The verdicts on criteria, obligations, tasks and steps, each kind in the scheme's order."""
        first = len(self.codes)
        entries = self.scheme.entries[first:]
        found = (NOTHING,) * len(entries) if self.found is None else self.found
        return Entries(
            DutyVerdict(self, index, entry.id, STATUSES[one.code], one)
            for index, (entry, one) in enumerate(zip(entries, found, strict=True), start=first)
        )

    @cached_property
    def verdicts(self) -> Entries[Verdict]:
        """All verdicts: on the targets, then on the other kinds of entries."""
        return Entries((*self.targets, *self.duties))

    def __getitem__(self, id_: str) -> Verdict:
        """The verdict on one target; `UnknownNameError` names the nearest ids."""
        # Whoever asks for a target alone, as readings do, needs no verdicts on everything else.
        found = self.targets.get(id_)
        return self.verdicts[id_] if found is None else found

    def __iter__(self) -> Iterator[Verdict]:
        """The verdicts, in the scheme's order."""
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.scheme.entries)

    def __repr__(self) -> str:
        when = "" if self.as_of is None else f", as_of={self.as_of}"
        return f"Evaluation({self.scheme.id}: {self.outcome.value}, {len(self)} verdicts{when})"

    @property
    def status(self) -> Outcome:
        """How the scheme came out by its targets: met, not met, or undetermined."""
        return self.outcome

    @cached_property
    def outcome(self) -> Outcome:
        """How the scheme came out by its targets; `totals["all"].outcome` says it of every entry."""
        return outcome(self.codes[leaf.index] for leaf in self.plan.leaves if leaf.counted)

    @cached_property
    def totals(self) -> dict[str, Totals]:
        """The totals of each kind of entry the scheme has, and of `all` together."""
        return by_kind(self.verdicts)

    @property
    def counts(self) -> dict[str, int]:
        """How many targets that count have each status."""
        return {status.value: count for status, count in self.totals["targets"].by_status}

    @property
    def place(self) -> Text | None:
        """The place judged, where the data names it."""
        return None if self.data is None else self.data.place

    def by_party(self) -> dict[str, Sheet]:
        """What each office answers for; what nobody is named for stands under an empty name."""
        return sheets(self.scheme, self.verdicts)

    def by_clause(self) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts by clause, in the document's order."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.clause, []).append(verdict)
        order = list(found) if not self.scheme.clauses else sorted(found, key=self.scheme.clause_order)
        return {clause: tuple(found[clause]) for clause in order}

    def handed_in(self, key: str) -> str:
        """A figure as it was handed in, with its unit; empty when it was not."""
        seen = self.values.given.get(key)
        if isinstance(seen, tuple):
            return " ".join(map(str, seen))
        if isinstance(seen, list):
            return ", ".join(f"{one.period}: {one.value}" for one in seen)
        bounds = within(seen)
        if bounds is not None:
            return str(bounds.low) if bounds.low == bounds.high else f"{bounds.low}–{bounds.high}"
        if not isinstance(seen, Observation):
            return "" if seen is None else str(seen)
        return seen.written

    @property
    def unused(self) -> tuple[str, ...]:
        """The keys of figures handed in that no target asks for, under any reading."""
        left = [key for key in self.values.given if key not in self.plan.asked]
        for answers in other_answers(self.scheme) if left else ():
            asked = plan(self.scheme.under(dict(answers))).asked
            left = [key for key in left if key not in asked]
        return tuple(left)

    def under(self, readings: Mapping[str, str]) -> "Evaluation":
        """The same data under other readings of the questions.

        A figure handed in for an indicator that a reading redefines was reported under the definition in
        force, so under the other one only what its parts come to counts.
        """
        scheme, root = self.scheme.under(readings), self.root or self
        if scheme == self.scheme:
            return self
        if scheme == root.scheme:
            return root
        known = root._others.get(scheme.answers)
        if known is None:
            meant = redefined(root.scheme, scheme)
            given = {k: v for k, v in root.values.given.items() if k.partition("@")[0] not in meant}
            known = judged(
                scheme,
                given,
                self.records,
                self.as_of,
                self.not_applicable,
                self.data,
                self.stale_after,
                root,
            )
            root._others[scheme.answers] = known
        return known

    @cached_property
    def _others(self) -> "dict[tuple[tuple[str, str], ...], Evaluation]":
        return {}

    @cached_property
    def _pivots(self) -> Pivots:
        return pivots(self)

    @property
    def pivots(self) -> tuple[Pivot, ...]:
        """Each smallest set of answers that would change the outcome."""
        return self._pivots.found

    @property
    def pivots_complete(self) -> bool:
        """False where the questions combine in more ways than were tried, so that pivots may be missing."""
        return self._pivots.complete

    def timeline(self, *, within: int = 30) -> "tuple[Item, ...]":
        """Everything of the scheme that has a date, in order, each with its state on the date asked about.

        What falls due in the next `within` days is due, what comes later runs or is to come. See
        `cyxc.agenda.items.timeline`.
        """
        from cyxc.agenda.items import timeline

        return timeline(self, within)

    def catch_up(self, costs: Mapping[str, object] | None = None) -> "CatchUp":
        """What it would still take: the cheapest whole steps that meet all targets, or why none do.

        See `cyxc.planning.catchup.catch_up`, which says what `costs` are and what is raised.
        """
        from cyxc.planning.catchup import catch_up

        return catch_up(self, costs)

    @property
    def charts(self) -> "EvaluationCharts":
        """The charts of this evaluation, with the extra `charts`: see `cyxc.charts.face`."""
        from cyxc.charts.face import EvaluationCharts

        return EvaluationCharts(self)

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as `cyxc.evaluation/1`, ready for JSON, the same in every language and locale."""
        from cyxc.evaluate.to_json import to_dict

        return to_dict(self)

    def to_html(self, language: Language = "zh") -> str:
        """A report as one page in one file, for a browser or for paper, in Chinese or English.

        See `cyxc.html.report.report`. Raises `UsageError` for another language.
        """
        from cyxc.html.choice import checked
        from cyxc.html.report import report

        return report(self, checked(language))

    def to_rows(self, *, duties: bool = False) -> list[dict[str, Any]]:
        """One flat row a target, with `duties` one each other entry too: the columns of `to_frame`.

        What the columns hold is said in `cyxc.evaluate.frames`.
        """
        from cyxc.evaluate.frames import verdict_rows

        return verdict_rows(self, duties=duties)

    def to_frame(self, library: str = "pandas", *, duties: bool = False) -> Any:
        """The rows as a data frame of `library`, pandas or polars, which the caller has installed."""
        from cyxc.evaluate.frames import frame

        return frame(self.to_rows(duties=duties), library)

    def _state(self) -> tuple[object, ...]:
        given = {key: self._figure(key, seen) for key, seen in self.values.given.items()}
        about = (self.scheme, self.as_of, self.not_applicable, self.data, self.records, self.stale_after)
        return *about, self.codes, given

    def _figure(self, key: str, seen: object) -> tuple[object, ...]:
        """What a figure is, however it was spelled, and what was said about it."""
        if isinstance(seen, list):
            return tuple(sorted(map(str, seen)))
        slot = self.plan.slots.get(key)
        value = None if slot is None else self.values.slots[slot]
        said = seen if isinstance(seen, Observation) else Observation(indicator=key, value=None)
        about = (said.place, said.period, said.cumulative, said.provisional, said.reported_on, said.source)
        return (Fraction(*value) if isinstance(value, tuple) else self.handed_in(key)), about

    def __eq__(self, other: object) -> bool:
        return self._state() == other._state() if isinstance(other, Evaluation) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.scheme, self.as_of, self.codes))


def library_version() -> str:
    """The version of cyxc that is running."""
    return version("cyxc")


def judged(
    scheme: Scheme,
    figures: Figures,
    beside: Records,
    as_of: date | None,
    not_applicable: frozenset[str],
    data: Data | None,
    stale_after: int,
    root: Evaluation | None = None,
) -> Evaluation:
    """Judges one place once everything handed in was looked at."""
    made = plan(scheme)
    values, dated = read(made, figures, as_of)
    if values.bounded and root is None:
        refuse_misplaced(made, values, as_of)
    if dated and not scheme.bound:
        raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    pieces = timed(made, values, dated, as_of, stale_after)
    codes = tuple(judge(made, pieces, as_of, not_applicable))
    judged = beside is not NO_RECORDS or not_applicable
    found = judge_duties(scheme, beside, as_of, not_applicable) if judged else None
    return Evaluation(
        scheme, as_of, not_applicable, data, made, values, pieces, codes, beside, found, stale_after, root
    )
