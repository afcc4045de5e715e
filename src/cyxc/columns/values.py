"""What every indicator comes to in every row: the columns' twin of `cyxc.evaluate.values.finish`."""

from math import gcd, lcm
from typing import Any

import attrs

from cyxc.columns.fold import both, either, negated
from cyxc.columns.handed import Handed
from cyxc.columns.ring import ColumnRing
from cyxc.columns.state import MISSING, State, can_be_negative
from cyxc.evaluate.nodes import Node, Side
from cyxc.evaluate.plan import Plan
from cyxc.rules.line import times


@attrs.define
class Columns:
    """The states of a plan's slots, and what was handed in for them."""

    plan: Plan
    ring: ColumnRing
    states: list[State]
    handed: dict[int, Handed]

    def keep(self, slots: list[int]) -> None:
        """Works out states once for all that rests on them."""
        for slot, state in zip(slots, self.ring.kept([self.states[s] for s in slots]), strict=True):
            self.states[slot] = state


def finish(columns: Columns) -> None:
    """Works out every sum and rate, and what can't hold together."""
    plan = columns.plan
    sums = [node for node in plan.sums if _begun(columns, node)]
    for node in sums:
        assert node.top is not None
        _settle(columns, node, _total(columns, node.top))
    columns.keep([node.slot for node in sums])
    _hold_together(columns, rates=False)
    rates = [node for node, _, _ in plan.rates if _begun(columns, node)]
    for node in rates:
        assert node.top is not None
        found = _total(columns, node.top) if node.bottom is None else _over(columns, node)
        _settle(columns, node, found)
    columns.keep([node.slot for node in rates])
    _hold_together(columns, rates=True)


def _begun(columns: Columns, node: Node) -> bool:
    """Whether any row may have something of what it is made of, if only something that can't be."""
    parts = (columns.states[slot] for slot in node.slots)
    return any(part.absent is not True or part.invalid is not False for part in parts)


