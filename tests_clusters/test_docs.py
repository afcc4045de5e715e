"""The examples of the page on clusters and databases that need a cluster or a database."""

from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest
from databases import Postgres
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser

import cyxc

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_examples(language: str, spark_session: Any, postgres: Postgres, ibis_postgres: Any) -> None:
    rows = pa.table({"founders": [9000, 9000], "jobs": [90_000, 89_999]})
    postgres.connection.execute("drop table if exists answered, figures")
    postgres.connection.execute(f'alter table "{postgres.load(rows)}" rename to figures')
    names = {
        "spark": spark_session, "database": ibis_postgres, "ibis": ibis, "jiaxing": cyxc.load("jiaxing-2013"),
    }  # fmt: skip

    def run(example: Any) -> None:
        exec(compile(example.parsed, example.path, "exec"), names)

    parsers = [CodeBlockParser(language="py", evaluator=run)]
    examples = list(Sybil(parsers=parsers).parse(DOCS / language / "clusters.md").examples())
    assert len(examples) == 2
    for example in examples:
        example.evaluate()
