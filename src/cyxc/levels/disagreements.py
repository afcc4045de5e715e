"""A total reported for a place against the sum of its parts: where they disagree, and by how much."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from cyxc.data.cells import rounding
from cyxc.data.observation import Observation, observation
from cyxc.evaluate.evaluate import evaluate
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import Node
from cyxc.evaluate.wording import names_of, quantity_text, signed
from cyxc.language import Text
from cyxc.levels.reports import Reports, reports_of
from cyxc.levels.rollup import RolledUp
from cyxc.levels.sums import Rolled
from cyxc.levels.words import say
from cyxc.numbers.quantity import Quantity
from cyxc.rules.periods import spelt


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
        return say(
            "totals",
            "partial" if self.partial else "differs",
            name=name,
            reported=quantity_text(self.reported),
            summed=quantity_text(self.summed),
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


def compare_totals(data: object, rolled: RolledUp) -> tuple[Disagreement, ...]:
    """Where the figures reported for a place disagree with what its places come to; nothing is repaired.

    Dated figures are held against the sum over just their period, those without a period against what the
    dated ones come to over the time the targets ask for.
    `data` is what `scheme.evaluate` takes, for the same scheme. Counts must agree to the last one; amounts
    and rates that were rounded when they were written may differ by that rounding. Raises what `evaluate`
    raises for figures that can't be read.
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
    reported, summed = own.values.pair(node), came_to(up, node)
    if reported is None:
        return
    room = _room(node, own.values.given[node.key])
    if summed is not None:
        yield from _held(node, own, Fraction(*reported), summed, room)
        return
    part = next((one for one in rolled if one.key == node.key and one.period is None), None)
    if part is not None and part.value is None:
        yield from _partial(node, own, Fraction(*reported), part, room)


def _by_period(
    node: Node, reports: Reports, own: Evaluation, up: Evaluation, rolled: RolledUp
) -> Iterator[Disagreement]:
    """Each report of the place against the sum over its period; all of them against a sum without one."""
    undated = up.values.pair(node)
    whole = came_to(own, node)
    if undated is not None and whole is not None:
        yield from _held(node, own, whole, Fraction(*undated), Fraction(0))
        return
    for report in sorted(reports.kept, key=lambda one: (one.period.first, one.period.last)):
        period, room = report.period, _room(node, report.seen)
        total, part = rolled.total(node.key, period), rolled.over(node.key, period)
        said = spelt(period)
        if total is not None:
            yield from _held(node, own, report.value, total, room, said)
        elif part is not None:
            yield from _partial(node, own, report.value, part, room, said)


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


def _room(node: Node, seen: object) -> Fraction:
    """By how much a figure may differ because it was rounded when it was written down."""
    if node.grain:
        return Fraction(0)
    said = seen if isinstance(seen, Observation) else observation(node.key, seen)
    return Fraction(rounding(said.value, said.unit, node.indicator))
