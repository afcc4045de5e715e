"""What is missing: by how much each input would have to move, alone, for a target to be met.

A margin is linear in the inputs, so the answer is −margin over the slope, rounded up to whole steps.
Denominators, past figures and references never move by themselves; where a new thing is also one more of
its whole (a trainee who passes is one more trainee), both answers are given, the smaller first. A whole
outside the margin moves along where it would be outgrown: more founders may be more people employed.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

import attrs

from cyxc.evaluate.plan import Bound, Comparison, Node, Plan, Side
from cyxc.evaluate.values import Values
from cyxc.numbers.quantity import Quantity
from cyxc.rules.line import Line, Op

Figures = dict[int, Fraction]
"""By slot: what a figure is, how far it moves, or its coefficient in a sum."""


@attrs.frozen
class Increment:
    """One way to what is asked: any one of `inputs` moving by `amount`, `down` where it has to fall.

    A fall has a negative amount, or none where a strict rule lacks any less. `also` names the wholes that
    move along by as much. `strictly` says that more than `amount` is needed: a strict rule on a continuous
    measure lacks "any more", not a smallest figure.
    """

    inputs: tuple[str, ...]
    amount: Quantity
    also: tuple[str, ...] = ()
    strictly: bool = False
    down: bool = False


def increments(plan: Plan, comparison: Comparison, values: Values) -> tuple[Increment, ...]:
    """Every way to meet a comparison that fails, the smallest first; none where it can't be reached."""
    value = values.pair(comparison.node)
    if value is None:
        return ()
    reference = None if comparison.reference is None else values.pair(comparison.reference)
    sides = sides_of(plan, comparison.node, values)
    found: list[Increment] = []
    for line in comparison.lines:
        if not line.passes(line.gap(*value, *(reference or (0, 1)))[0]):
            asked = line.threshold(None if reference is None else Fraction(*reference))
            found.extend(_Search(plan, values, comparison, line, asked, *sides).ways())
    return _grouped(found)


def divided(plan: Plan, node: Node, values: Values) -> bool:
    """Whether a value is a numerator over a denominator that are known, and was not handed in whole."""
    return bool(sides_of(plan, node, values)[1])


def parts_value(node: Node, values: Values) -> Fraction | None:
    """What a formula comes to, whether or not that can be; None where a part is missing."""
    if node.top is None or not has_parts(node, values):
        return None
    figures = {slot: _figure(values, slot) for slot in node.slots}
    top, bottom = (
        Fraction(1) if side is None else _total(dict(_coefficients(side)), figures)
        for side in (node.top, node.bottom)
    )
    return top / bottom if bottom > 0 else None


def _coefficients(side: Side) -> Iterable[tuple[int, Fraction]]:
    return ((slot, Fraction(weight, side.scale)) for slot, weight in side.weights)


