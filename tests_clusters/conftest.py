"""Real clusters and databases, each started once; every test runs on all of them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import databases
import pyarrow as pa
import pytest
from databases import Postgres

from frames.engines import Columns, Engine, of_pandas, without_nan

WORKERS = 2

ENGINES = ("dask", "spark", "postgres", "duckdb-file", "ibis-duckdb-file")


def pytest_configure(config: pytest.Config) -> None:
    """What Spark says of pandas, and DuckDB of ibis, is no error: none of it is asked for here."""
    for said in (
        "PySpark does not yet fully support pandas:FutureWarning",
        "The 'future.infer_string' option",
        "fetch_arrow_table:DeprecationWarning",
    ):
        config.addinivalue_line("filterwarnings", f"ignore:{said}")


@pytest.fixture(scope="session")
def dask_client() -> Iterator[Any]:
    from distributed import Client, LocalCluster

    cluster = LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    )
    with cluster, Client(cluster) as client:
        client.wait_for_workers(WORKERS)
        yield client


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    home = tmp_path_factory.mktemp("spark")
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(home / "work"),
        "SPARK_LOCAL_DIRS": str(home / "local"),
    }
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.warehouse.dir": str(home / "warehouse"),
        "spark.log.level": "OFF",  # stopping it, its workers report one another's end as errors
    }
    # Executors are processes of their own here, with Python workers beside them.
    builder = SparkSession.builder.master(f"local-cluster[{WORKERS},1,1024]").config(map=settings)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with databases.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def ibis_postgres(postgres: Postgres) -> Iterator[Any]:
    import ibis

    connection = ibis.postgres.connect(host=str(postgres.home), user="cyxc", database="postgres")
    yield connection
    connection.disconnect()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A kind of frame on what is running, started if it is not."""
    name = request.param
    if name == "dask":
        request.getfixturevalue("dask_client")
        return Engine(name, _dask, lambda found: of_pandas(found.compute()))
    if name == "spark":
        session = request.getfixturevalue("spark_session")
        return Engine(name, session.createDataFrame, lambda found: without_nan(found.toArrow().to_pydict()))
    if name == "postgres":
        server, connection = request.getfixturevalue("postgres"), request.getfixturevalue("ibis_postgres")
        return Engine(name, lambda rows: connection.table(server.load(rows)), _of_ibis, exact=False)
    if name == "duckdb-file":
        return Engine(name, lambda rows: _duckdb(tmp_path, rows), _of_duckdb, exact=False)
    return Engine(name, lambda rows: _ibis_duckdb(tmp_path, rows), _of_ibis, exact=False)


def _dask(table: pa.Table) -> Any:
    import dask.dataframe as dd
    import pandas as pd

    return dd.from_pandas(table.to_pandas(types_mapper=pd.ArrowDtype), npartitions=2 * WORKERS)


def _duckdb(folder: Path, table: pa.Table) -> Any:
    import duckdb

    return duckdb.connect(databases.duckdb_file(folder, table), read_only=True).table("figures")


def _of_duckdb(found: Any) -> Columns:
    return without_nan(found.to_arrow_table().to_pydict())


def _ibis_duckdb(folder: Path, table: pa.Table) -> Any:
    import ibis

    return ibis.duckdb.connect(databases.duckdb_file(folder, table), read_only=True).table("figures")


def _of_ibis(found: Any) -> Columns:
    return without_nan(found.to_pyarrow().to_pydict())
