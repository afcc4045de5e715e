"""Every obligation of the five schemes against logs; the periods are counted off by hand in the documents."""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import cyxc
from support import HEAD, loaded, log

DAY = timedelta(days=1)


@attrs.frozen
class Asked:
    """What an obligation asks: so often in each of these periods, by each of these parties (none: by all)."""

    scheme: str
    entry: str
    periods: tuple[tuple[str, str], ...]
    need: int = 1
    parties: tuple[str | None, ...] = (None,)
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def classes(self) -> dict[str, list[str]]:
        return {
            ("wuchang", "monthly-reports"): {"各街道": ["甲街道"], "各部门": ["乙局", "丙局"]},
            ("county", "plans-filed"): {"各乡镇": ["甲镇", "乙乡"], "各园区": ["丙园"]},
        }.get((self.scheme, self.entry), {})

    def days(self, which: int = 1) -> list[tuple[str, date, str | None]]:
        """An event too many nowhere: as often as asked on the last (or first: 0) day of each period."""
        found = []
        for period in self.periods:
            day = date.fromisoformat(period[which])
            for party in self.parties:
                found += [(f"{n}", day, party) for n in range(self.need)]
        return found

    def logged(
        self, days: list[tuple[str, date, str | None]], first: str = "", last: str = ""
    ) -> cyxc.EventLog:
        return cyxc.EventLog(
            first=first or self.periods[0][0],
            last=last or self.periods[-1][1],
            events=[cyxc.Event(entry=self.entry, on=on, party=who, note=note) for note, on, who in days],
        )

    def verdict(self, logs: Any, as_of: date | None = None) -> Any:
        scheme = cyxc.load(self.scheme)
        year = None if scheme.bound else 2010
        return scheme.evaluate(
            {}, year=year, as_of=as_of, logs=logs, classes=self.classes, readings=dict(self.readings)
        ).duties[self.entry]


def months(year: int) -> tuple[tuple[str, str], ...]:
    last = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return tuple((f"{year}-{m:02}-01", f"{year}-{m:02}-{d}") for m, d in enumerate(last, start=1))


Q1, Q2 = ("2010-01-01", "2010-03-31"), ("2010-04-01", "2010-06-30")
Q3, Q4 = ("2010-07-01", "2010-09-30"), ("2010-10-01", "2010-12-31")
YEAR = (("2010-01-01", "2010-12-31"),)
Y2014, Y2015 = ("2014-01-01", "2014-12-31"), ("2015-01-01", "2015-12-31")

OFFICES = ("甲街道", "乙局", "丙局")

ASKED = [
    Asked("wuchang", "district-inspections", YEAR, 2),
    Asked("wuchang", "monthly-reports", months(2010), parties=OFFICES),
    Asked("wuchang", "monthly-reports", months(2010), readings=(("monthly-reports-by", "one-report"),)),
    Asked("wuchang", "annual-assessment", YEAR),
    Asked("wuchang", "sme-statistics", (Q1, Q2, Q3, Q4)),
    Asked("wuchang", "private-statistics", ((Q1[0], Q2[1]), (Q3[0], Q4[1]))),
    # March to October holds two whole quarters; of the first and the fourth it holds one month each.
    Asked("wuchang", "leading-group-meetings", (Q2, Q3)),
    Asked(
        "wuchang",
        "leading-group-meetings",
        (("2010-03-01", Q1[1]), Q2, Q3, (Q4[0], "2010-10-31")),
        readings=(("grazed-periods", "grazed-too"),),
    ),
    Asked("county", "annual-appraisal", YEAR),
    Asked("county", "media-campaigns", YEAR, 3),
    Asked("county", "publicity-consultations", YEAR, 3),
    Asked("county", "selections-or-contests", YEAR, 2),
    Asked("county", "plans-filed", (("2010-01-01", "2010-03-15"),), parties=("甲镇", "乙乡", "丙园")),
    Asked("jiaxing-2013", "trainer-review", (Y2014, Y2015)),
    Asked("jiaxing-2013", "fund-budget", (Y2014, Y2015)),
    Asked("jiaxing-2013", "fund-accounts", (Y2014, Y2015)),
    Asked(
        "jiaxing-2013",
        "trainer-review",
        (("2013-10-11", "2013-12-31"), Y2014, Y2015),
        readings=(("grazed-years", "first-year"),),
    ),
]


