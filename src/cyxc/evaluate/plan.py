"""A scheme made ready to judge many places: formulas and rules as whole-number arithmetic over slots.

Every (indicator, role) a target can rest on has a slot. Values are (numerator, denominator) pairs in the
indicator's own unit; unit conversions are folded into the weights here, once.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from graphlib import TopologicalSorter
from math import lcm

import attrs

from cyxc.evaluate.spans import Span
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.formula import Term
from cyxc.rules.line import Line, Op
from cyxc.rules.rules import Combination, Growth, Reference, Rise, numeric

Weights = tuple[tuple[int, int], ...]
"""Slots with whole weights; the sum they make is divided by a common scale."""


@attrs.frozen
class Side:
    """A weighted sum: Σ weight × value of slot, over `scale`; `only` is the slot where it is one value."""

    weights: Weights
    scale: int
    only: int | None = None


@attrs.frozen
class Node:
    """An indicator at a role: where its value goes, what it is made of, and what it can be.

    `grain` is how many countable things make one of its unit, 0 where nothing is counted; `cap` the value
    it can't exceed; `bare` whether a number without a unit is in its unit (never for a percentage);
    `grows` whether it can only rise over a period; `back` how many years before the place's own figures
    stand in for it, None where none do.
    """

    slot: int
    key: str
    indicator: Indicator
    role: str | None
    top: Side | None = None
    bottom: Side | None = None
    grain: int = 0
    signed: bool = False
    cap: int | None = None
    bare: bool = True
    grows: bool = False
    back: int | None = None

    @property
    def slots(self) -> tuple[int, ...]:
        """The slots of its terms."""
        sides = [side for side in (self.top, self.bottom) if side is not None]
        return tuple(slot for side in sides for slot, _ in side.weights)


@attrs.frozen
class Comparison:
    """One indicator against the lines of a rule, `reference` the slot of the role they hold it against."""

    node: Node
    lines: tuple[Line, ...]
    reference: Node | None

    def settled(self, value: tuple[int, int], met: bool) -> bool:
        """Whether later figures can't undo how `value` compares: on a flow that only grows, a floor that
        is reached stays reached, and what is above a ceiling or an exact figure stays above.
        """
        if self.reference is not None or not self.node.grows:
            return False
        if met:
            return all(line.op.floor for line in self.lines)
        above = [line for line in self.lines if not line.op.floor]
        return any(value[0] > line.b * value[1] or line.op is Op.LESS_THAN for line in above)


@attrs.frozen
class Leaf:
    """A target with what it compares; none for a combination, whose children are targets.

    `ends` is the last day it can be met, None while the scheme has no year; `span` the position in the
    plan's spans of the time it asks over.
    """

    index: int
    target: Target
    comparisons: tuple[Comparison, ...]
    children: tuple[int, ...] = ()
    need: int | None = None
    counted: bool = True
    ends: date | None = None
    span: int = 0


@attrs.frozen
class Bound:
    """`low` can't exceed `high`; `fault` when it does. The scales bring both to one unit."""

    low: Node
    high: Node
    fault: str
    low_scale: int
    high_scale: int

    def broken(self, low: tuple[int, int], high: tuple[int, int]) -> bool:
        """Whether these values break it."""
        return low[0] * high[1] * self.low_scale > high[0] * low[1] * self.high_scale


