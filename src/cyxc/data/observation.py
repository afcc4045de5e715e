"""Observations: figures handed in, with what is known about each."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from cyxc.errors import NOWHERE, DataError, Location, Problem
from cyxc.language import Text, both

Value = str | int | float | Decimal | Fraction | None
"""What a figure may be handed in as. A float counts as the shortest decimal that prints it."""


def _text(source: "str | Text | None") -> Text | None:
    return both(source) if isinstance(source, str) else source


@attrs.frozen(kw_only=True)
class Observation:
    """A figure handed in.

    `indicator` is an id, name or alias; `role` what the figure is when it is not the place's own of the
    period asked about (`before`, `national_average`, …). `value` may carry its unit as text (`"92%"`).
    Without a `period` the figure is the one the target asks for, already accumulated. `cumulative` tells a
    running figure (累计) from the period's own (本期).
    """

    indicator: str
    value: Value
    unit: str | None = None
    role: str | None = None
    place: str | None = None
    period: str | None = None
    cumulative: bool = False
    provisional: bool = False
    reported_on: str | None = None
    source: Text | None = attrs.field(default=None, converter=_text)
    where: Location = attrs.field(default=NOWHERE, eq=False)

    @property
    def key(self) -> str:
        """Indicator and role as one word: `founders`, `firms@before`."""
        return self.indicator if self.role is None else f"{self.indicator}@{self.role}"


@attrs.frozen(kw_only=True)
class Data:
    """The observations of one place, and what their file says about them."""

    observations: tuple[Observation, ...]
    scheme: str | None = None
    place: Text | None = attrs.field(default=None, converter=_text)
    note: Text | None = attrs.field(default=None, converter=_text)
    illustrative: bool = False
    file: str | None = None

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)


_KEYS = tuple(field.name for field in attrs.fields(Observation) if field.name not in ("indicator", "where"))


def observation(name: str, value: object, where: Location = NOWHERE) -> Observation:
    """One observation from a name and a value, a (number, unit) pair, or a mapping with keys of its own.

    Raises `DataError` for a mapping with unknown keys and for a value of a type nothing is known about.
    """
    if isinstance(value, Observation):
        return value if name in (value.indicator, value.key) else attrs.evolve(value, indicator=name)
    base, role = split_role(name)
    if isinstance(value, Mapping):
        extra = [key for key in value if key not in _KEYS]
        if extra or "value" not in value:
            problem = Problem("bad-observation", {"name": name, "keys": ", ".join(map(str, extra)) or "value"}, where)
            raise DataError(problem)
        fields = {**value, "source": _source(value.get("source"))}
        return Observation(**{"indicator": base, "role": role, "where": where, **fields})
    if isinstance(value, tuple) and len(value) == 2:
        return Observation(indicator=base, role=role, value=value[0], unit=str(value[1]), where=where)
    return Observation(indicator=base, role=role, value=_value(name, value, where), where=where)


def _source(raw: object) -> "str | Text | None":
    return Text(**raw) if isinstance(raw, Mapping) else raw if isinstance(raw, str | Text) else None


def _value(name: str, value: object, where: Location) -> Value:
    if value is None or (isinstance(value, str | int | float | Decimal | Fraction) and not isinstance(value, bool)):
        return value
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    item = getattr(value, "item", None)  # numpy's scalars hand out Python's
    if callable(item):
        return _value(name, item(), where)
    magnitude, units = getattr(value, "magnitude", None), getattr(value, "units", None)
    if magnitude is not None and units is not None:  # a pint quantity
        return f"{_value(name, magnitude, where)} {units}"
    raise DataError(Problem("bad-type", {"name": name, "type": type(value).__name__}, where))


def split_role(name: str) -> tuple[str, str | None]:
    """`firms@before` as name and role; the role as written, None where there is none."""
    base, at, role = name.replace("＠", "@").partition("@")
    return (base.strip(), role.strip()) if at else (name, None)
