"""How long frames become wide: a row for the same keys, a column for each figure and unit.

What can't be one figure is said by a code (`REASONS`), and nothing of the whole row counts: of two reports
nobody could say which stands.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from cyxc.columns.long.observed import Observed
from cyxc.columns.long.spellings import Told, names_of, spellings_of
from cyxc.model.scheme import Scheme
from cyxc.numbers.units import Unit, unit

REASONS = ("", "reported-twice", "unit", "reports-overlap", "reports-disagree", "period", "unreadable")
"""Why nothing of a row counts, in the order of the numbers that stand for it; the first: it does."""

TWICE, UNIT = 1, 2

REASON = "reason"
"""The column of an answer that says it."""

VALUE, KEY, UNIT_OF = "__cyxc_value", "__cyxc_key", "__cyxc_unit"
"""The columns of a long frame with numbers in place of texts."""

BARE = -2
"""The number of no unit; -1 is that of a text nobody knows."""


@attrs.frozen
class Fill:
    """What a column of a figure takes: the numbers of its key and its unit, and whether also bare values."""

    column: str
    key: int
    unit: int
    bare: bool


@attrs.frozen
class Pivot:
    """How a long frame becomes a wide one: the numbers of its texts, and the columns they fill.

    `names` are the texts of indicators with the number of the key they stand for, `units` those of units.
    """

    observed: Observed
    names: Mapping[str, int]
    units: Mapping[str, int]
    fills: Sequence[Fill]


def pivot_of(scheme: Scheme, observed: Observed, figures: Sequence[Told], units: Mapping[str, str]) -> Pivot:
    """The pivot of a long frame; `units` are those of values without one, by key or indicator.

    A share without a unit fills no column: 0.9 could be 0.9 % or 90 %.
    """
    keys = list(dict.fromkeys(one.key for one in figures))
    sizes = list(dict.fromkeys(_size(one.unit) for one in figures))
    fills = []
    for one in figures:
        said = units.get(one.key, units.get(one.key.partition("@")[0], observed.unit_said))
        share = one.unit.symbol in ("%", "‰")
        bare = one.own and not share if said is None else _size(one.unit) == _size(unit(said))
        fills.append(Fill(one.column, keys.index(one.key), sizes.index(_size(one.unit)), bare))
    if observed.unit is None:
        # Of several units of a figure only one can come up; some column has to stay.
        fills = [fill for fill in fills if fill.bare] or fills
    return Pivot(
        observed,
        {text: keys.index(key) for text, key in names_of(scheme, keys).items()},
        {text: sizes.index(_size(one.unit)) for one in figures for text in spellings_of(one.unit)},
        fills,
    )


def _size(unit: Unit) -> tuple[str, Fraction]:
    """What tells units apart: 人 and 名 are one."""
    return unit.dimension, unit.factor


def told(native: Any, observed: Observed) -> Any:
    """A long frame's keys and values, with the texts of its indicators and units; those are "" for none."""
    frame = nw.from_native(native)
    value = nw.col(observed.value)
    if frame.collect_schema()[observed.value].is_float():
        value = value.fill_nan(None)
    columns = [value.alias(VALUE), _called(observed).alias(KEY)]
    if observed.unit is not None:
        columns.append(_text(observed.unit).fill_null("").alias(UNIT_OF))
    return frame.select(*observed.keys, *columns).to_native()


def coded(native: Any, pivot: Pivot) -> Any:
    """A long frame's keys and values, with the numbers of its indicators and units."""
    frame, observed = nw.from_native(told(native, pivot.observed)), pivot.observed
    tables = not frame.implementation.is_ibis()
    columns = [nw.col(VALUE), _number(nw.col(KEY), pivot.names, tables).alias(KEY)]
    if observed.unit is not None:
        number = _number(nw.col(UNIT_OF), pivot.units, tables)
        said = nw.when(nw.col(UNIT_OF) == "").then(nw.lit(BARE, nw.Int16)).otherwise(number)
        columns.append(said.alias(UNIT_OF))
    return frame.select(*observed.keys, *columns).to_native()


def _called(observed: Observed) -> Any:
    """The name of an indicator with its role, as text."""
    name = _text(observed.indicator)
    if observed.role is None:
        return name
    role = _text(observed.role)
    both = nw.concat_str(name, role, separator="@", ignore_nulls=True)
    return nw.when(role.is_null() | (role == "")).then(name).otherwise(both)


def _text(column: str) -> Any:
    return nw.col(column).cast(nw.String).str.strip_chars()


def _number(text: Any, numbers: Mapping[str, int], tables: bool) -> Any:
    """The number a text stands for, -1 for none; by a table, which not every database can look up in."""
    if not tables:
        found: Any = nw.lit(-1, nw.Int16)
        for number in sorted(set(numbers.values())):
            spelt = [one for one, other in numbers.items() if other == number]
            found = nw.when(text.is_in(spelt)).then(nw.lit(number, nw.Int16)).otherwise(found)
        return found
    return text.replace_strict(list(numbers), list(numbers.values()), default=-1, return_dtype=nw.Int16)
