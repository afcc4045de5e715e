"""Why verdicts changed, one cause after another, on pairs of evaluations made by hand."""

from typing import Any

import attrs
import pytest

import cyxc
from cyxc.changes.read import Source
from support import log, question, small

FIGURES = {
    "opened": "flow: 人",
    "passed": "flow: 人, part_of: trained",
    "trained": "flow: 人",
    "rate": 'formula: passed / trained, unit: "%"',
}
TARGETS = {
    "many": "indicator: opened, at_least: 100 人",
    "pass": "indicator: rate, at_least: 80 %",
    "all-of-it": "all: [many, pass]",
}
QUESTION = "questions:\n" + question("which", "swap: {many: {at_least: 90 人}}")
DUTIES = """
criteria:
  good: {clause: 一, text: {zh: 好, en: good}}
obligations:
  meet: {clause: 一, text: {zh: 会, en: meet}, every: quarter, parties: [甲]}
parties:
  甲: {en: A}
"""


@pytest.fixture
def scheme() -> cyxc.Scheme:
    return small(FIGURES, TARGETS, QUESTION + DUTIES)


def causes(a: Source, b: Source, id_: str) -> tuple[str, ...]:
    """The causes both ways, which are the same."""
    there, back = cyxc.diff(a, b), cyxc.diff(b, a)
    assert there[id_].causes == back[id_].causes
    return there[id_].causes


def dated(value: int | str, period: str, indicator: str = "opened", **about: Any) -> cyxc.Observation:
    return cyxc.Observation(indicator=indicator, value=value, period=period, **about)


def other(evaluation: cyxc.Evaluation, **heads: Any) -> dict[str, Any]:
    """An evaluation as another library, or another version of the scheme, would have written it."""
    body = evaluation.to_dict()
    version = heads.pop("version", None)
    if version is not None:
        body["scheme"]["version"] = version
    return {**body, **heads}


def test_new_data(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"opened": 99}), scheme.evaluate({"opened": 100})
    change = cyxc.diff(a, b)["many"]
    assert (change.status, change.turn, change.causes) == (
        cyxc.FromTo(cyxc.Status.NOT_MET, cyxc.Status.MET),
        "better",
        ("data",),
    )
    (figure,) = change.inputs
    assert (figure.key, figure.given) == ("opened", cyxc.FromTo("99", "100"))
    (compared,) = change.compared
    assert [str(compared.margin.before), str(compared.margin.after)] == ["-1 人", "0 人"]
    assert compared.threshold.same
    assert causes(a, b, "many") == ("data",)


def test_a_figure_spelled_otherwise_is_no_change(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"opened": "1,000人"}), scheme.evaluate({"opened": 1000})
    assert cyxc.diff(a, b).empty


def test_a_provisional_figure_made_final(scheme: cyxc.Scheme) -> None:
    made = [{"opened": {"value": 100, "provisional": provisional}} for provisional in (True, False)]
    found = cyxc.diff(*(scheme.evaluate(data) for data in made))
    assert [one.id for one in found.changed] == ["many"]
    assert (found["many"].causes, found["many"].turn) == (("data",), None)


def test_a_rate_in_place_of_its_parts(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"passed": 8, "trained": 10}), scheme.evaluate({"rate": "79%"})
    assert causes(a, b, "pass") == ("data",)
    change = cyxc.diff(a, b)["pass"]
    assert change.rests_on == cyxc.FromTo(("passed", "trained"), ("rate",))
    assert change.turn == "worse"


def test_data_that_spoils_another_figure(scheme: cyxc.Scheme) -> None:
    with_part = small(
        {"whole": "flow: 人", "part": "flow: 人, part_of: whole"},
        {"much": "indicator: whole, at_least: 5 人", "some": "indicator: part, at_least: 1 人"},
    )
    a, b = (with_part.evaluate({"whole": 10, "part": part}) for part in (9, 11))
    # Nothing was handed in otherwise for the whole, but only data is different.
    assert causes(a, b, "much") == ("data",)
    assert cyxc.diff(a, b)["much"].status.after == "invalid"


