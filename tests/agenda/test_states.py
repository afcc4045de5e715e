"""How something stands on a day, with logs, judgements and figures; and what the states never do."""

import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.agenda.item import Item, State
from cyxc.agenda.rows import agenda_rows
from cyxc.agenda.state import stage_state, state_of
from cyxc.agenda.to_json import to_dict
from cyxc.rules.status import MET, NO_DATA, NOT_DUE, NOT_MET
from support import HEAD, loaded, log, small

WUCHANG = cyxc.load("wuchang").for_year(2010)


def items_of(result: cyxc.Evaluation, id_: str, within: int = 30) -> list[Item]:
    return [item for item in result.timeline(within=within) if item.id == id_]


def standing(result: cyxc.Evaluation, id_: str) -> list[tuple[str | None, str, int | None, str | None]]:
    """Period, state, days to go and day done of each item of an entry."""
    return [
        (item.period, item.state.value, item.days, None if item.done_on is None else str(item.done_on))
        for item in items_of(result, id_)
    ]


FIRST, LAST = date(2010, 3, 1), date(2010, 3, 31)


@pytest.mark.parametrize(
    ("day", "code", "late", "state"),
    [
        ("2010-02-28", NO_DATA, False, "to_come"),  # 31 days before the last
        ("2010-03-01", NO_DATA, False, "due"),  # 30 days
        ("2010-03-31", NOT_DUE, False, "due"),
        ("2010-03-31", NOT_MET, False, "due"),  # the day itself is still left
        ("2010-03-31", MET, False, "done"),
        ("2010-04-01", NOT_MET, False, "overdue"),
        ("2010-04-01", NOT_MET, True, "done_late"),
        ("2010-04-01", NO_DATA, False, "unknown"),
        ("2010-03-15", NOT_MET, False, "missed"),
        ("2010-03-15", MET, False, "done"),
        (None, NOT_MET, False, "overdue"),
        (None, NO_DATA, False, "unknown"),
        (None, MET, False, "done"),
    ],
)
def test_the_rule(day: str | None, code: int, late: bool, state: str) -> None:
    as_of = None if day is None else date.fromisoformat(day)
    assert state_of(FIRST, LAST, code, as_of, 30, late=late).value == state


def test_running_is_what_has_begun_and_is_further_off() -> None:
    assert state_of(FIRST, LAST, NOT_DUE, date(2010, 3, 1), 29) is State.RUNNING
    assert state_of(FIRST, LAST, NOT_DUE, date(2010, 2, 28), 29) is State.TO_COME
    assert state_of(FIRST, LAST, NOT_DUE, LAST, 0) is State.DUE


def test_a_stage_only_comes_runs_and_ends() -> None:
    days = ["2010-02-28", "2010-03-01", "2010-03-31", "2010-04-01"]
    found = [stage_state(FIRST, LAST, date.fromisoformat(day)).value for day in days]
    assert found == ["to_come", "running", "running", "ended"]
    assert stage_state(FIRST, LAST, None) is State.ENDED


def half_a_year(day: str, last: str | None = None) -> cyxc.Evaluation:
    """Wuchang until a day, the log complete as far as that; the launch five days late, nothing published."""
    happened = [
        "body-founded 2010-01-31",
        "launch-meeting 2010-04-05",
        "sme-statistics 2010-03-31",
        "leading-group-meetings 2010-05-20",
        "district-inspections 2010-06-10",
    ]
    return WUCHANG.evaluate({}, as_of=day, logs=log("2009-12-01", last or day, *happened))


def test_tasks_of_a_log() -> None:
    on_day = half_a_year("2010-06-30")
    assert standing(on_day, "body-founded") == [(None, "done", -150, "2010-01-31")]
    assert standing(on_day, "launch-meeting") == [(None, "done_late", -91, "2010-04-05")]
    assert standing(on_day, "publicity-started") == [(None, "overdue", -91, None)]
    # Before the launch was held it was overdue, and on its last day due.
    assert standing(half_a_year("2010-04-04"), "launch-meeting") == [(None, "overdue", -4, None)]
    assert standing(half_a_year("2010-03-31"), "launch-meeting") == [(None, "due", 0, None)]
    # A log that ends before it can't tell; what it has seen counts all the same.
    cut_short = half_a_year("2010-06-30", "2010-03-20")
    assert standing(cut_short, "publicity-started") == [(None, "unknown", -91, None)]
    assert standing(cut_short, "body-founded") == [(None, "done", -150, "2010-01-31")]


