"""Databases of the tests' own: a PostgreSQL server that is gone afterwards, and DuckDB files."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa

NUMBERS = count()

SQL_TYPES = {
    pa.int64(): "bigint", pa.int32(): "integer", pa.int16(): "smallint", pa.float64(): "double precision",
    pa.float32(): "real", pa.bool_(): "boolean", pa.date32(): "date", pa.string(): "text",
    pa.timestamp("us"): "timestamp",
}  # fmt: skip


@attrs.frozen
class Postgres:
    """A running server that writes every statement it is sent into its log."""

    home: Path
    connection: Any

    def load(self, table: pa.Table, **types: str) -> str:
        """A new table with the rows of an Arrow table; the types of columns as named, or the usual ones."""
        name = f"figures {next(NUMBERS)}"
        columns = ", ".join(f'"{f.name}" {types.get(f.name) or _sql_type(f.type)}' for f in table.schema)
        self.connection.execute(f'create table "{name}" ({columns})')
        with self.connection.cursor().copy(f'copy "{name}" from stdin') as copy:
            for row in table.to_pylist():
                copy.write_row(list(row.values()))
        return name

    def statements(self) -> list[str]:
        """The statements sent since the server started."""
        said = (self.home / "log").read_text(encoding="utf-8").splitlines()
        return [line for line in said if "statement: " in line or "execute " in line]


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"numeric({kind.precision}, {kind.scale})"
    return SQL_TYPES[kind]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server with a database of its own, reached only through a socket in a directory of its own."""
    import psycopg

    programs = _programs()
    home = Path(tempfile.mkdtemp(prefix="cyxc-postgres-"))
    # The server refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(home, user, user)

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [programs / program, "-D", home / "data", *words],
            user=user, group=user, cwd=home, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": home,
        "fsync": "off",
        "log_statement": "all",
        # One process reads a table from its beginning: rows come back as they went in.
        "max_parallel_workers_per_gather": 0,
        "synchronize_seqscans": "off",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    try:
        run("initdb", "-U", "cyxc", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-l", str(home / "log"), "-o", options, "-w", "start")
        try:
            with psycopg.connect(host=str(home), user="cyxc", dbname="postgres", autocommit=True) as found:
                yield Postgres(home, found)
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home)


def _programs() -> Path:
    """Where a server's programs are, which Debian keeps apart for each version: those of the newest."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    assert found, "apt-get install postgresql"
    return max(found, key=lambda path: int(path.parent.name))


def duckdb_file(folder: Path, table: pa.Table) -> Path:
    """A file with the rows of an Arrow table in its table `figures`."""
    import duckdb

    path = folder / f"figures{next(NUMBERS)}.duckdb"
    with duckdb.connect(path) as connection:
        connection.register("rows", table)
        connection.execute("create table figures as select * from rows")
    return path
