"""A plan as CSV: a row a figure that moves, together and for each target alone, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from cyxc.evaluate.wording import names_of, readable_unit
from cyxc.language import Language
from cyxc.numbers.exact import plain
from cyxc.planning.catchup import CatchUp, Move
from cyxc.planning.shown import out_text, relation_text
from cyxc.planning.solver import Collision
from cyxc.show.table import safe

COLUMNS = (
    "plan", "targets", "state", "key", "name", "before", "amount", "after", "unit",
    "unit_cost", "basis", "cost", "along", "note",
)  # fmt: skip
"""`plan` is `together` or `alone`; `state` that of the plan's JSON, or `left_out`."""


def plan_csv(plan: CatchUp, language: Language) -> str:
    """The plan as CSV text in UTF-8 with a BOM, the mark by which spreadsheets know it.

    Where nothing moves, one row says why: there is nothing to do, or what collides.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(plan, language):
        writer.writerow({column: safe(cell) for column, cell in row.items()})
    return "\ufeff" + out.getvalue()


def _rows(plan: CatchUp, language: Language) -> Iterator[dict[str, str]]:
    together = {"plan": "together", "state": plan.state}
    if not plan.moves and not plan.collisions:
        yield together
    yield from _moves(plan.moves or (), {**together, "targets": " ".join(plan.wanted)}, plan, language)
    for one in plan.collisions:
        yield {**together, "targets": " ".join(one.ids), "note": _because(one, plan, language)}
    for alone in plan.alone:
        head = {"plan": "alone", "targets": alone.id, "state": "possible"}
        yield from _moves(alone.moves or (), head, plan, language)
        if alone.moves is None and alone.collision is not None:
            note = _because(alone.collision, plan, language)
            yield {**head, "state": "impossible", "note": note}
    for left in plan.left_out:
        yield {"targets": left.id, "state": "left_out", "note": out_text(left)[language]}


def _moves(
    moves: Iterable[Move], head: dict[str, str], plan: CatchUp, language: Language
) -> Iterator[dict[str, str]]:
    for one in moves:
        yield {
            **head,
            "key": one.key,
            "name": names_of((one.key,), plan.evaluation.scheme)[language],
            "before": plain(one.before.value),
            "amount": plain(one.amount.value),
            "after": plain(one.after.value),
            "unit": readable_unit(one.before.unit)[language],
            "unit_cost": plain(one.unit_cost),
            "basis": one.basis,
            "cost": plain(one.cost),
            "along": "yes" if one.along else "no",
        }


def _because(collision: Collision, plan: CatchUp, language: Language) -> str:
    between = "；" if language == "zh" else "; "
    return between.join(relation_text(one, plan.evaluation.scheme)[language] for one in collision.relations)
