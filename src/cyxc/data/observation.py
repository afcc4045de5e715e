"""Observations: figures handed in, with what is known about each."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from cyxc.data.records import NO_RECORDS, Records
from cyxc.data.scalars import PLAIN, NotAFigureError, Value, plain, shown
from cyxc.errors import NOWHERE, DataError, Location, Problem, nearest
from cyxc.language import Text, both
from cyxc.numbers.units import Unit


def _text(source: "str | Text | None") -> Text | None:
    return both(source) if isinstance(source, str) else source


def _same_when_missing(value: Value) -> Value:
    """NaN equals nothing, itself included; two missing figures are the same."""
    return None if value != value else value


@attrs.frozen(kw_only=True)
class Observation:
    """A figure handed in.

    `indicator` is an id, name or alias; `role` what the figure is when it is not the place's own of the
    period asked about (`before`, `national_average`, …). `value` may carry its unit as text (`"92%"`).
    Without a `period` the figure is the one the target asks for, already accumulated. `cumulative` tells a
    running figure (累计) from the period's own (本期).
    """

    indicator: str
    value: Value = attrs.field(eq=_same_when_missing)
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

    @property
    def written(self) -> str:
        """The value as it was handed in, with its unit; empty where there is none."""
        value = "" if self.value is None else str(self.value)
        return (
            value if not value or self.unit is None or value.endswith(self.unit) else f"{value} {self.unit}"
        )


@attrs.frozen(kw_only=True)
class Data:
    """The observations of one place, judgements and events beside them, and what their file says."""

    observations: tuple[Observation, ...] = ()
    scheme: str | None = None
    place: Text | None = attrs.field(default=None, converter=_text)
    note: Text | None = attrs.field(default=None, converter=_text)
    illustrative: bool = False
    file: str | None = None
    records: Records = NO_RECORDS

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)


_FIELDS = tuple(field.name for field in attrs.fields(Observation))
KEYS = tuple(name for name in _FIELDS if name not in ("indicator", "where"))
"""What an observation may say beside its indicator."""
_TEXTS = ("unit", "role", "place", "period", "reported_on")
_MARKS = ("cumulative", "provisional")
_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


def observation(name: str, value: object, where: Location = NOWHERE) -> Observation:
    """One observation from a name and a value, a (number, unit) pair, or a mapping with keys of its own.

    Raises `DataError` for a mapping with unknown keys, for a value of a type nothing is known about, and for
    an observation under another indicator's name. Without a place the name says where it stands.
    """
    at = Location(path=shown(name)) if where is NOWHERE else where
    fields: dict[str, Any]
    if isinstance(value, Observation):
        if name not in (value.indicator, value.key):
            raise DataError(Problem("two-names", {"name": shown(name), "other": shown(value.key)}, at))
        at = at if value.where is NOWHERE else value.where
        if _is_plain(value):
            return value if value.where is at else attrs.evolve(value, where=at)
        fields = {field: getattr(value, field) for field in _FIELDS}
    elif isinstance(value, Mapping):
        fields = _from_mapping(name, value, at)
    else:
        base, role = split_role(name)
        number, unit = value if isinstance(value, tuple) and len(value) == 2 else (value, None)
        if type(number) in PLAIN and (unit is None or type(unit) is str):
            return Observation(indicator=base, role=role, value=number, unit=unit, where=at)  # type: ignore[arg-type]
        fields = {"indicator": base, "role": role, "value": number, "unit": unit}
    return Observation(**{**_checked(fields, name, at), "where": at})


def _is_plain(seen: Observation) -> bool:
    texts = (seen.unit, seen.role, seen.place, seen.period, seen.reported_on)
    return type(seen.value) in PLAIN and all(text is None or isinstance(text, str) for text in texts)


def split_role(name: str) -> tuple[str, str | None]:
    """`firms@before` as name and role; the role as written, None where there is none."""
    base, at, role = name.replace("＠", "@").partition("@")
    return (base.strip(), role.strip()) if at else (name, None)


def _from_mapping(name: str, body: Mapping[Any, Any], at: Location) -> dict[str, Any]:
    extra = [str(key) for key in body if key not in KEYS]
    if extra or "value" not in body:
        details = {"name": shown(name), "keys": shown(", ".join(extra) or "value")}
        close = nearest(extra[0][:64], KEYS) if extra else ()
        raise DataError(Problem("bad-observation", details, at, close))
    # With a role in both places the name keeps its own, and reading the name will compare them.
    base, role = (name, None) if body.get("role") is not None else split_role(name)
    return {"indicator": base, "role": role, **body}


def _checked(fields: dict[str, Any], name: str, at: Location) -> dict[str, Any]:
    """The fields with plain types, or a `DataError` with all that is wrong with them."""
    found, problems = dict(fields), []
    unit = None
    try:
        found["value"], unit = plain(fields["value"])
    except NotAFigureError:
        details = {"name": shown(name), "type": type(fields["value"]).__name__}
        problems.append(Problem("bad-type", details, at))
    if isinstance(found.get("unit"), Unit):
        found["unit"] = found["unit"].symbol
    if type(found.get("period")) is int:  # a year
        found["period"] = str(found["period"])
    for key in _TEXTS:
        if not isinstance(found.get(key), str | None):
            problems.append(Problem("text-expected", {}, _inside(at, key)))
    for key in _MARKS:
        found[key] = _YES_OR_NO.get(str(found.get(key) or False).lower())
        if found[key] is None:
            problems.append(Problem("yes-or-no", {}, _inside(at, key)))
    source = found.get("source")
    if isinstance(source, Mapping) and set(source) == {"zh", "en"} and all(map(_is_text, source.values())):
        found["source"] = Text(**source)
    elif not isinstance(source, str | Text | None):
        problems.append(Problem("text-form", {}, _inside(at, "source")))
    if unit is not None and found.get("unit", unit) not in (unit, None):
        details = {"value": shown(fields["value"]), "cell": shown(unit), "column": shown(found["unit"])}
        problems.append(Problem("two-units", details, at))
    if problems:
        raise DataError(problems)
    return found if unit is None else {**found, "unit": unit}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _inside(at: Location, key: str) -> Location:
    return attrs.evolve(at, path=key if at.path is None else f"{at.path}.{key}")
