"""The JSON Schema of plans for what is missing, written by hand as `cyxc.planning.to_json` is."""

from typing import get_args

from json_schema import Schema, bare, headed, listed, nullable, ref
from parts_schema import ANSWERS, DAY, EXACT, QUANTITY, SCHEME, SHARED, TEXT, TRUTH, WORD, WORDS

from cyxc.planning.catchup import State
from cyxc.planning.costs import Basis
from cyxc.planning.present import Out


def plan_schema() -> Schema:
    """What it would still take; it may gain keys, so unknown ones are allowed everywhere."""
    move = {
        "key": WORD, "name": TEXT, "before": QUANTITY, "amount": QUANTITY, "after": QUANTITY,
        "unit_cost": EXACT, "basis": {"enum": [*get_args(Basis)]}, "cost": EXACT, "along": TRUTH,
    }  # fmt: skip
    moves, cost = nullable(listed(ref("Move"))), nullable(EXACT)
    alone = {
        "id": WORD, "cost": cost, "moves": moves, "breaks": WORDS, "collision": nullable(ref("Collision")),
    }  # fmt: skip
    relation = {"code": WORD, "keys": WORDS, "text": TEXT}
    left_out = {"id": WORD, "reason": {"enum": [*get_args(Out)]}, "text": TEXT}
    definitions = {
        **SHARED,
        "Move": bare(move),
        "Collision": bare({"targets": WORDS, "relations": listed(bare(relation))}),
    }
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.plan/1"},
        "scheme": SCHEME,
        "as_of": nullable(DAY),
        "answers": ANSWERS,
        "state": {"enum": [*get_args(State)]},
        "cost": cost,
        "moves": moves,
        "wanted": WORDS,
        "kept": WORDS,
        "alone": listed(bare(alone)),
        "collisions": listed(ref("Collision")),
        "left_out": listed(bare(left_out)),
        "unused_costs": WORDS,
        "held": WORDS,
    }
    description = "What it would still take for a place to meet its targets. Keys may be added."
    return headed("plan", description, bare(properties), definitions)