def name(one: Asked) -> str:
    return "/".join([one.scheme, one.entry, *map("=".join, one.readings)])


asked = pytest.mark.parametrize("one", ASKED, ids=name)


def test_every_obligation_is_here() -> None:
    there = {(id_, one.id) for id_ in cyxc.PACKAGED for one in cyxc.load(id_).obligations}
    assert there == {(one.scheme, one.entry) for one in ASKED}


@asked
@pytest.mark.parametrize("which", [0, 1])
def test_exactly_what_is_asked_is_met(one: Asked, which: int) -> None:
    verdict = one.verdict(one.logged(one.days(which)))
    assert verdict.status == "met"
    assert len(verdict.occasions) == len(one.periods) * len(one.parties)
    found = {(str(o.period.first), str(o.period.last), o.party, o.need) for o in verdict.occasions}
    assert found == {(*period, party, one.need) for period in one.periods for party in one.parties}
    assert verdict.missing_text is None


@asked
def test_one_period_missed_is_not_met(one: Asked) -> None:
    for missed in range(len(one.days())):
        days = [event for at, event in enumerate(one.days()) if at != missed]
        verdict = one.verdict(one.logged(days))
        assert verdict.status == "not_met"
        assert sum(o.code == cyxc.Status.NOT_MET.code for o in verdict.occasions) == 1
        assert verdict.missing_text is not None


@asked
def test_the_day_before_and_the_day_after_do_not_count(one: Asked) -> None:
    """Of the first period the event came a day early, of the last a day late."""
    days, ends = one.days(), [date.fromisoformat(day) for day in (one.periods[0][0], one.periods[-1][1])]
    early = [(note, ends[0] - DAY if at == 0 else on, who) for at, (note, on, who) in enumerate(days)]
    late = [
        (note, ends[1] + DAY if at == len(days) - 1 else on, who) for at, (note, on, who) in enumerate(days)
    ]
    span = (str(ends[0] - DAY), str(ends[1] + DAY))
    assert one.verdict(one.logged(early, *span)).status == "not_met"
    assert one.verdict(one.logged(late, *span)).status == "not_met"


@asked
def test_repeats_in_one_period_do_not_stand_for_another(one: Asked) -> None:
    first = {(on, who) for _, on, who in one.days()[: len(one.parties) * one.need]}
    often = [(f"{n}", on, who) for on, who in sorted(first, key=str) for n in range(12)]
    status = one.verdict(one.logged(often)).status
    assert status == ("met" if len(one.periods) == 1 else "not_met")


@asked
def test_a_log_that_is_not_complete_tells_nothing_of_what_is_not_in_it(one: Asked) -> None:
    days, last = one.days(), date.fromisoformat(one.periods[-1][1])
    short = str(last - DAY)
    assert one.verdict(one.logged(days, last=short)).status == "met", "what happened has happened"
    assert one.verdict(one.logged(days[:-1], last=short)).status == "no_data"
    late_start = str(date.fromisoformat(one.periods[0][0]) + DAY)
    assert one.verdict(one.logged(days[1:], first=late_start)).status == "no_data"
    # Two logs with a day between them that neither covers, in the period that is missed.
    gap = [
        one.logged(days[:-1], last=str(last - 2 * DAY)),
        one.logged([], first=str(last), last=str(last)),
    ]
    assert one.verdict(gap).status == "no_data"
    assert one.verdict([*gap, one.logged([], first=short, last=short)]).status == "not_met"


@asked
def test_no_log_about_it_tells_nothing(one: Asked) -> None:
    assert one.verdict(None).status == "no_data"
    scheme = cyxc.load(one.scheme)
    other = next(entry for entry in (*scheme.obligations.ids, *scheme.steps.ids) if entry != one.entry)
    elsewhere = cyxc.EventLog(first="1990-01-01", last="2030-12-31", entries=[other])
    verdict = one.verdict(elsewhere)
    assert (verdict.status, verdict.occasions) == ("no_data", ())
    assert verdict.explanation.en.endswith(": no log of events is about it.")


