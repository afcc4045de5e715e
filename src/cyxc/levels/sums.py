"""One figure added up over places by its indicator's own way of adding, and what can't be added."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from cyxc.data.cells import read_cell
from cyxc.data.observation import Observation
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import Node
from cyxc.language import Text, both
from cyxc.levels.many import Evaluations
from cyxc.levels.places import Places
from cyxc.levels.words import say
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity
from cyxc.rules.status import INVALID, NO_DATA, STATUSES, Status

Reason = Literal["average", "does_not_add", "parts_lacking"]


@attrs.frozen
class Part:
    """What one place gives to a sum, in the indicator's own unit."""

    place: str
    value: Fraction
    evaluation: Evaluation = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Rolled:
    """One figure added up over places: its parts, and the places that lack it.

    `period` and `cumulative` are those of the reports added, None and False for figures without a period.
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


Reported = tuple[str | None, bool]
"""Period and kind of a report; without a period the figure is the one asked for."""


def sums_of(leaves: Evaluations) -> Iterator[Rolled]:
    """The sums of everything that was handed in for any place and adds, in the order of the indicators."""
    if not leaves.pairs:
        return
    pairs = sorted(leaves.pairs, key=lambda pair: pair[0])
    made = pairs[0][1].plan
    given = [(code, evaluation, _reports(evaluation)) for code, evaluation in pairs]
    for node in made.nodes:
        if not _adds(node):
            continue
        asked = dict.fromkeys(report for _, _, reports in given for report in reports.get(node.key, ()))
        for period, cumulative in sorted(asked, key=lambda one: (one[0] or "", one[1])):
            parts: list[Part] = []
            lacking: list[tuple[str, Status]] = []
            for code, evaluation, _ in given:
                found = _figure(evaluation, node, (period, cumulative))
                if isinstance(found, Fraction):
                    parts.append(Part(code, found, evaluation))
                else:
                    lacking.append((code, found))
            yield Rolled(
                key=node.key,
                indicator=node.indicator,
                parts=tuple(parts),
                lacking=tuple(lacking),
                period=period,
                cumulative=cumulative,
                places=leaves.places,
            )


def _adds(node: Node) -> bool:
    return node.indicator.adds_over_places == "sum" and not _is_average(node)


def _is_average(node: Node) -> bool:
    return node.role is not None and node.role.endswith("average")


def _reports(evaluation: Evaluation) -> dict[str, list[Reported]]:
    """For which periods each key was handed in; a figure that is missing was not."""
    found: dict[str, list[Reported]] = {}
    for key, seen in evaluation.values.given.items():
        several = seen if isinstance(seen, list) else [seen]
        found[key] = [
            (one.period, one.cumulative) if isinstance(one, Observation) else (None, False) for one in several
        ]
    return found


def _figure(evaluation: Evaluation, node: Node, report: Reported) -> "Fraction | Status":
    """A place's figure, or the status that stands for it."""
    seen = evaluation.values.given.get(node.key)
    if report[0] is None:
        pair = None if isinstance(seen, list) else evaluation.values.pair(node)
        if pair is not None:
            return Fraction(*pair)
        slot = evaluation.values.slots[node.slot]
        return STATUSES[slot] if isinstance(slot, int) else Status.NO_DATA
    same = [one for one in seen if (one.period, one.cumulative) == report] if isinstance(seen, list) else []
    if not same:
        return Status.NO_DATA
    # Of one period, final beats provisional, then the later report wins (design, part 5).
    best = max(same, key=lambda one: (not one.provisional, one.reported_on or ""))
    cell = read_cell(best.value, best.unit, node.indicator, best.where)
    if isinstance(cell, tuple):
        return Fraction(*cell)
    return STATUSES[NO_DATA if cell is None else INVALID]


def left_out_of(leaves: Evaluations) -> Iterator[LeftOut]:
    """What was handed in and is no sum, nor follows from sums."""
    for node in leaves.pairs[0][1].plan.nodes if leaves.pairs else ():
        gave = [(code, one) for code, one in leaves.pairs if one.values.given.get(node.key) is not None]
        if not gave or _adds(node):
            continue
        if _is_average(node):
            yield LeftOut(node.key, "average", tuple(sorted(code for code, _ in gave)))
        elif not node.slots or node.indicator.over_places == "none":
            yield LeftOut(node.key, "does_not_add", tuple(sorted(code for code, _ in gave)))
        else:
            bare = tuple(sorted(code for code, one in gave if not _has_parts(node, one)))
            if bare:
                yield LeftOut(node.key, "parts_lacking", bare)


def _has_parts(node: Node, evaluation: Evaluation) -> bool:
    values, parts = evaluation.values, [evaluation.plan.nodes[slot] for slot in node.slots]
    return all(values.pair(p) is not None or isinstance(values.given.get(p.key), list) for p in parts)
