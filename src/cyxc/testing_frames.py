"""Columns of random figures for property tests of data frames; see `cyxc.testing`."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

from cyxc.data.cells import read_cell
from cyxc.data.observation import observation
from cyxc.errors import NOWHERE
from cyxc.model.scheme import Scheme

ODD: tuple[float | None, ...] = (
    None, float("nan"), float("inf"), float("-inf"), 0.0, -1.0, 0.5, 0.1 + 0.2, 1e17, 1e300, 5e-324,
)  # fmt: skip
"""Figures that frames hold and nobody meant to hand in."""


@attrs.frozen
class Columns:
    """Columns of figures by indicator and role, all as long, and the unit each is in.

    A column holds whole numbers, decimals with a fixed number of places, or floats; None is a gap.
    """

    figures: dict[str, list[Any]]
    units: dict[str, str]

    def __len__(self) -> int:
        return len(next(iter(self.figures.values()), []))

    def row(self, at: int) -> dict[str, tuple[Any, str]]:
        """One row as figures for `Scheme.evaluate`."""
        return {name: (column[at], self.units[name]) for name, column in self.figures.items()}


@st.composite
def columns_for(draw: st.DrawFn, scheme: Scheme, most: int = 4, odd: bool = True) -> Columns:
    """Columns that `scheme.evaluate_frame` reads: up to so many rows as `cyxc.testing.data_for` draws them,
    and (`odd`) rows of figures nobody meant.

    Columns of whole numbers, of decimals and of floats, a row's figures on what is asked or one step off it.
    """
    from cyxc.testing import data_for

    drawn = [draw(data_for(scheme, complete=draw(st.booleans()))) for _ in range(draw(st.integers(1, most)))]
    odd_rows = draw(st.integers(0, 2)) if odd else 0
    figures, units = {}, {}
    for name in sorted({name for row in drawn for name in row}):
        indicator = scheme.indicators[name.partition("@")[0]]
        values = [_in_own_unit(name, row.get(name), scheme) for row in drawn]
        column = [None if value is None else Decimal(value.numerator) / value.denominator for value in values]
        kind = draw(st.sampled_from(("whole", "decimal", "float")))
        if odd_rows or (kind == "whole" and any(value and value.denominator > 1 for value in values)):
            kind = "float"
        extra = [draw(st.sampled_from(ODD)) for _ in range(odd_rows)]
        figures[name] = [*(None if value is None else _of_kind(kind, value) for value in column), *extra]
        units[name] = indicator.unit
    return Columns(figures, units)


def _in_own_unit(name: str, value: Any, scheme: Scheme) -> Fraction | None:
    seen = observation(name, value)
    cell = read_cell(seen.value, seen.unit, scheme.indicators[name.partition("@")[0]], NOWHERE)
    return Fraction(*cell) if isinstance(cell, tuple) else None


def _of_kind(kind: str, value: Decimal) -> int | float | Decimal:
    if kind == "decimal":
        return value
    return int(value) if kind == "whole" else float(value)
