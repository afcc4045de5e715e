"""Schemes side by side: who is stricter, where that can be said; what only one asks for."""

import csv
import io
import json
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc.cli.app import run
from cyxc.comparing.pair import Pair
from cyxc.comparing.rows import comparison_rows
from cyxc.comparing.table import comparison_csv
from cyxc.show.rows import plain
from support import HEAD, small

OTHER = HEAD.replace("id: small", "id: other")

RATE = {
    "part": "flow: 人",
    "whole": "flow: 人",
    "share": "concept: survival, rate: '%', formula: part / whole",
}


def two(one: str, other: str, indicators: dict[str, str] | None = None) -> Pair:
    """The only pair of two small schemes that ask these rules of `share`, or of the last indicator."""
    kinds = RATE if indicators is None else indicators
    ids = list(kinds)
    asked = [
        small(kinds, {"t": f"indicator: {ids[-1]}, {rule}"}, head=head)
        for rule, head in ((one, HEAD), (other, OTHER))
    ]
    (row,) = cyxc.compare(*asked).rows
    (pair,) = row.pairs
    return pair


def codes(pair: Pair) -> list[str]:
    return [reason.code for reason in pair.reasons]


@pytest.mark.parametrize(
    ("one", "other", "finding"),
    [
        ("at_least: 90 %", "at_least: 80 %", "first_stricter"),
        ("at_least: 80 %", "at_least: 90 %", "second_stricter"),
        ("at_least: 80 %", "at_least: 800 ‰", "same"),
        ("more_than: 80 %", "at_least: 80 %", "first_stricter"),
        ("at_most: 5 %", "at_most: 4 %", "second_stricter"),
        ("less_than: 5 %", "at_most: 5 %", "first_stricter"),
        ("between: {lower: 40 %, upper: 60 %}", "at_least: 40 %", "first_stricter"),
        ("between: {lower: 40 %, upper: 60 %}", "between: {lower: 30 %, upper: 50 %}", "neither"),
        # All of a whole is the most a share can be.
        ("equals: 100 %", "at_least: 100 %", "same"),
        ("growth: 8 %", "growth: 10 %", "second_stricter"),
        ("rise: 2 百分点", "rise: 1 百分点", "first_stricter"),
    ],
)  # fmt: skip
def test_the_stricter_accepts_less(one: str, other: str, finding: str) -> None:
    assert two(one, other).finding == finding


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("growth: 8 %", "at_least: 80 %", "rule"),
        ("rise: 1 百分点", "growth: 1 %", "rule"),
        ("at_least: 80 %", "at_most: 80 %", "direction"),
        ("at_least_as: local_average", "at_least_as: national_average", "reference"),
    ],
)
def test_rules_of_different_kinds_are_not_comparable(one: str, other: str, code: str) -> None:
    pair = two(one, other)
    assert (pair.finding, codes(pair), pair.stricter) == ("not_comparable", [code], None)


def test_a_count_is_never_stricter_and_its_ratio_is_said() -> None:
    pair = two("at_least: 1800 人", "at_least: 500 人", {"f": "concept: founders, flow: 人"})
    assert (pair.finding, pair.ratio, pair.stricter) == ("figures", Fraction(18, 5), None)


def test_amounts_are_put_in_one_unit_before_their_ratio() -> None:
    kinds = {"f": "concept: support-fund, stock: 万元"}
    one = small(kinds, {"t": "indicator: f, at_least: 200 万元"})
    other = small(
        {"f": "concept: support-fund, stock: 元"}, {"t": "indicator: f, at_least: 500000 元"}, head=OTHER
    )
    (row,) = cyxc.compare(one, other).rows
    assert (row.pairs[0].finding, row.pairs[0].ratio) == ("figures", Fraction(4))


def test_growth_of_counts_is_comparable_because_it_is_relative() -> None:
    pair = two("growth: 8 %", "growth: 5 %", {"f": "concept: new-enterprises, flow: 户, thing: enterprise"})
    assert pair.finding == "first_stricter"


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("flow: 户, thing: enterprise", "flow: 户, thing: household", "counted"),
        ("flow: 人", "flow: 人次", "unit"),
        ("flow: 人", "stock: 人", "kind"),
        ("flow: 人", "flow: 人, formula: a + b", "formula"),
        ("flow: 人, formula: a + 2 b", "flow: 人, formula: a + b", "formula"),
    ],
)
def test_definitions_that_differ_are_not_comparable(one: str, other: str, code: str) -> None:
    unit = "人次" if "人次" in other else "户" if "户" in other else "人"
    made = []
    for keys, head, asked in ((one, HEAD, "户" if "户" in one else "人"), (other, OTHER, unit)):
        indicators = {"a": "flow: 人", "b": "flow: 人", "x": f"concept: founders, {keys}"}
        made.append(small(indicators, {"t": f"indicator: x, at_least: 5 {asked}"}, head=head))
    (row,) = cyxc.compare(*made).rows
    assert code in codes(row.pairs[0])
    assert row.pairs[0].finding == "not_comparable"


