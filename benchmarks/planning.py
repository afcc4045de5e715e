"""How the first evaluation under a large scheme grows with it: planning is done once a scheme.

A made-up scheme of n targets, each on an indicator of its own: a count, a share whose parts are counts, a
growth over the year before, a sum, in turn. What four times as many targets cost is the answer; 4 is linear.
When every node looked through all targets and every leaf through all nodes, 10,000 took 18 s instead of
1.3 s, 13 times what 2,500 took.
Run from a checkout:

    python -m pip install -e . && python benchmarks/planning.py
"""

import platform
import sys
import time
from importlib.metadata import version

import cyxc

SIZES = (2_500, 10_000)
HEAD = """
format: cyxc.scheme/1
id: large
version: "1"
title: {zh: 大, en: large}
place: {zh: 某地, en: somewhere, level: town}
term: {start: 2020, due: 2020}
"""
SAID = "clause: 一, text: {zh: 说, en: says}"
KINDS = (
    ("flow: 人", "at_least: 100 人"),
    ('unit: "%", formula: i{one} / (i{one} + i{two})', "at_least: 20 %"),
    ("stock: 户, thing: enterprise", "growth: 8 %"),
    ("flow: 人, formula: i{one} + i{two}", "at_least: 150 人"),
)
"""Indicator and rule of every fourth target; `one` and `two` are counts that stand before it."""


def scheme(targets: int) -> cyxc.Scheme:
    """A scheme of so many targets."""
    indicators, asked = [], []
    for number in range(targets):
        keys, rule = KINDS[number % 4]
        one = number - number % 4
        keys = keys.format(one=one, two=max(0, one - 4)) if one else KINDS[0][0]
        rule = rule if one else KINDS[0][1]
        indicators.append(f"  i{number}: {{{SAID}, name: {{zh: 数{number}, en: n{number}}}, {keys}}}\n")
        asked.append(f"  t{number}: {{{SAID}, indicator: i{number}, {rule}}}\n")
    return cyxc.loads(f"{HEAD}indicators:\n{''.join(indicators)}targets:\n{''.join(asked)}")


def seconds(targets: int) -> tuple[float, float]:
    """How long the first evaluation takes, and the next."""
    made, found = scheme(targets), []
    figures = {f"i{number}": 90 + number % 20 for number in range(0, targets, 4)}
    for _ in range(2):
        start = time.perf_counter()
        made.evaluate(figures)
        found.append(time.perf_counter() - start)
    return found[0], found[1]


def main() -> int:
    print(f"cyxc {version('cyxc')}, CPython {platform.python_version()}, {platform.machine()}")
    seconds(10)  # what is imported when it is first called is not planning
    firsts = []
    for targets in SIZES:
        first, again = seconds(targets)
        firsts.append(first)
        print(f"{targets:>6,} targets: first {first:6.2f} s, again {again * 1000:6.1f} ms")
    print(f"four times as many targets take {firsts[1] / firsts[0]:.1f} times as long at first")
    return 0


if __name__ == "__main__":
    sys.exit(main())