@asked
def test_it_is_not_due_before_its_last_day_and_due_on_it(one: Asked) -> None:
    last = date.fromisoformat(one.periods[-1][1])
    most = one.days()[:-1]
    whole = one.logged(most)
    assert one.verdict(whole, last - DAY).status == "not_due"
    assert one.verdict(whole, last).status == "not_met"
    assert one.verdict(whole, last + DAY).status == "not_met"
    # On the last day it happens after all: seen on that day, and not before.
    full = one.logged(one.days())
    assert one.verdict(full, last - DAY).status == "not_due"
    assert one.verdict(full, last).status == one.verdict(full).status == "met"
    if len(one.periods) > 1:
        assert one.verdict(whole, last - DAY).so_far == "met"
        first = date.fromisoformat(one.periods[0][1])
        missed = one.logged([event for event in one.days() if event[1] != first])
        assert one.verdict(missed, first - DAY).status == "not_due"
        assert one.verdict(missed, first).status == "not_met", "an ended period is not to be made up for"
    else:
        assert one.verdict(whole, last - DAY).so_far == "not_met"


@asked
def test_a_log_has_to_be_complete_as_far_as_a_period_has_run(one: Asked) -> None:
    last = date.fromisoformat(one.periods[-1][1])
    until = one.logged(one.days()[:-1], last=str(last - 3 * DAY))
    assert one.verdict(until, last - 3 * DAY).status == "not_due"
    assert one.verdict(until, last - 2 * DAY).status == "no_data"


@asked
def test_what_is_to_come_is_not_due(one: Asked) -> None:
    before = date.fromisoformat(one.periods[0][0]) - DAY
    assert one.verdict(one.logged([]), before).status == "not_due"
    assert one.verdict(one.logged(one.days()), before).status == "not_due"
    assert one.verdict(None, before).status == "no_data"


# Parties.

COUNTY = cyxc.load("county").for_year(2010)
TOWNS = {"各乡镇": ["甲镇", "乙乡"], "各园区": ["丙园"]}
FILED = ("plans-filed 2010-03-15 甲镇", "plans-filed 2010-03-01 乙乡", "plans-filed 2010-02-01 丙园")


def filed(*said: str, classes: Any = TOWNS, **limits: list[str]) -> Any:
    logs = log("2010-01-01", "2010-12-31", *said, **limits)
    return COUNTY.evaluate({}, logs=logs, classes=classes).duties["plans-filed"]


def test_each_of_a_class_is_bound_by_itself() -> None:
    verdict = filed(*FILED)
    # The nearest to the last day decides the margin: 15 March itself.
    assert (verdict.status, verdict.margin.value, verdict.margin.unit.symbol) == ("met", 0, "日")
    assert filed(*FILED[:2]).status == "not_met"
    assert filed(*FILED[:2]).missing_text.zh == "丙园：尚待办理"
    late = filed(*FILED[1:], "plans-filed 2010-03-20 甲镇")
    assert (late.status, late.margin.value, late.late) == ("not_met", -5, True)
    assert late.explanation.en.endswith("each party by itself, 2 of 3 met, 1 not met, 0 undecided.")


def test_an_open_class_has_to_be_filled() -> None:
    verdict = filed(*FILED[:2], classes={"各乡镇": ["甲镇", "乙乡"]})
    assert verdict.status == "no_data"
    assert verdict.explanation.zh.endswith("没有说明这一类责任方包括哪些单位。")
    assert verdict.missing_text.en == "all parks: a list of the members"
    # One that is known to have failed decides, whoever else is bound.
    failed = filed(FILED[0], classes={"各乡镇": ["甲镇", "乙乡"]})
    assert failed.status == "not_met"
    assert filed(classes={}).status == "no_data"


def test_a_member_of_two_classes_is_bound_once() -> None:
    verdict = filed(*FILED[:2], classes={"各乡镇": ["甲镇", "乙乡"], "各园区": ["乙乡"]})
    assert (verdict.status, len(verdict.occasions)) == ("met", 2)


def test_a_log_is_complete_for_the_parties_it_names() -> None:
    assert filed(*FILED[:2], parties=["甲镇", "乙乡"]).status == "no_data"
    assert filed(*FILED[:2], parties=["各乡镇"]).status == "no_data"
    assert filed(FILED[0], parties=["各乡镇"]).status == "not_met", "the class stands for its members"
    assert filed(*FILED[:2], parties=["各园区"]).status == "not_met"
    assert filed(*FILED[:2], parties=["丙园"]).status == "not_met"
    several = [
        log("2010-01-01", "2010-03-15", *FILED[:2], parties=["甲镇", "乙乡"]),
        log("2010-01-01", "2010-03-15", parties=["丙园"]),
    ]
    assert COUNTY.evaluate({}, logs=several, classes=TOWNS).duties["plans-filed"].status == "not_met"


