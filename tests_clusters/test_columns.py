"""Columns of every type that clusters and databases keep figures in."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.columns.agreement import AGREEMENTS
from cyxc.rules.status import MET, NO_DATA, NOT_APPLICABLE, NOT_DUE, NOT_MET
from frames.engines import Columns, Engine
from frames.kinds import UNITS, scheme
from frames.test_conformance import table
from frames.test_random import check
from support import question, small


def judged(engine: Engine, rows: pa.Table, by: cyxc.Scheme | None = None, **asked: Any) -> Columns:
    return engine.lists((by or scheme()).evaluate_frame(engine.made(rows), **asked))


def test_each_row_at_its_own_date(engine: Engine) -> None:
    days = pa.array([date(2020, 12, 30), date(2020, 12, 31), None, date(2020, 12, 30)], pa.date32())
    rows = pa.table({"a": pa.array([4, 4, 4, 5], pa.int64()), "截止日": days})
    assert judged(engine, rows, as_of="截止日")["floor__status"] == [NOT_DUE, NOT_MET, NOT_MET, MET]


def test_what_does_not_apply_row_by_row(engine: Engine) -> None:
    rows = pa.table({"a": pa.array([5, 5, 5], pa.int64()), "out": pa.array([True, False, None])})
    found = judged(engine, rows, not_applicable={"floor": "out", "below": "out"})
    assert found["floor__status"] == [NOT_APPLICABLE, MET, MET]
    assert found["below__status"] == [NOT_APPLICABLE, NOT_MET, NOT_MET]


def test_chinese_names_are_columns_and_other_columns_pass_through(engine: Engine) -> None:
    rows = pa.table(
        {
            "县（市、区）": ["甲", "乙'\"", None],
            "founders": pa.array([9000, 9000, 9000], pa.int64()),
            "创业带动就业人数": pa.array([90_000, 89_999, None], pa.int64()),
        }
    )
    found = judged(engine, rows, cyxc.load("jiaxing-2013"), answers=("status",))
    assert found["jobs-per-founder__status"] == [MET, NOT_MET, NO_DATA]
    assert found["县（市、区）"] == ["甲", "乙'\"", None]
    # Every target has an answer, though most indicators have no column.
    assert sum(name.endswith("__status") for name in found) == len(cyxc.load("jiaxing-2013").targets)


@pytest.mark.parametrize("layout", ["wide", "long"])
def test_a_table_without_rows(engine: Engine, layout: str) -> None:
    found = judged(engine, table(()), units=UNITS, layout=layout)
    assert {len(values) for values in found.values()} == {0}
    assert ("floor__status" if layout == "wide" else "status") in found


def test_a_table_without_any_indicator(engine: Engine) -> None:
    found = judged(engine, pa.table({"note": ["x", "y"]}))
    assert found["some__status"] == [NO_DATA, NO_DATA]
    assert found["some__margin"] == [None, None]


def test_whether_readings_agree(engine: Engine) -> None:
    rows = pa.table(
        {"founders": pa.array([9, 9, None], pa.int64()), "jobs": pa.array([90, 89, 90], pa.int64())}
    )
    asked = small(
        {"founders": "flow: 人", "jobs": "flow: 人"},
        {"enough": "indicator: jobs, at_least: 90 人, questions: [how-many]"},
        "questions:\n" + question("how-many", "swap: {enough: {at_least: 80 人}}"),
    )
    found = judged(engine, rows, asked, answers=("status", "agreement"))
    assert [AGREEMENTS[code] for code in found["enough__agreement"]] == ["same", "depends", "same"]


# In tests/frames random schemes come to DuckDB and ibis; here to what works in other processes.
@pytest.mark.parametrize("engine", ["dask", "spark"], indirect=True)
@given(st.data())
@settings(
    max_examples=4,
    phases=(Phase.generate,),  # a fault is small enough as it is drawn; looking for a smaller one takes long
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_random_schemes_and_rows_come_to_what_the_object_path_says(
    engine: Engine, data: st.DataObject
) -> None:
    check(data, (engine,))
