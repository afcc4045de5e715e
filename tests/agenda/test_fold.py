"""Many things on one day as one line, office by office."""

from datetime import date

import pytest

import cyxc
from cyxc.agenda.fold import FEW, Group, fold
from cyxc.agenda.item import Item
from cyxc.agenda.office import Office, of_party, offices, party_of
from cyxc.agenda.rows import agenda_rows
from cyxc.agenda.standing import standing
from cyxc.show.rows import plain
from support import HEAD, loaded

MANY = (
    HEAD
    + """
parties:
  甲局: {en: office A}
  乙局: {en: office B}
criteria:
"""
    + "".join(f"  c{n}: {{clause: 一, text: {{zh: 标{n}, en: c {n}}}, parties: [甲局]}}\n" for n in range(5))
    + "".join(f"  d{n}: {{clause: 二, text: {{zh: 定{n}, en: d {n}}}, parties: [乙局]}}\n" for n in range(3))
    + "  both: {clause: 三, text: {zh: 共, en: both}, parties: [甲局, 乙局], due: 2020-06}\n"
)


def of(name: str, items: tuple[Item, ...], scheme: cyxc.Scheme) -> Office:
    (office,) = offices(items, scheme, {}, name)
    return office


def said(lines: tuple[Item | Group, ...]) -> list[tuple[str, str]]:
    return [(line.text.en, str(line.last)) for line in lines]


def test_more_than_a_few_criteria_of_one_day_are_one_line() -> None:
    assert FEW == 3
    scheme = loaded(MANY)
    items = scheme.timeline(as_of="2020-05-31")
    first, second = offices(items, scheme, {})
    assert (first.party, second.party) == ("甲局", "乙局")
    assert said(fold(first.items)) == [("both", "2020-06-30"), ("5 criteria", "2020-12-31")]
    # Three are a few, and stand one by one.
    assert said(fold(second.items)) == [
        ("both", "2020-06-30"), *[(f"d {n}", "2020-12-31") for n in range(3)],
    ]  # fmt: skip


def test_states_are_told_apart_but_not_in_a_calendar() -> None:
    scheme = loaded(MANY)
    judged = {"c0": True, **dict.fromkeys(("c1", "c2", "c3", "c4"), False)}
    result = scheme.evaluate({}, as_of="2021-01-01", judgements=judged)
    lines = fold(of("甲局", result.timeline(), scheme).items)
    assert said(lines) == [("both", "2020-06-30"), ("c 0", "2020-12-31"), ("4 criteria", "2020-12-31")]
    assert isinstance(lines[2], Group)
    assert standing(lines[2]).en == "1 day overdue"
    _, whole = fold(of("甲局", result.timeline(), scheme).items, by_state=False)
    assert isinstance(whole, Group)
    assert [(state.value, count) for state, count in whole.states] == [("overdue", 4), ("done", 1)]
    assert standing(whole).en == "4 overdue, 1 done"
    assert standing(whole).zh == "逾期 4、已完成 1"


def test_what_is_judged_before_its_day_is_said_so_far() -> None:
    scheme = loaded(MANY)

    def said_of(**judged: bool) -> str:
        result = scheme.evaluate({}, as_of="2020-12-30", judgements=judged)
        (group,) = [
            one for one in fold(of("甲局", result.timeline(), scheme).items) if isinstance(one, Group)
        ]
        return standing(group).en

    assert said_of(c0=True, c1=False, c2=True, c3=True) == "due in 1 day, so far: 3 met, 1 not met"
    # One that is met says nothing about the other four.
    assert said_of(c0=True) == "due in 1 day, so far: 1 met"
    assert said_of() == "due in 1 day"


def test_criteria_done_on_different_days_have_no_one_day() -> None:
    scheme = loaded(MANY)
    judged = [cyxc.Judgement(criterion=f"c{n}", met=True, on=date(2020, 12, 20 + n)) for n in range(5)]
    result = scheme.evaluate({}, as_of="2021-01-01", judgements=judged)
    _, group = fold(of("甲局", result.timeline(), scheme).items)
    assert standing(group).en == "done"


