"""pandera on polars, all failures collected.

The checks hang on the column of row numbers, so that a failure case is the number of its row; checks of the
whole frame hand back whole rows, which took some ten times longer.
"""

from collections.abc import Mapping
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from contenders.validators import Look, Passed, but, contenders


def _check(name: str, rule: pl.Expr) -> Any:
    return pa.Check(lambda data: data.lazyframe.select(rule), name=name)


def _look(rules: Mapping[str, pl.Expr], types: Mapping[str, pl.DataType]) -> Look:
    row = pa.Column(checks=[_check(name, rule) for name, rule in rules.items()])
    schema = pa.DataFrameSchema({"row": row})

    def look(frame: pl.DataFrame) -> Passed:
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as errors:
            failing = errors.failure_cases.partition_by("check", as_dict=True)
            return but(
                frame.height,
                {key[0]: part["failure_case"].cast(pl.UInt32) for key, part in failing.items()},
                rules,
            )
        return but(frame.height, {}, rules)

    return look


CONTENDERS = contenders(_look)
