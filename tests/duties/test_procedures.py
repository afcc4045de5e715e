"""Every procedure: steps in order, late, missing, out of order, on one day, and with unknown steps ahead."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

import cyxc
from support import HEAD, loaded, log, question

DAY = timedelta(days=1)

# Each step with the last day the document gives it, or None where it gives none.
PROCEDURES: dict[tuple[str, str], list[tuple[str, str | None]]] = {
    ("wuchang", "internship-bases"): [
        ("internship-application", None),
        ("internship-recognition", None),
        ("internship-title", None),
        ("internship-payment", None),
    ],
    ("panzhihua-2010", "recognition-procedure"): [
        ("community-application", "2010-09-30"),
        ("first-review", "2010-10-31"),
        ("review-opinion", "2010-10-31"),
        ("county-examination", "2010-11-30"),
        ("title-naming", "2010-11-30"),
        ("title-plaque", "2010-11-30"),
        ("result-report", None),
        ("spot-check", "2010-12-31"),
        ("model-selection", "2010-12-31"),
    ],
    ("jiaxing-2013", "project-selection"): [
        ("contest-held", None),
        ("projects-assessed", None),
        ("projects-commended", None),
    ],
    ("jiaxing-2013", "student-model-selection"): [("models-chosen", None)],
    ("jiaxing-2013", "enterprise-selection"): [("enterprises-chosen", None)],
    ("jiaxing-2013", "service-unit-selection"): [("units-chosen", None), ("units-commended", None)],
    # Both are held while the work goes on, so before the term ends.
    ("putuo-2019", "evaluations"): [
        ("mid-term-evaluation", "2022-12-31"),
        ("final-evaluation", "2022-12-31"),
    ],
}

Steps = list[tuple[str, str]]


class Case:
    """A procedure, its steps taken on one June day after another."""

    def __init__(self, scheme: str, procedure: str) -> None:
        self.name, self.procedure = scheme, procedure
        self.steps = PROCEDURES[scheme, procedure]
        self.first = {"jiaxing-2013": "2013-01-01", "putuo-2019": "2019-04-26"}.get(scheme, "2010-01-01")
        year = {"jiaxing-2013": "2015", "putuo-2019": "2022"}.get(scheme, "2010")
        self.last = f"{int(year) + 1}-12-31"
        self.taken = [(id_, f"{year}-06-{day:02}") for day, (id_, _) in enumerate(self.steps, start=1)]

    def verdicts(self, taken: Steps, as_of: str | None = None, **more: Any) -> dict[str, Any]:
        logs = more.pop("logs", None) or log(self.first, self.last, *(f"{id_} {day}" for id_, day in taken))
        scheme = cyxc.load(self.name)
        year = None if scheme.bound else 2010
        result = scheme.evaluate({}, year=year, as_of=as_of, logs=logs, **more)
        return {id_: result.duties[id_] for id_, _ in self.steps}

    def statuses(self, taken: Steps, as_of: str | None = None, **more: Any) -> list[str]:
        return [one.status.value for one in self.verdicts(taken, as_of, **more).values()]


def test_every_procedure_is_here() -> None:
    there = {(id_, one.id): one.steps.ids for id_ in cyxc.PACKAGED for one in cyxc.load(id_).procedures}
    assert there == {key: tuple(id_ for id_, _ in steps) for key, steps in PROCEDURES.items()}


@pytest.fixture(params=list(PROCEDURES), ids="/".join)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(*request.param)


def test_in_order_each_step_is_met(case: Case) -> None:
    verdicts = case.verdicts(case.taken)
    for (id_, due), (_, day) in zip(case.steps, case.taken, strict=True):
        one = verdicts[id_]
        assert (one.status, one.late, one.missing_text) == ("met", False, None)
        assert one.due == (None if due is None else date.fromisoformat(due))
        if due is None:
            assert one.margin is None
            assert one.explanation.en.endswith(f": done on {day}.")
        else:
            days = (date.fromisoformat(due) - date.fromisoformat(day)).days
            assert (one.margin.value, one.margin.unit.symbol) == (days, "日")


def test_on_one_day_they_are_in_order(case: Case) -> None:
    day = case.taken[0][1]
    assert set(case.statuses([(id_, day) for id_, _ in case.steps])) == {"met"}


def test_the_last_day_is_in_time_and_the_next_is_late(case: Case) -> None:
    """From the step on, all are taken on its last day, or on the day after: those due later are in time."""
    for at, (id_, due) in enumerate(case.steps):
        for days, status in () if due is None else ((0, "met"), (1, "not_met")):
            day = str(date.fromisoformat(due or "") + days * DAY)
            taken = case.taken[:at] + [(other, day) for other, _ in case.steps[at:]]
            verdicts = case.verdicts(taken)
            one = verdicts[id_]
            assert (one.status, one.margin.value, one.late) == (status, -days, status == "not_met")
            for other, other_due in case.steps[at + 1 :]:
                in_time = other_due is None or day <= other_due
                assert verdicts[other].status == ("met" if in_time else "not_met")
            if days:
                assert f"1 day late (due {due})" in one.explanation.en
                assert f"迟 1 日（期限 {due}）" in one.explanation.zh
            else:
                assert one.explanation.zh.endswith("正是期限当日。")


def test_without_a_day_it_is_never_late(case: Case) -> None:
    """Steps without a day of their own, taken on the last day of the log, a year past the plan's end."""
    for at, (id_, due) in enumerate(case.steps):
        if due is None:
            one = case.verdicts([*case.taken[:at], (id_, case.last)])[id_]
            assert (one.status, one.late, one.margin, one.due) == ("met", False, None, None)


