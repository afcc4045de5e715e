"""What must hold of indicators: names that exist, units that fit, formulas that make sense, no circles."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from cyxc.model.indicator import Indicator
from cyxc.reached import reached
from cyxc.rules.formula import Formula
from cyxc.schemefile.draft import Draft
from cyxc.schemefile.marks import Path, Source

MOST_STEPS = 50
"""How long a chain of formulas, parts or combinations may be; evaluation walks them by recursion."""


def check_indicator(indicator: Indicator, draft: Draft, source: Source, path: Path) -> None:
    """Names, units and kinds of one indicator and its formula."""
    if indicator.formula is not None:
        names = indicator.formula.indicators
        draft.name("indicators", names, "unknown-indicator", (*path, "formula"), source)
    draft.name("indicators", indicator.part_of, "unknown-indicator", (*path, "part_of"), source)
    if indicator.id in indicator.part_of:
        source.fault("names-itself", (*path, "part_of"))
    if indicator.attendances_of is not None:
        heads = (*path, "attendances_of")
        draft.name("indicators", [indicator.attendances_of], "unknown-indicator", heads, source)
    if indicator.id in draft.unsure:
        if indicator.formula is not None:
            _check_terms(indicator.formula, draft, source, (*path, "formula"))
        return
    if (
        indicator.measure.dimension in ("item", "session")
        and indicator.thing is None
        and not indicator.formula
    ):
        source.fault("thing-missing", path, unit=indicator.unit)
    if indicator.fact is not None and indicator.measure.dimension != "item":
        source.fault("fact-of-no-places", (*path, "fact"), unit=indicator.unit)
    for id_ in indicator.part_of:
        whole = draft.indicator(id_)
        if whole is not None and not indicator.measure.converts_to(whole.measure):
            source.fault("part-of-other-unit", (*path, "part_of"), whole=id_)
    _check_attendances(indicator, draft, source, (*path, "attendances_of"))
    stated = indicator.stated
    if stated is not None and not stated.measure.converts_to(indicator.measure):
        source.fault("rule-unit", (*path, "stated"), figure=str(stated), unit=indicator.unit)
    if indicator.formula is not None:
        _check_formula(indicator, indicator.formula, draft, source, path)


def _check_attendances(indicator: Indicator, draft: Draft, source: Source, path: Path) -> None:
    if indicator.attendances_of is None:
        return
    heads = draft.indicator(indicator.attendances_of)
    persons = heads is None or heads.measure.dimension == "person"
    if indicator.measure.dimension != "attendance" or not persons:
        source.fault("attendances-of", path)


def _check_formula(indicator: Indicator, formula: Formula, draft: Draft, source: Source, path: Path) -> None:
    inside = (*path, "formula")
    if formula.denominator and indicator.kind != "rate":
        source.fault("division-is-rate", (*path, "kind"), kind=indicator.kind)
    terms = _check_terms(formula, draft, source, inside)
    if terms is None:
        return
    top = terms[formula.numerator[0].indicator]
    if not formula.denominator:
        _check_sum(indicator, list(terms.values()), source, inside)
        return
    bottom = terms[formula.denominator[0].indicator]
    quotient = f"{top.measure.dimension}/{bottom.measure.dimension}"
    expected = "share" if top.measure.converts_to(bottom.measure) else quotient
    if indicator.measure.dimension != expected:
        source.fault("formula-unit", inside, unit=indicator.unit, found=f"{top.unit}/{bottom.unit}")


def _check_terms(formula: Formula, draft: Draft, source: Source, path: Path) -> dict[str, Indicator] | None:
    """The terms of a formula; None where one is not known for sure or they don't add."""
    terms = {id_: term for id_ in formula.indicators if (term := draft.indicator(id_)) is not None}
    before = len(source.problems)
    for term in terms.values():
        if term.kind == "rate" and len(formula.terms) > 1:
            source.fault("rate-in-sum", path, term=term.id)
    for side in (formula.numerator, formula.denominator):
        known = [terms[term.indicator] for term in side if term.indicator in terms]
        for other in known[1:]:
            if not known[0].measure.converts_to(other.measure):
                source.fault("sum-of-units", path, first=known[0].id, second=other.id)
        kinds = {term.kind for term in known} - {"rate"}
        if len(kinds) > 1:
            said = ", ".join(f"{term.id}: {term.kind}" for term in known)
            source.fault("sum-of-kinds", path, kinds=said)
    good = len(source.problems) == before and len(terms) == len(formula.indicators)
    return terms if good else None


def _check_sum(indicator: Indicator, terms: list[Indicator], source: Source, inside: Path) -> None:
    if not indicator.measure.converts_to(terms[0].measure):
        source.fault("formula-unit", inside, unit=indicator.unit, found=terms[0].unit)
    if terms[0].kind != indicator.kind:
        source.fault("formula-kind", inside, found=terms[0].kind, kind=indicator.kind)
    things = {term.counted for term in terms}
    if len(things) > 1 and indicator.thing is None:
        source.fault("sum-of-things", inside, things=", ".join(sorted(map(str, things))))


def check_circles(draft: Draft, source: Source, place: Callable[[str, str, str], Path]) -> None:
    """Notes what rests on itself; `place` is where an entry's key stands."""
    indicators, targets = draft.scheme.indicators, draft.scheme.targets
    formulas = {i.id: () if i.formula is None else i.formula.indicators for i in indicators}
    graphs: tuple[tuple[str, str, Mapping[str, Iterable[str]]], ...] = (
        ("indicators", "formula", formulas),
        ("indicators", "part_of", {i.id: [w for w in i.part_of if w != i.id] for i in indicators}),
        ("targets", "rule", {target.id: target.children for target in targets}),
        ("targets", "part_of", {t.id: [t.part_of] if t.part_of not in (None, t.id) else [] for t in targets}),
    )
    for list_, key, graph in graphs:
        circles = list(circling(graph))
        for id_ in circles:
            source.fault("circle", place(list_, id_, key), id=id_)
            if source.full:
                break
        for id_ in () if circles else too_deep(graph):
            source.fault("chain-too-long", place(list_, id_, key), id=id_, most=str(MOST_STEPS))


def too_deep(graph: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The first node that rests on others through too many steps, in a graph without circles."""
    steps: dict[str, int] = {}
    for id_ in TopologicalSorter(graph).static_order():
        steps[id_] = 1 + max((steps[other] for other in graph.get(id_, ())), default=0)
        if steps[id_] > MOST_STEPS:
            yield id_
            return


def circling(graph: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The nodes that can be reached from themselves, in order."""
    onward = {id_: [other for other in others if other in graph] for id_, others in graph.items()}
    backward: dict[str, list[str]] = {id_: [] for id_ in graph}
    for id_, others in onward.items():
        for other in others:
            backward[other].append(id_)
    # What leads nowhere can't circle: taking it away leaves little or, nearly always, nothing.
    ways = {id_: len(others) for id_, others in onward.items()}
    ends = [id_ for id_, count in ways.items() if not count]
    while ends:
        for before in backward[ends.pop()]:
            ways[before] -= 1
            if not ways[before]:
                ends.append(before)
    left = [id_ for id_, count in ways.items() if count]
    return (id_ for id_ in left if id_ in reached(onward[id_], onward.__getitem__))
