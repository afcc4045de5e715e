"""Verdicts as flat rows and data frames: for tables and charts, where numbers may be floats.

| column | holds |
|---|---|
| `place`, `place_zh`, `place_en` | the place: its code where many were judged, else the name the data gives |
| `as_of` | the date asked about; missing where everything was judged as due |
| `id`, `kind`, `clause`, `text_zh`, `text_en` | the entry |
| `status`, `so_far` | how it came out; how it would stand if it were due, while it is not |
| `asked_zh`, `asked_en` | the rule in words |
| `value`, `threshold`, `margin`, `unit` | numbers in the unit; a margin of % is in points |
| `attainment` | value over threshold, of floors; 1 is what is asked |
| `missing_zh`, `missing_en` | what would have to be added |
| `agreement` | whether readings agree: same, depends, open |
| `counted` | False where it is counted at another entry |
| `parties` | the offices' Chinese names, with 、 between |
| `start`, `due` | the days of its window; missing while the scheme has no year |

Floats decide nothing; the exact numbers are those of the verdicts and of `to_dict`.
"""

from typing import TYPE_CHECKING, Any, Literal

from cyxc.errors import Problem, UsageError, brief
from cyxc.numbers.quantity import Quantity

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.verdict import Verdict

Kind = Literal["text", "number", "yes_no", "day"]

COLUMNS: dict[str, Kind] = {
    "place": "text", "place_zh": "text", "place_en": "text", "as_of": "day",
    "id": "text", "kind": "text", "clause": "text", "text_zh": "text", "text_en": "text",
    "status": "text", "so_far": "text", "asked_zh": "text", "asked_en": "text",
    "value": "number", "threshold": "number", "margin": "number", "unit": "text", "attainment": "number",
    "missing_zh": "text", "missing_en": "text", "agreement": "text", "counted": "yes_no",
    "parties": "text", "start": "day", "due": "day",
}  # fmt: skip
"""The columns in their order, the same whatever the data: an empty column keeps its type."""


def verdict_rows(evaluation: "Evaluation", *, duties: bool) -> list[dict[str, Any]]:
    """A row a target; with `duties` one each criterion, obligation, task and step after them."""
    return [_row(verdict) for verdict in (evaluation.verdicts if duties else evaluation.targets)]


def _row(verdict: "Verdict") -> dict[str, Any]:
    evaluation = verdict.evaluation
    place, missing, asked = evaluation.place, verdict.missing_text, verdict.asked
    attainment = verdict.attainment
    unit = verdict.value or verdict.threshold or verdict.margin
    name = None if place is None else place.zh
    return {
        "place": name,
        "place_zh": name,
        "place_en": None if place is None else place.en,
        "as_of": evaluation.as_of,
        "id": verdict.id,
        "kind": verdict.kind,
        "clause": verdict.clause,
        "text_zh": verdict.text.zh,
        "text_en": verdict.text.en,
        "status": verdict.status.value,
        "so_far": None if verdict.so_far is None else verdict.so_far.value,
        "asked_zh": asked.zh,
        "asked_en": asked.en,
        "value": _float(verdict.value),
        "threshold": _float(verdict.threshold),
        "margin": _float(verdict.margin),
        "unit": None if unit is None else unit.unit.symbol,
        "attainment": None if attainment is None else float(attainment),
        "missing_zh": None if missing is None else missing.zh,
        "missing_en": None if missing is None else missing.en,
        "agreement": verdict.agreement,
        "counted": verdict.counted,
        "parties": "、".join(verdict.parties),
        "start": verdict.entry.window.opens,
        "due": verdict.due,
    }


def _float(quantity: Quantity | None) -> float | None:
    return None if quantity is None else float(quantity.value)


def frame(rows: list[dict[str, Any]], library: str) -> Any:
    """The rows as a frame of pandas or polars, every column of its kind; `UsageError` for anything else."""
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
    try:
        if library == "polars":
            return _polars(columns)
        if library == "pandas":
            return _pandas(columns)
    except ModuleNotFoundError as error:
        if error.name != library:
            raise
        raise UsageError(Problem("library-not-installed", {"name": library})) from error
    raise UsageError(Problem("unknown-library", {"name": brief(library)}))


def _polars(columns: dict[str, list[Any]]) -> Any:
    import polars

    kinds = {"text": polars.String, "number": polars.Float64, "yes_no": polars.Boolean, "day": polars.Date}
    return polars.DataFrame(columns, schema={name: kinds[kind] for name, kind in COLUMNS.items()})


def _pandas(columns: dict[str, list[Any]]) -> Any:
    import pandas

    # Days in seconds reach as far as the calendar of Python; in nanoseconds they would end in 2262.
    kinds = {"text": "string", "number": "float64", "yes_no": "bool", "day": "datetime64[s]"}
    made = {name: pandas.Series(columns[name], dtype=kinds[kind]) for name, kind in COLUMNS.items()}
    return pandas.DataFrame(made)
