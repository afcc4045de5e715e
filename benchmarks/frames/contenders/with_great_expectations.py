"""Great Expectations on pandas: an expectation a rule, every row that breaks it listed.

It has no expressions over several columns of a pandas frame, so quotients (`plain`) or the truth of every
condition (`full`) are staged by hand as columns, and it looks whether they are large enough.
"""

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # it would look for its makers' server

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import polars as pl

from contenders import Contender
from contenders.ours import read
from contenders.polars_by_hand import staged
from contenders.validators import Passed, but, full_rules, plain_statuses, put_together
from rules import NOT_MET, Target, Workload

logging.getLogger("great_expectations").setLevel(logging.ERROR)


def _look(floors: Mapping[str, float]) -> Callable[[pd.DataFrame], Passed]:
    context = gx.get_context(mode="ephemeral")
    # Bars of progress on the terminal would be timed as well.
    context.variables.progress_bars = {"globally": False}
    rows = context.data_sources.add_pandas("rows").add_dataframe_asset("rows")
    expectations = [
        gxe.ExpectColumnValuesToBeBetween(column=name, min_value=low) for name, low in floors.items()
    ]
    definition = gx.ValidationDefinition(
        name="rules",
        data=rows.add_batch_definition_whole_dataframe("all"),
        suite=context.suites.add(gx.ExpectationSuite(name="rules", expectations=expectations)),
    )
    context.validation_definitions.add(definition)

    def look(frame: pd.DataFrame) -> Passed:
        asked = {"result_format": "COMPLETE"}
        found = definition.run(batch_parameters={"dataframe": frame}, result_format=asked)
        failing = {
            one.expectation_config.kwargs["column"]: pl.Series(
                one.result["unexpected_index_list"], dtype=pl.UInt32
            )
            for one in found.results
        }
        return but(len(frame), failing, floors)

    return look


def _quotient(target: Target) -> pl.Expr:
    top = (
        pl.sum_horizontal(target.tops, ignore_nulls=False) if len(target.tops) > 1 else pl.col(target.tops[0])
    )
    if target.against is None:
        return top
    return top / pl.col(target.against) - (1 if target.over == "base" else 0)


def _floor(target: Target) -> float:
    if target.against is None:
        return target.asked
    return (target.asked - (target.weight if target.over == "base" else 0)) / target.weight


def _plain(workload: Workload, path: Path) -> Callable[[], Passed]:
    frame = pl.read_parquet(path)
    look = _look({f"{target.id}/{NOT_MET}": _floor(target) for target in workload.targets})
    columns = [_quotient(target).alias(f"{target.id}/{NOT_MET}") for target in workload.targets]
    return lambda: look(frame.select(columns).to_pandas())


def _full(workload: Workload, path: Path) -> Callable[[], Any]:
    frame, rules = pl.read_parquet(path), full_rules(workload)
    look = _look(dict.fromkeys(rules, 1))
    columns = [rule.cast(pl.Int8).alias(name) for name, rule in rules.items()]

    def run() -> pl.DataFrame:
        rows = staged(workload, frame.lazy()).collect()
        return put_together(workload, rows, look(rows.select(columns).to_pandas()))

    return run


CONTENDERS = {
    "plain": Contender(_plain, plain_statuses, plain=True),
    "full": Contender(_full, read("status"), read("margin")),
}
