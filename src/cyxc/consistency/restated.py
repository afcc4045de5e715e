"""Tasks the document states twice: said again, or in persons and in attendances."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from cyxc.consistency.figures import level
from cyxc.consistency.finding import Finding, finding
from cyxc.consistency.spans import binding, span
from cyxc.consistency.words import say
from cyxc.evaluate.wording import figure_text, rule_text
from cyxc.language import Text, both, joined
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.numbers.quantity import Figure
from cyxc.rules.rules import Level


def restated(scheme: Scheme) -> Iterator[Finding]:
    """A finding for each pair of targets that state one task, and whether their figures are the same.

    A criterion that is said again has no figure to compare and is left to its `restates`.
    """
    for target in scheme.targets:
        first = None if target.restates is None else scheme.targets.get(target.restates)
        if first is not None:
            yield _said_again(first, target, scheme, "same" if _alike(first, target) else "other")
    for first, target in combinations(binding(scheme), 2):
        unmarked = first.restates is None and target.restates is None
        same = (first.indicators, first.rule) == (target.indicators, target.rule)
        if unmarked and same and span(first) == span(target):
            yield _said_again(first, target, scheme, "unmarked")
    yield from _in_attendances(scheme)


def _said_again(first: Target, again: Target, scheme: Scheme, how: str) -> Finding:
    said = say("restated", how, first=first.text, again=again.text)
    if first.window != again.window:
        said = say("restated", "other_time", said=said, first=first.window, again=again.window)
    one, other = level(first), level(again)
    if one is not None and other is not None:
        sign = "=" if _values(one) == _values(other) else "≠"
        arithmetic = joined([_figures(one), _figures(other)], f" {sign} ", f" {sign} ")
    else:
        arithmetic = joined([rule_text(first.rule, scheme), rule_text(again.rule, scheme)], "；", "; ")
    return finding(scheme, "restated", arithmetic, said, entries=(first, again))


def _alike(first: Target, again: Target) -> bool:
    one, other = level(first), level(again)
    if one is None or other is None:
        return (first.rule, first.indicators) == (again.rule, again.indicators)
    same_unit = one.figure.measure.converts_to(other.figure.measure)
    return same_unit and one.op == other.op and _values(one) == _values(other)


def _in_attendances(scheme: Scheme) -> Iterator[Finding]:
    asked = [(target, rule) for target in binding(scheme) if (rule := level(target)) is not None]
    for times, other in asked:
        indicator = None if times.indicator is None else scheme.indicators[times.indicator]
        if indicator is None or indicator.attendances_of is None or not other.op.floor:
            continue
        for heads, one in asked:
            if (
                heads.indicator == indicator.attendances_of
                and span(heads) == span(times)
                and one.op == other.op
            ):
                more = _values(other)[0] - _values(one)[0]
                how, sign = ("same", "=") if not more else ("more", "<") if more > 0 else ("fewer", ">")
                said: Text = say("restated", f"attendances_{how}", heads=heads.text, times=times.text)
                arithmetic = joined([_figures(one), _figures(other)], f" {sign} ", f" {sign} ")
                yield finding(scheme, "restated", arithmetic, said, entries=(heads, times))


def _values(rule: Level) -> list[Fraction]:
    """The figures in base units, the one that decides first."""
    figures = (rule.figure, rule.expected)
    return [Fraction(one.value) * one.measure.factor for one in figures if one is not None]


def _figures(rule: Level) -> Text:
    """5–10 for a span, 500, 45%; with the unit where it is not the thing counted itself."""
    figures = (rule.figure, rule.expected)
    return joined([_number(one) for one in figures if one is not None], "–", "–")


def _number(figure: Figure) -> Text:
    counted = figure.measure.whole and figure.measure.factor == 1
    return both(f"{figure.value:,f}") if counted else figure_text(figure)