def test_another_reading(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"opened": 95}), scheme.evaluate({"opened": 95}, readings={"which": "r1"})
    found = cyxc.diff(a, b)
    assert [(one.question, one.before, one.after) for one in found.answers] == [("which", "r0", "r1")]
    assert causes(a, b, "many") == ("reading",)
    assert found["many"].answers == found.answers
    assert found["many"].asked is not None
    assert found["many"].asked.after.en == "at least 90 persons"
    # What combines it changes for the same reason.
    assert found["all-of-it"].causes == ("reading",)


def test_another_date(scheme: cyxc.Scheme) -> None:
    a, b = (scheme.evaluate({"opened": 99}, as_of=day) for day in ("2020-06-30", "2020-12-31"))
    assert causes(a, b, "many") == ("date",)
    assert cyxc.diff(a, b)["many"].turn == "worse"
    assert [(one.key, one.before, one.after) for one in cyxc.diff(a, b).heads] == [
        ("as_of", "2020-06-30", "2020-12-31")
    ]


def test_all_due_is_a_date_too(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"opened": 99}, as_of="2020-06-30"), scheme.evaluate({"opened": 99})
    assert causes(a, b, "many") == ("date",)


def test_the_same_reports_at_a_later_date(scheme: cyxc.Scheme) -> None:
    reports = [dated(60, "2020H1"), dated(60, "2020H2")]
    a, b = (scheme.evaluate(reports, as_of=day) for day in ("2020-06-30", "2020-12-31"))
    assert causes(a, b, "many") == ("date",)
    assert not cyxc.diff(a, b)["many"].inputs[0].handed_in


def test_a_report_that_came_in_since(scheme: cyxc.Scheme) -> None:
    first = dated(60, "2020H1")
    a = scheme.evaluate([first], as_of="2020-06-30")
    b = scheme.evaluate([first, dated(60, "2020H2")], as_of="2020-12-31")
    assert causes(a, b, "many") == ("data", "date")
    (figure,) = cyxc.diff(a, b)["many"].inputs
    assert [(one.period, one.value) for one in figure.gained] == [("2020H2", "60")]
    assert figure.lost == ()


def test_a_report_revised_at_the_same_date(scheme: cyxc.Scheme) -> None:
    a, b = (scheme.evaluate([dated(value, "2020")], as_of="2021-01-31") for value in (100, 99))
    assert causes(a, b, "many") == ("data",)
    (figure,) = cyxc.diff(a, b)["many"].inputs
    assert ([one.value for one in figure.gained], [one.value for one in figure.lost]) == (["99"], ["100"])


def test_a_revision_that_was_reported_later(scheme: cyxc.Scheme) -> None:
    reports = [dated(100, "2020", reported_on="2021-01-10"), dated(99, "2020", reported_on="2021-02-10")]
    a, b = (scheme.evaluate(reports, as_of=day) for day in ("2021-01-31", "2021-02-28"))
    assert causes(a, b, "many") == ("date",)
    assert cyxc.diff(a, b)["many"].turn == "worse"


def test_an_undated_figure_is_not_changed_by_a_date(scheme: cyxc.Scheme) -> None:
    with_part = small(
        {"whole": "flow: 人", "part": "flow: 人, part_of: whole"},
        {"much": "indicator: whole, at_least: 5 人", "some": "indicator: part, at_least: 1 人"},
    )
    a = with_part.evaluate({"whole": 10, "part": 9}, as_of="2020-06-30")
    b = with_part.evaluate({"whole": 10, "part": 11}, as_of="2020-07-31")
    # Data or date: for the whole nothing tells.
    assert causes(a, b, "much") == ("undetermined",)
    assert causes(a, b, "some") == ("data",)


def test_another_rule(scheme: cyxc.Scheme) -> None:
    stricter = small(FIGURES, {**TARGETS, "many": "indicator: opened, at_least: 110 人"}, QUESTION + DUTIES)
    a, b = scheme.evaluate({"opened": 100}), attrs.evolve(stricter, version="2").evaluate({"opened": 100})
    assert causes(a, b, "many") == ("rule",)
    change = cyxc.diff(a, b)["many"]
    assert change.asked is not None
    assert (change.asked.before.en, change.asked.after.en) == ("at least 100 persons", "at least 110 persons")
    assert [(one.key, one.before, one.after) for one in cyxc.diff(a, b).heads] == [("version", "1", "2")]


