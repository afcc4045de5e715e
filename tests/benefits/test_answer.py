"""Amounts, terms and answers on small schemes: every kind of amount, worked out by hand."""

import json
import pickle
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc.benefits.answer import decide
from cyxc.benefits.case import read_case
from cyxc.benefits.term import last_day
from cyxc.benefits.words import quantity_text
from cyxc.show.benefit_rows import at_length
from support import HEAD

FACTS = """
facts:
  resident: {name: {zh: 居民, en: resident}, kind: yes_no}
  founder: {name: {zh: 创业者, en: founder}, kind: yes_no}
  people: {name: {zh: 人数, en: people}, unit: 人}
  years: {name: {zh: 年数, en: years}, unit: 年}
  months: {name: {zh: 月数, en: months}, unit: 月}
  lent: {name: {zh: 贷款, en: lent}, unit: 元}
  net: {name: {zh: 净增, en: net lending}, unit: 元, signed: yes}
  rate: {name: {zh: 比例, en: rate}, unit: "%"}
  tax: {name: {zh: 税, en: tax}, unit: 万元}
  fee: {name: {zh: 费, en: fee}, unit: 元}
"""


def small(rest: str, questions: str = "") -> cyxc.Scheme:
    """A scheme with one benefit `b`, for residents where `rest` does not say for whom."""
    said = "clause: 一, text: {zh: 扶持, en: help}, kind: grant"
    if "conditions:" not in rest:
        rest += ", conditions: [{fact: resident, is: yes}]"
    return cyxc.loads(f"{HEAD}{FACTS}benefits:\n  b: {{{said}{rest}}}\n{questions}")


ASKED = {"resident": True}


def text(quantity: cyxc.Quantity | None) -> str | None:
    return None if quantity is None else str(quantity)


# Amounts.


@pytest.mark.parametrize(
    ("amount", "case", "sure", "possible"),
    [
        ("2 万元", {}, "2 万元", "2 万元"),
        ("{figure: 150 元, per: [people, years]}", {"people": 2, "years": "3"}, "900 元", "900 元"),
        ("{figure: 1 万元, per: [people], in_all: 25000 元}", {"people": 2}, "2 万元", "2 万元"),
        ("{figure: 1 万元, per: [people], in_all: 25000 元}", {"people": 3}, "2.5 万元", "2.5 万元"),
        ("{ceiling: 5 万元}", {}, "5 万元", "5 万元"),
        ("{ceiling: 7-10 万元, per: [people]}", {"people": 2}, "14 万元", "20 万元"),
        ("{ceiling: 7-10 万元, per: [people], in_all: 15 万元}", {"people": 2}, "14 万元", "15 万元"),
        ("{ceiling: 7-10 万元, per: [people], in_all: 15 万元}", {"people": 3}, "15 万元", "15 万元"),
        ("{ceiling: 7-10 万元, per: [people], in_all: 15 万元}", {"people": 0}, "0 万元", "0 万元"),
        ("{share: 1 %, of: lent}", {"lent": "5000 万元"}, "500,000 元", "500,000 元"),
        ("{share: 50 %, of: tax}", {"tax": "3 元"}, "0.00015 万元", "0.00015 万元"),
        ("{share: 1 %, of: net}", {"net": "-0.01 元"}, "0 元", "0 元"),
    ],
)
def test_amounts(amount: str, case: dict[str, Any], sure: str, possible: str) -> None:
    found = small(f", amount: {amount}").benefit("b", case).amount
    assert found.sure is not None
    assert found.possible is not None
    assert (quantity_text(found.sure).zh, quantity_text(found.possible).zh) == (sure, possible)
    assert found.missing == ()
    exact = "ceiling" not in amount
    assert (found.kind, found.exact) == (("exact", found.sure) if exact else ("up_to", None))


def test_no_amount_is_said_to_be_not_stated() -> None:
    answer = small("").benefit("b", ASKED)
    assert (answer.amount.kind, answer.amount.sure, answer.amount.missing) == ("not_stated", None, ())
    assert answer.explanation.zh == "扶持（一）：符合条件，应予兑现；文件没有写明数额。"


