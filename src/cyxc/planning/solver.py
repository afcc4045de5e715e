"""The model handed to Z3, whose arithmetic is that of whole numbers and fractions of any size.

No float and no tolerance comes in: what it calls met is met, what it calls cheapest no plan undercuts, and
what it calls impossible is so however far figures move.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

import attrs

from cyxc.consistency.linear import Constraint, components
from cyxc.errors import Problem, UsageError
from cyxc.planning.model import Ask, Model, Movable, Relation
from cyxc.rules.line import Op

EFFORT = 50_000_000
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


def _keys(ask: Ask) -> set[str]:
    """The figures an ask is about."""
    own = {key for one in ask.constraints for key in one.variables}
    return own.union(*(_keys(child) for child in ask.children))


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
        first: what can be done by an earlier figure is done by that. What shares no figure is asked apart.
        """
        moves: Figures = {}
        for group in self._apart(asks):
            found = self._cheapest(*group)
            if found is None:
                return None
            moves |= found
        return {key: moves[key] for key in self._movables if key in moves}

    def _cheapest(self, keys: Sequence[str], conditions: Sequence[Any]) -> Figures | None:
        found = self._asking(conditions)
        if self._answer(found) == self._z3.unsat:
            return None
        self._least(found, self._cost(keys))
        for key in reversed(keys):
            self._least(found, self._distance(key))
        steps = {key: self._value(found.model(), self._change(key)) for key in keys}
        return {key: count * self._movables[key].step for key, count in steps.items() if count}

    def _least(self, found: Any, sum_: Any) -> None:
        """Makes a sum that is never below zero as small as it can be, and leaves a model of that.

        Halved again and again: what the last question is answered with, that nothing less will do, is the
        proof. Only yes or no is asked of Z3, never its own search for an optimum.
        """
        low, high = 0, self._value(found.model(), sum_)
        while low < high:
            middle = (low + high) // 2
            found.push()
            found.add(sum_ <= middle)
            if self._answer(found) == self._z3.sat:
                high = self._value(found.model(), sum_)
            else:
                low = middle + 1
            found.pop()
        found.add(sum_ == high)
        self._answer(found)

    def _apart(self, asks: Iterable[Ask]) -> Iterator[tuple[list[str], list[Any]]]:
        """The figures and conditions in groups that share none, as far as anything is asked of them."""
        asked = [(_keys(ask), self._asked(ask)) for ask in asks]
        others = [
            (one.constraint.variables, condition)
            for one, condition in zip(self._model.relations, self._relations, strict=True)
        ]
        whole = [one for one in self._model.movables if one.parts]
        others += [
            ((one.key, *(key for key, _ in one.parts)), condition)
            for one, condition in zip(whole, self._along, strict=True)
        ]
        said = [*asked, *others]
        shared = [
            Constraint.of({key: Fraction(1) for key in keys if key in self._movables}, Op.AT_LEAST)
            for keys, _ in said
        ]
        for numbers in components(shared):
            if any(number < len(asked) for number in numbers):
                among = {key for number in numbers for key in shared[number].variables}
                yield [key for key in self._movables if key in among], [said[n][1] for n in numbers]

    def collision(self, asks: Mapping[str, Ask]) -> tuple[tuple[str, ...], tuple[Relation, ...]] | None:
        """A smallest set of asks that can't all hold, and the relations that keep them from it.

        None where they can. The set is smallest in that without any one of it the rest can hold.
        """
        conditions = {id_: self._asked(ask) for id_, ask in asks.items()}
        core = self._core(conditions)
        if core is None:
            return None
        targets, relations = core
        for id_ in reversed(targets):
            fewer = [one for one in targets if one != id_]
            if not self._possible([conditions[one] for one in fewer], self._relations):
                targets = fewer
        kept = [conditions[one] for one in targets]
        if self._possible(kept, [self._relations[one] for one in relations]):
            relations = list(range(len(self._relations)))
        for number in reversed(relations):
            rest = [one for one in relations if one != number]
            if not self._possible(kept, [self._relations[one] for one in rest]):
                relations = rest
        return tuple(targets), tuple(self._model.relations[one] for one in relations)

    def _core(self, conditions: Mapping[str, Any]) -> tuple[list[str], list[int]] | None:
        """Asks and relations that can't all hold, perhaps more than are needed; None where all can."""
        found = self._asking(self._along)
        marks = {}
        for kind, named in (("ask", conditions.items()), ("relation", enumerate(self._relations))):
            for name, condition in named:
                mark = self._z3.Bool(f"{kind} {name}", self._context)
                found.add(self._z3.Implies(mark, condition))
                marks[str(mark)] = mark
        if self._answer(found, *marks.values()) == self._z3.sat:
            return None
        core = {str(mark) for mark in found.unsat_core()}
        targets = [id_ for id_ in conditions if f"ask {id_}" in core]
        return targets, [n for n in range(len(self._relations)) if f"relation {n}" in core]

    def _possible(self, wanted: Iterable[Any], relations: Sequence[Any]) -> bool:
        found = self._asking((*wanted, *relations, *self._along))
        return bool(self._answer(found) == self._z3.sat)

    def _asking(self, conditions: Iterable[Any]) -> Any:
        found = self._z3.SolverFor("QF_LIA", ctx=self._context)
        found.set("rlimit", EFFORT)
        for steps in (*self._up.values(), *self._down.values()):
            found.add(steps >= 0)
        for key in [key for key in self._up if key in self._down]:
            # Nothing rises and falls at once, which would let a whole rise along with nothing.
            found.add(self._z3.Or(self._up[key] == 0, self._down[key] == 0))
        for condition in conditions:
            found.add(condition)
        return found

    def _answer(self, found: Any, *assumed: Any) -> Any:
        answer = found.check(*assumed)
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

    def _cost(self, keys: Iterable[str]) -> Any:
        """The cost of all steps, times what makes it a whole number."""
        each = {key: self._movables[key].cost.amount * self._movables[key].step for key in keys}
        scale = lcm(*(cost.denominator for cost in each.values()))
        return self._sum([int(cost * scale) * self._distance(key) for key, cost in each.items()])

    def _value(self, found: Any, sum_: Any) -> int:
        return int(found.eval(sum_, model_completion=True).as_long())

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
            holds = self._condition(one.constraint)
            return holds if one.unless is None else self._z3.Or(holds, self._condition(one.unless))
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