def test_without_a_day_it_is_never_due(case: Case) -> None:
    for id_, due in case.steps:
        if due is not None:
            continue
        for as_of in (None, case.first, case.last):
            one = case.verdicts([], as_of)[id_]
            assert (one.status, one.so_far, one.late, one.missing_text) == ("not_due", None, False, None)
            assert one.asked.zh == "未定日期"
            assert "no day is set for it" in one.explanation.en
        short = log(case.first, case.first, entries=[id_])
        assert case.verdicts([], logs=short)[id_].status == "not_due"
        # Without any log that is about it nothing is known of it.
        other = log(case.first, case.last, entries=[OTHER[case.name]])
        assert case.verdicts([], logs=other)[id_].status == "no_data"


# An entry that is none of the procedure's, to have a log that is about something else.
OTHER = {
    "wuchang": "body-founded",
    "panzhihua-2010": "community-application",
    "jiaxing-2013": "trainer-review",
}


def missing_from(case: Case, at: int) -> list[str]:
    """The statuses where all steps but one were taken: those behind it are all out of order."""
    behind = len(case.steps) - at - 1
    alone = "not_due" if case.steps[at][1] is None else "not_met"
    return ["met"] * at + [alone] + ["not_met"] * behind


def test_a_missing_step_puts_all_behind_it_out_of_order(case: Case) -> None:
    for at, (id_, due) in enumerate(case.steps):
        taken = case.taken[:at] + case.taken[at + 1 :]
        assert case.statuses(taken) == missing_from(case, at)
        verdicts = case.verdicts(taken)
        missing = verdicts[id_]
        assert missing.late == (due is not None)
        assert (missing.missing_text is None) == (due is None)
        for behind, _ in case.steps[at + 1 :]:
            one = verdicts[behind]
            assert (one.late, one.margin) == (False, None)
            assert f"before a step that comes ahead of it ({missing.text.en})" in one.explanation.en
            assert f"先于前面的步骤“{missing.text.zh}”" in one.explanation.zh


