"""What can't be judged is said at once, before any column is touched; no engine is loaded unasked."""

import subprocess
import sys
from datetime import date, datetime
from typing import Any

import pandas as pd
import polars as pl
import pytest

import cyxc
from frames.kinds import UNITS, scheme
from support import small

ENGINES = {"pandas", "polars", "pyarrow", "duckdb", "ibis", "dask", "pyspark"}


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import pandas; frame = pandas.DataFrame({'founders': [1]})", {"pandas", "pyarrow"}),
        ("import polars; frame = polars.DataFrame({'founders': [1] * 100})", {"polars"}),
        ("import polars; frame = polars.LazyFrame({'founders': [1]})", {"polars"}),
        ("import pyarrow; frame = pyarrow.table({'founders': [1]})", {"pyarrow", "pandas"}),
    ],
)
def test_only_the_engine_the_caller_brought_is_loaded(code: str, allowed: set[str]) -> None:
    program = f"import sys, cyxc; {code}; cyxc.load('putuo-2019').evaluate_frame(frame)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & ENGINES <= allowed


def test_all_faults_of_the_columns_at_once() -> None:
    frame = pl.DataFrame(
        {"a": ["5"], "money（元）": [1.0], "money": [1.0], "rate": [52.5], "b": [True], "floor__status": [1]}
    )
    with pytest.raises(cyxc.DataError) as raised:
        scheme().evaluate_frame(frame, units={"part": "人", "money（元）": "万元"})
    assert [problem.code for problem in raised.value.problems] == [
        "column-not-numbers", "two-units", "column-twice", "column-without-unit", "column-not-numbers",
        "unit-of-no-column",
    ]  # fmt: skip


def test_an_answer_never_takes_the_place_of_a_column() -> None:
    with pytest.raises(cyxc.DataError, match=r"column floor__status already"):
        scheme().evaluate_frame(pl.DataFrame({"floor__status": [1]}))


def test_other_mistakes_are_named() -> None:
    frame = pl.DataFrame({"a": [5], "when": ["2020"]})
    with pytest.raises(cyxc.DataError, match="dict is no data frame"):
        scheme().evaluate_frame({"a": [5]})
    with pytest.raises(cyxc.UsageError, match=r"no answer statuses.*Did you mean: status"):
        scheme().evaluate_frame(frame, answers=["statuses"])
    with pytest.raises(cyxc.UnknownNameError, match="Did you mean: floor"):
        scheme().evaluate_frame(frame, not_applicable=["flor"])
    with pytest.raises(cyxc.UnknownNameError, match="no column wen"):
        scheme().evaluate_frame(frame, not_applicable={"floor": "wen"})
    with pytest.raises(cyxc.DataError, match="when holds no dates"):
        scheme().evaluate_frame(frame, as_of="when")
    with pytest.raises(cyxc.UsageError, match="year"):
        cyxc.load("wuchang").evaluate_frame(frame, as_of="2010-06-30")


def test_a_unit_is_said_once_for_a_column() -> None:
    # 108.1 万元 are 1,081,000 元.
    frame = pl.DataFrame({"money": [1_081_000, 1_080_999]})
    found = scheme().evaluate_frame(frame, units={"money": "元"})
    assert found["amount__status"].to_list() == [6, 5]
    assert found["amount__margin"].to_list() == [0.0, -0.0001]
    named = scheme().evaluate_frame(frame.rename({"money": "money（元）"}))
    assert named["amount__status"].to_list() == [6, 5]


@pytest.mark.parametrize("rows", [1, 100])
def test_each_row_at_its_own_date(rows: int) -> None:
    days = [date(2020, 12, 30), date(2020, 12, 31), None] * rows
    frame = pl.DataFrame({"a": [4, 4, 4] * rows, "on": days})
    assert scheme().evaluate_frame(frame, as_of="on")["floor__status"].to_list() == [3, 5, 5] * rows
    # A floor on a flow that is reached already is met before its date.
    reached = frame.with_columns(a=pl.lit(5))
    assert scheme().evaluate_frame(reached, as_of="on")["floor__status"].to_list() == [6, 6, 6] * rows
    stamped = pd.DataFrame({"a": [4, 4], "on": [datetime(2020, 12, 30, 12), datetime(2020, 12, 31, 12)]})
    assert scheme().evaluate_frame(stamped, as_of="on")["floor__status"].tolist() == [3, 5]


@pytest.mark.parametrize("rows", [1, 100])
def test_what_does_not_apply_row_by_row(rows: int) -> None:
    frame = pl.DataFrame({"a": [5, 5, 5] * rows, "out": [True, False, None] * rows})
    found = scheme().evaluate_frame(frame, not_applicable={"floor": "out"})
    assert found["floor__status"].to_list() == [0, 6, 6] * rows
    # "every" is floor and ceiling, of which the second is left.
    assert found["every__status"].to_list() == [6, 6, 6] * rows
    assert (
        scheme().evaluate_frame(frame, not_applicable=["floor"])["floor__status"].to_list() == [0] * 3 * rows
    )


