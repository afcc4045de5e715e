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
from cyxc.levels.rollup import RolledUp
from cyxc.levels.sums import Rolled
from cyxc.levels.words import say
from cyxc.numbers.quantity import Quantity


@attrs.frozen(kw_only=True)
class Disagreement:
    """A reported figure and what the places come to: `difference` is reported less summed.

    `partial` marks a sum that some places are still lacking from and that is above the total already.
    """

    key: str
    name: Text
    reported: Quantity
    summed: Quantity
    partial: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def difference(self) -> Quantity:
        """Reported less summed, percentage points for shares."""
        return Quantity(self.reported.value - self.summed.value, self.reported.unit.difference)

    @property
    def text(self) -> Text:
        """Both figures and the difference, in words."""
        return say(
            "totals",
            "partial" if self.partial else "differs",
            name=self.name,
            reported=quantity_text(self.reported),
            summed=quantity_text(self.summed),
            difference=signed(self.difference),
            lacking=len(self.lacking),
        )

    def to_dict(self) -> dict[str, Any]:
        """The disagreement as JSON-ready data."""
        return {
            "key": self.key,
            "reported": self.reported.to_dict(),
            "summed": self.summed.to_dict(),
            "difference": self.difference.to_dict(),
            "partial": self.partial,
            "lacking": list(self.lacking),
            "text": attrs.asdict(self.text),
        }


def compare_totals(data: object, rolled: RolledUp) -> tuple[Disagreement, ...]:
    """Where the figures reported for a place disagree with what its places come to; nothing is repaired.

    `data` is what `scheme.evaluate` takes, for the same scheme. Counts must agree to the last one; amounts
    and rates that were rounded when they were written may differ by that rounding. Raises what `evaluate`
    raises for figures that can't be read.
    """
    scheme, as_of = rolled.scheme, rolled.leaves.as_of
    own = evaluate(scheme, data, as_of=as_of)
    up = evaluate(scheme, rolled.data, as_of=as_of)
    open_ = {one.key: one for one in rolled if one.value is None and one.period is None}
    return tuple(_disagreements(own, up, open_))


def _disagreements(own: Evaluation, up: Evaluation, open_: dict[str, Rolled]) -> Iterator[Disagreement]:
    for node in own.plan.nodes:
        seen = own.values.given.get(node.key)
        reported = own.values.pair(node)
        if seen is None or isinstance(seen, list) or reported is None:
            continue
        measure, name = node.indicator.measure, names_of((node.key,), own.scheme)
        value = Quantity(Fraction(*reported), measure)
        summed = up.values.pair(node)
        if summed is not None:
            total = Quantity(Fraction(*summed), measure)
            if abs(value.value - total.value) > _room(node, seen):
                yield Disagreement(key=node.key, name=name, reported=value, summed=total)
        elif node.key in open_ and not node.signed:
            part = open_[node.key]
            if part.known.value > value.value + _room(node, seen):
                lacking = tuple(code for code, _ in part.lacking)
                yield Disagreement(
                    key=node.key, name=name, reported=value, summed=part.known, partial=True, lacking=lacking
                )


def _room(node: Node, seen: object) -> Fraction:
    """By how much a figure may differ because it was rounded when it was written down."""
    if node.grain:
        return Fraction(0)
    said = seen if isinstance(seen, Observation) else observation(node.key, seen)
    return Fraction(rounding(said.value, said.unit, node.indicator))
