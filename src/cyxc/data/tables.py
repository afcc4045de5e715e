"""CSV as offices keep it: UTF-8 or GB18030, Chinese headings, long or wide, units in cell or heading.

Long: a row a figure, with a heading for the indicator and one for the value. Wide: a row a place, a heading
an indicator; one row of data, since one place is judged at a time.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from cyxc.data.names import Name, Names, folded
from cyxc.data.observation import Data, Observation
from cyxc.errors import DataError, Location, Problem
from cyxc.language import Text
from cyxc.model.scheme import Scheme

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标编号", "指标名称", "编号", "id", "indicator id"),
    "value": ("数值", "数据", "值", "完成数", "实际值", "实际完成"),
    "unit": ("单位", "计量单位"),
    "role": ("对照", "对照期"),
    "period": ("期间", "时期", "报告期"),
    "place": ("地区", "地方", "单位名称", "区域"),
    "source": ("来源", "数据来源"),
    "reported_on": ("报送日期", "上报日期", "填报日期"),
    "name": ("名称", "指标名"),
    "asked": ("要求", "目标"),
    "clause": ("条款",),
    "note": ("备注", "说明"),
}
"""The headings of a long table, by what they hold. `name`, `asked`, `clause` and `note` are for people."""

_KINDS = {folded(word): kind for kind, words in HEADINGS.items() for word in (kind, *words)}
_FOR_PEOPLE = ("name", "asked", "clause", "note")

Row = tuple[int, list[str]]


def read_csv(content: bytes, scheme: Scheme, file: str) -> Data:
    """The observations in a CSV; raises `DataError` with every fault, each with its row and column."""
    rows = _rows(_decoded(content, file), file)
    if not rows:
        raise DataError(Problem("empty-table", {}, Location(file=file)))
    (_, headings), body = rows[0], rows[1:]
    kinds = [_KINDS.get(folded(heading)) for heading in headings]
    if "indicator" in kinds and "value" in kinds:
        return _long(headings, kinds, body, file)
    return _wide(headings, kinds, body, scheme, file)


def _decoded(content: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(Problem("unknown-encoding", {}, Location(file=file)))


def _rows(text: str, file: str) -> list[Row]:
    """The rows that hold anything, with the line each begins on; `#` begins a remark line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Row] = []
    line = 0
    try:
        for cells in reader:
            row, line = line + 1, reader.line_num
            if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
                rows.append((row, cells))
    except csv.Error as error:
        raise DataError(Problem("not-csv", {"why": str(error)}, Location(file=file, row=line + 1))) from error
    return rows


def _delimiter(text: str) -> str:
    """Comma, tab or semicolon: the one the heading row has most of."""
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return max(",\t;", key=first.count)


def _check_width(headings: Sequence[str], row: Row, file: str, problems: list[Problem]) -> None:
    extra = [cell for cell in row[1][len(headings) :] if cell.strip()]
    if extra:
        details = {"count": str(len(row[1])), "headings": str(len(headings))}
        problems.append(Problem("row-too-long", details, Location(file=file, row=row[0])))


def _long(headings: list[str], kinds: list[str | None], body: list[Row], file: str) -> Data:
    problems = [
        Problem("unknown-heading", {"name": heading[:80]}, Location(file=file, row=1, heading=heading[:80]))
        for heading, kind in zip(headings, kinds, strict=True)
        if kind is None and heading.strip()
    ]
    doubled = {kind for kind in kinds if kind is not None and kinds.count(kind) > 1}
    problems += [Problem("heading-twice", {"kind": kind}, Location(file=file, row=1)) for kind in sorted(doubled)]
    observations, places = [], []
    value_heading = headings[kinds.index("value")]
    for row in body:
        _check_width(headings, row, file, problems)
        cells = {
            kind: cell.strip()
            for kind, cell in zip(kinds, row[1], strict=False)
            if kind is not None and cell.strip()
        }
        where = Location(file=file, row=row[0], heading=value_heading)
        if "indicator" not in cells:
            if any(kind not in _FOR_PEOPLE for kind in cells):
                problems.append(Problem("row-without-name", {}, where))
            continue
        places.append(cells.pop("place", ""))
        known = {kind: text for kind, text in cells.items() if kind not in (*_FOR_PEOPLE, "value")}
        observations.append(Observation(**known, value=cells.get("value"), where=where))
    problems += _one_place(places, file)
    if problems:
        raise DataError(problems)
    place = next(iter(places), "")
    return Data(observations=tuple(observations), place=_named(place), file=file)


def _one_place(places: list[str], file: str) -> list[Problem]:
    named = list(dict.fromkeys(places))
    if len(named) < 2:
        return []
    return [Problem("many-places", {"places": "、".join(place or "?" for place in named[:5])}, Location(file=file))]


def _named(place: str) -> Text | None:
    return Text(place, place) if place else None


def _wide(headings: list[str], kinds: list[str | None], body: list[Row], scheme: Scheme, file: str) -> Data:
    names = Names(scheme)
    problems: list[Problem] = []
    columns: list[Name | str | None] = []
    for heading, kind in zip(headings, kinds, strict=True):
        where = Location(file=file, row=1, heading=heading[:80])
        if kind in ("place", "source", "period", "reported_on", *_FOR_PEOPLE) or not heading.strip():
            columns.append(kind)
            continue
        found = names.find(heading, where=where)
        columns.append(None if isinstance(found, Problem) else found)
        if isinstance(found, Problem):
            problems.append(found)
    if len(body) != 1:
        problems.append(Problem("rows-of-wide", {"count": str(len(body))}, Location(file=file)))
    observations, about = [], {}
    for row in body[:1]:
        _check_width(headings, row, file, problems)
        about = {
            str(column): cell.strip()
            for column, cell in zip(columns, row[1], strict=False)
            if isinstance(column, str) and column not in _FOR_PEOPLE and cell.strip()
        }
        place = about.pop("place", "")
        for heading, column, cell in zip(headings, columns, row[1], strict=False):
            if isinstance(column, Name):
                where = Location(file=file, row=row[0], heading=heading[:80])
                observations.append(
                    Observation(
                        indicator=column.indicator,
                        role=column.role,
                        unit=column.unit,
                        value=cell,
                        where=where,
                        **about,
                    )
                )
    if problems:
        raise DataError(problems)
    return Data(observations=tuple(observations), place=_named(place), file=file)