def test_periods_of_a_log() -> None:
    assert standing(half_a_year("2010-06-30"), "sme-statistics") == [
        ("2010Q1", "done", -91, "2010-03-31"),
        ("2010Q2", "due", 0, None),
        ("2010Q3", "to_come", 92, None),
        ("2010Q4", "to_come", 184, None),
    ]
    assert standing(half_a_year("2010-07-01"), "sme-statistics")[1] == ("2010Q2", "overdue", -1, None)
    assert standing(half_a_year("2010-06-30"), "leading-group-meetings") == [
        ("2010Q2", "done", 0, "2010-05-20"),
        ("2010Q3", "to_come", 92, None),
    ]


def test_how_often_it_has_happened() -> None:
    (twice,) = items_of(half_a_year("2010-06-30"), "district-inspections")
    assert (twice.happened, twice.need, twice.state, twice.status) == (1, 2, "running", "not_due")
    (bare,) = items_of(WUCHANG.evaluate({}, as_of="2010-06-30"), "district-inspections")
    assert (bare.happened, bare.need, bare.state, bare.status) == (None, 2, "running", "no_data")
    logs = log(
        "2010-01-01", "2010-11-30", "district-inspections 2010-06-10", "district-inspections 2010-11-08"
    )
    both = WUCHANG.evaluate({}, as_of="2010-11-30", logs=logs)
    assert standing(both, "district-inspections") == [("2010", "done", 31, "2010-11-08")]


def test_each_member_of_a_class_has_its_own() -> None:
    result = WUCHANG.evaluate(
        {},
        as_of="2010-03-02",
        classes={"各街道": ["甲街道", "乙街道"], "各部门": ["丙局"]},
        logs=log(
            "2010-01-01", "2010-03-01",
            "monthly-reports 2010-01-30 甲街道", "monthly-reports 2010-02-28 甲街道",
            "monthly-reports 2010-01-31 乙街道", "monthly-reports 2010-03-01 乙街道",
        ),
    )  # fmt: skip
    found = {(item.party, item.period): item for item in items_of(result, "monthly-reports")}
    assert len(found) == 36
    states = {
        who: [found[who, f"2010-0{month}"].state.value for month in (1, 2, 3, 4)]
        for who in ("甲街道", "乙街道", "丙局")
    }
    assert states == {
        "甲街道": ["done", "done", "due", "to_come"],
        # The report of 1 March is the one of March; February's was never made.
        "乙街道": ["done", "overdue", "done", "to_come"],
        "丙局": ["overdue", "overdue", "due", "to_come"],
    }
    assert found["甲街道", "2010-01"].parties == ("甲街道",)


def test_the_county_filing_late() -> None:
    county = cyxc.load("county").for_year(2010)
    said = {"各乡镇": ["甲镇", "乙乡"], "各园区": ["丙园"]}
    events = ["plans-filed 2010-03-15 甲镇", "plans-filed 2010-03-18 乙乡"]
    result = county.evaluate(
        {}, as_of="2010-04-01", classes=said, logs=log("2010-01-01", "2010-04-01", *events)
    )
    states = {item.party: (item.state.value, item.done_on) for item in items_of(result, "plans-filed")}
    assert states == {
        "甲镇": ("done", date(2010, 3, 15)),
        "乙乡": ("done_late", date(2010, 3, 18)),
        "丙园": ("overdue", None),
    }


def test_a_step_out_of_order_is_not_done() -> None:
    panzhihua = cyxc.load("panzhihua-2010").for_year(2010)
    logs = log("2010-01-01", "2010-11-02", "first-review 2010-09-10", "community-application 2010-09-20")
    result = panzhihua.evaluate({}, as_of="2010-11-02", logs=logs)
    assert standing(result, "community-application") == [(None, "done", -33, "2010-09-20")]
    assert standing(result, "first-review") == [(None, "overdue", -2, None)]


INTERNSHIP = ["internship-application", "internship-recognition", "internship-title", "internship-payment"]


def test_a_step_without_a_day_is_never_overdue() -> None:
    """Wuchang gives its internship bases no date: a year past the plan's end none of the steps is overdue."""
    logs = log("2010-01-01", "2011-12-31", "internship-application 2011-03-01", "internship-title 2011-04-01")
    result = WUCHANG.evaluate({}, as_of="2011-12-31", logs=logs)
    found = [item for item in result.timeline() if item.id in INTERNSHIP]
    assert [(item.state.value, item.status, item.so_far, item.done_on) for item in found] == [
        ("done", "met", None, date(2011, 3, 1)),
        ("undated", "not_due", None, None),
        ("undated", "not_met", "not_met", None),
        ("undated", "not_due", None, None),
    ]
    assert {(item.last, item.days) for item in found} == {(None, None)}
    rows = [row.text for row in agenda_rows(result, "en", 30)]
    heading = rows.index("No date set")
    for id_ in INTERNSHIP:
        listed = [number for number, text in enumerate(rows) if f"[{id_}]" in text]
        assert len(listed) == (0 if id_ == INTERNSHIP[0] else 1)
        assert all(number > heading for number in listed)
    assert any("[internship-title]" in text and "so far: not met" in text for text in rows)
    before = [row.text for row in agenda_rows(WUCHANG.evaluate({}, as_of="2010-06-01"), "zh", 30)]
    assert "文件未定日期" in before
    plain = to_dict(found, result, 30)["items"]
    assert [(item["last"], item["days_to_go"]) for item in plain] == [(None, None)] * 4


