"""One figure added up over places by its indicator's own way of adding, and what can't be added."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from cyxc.data.observation import Observation
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import Node
from cyxc.language import Text, both
from cyxc.levels.places import Places
from cyxc.levels.words import say
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity
from cyxc.rules.status import Status

Reason = Literal["average", "does_not_add", "parts_lacking"]


@attrs.frozen
class Part:
    """What one place gives to a sum, in the indicator's own unit, and the dated reports it was made of."""

    place: str
    value: Fraction
    evaluation: Evaluation = attrs.field(eq=False, repr=False)
    reports: tuple[Observation, ...] = attrs.field(default=(), eq=False, repr=False)
    provisional: bool = False


@attrs.frozen(kw_only=True)
class Rolled:
    """One figure added up over places: its parts, and the places that lack it.

    `period` and `cumulative` are those of the reports added, None and False for figures without a period.
    `lacking` are the places without a figure that can be added, those that handed in nothing included.
    """

    key: str
    indicator: Indicator
    parts: tuple[Part, ...]
    lacking: tuple[tuple[str, Status], ...] = ()
    period: str | None = None
    cumulative: bool = False
    places: Places | None = attrs.field(default=None, eq=False, repr=False)

    def name(self, code: str) -> Text:
        """What a place is called; its code where no list says."""
        return both(code) if self.places is None else self.places.name(code)

    @property
    def known(self) -> Quantity:
        """What the places that have it come to."""
        total = sum((part.value for part in self.parts), Fraction(0))
        return Quantity(total, self.indicator.measure)

    @property
    def value(self) -> Quantity | None:
        """The sum; None where a place lacks the figure."""
        return None if self.lacking else self.known

    @property
    def provisional(self) -> bool:
        """Whether any figure in it is provisional."""
        return any(part.provisional for part in self.parts)

    @property
    def reported_on(self) -> str | None:
        """The last day one of its dated figures was reported on."""
        said = [one.reported_on for part in self.parts for one in part.reports if one.reported_on]
        return max(said, default=None)

    def observation(self, indicator: str | None = None) -> "RolledObservation":
        """The sum as a figure to hand in, for the indicator (or `indicator@role`) named, or the same one.

        Without a value where a place lacks the figure; a sum with a gap is never handed on.
        """
        base, _, role = (indicator or self.key).partition("@")
        value = self.value
        return RolledObservation(
            indicator=base,
            role=role or None,
            value=None if value is None else _plain(value.value),
            unit=self.indicator.unit,
            period=self.period,
            cumulative=self.cumulative,
            provisional=self.provisional,
            reported_on=self.reported_on,
            source=say("rollup", "source", count=len(self.parts)),
            rolled=self,
        )


@attrs.frozen(kw_only=True)
class RolledObservation(Observation):
    """A figure that was added up over places, with the sum behind it."""

    rolled: Rolled = attrs.field(eq=False, repr=False)


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


@attrs.frozen
class LeftOut:
    """A figure handed in that is no sum, and why: an average, nothing that adds, a rate without its parts."""

    key: str
    reason: Reason
    places: tuple[str, ...]

    def text(self, scheme: Scheme) -> Text:
        """Why, in words."""
        name = scheme.indicators[self.key.partition("@")[0]].name
        return say("rollup", self.reason, name=name, count=len(self.places))


def adds(node: Node, nodes: tuple[Node, ...]) -> bool:
    """Whether figures of places add: not averages, rates, the smallest of several, nor what rests on them."""
    own = node.indicator.adds_over_places == "sum" and not is_average(node)
    return own and all(adds(nodes[slot], nodes) for slot in node.slots)


def is_average(node: Node) -> bool:
    """Whether it is an average of other places."""
    return node.role is not None and node.role.endswith("average")


def left_out_of(pairs: tuple[tuple[str, Evaluation], ...]) -> Iterator[LeftOut]:
    """What was handed in and is no sum, nor follows from sums."""
    nodes = pairs[0][1].plan.nodes if pairs else ()
    for node in nodes:
        gave = [(code, one) for code, one in pairs if one.values.given.get(node.key) is not None]
        if not gave or adds(node, nodes):
            continue
        if is_average(node):
            yield LeftOut(node.key, "average", tuple(sorted(code for code, _ in gave)))
        elif not _follows(node, nodes):
            yield LeftOut(node.key, "does_not_add", tuple(sorted(code for code, _ in gave)))
        else:
            bare = tuple(sorted(code for code, one in gave if not _has_parts(node, one)))
            if bare:
                yield LeftOut(node.key, "parts_lacking", bare)


def _follows(node: Node, nodes: tuple[Node, ...]) -> bool:
    """Whether it follows from sums of its parts."""
    if not node.slots or node.indicator.over_places == "none":
        return False
    return all(adds(part, nodes) or _follows(part, nodes) for part in (nodes[slot] for slot in node.slots))


def _has_parts(node: Node, evaluation: Evaluation) -> bool:
    values, parts = evaluation.values, [evaluation.plan.nodes[slot] for slot in node.slots]
    return all(values.pair(p) is not None or isinstance(values.given.get(p.key), list) for p in parts)
