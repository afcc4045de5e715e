"""Every kind of rule and relation in small schemes: what can't all be met, and what is left alone."""

import re

import pytest

import cyxc
from support import HEAD, question, small

PEOPLE = {"a": "flow: 人", "b": "flow: 人", "c": "flow: 人"}
SHARE = {**PEOPLE, "share": "formula: a / b, rate: '%'"}


def kinds(scheme: cyxc.Scheme) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.kind, one.entries, one.indicators) for one in scheme.check()]


def impossible(indicators: dict[str, str], **targets: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    named = {id_.replace("_", "-"): rule for id_, rule in targets.items()}
    return [rest for kind, *rest in map(list, kinds(small(indicators, named))) if kind == "infeasible"]


@pytest.mark.parametrize(
    ("indicators", "targets", "expected"),
    [
        (PEOPLE, {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 5 人"}, None),
        (PEOPLE, {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, less_than: 5 人"}, "t u"),
        (PEOPLE, {"t": "indicator: a, more_than: 5 人", "u": "indicator: a, equals: 5 人"}, "t u"),
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 9 人", "u": "indicator: a, between: {lower: 2 人, upper: 8 人}"},
            "t u",
        ),
        # 1 万人 is 10 000.
        (PEOPLE, {"t": "indicator: a, at_least: 1 万人", "u": "indicator: a, at_most: 9999 人"}, "t u"),
        (PEOPLE, {"t": "indicator: a, at_least: 1 万人", "u": "indicator: a, at_most: 10000 人"}, None),
        # A share is no more than the whole, and neither is what it was before.
        (SHARE, {"t": "indicator: share, at_least: 100 %"}, None),
        (SHARE, {"t": "indicator: share, at_least: 101 %"}, "t | share"),
        (
            {**PEOPLE, "share": "formula: a / b, rate: '%', unbounded: yes"},
            {"t": "indicator: share, at_least: 101 %"},
            None,
        ),
        (SHARE, {"t": "indicator: share, rise: 10 百分点", "u": "indicator: share, at_most: 10 %"}, None),
        (SHARE, {"t": "indicator: share, rise: 11 百分点", "u": "indicator: share, at_most: 10 %"}, "t u"),
        (SHARE, {"t": "indicator: share, at_least: 80 %", "u": "indicator: share, growth: 10 %"}, None),
        # The year before can't have been below what it is now and above it.
        (SHARE, {"t": "indicator: share, growth: 8 %", "u": "indicator: share, at_most_as: before"}, "t u"),
        (PEOPLE, {"t": "indicator: a, growth: 8 %", "u": "indicator: a, at_most_as: before"}, "t u"),
        (PEOPLE, {"t": "indicator: a, growth: 8 %", "u": "indicator: a, at_most_as: base"}, None),
        (
            PEOPLE,
            {"t": "indicator: a, better_than: local_average", "u": "indicator: a, at_most_as: local_average"},
            "t u",
        ),
        (SHARE, {"t": "indicator: share, lower_than: national_average"}, None),
        # 10 of a at a half need 20 of b.
        (
            SHARE,
            {
                "t": "indicator: share, at_most: 50 %",
                "u": "indicator: a, at_least: 10 人",
                "v": "indicator: b, less_than: 20 人",
            },
            "t u v",
        ),
        (
            SHARE,
            {
                "t": "indicator: share, at_most: 50 %",
                "u": "indicator: a, at_least: 10 人",
                "v": "indicator: b, at_most: 20 人",
            },
            None,
        ),
        # `each` asks for all it names.
        (SHARE, {"t": "each: {of: [a, b], at_least: 5 人}", "u": "indicator: b, at_most: 4 人"}, "t u"),
        # Parts, and the parts of parts.
        (
            {**PEOPLE, "a": "flow: 人, part_of: b", "b": "flow: 人, part_of: c"},
            {"t": "indicator: a, at_least: 5 人", "u": "indicator: c, at_most: 4 人"},
            "t u | a b",
        ),
        (
            {**PEOPLE, "s": "formula: a + b, part_of: c"},
            {
                "t": "indicator: a, at_least: 3 人",
                "u": "indicator: b, at_least: 3 人",
                "v": "indicator: c, at_most: 5 人",
            },
            "t u v | s",
        ),
        (
            {**PEOPLE, "d": "formula: a - b"},
            {"t": "indicator: a, at_most: 3 人", "u": "indicator: b, at_least: 4 人"},
            "t u | d",
        ),
        (
            {**PEOPLE, "d": "formula: a - b, signed: yes"},
            {"t": "indicator: a, at_most: 3 人", "u": "indicator: b, at_least: 4 人"},
            None,
        ),
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 9 人, part_of: u", "u": "indicator: b, at_most: 8 人"},
            "t u",
        ),
        # Attendances are no fewer than persons.
        (
            {"a": "flow: 人", "n": "flow: 人次, attendances_of: a"},
            {"t": "indicator: a, at_least: 9 人", "u": "indicator: n, at_most: 8 人次"},
            "t u | n",
        ),
        (
            {"a": "flow: 人", "n": "flow: 人次, attendances_of: a"},
            {"t": "indicator: a, at_most: 8 人", "u": "indicator: n, at_least: 9 人次"},
            None,
        ),
        # What the document counts itself.
        (
            {"a": "stock: 人, part_of: b", "b": "stock: 人, stated: 18 人"},
            {"t": "indicator: a, at_least: 19 人"},
            "t | a b",
        ),
        (
            {"a": "stock: 人, part_of: b", "b": "stock: 人, stated: 18 人"},
            {"t": "indicator: a, at_least: 17 人"},
            None,
        ),
        # In amounts: 元 and 万元.
        (
            {"a": "flow: 元, part_of: b", "b": "flow: 万元"},
            {"t": "indicator: a, at_least: 20001 元", "u": "indicator: b, at_most: 2 万元"},
            "t u | a",
        ),
        (
            {"a": "flow: 元, part_of: b", "b": "flow: 万元"},
            {"t": "indicator: a, at_least: 20000 元", "u": "indicator: b, at_most: 2 万元"},
            None,
        ),
        # A rate that is handed in, and one by another name.
        (
            {"r": "rate: '%'"},
            {"t": "indicator: r, at_least: 60 %", "u": "indicator: r, at_most: 50 %"},
            "t u",
        ),
        (
            {"r": "rate: '%'", "s": "formula: r, rate: '%'"},
            {"t": "indicator: s, at_least: 60 %", "u": "indicator: r, at_most: 50 %"},
            "t u",
        ),
        (
            {**SHARE, "s": "formula: share, rate: '%'"},
            {"t": "indicator: s, at_least: 60 %", "u": "indicator: share, at_most: 50 %"},
            "t u",
        ),
        # A rate over zero is not met.
        (SHARE, {"t": "indicator: share, at_least: 0 %", "u": "indicator: b, at_most: 0 人"}, "t u"),
        # Only some are needed, or all.
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 4 人", "w": "any: [t, u]"},
            None,
        ),
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 4 人", "w": "all: [t, u]"},
            "t u",
        ),
        # Of another time, or asked of another level.
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 4 人, due: 2020-06-30"},
            None,
        ),
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 4 人, level: community"},
            None,
        ),
        # Within one year, each year and the whole are the same; over two they are not.
        (
            PEOPLE,
            {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 4 人, years: each"},
            "t u",
        ),
        (
            PEOPLE,
            {
                "t": "indicator: a, at_least: 5 人, due: 2021",
                "u": "indicator: a, at_most: 4 人, years: each, due: 2021",
            },
            None,
        ),
        # A mean of rates is not the rate of the means.
        (SHARE, {"t": "indicator: share, at_least: 101 %, years: mean, due: 2021"}, None),
    ],
)
def test_what_can_not_all_be_met(
    indicators: dict[str, str], targets: dict[str, str], expected: str | None
) -> None:
    found = impossible(indicators, **targets)
    if expected is None:
        assert found == []
    else:
        entries, _, declared = expected.partition(" | ")
        assert found == [[tuple(entries.split()), tuple(declared.split())]]


