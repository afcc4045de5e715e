"""The short forms of benefits: conditions, amounts, terms (`lasts: 3 年`, `ceiling: 7-10 万元`)."""

import re
from typing import Any

from cyxc.schemefile.marks import Index, Path, Source
from cyxc.schemefile.short_duties import lists
from cyxc.schemefile.short_rules import figure, listed
from cyxc.schemefile.words import LEVEL_RULES, TESTS

Raw = dict[str, Any]

_SPAN = re.compile(r"(\d[\d.]*)\s*[-－–—～~至到]\s*(\d[\d.]*)\s*(\D.*)")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False, "True": True, "False": False}


def fact(raw: Raw, path: Path, source: Source) -> Raw:
    """A fact of the kind its keys tell: a number has a unit, a choice its choices."""
    kind = "number" if "unit" in raw else "choice" if "choices" in raw else "yes_no"
    return raw if "kind" in raw else {**raw, "kind": kind}


def benefit(raw: Raw, path: Path, source: Source) -> Raw:
    """A benefit's short keys."""
    done = lists(raw, "parties", "questions", "split")
    if isinstance(done.get("waives"), dict):
        done["waives"] = [done["waives"]]
    if "conditions" in done:
        done["conditions"] = _conditions(done["conditions"], (*path, "conditions"), source)
    if "amount" in done:
        done["amount"] = _amount(done["amount"], (*path, "amount"), source)
    if "lasts" in done:
        done["lasts"] = _term(done["lasts"], (*path, "lasts"), source)
    return done


def _conditions(raw: Any, path: Path, source: Source) -> Any:
    """A list of conditions, each shown by the fact it is about."""
    if not isinstance(raw, list):
        return raw
    for i, one in enumerate(raw):
        if isinstance(one, dict) and isinstance(one.get("fact"), str):
            source.called((*path, Index(i)), one["fact"])
    return [_condition(one, (*path, Index(i)), source) for i, one in enumerate(raw)]


def _condition(raw: Any, path: Path, source: Source) -> Any:
    if not isinstance(raw, dict):
        return raw
    if "kind" in raw:
        if "conditions" in raw:
            return {**raw, "conditions": _conditions(raw["conditions"], (*path, "conditions"), source)}
        return raw
    tests = [key for key in TESTS if key in raw]
    if len(tests) != 1:
        _note_untested(raw, tests, path, source)
        return {}
    test, said = tests[0], raw[tests[0]]
    inside, rest = (*path, test), {key: value for key, value in raw.items() if key != test}
    if test == "any":
        source.same_place((*path, "conditions"), inside)
        return {**rest, "kind": "any", "conditions": _conditions(said, inside, source)}
    if test != "is":
        source.same_place((*path, "figure"), inside)
        return {**rest, "kind": "holds", "op": LEVEL_RULES[test], "figure": figure(said, inside, source)}
    if isinstance(said, str | bool) and str(said) in _YES_NO:
        source.same_place((*path, "yes"), inside)
        return {**rest, "kind": "is", "yes": _YES_NO[str(said)]}
    source.same_place((*path, "choices"), inside)
    if said == []:
        source.fault("nothing-listed", inside)
        source.spoil(path)
        return {}
    return {**rest, "kind": "is", "choices": listed(said)}


def _note_untested(raw: Raw, tests: list[str], path: Path, source: Source) -> None:
    """Notes that a condition has no test, or more than one."""
    unknown = [key for key in raw if key not in (*TESTS, "fact")]
    if tests:
        source.fault("two-tests", (*path, tests[1]), tests=", ".join(tests))
    elif not unknown:
        source.fault("condition-form", path)
    for key in () if tests else unknown:
        source.fault("unknown-key", (*path, key), name=key, known=("fact", *TESTS))
    source.spoil(path)


def _amount(raw: Any, path: Path, source: Source) -> Any:
    if isinstance(raw, str):
        source.same_place((*path, "figure"), path)
        return {"kind": "sum", "figure": figure(raw, path, source)}
    if not isinstance(raw, dict) or "kind" in raw:
        return raw
    body = lists(raw, "per")
    for key in ("figure", "in_all", "before"):
        if key in body:
            body[key] = figure(body[key], (*path, key), source)
    short = [key for key in ("share", "ceiling") if key in body]
    if not short:
        return {**body, "kind": "sum"}
    key, said = short[0], body.pop(short[0])
    for other in ("figure", *short[1:]):
        if other in body:
            source.fault("said-twice", (*path, other), key=other, other=key)
            del body[other]
    source.same_place((*path, "figure"), (*path, key))
    if key == "ceiling":
        return {**body, **_ceiling(said, path, source, body), "kind": key}
    return {**body, "figure": figure(said, (*path, key), source), "kind": key}


def _ceiling(raw: Any, path: Path, source: Source, beside: Raw) -> Raw:
    """A ceiling that is a figure, or lies somewhere between two: `7-10 万元`."""
    inside = (*path, "ceiling")
    span = _SPAN.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if span is None:
        upper = {"upper": figure(beside["upper"], (*path, "upper"), source)} if "upper" in beside else {}
        return {"figure": figure(raw, inside, source), **upper}
    if "upper" in beside:
        source.fault("said-twice", (*path, "upper"), key="upper", other="ceiling")
    source.same_place((*path, "upper"), inside)
    low, high, unit = span.groups()
    least = figure(f"{low} {unit}", inside, source)
    return {"figure": least, "upper": least and figure(f"{high} {unit}", inside, source)}


def _term(raw: Any, path: Path, source: Source) -> Any:
    if isinstance(raw, str):
        source.same_place((*path, "figure"), path)
        return {"figure": figure(raw, path, source)}
    if isinstance(raw, dict) and "at_most" in raw and "figure" not in raw:
        source.same_place((*path, "figure"), (*path, "at_most"))
        said = figure(raw["at_most"], (*path, "at_most"), source)
        return {**raw, "figure": said, "at_most": True}
    return raw
