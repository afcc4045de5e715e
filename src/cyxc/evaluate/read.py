"""Figures handed in, read into the slots of a plan; dated ones are kept as reports of their periods."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import attrs

from cyxc.data.cells import LARGEST, Fault, read_cell, same_unit
from cyxc.data.dated import dated as days_of
from cyxc.data.dated import each_figure, figure_of
from cyxc.data.names import Names
from cyxc.data.observation import Observation
from cyxc.data.scalars import shown
from cyxc.errors import NOWHERE, CyxcError, DataError, Location, Problem
from cyxc.evaluate.bounded import within
from cyxc.evaluate.links import Report
from cyxc.evaluate.plan import Plan
from cyxc.evaluate.undated import Undated
from cyxc.evaluate.values import Values, enter, impossible
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import Pair
from cyxc.numbers.units import find_unit
from cyxc.rules.status import NO_DATA

Figures = Mapping[str, object] | Iterable[Observation]


Dated = dict[str, list[Report]]
"""The dated reports of each key, those that can't be what they say among them."""


def read(plan: Plan, data: Figures, as_of: date | None = None) -> tuple[Values, Dated]:
    """Reads `data` as far as it had been reported; raises `DataError` with everything that can't be read.

    Dated figures are all kept, with their days of report.
    """
    values = Values([NO_DATA] * len(plan.nodes), {}, {})
    dated: Dated = {}
    _read(plan, data, values, dated, as_of)
    return values, dated


@lru_cache(maxsize=64)
def names(scheme: Scheme) -> Names:
    """The names of a scheme's indicators."""
    return Names(scheme)


def _read(plan: Plan, data: Figures, values: Values, dated: Dated, as_of: date | None) -> None:
    bare, own, slots, given = plan.bare, plan.own, values.slots, values.given
    problems: list[Problem] = []
    rest: list[tuple[object, object]] = []
    for name, value in data.items() if isinstance(data, Mapping) else ((o.key, o) for o in data):
        # Plain numbers under their ids, and those in the indicator's own unit, need no reading.
        slot, number = bare.get(name), value
        if type(value) is tuple and len(value) == 2 and type(value[1]) is str:
            slot, number = own.get((name, value[1])), value[0]
        if slot is not None and type(number) is int and 0 <= number <= LARGEST:
            given[name] = value
            if number is value:
                slots[slot] = (number, 1)
            else:
                enter(plan.nodes[slot], (number, 1), values)
        elif (
            slot is not None
            and type(number) is Decimal
            and number.is_finite()
            and -30 <= number.adjusted() <= 30
        ):
            given[name] = value
            enter(plan.nodes[slot], number.as_integer_ratio(), values)
        else:
            rest.append((name, value))
    undated = Undated(plan, values, problems)
    for other, value in rest:
        for way, period, one in each_figure(value):
            _read_one(plan, other, one, values, dated, undated, problems, (way, period))
    undated.enter(as_of)
    if problems:
        raise DataError(problems)


def _read_one(
    plan: Plan,
    name: object,
    value: object,
    values: Values,
    dated: Dated,
    undated: Undated,
    problems: list[Problem],
    among: tuple[tuple[str | int, ...], str | None],
) -> None:
    """One figure; `among` says where it stands among several handed in under its name, and its period."""
    if not isinstance(name, str):
        problems.append(Problem("name-not-text", {"name": repr(name)[:80]}))
        return
    try:
        bounds = within(value)
        where = Location(path=".".join(map(str, (shown(name), *among[0])))) if among[0] else NOWHERE
        seen = figure_of(name, None if bounds is not None else value, among[1], where)
    except CyxcError as error:
        problems.extend(error.problems)
        return
    if seen.key not in plan.slots:
        found = names(plan.scheme).find(seen.indicator, seen.role, seen.where)
        if isinstance(found, Problem):
            problems.append(found)
            return
        said, headed = find_unit(seen.unit or ""), find_unit(found.unit or "")
        if said is not None and headed is not None and not same_unit(said, headed):
            details = {"value": str(seen.value), "cell": said.symbol, "column": headed.symbol}
            problems.append(Problem("two-units", details, seen.where))
            return
        unit = seen.unit or found.unit
        seen = attrs.evolve(seen, indicator=found.indicator, role=found.role, unit=unit)
    if seen.period is not None and bounds is not None:
        details = {"name": seen.key, "period": shown(seen.period)}
        problems.append(Problem("count-of-period", details, seen.where))
        return
    if seen.period is not None:
        _read_dated(plan, seen, values, dated, problems)
    else:
        undated.add(seen, bounds, value)


def _impossible(plan: Plan, seen: Observation, cell: Pair) -> Fault | None:
    """Why a dated figure can't be: a mean of years need not be whole, what one year came to must."""
    slot = plan.slots.get(seen.key)
    if slot is None:
        return None
    node, measure = plan.nodes[slot], plan.nodes[slot].indicator.measure
    counted = measure.whole and not str(node.role).endswith("average")
    return impossible(attrs.evolve(node, grain=int(1 / measure.step)) if counted else node, cell)


def _read_dated(plan: Plan, seen: Observation, values: Values, dated: Dated, problems: list[Problem]) -> None:
    """A figure of a period: kept as a report, to be put together with others over each target's time."""
    assert seen.period is not None
    before = values.given.setdefault(seen.key, [])
    if not isinstance(before, list):
        problems.append(Problem("dated-and-undated", {"name": seen.key}, seen.where))
        return
    try:
        period, seen = days_of(seen)
    except DataError as error:
        problems.extend(error.problems)
        return
    before.append(seen)
    cell = read_cell(seen.value, seen.unit, plan.scheme.indicators[seen.indicator], seen.where)
    if isinstance(cell, Problem):
        problems.append(cell)
    elif cell is not None:
        fault = cell if isinstance(cell, Fault) else _impossible(plan, seen, cell)
        value = Fraction(*cell) if isinstance(cell, tuple) else Fraction(0)
        dated.setdefault(seen.key, []).append(Report(period, value, seen, fault))
