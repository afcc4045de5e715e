"""Data handed in by a program: every kind of number, and everything that is none."""

import datetime
import enum
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Observation

Evaluate = Callable[..., cyxc.Evaluation]
Refusal = Callable[..., tuple[cyxc.Problem, ...]]

WUCHANG = cyxc.load("wuchang")


class Scalar:
    """As numpy's scalars: prints as its number, `item` gives Python's."""

    def __init__(self, item: Any, text: "str | None" = None) -> None:
        self._item, self._text = item, text

    def item(self) -> Any:
        if isinstance(self._item, Exception):
            raise self._item
        return self._item

    def __str__(self) -> str:
        return str(self._item) if self._text is None else self._text


class Float64(float):
    """As numpy's float64 since 2.0: a float that prints as something else."""

    def __repr__(self) -> str:
        return f"np.float64({super().__repr__()})"


class Whole(enum.IntEnum):
    NINE = 1800


class Written(str, enum.Enum):  # noqa: UP042 -- StrEnum would print as its text
    NINE = "1800人"


class Money(Decimal):
    """A decimal of the caller's own."""


NAType = type("NAType", (), {"__bool__": lambda self: bool([][0])})
NaTType = type("NaTType", (), {})
MaskedConstant = type("MaskedConstant", (), {"item": lambda self: 0.0})


def value_of(target: str, indicator: str, value: Any) -> "Fraction | None":
    verdict = WUCHANG.evaluate({indicator: value})[target]
    return None if verdict.value is None else verdict.value.value


@pytest.mark.parametrize(
    "value",
    [
        1800,
        1800.0,
        Decimal(1800),
        Decimal("1800.00"),
        Decimal("1.8E+3"),
        Fraction(1800),
        Fraction(3600, 2),
        "1800",
        "1800人",
        "1.8E+3",
        (1800, "人"),
        (1800, "名"),
        (1800, None),
        (1800, ""),
        (Decimal("0.18"), "万人"),
        (0.18, "万人"),
        ("1800", "人"),
        ("1800人", "人"),
        ("1800名", "人"),
        (1800, cyxc.unit("人")),
        (Scalar(1800), "人"),
        {"value": 1800},
        {"value": "1800", "unit": "人"},
        {"value": Scalar(1800), "unit": None},
        OrderedDict(value=1800, unit="人"),
        MappingProxyType({"value": 1800}),
        Observation(indicator="founders", value=1800),
        Observation(indicator="founders", value="1800", unit="名"),
        Observation(indicator="founders", value=Scalar(1800)),  # type: ignore[arg-type]
        Scalar(1800),
        Scalar(1800.0),
        Scalar(1800.0, "1800"),
        Float64(1800),
        Whole.NINE,
        Written.NINE,
        Money(1800),
        cyxc.Quantity(Fraction(1800), cyxc.unit("人")),
        cyxc.Quantity(Fraction(18, 100), cyxc.unit("万人")),
    ],
)
def test_numbers(value: Any) -> None:
    assert value_of("founders", "founders", value) == 1800


@pytest.mark.parametrize(
    ("value", "percent"),
    [
        ((0.9, "1"), "90"),
        ((Decimal("0.900"), "1"), "90"),
        ((90, "%"), "90"),
        ((90.0, "％"), "90"),
        ((900, "‰"), "90"),
        ((Fraction(1, 3), "1"), "100/3"),
        ((0.1, "%"), "0.1"),
        ((1e-3, "%"), "0.001"),
        ((0.07, "1"), "7"),
        ((0.1 + 0.2, "1"), "30.000000000000004"),
        ((Float64(0.9), "1"), "90"),
        # A float32 is its own shortest decimal, not that of the double it is widened to.
        ((Scalar(0.8999999761581421, "0.9"), "1"), "90"),
        ((Scalar(0.10000000149011612, "0.1"), "%"), "0.1"),
        ((Scalar(0.9, "<Scalar>"), "1"), "90"),
        ((Scalar(Decimal("0.9")), "1"), "90"),
        ({"value": "90%"}, "90"),
        ("90%", "90"),
        (("90%", "%"), "90"),
        (("90", "%"), "90"),
        (cyxc.Quantity(Fraction(9, 10), cyxc.unit("1")), "90"),
    ],
)
def test_shares(value: Any, percent: str) -> None:
    assert value_of("survival", "survival_rate", value) == Fraction(percent)


