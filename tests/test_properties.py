"""What holds of every scheme and all figures, on the packaged schemes and on random small ones.

Expected values come from `Oracle`, the semantics of the design written once more with plain fractions, from
arithmetic in the test, or from trying everything out; never from the library.
"""

import copy
import json
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from math import prod
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import testing

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
MANY = settings(deadline=None, max_examples=100, suppress_health_check=SLOW)
SOME = settings(MANY, max_examples=40)
FEW = settings(MANY, max_examples=8)

packaged = pytest.mark.parametrize("name", cyxc.PACKAGED)
dates = st.sampled_from((None, "2019-06-30", "2020-03-31", "2020-06-30", "2020-12-31", "2021-06-30"))

DUE = {"2020": date(2020, 12, 31), "2021-06-30": date(2021, 6, 30), "2020-03": date(2020, 3, 31)}
ONE = Fraction(1)
UNITS = {
    "人": ("person", ONE), "名": ("person", ONE), "人次": ("attendance", ONE), "场": ("session", ONE),
    "户": ("thing", ONE), "个": ("thing", ONE), "家": ("thing", ONE), "所": ("thing", ONE),
    "元": ("money", ONE), "平方米": ("area", ONE), "年": ("year", ONE), "百分点": ("points", ONE / 100),
    "1": ("share", ONE), "%": ("share", ONE / 100), "‰": ("share", ONE / 1000),
}  # fmt: skip
"""What units measure and what they come to, by hand; 万 makes ten thousand of one, 亿 a hundred million."""

WORSE = ("not_applicable", "invalid", "no_data", "not_due", "undefined", "not_met", "met")


def measure(unit: str) -> tuple[str, Fraction]:
    for prefix, times in (("万", 10**4), ("亿", 10**8)):
        if unit.startswith(prefix):
            dimension, size = measure(unit.removeprefix(prefix))
            return dimension, times * size
    return UNITS[unit]


def size(unit: str) -> Fraction:
    return measure(unit)[1]


def read(value: Any, own: str) -> Fraction | str:
    """What was handed in, in the indicator's unit `own`: a number, or why it is none."""
    number, unit = value if isinstance(value, tuple) else (value, own)
    if isinstance(value, str):
        match = re.fullmatch(r"(-?[0-9.]+)(.*)", value)
        assert match is not None, value
        number, unit = match[1], match[2] or own
    if number is None or number != number:
        return "no_data"
    if number == float("inf") or measure(unit)[0] != measure(own)[0]:
        return "invalid"
    return (
        (Fraction(repr(number)) if isinstance(number, float) else Fraction(number)) * size(unit) / size(own)
    )


def years(target: cyxc.Target) -> str:
    """How the years of a target count: within one year, or where no whole one fits, each way is the whole."""
    one_year = str(target.window.start)[:4] == str(target.window.due)[:4]
    december_to_march = str(target.window.due) == "2020-03"
    return "whole" if one_year or december_to_march else target.years


class Oracle:
    """The design's parts 3 and 4 by hand, for schemes of `testing.schemes` and figures that may be wrong."""

    def __init__(self, scheme: cyxc.Scheme, data: dict[str, Any], as_of: str | None = None) -> None:
        self.scheme, self.data = scheme, data
        self.as_of = None if as_of is None else date.fromisoformat(as_of)
        self.roles = (None, "before", "base", "national_average")
        self.known: dict[tuple[str, str | None], Fraction | str] = {}
        formulas = [i for i in scheme.indicators if i.formula is not None]
        for role in self.roles:
            unclear = self.unclear(role)
            for one in scheme.indicators:
                key = one.id if role is None else f"{one.id}@{role}"
                value = "no_data" if one.id in unclear else read(data.get(key), one.unit)
                self.known[one.id, role] = self.possible(one, value, role)
            for one in formulas:
                if not one.formula.denominator:
                    self.known[one.id, role] = self.computed(one, role)
            self.hold_together(role)
            for one in formulas:
                if one.formula.denominator:
                    self.known[one.id, role] = self.computed(one, role)

    def unclear(self, role: str | None) -> set[str]:
        """What rests on flows and is asked for over different times."""
        times: dict[str, set[Any]] = {}
        for target in self.scheme.targets:
            for id_ in self.inside(target, role):
                time = str(target.window), years(target)
                times.setdefault(id_, set()).add(time)
        flows = {one.id for one in self.scheme.indicators if one.kind == "flow"}
        for one in self.scheme.indicators:
            if one.formula is not None and flows & set(one.formula.indicators):
                flows.add(one.id)
        return {id_ for id_, found in times.items() if len(found) > 1} & flows

    def possible(self, one: cyxc.Indicator, value: Fraction | str, role: str | None) -> Fraction | str:
        if isinstance(value, str):
            return value
        in_base, counted = value * size(one.unit), measure(one.unit)[0] in ("person", "thing")
        wrong = (
            (value < 0 and not one.signed)
            or (counted and role != "national_average" and in_base.denominator != 1)
            or (one.unit in ("%", "‰") and not one.unbounded and in_base > 1)
        )
        return "invalid" if wrong else value

    def computed(self, one: cyxc.Indicator, role: str | None) -> Fraction | str:
        """Parts decide; where some are missing a figure handed in stands."""
        direct, sides = self.known[one.id, role], []
        for side in (one.formula.numerator, one.formula.denominator):
            terms = [(self.known[t.indicator, role], t.weight * size(self.unit(t.indicator))) for t in side]
            wrong = [value for value, _ in terms if isinstance(value, str)]
            sides.append(min(wrong, key=WORSE.index) if wrong else sum(v * w for v, w in terms))
        top, bottom = sides if one.formula.denominator else (sides[0], Fraction(1))
        wrong = [side for side in (top, bottom) if isinstance(side, str)]
        found: Fraction | str
        if wrong:
            found = min(wrong, key=WORSE.index)
        elif bottom == 0:
            found = "undefined"
        elif bottom < 0:
            found = "invalid"
        else:
            found = self.possible(one, top / bottom / size(one.unit), role)
        if found == "no_data":
            return direct
        assume(direct in ("no_data", "invalid"))  # a rate beside all of its parts: see test_states
        return "invalid" if direct == "invalid" else found

    def unit(self, id_: str) -> str:
        return self.scheme.indicators[id_].unit

    def hold_together(self, role: str | None) -> None:
        wrong = set()
        for one in self.scheme.indicators:
            # Of past and reference figures only those are looked at that something rests on.
            asked = role is None or any(one.id in self.inside(target, role) for target in self.scheme.targets)
            for whole in one.part_of if asked else ():
                pair = self.known[one.id, role], self.known[whole, role]
                if all(isinstance(value, Fraction) for value in pair) and pair[0] > pair[1]:
                    wrong |= {one.id, whole}
        for one in self.scheme.indicators:
            formula = one.formula
            if formula is not None and not formula.denominator and wrong & set(formula.indicators):
                wrong.add(one.id)
        self.known |= {(id_, role): "invalid" for id_ in wrong}

    def inside(self, target: cyxc.Target, role: str | None) -> set[str]:
        """The indicators a target rests on at a role."""
        there = role is None or getattr(plain_rule(target), "role", None) == role
        found = set(target.indicators) if there else set()
        for one in reversed(self.scheme.indicators):  # every formula stands behind its terms
            if one.id in found and one.formula is not None:
                found |= set(one.formula.indicators)
        return found

    def compare(self, id_: str, rule: Any) -> tuple[str, Fraction | None]:
        """How one indicator stands against a rule if it were due, and its margin where it has one."""
        value, unit, kind = self.known[id_, None], self.unit(id_), type(rule).__name__
        role = getattr(rule, "role", None)
        against = Fraction(0) if role is None else self.known[id_, role]
        wrong = [one for one in (value, against) if isinstance(one, str)]
        if wrong:
            return min(wrong, key=WORSE.index), None

        def said(figure: cyxc.Figure) -> Fraction:
            return Fraction(figure.value) * size(figure.unit) / size(unit)

        if kind == "Between":
            margins = [value - said(rule.lower), said(rule.upper) - value]
            return ("met" if min(margins) >= 0 else "not_met"), min(margins)
        if kind == "Growth":
            if against <= 0:
                return "undefined", None
            asked = against * (1 + Fraction(rule.figure.value) / 100) ** rule.years
        elif kind == "Rise":
            asked = against + said(rule.figure)
        else:
            asked = against if kind == "Reference" else said(rule.figure)
        op, above = rule.op.value, value - asked
        passed = {">=": above >= 0, ">": above > 0, "<=": above <= 0, "<": above < 0, "=": above == 0}[op]
        return ("met" if passed else "not_met"), (-above if "<" in op else above)

    def one(self, id_: str, rule: Any, target: cyxc.Target) -> str:
        status, _ = self.compare(id_, rule)
        if self.as_of is None or self.as_of >= DUE[str(target.window.due)] or status in WORSE[:3]:
            return status
        one, kind = self.scheme.indicators[id_], type(rule).__name__
        value, settled = self.known[id_, None], False
        if one.kind == "flow" and not one.signed and years(target) == "whole":
            # What has come in can't be taken back.
            if kind == "Level" and rule.op.floor:
                settled = status == "met"
            elif kind in ("Level", "Between"):
                figure = rule.upper if kind == "Between" else rule.figure
                above = value - Fraction(figure.value) * size(figure.unit) / size(one.unit)
                settled = status == "not_met" and (above > 0 or (above == 0 and rule.op.value == "<"))
        return status if settled else "not_due"

    def status(self, target: cyxc.Target, left_out: tuple[str, ...] = ()) -> str:
        if target.id in left_out:
            return "not_applicable"
        rule = target.rule
        if target.children:
            return bounds([self.status(self.scheme.targets[c], left_out) for c in target.children], rule.need)
        if type(rule).__name__ == "Each":
            return bounds([self.one(id_, rule.rule, target) for id_ in rule.indicators], None)
        return self.one(target.indicator, rule, target)


