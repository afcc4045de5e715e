"""Long frames: which columns say what of an observation, and which rows belong together."""

from collections.abc import Sequence

import attrs

from cyxc.data.headings import SAME, read_headings
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, nearest

OF_TIME = (
    "year", "period", "quarter", "month", "basis", "cumulative", "this_year", "state", "provisional",
    "reported_on",
)  # fmt: skip
"""What says of which time an observation is, and which of several reports stands."""

_OF_OBSERVATIONS = ("indicator", "name", "value", "unit", "role", *OF_TIME)


@attrs.frozen
class Observed:
    """The columns of a frame with a row an observation.

    `indicator` and `value` are columns, and so are `unit` and `role` where there are any; `unit_said` is the
    unit in the heading of the values. `times` are the columns that say something of time and are no keys,
    each with what it says. Rows with the same `keys` make one row of the answer.
    """

    indicator: str
    value: str
    keys: tuple[str, ...]
    unit: str | None = None
    unit_said: str | None = None
    role: str | None = None
    times: tuple[tuple[str, str], ...] = ()


def observed(columns: Sequence[str], keys: Sequence[str] | None) -> Observed | None:
    """How a frame with these columns tells observations; None for a frame with a column an indicator.

    Headings are those of tables in files. Without `keys` the place is the key. Raises `DataError` for two
    columns with one meaning, keys that are not there, and where nothing tells the rows of places apart.
    """
    read = read_headings(columns)
    kinds = {one.text: one.kind for one in read if one.kind is not None}
    named = [column for column, kind in kinds.items() if kind in ("indicator", "name")]
    values = [one for one in read if one.kind == "value"]
    if not named or not values:
        return None
    chosen = [c for c, kind in kinds.items() if kind == "place"] if keys is None else list(keys)
    problems = [
        Problem("no-such-column", {"name": shown(key)}, nearest=nearest(str(key)[:80], list(columns)))
        for key in chosen
        if key not in columns
    ]
    problems += [
        Problem("not-a-key", {"name": key}, Location(heading=key))
        for key in chosen
        if kinds.get(key) in ("indicator", "name", "value", "unit", "role")
    ]
    if not chosen:
        problems.append(Problem("keys-needed", {"columns": ", ".join(map(str, columns))}))
    told = {c: kind for c, kind in kinds.items() if kind in _OF_OBSERVATIONS and c not in chosen}
    first: dict[str, str] = {}
    for column, kind in told.items():
        before = first.setdefault(SAME.get(kind, kind), column)
        if before is not column:
            problems.append(Problem("heading-twice", {"headings": f"{before}、{column}"}))
    if problems:
        raise DataError(problems)
    return Observed(
        indicator=next((c for c in named if kinds[c] == "indicator"), named[0]),
        value=values[0].text,
        keys=tuple(chosen),
        unit=first.get("unit"),
        unit_said=values[0].unit,
        role=first.get("role"),
        times=tuple((column, kind) for column, kind in told.items() if kind in OF_TIME),
    )
