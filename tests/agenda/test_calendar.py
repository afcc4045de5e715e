"""The iCalendar file, read back by the library that others read it with."""

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

import cyxc
from cyxc.agenda.calendar import calendar
from cyxc.language import Language
from support import HEAD, loaded, log

WUCHANG = cyxc.load("wuchang").for_year(2010)


def events(written: bytes) -> list[Any]:
    return list(Calendar.from_ical(written).walk("VEVENT"))


def named(written: bytes, summary: str) -> list[Any]:
    return [one for one in events(written) if summary in one["summary"]]


def days(one: Any) -> tuple[str, str]:
    """The first day, and the day after the last."""
    return str(one["dtstart"].dt), str(one["dtend"].dt)


@pytest.mark.parametrize("name", cyxc.PACKAGED)
@pytest.mark.parametrize("language", [None, "zh", "en"])
def test_every_scheme_reads_back(name: str, language: Language | None) -> None:
    scheme = cyxc.load(name)
    scheme = scheme if scheme.bound else scheme.for_year(2010)
    written = calendar(scheme.evaluate({}, as_of="2010-03-15"), language=language)
    read = Calendar.from_ical(written)
    assert (read["version"], read["calscale"], read["method"]) == ("2.0", "GREGORIAN", "PUBLISH")
    assert not read.errors
    found = events(written)
    assert len({str(one["uid"]) for one in found}) == len(found)
    for one in found:
        assert not one.errors
        # The stamp is the date asked about, all days are whole, and they take nobody's time.
        assert one["dtstamp"].dt == datetime(2010, 3, 15, tzinfo=UTC)
        assert type(one["dtstart"].dt) is type(one["dtend"].dt) is date
        assert one["dtstart"].dt < one["dtend"].dt
        assert one["transp"] == "TRANSPARENT"
        assert one["summary"]
        assert one["categories"].cats
    # Lines end in CR LF and have at most 75 octets; no character is cut in two.
    lines = written.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")
    # Written again it is the same, to the last octet.
    assert calendar(scheme.evaluate({}, as_of="2010-03-15"), language=language) == written


def test_the_days_of_wuchang() -> None:
    written = calendar(WUCHANG.evaluate({}, as_of="2010-03-15"), language="en")
    spans = {str(one["summary"]): days(one) for one in events(written)}
    assert spans["preparation and launch"] == ("2009-12-01", "2010-04-01")
    assert spans["carrying out"] == ("2010-03-01", "2010-11-01")
    assert spans["review and acceptance"] == ("2010-11-01", "2011-01-01")
    assert spans["a launch meeting of the whole district held"] == ("2010-03-31", "2010-04-01")
    reports = named(written, "monthly reports on the tasks")
    # The last days of the twelve months, each of them for subdistricts and for departments.
    ends = [date(2010, month + 1, 1) for month in range(1, 12)] + [date(2011, 1, 1)]
    assert sorted(one["dtend"].dt for one in reports) == sorted([*ends, *ends])
    assert all(one["dtend"].dt - one["dtstart"].dt == timedelta(days=1) for one in reports)
    meetings = named(written, "plenary meetings of the leading group")
    assert [days(one)[0] for one in meetings] == ["2010-06-30", "2010-09-30"]


def test_uids_stay_from_day_to_day() -> None:
    def uids(day: str, **given: Any) -> dict[str, str]:
        found = events(calendar(WUCHANG.evaluate({}, as_of=day, **given), language="en"))
        return {str(one["uid"]): str(one["summary"]) for one in found}

    before = uids("2010-01-15")
    assert uids("2010-12-31") == before
    happened = log("2009-12-01", "2010-06-30", "launch-meeting 2010-04-05")
    assert uids("2010-06-30", logs=happened) == before
    # Another year's are others.
    other = events(calendar(cyxc.load("wuchang").for_year(2011).evaluate({}, as_of="2011-01-15")))
    assert before.keys().isdisjoint(str(one["uid"]) for one in other)


def test_one_office_subscribes_to_its_own() -> None:
    result = WUCHANG.evaluate({}, as_of="2010-03-15")
    whole = {str(one["uid"]) for one in events(calendar(result))}
    written = calendar(result, party="区统计局", language="zh")
    own = events(written)
    # Three stages, four quarters, two half-years, and its criteria folded.
    assert {str(one["uid"]) for one in own} <= whole
    assert [days(one)[0] for one in own if "中小企业" in one["summary"]] == [
        "2010-03-31", "2010-06-30", "2010-09-30", "2010-12-31",
    ]  # fmt: skip
    (folded,) = named(written, "项标准")
    assert str(folded["summary"]).startswith("区统计局：")
    assert "区统计局" in folded["categories"].cats
    listed = [line for line in str(folded["description"]).splitlines() if line.startswith("- ")]
    criteria = [one for one in WUCHANG.criteria if "区统计局" in one.parties and not one.restates]
    assert len(listed) == len(criteria)
    assert str(Calendar.from_ical(written)["name"]).startswith("区统计局：")