def plain_rule(target: cyxc.Target) -> Any:
    """A target's rule; of `each` the one that is repeated."""
    return getattr(target.rule, "rule", target.rule)


def bounds(statuses: list[str], need: int | None) -> str:
    """Met once enough are, not met once that can't be any more, else the first undecided status."""
    applicable = [status for status in statuses if status != "not_applicable"]
    if not applicable:
        return "not_applicable"
    m, k = len(applicable) if need is None else need, applicable.count("met")
    undecided = [status for status in applicable if status not in ("met", "not_met")]
    if k >= m:
        return "met"
    return "not_met" if k + len(undecided) < m else min(undecided, key=WORSE.index)


def numbers(scheme: cyxc.Scheme, data: dict[str, Any]) -> dict[str, Any]:
    """The same figures as exact numbers with their indicators' units."""
    said = {key: (read(value, unit_of(scheme, key)), unit_of(scheme, key)) for key, value in data.items()}
    return {key: pair for key, pair in said.items() if not isinstance(pair[0], str)}


def unit_of(scheme: cyxc.Scheme, key: str) -> str:
    return scheme.indicators[key.partition("@")[0]].unit


def statuses(evaluation: cyxc.Evaluation) -> dict[str, str]:
    return {verdict.id: verdict.status.value for verdict in evaluation}


def margins(evaluation: cyxc.Evaluation) -> dict[str, list[Fraction | None]]:
    """Every margin, in base units."""
    return {
        verdict.id: [one.margin and one.margin.value * one.margin.unit.factor for one in verdict.compared]
        for verdict in evaluation
    }


def terms(scheme: cyxc.Scheme, id_: str) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Numerator and denominator of an indicator in the figures that are handed in, weights in base units."""
    formula = scheme.indicators[id_].formula
    if formula is None:
        return {id_: Fraction(1)}, {}
    sides: tuple[dict[str, Fraction], dict[str, Fraction]] = {}, {}
    if not formula.denominator and len(formula.numerator) == 1:
        return terms(scheme, formula.numerator[0].indicator)
    for side, found in zip((formula.numerator, formula.denominator), sides, strict=True):
        for term in side:
            for base, weight in terms(scheme, term.indicator)[0].items():
                found[base] = found.get(base, Fraction(0)) + weight * term.weight
    return sides


def resting(scheme: cyxc.Scheme, target: cyxc.Target) -> set[str]:
    """The figures a target rests on."""
    found: set[str] = set()
    for child in target.children:
        found |= resting(scheme, scheme.targets[child])
    role = getattr(plain_rule(target), "role", None)
    for id_ in target.indicators:
        inputs = {base for side in terms(scheme, id_) for base in side}
        found |= inputs | ({f"{base}@{role}" for base in inputs} if role else set())
    return found


wrong_figures = st.sampled_from(
    (-1, Decimal("1.5"), float("inf"), float("nan"), None, (5, "平方米"), (7, "人"))
)


@st.composite
def spoilt(draw: st.DrawFn, scheme: cyxc.Scheme, past: bool = True) -> dict[str, Any]:
    """Figures of which some can't be, are missing, or contradict each other; past ones only where asked."""
    data = draw(testing.data_for(scheme, draw(st.booleans())))
    keys = sorted(key for key in data if past or "@" not in key)
    for key in draw(st.lists(st.sampled_from(keys), max_size=2)) if keys else ():
        figure = draw(wrong_figures)
        share = unit_of(scheme, key) in ("%", "‰")
        data[key] = (101, "%") if share and isinstance(figure, int | Decimal) else figure
    exact = numbers(scheme, data)
    if {"a", "b"} <= set(exact) and draw(st.integers(0, 5)) == 5:
        data["a"], data["b"] = exact["b"], exact["a"]
    return data


# What a verdict is.


def check_against_oracle(scheme: cyxc.Scheme, data: dict[str, Any], as_of: str | None) -> None:
    result, oracle = scheme.evaluate(data, as_of=as_of), Oracle(scheme, data, as_of)
    for target in scheme.targets:
        verdict = result[target.id]
        assert verdict.status == oracle.status(target), target
        if verdict.status == "not_due":
            assert verdict.so_far == Oracle(scheme, data).status(target), target
        for one in verdict.compared:
            rule = plain_rule(target)
            assert one.margin is None or one.margin.value == oracle.compare(one.indicator.id, rule)[1], target


