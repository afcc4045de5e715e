"""The agendas of the five schemes on some days, read off their documents by hand."""

from datetime import date

import pytest

import cyxc
from cyxc.agenda.item import Item

DUE, TO_COME, UNKNOWN, RUNNING = "due", "to_come", "unknown", "running"


def on(name: str, day: str, year: int | None = None, within: int = 30) -> tuple[Item, ...]:
    scheme = cyxc.load(name)
    return (scheme if year is None else scheme.for_year(year)).timeline(as_of=day, within=within)


def found(items: tuple[Item, ...], *states: str, kinds: str = "") -> list[tuple[str, str, str | None]]:
    """Last day, id and period of the items in some states, criteria left out unless asked for."""
    wanted = kinds.split() or ["task", "step", "obligation", "target"]
    return [
        (str(item.last), item.id, item.period)
        for item in items
        if item.state in states and item.kind in wanted
    ]


def stages(items: tuple[Item, ...]) -> list[tuple[str, str, str, str]]:
    return [(item.id, str(item.first), str(item.last), item.state) for item in items if item.kind == "phase"]


def dates_of(items: tuple[Item, ...], id_: str) -> list[tuple[str, str, str | None]]:
    return [(str(item.first), str(item.last), item.period) for item in items if item.id == id_]


# Wuchang, part four: stages from December of the year before to March, from March to October, and in November
# and December; a body, a plan and rules by the end of January, the launch in March; meetings every quarter of
# the second stage. Parts two and three: reports every month, figures every quarter and half-year.

JANUARY = ["body-founded", "plan-drawn-up", "goals-fixed", "priorities-fixed", "rules-issued",
           "filed-with-city"]  # fmt: skip
MARCH = ["launch-meeting", "publicity-started"]


