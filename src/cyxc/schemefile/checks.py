"""What must hold in a scheme beyond its shape: names that exist, units that fit, readings that can stand."""

from collections.abc import Callable, Iterable, Iterator

from cyxc.model.entry import LEVELS
from cyxc.model.indicator import Indicator
from cyxc.model.question import Question, Reading
from cyxc.model.scheme import ENTRY_LISTS, Scheme
from cyxc.model.target import Target
from cyxc.rules.rules import ROLES, Combination, Growth, Level, Numeric, Reference, Rise, numeric, unit_fault
from cyxc.schemefile.overlay import CHANGEABLE, overlaid
from cyxc.schemefile.source import Path, Source


def check(scheme: Scheme, source: Source, concepts: Iterable[str]) -> None:
    """Notes in `source` everything that is wrong with `scheme`, under the plain and under every reading."""
    _check_ids(scheme, source)
    _check_names(scheme, source)
    known = (*concepts, *scheme.concepts.ids)
    for indicator in scheme.indicators:
        path = ("indicators", indicator.id)
        if indicator.concept is not None and indicator.concept not in known:
            source.fault("unknown-concept", (*path, "concept"), name=indicator.concept, known=known)
        check_indicator(indicator, scheme, source, path)
    _check_circles(scheme, source)
    for target in scheme.targets:
        check_target(target, scheme, source, ("targets", target.id))
    for phase in scheme.phases:
        if not phase.window.orderly():
            source.fault("window-backwards", ("phases", phase.id))
    for duty in scheme.responsibilities:
        path = ("responsibilities", duty.id)
        _known(duty.parties, scheme.parties.ids, "unknown-party", (*path, "parties"), source)
        _known(duty.entries, scheme.entries.ids, "unknown-target", (*path, "for"), source)
    if not source.problems:
        for question in scheme.questions:
            _check_question(question, scheme, source)
        _check_touched_twice(scheme, source)


def _known(
    names: Iterable[str | None], known: tuple[str, ...], code: str, path: Path, source: Source
) -> bool:
    wrong = [name for name in names if name is not None and name not in known]
    for name in wrong:
        source.fault(code, path, name=name, known=known)
    return not wrong


def _check_ids(scheme: Scheme, source: Source) -> None:
    for name in (*ENTRY_LISTS, "parties", "concepts"):
        ids = getattr(scheme, name).ids
        for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            source.fault("duplicate-id", (name, id_), id=id_)


def _check_names(scheme: Scheme, source: Source) -> None:
    owners: dict[str, str] = {}
    for indicator in scheme.indicators:
        for name in dict.fromkeys((indicator.id, indicator.name.zh, indicator.name.en, *indicator.aliases)):
            other = owners.setdefault(name, indicator.id)
            if other != indicator.id:
                source.fault("name-taken", ("indicators", indicator.id), taken=name, other=other)


def check_indicator(indicator: Indicator, scheme: Scheme, source: Source, path: Path) -> None:
    """Names, units and kinds of one indicator and its formula."""
    ids = scheme.indicators.ids
    related = _known(indicator.part_of, ids, "unknown-indicator", (*path, "part_of"), source)
    if indicator.measure.dimension in ("item", "session") and indicator.thing is None:
        source.fault("thing-missing", path, unit=indicator.unit)
    if related:
        for whole in indicator.part_of:
            if not indicator.measure.converts_to(scheme.indicators[whole].measure):
                source.fault("part-of-other-unit", (*path, "part_of"), whole=whole)
    heads = indicator.attendances_of
    if heads is not None and _known([heads], ids, "unknown-indicator", (*path, "attendances_of"), source):
        persons = scheme.indicators[heads].measure.dimension == "person"
        if indicator.measure.dimension != "attendance" or not persons:
            source.fault("attendances-of", (*path, "attendances_of"))
    stated = indicator.stated
    if stated is not None and not stated.measure.converts_to(indicator.measure):
        source.fault("rule-unit", (*path, "stated"), figure=str(stated), unit=indicator.unit)
    formula = indicator.formula
    if formula is not None and _known(
        formula.indicators, ids, "unknown-indicator", (*path, "formula"), source
    ):
        _check_formula(indicator, scheme, source, path)


