"""Figures without a period: which of several reports of one stands at the date, and what it says."""

from datetime import date

import attrs

from cyxc.data.cells import Fault, read_cell
from cyxc.data.dated import rank, reported_by, with_day
from cyxc.data.observation import Observation, observation
from cyxc.errors import DataError, Problem
from cyxc.evaluate.bounded import in_own_unit
from cyxc.evaluate.plan import Plan
from cyxc.evaluate.ranges import Range
from cyxc.evaluate.values import Values, enter, enter_range
from cyxc.numbers.exact import Pair
from cyxc.rules.status import NO_DATA


@attrs.frozen
class _Figure:
    """A figure as it was handed in, and as it was read: exact, faulty, within bounds, or none."""

    given: object
    seen: Observation
    found: Pair | Fault | Range | None


@attrs.frozen
class Undated:
    """The figures without a period, kept until all are read: a later report may take the place of another."""

    plan: Plan
    values: Values
    problems: list[Problem]
    _told: dict[str, list[_Figure]] = attrs.field(factory=dict)

    def add(self, seen: Observation, bounds: Range | None, given: object) -> None:
        """Reads a figure; `bounds` where only these are known of it, and `given` is what says so."""
        key, handed_in = seen.key, self.values.given
        before = handed_in.get(key)
        if isinstance(before, list):
            self.problems.append(Problem("dated-and-undated", {"name": key}, seen.where))
            return
        if key in handed_in and key not in self._told:
            # A plain number under its id was read already.
            self._keep(observation(key, before), None, before)
        try:
            seen = with_day(seen)
        except DataError as error:
            self.problems.extend(error.problems)
        self._keep(seen, bounds, seen if bounds is None else given)

    def _keep(self, seen: Observation, bounds: Range | None, given: object) -> None:
        cell = read_cell(seen.value, seen.unit, self.plan.scheme.indicators[seen.indicator], seen.where)
        if isinstance(cell, Problem):
            self.problems.append(cell)
            cell = None
        self._told.setdefault(seen.key, []).append(_Figure(given, seen, bounds or cell))
        self.values.given[seen.key] = given

    def enter(self, as_of: date | None) -> None:
        """Puts what stands of each into its slot; nothing where none had been reported by the date."""
        for key, told in self._told.items():
            del self.values.given[key]
            by_then = [one for one in told if reported_by(one.seen, as_of)]
            if by_then:
                self._enter(key, by_then)

    def _enter(self, key: str, told: list[_Figure]) -> None:
        best = max(rank(one.seen) for one in [one for one in told if one.found is not None] or told)
        first, *more = (one for one in told if rank(one.seen) == best)
        details = {"name": key, "first": first.seen.where.say() or key}
        self.problems.extend(Problem("given-twice", details, one.seen.where) for one in more)
        values, slot = self.values, self.plan.slots.get(key)
        values.given[key] = first.given
        if slot is None:
            return
        values.slots[slot] = NO_DATA
        values.faults.pop(slot, None)
        if slot in self.plan.unclear:
            values.faults[slot] = Fault("which-time", {"name": key})
        elif isinstance(first.found, Range):
            values.bounded.append(key)
            own = in_own_unit(first.found, self.plan.nodes[slot].indicator)
            if isinstance(own, Fault):
                enter(self.plan.nodes[slot], own, values)
            else:
                enter_range(self.plan.nodes[slot], own, values)
        elif first.found is not None:
            enter(self.plan.nodes[slot], first.found, values)