def test_a_smallest_set_and_the_first_statement_of_it() -> None:
    targets = {
        "t": "indicator: a, at_least: 5 人",
        "more": "indicator: b, at_least: 5 人",
        "u": "indicator: a, at_most: 4 人",
        "again": "indicator: a, at_least: 5 人, restates: t",
    }
    assert impossible(PEOPLE, **targets) == [[("t", "u"), ()]]


def test_two_conflicts_that_share_nothing_are_both_found() -> None:
    targets = {
        f"{way}-{id_}": f"indicator: {id_}, {way}: {n} 人"
        for id_ in "ab"
        for way, n in (("at_least", 5), ("at_most", 4))
    }
    scheme = small(PEOPLE, {id_.replace("_", "-"): rule for id_, rule in targets.items()})
    assert [one.entries for one in scheme.check() if one.kind == "infeasible"] == [
        ("at-least-a", "at-most-a"), ("at-least-b", "at-most-b"),
    ]  # fmt: skip


def test_the_sum_is_shown_in_figures() -> None:
    targets = {
        "t": "indicator: share, at_most: 50 %",
        "u": "indicator: a, at_least: 10 人",
        "v": "indicator: b, at_most: 18 人",
    }
    (found,) = [one for one in small(SHARE, targets).check() if one.kind == "infeasible"]
    # 2 a ≤ b, a ≥ 10, b ≤ 18: 20 ≤ 18. With a ≤ ½ b it is 0 ≥ 10 − 9.
    assert (
        found.arithmetic.en
        == "(1) a ≤ 0.5 × b; (2) a ≥ 10 persons; (3) b ≤ 18 persons; 2 × (1) + 2 × (2) + (3): 0 ≥ 2"
    )
    assert found.arithmetic.zh.startswith("(1) a ≤ 0.5 × b；(2) a ≥ 10 人；")