def test_a_benefit_nothing_is_asked_for_is_refused_and_would_be_open() -> None:
    for none in ("", "conditions: [], "):
        with pytest.raises(cyxc.SchemeError) as raised:
            cyxc.loads(
                f"{HEAD}benefits: {{b: {{clause: 一, text: {{zh: 扶持, en: help}}, {none}kind: grant}}}}"
            )
        assert [problem.code for problem in raised.value.problems] == ["no-conditions"]
    # Not even one put together by hand, past the loader, makes anyone eligible.
    scheme = small("")
    bare = attrs.evolve(scheme.benefits["b"], conditions=())
    assert decide(scheme, bare, read_case(scheme, ASKED), None).status == "open"


def test_only_facts_marked_so_may_be_below_zero() -> None:
    scheme = small(", conditions: [{fact: net, more_than: -5 元}]")
    found = {
        said: scheme.benefit("b", {"net": said}).status.value for said in ("-4.99 元", "-5 元", "0", None)
    }
    assert list(found.values()) == ["eligible", "not_eligible", "eligible", "open"]
    with pytest.raises(cyxc.DataError, match="fact-negative"):
        scheme.benefit("b", {"lent": "-4.99 元"})
    asked = {fact["id"]: fact["signed"] for fact in scheme.benefit("b").to_dict()["facts"]}
    assert asked == {"net": True}


@pytest.mark.parametrize(
    ("amount", "needs"),
    [
        ("{figure: 150 元, per: [people, years]}", ("people", "years")),
        ("{ceiling: 7-10 万元, per: [people], in_all: 15 万元}", ("people",)),
        ("{share: 1 %, of: lent}", ("lent",)),
    ],
)
def test_amounts_without_a_fact_are_open_and_name_it(amount: str, needs: tuple[str, ...]) -> None:
    scheme = small(f", amount: {amount}")
    answer = scheme.benefit("b", ASKED)
    assert answer.status == "eligible"
    assert answer.amount.missing == needs
    assert (answer.amount.sure, answer.amount.possible, answer.amount.exact) == (None, None, None)
    assert "数额未定，缺少：" + "、".join(scheme.facts[n].name.zh for n in needs) in answer.explanation.zh
    partly = scheme.benefit("b", ASKED | dict.fromkeys(needs[:-1], 1))
    assert partly.amount.missing == needs[-1:]


def test_an_open_case_is_told_what_it_would_have_and_a_refused_one_nothing() -> None:
    scheme = small(", amount: 2 万元, conditions: [{fact: founder, is: yes}], lasts: 3 年")
    would = scheme.benefit("b", {}, start="2010-03-01")
    assert (would.status, text(would.amount.exact), would.until) == ("open", "2 万元", date(2013, 3, 1))
    refused = scheme.benefit("b", {"founder": False}, start="2010-03-01")
    assert (refused.amount.kind, refused.amount.exact, refused.until) == ("nothing", None, None)


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("at_least: 10 人", "not_eligible", "eligible", "eligible"),
        ("more_than: 10 人", "not_eligible", "not_eligible", "eligible"),
        ("at_most: 10 人", "eligible", "eligible", "not_eligible"),
        ("less_than: 10 人", "eligible", "not_eligible", "not_eligible"),
    ],
)
def test_comparisons(op: str, below: str, at: str, above: str) -> None:
    scheme = small(f", conditions: [{{fact: people, {op}}}]")
    found = [scheme.benefit("b", {"people": n}).status.value for n in (9, 10, 11)]
    assert found == [below, at, above]
    assert scheme.benefit("b").missing == ("people",)


def test_a_condition_that_wants_no() -> None:
    scheme = small(", conditions: [{fact: founder, is: no}]")
    found = [scheme.benefit("b", {"founder": said}).status.value for said in (False, True, None)]
    assert found == ["eligible", "not_eligible", "open"]
    assert scheme.benefit("b", {"founder": True}).failed[0].text.en == "founder: no"


# Splits.


def test_a_split_is_in_the_unit_of_the_amount() -> None:
    scheme = small(", amount: 2 万元, split: [tax, fee]")
    answer = scheme.benefit("b", {"tax": "1.5 万元", "fee": "0.4 万元"})
    assert [text(part.set_off) for part in answer.split] == ["1.5 万元", "0.4 万元"]
    assert [text(part.owed) for part in answer.split] == ["1.5 万元", "4,000 元"]


