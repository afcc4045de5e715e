"""One place judged: cyxc against the same thresholds written by hand, in zen-engine and in JsonLogic.

Jiaxing's 28 targets, every status decided (met, not met, no data, undefined), margins and readings left to
whoever reads them. Each contender judges the same figures; their statuses are compared before anything is
timed. Run from a checkout:

    python -m pip install -e '.[bench]' && python benchmarks/one_place.py
"""

import json
import platform
import sys
import timeit
from collections.abc import Callable
from decimal import Decimal
from importlib.metadata import version

import attrs
import zen
from json_logic import jsonLogic

import cyxc

FIGURES: dict[str, int | Decimal] = {
    "towns": 70, "towns_up_to_standard": 66, "respondents": 3000, "satisfied": 2766,
    "training_entitled": 8200, "training_offered": 8200, "trained": 12400, "passed": 11532,
    "attempts": 9000, "successes": 4320, "founders": 9000, "enrolled_founders": 700,
    "graduate_founders": 1280, "activity_index": Decimal("36.2"), "startups": 39500,
    "startups@base": 31000, "mean_survival": Decimal("5.4"), "jobs": 88500, "eligible_applicants": 7600,
    "policy_beneficiaries": 7296, "training_seekers": 13100, "training_admitted": 13100, "areas": 8,
    "networked_areas": 8, "trainers": 158, "colleges": 24, "colleges_with_courses": 24,
    "guidance_trained": 31200, "backbone_trained": 6150, "enrolled_talents": 900, "graduate_talents": 2240,
    "leading_talents": 286, "city_bases": 104, "student_parks": 46, "online_bases": 11,
    "online_employed": 5630, "new_projects": 472, "excellent_projects": 22, "enrolled_models": 38,
    "graduate_models": 66, "excellent_enterprises": 53,
}  # fmt: skip

# target, numerators, denominators, threshold as numerator and denominator
RULES: list[tuple[str, list[str], list[str], int, int]] = [
    ("towns-coverage", ["towns_up_to_standard"], ["towns"], 1, 1),
    ("satisfaction", ["satisfied"], ["respondents"], 9, 10),
    ("training-for-all", ["training_offered"], ["training_entitled"], 1, 1),
    ("training-pass-rate", ["passed"], ["trained"], 9, 10),
    ("success-rate", ["successes"], ["attempts"], 1, 2),
    ("student-share", ["enrolled_founders", "graduate_founders"], ["founders"], 1, 5),
    ("activity-index", ["activity_index"], [], 35, 1),
    ("startup-growth", ["startups"], ["startups@base"], 108**3, 100**3),
    ("survival", ["mean_survival"], [], 5, 1),
    ("jobs-per-founder", ["jobs"], ["founders"], 10, 1),
    ("towns-standard", ["towns_up_to_standard"], ["towns"], 1, 1),
    ("policy-coverage", ["policy_beneficiaries"], ["eligible_applicants"], 95, 100),
    ("training-intake", ["training_admitted"], ["training_seekers"], 1, 1),
    ("training-network", ["networked_areas"], ["areas"], 1, 1),
    ("trainers", ["trainers"], [], 150, 1),
    ("courses", ["colleges_with_courses"], ["colleges"], 1, 1),
    ("guidance-training", ["guidance_trained"], [], 30000, 1),
    ("backbone-training", ["backbone_trained"], [], 6000, 1),
    ("student-talents", ["enrolled_talents", "graduate_talents"], [], 3000, 1),
    ("leading-talents", ["leading_talents"], [], 300, 1),
    ("city-bases", ["city_bases"], [], 100, 1),
    ("student-parks", ["student_parks"], [], 50, 1),
    ("online-bases", ["online_bases"], [], 10, 1),
    ("online-employment", ["online_employed"], [], 5000, 1),
    ("new-projects", ["new_projects"], [], 450, 1),
    ("excellent-projects", ["excellent_projects"], [], 20, 1),
    ("student-models", ["enrolled_models", "graduate_models"], [], 100, 1),
    ("excellent-enterprises", ["excellent_enterprises"], [], 50, 1),
]


@attrs.frozen
class Record:
    target: str
    status: str