def _check_formula(indicator: Indicator, scheme: Scheme, source: Source, path: Path) -> None:
    formula = indicator.formula
    assert formula is not None
    inside = (*path, "formula")
    terms = [scheme.indicators[term] for term in formula.indicators]
    for term in terms:
        if term.kind == "rate" and len(formula.terms) > 1:
            source.fault("rate-in-sum", inside, term=term.id)
    sides = [
        [scheme.indicators[term.indicator] for term in side]
        for side in (formula.numerator, formula.denominator)
    ]
    for side in sides:
        for other in side[1:]:
            if not side[0].measure.converts_to(other.measure):
                source.fault("sum-of-units", inside, first=side[0].id, second=other.id)
    top, bottom = sides[0][0], sides[1][0] if sides[1] else None
    if bottom is None:
        _check_sum(indicator, terms, source, inside)
        return
    if indicator.kind != "rate":
        source.fault("division-is-rate", path, kind=indicator.kind)
    quotient = f"{top.measure.dimension}/{bottom.measure.dimension}"
    expected = "share" if top.measure.converts_to(bottom.measure) else quotient
    if indicator.measure.dimension != expected:
        source.fault("formula-unit", inside, unit=indicator.unit, found=f"{top.unit}/{bottom.unit}")


def _check_sum(indicator: Indicator, terms: list[Indicator], source: Source, inside: Path) -> None:
    if not indicator.measure.converts_to(terms[0].measure):
        source.fault("formula-unit", inside, unit=indicator.unit, found=terms[0].unit)
    if {term.kind for term in terms} != {indicator.kind}:
        kinds = ", ".join(f"{term.id}: {term.kind}" for term in terms)
        source.fault("sum-of-kinds", inside, kinds=kinds, kind=indicator.kind)
    things = {term.counted for term in terms}
    if len(things) > 1 and indicator.thing is None:
        source.fault("sum-of-things", inside, things=", ".join(sorted(map(str, things))))


def _check_circles(scheme: Scheme, source: Source) -> None:
    def parts(id_: str) -> Iterable[str]:
        found = scheme.indicators.get(id_)
        return found.formula.indicators if found is not None and found.formula is not None else ()

    for indicator in scheme.indicators:
        if indicator.id in _reached(indicator.id, parts):
            source.fault("circle", ("indicators", indicator.id, "formula"), id=indicator.id)
    combined = {target.id: target.children for target in scheme.targets}
    for target in scheme.targets:
        if target.id in _reached(target.id, lambda id_: combined.get(id_, ())):
            source.fault("circle", ("targets", target.id, "rule"), id=target.id)


