"""What is judged, written down once more by hand: the figures and targets every hand-written contender reads.

Two workloads: `panel` (the eight targets of panel.yaml) and `jiaxing` (the packaged jiaxing-2013). Nothing
here comes from cyxc, so that agreement with it means something.
"""

from pathlib import Path

import attrs

INVALID, NO_DATA, UNDEFINED, NOT_MET, MET = 1, 2, 4, 5, 6
"""The codes of the statuses, in their order of precedence."""

GRID = 100
"""Columns of floats are written with two decimals."""

LARGEST = 10**9
"""Figures beyond this are left to exact numbers: 10**9 × GRID × 19683 is still below 2**53."""


@attrs.frozen
class Figure:
    """A column: whole numbers or `floats`, drawn between `low` and `high`.

    With `of`, between so many times another column, rounded down. `cap` is what it can't exceed.
    """

    name: str
    low: float
    high: float
    of: str | None = None
    floats: bool = False
    cap: int | None = None

    @property
    def steps(self) -> int:
        return GRID if self.floats else 1


@attrs.frozen
class Target:
    """`weight` × the sum of `tops` must be at least `asked` (level), or `asked` × `against`.

    `over` says what `against` is: "whole" or "other" (a ratio, undefined over zero), "base" (a growth,
    undefined from nothing). Over its whole a ratio can't be more than 1; `part` says that the document calls
    it a part, which is wrong even where the whole is zero. `spoilt` names a target whose whole is this one's.
    The margin is the difference over `against`, or over `weight` for a growth.
    """

    id: str
    tops: tuple[str, ...]
    asked: int
    weight: int = 1
    against: str | None = None
    over: str = "level"
    part: bool = False
    spoilt: str | None = None


@attrs.frozen
class Workload:
    name: str
    scheme: str
    figures: tuple[Figure, ...]
    targets: tuple[Target, ...]
    units: dict[str, str] = attrs.field(factory=dict)

    def figure(self, name: str) -> Figure:
        return next(one for one in self.figures if one.name == name)

    def steps(self, target: Target) -> int:
        return self.figure(target.tops[0]).steps


def level(id_: str, asked: int, *tops: str) -> Target:
    return Target(id_, tops, asked)


def share(id_: str, asked: int, top: str, whole: str, *, part: bool = True) -> Target:
    return Target(id_, (top,), asked, 100, whole, "whole", part)


PANEL = Workload(
    "panel",
    str(Path(__file__).with_name("panel.yaml")),
    (
        Figure("founders", 1000, 3000),
        Figure("jobs", 5000, 12000),
        Figure("bases", 0, 20),
        Figure("loans", 3000, 7000, floats=True),
        Figure("survival", 40, 80, floats=True, cap=100),
        Figure("trained", 100, 5000),
        Figure("passed", 0.8, 1.0, of="trained"),
        Figure("applied", 1000, 2000, floats=True),
        Figure("granted", 0.9, 1.0, of="applied", floats=True),
        Figure("revenue@before", 90, 110, floats=True),
        Figure("revenue", 1.0, 1.16, of="revenue@before", floats=True),
    ),
    (
        level("founders", 1800, "founders"),
        level("jobs", 9000, "jobs"),
        level("bases", 10, "bases"),
        level("loans", 5000, "loans"),
        level("survival", 60, "survival"),
        share("pass-rate", 90, "passed", "trained", part=False),
        share("granted-share", 95, "granted", "applied", part=False),
        Target("revenue-growth", ("revenue",), 108, 100, "revenue@before", "base"),
    ),
    {"survival": "%"},
)


def _part(name: str, whole: str) -> Figure:
    return Figure(name, 0.85, 1.0, of=whole)


def _near(name: str, asked: int) -> Figure:
    return Figure(name, asked * 0.8, asked * 1.2 + 2)


_LEVELS = {
    "trainers": 150, "guidance_trained": 30000, "backbone_trained": 6000, "leading_talents": 300,
    "city_bases": 100, "student_parks": 50, "online_bases": 10, "online_employed": 5000, "new_projects": 450,
    "excellent_projects": 20, "excellent_enterprises": 50,
}  # fmt: skip

_ENTRIES = {
    "trainers": "trainers", "guidance_trained": "guidance-training",
    "backbone_trained": "backbone-training", "leading_talents": "leading-talents",
    "city_bases": "city-bases", "student_parks": "student-parks", "online_bases": "online-bases",
    "online_employed": "online-employment", "new_projects": "new-projects",
    "excellent_projects": "excellent-projects", "excellent_enterprises": "excellent-enterprises",
}  # fmt: skip

JIAXING = Workload(
    "jiaxing",
    "jiaxing-2013",
    (
        Figure("towns", 60, 80), _part("towns_up_to_standard", "towns"),
        Figure("respondents", 2000, 4000), _part("satisfied", "respondents"),
        Figure("training_entitled", 7000, 9000), _part("training_offered", "training_entitled"),
        Figure("trained", 11000, 13000), _part("passed", "trained"),
        Figure("attempts", 8000, 10000), Figure("successes", 0.4, 0.6, of="attempts"),
        Figure("founders", 8000, 10000), Figure("enrolled_founders", 0.05, 0.1, of="founders"),
        Figure("graduate_founders", 0.1, 0.15, of="founders"),
        Figure("activity_index", 30, 40, floats=True, cap=100),
        Figure("startups@base", 30000, 32000), Figure("startups", 1.2, 1.3, of="startups@base"),
        Figure("mean_survival", 4, 6, floats=True), Figure("jobs", 9, 11, of="founders"),
        Figure("eligible_applicants", 7000, 8000), _part("policy_beneficiaries", "eligible_applicants"),
        Figure("training_seekers", 12000, 14000), _part("training_admitted", "training_seekers"),
        Figure("areas", 5, 10), _part("networked_areas", "areas"),
        Figure("colleges", 20, 30), _part("colleges_with_courses", "colleges"),
        _near("enrolled_talents", 900), _near("graduate_talents", 2100),
        _near("enrolled_models", 40), _near("graduate_models", 60),
        *(_near(name, asked) for name, asked in _LEVELS.items()),
    ),
    (
        share("towns-coverage", 100, "towns_up_to_standard", "towns"),
        share("satisfaction", 90, "satisfied", "respondents"),
        share("training-for-all", 100, "training_offered", "training_entitled"),
        share("training-pass-rate", 90, "passed", "trained"),
        share("success-rate", 50, "successes", "attempts"),
        Target("student-share", ("enrolled_founders", "graduate_founders"), 20, 100, "founders", "whole",
               part=True),
        level("activity-index", 35, "activity_index"),
        Target("startup-growth", ("startups",), 108**3 // 64, 100**3 // 64, "startups@base", "base"),
        level("survival", 5, "mean_survival"),
        Target("jobs-per-founder", ("jobs",), 10, 1, "founders", "other", spoilt="student-share"),
        share("towns-standard", 100, "towns_up_to_standard", "towns"),
        share("policy-coverage", 95, "policy_beneficiaries", "eligible_applicants"),
        share("training-intake", 100, "training_admitted", "training_seekers"),
        share("training-network", 100, "networked_areas", "areas"),
        share("courses", 100, "colleges_with_courses", "colleges"),
        level("student-talents", 3000, "enrolled_talents", "graduate_talents"),
        level("student-models", 100, "enrolled_models", "graduate_models"),
        *(level(_ENTRIES[name], asked, name) for name, asked in _LEVELS.items()),
    ),
    {"activity_index": "%"},
)  # fmt: skip

WORKLOADS = {one.name: one for one in (PANEL, JIAXING)}
