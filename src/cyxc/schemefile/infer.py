"""What a formula says of its indicator: its kind, and where none is written its unit and what is counted."""

from collections.abc import Mapping
from typing import Any

from cyxc.rules.formula import Formula, FormulaError

Raw = dict[str, Any]


def inferred(raw: Raw, others: Mapping[str, Raw], depth: int = 0) -> Raw:
    """`raw` with kind, unit and thing filled in from its formula's terms where it does not say them.

    A division is a rate, in % where no unit is written; a sum is what its terms are. What can't be told
    (an unknown term, terms of two kinds, a circle) is left out, for the checks to name.
    """
    if not isinstance(raw.get("formula"), str) or depth > len(others) or {"kind", "unit"} <= set(raw):
        return raw
    try:
        formula = Formula.parse(raw["formula"])
    except FormulaError:
        return raw
    if formula.denominator:
        return {"kind": "rate", "unit": "%", **raw}
    terms = [inferred(others.get(term, {}), others, depth + 1) for term in formula.indicators]
    found: Raw = {}
    for key in ("kind", "unit", "thing"):
        said = {term.get(key) for term in terms}
        if len(said) == 1 and None not in said:
            found[key] = said.pop()
    return {**found, **raw}
