"""A line's margin: its sign is the comparison, its size the distance, on whatever is handed in."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import unit
from cyxc.rules.line import Line, Op
from cyxc.rules.rules import Between, Growth, Level, Reference, Rise

TESTS = {
    Op.AT_LEAST: lambda value, asked: value >= asked,
    Op.MORE_THAN: lambda value, asked: value > asked,
    Op.AT_MOST: lambda value, asked: value <= asked,
    Op.LESS_THAN: lambda value, asked: value < asked,
    Op.EQUALS: lambda value, asked: value == asked,
}
numbers = st.fractions(max_denominator=10**12)
wholes = st.integers(1, 10**15)


@given(st.sampled_from(Op), numbers, st.fractions(max_denominator=1000), numbers, numbers, wholes, wholes)
def test_the_sign_decides_as_plain_comparison_does(
    op: Op, b: Fraction, a: Fraction, value: Fraction, reference: Fraction, scale: int, other: int
) -> None:
    line = Line(op, b, a, "before" if a else None)
    n, d = value.numerator * scale, value.denominator * scale
    rn, rd = reference.numerator * other, reference.denominator * other
    top, bottom = line.gap(n, d, rn, rd) if a else line.gap(n, d)
    asked = a * reference + b
    assert bottom > 0
    assert line.passes(top) == TESTS[op](value, asked)
    assert abs(Fraction(top, bottom)) == abs(value - asked)


@pytest.mark.parametrize(
    ("rule", "symbol", "expected"),
    [
        (Level(Op.AT_LEAST, Figure.parse("25 %")), "%", (Op.AT_LEAST, 25, 0, None)),
        (Level(Op.AT_LEAST, Figure.parse("5000 万元")), "元", (Op.AT_LEAST, 50_000_000, 0, None)),
        (Level(Op.AT_LEAST, Figure.parse("1:5")), "1", (Op.AT_LEAST, 5, 0, None)),
        (Growth(Figure.parse("8 %")), "户", (Op.AT_LEAST, 0, Fraction(27, 25), "before")),
        (
            Growth(Figure.parse("8 %"), role="base", years=3),
            "户",
            (Op.AT_LEAST, 0, Fraction(1259712, 1000000), "base"),
        ),
        (Growth(Figure.parse("-10 %"), Op.AT_MOST), "户", (Op.AT_MOST, 0, Fraction(9, 10), "before")),
        (Rise(Figure.parse("10 百分点")), "%", (Op.AT_LEAST, 10, 1, "before")),
        (Rise(Figure.parse("3 人")), "人", (Op.AT_LEAST, 3, 1, "before")),
        (Reference(Op.MORE_THAN, "local_average"), "%", (Op.MORE_THAN, 0, 1, "local_average")),
    ],
)
def test_rules_come_down_to_lines(
    rule: Level | Growth | Rise | Reference, symbol: str, expected: object
) -> None:
    (line,) = rule.lines(unit(symbol))
    assert (line.op, line.b, line.a, line.role) == expected


def test_between_is_two_lines() -> None:
    lower, upper = Between(Figure.parse("5 %"), Figure.parse("10 %")).lines(unit("%"))
    assert (lower.op, lower.b, upper.op, upper.b) == (Op.AT_LEAST, 5, Op.AT_MOST, 10)
