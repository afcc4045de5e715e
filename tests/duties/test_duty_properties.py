"""Whatever was recorded: verdicts agree with an oracle that goes through the days one by one."""

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from support import HEAD, loaded

FIRST, LAST = date(2019, 11, 1), date(2021, 2, 28)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
DUE = date(2020, 12, 31)

SCHEME = loaded(
    HEAD
    + """
parties:
  甲局: {en: A}
  乙局: {en: B}
  各镇: {en: every town, open: yes}
obligations:
  quarters: {clause: 一, text: {zh: 季, en: quarters}, every: quarter, start: 2019-12, parties: [甲局, 乙局]}
  grazed: {clause: 一, text: {zh: 擦, en: grazed}, every: quarter, start: 2019-12, grazed: yes}
  thrice: {clause: 一, text: {zh: 三, en: thrice}, at_least: 3 次}
  each: {clause: 一, text: {zh: 各, en: each}, every: half_year, parties: [甲局, 各镇], bound: each}
  filed: {clause: 一, text: {zh: 报, en: filed}, by: 2020-03-15, parties: [各镇], bound: each}
  again: {clause: 二, text: {zh: 复, en: again}, at_least: 3 次, restates: thrice}
phases:
  p:
    clause: 一
    text: {zh: 段, en: phase}
    start: 2019-12
    due: 2020-02
    tasks: {task: {clause: 一, text: {zh: 事, en: task}}}
procedures:
  steps:
    clause: 一
    text: {zh: 程序, en: procedure}
    steps:
      one: {clause: 一, text: {zh: 一, en: one}, by: 2020-06}
      two: {clause: 一, text: {zh: 二, en: two}, by: 2020-08}
      three: {clause: 一, text: {zh: 三, en: three}}
      four: {clause: 一, text: {zh: 四, en: four}, by: 2020-12}
"""
)
TOWNS = ("东镇", "西镇")
CLASSES = {"各镇": TOWNS}
BOUND: dict[str, tuple[str, ...]] = {
    "quarters": ("甲局", "乙局"), "grazed": (), "thrice": (), "each": ("甲局", *TOWNS), "filed": TOWNS,
    "again": (), "task": (), "one": (), "two": (), "three": (), "four": (),
}  # fmt: skip
EACH = ("each", "filed")
ORIGIN = {"again": "thrice"}


