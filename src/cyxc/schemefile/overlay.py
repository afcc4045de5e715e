"""Readings as overlays: a reading changes keys of named entries, and the entries are structured anew."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import attrs

from cyxc.errors import Problem, SchemeError, UnknownNameError, UsageError, nearest
from cyxc.frozen import thaw
from cyxc.model.benefit import Benefit
from cyxc.model.duty import Criterion, Obligation, Step, Task
from cyxc.model.entries import Entries
from cyxc.model.indicator import Indicator
from cyxc.model.question import Change, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.schemefile.infer import inferred
from cyxc.schemefile.marks import Path, Source
from cyxc.schemefile.structure import converter, structure
from cyxc.schemefile.words import AROUND

Raw = dict[str, Any]

Spot = tuple[str, str]
"""A list and the id of an entry in it."""


@attrs.frozen
class Changeable:
    """What readings may change of the entries of a list: of which class they are, and which keys."""

    cls: Any
    keys: tuple[str, ...]


_JUDGED = ("window", "level", "endeavour", "restates")

CHANGEABLE: dict[str, Changeable] = {
    "indicators": Changeable(
        Indicator,
        (
            *("kind", "unit", "thing", "formula", "part_of", "attendances_of"),
            *("unbounded", "signed", "over_time", "over_places", "fact"),
        ),
    ),
    "targets": Changeable(Target, ("rule", "indicator", "years", "part_of", *_JUDGED)),
    "criteria": Changeable(Criterion, _JUDGED),
    "obligations": Changeable(Obligation, ("rule", "bound", "grazed", *_JUDGED)),
    "benefits": Changeable(
        Benefit, ("to", "discretionary", "conditions", "amount", "once", "lasts", "split", "waives")
    ),
    "tasks": Changeable(Task, _JUDGED),
    "steps": Changeable(Step, ("hands", "to", "outcome", "undated", *_JUDGED)),
}
"""The lists whose entries a reading may change."""


def canonical(change: Change) -> Change:
    """A change with its values as the interchange form has them: true for yes, 3 for "3"."""
    cls: Any = CHANGEABLE[change.list].cls
    kinds = {field.name: field.type for field in attrs.fields(attrs.resolve_types(cls))}

    def written(key: str, value: Any) -> Any:
        if value is None or key == "window":  # of a window, one end may stand alone
            return value
        return converter().unstructure(converter().structure(thaw(value), kinds[key]), kinds[key])

    return attrs.evolve(change, keys={key: written(key, value) for key, value in change.keys.items()})


def _changed(raw: Raw, keys: Mapping[str, Any]) -> Raw:
    """An entry in interchange form with `keys` laid over it; a key set to nothing is taken away.

    A new formula brings its own kind and fact: what was a flow may now be a stock. What gets a day has one.
    """
    new: Raw = thaw(keys)
    kept = dict(raw)
    if new.get("formula") is not None:
        kept.pop("kind", None)
        kept.pop("fact", None)
    rule = new.get("rule")
    if isinstance(rule, dict) and rule.get("kind") in ("each", "combination"):
        kept.pop("indicator", None)
    if isinstance(new.get("window"), dict):
        if "due" in new["window"]:
            kept.pop("undated", None)
        new["window"] = {**raw.get("window", {}), **new["window"]}
    return {key: value for key, value in {**kept, **new}.items() if value is not None}


def _replaced(scheme: Scheme, changes: Iterable[Change]) -> dict[Spot, Raw]:
    """The entries that `changes` touch, in interchange form, changed and with their kinds worked out."""
    found: dict[Spot, Raw] = {}
    for change in changes:
        spot = (change.list, change.entry)
        raw = found.get(spot)
        if raw is None:
            raw = converter().unstructure(getattr(scheme, change.list)[change.entry])
        found[spot] = _changed(raw, change.keys)
    if any(list_ == "indicators" for list_, _ in found):
        others = {i.id: {"kind": i.kind, "unit": i.unit, "thing": i.thing} for i in scheme.indicators}
        own = {id_: raw for (list_, id_), raw in found.items() if list_ == "indicators"}
        filled = inferred({**others, **own}).filled
        found.update({("indicators", id_): filled[id_] for id_ in own})
    return found


def overlaid(
    scheme: Scheme, changes: Iterable[Change], source: Source, places: Mapping[Spot, Path] | None = None
) -> Scheme:
    """The scheme with `changes` made; entries that can't be structured are noted in `source` and left.

    `places` says where in the file each entry's changes stand.
    """
    lists: dict[str, dict[str, Any]] = {}
    for (list_, id_), raw in _replaced(scheme, changes).items():
        cls: Any = CHANGEABLE[list_].cls
        new = structure(raw, cls, source, (places or {}).get((list_, id_), (list_, id_)))
        if new is not None:
            lists.setdefault(list_, {})[id_] = new
    evolved: dict[str, Any] = {}
    for list_, new in lists.items():
        if list_ in AROUND:
            around = AROUND[list_]
            holders = evolved.get(around, getattr(scheme, around))
            evolved[around] = Entries(_with_inside(holder, list_, new) for holder in holders)
        else:
            evolved[list_] = Entries(new.get(entry.id, entry) for entry in getattr(scheme, list_))
    if any(new.kind != scheme.indicators[id_].kind for id_, new in lists.get("indicators", {}).items()):
        evolved["indicators"] = _following(evolved["indicators"])
    return attrs.evolve(scheme, **evolved) if evolved else scheme


def _with_inside(holder: Any, list_: str, new: Mapping[str, Any]) -> Any:
    inside = getattr(holder, list_)
    return attrs.evolve(holder, **{list_: Entries(new.get(entry.id, entry) for entry in inside)})


def _following(indicators: Entries[Indicator]) -> Entries[Indicator]:
    """The indicators with every sum of the kind its terms now are."""
    for _ in range(len(indicators)):  # as many rounds as a chain of sums can be long; mostly one or two
        moved = []
        for indicator in indicators:
            formula = indicator.formula
            terms = () if formula is None or formula.denominator else formula.indicators
            kinds = {indicators[term].kind for term in terms if indicators.get(term)}
            kind = kinds.pop() if len(kinds) == 1 else indicator.kind
            moved.append(indicator if kind == indicator.kind else attrs.evolve(indicator, kind=kind))
        if moved == list(indicators):
            break
        indicators = Entries(moved)
    return indicators


def under(scheme: Scheme, answers: Mapping[str, str]) -> Scheme:
    """See `Scheme.under`."""
    base = scheme.origin if scheme.answers and scheme.origin is not None else scheme
    problems: list[Problem] = []
    chosen: dict[str, Reading] = {}
    for question, reading in {**dict(scheme.answers), **answers}.items():
        found = chosen_reading(base, question, reading)
        if isinstance(found, Problem):
            problems.append(found)
        elif not found.plain:
            chosen[question] = found
    if problems:
        unknown = [problem for problem in problems if problem.code != "reading-without-number"]
        raise UnknownNameError(problems) if unknown else UsageError(problems)
    picked = tuple((q.id, chosen[q.id].id) for q in base.questions if q.id in chosen)
    return _answered(base, picked) if picked else base


@lru_cache(maxsize=256)
def _answered(base: Scheme, answers: tuple[tuple[str, str], ...]) -> Scheme:
    """The scheme under readings that are not plain, kept for the next place judged under them."""
    source = Source(None)
    changes = [change for q, reading in answers for change in base.questions[q].readings[reading].changes]
    result = overlaid(base, changes, source)
    if source.problems:
        raise SchemeError(source.problems)
    return attrs.evolve(result, answers=answers, origin=base)


def chosen_reading(scheme: Scheme, question: str, reading: str) -> Reading | Problem:
    """The reading of this name, or why it can't be taken."""
    asked = scheme.questions.get(question)
    if asked is None:
        return Problem(
            "unknown-question", {"name": question}, nearest=nearest(question, scheme.questions.ids)
        )
    found = asked.readings.get(reading)
    if found is None:
        close = nearest(reading, asked.readings.ids) or asked.readings.ids
        return Problem("unknown-reading", {"name": reading, "question": question}, nearest=close)
    if found.without_number:
        return Problem("reading-without-number", {"reading": reading, "question": question})
    return found