def test_a_formula_counts_by_the_figures_it_comes_down_to_and_not_by_its_names() -> None:
    one = small(
        {
            "f": "concept: founders, flow: 人",
            "j": "concept: jobs-created, flow: 人",
            "all": "flow: 人, formula: f + j",
            "n": "flow: 人",
            "x": "concept: contribution-to-employment, rate: '%', formula: all / n",
        },
        {"t": "indicator: x, at_least: 25 %"},
    )
    other = small(
        {
            "people": "concept: founders, flow: 人",
            "work": "concept: jobs-created, flow: 人",
            "new": "flow: 人",
            "y": "concept: contribution-to-employment, rate: '%', formula: (work + people) / new",
        },
        {"t": "indicator: y, at_least: 45 %"},
        head=OTHER,
    )
    assert cyxc.compare(one, other)["contribution-to-employment"].pairs[0].finding == "second_stricter"


def test_one_of_several_of_which_only_some_are_needed_is_not_comparable() -> None:
    targets = {
        "t": "indicator: share, at_least: 90 %",
        "u": "indicator: part, at_least: 5 人",
        "either": "any: [t, u]",
    }
    one = small(RATE, targets)
    other = small(RATE, {"t": "indicator: share, at_least: 80 %"}, head=OTHER)
    assert codes(cyxc.compare(one, other)["survival"].pairs[0]) == ["among"]


def test_two_indicators_of_one_definition_in_a_scheme_are_not_told_apart() -> None:
    kinds = {"a": "concept: training-heads, flow: 人", "b": "concept: training-heads, flow: 人"}
    one = small(kinds, {"t": "indicator: a, at_least: 5 人"})
    other = small(
        {"c": "concept: training-heads, flow: 人"}, {"t": "indicator: c, at_least: 5 人"}, head=OTHER
    )
    assert codes(cyxc.compare(one, other).rows[0].pairs[0]) == ["alike"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["at_least", "more_than", "at_most", "less_than"]), st.integers(0, 6)),
        min_size=2,
        max_size=2,
    )
)
def test_stricter_is_what_accepts_a_part_of_the_values(rules: list[tuple[str, int]]) -> None:
    def accepts(rule: tuple[str, int], value: Fraction) -> bool:
        name, figure = rule
        return {
            "at_least": value >= figure,
            "more_than": value > figure,
            "at_most": value <= figure,
            "less_than": value < figure,
        }[name]

    # Years of life: no share, so that nothing but the rules bounds the values.
    pair = two(*(f"{name}: {figure} 年" for name, figure in rules), {"life": "concept: survival, rate: 年"})
    grid = [Fraction(half, 2) for half in range(-2, 16)]
    first, second = ({value for value in grid if accepts(rule, value)} for rule in rules)
    if {name in ("at_least", "more_than") for name, _ in rules} == {True, False}:
        assert codes(pair) == ["direction"]
    elif first == second:
        assert pair.finding == "same"
    else:
        assert pair.finding == ("first_stricter" if first < second else "second_stricter")


MIRRORED = {"first_stricter": "second_stricter", "second_stricter": "first_stricter"}


@pytest.mark.parametrize("ids", [(a, b) for a in cyxc.PACKAGED for b in cyxc.PACKAGED if a < b])
def test_the_other_way_round_says_the_same(ids: tuple[str, str]) -> None:
    one, other = cyxc.compare(*ids), cyxc.compare(*reversed(ids))
    assert {row.id for row in one.rows} == {row.id for row in other.rows}
    for row in one.rows:
        turned = {(p.second.target.id, p.second.indicator.id, p.first.target.id, p.first.indicator.id): p
                  for p in other[row.id].pairs}  # fmt: skip
        for pair in row.pairs:
            key = (
                pair.first.target.id,
                pair.first.indicator.id,
                pair.second.target.id,
                pair.second.indicator.id,
            )
            back = turned[key]
            assert back.finding == MIRRORED.get(pair.finding, pair.finding)
            assert (back.ratio or 1) * (pair.ratio or 1) == 1


def test_every_target_of_every_scheme_stands_in_some_row() -> None:
    found = cyxc.compare(*cyxc.PACKAGED)
    shown = {(one.scheme, one.target.id) for row in found.rows for cell in row.asked for one in cell}
    asked = {
        (id_, target.id)
        for id_ in cyxc.PACKAGED
        for target in cyxc.load(id_).targets
        if target.restates is None and target.indicators
    }
    assert asked <= shown
    assert all(row.pairs for row in found.shared)
    assert sum(len(found.only(label)) for label in found.labels) + len(found.shared) == len(found.rows)