def test_a_late_filing_may_be_a_second_one_where_the_log_begins_late() -> None:
    logs = log("2010-03-10", "2010-12-31", *FILED[1:], "plans-filed 2010-03-20 甲镇")
    verdict = COUNTY.evaluate({}, logs=logs, classes=TOWNS).duties["plans-filed"]
    assert (verdict.status, verdict.margin, verdict.late) == ("no_data", None, False)


TOGETHER = loaded(
    HEAD
    + """
parties:
  甲局: {en: A}
  乙局: {en: B}
  各所: {en: every station, open: yes}
obligations:
  meetings: {clause: 一, text: {zh: 开会, en: meetings}, at_least: 2 次, parties: [甲局, 乙局]}
  visits: {clause: 一, text: {zh: 走访, en: visits}, every: year, parties: [各所]}
  nobodys: {clause: 一, text: {zh: 活动, en: activities}, every: year}
  again: {clause: 二, text: {zh: 再开, en: again}, at_least: 2 次, restates: meetings}
"""
)


def together(entry: str, *logs: cyxc.EventLog, **more: Any) -> Any:
    return TOGETHER.evaluate({}, logs=logs, **more).duties[entry]


def test_together_either_party_does_and_both_have_to_be_known() -> None:
    one, other = "meetings 2020-02-01 甲局", "meetings 2020-03-01 乙局"
    whole = ("2020-01-01", "2020-12-31")
    assert together("meetings", log(*whole, one, other)).status == "met"
    assert together("meetings", log(*whole, one, other)).margin.value == 0
    assert together("meetings", log(*whole, one)).margin.value == -1
    assert together("meetings", log(*whole, one, parties=["甲局"])).status == "no_data"
    halves = (
        log(*whole, one, parties=["甲局"]),
        log("2020-01-01", "2020-06-30", parties=["乙局"]),
        log("2020-07-01", "2020-12-31", parties=["乙局"]),
    )
    assert together("meetings", *halves[:2]).status == "no_data"
    assert together("meetings", *halves).status == "not_met"


def test_together_a_class_is_known_by_its_name_or_by_all_its_members() -> None:
    whole = ("2020-01-01", "2020-12-31")
    assert together("visits", log(*whole)).status == "not_met"
    assert together("visits", log(*whole, parties=["各所"])).status == "not_met"
    classes = {"各所": ["东所", "西所"]}
    assert together("visits", log(*whole, parties=["东所"]), classes=classes).status == "no_data"
    assert together("visits", log(*whole, parties=["东所", "西所"]), classes=classes).status == "not_met"
    done = log("2020-05-05", "2020-05-05", "visits 2020-05-05 西所", parties=["西所"])
    assert together("visits", done, classes=classes).status == "met"


def test_what_nobody_is_named_for_needs_a_log_about_everybody() -> None:
    assert together("nobodys", log("2020-01-01", "2020-12-31", parties=["甲局"])).status == "no_data"
    assert together("nobodys", log("2020-01-01", "2020-12-31")).status == "not_met"


def test_a_restatement_and_what_it_restates_are_one() -> None:
    whole = ("2020-01-01", "2020-12-31")
    both = TOGETHER.evaluate({}, logs=log(*whole, "again 2020-02-01", "meetings 2020-03-01"))
    assert {both[id_].status for id_ in ("meetings", "again")} == {"met"}
    assert (both.totals["obligations"].restated, both.totals["obligations"]["met"]) == (1, 1)
    # The same meeting written down under both ids is one meeting.
    twice = TOGETHER.evaluate({}, logs=log(*whole, "again 2020-02-01", "meetings 2020-02-01"))
    assert {twice[id_].status for id_ in ("meetings", "again")} == {"not_met"}
    about = TOGETHER.evaluate({}, logs=log(*whole, entries=["again"]))
    assert {about[id_].status for id_ in ("meetings", "again")} == {"not_met"}


