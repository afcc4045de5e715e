"""GoRules' zen-engine: one expression node, its expressions over one record at a time, in decimals."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zen

from contenders import Contender
from contenders.records import codes, divisor, figures, full_records, key, margins, plain_records, spoiler
from rules import INVALID, MET, NO_DATA, NOT_MET, UNDEFINED, Target, Workload


def _top(target: Target) -> str:
    return "(" + " + ".join(map(key, target.tops)) + ")"


def _plain(target: Target) -> str:
    if target.against is None:
        test = f"{_top(target)} >= {target.asked}"
    elif target.over == "base":
        test = (
            f"{_top(target)} / {key(target.against)} - 1 >= {(target.asked - target.weight) / target.weight}"
        )
    else:
        test = f"{_top(target)} / {key(target.against)} >= {target.asked / target.weight}"
    zero = f"{key(target.against)} == 0 ? {NOT_MET} : " if target.against else ""
    return f"{zero}({test} ? {MET} : {NOT_MET})"


def _over(target: Target) -> str:
    assert target.against is not None
    there = " and ".join(f"{key(name)} != null" for name in figures(target))
    zero = "" if target.part else f" and {key(target.against)} != 0"
    return f"({there}{zero} and {_top(target)} > {key(target.against)})"


def _gap(workload: Workload, target: Target) -> str:
    if target.against is None:
        return f"({_top(target)} - {target.asked * workload.steps(target)})"
    return f"({_top(target)} * {target.weight} - {key(target.against)} * {target.asked})"


def _status(workload: Workload, target: Target) -> str:
    wrong = [f"({key(name)} != null and {key(name)} < 0)" for name in figures(target)]
    for name in figures(target):
        figure = workload.figure(name)
        if figure.cap is not None:
            wrong.append(f"({key(name)} != null and {key(name)} > {figure.cap * figure.steps})")
    wrong += [_over(other) for other in spoiler(workload, target)]
    missing = " or ".join(f"{key(name)} == null" for name in figures(target))
    zero = f"{key(target.against)} == 0 ? {UNDEFINED} : " if target.against else ""
    test = f"({_gap(workload, target)} >= 0 ? {MET} : {NOT_MET})"
    return f"({' or '.join(wrong)}) ? {INVALID} : (({missing}) ? {NO_DATA} : ({zero}{test}))"


def _margin(workload: Workload, target: Target) -> str:
    over = divisor(workload, target)
    under = over if isinstance(over, int) else key(over)
    return f"$.{key(target.id)} >= {NOT_MET} ? {_gap(workload, target)} / {under} : null"


def _decision(expressions: dict[str, str]) -> Any:
    node = {
        "id": "rules", "type": "expressionNode", "name": "rules", "position": {"x": 0, "y": 0},
        "content": {"expressions": [{"id": k, "key": k, "value": v} for k, v in expressions.items()]},
    }  # fmt: skip
    ends = [
        {"id": name, "type": f"{name}putNode", "name": name, "position": {"x": 0, "y": 0}}
        for name in ("in", "out")
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": [ends[0], node, ends[1]], "edges": edges}))


def _prepare(*, plain: bool) -> Callable[[Workload, Path], Callable[[], list[Any]]]:
    def prepare(workload: Workload, path: Path) -> Callable[[], list[Any]]:
        expressions = {}
        for target in workload.targets:
            expressions[key(target.id)] = _plain(target) if plain else _status(workload, target)
            if not plain:
                expressions[f"{key(target.id)}_margin"] = _margin(workload, target)
        decision = _decision(expressions)
        rows = plain_records(path) if plain else full_records(workload, path)
        return lambda: [decision.evaluate(row)["result"] for row in rows]

    return prepare


CONTENDERS = {
    "plain": Contender(_prepare(plain=True), codes, plain=True),
    "full": Contender(_prepare(plain=False), codes, margins),
}