def test_criteria_by_their_judgements() -> None:
    (one, two) = [c.id for c in WUCHANG.criteria if str(c.window.due) == "2010-03" and not c.restates][:2]
    judged = [
        cyxc.Judgement(criterion=one, met=True, on="2010-03-20"),
        cyxc.Judgement(criterion=two, met=False, on="2010-03-20"),
    ]
    before = WUCHANG.evaluate({}, as_of="2010-03-25", judgements=judged)
    assert [(item.state.value, item.so_far) for item in items_of(before, one)] == [("due", "met")]
    assert [(item.state.value, item.so_far) for item in items_of(before, two)] == [("due", "not_met")]
    after = WUCHANG.evaluate({}, as_of="2010-04-01", judgements=judged)
    assert standing(after, one) == [(None, "done", -1, "2010-03-20")]
    assert standing(after, two) == [(None, "overdue", -1, None)]


LIMITS = small(
    {"a": "flow: 人", "b": "flow: 人", "c": "flow: 人"},
    {
        "floor": "indicator: a, at_least: 10 人",
        "ceiling": "indicator: b, at_most: 5 人",
        "both": "all: [floor, ceiling]",
        "later": "indicator: c, at_least: 30 人, due: 2022",
        "ever": "any: [ceiling, later]",
    },
)


def test_targets_by_their_figures() -> None:
    def states(day: str | None, **figures: int) -> dict[str, str]:
        result = LIMITS.evaluate(figures, as_of=day)
        return {item.id: item.state.value for item in result.timeline()}

    open_ = {
        "floor": "running",
        "ceiling": "running",
        "both": "running",
        "later": "running",
        "ever": "running",
    }
    assert states("2020-06-01", a=4, b=5, c=4) == open_
    # Ten are reached already; a sixth can't be taken back.
    assert states("2020-06-01", a=10, b=6, c=10) == {
        "floor": "done", "ceiling": "missed", "both": "missed", "later": "running", "ever": "running",
    }  # fmt: skip
    assert states("2021-01-01", a=4, b=5, c=4) == {
        "floor": "overdue", "ceiling": "done", "both": "overdue", "later": "running", "ever": "done",
    }  # fmt: skip
    assert states("2021-01-01", b=6)["floor"] == "unknown"
    # What can still come about by a later target is not overdue before that.
    assert states("2021-01-01", a=4, b=6, c=4)["ever"] == "running"
    assert states("2023-01-01", a=4, b=6, c=4)["ever"] == "overdue"
    assert states(None, a=10, b=6, c=10)["ceiling"] == "overdue"


def test_a_ceiling_that_is_broken_stays_missed_on_its_last_day() -> None:
    def states(data: dict[str, object]) -> dict[str, str]:
        return {one.id: one.state.value for one in LIMITS.evaluate(data, as_of="2020-12-31").timeline()}

    for b in (6, {"2020H1": 4, "2020H2": 2}):
        found = states({"a": 4, "b": b})
        # The floor may still be reached before midnight.
        assert (found["floor"], found["ceiling"], found["both"]) == ("due", "missed", "missed")
    assert states({"a": 4, "b": 5})["both"] == "due"


def test_what_does_not_apply_is_left_out() -> None:
    restated = next(c for c in WUCHANG.criteria if c.restates)
    stated = restated.restates or ""
    assert restated.id not in {item.id for item in WUCHANG.timeline(as_of="2010-06-01")}
    result = WUCHANG.evaluate({}, as_of="2010-06-01", not_applicable=[stated, "launch-meeting"])
    listed = {item.id: item for item in result.timeline()}
    assert "launch-meeting" not in listed
    assert stated not in listed
    # Its restatement was not said to be left out, so it stands by itself now.
    assert listed[restated.id].clauses == (restated.clause,)
    without = WUCHANG.evaluate({}, as_of="2010-06-01", not_applicable=[restated.id]).timeline()
    (own,) = [item for item in without if item.id == stated]
    assert own.clauses == (WUCHANG.criteria[stated].clause,)


