"""The words of expressions as DuckDB's SQL: what polars and narwhals name alike, written out as text.

DuckDB binds a stage of text once; a stage of expressions costs it more than the columns a million rows hold.
"""

from datetime import date
from typing import Any

import attrs

Boolean, Int8, Int64, Float32, Float64, Date = "BOOLEAN", "TINYINT", "BIGINT", "REAL", "DOUBLE", "DATE"


@attrs.frozen(eq=False)
class Expr:
    """An expression as text, which binds tighter than whatever stands around it."""

    text: str
    name: str = ""

    def _with(self, sign: str, other: Any) -> "Expr":
        return Expr(f"({self.text} {sign} {_text(other)})")

    def __add__(self, other: Any) -> "Expr":
        return self._with("+", other)

    def __radd__(self, other: Any) -> "Expr":
        return lit(other)._with("+", self)

    def __sub__(self, other: Any) -> "Expr":
        return self._with("-", other)

    def __rsub__(self, other: Any) -> "Expr":
        return lit(other)._with("-", self)

    def __mul__(self, other: Any) -> "Expr":
        return self._with("*", other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> "Expr":
        return self._with("/", other)

    def __rtruediv__(self, other: Any) -> "Expr":
        return lit(other)._with("/", self)

    def __neg__(self) -> "Expr":
        return Expr(f"(-{self.text})")

    def __eq__(self, other: object) -> "Expr":  # type: ignore[override]  # a column compares to a column
        return self._with("=", other)

    def __ne__(self, other: object) -> "Expr":  # type: ignore[override]  # see above
        return self._with("<>", other)

    __hash__ = None  # type: ignore[assignment]  # nothing that compares like this can be hashed

    def __lt__(self, other: Any) -> "Expr":
        return self._with("<", other)

    def __le__(self, other: Any) -> "Expr":
        return self._with("<=", other)

    def __gt__(self, other: Any) -> "Expr":
        return self._with(">", other)

    def __ge__(self, other: Any) -> "Expr":
        return self._with(">=", other)

    def __and__(self, other: Any) -> "Expr":
        return self._with("AND", other)

    def __or__(self, other: Any) -> "Expr":
        return self._with("OR", other)

    __rand__, __ror__ = __and__, __or__

    def __invert__(self) -> "Expr":
        return Expr(f"(NOT {self.text})")

    def is_null(self) -> "Expr":
        """Whether it is missing."""
        return Expr(f"({self.text} IS NULL)")

    def fill_null(self, value: Any) -> "Expr":
        """Another value where it is missing."""
        return Expr(f"coalesce({self.text}, {_text(value)})")

    def fill_nan(self, value: None) -> "Expr":
        """Null where it is NaN."""
        return Expr(f"(CASE WHEN isnan({self.text}) THEN {_text(value)} ELSE {self.text} END)")

    def is_between(self, lower: Any, upper: Any) -> "Expr":
        """Whether it is neither less than one nor more than the other."""
        return Expr(f"({self.text} BETWEEN {_text(lower)} AND {_text(upper)})")

    def abs(self) -> "Expr":
        """Without its sign."""
        return Expr(f"abs({self.text})")

    def floor(self) -> "Expr":
        """The whole number below."""
        return Expr(f"floor({self.text})")

    def round(self) -> "Expr":
        """The nearest whole number."""
        return Expr(f"round({self.text})")

    def cast(self, kind: str) -> "Expr":
        """As another kind."""
        return Expr(f"({self.text}::{kind})")

    def alias(self, name: str) -> "Expr":
        """With the name of a column."""
        return Expr(self.text, name)

    @property
    def item(self) -> str:
        """What stands in a list of columns."""
        return f"{self.text} AS {quoted(self.name)}" if self.name else self.text


@attrs.frozen(eq=False)
class Case(Expr):
    """The value beside the first condition that holds, else null unless something else is said."""

    cases: str = ""

    def otherwise(self, value: Any) -> "Case":
        """What holds elsewhere. Cases elsewhere are further ones: DuckDB goes through nested ones slower."""
        more = value.cases if isinstance(value, Case) else f"ELSE {_text(value)}"
        return _case(f"{self.cases} {more}")


def _case(cases: str) -> Case:
    return Case(f"(CASE {cases} END)", cases=cases)


@attrs.frozen(eq=False)
class When:
    """A condition, of which it is still to be said what holds there."""

    condition: Any

    def then(self, value: Any) -> Case:
        """What holds where it does."""
        return _case(f"WHEN {_text(self.condition)} THEN {_text(value)}")


when = When


def col(name: str) -> Expr:
    """A column of the stage before."""
    return Expr(quoted(name))


def lit(value: Any, kind: str | None = None) -> Expr:
    """A plain value; without a kind floats are doubles, which DuckDB would read as decimals."""
    if isinstance(value, float) and kind is None:
        kind = Float64
    if value is None:
        text = "NULL"
    elif isinstance(value, date):
        text = f"DATE '{value.isoformat()}'"
    else:
        text = repr(value).upper()
    return Expr(f"({text})" if kind is None else f"(({text})::{kind})")


def quoted(name: str) -> str:
    """The name of a column, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: Any) -> str:
    return value.text if isinstance(value, Expr) else lit(value).text
