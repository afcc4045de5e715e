"""A county from below: 541 communities and villages judged, counted, added up, and the county judged by them.

23 communities and 518 villages with made-up figures (seeded: the same on every run) under panzhihua-2010,
which here stands for the county's title; the counts and sums go into `county`. Every stage is timed alone.
Run from a checkout:

    python -m pip install -e . && python benchmarks/levels.py
"""

import platform
import random
import sys
import timeit
from collections.abc import Callable
from importlib.metadata import version

import cyxc

SEED = 20100301
COMMUNITIES, VILLAGES, TOWNSHIPS, PARKS = 23, 518, 18, 6
GOAL = 2.0
"""Seconds for all of it together."""


def figures(chance: random.Random) -> dict[str, object]:
    """One place: mostly just beyond what is asked, sometimes short of it, sometimes with a gap."""
    eligible, in_need, attempts = chance.randint(20, 60), chance.randint(5, 30), chance.randint(10, 40)
    founders, jobs = chance.randint(10, 30), chance.randint(10, 40)
    cohort, employed = chance.randint(10, 30), chance.randint(200, 400)
    found: dict[str, object] = {
        "guidance_staff": chance.choice([1, 1, 1, 2]),
        "eligible_founders": eligible,
        "supported_founders": eligible - chance.choice([0] * 19 + [1]),
        "in_need": in_need,
        "helped": in_need - chance.choice([0] * 19 + [1]),
        "activity_index": (chance.choice([12, 13, 14]), "1"),
        "activity_index@local_average": (11, "1"),
        "employed": employed,
        "founders_all": employed // 8,
        "jobs_all": employed // 8,
        "attempts": attempts,
        "successes": -(-attempts // 2) - chance.choice([0] * 19 + [1]),
        "cohort2_opened": cohort,
        "cohort2_alive": -(-cohort * 7 // 10),
        "founders": founders,
        "jobs": jobs,
        "new_employment": (founders + jobs) * 2,
    }
    if chance.random() < 0.02:
        del found[chance.choice(["successes", "helped", "employed"])]
    return found


def county() -> tuple[cyxc.Places, dict[str, dict[str, object]]]:
    """The county's places, each township with its share of them, and the figures of the lowest level."""
    chance = random.Random(SEED)
    listed = [cyxc.Place(code="X", name="X", level="county")]
    listed += [
        cyxc.Place(code=f"T{i:02}", name=f"T{i:02}", level="town", parent="X", kind="township")
        for i in range(TOWNSHIPS)
    ]
    data = {}
    for kind, count in (("community", COMMUNITIES), ("village", VILLAGES)):
        for i in range(count):
            code = f"{kind[0].upper()}{i:03}"
            town = f"T{i % TOWNSHIPS:02}"
            listed.append(cyxc.Place(code=code, name=code, level="community", parent=town, kind=kind))
            data[code] = figures(chance)
    return cyxc.Places(listed), data


def seconds(run: Callable[[], object], repeats: int = 5) -> float:
    return min(timeit.repeat(run, number=1, repeat=repeats))


def main() -> int:
    places, data = county()
    lower, upper = cyxc.load("panzhihua-2010"), cyxc.load("county")
    kinds = {kind: [p.code for p in places if p.kind == kind] for kind in ("community", "village")}
    answers = {"title-share-counts": "recognised"}

    def judge() -> cyxc.Evaluations:
        return lower.evaluate_many(data, places=places)

    def count(found: cyxc.Evaluations) -> dict[str, cyxc.Count]:
        return {
            kind: cyxc.count_places(found, title="entrepreneurial", fact="holds", among=codes)
            for kind, codes in kinds.items()
        }

    def add(found: cyxc.Evaluations) -> list[cyxc.Observation]:
        return cyxc.rollup(lower, found, "X").data

    def above(found: cyxc.Evaluations, counts: dict[str, cyxc.Count]) -> cyxc.Evaluation:
        totals = {seen.indicator: seen for seen in add(found)}
        own = {"townships": TOWNSHIPS, "parks": PARKS, "communities": COMMUNITIES, "villages": VILLAGES}
        held = {"communities_recognised": counts["community"], "villages_recognised": counts["village"]}
        rest = {"townships_recognised": TOWNSHIPS, "parks_recognised": PARKS}
        sums = {"founders": totals["founders"], "jobs": totals["jobs"]}
        return upper.evaluate({**own, **held, **rest, **sums}, readings=answers)

    def everything() -> cyxc.Evaluation:
        found = judge()
        return above(found, count(found))

    start = timeit.default_timer()
    everything()
    first = timeit.default_timer() - start
    found = judge()
    counts = count(found)
    result = above(found, counts)
    verdict = result["title-share"]
    times = {
        "judge 541 places": seconds(judge),
        "count the holders": seconds(lambda: count(found)),
        "add up the figures": seconds(lambda: add(found)),
        "all, the county included": seconds(everything),
        "trace to every place": seconds(verdict.trace),
    }
    print(f"Python {platform.python_version()}, {platform.machine()}; cyxc {version('cyxc')}; {found}")
    print(f"communities {counts['community']}, villages {counts['village']}: {verdict.explanation.en}")
    for name, time in times.items():
        print(f"{name:26}{time * 1000:9.1f} ms")
    print(f"all, the first time (schemes planned) {first:.3f} s (goal: under {GOAL:g} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
