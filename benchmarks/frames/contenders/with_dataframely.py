"""dataframely: a schema with a rule each; the rows that break any are told apart by its failure info."""

from collections.abc import Mapping
from typing import Any

import dataframely as dy
import polars as pl

from contenders.validators import Look, Passed, but, contenders


def _rule(expression: pl.Expr) -> Any:
    return dy.rule()(lambda cls: expression)


def _look(rules: Mapping[str, pl.Expr], types: Mapping[str, pl.DataType]) -> Look:
    columns = {name: dy.Any() for name in types}
    schema = type("Rows", (dy.Schema,), {**columns, **{name: _rule(rule) for name, rule in rules.items()}})

    def look(frame: pl.DataFrame) -> Passed:
        _, failure = schema.filter(frame)
        details = failure.details()
        failing = {rule: details.filter(pl.col(rule) == "invalid")["row"] for rule in rules}
        return but(frame.height, failing, rules)

    return look


CONTENDERS = contenders(_look)
