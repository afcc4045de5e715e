"""What follows from formulas and readings: kinds, units, and which questions govern which target."""

from pathlib import Path

import attrs
import pytest

import cyxc
from cyxc.model.question import Change

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")
LAST = "signed: yes}\n"


def small(*pairs: tuple[str, str]) -> cyxc.Scheme:
    text = SMALL
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return cyxc.loads(text)


def with_indicators(*indicators: str) -> cyxc.Scheme:
    """The small scheme with more indicators, each `id: keys`."""
    rows = []
    for number, one in enumerate(indicators):
        id_, _, keys = one.partition(": ")
        name = f"name: {{zh: 名{number}, en: number {number}}}, text: {{zh: 一, en: one}}"
        rows.append(f"  {id_}: {{clause: 一, {name}, {keys}}}\n")
    return small((LAST, LAST + "".join(rows)))


def found(*indicators: str) -> tuple[str, str, str | None]:
    made = with_indicators(*indicators).indicators["x"]
    return made.kind, made.unit, made.thing


@pytest.mark.parametrize(
    ("indicators", "said"),
    [
        (["x: formula: founders + jobs"], ("flow", "人", None)),
        (["x: formula: founders / jobs"], ("rate", "%", None)),
        (["x: 'formula': founders / jobs, rate: '1'"], ("rate", "1", None)),
        (["x: formula: share"], ("rate", "%", None)),
        (["x: formula: ratio"], ("rate", "1", None)),
        (["x: formula: firms"], ("stock", "家", "enterprise")),
        (["x: formula: y", "y: formula: z", "z: formula: firms_twice"], ("stock", "家", "enterprise")),
        (["x: formula: firms + y", "y: stock: 户, thing: enterprise"], ("stock", "家", "enterprise")),
        (["x: formula: firms + y, thing: any", "y: stock: 户, thing: shop"], ("stock", "家", "any")),
        (["x: formula: founders + y, unit: 万人", "y: flow: 万人"], ("flow", "万人", None)),
        (["x: formula: firms / founders, rate: 家/人"], ("rate", "家/人", None)),
    ],
)
def test_kind_unit_and_thing_follow_from_a_formula(
    indicators: list[str], said: tuple[str, str, str | None]
) -> None:
    assert found(*indicators) == said


def test_a_sum_in_two_sizes_of_unit_has_to_say_its_own() -> None:
    with pytest.raises(cyxc.SchemeError) as caught:
        with_indicators("x: formula: founders + y", "y: flow: 万人")
    assert [(p.code, p.details["key"]) for p in caught.value.problems] == [("missing-key", "unit")]


def test_the_kind_of_a_sum_follows_its_terms_under_a_reading() -> None:
    scheme = small(
        (
            LAST,
            LAST + "  x: {clause: 一, name: {zh: 名, en: n}, text: {zh: 一, en: x}, formula: firms_twice}\n",
        )
    )
    assert scheme.indicators["x"].kind == "stock"
    read = scheme.under({"register": "new"})
    assert (read.indicators["firms_twice"].kind, read.indicators["x"].kind) == ("flow", "flow")
    assert (
        cyxc.load("wuchang").under({"growth-measure": "register"}).indicators["firms_counted"].kind == "stock"
    )


def test_a_reading_changes_what_it_names_and_no_more() -> None:
    plain, read = small(), small().under({"who-counts": "later"})
    changed = {t.id for t in plain.targets if t != read.targets[t.id]}
    assert changed == {"share"}
    target = read.targets["share"]
    assert str(target.rule.figure) == "20 %"
    assert (str(target.window), target.years) == ("(Y-1)-03/Y-06-30", "each")
    assert read.indicators == plain.indicators
    assert small().under({"register": "new"}).targets["again"].restates is None


def test_a_rule_that_names_its_own_indicators_takes_the_place_of_the_indicator() -> None:
    later = (
        "share: {at_least: 20 %, years: each, due: Y-06-30}",
        "share: {each: {of: [ratio], at_least: 1 %}}",
    )
    target = small(later).under({"who-counts": "later"}).targets["share"]
    assert (target.indicator, target.indicators) == (None, ("ratio",))
    together = (later[0], "share: {all: [students, founders]}")
    target = small(together).under({"who-counts": "later"}).targets["share"]
    assert (target.indicator, target.children) == (None, ("students", "founders"))


def test_short_and_long_readings_are_one() -> None:
    short = ("redefine: {startups: founders}", "redefine: {startups: {formula: founders, unbounded: yes}}")
    change = small(short).questions["who-counts"].readings["founders-only"].changes[0]
    assert change == Change("indicators", "startups", {"formula": "founders", "unbounded": True})
    growth = ("{at_least: 20 %, years: each, due: Y-06-30}", "{growth: {at_least: 8 %, years: 3}}")
    rule = small(growth).questions["who-counts"].readings["later"].changes[0].keys["rule"]
    assert rule == {"kind": "growth", "figure": {"value": "8", "unit": "%"}, "years": 3}


def test_a_combination_is_governed_by_what_governs_its_parts_however_they_are_nested() -> None:
    nested = "  outer: {clause: 三, text: {zh: 都, en: all}, all: [some-of]}\n"
    scheme = small(
        (
            "  founders:\n    clause: 一\n    text: {zh: 扶",
            nested + "  founders:\n    clause: 一\n    text: {zh: 扶",
        )
    )
    assert scheme.targets.ids[0] == "outer"
    assert scheme.targets["outer"].questions == scheme.targets["some-of"].questions == ("who-counts",)


def test_what_a_reading_brings_in_may_be_governed_by_another_question() -> None:
    again = ("again: {restates: null}", "founders: {all: [share]}")
    assert small(again).targets["founders"].questions == ("who-counts", "register")
    assert small().targets["firms"].questions == ("register",)
    through = small(("{startups: founders}", "{net: {formula: firms}}"))
    assert through.targets["firms"].questions == ("who-counts", "register")


def test_a_question_named_at_a_target_governs_it() -> None:
    scheme = small(("indicator: ratio, at", "indicator: ratio, questions: register, at"))
    # Under `later` another target asks for the same flows over another time.
    assert scheme.targets["ratio"].questions == ("who-counts", "register")
    assert scheme.targets["some-of"].questions == ("who-counts", "register")


def test_parties_come_from_the_responsibilities_that_name_a_target() -> None:
    targets = small().targets
    assert targets["founders"].parties == ("统计局", "各成员单位")
    assert targets["share"].parties == ("统计局", "各成员单位")
    assert targets["ratio"].parties == ()


def test_readings_no_loader_has_seen_fail_with_what_is_wrong() -> None:
    scheme = small()
    question = scheme.questions["register"]
    broken = attrs.evolve(question.readings["new"], changes=(Change("targets", "firms", {"years": "never"}),))
    readings = cyxc.Entries([question.readings["stock"], broken])
    made = attrs.evolve(scheme, questions=cyxc.Entries([attrs.evolve(question, readings=readings)]))
    with pytest.raises(cyxc.SchemeError, match="not-a-choice"):
        made.under({"register": "new"})
