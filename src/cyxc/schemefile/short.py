"""The short forms a scheme file may use, expanded to the interchange form `cyxc.scheme/1`.

A file that already is the interchange form passes through unchanged.
"""

from collections.abc import Callable
from typing import Any

from cyxc.numbers.quantity import Figure, QuantityError
from cyxc.schemefile.source import Path, Source

Raw = dict[str, Any]

LEVEL_RULES = {
    "at_least": ">=",
    "more_than": ">",
    "at_most": "<=",
    "less_than": "<",
    "equals": "=",
}
REFERENCE_RULES = {
    "at_least_as": ">=",
    "better_than": ">",
    "at_most_as": "<=",
    "lower_than": "<",
}
RULE_KEYS = (
    *LEVEL_RULES,
    *REFERENCE_RULES,
    "between",
    "growth",
    "rise",
    "each",
    "all",
    "any",
    "some",
)
"""The keys of a target that together say its rule; a file uses one, `expected` beside a level."""


def expand(source: Source) -> Raw:
    """The file's data in interchange form; faults of the short forms go to `source`."""
    data = dict(source.data)
    term = _window(data.get("term"))
    if "term" in data:
        data["term"] = term
    level = data["place"].get("level") if isinstance(data.get("place"), dict) else None
    expanders: dict[str, Callable[[Raw, Path, Source], Raw]] = {
        "parties": _same,
        "concepts": _same,
        "indicators": indicator,
        "targets": lambda raw, path, src: _with_defaults(target(raw, path, src), term, level),
        "phases": _windowed,
        "responsibilities": _responsibility,
        "questions": _question,
    }
    for name, one in expanders.items():
        if name in data:
            data[name] = _list(data[name], (name,), source, one)
    return data


def _list(raw: Any, path: Path, source: Source, one: Callable[[Raw, Path, Source], Raw]) -> Any:
    if isinstance(raw, dict):
        items = [(id_, {"id": id_, **(body or {})}) if isinstance(body, dict | None) else (id_, body) for id_, body in raw.items()]
    elif isinstance(raw, list):
        items = [(str(body.get("id", i)) if isinstance(body, dict) else str(i), body) for i, body in enumerate(raw)]
        for i, (id_, _) in enumerate(items):
            source.same_place((*path, id_), (*path, str(i)))
    else:
        source.fault("not-a-list", path)
        return []
    expanded = []
    for id_, body in items:
        if isinstance(body, dict):
            expanded.append(one(body, (*path, id_), source))
        else:
            source.fault("not-an-entry", (*path, id_))
    return expanded


def _same(raw: Raw, path: Path, source: Source) -> Raw:
    return raw


def _window(raw: Any) -> Any:
    return {"start": raw.get("start"), "due": raw.get("due")} if isinstance(raw, dict) else raw


def _windowed(raw: Raw, path: Path, source: Source) -> Raw:
    if "start" not in raw and "due" not in raw:
        return raw
    body = {key: value for key, value in raw.items() if key not in ("start", "due")}
    return {**body, "window": _window(raw)}


def figure(raw: Any, path: Path, source: Source) -> Any:
    """A figure's short form (`25 %`) as an object; anything else is left to be structured or refused."""
    if not isinstance(raw, str):
        return raw
    try:
        found = Figure.parse(raw)
    except QuantityError as error:
        source.fault("bad-figure", path, text=raw, why=error.code)
        return None
    body: Raw = {"value": format(found.value, "f"), "unit": found.unit}
    if found.as_written is not None:
        body["as_written"] = found.as_written
    return body


def _listed(raw: Any) -> Any:
    return [raw] if isinstance(raw, str) else raw


def indicator(raw: Raw, path: Path, source: Source) -> Raw:
    """An indicator's short keys: `flow: 人`, one `part_of`, `stated: 18 个`, a formula alone."""
    body = dict(raw)
    kinds = [kind for kind in ("flow", "stock", "rate") if kind in body]
    if len(kinds) > 1:
        source.fault("two-kinds", path, kinds=", ".join(kinds))
    for kind in kinds:
        body["kind"], body["unit"] = kind, body.pop(kind)
        source.same_place((*path, "unit"), (*path, kind))
    for key in ("part_of", "aliases"):
        if key in body:
            body[key] = _listed(body[key])
    if "stated" in body:
        body["stated"] = figure(body["stated"], (*path, "stated"), source)
    return body


def target(raw: Raw, path: Path, source: Source) -> Raw:
    """A target's short keys: its rule, its window, the parties named."""
    body = rule_keys(raw, path, source)
    for key in ("questions", "parties"):
        if key in body:
            body[key] = _listed(body[key])
    return body


