"""The schemes against lists made from the documents alone: clauses, offices, duties, amounts."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import cyxc
from cyxc.model.benefit import Benefit, Ceiling, Condition, Holds, Share, Sum
from cyxc.model.coverage import totals
from cyxc.model.entry import Entry
from cyxc.model.target import Target
from cyxc.numbers.quantity import Figure
from cyxc.rules.rules import Each, Level
from support import log

HERE = Path(__file__).parent


@cache
def listed(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


PAIRS = [(id_, clause) for id_, clauses in listed("offices").items() for clause in clauses]

schemes = pytest.mark.parametrize("id_", cyxc.PACKAGED)


@schemes
def test_the_clauses_are_those_of_the_document(id_: str) -> None:
    scheme = cyxc.load(id_)
    assert list(scheme.clauses) == listed("clauses")[id_]
    assert [row.clause for row in scheme.coverage()] == listed("clauses")[id_]


@schemes
def test_no_clause_is_without_an_entry(id_: str) -> None:
    rows = cyxc.load(id_).coverage()
    assert [row.clause for row in rows if row.state == "empty"] == []
    # A bare heading has no duty of its own in the list and clauses below it.
    headings = [row.clause for row in rows if row.state == "heading"]
    clauses = listed("clauses")[id_]
    for heading in headings:
        assert listed("duties")[id_][heading] == 0
        assert any(clause.startswith(heading + "/") for clause in clauses)


@schemes
def test_the_rows_add_up_to_the_lists(id_: str) -> None:
    scheme = cyxc.load(id_)
    rows = scheme.coverage()
    sums = totals(rows)
    assert sum(row.entries for row in rows) == len(scheme.statements)
    assert sums["targets"] == len(scheme.targets)
    assert sums["criteria"] == len(scheme.criteria)
    assert sums.get("tasks", 0) == len(scheme.tasks)
    assert sums.get("steps", 0) == len(scheme.steps)
    assert sums["indicators"] == len(scheme.indicators)
    top = [row for row in rows if "/" not in row.clause]
    assert sum(row.entries + row.below for row in top) == len(scheme.statements)


@pytest.mark.parametrize(("id_", "clause"), PAIRS)
def test_every_office_named_in_a_clause_answers_there(id_: str, clause: str) -> None:
    scheme = cyxc.load(id_)
    answering = {party for duty in scheme.responsibilities if duty.clause == clause for party in duty.parties}
    sitting = {party for body in scheme.bodies if body.clause == clause for party in body.members}
    assert [office for office in listed("offices")[id_][clause] if office not in answering | sitting] == []


def test_the_county_group_seats_the_offices_of_its_clause() -> None:
    county = cyxc.load("county")
    offices = set(listed("offices")["county"]["三/(一)/1"])
    # Its head gives a deputy to the group and is no member; the list says so.
    assert set(county.bodies["leading-group"].members) == offices - {"县政府办公室"}


def test_offices_with_several_duties_have_as_many_responsibilities() -> None:
    county = cyxc.load("county")
    duties = [duty for duty in county.responsibilities if duty.clause == "三/(一)/2"]
    fewer = {
        office: count
        for office, count in listed("offices")["county"]["三/(一)/2"].items()
        if sum(office in duty.parties for duty in duties) < count
    }
    assert fewer == {}


@pytest.mark.parametrize("clause", list(listed("offices")["putuo-2019"]))
def test_each_of_the_fifteen_measures_has_its_list_and_nobody_else(clause: str) -> None:
    putuo = cyxc.load("putuo-2019")
    offices = listed("offices")["putuo-2019"][clause]
    assert [measure.parties for measure in putuo.measures if measure.clause == clause] == [tuple(offices)]


@schemes
def test_no_clause_is_thin(id_: str) -> None:
    """Fewer than half as many entries as duties counted: a report of where the encoding may be thin."""
    scheme = cyxc.load(id_)
    found: dict[str, int] = {}
    for entry in scheme.statements:
        # A target over each of several indicators asks for as many things.
        things = len(entry.indicators) if isinstance(entry, Target) and isinstance(entry.rule, Each) else 1
        found[entry.clause] = found.get(entry.clause, 0) + things
    duties = listed("duties")[id_]
    thin = {clause: (found.get(clause, 0), n) for clause, n in duties.items() if 2 * found.get(clause, 0) < n}
    assert thin == {}


# Which entries hold what the list of amounts calls by the document's words.
NAMED = {
    "零首付注册": ["zero-payment"],
    "放宽经营场所登记": ["relaxed-premises", "home-premises"],
    "小额担保基金规模": ["guarantee-fund"],
    "小额担保贷款额度": ["micro-loan"],
    "劳动密集型企业担保贷款额度": ["labour-intensive-loan"],
    "捆绑式贷款": ["bundled-loans"],
    "小额担保贷款奖励资金": ["lending-bonus-fund", "lending-rank-reward"],
    "税收减免": ["certificate-tax-relief"],
    "行政事业性收费免收": ["certificate-fee-waiver"],
    "服务业税收优惠": ["service-tax-relief"],
    "社会保险补贴": ["insurance-subsidy"],
    "免费创业培训": ["free-training"],
    "培训期间生活津贴": ["training-allowance"],
    "一次性创业补贴": ["founding-subsidy"],
    "大学生就业见习基地": ["internship-base-title"],
    "见习基地一次性奖励": ["internship-base-reward"],
    "以奖代补": ["award-money"],
}
CHINESE = {"一": 1}
AMOUNTS = listed("amounts")["wuchang"]


@pytest.mark.parametrize("row", AMOUNTS, ids=[row["benefit"] for row in AMOUNTS])
def test_every_amount_of_part_two_is_there(row: dict[str, Any]) -> None:
    wuchang = cyxc.load("wuchang")
    entries = [wuchang.statements[id_] for id_ in NAMED[row["benefit"]]]
    assert {entry.clause for entry in entries} == {row["clause"]}
    held = {(Fraction(figure.value), figure.unit) for entry in entries for figure in _figures(entry)}
    wanted = {figure for text in (*row["figures"], row["term"] or "") for figure in _written(text)}
    assert wanted <= held


@pytest.mark.parametrize("row", AMOUNTS, ids=[row["benefit"] for row in AMOUNTS])
def test_what_may_be_given_is_discretionary_or_asked(row: dict[str, Any]) -> None:
    found = [cyxc.load("wuchang").statements[id_] for id_ in NAMED[row["benefit"]]]
    for entry in found:
        if isinstance(entry, Benefit):
            asked = any(question.endswith("-may") for question in entry.questions)
            assert entry.discretionary == row["discretion"] or (row["doubt"] and asked)
            assert entry.once == any("一次性" in word for word in (row["benefit"], row["term"] or ""))


def _written(text: str) -> Iterator[tuple[Fraction, str]]:
    """The figures in a piece of the document: 7-10万元 is two, 一年 is one year; a rank is none."""
    pattern = r"(\d+|一)(?:-(\d+))?(万元|元|个|%|年)"
    for first, second, unit in re.findall(pattern, text.replace("一年期", "一年")):
        for number in (first, second):
            if number:
                yield Fraction(CHINESE.get(number) or int(number)), unit


def _figures(entry: Entry) -> Iterator[Figure]:
    if isinstance(entry, Target) and isinstance(entry.rule, Level):
        yield entry.rule.figure
    if not isinstance(entry, Benefit):
        return
    for condition in entry.conditions:
        yield from _bounds(condition)
    match entry.amount:
        case Ceiling(figure, upper, _, in_all, before):
            yield from (one for one in (figure, upper, in_all, before) if one is not None)
        case Sum(figure) | Share(figure):
            yield figure
    if entry.lasts is not None:
        yield entry.lasts.figure


def _bounds(condition: Condition) -> Iterator[Figure]:
    if isinstance(condition, Holds):
        yield condition.figure


# What offices are charged with, who sits in organs, and when evaluations fall.


def test_who_only_counts_results_does_not_answer_for_them() -> None:
    for id_, office in (("jiaxing-2013", "统计部门"), ("wuchang", "区工商分局"), ("wuchang", "区统计局")):
        scheme = cyxc.load(id_)
        charged = {
            name for duty in scheme.responsibilities if office in duty.parties for name in duty.entries
        }
        assert charged
        assert not charged & set(scheme.targets.ids)
        assert [target.id for target in scheme.targets if office in target.parties] == []
    jiaxing, wuchang = cyxc.load("jiaxing-2013"), cyxc.load("wuchang")
    assert "统计部门" in jiaxing.criteria["statistics-rules"].parties
    assert "统计部门" in jiaxing.criteria["statistics-analysis"].parties
    for report in ("reports-registered", "reports-capital", "reports-opened", "reports-net"):
        assert "区工商分局" in wuchang.criteria[report].parties


def test_members_that_are_no_offices_are_no_deputies() -> None:
    body = cyxc.load("panzhihua-2010").bodies["campaign-organisation-body"]
    assert (body.deputies, body.members) == ((), ("共建单位",))
    assert [one.zh for one in body.others] == ["社区（村）领导", "挂点干部"]
    experts = cyxc.load("jiaxing-2013").bodies["experts"]
    assert [one.zh for one in experts.others] == ["企业家", "创业成功者", "专家学者", "政府工作人员"]
    for id_ in cyxc.PACKAGED:
        for one in cyxc.load(id_).bodies:
            assert not any("成员" in deputy.zh for deputy in one.deputies), one.id


@pytest.mark.parametrize(
    ("mid_term", "final", "statuses"),
    [
        ("2019-04-25", "2022-11-01", ["not_met", "not_met"]),  # before the plan was issued
        ("2019-04-26", "2022-12-31", ["met", "met"]),
        ("2021-06-01", "2020-06-01", ["met", "not_met"]),  # the last before the first
        ("2020-06-01", "2023-01-01", ["met", "not_met"]),  # after the term
    ],
)
def test_putuo_evaluates_at_mid_term_and_then_at_the_end(
    mid_term: str, final: str, statuses: list[str]
) -> None:
    logs = log("2018-01-01", "2023-12-31", f"mid-term-evaluation {mid_term}", f"final-evaluation {final}")
    result = cyxc.load("putuo-2019").evaluate({}, logs=logs)
    found = [result.duties[id_].status.value for id_ in ("mid-term-evaluation", "final-evaluation")]
    assert found == statuses
