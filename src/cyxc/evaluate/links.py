"""Days with known differences between them: what reports of a flow connect.

Each connected set of days keeps what came in between any of its days and a root, so that a difference is
one subtraction (a union-find with weights), and the reports themselves for when they have to be named.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs

from cyxc.data.cells import Fault
from cyxc.data.observation import Observation
from cyxc.rules.occasions import Period

DAY = timedelta(days=1)


@attrs.frozen
class Report:
    """One dated figure: the days it is for, its value in the indicator's own unit, and who said it.

    `fault` is why it can't be; its value is then nothing.
    """

    period: Period
    value: Fraction
    seen: Observation
    fault: Fault | None = None

    @property
    def eve(self) -> date:
        """The day before it begins."""
        return self.period.first - DAY


class Links:
    """Days, and the reports between them."""

    def __init__(self) -> None:
        """Begins with nothing known."""
        self._parent: dict[date, date] = {}
        self._above: dict[date, Fraction] = {}
        self._from: dict[date, list[tuple[date, Report]]] = {}

    def add(self, report: Report) -> None:
        """A report as the difference between its eve and its last day, which nothing connects yet."""
        start, end = report.eve, report.period.last
        self._from.setdefault(start, []).append((end, report))
        self._from.setdefault(end, []).append((start, report))
        (root, low), (other, high) = self._root(start), self._root(end)
        # end − start = value, with both measured from their roots.
        self._parent[other] = root
        self._above[other] = low + report.value - high

    def between(self, start: date, end: date) -> Fraction | None:
        """What came in after one day and up to another; None where nothing connects them."""
        if start not in self._parent or end not in self._parent:
            return None
        (root, low), (other, high) = self._root(start), self._root(end)
        return high - low if root == other else None

    def path(self, start: date, end: date) -> tuple[Report, ...]:
        """The fewest reports that connect two days."""
        reached: dict[date, tuple[Report, ...]] = {start: ()}
        waiting = [start]
        for day in waiting:
            if day == end:
                break
            for other, report in self._from.get(day, ()):
                if other not in reached:
                    reached[other] = (*reached[day], report)
                    waiting.append(other)
        return reached.get(end, ())

    def falls(self) -> Iterator[tuple[date, date]]:
        """Days, one after the other and connected, between which less than nothing came in."""
        sets: dict[date, list[tuple[date, Fraction]]] = {}
        for day in sorted(self._from):
            root, sofar = self._root(day)
            sets.setdefault(root, []).append((day, sofar))
        for days in sets.values():
            for (earlier, low), (later, high) in pairwise(days):
                if high < low:
                    yield earlier, later

    def days(self, first: date, last: date) -> list[date]:
        """The days from one to another that something is known at."""
        return [day for day in self._from if first <= day <= last]

    def _root(self, day: date) -> tuple[date, Fraction]:
        """The root of a day's set, and how much came in between it and the day."""
        path = [day]
        while self._parent.setdefault(path[-1], path[-1]) != path[-1]:
            path.append(self._parent[path[-1]])
        root, sofar = path.pop(), Fraction(0)
        for one in reversed(path):
            sofar += self._above[one]
            self._parent[one], self._above[one] = root, sofar
        return root, sofar
