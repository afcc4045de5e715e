"""Every benefit of every packaged scheme, for no case, for random cases, and under every reading."""

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.benefits.facts import whole_periods
from cyxc.model.benefit import AnyOf, Ceiling, Holds, Is, Sum

SOME = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
packaged = pytest.mark.parametrize("name", cyxc.PACKAGED)

Facts = dict[str, Any]


def figures(scheme: cyxc.Scheme, fact: str) -> list[Fraction]:
    """The figures the benefits hold a fact against, in its unit."""
    simple = [
        one
        for benefit in scheme.benefits
        for condition in benefit.conditions
        for one in (condition.conditions if isinstance(condition, AnyOf) else (condition,))
    ]
    unit = cyxc.unit(scheme.facts[fact].unit or "1")
    return [one.figure.in_(unit) for one in simple if isinstance(one, Holds) and one.fact == fact]


def values(scheme: cyxc.Scheme, fact: cyxc.Fact) -> st.SearchStrategy[Any]:
    """What a fact may be: for numbers also just below, at and above each figure it is held against."""
    if fact.kind == "yes_no":
        return st.booleans()
    if fact.kind == "choice":
        return st.sampled_from(fact.choices.ids)
    unit = cyxc.unit(fact.unit or "1")
    below = [Fraction(-1)] if fact.signed else []
    near = below + [
        figure + step
        for figure in figures(scheme, fact.id)
        for step in (-unit.step, Fraction(0), unit.step)
        if figure + step >= 0
    ]
    whole = unit.whole or fact.id in whole_periods(scheme)
    anything = st.integers(0, 40) if whole else st.fractions(0, 40, max_denominator=100)
    numbers = st.one_of(st.sampled_from(near), anything) if near else anything
    return numbers.map(lambda number: (number, unit.symbol))


def cases(scheme: cyxc.Scheme) -> st.SearchStrategy[Facts]:
    return st.fixed_dictionaries({}, optional={fact.id: values(scheme, fact) for fact in scheme.facts})


def whole_cases(scheme: cyxc.Scheme) -> st.SearchStrategy[Facts]:
    return st.fixed_dictionaries({fact.id: values(scheme, fact) for fact in scheme.facts})


def outcome(answer: cyxc.BenefitAnswer) -> tuple[Any, ...]:
    return answer.status, answer.amount, answer.until, answer.split, answer.discretionary


def read_so(scheme: cyxc.Scheme) -> list[cyxc.Scheme]:
    """The scheme under its plain readings, and under each other reading that can be computed."""
    others = [
        scheme.under({question.id: reading.id})
        for question in scheme.questions
        for reading in question.readings
        if not reading.plain and not reading.without_number
    ]
    return [scheme, *others]


@packaged
def test_nobody_is_eligible_by_default(name: str) -> None:
    scheme = cyxc.load(name)
    assert len(scheme.benefits) > 0
    for one in read_so(scheme):
        for answer in one.benefits_for():
            assert answer.benefit.conditions
            assert answer.status == "open"
            assert answer.missing
    for answer in scheme.benefits_for():
        assert {reading.status for reading in answer.readings} <= {"open", None}
        json.dumps(answer.to_dict())


@packaged
def test_who_is_none_of_those_named_is_eligible_for_nothing(name: str) -> None:
    scheme = cyxc.load(name)
    nobody = {fact.id: False for fact in scheme.facts if fact.kind == "yes_no"}
    assert "eligible" not in {answer.status.value for answer in scheme.benefits_for(nobody)}
    # A fact that is not asked about changes nothing: the others alone never make it eligible.
    for benefit in scheme.benefits:
        aside = {id_: True for id_ in nobody if id_ not in benefit.facts}
        assert scheme.benefit(benefit.id, aside).status == "open"


