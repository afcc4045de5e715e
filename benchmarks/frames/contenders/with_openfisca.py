"""OpenFisca: an entity of places, an input variable a figure and one that says whether it was handed in.

It counts in 32 bits and has nothing missing. `plain` leaves what is missing at its default; `full` works out
statuses and margins from whether each figure is there. A simulation is built and its figures set in the
time measured: it remembers its results.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from openfisca_core.entities import Entity
from openfisca_core.periods import YEAR
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from contenders import Contender
from rules import INVALID, MET, NO_DATA, NOT_MET, UNDEFINED, Target, Workload

PERIOD = "2020"


def _variable(name: str, entity: Entity, kind: type, formula: Callable[..., Any] | None = None) -> type:
    body: dict[str, Any] = {"value_type": kind, "entity": entity, "definition_period": YEAR}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def _key(name: str) -> str:
    return name.replace("@", "_at_").replace("-", "_")


def _system(workload: Workload, *, plain: bool) -> TaxBenefitSystem:
    place = Entity("place", "places", "", "")
    system = TaxBenefitSystem([place])
    for figure in workload.figures:
        system.add_variable(_variable(_key(figure.name), place, float))
        system.add_variable(_variable(f"{_key(figure.name)}_there", place, bool))
    for target in workload.targets:
        name = f"is_{_key(target.id)}"
        if plain:
            system.add_variable(_variable(name, place, bool, _met(target)))
        else:
            system.add_variable(_variable(name, place, int, _status(workload, target)))
            system.add_variable(_variable(f"{name}_margin", place, float, _margin(target)))
    return system


def _top(target: Target, places: Any, period: Any) -> Any:
    first, *others = (places(_key(name), period) for name in target.tops)
    for other in others:
        first = first + other
    return first


def _met(target: Target) -> Callable[..., Any]:
    def formula(places: Any, period: Any) -> Any:
        top = _top(target, places, period)
        if target.against is None:
            return top >= target.asked
        against = places(_key(target.against), period)
        if target.over == "base":
            return top / against - 1 >= (target.asked - target.weight) / target.weight
        return top / against >= target.asked / target.weight

    return formula


def _gap(target: Target, places: Any, period: Any) -> Any:
    top = _top(target, places, period)
    if target.against is None:
        return top - target.asked
    return top * target.weight - places(_key(target.against), period) * target.asked


def _wrong(workload: Workload, target: Target, places: Any, period: Any) -> Any:
    wrong = False
    for name in (*target.tops, *([target.against] if target.against else [])):
        figure, value = workload.figure(name), places(_key(name), period)
        wrong = wrong | (value < 0) | np.isinf(value)
        if figure.cap is not None:
            wrong = wrong | (value > figure.cap)
    if target.over == "whole":
        wrong = wrong | _over(target, places, period)
    if target.spoilt is not None:
        other = next(one for one in workload.targets if one.id == target.spoilt)
        wrong = wrong | _over(other, places, period)
    return wrong


def _over(target: Target, places: Any, period: Any) -> Any:
    assert target.against is not None
    whole = places(_key(target.against), period)
    over = _there(target, places, period) & (_top(target, places, period) > whole)
    return over if target.part else over & (whole != 0)


def _there(target: Target, places: Any, period: Any) -> Any:
    there = True
    for name in (*target.tops, *([target.against] if target.against else [])):
        there = there & places(f"{_key(name)}_there", period)
    return there


def _status(workload: Workload, target: Target) -> Callable[..., Any]:
    def formula(places: Any, period: Any) -> Any:
        conditions = [_wrong(workload, target, places, period), ~_there(target, places, period)]
        codes = [INVALID, NO_DATA]
        if target.against is not None:
            conditions.append(places(_key(target.against), period) == 0)
            codes.append(UNDEFINED)
        conditions.append(_gap(target, places, period) >= 0)
        return np.select(conditions, [*codes, MET], NOT_MET)

    return formula


def _margin(target: Target) -> Callable[..., Any]:
    def formula(places: Any, period: Any) -> Any:
        over = 1 if target.against is None else target.weight
        if target.over in ("whole", "other") and target.against is not None:
            over = places(_key(target.against), period)
        compared = places(f"is_{_key(target.id)}", period) >= NOT_MET
        return np.where(compared, _gap(target, places, period) / over, np.nan)

    return formula


def _prepare(*, plain: bool) -> Callable[[Workload, Path], Callable[[], dict[str, Any]]]:
    def prepare(workload: Workload, path: Path) -> Callable[[], dict[str, Any]]:
        system = _system(workload, plain=plain)
        frame = pd.read_parquet(path)
        figures = {
            _key(name): frame[name].to_numpy(dtype="float64", na_value=np.nan) for name in frame.columns
        }
        names = [f"is_{_key(target.id)}" for target in workload.targets]
        if not plain:
            names += [f"{name}_margin" for name in names]

        def run() -> dict[str, Any]:
            simulation = SimulationBuilder().build_default_simulation(system, count=len(frame))
            for name, values in figures.items():
                there = ~np.isnan(values)
                simulation.set_input(name, PERIOD, np.where(there, values, 0))
                simulation.set_input(f"{name}_there", PERIOD, there)
            with np.errstate(all="ignore"):
                return {name: simulation.calculate(name, PERIOD) for name in names}

        return run

    return prepare


def _statuses(workload: Workload, found: Any) -> dict[str, Any]:
    return {one.id: found[f"is_{_key(one.id)}"] for one in workload.targets}


def _plain_statuses(workload: Workload, found: Any) -> dict[str, Any]:
    return {id_: np.where(held, MET, NOT_MET) for id_, held in _statuses(workload, found).items()}


def _margins(workload: Workload, found: Any) -> dict[str, Any]:
    return {one.id: found[f"is_{_key(one.id)}_margin"] for one in workload.targets}


CONTENDERS = {
    "plain": Contender(_prepare(plain=True), _plain_statuses, plain=True),
    "full": Contender(_prepare(plain=False), _statuses, _margins),
}