@pytest.mark.parametrize(
    "value",
    [
        None,
        float("nan"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Float64("nan"),
        NAType(),
        NaTType(),
        MaskedConstant(),
        Scalar(None),
        Scalar(float("nan"), "nan"),
        Scalar(float("nan"), "?"),
        "",
        "暂无",
        "nan",
        (None, "人"),
        (float("nan"), "人"),
        (NAType(), "%"),
        {"value": None},
        {"value": float("nan"), "unit": "人"},
        Observation(indicator="founders", value=None),
    ],
)
def test_nulls_are_no_data(value: Any) -> None:
    evaluation = WUCHANG.evaluate({"founders": value, "jobs": 9000})
    assert [evaluation[id_].status for id_ in ("founders", "jobs-per-founder", "jobs")] == [
        "no_data",
        "no_data",
        "met",
    ]


@pytest.mark.parametrize(
    "value",
    [
        float("inf"),
        float("-inf"),
        Decimal("Infinity"),
        Decimal("-Infinity"),
        Float64("inf"),
        "inf",
        "-Infinity",
        "∞",
        Scalar(float("inf"), "inf"),
        Scalar(float("inf"), "?"),
        (float("inf"), "人"),
        {"value": Decimal("Infinity")},
        -1,
        -1.0,
        Decimal(-1),
        Fraction(-1, 2),
        0.5,
        Decimal("1800.5"),
        Fraction(1, 3),
        (1, "个"),
        (1, "%"),
        "5人次",
    ],
)
def test_what_cannot_be_is_invalid_and_the_rest_is_evaluated(value: Any) -> None:
    evaluation = WUCHANG.evaluate({"founders": value, "jobs": 9000})
    assert [evaluation[id_].status for id_ in ("founders", "jobs-per-founder", "jobs")] == [
        "invalid",
        "invalid",
        "met",
    ]
    assert evaluation["founders"].explanation.zh != evaluation["founders"].explanation.en


Vector = type("Vector", (), {"magnitude": 5})
Gauge = type("Gauge", (), {"units": "人"})

WRONG = [
    Vector(),
    Gauge(),
    True,
    False,
    [1800],
    (),
    (1800,),
    (1800, "人", 1),
    {1800},
    b"1800",
    complex(1, 0),
    object(),
    int,
    lambda: 1800,
    datetime.date(2018, 1, 1),
    datetime.timedelta(1),
    range(3),
    Scalar(True),
    Scalar([1]),
    Scalar(object()),
    Scalar(ValueError("size 2")),
    Scalar(TypeError("needs an axis")),
    Scalar(datetime.date(2018, 1, 1)),
    (True, "人"),
    ([1], "人"),
    {"value": True},
    {"value": [1]},
    {"value": {"value": 1}},
    {"value": b"1"},
    Observation(indicator="founders", value=True),
    Observation(indicator="founders", value=[1]),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_wrong_types(refusal: Refusal, value: Any) -> None:
    (problem,) = refusal({"founders": value})
    assert (problem.code, problem.where.path, problem.details["name"]) == ("bad-type", "founders", "founders")
    assert problem.details["type"] in problem.what("zh")


def test_a_scalar_of_scalars_ends(refusal: Refusal) -> None:
    endless = Scalar(None)
    endless._item = endless  # numpy's longdouble gives itself
    assert refusal({"founders": endless})[0].code == "bad-type"


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({}, "bad-observation", "founders"),
        ({"unit": "人"}, "bad-observation", "founders"),
        ({"value": 1, "unti": "人"}, "bad-observation", "founders"),
        ({"value": 1, 5: "人"}, "bad-observation", "founders"),
        ({"value": 1, "where": "x"}, "bad-observation", "founders"),
        ({"value": 1, "unit": 5}, "text-expected", "founders.unit"),
        ((1, 5), "text-expected", "founders.unit"),
        ((1, ["人"]), "text-expected", "founders.unit"),
        ({"value": 1, "role": 5}, "text-expected", "founders.role"),
        ({"value": 1, "period": datetime.date(2018, 1, 1)}, "text-expected", "founders.period"),
        ({"value": 1, "reported_on": datetime.date(2018, 1, 1)}, "text-expected", "founders.reported_on"),
        ({"value": 1, "place": {"zh": "甲"}}, "text-expected", "founders.place"),
        ({"value": 1, "provisional": 1}, "yes-or-no", "founders.provisional"),
        ({"value": 1, "cumulative": "perhaps"}, "yes-or-no", "founders.cumulative"),
        ({"value": 1, "source": ["甲"]}, "text-form", "founders.source"),
        ({"value": 1, "source": {"zh": "甲"}}, "text-form", "founders.source"),
        ({"value": 1, "source": {"zh": "甲", "en": 1}}, "text-form", "founders.source"),
        ({"value": 1, "period": "18"}, "bad-period", "founders"),
        ({"value": 1, "period": 18}, "bad-period", "founders"),
        (Observation(indicator="founders", value=1, period="2018-13"), "bad-period", "founders"),
        ({"2018-01": 1, "2018-13": 2}, "bad-period", "founders.2018-13"),
        (Observation(indicator="founders", value=1, unit=5), "text-expected", "founders.unit"),  # type: ignore[arg-type]
        ((1, "公斤"), "unknown-unit", "founders"),
        (("1人", "万人"), "two-units", "founders"),
        ({"value": "1人", "unit": "个"}, "two-units", "founders"),
        (("0.18万", "万人"), "two-multipliers", "founders"),
        ((cyxc.Quantity(Fraction(1), cyxc.unit("人")), "万人"), "two-units", "founders"),
        ("约1800", "cell-not-exact", "founders"),
        (10**40 + 0.0, "out-of-range", "founders"),
        (1e-40, "out-of-range", "founders"),
        (Decimal("1E+999999"), "out-of-range", "founders"),
        (Decimal("1E-999999"), "out-of-range", "founders"),
        (Fraction(10**40), "out-of-range", "founders"),
        (Fraction(1, 10**5000), "out-of-range", "founders"),
        ((10**5000, "人"), "out-of-range", "founders"),
        (-(10**31), "out-of-range", "founders"),
    ],
)
def test_refused(refusal: Refusal, value: Any, code: str, path: str) -> None:
    (problem,) = refusal({"founders": value})
    assert (problem.code, problem.where.path) == (code, path)