def _total(columns: Columns, side: Side) -> State:
    """A weighted sum; what keeps any term from being a number keeps the sum."""
    states = [columns.states[slot] for slot, _ in side.weights]
    if side.only is not None:
        return states[0]
    whys = {
        name: either(*(getattr(state, name) for state in states))
        for name in ("invalid", "absent", "undefined")
    }
    grows = all(state.grows and weight > 0 for state, (_, weight) in zip(states, side.weights, strict=True))
    if whys["absent"] is True:
        return State(0, 1, whys["invalid"], True, False, grows)
    common: Any = lcm(*(state.d for state in states if isinstance(state.d, int)))
    ratios = [state.d for state in states if not isinstance(state.d, int)]
    weighted = [(state, weight) for state, (_, weight) in zip(states, side.weights, strict=True)]
    if not ratios:
        weights = [state.by * (common // state.d) * weight for state, weight in weighted]
        # What all terms are multiplied by is left to whoever needs it.
        by = gcd(*weights)
        terms = [times(state.m, weight // by) for state, weight in zip(states, weights, strict=True)]
        return State(sum(terms[1:], terms[0]), common * side.scale, **whys, grows=grows, by=by)
    for ratio in ratios:
        common = ratio * common
    terms = [times(state.n, _others(states, state) * weight) for state, weight in weighted]
    return State(sum(terms[1:], terms[0]), common * side.scale, **whys, grows=grows)


def _others(states: list[State], own: State) -> Any:
    """The product of the denominators of the other terms, brought to the common one."""
    static = lcm(*(state.d for state in states if isinstance(state.d, int)))
    found: Any = static // own.d if isinstance(own.d, int) else static
    for state in states:
        if state is not own and not isinstance(state.d, int):
            found = state.d * found
    return found


def _over(columns: Columns, node: Node) -> State:
    """One sum over another: undefined over zero, invalid over less than nothing."""
    assert node.top is not None
    assert node.bottom is not None
    top, bottom = _total(columns, node.top), _total(columns, node.bottom)
    absent = either(top.absent, bottom.absent)
    invalid = either(top.invalid, bottom.invalid)
    if absent is True:
        return State(0, 1, invalid, True, False, top.grows)
    if not bottom.grows:
        invalid = either(invalid, both(negated(absent), negated(bottom.undefined), bottom.m < 0))
    undefined = either(top.undefined, bottom.undefined, bottom.m == 0)
    if isinstance(top.d, int) and isinstance(bottom.d, int):
        over, under = top.by * bottom.d, bottom.by * top.d
        shared = gcd(over, under)
        d = times(bottom.m, under // shared)
        return State(top.m, d, invalid, absent, undefined, top.grows, over // shared)
    return State(top.n * bottom.d, bottom.n * top.d, invalid, absent, undefined, top.grows)


def _settle(columns: Columns, node: Node, found: State) -> None:
    """Parts decide; where they are missing a figure handed in stands, where it disagrees it is invalid."""
    own = columns.states[node.slot]
    impossible = either(
        found.m < 0 if can_be_negative(node, found) else False,
        negated(_countable(columns, node, found)),
        False if node.cap is None or _bound(columns.plan, node) else found.exceeds(node.cap),
    )
    there = negated(either(found.absent, found.undefined))
    invalid = either(own.invalid, found.invalid, both(there, impossible))
    if own.absent is True:
        grows = found.grows or not node.signed
        columns.states[node.slot] = attrs.evolve(found, invalid=invalid, grows=grows)
        return
    apart = _disagree(columns, node, own, found)
    invalid = either(invalid, both(found.valued, own.valued, apart))
    number = columns.ring.number
    columns.states[node.slot] = State(
        number([(found.absent, own.n)], found.n),
        number([(found.absent, own.d)], found.d),
        invalid,
        both(found.absent, own.absent),
        both(found.undefined, negated(found.absent)),
        own.grows and (found.grows or not node.signed),
    )


def _bound(plan: Plan, node: Node) -> bool:
    """Whether a rate is above its cap just where a part is over its whole, which is looked for anyway."""
    top, bottom = node.top, node.bottom
    if node.cap is None or top is None or bottom is None or len(top.weights + bottom.weights) > 2:
        return False
    ((low, over),), ((high, under),) = top.weights, bottom.weights
    over, under = over * bottom.scale, under * top.scale * node.cap
    return any(
        (part, whole) == (low, high)
        and not bound.of_sum
        and bound.low_scale * under == bound.high_scale * over
        for part, whole, bound in plan.bounds_of_sums
    )


def _countable(columns: Columns, node: Node, found: State) -> Any:
    """Whether what is counted comes out whole."""
    if not node.grain or (isinstance(found.d, int) and node.grain % found.d == 0):
        return True
    return columns.ring.multiple(found.n * node.grain, found.d)


def _disagree(columns: Columns, node: Node, own: State, found: State) -> Any:
    """Whether a figure handed in differs from its parts beyond its own rounding."""
    gap = columns.ring.absolute(own.n * found.d - found.n * own.d)
    if node.grain:
        return gap > 0
    # Half a step of the last digit it was written with, in the units of `own.n` over `own.d`.
    last_digit = columns.handed[node.slot].last_digit(columns.ring)
    return gap * 2 > found.d * last_digit


def _hold_together(columns: Columns, *, rates: bool) -> None:
    """A part over its whole makes both invalid, and so every sum that rests on either."""
    plan, states = columns.plan, columns.states
    broken: dict[int, Any] = {}
    for low, high, bound in plan.bounds_of_rates if rates else plan.bounds_of_sums:
        part, whole = states[low], states[high]
        if part.absent is True or whole.absent is True:
            continue
        if bound.of_sum and high not in columns.handed:
            continue  # a sum that nobody handed in is no less than its terms
        unknown = either(*(condition for state in (part, whole) for condition, _ in state.why_not))
        over = both(negated(unknown), bound.broken((part.n, part.d), (whole.n, whole.d)))
        for side in bound.invalid:
            broken[side.slot] = either(broken.get(side.slot, False), over)
    if not broken:
        return
    for slot, over in broken.items():
        states[slot] = attrs.evolve(states[slot], invalid=either(states[slot].invalid, over))
    changed = set(broken)
    for node in plan.sums:
        if not changed.isdisjoint(node.slots):
            spoilt = either(*(states[slot].invalid for slot in node.slots))
            own = states[node.slot]
            states[node.slot] = attrs.evolve(own, invalid=either(own.invalid, spoilt))
            changed.add(node.slot)
    columns.keep(sorted(changed))


def none(plan: Plan) -> list[State]:
    """The slots of a plan before anything was handed in."""
    return [MISSING] * len(plan.nodes)
