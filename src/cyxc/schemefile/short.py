"""The short forms a scheme file may use, expanded to the interchange form `cyxc.scheme/1`.

A file that already is the interchange form passes through unchanged. Whatever can't be expanded is noted
and left to be refused by its shape, so that the rest of the file is still read.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from cyxc.model.entry import Level
from cyxc.schemefile.marks import Index, Path, Source
from cyxc.schemefile.scalars import date
from cyxc.schemefile.short_benefits import benefit, fact
from cyxc.schemefile.short_duties import (
    criterion,
    lists,
    measure,
    obligation,
    organ,
    responsibility,
    step,
    task,
    windowed,
)
from cyxc.schemefile.short_rules import figure, rule_keys
from cyxc.schemefile.words import AROUND

Raw = dict[str, Any]
Expander = Callable[[Raw, Path, Source], Raw]

_ANY_TERM, _ANY_LEVEL = {"start": "1000", "due": "9000"}, "city"
"""Stand in for what the head should have said, so that every target is not faulted for it again."""


def expand(source: Source) -> Raw:
    """The file's data in interchange form; faults of the short forms go to `source`."""
    data = {key: value for key, value in source.data.items() if key != "format" and value is not None}
    term, level = _term(data.get("term")), _level(data.get("place"))
    swapped = {id_: list_ for list_ in reversed(SWAPPED) for id_ in _ids(data, list_)}

    def within(one: Expander) -> Expander:
        return lambda raw, path, src: _with_defaults(one(raw, path, src), term, level)

    expanders: dict[str, Expander] = {
        "parties": _same,
        "concepts": _same,
        "indicators": indicator,
        "targets": within(target),
        "criteria": within(criterion),
        "obligations": within(obligation),
        "phases": lambda raw, path, src: _nested(windowed(raw, path, src), "tasks", path, src, level),
        "responsibilities": responsibility,
        "measures": measure,
        "facts": lambda raw, path, src: _inside(fact(raw, path, src), "choices", path, src, _same),
        "benefits": benefit,
        "procedures": lambda raw, path, src: _inside(raw, "steps", path, src, within(step)),
        "bodies": organ,
        "consequences": measure,
        "questions": lambda raw, path, src: _question(raw, path, src, swapped),
    }
    for name, one in expanders.items():
        if name in data:
            data[name] = _list(data[name], (name,), source, one)
    return data


def _ids(data: Raw, list_: str) -> list[str]:
    """The ids of a list as it stands in the file; tasks and steps stand inside phases and procedures."""
    around = AROUND.get(list_)
    holders = [data] if around is None else _bodies(data.get(around))
    found: list[Any] = []
    for holder in holders:
        raw = holder.get(list_) if isinstance(holder, dict) else None
        named = raw if isinstance(raw, dict) else (b.get("id") for b in _bodies(raw) if isinstance(b, dict))
        found.extend(named)
    return [id_ for id_ in found if isinstance(id_, str)]


def _bodies(raw: Any) -> list[Any]:
    if isinstance(raw, dict):
        return list(raw.values())
    return raw if isinstance(raw, list) else []


def _term(raw: Any) -> dict[str, str]:
    said = raw if isinstance(raw, dict) else {}
    return {end: said[end] if _is_date(said.get(end)) else any_ for end, any_ in _ANY_TERM.items()}


def _is_date(raw: Any) -> bool:
    try:
        return isinstance(raw, str) and bool(date(raw))
    except ValueError:
        return False


def _level(raw: Any) -> str:
    said = raw.get("level") if isinstance(raw, dict) else None
    return said if isinstance(said, str) and said in get_args(Level) else _ANY_LEVEL


def _list(raw: Any, path: Path, source: Source, one: Callable[[Raw, Path, Source], Raw]) -> list[Raw]:
    """The entries of a list, each expanded; what is none, or has another's id, is noted and left empty."""
    if isinstance(raw, dict):
        return _keyed(raw, path, source, one)
    if not isinstance(raw, list):
        source.fault("not-a-list", path)
        return []
    expanded: list[Raw] = []
    seen: set[str] = set()
    for i, body in enumerate(raw):
        at = (*path, Index(i))
        id_ = body.get("id") if isinstance(body, dict) else None
        if isinstance(id_, str) and id_ in seen:
            source.fault("duplicate-id", (*path, id_), at=at, id=id_)
            expanded.append({})
        elif not isinstance(body, dict):
            source.fault("not-an-entry", at)
            expanded.append({})
        elif isinstance(id_, str):
            seen.add(id_)
            source.called(at, id_)
            expanded.append(one(body, (*path, id_), source))
        else:
            expanded.append(one(body, at, source))
    return expanded