@attrs.frozen
class Plan:
    """See the module."""

    scheme: Scheme
    slots: dict[str, int]
    nodes: tuple[Node, ...]
    sums: tuple[Node, ...]
    rates: tuple[tuple[Node, int | None, int | None], ...]
    """The rates, each with the slots of its numerator and denominator where these are one figure each."""
    bounds: tuple["Bound", ...]
    bounds_of_sums: tuple[tuple[int, int, "Bound"], ...]
    bounds_of_rates: tuple[tuple[int, int, "Bound"], ...]
    """The bounds with the slots of the lower and the higher figure."""
    leaves: tuple[Leaf, ...]
    order: tuple[Leaf, ...]
    """The leaves with every combination after its children."""
    bare: dict[str, int]
    """The slots a plain number can go into, by key."""
    own: dict[tuple[str, str], int]
    """The slots, by key and the unit a number is in already."""
    asked: frozenset[str]
    """The keys some target rests on, or is checked against."""
    spans: tuple[Span, ...]
    """The times targets ask over."""
    unclear: frozenset[int]
    """The slots asked for over different times, so that a figure without a period says too little."""

    def node(self, key: str) -> Node:
        """The node of `founders` or `firms@before`."""
        return self.nodes[self.slots[key]]


@lru_cache(maxsize=256)
def plan(scheme: Scheme) -> Plan:
    """The plan of a scheme, kept for the next place."""
    roles = _roles(scheme)
    keys = [(i, None) for i in scheme.indicators] + [
        (i, role) for role in roles for i in _resting(scheme, roles[role])
    ]
    slots = {_key(i.id, role): slot for slot, (i, role) in enumerate(keys)}
    others = {i for t in scheme.targets if t.years != "mean" for i in t.indicators}
    means = {i for t in scheme.targets if t.years == "mean" for i in t.indicators} - others
    nodes = tuple(
        # An average of places or of years need not be whole.
        _node(slot, i, role, slots, scheme, averaged=str(role).endswith("average") or i.id in means)
        for slot, (i, role) in enumerate(keys)
    )
    leaves = _leaves(scheme, slots, nodes)
    bounds = (*_bounds(nodes, slots), *_bounds_of_targets(scheme, nodes, slots))
    unclear = _unclear(leaves, nodes)
    ordered = [nodes[slot] for slot in _after_parts(node.slots for node in nodes)]
    return Plan(
        scheme,
        slots,
        nodes,
        tuple(node for node in ordered if node.top and node.indicator.kind != "rate"),
        tuple(_rate(node) for node in ordered if node.top and node.indicator.kind == "rate"),
        bounds,
        tuple((b.low.slot, b.high.slot, b) for b in bounds if b.low.indicator.kind != "rate"),
        tuple((b.low.slot, b.high.slot, b) for b in bounds if b.low.indicator.kind == "rate"),
        leaves,
        tuple(leaves[index] for index in _after_parts(leaf.children for leaf in leaves)),
        {node.key: node.slot for node in nodes if node.bare and node.slot not in unclear},
        {(n.key, n.indicator.unit): n.slot for n in nodes if n.slot not in unclear},
        _asked(leaves, nodes, bounds),
        tuple(dict.fromkeys(Span.of(target) for target in scheme.targets)),
        unclear,
    )


def _rate(node: Node) -> tuple[Node, int | None, int | None]:
    sides = [None if side is None else side.only for side in (node.top, node.bottom)]
    return node, sides[0], sides[1]


def _asked(leaves: Iterable[Leaf], nodes: tuple[Node, ...], bounds: tuple[Bound, ...]) -> frozenset[str]:
    beside: dict[int, set[int]] = {node.slot: set(node.slots) for node in nodes}
    for bound in bounds:
        beside[bound.low.slot].add(bound.high.slot)
        beside[bound.high.slot].add(bound.low.slot)
    return frozenset(nodes[slot].key for slot in _reached(_starts(leaves), beside))


def _unclear(leaves: Iterable[Leaf], nodes: tuple[Node, ...]) -> frozenset[int]:
    """A stock is what it is at the date asked about; a flow is another figure over another time."""
    parts = {node.slot: set(node.slots) for node in nodes}
    flows = {
        n.slot for n in nodes if any(nodes[s].indicator.kind == "flow" for s in _reached([n.slot], parts))
    }
    spans: dict[int, set[Span]] = {}
    for leaf in leaves:
        for slot in _reached(_starts([leaf]), parts) & flows:
            spans.setdefault(slot, set()).add(Span.of(leaf.target))
    return frozenset(slot for slot, asked in spans.items() if len(asked) > 1)