def test_a_restatement_due_on_another_day_stands_by_itself() -> None:
    rest = """
criteria:
  one: {clause: 一, text: {zh: 甲, en: a}, due: 2020-06}
  same: {clause: 二, text: {zh: 甲, en: a}, due: 2020-06, restates: one}
  other: {clause: 三, text: {zh: 甲, en: a}, due: 2020-09, restates: one}
"""
    found = {item.id: item for item in loaded(HEAD + rest).timeline(as_of="2020-01-01")}
    assert {id_: (item.clauses, str(item.last)) for id_, item in found.items()} == {
        "one": (("一", "二"), "2020-06-30"),
        "other": (("三",), "2020-09-30"),
    }


def test_another_reading_has_other_periods() -> None:
    result = WUCHANG.evaluate({}, as_of="2010-03-15", readings={"grazed-periods": "grazed-too"})
    spans = [
        (item.period, str(item.first), str(item.last)) for item in items_of(result, "leading-group-meetings")
    ]
    assert spans == [
        ("2010Q1", "2010-03-01", "2010-03-31"),
        ("2010Q2", "2010-04-01", "2010-06-30"),
        ("2010Q3", "2010-07-01", "2010-09-30"),
        ("2010Q4", "2010-10-01", "2010-10-31"),
    ]


def test_a_leap_day_in_common_years() -> None:
    rest = """
phases:
  p: {clause: 一, text: {zh: 段, en: p}, start: Y-01, due: Y-02-29}
"""
    scheme = loaded(HEAD.replace("start: 2020, due: 2020", "start: Y, due: Y") + rest)
    for year, day in ((2012, 29), (2013, 28), (2000, 29), (2100, 28)):
        (item,) = scheme.for_year(year).timeline(as_of="2050-01-01")
        assert item.last == date(year, 2, day)


@pytest.mark.parametrize("within", [-1, 1.5, "30", True, None])
def test_days_ahead_are_a_whole_number(within: Any) -> None:
    with pytest.raises(cyxc.UsageError) as caught:
        WUCHANG.timeline(as_of="2010-01-01", within=within)
    assert caught.value.problems[0].code == "bad-within"


def test_a_stripped_year_has_no_days() -> None:
    for ask in (
        lambda: cyxc.load("wuchang").timeline(as_of="2010-01-01"),
        lambda: cyxc.load("county").timeline(),
        lambda: cyxc.load("panzhihua-2010").evaluate({}).timeline(),
    ):
        with pytest.raises(cyxc.UsageError) as caught:
            ask()
        assert [problem.code for problem in caught.value.problems] == ["year-needed"]


def test_without_a_date_everything_is_due() -> None:
    items = WUCHANG.timeline()
    assert {item.state.value for item in items} == {"ended", "unknown", "undated"}
    assert [item.id for item in items if item.state == "undated"] == INTERNSHIP
    assert {item.days for item in items} == {None}


def test_items_are_values() -> None:
    items = half_a_year("2010-06-30").timeline()
    assert pickle.loads(pickle.dumps(items)) == items == half_a_year("2010-06-30").timeline()
    assert len(set(items)) == len(items)
    with pytest.raises(AttributeError):
        items[0].id = "other"  # type: ignore[misc]


DAYS = st.dates(date(2009, 11, 1), date(2011, 3, 1))


@settings(max_examples=40)
@given(day=DAYS, within=st.integers(0, 500))
def test_states_without_data_follow_from_the_days_alone(day: date, within: int) -> None:
    for item in WUCHANG.timeline(as_of=day, within=within):
        assert (item.state is State.UNDATED) == (item.last is None) == (item.id in INTERNSHIP)
        if item.last is None:
            assert item.days is None
            continue
        assert item.days == (item.last - day).days
        if item.kind == "phase":
            continue
        if item.days < 0:
            assert item.state is State.UNKNOWN
        elif item.days <= within:
            assert item.state is State.DUE
        else:
            assert item.state is (State.RUNNING if item.first <= day else State.TO_COME)


@settings(max_examples=25)
@given(first=DAYS, second=DAYS)
def test_the_day_changes_states_and_nothing_else(first: date, second: date) -> None:
    def what(day: date) -> list[object]:
        return [(i.id, i.party, i.period, i.first, i.last, i.clauses) for i in WUCHANG.timeline(as_of=day)]

    assert what(first) == what(second)


@settings(max_examples=25)
@given(day=DAYS, shift=st.integers(0, 400))
def test_what_is_done_stays_done_and_what_is_overdue_never_runs_again(day: date, shift: int) -> None:
    def states(on: date) -> dict[object, State]:
        items = half_a_year(str(on), "2011-12-31").timeline()
        return {(item.id, item.period, item.party): item.state for item in items if item.kind != "phase"}

    before, after = states(day), states(day + timedelta(days=shift))
    for key, state in before.items():
        if state in (State.DONE, State.DONE_LATE):
            assert after[key] is state
        if state is State.OVERDUE:
            assert after[key] in (State.OVERDUE, State.DONE_LATE)