def by_hand(figures: dict[str, int | Decimal]) -> list[Record]:
    records = []
    for target, tops, bottoms, numerator, denominator in RULES:
        top = figures.get(tops[0])
        if len(tops) > 1 and top is not None:
            second = figures.get(tops[1])
            top = None if second is None else top + second
        bottom = figures.get(bottoms[0]) if bottoms else 1
        if top is None or bottom is None:
            status = "no_data"
        elif bottom == 0:
            status = "undefined"
        else:
            status = "met" if top * denominator >= bottom * numerator else "not_met"
        records.append(Record(target, status))
    return records


def zen_engine() -> Callable[[dict[str, float]], dict[str, str]]:
    def key(name: str) -> str:
        return name.replace("@", "_at_").replace("-", "_")

    expressions = []
    for target, tops, bottoms, numerator, denominator in RULES:
        missing = " or ".join(f"{key(name)} == null" for name in (*tops, *bottoms))
        zero = f"{key(bottoms[0])} == 0 ? 'undefined' : " if bottoms else ""
        top, bottom = " + ".join(map(key, tops)), key(bottoms[0]) if bottoms else "1"
        test = f"({top}) * {denominator} >= {bottom} * {numerator} ? 'met' : 'not_met'"
        value = f"{missing} ? 'no_data' : {zero}{test}"
        expressions.append({"id": target, "key": key(target), "value": value})
    graph = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
            {
                "id": "rules", "type": "expressionNode", "name": "rules",
                "position": {"x": 0, "y": 0}, "content": {"expressions": expressions},
            },
            {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
            {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
        ],
    }  # fmt: skip
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    return lambda figures: decision.evaluate(figures)["result"]


def json_logic() -> Callable[[dict[str, float]], dict[str, str]]:
    rules = {}
    for target, tops, bottoms, numerator, denominator in RULES:
        top = {"+": [{"var": name} for name in tops]}
        bottom = {"var": bottoms[0]} if bottoms else 1
        missing = {"missing": [*tops, *bottoms]}
        zero = [{"==": [bottom, 0]}, "undefined"] if bottoms else []
        test = {">=": [{"*": [top, denominator]}, {"*": [bottom, numerator]}]}
        rules[target] = {"if": [missing, "no_data", *zero, test, "met", "not_met"]}
    return lambda figures: {target: jsonLogic(rule, figures) for target, rule in rules.items()}


def microseconds(run: Callable[[], object], repeats: int) -> float:
    run()
    return min(timeit.repeat(run, number=repeats, repeat=7)) / repeats * 1e6


def main() -> int:
    scheme = cyxc.load("jiaxing-2013")
    # A share is handed in with its unit: a bare number is never a percentage.
    ours = {**FIGURES, "activity_index": (FIGURES["activity_index"], "%")}
    floats = {name: float(value) for name, value in FIGURES.items()}
    underscored = {name.replace("@", "_at_"): value for name, value in floats.items()}
    decide, logic = zen_engine(), json_logic()

    expected = {record.target: record.status for record in by_hand(FIGURES)}
    assert {v.id: v.status.value for v in scheme.evaluate(ours).targets} == expected
    assert {k.replace("_", "-"): v for k, v in decide(underscored).items()} == expected
    assert logic(floats) == expected

    count = len(RULES)
    times = {
        "by hand": microseconds(lambda: by_hand(FIGURES), 2000),
        "cyxc": microseconds(lambda: scheme.evaluate(ours), 1000),
        "zen-engine": microseconds(lambda: decide(underscored), 300),
        "JsonLogic (panzi)": microseconds(lambda: logic(floats), 300),
    }
    print(f"Python {platform.python_version()}, {platform.machine()}; cyxc {version('cyxc')}, ", end="")
    print(
        f"zen-engine {version('zen-engine')}, panzi-json-logic {version('panzi-json-logic')}; {count} targets"
    )
    for name, time in times.items():
        share = f"{time / times['cyxc']:7.2f} × cyxc"
        print(f"{name:20}{time:9.1f} µs a place {time / count:7.2f} µs a target {share}")
    print(f"cyxc / by hand = {times['cyxc'] / times['by hand']:.2f} (goal: at most 8)")
    for name in ("zen-engine", "JsonLogic (panzi)"):
        print(f"{name} / cyxc = {times[name] / times['cyxc']:.2f} (goal: at least 5)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
