"""Linear conditions: decided as Fourier and Motzkin's elimination decides them, and shown by their sum."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyxc.consistency.linear import Constraint, components, contradiction
from cyxc.rules.line import Op

NAMES = ("x", "y", "z")
OPS = tuple(Op)
Line = tuple[dict[str, Fraction], bool, Fraction]


def of(op: Op, constant: int | Fraction, **weights: int | Fraction) -> Constraint:
    return Constraint.of({name: Fraction(w) for name, w in weights.items()}, op, Fraction(constant))


def can_hold(constraints: tuple[Constraint, ...], free: frozenset[str]) -> bool:
    """By eliminating one variable after the other: the textbook way, and another than the simplex method."""
    lines: list[Line] = []
    for one in constraints:
        sum_ = dict(one.coefficients)
        lines.append((sum_, one.op is Op.MORE_THAN, one.constant))
        if one.op is Op.EQUALS:
            lines.append(({name: -w for name, w in sum_.items()}, False, -one.constant))
    lines += [({name: Fraction(1)}, False, Fraction(0)) for name in NAMES if name not in free]
    for name in NAMES:
        below = [line for line in lines if line[0].get(name, 0) > 0]
        above = [line for line in lines if line[0].get(name, 0) < 0]
        rest = [line for line in lines if not line[0].get(name, 0)]
        lines = rest + [_without(name, low, high) for low, high in product(below, above)]
    # What is left is 0 ≥ constant, or 0 > constant.
    return all(constant < 0 if strict else constant <= 0 for _, strict, constant in lines)


def _without(name: str, low: Line, high: Line) -> Line:
    one, other = -high[0][name], low[0][name]
    sum_ = {key: one * low[0].get(key, 0) + other * high[0].get(key, 0) for key in NAMES}
    return sum_, low[1] or high[1], one * low[2] + other * high[2]


def shows_it(
    constraints: tuple[Constraint, ...], multipliers: tuple[Fraction, ...], free: frozenset[str]
) -> None:
    """The conditions times their multipliers add up to what can't be."""
    total = {name: Fraction(0) for name in NAMES}
    constant, strictly = Fraction(0), False
    for one, times in zip(constraints, multipliers, strict=True):
        assert times >= 0 or one.op is Op.EQUALS
        for name, weight in one.coefficients:
            total[name] += times * weight
        constant += times * one.constant
        strictly |= one.op is Op.MORE_THAN and times > 0
    assert all(total[name] == 0 if name in free else total[name] <= 0 for name in NAMES)
    assert constant > 0 or (constant == 0 and strictly)


CONSTRAINTS = st.builds(
    lambda weights, op, constant: of(op, constant, **dict(zip(NAMES, weights, strict=True))),
    st.tuples(*[st.integers(-3, 3)] * 3),
    st.sampled_from(OPS),
    st.integers(-4, 4) | st.fractions(-4, 4, max_denominator=4),
)


@given(st.lists(CONSTRAINTS, max_size=5).map(tuple), st.frozensets(st.sampled_from(NAMES)))
def test_it_decides_as_elimination_does(constraints: tuple[Constraint, ...], free: frozenset[str]) -> None:
    multipliers = contradiction(constraints, free)
    assert (multipliers is None) == can_hold(constraints, free)
    if multipliers is not None:
        shows_it(constraints, multipliers, free)


@given(st.lists(CONSTRAINTS, max_size=4).map(tuple), st.tuples(*[st.integers(0, 3)] * 3))
def test_what_a_point_satisfies_is_never_called_impossible(
    constraints: tuple[Constraint, ...], point: tuple[int, int, int]
) -> None:
    at = dict(zip(NAMES, point, strict=True))
    tests = {
        Op.AT_LEAST: lambda a, b: a >= b,
        Op.MORE_THAN: lambda a, b: a > b,
        Op.EQUALS: lambda a, b: a == b,
    }
    held = tuple(
        one for one in constraints if tests[one.op](sum(w * at[n] for n, w in one.coefficients), one.constant)
    )
    assert contradiction(held) is None


@given(st.lists(CONSTRAINTS, max_size=5).map(tuple))
def test_sets_that_share_no_variable_are_decided_apart(constraints: tuple[Constraint, ...]) -> None:
    sets = [tuple(constraints[n] for n in numbers) for numbers in components(constraints)]
    assert sorted(n for numbers in components(constraints) for n in numbers) == list(range(len(constraints)))
    whole = contradiction(constraints) is None
    assert whole == all(contradiction(one) is None for one in sets)


@pytest.mark.parametrize(
    ("constraints", "possible"),
    [
        ((), True),
        ((of(Op.AT_LEAST, 5, x=1), of(Op.AT_MOST, 5, x=1)), True),
        ((of(Op.AT_LEAST, 5, x=1), of(Op.LESS_THAN, 5, x=1)), False),
        ((of(Op.MORE_THAN, 5, x=1), of(Op.LESS_THAN, 6, x=1)), True),
        ((of(Op.AT_MOST, -1, x=1),), False),  # x is at least zero
        ((of(Op.LESS_THAN, 0, x=1),), False),
        ((of(Op.EQUALS, 3, x=1, y=1), of(Op.EQUALS, 1, x=1, y=-1), of(Op.EQUALS, 2, x=1)), True),
        ((of(Op.EQUALS, 3, x=1, y=1), of(Op.EQUALS, 1, x=1, y=-1), of(Op.EQUALS, 1, x=1)), False),
        # x ≥ 5 y, y ≥ ¼ z, x + y ≤ z, y > 0: 5 y + y ≤ z ≤ 4 y.
        (
            (
                of(Op.AT_LEAST, 0, x=1, y=-5),
                of(Op.AT_LEAST, 0, y=1, z=Fraction(-1, 4)),
                of(Op.AT_MOST, 0, x=1, y=1, z=-1),
                of(Op.MORE_THAN, 0, y=1),
            ),
            False,
        ),
        ((of(Op.AT_LEAST, 1),), False),  # 0 ≥ 1
        ((of(Op.AT_LEAST, 0),), True),
        ((of(Op.MORE_THAN, 0),), False),
    ],
)
def test_by_hand(constraints: tuple[Constraint, ...], possible: bool) -> None:
    assert (contradiction(constraints) is None) == possible


def test_what_is_free_may_be_negative() -> None:
    below = (of(Op.AT_MOST, -1, x=1),)
    assert contradiction(below) is not None
    assert contradiction(below, frozenset("x")) is None


def test_a_turned_condition_is_the_same() -> None:
    assert of(Op.AT_MOST, 3, x=2, y=-1) == of(Op.AT_LEAST, -3, x=-2, y=1)
    assert of(Op.AT_LEAST, 1, x=0).coefficients == ()
