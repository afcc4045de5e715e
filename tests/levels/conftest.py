"""A county of the size the county's plan gives, and communities that just meet Panzhihua's standard."""

import pytest

import cyxc

# 二/(一)-(五) of Panzhihua's notice, each met exactly, the local average by one.
JUST_MET: dict[str, object] = {
    "guidance_staff": 1,
    "eligible_founders": 10, "supported_founders": 10,
    "in_need": 5, "helped": 5,
    "activity_index": (12, "1"), "activity_index@local_average": (11, "1"),
    "employed": 100, "founders_all": 8, "jobs_all": 12,
    "attempts": 10, "successes": 5,
    "cohort2_opened": 10, "cohort2_alive": 7,
    "founders": 20, "jobs": 25, "new_employment": 100,
}  # fmt: skip


@pytest.fixture
def just_met() -> dict[str, object]:
    return dict(JUST_MET)


@pytest.fixture
def short() -> dict[str, object]:
    """4 of 10 first-time founders succeed, where half is asked."""
    return {**JUST_MET, "successes": 4}


@pytest.fixture
def unknown() -> dict[str, object]:
    """Nobody counted who succeeded."""
    return {key: value for key, value in JUST_MET.items() if key != "successes"}


@pytest.fixture(scope="session")
def places() -> cyxc.Places:
    """18 townships, 6 parks, 23 communities, 518 villages (county, 二/(五))."""
    listed = [cyxc.Place(code="X", name=cyxc.Text("某县", "a county"), level="county")]
    for kind, count, level in (("township", 18, "town"), ("park", 6, "town")):
        listed += [
            cyxc.Place(code=f"{kind[0]}{i}", name=f"{kind} {i}", level=level, parent="X", kind=kind)  # type: ignore[arg-type]
            for i in range(count)
        ]
    for kind, count in (("community", 23), ("village", 518)):
        listed += [
            cyxc.Place(
                code=f"{kind[0]}{i}", name=f"{kind} {i}", level="community", parent=f"t{i % 18}", kind=kind
            )
            for i in range(count)
        ]
    return cyxc.Places(listed)


def codes(places: cyxc.Places, kind: str) -> list[str]:
    return [one.code for one in places.descendants("X", kind=kind)]
