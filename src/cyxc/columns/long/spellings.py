"""How long frames spell indicators, roles and units, as tables for engines that can't read names."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import cache

import attrs

from cyxc.data.names import ROLE_NAMES
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Problem, nearest
from cyxc.evaluate.plan import Plan
from cyxc.model.scheme import Scheme
from cyxc.numbers.units import PREFIXES, Unit, find_unit, known_spellings

COLUMN = "__cyxc_told_"
"""What the columns of figures begin with."""

BESIDE: Mapping[str, tuple[str, ...]] = {
    "share": ("%", "1", "‰"),
    "money": ("元", "万元", "亿元"),
    "area": ("平方米", "万平方米", "亩", "公顷"),
}
"""Units that figures of a dimension are often reported in; others have to be said."""


@attrs.frozen
class Told:
    """A figure in one of the units it may be told in: a column of the pivoted frame."""

    column: str
    key: str
    unit: Unit
    own: bool


def told(plans: Sequence[Plan], units: Mapping[str, str]) -> list[Told]:
    """The figures of some plans, each in its own unit, in those often used beside it, and in the one said.

    `units` are said by key or indicator. Raises `DataError` for a unit that measures something else and for
    one of no figure.
    """
    every = {node.key: node for plan in plans for node in plan.nodes}
    clear = {node.key for plan in plans for node in plan.nodes if node.slot not in plan.unclear}
    found: list[Told] = []
    problems = []
    for key, node in every.items():
        if key not in clear:
            continue
        own = node.indicator.measure
        said = units.get(key, units.get(node.indicator.id))
        chosen: dict[tuple[str, Fraction], Unit] = {}
        for symbol in (own.symbol, *BESIDE.get(own.dimension, ()), *([] if said is None else [said])):
            unit = find_unit(symbol)
            if unit is None or not unit.converts_to(own):
                details = {"name": key, "unit": shown(symbol), "own": own.symbol}
                problems.append(Problem("column-unit", details))
            else:
                chosen.setdefault((unit.dimension, unit.factor), unit)
        for unit in chosen.values():
            found.append(Told(f"{COLUMN}{len(found)}", key, unit, own=unit.factor == own.factor))
    words = {word for key, node in every.items() for word in (key, node.indicator.id)}
    problems += [
        Problem("unit-of-no-column", {"name": shown(word)}, nearest=nearest(str(word)[:80], sorted(words)))
        for word in units
        if word not in words
    ]
    if problems:
        raise DataError(dict.fromkeys(problems))
    return found


def _alike(one: Unit, other: Unit) -> bool:
    return (one.dimension, one.factor) == (other.dimension, other.factor)


@cache
def spellings_of(unit: Unit) -> tuple[str, ...]:
    """Every way to write a unit."""
    spelt = (text for text, other in _all_units().items() if _alike(unit, other))
    return tuple(dict.fromkeys((unit.symbol, *spelt)))


@cache
def _all_units() -> dict[str, Unit]:
    written = {
        prefix + text: find_unit(prefix + text) for prefix in ("", *PREFIXES) for text in known_spellings()
    }
    return {text: unit for text, unit in written.items() if unit is not None}


def names_of(scheme: Scheme, keys: Collection[str]) -> dict[str, str]:
    """What stands for some keys: ids, names and aliases, with a role before or behind where there is one."""
    found = {}
    for name, id_ in scheme.indicator_names.items():
        if id_ in keys:
            found[name] = id_
        for role, words in ROLE_NAMES.items():
            key = f"{id_}@{role}"
            if key in keys:
                found[f"{name}@{role}"] = key
                for word in words:
                    found |= dict.fromkeys((f"{name}@{word}", f"{word}{name}", f"{name}（{word}）"), key)
    return found
