"""Targets as leaves: what each compares, over what time, and whether it counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from cyxc.evaluate.nodes import Node, key_of
from cyxc.evaluate.spans import Span
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.reached import reached
from cyxc.rules.line import Line, Op, beside
from cyxc.rules.ring import SCALARS, Ring
from cyxc.rules.rules import Combination, numeric


@attrs.frozen
class Comparison:
    """One indicator against the lines of a rule, `reference` the slot of the role they hold it against."""

    node: Node
    lines: tuple[Line, ...]
    reference: Node | None

    def settled(self, n: Any, d: Any, met: Any, ring: Ring = SCALARS) -> Any:
        """Whether later figures can't undo how n / d compares: on a flow that only grows, a floor that is
        reached stays reached, and what is above a ceiling or an exact figure stays above.
        """
        if self.reference is not None or not self.node.grows:
            return False
        floors, broken = all(line.op.floor for line in self.lines), False
        for line in self.lines:
            if not line.op.floor:
                asked = beside(n, line.b.numerator * d)
                above = n * line.b.denominator
                broken = broken | (above >= asked if line.op is Op.LESS_THAN else above > asked)
        return ring.case([(met, floors)], broken)


@attrs.frozen
class Leaf:
    """A target with what it compares; none for a combination, whose children are targets.

    `ends` is the last day it can be met, None while the scheme has no year; `span` the position in the
    plan's spans of the time it asks over, `years` how the years of it count, `rests`
    the slots it rests on.
    """

    index: int
    target: Target
    comparisons: tuple[Comparison, ...]
    children: tuple[int, ...] = ()
    need: int | None = None
    counted: bool = True
    ends: date | None = None
    span: int = 0
    years: str = "whole"
    rests: frozenset[int] = frozenset()


def leaves_of(scheme: Scheme, nodes: Mapping[str, Node]) -> tuple[Leaf, ...]:
    """A leaf for every target, in the scheme's order; `nodes` by their keys."""
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
            reference = None if role is None else nodes[key_of(id_, role)]
            comparisons.append(Comparison(nodes[id_], lines, reference))
        leaves.append(Leaf(index[target.id], target, tuple(comparisons), counted=counted, ends=ends))
    spans = {span: i for i, span in enumerate(dict.fromkeys(Span.of(target) for target in scheme.targets))}
    by_slot = {node.slot: node for node in nodes.values()}
    made = []
    for leaf in leaves:
        span = Span.of(leaf.target)
        rests = _rests(leaf, nodes, by_slot)
        kept = _counted(leaf, leaves, index, inside)
        made.append(attrs.evolve(kept, span=spans[span], years=span.years, rests=rests))
    return tuple(made)


def _rests(leaf: Leaf, nodes: Mapping[str, Node], by_slot: Mapping[int, Node]) -> frozenset[int]:
    """The slots a target rests on, and those its references may be put together from."""
    starts = [one.slot for c in leaf.comparisons for one in (c.node, c.reference) if one is not None]
    return frozenset(
        reached(starts, lambda slot: (*by_slot[slot].slots, nodes[by_slot[slot].indicator.id].slot))
    )


def _counted(leaf: Leaf, leaves: list[Leaf], index: dict[str, int], inside: set[str]) -> Leaf:
    """A restatement is counted where it is first said, but only as long as it says the same."""
    if leaf.target.restates is None or leaf.target.id in inside:
        return leaf
    first = leaves[index[leaf.target.restates]]
    same = (first.comparisons, first.children, first.need) == (leaf.comparisons, leaf.children, leaf.need)
    return leaf if same and first.target.window == leaf.target.window else attrs.evolve(leaf, counted=True)
