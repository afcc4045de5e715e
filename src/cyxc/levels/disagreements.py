"""A total reported for a place against the sum of its parts: where they disagree, and by how much."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from cyxc.data.cells import rounding
from cyxc.data.observation import Observation, observation
from cyxc.evaluate.evaluate import evaluate
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.explain_faults import figure_handed_in, number_of
from cyxc.evaluate.links import Report
from cyxc.evaluate.plan import Node
from cyxc.evaluate.wording import names_of, quantity_text, signed
from cyxc.language import Text
from cyxc.levels.reports import Reports, reports_of
from cyxc.levels.rollup import RolledUp
from cyxc.levels.sums import Rolled
from cyxc.levels.words import say
from cyxc.numbers.quantity import Quantity
from cyxc.rules.periods import spelt
from cyxc.rules.status import INVALID


@attrs.frozen(kw_only=True)
class Disagreement:
    """A reported figure and what the places come to: `difference` is reported less summed.

    `partial` marks a sum that some places are still lacking from and that is above the total already;
    `period` is the one both are of, None for figures without one.
    """

    key: str
    name: Text
    reported: Quantity
    summed: Quantity
    period: str | None = None
    partial: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def difference(self) -> Quantity:
        """Reported less summed, percentage points for shares."""
        return Quantity(self.reported.value - self.summed.value, self.reported.unit.difference)

    @property
    def text(self) -> Text:
        """Both figures and the difference, in words."""
        name = self.name
        if self.period is not None:
            name = say("totals", "named", name=name, period=self.period)
        places = places_apart(self.reported.value, self.summed.value)
        return say(
            "totals",
            "partial" if self.partial else "differs",
            name=name,
            reported=quantity_text(self.reported, places),
            summed=quantity_text(self.summed, places),
            difference=signed(self.difference),
            lacking=len(self.lacking),
        )

    def to_dict(self) -> dict[str, Any]:
        """The disagreement as JSON-ready data."""
        period = {} if self.period is None else {"period": self.period}
        return {
            "key": self.key,
            **period,
            "reported": self.reported.to_dict(),
            "summed": self.summed.to_dict(),
            "difference": self.difference.to_dict(),
            "partial": self.partial,
            "lacking": list(self.lacking),
            "text": attrs.asdict(self.text),
        }


def places_apart(one: Fraction, other: Fraction) -> int:
    """The decimals it takes to see that two figures differ, two at least."""
    places = 2
    while one != other and abs(one - other) * 10**places < 1:
        places += 1
    return places


def compare_totals(data: object, rolled: RolledUp) -> tuple[Disagreement, ...]:
    """Where the figures reported for a place disagree with what its places come to; nothing is repaired.

    Dated figures are held against the sum over just their period, those without a period against what the
    dated ones come to over the time the targets ask for.
    `data` is what `scheme.evaluate` takes, for the same scheme. Counts must agree to the last one; amounts
    and rates that were rounded when they were written may differ by that rounding. A total that can't be
    right is held against the sum all the same. Raises what `evaluate` raises for figures that can't be read.
    """
    scheme, as_of = rolled.scheme, rolled.leaves.as_of
    own = evaluate(scheme, data, as_of=as_of)
    up = evaluate(scheme, rolled.data, as_of=as_of)
    dated = reports_of(own)
    found: list[Disagreement] = []
    for node in own.plan.nodes:
        if node.key in dated:
            found.extend(_by_period(node, dated[node.key], own, up, rolled))
        elif own.values.given.get(node.key) is not None:
            found.extend(_undated(node, own, up, rolled))
    return tuple(found)


def _undated(node: Node, own: Evaluation, up: Evaluation, rolled: RolledUp) -> Iterator[Disagreement]:
    reported, summed = reported_as(own, node), came_to(up, node)
    if reported is None:
        return
    room = room_of(node, own.values.given[node.key])
    if summed is not None:
        yield from _held(node, own, reported, summed, room)
        return
    part = next((one for one in rolled if one.key == node.key and one.period is None), None)
    if part is not None and part.value is None:
        yield from _partial(node, own, reported, part, room)


def _by_period(
    node: Node, reports: Reports, own: Evaluation, up: Evaluation, rolled: RolledUp
) -> Iterator[Disagreement]:
    """Each report of the place against the sum over its period; all of them against a sum without one."""
    undated = up.values.pair(node)
    whole = came_to(own, node)
    if undated is not None and whole is not None:
        yield from _held(node, own, whole, Fraction(*undated), Fraction(0))
        return
    for report, value in each_reported(reports):
        period, room = report.period, room_of(node, report.seen)
        total, part = rolled.total(node.key, period), rolled.over(node.key, period)
        said = spelt(period)
        if total is not None:
            yield from _held(node, own, value, total, room, said)
        elif part is not None:
            yield from _partial(node, own, value, part, room, said)


def each_reported(reports: Reports) -> Iterator[tuple[Report, Fraction]]:
    """The reports of a place in order of their periods with what they say, also those that can't be right."""
    for report in sorted(
        (*reports.kept, *reports.invalid), key=lambda one: (one.period.first, one.period.last)
    ):
        value = number_of(report.seen, reports.node)
        if value is not None:
            yield report, value


def reported_as(evaluation: Evaluation, node: Node) -> Fraction | None:
    """What was reported without a period, also where it can't be right; None where it is no number."""
    pair = evaluation.values.pair(node)
    if pair is not None:
        return Fraction(*pair)
    invalid = evaluation.values.slots[node.slot] == INVALID
    return figure_handed_in(evaluation.values, node) if invalid else None


def came_to(evaluation: Evaluation, node: Node) -> Fraction | None:
    """What a figure came to, where that is one number: handed in so, or over all times targets ask for it."""
    pair = evaluation.values.pair(node)
    if pair is not None:
        return Fraction(*pair)
    pieces = {id(piece): piece for pieces in evaluation.timed for piece in pieces}.values()
    pairs = {Fraction(*pair) for piece in pieces if (pair := piece.values.pair(node)) is not None}
    return pairs.pop() if len(pairs) == 1 else None


def _held(
    node: Node,
    own: Evaluation,
    reported: Fraction,
    summed: Fraction,
    room: Fraction,
    period: str | None = None,
) -> Iterator[Disagreement]:
    if abs(reported - summed) > room:
        measure, name = node.indicator.measure, names_of((node.key,), own.scheme)
        said, there = Quantity(reported, measure), Quantity(summed, measure)
        yield Disagreement(key=node.key, name=name, reported=said, summed=there, period=period)


def _partial(
    node: Node, own: Evaluation, reported: Fraction, part: Rolled, room: Fraction, period: str | None = None
) -> Iterator[Disagreement]:
    """A sum some places are lacking from, where it is above what was reported already."""
    if node.signed or part.value is not None or part.known.value <= reported + room:
        return
    yield Disagreement(
        key=node.key,
        name=names_of((node.key,), own.scheme),
        reported=Quantity(reported, node.indicator.measure),
        summed=part.known,
        period=period,
        partial=True,
        lacking=tuple(code for code, _ in part.lacking),
    )


def room_of(node: Node, seen: object) -> Fraction:
    """By how much a figure may differ because it was rounded when it was written down."""
    if node.grain:
        return Fraction(0)
    said = seen if isinstance(seen, Observation) else observation(node.key, seen)
    return Fraction(rounding(said.value, said.unit, node.indicator))
