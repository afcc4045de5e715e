"""The upper place's own figures beside those its places make: where they differ, and what of both is used."""

from collections.abc import Iterator
from fractions import Fraction

from cyxc.data.cells import read_cell
from cyxc.data.observation import Observation
from cyxc.errors import NOWHERE
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import Node
from cyxc.evaluate.wording import quantity_text
from cyxc.language import Text, both
from cyxc.levels.disagreements import came_to, each_reported, places_apart, reported_as, room_of
from cyxc.levels.named import Figure, sum_text
from cyxc.levels.reports import reports_of
from cyxc.levels.sums import Rolled
from cyxc.levels.words import say
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity
from cyxc.rules.occasions import Period
from cyxc.rules.periods import parse_period, spelt
from cyxc.rules.status import INVALID


def differing(made: Figure, reported: object, scheme: Scheme, as_of: object) -> Iterator[Text]:
    """Where what the upper place reported itself is not what its places make of it, period by period."""
    id_ = made.named.indicator.id
    own, counted = (scheme.evaluate({id_: one}, as_of=as_of) for one in (reported, made.figure))  # type: ignore[arg-type]
    node = own.plan.node(id_)
    dated = reports_of(own).get(id_)
    if dated is not None and any(one.period is not None for one in made.rolled):
        assert made.source is not None
        for report, said in each_reported(dated):
            there = made.source.over(made.asked, report.period)
            if there is not None and not _agrees(said, there, node, room_of(node, report.seen)):
                summed = sum_text(there, made.named.indicator.name, places_apart(said, there.known.value))
                yield _said(made, node, said, summed, report.period)
        return
    value = came_to(own, node)
    if value is None:
        value = reported_as(own, node)
    if value is not None:
        room = Fraction(0) if isinstance(reported, list) else room_of(node, reported)
        yield from _held(made, value, counted, node, room)
    elif own.values.slots[node.slot] == INVALID:
        yield _counted_otherwise(made, both(own.handed_in(node.key)), made.text)


def _held(made: Figure, value: Fraction, counted: Evaluation, node: Node, room: Fraction) -> Iterator[Text]:
    """Where a figure without a period differs from the one sum there is, or from the count."""
    if len(made.rolled) != 1:
        if not _same(value, counted, node, room):
            yield _said(made, node, value, made.text)
        return
    there = made.rolled[0]
    if not _agrees(value, there, node, room):
        summed = sum_text(there, made.named.indicator.name, places_apart(value, there.known.value))
        yield _said(made, node, value, summed)


def _agrees(value: Fraction, there: Rolled, node: Node, room: Fraction) -> bool:
    """A sum some places lack is more than what was reported only where its known part is already."""
    cell = read_cell(there.known.value, there.indicator.unit, node.indicator, NOWHERE)
    if not isinstance(cell, tuple):
        return True
    total = Fraction(*cell)
    if there.value is None:
        return node.signed or total <= value + room
    return abs(total - value) <= room


def _same(value: Fraction, counted: Evaluation, node: Node, room: Fraction) -> bool:
    there, bounds = came_to(counted, node), counted.values.ranges.get(node.slot)
    if there is not None:
        return abs(value - there) <= room
    if bounds is None or bounds.high is None:
        return True
    return bounds.low <= value + room and value - room <= bounds.high


def _said(made: Figure, node: Node, value: Fraction, counted: Text, period: Period | None = None) -> Text:
    return _counted_otherwise(
        made, quantity_text(Quantity(value, node.indicator.measure), 6), counted, period
    )


def _counted_otherwise(made: Figure, reported: Text, counted: Text, period: Period | None = None) -> Text:
    name = made.named.indicator.name
    if period is not None:
        name = say("totals", "named", name=name, period=spelt(period))
    return say("totals", "counted", name=name, reported=reported, counted=counted)


def together(made: Figure, reported: object) -> object:
    """The places' figure; beside it the upper place's own of periods its places said nothing of."""
    periods = [parse_period(one.period) for one in made.rolled if one.period is not None]
    if not periods or not isinstance(made.figure, list):
        return made.figure
    said = reported if isinstance(reported, list) else [reported]
    return [*made.figure, *(one for one in said if _apart(one, periods))]


def _apart(seen: object, periods: list[Period]) -> bool:
    if not isinstance(seen, Observation) or seen.period is None:
        return False
    own = parse_period(seen.period)
    return all(own.last < one.first or one.last < own.first for one in periods)