@attrs.frozen
class _Search:
    """The ways to meet one line, which asks for `asked`; the value is `top` over `bottom`."""

    plan: Plan
    values: Values
    comparison: Comparison
    line: Line
    asked: Fraction
    top: Figures
    bottom: Figures

    def ways(self) -> Iterable[Increment]:
        for slot in self.top:
            inside = tuple(whole for whole in self._wholes(slot) if whole in self.bottom)
            for also in ((), inside) if inside else ((),):
                way = self._way(slot, also, along=True) or self._way(slot, also, along=False)
                if way is not None:
                    yield way

    def _way(self, slot: int, also: tuple[int, ...], along: bool) -> Increment | None:
        """How far a figure has to move, `also` with it; None where that is no way.

        Wholes it would outgrow move along, or are let be, which is no way where the target rests on them.
        """
        moved = self.plan.nodes[slot]
        while True:
            # By as much: one person more is a ten-thousandth of 万人 more.
            each = {s: self._size(slot) / self._size(s) for s in (slot, *also)}
            found = self._distance(moved, each)
            if found is None:
                return None
            distance, enough = found
            effects = self._effects({s: rate * enough for s, rate in each.items()})
            broken = [bound for bound in self._broken(effects) if along or self._rests_on(bound)]
            outgrown = dict.fromkeys(bound.high.slot for bound in broken)
            if not outgrown:
                break
            more = [s for s in outgrown if s not in each and s not in self.bottom and not self._computed(s)]
            if not more or not along:
                return None
            also = (*also, *more)
        if not self._holds(effects):
            return None
        amount = Quantity(distance, moved.indicator.measure.difference)
        wholes = tuple(self.plan.nodes[whole].key for whole in sorted(also))
        return Increment((moved.key,), amount, wholes, strictly=distance != enough, down=enough < 0)

    def _distance(self, moved: Node, each: Figures) -> tuple[Fraction, Fraction] | None:
        """How far to move, in whole steps of the figure's unit, and what is enough: one more where strict."""
        here, there = self._value({})
        excess = here - self.asked * there
        slope = _total(self.top, each) - self.asked * _total(self.bottom, each)
        falls = excess > 0 if self.line.op is Op.EQUALS else self.line.op.ceiling
        # A value rises with more of what adds to it and less of what is taken off, and falls by the reverse;
        # where that moves the margin the other way it is no way at all.
        direction = 1 if (self.top[moved.slot] > 0) != falls else -1
        if slope * direction * (-1 if falls else 1) <= 0:
            return None
        exact, step = abs(excess / slope), step_of(moved)
        if self.line.op is Op.EQUALS:
            return None if moved.grain and exact % step else (exact * direction, exact * direction)
        if self.line.op.strict and not moved.grain:
            return exact * direction, (exact + step) * direction
        steps = floor(exact / step) + 1 if self.line.op.strict else ceil(exact / step)
        return steps * step * direction, steps * step * direction

    def _value(self, effects: Figures) -> tuple[Fraction, Fraction]:
        """Numerator and denominator once figures have moved."""
        now = {slot: _figure(self.values, slot) + effects.get(slot, 0) for slot in (*self.top, *self.bottom)}
        return _total(self.top, now), _total(self.bottom, now) if self.bottom else Fraction(1)

    def _effects(self, moves: Figures) -> Figures:
        """How far figures move, and with them the sums they enter."""
        effects = dict(moves)
        for node in self.plan.sums:
            terms = () if node.top is None else [(s, w) for s, w in node.top.weights if s in effects]
            if node.top is not None and terms and self._computed(node.slot):
                effects[node.slot] = sum((effects[s] * w for s, w in terms), Fraction(0)) / node.top.scale
        return effects

    def _broken(self, effects: Figures) -> list[Bound]:
        """The bounds that would no longer hold: a part would be over its whole."""
        found = []
        for bound in self.plan.bounds:
            nodes = (bound.low, bound.high)
            held = all(isinstance(self.values.slots[node.slot], tuple) for node in nodes)
            if held and any(node.slot in effects for node in nodes):
                part, whole = (_figure(self.values, n.slot) + effects.get(n.slot, 0) for n in nodes)
                if bound.broken(part.as_integer_ratio(), whole.as_integer_ratio()):
                    found.append(bound)
        return found

    def _rests_on(self, bound: Bound) -> bool:
        """Whether the target would be invalid with either of the two."""
        waiting, slots = [self.comparison.node.slot], {bound.low.slot, bound.high.slot}
        while waiting:
            slot = waiting.pop()
            if slot in slots:
                return True
            waiting.extend(self.plan.nodes[slot].slots if self._computed(slot) else ())
        return False

    def _holds(self, effects: Figures) -> bool:
        """Whether all that has moved can be so, and every line is met."""
        moved = [self.plan.nodes[slot] for slot in effects if isinstance(self.values.slots[slot], tuple)]
        if not all(_can_be(node, _figure(self.values, node.slot) + effects[node.slot]) for node in moved):
            return False
        here, there = self._value(effects)
        if there <= 0 or not _can_be(self.comparison.node, here / there):
            return False
        reference = None if self.comparison.reference is None else self.values.pair(self.comparison.reference)
        value = (here / there).as_integer_ratio()
        return all(line.passes(line.gap(*value, *(reference or (0, 1)))[0]) for line in self.comparison.lines)

    def _wholes(self, slot: int) -> list[int]:
        """The wholes a figure is counted in, itself or through a sum it enters, and theirs."""
        found: list[int] = []
        waiting = [slot]
        while waiting:
            effects = self._effects({waiting.pop(0): Fraction(1)})
            wholes = [b for b in self.plan.bounds if b.fault == "part-over-whole"]
            grown = dict.fromkeys(b.high.slot for b in wholes if effects.get(b.low.slot, 0) > 0)
            new = [whole for whole in grown if whole not in found]
            found.extend(new)
            waiting.extend(new)
        return found

    def _size(self, slot: int) -> Fraction:
        return self.plan.nodes[slot].indicator.measure.factor

    def _computed(self, slot: int) -> bool:
        return has_parts(self.plan.nodes[slot], self.values)


