"""The short forms of rules and figures: `at_least: 25 %` and its like."""

from typing import Any

from cyxc.errors import Problem, UnknownNameError
from cyxc.numbers.quantity import Figure, QuantityError
from cyxc.numbers.units import unit
from cyxc.schemefile.marks import Path, Source
from cyxc.schemefile.scalars import write_figure
from cyxc.schemefile.words import LEVEL_RULES, REFERENCE_RULES, RULE_KEYS

Raw = dict[str, Any]


def listed(raw: Any) -> Any:
    """One name as a list of one; anything else is left to be structured or refused."""
    return [raw] if isinstance(raw, str) else raw


def figure(raw: Any, path: Path, source: Source) -> Any:
    """A figure's short form (`25 %`) as an object; anything else is left to be structured or refused."""
    if not isinstance(raw, str):
        return raw
    try:
        return write_figure(Figure.parse(raw))
    except QuantityError as error:
        if error.code == "unknown-unit-in-cell":
            source.place(_unknown_unit(error.text), path)
        else:
            source.fault(_FIGURE_FAULTS.get(error.code, "bad-figure"), path, text=raw)
    return None


_FIGURE_FAULTS = {
    "unit-missing": "figure-without-unit",
    "not-exact": "figure-not-exact",
    "ambiguous": "figure-not-exact",
    "ratio-without-end": "ratio-without-end",
}


def _unknown_unit(symbol: str) -> Problem:
    try:
        unit(symbol)
    except UnknownNameError as error:
        return error.problems[0]
    return Problem("bad-figure", {"text": symbol})


def rule_keys(raw: Raw, path: Path, source: Source) -> Raw:
    """`raw` with its rule's short keys gathered under `rule`; other keys stay."""
    said = [key for key in raw if key in RULE_KEYS]
    rest = {key: value for key, value in raw.items() if key not in (*said, "expected")}
    if "expected" in raw and not (said and said[0] in LEVEL_RULES):
        source.fault("expected-without-level", (*path, "expected"))
    if not said:
        return rest
    key, inside = said[0], (*path, said[0])
    if len(said) > 1:
        source.fault("two-rules", (*path, said[1]), rules=", ".join(said))
    if "rule" in raw:
        source.fault("said-twice", inside, key=key, other="rule")
    source.same_place((*path, "rule"), inside)
    rule = _rule(key, raw[key], inside, source)
    if "expected" in raw and key in LEVEL_RULES:
        source.same_place((*inside, "expected"), (*path, "expected"))
        rule["expected"] = figure(raw["expected"], (*path, "expected"), source)
    return {**rest, "rule": rule}


def _rule(key: str, raw: Any, path: Path, source: Source) -> Raw:
    if key in LEVEL_RULES:
        source.same_place((*path, "figure"), path)
        return {"kind": "level", "op": LEVEL_RULES[key], "figure": figure(raw, path, source)}
    if key in REFERENCE_RULES:
        source.same_place((*path, "role"), path)
        return {"kind": "reference", "op": REFERENCE_RULES[key], "role": raw}
    if key in ("all", "any"):
        source.same_place((*path, "targets"), path)
        return {"kind": "combination", "need": None if key == "all" else 1, "targets": listed(raw)}
    if key in ("growth", "rise"):
        return _movement(key, raw, path, source)
    if not isinstance(raw, dict) or not {"kind", "targets", "indicators"}.isdisjoint(raw):
        source.fault("rule-form", path, rule=key)
        return {}
    if key == "between":
        return {**raw, "kind": key, **_figures(raw, path, source)}
    inner = {word: value for word, value in raw.items() if word != "of"}
    named = "targets" if key == "some" else "indicators"
    source.same_place((*path, named), (*path, "of"))
    if "of" in raw:
        inner[named] = listed(raw["of"])
    if key == "each":
        return {**rule_keys(inner, path, source), "kind": "each"}
    # Without its number `some` would be `all`.
    return {**{word: value for word, value in inner.items() if value is not None}, "kind": "combination"}


def _figures(raw: Raw, path: Path, source: Source) -> Raw:
    return {end: figure(raw[end], (*path, end), source) for end in ("lower", "upper") if end in raw}


def _movement(key: str, raw: Any, path: Path, source: Source) -> Raw:
    if not isinstance(raw, dict):
        source.same_place((*path, "figure"), path)
        return {"kind": key, "figure": figure(raw, path, source)}
    said = [op for op in LEVEL_RULES if op in raw]
    if len(said) != 1 or not {"kind", "op", "figure", "role"}.isdisjoint(raw):
        source.fault("rule-form", path, rule=key)
        return {}
    inside = (*path, said[0])
    source.same_place((*path, "figure"), inside)
    source.same_place((*path, "role"), (*path, "over"))
    rest = {"role" if word == "over" else word: value for word, value in raw.items() if word != said[0]}
    return {**rest, "kind": key, "op": LEVEL_RULES[said[0]], "figure": figure(raw[said[0]], inside, source)}
