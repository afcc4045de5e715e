"""Copies of the documents with one figure moved: what was found has to change with it, or to vanish."""

from collections.abc import Iterable
from typing import Any

import pytest

import cyxc

Place = tuple[str, str, str]


def moved(id_: str, *changes: tuple[str, str, str]) -> tuple[cyxc.Finding, ...]:
    """The findings of a scheme with figures changed: `targets` id, key of its rule, the figure.

    Of an indicator the key is `stated`.
    """
    raw = cyxc.load(id_).to_dict()
    for entry, key, figure in changes:
        list_ = "indicators" if key == "stated" else "targets"
        found = next(one for one in raw[list_] if one["id"] == entry)
        holder: dict[str, Any] = found if key == "stated" else found["rule"]
        first, _, ratio = figure.partition(":")
        new = {"value": ratio, "as_written": figure} if ratio else {"value": first}
        holder[key] = {**holder[key], **new}
    return cyxc.from_dict(raw).check()


def of(found: Iterable[cyxc.Finding], entry: str, *kinds: str) -> list[tuple[str, str]]:
    return [
        (one.kind, one.arithmetic.en)
        for one in found
        if entry in one.entries and (not kinds or one.kind in kinds)
    ]


FIGURES = ("agrees", "rounds", "disagrees")


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ("9000", [("agrees", "9,000 ÷ 1,800 = 5")]),
        ("8000", [("disagrees", "8,000 ÷ 1,800 ≈ 4.4444")]),
        ("8999", [("disagrees", "8,999 ÷ 1,800 ≈ 4.9994")]),
        ("10000", []),  # more than the ratio asks: every figure holds
    ],
)
def test_the_jobs_of_wuchang(jobs: str, expected: list[tuple[str, str]]) -> None:
    found = moved("wuchang", ("jobs", "figure", jobs))
    assert of(found, "jobs-per-founder", *FIGURES) == expected


@pytest.mark.parametrize(
    ("ratio", "share", "impossible"),
    [
        # Founders and jobs are (1 + ratio) times the founders, these share × new: (1 + ratio) × share ≤ 1.
        ("1:5", "25", True),
        ("1:3", "25", False),  # 4 × 25 % = 1: just so
        ("1:4", "25", True),
        ("1:5", "16", False),  # 6 × 16 % = 0.96
        ("1:5", "17", True),  # 6 × 17 % = 1.02
    ],
)
def test_founders_alone(ratio: str, share: str, impossible: bool) -> None:
    changes = (("jobs-per-founder", "figure", ratio), ("startup-share", "figure", share))
    found = of(moved("wuchang", *changes), "startup-share", "infeasible")
    assert bool(found) == impossible


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("1500", ("agrees", "500 + 1,000 = 1,500")),
        ("1600", ("disagrees", "500 + 1,000 = 1,500")),
        ("1400", ("disagrees", "500 + 1,000 = 1,500")),  # 其中: the parts are more than their whole
    ],
)
def test_a_total_and_its_parts(total: str, expected: tuple[str, str]) -> None:
    found = moved("county", ("trained-and-guided", "figure", total))
    assert of(found, "trained-and-guided", *FIGURES) == [expected]


def test_a_part_above_its_whole() -> None:
    found = moved("putuo-2019", ("student-founders", "figure", "2600"))
    assert of(found, "student-founders") == [("disagrees", "2,600 > 2,500")]


def each_kind(found: Iterable[cyxc.Finding], entry: str) -> list[tuple[str, str]]:
    return of([one for one in found if dict(one.answers) == {"share-kinds": "each-kind"}], entry, *FIGURES)


def pooled(found: Iterable[cyxc.Finding]) -> list[tuple[str, str]]:
    return of([one for one in found if not one.answers], "chosen-share", *FIGURES)


def test_more_townships_than_the_share_was_taken_of() -> None:
    # 45 % of 20 is 9, not 8; together 254 of 567 is 44.8 %, which still rounds to 45 %.
    found = moved("county", ("townships", "stated", "20"))
    assert each_kind(found, "townships-chosen") == [("disagrees", "8 ÷ 20 = 40%")]
    ((kind, arithmetic),) = pooled(found)
    assert kind == "rounds"
    assert arithmetic.endswith("254 ÷ 567 ≈ 44.8%, which rounds to 45%")


def test_one_village_more_and_the_floor_is_reached() -> None:
    # 255 of 565 is 45.13 %, which rounds to 45 %; 234 of 518 is 45.17 %.
    found = moved("county", ("villages-chosen", "figure", "234"))
    ((kind, arithmetic),) = pooled(found)
    assert (kind, "255 ÷ 565 ≈ 45.13%, which rounds to 45%" in arithmetic) == ("rounds", True)
    assert each_kind(found, "villages-chosen") == [("rounds", "234 ÷ 518 ≈ 45.17%, which rounds to 45%")]
    (said,) = [
        one.explanation.en for one in found if one.entries[:1] == ("chosen-share",) and not one.answers
    ]
    assert "As a floor" not in said


def test_parks_without_a_base_are_not_there() -> None:
    # Six parks with a base of five: the target can't be met, and 3 of 5 is more than 45 % asks.
    found = moved("county", ("parks", "stated", "5"))
    ((kind, arithmetic),) = of(found, "incubation-bases")
    assert kind == "infeasible"
    assert arithmetic.endswith("0 ≥ 1")
    assert each_kind(found, "parks-chosen") == []


@pytest.mark.parametrize(
    ("times", "arithmetic", "said"),
    [
        ("500", "500 = 500", "with the same figure"),
        ("600", "500 < 600", "does not bring the second"),
        ("400", "500 > 400", "a smaller figure"),
    ],
)
def test_persons_and_attendances(times: str, arithmetic: str, said: str) -> None:
    found = moved("county", ("training-attendances", "figure", times))
    (one,) = [one for one in found if one.entries == ("trained", "training-attendances") and not one.answers]
    assert (one.kind, one.arithmetic.en) == ("restated", arithmetic)
    assert said in one.explanation.en


def test_a_restatement_with_another_figure() -> None:
    (one,) = [
        one for one in moved("wuchang", ("practice-bases-again", "expected", "8")) if one.kind == "restated"
    ]
    assert one.arithmetic.zh == "5–10 ≠ 5–8"
    assert "要求不同" in one.explanation.zh


def test_a_target_brought_into_the_term() -> None:
    raw = cyxc.load("county").to_dict()
    share = next(one for one in raw["targets"] if one["id"] == "title-share")
    share["window"] = {**share["window"], "due": "Y-12-31"}
    found = cyxc.from_dict(raw).check()
    assert not [one for one in found if one.kind == "overruns"]