def _reached(start: str, following: Callable[[str], Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(following(start))
    while waiting:
        id_ = waiting.pop()
        if id_ not in reached:
            reached.add(id_)
            waiting.extend(following(id_))
    return reached


def check_target(target: Target, scheme: Scheme, source: Source, path: Path) -> None:
    """Names, units and window of one target."""
    _known(target.questions, scheme.questions.ids, "unknown-question", (*path, "questions"), source)
    _known(target.parties, scheme.parties.ids, "unknown-party", (*path, "parties"), source)
    for key in ("part_of", "restates"):
        other = getattr(target, key)
        _known([other], scheme.targets.ids, "unknown-target", (*path, key), source)
        if other == target.id:
            source.fault("names-itself", (*path, key))
    if target.restates is not None and (first := scheme.targets.get(target.restates)) is not None:
        if first.restates is not None:
            source.fault("restates-a-restatement", (*path, "restates"), other=first.id)
    if not target.window.orderly():
        source.fault("window-backwards", path)
    if target.level not in LEVELS:
        source.fault("unknown-level", path, name=target.level, known=tuple(LEVELS))
    if isinstance(target.rule, Combination):
        _check_combination(target, target.rule, scheme, source, path)
    elif not target.indicators:
        source.fault("indicator-missing", path)
    elif _known(target.indicators, scheme.indicators.ids, "unknown-indicator", (*path, "indicator"), source):
        rule = numeric(target.rule)
        assert rule is not None
        for indicator in target.indicators:
            _check_rule(rule, scheme.indicators[indicator], source, (*path, "rule"))


def _check_combination(
    target: Target, rule: Combination, scheme: Scheme, source: Source, path: Path
) -> None:
    _known(rule.targets, scheme.targets.ids, "unknown-target", (*path, "rule"), source)
    if not rule.targets or (rule.need is not None and not 1 <= rule.need <= len(rule.targets)):
        source.fault("need-out-of-range", (*path, "rule"), count=str(len(rule.targets)))
    if target.indicator is not None:
        source.fault("indicator-beside-combination", (*path, "indicator"))


def _check_rule(rule: Numeric, indicator: Indicator, source: Source, path: Path) -> None:
    fault = unit_fault(rule, indicator.measure)
    if fault is not None:
        figure = getattr(rule, "figure", None) or getattr(rule, "lower", "")
        source.fault(fault, path, figure=str(figure), unit=indicator.unit)
        return
    if isinstance(rule, Growth | Rise | Reference) and rule.role not in ROLES:
        source.fault("unknown-role", path, name=rule.role, known=ROLES)
    if isinstance(rule, Growth) and not 1 <= rule.years <= 100:
        source.fault("years-out-of-range", path)
    if isinstance(rule, Level) and rule.expected is not None:
        span = rule.expected.in_(indicator.measure) - rule.figure.in_(indicator.measure)
        if (span < 0) == rule.op.floor:
            source.fault("expected-below-floor", path)


def _check_question(question: Question, scheme: Scheme, source: Source) -> None:
    path = ("questions", question.id, "readings")
    plain = [reading for reading in question.readings if reading.plain]
    if len(question.readings) < 2:
        source.fault("one-reading", path)
    if len(plain) != 1:
        source.fault("plain-readings", path, count=str(len(plain)))
    for reading in question.readings:
        inside = (*path, reading.id)
        if (reading.plain or reading.without_number) and reading.changes:
            source.fault("changes-not-allowed", inside)
        elif reading.changes:
            _check_reading(reading, scheme, source, inside)
        elif not reading.plain and not reading.without_number:
            source.fault("reading-changes-nothing", inside)


def _check_reading(reading: Reading, scheme: Scheme, source: Source, path: Path) -> None:
    named = True
    for change in reading.changes:
        if change.list not in CHANGEABLE:
            source.fault("unknown-list", path, name=change.list, known=tuple(CHANGEABLE))
            named = False
            continue
        known = getattr(scheme, change.list).ids
        code = "unknown-indicator" if change.list == "indicators" else "unknown-target"
        named &= _known([change.entry], known, code, path, source)
    before = len(source.problems)
    read = overlaid(scheme, reading.changes, source, path) if named else scheme
    if not named or len(source.problems) > before:
        return
    for change in reading.changes:
        if change.list == "indicators":
            check_indicator(read.indicators[change.entry], read, source, path)
        else:
            check_target(read.targets[change.entry], read, source, path)


def touches(question: Question) -> Iterator[tuple[str, str, str]]:
    """The keys a question's readings change, as (list, entry, key), each once."""
    seen: dict[tuple[str, str, str], None] = {}
    for reading in question.readings:
        for change in reading.changes:
            for key in change.keys:
                seen[change.list, change.entry, key] = None
    yield from seen


def _check_touched_twice(scheme: Scheme, source: Source) -> None:
    owners: dict[tuple[str, str, str], str] = {}
    for question in scheme.questions:
        for key in touches(question):
            other = owners.setdefault(key, question.id)
            if other != question.id:
                source.fault(
                    "touched-twice", ("questions", question.id), other=other, entry=key[1], key=key[2]
                )
