"""Readings as overlays: a reading changes keys of named entries, and the entries are structured anew."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from cyxc.errors import Problem, UnknownNameError, UsageError, nearest
from cyxc.model.entries import Entries, thaw
from cyxc.model.indicator import Indicator
from cyxc.model.question import Change, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.schemefile.infer import inferred
from cyxc.schemefile.source import Path, Source
from cyxc.schemefile.structure import converter, structure

CHANGEABLE: dict[str, type[Indicator] | type[Target]] = {"indicators": Indicator, "targets": Target}
"""The lists whose entries a reading may change."""


def changed(entry: Any, keys: Mapping[str, Any], indicators: Iterable[Indicator]) -> dict[str, Any]:
    """`entry` in interchange form with `keys` laid over it; a key set to nothing is taken away.

    A new formula brings its own kind: what was a flow may now be a stock.
    """
    raw: dict[str, Any] = converter().unstructure(entry)
    new = thaw(keys)
    if "formula" in new:
        raw.pop("kind", None)
        terms = {i.id: {"kind": i.kind, "unit": i.unit, "thing": i.counted} for i in indicators}
        return inferred({**raw, **new}, terms)
    rule = new.get("rule")
    if isinstance(rule, dict) and rule.get("kind") in ("each", "combination"):
        raw.pop("indicator", None)
    if isinstance(new.get("window"), dict):
        new["window"] = {**raw.get("window", {}), **new["window"]}
    return {key: value for key, value in {**raw, **new}.items() if value is not None}


def overlaid(scheme: Scheme, changes: Iterable[Change], source: Source, path: Path = ()) -> Scheme:
    """The scheme with `changes` made; entries that can't be structured are noted in `source` and left."""
    replaced: dict[str, dict[str, Any]] = {}
    for change in changes:
        entry = getattr(scheme, change.list).get(change.entry)
        entry = replaced.get(change.list, {}).get(change.entry, entry)
        terms = {**{i.id: i for i in scheme.indicators}, **replaced.get("indicators", {})}
        raw = changed(entry, change.keys, terms.values())
        new: Any = structure(raw, CHANGEABLE[change.list], source, path)
        if new is not None:
            replaced.setdefault(change.list, {})[change.entry] = new
    lists = {
        name: Entries(entries.get(item.id, item) for item in getattr(scheme, name))
        for name, entries in replaced.items()
    }
    return attrs.evolve(scheme, **lists) if lists else scheme


def under(scheme: Scheme, answers: Mapping[str, str]) -> Scheme:
    """See `Scheme.under`."""
    problems: list[Problem] = []
    base = scheme.origin or scheme
    chosen: dict[str, Reading] = {}
    for question_id, reading_id in {**dict(scheme.answers), **answers}.items():
        question = base.questions.get(question_id)
        if question is None:
            close = nearest(question_id, base.questions.ids)
            problems.append(Problem("unknown-question", {"name": question_id}, nearest=close))
            continue
        reading = question.readings.get(reading_id)
        if reading is None:
            close = nearest(reading_id, question.readings.ids) or question.readings.ids
            details = {"name": reading_id, "question": question_id}
            problems.append(Problem("unknown-reading", details, nearest=close))
        elif reading.without_number:
            details = {"reading": reading_id, "question": question_id}
            raise UsageError(Problem("reading-without-number", details))
        elif not reading.plain:
            chosen[question_id] = reading
    if problems:
        raise UnknownNameError(problems)
    if not chosen:
        return base
    source = Source(None)
    changes = [change for q in base.questions if q.id in chosen for change in chosen[q.id].changes]
    result = overlaid(base, changes, source)
    picked = tuple((q.id, chosen[q.id].id) for q in base.questions if q.id in chosen)
    return attrs.evolve(result, answers=picked, origin=base)