def test_an_equation_may_be_taken_away() -> None:
    targets = {"t": "indicator: a, equals: 4 人", "u": "indicator: a, at_least: 5 人"}
    (found,) = small(PEOPLE, targets).check()
    assert found.arithmetic.en == "(1) a = 4 persons; (2) a ≥ 5 persons; −(1) + (2): 0 ≥ 1"


def test_what_a_value_is_held_against_is_named() -> None:
    targets = {"t": "indicator: share, growth: 8 %", "u": "indicator: share, at_most_as: before"}
    (found,) = small(SHARE, targets).check()
    # v ≥ 1.08 r and v ≤ r leave nothing for the 0.08 r; 25 times that is 2 r.
    assert "a ≥ 1.08 × share (the year before) × b" in found.arithmetic.en
    assert found.arithmetic.en.endswith(": 0 ≥ 2 × share (the year before) × b")


def test_a_reading_may_make_it_impossible_and_so_it_is_said_of_that_reading() -> None:
    targets = {"t": "indicator: a, at_least: 5 人", "u": "indicator: a, at_most: 9 人"}
    rest = "questions:\n" + question("q", "swap: {u: {at_most: 4 人}}", "swap: {u: {at_most: 5 人}}")
    found = [one for one in small(PEOPLE, targets, rest).check() if one.kind == "infeasible"]
    assert [(one.entries, one.answers) for one in found] == [(("t", "u"), (("q", "r1"),))]


def test_a_relation_the_reading_takes_away_is_said_to_be_supposed() -> None:
    indicators = {**PEOPLE, "sum": "formula: a + b, part_of: c", "share": "formula: sum / c, rate: '%'"}
    targets = {
        "t": "indicator: share, at_least: 60 %",
        "u": "indicator: b, at_least: 50 人",
        "v": "indicator: c, at_most: 100 人",
    }
    rest = "questions:\n" + question("q", "redefine: {sum: a}")
    (found,) = [one for one in small(indicators, targets, rest).check() if one.kind == "infeasible"]
    # Of 100 at most, 60 % are a and 50 b; only if a and b are parts of them together does that clash.
    assert (found.entries, found.indicators, found.answers) == (("t", "u", "v"), ("sum",), (("q", "r1"),))
    assert "As long as a + b ≤ c, as the plain reading has it" in found.explanation.en


