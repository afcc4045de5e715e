"""What is answered in JSON is as its schemas say: benefits, timelines, differences, comparisons, plans."""

import copy
import functools
import json
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest

import cyxc
from against_schema import faults, objects, unnamed
from cyxc.agenda.to_json import to_dict as timeline_dict
from cyxc.schemas import schema
from pages import hostile
from support import log, small

Body = dict[str, Any]

ANSWERS = ("benefit", "timeline", "diff", "comparison", "plan")
SCHEMES = {name: cyxc.load(name) for name in cyxc.PACKAGED}


def others(scheme: cyxc.Scheme) -> dict[str, str]:
    """An answer that is not in force for each question that has one with a number."""
    return {q.id: r.id for q in scheme.questions for r in q.readings if r.changes}


@functools.cache
def evaluations() -> tuple[cyxc.Evaluation, ...]:
    """Every example: nothing handed in, half-way under other answers, and all of it as due."""
    found = []
    for name in cyxc.example_names():
        data = cyxc.example(name)
        plain = SCHEMES[str(data.scheme)]
        dated = plain if plain.bound else plain.for_year(2015)
        found += [
            dated.evaluate({}, not_applicable=plain.targets.ids[:1]),
            dated.under(others(dated)).evaluate(data, as_of="2015-06-30"),
            dated.evaluate(data),
        ]
    return tuple(found)


def benefits() -> Iterator[Body]:
    """Every benefit for nobody, and for two cases with all facts, one of them empty-handed; taxes set off."""
    trader = {"reemployment_certificate": "yes", "holder": "individual-business", "persons": 1, "years": 1}
    owed = {"business_tax": 5000, "urban_maintenance_tax": 100}
    yield (
        SCHEMES["wuchang"].benefit("certificate-tax-relief", {**trader, **owed}, start="2010-03-01").to_dict()
    )
    for scheme in SCHEMES.values():
        yield from (answer.to_dict() for answer in scheme.benefits_for(None))
        for amount in (0, 4):
            case: dict[str, Any] = {}
            for fact in scheme.facts:
                said: dict[str, Any] = {
                    "yes_no": amount > 0,
                    "choice": fact.choices.ids[-1:] and fact.choices.ids[-1],
                }
                case[fact.id] = said.get(fact.kind, (amount, fact.unit))
            yield from (answer.to_dict() for answer in scheme.benefits_for(case, start="2014-12-31"))


def timelines() -> Iterator[Body]:
    """The examples; and duties of which some are done, one of them by one office alone."""
    done = ["launch-meeting 2010-04-05", "monthly-reports 2010-05-04 甲街道", "sme-statistics 2010-03-31"]
    happened = SCHEMES["wuchang"].evaluate(
        {},
        year=2010,
        as_of="2010-11-30",
        classes={"各街道": ["甲街道", "乙街道"]},
        logs=log("2009-12-01", "2010-11-30", *done),
    )
    for result in (*evaluations(), happened):
        for within in (0, 90):
            yield timeline_dict(result.timeline(within=within), result, within)


def diffs() -> Iterator[Body]:
    """Each example against the one before, where that is of one scheme; reports, judgements and events."""
    for before, after in pairwise(evaluations()):
        if before.scheme.id == after.scheme.id:
            yield cyxc.diff(before, after).to_dict()
            yield cyxc.diff(after, before).to_dict()
    scheme = small({"a": "flow: 人"}, {"a": "indicator: a, at_least: 10 人"})
    early = cyxc.Observation(indicator="a", value=4, period="2020Q1", provisional=True, source="统计局")
    late = cyxc.Observation(indicator="a", value=5, period="2020Q1", reported_on="2020-05-01")
    yield cyxc.diff(scheme.evaluate([early]), scheme.evaluate([late], as_of="2020-04-01")).to_dict()
    duties = hostile()
    yield cyxc.diff(duties.scheme.evaluate({}), duties).to_dict()
    sides = [duties.to_dict(), duties.to_dict()]
    sides[0]["verdicts"].pop()
    sides[1]["verdicts"].pop(0)
    yield cyxc.diff(*sides).to_dict()


def comparisons() -> Iterator[Body]:
    for first, second in combinations(SCHEMES.values(), 2):
        yield cyxc.compare(first, second).to_dict()
    for scheme in SCHEMES.values():
        if others(scheme):
            yield cyxc.compare(scheme, scheme.under(others(scheme))).to_dict()
    yield cyxc.compare(*SCHEMES.values(), SCHEMES["county"].for_year(2011)).to_dict()


def plans() -> Iterator[Body]:
    for result in evaluations():
        yield result.catch_up().to_dict()
    never = small(
        {"passed": "flow: 人"},
        {"most": "indicator: passed, at_most: 5 人", "least": "indicator: passed, at_least: 9 人"},
    )
    yield never.evaluate({"passed": 5}).catch_up({"passed": "2"}).to_dict()


MADE: dict[str, Callable[[], Iterator[Body]]] = {
    "benefit": benefits,
    "timeline": timelines,
    "diff": diffs,
    "comparison": comparisons,
    "plan": plans,
}


@functools.cache
def made(name: str) -> tuple[Body, ...]:
    return tuple(json.loads(json.dumps(one)) for one in MADE[name]())


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_answered_is_as_the_schema_says(name: str) -> None:
    assert len(made(name)) > 5
    for one in made(name):
        assert not faults(name, one)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_key_of_an_answer_is_in_the_schema(name: str) -> None:
    for one in made(name):
        assert not unnamed(name, one)


