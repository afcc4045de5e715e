"""Where a verdict comes from: down to each figure, its file and row, and the places behind it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Literal

import attrs

from cyxc.data.observation import Observation, observation
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import Node
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.values import Values
from cyxc.evaluate.verdict import Verdict
from cyxc.evaluate.wording import names_of
from cyxc.language import Text, both
from cyxc.levels.count import Count
from cyxc.levels.sums import Part, Rolled, RolledObservation
from cyxc.numbers.quantity import Quantity
from cyxc.rules.periods import spelt
from cyxc.rules.status import NO_DATA, STATUSES, Status, combine

Kind = Literal["verdict", "period", "indicator", "figure", "count", "sum", "place"]


@attrs.frozen(kw_only=True)
class Trace:
    """A step on the way down from a verdict; `parts` are what it rests on.

    A `verdict` says its rule, a `period` is one of several its time is judged in, an `indicator` says its
    formula, a `figure` holds the observations used for it, a `count` the places counted, a `sum` the places
    added (one part for each sum where several periods were), a `place` what is known of it.
    """

    kind: Kind
    id: str
    name: Text
    status: Status | None = None
    value: Quantity | None = None
    bounds: tuple[Quantity, Quantity] | None = None
    said: Text | None = None
    observations: tuple[Observation, ...] = ()
    parts: tuple["Trace", ...] = ()

    def __iter__(self) -> Iterator["Trace"]:
        """Every step of it, itself first."""
        yield self
        for part in self.parts:
            yield from part

    @property
    def places(self) -> tuple[str, ...]:
        """The codes of the places it rests on, each once."""
        return tuple(dict.fromkeys(one.id for one in self if one.kind == "place"))

    def to_dict(self) -> dict[str, Any]:
        """The tree as JSON-ready data; what is not known is left out."""
        bounds = None if self.bounds is None else [end.to_dict() for end in self.bounds]
        found: dict[str, Any] = {
            "kind": self.kind,
            "id": self.id,
            "name": attrs.asdict(self.name),
            "status": None if self.status is None else self.status.value,
            "value": None if self.value is None else self.value.to_dict(),
            "bounds": bounds,
            "said": None if self.said is None else attrs.asdict(self.said),
            "observations": [_observed(one) for one in self.observations],
            "parts": [part.to_dict() for part in self.parts],
        }
        return {key: value for key, value in found.items() if value not in (None, [])}


def _observed(one: Observation) -> dict[str, Any]:
    where = attrs.asdict(one.where, filter=lambda _, value: value is not None)
    found = {
        "value": None if one.value is None else str(one.value),
        "unit": one.unit,
        "period": one.period,
        "cumulative": one.cumulative or None,
        "provisional": one.provisional or None,
        "place": one.place,
        "reported_on": one.reported_on,
        "source": None if one.source is None else attrs.asdict(one.source),
        "where": where or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def trace(verdict: Verdict) -> Trace:
    """The way from a verdict down to the figures it rests on, and to the places that made them.

    A verdict on anything but a target rests on no figures: it says what was found of it.
    """
    if not isinstance(verdict, TargetVerdict):
        return Trace(
            kind="verdict", id=verdict.id, name=verdict.text, status=verdict.status, said=verdict.explanation
        )
    parts = [trace(child) for child in verdict.children]
    periods = dict.fromkeys(one.period for one in verdict.compared)
    for period in periods:
        compared = [one for one in verdict.compared if one.period == period]
        steps = _each_once(step for one in compared for step in _of_compared(one, verdict))
        if len(periods) == 1 or period is None:
            parts.extend(steps)
            continue
        parts.append(
            Trace(
                kind="period",
                id=spelt(period),
                name=both(spelt(period)),
                status=STATUSES[combine([one.code for one in compared])],
                value=compared[0].value if len(compared) == 1 else None,
                parts=steps,
            )
        )
    return Trace(
        kind="verdict",
        id=verdict.id,
        name=verdict.text,
        status=verdict.status,
        value=verdict.value,
        said=verdict.asked,
        parts=_each_once(parts),
    )


def _each_once(steps: Iterable[Trace]) -> tuple[Trace, ...]:
    """Steps without repetitions, told apart by what they are of before all below them is compared."""
    found: dict[tuple[str, str, Text], list[Trace]] = {}
    kept = []
    for step in steps:
        alike = found.setdefault((step.kind, step.id, step.name), [])
        if step not in alike:
            alike.append(step)
            kept.append(step)
    return tuple(kept)


def _of_compared(one: Compared, verdict: TargetVerdict) -> Iterator[Trace]:
    """What is compared, and what it is held against."""
    for node in (one.node, one.reference_node):
        if node is not None:
            yield _of_node(node, verdict.evaluation, one.values)


def _of_node(node: Node, evaluation: Evaluation, values: Values) -> Trace:
    """An indicator: computed from its parts where it was, else the figure handed in."""
    nodes = evaluation.plan.nodes
    parts = [nodes[slot] for slot in node.slots]
    computed = bool(parts) and all(_known(part, values) for part in parts)
    if not computed and (
        not parts or node.key in values.given or not any(_begun(p, values, nodes) for p in parts)
    ):
        return _of_figure(node, evaluation, values)
    indicators, formula = evaluation.scheme.indicators, node.indicator.formula
    assert formula is not None
    return Trace(
        kind="indicator",
        id=node.key,
        name=names_of((node.key,), evaluation.scheme),
        status=_status(node, values),
        value=_value(node, values),
        bounds=_bounds(node, values),
        said=Text(
            formula.named(lambda id_: indicators[id_].name.zh),
            formula.named(lambda id_: indicators[id_].name.en),
        ),
        parts=tuple(_of_node(part, evaluation, values) for part in parts),
    )


def _of_figure(node: Node, evaluation: Evaluation, values: Values) -> Trace:
    seen = values.given.get(node.key)
    name = names_of((node.key,), evaluation.scheme)
    found = Trace(
        kind="figure",
        id=node.key,
        name=name,
        status=_status(node, values),
        value=_value(node, values),
        bounds=_bounds(node, values),
        observations=_observations(node, seen, values),
    )
    if isinstance(seen, Count):
        return attrs.evolve(found, kind="count", said=seen.text, parts=tuple(_counted(seen)))
    rolled = [one.rolled for one in found.observations if isinstance(one, RolledObservation)]
    if len(rolled) == 1:
        source = found.observations[0].source
        return attrs.evolve(found, kind="sum", said=source, parts=tuple(_added(rolled[0])))
    return attrs.evolve(found, parts=tuple(map(_of_sum, rolled)))


def _of_sum(rolled: Rolled) -> Trace:
    """One of several sums a figure was put together from, named by its period."""
    return Trace(
        kind="sum",
        id=rolled.key,
        name=both(rolled.period or rolled.key),
        value=rolled.value,
        said=rolled.observation().source,
        parts=tuple(_added(rolled)),
    )


def _observations(node: Node, seen: object, values: Values) -> tuple[Observation, ...]:
    """What was used for a figure: of dated ones those that came to it, which may be another year's."""
    sums = values.sums.get(node.key)
    if sums is not None:
        return tuple(report.seen for report in sums.reports)
    if seen is None or isinstance(seen, Count | list):
        return ()
    return (seen if isinstance(seen, Observation) else observation(node.key, seen),)


