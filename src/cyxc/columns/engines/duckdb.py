"""DuckDB: relations of SQL text; what floats can't tell is refused, for there is no exact path beside it."""

from typing import Any

from cyxc.columns.engines import sql
from cyxc.columns.engines.expressions import Dialect
from cyxc.columns.engines.lazily import planned
from cyxc.columns.job import Job

_DIALECT = Dialect(sql, nulls=True)


def judged(job: Job, relation: Any) -> Any:
    """The relation with its answers; nothing is computed yet."""
    made = planned(job, tuple(relation.columns), _DIALECT, refuse=True)
    for stage in made.stages:
        relation = relation.project(", ".join(["*", *(one.item for one in stage)]))
    return relation.project(", ".join(one.item for one in made.answers))
