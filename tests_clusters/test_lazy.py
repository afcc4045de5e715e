"""Nothing is run before the caller asks, and then it is run by the cluster or the database."""

import os
from pathlib import Path
from typing import Any

import dask.dataframe as dd
import databases
import pyarrow as pa
from databases import Postgres

import cyxc
from cyxc.frames import counts, misses
from cyxc.rules.status import MET, NOT_MET
from frames.test_layout import SCHEME
from support import small

ROWS = pa.table({"x": pa.array([10, 9] * 500, pa.int64()), "y": pa.array([20] * 1000, pa.int64())})

COUNTED = {("first", MET, 500), ("first", NOT_MET, 500), ("second", MET, 1000)}

AMOUNT = small({"money": "flow: 万元"}, {"amount": "indicator: money, at_least: 10 万元"})

RATIO = small(
    {"a": "flow: 人", "b": "flow: 人", "ratio": "formula: b / a, unit: '1'"},
    {"ratio": 'indicator: ratio, at_least: "1:1"'},
)


def counted(found: dict[str, list[Any]]) -> set[tuple[Any, ...]]:
    return set(zip(found["target"], found["status"], found["count"], strict=True))


def test_dask_works_on_more_than_one_process(dask_client: Any) -> None:
    answered = SCHEME.evaluate_frame(dd.from_pandas(ROWS.to_pandas(), npartitions=8))
    assert isinstance(answered, dd.DataFrame)
    assert not any(dask_client.has_what().values())

    def process(part: Any) -> Any:
        return part["x"] * 0 + os.getpid()

    processes = answered.map_partitions(process, meta=("process", "int64")).compute().unique()
    assert len(set(processes)) == 2
    assert os.getpid() not in processes
    assert counted(counts(SCHEME, answered).compute().to_dict("list")) == COUNTED


def test_spark_works_on_more_than_one_process(spark_session: Any) -> None:
    from pyspark.sql import DataFrame, functions

    def jobs() -> list[int]:
        return list(spark_session.sparkContext.statusTracker().getJobIdsForGroup())

    frame = spark_session.createDataFrame(ROWS)
    before = jobs()
    answered = SCHEME.evaluate_frame(frame)
    summary = counts(SCHEME, answered)
    worst = misses(SCHEME, answered, "first", most=3)
    long = SCHEME.evaluate_frame(frame, layout="long")
    assert {type(one) for one in (answered, summary, worst, long)} == {type(frame)}
    assert isinstance(frame, DataFrame)
    assert jobs() == before
    assert counted(summary.toArrow().to_pydict()) == COUNTED
    assert worst.toArrow()["first__margin"].to_pylist() == [-1.0] * 3
    assert len(jobs()) > len(before)
    # One pass, however many targets: the workers are called once in the plan.
    assert plan(long).count("MapInArrow") == 1

    def processes(batches: Any) -> Any:
        for batch in batches:
            yield pa.RecordBatch.from_pydict({"process": [os.getppid()] * batch.num_rows})

    workers = answered.mapInArrow(processes, "process long").select(functions.col("process")).distinct()
    assert len(workers.collect()) == 2


def plan(frame: Any) -> str:
    return str(frame._jdf.queryExecution().executedPlan().toString())


def test_postgresql_is_asked_once_and_answers_itself(postgres: Postgres, ibis_postgres: Any) -> None:
    figures = ibis_postgres.table(postgres.load(ROWS))
    before = postgres.statements()
    answered = SCHEME.evaluate_frame(figures)
    summary = counts(SCHEME, answered)
    worst = misses(SCHEME, answered, "first", most=3)
    assert {type(one) for one in (answered, summary, worst)} == {type(figures)}
    assert postgres.statements() == before
    assert counted(summary.to_pyarrow().to_pydict()) == COUNTED
    (asked,) = [line for line in postgres.statements()[len(before) :] if "SELECT" in line]
    assert "COUNT(*)" in asked
    assert worst.to_pyarrow()["first__margin"].to_pylist() == [-1.0] * 3


def test_postgresql_keeps_what_it_is_told_to(postgres: Postgres, ibis_postgres: Any) -> None:
    """The answer as a table of the database, which no row leaves."""
    import ibis

    name = postgres.load(ROWS)
    answered = SCHEME.evaluate_frame(ibis_postgres.table(name))
    postgres.connection.execute(f"create table kept as {ibis.to_sql(answered, dialect='postgres')}")
    rows = postgres.connection.execute("select first__status, count(*) from kept group by 1").fetchall()
    assert set(rows) == {(MET, 500), (NOT_MET, 500)}


def test_a_whole_scheme_is_planned_by_postgresql(postgres: Postgres, ibis_postgres: Any) -> None:
    scheme = cyxc.load("jiaxing-2013")
    names = [one.id for one in scheme.indicators if one.formula is None]
    rows = pa.table({name: pa.array([10, None, 0], pa.int64()) for name in names})
    units = {name: scheme.indicators[name].unit for name in names}
    found = scheme.evaluate_frame(ibis_postgres.table(postgres.load(rows)), units=units).to_pyarrow()
    expected = scheme.evaluate_frame(rows, units=units)
    for target in scheme.targets:
        for word in ("status", "margin"):
            column = f"{target.id}__{word}"
            assert found[column].to_pylist() == expected[column].to_pylist(), column


def test_postgresql_judges_decimals_without_a_scale_to_their_last_place(
    postgres: Postgres, ibis_postgres: Any
) -> None:
    said = ["10", "10.0", "9.9999999999999999999999", "10.000000000000000000001", "NaN", "Infinity", None]
    rows = pa.table({"money": pa.array(said)})
    figures = ibis_postgres.table(postgres.load(rows, money="numeric"))
    # ibis can't hand over the figures themselves, which have more places than its decimals.
    found = AMOUNT.evaluate_frame(figures).select("amount__status").to_pyarrow()["amount__status"].to_pylist()
    # What lies between two steps is refused.
    assert found == [6, 6, 1, 1, 2, 1, 2]


def test_postgresql_refuses_what_is_too_large_without_stopping(
    postgres: Postgres, ibis_postgres: Any
) -> None:
    large = pa.table(
        {"a": pa.array([2**63 - 1, -(2**63), 10], pa.int64()), "b": pa.array([1e308, -1e308, 10])}
    )
    found = RATIO.evaluate_frame(ibis_postgres.table(postgres.load(large))).to_pyarrow()
    assert found["ratio__status"].to_pylist() == [1, 1, 6]


def test_a_duckdb_file_is_only_read(tmp_path: Path) -> None:
    import duckdb

    path = databases.duckdb_file(tmp_path, ROWS)
    with duckdb.connect(path, read_only=True) as connection:
        answered = SCHEME.evaluate_frame(connection.table("figures"))
        assert isinstance(answered, duckdb.DuckDBPyRelation)
        assert counted(counts(SCHEME, answered).to_arrow_table().to_pydict()) == COUNTED
