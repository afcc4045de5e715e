"""Benefits a document only promises by name: their policies' own conditions decide, in every scheme."""

from typing import Any

import pytest

import cyxc

# What each document says in full itself: who and under which conditions, or that somebody has been chosen.
OWN_CONDITIONS = {
    "jiaxing-2013": {
        "technical-training-service",  # 2012年以来新办创业企业的经营者
        *(
            "project-award",
            "student-model-title",
            "excellent-enterprise-title",
            "service-unit-title",
        ),  # 经评选
    },
    "county": {"startup-pioneer"},
    "putuo-2019": {
        "community-title",  # the four qualities of a subdistrict or town
        "guidance-fund",  # chosen for investment
        *("city-base-title", "base-award"),  # 符合条件 is a fact of their own
    },
}
# Named by the reviewers of the schemes, with what a case would have to say besides.
PROMISED = [
    ("jiaxing-2013", "tax-relief", {"founder": True}),
    ("jiaxing-2013", "micro-loan-guarantee", {"founder": True}),
    ("jiaxing-2013", "site-placement", {"founder": True}),
    ("jiaxing-2013", "training-subsidy", {"working_person": True, "trainee": True}),
    ("county", "tax-relief", {"founder": True}),
    ("county", "loan-interest", {"founder": True, "borrower": True}),
    ("county", "firm-loan", {"labour_intensive": True, "expanding": True}),
    ("county", "vocational-training-subsidy",
     {"training_institution": True, "standard_reached": True, "unemployed": True}),
    ("putuo-2019", "tax-relief", {"founder": True}),
    ("putuo-2019", "bank-line", {"enterprise": True}),
    ("putuo-2019", "policy-guarantees", {"small_firm": True}),
    ("putuo-2019", "group-support", {"disabled": True, "founder": True}),
    ("putuo-2019", "support-for-incomers", {"overseas": True, "innovator": True}),
    ("wuchang", "micro-loan", {"founder": True}),
    ("wuchang", "service-tax-relief", {"sector": "repairs"}),
    ("wuchang", "incubation-base-place", {"founder": True}),
]  # fmt: skip


@pytest.mark.parametrize("name", OWN_CONDITIONS)
def test_all_others_ask_for_the_policys_conditions(name: str) -> None:
    scheme = cyxc.load(name)
    asking = {one.id for one in scheme.benefits if "meets_policy_conditions" in one.facts}
    assert set(scheme.benefits.ids) - asking == OWN_CONDITIONS[name]
    for question in scheme.questions:
        for reading in question.readings:
            if not reading.without_number:
                other = scheme.under({question.id: reading.id})
                assert {one.id for one in other.benefits if "meets_policy_conditions" in one.facts} == asking


@pytest.mark.parametrize(("name", "id_", "case"), PROMISED)
def test_a_promise_is_open_until_its_policy_is_said_to_be_met(
    name: str, id_: str, case: dict[str, Any]
) -> None:
    scheme = cyxc.load(name)
    found = {
        said: scheme.benefit(id_, {**case, "meets_policy_conditions": said}) for said in (None, True, False)
    }
    assert [one.status.value for one in found.values()] == ["open", "eligible", "not_eligible"]
    assert found[None].missing == ("meets_policy_conditions",)
    assert "符合有关政策规定的条件" in found[None].explanation.zh


def test_putuos_groups_are_helped_to_found() -> None:
    putuo = cyxc.load("putuo-2019")
    group = {"graduate": True, "meets_policy_conditions": True}
    nothing = {"founder": False, "would_be_founder": False}
    assert putuo.benefit("group-support", group | nothing).status == "not_eligible"
    for one in nothing:
        assert putuo.benefit("group-support", group | {one: True}).status == "eligible"


def test_putuos_incomers_innovate_or_found() -> None:
    putuo = cyxc.load("putuo-2019")
    researcher = {"researcher": True, "meets_policy_conditions": True}
    for innovator, founder, status in (
        (False, False, "not_eligible"),
        (True, False, "eligible"),
        (False, True, "eligible"),
        (False, None, "open"),
    ):
        case = researcher | {"innovator": innovator, "founder": founder}
        assert putuo.benefit("support-for-incomers", case).status == status
