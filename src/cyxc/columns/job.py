"""What a call for many places asks, understood before any column is touched."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from cyxc.columns.agreement import SAME, agreement, combinations, others_of
from cyxc.columns.answers import ANSWERS, asked_of, column_of
from cyxc.columns.handed import handed_in
from cyxc.columns.inputs import Input, Kind, inputs_of
from cyxc.columns.judged import Answer, judge
from cyxc.columns.ring import ColumnRing
from cyxc.columns.sizes import NO_BOUNDS, Bounds, Sizes, Truth, largest
from cyxc.columns.state import State
from cyxc.columns.values import Columns, finish, none
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, UnknownNameError, nearest
from cyxc.evaluate.judge import pending
from cyxc.evaluate.plan import Plan, plan
from cyxc.evaluate.readings import redefined
from cyxc.model.scheme import Scheme
from cyxc.rules.ring import SCALARS, Ring


@attrs.frozen(eq=False)
class Job:
    """A scheme over the columns of one frame.

    `as_of` is a date, the name of a column of dates, or None; `left_out` says for targets that do not apply
    to which rows: True for all, or the name of a column of truth values. `bounds` say how large
    figures may be for everything made of them to be exact in floats.
    """

    plan: Plan
    inputs: tuple[Input, ...]
    as_of: date | str | None
    left_out: Mapping[str, bool | str]
    answers: tuple[str, ...]
    bounds: Bounds
    others: "Mapping[tuple[tuple[str, str], ...], Job]" = attrs.field(factory=dict)
    """The same under other answers to the questions, where it is asked whether the readings agree."""
    refused: str | None = None
    """The column that says why rows can't be what they say, 0 where they can; None where nothing says it."""

    @property
    def outputs(self) -> tuple[tuple[int, str, str], ...]:
        """The columns of the answer: position of the target, what of it, and the column's name."""
        return tuple(
            (leaf.index, word, column_of(leaf.target.id, word))
            for leaf in self.plan.leaves
            for word in self.answers
        )

    @property
    def by_column(self) -> dict[str, Input]:
        """What each column of figures is read as, under all answers the same."""
        return {one.name: one for job in (*self.others.values(), self) for one in job.inputs}

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the frame it rests on."""
        days = {self.day_column} if self.day_column is not None else set()
        said = {column for column in self.left_out.values() if isinstance(column, str)}
        refused = {self.refused} if self.refused is not None else set()
        return frozenset(self.by_column) | days | said | refused

    @property
    def day_column(self) -> str | None:
        """The column of dates rows are judged at."""
        return self.as_of if isinstance(self.as_of, str) else None

    def agreements(self, codes: "Callable[[Job], Sequence[Any]]", ring: Ring = SCALARS) -> dict[int, Any]:
        """By position of the target how its readings agree; `codes` gives the status codes of a job."""
        if "agreement" not in self.answers:
            return {}
        own = codes(self)
        under = {answers: codes(other) for answers, other in self.others.items()}
        found = {}
        for leaf in self.plan.leaves:
            if not leaf.target.questions:
                found[leaf.index] = SAME
                continue
            others = others_of(self.plan.scheme, leaf.target.id)
            several = [own[leaf.index], *(under[answers][leaf.index] for answers in others.answers)]
            found[leaf.index] = agreement(several, others.open, ring)
        return found

    def run(
        self,
        ring: ColumnRing,
        states: list[State],
        late: Any,
        left_out: Mapping[str, Any],
        refused: Any = False,
    ) -> tuple[Answer, ...]:
        """The answers of all targets on a ring, given the states of the inputs.

        `late` says of a date in which rows it is still to come, `refused` in which rows nothing counts.
        """
        columns = Columns(self.plan, ring, none(self.plan), handed_in(self.inputs, states))
        for slot, handed in columns.handed.items():
            columns.states[slot] = handed.state(ring)
        columns.keep([slot for slot, handed in columns.handed.items() if len(handed.columns) > 1])
        finish(columns)
        waiting: dict[int, Any] = {}
        for leaf in self.plan.leaves:
            if isinstance(self.as_of, date):
                waiting[leaf.index] = pending(leaf, self.as_of)
            elif self.as_of is not None and leaf.ends is not None:
                waiting[leaf.index] = late(leaf.ends)
        return judge(columns, waiting, left_out, refused, attained="attainment" in self.answers)


Figures = Callable[[Plan], Iterable[Input]]
"""Says of a plan which columns hold its figures."""


def job_of(
    scheme: Scheme,
    schema: Mapping[str, Any],
    figures: Figures,
    *,
    as_of: "date | str | None",
    not_applicable: "Collection[str] | Mapping[str, bool | str]",
    answers: Collection[str],
    refused: str | None = None,
) -> Job:
    """The job of a scheme on a frame with these columns and types, some of which are `figures`.

    Raises `DataError` with every column that can't be read without guessing, `UnknownNameError` for targets
    the scheme does not have and `UsageError` for answers nobody knows.
    """
    made = plan(scheme)
    columns = tuple(figures(made))
    asked = asked_of(answers)
    left_out = left_out_of(scheme, schema, not_applicable)
    others = _others(scheme, figures, as_of, left_out) if "agreement" in asked else {}
    job = Job(made, columns, as_of, left_out, asked, _bounds(scheme, columns), others, refused)
    taken = [name for _, _, name in job.outputs if name in schema]
    if taken:
        raise DataError(Problem("column-taken", {"name": name}, Location(heading=name)) for name in taken)
    return job


def wide_job(
    scheme: Scheme,
    schema: Mapping[str, Any],
    units: Mapping[str, str],
    *,
    as_of: "date | str | None",
    not_applicable: "Collection[str] | Mapping[str, bool | str]",
    answers: Collection[str],
) -> Job:
    """The job on a frame with a column an indicator, in these `units`; the same for the same call.

    Raises what `job_of` raises.
    """
    left_out = tuple(_left_out(not_applicable).items())
    asked = answers if isinstance(answers, str) else tuple(answers)
    key = (scheme, tuple(schema.items()), tuple(units.items()), as_of, left_out, asked)
    try:
        hash(key)
    except TypeError:
        return _wide_job.__wrapped__(*key)  # what is not even a word is refused there, by its name
    return _wide_job(*key)


@lru_cache(maxsize=64)
def _wide_job(
    scheme: Scheme,
    schema: tuple[tuple[str, Any], ...],
    units: tuple[tuple[str, str], ...],
    as_of: "date | str | None",
    not_applicable: tuple[tuple[str, bool | str], ...],
    answers: Collection[str],
) -> Job:
    columns = dict(schema)
    return job_of(
        scheme,
        columns,
        lambda made: inputs_of(made, columns, kind_of, dict(units)),
        as_of=as_of,
        not_applicable=dict(not_applicable),
        answers=answers,
    )


def _others(
    scheme: Scheme, figures: Figures, as_of: "date | str | None", left_out: Mapping[str, bool | str]
) -> "dict[tuple[tuple[str, str], ...], Job]":
    """The jobs under all other answers that some target hangs on."""
    found = {}
    for answers in combinations(scheme):
        other = scheme.under(dict(answers))
        # What was handed in for an indicator that means something else here was meant as it is in force.
        meant = redefined(scheme, other)
        kept = tuple(one for one in figures(plan(other)) if one.node.indicator.id not in meant)
        found[answers] = Job(plan(other), kept, as_of, left_out, ("status",), _bounds(other, kept))
    return found


def left_out_of(
    scheme: Scheme, schema: Collection[str], said: "Collection[str] | Mapping[str, bool | str]"
) -> dict[str, bool | str]:
    """The targets that do not apply: True, or the column that says to which rows.

    Raises `UnknownNameError` for targets the scheme does not have and columns that are not there.
    """
    found = _left_out(said)
    problems = [
        Problem("unknown-statement", {"name": shown(id_)}, nearest=nearest(str(id_)[:80], scheme.targets.ids))
        for id_ in found
        if id_ not in scheme.targets.ids
    ]
    problems += [
        Problem("no-such-column", {"name": shown(column)}, nearest=nearest(str(column)[:80], list(schema)))
        for column in found.values()
        if isinstance(column, str) and column not in schema
    ]
    if problems:
        raise UnknownNameError(problems)
    return found


def _left_out(said: "Collection[str] | Mapping[str, bool | str]") -> dict[str, bool | str]:
    if isinstance(said, Mapping):
        return dict(said)
    return dict.fromkeys((said,) if isinstance(said, str) else said, True)


@lru_cache(maxsize=256)
def _bounds(scheme: Scheme, inputs: tuple[Input, ...]) -> Bounds:
    """The bounds of a scheme's inputs: the rules run once on sizes in place of columns."""
    derived = frozenset(one.name for one in inputs if one.node.top is not None)
    together = _largest(scheme, inputs, frozenset())
    return Bounds(together, _largest(scheme, inputs, derived) if derived else together, derived)