def test_an_event_of_nobody_may_be_anybodys_under_another_reading() -> None:
    scheme = cyxc.load("wuchang")
    logs = log("2010-01-01", "2010-12-31", *(f"monthly-reports {last}" for _, last in months(2010)))
    result = scheme.evaluate(
        {},
        year=2010,
        logs=logs,
        readings={"monthly-reports-by": "one-report"},
        classes={"各街道": ["甲街道"], "各部门": ["乙局"]},
    )
    verdict = result.duties["monthly-reports"]
    assert verdict.status == "met"
    assert [reading.status for reading in verdict.readings] == ["met", "no_data"]
    assert verdict.agreement == "open"


def test_readings_of_an_obligation_and_none_of_them_is_a_pivot() -> None:
    scheme = cyxc.load("wuchang")
    meetings = ("leading-group-meetings 2010-04-01", "leading-group-meetings 2010-09-30")
    result = scheme.evaluate({}, year=2010, logs=log("2009-12-01", "2010-12-31", *meetings))
    verdict = result.duties["leading-group-meetings"]
    assert (verdict.status, verdict.agreement) == ("met", "depends")
    assert [reading.status for reading in verdict.readings] == ["met", "not_met"]
    assert result.pivots == scheme.evaluate({}, year=2010).pivots


# Calendars.


def calendar(keys: str, start: str, due: str) -> cyxc.Scheme:
    said = f"clause: 一, text: {{zh: 说, en: says}}, {keys}, start: {start}, due: {due}"
    return loaded(f"{HEAD}obligations:\n  o: {{{said}}}\n")


@pytest.mark.parametrize(
    ("keys", "start", "due", "periods"),
    [
        # From December of the year before: four months, and one whole quarter.
        ("every: month", "2019-12", "2020-03", ["2019-12-01", "2020-01-01", "2020-02-01", "2020-03-01"]),
        ("every: quarter", "2019-12", "2020-03", ["2020-01-01"]),
        ("every: quarter, grazed: yes", "2019-12", "2020-03", ["2019-12-01", "2020-01-01"]),
        ("every: half_year", "2019-12", "2020-07", ["2020-01-01"]),
        ("every: half_year, grazed: yes", "2019-12", "2020-07", ["2019-12-01", "2020-01-01", "2020-07-01"]),
        ("every: year", "2019-12", "2021-11", ["2020-01-01"]),
        ("every: month", "2020-01-02", "2020-03-30", ["2020-02-01"]),
        ("every: month, grazed: yes", "2020-01-31", "2020-02-01", ["2020-01-31", "2020-02-01"]),
    ],
)
def test_periods_lie_wholly_inside_the_window(keys: str, start: str, due: str, periods: list[str]) -> None:
    scheme = calendar(keys, start, due)
    verdict = scheme.evaluate({}, logs=log("2019-01-01", "2021-12-31")).duties["o"]
    assert [str(o.period.first) for o in verdict.occasions] == periods
    assert verdict.status == "not_met"


def test_february_of_a_leap_year_ends_on_the_29th() -> None:
    scheme = calendar("every: month", "2020-02", "2020-02")
    assert scheme.evaluate({}, logs=log("2020-02-01", "2020-02-28")).duties["o"].status == "no_data"
    assert scheme.evaluate({}, logs=log("2020-02-01", "2020-02-29")).duties["o"].status == "not_met"
    leap = scheme.evaluate({}, logs=log("2020-02-01", "2020-02-28", "o 2020-02-29"))
    assert leap.duties["o"].status == "met"


def test_what_does_not_apply_is_not_judged() -> None:
    result = COUNTY.evaluate({}, logs=log("2010-01-01", "2010-12-31"), not_applicable=["plans-filed"])
    assert result.duties["plans-filed"].status == "not_applicable"
    assert result.totals["obligations"]["not_applicable"] == 1
    assert result.totals["obligations"]["not_met"] == 4


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("every: quarter", "每季度不少于 1 次", "at least once a quarter"),
        (
            "every: quarter, at_least: 1 次, expected: 2 次",
            "每季度不少于 1 次，预期可达 2 次",
            "at least once a quarter, twice expected",
        ),
        ("every: year, at_least: 2 次", "每年不少于 2 次", "at least twice a year"),
        ("at_least: 3 次", "不少于 3 次", "at least 3 times"),
    ],
)
def test_how_often_in_words(rule: str, zh: str, en: str) -> None:
    scheme = loaded(HEAD + f"obligations:\n  o: {{clause: 一, text: {{zh: 事, en: o}}, {rule}}}\n")
    asked = scheme.evaluate({})["o"].asked
    assert (asked.zh, asked.en) == (zh, en)
