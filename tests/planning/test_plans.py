"""What it would still take, worked out by hand."""

import csv
import io
import json
import pickle
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

import cyxc
from cyxc.cli.app import run
from cyxc.planning.catchup import CatchUp, catch_up
from cyxc.planning.rows import plan_rows
from cyxc.planning.table import plan_csv
from cyxc.show.rows import plain
from support import small

FOUNDERS = {
    "founders": "flow: 人",
    "jobs": "flow: 人",
    "ratio": "rate: '1', formula: jobs / founders, unbounded: yes",
}
THREE = {
    "founders": "indicator: founders, at_least: 1800 人",
    "jobs": "indicator: jobs, at_least: 9000 人",
    "ratio": 'indicator: ratio, at_least: "1:5"',
}


def moved(plan: CatchUp) -> dict[str, Fraction] | None:
    return None if plan.moves is None else {move.key: move.amount.value for move in plan.moves}


def test_more_founders_take_more_jobs_to_keep_the_ratio() -> None:
    """1,950 founders take 9,750 jobs at 1:5, though 9,000 would do for the jobs alone."""
    targets = THREE | {"founders": "indicator: founders, at_least: 1950 人"}
    plan = small(FOUNDERS, targets).evaluate({"founders": 1700, "jobs": 8800}).catch_up()
    assert (plan.state, plan.wanted, plan.kept) == ("possible", ("founders", "jobs"), ("ratio",))
    assert moved(plan) == {"founders": 250, "jobs": 950}
    assert plan.cost == Fraction(250, 1950) + Fraction(950, 9000)
    alone = {one.id: one for one in plan.alone}
    assert [(m.key, m.amount.value) for m in alone["founders"].moves or ()] == [("founders", 250)]
    assert alone["founders"].breaks == ("ratio",)  # 8,800 over 1,950 is under 5
    assert [(m.key, m.amount.value) for m in alone["jobs"].moves or ()] == [("jobs", 200)]
    assert plan.after is not None
    assert plan.after.status == "met"


def test_a_new_trainee_who_passes_is_a_new_trainee_too() -> None:
    scheme = small(
        {"trained": "flow: 人", "passed": "flow: 人, part_of: trained"},
        {"passed": "indicator: passed, at_least: 600 人"},
    )
    plan = scheme.evaluate({"trained": 520, "passed": 500}).catch_up()
    assert moved(plan) == {"trained": 80, "passed": 100}
    trained, passed = plan.moves or ()
    assert (trained.along, trained.basis, trained.unit_cost) == (True, "present", Fraction(1, 520))
    assert (passed.along, passed.basis, passed.unit_cost) == (False, "threshold", Fraction(1, 600))


def test_what_is_only_below_the_line_does_not_move() -> None:
    scheme = small(
        {"passed": "flow: 人", "trained": "flow: 人", "rate": "rate: '%', formula: passed / trained"},
        {"rate": "indicator: rate, at_least: 90 %"},
    )
    plan = scheme.evaluate({"passed": 80, "trained": 100}).catch_up({"trained": Fraction(1, 10**6)})
    assert moved(plan) == {"passed": 10}
    assert plan.unused == ("trained",)


def test_of_equal_costs_the_earlier_figure_moves_and_a_cost_decides_otherwise() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "sum": "flow: 人, formula: a + b"},
        {"sum": "indicator: sum, at_least: 12 人"},
    )
    result = scheme.evaluate({"a": 5, "b": 5})
    assert moved(result.catch_up()) == {"a": 2}
    assert moved(result.catch_up({"a": 2, "b": "1.5"})) == {"b": 2}
    assert moved(result.catch_up({"a": 0.1, "b": Decimal("0.1")})) == {"a": 2}


@pytest.mark.parametrize(
    ("rule", "there", "by"),
    [
        ("more_than: 10 人", 9, 2),
        ("at_most: 10 人", 13, -3),
        ("less_than: 10 人", 13, -4),
        ("equals: 10 人", 13, -3),
        ("between: {lower: 10 人, upper: 12 人}", 20, -8),
        ("between: {lower: 10 人, upper: 12 人}", 2, 8),
        ("growth: 8 %", 100, 10),  # over 101: 109.08
    ],
)
def test_every_kind_of_rule(rule: str, there: int, by: int) -> None:
    data = {"a": there} | ({"a@before": 101} if "growth" in rule else {})
    plan = small({"a": "flow: 人"}, {"t": f"indicator: a, {rule}"}).evaluate(data).catch_up()
    assert moved(plan) == {"a": by}


