"""Dated figures put together over the time each target asks for: values for every piece of it."""

from datetime import date

import attrs

from cyxc.data.dated import reported_by, said
from cyxc.errors import DataError, Problem
from cyxc.evaluate.accumulate import Accumulated, Clash, clashes, standing
from cyxc.evaluate.bases import Base, base, disagreements
from cyxc.evaluate.clock import Clock, accumulated, baseline
from cyxc.evaluate.links import Report
from cyxc.evaluate.means import least, means
from cyxc.evaluate.plan import Node, Plan
from cyxc.evaluate.ranges import Range
from cyxc.evaluate.read import Dated
from cyxc.evaluate.spans import Span
from cyxc.evaluate.values import Values, enter, finish
from cyxc.reached import reached
from cyxc.rules.occasions import Period
from cyxc.rules.status import INVALID, NO_DATA

STALE_AFTER = 12
"""Months after which a stock is too old, unless the caller says otherwise (design: twelve)."""

MOST_MONTHS = 1200
"""The most months a stock may be old: a century."""


@attrs.frozen(eq=False)
class Piece:
    """A piece of a target's time, None where figures carry no period, and what everything comes to in it.

    `least` is what means of years can't fall below any more while their time runs.
    """

    period: Period | None
    values: Values
    least: Values | None = None


def timed(
    plan: Plan, values: Values, dated: Dated, as_of: date | None, stale_after: int
) -> tuple[tuple[Piece, ...], ...]:
    """For each target the pieces of its time; where none of its figures is dated, what they come to.

    Raises `DataError` where reports overlap, contradict one another or were made twice.
    """
    if not dated:
        finish(plan, values)
        return ((Piece(None, values),),) * len(plan.leaves)
    reports, clock = _standing(plan, dated, as_of), Clock(as_of, stale_after)
    slots = {plan.slots[key] for key in reports if key in plan.slots}
    made, problems = [], []
    for index, span in enumerate(plan.spans):
        rests = frozenset().union(*(leaf.rests for leaf in plan.leaves if leaf.span == index))
        over = _Over(plan, values, reports, span, rests, attrs.evolve(clock, inside=span.years != "whole"))
        made.append(over.pieces())
        problems += over.problems
    if problems:
        raise DataError(dict.fromkeys(problems))
    finish(plan, values)
    undated = (Piece(None, values),)
    return tuple(undated if slots.isdisjoint(leaf.rests) else made[leaf.span] for leaf in plan.leaves)


def _standing(plan: Plan, dated: Dated, as_of: date | None) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    problems: list[Problem] = []
    for key, reports in dated.items():
        indicator = plan.scheme.indicators[key.partition("@")[0]]
        seen = [one for one in reports if as_of is None or _seen_by(one, as_of)]
        slot = plan.slots.get(key)
        found[key], several = standing(seen, indicator.kind if slot is None else plan.nodes[slot].told_as)
        if indicator.kind == "flow":
            good = [report for report in found[key] if report.fault is None]
            several += clashes(good, signed=indicator.signed)
        problems.extend(_problem(key, clash) for clash in several)
    if problems:
        raise DataError(problems)
    return found


def _seen_by(report: Report, as_of: date) -> bool:
    """What was reported later, or runs to a later day, could not be seen at the date."""
    return report.period.last <= as_of and reported_by(report.seen, as_of)


def _problem(key: str, clash: Clash) -> Problem:
    *before, last = (said(report.seen) for report in clash.reports)
    details = {"name": key, "first": ", ".join(before), "second": last}
    return Problem(clash.code, details, clash.reports[-1].seen.where)