def quarter(year: int, start: int, months: int = 3) -> tuple[date, date]:
    end = date(year + (start + months - 1) // 12, (start + months - 1) % 12 + 1, 1)
    return date(year, start, 1), end - timedelta(days=1)


WHOLE = [quarter(2020, month) for month in (1, 4, 7, 10)]
PERIODS: dict[str, tuple[list[tuple[date, date]], int]] = {
    "quarters": (WHOLE, 1),
    "grazed": ([quarter(2019, 12, 1), *WHOLE], 1),
    "thrice": ([quarter(2020, 1, 12)], 3),
    "again": ([quarter(2020, 1, 12)], 3),
    "each": ([quarter(2020, 1, 6), quarter(2020, 7, 6)], 1),
    "filed": ([(date(2020, 1, 1), date(2020, 3, 15))], 1),
    "task": ([(date(2019, 12, 1), date(2020, 2, 29))], 1),
}
STEPS = {"one": date(2020, 6, 30), "two": date(2020, 8, 31), "three": None, "four": DUE}

days = st.sampled_from(DAYS)


@st.composite
def events(draw: st.DrawFn) -> cyxc.Event:
    entry = draw(st.sampled_from(sorted(BOUND)))
    parties: list[str | None] = list(BOUND[entry])
    if entry not in EACH:
        parties.append(None)
    note = draw(st.sampled_from(["a", "b"]))
    return cyxc.Event(entry=entry, on=draw(days), party=draw(st.sampled_from(parties)), note=note)


@st.composite
def logs(draw: st.DrawFn) -> cyxc.EventLog:
    first, last = sorted((draw(days), draw(days)))
    if draw(st.booleans()):
        first, last = FIRST, LAST
    entries = draw(st.sets(st.sampled_from(sorted(BOUND)), max_size=4)) if draw(st.booleans()) else set()
    who = sorted({"各镇", *(party for parties in BOUND.values() for party in parties)})
    parties = draw(st.sets(st.sampled_from(who), max_size=3)) if draw(st.booleans()) else set()
    return cyxc.EventLog(first=first, last=last, entries=sorted(entries), parties=sorted(parties))


@st.composite
def recorded(draw: st.DrawFn) -> list[cyxc.EventLog]:
    """Some logs, the events of all in the first of them."""
    found = draw(st.lists(logs(), min_size=1, max_size=4))
    happened = draw(st.lists(events(), max_size=14, unique_by=lambda e: (e.entry, e.on, e.party, e.note)))
    return [attrs.evolve(found[0], events=tuple(happened)), *found[1:]]


as_of_days = st.none() | days


def statuses(found: list[cyxc.EventLog], as_of: date | None) -> dict[str, str]:
    result = SCHEME.evaluate({}, logs=found, classes=CLASSES, as_of=as_of)
    return {one.id: one.status.value for one in result}


# The oracle.


class Oracle:
    """Goes through all days: on which of them is it known what happened, and what did."""

    def __init__(self, found: list[cyxc.EventLog], as_of: date | None) -> None:
        self.logs, self.as_of = found, as_of or date.max
        self.happened = [e for one in found for e in one.events if e.on <= self.as_of]

    def about(self, entry: str, party: str | None) -> list[cyxc.EventLog]:
        names = {party, "各镇"} if party in TOWNS else {party}
        task = {id_ for id_ in BOUND if ORIGIN.get(id_, id_) == ORIGIN.get(entry, entry)}
        return [
            one
            for one in self.logs
            if (not one.entries or task & set(one.entries)) and (not one.parties or names & set(one.parties))
        ]

    def known(self, entry: str, party: str | None, first: date, last: date) -> bool:
        everybody = [party] if party else list(BOUND[entry]) or [None]
        return all(
            any(one.first <= day <= one.last for one in self.about(entry, who))
            for who in everybody
            for day in DAYS
            if first <= day <= last
        )

    def times(self, entry: str, party: str | None, first: date, last: date) -> int:
        """Per day the more of what stands under either id of one task."""
        total = 0
        for day in DAYS:
            if first <= day <= last:
                counts = {id_: 0 for id_ in BOUND if ORIGIN.get(id_, id_) == ORIGIN.get(entry, entry)}
                for e in self.happened:
                    if e.entry in counts and e.on == day and party in (None, e.party):
                        counts[e.entry] += 1
                total += max(counts.values())
        return total

    def without(self, entry: str, party: str | None, first: date, last: date) -> str:
        if self.as_of >= last:
            return "not_met" if self.known(entry, party, first, last) else "no_data"
        if self.as_of >= first:
            return "not_due" if self.known(entry, party, first, self.as_of) else "no_data"
        everybody = [party] if party else list(BOUND[entry]) or [None]
        return "not_due" if all(self.about(entry, who) for who in everybody) else "no_data"

    def counted(self, entry: str) -> str:
        spans, need = PERIODS[entry]
        parties: list[str | None] = list(BOUND[entry]) if entry in EACH else [None]
        each = [
            "met" if self.times(entry, who, *span) >= need else self.without(entry, who, *span)
            for who in parties
            for span in spans
        ]
        for status in ("not_met", "no_data", "not_due"):
            if status in each:
                return status
        return "met"

    def step(self, entry: str) -> str:
        """In order on the best of its days: nothing ahead missing by then, or not known to be there."""
        start, due = date(2020, 1, 1), STEPS[entry]
        ahead = list(STEPS)[: list(STEPS).index(entry)]
        own = [e.on for e in self.happened if e.entry == entry and start <= e.on <= (due or date.max)]
        orders = [{self.taken(one, start, day) for one in ahead} for day in own]
        if any(order <= {"yes"} for order in orders):
            return "met"
        unsure = any("no" not in order for order in orders)
        if due is not None:
            return "no_data" if unsure else self.without(entry, None, start, due)
        if own:
            return "no_data" if unsure else "not_met"
        heard = self.about(entry, None) or any(e.entry == entry for e in self.happened)
        return "not_due" if heard else "no_data"

    def taken(self, entry: str, start: date, day: date) -> str:
        if any(e.entry == entry and start <= e.on <= day for e in self.happened):
            return "yes"
        return "no" if self.known(entry, None, start, day) else "unknown"

    def statuses(self) -> dict[str, str]:
        return {id_: self.step(id_) if id_ in STEPS else self.counted(id_) for id_ in BOUND}


@settings(max_examples=400)
@given(recorded(), as_of_days)
def test_verdicts_are_the_oracles(found: list[cyxc.EventLog], as_of: date | None) -> None:
    assert statuses(found, as_of) == Oracle(found, as_of).statuses()


RANK = {"not_met": 0, "no_data": 1, "not_due": 1, "met": 2}


@settings(max_examples=200)
@given(recorded(), events(), as_of_days)
def test_another_event_never_makes_it_worse(
    found: list[cyxc.EventLog], event: cyxc.Event, as_of: date | None
) -> None:
    more = cyxc.EventLog(first=event.on, last=event.on, events=[event], entries=["task"], parties=["甲局"])
    if any(event in one.events for one in found):
        return
    without = attrs.evolve(more, events=())
    before, after = statuses([*found, without], as_of), statuses([*found, more], as_of)
    for id_ in BOUND:
        # A step no day is set for waits for ever, or nothing is known of it, until it is taken too early.
        early = id_ == event.entry == "three" and before[id_] != "met" and after[id_] == "not_met"
        assert early or RANK[after[id_]] >= RANK[before[id_]]


@settings(max_examples=200)
@given(recorded(), logs(), as_of_days)
def test_a_further_log_only_settles_what_was_open(
    found: list[cyxc.EventLog], further: cyxc.EventLog, as_of: date | None
) -> None:
    before, after = statuses(found, as_of), statuses([*found, further], as_of)
    for id_ in BOUND:
        if before[id_] in ("met", "not_met"):
            assert after[id_] == before[id_]
        if before[id_] == "not_due":
            assert after[id_] == "not_due"
        assert not (after[id_] == "met" and before[id_] != "met"), "a log proves no event"


@settings(max_examples=200)
@given(recorded())
def test_at_the_due_date_it_stands_as_without_a_date(found: list[cyxc.EventLog]) -> None:
    found = [attrs.evolve(one, events=[e for e in one.events if e.on <= DUE]) for one in found]
    assert statuses(found, DUE) == statuses(found, None) == statuses(found, LAST)


def about(found: list[cyxc.EventLog], as_of: date | None) -> list[Any]:
    result = SCHEME.evaluate({}, logs=found, classes=CLASSES, as_of=as_of)
    return [(one.id, one.status, one.margin, one.occasions, one.explanation) for one in result.duties]


@settings(max_examples=100)
@given(recorded(), as_of_days, st.randoms(use_true_random=False))
def test_the_order_of_events_and_logs_does_not_matter(
    found: list[cyxc.EventLog], as_of: date | None, random: Any
) -> None:
    shuffled = list(found[0].events)
    random.shuffle(shuffled)
    other = [attrs.evolve(found[0], events=shuffled), *found[1:]]
    random.shuffle(other)
    assert about(other, as_of) == about(found, as_of)


@settings(max_examples=100)
@given(recorded(), days, as_of_days)
def test_a_log_split_in_two_that_tile_is_the_same(
    found: list[cyxc.EventLog], cut: date, as_of: date | None
) -> None:
    one = found[0]
    if not one.first < cut <= one.last:
        return
    early = attrs.evolve(one, last=cut - timedelta(days=1), events=[e for e in one.events if e.on < cut])
    late = attrs.evolve(one, first=cut, events=[e for e in one.events if e.on >= cut])
    assert about([late, early, *found[1:]], as_of) == about(found, as_of)


@settings(max_examples=60)
@given(recorded(), as_of_days)
def test_everything_said_of_it_holds_together(found: list[cyxc.EventLog], as_of: date | None) -> None:
    result = SCHEME.evaluate({}, logs=found, classes=CLASSES, as_of=as_of)
    for one in result.duties:
        codes = {occasion.code for occasion in one.occasions}
        if one.status in ("met", "not_met") and len(one.occasions) > 0:
            assert one.status.code in codes
        assert (one.so_far is not None) == (one.status == "not_due" and one.id != "three")
        assert (one.due is None) == (one.id == "three")
        if one.late:
            assert one.status == "not_met"
        if one.margin is not None and one.margin.unit.symbol == "日":
            assert (one.margin.value >= 0) == (one.status == "met")
        for language in ("zh", "en"):
            assert "{" not in one.explanation[language]
            assert one.explanation[language].endswith(("。", "."))
    assert result.to_dict()["totals"]["all"]["entries"] == len(BOUND)