@pytest.mark.parametrize("rows", [0, 1, 100])
def test_a_frame_without_a_known_column_or_row(rows: int) -> None:
    frame = pl.DataFrame({"note": ["x"] * rows}, schema={"note": pl.String})
    found = scheme().evaluate_frame(frame)
    assert found.columns[:3] == ["note", "floor__status", "floor__margin"]
    assert found["floor__status"].to_list() == [2] * rows
    assert scheme().evaluate_frame(frame.to_pandas())["some__status"].tolist() == [2] * rows


def test_chinese_names_are_columns_too() -> None:
    frame = pl.DataFrame({"founders": [9000, 9000], "创业带动就业人数": [90_000, 89_999]})
    found = cyxc.load("jiaxing-2013").evaluate_frame(frame)
    assert found["jobs-per-founder__status"].to_list() == [6, 5]


def test_nullable_and_object_columns_of_pandas() -> None:
    from decimal import Decimal

    frame = pd.DataFrame({"a": pd.array([5, None], "Int64"), "money": [Decimal("108.1"), None]})
    found = scheme().evaluate_frame(frame, units=dict.fromkeys(UNITS.keys() & frame.columns, "%"))
    assert found["floor__status"].tolist() == [6, 2]
    assert found["amount__status"].tolist() == [6, 2]
    with pytest.raises(cyxc.DataError, match="holds no numbers"):
        scheme().evaluate_frame(pd.DataFrame({"money": [Decimal(1), [1]]}))


def test_what_can_not_be_shows_through_a_sum_that_is_missing() -> None:
    """A target of another time leaves b without a figure; a, which can't be, shows all the same."""
    plan = small(
        {
            "a": "flow: 人",
            "b": "flow: 人",
            "sum": "unit: 人, formula: a + b",
            "r": "formula: sum / b, unit: '1'",
        },
        {
            "ratio": 'indicator: r, at_least: "1:1", window: {start: 2020, due: 2021}',
            "other": "indicator: b, at_least: 1 人",
        },
    )
    frame = pl.DataFrame({"a": [float("-inf"), -1.0, 1.0], "b": [1.0, 1.0, 1.0]})
    assert plan.evaluate_frame(frame)["ratio__status"].to_list() == [1, 1, 2]
    many = plan.evaluate_frame(pl.concat([frame] * 50))
    assert many["ratio__status"].to_list() == [1, 1, 2] * 50
    assert plan.evaluate_frame(frame.to_pandas())["ratio__status"].tolist() == [1, 1, 2]


@pytest.mark.parametrize("first", [float("-inf"), float("inf"), float("nan"), None])
def test_one_figure_that_can_not_be_leaves_the_others_of_its_row_alone(first: float | None) -> None:
    plan = small(
        {"a": "flow: 人", "w": "flow: 万人", "m": "flow: 万元"},
        {"w": "indicator: w, at_least: 5 万人", "m": "indicator: m, at_least: 5 万元"},
    )
    # 5.5 万人 and 55,000 元 of 5 万; many rows, which go by columns.
    frame = pl.DataFrame({"a": [first, 1.0] * 50, "w": [5.5] * 100, "m": [55_000] * 100})
    for one in (plan.evaluate_frame(frame, units={"m": "元"}), plan.evaluate_frame(frame.drop("m"))):
        assert one["w__status"].to_list() == [6] * 100
        assert one["w__margin"].to_list() == [0.5] * 100
    judged = plan.evaluate_frame(frame.drop("w"), units={"m": "元"})
    assert judged["m__margin"].to_list() == [0.5] * 100


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pl.LazyFrame])
def test_a_target_of_very_many_is_counted_whole(make: Any) -> None:
    """200 of 201 parts met: more than a byte counts to, and no query that doubles with every part."""
    parts = [f"t{number}" for number in range(201)]
    targets = {part: f"indicator: a, at_least: {number % 2} 人" for number, part in enumerate(parts[:200])}
    targets |= {"t200": "indicator: a, at_least: 2 人"}
    listed = ", ".join(parts)
    targets |= {"enough": f"some: {{need: 200, of: [{listed}]}}", "all": f"all: [{listed}]"}
    made = small({"a": "flow: 人"}, targets)
    answered = made.evaluate_frame(make({"a": [1, 0] * 40}), answers=["status"])
    found = answered.lazy().collect() if isinstance(answered, pl.LazyFrame) else answered
    assert list(found["enough__status"][:2]) == [6, 5]
    assert list(found["all__status"][:2]) == [5, 5]
