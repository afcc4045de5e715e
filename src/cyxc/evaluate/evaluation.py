"""Judging one place: data read, statuses decided, everything else worked out when it is read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attrs

from cyxc.data.observation import Data, Observation
from cyxc.errors import DataError, Problem, UnknownNameError, UsageError, nearest
from cyxc.evaluate.judge import judge
from cyxc.evaluate.pivots import Pivot, pivots
from cyxc.evaluate.plan import Leaf, Plan, plan
from cyxc.evaluate.readings import other_answers, redefined
from cyxc.evaluate.totals import Totals, totals
from cyxc.evaluate.values import Values, compute
from cyxc.evaluate.verdict import Verdict
from cyxc.language import Text
from cyxc.model.entries import Entries
from cyxc.model.scheme import Scheme
from cyxc.rules.status import STATUSES, Outcome, outcome


@attrs.frozen(eq=False, repr=False)
class Evaluation:
    """Scheme × data × date: a tree of verdicts that adds up.

    Statuses are decided; values, margins, readings and explanations are worked out when they are read.
    Two evaluations are equal when scheme, data, date and answers are.
    """

    scheme: Scheme
    as_of: date | None
    not_applicable: frozenset[str]
    data: Data | None = attrs.field(repr=False)
    values: Values = attrs.field(repr=False)
    codes: tuple[int, ...] = attrs.field(repr=False)

    @property
    def plan(self) -> Plan:
        """The scheme made ready for judging."""
        return plan(self.scheme)

    @cached_property
    def verdicts(self) -> Entries[Verdict]:
        """The verdicts, in the scheme's order."""
        leaves = self.plan.leaves
        return Entries(
            Verdict(self, leaf.index, leaf.target.id, STATUSES[self.codes[leaf.index]]) for leaf in leaves
        )

    def __getitem__(self, id_: str) -> Verdict:
        """The verdict on one target; `UnknownNameError` names the nearest ids."""
        return self.verdicts[id_]

    def __iter__(self) -> Iterator[Verdict]:
        """The verdicts, in the scheme's order."""
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.codes)

    def __repr__(self) -> str:
        when = "" if self.as_of is None else f", as_of={self.as_of}"
        return f"Evaluation({self.scheme.id}: {self.outcome.value}, {len(self)} verdicts{when})"

    @property
    def status(self) -> Outcome:
        """How the scheme came out: met, not met, or undetermined."""
        return self.outcome

    @cached_property
    def outcome(self) -> Outcome:
        """How the scheme came out: met, not met, or undetermined."""
        return outcome(self.codes[leaf.index] for leaf in self.plan.leaves if leaf.counted)

    @cached_property
    def totals(self) -> dict[str, Totals]:
        """The totals of each kind of entry, and of all together."""
        return {"targets": totals(self.verdicts), "all": totals(self.verdicts)}

    @property
    def counts(self) -> dict[str, int]:
        """How many targets that count have each status."""
        return {status.value: count for status, count in self.totals["targets"].by_status}

    @property
    def place(self) -> Text | None:
        """The place judged, where the data names it."""
        return None if self.data is None else self.data.place

    def by_party(self) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts each office answers for; those nobody is named for stand under an empty name."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            for party in verdict.parties or ("",):
                found.setdefault(party, []).append(verdict)
        return {party: tuple(verdicts) for party, verdicts in found.items()}

    def by_clause(self) -> dict[str, tuple[Verdict, ...]]:
        """The verdicts by clause, in the document's order."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.clause, []).append(verdict)
        return {clause: tuple(verdicts) for clause, verdicts in found.items()}

    def waits(self, leaf: Leaf) -> bool:
        """Whether a target's due date is still to come."""
        ends = leaf.target.window.ends
        return self.as_of is not None and ends is not None and self.as_of < ends

    def handed_in(self, key: str) -> str:
        """A figure as it was handed in, with its unit; empty when it was not."""
        seen = self.values.given.get(key)
        if not isinstance(seen, Observation):
            return "" if seen is None else str(seen)
        value = str(seen.value)
        return value if seen.unit is None or value.endswith(seen.unit) else f"{value} {seen.unit}"

    @property
    def unused(self) -> tuple[str, ...]:
        """The keys of figures handed in that no target asks for, under any reading."""
        left = [key for key in self.values.given if key not in self.plan.slots]
        for answers in other_answers(self.scheme) if left else ():
            slots = plan(self.scheme.under(dict(answers))).slots
            left = [key for key in left if key not in slots]
        return tuple(left)

    def under(self, readings: Mapping[str, str]) -> "Evaluation":
        """The same data under other readings of the questions.

        A figure handed in for an indicator that a reading redefines was reported under the definition in
        force, so under the other one only what its parts come to counts.
        """
        scheme = self.scheme.under(readings)
        if scheme == self.scheme:
            return self
        known = self._others.get(scheme.answers)
        if known is None:
            meant = redefined(self.scheme, scheme)
            given = {k: v for k, v in self.values.given.items() if k.partition("@")[0] not in meant}
            known = _judged(scheme, given, self.as_of, self.not_applicable, self.data)
            self._others[scheme.answers] = known
        return known

    @cached_property
    def _others(self) -> "dict[tuple[tuple[str, str], ...], Evaluation]":
        return {}

    @cached_property
    def pivots(self) -> tuple[Pivot, ...]:
        """Each smallest set of answers that would change the outcome."""
        return pivots(self)

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as `cyxc.evaluation/1`, ready for JSON, the same in every language and locale."""
        from cyxc.evaluate.to_json import to_dict

        return to_dict(self)

    def to_rows(self) -> list[dict[str, Any]]:
        """One flat row a target: the columns of `to_frame`."""
        from cyxc.evaluate.to_json import to_rows

        return to_rows(self)

    def to_frame(self, library: str = "pandas") -> Any:
        """One row a target as a data frame of `library`, pandas or polars, which the caller has installed."""
        rows = self.to_rows()
        if library == "polars":
            import polars

            return polars.DataFrame(rows, infer_schema_length=None)
        if library == "pandas":
            import pandas

            return pandas.DataFrame(rows)
        raise UsageError(Problem("unknown-library", {"name": library}, nearest=("pandas", "polars")))

    def _state(self) -> tuple[object, ...]:
        given = {key: self.handed_in(key) for key in self.values.given}
        return self.scheme, self.as_of, self.not_applicable, self.data, self.codes, given

    def __eq__(self, other: object) -> bool:
        return self._state() == other._state() if isinstance(other, Evaluation) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.scheme, self.as_of, self.codes))


def library_version() -> str:
    """The version of cyxc that is running."""
    return version("cyxc")


def evaluate(
    scheme: Scheme,
    data: object,
    *,
    as_of: "date | str | None" = None,
    readings: Mapping[str, str] | None = None,
    year: int | None = None,
    not_applicable: Collection[str] = (),
) -> Evaluation:
    """Judges one place under a scheme.

    `data` is a mapping of indicators (ids, names or aliases, with `@role` where needed) to figures, an
    iterable of `Observation`, a `Data`, or the path of a CSV, JSON or YAML file. `as_of` is the date asked
    about (without it everything is judged as due), `readings` the answers to the scheme's questions in place
    of the plain ones, `year` what a stripped year is bound to, `not_applicable` the ids of targets that do
    not apply.

    Raises `DataError` with every figure that can't be read, `UnknownNameError` for names nothing has and
    `UsageError` for what can't be asked of this scheme.
    """
    asked = _date(as_of)
    if isinstance(not_applicable, str):
        not_applicable = (not_applicable,)
    if year is not None:
        scheme = scheme.for_year(year)
    if asked is not None and not scheme.bound:
        raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    if readings:
        scheme = scheme.under(readings)
    left_out = frozenset(not_applicable)
    unknown = [id_ for id_ in not_applicable if scheme.targets.get(id_) is None]
    if unknown:
        ids = scheme.targets.ids
        raise UnknownNameError(
            Problem("unknown-target", {"name": id_}, nearest=nearest(id_, ids)) for id_ in unknown
        )
    if isinstance(data, str | Path):
        from cyxc.data.files import read_data

        data = read_data(data, scheme)
    whole = data if isinstance(data, Data) else None
    if whole is not None and whole.scheme is not None and whole.scheme != scheme.id:
        raise DataError(Problem("data-of-other-scheme", {"found": whole.scheme, "scheme": scheme.id}))
    if isinstance(data, Mapping):
        return _judged(scheme, data, asked, left_out, None)
    if not isinstance(data, Iterable):
        raise DataError(Problem("bad-data", {"type": type(data).__name__}))
    observations = tuple(data)
    strange = [type(one).__name__ for one in observations if not isinstance(one, Observation)]
    if strange:
        raise DataError(Problem("bad-data", {"type": f"sequence of {strange[0]}"}))
    places = list(dict.fromkeys(one.place for one in observations if one.place is not None))
    if len(places) > 1:
        raise DataError(Problem("many-places", {"places": "、".join(places[:5])}))
    return _judged(scheme, observations, asked, left_out, whole)


def _judged(
    scheme: Scheme,
    figures: "Mapping[str, object] | Iterable[Observation]",
    as_of: date | None,
    not_applicable: frozenset[str],
    data: Data | None,
) -> Evaluation:
    made = plan(scheme)
    values = compute(made, figures)

    def waits(leaf: Leaf) -> bool:
        ends = leaf.target.window.ends
        return as_of is not None and ends is not None and as_of < ends

    codes = judge(made, values, None if as_of is None else waits, not_applicable)
    return Evaluation(scheme, as_of, not_applicable, data, values, tuple(codes))


def _date(asked: "date | str | None") -> date | None:
    if isinstance(asked, datetime):
        return asked.date()
    if asked is None or isinstance(asked, date):
        return asked
    try:
        return date.fromisoformat(asked)
    except (TypeError, ValueError):
        raise UsageError(Problem("bad-date", {"text": str(asked)})) from None
