"""The five documents against themselves: each finding worked out by hand from the document, and no other."""

import time

import pytest

import cyxc

Key = tuple[str, tuple[str, ...], str, str]


def keys(id_: str) -> set[Key]:
    return {
        (one.kind, one.entries, ",".join("=".join(answer) for answer in one.answers), one.arithmetic.en)
        for one in cyxc.load(id_).check()
    }


EIGHT_IN_THREE_YEARS = (
    "city-bases", "student-parks", "online-bases", "online-employment", "new-projects",
    "excellent-projects", "student-models", "excellent-enterprises",
)  # fmt: skip
TALENTS_TO_2016 = ("guidance-training", "backbone-training", "student-talents", "leading-talents")


def test_wuchang() -> None:
    contradiction = (
        # 4 f − n, j − 5 f and n − f − j make −2 f.
        "(1) founders ≥ 0.25 × newly employed; "
        "(2) jobs brought by founders ≥ 5 × founders; "
        "(3) founders + jobs brought by founders ≤ newly employed; "
        "4 × (1) + (2) + (3): 0 ≥ 2 × founders"
    )
    assert keys("wuchang") == {
        ("agrees", ("jobs-per-founder", "jobs", "founders"), "", "9,000 ÷ 1,800 = 5"),
        ("infeasible", ("startup-share", "jobs-per-founder"), "who-counts=founders-only", contradiction),
        ("restated", ("practice-bases", "practice-bases-again"), "", "5–10 = 5–10"),
        # The goals are those of the year; the first phase begins in December of the year before.
        ("overruns", ("preparation",), "", "(Y-1)-12 < Y-01-01"),
    }


def test_county() -> None:
    chosen = ("townships-chosen", "parks-chosen", "communities-chosen", "villages-chosen")
    each, again = "share-kinds=each-kind", "base-area-again=same-task"
    by_kind = {
        "townships": "8 ÷ 18 ≈ 44.44%; 45% × 18 = 8.1, which rounds to 8",
        "parks": "3 ÷ 6 = 50%; 45% × 6 = 2.7, which rounds to 3",
        "communities": "10 ÷ 23 ≈ 43.48%; 45% × 23 = 10.35, which rounds to 10",
        "villages": "233 ÷ 518 ≈ 44.98%; 45% × 518 = 233.1, which rounds to 233",
    }
    assert keys("county") == {
        ("agrees", ("jobs-per-founder", "jobs", "founders"), "", "3,000 ÷ 500 = 6"),
        ("agrees", ("trained-and-guided", "trained", "guided"), "", "500 + 1,000 = 1,500"),
        ("agrees", ("training-guidance-ratio", "guided", "trained"), "", "1,000 ÷ 500 = 2"),
        ("agrees", ("incubation-bases",), "", "6 = 6"),
        (
            "rounds",
            ("chosen-share", *chosen),
            "",
            "(8 + 3 + 10 + 233) ÷ (18 + 6 + 23 + 518) = 254 ÷ 565 ≈ 44.96%; "
            "45% × 565 = 254.25, which rounds to 254",
        ),
        *(("rounds", ("chosen-share", f"{kind}-chosen"), each, said) for kind, said in by_kind.items()),
        ("overruns", ("title-share",), "", "(Y+1)-12-31 > Y-12-31"),
        ("restated", ("trained", "training-attendances"), "", "500 = 500"),
        ("restated", ("guided", "guidance-attendances"), "", "1,000 = 1,000"),
        ("restated", ("new-base-area", "incubation-base-area"), again, "5,000 m² = 5,000 m²"),
    }  # fmt: skip


def test_jiaxing() -> None:
    assert keys("jiaxing-2013") == {
        ("restated", ("towns-coverage", "towns-standard"), "", "100% = 100%"),
        ("overruns", TALENTS_TO_2016, "", "2016 > 2015-12-31"),
        ("overruns", EIGHT_IN_THREE_YEARS, "three-years=from-issue", "2016-10-10 > 2015-12-31"),
        ("overruns", EIGHT_IN_THREE_YEARS, "three-years=to-end-of-2016", "2016-12-31 > 2015-12-31"),
    }


@pytest.mark.parametrize("id_", ["panzhihua-2010", "putuo-2019"])
def test_no_figure_of_the_others_fixes_another(id_: str) -> None:
    assert keys(id_) == set()


def test_a_floor_of_45_per_cent_takes_one_place_more_than_were_chosen() -> None:
    (pooled,) = [
        one for one in cyxc.load("county").check() if one.entries[:1] == ("chosen-share",) and not one.answers
    ]
    # 45 % of 565 is 254.25, so 255 are needed.
    assert "须有 255 个，各数只有 254 个" in pooled.explanation.zh
    assert "that takes 255, and the figures have 254" in pooled.explanation.en


def test_three_parks_of_six_are_enough_and_no_more_are_asked_for() -> None:
    (parks,) = [one for one in cyxc.load("county").check() if one.indicators[:1] == ("park_chosen_share",)]
    assert "As a floor" not in parks.explanation.en


def test_under_a_reading_of_the_caller_s_own_it_says_the_same() -> None:
    chosen = cyxc.load("wuchang").under({"who-counts": "founders-only"})
    broken = [one for one in chosen.check() if one.kind == "infeasible"]
    (found,) = [one for one in broken if one.answers == chosen.answers]
    assert found in cyxc.load("wuchang").check()


def test_bound_to_a_year_the_dates_are_those_of_the_year() -> None:
    (found,) = [one for one in cyxc.load("county").for_year(2010).check() if one.kind == "overruns"]
    assert found.arithmetic.zh == "2011-12-31 > 2010-12-31"


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_in_the_document_s_order_and_soon(id_: str) -> None:
    scheme = cyxc.load(id_)
    scheme.check()
    begun = time.perf_counter()
    found = scheme.check()
    assert time.perf_counter() - begun < 1
    firsts = [scheme.clause_order(one.clauses[0]) for one in found]
    assert firsts == sorted(firsts)
    for one in found:
        assert one.entries or one.indicators
        assert all(one.arithmetic[language] and one.explanation[language] for language in ("zh", "en"))
        assert one.to_dict()["answers"] == dict(one.answers)
        assert {scheme.statements.get(id_) is not None for id_ in one.entries} <= {True}
        assert set(one.indicators) <= set(scheme.indicators.ids)
        scheme.under(dict(one.answers))


def test_as_json() -> None:
    (found,) = [one for one in cyxc.load("wuchang").check() if one.kind == "agrees"]
    assert found.to_dict() == {
        "kind": "agrees",
        "entries": ["jobs-per-founder", "jobs", "founders"],
        "indicators": ["jobs_per_founder"],
        "clauses": ["一/(二)/1"],
        "answers": {},
        "arithmetic": {"zh": "9,000 ÷ 1,800 = 5", "en": "9,000 ÷ 1,800 = 5"},
        "explanation": {
            "zh": "创业带动就业率：按文件自己的数字是 1:5，与所写的完全一致。",
            "en": "jobs for each founder: 1:5 by the document's own figures, exactly what it writes.",
        },
    }
