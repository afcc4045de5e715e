"""Adding: over which periods there is something to add, and what each place has to give to it."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import attrs

from cyxc.data.observation import Observation
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.links import DAY
from cyxc.evaluate.plan import Node
from cyxc.levels.places import Places
from cyxc.levels.reports import Reports, reports_of
from cyxc.levels.sums import Part, Rolled, adds
from cyxc.rules.occasions import Period
from cyxc.rules.periods import spelt
from cyxc.rules.status import STATUSES, Status


@attrs.frozen
class Giver:
    """A place that handed in figures, with its dated ones as they stood at the date."""

    place: str
    evaluation: Evaluation
    reports: dict[str, Reports]

    def part(self, node: Node, period: Period | None) -> "Part | Status":
        """What it gives to a sum over a period (None: figures without one), or what keeps it from giving."""
        if period is None:
            return self._undated(node)
        found = self._over(node, period)
        if isinstance(found, Status):
            return found
        value, seen = found
        return Part(self.place, value, self.evaluation, seen, any(one.provisional for one in seen))

    def _undated(self, node: Node) -> "Part | Status":
        values = self.evaluation.values
        seen = values.given.get(node.key)
        pair = None if isinstance(seen, list) else values.pair(node)
        if pair is None:
            slot = values.slots[node.slot]
            return STATUSES[slot] if isinstance(slot, int) else Status.NO_DATA
        return Part(self.place, Fraction(*pair), self.evaluation, (), self._provisional(node))

    def _provisional(self, node: Node) -> bool:
        seen = self.evaluation.values.given.get(node.key)
        if isinstance(seen, Observation):
            return seen.provisional
        nodes = self.evaluation.plan.nodes
        return seen is None and any(self._provisional(nodes[slot]) for slot in node.slots)

    def _over(self, node: Node, period: Period) -> "tuple[Fraction, tuple[Observation, ...]] | Status":
        own = self.reports.get(node.key)
        found = Status.NO_DATA if own is None else own.over(period)
        if found is not Status.NO_DATA or node.top is None or node.bottom is not None:
            return found
        total, seen = Fraction(0), dict[int, Observation]()
        for slot, weight in node.top.weights:
            part = self._over(self.evaluation.plan.nodes[slot], period)
            if isinstance(part, Status):
                return part
            total += weight * part[0] / node.top.scale
            seen |= {id(one): one for one in part[1]}
        return total, tuple(seen.values())


@attrs.frozen
class Adder:
    """The places that gave figures, in order of their codes, and those that were to give some and did not."""

    pairs: tuple[tuple[str, Evaluation], ...]
    missing: tuple[str, ...]
    places: Places | None

    @cached_property
    def givers(self) -> tuple[Giver, ...]:
        """The places that gave figures."""
        ordered = sorted(self.pairs, key=lambda pair: pair[0])
        return tuple(Giver(code, evaluation, reports_of(evaluation)) for code, evaluation in ordered)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The figures of the scheme, at their roles."""
        return self.pairs[0][1].plan.nodes if self.pairs else ()

    def sums(self) -> Iterator[Rolled]:
        """The sums of all that was handed in for any place and adds, in the order of the indicators."""
        for node in self.nodes:
            given = [(one.evaluation.values.given, one.reports) for one in self.givers]
            if not any(node.key in seen for seen, _ in given) or not adds(node, self.nodes):
                continue
            if any(node.key in seen and not isinstance(seen[node.key], list) for seen, _ in given):
                yield self.over(node, None)
            yield from self._dated(node)

    def over(self, node: Node, period: Period | None) -> Rolled:
        """The sum over a period, whether or not anybody reported just that one."""
        parts: list[Part] = []
        lacking: list[tuple[str, Status]] = [(code, Status.NO_DATA) for code in self.missing]
        for giver in self.givers:
            part = giver.part(node, period)
            if isinstance(part, Part):
                parts.append(part)
            else:
                lacking.append((giver.place, part))
        running = period is not None and self._running(node, period)
        return Rolled(
            key=node.key,
            indicator=node.indicator,
            parts=tuple(parts),
            lacking=tuple(sorted(lacking, key=lambda one: one[0])),
            period=None if period is None else spelt(period, both_ends=running),
            cumulative=running,
            places=self.places,
        )

    def total(self, node: Node, period: Period | None) -> Fraction | None:
        """What a figure comes to over a period, also one that follows from sums; None where it is unknown."""
        if adds(node, self.nodes):
            value = self.over(node, period).value
            return None if value is None else value.value
        sides = [side for side in (node.top, node.bottom) if side is not None]
        if not sides or node.indicator.over_places == "none":
            return None
        totals = []
        for side in sides:
            parts = [(weight, self.total(self.nodes[slot], period)) for slot, weight in side.weights]
            known = [weight * part for weight, part in parts if part is not None]
            if len(known) < len(parts):
                return None
            totals.append(sum(known, Fraction(0)) / side.scale)
        if len(totals) == 1:
            return totals[0]
        return totals[0] / totals[1] if totals[1] else None

    def _running(self, node: Node, period: Period) -> bool:
        """Whether all who reported the period reported it as a running figure."""
        reports = (one.reports[node.key].kept for one in self.givers if node.key in one.reports)
        marks = {report.seen.cumulative for kept in reports for report in kept if report.period == period}
        return marks == {True}

    def _dated(self, node: Node) -> Iterator[Rolled]:
        """The sums over every period somebody reported.

        Those that come to nothing are told unless a longer one holds them that does: where one place reports
        halves and another the year, the sum is the year's.
        """
        own = [one.reports.get(node.key) for one in self.givers]
        asked = _asked(node, [one for one in own if one is not None])
        found = {period: self.over(node, period) for period in asked}
        if node.indicator.kind == "flow" and any(one.value is None for one in found.values()):
            common = _common(
                [one.links.days(date.min, date.max) for one in own if one is not None and one.kept]
            )
            found |= {
                period: made
                for period in common
                if period not in found and (made := self.over(node, period)).value is not None
            }
        known = [period for period, one in found.items() if one.value is not None]
        for period, one in sorted(found.items(), key=lambda pair: (pair[0].first, pair[0].last)):
            inside = node.indicator.kind == "flow" and any(_holds(longer, period) for longer in known)
            if one.value is not None and node.indicator.kind == "flow" and _crossed(period, known):
                # Own figures may not overlap; each says what came in between two days, as running ones do.
                yield attrs.evolve(one, cumulative=True, period=spelt(period, both_ends=True))
            elif one.value is not None or not inside:
                yield one


def _holds(longer: Period, period: Period) -> bool:
    return longer.first <= period.first and period.last <= longer.last


def _crossed(period: Period, others: Iterable[Period]) -> bool:
    """Whether it overlaps another one, and neither lies in the other."""
    return any(
        one.first <= period.last
        and period.first <= one.last
        and not _holds(one, period)
        and not _holds(period, one)
        for one in others
    )


def _asked(node: Node, reports: Iterable[Reports]) -> set[Period]:
    """The periods somebody reported; of a stock the days, by the period where all give the same one."""
    periods = {period for one in reports for period in one.periods}
    if node.indicator.kind != "stock":
        return periods
    by_day: dict[date, set[Period]] = {}
    for period in periods:
        by_day.setdefault(period.last, set()).add(period)
    return {same.pop() if len(same) == 1 else Period(day, day) for day, same in by_day.items()}


def _common(days: Iterable[list[date]]) -> Iterator[Period]:
    """The spans between days at which something is known of every place, one after the other."""
    sets = [set(one) for one in days]
    shared = sorted(set.intersection(*sets)) if sets else []
    return (Period(eve + DAY, last) for eve, last in pairwise(shared))