def _counted(count: Count) -> Iterator[Trace]:
    """The places of a count: those that hold, those that don't, those of which it is open."""
    for code, status in count.standing:
        found = count.evaluations
        known = found is not None and code in found
        verdicts = [v for v in found[code].targets if v.counted] if known and found is not None else []
        yield Trace(
            kind="place",
            id=code,
            name=count.name(code),
            status=status,
            parts=tuple(trace(verdict) for verdict in verdicts),
        )


def _added(rolled: Rolled) -> Iterator[Trace]:
    """The places of a sum, each with its figure and how it stands by itself."""
    for part in rolled.parts:
        yield Trace(
            kind="place",
            id=part.place,
            name=rolled.name(part.place),
            value=Quantity(part.value, rolled.indicator.measure),
            parts=(_of_part(rolled, part), *_standing(rolled, part)),
        )
    for code, status in rolled.lacking:
        yield Trace(kind="place", id=code, name=rolled.name(code), status=status)


def _of_part(rolled: Rolled, part: Part) -> Trace:
    if rolled.period is not None:
        return Trace(
            kind="figure",
            id=rolled.key,
            name=names_of((rolled.key,), part.evaluation.scheme),
            value=Quantity(part.value, rolled.indicator.measure),
            observations=part.reports,
        )
    return _of_node(part.evaluation.plan.node(rolled.key), part.evaluation, part.evaluation.values)


def _standing(rolled: Rolled, part: Part) -> Iterator[Trace]:
    """The verdicts of the place that rest on the figure."""
    for verdict in part.evaluation.targets:
        if any(rolled.key in one.keys for one in verdict.compared):
            yield Trace(
                kind="verdict",
                id=verdict.id,
                name=verdict.text,
                status=verdict.status,
                value=verdict.value,
                said=verdict.asked,
            )


def _known(node: Node, values: Values) -> bool:
    return node.slot in values.ranges or values.slots[node.slot] != NO_DATA


def _begun(node: Node, values: Values, nodes: tuple[Node, ...]) -> bool:
    return _known(node, values) or any(_begun(nodes[slot], values, nodes) for slot in node.slots)


def _status(node: Node, values: Values) -> Status | None:
    """What keeps an indicator from having a value."""
    slot = values.slots[node.slot]
    return STATUSES[slot] if isinstance(slot, int) else None


def _value(node: Node, values: Values) -> Quantity | None:
    pair = values.pair(node)
    return None if pair is None else Quantity(Fraction(*pair), node.indicator.measure)


def _bounds(node: Node, values: Values) -> tuple[Quantity, Quantity] | None:
    found = values.ranges.get(node.slot)
    if found is None or found.high is None:
        return None
    measure = node.indicator.measure
    return Quantity(found.low, measure), Quantity(found.high, measure)