def test_the_answers_tried_are_of_many_kinds() -> None:
    """So that what can be null, listed or left out has been something, and nothing, at least once."""
    assert {one["status"] for one in made("benefit")} == {"eligible", "not_eligible", "open"}
    assert {one["amount"]["kind"] for one in made("benefit")} == {"exact", "up_to", "not_stated", "nothing"}
    assert {one["status"] for body in made("benefit") for one in body["readings"]} >= {None, "open"}
    assert any(part["set_off"] for one in made("benefit") for part in one["split"])
    assert any(one["term"] and one["term"]["until"] for one in made("benefit"))
    items = [item for one in made("timeline") for item in one["items"]]
    assert {one["kind"] for one in items} == {
        "phase", "task", "step", "obligation", "target", "criterion",
    }  # fmt: skip
    assert {"done", "overdue", "due", "running", "to_come", "ended", "unknown", "undated"} <= {
        one["state"] for one in items
    }
    assert any(one["done_on"] for one in items)
    changes = [change for one in made("diff") for change in one["changed"]]
    assert {"better", "worse", None} == {one["turn"] for one in changes}
    for key in ("asked", "window", "margin", "rests_on", "judgement"):
        assert {one[key] is None for one in changes} == {True, False}, key
    assert any(one["events"]["gained"] for one in changes)
    assert any(input_["gained"] for one in changes for input_ in one["inputs"])
    assert any(one["removed"] for one in made("diff"))
    assert any(one["added"] for one in made("diff"))
    pairs = [pair for one in made("comparison") for row in one["rows"] for pair in row["pairs"]]
    assert {"first_stricter", "second_stricter", "same", "figures", "not_comparable"} <= {
        pair["finding"] for pair in pairs
    }
    assert any(one["year"] for body in made("comparison") for one in body["schemes"])
    assert {one["state"] for one in made("plan")} == {"nothing", "possible", "impossible"}
    assert any(one["left_out"] for one in made("plan"))


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_missing_of_the_head_is_told(name: str) -> None:
    body = made(name)[0]
    for key in schema(name)["required"]:
        assert faults(name, {k: v for k, v in body.items() if k != key}), key
        assert faults(name, {**body, key: 5.5}), key


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_may_gain_keys(name: str) -> None:
    body = copy.deepcopy(made(name)[0])
    for one in [one for one in objects(body) if "text" in one or "id" in one or one is body]:
        one["added_later"] = {"anything": [1]}
    assert not faults(name, body)


Change = Callable[[Body], Any]


def first(name: str, key: str) -> Body:
    """The first answer in which something stands under a key."""
    return copy.deepcopy(next(one for one in made(name) if one[key]))


NONE_OF_THEM: list[tuple[str, str, Change]] = [
    ("benefit", "split", lambda one: one.update(format="cyxc.benefit/2")),
    ("benefit", "split", lambda one: one.update(status="yes")),
    ("benefit", "split", lambda one: one.update(kind="gift")),
    ("benefit", "split", lambda one: one["split"][0].pop("owed")),
    ("benefit", "conditions", lambda one: one["conditions"][0].update(holds="yes")),
    ("benefit", "conditions", lambda one: one["conditions"][0]["text"].pop("en")),
    ("benefit", "term", lambda one: one["term"].update(value=3)),
    ("benefit", "term", lambda one: one["term"].update(until="31.12.2015")),
    ("benefit", "readings", lambda one: one["readings"][0].pop("text")),
    ("benefit", "amount", lambda one: one["amount"].update(limits=["none"])),
    ("benefit", "facts", lambda one: one["facts"][0].update(kind="maybe")),
    ("benefit", "case", lambda one: one["case"].update(x=5)),
    ("timeline", "items", lambda one: one["items"][0].update(state="late")),
    ("timeline", "items", lambda one: one["items"][0].update(clauses=[])),
    ("timeline", "items", lambda one: one["items"][0].update(first="2015-06")),
    ("timeline", "items", lambda one: one["items"][0].update(days_to_go="5")),
    ("timeline", "items", lambda one: one["items"][0].pop("done_on")),
    ("timeline", "items", lambda one: one.update(within=-1)),
    ("diff", "changed", lambda one: one["changed"][0].update(turn="up")),
    ("diff", "changed", lambda one: one["changed"][0].update(causes=["luck"])),
    ("diff", "changed", lambda one: one["changed"][0]["status"].pop("to")),
    ("diff", "changed", lambda one: one["changed"][0]["status"].update(to=None)),
    ("diff", "heads", lambda one: one["heads"][0].pop("from")),
    ("diff", "totals", lambda one: one["totals"]["all"]["by_status"].pop("met")),
    ("diff", "added", lambda one: one["added"][0].update(counted="yes")),
    ("comparison", "rows", lambda one: one.update(schemes=one["schemes"][:1])),
    ("comparison", "rows", lambda one: one["schemes"][0].update(level="shire")),
    ("comparison", "rows", lambda one: one["rows"][0].pop("asked")),
    ("comparison", "rows", lambda one: one["rows"][0]["asked"].update(x=[{}])),
    ("comparison", "rows", lambda one: one["rows"][0].update(pairs=[{"finding": "same"}])),
    ("plan", "moves", lambda one: one["moves"][0].update(basis="guess")),
    ("plan", "moves", lambda one: one["moves"][0]["after"].update(value="9e3")),
    ("plan", "moves", lambda one: one.update(state="perhaps")),
    ("plan", "alone", lambda one: one["alone"][0].pop("breaks")),
    ("plan", "collisions", lambda one: one["collisions"][0].update(targets="a")),
    ("plan", "left_out", lambda one: one["left_out"][0].update(reason="dull")),
]


@pytest.mark.parametrize(("name", "key", "change"), NONE_OF_THEM)
def test_an_answer_that_is_none(name: str, key: str, change: Change) -> None:
    one = first(name, key)
    assert not faults(name, one)
    change(one)
    assert faults(name, one)
