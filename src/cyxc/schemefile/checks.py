"""What must hold in a scheme beyond its shape: names that exist, units that fit, readings that can stand."""

import re
from collections.abc import Iterable

import attrs

from cyxc.model.names import folded
from cyxc.schemefile.check_benefits import check_benefits
from cyxc.schemefile.check_duties import check_duties
from cyxc.schemefile.check_indicators import check_circles, check_indicator
from cyxc.schemefile.check_places import check_places
from cyxc.schemefile.check_questions import check_questions
from cyxc.schemefile.check_targets import check_target
from cyxc.schemefile.draft import LISTS, Draft
from cyxc.schemefile.marks import Source

_ID = re.compile(r"[\w.-]+")
_INDICATOR_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_INSIDE = (
    ("questions", "readings"),
    ("phases", "tasks"),
    ("procedures", "steps"),
    ("facts", "choices"),
)
"""The lists whose entries hold lists, and what these are called."""


def check(draft: Draft, source: Source, concepts: Iterable[str]) -> None:
    """Notes in `source` everything that is wrong with a scheme, under the plain and under every reading."""
    scheme = draft.scheme
    _check_ids(draft, source)
    _check_names(draft, source)
    if not scheme.term.orderly():
        source.fault("window-backwards", ("term",))
    known = (*concepts, *draft.ids["concepts"])
    for indicator in scheme.indicators:
        path = ("indicators", indicator.id)
        if indicator.concept is not None and indicator.concept not in known:
            source.fault("unknown-concept", (*path, "concept"), name=indicator.concept, known=known)
        before = len(source.problems)
        check_indicator(indicator, draft, source, path)
        if any(problem.code == "formula-unit" for problem in source.problems[before:]):
            # Its unit is in doubt: what rests on it is not faulted for it again.
            draft = attrs.evolve(draft, unsure=draft.unsure | {indicator.id})
    for target in scheme.targets:
        check_target(target, draft, source, ("targets", target.id))
    check_duties(draft, source)
    check_benefits(draft, source)
    check_places(draft, source)
    check_circles(draft, source, lambda list_, id_, key: (list_, id_, key))
    check_questions(draft, source)


def _check_ids(draft: Draft, source: Source) -> None:
    """Ids stand in formulas, in headings (`firms@before`) and on command lines (`question=reading`)."""
    if not _ID.fullmatch(draft.scheme.id):
        source.fault("bad-id", ("id",), id=draft.scheme.id)
    for list_ in LISTS:
        if list_ == "parties":
            continue  # a party's id is its full name, whatever that is
        pattern = _INDICATOR_ID if list_ == "indicators" else _ID
        for id_ in draft.ids[list_]:
            if not pattern.fullmatch(id_):
                source.fault("bad-indicator-id" if list_ == "indicators" else "bad-id", (list_, id_), id=id_)
    for list_, inside in _INSIDE:
        for entry in getattr(draft.scheme, list_):
            for id_ in getattr(entry, inside).ids:
                if not _ID.fullmatch(id_):
                    source.fault("bad-id", (list_, entry.id, inside, id_), id=id_)


def _check_names(draft: Draft, source: Source) -> None:
    """Data may use any name of an indicator, in any width, case and spacing: no two may share one."""
    owners: dict[str, str] = {}
    for indicator in draft.scheme.indicators:
        own = (indicator.id, indicator.name.zh, indicator.name.en, *indicator.aliases)
        for name in {folded(name): name for name in reversed(own)}.values():
            other = owners.setdefault(folded(name), indicator.id)
            if other != indicator.id:
                source.fault("name-taken", ("indicators", indicator.id), taken=name, other=other)