def test_another_window(scheme: cyxc.Scheme) -> None:
    longer = small(
        FIGURES, {**TARGETS, "many": "indicator: opened, at_least: 100 人, due: 2021"}, QUESTION + DUTIES
    )
    a, b = (one.evaluate({"opened": 99}, as_of="2020-12-31") for one in (scheme, longer))
    found = cyxc.diff(a, b)["many"]
    assert found.window == cyxc.FromTo("2020/2020", "2020/2021")
    assert (found.status.after, found.turn, found.causes) == ("not_due", "better", ("rule",))


def test_another_year() -> None:
    county = cyxc.load("county")
    a, b = (county.evaluate({"founders": 500}, year=year) for year in (2011, 2012))
    assert cyxc.diff(a, b)["founders"].causes == ("year",)


def test_the_library(scheme: cyxc.Scheme) -> None:
    a = scheme.evaluate({"opened": 99})
    b = scheme.evaluate({"opened": 99}).to_dict()
    (many,) = (one for one in b["verdicts"] if one["id"] == "many")
    many["status"] = "met"
    assert causes(a, {**b, "library": "99.0"}, "many") == ("library",)
    # Nothing at all is different: it would be a guess.
    assert causes(a, b, "many") == ("undetermined",)
    # Two things are, and neither shows in the verdict.
    b["scheme"]["version"] = "2"
    assert causes(a, {**b, "library": "99.0"}, "many") == ("undetermined",)
    assert causes(a, b, "many") == ("rule",)


def test_a_new_library_is_not_blamed_for_new_data(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"opened": 99}), other(scheme.evaluate({"opened": 100}), library="99.0")
    assert causes(a, b, "many") == ("data",)


def test_said_not_to_apply(scheme: cyxc.Scheme) -> None:
    a, b = scheme.evaluate({"opened": 99}), scheme.evaluate({"opened": 99}, not_applicable=["many"])
    assert causes(a, b, "many") == ("applies",)
    assert cyxc.diff(a, b)["many"].turn is None


def test_several_causes(scheme: cyxc.Scheme) -> None:
    a = scheme.evaluate({"opened": 80}, as_of="2020-06-30")
    b = scheme.evaluate({"opened": 95}, as_of="2020-12-31", readings={"which": "r1"})
    assert causes(a, b, "many") == ("data", "reading", "date")


def test_a_combination_has_the_causes_of_its_parts(scheme: cyxc.Scheme) -> None:
    a = scheme.evaluate({"opened": 100, "rate": "80%"})
    b = scheme.evaluate({"opened": 100, "rate": "79%"})
    assert causes(a, b, "all-of-it") == ("data",)
    assert cyxc.diff(a, b)["all-of-it"].turn == "worse"


def test_another_judgement(scheme: cyxc.Scheme) -> None:
    a, b = (scheme.evaluate({}, judgements={"good": met}) for met in (True, False))
    assert causes(a, b, "good") == ("data",)
    change = cyxc.diff(a, b)["good"]
    assert change.judgement is not None
    assert change.judgement.before is not None
    assert (change.judgement.before.met, change.turn) == (True, "worse")


def test_a_judgement_of_a_later_day(scheme: cyxc.Scheme) -> None:
    said = [cyxc.Judgement(criterion="good", met=True, on="2021-02-01")]
    a, b = (scheme.evaluate({}, judgements=said, as_of=day) for day in ("2021-01-31", "2021-02-28"))
    assert causes(a, b, "good") == ("date",)