@pytest.mark.parametrize(
    ("scheme", "procedure", "only"),
    [
        ("wuchang", "internship-bases", ["internship-title", "internship-payment"]),
        ("panzhihua-2010", "recognition-procedure", ["spot-check", "model-selection"]),
        ("panzhihua-2010", "recognition-procedure", ["model-selection"]),
        ("jiaxing-2013", "project-selection", ["projects-assessed", "projects-commended"]),
    ],
)
def test_the_last_steps_alone_are_out_of_order(scheme: str, procedure: str, only: list[str]) -> None:
    """The second of them follows the first, but neither follows what had to come before both."""
    case = Case(scheme, procedure)
    verdicts = case.verdicts([(id_, day) for id_, day in case.taken if id_ in only])
    first = verdicts[case.steps[0][0]]
    for id_ in only:
        assert (verdicts[id_].status, verdicts[id_].late) == ("not_met", False)
        assert first.text.en in verdicts[id_].explanation.en
    # Of the first step nothing is known, of the others ahead that they were not taken: that decides.
    whole = [id_ for id_, _ in case.steps[1:]]
    taken = [f"{id_} {day}" for id_, day in case.taken if id_ in only]
    if len(whole) > len(only):
        logs = log(case.first, case.last, *taken, entries=whole)
        assert [case.verdicts([], logs=logs)[id_].status for id_ in only] == ["not_met"] * len(only)
    # Once all ahead were taken on the same day, it is in order.
    day = next(day for id_, day in case.taken if id_ == only[0])
    ahead = [id_ for id_, _ in case.steps if id_ not in only]
    settled = case.verdicts([*((id_, day) for id_ in ahead), *(one for one in case.taken if one[0] in only)])
    assert {settled[id_].status for id_ in only} == {"met"}


def test_two_steps_in_the_wrong_order(case: Case) -> None:
    for at in range(len(case.steps) - 1):
        taken = list(case.taken)
        (one, day), (other, next_day) = taken[at : at + 2]
        taken[at : at + 2] = [(one, next_day), (other, day)]
        expected = ["met"] * len(case.steps)
        expected[at + 1] = "not_met"
        assert case.statuses(taken) == expected
        # Taken again in order, it is in order.
        assert set(case.statuses([*taken, (other, next_day)])) == {"met"}
        last = case.steps[at + 1][1]
        if last is None:
            assert case.verdicts(taken, case.last)[other].status == "not_met"
            continue
        # Before its last day it may still be.
        due = date.fromisoformat(last)
        before = case.verdicts(taken, str(due - DAY))[other]
        assert (before.status, before.so_far) == ("not_due", "not_met")
        assert case.verdicts(taken, str(due))[other].status == "not_met"


def test_a_step_taken_again_changes_nothing(case: Case) -> None:
    again = [(id_, f"{case.taken[0][1][:4]}-07-31") for id_, _ in case.steps]
    assert set(case.statuses([*case.taken, *again])) == {"met"}


def test_behind_an_unknown_step_nobody_can_say(case: Case) -> None:
    for at, (unknown, _) in enumerate(case.steps):
        taken = [f"{id_} {day}" for id_, day in case.taken if id_ != unknown]
        others = [id_ for id_, _ in case.steps if id_ != unknown] or [OTHER[case.name]]
        logs = log(case.first, case.last, *taken, entries=others)
        behind = len(case.steps) - at - 1
        assert case.statuses([], logs=logs) == ["met"] * at + ["no_data"] * (behind + 1)
        for id_, _ in case.steps[at + 1 :]:
            one = case.verdicts([], logs=logs)[id_]
            assert "no log tells whether a step ahead of it" in one.explanation.en


def test_a_log_that_reaches_as_far_as_the_step_tells_that_it_came_first(case: Case) -> None:
    for at in range(len(case.steps) - 1):
        (one, _), (other, day) = case.taken[at], case.taken[at + 1]
        taken = [f"{id_} {on}" for id_, on in case.taken if id_ != one]
        whole = [id_ for id_, _ in case.steps if id_ != one]
        known = log(case.first, case.last, *taken, entries=whole)
        until, short = (str(date.fromisoformat(day) - back * DAY) for back in (0, 1))
        reaching = [known, log(case.first, until, entries=[one])]
        assert case.verdicts([], logs=reaching)[other].status == "not_met"
        shorter = [known, log(case.first, short, entries=[one])]
        assert case.verdicts([], logs=shorter)[other].status == "no_data"