def step_of(moved: Node) -> Fraction:
    """The least a figure can move by, in its own unit."""
    return Fraction(1, moved.grain) if moved.grain else moved.indicator.measure.step


def _can_be(node: Node, value: Fraction) -> bool:
    return (value >= 0 or node.signed) and (node.cap is None or value <= node.cap)


def possible(node: Node, value: Fraction) -> bool:
    """Whether a value can be: not negative, whole where things are counted, a share of at most all."""
    return _can_be(node, value) and not (node.grain and value * node.grain % 1)


def sides_of(plan: Plan, node: Node, values: Values) -> tuple[Figures, Figures]:
    """Numerator and denominator as coefficients of the figures handed in; empty where none divides."""
    if node.top is None or not has_parts(node, values):
        return {node.slot: Fraction(1)}, {}
    if node.bottom is None and len(node.top.weights) == 1:
        # Another name for one figure, which may be a rate.
        ((slot, weight),) = node.top.weights
        top, bottom = sides_of(plan, plan.nodes[slot], values)
        return {s: c * weight / node.top.scale for s, c in top.items()}, bottom
    top = _expanded(plan, node.top, values)
    return top, _expanded(plan, node.bottom, values) if node.bottom is not None else {}


def has_parts(node: Node, values: Values) -> bool:
    """Whether a node is computed: it has a formula, and every figure in that is known."""
    return node.top is not None and all(isinstance(values.slots[slot], tuple) for slot in node.slots)


def _expanded(plan: Plan, side: Side, values: Values) -> Figures:
    found: Figures = {}
    for slot, weight in side.weights:
        inner, _ = sides_of(plan, plan.nodes[slot], values)
        for base, coefficient in inner.items():
            found[base] = found.get(base, Fraction(0)) + coefficient * weight / side.scale
    return found


def _figure(values: Values, slot: int) -> Fraction:
    value = values.slots[slot]
    assert isinstance(value, tuple)
    return Fraction(*value)


def _total(side: Figures, figures: Figures) -> Fraction:
    """A weighted sum; what has no figure counts as nothing."""
    return sum((c * figures.get(slot, Fraction(0)) for slot, c in side.items()), Fraction(0))


def _grouped(found: list[Increment]) -> tuple[Increment, ...]:
    """Inputs that move by the same amount, named together; smallest first."""
    groups: dict[Increment, list[str]] = {}
    for one in found:
        names = groups.setdefault(attrs.evolve(one, inputs=()), [])
        names.extend(name for name in one.inputs if name not in names)
    ways = [attrs.evolve(way, inputs=tuple(names)) for way, names in groups.items()]
    return tuple(sorted(ways, key=lambda way: abs(way.amount.value * way.amount.unit.factor)))