@pytest.mark.parametrize(("year", "leap"), [(2010, 28), (2012, 29)])
def test_wuchang_has_these_days(year: int, leap: int) -> None:
    items = on("wuchang", f"{year}-01-15", year)
    assert stages(items) == [
        ("preparation", f"{year - 1}-12-01", f"{year}-03-31", "running"),
        ("implementation", f"{year}-03-01", f"{year}-10-31", "to_come"),
        ("review", f"{year}-11-01", f"{year}-12-31", "to_come"),
    ]
    for id_ in JANUARY:
        assert dates_of(items, id_) == [(f"{year - 1}-12-01", f"{year}-01-31", None)]
    for id_ in MARCH:
        assert dates_of(items, id_) == [(f"{year - 1}-12-01", f"{year}-03-31", None)]
    # March and October only graze the first and the fourth quarter.
    assert dates_of(items, "leading-group-meetings") == [
        (f"{year}-04-01", f"{year}-06-30", f"{year}Q2"),
        (f"{year}-07-01", f"{year}-09-30", f"{year}Q3"),
    ]
    assert dates_of(items, "private-statistics") == [
        (f"{year}-01-01", f"{year}-06-30", f"{year}H1"),
        (f"{year}-07-01", f"{year}-12-31", f"{year}H2"),
    ]
    assert [last for _, last, _ in dates_of(items, "sme-statistics")] == [
        f"{year}-03-31", f"{year}-06-30", f"{year}-09-30", f"{year}-12-31",
    ]  # fmt: skip
    lengths = (31, leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    months = [
        (f"{year}-{m:02}-01", f"{year}-{m:02}-{days}", f"{year}-{m:02}")
        for m, days in enumerate(lengths, start=1)
    ]
    # Subdistricts and departments are bound each, and as long as nobody says who they are, as two classes.
    assert dates_of(items, "monthly-reports") == sorted([*months, *months])


def test_wuchang_in_january() -> None:
    items = on("wuchang", "2010-01-15", 2010)
    assert found(items, "overdue", "unknown", "missed", "done", "ended", kinds="phase task criterion") == []
    reports = [("2010-01-31", "monthly-reports", "2010-01")] * 2
    assert found(items, DUE) == [("2010-01-31", id_, None) for id_ in JANUARY] + reports
    assert {item.days for item in items if item.state == "due"} == {16}
    assert found(items, RUNNING, kinds="task") == [("2010-03-31", id_, None) for id_ in MARCH]


def test_wuchang_in_march() -> None:
    items = on("wuchang", "2010-03-15", 2010)
    launch = [("2010-03-31", id_, None) for id_ in MARCH]
    rest = [("2010-03-31", "monthly-reports", "2010-03")] * 2
    assert sorted(found(items, DUE)) == sorted([*launch, *rest, ("2010-03-31", "sme-statistics", "2010Q1")])
    assert {item.days for item in items if item.state == "due"} == {16}
    early = [("2010-01-31", id_, None) for id_ in JANUARY]
    unknown = [*early, *[("2010-01-31", "monthly-reports", "2010-01")] * 2,
               *[("2010-02-28", "monthly-reports", "2010-02")] * 2]  # fmt: skip
    assert found(items, UNKNOWN) == unknown
    # Both stages have March.
    assert [state for *_, state in stages(items)] == ["running", "running", "to_come"]


def test_wuchang_in_a_leap_year() -> None:
    """On 28 February 2012 the month has a day left, and the end of March is 32 days off."""
    items = on("wuchang", "2012-02-28", 2012)
    assert found(items, DUE) == [("2012-02-29", "monthly-reports", "2012-02")] * 2
    assert {item.days for item in items if item.state == "due"} == {1}
    assert found(items, RUNNING, kinds="task") == [("2012-03-31", id_, None) for id_ in MARCH]
    assert found(on("wuchang", "2012-02-28", 2012, within=32), DUE, kinds="task") == [
        ("2012-03-31", id_, None) for id_ in MARCH
    ]
    # In 2010 the same report is due that very day.
    due_today = [item.id for item in on("wuchang", "2010-02-28", 2010) if item.days == 0]
    assert due_today == ["monthly-reports"] * 2


def test_wuchang_has_each_period_once() -> None:
    items = on("wuchang", "2010-06-01", 2010)
    # Months of two classes; inspections; assessment; quarters; half-years; meetings.
    assert len([item for item in items if item.kind == "obligation"]) == 24 + 1 + 1 + 4 + 2 + 2
    # 5-10 bases are asked for in parts one and two of the document.
    (bases,) = [item for item in items if item.id == "practice-bases"]
    assert bases.clauses == ("一/(二)/4", "二/(三)/2")


# The county, part five: January and February, March to August, September to December; part six: plans by
# 15 March; part two: the share of places within two years.


@pytest.mark.parametrize(("year", "leap"), [(2010, 28), (2012, 29)])
def test_county_has_these_days(year: int, leap: int) -> None:
    items = on("county", f"{year}-03-01", year)
    assert stages(items) == [
        ("mobilise", f"{year}-01-01", f"{year}-02-{leap}", "ended"),
        ("carry-out", f"{year}-03-01", f"{year}-08-31", "running"),
        ("assess", f"{year}-09-01", f"{year}-12-31", "to_come"),
    ]
    assert dates_of(items, "plans-filed") == [(f"{year}-01-01", f"{year}-03-15", None)] * 2
    two_years = [item.id for item in items if item.last.year == year + 1]
    assert len(two_years) == 1
    assert dates_of(items, two_years[0]) == [(f"{year}-01-01", f"{year + 1}-12-31", None)]


def test_county_around_the_filing() -> None:
    filing = [("2010-03-15", "plans-filed", None)] * 2  # townships and parks
    first_stage = [("2010-02-28", "creation-plan", None), ("2010-02-28", "goal-system", None)]
    for day, days, state in [("2010-03-01", 14, DUE), ("2010-03-15", 0, DUE), ("2010-03-16", -1, UNKNOWN)]:
        items = on("county", day, 2010)
        assert [item.days for item in items if item.id == "plans-filed"] == [days, days]
        assert found(items, DUE) == (filing if state == DUE else [])
        assert found(items, UNKNOWN) == (first_stage if state == DUE else [*first_stage, *filing])
    assert found(on("county", "2010-02-28", 2010), DUE) == [*first_stage, *filing]


def test_county_in_august() -> None:
    items = on("county", "2010-08-20", 2010)
    assert found(items, DUE) == [("2010-08-31", "service-platforms-formed", None)]
    assert found(items, TO_COME) == [("2010-12-31", "mock-assessment", None)]


# Panzhihua, part three: applications by the end of September, first reviews October, recognition November,
# the city's checks December.

SEPTEMBER, OCTOBER = ["community-application"], ["first-review", "review-opinion"]
NOVEMBER = ["county-examination", "title-naming", "title-plaque"]


@pytest.mark.parametrize(
    ("day", "past", "due"),
    [
        ("2010-08-30", [], []),
        ("2010-08-31", [], SEPTEMBER),
        ("2010-09-30", [], SEPTEMBER),
        ("2010-10-01", SEPTEMBER, OCTOBER),
        ("2010-10-31", SEPTEMBER, [*OCTOBER, *NOVEMBER]),
        ("2010-11-05", SEPTEMBER + OCTOBER, NOVEMBER),
    ],
)
def test_panzhihua(day: str, past: list[str], due: list[str]) -> None:
    items = on("panzhihua-2010", day, 2010)
    assert [id_ for _, id_, _ in found(items, UNKNOWN)] == past
    assert [id_ for _, id_, _ in found(items, DUE)] == due
    last = {id_: str(item.last) for item in items for id_ in [item.id]}
    assert last["community-application"] == "2010-09-30"
    assert last["first-review"] == "2010-10-31"
    assert last["county-examination"] == "2010-11-30"
    assert last["spot-check"] == last["model-selection"] == "2010-12-31"


# Jiaxing: three years to 2015, four training figures to 2016; trainers reviewed, budget and accounts made
# every year from the plan's issue in October 2013, so that 2014 and 2015 are whole.

YEARLY = ("trainer-review", "fund-budget", "fund-accounts")


def test_jiaxing_at_the_end_of_2014() -> None:
    items = on("jiaxing-2013", "2014-12-15")
    assert found(items, DUE) == [("2014-12-31", id_, "2014") for id_ in YEARLY]
    assert found(items, TO_COME) == [("2015-12-31", id_, "2015") for id_ in YEARLY]
    assert {item.days for item in items if item.state == "due"} == {16}


def test_jiaxing_at_the_end_of_2015() -> None:
    items = on("jiaxing-2013", "2015-12-15")
    late = [item for item in items if str(item.last) == "2016-12-31"]
    assert [item.kind for item in late] == ["target"] * 4
    assert {item.state for item in late} == {"running"}
    assert {str(item.last) for item in items if item.state == "due"} == {"2015-12-31"}
    assert found(items, UNKNOWN) == [("2014-12-31", id_, "2014") for id_ in YEARLY]
    after = on("jiaxing-2013", "2016-01-01")
    assert found(after, DUE, RUNNING, TO_COME) == [("2016-12-31", item.id, None) for item in late]


# Putuo: five years from 2018 to 2022, everything at the end of them.


@pytest.mark.parametrize(
    ("day", "state", "stage"),
    [
        ("2019-04-26", "running", "running"),
        ("2022-11-30", "running", "running"),  # 31 days before
        ("2022-12-01", "due", "running"),  # 30 days before
        ("2022-12-31", "due", "running"),
        ("2023-01-01", "unknown", "ended"),
    ],
)
def test_putuo(day: str, state: str, stage: str) -> None:
    items = on("putuo-2019", day)
    assert stages(items) == [("term", "2018-01-01", "2022-12-31", stage)]
    assert {(item.state.value, str(item.last)) for item in items if item.kind != "phase"} == {
        (state, "2022-12-31")
    }


@pytest.mark.parametrize("name", cyxc.PACKAGED)
def test_every_entry_has_its_place(name: str) -> None:
    scheme = cyxc.load(name)
    scheme = scheme if scheme.bound else scheme.for_year(2010)
    items = scheme.timeline(as_of="2010-06-01")
    listed = {item.id for item in items}
    again = [entry for entry in scheme.entries if entry.id not in listed]
    assert {*scheme.phases.ids} <= listed
    for entry in again:
        assert entry.restates in listed
        (item,) = [item for item in items if item.id == entry.restates]
        assert entry.clause in item.clauses
        assert set(entry.parties) <= set(item.parties)
    dated = [item for item in items if item.last is not None]
    assert {item.id for item in items if item.last is None} == {one.id for one in scheme.steps if one.undated}
    assert list(items[: len(dated)]) == dated, "what has no day stands last"
    assert [item.last for item in dated] == sorted(item.last for item in dated)
    for item in dated:
        assert item.first <= item.last
        assert item.days == (item.last - date(2010, 6, 1)).days