def _with_defaults(body: Raw, term: Any, level: Any) -> Raw:
    """The scheme's term and level, for a target that names none."""
    window = body.get("window")
    own = (
        window
        if isinstance(window, dict)
        else {"start": body.pop("start", None), "due": body.pop("due", None)}
    )
    if isinstance(term, dict) and isinstance(own, dict):
        body["window"] = {end: own.get(end) or term.get(end) for end in ("start", "due")}
    if level is not None:
        body.setdefault("level", level)
    return body


def rule_keys(raw: Raw, path: Path, source: Source) -> Raw:
    """`raw` with its rule's short keys gathered under `rule`; other keys stay."""
    said = [key for key in RULE_KEYS if key in raw]
    rest = {key: value for key, value in raw.items() if key not in (*RULE_KEYS, "expected")}
    if not said:
        return dict(raw)
    if len(said) > 1:
        source.fault("two-rules", path, rules=", ".join(said))
    source.same_place((*path, "rule"), (*path, said[0]))
    rule = _rule(said[0], raw[said[0]], path, source)
    if "expected" in raw:
        if said[0] in LEVEL_RULES:
            rule["expected"] = figure(raw["expected"], (*path, "expected"), source)
        else:
            source.fault("expected-without-level", (*path, "expected"))
    return {**rest, "rule": rule}


def _rule(key: str, raw: Any, path: Path, source: Source) -> Raw:
    inside = (*path, key)
    if key in LEVEL_RULES:
        return {"kind": "level", "op": LEVEL_RULES[key], "figure": figure(raw, inside, source)}
    if key in REFERENCE_RULES:
        return {"kind": "reference", "op": REFERENCE_RULES[key], "role": raw}
    if key in ("all", "any"):
        return {"kind": "combination", "need": None if key == "all" else "1", "targets": raw}
    if key in ("growth", "rise"):
        return _movement(key, raw, inside, source)
    if not isinstance(raw, dict):
        source.fault("rule-form", inside, rule=key)
        return {}
    if key == "between":
        ends = {end: figure(raw.get(end), (*inside, end), source) for end in ("lower", "upper")}
        return {"kind": "between", **ends, **{k: v for k, v in raw.items() if k not in ends}}
    if key == "some":
        return {"kind": "combination", "need": raw.get("need"), "targets": raw.get("of")}
    repeated = rule_keys({k: v for k, v in raw.items() if k != "of"}, inside, source)
    return {"kind": "each", "indicators": raw.get("of"), **repeated}


def _movement(key: str, raw: Any, path: Path, source: Source) -> Raw:
    if not isinstance(raw, dict):
        return {"kind": key, "figure": figure(raw, path, source)}
    said = [op for op in LEVEL_RULES if op in raw]
    if len(said) != 1:
        source.fault("rule-form", path, rule=key)
        return {}
    rule: Raw = {"kind": key, "op": LEVEL_RULES[said[0]], "figure": figure(raw[said[0]], (*path, said[0]), source)}
    names = {"over": "role", "years": "years"}
    return {**rule, **{names.get(k, k): v for k, v in raw.items() if k != said[0]}}


def _responsibility(raw: Raw, path: Path, source: Source) -> Raw:
    body = {("entries" if key == "for" else key): value for key, value in raw.items()}
    for key in ("parties", "entries"):
        if key in body:
            body[key] = _listed(body[key])
    return body


def _question(raw: Raw, path: Path, source: Source) -> Raw:
    inside = (*path, "readings")
    return {**raw, "readings": _list(raw.get("readings"), inside, source, _reading)}


def _reading(raw: Raw, path: Path, source: Source) -> Raw:
    body = dict(raw)
    changes = list(body.get("changes", []))
    for key, list_, one in (("redefine", "indicators", indicator), ("swap", "targets", _swapped)):
        said = body.pop(key, None) or {}
        if not isinstance(said, dict):
            source.fault("not-an-entry", (*path, key))
            continue
        for id_, keys in said.items():
            if isinstance(keys, str) and list_ == "indicators":
                keys = {"formula": keys}
            if not isinstance(keys, dict):
                source.fault("not-an-entry", (*path, key, id_))
                continue
            changes.append({"list": list_, "entry": id_, "keys": one(keys, (*path, key, id_), source)})
    if changes:
        body["changes"] = changes
    return body


def _swapped(raw: Raw, path: Path, source: Source) -> Raw:
    body = target(raw, path, source)
    ends = {end: body.pop(end) for end in ("start", "due") if end in body}
    return {**body, "window": ends} if ends else body
