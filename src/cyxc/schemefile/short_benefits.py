"""The short forms of benefits: conditions, amounts, terms (`lasts: 3 年`, `ceiling: 7-10 万元`)."""

import re
from typing import Any

from cyxc.schemefile.marks import Index, Path, Source
from cyxc.schemefile.short_rules import figure, listed
from cyxc.schemefile.words import LEVEL_RULES

Raw = dict[str, Any]

_SPAN = re.compile(r"(\d[\d.]*)\s*[-－—～~至]\s*(\d[\d.]*)\s*(\D.*)")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False, "True": True, "False": False}


def fact(raw: Raw, path: Path, source: Source) -> Raw:
    """A fact of the kind its keys tell: a number has a unit, a choice its choices."""
    kind = "number" if "unit" in raw else "choice" if "choices" in raw else "yes_no"
    return raw if "kind" in raw else {**raw, "kind": kind}


def benefit(raw: Raw, path: Path, source: Source) -> Raw:
    """A benefit's short keys."""
    done = dict(raw)
    for key in ("parties", "questions", "split"):
        if key in done:
            done[key] = listed(done[key])
    if isinstance(done.get("waives"), dict):
        done["waives"] = [done["waives"]]
    if isinstance(done.get("conditions"), list):
        done["conditions"] = [
            _condition(one, (*path, "conditions", Index(i)), source)
            for i, one in enumerate(done["conditions"])
        ]
    if "amount" in done:
        done["amount"] = _amount(done["amount"], (*path, "amount"), source)
    if "lasts" in done:
        done["lasts"] = _term(done["lasts"], (*path, "lasts"), source)
    return done


def _condition(raw: Any, path: Path, source: Source) -> Any:
    if not isinstance(raw, dict) or "kind" in raw:
        return raw
    if "any" in raw and isinstance(raw["any"], list):
        source.same_place((*path, "conditions"), (*path, "any"))
        inside = [_condition(one, (*path, "any", Index(i)), source) for i, one in enumerate(raw["any"])]
        rest = {key: value for key, value in raw.items() if key != "any"}
        return {**rest, "kind": "any", "conditions": inside}
    if "is" in raw:
        rest = {key: value for key, value in raw.items() if key != "is"}
        said = raw["is"]
        if isinstance(said, str | bool) and str(said) in _YES_NO:
            source.same_place((*path, "yes"), (*path, "is"))
            return {**rest, "kind": "is", "yes": _YES_NO[str(said)]}
        source.same_place((*path, "choices"), (*path, "is"))
        return {**rest, "kind": "is", "choices": listed(said)}
    ops = [key for key in LEVEL_RULES if key in raw]
    if len(ops) != 1:
        source.fault("condition-form", path)
        return {"kind": "is", "fact": raw.get("fact")}
    rest = {key: value for key, value in raw.items() if key != ops[0]}
    source.same_place((*path, "figure"), (*path, ops[0]))
    said = figure(raw[ops[0]], (*path, ops[0]), source)
    return {**rest, "kind": "holds", "op": LEVEL_RULES[ops[0]], "figure": said}


def _amount(raw: Any, path: Path, source: Source) -> Any:
    if isinstance(raw, str):
        source.same_place((*path, "figure"), path)
        return {"kind": "sum", "figure": figure(raw, path, source)}
    if not isinstance(raw, dict) or "kind" in raw:
        return raw
    body = dict(raw)
    if "per" in body:
        body["per"] = listed(body["per"])
    for key in ("in_all", "before"):
        if key in body:
            body[key] = figure(body[key], (*path, key), source)
    if "share" in body:
        source.same_place((*path, "figure"), (*path, "share"))
        said = figure(body.pop("share"), (*path, "share"), source)
        return {**body, "kind": "share", "figure": said}
    if "ceiling" in body:
        source.same_place((*path, "figure"), (*path, "ceiling"))
        said = _ceiling(body.pop("ceiling"), (*path, "ceiling"), source)
        return {**body, **said, "kind": "ceiling"}
    if "figure" in body:
        body["figure"] = figure(body["figure"], (*path, "figure"), source)
    return {**body, "kind": "sum"}


def _ceiling(raw: Any, path: Path, source: Source) -> Raw:
    span = _SPAN.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if span is None:
        return {"figure": figure(raw, path, source)}
    low, high, unit = span.groups()
    return {
        "figure": figure(f"{low} {unit}", path, source),
        "upper": figure(f"{high} {unit}", path, source),
    }


def _term(raw: Any, path: Path, source: Source) -> Any:
    if isinstance(raw, str):
        source.same_place((*path, "figure"), path)
        return {"figure": figure(raw, path, source)}
    if isinstance(raw, dict) and set(raw) == {"at_most"}:
        source.same_place((*path, "figure"), (*path, "at_most"))
        return {"figure": figure(raw["at_most"], (*path, "at_most"), source), "at_most": True}
    return raw