@pytest.mark.parametrize(("years", "together"), [(1, False), ("12 个月", False), (2, True), ("24 月", True)])
def test_an_amount_of_several_periods_is_marked_as_split_together(years: object, together: bool) -> None:
    scheme = small(", amount: {figure: 150 元, per: [people, years]}, split: [tax]")
    answer = scheme.benefit("b", {"people": 3, "years": years, "tax": 1})
    assert answer.periods_together is together
    assert ("periods taken together" in answer.explanation.en) is together
    monthly = small(", amount: {figure: 150 元, per: [months]}, split: [tax]")
    assert monthly.benefit("b", {"months": 2, "tax": 1}).periods_together
    assert not small(", amount: {figure: 150 元, per: [people]}").benefit("b", {"people": 3}).periods_together


def test_only_an_exact_amount_is_split() -> None:
    ceiling = small(", amount: {ceiling: 2-3 万元}, split: [tax, fee]")
    answer = ceiling.benefit("b", {"tax": 1, "fee": 1})
    assert [part.set_off for part in answer.split] == [None, None]
    assert [text(part.owed) for part in answer.split] == ["1 万元", "1 元"]
    # As much as is granted, and no more than is owed: 10,001 yuan.
    assert (answer.amount.kind, answer.amount.limits) == ("up_to", ("owed",))
    for figure in (answer.amount.sure, answer.amount.possible):
        assert figure is not None
        assert quantity_text(figure).zh == "1.0001 万元"
    between = ceiling.benefit("b", {"tax": "2.5", "fee": 0}).amount
    assert (text(between.sure), text(between.possible)) == ("2 万元", "2.5 万元")


def test_what_is_set_against_sums_owed_is_no_more_than_they_are() -> None:
    scheme = small(", amount: {figure: 1 万元, per: [people]}, split: [tax, fee]")
    case = ASKED | {"people": 2}
    ceiling = scheme.benefit("b", case | {"tax": 1})
    assert (ceiling.amount.kind, text(ceiling.amount.possible), ceiling.amount.exact) == (
        *("up_to", "2 万元"),
        None,
    )
    assert "up to 2 × 10,000 yuan" in ceiling.explanation.en
    taken = scheme.benefit("b", case | {"tax": 1, "fee": "0.5 万元"})
    assert (text(taken.amount.exact), taken.amount.limits) == ("1.5 万元", ("owed",))
    assert taken.explanation.en.count("1.5 × 10,000 yuan (as much as is owed)") == 1
    assert taken.to_dict()["amount"]["limits"] == ["owed"]
    # How many people is not known: no figure, and no promise of one.
    unknown = scheme.benefit("b", ASKED | {"tax": 1, "fee": 1}).amount
    assert (unknown.kind, unknown.missing, unknown.possible) == ("up_to", ("people",), None)


@given(
    st.integers(0, 3),
    st.lists(st.none() | st.fractions(0, 30_000, max_denominator=100), min_size=2, max_size=2),
)
def test_what_is_taken_is_the_smaller_of_grant_and_debt(people: int, owed: list[Fraction | None]) -> None:
    scheme = small(", amount: {figure: 1 万元, per: [people]}, split: [tax, fee]")
    sums = {
        fact: None if one is None else (one, "元") for fact, one in zip(("tax", "fee"), owed, strict=True)
    }
    answer = scheme.benefit("b", {"people": people, **sums})
    known = [one for one in owed if one is not None]
    settled = len(known) == 2 or sum(known) >= 10_000 * people
    assert answer.amount.kind == ("exact" if settled else "up_to")
    assert answer.amount.possible is not None
    most = min(Fraction(10_000 * people), sum(known, Fraction(0))) if settled else 10_000 * people
    assert answer.amount.possible.in_("元").value == most
    if len(known) == 2:
        assert sum(part.set_off.in_("元").value for part in answer.split if part.set_off) == most


# Terms: Civil Code, articles 201 and 202.


@pytest.mark.parametrize(
    ("start", "length", "last"),
    [
        ("2010-03-01", "3 年", "2013-03-01"),
        ("2008-02-29", "3 年", "2011-02-28"),
        ("2008-02-29", "4 年", "2012-02-29"),
        ("2009-02-28", "3 年", "2012-02-28"),
        ("2010-01-31", "1 月", "2010-02-28"),
        ("2012-01-31", "1 月", "2012-02-29"),
        ("2010-08-31", "6 月", "2011-02-28"),
        ("2010-12-31", "6 月", "2011-06-30"),
        ("2010-12-31", "1 年", "2011-12-31"),
        ("2010-03-15", "18 月", "2011-09-15"),
    ],
)
def test_the_last_day(start: str, length: str, last: str) -> None:
    answer = small(f", lasts: {length}").benefit("b", start=start)
    assert answer.until == date.fromisoformat(last)
    assert not answer.until_at_most
    assert f"到 {last} 为止" in answer.explanation.zh


