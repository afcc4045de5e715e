"""Wuchang's benefits, every one, at and around each ceiling and term and with each fact missing.

Cases and figures were worked out by hand from part two of the document; `amounts.yaml` beside the coverage
lists was read from it independently.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import cyxc

WUCHANG = cyxc.load("wuchang")
COVERAGE = Path(__file__).parent.parent / "coverage"

Facts = dict[str, Any]

NO_GROUP = {"unemployed": "no", "graduate": "no", "migrant_worker": "no", "other_training_group": "no"}
TRADER = {"reemployment_certificate": "yes", "holder": "individual-business"}
BASE = {
    "enterprise": "yes",
    "internship_posts": "10 个",
    "for_jobless_leavers": "yes",
    "base_recognised": "yes",
}
HIRING = {
    "startup_firm": "yes",
    "new_posts": "yes",
    "hired": "hardship-person",
    "hired_certificate": "reemployment-certificate",
    "contract_years": "1 年",
    "contributions_on_time": "yes",
}
BASE_FAILS = [
    {"enterprise": "no"},
    {"internship_posts": "9 个"},
    {"for_jobless_leavers": "no"},
    {"base_recognised": "no"},
]

Asked = tuple[Facts, list[Facts]]


def only(*facts: str) -> Asked:
    """A benefit for whoever is all of these."""
    return dict.fromkeys(facts, "yes"), [{fact: "no"} for fact in facts]


def either(one: str, *others: str) -> Asked:
    """A benefit for whoever is one of these."""
    return {one: "yes"}, [dict.fromkeys((one, *others), "no")]


# What a case has to say, at each limit itself, and ways to fail by one condition each: the first, that it is
# none of those the benefit is for.
CONDITIONS: dict[str, Asked] = {
    "parallel-licences": only("founder"),
    "complaint-service": only("founder"),
    "legal-protection": (
        {"runs_enterprise": "yes"},
        [{"enterprise": "no", "runs_enterprise": "no", "holder": "other"}],
    ),
    "free-scope": only("operator"),
    "micro-loan": only("founder"),
    "lending-bonus-fund": only("lending_unit"),
    "practice-base-place": only("founder"),
    "incubation-base-place": only("founder"),
    "agency-services": either("startup_firm", "founder"),
    "advice-service": either("would_be_founder", "new_firm"),
    "personal-service": only("founder"),
    "project-referral": only("founder"),
    "project-help": only("founder"),
    "laid-off-place": only("laid_off", "founder"),
    "student-place": (
        {"founder": "yes", "enrolled_student": "yes"},
        [{"enrolled_student": "no", "graduate": "no"}, {"founder": "no"}],
    ),
    "women-place": only("woman", "founder"),
    "trade-mark-protection": only("startup_firm"),
    "startup-training-subsidy": (
        {"in_training": "yes", "migrant_worker": "yes"},
        [NO_GROUP, {"in_training": "no"}],
    ),
    "free-entry": (
        {"founder": "yes", "field_forbidden": "no", "field_prior_approval": "no"},
        [{"founder": "no"}, {"field_forbidden": "yes"}, {"field_prior_approval": "yes"}],
    ),
    "zero-payment": (
        {
            "graduate": "yes",
            "years_since_graduation": "2 年",
            "holder": "limited-company",
            "capital": "50 万元",
        },
        [
            {"graduate": "no"},
            {"years_since_graduation": "2.0001 年"},
            {"holder": "partnership"},
            {"capital": "50.000001 万元"},
        ],
    ),
    "relaxed-premises": ({"new_firm": "yes"}, [{"new_firm": "no", "holder": "limited-company"}]),
    "home-premises": only("founder", "premises_home"),
    "labour-intensive-loan": only("labour_intensive"),
    "bundled-loans": (
        {"local_partners": "1 人", "joint_operation": "yes"},
        [{"local_partners": "0 人"}, {"joint_operation": "no", "small_enterprise": "no"}],
    ),
    "lending-rank-reward": ({"lending_rank": "third"}, [{"lending_rank": "lower"}]),
    "lenient-taxation": either("second_startup", "first_startup"),
    "certificate-tax-relief": (TRADER, [{"reemployment_certificate": "no"}, {"holder": "limited-company"}]),
    "certificate-fee-waiver": (TRADER, [{"reemployment_certificate": "no"}, {"holder": "limited-company"}]),
    "service-tax-relief": ({"sector": "repairs"}, [{"sector": "other"}]),
    "insurance-subsidy": (
        HIRING,
        [
            {"startup_firm": "no"},
            {"new_posts": "no"},
            {"hired": "hardship-person", "hired_certificate": "none"},
            {"contract_years": "0.9999 年"},
            {"contributions_on_time": "no"},
        ],
    ),
    "free-training": only("graduate", "employment_hardship"),
    "training-allowance": only("graduate", "employment_hardship", "in_training"),
    "founding-subsidy": (
        {"founder": "yes", "urban_hardship": "yes", "business_licence": "yes", "tax_registration": "yes"},
        [
            {"founder": "no"},
            {"unemployed": "no", "urban_hardship": "no", "poor_jobless_graduate": "no"},
            {"business_licence": "no"},
            {"tax_registration": "no"},
        ],
    ),
    "internship-base-title": (BASE, BASE_FAILS),
    "internship-base-reward": (BASE, BASE_FAILS),
    "tax-policy-support": either("small_or_medium", "startup_firm"),
}

# The document names these without saying in full who qualifies, or by policies that do (按政策): what those
# ask for has to be met too. The others give their own conditions, as 零首付, 创业补贴 and 见习基地 do.
BY_POLICY = (
    *("startup-training-subsidy", "parallel-licences", "legal-protection", "relaxed-premises", "micro-loan"),
    *("labour-intensive-loan", "lenient-taxation", "service-tax-relief", "insurance-subsidy"),
    *("practice-base-place", "incubation-base-place", "agency-services", "advice-service"),
    *("personal-service", "project-referral", "project-help", "laid-off-place", "student-place"),
    *("women-place", "trade-mark-protection", "tax-policy-support"),
)
POLICY = {"meets_policy_conditions": "yes"}
HIRING = {**HIRING, **POLICY}
for _id in BY_POLICY:
    _case, _fails = CONDITIONS[_id]
    CONDITIONS[_id] = ({**_case, **POLICY}, [*_fails, {"meets_policy_conditions": "no"}])

each = pytest.mark.parametrize("id_", CONDITIONS)


def ask(id_: str, case: Facts, **asked: Any) -> cyxc.BenefitAnswer:
    return WUCHANG.benefit(id_, case, **asked)


def yuan(quantity: cyxc.Quantity | None) -> int | None:
    if quantity is None:
        return None
    value = quantity.in_("元").value
    assert value.denominator == 1
    return int(value)


def test_every_benefit_is_here() -> None:
    assert set(CONDITIONS) == set(WUCHANG.benefits.ids)
    assert len(CONDITIONS) == len(WUCHANG.benefits) == 36


@each
def test_what_a_policy_only_promises_waits_for_its_conditions(id_: str) -> None:
    assert ("meets_policy_conditions" in WUCHANG.benefits[id_].facts) is (id_ in BY_POLICY)
    for reading in ask(id_, {}).readings:
        if reading.answer is not None:
            assert ("meets_policy_conditions" in reading.answer.benefit.facts) is (id_ in BY_POLICY)


@each
def test_at_its_limits_the_case_is_eligible(id_: str) -> None:
    answer = ask(id_, CONDITIONS[id_][0])
    assert answer.status == "eligible"
    assert (answer.failed, answer.missing) == ((), ())
    assert answer.clause == WUCHANG.benefits[id_].clause


@each
def test_each_fact_missing_leaves_it_open_and_is_named(id_: str) -> None:
    case, _ = CONDITIONS[id_]
    for fact in case:
        for without in ({k: v for k, v in case.items() if k != fact}, {**case, fact: None}):
            answer = ask(id_, without)
            assert answer.status == "open", fact
            assert fact in answer.missing
            assert answer.failed == ()
            name = WUCHANG.facts[fact].name
            assert name.zh in answer.explanation.zh
            assert name.en in answer.explanation.en


@each
def test_each_condition_alone_refuses_it(id_: str) -> None:
    case, fails = CONDITIONS[id_]
    for wrong in fails:
        answer = ask(id_, {**case, **wrong})
        assert answer.status == "not_eligible", wrong
        (failed,) = answer.failed
        assert failed.text.zh in answer.explanation.zh or failed.parts
        assert (answer.amount.kind, answer.until, answer.split) == ("nothing", None, ())
        # It decides though everything else is missing.
        assert ask(id_, wrong).status == "not_eligible"
        assert ask(id_, wrong).missing == ()


@each
def test_its_addressee_decides(id_: str) -> None:
    case, (others, *_) = CONDITIONS[id_]
    assert ask(id_, case).status == "eligible"
    assert ask(id_, {**case, **others}).status == "not_eligible"
    unsaid = ask(id_, {fact: value for fact, value in case.items() if fact not in others})
    assert unsaid.status == "open"
    assert set(others) & set(unsaid.missing)


def test_a_case_that_is_nobody_in_particular_is_eligible_for_nothing() -> None:
    assert {answer.status.value for answer in WUCHANG.benefits_for({})} == {"open"}
    nobody = {fact.id: "no" for fact in WUCHANG.facts if fact.kind == "yes_no"}
    eligible = {answer.id for answer in WUCHANG.benefits_for(nobody) if answer.status == "eligible"}
    assert eligible == set()


def test_a_failed_condition_is_in_words_with_its_figure() -> None:
    answer = ask("zero-payment", {**CONDITIONS["zero-payment"][0], "capital": "50.000001 万元"})
    (failed,) = answer.failed
    assert (failed.text.zh, failed.text.en) == (
        "注册资本不超过 50 万元",
        "registered capital: at most 50 × 10,000 yuan",
    )
    assert failed.given is not None
    assert failed.given.zh == "50.000001 万元"
    assert (
        answer.explanation.zh == "注册资本“零首付”登记（二/(二)/2）："
        "不符合条件：注册资本不超过 50 万元（所填：50.000001 万元）。"
    )


# One step below and above each figure the document names (its own unit's step).


@pytest.mark.parametrize(
    ("id_", "fact", "holds", "fails"),
    [
        ("zero-payment", "years_since_graduation", ["0 年", "1.9999 年", "2 年", "24 个月"], ["2.0001 年"]),
        ("zero-payment", "capital", ["499999.99元", (500000, "元"), "50"], ["500000.01 元", "51"]),
        ("insurance-subsidy", "contract_years", ["1 年", "12 个月", "1.0001"], ["0.9999", "11 个月"]),
        ("internship-base-title", "internship_posts", [10, 11], [9]),
        ("internship-base-reward", "internship_posts", [10, 11], [9]),
        ("bundled-loans", "local_partners", [1, 2, 5], [0]),
    ],
)
def test_around_the_figure(id_: str, fact: str, holds: list[Any], fails: list[Any]) -> None:
    case, _ = CONDITIONS[id_]
    assert {ask(id_, {**case, fact: value}).status.value for value in holds} == {"eligible"}
    assert {ask(id_, {**case, fact: value}).status.value for value in fails} == {"not_eligible"}


def test_in_an_any_one_is_enough_whatever_the_others_are() -> None:
    assert ask("relaxed-premises", {"holder": "individual-business", **POLICY}).status == "eligible"
    assert ask("relaxed-premises", {"new_firm": "no", **POLICY}).missing == ("holder",)
    assert ask("bundled-loans", {"local_partners": 2, "small_enterprise": "yes"}).status == "eligible"
    assert (
        ask("lenient-taxation", {"first_startup": "yes", "second_startup": "no", **POLICY}).status
        == "eligible"
    )
    assert ask("tax-policy-support", {"startup_firm": "yes", **POLICY}).status == "eligible"
    for who in ({"enterprise": "yes"}, {"runs_enterprise": "yes"}, {"holder": "individual-business"}):
        assert ask("legal-protection", {**who, **POLICY}).status == "eligible"
    assert ask("agency-services", {"founder": "yes", **POLICY}).status == "eligible"
    assert ask("advice-service", {"new_firm": "yes", **POLICY}).status == "eligible"
    assert ask("student-place", {"founder": "yes", "graduate": "yes", **POLICY}).status == "eligible"
    for group in ("unemployed", "urban_hardship", "poor_jobless_graduate"):
        case = {group: "yes", "founder": "yes", "business_licence": "yes", "tax_registration": "yes"}
        assert ask("founding-subsidy", case).status == "eligible"
    for group in NO_GROUP:
        trainee = {**NO_GROUP, "in_training": "yes", group: "yes", **POLICY}
        assert ask("startup-training-subsidy", trainee).status == "eligible"


def test_ranks_are_handed_in() -> None:
    ranks = {rank: ask("lending-rank-reward", {"lending_rank": rank}).status.value for rank in
             ("first", "第二名", "third", "lower")}  # fmt: skip
    assert ranks == {"first": "eligible", "第二名": "eligible", "third": "eligible", "lower": "not_eligible"}
    # What each of the three receives the document does not say.
    assert ask("lending-rank-reward", {"lending_rank": "first"}).amount.kind == "not_stated"


def test_the_trades_named_and_those_like_them() -> None:
    trades = [choice.id for choice in WUCHANG.facts["sector"].choices if choice.id != "other"]
    assert len(trades) == 8  # the document names seven; others of the kind are the eighth
    found = {ask("service-tax-relief", {"sector": trade, **POLICY}).status.value for trade in trades}
    assert found == {"eligible"}
    closed = {"service-trades": "closed"}
    repairs = {"sector": "repairs", **POLICY}
    assert ask("service-tax-relief", repairs, readings=closed).status == "eligible"
    assert ask("service-tax-relief", {"sector": "like-services"}, readings=closed).status == "not_eligible"


# How much.


def test_micro_loans_are_sure_to_70000_and_possible_to_100000_up_from_50000() -> None:
    amount = ask("micro-loan", {"founder": "yes"}).amount
    assert (yuan(amount.sure), yuan(amount.possible), yuan(amount.raised_from)) == (70_000, 100_000, 50_000)
    assert (amount.kind, amount.exact, amount.missing) == ("up_to", None, ())


def test_labour_intensive_firms_have_2_million_up_from_1() -> None:
    amount = ask("labour-intensive-loan", {"labour_intensive": True}).amount
    assert (yuan(amount.sure), yuan(amount.possible), yuan(amount.raised_from)) == (
        2_000_000,
        2_000_000,
        1_000_000,
    )


@pytest.mark.parametrize(
    ("partners", "sum_", "limits"),
    [(1, 50_000, ()), (3, 150_000, ()), (4, 200_000, ()), (5, 200_000, ("in_all",))],
)
def test_bundled_loans_are_50000_a_partner_and_200000_in_all(
    partners: int, sum_: int, limits: tuple[str, ...]
) -> None:
    amount = ask("bundled-loans", {"local_partners": partners, "joint_operation": True}).amount
    assert (yuan(amount.sure), yuan(amount.possible)) == (sum_, sum_)
    assert (amount.kind, amount.limits) == ("up_to", limits)


def test_bundled_loans_under_the_other_readings() -> None:
    case = {"local_partners": 2, "partners": 3, "joint_operation": True}
    answer = ask("bundled-loans", case)
    assert answer.questions == ("bundle-partners", "bundle-sole")
    sums = {reading.answers: yuan(reading.amount.sure) for reading in answer.readings if reading.amount}
    everyone, together = ("bundle-partners", "all-partners"), ("bundle-sole", "together-only")
    assert sums == {(everyone,): 150_000, (together,): 100_000, (everyone, together): 150_000}
    assert (answer.agreement, answer.turning) == ("depends", ("bundle-partners",))
    alone = ask("bundled-loans", {"local_partners": 1, "partners": 1, "small_enterprise": True})
    assert alone.status == "eligible"
    assert {r.answers: r.status.value for r in alone.readings if r.status} == {
        (everyone,): "eligible",
        (together,): "not_eligible",
        (everyone, together): "not_eligible",
    }
    assert ask("bundled-loans", {"local_partners": 5, "joint_operation": True}).agreement == "open"


@pytest.mark.parametrize(
    ("lending", "bonus"), [("5000 万元", "50"), ("0", "0"), ("0.000001 万元", "0.00000001"), ("1亿元", "100")]
)
def test_the_bonus_fund_is_a_hundredth_of_new_lending(lending: str, bonus: str) -> None:
    amount = ask("lending-bonus-fund", {"lending_unit": "yes", "new_lending": lending}).amount
    assert amount.exact is not None
    assert amount.exact.to_dict() == {"value": bonus, "unit": "万元"}


def test_the_bonus_fund_without_the_lending_is_open_and_names_it() -> None:
    answer = ask("lending-bonus-fund", {"lending_unit": "yes"})
    assert answer.status == "eligible"
    assert (answer.amount.missing, answer.amount.exact, answer.amount.sure) == (("new_lending",), None, None)


@pytest.mark.parametrize(
    ("net", "bonus", "limits"),
    [
        ("2000 万元", 200_000, ()),
        ("0.01 万元", 1, ()),
        ("0", 0, ()),
        ("-0.01 万元", 0, ("below_zero",)),
        ("-300 万元", 0, ("below_zero",)),
    ],
)
def test_there_is_no_bonus_of_lending_that_shrank(net: str, bonus: int, limits: tuple[str, ...]) -> None:
    case = {"lending_unit": "yes", "net_lending": net}
    answer = ask("lending-bonus-fund", case, readings={"new-lending": "net"})
    assert (answer.status, yuan(answer.amount.exact), answer.amount.limits) == ("eligible", bonus, limits)
    assert ("基数为负" in answer.explanation.zh) is bool(limits)
    assert ("a sum below zero" in answer.explanation.en) is bool(limits)
    # What is issued can't be negative: repayments are not in it.
    with pytest.raises(cyxc.DataError, match="fact-negative"):
        ask("lending-bonus-fund", {"new_lending": "-300 万元"})


@pytest.mark.parametrize(
    ("persons", "years", "sum_", "limits"),
    [
        (1, "1 年", 8_000, ()),
        (2, "1 年", 16_000, ()),
        (1, "3 年", 24_000, ()),
        (1, "36 个月", 24_000, ()),
        (1, "4 年", 24_000, ("term",)),
        (2, "4 年", 48_000, ("term",)),
        (0, "1 年", 0, ()),
    ],
)
def test_relief_is_8000_a_person_a_year_and_ends_with_the_third(
    persons: int, years: str, sum_: int, limits: tuple[str, ...]
) -> None:
    case = {**TRADER, "persons": persons, "years": years}
    amount = ask("certificate-tax-relief", case).amount
    # Before the taxes are known it is a ceiling; of nothing, nothing can be taken.
    assert (amount.kind, amount.limits) == ("up_to" if sum_ else "exact", limits)
    assert (yuan(amount.sure), yuan(amount.possible)) == (sum_, sum_)
    owing = ask("certificate-tax-relief", {**case, **dict.fromkeys(TAXES, 100_000)}).amount
    assert (owing.kind, yuan(owing.exact), owing.limits) == ("exact", sum_, limits)


@pytest.mark.parametrize(
    ("id_", "fact", "unit", "fractions"),
    [
        ("certificate-tax-relief", "years", "年", ["2.9999 年", "18 个月", 0.5]),
        ("training-allowance", "training_months", "月", ["1.5", "0.1 年", "0.0001"]),
    ],
)
def test_parts_of_a_year_or_a_month_are_refused(
    id_: str, fact: str, unit: str, fractions: list[object]
) -> None:
    for value in fractions:
        with pytest.raises(cyxc.DataError) as raised:
            ask(id_, {fact: value})
        (problem,) = raised.value.problems
        assert problem.code == "fact-part-period"
        assert f"每{unit}" in problem.say("zh")
        assert "never for a part of one" in problem.say("en")
    # How long ago somebody graduated multiplies nothing, and may be any number of years.
    assert ask("zero-payment", {"years_since_graduation": "1.5 年"}).status == "open"


def test_relief_without_persons_or_years_is_open_and_names_them() -> None:
    answer = ask("certificate-tax-relief", {**TRADER, "years": 1})
    assert answer.status == "eligible"
    assert answer.amount.missing == ("persons",)
    assert ask("certificate-tax-relief", {**TRADER, "persons": 1}).amount.missing == ("years",)
    assert ask("certificate-tax-relief", TRADER).amount.missing == ("persons", "years")
    assert {part.set_off for part in answer.split} == {None}


TAXES = ("business_tax", "urban_maintenance_tax", "education_surcharge", "personal_income_tax")


@pytest.mark.parametrize(
    ("owed", "set_off", "in_all"),
    [
        ((5000, 350, 150, 900), (5000, 350, 150, 900), 6400),  # all that is owed
        ((6000, 420, 180, 1400), (6000, 420, 180, 1400), 8000),  # 8000 owed: used up exactly
        ((6000, 420, 180, "1400.01"), (6000, 420, 180, 1400), 8000),
        ((7000, 700, 500, 900), (7000, 700, 300, 0), 8000),
        ((8000, 560, 240, 100), (8000, 0, 0, 0), 8000),
        ((0, 0, 0, 0), (0, 0, 0, 0), 0),
        (("8000.01", None, None, None), (8000, 0, 0, 0), 8000),  # nothing is left, whatever is owed
        # More than 8000 is owed, whatever the second tax is; which it is taken from is open.
        (("7999", None, 100, 100), (7999, None, None, None), 8000),
        ((None, 560, 240, 100), (None, None, None, None), None),
        ((0, 0, None, 100), (0, 0, None, None), None),
        ((5000, 350, 150, None), (5000, 350, 150, None), None),
    ],
)
def test_taxes_are_set_off_in_their_order_until_8000_are_used_up(
    owed: tuple[Any, ...], set_off: tuple[Any, ...], in_all: int | None
) -> None:
    case = {**TRADER, "persons": 1, "years": 1, **dict(zip(TAXES, owed, strict=True))}
    answer = ask("certificate-tax-relief", case)
    assert tuple(part.fact for part in answer.split) == TAXES
    assert tuple(yuan(part.set_off) for part in answer.split) == set_off
    amount = answer.amount
    assert (amount.kind, yuan(amount.exact)) == ("up_to" if in_all is None else "exact", in_all)
    assert yuan(amount.possible) == (8000 if in_all is None else in_all)
    assert amount.limits == (("owed",) if in_all in (0, 6400) else ())
    assert ("up to 8,000 yuan" in answer.explanation.en) is (in_all is None)
    assert ("以应缴的为限" in answer.explanation.zh) is (in_all in (0, 6400))
    assert answer.to_dict()["amount"]["kind"] == amount.kind
    assert not answer.periods_together
    assert ask("certificate-tax-relief", {**case, "years": 2}).periods_together


@pytest.mark.parametrize(
    ("persons", "months", "sum_"),
    [(1, 1, 150), (1, 3, 450), (2, 3, 900), (1, "半", None), (1, "0.5 年", 900)],
)
def test_150_yuan_a_month_in_training(persons: int, months: Any, sum_: int | None) -> None:
    case = {**CONDITIONS["training-allowance"][0], "persons": persons, "training_months": months}
    if sum_ is None:
        with pytest.raises(cyxc.DataError):
            ask("training-allowance", case)
        return
    answer = ask("training-allowance", case)
    assert (yuan(answer.amount.exact), answer.discretionary) == (sum_, True)


def test_the_allowance_without_months_or_persons() -> None:
    case = CONDITIONS["training-allowance"][0]
    assert ask("training-allowance", {**case, "persons": 1}).amount.missing == ("training_months",)
    assert ask("training-allowance", {**case, "training_months": 1}).amount.missing == ("persons",)


def test_2000_yuan_a_person_once() -> None:
    case = {**CONDITIONS["founding-subsidy"][0], "persons": 1}
    answer = ask("founding-subsidy", case)
    assert (yuan(answer.amount.exact), answer.benefit.once, answer.discretionary) == (2000, True, False)
    assert yuan(ask("founding-subsidy", {**case, "persons": 3}).amount.exact) == 6000
    assert "一次性 2,000 元" in answer.explanation.zh


def test_20000_yuan_once_for_a_base() -> None:
    answer = ask("internship-base-reward", BASE)
    assert (yuan(answer.amount.exact), answer.benefit.once, answer.discretionary) == (20_000, True, True)
    assert answer.explanation.en == (
        "reward for an internship base (二/(三)/2): eligible, but whether it is given is at discretion; "
        "2 × 10,000 yuan, once; another reading says otherwise (base-may)."
    )


# Until when.


@pytest.mark.parametrize("id_", ["certificate-tax-relief", "certificate-fee-waiver", "insurance-subsidy"])
def test_three_years_end_on_the_corresponding_day(id_: str) -> None:
    case = CONDITIONS[id_][0]
    assert ask(id_, case, start="2010-03-01").until == date(2013, 3, 1)
    assert ask(id_, case, start="2008-02-29").until == date(2011, 2, 28)
    assert ask(id_, case, start=date(2010, 12, 31)).until == date(2013, 12, 31)
    answer = ask(id_, case)
    assert answer.until is None
    assert "没有给出起始日" in answer.explanation.zh
    assert "no start was given" in answer.explanation.en
    assert answer.until_at_most is (id_ == "insurance-subsidy")


def test_the_longest_time_gives_the_latest_day() -> None:
    answer = ask("insurance-subsidy", HIRING, start="2010-03-01")
    assert "最迟到 2013-03-01 为止" in answer.explanation.zh
    assert "until 2013-03-01 at the latest" in answer.explanation.en
    # For each person, or for the firm: the other reading has no number.
    the_firm = next(r for r in answer.readings if ("insurance-term", "the-firm") in r.answers)
    assert (the_firm.answer, the_firm.status, the_firm.amount) == (None, None, None)
    assert answer.agreement == "open"


def test_the_term_may_bind_the_fees_alone() -> None:
    case = {**TRADER, "persons": 1, "years": 4}
    answer = ask("certificate-tax-relief", case, start="2010-03-01")
    (other,) = answer.readings
    assert other.answers == (("relief-term", "fees-only"),)
    assert other.answer is not None
    assert (other.answer.until, yuan(other.answer.amount.sure)) == (None, 32_000)
    assert (answer.until, yuan(answer.amount.sure)) == (date(2013, 3, 1), 24_000)
    assert answer.agreement == "depends"
    # Of one year's relief the two differ in the term alone.
    (other,) = ask("certificate-tax-relief", {**case, "years": 1}, start="2010-03-01").readings
    assert (other.lasts, other.until) == (None, None)


# Readings of who is eligible, and of 可.


def test_students_may_be_meant_too() -> None:
    case = {"enrolled_student": "yes", "graduate": "no", "holder": "limited-company", "capital": "1 万元"}
    answer = ask("zero-payment", case)
    assert answer.status == "not_eligible"
    assert [reading.status for reading in answer.readings] == ["eligible", "not_eligible", "eligible"]
    assert (answer.agreement, answer.turning) == ("depends", ("student-or-graduate",))


def test_graduates_in_hardship_or_two_groups() -> None:
    case = {"graduate": "no", "employment_hardship": "yes", "in_training": "yes"}
    two = {"hardship-graduates": "two-groups"}
    for id_ in ("free-training", "training-allowance"):
        assert ask(id_, case).status == "not_eligible"
        assert ask(id_, case, readings=two).status == "eligible"
        # Under one of them how much is open, but that they differ is not.
        assert ask(id_, case).agreement == "depends"
        assert ask(id_, case, readings=two).agreement == "depends"


def test_graduates_in_hardship_may_need_the_certificate_too() -> None:
    case = {**HIRING, "hired": "hardship-graduate", "hired_certificate": "none"}
    assert ask("insurance-subsidy", case).status == "eligible"
    strict = {"insurance-certificate": "graduates-too"}
    assert ask("insurance-subsidy", case, readings=strict).status == "not_eligible"
    assert ask("insurance-subsidy", {**HIRING, "hired": "other"}).status == "not_eligible"


def test_who_may_decide() -> None:
    discretionary = {benefit.id for benefit in WUCHANG.benefits if benefit.discretionary}
    assert discretionary == {"training-allowance", "internship-base-title", "internship-base-reward"}


def test_a_reward_that_the_title_brings_waits_for_the_title() -> None:
    due = {"base-may": "title-may"}
    waiting = ask("internship-base-reward", BASE, readings=due)
    assert (waiting.status, waiting.missing) == ("open", ("base_title",))
    refused = ask("internship-base-reward", {**BASE, "base_title": "no"}, readings=due)
    assert (refused.status, refused.amount.kind) == ("not_eligible", "nothing")
    awarded = ask("internship-base-reward", {**BASE, "base_title": "yes"}, readings=due)
    assert (awarded.status, awarded.discretionary, yuan(awarded.amount.exact)) == ("eligible", False, 20_000)
    # The title itself never waits for the title, and stays at discretion.
    title = ask("internship-base-title", BASE, readings=due)
    assert (title.status, title.discretionary) == ("eligible", True)
    # Under the other two the award is not asked about: the reward is at discretion, or due once recognised.
    for reading, discretionary in (("both-may", True), ("both-due", False)):
        answer = ask("internship-base-reward", BASE, readings={"base-may": reading})
        assert (answer.status, answer.discretionary) == ("eligible", discretionary)


# Against the list that was read from the document without the scheme's file.

LISTED = {
    "零首付注册": "zero-payment",
    "放宽经营场所登记": "home-premises",
    "小额担保基金规模": None,  # a size to reach: a target, no claim
    "小额担保贷款额度": "micro-loan",
    "劳动密集型企业担保贷款额度": "labour-intensive-loan",
    "捆绑式贷款": "bundled-loans",
    "小额担保贷款奖励资金": "lending-bonus-fund",
    "税收减免": "certificate-tax-relief",
    "行政事业性收费免收": "certificate-fee-waiver",
    "服务业税收优惠": "service-tax-relief",
    "社会保险补贴": "insurance-subsidy",
    "免费创业培训": "free-training",
    "培训期间生活津贴": "training-allowance",
    "一次性创业补贴": "founding-subsidy",
    "大学生就业见习基地": "internship-base-title",
    "见习基地一次性奖励": "internship-base-reward",
    "以奖代补": None,  # neither receiver nor amount: no claim either
}


def test_the_list_made_independently_agrees() -> None:
    rows = yaml.safe_load((COVERAGE / "amounts.yaml").read_text(encoding="utf-8"))["wuchang"]
    assert {row["benefit"] for row in rows} == set(LISTED)
    for row in rows:
        id_ = LISTED[row["benefit"]]
        if id_ is None:
            continue
        benefit = WUCHANG.benefits[id_]
        assert benefit.clause == row["clause"], id_
        # Of 零首付 the list itself doubts whether 可 is discretion; the scheme asks it as a question.
        if id_ != "zero-payment":
            assert benefit.discretionary == row["discretion"], id_
        assert benefit.once == (row["term"] == "一次性"), id_
        assert (benefit.lasts is not None) == (row["term"] in ("3年", "最长3年")), id_
    relaxed = WUCHANG.under({"zero-payment-may": "registry-may"}).benefits["zero-payment"]
    assert relaxed.discretionary
