"""Long frames with periods: the observations of each place put together over time on the exact path.

What is read of a row, and what stands for a target, is what files and places of their own come to; a place
whose reports can't all be right is refused with the reason, and the others go on.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import inf, isinf
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from cyxc.columns.agreement import AGREEMENTS
from cyxc.columns.answers import CODED, column_of
from cyxc.columns.long.observed import Observed
from cyxc.columns.long.pivot import REASON, REASONS
from cyxc.columns.rows import refused_answers
from cyxc.data.csvrows import Row
from cyxc.data.headings import read_headings
from cyxc.data.longtable import read_long
from cyxc.data.names import Names
from cyxc.data.observation import Observation
from cyxc.data.table import Table
from cyxc.errors import CyxcError
from cyxc.evaluate.evaluate import evaluate
from cyxc.evaluate.plan import plan
from cyxc.evaluate.verdict import Verdict
from cyxc.model.scheme import Scheme

_MEANT: Mapping[str, tuple[str, ...]] = {
    "reported-twice": ("given-before", "given-twice", "reported-twice"),
    "unit": (
        "unknown-unit-in-column", "units-disagree", "other-unit", "share-without-unit", "ratio-for-share",
        "two-units",
    ),
    "reports-overlap": ("reports-overlap",),
    "reports-disagree": ("reports-disagree", "reports-fall", "base-disagrees"),
    "period": (
        "bad-period", "period-cell", "period-without-year", "periods-disagree", "running-since-when",
        "this-year-of-years", "day-or-month", "report-day", "dated-and-undated", "own-or-running",
        "final-or-not", "count-of-period",
    ),
}  # fmt: skip
"""The problems each reason stands for; any other is `unreadable`."""

_CODES = {code: REASONS.index(reason) for reason, codes in _MEANT.items() for code in codes}


@attrs.frozen(eq=False)
class History:
    """A scheme over long frames with periods: what is asked, and of which columns."""

    scheme: Scheme
    observed: Observed
    answers: tuple[str, ...]
    units: Mapping[str, str]
    as_of: "date | str | None"
    left_out: Mapping[str, bool | str]

    @property
    def outputs(self) -> list[tuple[str, str]]:
        """The columns of the answer: what each is, and its name."""
        return [(word, column_of(id_, word)) for id_ in self.scheme.targets.ids for word in self.answers]


def put_together(history: History, native: Any) -> Any:
    """The answer for an eager frame: a row for the same keys, in the order they first come."""
    frame = nw.from_native(native, eager_only=True)
    keys = list(history.observed.keys)
    together: dict[tuple[Any, ...], list[int]] = {}
    for at, key in enumerate(zip(*(_values(frame, name) for name in keys), strict=True)):
        together.setdefault(key, []).append(at)
    cells = _Cells.of(history, frame)
    found: dict[str, list[Any]] = {REASON: [], **{name: [] for _, name in history.outputs}}
    for key, rows in together.items():
        reason, answers = _one(history, cells, dict(zip(keys, key, strict=True)), rows)
        found[REASON].append(reason)
        for (_, name), value in zip(history.outputs, answers, strict=True):
            found[name].append(value)
    coded = {REASON, *(name for word, name in history.outputs if word in CODED)}
    kinds = {name: nw.Int8() if name in coded else nw.Float64() for name in found}
    columns = [
        nw.new_series(name, values, kinds[name], backend=frame.implementation)
        for name, values in found.items()
    ]
    first = [rows[0] for rows in together.values()]
    return frame.select(keys)[first].with_columns(*columns).to_native()


@attrs.frozen(eq=False)
class _Cells:
    """The table as a file would have it: headings, rows, and the figures no text can say."""

    names: Names
    head: Row
    rows: Sequence[Row | None]
    infinite: Mapping[int, float]
    """By the number of the row."""

    @classmethod
    def of(cls, history: History, frame: Any) -> "_Cells":
        """The cells of a frame; a row of something else than the scheme's indicators is None."""
        seen, names = history.observed, Names(history.scheme)
        # The heading of the values goes on saying its unit.
        kept = [(seen.indicator, "indicator"), (seen.value, seen.value)]
        kept += [(c, kind) for c, kind in ((seen.unit, "unit"), (seen.role, "role")) if c is not None]
        kept += seen.times
        values = enumerate(_values(frame, seen.value))
        infinite = {at: value for at, value in values if isinstance(value, float) and isinf(value)}
        rows: list[Row | None] = []
        for at, row in enumerate(zip(*(_values(frame, column) for column, _ in kept), strict=True)):
            texts = ["" if value in (inf, -inf) else _text(value) for value in row]
            rows.append(Row(at, texts) if names.knows(texts[0]) else None)
        return cls(names, Row(0, [kind for _, kind in kept]), rows, infinite)


def _values(frame: Any, name: str) -> list[Any]:
    """The values of a column, None for what is missing; NaN equals nothing, itself included."""
    column = frame[name]
    if column.dtype == nw.Float32:
        # The text of a 32-bit float is its shortest decimal; the 64-bit float it becomes has another.
        column = column.cast(nw.String).cast(nw.Float64)
    told = zip(column.to_list(), column.is_null().to_list(), strict=True)
    return [None if gone or value != value else value for value, gone in told]


def _text(value: Any) -> str:
    """A cell as a file would have it; a number as the shortest decimal that prints it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | Decimal):
        exact = Decimal(str(value))
        return f"{exact.to_integral_value() if exact == exact.to_integral_value() else exact:f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def _one(
    history: History, cells: _Cells, key: Mapping[str, Any], rows: Sequence[int]
) -> tuple[int, list[Any]]:
    """The reason why nothing of a place counts (0: it does), and its answers."""
    scheme = history.scheme
    left_out = [id_ for id_, said in history.left_out.items() if said is True or key[str(said)]]
    day = key[history.as_of] if isinstance(history.as_of, str) else history.as_of
    try:
        body = [row for row in (cells.rows[at] for at in rows) if row is not None]
        data = read_long(Table(scheme, cells.names, "", cells.head, read_headings(cells.head.cells), body))
        told = [_told(one, cells, history.units) for one in data]
        result = evaluate(scheme, told, as_of=day, not_applicable=left_out)
    except CyxcError as error:
        reason = min(_CODES.get(problem.code, len(REASONS) - 1) for problem in error.problems)
        return reason, refused_answers(plan(scheme), history.answers, left_out)
    verdicts = [result[target.id] for target in scheme.targets]
    return 0, [_answer(verdict, word) for verdict in verdicts for word in history.answers]


def _told(one: Observation, cells: _Cells, units: Mapping[str, str]) -> Observation:
    """An observation with the unit said for its indicator, and with a figure that no text can say."""
    at = one.where.row
    value = one.value if at is None else cells.infinite.get(at, one.value)
    unit = one.unit or units.get(one.key) or units.get(one.indicator)
    return attrs.evolve(one, value=value, unit=unit, place=None)


def _answer(verdict: Verdict, word: str) -> Any:
    """One answer of a verdict, as frames hold them; combinations have no numbers."""
    if word == "status":
        return verdict.status.code
    if word == "agreement":
        return AGREEMENTS.index(verdict.agreement)
    number = getattr(verdict, word) if len(verdict.compared) == 1 else None
    return None if number is None else float(Fraction(getattr(number, "value", number)))