@packaged
@given(data=st.data())
@SOME
def test_any_case_is_answered(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    case = data.draw(cases(scheme))
    for answer in scheme.benefits_for(case, start="2012-02-29"):
        assert (answer.status == "not_eligible") == bool(answer.failed)
        assert (answer.status == "open") == bool(answer.missing)
        assert not set(answer.missing) & set(case)
        assert not set(answer.amount.missing) & set(case)
        assert answer.benefit.text.zh in answer.explanation.zh
        assert "{" not in answer.explanation.zh + answer.explanation.en
        assert json.loads(json.dumps(answer.to_dict()))["status"] == answer.status


@packaged
@given(data=st.data())
@SOME
def test_knowing_less_never_decides_more(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    case = data.draw(whole_cases(scheme))
    kept = data.draw(st.sets(st.sampled_from(sorted(case)))) if case else set()
    less = {fact: value for fact, value in case.items() if fact in kept}
    for whole, part in zip(scheme.benefits_for(case), scheme.benefits_for(less), strict=True):
        assert whole.status != "open"
        assert part.status in ("open", whole.status)
        if part.status == whole.status and not part.amount.missing:
            if (
                part.benefit.split and part.amount.kind == "up_to"
            ):  # a ceiling until all that is owed is known
                assert part.amount.possible is not None
                assert whole.amount.possible is not None
                assert whole.amount.possible.value <= part.amount.possible.value
            else:
                assert part.amount == whole.amount
        if whole.status == "eligible":
            assert whole.amount.missing == ()


def decided(benefit: cyxc.Benefit, case: Facts, scheme: cyxc.Scheme) -> bool:
    """Whether a whole case has everything asked for, by the plainest means."""

    def holds(one: Is | Holds | AnyOf) -> bool:
        if isinstance(one, AnyOf):
            return any(holds(part) for part in one.conditions)
        said = case[one.fact]
        if isinstance(one, Is):
            return said in one.choices if one.choices else said == one.yes
        figure = one.figure.in_(cyxc.unit(scheme.facts[one.fact].unit or "1"))
        compared: dict[str, Callable[[], bool]] = {
            ">=": lambda: said[0] >= figure,
            ">": lambda: said[0] > figure,
            "<=": lambda: said[0] <= figure,
            "<": lambda: said[0] < figure,
            "=": lambda: said[0] == figure,
        }
        return compared[one.op.value]()

    return all(holds(condition) for condition in benefit.conditions)


@packaged
@given(data=st.data())
@SOME
def test_a_whole_case_is_decided_by_its_conditions(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    case = data.draw(whole_cases(scheme))
    for answer in scheme.benefits_for(case):
        assert (answer.status == "eligible") == decided(answer.benefit, case, scheme)


@packaged
@given(data=st.data())
@SOME
def test_every_reading_says_what_the_scheme_under_it_says(name: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    case = data.draw(cases(scheme))
    for answer in scheme.benefits_for(case, start="2012-02-29"):
        assert answer.questions == answer.benefit.questions
        for reading in answer.readings:
            taken = [scheme.questions[question].readings[id_] for question, id_ in reading.answers]
            assert (reading.answer is None) == any(one.without_number for one in taken)
            if reading.answer is not None:
                other = scheme.under(dict(reading.answers))
                alone = other.benefit(answer.id, case, start="2012-02-29")
                assert reading.answer == alone
                assert outcome(reading.answer) == outcome(alone)
        if answer.agreement == "same":
            known = [one.answer for one in answer.readings if one.answer is not None]
            assert {one.status for one in known} <= {answer.status}
            assert {one.amount for one in known} <= {answer.amount}


MULTIPLIED = [
    (name, benefit.id)
    for name in cyxc.PACKAGED
    for benefit in cyxc.load(name).benefits
    if isinstance(benefit.amount, Sum | Ceiling) and benefit.amount.per
]


def test_some_amounts_are_multiplied() -> None:
    assert ("wuchang", "bundled-loans") in MULTIPLIED
    assert ("wuchang", "certificate-tax-relief") in MULTIPLIED


@pytest.mark.parametrize(("name", "id_"), MULTIPLIED)
@given(data=st.data())
@SOME
def test_more_of_what_multiplies_never_lowers_the_amount(name: str, id_: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    benefit = scheme.benefits[id_]
    assert isinstance(benefit.amount, Sum | Ceiling)
    per = benefit.amount.per
    case = {fact: data.draw(st.integers(0, 8)) for fact in per}
    raised = dict(case)
    fact = data.draw(st.sampled_from(per))
    raised[fact] += data.draw(st.integers(1, 8))
    low, high = (scheme.benefit(id_, one) for one in (case, raised))
    if low.status == "not_eligible":  # no partner at all is not eligible, and has no amount to compare
        return
    for one, other in ((low.amount.sure, high.amount.sure), (low.amount.possible, high.amount.possible)):
        assert one is not None
        assert other is not None
        assert one.value <= other.value
    for found in (low.amount, high.amount):
        assert found.sure is not None
        assert found.possible is not None
        assert found.sure.value <= found.possible.value
        if benefit.amount.in_all is not None:
            assert found.possible.value <= benefit.amount.in_all.in_(found.possible.unit)


SPLIT = [(name, b.id) for name in cyxc.PACKAGED for b in cyxc.load(name).benefits if b.split]


def test_wuchang_splits_its_tax_relief() -> None:
    assert ("wuchang", "certificate-tax-relief") in SPLIT


@pytest.mark.parametrize(("name", "id_"), SPLIT)
@given(data=st.data())
@SOME
def test_a_split_fills_in_order_and_exceeds_nothing(name: str, id_: str, data: st.DataObject) -> None:
    scheme = cyxc.load(name)
    benefit = scheme.benefits[id_]
    amounts = benefit.amount.per if isinstance(benefit.amount, Sum) else ()
    sums = st.one_of(st.none(), st.fractions(0, 9000, max_denominator=100))
    owed = {fact: data.draw(sums) for fact in benefit.split}
    case: Facts = {fact: data.draw(st.integers(0, 2)) for fact in amounts} | owed
    answer = scheme.benefit(id_, case)
    total = scheme.benefit(id_, case | dict.fromkeys(benefit.split, 10**6)).amount.exact
    assert total is not None
    assert answer.amount.possible is not None
    assert answer.amount.possible.value <= total.value
    if None not in owed.values():
        assert answer.amount.exact == cyxc.Quantity(min(total.value, sum(owed.values())), total.unit)
    assert tuple(part.fact for part in answer.split) == benefit.split
    used, told = Fraction(0), True
    for part in answer.split:
        due = owed[part.fact]
        if not told or (due is None and used < total.value):
            told = False
            assert part.set_off is None
            continue
        assert part.set_off is not None
        taken = part.set_off.value
        assert taken >= 0
        used += taken
        assert used <= total.value
        if due is not None:
            assert taken <= due
            assert taken == due or used == total.value  # nothing is passed over while something is left
