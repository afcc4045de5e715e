"""The rows of figures of a form: those the CSV form has, each filled in with what was handed in for it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs

from cyxc.data.dated import day_of
from cyxc.data.names import Name, Names, find_role
from cyxc.data.observation import Observation
from cyxc.data.scalars import Value
from cyxc.data.workbookcells import MOST_DIGITS
from cyxc.excel.styles import SHARE
from cyxc.excel.words import say
from cyxc.language import Language
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import plain
from cyxc.show.template import COLUMNS, role_said, template_rows


@attrs.frozen
class FigureRow:
    """A row: its texts by column; `number` and its format where the figure is a number, days as dates."""

    cells: Mapping[str, str]
    own_unit: str
    number: int | float | None = None
    number_format: str = "General"
    days: Mapping[str, date] = attrs.field(factory=dict)


def figure_rows(scheme: Scheme, data: Iterable[Observation], language: Language) -> list[FigureRow]:
    """A row for each figure handed in, in the order of the form; empty ones for what was not."""
    given = _by_key(scheme, data)
    rows: list[FigureRow] = []
    written = set()
    for cells in template_rows(scheme, language):
        own = scheme.indicators[cells["indicator"]].unit
        key = f"{cells['indicator']}@{find_role(cells['role'])}" if cells["role"] else cells["indicator"]
        told = given.get(key)
        if told is None:
            rows.append(FigureRow(cells, own))
        elif key not in written:
            rows += [_filled(seen, cells, own, language) for seen in told]
        written.add(key)
    for key, told in given.items():
        if key not in written:
            id_, _, role = key.partition("@")
            cells = dict.fromkeys(COLUMNS, "") | {"indicator": id_, "role": role_said(role, language)}
            cells["name"] = scheme.indicators[id_].name[language]
            rows += [_filled(seen, cells, scheme.indicators[id_].unit, language) for seen in told]
    return rows


def _by_key(scheme: Scheme, data: Iterable[Observation]) -> dict[str, list[Observation]]:
    names, given = Names(scheme), dict[str, list[Observation]]()
    for seen in data:
        name = names.find(seen.indicator, seen.role)
        if isinstance(name, Name):
            unit = seen.unit or name.unit
            given.setdefault(name.key, []).append(
                seen if unit == seen.unit else attrs.evolve(seen, unit=unit)
            )
    return given


def _filled(seen: Observation, cells: Mapping[str, str], own: str, language: Language) -> FigureRow:
    basis = "running" if seen.cumulative else "own"
    day = None if seen.reported_on is None else day_of(seen.reported_on)
    said = {
        "period": seen.period or "",
        "cumulative": say("lists", basis)[language] if seen.period is not None else "",
        "provisional": say("lists", "provisional")[language] if seen.provisional else "",
        "source": "" if seen.source is None else seen.source[language],
        "reported_on": seen.reported_on or "",
    }
    days = {} if day is None else {"reported_on": date.fromisoformat(day)}
    unit = seen.unit or ("" if isinstance(seen.value, str) else cells["unit"] or own)
    row = FigureRow({**cells, **said, "unit": unit, "value": _text(seen.value)}, own, days=days)
    number = _number(seen.value)
    if number is None:
        return row
    if unit in ("%", "‰"):
        # 0.5 beside ‰ would be asked about: only percentages have a format of their own.
        if unit == "‰" or seen.unit is None:
            return attrs.evolve(row, cells={**row.cells, "value": f"{row.cells['value']}{unit}"})
        return attrs.evolve(row, number=float(number / 100), number_format=SHARE)
    whole = number.denominator == 1
    # As many decimals as there are: a rounded view of what was handed in would mislead.
    return attrs.evolve(
        row, number=int(number) if whole else float(number), number_format="#,##0.################"
    )


def _text(value: Value) -> str:
    """A figure as text that is read as the same figure."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal) and value.is_finite() and value.as_tuple().exponent <= 0:  # type: ignore[operator]
        return f"{value:f}"
    if isinstance(value, float) and not value.is_integer():
        value = Decimal(repr(value))
    written = plain(Fraction(value))
    return written if "/" not in written else f"{written.partition('/')[2]}分之{written.partition('/')[0]}"


def _number(value: Value) -> Fraction | None:
    """A figure as a number a spreadsheet keeps as it is; None where its text says more, as 92.0 does."""
    text = _text(value)
    if isinstance(value, str) or not text or "分之" in text or (text.endswith("0") and "." in text):
        return None
    digits = text.lstrip("-0.").replace(".", "")
    return Fraction(text) if len(digits) <= MOST_DIGITS else None
