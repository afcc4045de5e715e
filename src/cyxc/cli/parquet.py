"""Many places in a Parquet file, a row each, judged as a stream: a table of answers, or counts."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from cyxc.cli.output import as_json, print_rows, print_text
from cyxc.errors import DataError, Location, Problem, UsageError
from cyxc.files import not_read, not_written
from cyxc.language import Language
from cyxc.model.scheme import Scheme
from cyxc.rules.status import MET, NOT_APPLICABLE, STATUSES
from cyxc.show.rows import BLANK, Row
from cyxc.show.verdict_rows import MARKS
from cyxc.show.words import word

FORMATS = ("text", "json", "csv", "parquet")


def units_of(said: list[str]) -> dict[str, str]:
    """What `--unit COLUMN=UNIT` says, each column once; `UsageError` for anything else."""
    found: dict[str, str] = {}
    for text in said:
        column, equals, unit = text.rpartition("=")
        if not equals or not column or not unit or found.get(column.strip(), unit.strip()) != unit.strip():
            raise UsageError(Problem("bad-unit", {"text": text}))
        found[column.strip()] = unit.strip()
    return found


def evaluate_parquet(
    scheme: Scheme,
    data: Path,
    *,
    as_of: str | None,
    year: int | None,
    readings: Mapping[str, str],
    not_applicable: Collection[str],
    units: Mapping[str, str],
    form: str,
    out: Path | None,
    check: bool,
    language: Language,
) -> int:
    """Judges every row of a file and writes the answer.

    1 with `check` unless every target that applies is met in every row, else 0.
    """
    from cyxc.frames import counts

    if form not in FORMATS:
        raise UsageError(Problem("not-of-parquet", {"format": form}))
    if form == "parquet" and out is None:
        raise UsageError(Problem("file-needed", {"format": form}))
    if year is not None:
        scheme = scheme.for_year(year)
    rows = _scanned(data)
    answered = scheme.evaluate_frame(
        rows, as_of=as_of, readings=readings, not_applicable=not_applicable, units=units
    )
    if form == "parquet" or (form == "csv" and out is not None):
        assert out is not None
        _written(_in_words(scheme, answered), form, out)
        print_text(word("written", file=out)[language] + "\n", None)
    elif form == "csv":
        print_text(_in_words(scheme, answered).collect().write_csv(), None)
    if form in ("csv", "parquet") and not check:
        return 0
    found = counts(scheme, answered).collect().rows()
    if form == "json":
        listed = [{"target": t, "status": STATUSES[code].value, "count": n} for t, code, n in found]
        print_text(as_json({"scheme": scheme.id, "counts": listed}), out)
    elif form == "text":
        print_rows(_summary(scheme, found, language), out)
    missed = [code for _, code, _ in found if code not in (NOT_APPLICABLE, MET)]
    return 1 if check and missed else 0


def _scanned(data: Path) -> Any:
    try:
        import polars as pl
    except ImportError as error:
        raise UsageError(Problem("engine-missing", {"extra": "polars"})) from error
    try:
        data.open("rb").close()
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, data, (".parquet",))) from error
    rows = pl.scan_parquet(data)
    try:
        rows.collect_schema()
    except pl.exceptions.PolarsError as error:
        raise DataError(
            Problem("not-parquet", {"why": str(error)[:200]}, Location(file=str(data)))
        ) from error
    return rows


def _in_words(scheme: Scheme, answered: Any) -> Any:
    """The answer with the words of statuses in place of their ranks."""
    import polars as pl

    from cyxc.columns.answers import column_of

    said = {code: status.value for code, status in enumerate(STATUSES)}
    words = pl.Enum(list(said.values()))
    columns = [column_of(id_, "status") for id_ in scheme.targets.ids]
    return answered.with_columns(pl.col(one).replace_strict(said, return_dtype=words) for one in columns)


def _written(answered: Any, form: str, out: Path) -> None:
    try:
        if form == "csv":
            answered.sink_csv(out)
        else:
            answered.sink_parquet(out)
    except OSError as error:
        raise DataError(not_written(error, out)) from error


def _summary(scheme: Scheme, found: list[tuple[str, int, int]], language: Language) -> list[Row]:
    """How many rows have which status, target by target."""
    rows = [Row(0, scheme.title[language], style="title"), BLANK]
    for target in scheme.targets:
        counted = [(STATUSES[code], count) for id_, code, count in found if id_ == target.id]
        parts = [f"{MARKS[status]} {status.label[language]} {count:,}" for status, count in counted]
        rows.append(Row(0, f"{target.text[language]}  [{target.id}]", style="strong"))
        rows.append(Row(1, "  ".join(parts)))
    return rows
