"""A scheme and its interchange form are the same thing, under any answers and any year."""

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc.schemefile.draft import LISTS

SMALL, DUTIES = (
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("small.yaml", "duties.yaml")
)
ENTRY_LISTS = tuple(name for name in LISTS if name not in ("parties", "concepts", "facts"))
YEAR = 2015


def small() -> cyxc.Scheme:
    return cyxc.loads(SMALL)


def round_trip(scheme: cyxc.Scheme) -> cyxc.Scheme:
    return cyxc.from_dict(json.loads(json.dumps(scheme.to_dict())))


def single_answers(scheme: cyxc.Scheme) -> list[dict[str, str]]:
    return [
        {question.id: reading.id}
        for question in scheme.questions
        for reading in question.readings
        if not reading.plain and not reading.without_number
    ]


def variants(scheme: cyxc.Scheme) -> list[cyxc.Scheme]:
    """Under each single answer, under the last answers of all questions together, and all that in a year."""
    answers = [{}, *single_answers(scheme)]
    answers.append({question: reading for one in answers for question, reading in one.items()})
    found = [scheme.under(one) for one in answers]
    return found if scheme.bound else found + [variant.for_year(YEAR) for variant in found]


def duties() -> cyxc.Scheme:
    return cyxc.loads(DUTIES)


@pytest.fixture(params=[*cyxc.PACKAGED, "small", "duties"])
def scheme(request: pytest.FixtureRequest) -> cyxc.Scheme:
    own = {"small": small, "duties": duties}.get(request.param)
    return cyxc.load(request.param) if own is None else own()


def test_every_variant_goes_round(scheme: cyxc.Scheme) -> None:
    tried = variants(scheme)
    for variant in tried:
        again = round_trip(variant)
        assert again == variant
        assert hash(again) == hash(variant)
        assert again.to_dict() == variant.to_dict()
        assert (again.answers, again.year, again.bound) == (variant.answers, variant.year, variant.bound)


def test_the_form_is_the_same_text_in_json(scheme: cyxc.Scheme) -> None:
    text = json.dumps(scheme.to_dict(), ensure_ascii=False)
    assert cyxc.loads(text) == scheme
    assert json.dumps(cyxc.loads(text).to_dict(), ensure_ascii=False) == text


def test_a_variant_still_knows_its_questions_and_the_way_back(scheme: cyxc.Scheme) -> None:
    back = {question.id: question.plain.id for question in scheme.questions}
    for variant in map(round_trip, variants(scheme)):
        assert variant.questions.ids == scheme.questions.ids
        assert {q: variant.reading(q).id for q in back} == {**back, **dict(variant.answers)}
        plain = variant.under(back)
        assert plain == (scheme if variant.year is None else scheme.for_year(YEAR))
        assert plain.answers == ()
        assert variant.as_stated == scheme


def test_a_variant_can_take_another_answer_and_another_year() -> None:
    variant = round_trip(small().under({"who-counts": "later"}).for_year(2015))
    other = variant.under({"who-counts": "founders-only", "register": "new"}).for_year(2018)
    assert other == small().for_year(2018).under({"register": "new", "who-counts": "founders-only"})
    assert str(other.targets["founders"].window.due) == "2018-12"
    assert other.indicators["startups"].formula == cyxc.Formula.parse("founders")
    assert str(other.targets["share"].window.due) == "2019-12-31"


def test_year_and_answers_may_be_given_in_either_order(scheme: cyxc.Scheme) -> None:
    if scheme.bound:
        with pytest.raises(cyxc.UsageError):
            scheme.for_year(YEAR)
        return
    for answers in single_answers(scheme):
        assert scheme.under(answers).for_year(YEAR) == scheme.for_year(YEAR).under(answers)


