"""A scheme made ready to judge many places: formulas and rules as whole-number arithmetic over slots."""

from collections.abc import Iterable
from functools import lru_cache
from graphlib import TopologicalSorter

import attrs

from cyxc.evaluate.leaves import Comparison, Leaf, leaves_of
from cyxc.evaluate.nodes import Bound, Node, Side, bounds_of, nodes_of
from cyxc.evaluate.spans import Span
from cyxc.model.scheme import Scheme
from cyxc.reached import reached

__all__ = ["Bound", "Comparison", "Leaf", "Node", "Plan", "Side", "plan"]


@attrs.frozen
class Plan:
    """See the module."""

    scheme: Scheme
    slots: dict[str, int]
    nodes: tuple[Node, ...]
    ordered: tuple[Node, ...]
    """The nodes with every sum and rate after what it is made of."""
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
    nodes = nodes_of(scheme)
    slots = {node.key: node.slot for node in nodes}
    leaves = leaves_of(scheme, {node.key: node for node in nodes})
    bounds = bounds_of(scheme, nodes)
    ordered = tuple(nodes[slot] for slot in _after_parts(node.slots for node in nodes))
    unclear = _unclear(leaves, ordered)
    return Plan(
        scheme,
        slots,
        nodes,
        ordered,
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
    return frozenset(nodes[slot].key for slot in reached(_starts(leaves), beside.__getitem__))


def _unclear(leaves: Iterable[Leaf], ordered: Iterable[Node]) -> frozenset[int]:
    """A stock is what it is at the date asked about; a flow is another figure over another time."""
    parts: dict[int, tuple[int, ...]] = {}
    flows: set[int] = set()
    for node in ordered:
        parts[node.slot] = node.slots
        if node.indicator.kind == "flow" or not flows.isdisjoint(node.slots):
            flows.add(node.slot)
    spans: dict[int, set[Span]] = {}
    for leaf in leaves:
        for slot in reached(_starts([leaf]), parts.__getitem__) & flows:
            spans.setdefault(slot, set()).add(Span.of(leaf.target))
    return frozenset(slot for slot, asked in spans.items() if len(asked) > 1)


def _starts(leaves: Iterable[Leaf]) -> list[int]:
    compared = [one for leaf in leaves for one in leaf.comparisons]
    return [node.slot for one in compared for node in (one.node, one.reference) if node is not None]


def _after_parts(parts: Iterable[Iterable[int]]) -> list[int]:
    """The positions in an order in which each stands behind what it is made of."""
    return list(TopologicalSorter(dict(enumerate(parts))).static_order())
