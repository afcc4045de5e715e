"""pointblank: a step a rule, and the table each step has looked at."""

from collections.abc import Mapping

import pointblank as pb
import polars as pl

from contenders.validators import Look, Passed, contenders


def _look(rules: Mapping[str, pl.Expr], types: Mapping[str, pl.DataType]) -> Look:
    def look(frame: pl.DataFrame) -> Passed:
        plan = pb.Validate(frame)
        for rule in rules.values():
            plan = plan.col_vals_expr(expr=rule)
        done = plan.interrogate(collect_extracts=False)
        steps = zip(rules, done.validation_info, strict=True)
        return {rule: step.tbl_checked["pb_is_good_"].fill_null(False) for rule, step in steps}

    return look


CONTENDERS = contenders(_look)
