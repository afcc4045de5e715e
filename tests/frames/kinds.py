"""A scheme with a target of every kind, rows around each of its lines, and what comes out, by hand.

The first row lies on every line at once; each other row changes some figures of it. A status is said by a
letter: m met, n not met, d no data, i invalid, u undefined, w waiting (not due), x not applicable.
"""

from functools import cache
from typing import Any

import attrs

import cyxc
from cyxc.rules.status import INVALID, MET, NO_DATA, NOT_APPLICABLE, NOT_DUE, NOT_MET, UNDEFINED
from support import small

CODES = {
    "m": MET, "n": NOT_MET, "d": NO_DATA, "i": INVALID, "u": UNDEFINED, "w": NOT_DUE, "x": NOT_APPLICABLE,
}  # fmt: skip

UNITS = {"rate": "%", "rate@before": "%", "rate@local_average": "%"}


@cache
def scheme() -> cyxc.Scheme:
    return small(
        {
            "a": "flow: 人",
            "b": "flow: 人",
            "part": "flow: 人, part_of: [b]",
            "money": "flow: 万元",
            "rate": "kind: rate, unit: '%'",
            "share": "formula: part / b, unit: '%'",
            "ratio": "formula: b / a, unit: '1'",
            "net": "flow: 万元, signed: yes",
        },
        {
            "floor": "indicator: a, at_least: 5 人",
            "strict": "indicator: a, more_than: 5 人",
            "ceiling": "indicator: a, at_most: 5 人",
            "below": "indicator: a, less_than: 5 人",
            "exact": "indicator: a, equals: 5 人",
            "band": "indicator: a, between: {lower: 5 人, upper: 7 人}",
            "amount": "indicator: money, at_least: 108.1 万元",
            "growth": "indicator: money, growth: 8 %",
            "rise": "indicator: rate, rise: 2.5 百分点",
            "average": "indicator: rate, better_than: local_average",
            "share": "indicator: share, at_least: 40 %",
            "ratio": 'indicator: ratio, at_least: "1:2"',
            "net": "indicator: net, at_least: -0.5 万元",
            "both": "each: {of: [a, b], at_least: 5 人}",
            "every": "all: [floor, ceiling]",
            "some": "some: {need: 2, of: [strict, exact, share]}",
        },
    )


ON_THE_LINE: dict[str, Any] = {
    "a": 5, "b": 10, "part": 4, "money": 108.1, "money@before": 100.0, "rate": 52.5, "rate@before": 50.0,
    "rate@local_average": 52.4, "net": -0.5,
}  # fmt: skip

COMES_TO = {
    "floor": "m", "strict": "n", "ceiling": "m", "below": "n", "exact": "m", "band": "m", "amount": "m",
    "growth": "m", "rise": "m", "average": "m", "share": "m", "ratio": "m", "net": "m", "both": "m",
    "every": "m", "some": "m",
}  # fmt: skip


@attrs.frozen
class Case:
    """Figures that differ from those on the line, and the statuses that differ because of it."""

    name: str
    figures: dict[str, Any]
    statuses: dict[str, str]

    @property
    def row(self) -> dict[str, Any]:
        return ON_THE_LINE | self.figures

    @property
    def expected(self) -> dict[str, int]:
        return {target: CODES[letter] for target, letter in (COMES_TO | self.statuses).items()}


NAN, INF = float("nan"), float("inf")

