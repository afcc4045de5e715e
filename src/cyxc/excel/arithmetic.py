"""The arithmetic of verdicts as live formulas: a row a figure, computed ones over the rows of their parts.

Formulas stand where they are simple: where the cells of the parts, summed and divided as the scheme says,
come to the very figure, without conversions. What was decided was decided on exact numbers; these are the
same sums in a spreadsheet's floats.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import Node
from cyxc.evaluate.values import Values
from cyxc.numbers.exact import plain
from cyxc.numbers.units import Unit
from cyxc.rules.formula import Term
from cyxc.rules.occasions import Period

Key = tuple[str, Period | None]
"""A figure over a time: `founders`, and the piece of a target's time, None where figures carry no period."""


@attrs.frozen
class UsedFigure:
    """A figure some verdict rests on; `parts` are those it was computed from, by indicator."""

    key: Key
    node: Node
    value: Fraction | None
    parts: dict[str, Key] = attrs.field(factory=dict)


def figures_used(evaluation: Evaluation) -> dict[Key, UsedFigure]:
    """The figures behind all targets, parts before what is computed from them."""
    found: dict[Key, UsedFigure] = {}
    for verdict in evaluation.targets:
        for one in verdict.compared:
            for node in (one.node, one.reference_node):
                if node is not None:
                    _add(node, one.values, one.period, evaluation, found)
    return found


def _add(
    node: Node, values: Values, period: Period | None, evaluation: Evaluation, found: dict[Key, UsedFigure]
) -> None:
    key = (node.key, period)
    if key in found:
        return
    plan = evaluation.plan
    parts = [plan.nodes[slot] for slot in dict.fromkeys(node.slots)]
    for part in parts:
        _add(part, values, period, evaluation, found)
    pair = values.pair(node)
    named = {part.indicator.id: (part.key, period) for part in parts}
    found[key] = UsedFigure(key, node, None if pair is None else Fraction(*pair), named)


def in_cell(value: Fraction, unit: Unit) -> Fraction:
    """A value as a cell holds it: 0.25 under a percent format."""
    return value / 100 if unit.symbol == "%" else value


def formula_of(figure: UsedFigure, used: dict[Key, UsedFigure], cells: dict[Key, str]) -> str | None:
    """A computed figure over the cells of its parts; None where it was handed in or is not simple."""
    formula = figure.node.indicator.formula
    if formula is None or figure.value is None:
        return None
    own = in_cell(figure.value, figure.node.indicator.measure)
    top, bottom = (_came_to(terms, figure, used) for terms in (formula.numerator, formula.denominator))
    # Handed in beside its parts, a mean of years, known for other days than they are, or in other units.
    if top is None or bottom is None or top != own * (bottom if formula.denominator else 1):
        return None
    said = _sum(formula.numerator, figure, cells)
    if not formula.denominator:
        return f"={said}"
    below = _sum(formula.denominator, figure, cells)
    return f"={_bracketed(said, formula.numerator)}/{_bracketed(below, formula.denominator)}"


def _came_to(terms: tuple[Term, ...], figure: UsedFigure, used: dict[Key, UsedFigure]) -> Fraction | None:
    """What a sum comes to over the cells of its terms; None where one of them is empty."""
    total = Fraction(0)
    for term in terms:
        part = used[figure.parts[term.indicator]]
        if part.value is None:
            return None
        total += term.weight * in_cell(part.value, part.node.indicator.measure)
    return total


def _sum(terms: Iterable[Term], figure: UsedFigure, cells: dict[Key, str]) -> str:
    return "".join(_terms(terms, figure, cells)).removeprefix("+")


def _terms(terms: Iterable[Term], figure: UsedFigure, cells: dict[Key, str]) -> Iterator[str]:
    for term in terms:
        sign = "-" if term.weight < 0 else "+"
        size = "" if abs(term.weight) == 1 else f"{plain(abs(term.weight))}*"
        yield f"{sign}{size}{cells[figure.parts[term.indicator]]}"


def _bracketed(text: str, terms: tuple[Term, ...]) -> str:
    return f"({text})" if len(terms) > 1 or text.startswith("-") else text


def margin_formula(one: Compared, value: str, threshold: str) -> str | None:
    """Value less what is asked, or the other way round for a ceiling; None for a band and an equality."""
    op = one.line.op
    if one.banded or not (op.floor or op.ceiling):
        return None
    return f"={value}-{threshold}" if op.floor else f"={threshold}-{value}"


def threshold_formula(one: Compared, reference: str) -> str | None:
    """What is asked of a figure held against another: a × that + b; None where it is held against none."""
    line, unit = one.line, one.indicator.measure
    if line.role is None:
        return None
    level = line.b / 100 if unit.symbol == "%" else line.b
    slope = "" if line.a == 1 else f"{_number(line.a)}*"
    return f"={slope}{reference}" + (f"+{_number(level)}" if level else "")


def _number(number: Fraction) -> str:
    written = plain(number)
    return f"({written})" if "/" in written or number < 0 else written