def _keyed(raw: Raw, path: Path, source: Source, one: Callable[[Raw, Path, Source], Raw]) -> list[Raw]:
    expanded = []
    for id_, body in raw.items():
        inside = (*path, id_)
        if not isinstance(body, dict | None):
            source.fault("not-an-entry", inside)
            body = None
        if body and "id" in body:
            source.fault("said-twice", (*inside, "id"), key="id", other=id_)
        expanded.append(one({**(body or {}), "id": id_}, inside, source))
    return expanded


def _same(raw: Raw, path: Path, source: Source) -> Raw:
    return raw


def indicator(raw: Raw, path: Path, source: Source) -> Raw:
    """An indicator's short keys: `flow: 人`, one `part_of`, `stated: 18 个`."""
    kinds = [key for key in raw if key in ("flow", "stock", "rate")]
    body = {key: value for key, value in raw.items() if key not in kinds}
    for kind in kinds[1:]:
        source.fault("two-kinds", (*path, kind), kinds=", ".join(kinds))
    for kind in kinds[:1]:
        for key in ("kind", "unit"):
            if key in raw:
                source.fault("said-twice", (*path, key), key=key, other=kind)
            source.same_place((*path, key), (*path, kind))
        body["kind"], body["unit"] = kind, raw[kind]
    if "stated" in body:
        body["stated"] = figure(body["stated"], (*path, "stated"), source)
    return lists(body, "part_of", "aliases")


def target(raw: Raw, path: Path, source: Source) -> Raw:
    """A target's short keys: its rule, its window, the parties named."""
    return lists(windowed(rule_keys(raw, path, source), path, source), "questions", "parties")


SWAPPED: dict[str, Expander] = {
    "targets": target,
    "criteria": criterion,
    "obligations": obligation,
    "benefits": benefit,
    "tasks": task,
    "steps": task,
}
"""The lists whose entries `swap` may name, and how their short forms are expanded."""


def _with_defaults(body: Raw, term: dict[str, str], level: str) -> Raw:
    """The scheme's term and level, for a target that names none."""
    own = body.get("window", {})
    if isinstance(own, dict):
        said = {end: value for end, value in own.items() if value is not None}
        body["window"] = {**term, **said}
    body.setdefault("level", level)
    return body


def _inside(raw: Raw, key: str, path: Path, source: Source, one: Expander) -> Raw:
    """An entry with a list of entries of its own."""
    return {**raw, key: _list(raw[key], (*path, key), source, one)} if key in raw else raw


def _nested(raw: Raw, key: str, path: Path, source: Source, level: str) -> Raw:
    """The same, where those inside have the window of the one around them unless they say otherwise."""
    term = _term(raw.get("window"))
    return _inside(raw, key, path, source, lambda r, p, s: _with_defaults(task(r, p, s), term, level))


def _question(raw: Raw, path: Path, source: Source, swapped: Mapping[str, str]) -> Raw:
    return _inside(raw, "readings", path, source, lambda r, p, s: _reading(r, p, s, swapped))


def _reading(raw: Raw, path: Path, source: Source, swapped: Mapping[str, str]) -> Raw:
    body = {key: value for key, value in raw.items() if key not in ("redefine", "swap")}
    if not isinstance(body.get("changes", []), list):
        return body
    changes = list(body.get("changes", []))
    for i, change in enumerate(changes):
        if isinstance(change, dict) and isinstance(change.get("entry"), str):
            source.called((*path, "changes", Index(i)), change["entry"])
    for key in ("redefine", "swap"):
        said = raw.get(key) or {}
        if not isinstance(said, dict):
            source.fault("mapping-expected", (*path, key))
            continue
        for id_, keys in said.items():
            inside = (*path, key, id_)
            list_ = "indicators" if key == "redefine" else swapped.get(id_, "targets")
            one = SWAPPED.get(list_, indicator)
            if isinstance(keys, str) and list_ == "indicators":
                source.same_place((*inside, "formula"), inside)
                keys = {"formula": keys}
            if not isinstance(keys, dict):
                source.fault("not-an-entry", inside)
                continue
            change = (*path, "changes", Index(len(changes)))
            source.same_place(change, inside)
            source.same_place((*change, "keys"), inside)
            changes.append({"list": list_, "entry": id_, "keys": one(keys, inside, source)})
    return {**body, "changes": changes} if changes else body