def test_an_unknown_key_offers_the_nearest(refusal: Refusal) -> None:
    (problem,) = refusal({"founders": {"value": 1, "unti": "人"}})
    assert (problem.details["keys"], problem.nearest) == ("unti", ("unit",))
    (problem,) = refusal({"founders": {"unit": "人"}})
    assert (problem.details["keys"], problem.nearest) == ("value", ())


def test_a_key_and_its_observation_must_agree(refusal: Refusal, of_mapping: Evaluate) -> None:
    seen = Observation(indicator="founders", value=2500)
    assert of_mapping({"founders": seen})["founders"].status == "met"
    before = Observation(indicator="founders", role="before", value=1)
    assert of_mapping({"founders@before": before, "founders": seen})["founders"].status == "met"
    for name, one in (("city_bases", seen), ("founders@before", seen), ("成功创业人数", seen)):
        (problem,) = refusal({name: one})
        assert (problem.code, problem.details) == ("two-names", {"name": name, "other": "founders"})


def test_a_role_said_twice_must_agree(refusal: Refusal, of_mapping: Evaluate) -> None:
    same = of_mapping(
        {"incubated_added@before": {"value": 100, "role": "上年"}, "incubated_added": 110}, "wuchang"
    )
    assert same["incubated-growth"].status == "met"
    (problem,) = refusal({"founders@before": {"value": 1, "role": "base"}})
    assert (problem.code, problem.where.path) == ("two-roles", "founders@before")


@pytest.mark.parametrize("name", [1, None, ("founders",), b"founders", Scalar("founders")])
def test_names_are_text(refusal: Refusal, name: Any) -> None:
    (problem,) = refusal({name: 1})
    assert problem.code == "name-not-text"


def test_all_problems_come_at_once(refusal: Refusal) -> None:
    problems = refusal(
        {
            1: 1,
            "funders": 1,
            "founders": "约1",
            "city_bases": [1],
            "dual_bases": {"value": 1, "period": "18"},
            "district_bases": {"value": True, "unit": 5, "provisional": "?", "source": 1},
            "city_stations": (1, "公斤"),
            "市级创业孵化示范基地数": 5,
            "district_stations": 9,
        }
    )
    assert [problem.code for problem in problems] == [
        "name-not-text",
        "unknown-indicator",
        "cell-not-exact",
        "bad-type",
        "bad-period",
        "bad-type",
        "text-expected",
        "yes-or-no",
        "text-form",
        "unknown-unit",
    ]


# --- observations ---


def test_observations_in_any_iterable(of_mapping: Evaluate) -> None:
    seen = [
        Observation(indicator="成功创业人数", value="2500人"),
        Observation(indicator="city_bases", value=9),
    ]

    def generated() -> Iterator[Observation]:
        yield from seen

    for data in (seen, tuple(seen), generated(), cyxc.Data(observations=tuple(seen)), seen[::-1]):
        evaluation = of_mapping(data)
        assert evaluation["founders"].status == "met"
        assert evaluation["incubation-bases"].lacking == ("district_bases", "dual_bases")


def test_observations_given_twice_or_unknown(refusal: Refusal) -> None:
    one = Observation(indicator="founders", value=1, where=cyxc.Location(file="甲.csv", row=3))
    (problem,) = refusal([one, one])
    assert (problem.code, problem.where.row) == ("given-twice", 3)
    (problem,) = refusal([Observation(indicator="funders", value=1)])
    assert (problem.code, problem.where.path) == ("unknown-indicator", "funders")
    assert refusal([Observation(indicator="founders", role="昨天", value=1)])[0].code == "unknown-role"


