"""What a plan may move, and what has to hold of it: linear conditions on figures, exact, for any solver."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from cyxc.consistency.linear import Constraint
from cyxc.evaluate.plan import Bound, Comparison, Leaf, Node, Plan
from cyxc.evaluate.shortfall import Figures, has_parts, sides_of, step_of
from cyxc.numbers.units import Unit
from cyxc.planning.costs import Cost, cost_of
from cyxc.planning.present import Present
from cyxc.rules.line import Op
from cyxc.rules.status import MET, NOT_APPLICABLE, NOT_MET, UNDEFINED


@attrs.frozen
class Movable:
    """A figure that a plan may move by whole steps, up, down or both.

    `parts` are set for a whole that only moves along: by no more than its parts do together, each taken
    times the number beside it.
    """

    key: str
    unit: Unit
    figure: Fraction
    step: Fraction
    cost: Cost
    up: bool
    down: bool
    parts: tuple[tuple[str, Fraction], ...] = ()


@attrs.frozen
class Relation:
    """What must hold whatever is asked: a part within its whole, no share above all, nothing below zero.

    `code` is that of the fault there would be; `keys` are the part and the whole, or the one figure.
    """

    code: str
    keys: tuple[str, ...]
    constraint: Constraint
    unless: Constraint | None = None
    """Where this holds, the condition need not."""
    whole: bool = False
    """True where the sum has to come out whole, in place of the condition's comparison."""


@attrs.frozen
class Ask:
    """What a target asks: all `constraints`, or so many of `children`; `never` for what can't be met."""

    constraints: tuple[Constraint, ...] = ()
    need: int | None = None
    children: "tuple[Ask, ...]" = ()
    never: bool = False


@attrs.frozen
class Model:
    """Everything a solver has to know."""

    movables: tuple[Movable, ...]
    figures: Mapping[str, Fraction] = attrs.field(eq=False)
    relations: tuple[Relation, ...]
    held: tuple[str, ...]
    """The figures that could move if something that is not known did not rest on them."""
    wanted: Mapping[str, Ask] = attrs.field(eq=False)
    kept: Mapping[str, Ask] = attrs.field(eq=False)


def model(now: Present, costs: Mapping[str, Fraction]) -> Model:
    """The model of a place: costs by the ids of indicators."""
    plan, every = now.plan, _directions(now)
    directions = {(slot, way) for slot, way in every if slot not in now.held}
    up = {slot for slot, way in directions if way > 0}
    along = _along(now, up)
    slots = sorted({slot for slot, _ in directions} | set(along))
    movables = tuple(
        Movable(
            plan.nodes[slot].key,
            plan.nodes[slot].indicator.measure,
            now.exact(slot) or Fraction(0),
            step_of(plan.nodes[slot]),
            cost_of(slot, costs, now),
            up=slot in up or slot in along,
            down=(slot, -1) in directions,
            parts=tuple((plan.nodes[part].key, ratio) for part, ratio in along.get(slot, {}).items()),
        )
        for slot in slots
    )
    figures = {node.key: value for node in plan.nodes if (value := now.exact(node.slot)) is not None}
    return Model(
        movables,
        figures,
        tuple(_relations(now, set(slots))),
        tuple(plan.nodes[slot].key for slot in sorted({slot for slot, _ in every} & now.held)),
        {leaf.target.id: _ask(now, leaf) for leaf in now.wanted},
        {leaf.target.id: _ask(now, leaf) for leaf in now.kept},
    )


def _plannable(now: Present, leaf: Leaf) -> Iterator[Leaf]:
    """The single targets behind one, those that can't be judged left out."""
    if leaf.children:
        for child in leaf.children:
            yield from _plannable(now, now.plan.leaves[child])
    elif _judged(now, leaf):
        yield leaf


def _judged(now: Present, leaf: Leaf) -> bool:
    verdict = now.evaluation.targets[leaf.index]
    return (verdict.so_far or verdict.status).code in (MET, NOT_MET, UNDEFINED)


def _directions(now: Present) -> set[tuple[int, int]]:
    """The figures above the line that some target would have rise (1) or fall (−1)."""
    found: set[tuple[int, int]] = set()
    for leaf in (*now.wanted, *now.kept):
        for one in _plannable(now, leaf):
            for comparison in one.comparisons:
                top, _ = sides_of(now.plan, comparison.node, now.values)
                for slot, weight in top.items():
                    found |= {(slot, way) for way in _ways(comparison, weight)}
    return found


def _ways(comparison: Comparison, weight: Fraction) -> Iterator[int]:
    sign = 1 if weight > 0 else -1
    for line in comparison.lines:
        if not line.op.ceiling:
            yield sign
        if not line.op.floor:
            yield -sign


def _along(now: Present, up: set[int]) -> dict[int, dict[int, Fraction]]:
    """The wholes that rise with their parts: for each the parts, and how much of it one of them is."""
    found: dict[int, dict[int, Fraction]] = {}
    rising = set(up)
    while True:
        before = {slot: dict(parts) for slot, parts in found.items()}
        for bound in now.plan.bounds:
            whole = bound.high.slot
            fixed = whole in up or whole in now.held or now.exact(whole) is None
            if fixed or has_parts(bound.high, now.values):
                continue
            top, bottom = sides_of(now.plan, bound.low, now.values)
            if bottom:
                continue
            ratio = Fraction(bound.low_scale, bound.high_scale)
            for slot, weight in top.items():
                if slot in rising and slot != whole and weight > 0:
                    parts = found.setdefault(whole, {})
                    parts[slot] = max(parts.get(slot, Fraction(0)), weight * ratio)
        rising |= set(found)
        if found == before:
            return found


