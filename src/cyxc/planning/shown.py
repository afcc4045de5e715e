"""The pieces of a plan in words: a figure that moves, what stands in the way, why a target stays out."""

from fractions import Fraction

from cyxc.evaluate.wording import names_of, quantity_text, signed
from cyxc.language import Text, both, joined
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import rounded
from cyxc.planning.catchup import Move
from cyxc.planning.model import Relation
from cyxc.planning.present import LeftOut
from cyxc.planning.words import say


def cost_text(cost: Fraction) -> Text:
    """A cost for people."""
    return both(rounded(cost, 4))


def move_text(move: Move, scheme: Scheme) -> Text:
    """One figure from what it is to what it has to be, with its cost."""
    said = say(
        "moves",
        "one",
        name=names_of((move.key,), scheme),
        before=quantity_text(move.before),
        after=quantity_text(move.after),
        cost=cost_text(move.cost),
    )
    return say("moves", "along", said=said) if move.along else said


def basis_text(move: Move) -> Text:
    """What one unit costs, and why that."""
    one = cost_text(move.unit_cost)
    if move.basis in ("threshold", "present"):
        one = both(f"1/{rounded(1 / move.unit_cost, 4)}")
    # A single thing of what English has no name for, such as 户, is a unit.
    unit = Text(move.before.unit.symbol, move.before.unit.singular or "unit")
    return say("basis", move.basis, unit=unit, cost=one)


def short_text(moves: tuple[Move, ...], scheme: Scheme) -> Text:
    """Some moves in a row: each figure's name and how far it moves."""
    said = [
        say("moves", "short", name=names_of((one.key,), scheme), amount=signed(one.amount)) for one in moves
    ]
    return joined(said)


def relation_text(relation: Relation, scheme: Scheme) -> Text:
    """What must hold whatever is asked."""
    names = [names_of((key,), scheme) for key in relation.keys]
    return say("relations", relation.code, part=names[0], whole=names[-1])


def out_text(left_out: LeftOut) -> Text:
    """Why a target stays out of a plan."""
    return say("out", left_out.reason)
