"""Units: what counts what, how they convert, and pint's agreement with it."""

from fractions import Fraction

import pytest

import cyxc
from cyxc.numbers.units import find_unit, known_units, unit


@pytest.mark.parametrize(
    ("first", "second", "size"),
    [
        ("万元", "元", 10_000),
        ("亿元", "万元", 10_000),
        ("元", "万元", Fraction(1, 10_000)),
        ("名", "人", 1),
        ("位", "名", 1),
        ("万人", "人", 10_000),
        ("家", "户", 1),
        ("平方米", "㎡", 1),
        ("万平方米", "平方米", 10_000),
        ("公顷", "平方米", 10_000),
        ("公顷", "亩", 15),
        ("年", "月", 12),
        ("%", "1", Fraction(1, 100)),
        ("‰", "%", Fraction(1, 10)),
        ("元/人", "万元/人", Fraction(1, 10_000)),
    ],
)
def test_conversions(first: str, second: str, size: int | Fraction) -> None:
    assert unit(first).in_(unit(second)) == size


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("人", "人次"),
        ("人", "家"),
        ("家", "场"),
        ("元", "平方米"),
        ("%", "百分点"),
        ("年", "日"),
        ("%", "人"),
    ],
)
def test_what_is_not_the_same_thing(first: str, second: str) -> None:
    assert not unit(first).converts_to(unit(second))
    with pytest.raises(ValueError, match="measures"):
        unit(first).in_(unit(second))


@pytest.mark.parametrize(
    ("symbol", "step"),
    [
        ("人", 1),
        ("元", Fraction(1, 100)),
        ("万元", Fraction(1, 1_000_000)),
        ("%", Fraction(1, 10_000)),
        ("万人", Fraction(1, 10_000)),
    ],
)
def test_steps_are_those_of_the_design(symbol: str, step: int | Fraction) -> None:
    assert unit(symbol).step == step


@pytest.mark.parametrize("symbol", ["人", "人次", "家", "户", "场", "万人"])
def test_things_counted_are_whole(symbol: str) -> None:
    assert unit(symbol).whole


@pytest.mark.parametrize(
    "symbol", ["箱", "", "万", "元/", "元/元", "元/人/年", "万%", "x" * 100_000, "9**9**9"]
)
def test_unknown_units_are_refused(symbol: str) -> None:
    assert find_unit(symbol) is None
    with pytest.raises(cyxc.UnknownNameError) as raised:
        unit(symbol)
    assert raised.value.problems[0].code == "unknown-unit"


def test_the_nearest_unit_is_offered() -> None:
    with pytest.raises(cyxc.UnknownNameError) as raised:
        unit("平方")
    assert "平方米" in raised.value.problems[0].nearest


def test_differences_of_shares_are_points() -> None:
    assert unit("%").difference.symbol == "百分点"
    assert unit("家").difference.symbol == "家"


@pytest.mark.parametrize("symbol", [u.symbol for u in known_units()] + ["万元", "亿元", "万平方米", "万人"])
def test_pint_agrees_on_every_size(symbol: str) -> None:
    own = unit(symbol)
    base = next(
        u for u in known_units() if u.dimension == own.dimension and u.factor in (1, Fraction(1, 100))
    )
    there = cyxc.Quantity(Fraction(7), own).to_pint().to_base_units().magnitude  # type: ignore[attr-defined]
    one = cyxc.Quantity(Fraction(1), base).to_pint().to_base_units().magnitude  # type: ignore[attr-defined]
    assert Fraction(there) == 7 * own.in_(base) * Fraction(one)
