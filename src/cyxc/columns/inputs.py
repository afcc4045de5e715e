"""Columns as figures: which indicator each holds, in which unit, and how it becomes whole numbers.

A column is counted on a grid of decimal places. Whole numbers and decimals bring their own; a column of
floats is counted in steps of its unit, and a float that lies between them is left to the exact path.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from math import gcd
from typing import Any, Literal

import attrs

from cyxc.columns.fold import cases
from cyxc.columns.ring import ColumnRing
from cyxc.columns.state import State
from cyxc.data.cells import nearest_units, same_unit
from cyxc.data.names import Name
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, nearest
from cyxc.evaluate.nodes import Node
from cyxc.evaluate.plan import Plan
from cyxc.evaluate.read import names
from cyxc.numbers.units import Unit, find_unit

Kind = Literal["whole", "float", "single", "decimal", "unscaled", "objects"]
"""What a column's numbers are: whole, floats of 64 or 32 bits, decimals with so many places, decimals with
any number of places, or objects of Python, which are read one by one."""

MOST_DIGITS = 10**15
"""Below this size no two decimals of 15 digits are the same float; of 32-bit floats six digits are safe."""

FINER = 4
"""Places below the step for counts that need not be whole, such as the average of several places."""


@attrs.frozen
class Input:
    """A column that holds a figure: its `name` in the frame, and the node it is for.

    A value is `m / 10**places` in `unit` for a whole number m, which is `m × over / under` in the
    indicator's own unit over `10**places`.
    """

    name: str
    node: Node
    unit: Unit
    kind: Kind
    places: int

    @property
    def grid(self) -> int:
        """How many steps make one of the column's unit."""
        return int(10**self.places)

    @property
    def limit(self) -> int:
        """The number of steps up to which a float of its kind is told apart from its neighbours."""
        return {"single": 10**6, "objects": -1}.get(self.kind, MOST_DIGITS)

    @cached_property
    def weights(self) -> tuple[int, int]:
        """What m is multiplied by, and what it is then over, in the indicator's own unit."""
        size = self.unit.in_(self.node.indicator.measure)
        over, under = size.numerator, self.grid * size.denominator
        shared = gcd(over, under)
        return over // shared, under // shared

    @property
    def of_floats(self) -> bool:
        """Whether its numbers may lie between two steps."""
        return self.kind in ("float", "single", "unscaled")

    @cached_property
    def off_grid_is_invalid(self) -> bool:
        """Whether what lies between two steps is a part of something that comes whole."""
        if not self.node.grain or not self.of_floats:
            return False
        thing = Fraction(1, self.node.grain) / self.unit.in_(self.node.indicator.measure)
        return thing == Fraction(1, self.grid)

    def whole(self, ring: ColumnRing, m: Any) -> Any:
        """Whether m steps are a whole number of what is counted, if anything is."""
        if not self.node.grain:
            return True
        over, under = self.weights
        # The fewest steps that come to whole things.
        steps = Fraction(under, over * self.node.grain).numerator
        return True if steps == 1 else ring.multiple(m, steps)

    def last_digit(self, ring: ColumnRing, n: Any) -> Any:
        """One of the last digit a value was written with, in the units of its state's n."""
        over = self.weights[0]
        if self.kind in ("whole", "decimal"):
            return over
        least = 1 if self.kind == "single" else 0  # a 32-bit 90 prints as 90.0
        digits = [self.grid // 10**place for place in range(least, self.places + 1)]
        chosen = [(ring.multiple(n, over * digit), over * digit) for digit in digits]
        left, otherwise = cases(chosen, over)
        return ring.number(left, otherwise)


def inputs_of(
    plan: Plan,
    columns: Mapping[str, Any],
    kind_of: Callable[[Any], tuple[Kind, int] | str],
    units: Mapping[str, str],
) -> tuple[Input, ...]:
    """The inputs among a frame's columns.

    `columns` are names with types, which `kind_of` understands or else names. Raises `DataError` with every
    column that can't be read without guessing: one that holds no numbers, a share whose unit nobody said,
    a unit that does not fit, two columns for one figure.
    """
    problems: list[Problem] = []
    known = names(plan.scheme)
    found: dict[int, Input] = {}
    named: dict[str, Name] = {}
    first: dict[str, str] = {}
    for column, dtype in columns.items():
        if not known.knows(column):
            continue
        name = known.find(column, where=Location(heading=column))
        if isinstance(name, Problem):
            problems.append(name)
            continue
        if name.key in first:
            details = {"name": name.key, "first": first[name.key]}
            problems.append(Problem("column-twice", details, Location(heading=column)))
            continue
        first[name.key], named[column] = column, name
        slot = plan.slots.get(name.key)
        if slot is None or slot in plan.unclear:
            continue
        one = _input(plan.nodes[slot], column, name, kind_of(dtype), units)
        if isinstance(one, Problem):
            problems.append(one)
        else:
            found[slot] = one
    problems += _unknown_units(units, named, tuple(columns))
    if problems:
        raise DataError(problems)
    return tuple(found.values())


def _input(
    node: Node, column: str, name: Name, kind: tuple[Kind, int] | str, units: Mapping[str, str]
) -> Input | Problem:
    at, own = Location(heading=column), node.indicator.measure
    if isinstance(kind, str):
        return Problem("column-not-numbers", {"name": name.key, "type": kind}, at)
    said = next((units[word] for word in (column, name.key, name.indicator) if word in units), name.unit)
    unit = own if said is None else find_unit(said)
    if unit is None:
        return Problem("unknown-unit", {"unit": shown(said)}, at, nearest_units(str(said)))
    headed = None if name.unit is None else find_unit(name.unit)
    if headed is not None and not same_unit(unit, headed):
        details = {"value": column, "cell": unit.symbol, "column": headed.symbol}
        return Problem("two-units", details, at)
    if said is None and own.symbol in ("%", "‰"):
        return Problem("column-without-unit", {"name": name.key}, at)
    if not unit.converts_to(own):
        return Problem("column-unit", {"name": name.key, "unit": unit.symbol, "own": own.symbol}, at)
    family, places = kind
    if family not in ("whole", "decimal"):
        places = places_of(node, unit)
    return Input(column, node, unit, family, places)


def places_of(node: Node, unit: Unit) -> int:
    """The decimal places of a unit's step."""
    places = 0
    while unit.step * 10**places < 1 or (unit.step * 10**places).denominator != 1:
        places += 1
    return places if node.grain or not node.indicator.measure.whole else places + FINER


def _unknown_units(
    units: Mapping[str, str], named: Mapping[str, Name], columns: Iterable[str]
) -> Iterable[Problem]:
    words = {word for column, name in named.items() for word in (column, name.key, name.indicator)}
    for word in units:
        if word not in words:
            close = nearest(str(word)[:80], sorted(words))
            yield Problem("unit-of-no-column", {"name": shown(word)}, nearest=close or tuple(columns)[:5])


def state_of(column: Input, m: Any, invalid: Any, absent: Any) -> State:
    """The state of an input of which m steps were handed in."""
    over, under = column.weights
    return State(m, under, invalid, absent, grows=not column.node.signed, by=over)