def _largest(scheme: Scheme, inputs: tuple[Input, ...], nothing: frozenset[str]) -> Mapping[str, int]:
    """By column how many steps a figure may be where there is nothing in some columns."""
    ring, states, read = Sizes(), [], []
    for one in inputs:
        if one.name in nothing:
            # What it is counted in is multiplied with others, but nothing comes of it.
            one = attrs.evolve(one, kind="whole", places=0, unit=one.node.indicator.measure)
        over, under = one.weights
        m = ring.of(one.name, 0 if one.name in nothing else 1)
        states.append(State(m, under, Truth(), Truth(), grows=not one.node.signed, by=over))
        read.append(one)
    job = Job(plan(scheme), tuple(read), None, {}, ANSWERS, NO_BOUNDS)
    job.run(ring, states, None, {})
    return largest(ring.seen, [one.name for one in inputs])


class Unscaled(nw.Decimal):
    """Decimals of a database, each with as many places as it has."""


def kind_of(dtype: Any) -> tuple[Kind, int] | str:
    """What the numbers of a column are, or the name of a type that holds none."""
    if dtype.is_integer():
        return "whole", 0
    if isinstance(dtype, Unscaled):
        return "unscaled", 0
    if dtype.is_decimal():
        return "decimal", dtype.scale
    if dtype == nw.Float64:
        return "float", 0
    if dtype in (nw.Float32, nw.Float16):
        return "single", 0
    return ("objects", 0) if dtype == nw.Object else str(dtype)
