"""Lists of places from files: CSV with a row a place, YAML or JSON with a list of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import attrs

from cyxc.data.csvrows import MOST_CHARACTERS, read_rows
from cyxc.data.names import folded
from cyxc.errors import CyxcError, DataError, Location, Problem, nearest
from cyxc.files import not_read
from cyxc.language import Text
from cyxc.levels.places import Place, Places
from cyxc.levels.places_faults import faults
from cyxc.model.entry import LEVELS, Level
from cyxc.schemefile.source import Index, Source, SourceError, read_json, read_yaml

FORMAT = "cyxc.places/1"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("代码", "编码", "区划代码", "地区代码"),
    "name": ("名称", "地名", "地区"),
    "name_en": ("英文名", "英文名称", "english name"),
    "level": ("层级", "级别"),
    "parent": ("上级", "上级代码"),
    "kind": ("类别", "类型"),
    "valid_from": ("启用日期", "生效日期", "from"),
    "valid_to": ("停用日期", "失效日期", "to"),
    "note": ("备注", "说明"),
}
"""The columns of a table of places."""

_KINDS = {folded(word): kind for kind, words in HEADINGS.items() for word in (kind, *words)}
LEVEL_WORDS: Mapping[str, Level] = {
    "省": "province", "市": "city", "区": "district", "县": "county", "乡": "town", "镇": "town",
    "乡镇": "town", "街道": "town", "园区": "town", "社区": "community", "村": "community",
    "行政村": "community",
    **{name: level for level, text in LEVELS.items() for name in (text.zh, text.en)},
    **{level: level for level in get_args(Level)},
}  # fmt: skip
"""What a level may be called: its id, its name in either language, or the word for such a place."""
_ENDINGS = (".csv", ".yaml", ".yml", ".json")
_KEYS = ("code", "name", "level", "parent", "kind", "valid_from", "valid_to")


def read_places(path: "str | Path") -> Places:
    """The places in a file; raises `DataError` with every fault, each with its line or row.

    A CSV has a row a place and the headings 代码 (code), 名称 (name), 层级 (level), and where needed 上级
    (parent), 类别 (kind), 英文名 (name_en), 启用日期 (valid_from), 停用日期 (valid_to). YAML and JSON hold
    `places`, a list with the same keys, `name` being text or {zh, en}.
    """
    file = Path(path)
    ending = file.suffix.lower()
    if ending not in _ENDINGS:
        raise DataError(Problem("unknown-ending", {"ending": ending or "?"}, Location(file=str(path))))
    content = _content(file)
    problems: list[Problem] = []
    if ending == ".csv":
        found = list(_from_csv(content, str(path), problems))
    else:
        found = list(_from_text(content, str(path), ending == ".json", problems))
    problems += faults(found)
    if problems:
        raise DataError(sorted(problems, key=lambda one: (one.where.row or 0, one.where.line or 0)))
    return Places(found)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(4 * MOST_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, file, _ENDINGS)) from error
    if len(content) > 4 * MOST_CHARACTERS:
        details = {"most": str(MOST_CHARACTERS)}
        raise DataError(Problem("file-too-large", details, Location(file=str(file))))
    return content


def _from_csv(content: bytes, file: str, problems: list[Problem]) -> Iterable[Place]:
    rows = read_rows(content, file)
    if len(rows) < 2:
        raise DataError(Problem("no-places", {}, Location(file=file)))
    head, body = rows[0], rows[1:]
    kinds = [_KINDS.get(folded(cell)) for cell in head.cells]
    for cell, kind in zip(head.cells, kinds, strict=True):
        if cell and kind is None:
            known = [word for kind_, words in HEADINGS.items() for word in (kind_, *words)]
            where = Location(file=file, row=head.number, heading=cell[:80])
            close = nearest(cell[:80], known)
            problems.append(Problem("place-heading", {"name": cell[:80]}, where, close))
    for needed in ("code", "name", "level"):
        if needed not in kinds:
            where = Location(file=file, row=head.number)
            problems.append(Problem("place-column-missing", {"name": HEADINGS[needed][0]}, where))
    if problems:
        raise DataError(problems)
    for row in body:
        cells = {kind: cell for kind, cell in zip(kinds, row.cells, strict=False) if kind and cell}
        english = cells.pop("name_en", None)
        cells.pop("note", None)
        named: dict[str, Any] = dict(cells)
        if english is not None and "name" in cells:
            named["name"] = Text(cells["name"], english)
        made = _place(named, Location(file=file, row=row.number), problems)
        yield from [] if made is None else [made]


def _from_text(content: bytes, file: str, as_json: bool, problems: list[Problem]) -> Iterable[Place]:
    try:
        text = content.decode("utf-8-sig")
        source = (read_json if as_json else read_yaml)(text, file)
    except UnicodeDecodeError as error:
        raise DataError(Problem("not-utf8", {}, Location(file=file))) from error
    except SourceError as error:
        raise DataError(error.problems) from error
    body = source.data
    listed = body.get("places") if isinstance(body, dict) else None
    if not isinstance(listed, list):
        raise DataError(Problem("no-places", {}, source.where(())))
    assert isinstance(body, dict)
    if body.get("format", FORMAT) != FORMAT:
        source.fault("unknown-format", ("format",), found=str(body["format"])[:80], format=FORMAT)
    for key in body:
        if key not in ("format", "places", "note"):
            source.fault("unknown-key", (key,), name=key[:80], known=("format", "places", "note"))
    problems += source.problems
    for i, entry in enumerate(listed):
        made = _from_entry(entry, source, ("places", Index(i)), problems)
        yield from [] if made is None else [made]


def _from_entry(entry: Any, source: Source, path: tuple[str, ...], problems: list[Problem]) -> Place | None:
    where = source.where(path)
    if not isinstance(entry, dict):
        problems.append(Problem("not-an-entry", {}, where))
        return None
    extra = [key for key in entry if key not in _KEYS]
    problems += [Problem("unknown-key", {"name": k[:80]}, where, nearest(k[:80], _KEYS)) for k in extra]
    fields = {key: value for key, value in entry.items() if key in _KEYS and value is not None}
    name = fields.get("name")
    if (
        isinstance(name, dict)
        and set(name) == {"zh", "en"}
        and all(isinstance(n, str) for n in name.values())
    ):
        fields["name"] = Text(**name)
    return _place(fields, where, problems)


def _place(fields: dict[str, Any], where: Location, problems: list[Problem]) -> Place | None:
    """One place from what a file says of it; None, with the problems noted, where that is not enough."""
    count = len(problems)
    for needed in ("code", "name", "level"):
        if needed not in fields:
            problems.append(Problem("missing-key", {"key": needed}, where))
    for key, value in fields.items():
        if not isinstance(value, str) and not (key == "name" and isinstance(value, Text)):
            problems.append(Problem("text-expected", {}, attrs.evolve(where, path=key)))
    if len(problems) > count:
        return None
    fields["level"] = LEVEL_WORDS.get(fields["level"].strip(), fields["level"])
    try:
        return Place(**fields, where=where)
    except CyxcError as error:
        problems += [attrs.evolve(problem, where=where) for problem in error.problems]
        return None