def test_a_step_that_does_not_apply_is_passed_over(case: Case) -> None:
    for at, (id_, _) in enumerate(case.steps):
        expected = ["met"] * len(case.steps)
        expected[at] = "not_applicable"
        assert case.statuses(case.taken[:at] + case.taken[at + 1 :], not_applicable=[id_]) == expected


def test_before_the_window_nothing_counts(case: Case) -> None:
    before = str(date.fromisoformat(case.first) - DAY)
    logs = log(before, case.last, f"{case.steps[0][0]} {before}", *(f"{i} {d}" for i, d in case.taken[1:]))
    first, due = case.steps[0]
    assert case.verdicts([], logs=logs)[first].status == ("not_due" if due is None else "not_met")


def test_steps_to_come_are_not_due(case: Case) -> None:
    assert set(case.statuses(case.taken, case.taken[0][1])) <= {"met", "not_due"}
    assert case.statuses(case.taken, case.taken[0][1])[0] == "met"
    assert set(case.statuses([], case.first)) == {"not_due"}


def test_the_report_may_be_due_with_the_plaque() -> None:
    """In Panzhihua the report to the city has no day of its own, or is due by the end of November."""
    case = Case("panzhihua-2010", "recognition-procedure")
    taken = [(id_, "2010-12-01") if id_ == "result-report" else (id_, day) for id_, day in case.taken]
    taken = [
        (id_, "2010-12-02") if id_ in ("spot-check", "model-selection") else (id_, day) for id_, day in taken
    ]
    one = case.verdicts(taken)["result-report"]
    assert (one.status, one.agreement) == ("met", "depends")
    assert [reading.status for reading in one.readings] == ["met", "not_met"]


# Tasks of phases: Wuchang's first phase begins in December of the year before.

WUCHANG = cyxc.load("wuchang").for_year(2010)


@pytest.mark.parametrize(
    ("day", "status", "margin"),
    [
        ("2009-11-30", "not_met", None),  # before the phase
        ("2009-12-01", "met", 61),
        ("2010-01-31", "met", 0),
        ("2010-02-01", "not_met", -1),
        ("2010-12-31", "not_met", -334),
    ],
)
def test_a_task_from_december_to_january(day: str, status: str, margin: int | None) -> None:
    result = WUCHANG.evaluate({}, logs=log("2009-11-01", "2010-12-31", f"body-founded {day}"))
    one = result.duties["body-founded"]
    assert one.status == status
    assert (None if one.margin is None else one.margin.value) == margin


def test_a_task_that_was_done_is_done_whatever_the_log_covers() -> None:
    result = WUCHANG.evaluate({}, logs=log("2010-01-20", "2010-01-20", "body-founded 2010-01-20"))
    assert result.duties["body-founded"].status == "met"
    assert result.duties["plan-drawn-up"].status == "no_data"


def test_an_event_after_the_day_asked_about_is_not_seen() -> None:
    logs = log("2009-12-01", "2010-12-31", "launch-meeting 2010-03-31", "publicity-started 2010-04-02")
    for as_of, first, second in (
        ("2010-03-30", "not_due", "not_due"),
        ("2010-03-31", "met", "not_met"),
        ("2010-04-02", "met", "not_met"),
    ):
        result = WUCHANG.evaluate({}, as_of=as_of, logs=logs)
        assert result.duties["launch-meeting"].status == first
        assert result.duties["publicity-started"].status == second
    late = WUCHANG.evaluate({}, as_of="2010-04-02", logs=logs).duties["publicity-started"]
    assert late.margin is not None
    assert late.margin.value == -2
    unseen = WUCHANG.evaluate({}, as_of="2010-04-01", logs=logs).duties["publicity-started"]
    assert (unseen.margin, unseen.late) == (None, True)


