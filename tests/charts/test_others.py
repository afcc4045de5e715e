"""What the other charts draw: points over time, places and targets, offices, deadlines; values by hand."""

from datetime import date
from fractions import Fraction

import pytest

import cyxc
from charts.samples import JUST_MET, county, odd, thirty, year
from cyxc import Observation
from cyxc.charts.deadlines import deadlines
from cyxc.charts.grid import grid
from cyxc.charts.office import of_office, role_shares, shares
from cyxc.charts.over_time import _asked, _rows
from cyxc.charts.points import tracks
from cyxc.rules.status import Status

# Points over time.


def test_points_are_what_was_known_by_each_day() -> None:
    (track,) = tracks(year(), "founders")
    assert [point.value for point in track.points] == [
        90, 210, 370, 520, 690, 870, 1070, 1260, 1470, 1610, 1770, 1880,
    ]  # fmt: skip
    assert {point.asked for point in track.points} == {(Fraction(1800),)}
    assert [point.status.value for point in track.points] == ["not_due"] * 11 + ["met"]


def test_the_line_of_pace_runs_from_the_eve_to_the_last_day() -> None:
    (track,) = tracks(year(), "founders")
    assert track.pace is not None
    assert (track.pace.eve, track.pace.ends) == (date(2009, 12, 31), date(2010, 12, 31))
    assert track.pace.asked.value == 1800
    assert track.pace.run(date(2010, 1, 31)) == Fraction(31, 365)
    (rate,) = tracks(year(), "loan-repayment")
    assert rate.pace is None


def test_missing_months_break_the_line_and_are_not_zero() -> None:
    (track,) = tracks(year(), "loans-issued")
    assert [point.value for point in track.points[:4]] == [400, 800, 800, None]
    march, april = track.points[2:4]
    assert march.through == date(2010, 2, 28)
    assert april.least == 1200
    rows = _rows(track.points, "en")
    assert [row["known"] for row in rows[:4]] == [True, True, True, False]
    assert rows[3]["label"] == "≥ 1,200"
    assert rows[2]["run"] != rows[3]["run"]


def test_a_stock_nobody_reported_is_a_box_at_the_foot() -> None:
    series = odd().evaluate_series(
        [Observation(indicator="days", value=6, period="2020-06-30")], ["2020-03-31", "2020-06-30"]
    )
    (track,) = tracks(series, "days")
    first, second = track.points
    assert (first.value, first.least, second.value) == (None, None, 6)
    assert second.asked == (3, 7)
    rows = _rows(track.points, "en")
    assert [(row["known"], row["part"], row["label"]) for row in rows] == [
        (False, False, ""),
        (True, False, "6"),
    ]
    drawn = _asked(rows, "2020-03-01", "2020-07-31")
    assert {(row["end"], row["at"]) for row in drawn} == {(0, 3.0), (1, 7.0)}


def test_a_combination_and_a_criterion_have_no_figure_to_draw() -> None:
    series = odd().evaluate_series({}, ["2020-06-30"])
    for made, id_ in ((series, "both"), (year(), year().evaluations[0].duties[0].id)):
        with pytest.raises(cyxc.UsageError) as caught:
            tracks(made, id_)
        assert caught.value.problems[0].code == "no-figure-to-draw"
    with pytest.raises(cyxc.UnknownNameError):
        tracks(series, "bth")


# Places and targets.


def test_places_that_meet_most_stand_first() -> None:
    found = grid(thirty(), None, given_order=False)
    assert [one.code for one in found[:2]] == ["C00", "C01"]
    assert [(one.code, one.met) for one in found[-3:]] == [("C27", 8), ("C28", 7), ("C29", 0)]
    assert found[-2].outcome == "not_met"
    assert set(found[-1].statuses) == {Status.NO_DATA}
    given = grid(thirty(), ["C29", "第3社区"], given_order=True)
    assert [(one.code, one.name.en) for one in given] == [("C29", "Community 29"), ("C03", "Community 3")]
    with pytest.raises(cyxc.UnknownNameError):
        grid(thirty(), ["C30"], given_order=True)


def test_places_without_a_list_go_by_their_code() -> None:
    found = cyxc.load("panzhihua-2010").evaluate_many({"b": JUST_MET, "a": {}})
    assert [one.name.zh for one in grid(found, None, given_order=False)] == ["b", "a"]


# Offices.


def test_shares_reconcile_with_the_sheets() -> None:
    result = cyxc.load("wuchang").evaluate(cyxc.example("wuchang"))
    first = shares(result)[0]
    assert (first.name.zh, first.count) == ("区人力资源局", 25)
    assert {status.value: n for status, n in first.counts.items() if n} == {"met": 21, "not_met": 4}
    sheets = {sheet.party or "文件没有指明责任单位": sheet for sheet in result.by_party().values()}
    for duties in (False, True):
        for share in shares(result, duties=duties):
            own = [one for one in sheets[share.name.zh] if one.counted and (duties or one.kind == "target")]
            assert share.count == len(own)


def test_one_office_by_its_roles_and_as_a_member_of_a_class() -> None:
    office = of_office(county(), "甲镇")
    assert "plans-filed" in office.ids
    assert "plans-filed" in of_office(county(), "各乡镇").ids
    found = role_shares(office, duties=True)
    assert sum(share.count for share in found) == len({id_ for id_ in office.ids if county()[id_].counted})
    with pytest.raises(cyxc.UnknownNameError):
        of_office(county(), "丙镇")


# Deadlines.


def test_lines_say_how_things_stand() -> None:
    said = {(line.text.en, line.items[0].state.value): line.standing.en for line in deadlines(county())}
    assert said["the plan of work drawn up", "done"] == "done on 2010-02-26"
    assert said["plans filed with the county's creation office (甲镇)", "done_late"] == (
        "done on 2010-03-18, 3 days late"
    )
    assert said["plans filed with the county's creation office (乙园)", "overdue"] == "5 days overdue"


def test_every_item_is_on_one_line_and_kinds_stand_together() -> None:
    for evaluation in (county(), year()["2010-06-30"]):
        found = deadlines(evaluation)
        drawn = [item for line in found for item in line.items]
        assert sorted(map(repr, drawn)) == sorted(map(repr, evaluation.timeline()))
        kinds = [line.kind for line in found]
        assert kinds == sorted(kinds, key=kinds.index)
    own = deadlines(county(), "甲镇")
    assert {line.kind for line in own} == {"phase", "obligation", "criterion"}


def test_the_months_of_a_duty_share_a_line() -> None:
    monthly = [line for line in deadlines(year()["2010-06-30"]) if len(line.items) == 12]
    assert len(monthly) == 2  # subdistricts and departments, month by month
    assert [item.last.month for item in monthly[0].items if item.last] == list(range(1, 13))