def test_a_length_the_articles_do_not_count() -> None:
    with pytest.raises(ValueError, match="whole months"):
        last_day(date(2010, 1, 1), cyxc.Figure.parse("0.5 月"))


def test_starts() -> None:
    scheme = small(", lasts: 3 年")
    for said in ("2010-03-01", date(2010, 3, 1), datetime(2010, 3, 1, 12)):
        assert scheme.benefit("b", start=said).until == date(2013, 3, 1)
    assert scheme.benefit("b").until is None
    for wrong in ("2010", "1 March", 2010, "2010-02-30"):
        with pytest.raises(cyxc.UsageError, match="bad-date"):
            scheme.benefit("b", start=wrong)  # type: ignore[arg-type]
    with pytest.raises(cyxc.UsageError, match="term-beyond-calendar"):
        scheme.benefit("b", start="9998-01-01")


def test_without_a_term_there_is_no_last_day() -> None:
    answer = small("").benefit("b", start="2010-03-01")
    assert (answer.until, answer.start) == (None, date(2010, 3, 1))
    assert answer.to_dict()["term"] is None


# Readings.

QUESTION = """questions:
  q:
    clause: 一
    text: {zh: 问, en: asks}
    readings:
      plain-one: {plain: yes, text: {zh: 甲, en: a}, reason: {zh: 因, en: why}}
      double: {text: {zh: 乙, en: b}, reason: {zh: 因, en: why}, swap: {b: {amount: 4 万元}}}
      silent: {text: {zh: 丙, en: c}, reason: {zh: 因, en: why}, without_number: yes}
"""
TERMS = """questions:
  q:
    clause: 一
    text: {zh: 问, en: asks}
    readings:
      plain-one: {plain: yes, text: {zh: 甲, en: a}, reason: {zh: 因, en: why}}
      endless: {text: {zh: 乙, en: b}, reason: {zh: 因, en: why}, swap: {b: {lasts: null}}}
      longer: {text: {zh: 丙, en: c}, reason: {zh: 因, en: why}, swap: {b: {lasts: {at_most: 5 年}}}}
"""


def test_readings_name_each_other_one() -> None:
    scheme = small(", amount: 2 万元, questions: [q]", QUESTION)
    answer = scheme.benefit("b", ASKED)
    assert (answer.questions, answer.agreement, answer.turning) == (("q",), "depends", ("q",))
    assert [(reading.answers, reading.status) for reading in answer.readings] == [
        ((("q", "double"),), "eligible"),
        ((("q", "silent"),), None),
    ]
    double = answer.readings[0]
    assert double.amount is not None
    assert text(double.amount.exact) == "4 万元"
    other = scheme.benefit("b", ASKED, readings={"q": "double"})
    assert other == double.answer == scheme.under({"q": "double"}).benefit("b", ASKED)
    # Seen from there, the plain reading is the other one.
    assert [reading.answers for reading in other.readings] == [(("q", "plain-one"),), (("q", "silent"),)]
    assert other.readings[0].answer == answer
    assert other.to_dict()["answers"] == {"q": "double"}
    with pytest.raises(cyxc.UsageError, match="reading-without-number"):
        scheme.benefit("b", readings={"q": "silent"})
    with pytest.raises(cyxc.UnknownNameError, match="double"):
        scheme.benefits_for(readings={"q": "doubl"})


def test_a_reading_that_differs_only_in_its_term_says_so() -> None:
    scheme = small(", amount: 2 万元, lasts: 3 年, questions: [q]", TERMS)
    answer = scheme.benefit("b", ASKED, start="2010-03-01")
    endless, longer = answer.readings
    assert (endless.lasts, endless.until, longer.until) == (None, None, date(2015, 3, 1))
    assert endless.amount == longer.amount == answer.amount
    said = [one["text"]["en"] for one in answer.to_dict()["readings"]]
    same = "eligible, and due; 2 × 10,000 yuan; "
    assert said == [same + "no term is set", same + "until 2015-03-01 at the latest"]
    unstarted = [one["text"]["zh"] for one in scheme.benefit("b", ASKED).to_dict()["readings"]]
    assert [one.rpartition("；")[2] for one in unstarted] == ["没有期限", "期限最长 5 年，没有给出起始日"]
    # Where no term is set, another reading's is said.
    other = scheme.benefit("b", ASKED, start="2010-03-01", readings={"q": "endless"})
    assert other.to_dict()["readings"][0]["text"]["en"] == same + "until 2013-03-01"
    rows = "\n".join(row.text for row in at_length(answer, "en"))
    assert f"q=endless → {same}no term is set" in rows
    assert f"q=longer → {same}until 2015-03-01 at the latest" in rows