def _relations(now: Present, movable: set[int]) -> Iterator[Relation]:
    """What must go on holding: what does not hold as it is makes its targets invalid, and they stay out."""
    plan = now.plan
    for node in plan.nodes:
        top, bottom = sides_of(plan, node, now.values)
        known = all(now.exact(slot) is not None for slot in (*top, *bottom))
        if known and node.slot not in now.invalid and not movable.isdisjoint((*top, *bottom)):
            yield from _of_one(now, node, top, bottom, movable)
    for bound in plan.bounds:
        relation = _within(now, bound)
        if relation is not None and not movable.isdisjoint(_slots_of(now, bound)):
            yield relation


def _of_one(now: Present, node: Node, top: Figures, bottom: Figures, movable: set[int]) -> Iterator[Relation]:
    """What a figure can be: not below nothing, a share of at most all, whole where things are counted."""
    plan, keys = now.plan, (node.key,)
    over, under = _total(now, top), _total(now, bottom) if bottom else Fraction(1)
    if under < 0:
        return
    # Over nothing a rate is undefined, which makes nothing else wrong.
    unless = _condition(plan, bottom, Op.EQUALS, Fraction(0)) if bottom else None
    if any(weight < 0 for weight in bottom.values()):
        yield Relation("negative-denominator", keys, _condition(plan, bottom, Op.AT_LEAST, Fraction(0)))
    if not node.signed and over >= 0:
        least = _condition(plan, top, Op.AT_LEAST, Fraction(0))
        yield Relation("negative", keys, least, unless)
    if node.cap is not None and (over <= node.cap * under or not under):
        most = Fraction(0) if bottom else Fraction(node.cap)
        excess = _less(top, bottom, Fraction(node.cap))
        yield Relation("above-whole", keys, _condition(plan, excess, Op.AT_MOST, most), unless)
    if node.grain and not bottom and not over * node.grain % 1:
        things = {slot: weight * node.grain for slot, weight in top.items()}
        if any(w * step_of(plan.nodes[s]) % 1 for s, w in things.items() if s in movable):
            whole = _condition(plan, things, Op.EQUALS, Fraction(0))
            yield Relation("not-whole", keys, whole, whole=True)


def _total(now: Present, side: Figures) -> Fraction:
    return sum((weight * (now.exact(slot) or 0) for slot, weight in side.items()), Fraction(0))


def _slots_of(now: Present, bound: Bound) -> set[int]:
    return {
        slot
        for node in (bound.low, bound.high)
        for side in sides_of(now.plan, node, now.values)
        for slot in side
    }


def _within(now: Present, bound: Bound) -> Relation | None:
    """A part within its whole, where both are known and it is so now."""
    low_now, high_now = now.exact(bound.low.slot), now.exact(bound.high.slot)
    if low_now is None or high_now is None:
        return None
    wrong = all(node.slot in now.invalid for node in bound.invalid)
    if wrong or bound.broken(low_now.as_integer_ratio(), high_now.as_integer_ratio()):
        return None
    (low, under), (high, over) = (sides_of(now.plan, node, now.values) for node in (bound.low, bound.high))
    if under or over:
        return None  # `present` leaves out what rests on such rates
    sum_ = _less(
        {slot: weight * bound.high_scale for slot, weight in high.items()}, low, Fraction(bound.low_scale)
    )
    return Relation(
        bound.fault, (bound.low.key, bound.high.key), _condition(now.plan, sum_, Op.AT_LEAST, Fraction(0))
    )


def _ask(now: Present, leaf: Leaf) -> Ask:
    if leaf.children:
        children = [now.plan.leaves[child] for child in leaf.children]
        applicable = [one for one in children if now.evaluation.codes[one.index] != NOT_APPLICABLE]
        need = len(applicable) if leaf.need is None else leaf.need
        return Ask(need=need, children=tuple(_ask(now, one) for one in applicable))
    if not _judged(now, leaf):
        return Ask(never=True)
    return Ask(tuple(one for comparison in leaf.comparisons for one in _asked(now, comparison)))


def _asked(now: Present, comparison: Comparison) -> Iterator[Constraint]:
    """top op asked × bottom, and the bottom above zero."""
    plan, reference = now.plan, comparison.reference
    against = None if reference is None else now.exact(reference.slot)
    top, bottom = sides_of(plan, comparison.node, now.values)
    for line in comparison.lines:
        asked = line.threshold(against)
        if bottom:
            yield _condition(plan, _less(top, bottom, asked), line.op, Fraction(0))
        else:
            yield _condition(plan, top, line.op, asked)
    if bottom:
        yield _condition(plan, bottom, Op.MORE_THAN, Fraction(0))


def _less(one: Figures, other: Figures, times: Fraction) -> Figures:
    found = dict(one)
    for slot, weight in other.items():
        found[slot] = found.get(slot, Fraction(0)) - times * weight
    return found


def _condition(plan: Plan, sum_: Figures, op: Op, constant: Fraction) -> Constraint:
    return Constraint.of({plan.nodes[slot].key: weight for slot, weight in sum_.items()}, op, constant)


def asks(model: Model, wanted: Iterable[str]) -> dict[str, Ask]:
    """What some of the wanted targets ask, with what is to be kept."""
    return {id_: model.wanted[id_] for id_ in wanted} | dict(model.kept)
