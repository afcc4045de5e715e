"""JsonLogic (panzi-json-logic): a rule a target over one record at a time, in floats of 64 bits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from json_logic import jsonLogic

from contenders import Contender
from contenders.records import codes, divisor, figures, full_records, key, margins, plain_records, spoiler
from rules import INVALID, MET, NO_DATA, NOT_MET, UNDEFINED, Target, Workload


def _var(name: str) -> Any:
    return {"var": key(name)}


def _top(target: Target) -> Any:
    return {"+": [_var(name) for name in target.tops]}


def _plain(target: Target) -> Any:
    if target.against is None:
        return {"if": [{">=": [_top(target), target.asked]}, MET, NOT_MET]}
    quotient = {"/": [_top(target), _var(target.against)]}
    if target.over == "base":
        test = {">=": [{"-": [quotient, 1]}, (target.asked - target.weight) / target.weight]}
    else:
        test = {">=": [quotient, target.asked / target.weight]}
    return {"if": [{"==": [_var(target.against), 0]}, NOT_MET, test, MET, NOT_MET]}


def _gap(workload: Workload, target: Target) -> Any:
    if target.against is None:
        return {"-": [_top(target), target.asked * workload.steps(target)]}
    return {"-": [{"*": [_top(target), target.weight]}, {"*": [_var(target.against), target.asked]}]}


def _over(target: Target) -> Any:
    assert target.against is not None
    there = {"!": [{"missing": [key(name) for name in figures(target)]}]}
    zero = [] if target.part else [{"!=": [_var(target.against), 0]}]
    return {"and": [there, *zero, {">": [_top(target), _var(target.against)]}]}


def _status(workload: Workload, target: Target) -> Any:
    wrong = [{"<": [_var(name), 0]} for name in figures(target)]
    for name in figures(target):
        figure = workload.figure(name)
        if figure.cap is not None:
            wrong.append({">": [_var(name), figure.cap * figure.steps]})
    wrong += [_over(other) for other in spoiler(workload, target)]
    missing = {"missing": [key(name) for name in figures(target)]}
    zero = [{"==": [_var(target.against), 0]}, UNDEFINED] if target.against else []
    test = [{">=": [_gap(workload, target), 0]}, MET, NOT_MET]
    return {"if": [{"or": wrong}, INVALID, missing, NO_DATA, *zero, *test]}


def _margin(workload: Workload, target: Target) -> Any:
    over = divisor(workload, target)
    return {"/": [_gap(workload, target), over if isinstance(over, int) else _var(over)]}


def _prepare(*, plain: bool) -> Callable[[Workload, Path], Callable[[], list[Any]]]:
    def prepare(workload: Workload, path: Path) -> Callable[[], list[Any]]:
        rules = {
            key(target.id): _plain(target) if plain else _status(workload, target)
            for target in workload.targets
        }
        gaps = {} if plain else {key(target.id): _margin(workload, target) for target in workload.targets}
        rows = plain_records(path) if plain else full_records(workload, path)

        def one(row: Any) -> dict[str, Any]:
            found = {name: jsonLogic(rule, row) for name, rule in rules.items()}
            known = {name: rule for name, rule in gaps.items() if found[name] >= NOT_MET}
            return found | {f"{name}_margin": jsonLogic(rule, row) for name, rule in known.items()}

        return lambda: [one(row) for row in rows]

    return prepare


CONTENDERS = {
    "plain": Contender(_prepare(plain=True), codes, plain=True),
    "full": Contender(_prepare(plain=False), codes, margins),
}