def test_every_criterion_stands_somewhere() -> None:
    written = calendar(WUCHANG.evaluate({}, as_of="2010-03-15"), language="zh")
    text = "\n".join(f"{one['summary']}\n{one['description']}" for one in events(written))
    for criterion in WUCHANG.criteria:
        # A restatement stands with what it restates.
        first = WUCHANG.criteria[criterion.restates or criterion.id]
        assert first.text.zh in text
        assert criterion.clause in text


def test_both_languages_unless_one_is_asked_for() -> None:
    result = WUCHANG.evaluate({}, as_of="2010-03-15")

    def launch(language: Language | None) -> Any:
        (one,) = [
            one for one in events(calendar(result, language=language)) if days(one)[0] == "2010-03-31"
            and any(word in one["summary"] for word in (WUCHANG.tasks["launch-meeting"].text.zh,
                                                        WUCHANG.tasks["launch-meeting"].text.en))
        ]  # fmt: skip
        return one

    text = WUCHANG.tasks["launch-meeting"].text
    both = launch(None)
    assert both["summary"] == f"{text.zh} / {text.en}"
    assert both["categories"].cats == ["任务", "task"]
    assert launch("zh")["summary"] == text.zh
    assert launch("zh")["summary"].params["language"] == "zh"
    assert launch("en")["description"] == (
        "Clause 四/(一)/2\n2009-12-01 to 2010-03-31\nAsked: by 2010-03\nAs of 2010-03-15: due in 16 days"
    )


def test_text_of_any_kind_survives() -> None:
    odd = '甲,乙;丙\\丁: "戊" ——' + "长" * 80
    rest = f"""
parties:
  ? '各;局,\\\\'
  : {{en: 'every; office, "x"', open: yes}}
criteria:
  one: {{clause: '一', text: {{zh: '{odd}', en: 'a, b; c'}}, due: 2020-02-29, parties: ['各;局,\\\\']}}
"""
    scheme = loaded(HEAD + rest)
    written = calendar(scheme.evaluate({}, as_of="2020-02-01"), language="zh")
    (one,) = events(written)
    assert one["summary"] == odd
    assert days(one) == ("2020-02-29", "2020-03-01")
    assert one["categories"].cats == ["标准", scheme.parties[0].id]
    assert max(map(len, written.split(b"\r\n"))) <= 75


def test_a_name_with_line_breaks_stays_on_its_line() -> None:
    result = WUCHANG.evaluate({}, as_of="2010-03-15", classes={"各街道": ["甲\r\nEND:VEVENT\x07"]})
    found = events(calendar(result, party="甲\r\nEND:VEVENT\x07", language="zh"))
    assert len([one for one in found if "逐月" in one["summary"] or "月" in one["summary"]]) >= 12
    for one in found:
        assert "\x07" not in str(one["description"])


def test_two_places_have_their_own_events() -> None:
    def uids(place: str) -> set[str]:
        data = cyxc.Data(place=cyxc.Text(place, place), observations=())
        found = events(calendar(WUCHANG.evaluate(data, as_of="2010-03-15")))
        return {str(one["uid"]) for one in found}

    assert uids("甲村").isdisjoint(uids("乙村"))


def test_a_calendar_needs_a_date_an_office_and_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(cyxc.UsageError) as caught:
        calendar(WUCHANG.evaluate({}))
    assert caught.value.problems[0].code == "date-needed"
    result = WUCHANG.evaluate({}, as_of="2010-03-15")
    with pytest.raises(cyxc.UnknownNameError) as unknown:
        calendar(result, party="区统计")
    assert unknown.value.problems[0].code == "no-such-party"
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(cyxc.UsageError) as caught:
        calendar(result)
    (problem,) = caught.value.problems
    assert problem.code == "extra-not-installed"
    assert "cyxc[calendar]" in problem.todo("en")


def test_what_is_folded_for_one_office_stands_alone_for_another() -> None:
    rest = "parties:\n  甲局: {en: A}\n  乙局: {en: B}\ncriteria:\n" + "".join(
        f"  c{n}: {{clause: 一, text: {{zh: 标{n}, en: c {n}}}, parties: [{who}]}}\n"
        for n, who in enumerate(["甲局", "甲局", "甲局", "甲局", "'甲局', '乙局'"])
    )
    written = calendar(loaded(HEAD + rest).evaluate({}, as_of="2020-02-01"), language="en")
    # Five are many for A, one is not for B; the four that are A's alone stand nowhere else.
    assert sorted(str(one["summary"]) for one in events(written)) == ["A: 5 criteria", "c 4"]


def test_the_description_says_how_it_stands() -> None:
    county = cyxc.load("county").for_year(2010)
    logs = log("2010-01-01", "2010-04-01", "plans-filed 2010-03-18 甲镇", "plans-filed 2010-03-15 乙镇")
    said = {"各乡镇": ["甲镇", "乙镇", "丁镇"]}
    result = county.evaluate({}, as_of="2010-04-01", classes=said, logs=logs)

    def last_line(party: str) -> str:
        (one,) = named(calendar(result, party=party, language="en"), "plans filed")
        return str(one["description"]).splitlines()[-1]

    assert last_line("甲镇") == "As of 2010-04-01: done on 2010-03-18, 3 days late"
    assert last_line("乙镇") == "As of 2010-04-01: done on 2010-03-15"
    assert last_line("丁镇") == "As of 2010-04-01: 17 days overdue"