# Of "some" two of strict, exact and share have to be met; of "every" both floor and ceiling.
CASES = (
    Case("on the line", {}, {}),
    Case(
        "a one step below", {"a": 4},
        {"floor": "n", "below": "m", "exact": "n", "band": "n", "both": "n", "every": "n", "some": "n"},
    ),
    Case(
        "a one step above, ratio 10/6 below 2", {"a": 6},
        {"strict": "m", "ceiling": "n", "exact": "n", "ratio": "n", "every": "n"},
    ),
    Case("a at the upper end of the band", {"a": 7},
         {"strict": "m", "ceiling": "n", "exact": "n", "ratio": "n", "every": "n"}),
    Case("a above the band", {"a": 8},
         {"strict": "m", "ceiling": "n", "exact": "n", "band": "n", "ratio": "n", "every": "n"}),
    Case("amount a step below", {"money": 108.099999}, {"amount": "n"}),
    Case("growth a step below", {"money": 108.0, "money@before": 100.000001}, {"amount": "n", "growth": "n"}),
    Case("growth on the line with decimals", {"money": 0.324, "money@before": 0.3}, {"amount": "n"}),
    Case("growth from nothing", {"money@before": 0.0}, {"growth": "u"}),
    Case("rise a step below", {"rate": 52.4999, "rate@local_average": 52.4998}, {"rise": "n"}),
    Case("no better than the average", {"rate@local_average": 52.5}, {"average": "n"}),
    Case("share a step below", {"b": 10_000, "part": 3_999, "a": 5_000},
         {"strict": "m", "ceiling": "n", "exact": "n", "band": "n", "share": "n", "every": "n", "some": "n"}),
    Case("share of nothing", {"b": 0, "part": 0},
         {"share": "u", "ratio": "n", "both": "n", "some": "u"}),
    Case("ratio over nothing", {"a": 0},
         {"floor": "n", "below": "m", "exact": "n", "band": "n", "ratio": "u", "both": "n", "every": "n",
          "some": "n"}),
    Case("part over its whole", {"part": 11}, {"share": "i", "ratio": "i", "both": "i", "some": "i"}),
    Case("half a person", {"part": 3.5}, {"share": "i", "some": "i"}),
    Case("less than nobody", {"a": -1},
         {"floor": "i", "strict": "i", "ceiling": "i", "below": "i", "exact": "i", "band": "i", "ratio": "i",
          "both": "i", "every": "i", "some": "i"}),
    Case("signed below the line", {"net": -0.500001}, {"net": "n"}),
    Case("more than all", {"rate": 100.0001}, {"rise": "i", "average": "i"}),
    Case("all of it", {"rate": 100.0}, {}),
    Case("nothing of a", {"a": None},
         {"floor": "d", "strict": "d", "ceiling": "d", "below": "d", "exact": "d", "band": "d", "ratio": "d",
          "both": "d", "every": "d", "some": "d"}),
    Case("NaN for money", {"money": NAN}, {"amount": "d", "growth": "d"}),
    Case("NaN the year before", {"money@before": NAN}, {"growth": "d"}),
    Case("no average", {"rate@local_average": None}, {"average": "d"}),
    Case("infinite money", {"money": INF}, {"amount": "i", "growth": "i"}),
    Case("minus infinity", {"net": -INF}, {"net": "i"}),
    Case("infinite base", {"money@before": INF}, {"growth": "i"}),
    Case("invalid beats missing", {"money": INF, "money@before": None}, {"amount": "i", "growth": "i"}),
    Case("large and on the line", {"money": 108_000_000.0, "money@before": 100_000_000.0}, {}),
    Case("large and a step below", {"money": 107_999_999.99, "money@before": 100_000_000.0},
         {"growth": "n"}),
)  # fmt: skip

FINER = (
    Case("finer than a step, on the line", {"money": 0.1 + 0.2, "money@before": (0.1 + 0.2) / 1.08},
         {"amount": "n"}),
    Case("finer than a step and below", {"money": 108.09999999}, {"amount": "n"}),
    Case("finer than a step and above", {"money": 108.10000001}, {}),
    Case("a share computed in floats", {"rate": 52.50000000000001, "rate@before": 50.00000000000001}, {}),
    Case("beyond floats", {"money": 1e20, "money@before": 1e20}, {"growth": "n"}),
    Case("beyond floats, on the line", {"money": 1.08e20, "money@before": 1e20}, {}),
)  # fmt: skip
"""Rows that floats can't tell: where there is an exact path it decides them, elsewhere they are refused."""