def test_without_questions_every_reading_is_the_same() -> None:
    answer = small(", conditions: [{fact: founder, is: yes}]").benefit("b")
    assert (answer.readings, answer.agreement) == ((), "same")


# The answer as an object and as data.


def test_answers_are_values() -> None:
    scheme = small(", amount: {figure: 1 元, per: [people]}, split: [tax], lasts: 1 年")
    answer = scheme.benefit("b", ASKED | {"people": 3, "tax": 1}, start="2010-01-01")
    same = scheme.benefit("b", {"居民": "是", "人数": "3 人", "tax": "10000 元"}, start=date(2010, 1, 1))
    assert answer == same
    assert hash(answer) == hash(same)
    assert answer != scheme.benefit("b", ASKED | {"people": 4, "tax": 1}, start="2010-01-01")
    assert answer != scheme.benefit("b", ASKED | {"people": 3, "tax": 1})
    again = pickle.loads(pickle.dumps(answer))
    assert again == answer
    assert again.to_dict() == answer.to_dict()
    assert repr(answer) == "BenefitAnswer(small, b: eligible)"
    with pytest.raises(AttributeError):
        answer.start = None  # type: ignore[misc]


def test_the_json_form() -> None:
    scheme = small(
        ", amount: {share: 1 %, of: lent}, split: [fee], lasts: {at_most: 3 年}, discretionary: yes, "
        "conditions: [{any: [{fact: founder, is: yes}, {fact: people, at_least: 2 人}]}]"
    )
    answer = scheme.benefit("b", {"people": 2, "lent": "0.1 元", "fee": "1"}, start="2010-03-01")
    found = json.loads(json.dumps(answer.to_dict()))
    assert found["format"] == "cyxc.benefit/1"
    assert found["scheme"] == {"id": "small", "version": "1", "year": None}
    assert (found["id"], found["clause"], found["status"]) == ("b", "一", "eligible")
    assert found["discretionary"] is True
    assert found["case"] == {"people": "2", "lent": "0.1", "fee": "1"}
    assert [fact["id"] for fact in found["facts"]] == ["founder", "people", "lent", "fee"]
    assert found["amount"]["exact"]["value"] == "0.001"
    assert found["amount"]["exact"]["text"] == {"zh": "0.001 元", "en": "0.001 yuan"}
    (part,) = found["split"]
    assert (part["fact"], part["owed"]["value"], part["set_off"]["value"]) == ("fee", "1", "0.001")
    assert found["term"]["until"] == "2013-03-01"
    assert found["term"]["at_most"] is True
    (condition,) = found["conditions"]
    assert condition["holds"] is True
    assert [one["holds"] for one in condition["parts"]] == [None, True]
    assert condition["parts"][0]["missing"] == ["founder"]
    assert condition["text"]["en"] == "at least one of: founder: yes; people: at least 2 persons"
    assert set(found["explanation"]) == {"zh", "en"}


def test_a_benefit_nothing_is_called() -> None:
    with pytest.raises(cyxc.UnknownNameError) as raised:
        cyxc.load("wuchang").benefit("zero-paymant")
    (problem,) = raised.value.problems
    assert (problem.code, problem.nearest[0]) == ("unknown-benefit", "zero-payment")
    with pytest.raises(cyxc.UnknownNameError, match="unknown-benefit"):
        cyxc.load("wuchang").benefit(7)  # type: ignore[arg-type]


def test_all_benefits_in_the_documents_order() -> None:
    wuchang = cyxc.load("wuchang")
    answers = wuchang.benefits_for({"graduate": True})
    assert answers.ids == wuchang.benefits.ids
    assert answers["zero-payment"] == wuchang.benefit("zero-payment", {"graduate": "是"})
    assert list(cyxc.loads(HEAD).benefits_for()) == []