@attrs.frozen(eq=False)
class _Over:
    """One span of time some targets ask over, the slots they rest on, and what was handed in."""

    plan: Plan
    values: Values
    reports: dict[str, list[Report]]
    span: Span
    rests: frozenset[int]
    clock: Clock
    problems: list[Problem] = attrs.field(factory=list)

    def pieces(self) -> tuple[Piece, ...]:
        """What everything comes to in each piece; notes bases that contradict one another."""
        plan, values, clock, periods = self.plan, self.values, self.clock, self.span.pieces
        each = []
        for period in periods:
            found, bases = self._figures(period, clock)
            each.append(found)
            for one in bases:
                self._check(one, alone=len(periods) == 1)
        if self.span.years == "mean":
            whole = Period(periods[0].first, periods[-1].last)
            sums, _ = self._figures(whole, clock)
            found = means(plan, periods, each, sums, clock)
            mean = _piece(plan, values, whole, found, averaged=True)
            _hold_together(plan, values, mean, [*zip(periods, each, strict=True)])
            if clock.before(whole.last):
                mean = attrs.evolve(
                    mean, least=_piece(plan, _nothing(plan, values), whole, least(plan, periods, sums)).values
                )
            return (mean,)
        made = []
        for period, found in zip(periods, each, strict=True):
            piece = _piece(plan, values, period, found)
            if clock.before(period.last):
                self._align(piece)
            made.append(piece)
        return tuple(made)

    def _check(self, found: Base, *, alone: bool) -> None:
        """What no target of this time rests on may be the base of another time's."""
        key, slot = found.node.key, self.values.slots[found.node.slot]
        if found.node.slot in self.rests:
            without_period = slot if alone and isinstance(slot, tuple) else None
            self.problems.extend(disagreements(found, without_period, self.values.given.get(key)))

    def _align(self, piece: Piece) -> None:
        """A rate under way is that of the time all its flows are known for, not of months over fewer."""
        assert piece.period is not None
        plan, now, made = self.plan, piece.values, dict[date, Values]()
        signed = [node for node in plan.sums if node.signed]
        for node in (*signed, *(node for node, _, _ in plan.rates)):
            # A year before is that of the same months: what this year's figure is known for says which.
            this_year = node if node.back is None else plan.node(node.indicator.id)
            known = [now.sums.get(plan.nodes[slot].key) for slot in _flows(plan, this_year)]
            through = {one.through for one in known if one is not None and one.through is not None}
            if len(through) < 2:
                continue
            common = min(through)
            if common not in made:
                found, _ = self._figures(piece.period, attrs.evolve(self.clock, as_of=common))
                made[common] = _piece(plan, self.values, piece.period, found).values
            now.slots[node.slot] = made[common].slots[node.slot]
            now.faults.pop(node.slot, None)
            if node.slot in made[common].faults:
                now.faults[node.slot] = made[common].faults[node.slot]

    def _figures(self, period: Period, clock: Clock) -> tuple[dict[str, Accumulated], list[Base]]:
        """What the reports of each key come to over a piece, and the bases put together for it."""
        found: dict[str, Accumulated] = {}
        bases: list[Base] = []
        for node in self.plan.nodes:
            own = self.reports.get(node.key)
            if node.back is not None:
                past = base(node, period, self.reports, clock, found.get(node.indicator.id))
                bases += [] if past is None else [past]
                if past is not None and past.chosen is not None and self._stands(past.chosen, node):
                    found[node.key] = past.chosen
            elif own:
                of_its_own = node.role == "baseline"
                found[node.key] = (
                    baseline(node, own, period) if of_its_own else accumulated(node, own, period, clock)
                )
        return found, bases

    def _stands(self, reported: Accumulated, node: Node) -> bool:
        """Whether reports stand for a base, though one without a period was handed in as well."""
        if not isinstance(self.values.slots[node.slot], tuple):
            return True
        return self.span.years == "each" and reported.value is not None


def _flows(plan: Plan, node: Node) -> list[int]:
    """The slots of the flows something rests on that are handed in."""
    parts = [plan.nodes[slot] for slot in reached(node.slots, lambda slot: plan.nodes[slot].slots)]
    return [part.slot for part in parts if not part.slots and part.indicator.kind == "flow"]


def _piece(
    plan: Plan,
    values: Values,
    period: Period,
    found: dict[str, Accumulated],
    *,
    averaged: bool = False,
) -> Piece:
    slots, faults, ranges = list(values.slots), dict(values.faults), dict(values.ranges)
    made = Values(slots, faults, values.given, ranges, found, averaged, _days(plan, found))
    for key, sum_ in found.items():
        node = plan.node(key)
        if sum_.fault is not None:
            enter(node, sum_.fault, made)
        elif sum_.value is not None:
            enter(node, sum_.value.as_integer_ratio(), made)
        elif sum_.proven is not None:
            made.ranges[node.slot] = Range(sum_.proven, None, NO_DATA)
    finish(plan, made)
    return Piece(period, made)


def _hold_together(
    plan: Plan, values: Values, mean: Piece, years: list[tuple[Period, dict[str, Accumulated]]]
) -> None:
    """What can't be in one of its years can't be in their mean, and is said as it was in that year."""
    for period, found in years:
        made = _piece(plan, _nothing(plan, values), period, found).values
        for slot, code in enumerate(made.slots):
            if code == INVALID:
                mean.values.slots[slot] = INVALID
                mean.values.ranges.pop(slot, None)
        mean.values.faults.update(made.faults)
        faulty = {plan.nodes[slot].key for slot in made.faults}
        mean.values.sums.update((key, sum_) for key, sum_ in found.items() if key in faulty)


def _nothing(plan: Plan, values: Values) -> Values:
    """The figures without those that carry no period: nobody could say of which year they are."""
    return Values([NO_DATA] * len(plan.nodes), {}, values.given)


def _days(plan: Plan, found: dict[str, Accumulated]) -> dict[int, frozenset[date]]:
    """The last days the flows and stocks are known for that each figure rests on."""
    days: dict[int, frozenset[date]] = {}
    for node in plan.ordered:
        own = found.get(node.key)
        through = frozenset([own.through] if own is not None and own.through is not None else [])
        days[node.slot] = through.union(*(days[slot] for slot in node.slots))
    return days
