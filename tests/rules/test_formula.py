"""Formulas are weighted sums, or one over another; nothing else is read, nothing is run."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyxc.rules.formula import Formula, FormulaError, Term


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [
        ("a", {"a": 1}, {}),
        ("a + b", {"a": 1, "b": 1}, {}),
        ("a - b", {"a": 1, "b": -1}, {}),
        ("-a + 2 b", {"a": -1, "b": 2}, {}),
        ("0.5 a + b", {"a": Fraction(1, 2), "b": 1}, {}),
        ("a / b", {"a": 1}, {"b": 1}),
        ("(a + 2 b) / (c - d)", {"a": 1, "b": 2}, {"c": 1, "d": -1}),
        ("2 a / b", {"a": 2}, {"b": 1}),
        ("(a)/(b)", {"a": 1}, {"b": 1}),
    ],
)
def test_what_is_read(text: str, numerator: dict[str, Fraction], denominator: dict[str, Fraction]) -> None:
    formula = Formula.parse(text)
    assert {t.indicator: t.weight for t in formula.numerator} == numerator
    assert {t.indicator: t.weight for t in formula.denominator} == denominator


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "a +", "a b", "a * b", "a ** 2", "2", "a + 1", "a / b / c", "a + b / c", "a / b + c",
        "(a + b", "a + b)", "a / (b + c", "a / (b) c", "a + a", "a / 0", "__import__('os')", "a.b", "a, b",
        "a == b", "()", "a // b", "x" * 100_000 + " +",
    ],
)  # fmt: skip
def test_what_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        Formula.parse(text)


names = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
weights = st.fractions(min_value=-9, max_value=9, max_denominator=1).filter(bool) | st.sampled_from(
    [Fraction(1, 2), Fraction(-1, 4)]
)
sides = st.dictionaries(names, weights, min_size=1, max_size=4).map(
    lambda d: tuple(Term(k, v) for k, v in d.items())
)


@given(sides, st.just(()) | sides)
def test_a_formula_written_is_the_formula_read(top: tuple[Term, ...], bottom: tuple[Term, ...]) -> None:
    formula = Formula(top, bottom)
    assert Formula.parse(str(formula)) == formula