def test_an_event_nobody_had_recorded(scheme: cyxc.Scheme) -> None:
    days = ["2020-03-01", "2020-05-01", "2020-08-01", "2020-11-01"]
    a, b = (
        scheme.evaluate({}, logs=log("2020-01-01", "2020-12-31", *(f"meet {day}" for day in known)))
        for known in (days[:3], days)
    )
    assert causes(a, b, "meet") == ("data",)
    change = cyxc.diff(a, b)["meet"]
    assert ([one.on for one in change.gained], change.lost) == (["2020-11-01"], ())
    assert [(one.first, one.status.before, one.status.after) for one in change.occasions] == [
        ("2020-10-01", "not_met", "met")
    ]


def test_an_event_that_has_happened_since(scheme: cyxc.Scheme) -> None:
    days = ["2020-03-01", "2020-05-01", "2020-08-01", "2020-11-01"]
    whole = log("2020-01-01", "2020-12-31", *(f"meet {day}" for day in days))
    a, b = (scheme.evaluate({}, logs=whole, as_of=day) for day in ("2020-09-30", "2020-12-31"))
    assert causes(a, b, "meet") == ("date",)
    assert cyxc.diff(a, b)["meet"].turn == "better"


def test_years_and_bounds(scheme: cyxc.Scheme) -> None:
    years = small(
        {"opened": "flow: 人"},
        {"each": "indicator: opened, at_least: 100 人, years: each, due: 2021"},
    )
    first, second = dated(100, "2020"), dated(99, "2021")
    a, b = years.evaluate([first, dated(60, "2021H2")]), years.evaluate([first, second])
    change = cyxc.diff(a, b)["each"]
    (compared,) = change.compared
    assert compared.period == "2021-01-01/2021-12-31"
    assert (compared.value.before, str(compared.value.after)) == (None, "99 人")
    assert (str(compared.low.before), compared.high.before) == ("60 人", None)
    assert (change.status.before, change.status.after) == ("no_data", "not_met")
    assert causes(a, b, "each") == ("data",)


def test_a_year_told_in_months_is_no_change() -> None:
    years = small(
        {"opened": "flow: 人"},
        {
            "each": "indicator: opened, at_least: 100 人, years: each, due: 2021",
            "last": "indicator: opened, at_least: 100 人, years: last, due: 2021",
        },
    )
    a = years.evaluate([dated(100, "2020"), dated(99, "2021")])
    b = years.evaluate([dated(40, "2020H1"), dated(60, "2020H2"), dated(99, "2021")])
    assert cyxc.diff(a, b).empty


def test_another_count_of_places_is_other_data() -> None:
    wuchang, county = cyxc.load("wuchang"), cyxc.load("county")

    def ten(surely: int, open_: int) -> cyxc.Count:
        sure, unknown = ([f"{name}{i}" for i in range(n)] for name, n in (("h", surely), ("u", open_)))
        return cyxc.count_places(sure, undetermined=unknown, title="t", fact="holds")

    a, b, c = (
        wuchang.evaluate({"entrepreneurial_communities": count})
        for count in (ten(9, 1), ten(10, 0), ten(8, 1))
    )
    for other_ in (b, c):
        assert causes(a, other_, "entrepreneurial-communities") == ("data",)
    (change,) = cyxc.diff(a, b)["entrepreneurial-communities"].inputs
    assert (change.given.before, change.given.after) == ("9–10", "10")
    # A share in place of its parts, of which one is a count.
    parts = county.evaluate({"communities": 20, "credit_communities": ten(9, 2)})
    assert causes(parts, county.evaluate({"credit_community_share": "50%"}), "credit-communities") == (
        "data",
    )


def test_a_count_is_written_with_what_it_counted() -> None:
    count = cyxc.count_places(
        ["a"], undetermined=["b"], among=["a", "b", "c"], title=cyxc.Text("称号", "a title"), fact="holds"
    )
    result = cyxc.load("wuchang").evaluate({"entrepreneurial_communities": count})
    (body,) = [v for v in result.to_dict()["verdicts"] if v["id"] == "entrepreneurial-communities"]
    assert body["inputs"][0]["count"] == {
        "low": "1",
        "high": "2",
        "title": {"zh": "称号", "en": "a title"},
        "fact": "holds",
        "places": {"a": "met", "b": "no_data", "c": "not_met"},
    }
