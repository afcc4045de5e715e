"""Whether linear conditions can all hold, decided exactly; and where they can't, why not.

By Motzkin's transposition theorem conditions can't all hold exactly if multiples of them add up to something
absurd, such as 0 ≥ 1. Those multiples are what is looked for, by the simplex method on fractions: its first
phase is all that is needed, and Bland's rule sees to it that it ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

import attrs

from cyxc.rules.line import Op

_MIRRORED = {Op.AT_MOST: Op.AT_LEAST, Op.LESS_THAN: Op.MORE_THAN}

Row = dict[int, Fraction]


@attrs.frozen(cache_hash=True)
class Constraint:
    """Σ coefficient × variable `op` `constant`; `op` is ≥, > or =, and no coefficient is zero."""

    coefficients: tuple[tuple[str, Fraction], ...]
    op: Op
    constant: Fraction

    @classmethod
    def of(cls, sum_: Mapping[str, Fraction], op: Op, constant: Fraction = Fraction(0)) -> "Constraint":
        """The condition `sum_ op constant`; ≤ and < are turned round."""
        sign = -1 if op in _MIRRORED else 1
        kept = tuple(sorted((name, sign * weight) for name, weight in sum_.items() if weight))
        return cls(kept, _MIRRORED.get(op, op), sign * constant)

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables."""
        return tuple(name for name, _ in self.coefficients)


@lru_cache(maxsize=1024)
def contradiction(
    constraints: tuple[Constraint, ...], free: frozenset[str] = frozenset()
) -> tuple[Fraction, ...] | None:
    """Multipliers that show why the conditions can't all hold, one for each; None when they can.

    Variables are at least zero, those in `free` any number. The conditions, each times its multiplier (never
    negative but for equations), add up to Σ c × variable ≥ d, with c ≤ 0 (= 0 where the variable is free)
    and d ≥ 0; where d = 0, a condition with > has a part in it.
    """
    columns = [(number, sign) for number, one in enumerate(constraints) for sign in _signs(one)]
    rows, values, basis = _tableau(constraints, columns, free)
    if not _artificial_to_zero(rows, values, basis):
        return None
    found = [Fraction(0)] * len(constraints)
    for column, value in zip(basis, values, strict=True):
        if column is not None and column < len(columns):
            number, sign = columns[column]
            found[number] += sign * value
    return tuple(found)


def _signs(constraint: Constraint) -> tuple[int, ...]:
    return (1, -1) if constraint.op is Op.EQUALS else (1,)


def _tableau(
    constraints: Sequence[Constraint], columns: Sequence[tuple[int, int]], free: frozenset[str]
) -> tuple[list[Row], list[Fraction], list[int | None]]:
    """The rows the multipliers obey, their right sides, and a first basis (None: an artificial column)."""
    of_variable: dict[str, Row] = {}
    total, unit = Row(), Row()
    for column, (number, sign) in enumerate(columns):
        one = constraints[number]
        for name, weight in one.coefficients:
            of_variable.setdefault(name, Row())[column] = sign * weight
        if one.constant:
            total[column] = -sign * one.constant
        share = sign * one.constant + (one.op is Op.MORE_THAN)
        if share:
            unit[column] = share
    rows: list[Row] = []
    basis: list[int | None] = []
    slack = len(columns)
    for name, row in [*sorted(of_variable.items()), ("", total)]:
        if name in free:
            basis.append(None)
        else:
            row[slack] = Fraction(1)
            basis.append(slack)
            slack += 1
        rows.append(row)
    # What they add up to is absurd: d ≥ 0, and d + the multipliers of strict conditions is 1.
    rows.append(unit)
    basis.append(None)
    return rows, [*[Fraction(0)] * (len(rows) - 1), Fraction(1)], basis


def _artificial_to_zero(rows: list[Row], values: list[Fraction], basis: list[int | None]) -> bool:
    """Whether the rows have a solution; leaves it in `values` and `basis`."""
    artificial = [number for number, column in enumerate(basis) if column is None]
    left = sum((values[number] for number in artificial), Fraction(0))
    worth = Row()
    for number in artificial:
        _add(worth, rows[number], Fraction(1))
    while left > 0:
        entering = min((column for column, gain in worth.items() if gain > 0), default=None)
        if entering is None:
            return False
        leaving = min(
            (number for number, row in enumerate(rows) if row.get(entering, 0) > 0),
            key=lambda number: (
                values[number] / rows[number][entering],
                -1 if (held := basis[number]) is None else held,
            ),
        )
        row, pivot = rows[leaving], rows[leaving][entering]
        rows[leaving] = row = {column: weight / pivot for column, weight in row.items()}
        values[leaving] /= pivot
        for number, other in enumerate(rows):
            if number != leaving and (weight := other.get(entering)) is not None:
                _add(other, row, -weight)
                values[number] -= weight * values[leaving]
        gain = worth[entering]
        _add(worth, row, -gain)
        left -= gain * values[leaving]
        basis[leaving] = entering
    return True


def _add(row: Row, other: Row, times: Fraction) -> None:
    for column, weight in other.items():
        new = row.get(column, 0) + times * weight
        if new:
            row[column] = new
        else:
            row.pop(column, None)


def components(constraints: Iterable[Constraint]) -> list[tuple[int, ...]]:
    """The positions of conditions that share variables with one another, set by set."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (higher := above.setdefault(name, name)) != name:
            name = higher
        return name

    listed = list(constraints)
    for one in listed:
        for name in one.variables:
            above[top(name)] = top(one.variables[0])
    found: dict[str, list[int]] = {}
    for number, one in enumerate(listed):
        found.setdefault(top(one.variables[0]) if one.variables else "", []).append(number)
    return [tuple(numbers) for numbers in found.values()]