def test_money_moves_by_a_hundredth_of_a_yuan() -> None:
    scheme = small({"fund": "stock: 万元"}, {"t": "indicator: fund, more_than: 5 万元"})
    plan = scheme.evaluate({"fund": Decimal("4.5")}).catch_up()
    assert moved(plan) == {"fund": Fraction(500001, 10**6)}


def test_figures_no_float_tells_apart_are_exact() -> None:
    big = 10**17
    scheme = small(FOUNDERS, {"ratio": THREE["ratio"]})
    plan = scheme.evaluate({"founders": big + 1, "jobs": 5 * big + 4}).catch_up()
    assert moved(plan) == {"jobs": 1}


def test_any_of_several_takes_the_cheapest_and_only_as_many_as_needed() -> None:
    kinds = dict.fromkeys("abc", "flow: 人")
    targets = {name: f"indicator: {name}, at_least: 10 人" for name in "abc"}
    result = small(kinds, targets | {"any": "any: [a, b, c]"}).evaluate({"a": 0, "b": 9, "c": 5})
    assert moved(result.catch_up()) == {"b": 1}
    some = targets | {"some": "some: {need: 2, of: [a, b, c]}"}
    assert moved(small(kinds, some).evaluate({"a": 0, "b": 9, "c": 5}).catch_up()) == {"b": 1, "c": 5}


def test_targets_that_collide_are_named_with_what_stands_between() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "sum": "flow: 人, formula: a + b", "d": "flow: 人"},
        {
            "a": "indicator: a, at_least: 6 人",
            "b": "indicator: b, at_least: 6 人",
            "sum": "indicator: sum, at_most: 10 人",
            "d": "indicator: d, at_least: 1 人",
        },
    )
    plan = scheme.evaluate({"a": 5, "b": 5, "d": 0}).catch_up()
    assert (plan.state, plan.moves, plan.cost, plan.after) == ("impossible", None, None, None)
    (collision,) = plan.collisions
    assert (collision.ids, collision.relations) == (("a", "b", "sum"), ())
    assert [(one.id, one.cost) for one in plan.alone] == [
        ("a", Fraction(1, 6)),
        ("b", Fraction(1, 6)),
        ("d", Fraction(1)),
    ]


def test_what_can_not_be_met_alone_says_why() -> None:
    scheme = small(
        {"whole": "stock: 人", "part": "stock: 人, part_of: whole"},
        {"part": "indicator: part, at_least: 6 人", "whole": "indicator: whole, at_most: 5 人"},
    )
    plan = scheme.evaluate({"whole": 5, "part": 4}).catch_up()
    (collision,) = plan.collisions
    assert collision.ids == ("part", "whole")
    assert [(one.code, one.keys) for one in collision.relations] == [("part-over-whole", ("part", "whole"))]
    odd = small(
        {"a": "flow: 人", "double": "flow: 人, formula: 2 a"}, {"t": "indicator: double, equals: 3 人"}
    )
    (alone,) = odd.evaluate({"a": 0}).catch_up().alone
    assert alone.moves is None
    assert alone.collision is not None
    assert alone.collision.ids == ("t",)


def test_what_has_no_data_or_can_not_be_stays_out() -> None:
    kinds = {"a": "flow: 人", "b": "flow: 人", "c": "flow: 人, part_of: b"}
    targets = {name: f"indicator: {name}, at_least: 5 人" for name in "abc"}
    plan = small(kinds, targets).evaluate({"b": 1, "c": 2}).catch_up()
    assert {one.id: one.reason for one in plan.left_out} == {"a": "no_data", "b": "invalid", "c": "invalid"}
    assert (plan.state, plan.wanted) == ("nothing", ())


def test_a_sum_handed_in_without_all_its_terms_is_a_figure_of_its_own() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人", "sum": "flow: 人, formula: a + b"},
        {"a": "indicator: a, at_least: 3 人", "sum": "indicator: sum, at_least: 10 人"},
    )
    plan = scheme.evaluate({"a": 1, "sum": 4}).catch_up()
    assert moved(plan) == {"a": 2, "sum": 6}