@MANY
@given(st.data(), testing.schemes(), dates)
def test_verdicts_are_what_the_rules_say(data: st.DataObject, scheme: cyxc.Scheme, as_of: str | None) -> None:
    check_against_oracle(scheme, data.draw(spoilt(scheme)), as_of)


@SOME
@given(st.data(), testing.schemes())
def test_verdicts_are_what_the_rules_say_under_every_reading(
    data: st.DataObject, scheme: cyxc.Scheme
) -> None:
    figures = data.draw(spoilt(scheme))
    for answers in all_answers(scheme):
        check_against_oracle(scheme.under(answers), figures, None)


def all_answers(scheme: cyxc.Scheme) -> list[dict[str, str]]:
    """Every combination of readings that have a number."""
    choices = [
        [(question.id, reading.id) for reading in question.readings if not reading.without_number]
        for question in scheme.questions
    ]
    return [dict(answers) for answers in product(*choices)]


@MANY
@given(st.data(), testing.schemes())
def test_the_margins_sign_is_the_verdict(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    for verdict in scheme.evaluate(data.draw(spoilt(scheme))):
        for one in verdict.compared:
            if one.status in ("met", "not_met"):
                assert one.margin is not None
                op, margin = one.line.op.value, one.margin.value
                passed = margin == 0 if op == "=" else margin > 0 if op in ("<", ">") else margin >= 0
                assert passed == (one.status == "met")


def directions(scheme: cyxc.Scheme, indicator: str) -> dict[str, str]:
    """Where each figure an indicator rests on moves it: up, down, or either way."""
    top, bottom = terms(scheme, indicator)
    sides = {key: "up" if weight > 0 else "down" for key, weight in top.items()}
    for key in bottom:  # more below brings a loss nearer to nothing
        sides[key] = "down" if key not in top and all(weight > 0 for weight in top.values()) else "either"
    return sides


@st.composite
def moved(draw: st.DrawFn, scheme: cyxc.Scheme) -> tuple[Any, str, str, dict[str, Any], dict[str, Any]]:
    """A target with a direction, one of its figures and the side it stands on, and data before and after."""
    open_ended = [
        target
        for target in scheme.targets
        if target.indicators and getattr(plain_rule(target), "op", "=") != "="
    ]
    assume(open_ended)
    target = draw(st.sampled_from(open_ended))
    every = [directions(scheme, id_) for id_ in target.indicators]  # an `each` has several
    sides = {
        key: side
        for found in every
        for key, side in found.items()
        if side != "either" and all(other.get(key, side) == side for other in every)
    }
    key = draw(st.sampled_from([*sides] or [None]))
    assume(key is not None)
    before = numbers(scheme, draw(testing.data_for(scheme)))
    number, unit = before[key]
    more = draw(st.sampled_from((1, 2, 100, 10**12)))
    raised = (number * 2 if unit in ("%", "‰", "1") else number + more, unit)
    return target, key, sides[key], before, {**before, key: raised}


def check_monotone(target: cyxc.Target, side: str, before: cyxc.Verdict, after: cyxc.Verdict) -> None:
    floor = plain_rule(target).op.value in (">=", ">")
    better, worse = (before, after) if floor == (side == "down") else (after, before)
    assert (worse.status, better.status) != ("met", "not_met")
    if worse.margin is not None and better.margin is not None:
        assert worse.margin.value <= better.margin.value


@packaged
@FEW
@given(st.data())
def test_more_is_never_worse_under_packaged_schemes(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    target, _, side, before, after = data.draw(moved(scheme))
    check_monotone(target, side, scheme.evaluate(before)[target.id], scheme.evaluate(after)[target.id])


@MANY
@given(st.data(), testing.schemes())
def test_more_is_never_worse(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    target, _, side, before, after = data.draw(moved(scheme))
    check_monotone(target, side, scheme.evaluate(before)[target.id], scheme.evaluate(after)[target.id])


# One number has one verdict, however it is handed in.

OTHER_UNITS = {
    "人": ("人", "万人", "名", "亿人"), "人次": ("万人次", "人次"),
    "户": ("户", "家", "万户"), "个": ("个", "家"),
    "万元": ("元", "万元", "亿元"), "平方米": ("平方米", "万平方米"),
    "%": ("%", "1", "‰"), "‰": ("‰", "%", "1"), "1": ("1", "%"),
}  # fmt: skip


def respelled(draw: st.DrawFn | Any, data: dict[str, Any]) -> dict[str, Any]:
    """Exact figures in other units."""
    units = {key: draw(st.sampled_from(OTHER_UNITS.get(unit, (unit,)))) for key, (_, unit) in data.items()}
    return {key: (number * size(unit) / size(units[key]), units[key]) for key, (number, unit) in data.items()}


@packaged
@FEW
@given(st.data())
def test_the_unit_of_a_figure_changes_nothing_under_packaged_schemes(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    figures = numbers(scheme, data.draw(testing.data_for(scheme)))
    first, second = scheme.evaluate(figures), scheme.evaluate(respelled(data.draw, figures))
    assert statuses(first) == statuses(second)
    assert margins(first) == margins(second)


@SOME
@given(st.data(), testing.schemes())
def test_the_unit_of_a_figure_changes_nothing(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    figures = numbers(scheme, data.draw(testing.data_for(scheme, data.draw(st.booleans()))))
    first, second = scheme.evaluate(figures), scheme.evaluate(respelled(data.draw, figures))
    assert statuses(first) == statuses(second)
    assert margins(first) == margins(second)


def in_other_units(raw: Any, rise: bool = False) -> Any:
    """A scheme in interchange form with its indicators, and the figures about them, in other units."""
    other = {"人": "万人", "户": "亿户", "万元": "元", "%": "‰", "‰": "%"}
    rises = {**other, "百分点": "‰", "‰": "百分点"}  # a share in % rises by points
    if isinstance(raw, list):
        return [in_other_units(one) for one in raw]
    if not isinstance(raw, dict):
        return raw
    changed = {key: in_other_units(value, raw.get("kind") == "rise") for key, value in raw.items()}
    if raw.get("unit") in (rises if rise else other):
        changed["unit"] = (rises if rise else other)[raw["unit"]]
        if "value" in raw:
            value = Fraction(raw["value"]) * size(raw["unit"]) / size(changed["unit"])
            changed["value"] = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    return changed


@SOME
@given(st.data(), testing.schemes())
def test_the_unit_of_an_indicator_changes_nothing(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    other = cyxc.from_dict(in_other_units(scheme.to_dict()))
    figures = numbers(scheme, data.draw(testing.data_for(scheme, data.draw(st.booleans()))))
    assert statuses(scheme.evaluate(figures)) == statuses(other.evaluate(figures))
    assert margins(scheme.evaluate(figures)) == margins(other.evaluate(figures))


def spellings(number: Fraction, unit: str) -> list[Any]:
    """One number in every type; floats where their shortest spelling is the number."""
    text = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    forms: list[Any] = [Decimal(text), number, int(number) if number.denominator == 1 else number]
    forms += [float(text)] if Fraction(repr(float(text))) == number else []
    if unit not in ("%", "‰"):
        return [*forms, text, f"{text}{unit if unit != '1' else ''}"]
    return [*((form, unit) for form in forms), f"{text}{unit}", f" {text} {unit} "]


@SOME
@given(st.data(), testing.schemes())
def test_the_type_of_a_figure_changes_nothing(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    figures = numbers(scheme, data.draw(testing.data_for(scheme, data.draw(st.booleans()))))
    first = scheme.evaluate(figures)
    for _ in range(4):
        drawn = {key: data.draw(st.sampled_from(spellings(*figure))) for key, figure in figures.items()}
        assert statuses(scheme.evaluate(drawn)) == statuses(first)
        assert margins(scheme.evaluate(drawn)) == margins(first)


@SOME
@given(st.data(), testing.schemes(), st.randoms(use_true_random=False))
def test_the_order_of_figures_changes_nothing(
    data: st.DataObject, scheme: cyxc.Scheme, chance: random.Random
) -> None:
    figures = data.draw(spoilt(scheme))
    items = list(figures.items())
    chance.shuffle(items)
    first, second = scheme.evaluate(figures), scheme.evaluate(dict(items))
    assert first == second
    assert hash(first) == hash(second)
    assert everything(first) == everything(second)


# Exactly on the line.

HEAD = """
format: cyxc.scheme/1
id: small
version: "1"
title: {zh: 小, en: small}
place: {zh: 某地, en: somewhere, level: town}
term: {start: 2020, due: 2020}
"""


def small(indicators: dict[str, str], targets: dict[str, str], rest: str = "") -> cyxc.Scheme:
    """A scheme of one-line entries."""
    said = "clause: 一, text: {zh: 说, en: says}"
    text = HEAD + "indicators:\n"
    text += "".join(
        f"  {i}: {{{said}, name: {{zh: {i}, en: {i}}}, {keys}}}\n" for i, keys in indicators.items()
    )
    text += "targets:\n" + "".join(f"  {t}: {{{said}, {keys}}}\n" for t, keys in targets.items())
    return cyxc.loads(text + rest)


percents = st.integers(1, 10**6).map(lambda number: Decimal(number) / 10**4)
huge = st.integers(1, 10**3) | st.integers(10**11, 10**18)
moderate = st.integers(1, 10**11)
OPS: dict[str, Callable[[Fraction], bool]] = {
    "at_least": lambda gap: gap >= 0,
    "more_than": lambda gap: gap > 0,
    "at_most": lambda gap: gap <= 0,
    "less_than": lambda gap: gap < 0,
    "equals": lambda gap: gap == 0,
}


@MANY
@given(percents, st.sampled_from(sorted(OPS)), huge, st.sampled_from((0, 1, -1)), st.booleans())
def test_ratios_are_exact(percent: Decimal, op: str, times: int, off: int, large: bool) -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "r": "formula: a / b, rate: '%', unbounded: yes"},
        {"t": f"indicator: r, {op}: {percent:f} %"},
    )
    b = 10**6 * times * (10**6 if large else 1)
    exact = Fraction(percent) / 100 * b
    assert exact.denominator == 1
    a = max(0, int(exact) + off)
    verdict = scheme.evaluate({"a": a, "b": b})["t"]
    assert (verdict.status == "met") == OPS[op](Fraction(a, b) - Fraction(percent) / 100)
    assert abs(verdict.margin.value) == abs(Fraction(a, b) * 100 - Fraction(percent))


@MANY
@given(
    percents,
    st.integers(1, 3),
    st.sampled_from(("at_least", "more_than")),
    moderate,
    st.sampled_from((0, 1, -1)),
)
def test_growth_is_exact(percent: Decimal, years: int, op: str, times: int, off: int) -> None:
    scheme = small(
        {"a": "stock: 人"},
        {"t": f"indicator: a, growth: {{{op}: {percent:f} %, over: base, years: {years}}}"},
    )
    base = (10**6) ** years * times
    now = int(base * (1 + Fraction(percent) / 100) ** years) + off
    verdict = scheme.evaluate({"a": f"{now}人", "a@base": Fraction(base)})["t"]
    assert (verdict.status == "met") == OPS[op](Fraction(now, base) - (1 + Fraction(percent) / 100) ** years)


@MANY
@given(percents, st.sampled_from(("at_least", "more_than")), huge, huge, st.sampled_from((0, 1, -1)))
def test_rises_and_references_of_rates_are_exact(
    points: Decimal, op: str, before: int, now: int, off: int
) -> None:
    scheme = small(
        {"a": "stock: 人", "b": "stock: 人", "r": "formula: a / b, rate: '%', unbounded: yes"},
        {
            "rise": f"indicator: r, rise: {{{op}: {points:f} 百分点}}",
            "beats": f"indicator: r, {'better_than' if op == 'more_than' else 'at_least_as'}: local_average",
        },
    )
    whole_then, whole = before * 7, now * 10**6 * 7
    for role, rise, target in (("before", Fraction(points), "rise"), ("local_average", Fraction(0), "beats")):
        # a / b = 3 / 7 then, and as much more now as is asked.
        part = int((Fraction(3, 7) + rise / 100) * whole) + off
        data = {"a": part, "b": whole, f"a@{role}": before * 3, f"b@{role}": whole_then}
        gap = Fraction(part, whole) - Fraction(3, 7) - rise / 100
        assert (scheme.evaluate(data)[target].status == "met") == OPS[op](gap)


@SOME
@given(huge, huge, huge, huge)
def test_growth_of_a_rate_is_exact_on_any_figures(a: int, b: int, c: int, d: int) -> None:
    scheme = small(
        {"a": "stock: 人", "b": "stock: 人", "r": "formula: a / b, rate: '%', unbounded: yes"},
        {"t": "indicator: r, growth: 7 %"},
    )
    status = scheme.evaluate({"a": a, "b": b, "a@before": c, "b@before": d})["t"].status
    assert (status == "met") == (100 * a * d >= 107 * c * b)


# Copies, repetition, threads.


def everything(evaluation: cyxc.Evaluation) -> list[Any]:
    """All a verdict says that can be compared, worked out anew."""
    return [
        (
            v.id,
            v.status,
            v.so_far,
            v.value,
            v.threshold,
            v.margin,
            v.missing,
            v.agreement,
            v.lacking,
            v.counted,
        )
        for v in evaluation
    ]


@SOME
@given(st.data(), testing.schemes(), dates)
def test_copies_are_equal(data: st.DataObject, scheme: cyxc.Scheme, as_of: str | None) -> None:
    result = scheme.evaluate(data.draw(spoilt(scheme)), as_of=as_of)
    kept = [(scheme, None), (result, everything(result)), *((verdict, None) for verdict in result)]
    for original, said in kept:
        for copied in (pickle.loads(pickle.dumps(original)), copy.deepcopy(original), copy.copy(original)):
            assert copied == original
            assert hash(copied) == hash(original)
            assert said is None or everything(copied) == said
    again = pickle.loads(pickle.dumps(scheme)).evaluate(dict(result.values.given), as_of=as_of)
    assert statuses(again) == statuses(result)


@packaged
@FEW
@given(st.data())
def test_copies_are_equal_under_packaged_schemes(name: str, data: st.DataObject) -> None:
    result = cyxc.load(name).evaluate(data.draw(testing.data_for(cyxc.load(name), False)))
    for copied in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert copied == result
        assert (statuses(copied), margins(copied)) == (statuses(result), margins(result))
        assert copied.scheme == result.scheme
        assert hash(copied.scheme) == hash(result.scheme)


def test_pickles_are_read_in_another_process_whatever_its_hashes() -> None:
    scheme = cyxc.load("putuo-2019").under({"two-levels": "titles"})
    result = scheme.evaluate({"founders": 2500, "city_bases": 9, "district_bases": 8})
    hash(scheme), hash(result)
    program = (
        "import pickle, sys, cyxc\n"
        "scheme, result = pickle.load(sys.stdin.buffer)\n"
        "same = cyxc.load('putuo-2019').under({'two-levels': 'titles'})\n"
        "again = same.evaluate({'city_bases': 9, 'founders': 2500, 'district_bases': 8})\n"
        "assert scheme == same and hash(scheme) == hash(same) and {scheme: 1}[same] == 1\n"
        "assert result == again and hash(result) == hash(again)\n"
        "print([str(verdict.status) for verdict in result.targets])\n"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            input=pickle.dumps((scheme, result)),
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        assert run.stdout.decode().strip() == "['met', 'no_data', 'met', 'no_data', 'no_data']"


@SOME
@given(st.data(), testing.schemes(), dates)
def test_evaluating_twice_says_the_same(data: st.DataObject, scheme: cyxc.Scheme, as_of: str | None) -> None:
    figures = data.draw(spoilt(scheme))
    kept = dict(figures)
    first, second = (scheme.evaluate(figures, as_of=as_of) for _ in range(2))
    assert first == second
    assert everything(first) == everything(second) == everything(first)
    assert first.pivots == second.pivots
    assert list(figures) == list(kept), "the caller's mapping is left alone"


@SOME
@given(st.data(), testing.schemes())
def test_the_interchange_form_is_the_scheme(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    again = cyxc.from_dict(json.loads(json.dumps(scheme.to_dict())))
    assert again == scheme
    figures = data.draw(spoilt(scheme))
    assert statuses(again.evaluate(figures)) == statuses(scheme.evaluate(figures))


@SOME
@given(st.data(), testing.schemes(), dates)
def test_everything_can_be_said(data: st.DataObject, scheme: cyxc.Scheme, as_of: str | None) -> None:
    result = scheme.evaluate(data.draw(spoilt(scheme)), as_of=as_of, not_applicable=["t0"])
    assert json.loads(json.dumps(result.to_dict())) == result.to_dict()
    assert len(result.to_rows()) == len(scheme.targets)
    for verdict in result:
        assert all(verdict.explanation[language].strip() for language in ("zh", "en"))


@pytest.mark.parametrize("name", ["wuchang", "putuo-2019"])
def test_threads_agree(name: str) -> None:
    chance, threads = random.Random(8), 8
    raw = cyxc.load(name).to_dict()
    keys = [i["id"] for i in raw["indicators"] if "formula" not in i and i["unit"] not in ("%", "‰")]
    data = [{key: chance.randint(0, 3000) for key in keys if chance.random() < 0.8} for _ in range(20)]

    def run(scheme: cyxc.Scheme) -> list[Any]:
        results = [scheme.evaluate(figures) for figures in data]
        return [*map(statuses, results), *map(margins, results), everything(results[0]), results[0].pivots]

    alone = run(cyxc.from_dict(raw))
    fresh, barrier = cyxc.from_dict(raw), Barrier(threads)  # nothing has been worked out for it yet
    result = fresh.evaluate(data[0])

    def together(_: int) -> list[Any]:
        barrier.wait()
        shared = [everything(result), result.pivots]  # worked out by all of them at once
        return [*run(fresh), *shared]

    with ThreadPoolExecutor(threads) as pool:
        for found in pool.map(together, range(threads)):
            assert found == [*alone, *alone[-2:]]


# Missing figures, and figures that contradict each other.


def check_removal(
    scheme: cyxc.Scheme, whole: dict[str, Any], left: dict[str, Any], as_of: str | None
) -> None:
    before, after = scheme.evaluate(whole, as_of=as_of), scheme.evaluate(left, as_of=as_of)
    gone = {key for key, value in whole.items() if key not in left or left[key] is not value}
    for verdict in after.targets:
        if verdict.status == "met":
            assert before[verdict.id].status == "met", verdict
        if not resting(scheme, verdict.target) & gone:
            assert verdict.status == before[verdict.id].status, verdict
            assert verdict.margin == before[verdict.id].margin, verdict
    if after.outcome == "met":
        assert before.outcome == "met"


@st.composite
def removed(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """Data with some figures left out, said to be missing, or not a number."""
    keys = draw(st.lists(st.sampled_from(sorted(data)), max_size=4, unique=True))
    gone = draw(st.sampled_from(("left out", None, float("nan"), "", "暂无")))
    if gone == "left out":
        return {key: value for key, value in data.items() if key not in keys}
    return {**data, **dict.fromkeys(keys, gone)}


@packaged
@FEW
@given(st.data())
def test_a_figure_less_makes_nothing_met_under_packaged_schemes(name: str, data: st.DataObject) -> None:
    # From the other end: a figure more changes nothing but what rests on it.
    scheme = cyxc.load(name)
    whole = data.draw(testing.data_for(scheme))
    left = data.draw(removed(whole))
    known = {key: value for key, value in left.items() if value is whole[key]}
    check_removal(scheme, whole, left, None)
    assert statuses(scheme.evaluate(left)) == statuses(scheme.evaluate(known))


@MANY
@given(st.data(), testing.schemes(), dates)
def test_a_figure_less_makes_nothing_met(data: st.DataObject, scheme: cyxc.Scheme, as_of: str | None) -> None:
    whole = data.draw(testing.data_for(scheme))
    check_removal(scheme, whole, data.draw(removed(whole)), as_of)


@SOME
@given(st.data(), testing.schemes())
def test_a_rate_stands_in_for_its_parts_and_only_that_can_make_met(
    data: st.DataObject, scheme: cyxc.Scheme
) -> None:
    whole = data.draw(testing.data_for(scheme))
    oracle = Oracle(scheme, whole)
    assume(not any(oracle.unclear(role) for role in oracle.roles))
    known = oracle.known
    rates = {"share": "%", "change": "%", "each": "1"}
    # Exactly what their parts come to, or anything where the denominator is zero.
    direct = {id_: (v if isinstance(v := known[id_, None], Fraction) else 7, u) for id_, u in rates.items()}
    left = data.draw(removed(whole))
    before, after = scheme.evaluate(whole | direct), scheme.evaluate(left | direct)
    assert statuses(before) == statuses(scheme.evaluate(whole))
    undefined = {id_ for id_ in rates if known[id_, None] == "undefined"}
    for verdict in after.targets:
        if not verdict.children and verdict.status == "met" and before[verdict.id].status != "met":
            assert before[verdict.id].status == "undefined"
            assert undefined & set(verdict.target.indicators)


@pytest.mark.parametrize("name", ["wuchang", "panzhihua-2010", "jiaxing-2013", "county"])
@FEW
@given(st.data())
def test_a_part_over_its_whole_makes_both_invalid(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    pairs = [
        (part.id, whole)
        for part in scheme.indicators
        for whole in part.part_of
        # One of several wholes: see test_states.
        if part.formula is None and scheme.indicators[whole].formula is None and len(part.part_of) == 1
    ]
    part, whole = data.draw(st.sampled_from(pairs))
    sums = [one for one in scheme.indicators if one.formula is not None and not one.formula.denominator]
    held_elsewhere = len(scheme.indicators[part].part_of) > 1 or any(
        part in terms(scheme, s.id)[0] for s in sums
    )
    figures = numbers(scheme, data.draw(testing.data_for(scheme)))
    number, unit = figures[whole]
    # The least that is too much: one more of what is counted, or a hundredth of a 元.
    figures[part] = (number * size(unit) / size(unit_of(scheme, part)), unit_of(scheme, part))
    on_it = scheme.evaluate(figures)
    figures[part] = (figures[part][0] + (Fraction(1, 10**6) if unit == "万元" else 1), figures[part][1])
    over = scheme.evaluate(figures)
    for target in scheme.targets:
        if {part, whole} & resting(scheme, target) and len(target.indicators) == 1:
            assert over[target.id].status == "invalid", target
            # As much as the whole is no more than it, unless something else is over its whole by now.
            assert on_it[target.id].status != "invalid" or held_elsewhere, target
    assert over.outcome != "met" or not any(verdict.status == "invalid" for verdict in over)


# What is missing.

STEPS = {
    "人": ONE, "名": ONE, "人次": ONE, "户": ONE, "个": ONE, "家": ONE, "所": ONE, "场": ONE,
    "万元": ONE / 10**6, "平方米": ONE / 100, "万平方米": ONE / 10**6, "年": ONE / 10**4,
    "%": ONE / 10**4, "‰": ONE / 10**3, "1": ONE / 10**6,
}  # fmt: skip
"""The smallest difference figures are judged by, from the design; one thing where things are counted."""

Exact = dict[str, tuple[Fraction, str]]


def after(figures: Exact, keys: tuple[str, ...], by: Fraction) -> Exact:
    """Figures moved by as much each, `by` in base units."""
    return {k: (n + by / size(u) if k in keys else n, u) for k, (n, u) in figures.items()}


def check_ways(scheme: cyxc.Scheme, figures: Exact) -> None:
    for verdict in scheme.evaluate(figures).targets:
        if verdict.status != "not_met" or not verdict.target.indicator:
            continue
        assert verdict.unattainable == (not verdict.missing)
        # Any more of one and any less of another are two ways, though both amounts are 0.
        ways = {(way.amount, way.also, way.strictly, way.down) for way in verdict.missing}
        assert len(ways) == len(verdict.missing)
        for way in verdict.missing:
            unit = way.amount.unit.symbol.replace("百分点", "%")
            amount = way.amount.value * size(unit)
            step = STEPS[unit] * size(unit) * (-1 if amount < 0 else 1)
            for key in way.inputs:
                moving = (key, *way.also)
                less, exactly, more = (
                    scheme.evaluate(after(figures, moving, by))[verdict.id].status
                    for by in (amount - step, amount, amount + step)
                )
                assert exactly == ("not_met" if way.strictly else "met"), (verdict, way)
                if way.strictly and amount == 0:  # any more, or any less, will do
                    assert (less if way.down else more) == "met" != (more if way.down else less), (
                        verdict,
                        way,
                    )
                else:
                    assert less != "met", (verdict, way)
                    assert more == "met" or not way.strictly, (verdict, way)
                assert way.down == (amount < 0) or not amount
            assert "@" not in "".join(moving), "past and reference figures never move"


@packaged
@FEW
@given(st.data())
def test_what_is_missing_is_true_and_smallest_under_packaged_schemes(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    answers = {
        q.id: data.draw(st.sampled_from([r.id for r in q.readings if not r.without_number]))
        for q in scheme.questions
    }
    figures = numbers(scheme, data.draw(testing.data_for(scheme, data.draw(st.booleans()))))
    check_ways(scheme.under(answers), figures)


@MANY
@given(st.data(), testing.schemes())
def test_what_is_missing_is_true_and_smallest(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    check_ways(scheme, numbers(scheme, data.draw(testing.data_for(scheme, data.draw(st.booleans())))))


@SOME
@given(st.data(), testing.schemes())
def test_no_way_is_missed(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    assume(unit_of(scheme, "a") != "万元")
    keys = [
        id_ if role is None else f"{id_}@{role}"
        for id_ in "abcd"
        for role in (None, "before", "base", "national_average")
    ]
    few = st.integers(0, 12)
    figures: Exact = {key: (Fraction(data.draw(few)), unit_of(scheme, key)) for key in keys}
    for verdict in scheme.evaluate(figures).targets:
        rule, indicator = verdict.target.rule, verdict.target.indicator
        if verdict.status != "not_met" or indicator in (None, "rate"):
            continue
        top, bottom = terms(scheme, indicator)
        falls = verdict.value.value > verdict.threshold.value
        sums = [one for one in scheme.indicators if one.id == "sum"]
        for key, weight in top.items():
            inside = {w for s in sums for w in s.part_of if key in terms(scheme, s.id)[0]}
            inside |= set(scheme.indicators[key].part_of)
            direction = 1 if (weight > 0) != falls else -1
            for also in {(), tuple(sorted(inside & bottom.keys()))}:
                tried = (after(figures, (key, *also), Fraction(k * direction)) for k in range(1, 40))
                found = [scheme.evaluate(moved_on)[verdict.id].status == "met" for moved_on in tried]
                # What is not in the denominator may move along, which changes nothing here.
                said = [
                    way.amount.value * direction
                    for way in verdict.missing
                    if key in way.inputs and set(way.also) & bottom.keys() == set(also)
                ]
                assert True not in found or said == [found.index(True) + 1], (verdict, rule, key, also)


def test_equal_slopes_are_named_together_and_the_smaller_way_comes_first() -> None:
    scheme = small(
        {
            **dict.fromkeys("xyzw", "flow: 人"),
            "part": "flow: 人, part_of: w",
            "off": "flow: 人",
            "r": "formula: (x + y + 2 z - off) / w, rate: '%', unbounded: yes",
            "p": "formula: part / w, rate: '%'",
        },
        {
            "t": "indicator: r, at_least: 50 %",
            "u": "indicator: p, at_least: 80 %",
            "s": "indicator: p, better_than: local_average",
        },
    )
    result = scheme.evaluate(
        {"x": 10, "y": 10, "z": 3, "off": 5, "w": 100, "part": 70, "p@local_average": "70%"}
    )
    # 10 + 10 + 6 − 5 = 21 of 100; 29 more, or 15 of what counts twice; only 5 can be taken off.
    assert [(way.inputs, way.amount.value, way.also) for way in result["t"].missing] == [
        (("z",), 15, ()),
        (("x", "y"), 29, ()),
    ]
    # (70 + k) / 100 ≥ 80 % at 10; (70 + k) / (100 + k) at 50.
    assert [(way.inputs, way.amount.value, way.also) for way in result["u"].missing] == [
        (("part",), 10, ()),
        (("part",), 50, ("w",)),
    ]
    # Strictly more than the same share: one person does.
    assert [(way.amount.value, way.also, way.strictly) for way in result["s"].missing] == [
        (1, (), False),
        (1, ("w",), False),
    ]


def test_what_is_missing_of_what_is_measured_is_any_more() -> None:
    scheme = small({"m": "flow: 万元"}, {"t": "indicator: m, more_than: 10 万元"})
    (way,) = scheme.evaluate({"m": 10})["t"].missing
    assert (way.amount.value, way.strictly) == (0, True)
    (way,) = scheme.evaluate({"m": "9.5"})["t"].missing
    assert (way.amount.value, way.strictly) == (Fraction(1, 2), True)


def test_a_whole_moves_along_where_its_part_would_outgrow_it() -> None:
    scheme = small(
        {
            "p": "flow: 人, part_of: w",
            "w": "flow: 万人, part_of: v",
            "v": "flow: 人",
            "at": "flow: 人次, attendances_of: p",
            "r": "formula: p / w, rate: '%'",
        },
        {"t": "indicator: p, at_least: 12000 人", "u": "indicator: r, at_least: 90 %"},
    )
    result = scheme.evaluate({"p": 8000, "w": 1, "v": 11000, "at": 12000})
    # 12000 are more than the 10000 of `w` and the 11000 of `v`, and no more than there were attendances.
    assert [(way.inputs, way.amount.value, way.also) for way in result["t"].missing] == [
        (("p",), 4000, ("w", "v"))
    ]
    # (8000 + k) / (10000 + k) ≥ 90 % at 10000, which are too many attendances and too many for `v`.
    assert [(way.inputs, way.amount.value, way.also) for way in result["u"].missing] == [
        (("p",), 1000, ()),
        (("p",), 10000, ("w", "v", "at")),
    ]


def test_a_whole_that_can_not_move_along_is_let_be_where_the_target_does_not_rest_on_it() -> None:
    scheme = small(
        {"a": "flow: 人", "double": "formula: 2 a, part_of: w", "w": "flow: 人"},
        {"t": "indicator: a, at_least: 5 人", "u": "indicator: double, at_least: 10 人"},
    )
    result = scheme.evaluate({"a": 4, "w": 8})
    assert [(way.inputs, way.amount.value, way.also) for way in result["t"].missing] == [(("a",), 1, ())]
    assert result["u"].unattainable  # as many more of `w` are too few


def test_what_cannot_be_reached_is_said_to_be_unattainable() -> None:
    scheme = small(
        {
            "a": "flow: 人, part_of: b",
            "b": "flow: 人",
            "c": "flow: 人",
            "r": "formula: a / b, rate: '%'",
            "d": "formula: 2 c / b, rate: '%'",
            "e": "formula: c / b, rate: '%'",
        },
        {
            "growth": "indicator: r, growth: 10 %",  # to 104.5 %
            "double": "indicator: d, at_least: 90 %",  # 2 of 3 are there, 4 of 3 can't be
            "band": "indicator: e, between: {lower: 34 %, upper: 40 %}",  # from 1 of 3 to 2 of 3
            "whole": "indicator: b, at_most: 2 人",  # with three parts inside
        },
    )
    for verdict in scheme.evaluate({"a": 3, "b": 3, "c": 1, "r@before": "95%"}):
        assert (verdict.status, verdict.unattainable) == ("not_met", True), verdict


# Readings.


@packaged
def test_plain_answers_are_the_scheme_itself(name: str) -> None:
    scheme = cyxc.load(name)
    plain = {question.id: question.plain.id for question in scheme.questions}
    assert scheme.under({}) is scheme
    assert scheme.under(plain) is scheme
    for question in scheme.questions:
        for reading in question.readings:
            if not reading.without_number:
                other = scheme.under({question.id: reading.id})
                assert (other == scheme) == reading.plain
                assert other.reading(question.id) == reading
                assert other.under(plain) == scheme
                assert other.under({question.id: reading.id}) == other
                assert scheme.evaluate({}, readings={question.id: reading.id}).scheme == other


@SOME
@given(st.data(), testing.schemes())
def test_readings_are_taken_in_any_order(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    answers = data.draw(st.sampled_from(all_answers(scheme)))
    one_by_one = scheme
    for question in data.draw(st.permutations(sorted(answers))):
        one_by_one = one_by_one.under({question: answers[question]})
    assert one_by_one == scheme.under(answers)
    assert scheme.under(answers).under({q.id: q.plain.id for q in scheme.questions}) == scheme


def agreement(scheme: cyxc.Scheme, figures: dict[str, Any], target: str, questions: tuple[str, ...]) -> str:
    """What the readings of some questions say together, tried out one by one."""
    found: set[str | None] = set()
    for readings in product(*(scheme.questions[question].readings for question in questions)):
        answers = {question: reading.id for question, reading in zip(questions, readings, strict=True)}
        if any(reading.without_number for reading in readings):
            found.add(None)
            continue
        other = scheme.under(answers)
        # What was reported for an indicator was reported as it is defined here.
        kept = {key: value for key, value in figures.items() if same_meaning(scheme, other, key)}
        found.add(scheme.evaluate(kept, readings=answers)[target].status.value)
    if len(found - {None, "no_data"}) > 1:
        return "depends"
    return "open" if questions and found & {None, "no_data"} else "same"


def same_meaning(scheme: cyxc.Scheme, other: cyxc.Scheme, key: str) -> bool:
    id_ = scheme.indicator(key.partition("@")[0]).id
    return terms(scheme, id_) == terms(other, id_)


@SOME
@given(st.data(), testing.schemes())
def test_agreement_is_what_every_reading_says(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    figures = data.draw(spoilt(scheme))
    for verdict in scheme.evaluate(figures):
        assert verdict.agreement == agreement(scheme, figures, verdict.id, verdict.questions)
        assert len(verdict.readings) == (
            len(verdict.questions) and prod(len(scheme.questions[q].readings) for q in verdict.questions)
        )


@packaged
@settings(FEW, max_examples=3)
@given(st.data())
def test_agreement_is_what_every_reading_says_under_packaged_schemes(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    figures = data.draw(testing.data_for(scheme, data.draw(st.booleans())))
    for verdict in scheme.evaluate(figures):
        assert verdict.agreement == agreement(scheme, figures, verdict.id, verdict.questions)


def check_governed(scheme: cyxc.Scheme, figures: dict[str, Any], answers: dict[str, str]) -> None:
    """A target hangs on the questions it names and on no other."""
    together = scheme.evaluate(figures, readings=answers)
    for target in scheme.targets:
        own = {question: answers[question] for question in target.questions if question in answers}
        assert scheme.evaluate(figures, readings=own)[target.id].status == together[target.id].status, target


@SOME
@given(st.data(), testing.schemes())
def test_a_target_hangs_on_no_question_it_does_not_name(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    # A past figure is looked at only where a target rests on it, so a reading may change what is seen.
    figures = data.draw(spoilt(scheme, past=False))
    check_governed(scheme, figures, data.draw(st.sampled_from(all_answers(scheme))))


@packaged
@FEW
@given(st.data())
def test_a_target_of_packaged_schemes_hangs_on_no_question_it_does_not_name(
    name: str, data: st.DataObject
) -> None:
    scheme = cyxc.load(name)
    answers = {
        q.id: data.draw(st.sampled_from([r.id for r in q.readings if not r.without_number]))
        for q in scheme.questions
    }
    check_governed(scheme, data.draw(testing.data_for(scheme)), answers)


@st.composite
def questioned(draw: st.DrawFn) -> cyxc.Scheme:
    """Five targets and up to four questions about their rules, indicators, and what counts beside them."""
    changes = {
        "rule0": "swap: {t0: {at_least: 5 人}}",
        "of0": "swap: {t0: {indicator: x1}}",
        "rule1": "swap: {t1: {at_least: 5 人}}",
        "again1": "swap: {t1: {restates: t2}}",
        "rule2": "swap: {t2: {at_most: 5 人}}",
        "any3": "swap: {t3: {any: [t1, t2]}}",
        "any4": "swap: {t4: {indicator: y, at_least: 10 人}}",
        "sum": "redefine: {y: {formula: x1}}",
    }
    owners = {key: draw(st.sampled_from(("q0", "q1", "q2", "q3", None))) for key in changes}
    questions, said = "", "text: {zh: 说, en: says}"
    for question in sorted({owner for owner in owners.values() if owner}):
        readings = ["plain: yes", *(changes[key] for key, owner in owners.items() if owner == question)]
        readings += ["without_number: yes"] if draw(st.booleans()) else []
        questions += f"  {question}:\n    clause: 一\n    {said}\n    readings:\n"
        for number, change in enumerate(readings):
            questions += f"      r{number}: {{{said}, reason: {{zh: 因, en: why}}, {change}}}\n"
    return small(
        {"x0": "flow: 人", "x1": "flow: 人", "x2": "flow: 人", "y": "formula: x0 + x2"},
        {
            "t0": "indicator: x0, at_least: 10 人",
            "t1": "indicator: x1, at_least: 10 人",
            "t2": "indicator: x2, at_least: 5 人",
            "t3": "indicator: y, at_least: 15 人",
            "t4": "any: [t0]",
        },
        f"questions:\n{questions}" if questions else "",
    )


def smallest(scheme: cyxc.Scheme, figures: dict[str, Any], left_out: list[str]) -> dict[frozenset[Any], str]:
    """Every smallest set of other answers that changes the outcome, by trying all of them."""
    base = scheme.evaluate(figures, not_applicable=left_out).outcome
    changing: dict[frozenset[Any], str] = {}
    for answers in all_answers(scheme):
        found = scheme.evaluate(figures, readings=answers, not_applicable=left_out).outcome
        other = frozenset((q, r) for q, r in answers.items() if r != scheme.reading(q).id)
        if found != base:
            changing[other] = found.value
    return {one: found for one, found in changing.items() if not any(less < one for less in changing)}


@MANY
@given(st.data(), questioned())
def test_pivots_are_the_smallest_sets_that_change_the_outcome(
    data: st.DataObject, scheme: cyxc.Scheme
) -> None:
    values = st.sampled_from((None, 3, 7, 12))
    figures = {key: data.draw(values) for key in ("x0", "x1", "x2")}
    left_out = data.draw(st.lists(st.sampled_from(scheme.targets.ids), unique=True))
    start = scheme.under(data.draw(st.sampled_from(all_answers(scheme))))
    found = start.evaluate(figures, not_applicable=left_out).pivots
    assert len(set(found)) == len(found)
    assert {frozenset(p.answers): p.outcome.value for p in found} == smallest(start, figures, left_out)


def test_a_reading_under_which_nothing_counts_is_a_pivot() -> None:
    scheme = small(
        {"x": "flow: 人"},
        {"t": "indicator: x, at_least: 1 人", "u": "indicator: x, at_least: 1 人"},
        "questions:\n  q:\n    clause: 一\n    text: {zh: 说, en: says}\n    readings:\n"
        "      p: {plain: yes, text: {zh: 说, en: says}, reason: {zh: 因, en: why}}\n"
        "      o: {text: {zh: 说, en: says}, reason: {zh: 因, en: why}, swap: {t: {restates: u}}}\n",
    )
    (pivot,) = scheme.evaluate({"x": 1}, not_applicable=["u"]).pivots
    assert (pivot.answers, pivot.outcome) == ((("q", "o"),), "undetermined")
    assert scheme.evaluate({"x": 1}, not_applicable=["t", "u"]).pivots == ()


@SOME
@given(st.data(), testing.schemes())
def test_pivots_of_random_schemes(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    figures = data.draw(spoilt(scheme))
    found = scheme.evaluate(figures).pivots
    assert {frozenset(p.answers): p.outcome.value for p in found} == smallest(scheme, figures, [])


@packaged
@settings(FEW, max_examples=5)
@given(st.data())
def test_pivots_of_packaged_schemes_change_the_outcome_and_no_less_does(
    name: str, data: st.DataObject
) -> None:
    scheme = cyxc.load(name)
    figures = good_figures(scheme, data)
    result = scheme.evaluate(figures)

    def outcome(answers: tuple[tuple[str, str], ...]) -> str:
        return scheme.evaluate(figures, readings=dict(answers)).outcome.value

    for pivot in result.pivots[:10]:
        assert outcome(pivot.answers) == pivot.outcome != result.outcome
        less = [part for count in range(len(pivot.answers)) for part in combinations(pivot.answers, count)]
        assert all(outcome(part) == result.outcome for part in less)
    others = [(q.id, r.id) for q in scheme.questions for r in q.readings if not (r.plain or r.without_number)]
    alone = {(one,) for one in others if outcome((one,)) != result.outcome}
    assert alone == {pivot.answers for pivot in result.pivots if len(pivot.answers) == 1}
    for pair in data.draw(st.lists(st.sampled_from(list(combinations(others, 2))), max_size=10)):
        if pair[0][0] != pair[1][0] and not {pair[:1], pair[1:]} & alone:
            assert (outcome(pair) != result.outcome) == (pair in {pivot.answers for pivot in result.pivots})


def good_figures(scheme: cyxc.Scheme, data: st.DataObject) -> dict[str, Any]:
    """The example's figures, which meet much, with some of them drawn anew."""
    figures = {one.key: one.value for one in cyxc.example(scheme.id)}
    drawn = data.draw(testing.data_for(scheme))
    keys = data.draw(st.lists(st.sampled_from(sorted(drawn)), max_size=3))
    return figures | {key: drawn[key] for key in keys}