@pytest.mark.parametrize("data", [5, None, [1], [("founders", 1)], object(), [{"founders": 1}], "founders"])
def test_what_is_no_data(refusal: Refusal, data: Any) -> None:
    assert refusal(data)[0].code in ("bad-data", "unknown-ending")


def test_refusals_pickle(refusal: Refusal) -> None:
    problems = refusal({"founders": "约1", "funders": 1})
    assert pickle.loads(pickle.dumps(problems)) == problems


# --- pint: any registry, ours or the caller's ---


def registry() -> "pint.UnitRegistry[Any]":
    made: pint.UnitRegistry[Any] = pint.UnitRegistry()
    made.define("person = [people]")
    made.define("yuan = [money] = CNY")
    made.define("enterprise = [firms]")
    return made


def test_quantities_of_the_callers_registry() -> None:
    ureg = registry()
    for magnitude in (1800, 1800.0, Decimal(1800), Fraction(1800), Scalar(1800)):
        assert value_of("founders", "founders", ureg.Quantity(magnitude, "person")) == 1800
    assert value_of("survival", "survival_rate", ureg.Quantity(90, "percent")) == 90
    assert value_of("survival", "survival_rate", ureg.Quantity(0.9, "")) == 90
    assert value_of("loans-issued", "loans_issued", ureg.Quantity(Decimal("5E7"), "yuan")) == 5000
    assert value_of("jobs-per-founder", "jobs_per_founder", ureg.Quantity(5)) == 5
    assert value_of("founders", "founders", ureg.Quantity(1800, "person") * 1) == 1800
    assert value_of("founders", "founders", {"value": ureg.Quantity(1800, "person")}) == 1800
    assert value_of("founders", "founders", (ureg.Quantity(1800, "person"), "person")) == 1800


def test_quantities_of_our_own_registry() -> None:
    ureg = cyxc.pint_registry()
    assert value_of("founders", "founders", ureg.Quantity(1800, "人")) == 1800
    assert value_of("loans-issued", "loans_issued", ureg.Quantity(Fraction(1, 2), "亿元")) == 5000
    assert value_of("survival", "survival_rate", ureg.Quantity(Fraction(90), "percent")) == 90
    verdict = WUCHANG.evaluate({"loans_issued": 5000})["loans-issued"]
    assert verdict.value is not None
    assert value_of("loans-issued", "loans_issued", verdict.value) == 5000
    assert value_of("loans-issued", "loans_issued", verdict.value.to_pint()) == 5000


@pytest.mark.parametrize(
    ("magnitude", "unit", "status"),
    [
        (float("nan"), "person", "no_data"),
        (float("inf"), "person", "invalid"),
        (5, "percent", "invalid"),
        (-1, "person", "invalid"),
        (1.5, "person", "invalid"),
        (5, "day", "invalid"),
    ],
)
def test_quantities_that_say_nothing_or_cannot_be(magnitude: Any, unit: str, status: str) -> None:
    assert WUCHANG.evaluate({"founders": registry().Quantity(magnitude, unit)})["founders"].status == status


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ((5, "kilometer"), "unknown-unit"),
        ((5, "enterprise"), "unknown-unit"),
        ((5, "person ** 2"), "unknown-unit"),
        ((Scalar([1]), "person"), "bad-type"),
    ],
)
def test_quantities_refused(refusal: Refusal, quantity: tuple[Any, str], code: str) -> None:
    (problem,) = refusal({"founders": registry().Quantity(*quantity)})
    assert problem.code == code


def test_a_quantity_with_another_unit_beside_it(refusal: Refusal) -> None:
    (problem,) = refusal({"founders": (registry().Quantity(5, "person"), "万人")})
    assert (problem.code, problem.details["cell"], problem.details["column"]) == (
        "two-units",
        "person",
        "万人",
    )


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=0, max_value=1, allow_subnormal=False))
def test_a_float_is_the_shortest_decimal_that_prints_it(value: float) -> None:
    if value and value < 1e-30:
        return
    for seen in ((value, "1"), (Float64(value), "1"), (repr(value), "1"), (Decimal(repr(value)), "1")):
        if "e" in repr(value) and isinstance(seen[0], str) and not int(repr(value).split("e")[1]) >= -18:
            continue  # text has a narrower range of exponents
        assert value_of("survival", "survival_rate", seen) == Fraction(repr(value)) * 100


@given(
    st.integers(0, 10**20),
    st.sampled_from([int, str, Decimal, Fraction, Scalar, lambda n: (n, "人"), lambda n: f"{n:,}"]),
)
def test_the_type_of_a_count_makes_no_difference(count: int, kind: Callable[[int], Any]) -> None:
    assert value_of("founders", "founders", kind(count)) == count
