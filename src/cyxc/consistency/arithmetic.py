"""Figures and conditions written out: `9,000 ÷ 1,800 = 5`, `jobs ≥ 5 × founders`."""

from collections.abc import Iterable
from fractions import Fraction

from cyxc.consistency.checks import Check
from cyxc.consistency.figures import Known, Side
from cyxc.consistency.sums import Sum, Sums
from cyxc.consistency.system import Held
from cyxc.consistency.words import say
from cyxc.evaluate.wording import figure_text, names_of, quantity_text
from cyxc.language import Text, both, joined
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import rounded
from cyxc.numbers.quantity import Figure, Quantity
from cyxc.numbers.units import Unit
from cyxc.rules.line import Op

_FLIPPED = {Op.AT_LEAST: "≤", Op.MORE_THAN: "<", Op.EQUALS: "="}
_SIGNS = {Op.AT_LEAST: "≥", Op.MORE_THAN: ">", Op.EQUALS: "="}


def check_arithmetic(check: Check) -> Text:
    """A formula with its figures: (8 + 3) ÷ (18 + 6) = 11 ÷ 24 ≈ 45.83%."""
    bare = _one_unit(check.known)
    steps = [_divided(check.top, check.bottom, bare, added=False)]
    if check.bottom is not None and len(check.known) > 2:
        steps.append(_divided(check.top, check.bottom, bare, added=True))
    if check.bottom is None and bare:
        said = _amount(check.top.total, check.top.unit, bare)
    else:
        said = quantity_text(Quantity(check.value, check.indicator.measure))
    shown = _equal([*steps, said])
    if check.part is not None and check.bottom is not None:
        part = _amount(check.part, check.top.unit, bare)
        said = say(
            "arithmetic",
            "part",
            rate=both(_number(check.asked.figure)),
            bottom=_amount(check.bottom.total, check.bottom.unit, bare),
            part=_unmarked(part),
            top=_amount(check.top.total, check.top.unit, bare),
            **{"is": "≈" if part.zh.startswith("≈") else "="},
        )
        return joined([shown, said], "；", "; ")
    if check.by_rate and check.outcome == "rounds":
        return joined([shown, say("arithmetic", "rate", rate=both(_number(check.asked.figure)))], "，", ", ")
    return shown


def _number(figure: Figure) -> str:
    return f"{figure.value:,f}" + ("%" if figure.unit == "%" else "")


def _one_unit(known: Iterable[Known]) -> bool:
    """Whether all figures are in one unit, so that it need not be written."""
    return len({(one.figure.measure.dimension, one.figure.measure.factor) for one in known}) == 1


def _amount(value: Fraction, unit: Unit, bare: bool) -> Text:
    said = Quantity(value / unit.factor, unit)
    return both(rounded(said.value, 4)) if bare else quantity_text(said)


def _side(side: Side, bare: bool) -> Text:
    found = Text("", "")
    for weight, known in side.parts:
        figure = both(_number(known.figure)) if bare else figure_text(known.figure)
        times = "" if abs(weight) == 1 else f"{rounded(abs(weight), 4)} × "
        sign = ("− " if weight < 0 else "+ ") if found.zh else ("−" if weight < 0 else "")
        found = joined([found, Text(sign + times + figure.zh, sign + times + figure.en)], " ", " ")
    return Text(found.zh.strip(), found.en.strip())


def _divided(top: Side, bottom: Side | None, bare: bool, *, added: bool) -> Text:
    def written(side: Side) -> Text:
        if added:
            return _amount(side.total, side.unit, bare)
        said = _side(side, bare)
        bracketed = bottom is not None and len(side.parts) > 1
        return Text(f"({said.zh})", f"({said.en})") if bracketed else said

    return written(top) if bottom is None else joined([written(top), written(bottom)], " ÷ ", " ÷ ")


def _unmarked(text: Text) -> Text:
    return Text(text.zh.removeprefix("≈"), text.en.removeprefix("≈"))


def _equal(steps: list[Text]) -> Text:
    """Steps joined by =, or by ≈ before one that was rounded."""
    found = steps[0]
    for step in steps[1:]:
        sign = " ≈ " if step.zh.startswith("≈") else " = "
        found = joined([found, _unmarked(step)], sign, sign)
    return found


def condition_text(held: Held, scheme: Scheme, sums: Sums) -> Text:
    """A condition in words: what is asked about on the left, what it is held against on the right."""
    constraint = held.constraint
    left = {name: weight for name, weight in constraint.coefficients if weight > 0}
    right = {name: -weight for name, weight in constraint.coefficients if weight < 0}
    constant, sign = constraint.constant, _SIGNS[constraint.op]
    if held.at_most:
        left, right, constant, sign = right, left, -constant, _FLIPPED[constraint.op]
    figure = quantity_text(Quantity(abs(constant), held.unit)) if constant else None
    sides = [
        sum_text(left, figure if constant < 0 else None, scheme, sums),
        sum_text(right, figure if constant > 0 else None, scheme, sums),
    ]
    return joined(sides, f" {sign} ", f" {sign} ")


def sum_text(sum_: Sum, figure: Text | None, scheme: Scheme, sums: Sums) -> Text:
    """A sum in words, `0` where there is nothing in it."""
    terms = [] if figure is None else [figure]
    for name, weight in sum_.items():
        sign = "" if weight > 0 else "−"
        times = sign if abs(weight) == 1 else f"{sign}{rounded(abs(weight), 6)} × "
        said = variable_text(name, scheme, sums)
        terms.append(Text(times + said.zh, times + said.en))
    return joined(terms, " + ", " + ") if terms else both("0")


def variable_text(name: str, scheme: Scheme, sums: Sums) -> Text:
    """What a variable stands for: an indicator, one at a role, or that times the bottom of its rate."""
    said = names_of((name,), scheme)
    id_, _, role = name.partition("@")
    bottom = sums[id_].bottom if role else None
    if bottom is None:
        return said
    return say("feasible", "role_times", role=said, bottom=sum_text(bottom, None, scheme, sums))
