"""The model handed to Z3, whose arithmetic is that of whole numbers and fractions of any size.

No float and no tolerance comes in: what it calls met is met, what it calls cheapest no plan undercuts, and
what it calls impossible is so however far figures move.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import attrs

from cyxc.consistency.linear import Constraint
from cyxc.errors import Problem, UsageError
from cyxc.planning.model import Ask, Model, Movable, Relation
from cyxc.rules.line import Op

EFFORT = 200_000_000
"""How much work Z3 may put into one question, in its own count, which is the same on every machine."""

Figures = dict[str, Fraction]


def _library() -> Any:
    try:
        import z3
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        needed = Problem("extra-not-installed", {"name": "z3-solver", "extra": "plan"})
        raise UsageError(needed) from error
    return z3


class Solver:
    """One model, asked any number of questions; not to be shared between threads."""

    def __init__(self, model: Model) -> None:
        """Puts the model into Z3; `UsageError` where the extra `plan` is not installed."""
        self._z3 = _library()
        self._model = model
        self._context = self._z3.Context()
        self._movables = {one.key: one for one in model.movables}
        self._up = {one.key: self._steps(one, "+") for one in model.movables if one.up}
        self._down = {one.key: self._steps(one, "-") for one in model.movables if one.down}
        self._relations = [self._related(one, number) for number, one in enumerate(model.relations)]
        self._along = [self._moves_along(one) for one in model.movables if one.parts]

    def cheapest(self, asks: Iterable[Ask]) -> Figures | None:
        """How far each figure moves in the cheapest plan; None where nothing would do.

        Of plans that cost the same it is the one in which the later figures move least, the last of them
        first: what can be done by an earlier figure is done by that.
        """
        wanted = [self._asked(ask) for ask in asks]
        found = self._z3.Optimize(ctx=self._context)
        found.set("rlimit", EFFORT)
        self._state(found, wanted)
        cost, scale = self._cost()
        found.minimize(cost)
        for key in reversed(self._movables):
            found.minimize(self._distance(key))
        if self._answer(found) == self._z3.unsat:
            return None
        steps = self._read(found.model())
        moves = {key: steps[key] * self._movables[key].step for key in steps if steps[key]}
        self._confirm(wanted, cost, self._cost_of(moves), scale)
        return moves

    def collision(self, asks: Mapping[str, Ask]) -> tuple[tuple[str, ...], tuple[Relation, ...]] | None:
        """A smallest set of asks that can't all hold, and the relations that keep them from it.

        None where they can. The set is smallest in that without any one of it the rest can hold; of several
        such sets those stated first are kept.
        """
        conditions = {id_: self._asked(ask) for id_, ask in asks.items()}
        if self._possible(conditions.values(), self._relations):
            return None
        core = list(conditions)
        for id_ in reversed(list(conditions)):
            fewer = [one for one in core if one != id_]
            if not self._possible([conditions[one] for one in fewer], self._relations):
                core = fewer
        kept = [conditions[one] for one in core]
        needed = list(range(len(self._relations)))
        for number in reversed(range(len(self._relations))):
            rest = [one for one in needed if one != number]
            if not self._possible(kept, [self._relations[one] for one in rest]):
                needed = rest
        return tuple(core), tuple(self._model.relations[one] for one in needed)

    def _possible(self, wanted: Iterable[Any], relations: Sequence[Any]) -> bool:
        found = self._z3.Solver(ctx=self._context)
        found.set("rlimit", EFFORT)
        self._state(found, wanted, relations)
        return bool(self._answer(found) == self._z3.sat)

    def _confirm(self, wanted: Iterable[Any], cost: Any, least: Fraction, scale: int) -> None:
        """Asks anew, apart from the search, whether anything is cheaper: nothing may be."""
        found = self._z3.Solver(ctx=self._context)
        found.set("rlimit", EFFORT)
        self._state(found, wanted)
        found.add(cost < int(least * scale))
        if self._answer(found) != self._z3.unsat:
            raise UsageError(Problem("plan-not-confirmed", {}))

    def _state(self, found: Any, wanted: Iterable[Any], relations: Sequence[Any] | None = None) -> None:
        for steps in (*self._up.values(), *self._down.values()):
            found.add(steps >= 0)
        for condition in (*(self._relations if relations is None else relations), *self._along, *wanted):
            found.add(condition)

    def _answer(self, found: Any) -> Any:
        answer = found.check()
        if answer == self._z3.unknown:
            raise UsageError(Problem("plan-undecided", {}))
        return answer

    def _steps(self, one: Movable, sign: str) -> Any:
        return self._z3.Int(f"{sign}{one.key}", self._context)

    def _distance(self, key: str) -> Any:
        known = [steps[key] for steps in (self._up, self._down) if key in steps]
        return known[0] if len(known) == 1 else known[0] + known[1]

    def _change(self, key: str) -> Any:
        """How many steps a figure rises, negative where it falls."""
        if key not in self._down:
            return self._up[key]
        return self._up[key] - self._down[key] if key in self._up else -self._down[key]

    def _cost(self) -> tuple[Any, int]:
        """The cost of all steps as a whole number, and what it was multiplied by for that."""
        each = {key: one.cost.amount * one.step for key, one in self._movables.items()}
        scale = lcm(*(cost.denominator for cost in each.values()))
        terms = [int(cost * scale) * self._distance(key) for key, cost in each.items()]
        return self._sum(terms), scale

    def _cost_of(self, moves: Figures) -> Fraction:
        return sum((self._movables[key].cost.amount * abs(by) for key, by in moves.items()), Fraction(0))

    def _read(self, found: Any) -> dict[str, int]:
        steps = {}
        for key in self._movables:
            value = found.eval(self._change(key), model_completion=True)
            steps[key] = int(value.as_long())
        return steps

    def _sum(self, terms: list[Any]) -> Any:
        return self._z3.Sum(terms) if terms else self._z3.IntVal(0, self._context)

    def _asked(self, ask: Ask) -> Any:
        if ask.never:
            return self._z3.BoolVal(False, self._context)
        if ask.children:
            children = [self._asked(child) for child in ask.children]
            need = len(children) if ask.need is None else ask.need
            return self._z3.PbGe([(child, 1) for child in children], need)
        return self._all([self._condition(one) for one in ask.constraints])

    def _all(self, conditions: list[Any]) -> Any:
        return self._z3.And(*conditions, self._z3.BoolVal(True, self._context))

    def _condition(self, one: Constraint) -> Any:
        """A condition on figures as one on steps, in whole numbers."""
        terms, rest = self._in_steps(one)
        scale = lcm(*(weight.denominator for _, weight in terms))
        sum_ = self._sum([int(weight * scale) * self._change(key) for key, weight in terms])
        limit = rest * scale
        if one.op is Op.EQUALS:
            whole = limit.denominator == 1
            return sum_ == int(limit) if whole else self._z3.BoolVal(False, self._context)
        return sum_ >= (floor(limit) + 1 if one.op is Op.MORE_THAN else ceil(limit))

    def _in_steps(self, one: Constraint) -> tuple[list[tuple[str, Fraction]], Fraction]:
        """The weight of each step in a condition's sum, and what the steps have to come to."""
        terms = [
            (key, weight * self._movables[key].step)
            for key, weight in one.coefficients
            if key in self._movables
        ]
        there = sum((weight * self._model.figures[key] for key, weight in one.coefficients), Fraction(0))
        return terms, one.constant - there

    def _related(self, one: Relation, number: int) -> Any:
        if not one.whole:
            return self._condition(one.constraint)
        # A sum that counts things is some whole number of them.
        terms, rest = self._in_steps(one.constraint)
        scale = lcm(rest.denominator, *(weight.denominator for _, weight in terms))
        sum_ = self._sum([int(weight * scale) * self._change(key) for key, weight in terms])
        things = self._z3.Int(f"whole {number}", self._context)
        return sum_ - int(rest * scale) == scale * things

    def _moves_along(self, one: Movable) -> Any:
        """A whole that only moves along rises by no more than its parts do together."""
        terms = [(key, ratio * self._movables[key].step) for key, ratio in one.parts]
        scale = lcm(one.step.denominator, *(weight.denominator for _, weight in terms))
        parts = self._sum([int(weight * scale) * self._up[key] for key, weight in terms])
        return int(one.step * scale) * self._up[one.key] <= parts


@attrs.frozen
class Collision:
    """Targets that can't all be met: without any one of them the others could be.

    `relations` are what stands in the way besides: a part within its whole, a share of at most all. `ids`
    are those of targets to be met and of targets that were to be kept.
    """

    ids: tuple[str, ...]
    relations: tuple[Relation, ...]


def collisions(solver: Solver, asks: Mapping[str, Ask]) -> tuple[Collision, ...]:
    """Smallest sets of asks that can't all hold, none of whose members stands in two of them."""
    left, found = dict(asks), []
    while (one := solver.collision(left)) is not None:
        found.append(Collision(*one))
        if not one[0]:
            break  # what is there can't be as it is, whatever is asked
        left = {id_: ask for id_, ask in left.items() if id_ not in one[0]}
    return tuple(found)