def test_a_leap_day() -> None:
    scheme = loaded(
        HEAD
        + "phases:\n  p: {clause: 一, text: {zh: 段, en: phase}, start: 2020, due: 2020, tasks: "
        + "{t: {clause: 一, text: {zh: 事, en: task}, by: 2020-02}}}\n"
    )
    for day, margin in (("2020-02-28", 1), ("2020-02-29", 0), ("2020-03-01", -1)):
        one = scheme.evaluate({}, logs=log("2020-01-01", "2020-12-31", f"t {day}")).duties["t"]
        assert one.margin is not None
        assert one.margin.value == margin


def test_before_the_step_ahead_could_be_taken_it_is_out_of_order() -> None:
    """Nothing has to be recorded of a step whose own time had not begun."""
    scheme = loaded(
        HEAD
        + "procedures:\n  p: {clause: 一, text: {zh: 序, en: p}, steps: {"
        + "one: {clause: 一, text: {zh: 一, en: one}, start: 2020-06}, "
        + "two: {clause: 一, text: {zh: 二, en: two}}}}\n"
    )
    logs = log("2020-01-01", "2020-12-31", "two 2020-05-31", entries=["two"])
    assert scheme.evaluate({}, logs=logs).duties["two"].status == "not_met"
    later = log("2020-01-01", "2020-12-31", "two 2020-06-01", entries=["two"])
    assert scheme.evaluate({}, logs=later).duties["two"].status == "no_data"


def test_a_step_has_no_day_where_the_file_gives_none() -> None:
    """`by` and `due` are a day, also where they are the term's end; `start` is none."""
    steps = (
        "a: {clause: 一, text: {zh: 甲, en: a}}",
        "b: {clause: 一, text: {zh: 乙, en: b}, start: 2020-06}",
        "c: {clause: 一, text: {zh: 丙, en: c}, by: 2020}",
        "d: {clause: 一, text: {zh: 丁, en: d}, due: 2020-09}",
        "e: {clause: 一, text: {zh: 戊, en: e}, undated: no}",
        "f: {clause: 一, text: {zh: 己, en: f}, undated: yes}",
        "g: {clause: 一, text: {zh: 庚, en: g}, window: {start: 2020, due: 2020}}",
    )
    swaps = "swap: {a: {by: 2020-03}, c: {undated: yes}, b: {start: 2020-05}}"
    scheme = loaded(
        HEAD
        + "procedures:\n  p: {clause: 一, text: {zh: 序, en: p}, steps: {"
        + ", ".join(steps)
        + "}}\nquestions:\n"
        + question("days", swaps)
    )
    assert [step.id for step in scheme.steps if step.undated] == ["a", "b", "f"]
    assert [step.id for step in scheme.under({"days": "r1"}).steps if step.undated] == ["b", "c", "f"]
    assert cyxc.loads(json.dumps(scheme.to_dict())) == scheme
    verdicts = scheme.evaluate({}, logs=log("2020-01-01", "2020-12-31")).duties
    assert [str(one.due) for one in verdicts] == ["None", "None", "2020-12-31", "2020-09-30",
                                                  "2020-12-31", "None", "2020-12-31"]  # fmt: skip
    plain = verdicts["a"].evaluation.to_dict()["verdicts"]
    assert [one["due"] for one in plain[:3]] == [None, None, "2020"]


@pytest.mark.parametrize("key", ["by", "due"])
def test_a_day_and_no_day_are_refused(key: str) -> None:
    said = f"one: {{clause: 一, text: {{zh: 一, en: one}}, undated: yes, {key}: 2020-06}}"
    text = HEAD + f"procedures:\n  p: {{clause: 一, text: {{zh: 序, en: p}}, steps: {{{said}}}}}\n"
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.loads(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.details["other"]) == ("said-twice", key)
    assert problem.where.path == "procedures.p.steps.one.undated"
