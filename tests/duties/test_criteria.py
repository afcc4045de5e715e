"""Criteria: judged by assessors, the latest judgement counts, and none is never a pass."""

import pickle
from datetime import date, datetime
from typing import Any

import pytest

import cyxc
from support import HEAD, loaded

SCHEME = loaded(
    HEAD
    + """
parties:
  甲局: {en: Bureau A}
criteria:
  climate: {clause: 一, text: {zh: 氛围良好, en: a good climate}, parties: [甲局]}
  again: {clause: 二, text: {zh: 氛围好, en: a good climate again}, restates: climate}
  autumn: {clause: 三, text: {zh: 秋季检查, en: a check in autumn}, start: 2020-09, due: 2020-10}
  strive: {clause: 四, text: {zh: 力争, en: an endeavour}, endeavour: yes}
"""
)


def judged(criterion: str, met: bool, on: str | None = None) -> cyxc.Judgement:
    return cyxc.Judgement(criterion=criterion, met=met, on=on)


def verdict(id_: str, *judgements: cyxc.Judgement, as_of: str | None = None) -> Any:
    return SCHEME.evaluate({}, judgements=judgements, as_of=as_of).duties[id_]


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_every_criterion_of_every_scheme_is_open_until_it_is_judged(id_: str) -> None:
    scheme = cyxc.load(id_)
    nothing = scheme.evaluate({})
    assert {nothing[one.id].status for one in scheme.criteria} == {"no_data"}
    for met, status in ((True, "met"), (False, "not_met")):
        result = scheme.evaluate({}, judgements=dict.fromkeys(scheme.criteria.ids, met))
        assert {result[one.id].status for one in scheme.criteria} == {status}
        restated = sum(one.restates is not None for one in scheme.criteria)
        totals = result.totals["criteria"]
        assert (totals[status], totals.restated) == (len(scheme.criteria) - restated, restated)
        assert totals.outcome == status


def test_one_judgement_is_known_of_one_criterion() -> None:
    result = SCHEME.evaluate({}, judgements={"strive": True})
    assert {one.id: one.status.value for one in result} == {
        "climate": "no_data",
        "again": "no_data",
        "autumn": "no_data",
        "strive": "met",
    }
    assert result.totals["criteria"].outcome == "undetermined"


def test_a_verdict_carries_its_judgement() -> None:
    said = cyxc.Judgement(
        criterion="climate", met=False, assessor="评估组", evidence="问卷不足", on="2020-12-30"
    )
    one = verdict("climate", said)
    assert (one.status, one.judgement, one.kind) == ("not_met", said, "criterion")
    assert one.explanation.zh == "氛围良好：评定为未达标（评估组 2020-12-30；问卷不足）。"
    assert one.explanation.en == "a good climate: judged not met (评估组 2020-12-30; 问卷不足)."
    assert verdict("climate", judged("climate", True)).explanation.zh == "氛围良好：评定为达标。"
    assert verdict("climate").explanation.en == "a good climate: not judged yet."


def test_the_later_judgement_wins_whichever_comes_first() -> None:
    first, later = judged("climate", False, "2020-05-01"), judged("climate", True, "2020-12-31")
    assert verdict("climate", first, later).status == "met"
    assert verdict("climate", later, first).status == "met"
    worse = judged("climate", False, "2020-12-31")
    assert verdict("climate", judged("climate", True, "2020-12-30"), worse).status == "not_met"


def test_a_judgement_after_the_day_asked_about_is_not_seen() -> None:
    first, later = judged("climate", False, "2020-12-30"), judged("climate", True, "2021-01-10")
    assert verdict("climate", first, later, as_of="2020-12-31").status == "not_met"
    assert verdict("climate", first, later, as_of="2021-01-09").status == "not_met"
    assert verdict("climate", first, later, as_of="2021-01-10").status == "met"
    assert verdict("climate", later, as_of="2021-01-09").status == "no_data"


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2020-09-15", "not_due"), ("2020-10-30", "not_due"), ("2020-10-31", "met"), (None, "met")],
)
def test_it_waits_for_the_end_of_its_window(as_of: str | None, status: str) -> None:
    one = verdict("autumn", judged("autumn", True, "2020-09-10"), as_of=as_of)
    assert one.status == status
    assert one.so_far == ("met" if status == "not_due" else None)
    assert verdict("autumn", as_of=as_of).status == "no_data", "nothing was handed in"


def test_a_judgement_from_before_its_window_is_about_another_time() -> None:
    early = judged("autumn", True, "2020-08-31")
    one = verdict("autumn", early)
    assert one.status == "no_data"
    assert one.explanation.en == (
        "a check in autumn: judged on 2020-08-31, before its time begins (2020-09-01), which does not count."
    )
    assert verdict("autumn", judged("autumn", True, "2020-09-01")).status == "met"
    assert verdict("autumn", early, judged("autumn", False, "2020-10-01")).status == "not_met"


@pytest.mark.parametrize("id_", ["climate", "again"])
def test_a_judgement_under_either_id_is_of_both(id_: str) -> None:
    result = SCHEME.evaluate({}, judgements={id_: True})
    assert {result["climate"].status, result["again"].status} == {"met"}
    assert result["again"].counted is False
    assert result.totals["criteria"]["met"] == 1
    later = SCHEME.evaluate(
        {}, judgements=[judged("climate", True, "2020-02-01"), judged("again", False, "2020-03-01")]
    )
    assert {later["climate"].status, later["again"].status} == {"not_met"}


def test_none_is_no_judgement() -> None:
    assert verdict("climate", cyxc.Judgement(criterion="climate", met=None)).status == "no_data"
    given: Any = {"climate": None}
    assert SCHEME.evaluate({}, judgements=given)["climate"].status == "no_data"
    both = (cyxc.Judgement(criterion="climate", met=None), judged("climate", True))
    assert verdict("climate", *both).status == "met"


def test_one_alone_is_a_judgement_too() -> None:
    result = SCHEME.evaluate({}, judgements=judged("climate", True))
    assert result["climate"].status == "met"


def test_what_does_not_apply_leaves_the_total() -> None:
    result = SCHEME.evaluate({}, judgements={"climate": False, "strive": True}, not_applicable=["climate"])
    assert result["climate"].status == "not_applicable"
    assert result.totals["criteria"]["not_met"] == 0


def test_a_scheme_without_a_year_takes_judgements() -> None:
    scheme = cyxc.load("wuchang")
    assert scheme.evaluate({}, judgements={"founding-by-all": True})["founding-by-all"].status == "met"


def test_days_in_every_form() -> None:
    for on in ("2020-05-06", date(2020, 5, 6), datetime(2020, 5, 6, 23, 59)):
        made: Any = cyxc.Judgement
        assert made(criterion="climate", met=True, on=on).on == date(2020, 5, 6)


def test_equality_and_pickles() -> None:
    one = SCHEME.evaluate({}, judgements={"climate": True})
    assert one == SCHEME.evaluate({}, judgements=[judged("climate", True)])
    assert one != SCHEME.evaluate({}, judgements={"climate": False})
    assert one != SCHEME.evaluate({})
    assert pickle.loads(pickle.dumps(one)) == one
    assert hash(pickle.loads(pickle.dumps(one))) == hash(one)
    assert pickle.loads(pickle.dumps(one))["climate"].explanation == one["climate"].explanation