def test_a_variant_is_written_as_the_document_has_it_with_year_and_answers_beside() -> None:
    plain = small().to_dict()
    variant = small().for_year(2015).under({"who-counts": "later"}).to_dict()
    assert variant == {**plain, "year": 2015, "answers": {"who-counts": "later"}}
    assert not {"year", "answers", "origin"} & set(plain)
    assert plain["term"] == {"start": "(Y-1)-03", "due": "(Y+1)-12-31"}


def test_a_file_may_be_written_under_a_year_and_answers() -> None:
    text = SMALL + "year: 2015\nanswers: {who-counts: later, register: stock}\n"
    scheme = cyxc.loads(text)
    assert scheme == small().for_year(2015).under({"who-counts": "later"})
    assert scheme.answers == (("who-counts", "later"),)


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("year: soon", "whole-number", "year"),
        ("year: 12", "year-out-of-range", "year"),
        ("year: 99999", "year-out-of-range", "year"),
        ("answers: [who-counts]", "mapping-expected", "answers"),
        ("answers: {who-counts: vague}", "reading-without-number", "answers.who-counts"),
        ("answers: {who-counts: [both]}", "text-expected", "answers"),
        ("origin: {}", "unknown-key", "origin"),
    ],
)
def test_years_and_answers_that_can_not_be(text: str, code: str, path: str) -> None:
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.loads(SMALL + text)
    (told,) = caught.value.problems
    assert (told.code, told.where.path, told.where.line) == (code, path, SMALL.count("\n") + 1)
    assert told.say("zh")


def test_a_year_for_a_scheme_that_has_its_own() -> None:
    body = {**cyxc.load("jiaxing-2013").to_dict(), "year": 2013}
    with pytest.raises(cyxc.SchemeError, match="year-not-needed"):
        cyxc.from_dict(body)


def entries_of(form: dict[str, Any]) -> list[dict[str, Any]]:
    found = [entry for name in ENTRY_LISTS for entry in form.get(name, ())]
    return found + [one for entry in found for one in (*entry.get("tasks", ()), *entry.get("steps", ()))]


def test_every_entry_has_id_clause_and_text(scheme: cyxc.Scheme) -> None:
    entries = entries_of(scheme.to_dict())
    assert len(entries) > 10
    for entry in entries:
        assert entry["id"]
        assert entry["clause"]
        assert set(entry["text"]) == {"zh", "en"}


def figures_in(form: Any) -> list[dict[str, str]]:
    found = []
    if isinstance(form, dict):
        for key, value in form.items():
            if key in ("figure", "expected", "lower", "upper", "stated", "in_all", "before"):
                found.append(value)
            found += figures_in(value)
    elif isinstance(form, list):
        found = [figure for one in form for figure in figures_in(one)]
    return found


def test_figures_stand_as_the_document_writes_them(scheme: cyxc.Scheme) -> None:
    found = figures_in(scheme.to_dict())
    assert found
    for figure in found:
        assert {"value", "unit"} <= set(figure) <= {"value", "unit", "as_written"}
        assert all(isinstance(text, str) for text in figure.values())


def figure(id_: str, target: str) -> dict[str, str]:
    made: dict[str, str] = cyxc.load(id_).to_dict()["targets"][cyxc.load(id_).targets.ids.index(target)][
        "rule"
    ]["figure"]
    return made


def test_figures_of_the_documents() -> None:
    assert figure("wuchang", "jobs-per-founder") == {"value": "5", "unit": "1", "as_written": "1:5"}
    assert figure("jiaxing-2013", "jobs-per-founder")["as_written"] == "1∶10"
    written = {(f["value"], f["unit"]) for id_ in cyxc.PACKAGED for f in figures_in(cyxc.load(id_).to_dict())}
    assert {("5000", "万元"), ("1800", "人"), ("25", "%")} <= written


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("1800 人", {"value": "1800", "unit": "人"}),
        ("1800 名", {"value": "1800", "unit": "名"}),
        ("0.50 万人", {"value": "0.50", "unit": "万人"}),
        ("5000万人", {"value": "5000", "unit": "万人"}),
        ("{value: '1800.0', unit: 人}", {"value": "1800.0", "unit": "人"}),
    ],
)
def test_a_figure_keeps_its_digits_and_unit(written: str, form: dict[str, str]) -> None:
    scheme = cyxc.loads(SMALL.replace("    at_least: 1800 人\n", f"    at_least: {written}\n"))
    assert scheme.to_dict()["targets"][0]["rule"]["figure"] == form


