"""What a formula says of its indicator: its kind, and where none is written its unit and what is counted."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cyxc.model.indicator import KINDS
from cyxc.numbers.units import Unit, find_unit
from cyxc.rules.formula import Formula, FormulaError

Raw = dict[str, Any]

_KINDS = tuple(KINDS)


@attrs.frozen
class Inferred:
    """Indicators with what their formulas say filled in.

    `unsure` are those whose formulas can't tell (an unknown term, terms that don't go together, a circle).
    They have a kind and a unit all the same, so that the rest of them can be checked; only what has a fault
    of its own is ever unsure.
    """

    filled: dict[str, Raw]
    unsure: frozenset[str]


def inferred(indicators: Mapping[str, Raw]) -> Inferred:
    """The indicators with kind, unit and thing filled in from their formulas, where they do not say them.

    A division is a rate, in % where no unit is written; a sum is what its terms are.
    """
    formulas = {id_: formula for id_, raw in indicators.items() if (formula := _formula(raw)) is not None}
    filled: dict[str, Raw] = {}
    unsure: set[str] = set()
    for id_ in _after_terms(indicators, formulas):
        raw, formula = indicators[id_], formulas.get(id_)
        if formula is None:
            told, found = "formula" not in raw, {}
        elif formula.denominator:
            told, found = True, {"kind": "rate", "unit": "%"}
        else:
            terms = [filled.get(term, {}) for term in formula.indicators]
            told, found = _common(terms)
            told = told and not unsure & set(formula.indicators)
        if not told and not {"kind", "unit"} <= set(raw):
            unsure.add(id_)
            found = {"kind": "flow", "unit": "1", **found}
        filled[id_] = {**found, **raw}
    return Inferred({id_: filled[id_] for id_ in indicators}, frozenset(unsure))


def _formula(raw: Raw) -> Formula | None:
    text = raw.get("formula")
    try:
        return Formula.parse(text) if isinstance(text, str) else None
    except FormulaError:
        return None


def _after_terms(indicators: Mapping[str, Raw], formulas: Mapping[str, Formula]) -> Iterator[str]:
    """Every indicator behind those its formula is made of; in a circle, some one of them first."""
    begun: set[str] = set()
    for start in indicators:
        waiting = [(start, False)]
        while waiting:
            id_, ready = waiting.pop()
            if ready:
                yield id_
            elif id_ not in begun and id_ in indicators:
                begun.add(id_)
                waiting.append((id_, True))
                terms = formulas[id_].indicators if id_ in formulas else ()
                waiting.extend((term, False) for term in terms)


def _common(terms: list[Raw]) -> tuple[bool, Raw]:
    """Whether the terms of a sum are one thing, and what they are together."""
    found: Raw = {}
    kinds = {kind for term in terms if (kind := term.get("kind")) in _KINDS}
    units = [unit for term in terms if (unit := _unit(term)) is not None]
    told = len(kinds) == 1 and len(units) == len(terms) and all(t.get("kind") in _KINDS for t in terms)
    told = told and all(unit.converts_to(units[0]) for unit in units)
    if told:
        found["kind"] = kinds.pop()
        if all(unit.factor == units[0].factor for unit in units):
            found["unit"] = terms[0]["unit"]
    thing = terms[0].get("thing")
    if isinstance(thing, str) and all(term.get("thing") == thing for term in terms):
        found["thing"] = thing
    return told, found


def _unit(term: Raw) -> Unit | None:
    symbol = term.get("unit")
    return find_unit(symbol) if isinstance(symbol, str) else None
