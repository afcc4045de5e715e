"""Everything the document's own figures and relations show, under its readings one at a time."""

from collections.abc import Iterator
from fractions import Fraction

from cyxc.consistency.arithmetic import check_arithmetic, condition_text, sum_text
from cyxc.consistency.checks import Check, Whole, checks, wholes
from cyxc.consistency.feasible import Conflict, conflicts
from cyxc.consistency.finding import KINDS, Finding, finding
from cyxc.consistency.linear import Constraint
from cyxc.consistency.restated import restated
from cyxc.consistency.sums import Sum, Sums, plus
from cyxc.consistency.windows import overruns
from cyxc.consistency.words import say
from cyxc.evaluate.wording import figure_text, quantity_text, rule_text, value_text
from cyxc.language import Text, both, joined
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import rounded
from cyxc.numbers.quantity import Quantity
from cyxc.rules.line import Op


def check(scheme: Scheme) -> tuple[Finding, ...]:
    """See `Scheme.check`."""
    plain = scheme.under({question: scheme.questions[question].plain.id for question, _ in scheme.answers})
    own = {_what(one): one for one in _findings(scheme, plain)}
    found = list(own.values())
    for question in scheme.questions:
        in_force = scheme.reading(question.id)
        for reading in question.readings:
            if reading != in_force and (reading.changes or reading.plain):
                other = scheme.under({question.id: reading.id})
                found.extend(one for one in _findings(other, plain) if _what(one) not in own)
    return tuple(sorted(found, key=lambda one: _order(one, scheme)))


def _what(found: Finding) -> tuple[object, ...]:
    return found.kind, found.entries, found.indicators, found.arithmetic


def _order(found: Finding, scheme: Scheme) -> tuple[object, ...]:
    first = scheme.clause_order(found.clauses[0])
    return first, found.answers != scheme.answers, KINDS.index(found.kind)


def _findings(scheme: Scheme, plain: Scheme) -> Iterator[Finding]:
    for compared in checks(scheme):
        yield _of_check(compared, scheme)
    for whole in wholes(scheme):
        yield _of_whole(whole, scheme)
    for conflict in conflicts(scheme, plain):
        yield _of_conflict(conflict, scheme)
    yield from overruns(scheme)
    yield from restated(scheme)


def _of_check(compared: Check, scheme: Scheme) -> Finding:
    known = compared.known
    targets = [compared.target, *(one.target for one in known)]
    stated = [one.indicator for one in known if one.target is None]
    return finding(
        scheme,
        compared.outcome,
        check_arithmetic(compared),
        _said_of_check(compared, scheme),
        entries=[target for target in targets if target is not None],
        indicators=[compared.indicator, *stated],
    )


def _said_of_check(compared: Check, scheme: Scheme) -> Text:
    rule, indicator = compared.asked, compared.indicator
    value = value_text(Quantity(compared.value, indicator.measure), rule)
    about = {"name": indicator.name, "value": value, "asked": figure_text(rule.figure)}
    if compared.outcome == "agrees":
        return say("figures", "agrees", **about)
    if compared.outcome == "disagrees":
        how = "divided" if compared.passes else "disagrees"
        return say("figures", how, rule=rule_text(rule, scheme), **about)
    said = say("figures", "rounds", **about)
    if compared.passes:
        return said
    if compared.needed is None:
        return say("figures", "rounds_unequal", said=said, rule=rule_text(rule, scheme))
    unit = compared.top.unit
    needed, top = (
        quantity_text(Quantity(n / unit.factor, unit)) for n in (compared.needed, compared.top.total)
    )
    return say("figures", "rounds_short", said=said, needed=needed, top=top)


def _of_whole(compared: Whole, scheme: Scheme) -> Finding:
    part, whole = compared.part, compared.whole
    sign = "=" if compared.outcome == "agrees" else ">"
    own = part.figure.measure
    numbers = [rounded(one.figure.in_(own), 4) for one in (part, whole)]
    named = {"part": part.indicator.name, "whole": whole.indicator.name, "figure": figure_text(part.figure)}
    how = "all_of_it" if compared.outcome == "agrees" else "above_whole"
    return finding(
        scheme,
        compared.outcome,
        both(f" {sign} ".join(numbers)),
        say("figures", how, all=figure_text(whole.figure), **named),
        entries=[one.target for one in (whole, part) if one.target is not None],
        indicators=[one.indicator for one in (whole, part) if one.target is None],
    )


def _of_conflict(conflict: Conflict, scheme: Scheme) -> Finding:
    sums = Sums(scheme)
    shown = [
        (one, times)
        for one, times in zip(conflict.held, conflict.multipliers, strict=True)
        if not one.plainly
    ]
    lines = [condition_text(one, scheme, sums) for one, _ in shown]
    numbered = [Text(f"({n}) {line.zh}", f"({n}) {line.en}") for n, line in enumerate(lines, 1)]
    added = _multiples([times for _, times in shown])
    absurd = _added([(one.constraint, times) for one, times in shown], scheme, sums)
    last = Text(f"{added}：{absurd.zh}", f"{added}: {absurd.en}")
    targets = [scheme.targets[one.id] for one in conflict.held if one.source == "target"]
    declared = [scheme.indicators[one.id] for one in conflict.held if one.source != "target"]
    return finding(
        scheme,
        "infeasible",
        joined([*numbered, last], "；", "; "),
        _said_of_conflict(conflict, scheme, sums),
        entries=sorted(targets, key=lambda target: scheme.targets.ids.index(target.id)),
        indicators=declared,
    )


def _multiples(multipliers: list[int]) -> str:
    """(1) + 2 × (2) − (3): an equation may be taken away too."""
    found = ""
    for number, times in enumerate(multipliers, 1):
        sign = (" − " if times < 0 else " + ") if found else ("−" if times < 0 else "")
        found += sign + (f"({number})" if abs(times) == 1 else f"{abs(times)} × ({number})")
    return found


def _added(shown: list[tuple[Constraint, int]], scheme: Scheme, sums: Sums) -> Text:
    """What the conditions add up to: nothing is at least (more than) something that is there."""
    total: Sum = {}
    for one, times in shown:
        total = plus(total, dict(one.coefficients), Fraction(-times))
    total = {name: weight for name, weight in total.items() if weight}
    constant = sum((one.constant * times for one, times in shown), Fraction(0))
    sign = ">" if any(one.op is Op.MORE_THAN for one, _ in shown) else "≥"
    left = both(rounded(constant, 6)) if constant or not total else None
    said = sum_text(total, left, scheme, sums)
    return Text(f"0 {sign} {said.zh}", f"0 {sign} {said.en}")


def _said_of_conflict(conflict: Conflict, scheme: Scheme, sums: Sums) -> Text:
    targets = dict.fromkeys(one.id for one in conflict.held if one.source == "target")
    named = joined([scheme.targets[id_].text for id_ in targets], "；", "; ")
    above = [one.constraint for one in conflict.held if one.plainly]
    why = say("feasible", "absurd")
    if above:
        positive = dict.fromkeys(sum_text(dict(one.coefficients), None, scheme, sums) for one in above)
        why = say("feasible", "absurd_zero", above=joined(list(positive)))
    if not conflict.kept:
        return say("feasible", "infeasible", targets=named, why=why)
    lines = [condition_text(one, scheme, sums) for one in conflict.kept]
    return say("feasible", "infeasible_if", targets=named, why=why, relation=joined(lines))
