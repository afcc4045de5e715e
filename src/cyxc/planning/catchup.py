"""The plan of a place: what it would still take, target by target and together."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal

import attrs

from cyxc.displayed import Displayed
from cyxc.errors import Problem, UsageError
from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Language
from cyxc.model.entries import Entries
from cyxc.numbers.quantity import Quantity
from cyxc.planning.costs import Basis, read_costs
from cyxc.planning.model import Ask, Model, asks, model
from cyxc.planning.present import LeftOut, Present, invalid_slots, present
from cyxc.planning.solver import Collision, Figures, Solver, collisions
from cyxc.rules.status import MET

State = Literal["nothing", "possible", "impossible"]

Progress = Callable[[int, int, str], None]
"""Called with how many questions are answered, of how many, and the id of the target asked about next."""


@attrs.frozen
class Move:
    """One figure of a plan: from what it is to what it has to be, and what that costs.

    `amount` is in the indicator's unit, negative for a fall. `along` marks a whole that only grows because
    its parts do (who passes newly is also newly trained). `unit_cost` is that of one unit, by `basis`.
    """

    key: str
    before: Quantity
    amount: Quantity
    unit_cost: Fraction
    basis: Basis
    along: bool = False

    @property
    def after(self) -> Quantity:
        """What the figure has to be."""
        return Quantity(self.before.value + self.amount.value, self.before.unit)

    @property
    def cost(self) -> Fraction:
        """What it costs: units moved, up or down, times the cost of one."""
        return abs(self.amount.value) * self.unit_cost


@attrs.frozen
class Alone:
    """What one target would take if it were the only one.

    `moves` is None where it can't be met at all, and `collision` then says what stands in the way. `breaks`
    are the targets met now that this alone would undo.
    """

    id: str
    moves: tuple[Move, ...] | None
    breaks: tuple[str, ...] = ()
    collision: Collision | None = None

    @property
    def cost(self) -> Fraction | None:
        """What it costs; None where it can't be met."""
        return None if self.moves is None else _total(self.moves)


@attrs.frozen
class CatchUp(Displayed):
    """What it would still take for a place to meet its targets: the cheapest plan, or the proof of none.

    `moves` meets every target of `wanted` and keeps every one of `kept`; it is None where that can't be
    done, and `collisions` then says which targets collide. `left_out` are the targets a plan can say nothing
    of, because figures are missing or can't be put together. `unused` are costs of figures nothing moves,
    `held` the figures that stay what they are because a target left out that is met, or is of several times,
    rests on them: what is called impossible is so as long as they stay.
    """

    evaluation: Evaluation = attrs.field(repr=False)
    wanted: tuple[str, ...]
    kept: tuple[str, ...] = attrs.field(repr=False)
    moves: tuple[Move, ...] | None
    alone: Entries[Alone] = attrs.field(repr=False)
    collisions: tuple[Collision, ...]
    left_out: tuple[LeftOut, ...]
    unused: tuple[str, ...]
    held: tuple[str, ...]
    after: Evaluation | None = attrs.field(repr=False)
    """The evaluation with the moves handed in, everything judged as due; None where there is no plan."""

    @property
    def state(self) -> State:
        """Whether there is nothing to do, a plan, or none."""
        if self.moves is None:
            return "impossible"
        return "possible" if self.moves else "nothing"

    @property
    def cost(self) -> Fraction | None:
        """What the plan costs; None where there is none."""
        return None if self.moves is None else _total(self.moves)

    def to_dict(self) -> dict[str, Any]:
        """The plan as `cyxc.plan/1`, ready for JSON, the same in every language and locale."""
        from cyxc.planning.to_json import to_dict

        return to_dict(self)

    def to_html(self, language: Language = "zh") -> str:
        """The plan as one page in one file, in one language, without script and without a request.

        See `cyxc.html.plan`. Raises `UsageError` for another language.
        """
        from cyxc.html.choice import checked
        from cyxc.html.plan import plan_page

        return plan_page(self, checked(language))


def _total(moves: tuple[Move, ...]) -> Fraction:
    return sum((move.cost for move in moves), Fraction(0))


def catch_up(
    evaluation: Evaluation,
    costs: Mapping[str, object] | None = None,
    *,
    progress: Progress | None = None,
) -> CatchUp:
    """The cheapest whole steps that meet every target not met and keep every target met, all as if due.

    `costs` maps indicators (ids, names, aliases) to what one unit more or less costs, numbers above zero;
    without one it is one over what the document asks of the indicator, or over the figure that is there
    where it asks nothing of it. Figures that a target is computed from above the line may move, up or down
    as the target needs; what is only below the line, past or a reference does not, but a whole rises with
    its parts. What comes out was judged again by the exact path before it is returned.

    Needs the extra `plan`. Raises `UsageError` without it, with every cost that can't be read, and where the
    question is too hard to be decided.
    """
    given = read_costs(evaluation.scheme, costs)
    now = present(evaluation)
    made = model(now, given)
    solver = Solver(made)
    total = len(made.wanted) + 1

    def begun(number: int, id_: str) -> None:
        if progress is not None:
            progress(number, total, id_)

    begun(0, "")
    moves, after, found = _together(now, made, solver)
    alone = []
    for number, (id_, ask) in enumerate(made.wanted.items(), start=1):
        begun(number, id_)
        alone.append(_alone(now, made, solver, id_, ask))
    begun(total, "")
    movable = {one.key for one in made.movables}
    return CatchUp(
        evaluation,
        tuple(made.wanted),
        tuple(made.kept),
        moves,
        Entries(alone),
        found,
        now.left_out,
        tuple(key for key in given if key not in movable),
        made.held,
        after,
    )


def _together(
    now: Present, made: Model, solver: Solver
) -> tuple[tuple[Move, ...] | None, Evaluation | None, tuple[Collision, ...]]:
    every = asks(made, made.wanted)
    moved = solver.cheapest(every.values()) if made.wanted else {}
    if moved is None:
        return None, None, collisions(solver, every)
    after = _judged(now, moved, tuple(every))
    return _moves(made, moved), after, ()


def _alone(now: Present, made: Model, solver: Solver, id_: str, ask: Ask) -> Alone:
    moved = solver.cheapest([ask])
    if moved is None:
        return Alone(id_, None, collision=collisions(solver, {id_: ask})[0])
    after = _judged(now, moved, (id_,))
    breaks = tuple(one for one in made.kept if after.targets[one].status.code != MET)
    return Alone(id_, _moves(made, moved), breaks)


def _judged(now: Present, moved: Figures, ids: tuple[str, ...]) -> Evaluation:
    """The evaluation with figures moved, in which these targets are met: nothing else is ever returned."""
    slots = now.plan.slots
    figures = {slots[key]: (now.exact(slots[key]) or Fraction(0)) + by for key, by in moved.items()}
    after = now.handed_in(figures)
    broken = invalid_slots(after) - now.invalid
    if broken or any(after.targets[id_].status.code != MET for id_ in ids):
        raise UsageError(Problem("plan-not-confirmed", {}))
    return after


def _moves(made: Model, moved: Figures) -> tuple[Move, ...]:
    return tuple(
        Move(
            one.key,
            Quantity(one.figure, one.unit),
            Quantity(moved[one.key], one.unit.difference),
            one.cost.amount,
            one.cost.basis,
            along=bool(one.parts),
        )
        for one in made.movables
        if one.key in moved
    )