def test_a_whole_does_not_rise_along_with_what_falls_again() -> None:
    """A quarter of c is b, which has to fall from 2: c can't be made to rise by more b in place of that."""
    scheme = small(
        {"b": "flow: 人, part_of: c", "c": "flow: 人", "share": "rate: '%', formula: b / c"},
        {
            "share": "indicator: share, at_most: 25 %",
            "b": "indicator: b, at_least: 1 人",
        },
    )
    plan = scheme.evaluate({"b": 2, "c": 3}).catch_up()
    assert (plan.state, plan.collisions[0].ids) == ("impossible", ("share", "b"))


def test_before_the_due_date_it_is_what_is_missing_by_then() -> None:
    wuchang = cyxc.load("wuchang").for_year(2010)
    half = cyxc.Observation(indicator="founders", value=900, period="2010H1")
    plan = wuchang.evaluate([half], as_of="2010-06-30").catch_up()
    assert plan.wanted == ("founders",)
    assert moved(plan) == {"founders": 900}


def test_figures_of_several_times_are_not_moved() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人"},
        {
            "year": "indicator: a, at_least: 10 人",
            "half": "indicator: a, at_least: 8 人, window: {start: 2020-01, due: 2020-06}",
            "b": "indicator: b, at_least: 3 人",
        },
    )
    first = cyxc.Observation(indicator="a", value=4, period="2020H1")
    rest = cyxc.Observation(indicator="a", value=4, period="2020H2")
    other = cyxc.Observation(indicator="b", value=1, period="2020")
    plan = scheme.evaluate([first, rest, other]).catch_up()
    assert {one.id: one.reason for one in plan.left_out} == {"year": "times", "half": "times"}
    assert moved(plan) == {"b": 2}


@pytest.mark.parametrize("name", cyxc.example_names())
def test_every_example_is_met_with_its_plan_handed_in(name: str) -> None:
    scheme = cyxc.load(name.removesuffix("-published"))
    result = scheme.evaluate(cyxc.example(name))
    plan = result.catch_up()
    assert plan.after is not None
    assert set(plan.wanted) == {one.id for one in result.targets if one.counted and one.status == "not_met"}
    assert all(plan.after[id_].status == "met" for id_ in (*plan.wanted, *plan.kept))
    data = json.loads(json.dumps(plan.to_dict()))
    assert (data["format"], data["wanted"]) == ("cyxc.plan/1", list(plan.wanted))


def test_wuchang_by_hand() -> None:
    """1,920 founders at 1:5 take 9,600 jobs; 2,300 firms were asked, 2,240 are there."""
    plan = cyxc.load("wuchang").evaluate(cyxc.example("wuchang")).catch_up()
    assert moved(plan) == {
        "jobs": 192,
        "private_opened": 60,
        "subsidised_trainees": 46,
        "entrepreneurial_communities": 1,
    }


def test_costs_that_can_not_be_read_are_told_all_at_once() -> None:
    result = small(FOUNDERS, THREE).evaluate({"founders": 1, "jobs": 1})
    wrong = {"founder": 1, "jobs": 0, "founders": "much", "ratio": float("nan")}
    with pytest.raises(cyxc.UsageError) as refused:
        result.catch_up(wrong)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["unknown-indicator", "bad-cost", "bad-cost", "bad-cost"]
    for wrong_too in ({"jobs": True}, {"jobs": "9" * 100}, {"jobs": -1}, {"jobs": None}):
        with pytest.raises(cyxc.UsageError):
            result.catch_up(wrong_too)


def test_without_the_extra_it_is_said_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(cyxc.UsageError) as refused:
        small(FOUNDERS, THREE).evaluate({"founders": 1, "jobs": 1}).catch_up()
    (problem,) = refused.value.problems
    assert (problem.code, problem.details["extra"]) == ("extra-not-installed", "plan")


def test_a_plan_is_frozen_the_same_each_time_and_pickles() -> None:
    result = cyxc.load("county").evaluate(cyxc.example("county"))
    plan = result.catch_up()
    assert plan == result.catch_up()
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert hash(plan) == hash(result.catch_up())