def test_the_five_documents() -> None:
    """By their texts: Wuchang 1:5, Jiaxing 1:10, the county 1:6; survival is four definitions."""
    found = cyxc.compare("wuchang", "panzhihua-2010", "jiaxing-2013", "county")
    ratio = {(p.first.scheme, p.second.scheme): p.stricter for p in found["jobs-per-founder"].pairs}
    assert {pair: one.scheme for pair, one in ratio.items() if one is not None} == {
        ("wuchang", "jiaxing-2013"): "jiaxing-2013",
        ("wuchang", "county"): "county",
        ("jiaxing-2013", "county"): "jiaxing-2013",
    }
    survival = {
        (p.first.scheme, p.second.scheme, p.second.target.id): p.finding for p in found["survival"].pairs
    }
    assert survival["wuchang", "county", "survival"] == "same"
    assert survival["wuchang", "panzhihua-2010", "survival"] == "not_comparable"
    assert survival["wuchang", "jiaxing-2013", "survival"] == "not_comparable"
    assert found["loan-repayment"].only == "wuchang"


def test_readings_of_one_scheme_can_be_compared() -> None:
    plain = cyxc.load("jiaxing-2013")
    other = plain.under({"founder-in-ratio": "with-founder"})
    found = cyxc.compare(plain, other)
    assert found.labels == ("jiaxing-2013 (1)", "jiaxing-2013 (1) founder-in-ratio=with-founder")
    assert [reason.code for reason in found["jobs-per-founder"].pairs[0].reasons] == ["formula"]


def test_one_scheme_alone_or_twice_is_refused_and_every_wrong_name_is_told() -> None:
    for wrong, code in ((("wuchang",), "compare-needs-two"), (("wuchang", "wuchang"), "compared-twice")):
        with pytest.raises(cyxc.UsageError) as refused:
            cyxc.compare(*wrong)
        assert [problem.code for problem in refused.value.problems] == [code]
    with pytest.raises(cyxc.UnknownNameError) as unknown:
        cyxc.compare("wuchan", "countty", "wuchang")
    assert [problem.nearest[0] for problem in unknown.value.problems] == ["wuchang", "county"]


def test_the_comparison_is_data() -> None:
    found = cyxc.compare("wuchang", "county")
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(cyxc.compare("wuchang", "county"))
    data = json.loads(json.dumps(found.to_dict()))
    assert data["format"] == "cyxc.comparison/1"
    (row,) = [row for row in data["rows"] if row["id"] == "jobs-per-founder"]
    assert row["asked"]["county"][0]["threshold"] == {"value": "6", "unit": "1"}
    assert row["pairs"][0]["stricter"] == "county"
    (founders,) = [row for row in data["rows"] if row["id"] == "founders"]
    assert (founders["pairs"][0]["finding"], founders["pairs"][0]["ratio"]) == ("figures", "3.6")


def test_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "wuchang", "county", "--lang", "zh"]) == 0
    assert "county（不低于 1:6）严于 wuchang（不低于 1:5）" in capsys.readouterr().out
    assert run(["compare", "wuchang", "county", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "cyxc.comparison/1"
    assert run(["compare", "wuchang", "county", "--format", "csv", "--lang", "en"]) == 0
    table = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert table[0] == ["concept", "name", "wuchang", "county", "comparison"]
    assert len({len(line) for line in table}) == 1
    assert run(["compare", "wuchang", "--lang", "en"]) == 2
    assert "[compare-needs-two]" in capsys.readouterr().err


def test_hostile_words_come_out_harmless() -> None:
    hostile = small(RATE, {"t": "indicator: share, at_least: 80 %"}).to_dict()
    text = "=cmd()\u202e\n\x07<script>"
    for list_ in ("indicators", "targets"):
        for entry in hostile[list_]:
            entry["text"] = {"zh": text, "en": text}
            if "name" in entry:
                entry["name"] = {"zh": text + entry["id"], "en": text + entry["id"]}
    scheme = cyxc.from_dict(hostile)
    other = small(RATE, {"t": "indicator: share, at_least: 90 %"}, head=OTHER)
    found = cyxc.compare(scheme, other)
    shown = plain(comparison_rows(found, "en")) + comparison_csv(found, "en")
    assert "\u202e" not in shown
    assert "\x07" not in shown
    for line in csv.reader(io.StringIO(comparison_csv(found, "en").removeprefix("\ufeff"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)