def test_a_relation_of_what_became_something_else_is_not_supposed() -> None:
    indicators = {"a": "flow: 人, part_of: c", "c": "flow: 人"}
    targets = {"t": "indicator: a, at_least: 5 人", "u": "indicator: c, at_most: 5 人"}
    rest = "questions:\n" + question("q", "redefine: {a: {part_of: null}}, swap: {t: {at_least: 6 人}}")
    assert [one.kind for one in small(indicators, targets, rest).check()] == []


FIGURES = [
    # 7 of 9 is 77.8 %: no rounding makes it 80, but 80 % of 9 is 7.2, and that rounds to 7.
    ("7", "9", "80", ("rounds", "7 ÷ 9 ≈ 77.78%; 80% × 9 = 7.2, which rounds to 7")),
    ("8", "10", "80", ("agrees", "8 ÷ 10 = 80%")),
    ("7", "10", "80", ("disagrees", "7 ÷ 10 = 70%")),
    ("9", "10", "80", None),
    (
        "1234",
        "1541",
        "80.1",
        ("rounds", "1,234 ÷ 1,541 ≈ 80.08%; 80.1% × 1,541 = 1,234.34, which rounds to 1,234"),
    ),
    ("0", "10", "0", ("agrees", "0 ÷ 10 = 0%")),
]


@pytest.mark.parametrize(("a", "b", "share", "expected"), FIGURES)
def test_figures_in_a_formula(a: str, b: str, share: str, expected: tuple[str, str] | None) -> None:
    targets = {
        "t": f"indicator: share, at_least: {share} %",
        "u": f"indicator: a, at_least: {a} 人",
        "v": f"indicator: b, at_least: {b} 人",
    }
    found = [
        (one.kind, re.sub(r"(\.\d\d)\d+", r"\1", one.arithmetic.en)) for one in small(SHARE, targets).check()
    ]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("at_least: 25 %", ["agrees"]),
        ("equals: 25 %", ["agrees"]),
        ("at_most: 25 %", ["agrees"]),
        ("more_than: 25 %", ["disagrees"]),
        ("at_most: 30 %", []),
        ("at_most: 20 %", ["disagrees"]),
        ("equals: 30 %", ["disagrees"]),
        ("between: {lower: 20 %, upper: 30 %}", []),
        ("growth: 25 %", []),
    ],
)
def test_how_it_is_compared_counts(rule: str, expected: list[str]) -> None:
    targets = {
        "t": f"indicator: share, {rule}",
        "u": "indicator: a, at_least: 100 人",
        "v": "indicator: b, at_least: 400 人",
    }
    assert [one.kind for one in small(SHARE, targets).check()] == expected


@pytest.mark.parametrize(
    "other",
    [
        "indicator: b, at_least: 4 人, due: 2020-06-30",
        "indicator: b, at_least: 4 人, level: community",
        "indicator: b, more_than: 4 人",  # five or more: no figure to put in
        "indicator: b, growth: 4 %",
        "indicator: c, at_least: 4 人",
    ],
)
def test_figures_that_do_not_belong_together_are_not_put_together(other: str) -> None:
    targets = {"t": "indicator: share, at_least: 30 %", "u": "indicator: a, at_least: 1 人", "v": other}
    assert small(SHARE, targets).check() == ()


def test_of_two_figures_of_one_indicator_neither_is_taken() -> None:
    targets = {
        "t": "indicator: share, at_least: 30 %",
        "u": "indicator: a, at_least: 1 人",
        "v": "indicator: b, at_least: 4 人",
        "w": "indicator: b, at_most: 5 人",
    }
    assert small(SHARE, targets).check() == ()


def test_weights_signs_and_units_in_a_formula() -> None:
    indicators = {"a": "flow: 万元", "b": "flow: 元", "net": "formula: 2 a - b, flow: 元, signed: yes"}
    targets = {
        "t": "indicator: net, equals: 1 万元",
        "u": "indicator: a, equals: 3 万元",
        "v": "indicator: b, equals: 5 万元",
    }
    ((kind, arithmetic),) = [(one.kind, one.arithmetic.zh) for one in small(indicators, targets).check()]
    assert (kind, arithmetic) == ("agrees", "2 × 3 − 5 = 1")
    mixed = {**targets, "v": "indicator: b, equals: 50000 元"}
    (found,) = small(indicators, mixed).check()
    assert found.arithmetic.zh == "2 × 3 万元 − 50,000 元 = 10,000 元"