def test_progress_is_told_to_whoever_asks() -> None:
    told: list[tuple[int, int, str]] = []
    result = small(FOUNDERS, THREE).evaluate({"founders": 1700, "jobs": 8800})
    catch_up(result, progress=lambda *said: told.append(said))
    assert told == [(0, 3, ""), (1, 3, "founders"), (2, 3, "jobs"), (3, 3, "")]


def test_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "county", "--example", "county", "--lang", "en", "--cost", "guided=2"]) == 0
    out, err = capsys.readouterr()
    assert "people guided: 1,035 persons → 1,040 persons, cost 10" in out
    assert err == ""
    assert run(["plan", "county", "--example", "county", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "cyxc.plan/1"
    wrong = ["plan", "county", "--example", "county", "--lang", "en", "--cost", "guided", "--cost", "=3"]
    assert run(wrong) == 2
    assert capsys.readouterr().err.count("[bad-cost-form]") == 2
    assert run(["plan", "county", "--lang", "zh"]) == 2
    assert "[data-or-example]" in capsys.readouterr().err


def test_a_plan_as_a_table_for_spreadsheets(capsys: pytest.CaptureFixture[str]) -> None:
    """Six of a and of b can't be ten together; d moves alone; nothing is known of e."""
    indicators = dict.fromkeys("abde", "flow: 人") | {"sum": "flow: 人, formula: a + b"}
    targets = {key: f"indicator: {key}, at_least: 6 人" for key in "abde"}
    scheme = small(indicators, targets | {"sum": "indicator: sum, at_most: 10 人"})
    plan = scheme.evaluate({"a": 5, "b": 5, "d": 0}).catch_up({"d": "0.5"})
    header, *rows = csv.reader(io.StringIO(plan_csv(plan, "zh").removeprefix("\ufeff")))
    found = [{key: cell for key, cell in zip(header, row, strict=True) if cell} for row in rows]
    assert found[0] == {"plan": "together", "targets": "a b sum", "state": "impossible"}
    assert found[1] == {
        "plan": "alone", "targets": "a", "state": "possible", "key": "a", "name": "a", "before": "5",
        "amount": "1", "after": "6", "unit": "人", "unit_cost": "1/6", "basis": "threshold", "cost": "1/6",
        "along": "no",
    }  # fmt: skip
    assert [(one["targets"], one["cost"]) for one in found[1:4]] == [("a", "1/6"), ("b", "1/6"), ("d", "3")]
    assert found[4] == {"targets": "e", "state": "left_out", "note": "缺数据"}
    assert len(found) == 5
    assert run(["plan", "county", "--example", "county", "--format", "csv", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("\ufeffplan,targets,state,key,name,before")


def test_a_table_says_when_there_is_nothing_to_do_and_why_none_can_be_met_alone() -> None:
    scheme = small({"a": "flow: 人"}, {"a": "indicator: a, at_least: 6 人"})
    (row,) = csv.DictReader(io.StringIO(plan_csv(scheme.evaluate({"a": 6}).catch_up(), "zh")[1:]))
    assert (row["plan"], row["state"], row["key"]) == ("together", "nothing", "")
    part = small(
        {"whole": "rate: '%', formula: a / b", "a": "flow: 人", "b": "flow: 人"},
        {"whole": "indicator: whole, at_least: 110 %"},
    )
    rows = list(csv.DictReader(io.StringIO(plan_csv(part.evaluate({"a": 5, "b": 10}).catch_up(), "en")[1:])))
    assert [(one["plan"], one["state"]) for one in rows] == [
        ("together", "impossible"),
        ("alone", "impossible"),
    ]
    assert all("cannot be above 100" in one["note"] or "exceed 100%" in one["note"] for one in rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_of_row_is_shown_and_hostile_words_are_harmless(language: cyxc.language.Language) -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人, part_of: a", "c": "flow: 人"},
        {
            "a": "indicator: a, at_most: 5 人",
            "b": "indicator: b, at_least: 6 人",
            "c": "indicator: c, at_least: 6 人",
        },
    )
    data = scheme.to_dict()
    for entry in data["targets"]:
        entry["text"] = {"zh": "\x1b[31m坏\u202e\n", "en": "\x1b[31mbad\u202e\n"}
    plan = cyxc.from_dict(data).evaluate({"a": 5, "b": 4}).catch_up({"c": 3})
    shown = plain(plan_rows(plan, language))
    assert "[b]" in shown
    assert "[c]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
