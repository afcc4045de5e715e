"""A plan as rows of text: what to do, what each target would take, what collides, what stays out."""

from collections.abc import Iterator

from cyxc.evaluate.wording import names_of, signed
from cyxc.language import Language, Text, both, joined
from cyxc.planning.catchup import Alone, CatchUp
from cyxc.planning.shown import (
    basis_text,
    cost_text,
    move_text,
    out_text,
    relation_text,
    short_text,
)
from cyxc.planning.solver import Collision
from cyxc.planning.words import say
from cyxc.show.rows import BLANK, Row

STYLES = {"nothing": "outcome-met", "possible": "strong", "impossible": "outcome-not_met"}


def plan_rows(plan: CatchUp, language: Language) -> list[Row]:
    """Every row of the plan."""
    rows = [Row(0, say("labels", "title", title=plan.evaluation.scheme.title)[language], style="title")]
    rows += [Row(0, say("labels", "note")[language]), BLANK]
    rows += [Row(0, state_text(plan)[language], style=STYLES[plan.state]), BLANK]
    if plan.moves:
        rows += [_heading("together", language), *_together(plan, language), BLANK]
    if plan.collisions:
        rows.append(_heading("collisions", language))
        for one in plan.collisions:
            rows += [*collision_rows(one, plan, language), BLANK]
    if plan.alone:
        rows.append(_heading("alone", language))
        rows += [row for one in plan.alone for row in _alone(one, plan, language)]
        rows.append(BLANK)
    if plan.left_out:
        rows.append(_heading("left_out", language))
        rows += [Row(1, _target(one.id, plan)[language], out_text(one)[language]) for one in plan.left_out]
        rows.append(BLANK)
    rows += [line for row in rest_rows(plan, language) for line in (row, BLANK)]
    return rows[:-1]


def state_text(plan: CatchUp) -> Text:
    """Whether it can be done, in a sentence."""
    cost = both("") if plan.cost is None else cost_text(plan.cost)
    return say("states", plan.state, count=len(plan.wanted), moves=len(plan.moves or ()), cost=cost)


def rest_rows(plan: CatchUp, language: Language) -> Iterator[Row]:
    """The figures that stay, and the costs that were not used."""
    if plan.held:
        names = names_of(plan.held, plan.evaluation.scheme)[language]
        yield Row(0, names, say("labels", "held")[language])
    if plan.unused:
        yield Row(0, ", ".join(plan.unused), say("labels", "unused")[language])


def _heading(name: str, language: Language) -> Row:
    return Row(0, say("labels", name)[language], style="heading")


def _together(plan: CatchUp, language: Language) -> Iterator[Row]:
    for move in plan.moves or ():
        text = move_text(move, plan.evaluation.scheme)
        yield Row(1, text[language], signed(move.amount)[language], "missing")
        yield Row(2, basis_text(move)[language])


def _alone(alone: Alone, plan: CatchUp, language: Language) -> Iterator[Row]:
    scheme, target = plan.evaluation.scheme, _target(alone.id, plan)
    if alone.moves is None or alone.cost is None:
        yield Row(1, say("moves", "impossible", target=target)[language], style="status-not_met")
        if alone.collision is not None:
            yield from because_rows(alone.collision, plan, language)
        return
    moves = short_text(alone.moves, scheme)
    said = say("moves", "alone", target=target, moves=moves, cost=cost_text(alone.cost))
    yield Row(1, said[language])
    if alone.breaks:
        undone = joined([_target(id_, plan) for id_ in alone.breaks], "；", "; ")
        yield Row(2, undone[language], say("labels", "breaks")[language], "warning")


def collision_rows(collision: Collision, plan: CatchUp, language: Language) -> Iterator[Row]:
    """The targets that can't all be met, and what stands in the way besides."""
    for id_ in collision.ids:
        asked = plan.evaluation.targets[id_].asked
        label = say("labels", "met" if id_ in plan.kept else "not_met")[language]
        yield Row(1, f"{_target(id_, plan)[language]} · {asked[language]}", label)
    yield from because_rows(collision, plan, language)


def because_rows(collision: Collision, plan: CatchUp, language: Language) -> Iterator[Row]:
    """What must hold whatever is asked, and stands in the way."""
    for relation in collision.relations:
        text = relation_text(relation, plan.evaluation.scheme)
        yield Row(2, text[language], say("labels", "with")[language])


def _target(id_: str, plan: CatchUp) -> Text:
    text = plan.evaluation.scheme.targets[id_].text
    return Text(f"{text.zh}  [{id_}]", f"{text.en}  [{id_}]")