def test_a_figure_the_document_states_of_a_rate() -> None:
    indicators = {
        "a": "stock: 人, stated: 9 人",
        "b": "stock: 人, stated: 20 人",
        "share": "formula: a / b, rate: '%', stated: 45 %",
    }
    assert kinds(small(indicators, {"t": "indicator: a, at_least: 9 人"})) == [
        ("agrees", (), ("share", "a", "b"))
    ]
    wrong = {**indicators, "b": "stock: 人, stated: 21 人"}  # 42.86 %; 45 % of 21 is 9.45
    assert [one.kind for one in small(wrong, {"t": "indicator: a, at_least: 9 人"}).check()][:1] == ["rounds"]


def test_a_stated_flow_is_that_of_the_term_and_a_stock_stands_in_it() -> None:
    for kind, expected in (("stock", ["agrees"]), ("flow", [])):
        indicators = {
            "a": f"{kind}: 人",
            "b": f"{kind}: 人, stated: 4 人",
            "share": "formula: a / b, rate: '%'",
        }
        targets = {
            "t": "indicator: share, at_least: 25 %, due: 2020-06-30",
            "u": "indicator: a, at_least: 1 人, due: 2020-06-30",
        }
        assert [one.kind for one in small(indicators, targets).check()] == expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("", []),
        (", start: 2019-12", ["2019-12 < 2020"]),
        (", due: 2021-01-01", ["2021-01-01 > 2020"]),
        (", start: 2019, due: 2021", ["2019 < 2020; 2021 > 2020"]),
        (", start: 2020-01, due: 2020-12-31", []),
        (", due: 2020-12-30", []),
    ],
)
def test_times_outside_the_term(times: str, expected: list[str]) -> None:
    scheme = small(PEOPLE, {"t": f"indicator: a, at_least: 5 人{times}"})
    assert [one.arithmetic.en for one in scheme.check()] == expected


def test_other_duties_leave_the_term_too_and_a_task_leaves_it_with_its_phase() -> None:
    said = "clause: 一, text: {zh: 说, en: says}"
    early = f"{said}, by: 2020-07"
    rest = (
        f"criteria:\n  c: {{{said}, due: 2021}}\n"
        f"obligations:\n  o: {{{said}, by: 2021}}\n"
        f"phases:\n  p: {{{said}, start: 2020-06, due: 2021, tasks: {{k: {{{said}}}, l: {{{early}}}}}}}\n"
    )
    (found,) = small(PEOPLE, {"t": "indicator: a, at_least: 5 人"}, rest).check()
    assert found.entries == ("p", "c", "o")


def test_a_year_that_is_stripped_is_not_held_against_one_that_is_not() -> None:
    head = HEAD.replace("term: {start: 2020, due: 2020}", "term: {start: Y, due: Y}")
    scheme = small(PEOPLE, {"t": "indicator: a, at_least: 5 人, start: 2019, due: 2031"}, head=head)
    assert scheme.check() == ()


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("at_least: 5 人, restates: t", "5 = 5"),
        ("at_least: 6 人, restates: t", "5 ≠ 6"),
        ("at_least: 5 人", "5 = 5"),
        ("at_least: 6 人", None),
        ("at_least: 5 人, due: 2020-06-30", None),
        ("growth: 5 %, restates: t", "at least 5 persons; growth over the year before of at least 5%"),
    ],
)
def test_a_task_stated_twice(again: str, expected: str | None) -> None:
    found = small(PEOPLE, {"t": "indicator: a, at_least: 5 人", "u": f"indicator: a, {again}"}).check()
    assert [(one.kind, one.entries, one.arithmetic.en) for one in found] == (
        [] if expected is None else [("restated", ("t", "u"), expected)]
    )


def test_a_restatement_by_another_date_says_so() -> None:
    targets = {
        "t": "indicator: a, at_least: 5 人",
        "u": "indicator: a, at_least: 5 人, restates: t, due: 2020-06",
    }
    (found,) = small(PEOPLE, targets).check()
    assert found.explanation.en.endswith("The times differ too: 2020/2020 and 2020/2020-06.")