def test_short_and_long_forms_are_one_scheme() -> None:
    for made in (small(), duties()):
        long = json.loads(json.dumps(made.to_dict()))
        assert cyxc.from_dict(keyed(json.loads(json.dumps(long)))) == cyxc.from_dict(long) == made


def keyed(form: Any) -> Any:
    """An interchange form with every list of entries under their ids."""
    if isinstance(form, list):
        if all(isinstance(one, dict) and "id" in one for one in form) and form:
            return {one.pop("id"): keyed(one) for one in form}
        return [keyed(one) for one in form]
    return {key: keyed(value) for key, value in form.items()} if isinstance(form, dict) else form


@pytest.mark.parametrize("made", [small, duties])
def test_combinations_of_answers_go_round(made: Callable[[], cyxc.Scheme]) -> None:
    scheme = made()
    choices = [[r.id for r in q.readings if not r.without_number] for q in scheme.questions]
    for readings in product(*choices):
        variant = scheme.under(dict(zip(scheme.questions.ids, readings, strict=True)))
        assert round_trip(variant) == variant


def test_answers_that_can_not_be_taken_come_all_at_once() -> None:
    with pytest.raises(cyxc.UnknownNameError) as unknown:
        small().under({"who": "both", "register": "news", "who-counts": "vague"})
    assert [p.code for p in unknown.value.problems] == [
        "unknown-question",
        "unknown-reading",
        "reading-without-number",
    ]
    assert unknown.value.problems[1].nearest == ("new",)
    with pytest.raises(cyxc.UsageError, match="reading-without-number"):
        small().under({"who-counts": "vague"})


@pytest.mark.parametrize("year", [0, 999, 9901, -5])
def test_years_no_scheme_can_be_bound_to(year: int) -> None:
    with pytest.raises(cyxc.UsageError, match="year-out-of-range"):
        small().for_year(year)


def test_binding_leaves_no_date_without_a_year() -> None:
    assert "Y" not in json.dumps(
        [
            [str(x) for x in (scheme.term, scheme.issued)]
            + [str(entry.window) for entry in (*scheme.entries, *scheme.phases)]
            + [
                dict(c.keys["window"])
                for q in scheme.questions
                for r in q.readings
                for c in r.changes
                if "window" in c.keys
            ]
            for scheme in (
                small().for_year(2015),
                small().under({"who-counts": "later"}).for_year(2015),
                duties().for_year(2015),
                duties().under({"grazed": "monthly", "whose": "together"}).for_year(2015),
            )
        ]
    )
    later = small().under({"who-counts": "later"}).for_year(2015).targets["share"].window
    assert str(later) == "2014-03/2015-06-30"


def test_the_year_is_put_into_tasks_steps_and_readings() -> None:
    bound = duties().for_year(2015)
    assert bound.bound
    windows = {entry.id: str(entry.window) for entry in (*bound.entries, *bound.phases)}
    assert windows["launch"] == "2014-12/2015-03"
    assert windows["office-founded"] == "2014-12/2015-01"
    assert windows["meeting-held"] == "2014-12/2015-03"
    assert windows["filing"] == "2014-12/2015-03-15"
    assert windows["application"] == "2014-12/2015-09"
    assert windows["side-by-side"] == "2014-12/2015-06"
    monthly = bound.under({"grazed": "monthly", "whose": "together"})
    assert str(monthly.tasks["meeting-held"].window) == "2014-12/2015-02"
    assert str(monthly.steps["application"].window) == "2014-12/2015-08"
    assert str(bound.under({"grazed": "part"}).criteria["side-by-side"].window) == "2014-12/2016-06"


