"""From a file's data to a scheme: expanded, structured entry by entry, checked as a whole."""

from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import Any, TypeVar

import attrs

from cyxc.errors import Problem, SchemeError
from cyxc.language import Text
from cyxc.model.benefit import Benefit, Fact
from cyxc.model.duty import Criterion, Obligation, Phase, Procedure, Step, Task
from cyxc.model.entries import Entries
from cyxc.model.entry import Concept, Jurisdiction, Party, Responsibility
from cyxc.model.indicator import Indicator
from cyxc.model.organ import Body, Consequence, Measure
from cyxc.model.question import Question, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.dates import SchemeDate, Window
from cyxc.schemefile.bind import year_fault
from cyxc.schemefile.checks import check
from cyxc.schemefile.draft import LISTS, Draft
from cyxc.schemefile.governed import with_questions
from cyxc.schemefile.infer import Raw, inferred
from cyxc.schemefile.interchange import FORMAT
from cyxc.schemefile.marks import Index, Path, Source
from cyxc.schemefile.overlay import canonical, chosen_reading
from cyxc.schemefile.short import expand
from cyxc.schemefile.structure import structure
from cyxc.schemefile.words import AROUND

_CLASSES: dict[str, Any] = {
    "parties": Party,
    "concepts": Concept,
    "indicators": Indicator,
    "targets": Target,
    "criteria": Criterion,
    "obligations": Obligation,
    "phases": Phase,
    "responsibilities": Responsibility,
    "measures": Measure,
    "facts": Fact,
    "benefits": Benefit,
    "procedures": Procedure,
    "bodies": Body,
    "consequences": Consequence,
    "questions": Question,
    "tasks": Task,
    "steps": Step,
}

E = TypeVar("E", bound=Any)

_YEAR = SchemeDate(2000)
_ANY_HEAD = Scheme(
    id="-",
    version="-",
    title=Text("-", "-"),
    place=Jurisdiction(zh="-", en="-", level="city"),
    term=Window(_YEAR, _YEAR),
)
"""Stands in for a head that could not be read, so that the entries are checked all the same."""


def build(source: Source, concepts: Iterable[str]) -> Scheme:
    """The scheme a source holds; raises `SchemeError` with every fault, in the order of the file."""
    if not isinstance(source.data, dict) or source.data.get("format") is None:
        source.fault("not-a-scheme", ())
        raise SchemeError(source.in_order())
    said = source.data["format"]
    if said != FORMAT:
        source.fault("unknown-format", ("format",), found=str(said), format=FORMAT)
        raise SchemeError(source.in_order())
    found_in_reading = len(source.problems)
    body = expand(source)
    source.settle(found_in_reading)
    draft = _draft(body, source)
    check(draft, source, concepts)
    _check_variant(draft.scheme, source)
    if source.problems:
        raise SchemeError(source.in_order())
    year, answers = draft.scheme.year, dict(draft.scheme.answers)
    questions = Entries(_canonical(question) for question in draft.scheme.questions)
    scheme = attrs.evolve(draft.scheme, questions=questions, year=None, answers=())
    scheme = with_questions(_with_parties(scheme))
    return (scheme if year is None else scheme.for_year(year)).under(answers)


def _draft(body: Raw, source: Source) -> Draft:
    raws: dict[str, list[Raw]] = {name: body.pop(name, []) for name in LISTS}
    guessed = inferred({id_: raw for raw in raws["indicators"] if (id_ := _id(raw))})
    raws["indicators"] = [guessed.filled.get(_id(raw) or "", raw) for raw in raws["indicators"]]
    lists: dict[str, Any] = {}
    for name, entries in raws.items():
        found = [_entry(name, raw, source, (name, _id(raw) or Index(i))) for i, raw in enumerate(entries)]
        lists[name] = Entries(entry for entry in found if entry is not None)
    inside = {name: _inside(raws[around], name) for name, around in AROUND.items()}
    ids = {
        name: tuple(id_ for raw in entries if (id_ := _id(raw)))
        for name, entries in {**raws, **inside}.items()
    }
    head = structure(body, Scheme, source)
    return Draft(attrs.evolve(head or _ANY_HEAD, **lists), ids, guessed.unsure)


def _entry(name: str, raw: Raw, source: Source, path: Path) -> Any:
    """One entry, None where it can't be read; a task that can't be is missing from its phase, no more."""
    key = next((inside for inside, around in AROUND.items() if around == name), None)
    if key is None or not isinstance(raw.get(key), list):
        return structure(raw, _CLASSES[name], source, path)
    found = [
        structure(one, _CLASSES[key], source, (*path, key, _id(one) or Index(i)))
        for i, one in enumerate(raw[key])
    ]
    holder = structure({**raw, key: []}, _CLASSES[name], source, path)
    inside = Entries(one for one in found if one is not None)
    return None if holder is None else attrs.evolve(holder, **{key: inside})


def _inside(holders: list[Raw], name: str) -> list[Raw]:
    """The entries that stand in a list of other entries."""
    lists = [holder[name] for holder in holders if isinstance(holder.get(name), list)]
    return [raw for entries in lists for raw in entries if isinstance(raw, dict)]


def _id(raw: Raw) -> str | None:
    """An entry's id, None where it has none that can be read."""
    id_ = raw.get("id")
    return id_ if isinstance(id_, str) and id_ else None


def _check_variant(scheme: Scheme, source: Source) -> None:
    """The year and the answers a scheme was handed on under."""
    fault = None if scheme.year is None else year_fault(attrs.evolve(scheme, year=None), scheme.year)
    if fault is not None:
        source.place(fault, ("year",))
    for question, reading in scheme.answers:
        found = chosen_reading(scheme, question, reading)
        if isinstance(found, Problem):
            source.place(found, ("answers", question))


def _canonical(question: Question) -> Question:
    def read(reading: Reading) -> Reading:
        return attrs.evolve(reading, changes=tuple(canonical(change) for change in reading.changes))

    return attrs.evolve(question, readings=Entries(read(reading) for reading in question.readings))


def _with_parties(scheme: Scheme) -> Scheme:
    """Entries name the parties of the responsibilities that name them, and those of their measure."""
    named: dict[str, dict[str, None]] = {}
    for duty in scheme.responsibilities:
        for id_ in duty.entries:
            named.setdefault(id_, {}).update(dict.fromkeys(duty.parties))
    # A measure hands its parties on to the measures in it, so those around others come first.
    lines = set(scheme.measures.ids)
    inside = {line.id: [id_ for id_ in line.entries if id_ in lines] for line in scheme.measures}
    for id_ in reversed(tuple(TopologicalSorter(inside).static_order())):
        line = scheme.measures[id_]
        own = dict.fromkeys((*line.parties, *named.get(id_, ())))
        for other in line.entries:
            named.setdefault(other, {}).update(own)

    def filled(entries: Entries[E]) -> Entries[E]:
        return Entries(
            attrs.evolve(entry, parties=tuple(dict.fromkeys((*entry.parties, *named.get(entry.id, ())))))
            for entry in entries
        )

    return attrs.evolve(
        scheme,
        targets=filled(scheme.targets),
        criteria=filled(scheme.criteria),
        obligations=filled(scheme.obligations),
        measures=filled(scheme.measures),
        benefits=filled(scheme.benefits),
        consequences=filled(scheme.consequences),
        phases=Entries(attrs.evolve(phase, tasks=filled(phase.tasks)) for phase in scheme.phases),
        procedures=Entries(attrs.evolve(one, steps=filled(one.steps)) for one in scheme.procedures),
    )
