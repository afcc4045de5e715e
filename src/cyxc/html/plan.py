"""A plan for what is missing: the figures that move, target by target and together, and what collides."""

from collections.abc import Iterator

from cyxc.evaluate.wording import names_of, quantity_text, signed
from cyxc.html.blocks import lines, named
from cyxc.html.cut import MOST, cut
from cyxc.html.elements import Element, element
from cyxc.html.still import still
from cyxc.language import Language, joined
from cyxc.planning.catchup import Alone, CatchUp, Move
from cyxc.planning.rows import because_rows, collision_rows, rest_rows, state_text
from cyxc.planning.shown import basis_text, cost_text, out_text, short_text
from cyxc.planning.words import say as said
from cyxc.show.about import about_line
from cyxc.show.words import word


def plan_page(plan: CatchUp, language: Language) -> str:
    """The page as text, in one language."""
    heading = _title(plan, language)
    return still(heading, heading, _head(plan, language), plan_parts(plan, language, None), language)


def plan_table(plan: CatchUp, language: Language) -> Iterator[Element]:
    """The same for a notebook."""
    yield element("p", _title(plan, language), class_="title")
    yield from _head(plan, language)
    yield from plan_parts(plan, language, MOST)


def _title(plan: CatchUp, language: Language) -> str:
    return said("labels", "title", title=plan.evaluation.scheme.title)[language]


def _head(plan: CatchUp, language: Language) -> Iterator[Element]:
    about = plan.evaluation
    yield element("p", about_line(about.scheme, about.place, about.as_of, language), class_="line")
    if about.data is not None and about.data.illustrative:
        yield element("p", word("illustrative")[language], class_="warning")
    outcome = {"nothing": "met", "possible": "undetermined", "impossible": "not_met"}[plan.state]
    strong = element("strong", state_text(plan)[language])
    yield element("p", strong, class_=f"outcome outcome-{outcome}")
    yield element("p", said("labels", "note")[language], class_="note")


def plan_parts(plan: CatchUp, language: Language, most: int | None) -> Iterator[Element]:
    """What to do, what collides, what each target would take, what stays out: `most` rows of each."""

    def title(name: str) -> str:
        return said("labels", name)[language]

    moves = [_move(one, plan, language) for one in plan.moves or ()]
    figures = ("figure", "there", "change", "after", "cost", "cost_basis")
    yield from cut(moves, figures, language, title=title("together"), most=most)
    for collision in plan.collisions:
        yield element("p", title("collisions"), class_="warning")
        yield lines(collision_rows(collision, plan, language))
    alone = [_alone(one, plan, language) for one in plan.alone]
    shown = 4 if any(row[3] for row in alone) else 3
    columns = ("goal", "moves", "cost", "undoes")[:shown]
    alone = [row[:shown] for row in alone]
    yield from cut(alone, columns, language, title=title("alone"), most=most)
    out = [(_target(one.id, plan, language), out_text(one)[language]) for one in plan.left_out]
    yield from cut(out, ("goal", "reason"), language, title=title("left_out"), most=most)
    yield lines(rest_rows(plan, language))


def _move(move: Move, plan: CatchUp, language: Language) -> tuple[Element | str, ...]:
    name = names_of((move.key,), plan.evaluation.scheme)
    shown = said("moves", "along", said=name) if move.along else name
    return (
        named(shown[language], move.key),
        quantity_text(move.before)[language],
        signed(move.amount)[language],
        quantity_text(move.after)[language],
        cost_text(move.cost)[language],
        basis_text(move)[language],
    )


def _alone(alone: Alone, plan: CatchUp, language: Language) -> tuple[Element | str, ...]:
    target = _target(alone.id, plan, language)
    if alone.moves is None or alone.cost is None:
        because = [] if alone.collision is None else because_rows(alone.collision, plan, language)
        never = element("b", said("moves", "never")[language])
        return target, element("div", never, lines(because)), "", ""
    undone = joined([plan.evaluation.scheme.targets[id_].text for id_ in alone.breaks], "；", "; ")
    moves = short_text(alone.moves, plan.evaluation.scheme)
    return target, moves[language], cost_text(alone.cost)[language], undone[language]


def _target(id_: str, plan: CatchUp, language: Language) -> Element:
    return named(plan.evaluation.scheme.targets[id_].text[language], id_)
