"""The short forms of what is judged without a figure, and of organs: `every: quarter`, `by: Y-03-15`."""

from typing import Any

from cyxc.schemefile.marks import Path, Source
from cyxc.schemefile.short_rules import figure, listed

Raw = dict[str, Any]

OCCASION_KEYS = ("every", "at_least", "expected", "by")
"""The keys of an obligation that together say its rule."""

_ONCE = {"value": "1", "unit": "次"}


def windowed(raw: Raw, path: Path, source: Source) -> Raw:
    """`start` and `due` gathered under `window`."""
    ends = {end: raw[end] for end in ("start", "due") if end in raw}
    if not ends:
        return raw
    if "window" in raw:
        end = next(iter(ends))
        source.fault("said-twice", (*path, end), key=end, other="window")
    source.same_place((*path, "window"), path)
    return {**{key: value for key, value in raw.items() if key not in ends}, "window": ends}


def criterion(raw: Raw, path: Path, source: Source) -> Raw:
    """A criterion's short keys: its window, the parties and questions named."""
    return lists(windowed(raw, path, source), "parties", "questions")


def obligation(raw: Raw, path: Path, source: Source) -> Raw:
    """An obligation's short keys: how often (`every`, `at_least`, `expected`), or `by` when."""
    said = [key for key in OCCASION_KEYS if key in raw]
    rest = criterion(_by(raw, path, source), path, source)
    rest = {key: value for key, value in rest.items() if key not in OCCASION_KEYS}
    if not said:
        return rest
    if "rule" in raw:
        source.fault("said-twice", (*path, said[0]), key=said[0], other="rule")
    source.same_place((*path, "rule"), path)
    if "by" not in said:
        return {**rest, "rule": _occurs(raw, path, source)}
    if len(said) > 1:
        source.fault("two-rules", (*path, said[0]), rules=", ".join(said))
    return {**rest, "rule": {"kind": "done"}}


def _occurs(raw: Raw, path: Path, source: Source) -> Raw:
    rule: Raw = {"kind": "occurs", "figure": _ONCE}
    for key, name in (("at_least", "figure"), ("expected", "expected")):
        if key in raw:
            source.same_place((*path, "rule", name), (*path, key))
            rule[name] = figure(raw[key], (*path, key), source)
    if "every" in raw:
        rule["every"] = raw["every"]
    return rule


def _by(raw: Raw, path: Path, source: Source) -> Raw:
    """`by` as the end of the window."""
    if "by" not in raw:
        return raw
    if "due" in raw:
        source.fault("said-twice", (*path, "by"), key="by", other="due")
    source.same_place((*path, "due"), (*path, "by"))
    return {**{key: value for key, value in raw.items() if key != "by"}, "due": raw["by"]}


def task(raw: Raw, path: Path, source: Source) -> Raw:
    """A task or a step: `by` when, the parties named, and those a step hands something to."""
    return lists(criterion(_by(raw, path, source), path, source), "to")


def step(raw: Raw, path: Path, source: Source) -> Raw:
    """A step as it stands in its procedure: where it says no day by which it is to be taken, it has none."""
    if raw.get("undated") is not None:
        for key in ("by", "due"):
            if key in raw:
                source.fault("said-twice", (*path, "undated"), key="undated", other=key)
    body = task(raw, path, source)
    window = body.get("window", {})
    if "undated" in body or not isinstance(window, dict) or window.get("due") is not None:
        return body
    return {**body, "undated": True}


def measure(raw: Raw, path: Path, source: Source) -> Raw:
    """A measure, or a consequence: the entries and parties named."""
    return lists(raw, "entries", "parties")


def responsibility(raw: Raw, path: Path, source: Source) -> Raw:
    """A responsibility's short keys: `for` the entries it is about, and its parties."""
    body = dict(raw)
    if "for" in body:
        if "entries" in body:
            source.fault("said-twice", (*path, "for"), key="for", other="entries")
        source.same_place((*path, "entries"), (*path, "for"))
        body["entries"] = body.pop("for")
    return lists(body, "parties", "entries")


def organ(raw: Raw, path: Path, source: Source) -> Raw:
    """An organ: its members, and one deputy or other member where there is one."""
    texts = {key: [raw[key]] for key in ("deputies", "others") if isinstance(raw.get(key), dict)}
    return lists({**raw, **texts}, "members")


def lists(raw: Raw, *keys: str) -> Raw:
    """`raw` with single names under `keys` as lists of one."""
    return {key: listed(value) if key in keys else value for key, value in raw.items()}
