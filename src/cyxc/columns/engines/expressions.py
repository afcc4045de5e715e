"""Columns as expressions, for engines that plan before they compute: polars in its own words, DuckDB in SQL,
ibis through narwhals, all of which have the same ones.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import attrs

from cyxc.columns.fold import cases, either, negated
from cyxc.columns.inputs import Input, state_of
from cyxc.columns.sizes import Bounds
from cyxc.columns.state import State
from cyxc.rules.line import beside, times

PREFIX = "__cyxc_"
"""What the names of columns in between begin with; they never reach the caller."""


def numbered(words: Any, condition: Any, kind: Any) -> Any:
    """A truth value as 1 or 0: PostgreSQL makes only one kind of number of it."""
    return words.when(condition).then(words.lit(1, kind)).otherwise(words.lit(0, kind))


EVERY = 2**62
"""More rows than any table has."""


def apart(frame: Any) -> Any:
    """A frame whose columns are worked out before the next stage names them.

    PostgreSQL and its like write a stage out wherever the next one names its columns, which grows without
    bounds, unless the stage has a limit.
    """
    merges = frame.implementation.is_ibis() and frame.to_native().get_backend().name != "duckdb"
    return frame.head(EVERY) if merges else frame


@attrs.frozen
class Dialect:
    """Whose words the expressions are: those of narwhals, polars or `cyxc.columns.engines.sql`.

    `ibis` is whether narwhals hands them on to ibis. With `nulls` what is missing stays so, which spares a
    copy of every column: it compares to nothing, and no condition comes of it. `inverts` is whether a column
    is divided by a number by multiplying with its inverse, which is not always the nearest. `counts` are the
    columns that are counted in whole numbers, not in floats.
    """

    words: ModuleType
    ibis: bool = False
    nulls: bool = False
    inverts: bool = False
    counts: frozenset[str] = frozenset()


class Expressions:
    """The ring of expressions; what is kept becomes columns of a stage."""

    def __init__(self, dialect: Dialect) -> None:
        """Begins without any stage."""
        self.stages: list[tuple[Any, ...]] = []
        self.words: Any = dialect.words
        self._dialect = dialect
        self._finished: dict[int, Any] = {}
        self._literals: dict[tuple[type, int], Any] = {}
        self._nothing: Any = None

    def case(self, pairs: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The value beside the first condition that holds."""
        left, found = cases(pairs, otherwise)
        for condition, value in reversed(left):
            found = self.words.when(condition).then(self.literal(value)).otherwise(self.literal(found))
        return found

    def number(self, pairs: Sequence[tuple[Any, Any]], otherwise: Any) -> Any:
        """The number beside the first condition that holds."""
        left, last = cases(pairs, otherwise)
        return (
            self.case([(condition, self._float(value)) for condition, value in left], self._float(last))
            if left
            else last
        )

    def _float(self, value: Any) -> Any:
        return value if isinstance(value, self.words.Expr) else self.words.lit(float(value))

    def count(self, conditions: Sequence[Any]) -> Any:
        """How many of the conditions hold."""
        kind = self.words.Int8 if len(conditions) < 128 else self.words.Int64
        found: Any = sum(one for one in conditions if isinstance(one, bool))
        for one in conditions:
            if not isinstance(one, bool):
                found = found + numbered(self.words, one, kind)
        return found

    def multiple(self, n: Any, d: Any) -> Any:
        """Whether n is a multiple of d: a quotient that is whole gives n back."""
        if isinstance(d, int):
            return self._quotient(n, d).floor() * d == n
        divisor = self.words.when(d == 0).then(self._float(1)).otherwise(d)
        return (d != 0) & ((n / divisor).floor() * d == n)

    def absolute(self, n: Any) -> Any:
        """How large n is."""
        return n.abs()

    def divided(self, where: Any, n: Any, d: Any) -> Any:
        """n / d where a condition holds."""
        if where is False:
            return self.words.lit(None, self.words.Float64)
        # Null where the condition does not hold, so that nothing is ever divided by zero.
        return self.words.when(where).then(self._quotient(n, d))

    def _quotient(self, n: Any, d: Any) -> Any:
        """n / d, the nearest float to it."""
        if not isinstance(d, int) or not isinstance(n, self.words.Expr):
            return n / d
        if d == 1:
            return n.cast(self.words.Float64) if self._dialect.counts else n
        d = beside(n, d)
        return n / d if self._nothing is None else n / (self._nothing + d)

    def kept(self, states: Sequence[State]) -> list[State]:
        """The states as columns of a new stage."""
        names = ("m", "d", "invalid", "absent", "undefined")
        columns = self.staged([getattr(state, name) for state in states for name in names])
        rows = zip(*[iter(columns)] * len(names), strict=True)
        return [
            attrs.evolve(state, **dict(zip(names, row, strict=True)))
            for state, row in zip(states, rows, strict=True)
        ]

    def staged(self, columns: Sequence[Any]) -> list[Any]:
        """Columns worked out in a new stage; plain values and finished columns stay."""
        stage: list[Any] = []
        found = [self._column(column, stage) for column in columns]
        if stage:
            self.stages.append(tuple(stage))
        return found

    def _column(self, column: Any, stage: list[Any]) -> Any:
        if not isinstance(column, self.words.Expr) or id(column) in self._finished:
            return column
        name = f"{PREFIX}{len(self._finished)}"
        stage.append(column.alias(name))
        finished = self.words.col(name)
        self._finished[id(finished)] = finished
        return finished

    def read(
        self, columns: Sequence[Input], bounds: Bounds, *, refuse: bool, doubts: bool
    ) -> tuple[list[State], Any]:
        """The states of figures' columns, and the rows where only the exact path can tell what they are.

        Where there is no exact path such figures are refused (`refuse`): they count as invalid. Which rows
        they are is left out unless it is asked for (`doubts`).
        """
        allowed = [bounds.of(one.name, one.limit) for one in columns]
        most = [alone / one.grid for one, (_, alone) in zip(columns, allowed, strict=True)]
        cells = [self._cell(one) for one in columns]
        values = cells if self._dialect.nulls else [cell.fill_null(0.0) for cell in cells]
        steps = [self._steps(*three) for three in zip(columns, values, most, strict=True)]
        absents = [cell.is_null() for cell in cells]
        # A zero in every row: made of a truth value, since nothing times what is infinite is no zero.
        nothing = [absent.cast(self.words.Float64) * 0.0 for absent in absents[:1] if self._dialect.inverts]
        kept = iter(self.staged([*values, *steps, *absents, *nothing]))
        values, steps, absents = ([next(kept) for _ in columns] for _ in range(3))
        self._nothing = next(kept, self._nothing)
        both_ways = zip(columns, absents, strict=True)
        derived = either(*(negated(absent) for one, absent in both_ways if one.name in bounds.derived))
        (derived,) = self.staged([derived])
        limits = [
            self.number([(derived, together / one.grid)], alone if one.grid == 1 else alone / one.grid)
            for one, (together, alone) in zip(columns, allowed, strict=True)
        ]
        figures = list(zip(columns, values, steps, limits, strict=True))
        wrong = [self._refused(*four) if refuse else self._wrong(*four) for four in figures]
        said = [*wrong, either(*(self._doubt(*four) for four in figures)) if doubts else False]
        if self._dialect.nulls:
            # What is missing is neither wrong nor in doubt.
            said = [one if isinstance(one, bool) else one.fill_null(False) for one in said]
        *invalid, unsure = self.staged(said)
        states = [state_of(*four) for four in zip(columns, steps, invalid, absents, strict=True)]
        return states, unsure

    def _cell(self, one: Input) -> Any:
        cell = self.words.col(one.name)
        if one.kind in ("float", "single"):
            cell = cell.fill_nan(None)
        if one.kind == "float":
            return cell
        cell = cell.cast(self.words.Int64 if one.name in self._dialect.counts else self.words.Float64)
        # The decimals of PostgreSQL can be NaN.
        return cell.fill_nan(None) if self._dialect.ibis and one.kind in ("decimal", "unscaled") else cell

    def _steps(self, one: Input, value: Any, limit: float) -> Any:
        """How many steps of its grid a value is."""
        whole = not one.of_floats and one.grid == 1
        if self._dialect.ibis:
            # It rounds to 64-bit whole numbers, which nothing larger fits into, and databases stop at floats
            # that overflow; whole numbers over one another would be divided without their remainder.
            value = value.clip(-limit, limit)
            return value if whole else (value * one.grid).round().cast(self.words.Float64)
        return value if whole else (value * one.grid).round()

    def _wrong(self, one: Input, value: Any, m: Any, limit: Any) -> Any:
        """Where a figure can't be."""
        off = self._off(one, value, m) if one.off_grid_is_invalid else False
        return either(one.node.below_zero(m), self._over_all(one, m), off)

    def _doubt(self, one: Input, value: Any, m: Any, limit: Any) -> Any:
        """Where it can't be told here what it is: infinite, too large, between steps."""
        off = False if one.off_grid_is_invalid else self._off(one, value, m)
        return either(value > limit, value < -limit if one.node.signed else False, off)

    def _refused(self, one: Input, value: Any, m: Any, limit: Any) -> Any:
        """Where a figure can't be, or can't be told, in as few looks as possible."""
        within = value.is_between(-limit if one.node.signed else 0, limit)
        return either(~within, self._over_all(one, m), self._off(one, value, m))

    def _over_all(self, one: Input, m: Any) -> Any:
        """Where so many steps are more than all of a whole, or a part of what comes whole."""
        over, under = one.weights
        return either(one.node.above_whole(times(m, over), under), negated(one.whole(self, m)))

    def _off(self, one: Input, value: Any, m: Any) -> Any:
        """Where a value lies between two steps."""
        if not one.of_floats:
            return False
        if one.kind == "unscaled":
            # What is left of a division of decimals is exact; it becomes a float afterwards.
            return (self.words.col(one.name) % (1 / one.grid) != 0) & ~self._cell(one).is_null()
        back = self._quotient(m, one.grid)
        if one.kind == "single":
            back = back.cast(self.words.Float32).cast(self.words.Float64)
        return back != value

    def literal(self, value: Any) -> Any:
        """A truth value or a code as an expression; codes take a byte a row."""
        if isinstance(value, self.words.Expr):
            return value
        if (type(value), value) not in self._literals:
            kind = self.words.Boolean if isinstance(value, bool) else self.words.Int8
            self._literals[type(value), value] = self.words.lit(value, kind)
        return self._literals[type(value), value]
