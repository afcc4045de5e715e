"""A plan as plain data: the JSON form `cyxc.plan/1`."""

from fractions import Fraction
from typing import Any

from cyxc.evaluate.wording import names_of
from cyxc.language import Text
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import plain
from cyxc.planning.catchup import Alone, CatchUp, Move
from cyxc.planning.shown import out_text, relation_text
from cyxc.planning.solver import Collision

FORMAT = "cyxc.plan/1"


def to_dict(plan: CatchUp) -> dict[str, Any]:
    """The plan, ready for JSON: numbers as exact text, both languages side by side."""
    evaluation, scheme = plan.evaluation, plan.evaluation.scheme
    return {
        "format": FORMAT,
        "scheme": {"id": scheme.id, "version": scheme.version, "year": scheme.year},
        "as_of": None if evaluation.as_of is None else evaluation.as_of.isoformat(),
        "answers": dict(scheme.answers),
        "state": plan.state,
        "cost": _number(plan.cost),
        "moves": _moves(plan.moves, scheme),
        "wanted": list(plan.wanted),
        "kept": list(plan.kept),
        "alone": [_alone(one, scheme) for one in plan.alone],
        "collisions": [_collision(one, scheme) for one in plan.collisions],
        "left_out": [
            {"id": one.id, "reason": one.reason, "text": _text(out_text(one))} for one in plan.left_out
        ],
        "unused_costs": list(plan.unused),
        "held": list(plan.held),
    }


def _alone(alone: Alone, scheme: Scheme) -> dict[str, Any]:
    return {
        "id": alone.id,
        "cost": _number(alone.cost),
        "moves": _moves(alone.moves, scheme),
        "breaks": list(alone.breaks),
        "collision": None if alone.collision is None else _collision(alone.collision, scheme),
    }


def _moves(moves: tuple[Move, ...] | None, scheme: Scheme) -> list[dict[str, Any]] | None:
    if moves is None:
        return None
    return [
        {
            "key": one.key,
            "name": _text(names_of((one.key,), scheme)),
            "before": one.before.to_dict(),
            "amount": one.amount.to_dict(),
            "after": one.after.to_dict(),
            "unit_cost": _number(one.unit_cost),
            "basis": one.basis,
            "cost": _number(one.cost),
            "along": one.along,
        }
        for one in moves
    ]


def _collision(collision: Collision, scheme: Scheme) -> dict[str, Any]:
    return {
        "targets": list(collision.ids),
        "relations": [
            {"code": one.code, "keys": list(one.keys), "text": _text(relation_text(one, scheme))}
            for one in collision.relations
        ],
    }


def _number(number: Fraction | None) -> str | None:
    return None if number is None else plain(number)


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
