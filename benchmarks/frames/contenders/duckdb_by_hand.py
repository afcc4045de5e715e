"""The rules written by hand in SQL, with all that cyxc does on DuckDB.

What floats can't tell (a figure between two hundredths, or too large) counts as invalid, as cyxc has it on
engines that have no exact path.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from contenders import Contender
from contenders.ours import read
from rules import GRID, INVALID, LARGEST, MET, NO_DATA, NOT_MET, UNDEFINED, Figure, Target, Workload


def query(workload: Workload) -> str:
    figures, ratios = workload.figures, [one for one in workload.targets if one.over == "whole"]
    steps = ", ".join(_steps(figure) for figure in figures)
    wrong = ", ".join(f'({_wrong(figure)}) AS "{figure.name}/wrong"' for figure in figures)
    over = ", ".join(f'{_over(workload, one)} AS "{one.id}/over"' for one in ratios)
    gaps = ", ".join(f'{_gap(workload, one)} AS "{one.id}/gap"' for one in workload.targets)
    own = ", ".join(f'"{figure.name}"' for figure in figures)
    answers = ", ".join(_answer(workload, one) for one in workload.targets)
    return f"""
        WITH steps AS (SELECT *, {steps} FROM rows),
        looked AS (SELECT *, {wrong}, {over}, {gaps} FROM steps)
        SELECT {own}, {answers} FROM looked
    """


def _steps(figure: Figure) -> str:
    name = f'"{figure.name}"'
    if not figure.floats:
        return f'{name}::DOUBLE AS "{figure.name}/steps"'
    value = f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END"
    return f'round(({value}) * {GRID}) AS "{figure.name}/steps"'


def _wrong(figure: Figure) -> str:
    steps = f'"{figure.name}/steps"'
    cap = f" OR {steps} > {figure.cap * figure.steps}" if figure.cap is not None else ""
    off = f' OR {steps} / {GRID}.0::DOUBLE <> "{figure.name}"' if figure.floats else ""
    return f"{steps} < 0 OR {steps} > {LARGEST * figure.steps}{cap}{off}"


def _top(target: Target) -> str:
    return "(" + " + ".join(f'"{name}/steps"' for name in target.tops) + ")"


def _over(workload: Workload, target: Target) -> str:
    zero = "" if target.part else f' AND "{target.against}/steps" <> 0'
    return f'({_top(target)} > "{target.against}/steps"{zero})'


def _gap(workload: Workload, target: Target) -> str:
    if target.against is None:
        return f"{_top(target)} - {target.asked * workload.steps(target)}"
    return f'{_top(target)} * {target.weight} - "{target.against}/steps" * {target.asked}'


def _answer(workload: Workload, target: Target) -> str:
    names = [*target.tops, *([target.against] if target.against else [])]
    flags = [f'"{name}/wrong"' for name in names]
    if target.over == "whole":
        flags.append(f'"{target.id}/over"')
    if target.spoilt is not None:
        flags.append(f'coalesce("{target.spoilt}/over", FALSE)')
    wrong, gap = " OR ".join(flags), f'"{target.id}/gap"'
    zero, known = "", f"NOT ({wrong})"
    over = f"{workload.steps(target)}::DOUBLE"
    if target.against is not None:
        zero = f'WHEN "{target.against}/steps" = 0 THEN {UNDEFINED}'
        known += f' AND "{target.against}/steps" <> 0'
        base = f"{target.weight * workload.steps(target)}::DOUBLE"
        over = base if target.over == "base" else f'"{target.against}/steps"'
    return f"""
        (CASE WHEN {wrong} THEN {INVALID} WHEN {gap} IS NULL THEN {NO_DATA} {zero}
              WHEN {gap} >= 0 THEN {MET} ELSE {NOT_MET} END)::TINYINT AS "{target.id}__status",
        CASE WHEN {known} THEN {gap} / {over} END AS "{target.id}__margin"
    """


def _prepare(workload: Workload, path: Path) -> Callable[[], Any]:
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE rows AS FROM '{path}'")
    text = query(workload)
    return lambda: connection.sql(text).to_arrow_table()


CONTENDERS = {"exact": Contender(_prepare, read("status"), read("margin"))}
