"""Which questions govern a target: those whose readings change it, or anything its figures rest on."""

from collections.abc import Iterable

import attrs

from cyxc.model.entries import Entries
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.formula import Formula


def with_questions(scheme: Scheme) -> Scheme:
    """The scheme with every governing question named at its targets, in the order of the questions."""
    governing: dict[str, dict[str, None]] = {target.id: {} for target in scheme.targets}
    for question in scheme.questions:
        for target in scheme.targets:
            if question.id in target.questions:
                governing[target.id][question.id] = None
    # A reading can bring an indicator in that another question redefines, so what a target may rest on is
    # gathered over all readings before it is compared.
    touched = {question.id: _touched(scheme, question.id) for question in scheme.questions}
    for target in scheme.targets:
        may_use = _closure(scheme, _indicators(scheme, target))
        for question in scheme.questions:
            if touched[question.id] & ({("targets", target.id)} | {("indicators", id_) for id_ in may_use}):
                governing[target.id][question.id] = None
    for target in scheme.targets:
        for child in target.children:
            governing[target.id].update(governing[child])
    order = {id_: rank for rank, id_ in enumerate(scheme.questions.ids)}

    def filled(target: Target) -> Target:
        return attrs.evolve(target, questions=tuple(sorted(governing[target.id], key=order.__getitem__)))

    return attrs.evolve(scheme, targets=Entries(filled(target) for target in scheme.targets))


def _touched(scheme: Scheme, question: str) -> set[tuple[str, str]]:
    readings = scheme.questions[question].readings
    return {(change.list, change.entry) for reading in readings for change in reading.changes}


def _indicators(scheme: Scheme, target: Target) -> set[str]:
    """The indicators a target compares under any reading."""
    found = set(target.indicators)
    for question in scheme.questions:
        for reading in question.readings:
            for change in reading.changes:
                if (change.list, change.entry) == ("targets", target.id):
                    rule = change.keys.get("rule") or {}
                    found.update(rule.get("indicators") or ())
                    found.update([change.keys["indicator"]] if change.keys.get("indicator") else [])
    return found


def _closure(scheme: Scheme, ids: Iterable[str]) -> set[str]:
    """The indicators that `ids` rest on, through formulas of any reading."""
    redefined: dict[str, set[str]] = {}
    for question in scheme.questions:
        for reading in question.readings:
            for change in reading.changes:
                if change.list == "indicators" and change.keys.get("formula"):
                    terms = Formula.parse(change.keys["formula"]).indicators
                    redefined.setdefault(change.entry, set()).update(terms)
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in found:
            continue
        found.add(id_)
        formula = scheme.indicators[id_].formula
        waiting.extend(formula.indicators if formula is not None else ())
        waiting.extend(redefined.get(id_, ()))
    return found