def test_periods_of_a_duty_are_one_line_where_they_are_many() -> None:
    wuchang = cyxc.load("wuchang").for_year(2010)
    items = wuchang.timeline(as_of="2010-05-10")
    reports = [item for item in items if item.id == "monthly-reports" and item.party == "各街道"]
    lines = fold(reports)
    # January to April are past, May is due, June to December are to come.
    assert [(line.text.en, str(line.last)) for line in lines] == [
        ("monthly reports on the tasks (2010-01 to 2010-04)", "2010-01-31"),
        ("monthly reports on the tasks", "2010-05-31"),
        ("monthly reports on the tasks (2010-06 to 2010-12)", "2010-06-30"),
    ]
    assert [standing(line).en for line in lines] == [
        "4 periods, the first 99 days past, nothing known",
        "due in 21 days",
        "7 periods, the next from 2010-06-01, due in 51 days",
    ]
    # A calendar has each of them.
    assert list(fold(reports, by_state=False)) == reports


@pytest.mark.parametrize("name", cyxc.PACKAGED)
def test_an_agenda_stays_readable(name: str) -> None:
    """Two hundred and sixty criteria on one day are a line for each office, or a few."""
    scheme = cyxc.load(name)
    scheme = scheme if scheme.bound else scheme.for_year(2010)
    ends = scheme.term.ends
    assert ends is not None
    result = scheme.evaluate({}, as_of=ends)
    text = plain(agenda_rows(result, "en", 30))
    assert len(text.splitlines()) < 200
    for office in offices(result.timeline(), scheme, {}):
        days = [line.last for line in fold(office.items) if isinstance(line, Group) and not line.recurs]
        assert len(days) == len(set(days))
        # Nothing is lost by folding.
        folded = [
            item
            for line in fold(office.items)
            for item in (line.items if isinstance(line, Group) else [line])
        ]
        assert sorted(folded, key=lambda item: item.id) == sorted(office.items, key=lambda item: item.id)


def test_an_office_by_either_name_or_as_member_of_a_class() -> None:
    wuchang = cyxc.load("wuchang").for_year(2010)
    classes = {"各街道": ["甲街道"]}
    assert party_of("区统计局", wuchang, {}) == "区统计局"
    assert party_of("district bureau of STATISTICS", wuchang, {}) == "区统计局"
    assert party_of("甲街道", wuchang, classes) == "甲街道"
    with pytest.raises(cyxc.UnknownNameError) as caught:
        party_of("区統计局", wuchang, classes)
    assert caught.value.problems[0].code == "no-such-party"
    assert "区统计局" in caught.value.problems[0].nearest
    result = wuchang.evaluate({}, as_of=date(2010, 2, 1), classes=classes)
    own = of_party(result.timeline(), "甲街道", classes)
    # Its twelve reports, and what is asked of all subdistricts.
    assert [item.party for item in own if item.kind == "obligation"] == ["甲街道"] * 12
    assert {item.parties for item in own if item.kind != "obligation"} >= {("各街道",)}
    assert not [item for item in own if item.kind == "phase"]


def test_offices_stand_in_the_order_of_the_scheme_and_nobody_last() -> None:
    wuchang = cyxc.load("wuchang").for_year(2010)
    classes = {"各街道": ["甲街道", "乙街道"]}
    result = wuchang.evaluate({}, as_of="2010-02-01", classes=classes)
    found = [office.party for office in offices(result.timeline(), wuchang, classes)]
    assert found[-1] == ""
    here = [name for name in wuchang.parties.ids if name in found]
    assert [name for name in found[:-1] if name in here] == here
    at = found.index("各街道")
    assert found[at + 1 : at + 3] == ["甲街道", "乙街道"]