def test_what_readings_make_of_duties_and_benefits() -> None:
    plain, other = duties(), duties().under({"grazed": "monthly", "whose": "together"})
    assert (plain.obligations["meetings"].grazed, other.obligations["meetings"].grazed) == (False, False)
    assert duties().under({"grazed": "part"}).obligations["meetings"].grazed
    rule = {"kind": "occurs", "figure": {"value": "1", "unit": "次"}, "every": "month"}
    said = other.as_stated.to_dict()["questions"][0]["readings"][2]["changes"][0]["keys"]["rule"]
    assert {key: said[key] for key in rule} == rule
    assert (other.tasks["meeting-held"].level, plain.tasks["meeting-held"].level) == ("town", "district")
    assert (other.steps["application"].to, other.steps["application"].outcome) == (("财政局",), None)
    loan = other.benefits["loan"]
    assert loan.lasts is None
    assert loan.facts == ("years_out", "holder")
    assert plain.benefits["loan"].facts == (
        "graduate", "years_out", "holder", "local", "partners",
    )  # fmt: skip


def test_questions_are_named_at_what_they_change() -> None:
    scheme = duties()
    named = {entry.id: entry.questions for entry in (*scheme.entries, *scheme.benefits) if entry.questions}
    assert named == {
        "meetings": ("grazed",), "side-by-side": ("grazed",), "meeting-held": ("grazed",),
        "application": ("whose",), "loan": ("whose",),
    }  # fmt: skip


def test_parties_come_from_responsibilities_and_from_measures_within_measures() -> None:
    scheme = duties()
    parties = {entry.id: entry.parties for entry in scheme.statements if hasattr(entry, "parties")}
    assert parties["services"] == ("人社局",)
    assert parties["windows"] == ("财政局", "人社局")
    assert parties["one-window"] == parties["side-by-side"] == ("财政局", "人社局")
    assert parties["filing"] == ("各街道", "人社局")
    assert parties["meetings"] == ("人社局",)
    assert parties["meeting-held"] == parties["founders"] == ("统计局", "各街道")
    assert parties["application"] == ("各街道", "统计局")
    assert parties["loan"] == ("财政局", "统计局", "各街道")
    assert parties["praise"] == ("人社局", "统计局", "各街道")
    assert parties["reports"] == ()


@pytest.mark.parametrize(
    ("short", "form"),
    [
        ("amount: 2000 元", {"kind": "sum", "figure": {"value": "2000", "unit": "元"}}),
        (
            "amount: {figure: 150 元, per: [partners, years_out]}",
            {"kind": "sum", "figure": {"value": "150", "unit": "元"}, "per": ["partners", "years_out"]},
        ),
        (
            "amount: {ceiling: 7—10万元}",
            {
                "kind": "ceiling",
                "figure": {"value": "7", "unit": "万元"},
                "upper": {"value": "10", "unit": "万元"},
            },
        ),
        (
            "amount: {ceiling: 5 万元, upper: 6 万元}",
            {
                "kind": "ceiling",
                "figure": {"value": "5", "unit": "万元"},
                "upper": {"value": "6", "unit": "万元"},
            },
        ),
        (
            "amount: {share: 1 %, of: lent}",
            {"kind": "share", "figure": {"value": "1", "unit": "%"}, "of": "lent"},
        ),
    ],
)
def test_the_short_forms_of_amounts(short: str, form: dict[str, Any]) -> None:
    assert DUTIES.count("amount: 2000 元") == 1
    made = cyxc.loads(DUTIES.replace("amount: 2000 元", short)).to_dict()["benefits"]
    assert next(one for one in made if one["id"] == "starter")["amount"] == form
