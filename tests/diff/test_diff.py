"""Two evaluations compared: the whole, its totals, its shapes, and what is refused."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.changes.show import diff_rows
from cyxc.cli.app import run
from cyxc.rules.status import STATUSES
from cyxc.show.rows import plain
from support import small

SCHEME = small(
    {
        "opened": "flow: 人",
        "complaints": "flow: 人",
        "bases": "stock: 个, thing: base",
        "passed": "flow: 人, part_of: trained",
        "trained": "flow: 人",
        "rate": 'formula: passed / trained, unit: "%"',
    },
    {
        "many": "indicator: opened, at_least: 10 人",
        "again": "indicator: opened, at_least: 10 人, restates: many",
        "few": "indicator: complaints, at_most: 20 人, due: 2020-06",
        "bases": "indicator: bases, at_least: 3 个",
        "pass": "indicator: rate, at_least: 80 %",
        "either": "any: [bases, pass]",
    },
)

FIGURES = st.fixed_dictionaries(
    {},
    optional={key: st.integers(-1, 25) for key in ("opened", "complaints", "bases", "passed", "trained")},
)
DATES = st.sampled_from([None, "2020-03-31", "2020-06-30", "2020-12-30", "2020-12-31"])
LEFT_OUT = st.sets(st.sampled_from(["many", "few", "bases", "pass"]), max_size=2)


REPORTS = st.dictionaries(
    st.sampled_from(["2020Q1", "2020Q2", "2020H2", "2020-09-30"]),
    st.tuples(st.integers(0, 12), st.booleans()),
)


@st.composite
def evaluations(draw: st.DrawFn) -> cyxc.Evaluation:
    figures: dict[str, Any] = draw(FIGURES)
    reports = [
        cyxc.Observation(
            indicator="bases" if "-" in period else "opened", value=value, period=period, provisional=early
        )
        for period, (value, early) in draw(REPORTS).items()
    ]
    dated = {report.indicator for report in reports}
    undated = [cyxc.Observation(indicator=key, value=value) for key, value in figures.items()]
    data = [*reports, *(one for one in undated if one.indicator not in dated)]
    return SCHEME.evaluate(data, as_of=draw(DATES), not_applicable=sorted(draw(LEFT_OUT)))


@settings(deadline=None)
@given(evaluations())
def test_nothing_differs_from_itself(a: cyxc.Evaluation) -> None:
    found = cyxc.diff(a, a)
    assert found.empty
    assert found.unchanged == len(a)
    assert found.outcome.same
    assert all(counts.same for total in found.totals for _, counts in total.by_status)


@settings(deadline=None)
@given(evaluations(), evaluations())
def test_read_backwards_it_is_the_other_way_round(a: cyxc.Evaluation, b: cyxc.Evaluation) -> None:
    there, back = cyxc.diff(a, b), cyxc.diff(b, a)
    assert [one.id for one in there.better] == [one.id for one in back.worse]
    assert [one.id for one in there.worse] == [one.id for one in back.better]
    assert there.unchanged == back.unchanged
    for one, other in zip(there.changed, back.changed, strict=True):
        assert (one.id, one.causes) == (other.id, other.causes)
        for pair in ("status", "so_far", "counted"):
            before, after = getattr(one, pair), getattr(other, pair)
            assert (before.before, before.after) == (after.after, after.before)
        assert {(c.indicator, c.value.before, c.margin.after) for c in one.compared} == {
            (c.indicator, c.value.after, c.margin.before) for c in other.compared
        }


@settings(deadline=None)
@given(evaluations(), evaluations())
def test_what_changed_makes_up_the_totals(a: cyxc.Evaluation, b: cyxc.Evaluation) -> None:
    found = cyxc.diff(a, b)
    assert len(found.changed) + found.unchanged == len(a) == len(b)
    for total in found.totals:
        for status in STATUSES:
            moved = sum(
                (one.counted.after and one.status.after is status)
                - (one.counted.before and one.status.before is status)
                for one in found.changed
                if total.kind in ("all", f"{one.kind}s")
            )
            assert total[status].after - total[status].before == moved
    changed = {one.id for one in found.changed}
    for verdict in b:
        if verdict.id not in changed:
            assert a[verdict.id].status is verdict.status
    assert (found.outcome.before, found.outcome.after) == (a.outcome, b.outcome)


@settings(deadline=None)
@given(evaluations(), evaluations())
def test_every_change_has_a_cause_and_the_forms_agree(a: cyxc.Evaluation, b: cyxc.Evaluation) -> None:
    found = cyxc.diff(a, b)
    assert all(one.causes for one in found.changed)
    assert cyxc.diff(a.to_dict(), json.loads(json.dumps(b.to_dict()))) == found
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(pickle.loads(pickle.dumps(found)))
    written = json.loads(json.dumps(found.to_dict()))
    assert written["format"] == "cyxc.diff/1"
    assert [one["id"] for one in written["changed"]] == [one.id for one in found.changed]
    for language in cyxc_languages():
        assert plain(diff_rows(found, language))


def cyxc_languages() -> tuple[Any, ...]:
    return ("zh", "en")


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ("met", "not_met", "worse"),
        ("met", "no_data", "worse"),
        ("met", "invalid", "worse"),
        ("met", "not_due", "worse"),
        ("not_due", "not_met", "worse"),
        ("not_met", "no_data", None),
        ("not_met", "invalid", None),
        ("not_due", "no_data", None),
        ("no_data", "undefined", None),
        ("met", "not_applicable", None),
        ("not_met", "not_applicable", None),
        ("not_met", "met", "better"),
        ("no_data", "met", "better"),
    ],
)
def test_which_way_a_status_turned(before: str, after: str, turn: str | None) -> None:
    sides = [SCHEME.evaluate({"opened": 1}).to_dict() for _ in range(2)]
    for side, status in zip(sides, (before, after), strict=True):
        side["verdicts"][0]["status"] = status
    assert cyxc.diff(*sides)["many"].turn == turn


def test_what_waits_turns_by_how_it_stands_so_far() -> None:
    a, b = (SCHEME.evaluate({"bases": bases}, as_of="2020-06-30") for bases in (3, 2))
    change = cyxc.diff(a, b)["bases"]
    assert (change.status.before, change.status.after) == ("not_due", "not_due")
    assert (change.so_far.before, change.so_far.after, change.turn) == ("met", "not_met", "worse")


def test_entries_of_one_side() -> None:
    a, b = (SCHEME.evaluate({"opened": 10}).to_dict() for _ in range(2))
    gone, new = a["verdicts"].pop(2), b["verdicts"].pop(3)
    found = cyxc.diff(a, b)
    assert [one.id for one in found.added] == [gone["id"]] == ["few"]
    assert [one.id for one in found.removed] == [new["id"]] == ["bases"]
    assert found.unchanged == len(SCHEME.targets) - 2
    assert not found.empty


def test_the_totals_say_from_and_to() -> None:
    found = cyxc.diff(
        SCHEME.evaluate({"opened": 9, "complaints": 20}),
        SCHEME.evaluate({"opened": 10, "complaints": 20, "bases": 3, "passed": 4, "trained": 5}),
    )
    targets = found.totals[0]
    assert targets.kind == "targets"
    # Counted are `many`, `few` and `either`; `again` is a restatement, the others are combined.
    assert (targets["met"].before, targets["met"].after) == (1, 3)
    assert (targets["not_met"].before, targets["not_met"].after) == (1, 0)
    assert (found.outcome.before.value, found.outcome.after.value) == ("not_met", "met")


def test_an_unchanged_verdict_has_no_change() -> None:
    found = cyxc.diff(SCHEME.evaluate({"opened": 9}), SCHEME.evaluate({"opened": 10}))
    with pytest.raises(cyxc.UnknownNameError) as raised:
        found["bases"]
    assert raised.value.problems[0].code == "not-changed"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "before.json", tmp_path / "after.json"
    for path, opened in zip(paths, (12, 9), strict=True):
        path.write_text(json.dumps(SCHEME.evaluate({"opened": opened}).to_dict()), encoding="utf-8")
    return paths


def test_files_are_read_as_evaluations_are(files: tuple[Path, Path]) -> None:
    found = cyxc.diff(*files)
    assert found == cyxc.diff(*map(str, files))
    assert found == cyxc.diff(SCHEME.evaluate({"opened": 12}), SCHEME.evaluate({"opened": 9}))


BROKEN: dict[str, tuple[str, str]] = {
    "no JSON": ('{"format": "cyxc.evaluation/1",,}', "not-json"),
    "infinity": ('{"format": "cyxc.evaluation/1", "a": Infinity}', "not-json"),
    "too deep": ("[" * 100_000, "too-deep"),
    "a list": ("[]", "not-an-evaluation"),
    "nothing": ("{}", "not-an-evaluation"),
    "a scheme": ('{"format": "cyxc.scheme/1"}', "unknown-format"),
    "the next format": ('{"format": "cyxc.evaluation/2"}', "unknown-format"),
    "only a format": ('{"format": "cyxc.evaluation/1"}', "evaluation-shape"),
}


@pytest.mark.parametrize(("text", "code"), BROKEN.values(), ids=BROKEN.keys())
def test_files_that_are_no_evaluations(
    text: str, code: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(cyxc.DataError) as raised:
        cyxc.diff(files[0], broken)
    assert {problem.code for problem in raised.value.problems} == {code}
    assert all(problem.where.file == str(broken) for problem in raised.value.problems)
    assert run(["diff", str(broken), str(files[0]), "--lang", "en"]) == 2
    assert f"[{code}]" in capsys.readouterr().err


def test_bytes_that_are_no_text(files: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"\xff\xfe{")
    with pytest.raises(cyxc.DataError) as raised:
        cyxc.diff(broken, tmp_path / "befor.json")
    assert [problem.code for problem in raised.value.problems] == ["not-utf8", "no-such-file"]
    assert raised.value.problems[1].nearest[0].endswith("before.json")


SPOILED: dict[str, tuple[tuple[str | int, ...], Any, str]] = {
    "a status nobody knows": (("verdicts", 0, "status"), "passed", "verdicts.0.status"),
    "a number in place of text": (("verdicts", 0, "compared", 0, "value"), 12, "verdicts.0.compared.0.value"),
    "a unit nobody knows": (
        ("verdicts", 0, "compared", 0, "margin", "unit"), "箱", "verdicts.0.compared.0.margin"
    ),
    "one id twice": (("verdicts", 1, "id"), "many", "verdicts.1.id"),
    "a day that is none": (("as_of",), "June", "as_of"),
    "a report of no period": (
        ("verdicts", 0, "inputs", 0, "reports"),
        [
            {"period": "soon", "value": "1", "unit": None, "cumulative": False, "provisional": False,
             "reported_on": None, "source": None}
        ],
        "verdicts.0.inputs.0.reports.0.period",
    ),
    "a report without its value": (
        ("verdicts", 0, "inputs", 0, "reports"),
        [
            {"period": "2020", "unit": None, "cumulative": False, "provisional": False,
             "reported_on": None, "source": None}
        ],
        "verdicts.0.inputs.0.reports.0.value",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "value", "named"), SPOILED.values(), ids=SPOILED.keys())
def test_what_is_spoiled_is_named(path: tuple[str | int, ...], value: Any, named: str) -> None:
    body = SCHEME.evaluate({"opened": 12}).to_dict()
    inside: Any = body
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(cyxc.DataError) as raised:
        cyxc.diff(SCHEME.evaluate({"opened": 12}), body)
    assert {problem.code for problem in raised.value.problems} == {"evaluation-shape"}
    assert named in [problem.where.path for problem in raised.value.problems]


def test_keys_nobody_knows_are_passed_over() -> None:
    a = SCHEME.evaluate({"opened": 12})
    assert cyxc.diff(a, {**a.to_dict(), "since": "a later version"}).empty


def test_two_schemes_are_not_compared() -> None:
    with pytest.raises(cyxc.DataError) as raised:
        cyxc.diff(SCHEME.evaluate({}), cyxc.load("putuo-2019").evaluate({}))
    (problem,) = raised.value.problems
    assert (problem.code, dict(problem.details)) == (
        "evaluations-of-two-schemes",
        {"first": "small", "second": "putuo-2019"},
    )


def test_the_command(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before, after = map(str, files)
    assert run(["diff", before, after, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Got worse: 2\n  ✗ met → not met says  [many]" in said
    assert "because of data" in said
    assert "12 persons → 9 persons" in said
    assert run(["diff", before, after, "--check", "--lang", "zh"]) == 1
    assert "变差 2" in capsys.readouterr().out
    assert run(["diff", after, before, "--check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == cyxc.diff(after, before).to_dict()
    assert run(["diff", before, before, "--check", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Two evaluations compared: small\nNothing is different.\n"


def test_every_packaged_scheme_compares(tmp_path: Path) -> None:
    for id_ in cyxc.PACKAGED:
        whole, empty = cyxc.load(id_).evaluate(cyxc.example(id_)), cyxc.load(id_).evaluate({})
        found = cyxc.diff(empty, whole)
        met = {verdict.id for verdict in whole if verdict.status == "met"}
        assert {one.id for one in found.better} == met
        assert not found.worse
        assert "undetermined" not in {cause for one in found.changed for cause in one.causes}