def _starts(leaves: Iterable[Leaf]) -> list[int]:
    compared = [one for leaf in leaves for one in leaf.comparisons]
    return [node.slot for one in compared for node in (one.node, one.reference) if node is not None]


def _reached(starts: Iterable[int], beside: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(starts)
    while waiting:
        slot = waiting.pop()
        if slot not in found:
            found.add(slot)
            waiting.extend(beside[slot])
    return found


def _key(indicator: str, role: str | None) -> str:
    return indicator if role is None else f"{indicator}@{role}"


def _roles(scheme: Scheme) -> dict[str, list[str]]:
    """The indicators each role is asked of."""
    roles: dict[str, list[str]] = {}
    for target in scheme.targets:
        rule = numeric(target.rule)
        if isinstance(rule, Growth | Rise | Reference):
            roles.setdefault(rule.role, []).extend(target.indicators)
    return roles


def _resting(scheme: Scheme, ids: list[str]) -> list[Indicator]:
    """The indicators named, what their formulas are made of, and the wholes those are parts of."""
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in found:
            continue
        found[id_] = None
        indicator = scheme.indicators[id_]
        waiting.extend(indicator.formula.indicators if indicator.formula is not None else ())
        waiting.extend(indicator.part_of)
        waiting.extend([indicator.attendances_of] if indicator.attendances_of is not None else [])
    return [scheme.indicators[id_] for id_ in found]


def _node(
    slot: int, indicator: Indicator, role: str | None, slots: dict[str, int], scheme: Scheme, averaged: bool
) -> Node:
    formula, own = indicator.formula, indicator.measure
    top = bottom = None
    if formula is not None:
        top = _side(formula.numerator, own.factor, role, slots, scheme)
        if formula.denominator:
            bottom = _side(formula.denominator, Fraction(1), role, slots, scheme)
    return Node(
        slot,
        _key(indicator.id, role),
        indicator,
        role,
        top,
        bottom,
        grain=int(1 / own.step) if own.whole and not averaged else 0,
        signed=indicator.signed,
        cap=int(1 / own.factor) if indicator.share else None,
        bare=own.symbol not in ("%", "‰"),
        grows=_grows(indicator, scheme),
        back=_back(role, scheme),
    )


def _back(role: str | None, scheme: Scheme) -> int | None:
    """The year before is one year back, a base year as many as the growth over it is compounded over."""
    if role == "before":
        return 1
    rules = (numeric(target.rule) for target in scheme.targets)
    years = {rule.years for rule in rules if isinstance(rule, Growth) and rule.role == role}
    return years.pop() if role == "base" and len(years) == 1 else None


def _grows(indicator: Indicator, scheme: Scheme) -> bool:
    terms = () if indicator.formula is None else indicator.formula.terms
    return (
        indicator.kind == "flow"
        and not indicator.signed
        and all(term.weight > 0 and _grows(scheme.indicators[term.indicator], scheme) for term in terms)
    )


def _side(
    terms: tuple[Term, ...], unit: Fraction, role: str | None, slots: dict[str, int], scheme: Scheme
) -> Side:
    """A sum as whole weights over a scale, in a unit of the given size."""
    weights = [term.weight * scheme.indicators[term.indicator].measure.factor / unit for term in terms]
    scale = lcm(*(weight.denominator for weight in weights))
    slotted = (slots[_key(term.indicator, role)] for term in terms)
    whole = tuple((slot, int(weight * scale)) for slot, weight in zip(slotted, weights, strict=True))
    return Side(whole, scale, whole[0][0] if scale == 1 and [w for _, w in whole] == [1] else None)


def _bounds(nodes: tuple[Node, ...], slots: dict[str, int]) -> Iterator[Bound]:
    for node in nodes:
        # The whole of a whole too, for where the one in between was not handed in.
        for whole in _wholes(node, nodes, slots):
            yield _bound(node, whole, "part-over-whole")
        heads = node.indicator.attendances_of
        slot = None if heads is None else slots.get(_key(heads, node.role))
        if slot is not None:
            yield _bound(nodes[slot], node, "fewer-than-persons")
        if node.top is not None and node.bottom is None and node.indicator.kind != "rate":
            terms = [nodes[slot] for slot in node.slots]
            if all(w >= node.top.scale for _, w in node.top.weights) and not any(t.signed for t in terms):
                # Seen only where the sum was handed in and not every term of it.
                yield from (_bound(term, node, "part-over-whole") for term in terms)


def _bounds_of_targets(scheme: Scheme, nodes: tuple[Node, ...], slots: dict[str, int]) -> Iterator[Bound]:
    """A target that is a part of another (其中) can't exceed it, whether or not their indicators say so."""
    for target in scheme.targets:
        whole = None if target.part_of is None else scheme.targets[target.part_of].indicator
        if whole is None or target.indicator is None or whole == target.indicator:
            continue
        low, high = nodes[slots[target.indicator]], nodes[slots[whole]]
        if low.indicator.measure.converts_to(high.indicator.measure):
            yield _bound(low, high, "part-over-whole")


def _wholes(node: Node, nodes: tuple[Node, ...], slots: dict[str, int]) -> tuple[Node, ...]:
    found: dict[int, Node] = {}
    waiting = [node]
    while waiting:
        for whole in waiting.pop().indicator.part_of:
            slot = slots.get(_key(whole, node.role))
            if slot is not None and slot not in found:
                found[slot] = nodes[slot]
                waiting.append(nodes[slot])
    return tuple(found.values())


def _bound(low: Node, high: Node, fault: str) -> Bound:
    ratio = low.indicator.measure.factor / high.indicator.measure.factor
    return Bound(low, high, fault, ratio.numerator, ratio.denominator)


def _after_parts(parts: Iterable[Iterable[int]]) -> list[int]:
    """The positions in an order in which each stands behind what it is made of."""
    return list(TopologicalSorter(dict(enumerate(parts))).static_order())


def _leaves(scheme: Scheme, slots: dict[str, int], nodes: tuple[Node, ...]) -> tuple[Leaf, ...]:
    index = {target.id: i for i, target in enumerate(scheme.targets)}
    inside = {child for target in scheme.targets for child in target.children}
    leaves = []
    for target in scheme.targets:
        counted, ends = target.restates is None and target.id not in inside, target.window.ends
        if isinstance(target.rule, Combination):
            children = tuple(index[child] for child in target.rule.targets)
            leaves.append(
                Leaf(index[target.id], target, (), children, target.rule.need, counted, target.window.ends)
            )
            continue
        rule = numeric(target.rule)
        assert rule is not None
        comparisons = []
        for id_ in target.indicators:
            lines = rule.lines(scheme.indicators[id_].measure)
            role = lines[0].role
            reference = None if role is None else nodes[slots[_key(id_, role)]]
            comparisons.append(Comparison(nodes[slots[id_]], lines, reference))
        leaves.append(Leaf(index[target.id], target, tuple(comparisons), counted=counted, ends=ends))
    spans = {span: i for i, span in enumerate(dict.fromkeys(Span.of(target) for target in scheme.targets))}
    return tuple(
        attrs.evolve(_counted(leaf, leaves, index, inside), span=spans[Span.of(leaf.target)])
        for leaf in leaves
    )


def _counted(leaf: Leaf, leaves: list[Leaf], index: dict[str, int], inside: set[str]) -> Leaf:
    """A restatement is counted where it is first said, but only as long as it says the same."""
    if leaf.target.restates is None or leaf.target.id in inside:
        return leaf
    first = leaves[index[leaf.target.restates]]
    same = (first.comparisons, first.children, first.need) == (leaf.comparisons, leaf.children, leaf.need)
    return leaf if same and first.target.window == leaf.target.window else attrs.evolve(leaf, counted=True)
