"""Results as tables in Markdown, in English and Chinese; what they say is in words.yaml."""

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
LIBRARIES = [
    "cyxc", "narwhals", "polars", "duckdb", "numpy", "pandas", "pyarrow", "openfisca-core", "dataframely",
    "pointblank", "pandera", "great_expectations", "zen-engine", "panzi-json-logic",
]  # fmt: skip

Found = dict[str, dict[str, Any]]
"""By part: the machine it ran on and what was found."""


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{model}, {os.cpu_count()} CPU, {memory:.0f} GiB; Python {platform.python_version()}; {versions}"


def write(found: Found, language: str) -> None:
    (ROOT / "docs" / language / "benchmarks.md").write_text(page(found, language), encoding="utf-8")


def page(found: Found, language: str) -> str:
    words = Words(language)
    blocks = [f"# {words.page('title')}", words.page("intro")]
    blocks += [f"- {one}" for one in dict.fromkeys(part["machine"] for part in found.values())]
    goals = list(_goals(found, words))
    if goals:
        blocks += [
            f"## {words.page('goals')}",
            table(["", *words.heads("goal", "measured", "verdict")], goals),
        ]
    for name, part in found.items():
        rows = f"{part['found'][0].get('rows', 0):,}"
        blocks += [f"## {words.page(name)}", words.page(f"{name} text").format(rows=rows)]
        blocks += _TABLES[name](part["found"], words)
    return "\n\n".join(blocks) + "\n"


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, group: str, key: str) -> str:
        text: str = WORDS[group][key][self.language]
        return text

    def page(self, key: str) -> str:
        return self("page", key)

    def name(self, key: str) -> str:
        return self("names", key)

    def heads(self, *keys: str) -> list[str]:
        return [self("headings", key) for key in keys]

    def said(self, key: str, **parts: Any) -> str:
        return self("said", key).format(**parts)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "| --- " + "| ---: " * (len(heads) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _goals(found: Found, words: Words) -> Iterable[list[str]]:
    for goal in WORDS["goals"]:
        for workload, rows, measured in _measured(found, goal):
            text = words.said(
                "than",
                one=words.name(goal["name"]),
                other=words.name(goal["than"]),
                workload=f"{words.name(workload)}, {words.said('at', rows=f'{rows:,}')}",
            )
            kept = measured <= goal["limit"] if goal["kind"] == "at most" else measured >= goal["limit"]
            yield [
                text,
                words.said(goal["kind"], limit=goal["limit"]),
                f"{measured:.2f}",
                _verdict(kept, words),
            ]
    for workload in ("panel", "jiaxing"):
        for name in ("cyxc:polars", "cyxc:pandas", "cyxc:duckdb"):
            least = {one["rows"]: one["least"] for one in _of(found, "sizes", workload=workload, name=name)}
            if 10**7 in least and 10**6 in least:
                grows = least[10**7] / least[10**6] / 10
                text = words.said("grows", name=words.name(name), workload=words.name(workload))
                # Two runs of one size differ by a tenth as well.
                yield [text, words.said("at most", limit=1.1), f"{grows:.2f}", _verdict(grows <= 1.1, words)]
        for one in _of(found, "long", workload=workload, name="cyxc:long"):
            text = words.said(
                "than",
                one=words.name("cyxc:long"),
                other=words.name("polars:scan"),
                workload=words.said("at", rows=f"{one['rows']:,}"),
            )
            limit = words.said("at most", limit=10)
            yield [text, limit, f"{one['ratio']:.2f}", _verdict(one["ratio"] <= 10, words)]
        for one in _of(found, "small", workload=workload, rows=1):
            text, time = words.said("one row", workload=words.name(workload)), one["median"] * 1000
            yield [text, words.said("under ms", limit=5), f"{time:.2f} ms", _verdict(time < 5, words)]
    for one in _of(found, "national", name="judge"):
        peak = one["peak"] / 1024
        yield [
            words.said("memory"),
            words.said("under GB", limit=8),
            f"{peak:.2f} GB",
            _verdict(peak < 8, words),
        ]
    line = [one for one in _of(found, "line") if one["name"].startswith("cyxc")]
    if line:
        wrong = sum(count for one in line for key, count in one.items() if key not in ("name", "rows"))
        measured = words.said("wrong", count=wrong)
        yield [words.said("line"), words.said("none wrong"), measured, _verdict(wrong == 0, words)]


def _measured(found: Found, goal: dict[str, Any]) -> Iterable[tuple[str, int, float]]:
    """Workload, rows and ratio of a goal, where there are a million rows or more."""
    if goal["kind"] == "at least":
        for one in _of(found, "libraries", name=goal["name"]):
            yield one["workload"], one["rows"], one["ratio"]
        return
    rows = [one for one in _of(found, "sizes") if one["rows"] >= 10**6]
    for one in rows:
        if one["name"] == goal["name"]:
            # Both stand beside the same third one where they don't stand beside each other.
            base = next(
                r["ratio"]
                for r in rows
                if (r["name"], r["rows"], r["workload"]) == (goal["than"], one["rows"], one["workload"])
            )
            yield one["workload"], one["rows"], one["ratio"] / base


def _of(found: Found, part: str, **asked: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.get(part, {}).get("found", [])
    return [one for one in rows if all(one[key] == value for key, value in asked.items())]


def _verdict(kept: bool, words: Words) -> str:
    return words.said("kept" if kept else "missed")


def _answers(found: list[dict[str, Any]], words: Words) -> list[str]:
    return [
        table(
            words.heads("contender", "workload", "rows", "statuses", "margins"),
            (
                [words.name(r["name"]), words.name(r["workload"]), *_counts(r, "rows", "statuses", "margins")]
                for r in found
            ),
        )
    ]


def _line(found: list[dict[str, Any]], words: Words) -> list[str]:
    keys = [
        f"{target}, {place}"
        for place in ("on the line", "a hundredth below")
        for target in ("revenue-growth", "granted-share")
    ]
    return [
        table(
            words.heads("contender", "rows", "growth on", "ratio on", "growth below", "ratio below"),
            ([words.name(one["name"]), *_counts(one, "rows", *keys)] for one in found),
        )
    ]


def _sizes(found: list[dict[str, Any]], words: Words) -> list[str]:
    blocks = []
    for workload, rows in dict.fromkeys((one["workload"], one["rows"]) for one in found):
        same = [one for one in found if (one["workload"], one["rows"]) == (workload, rows)]
        blocks.append(f"### {words.name(workload)}, {words.said('at', rows=f'{rows:,}')}")
        heads = words.heads("contender", "least", "median", "row", "ratio", "rest", "peak")
        blocks.append(table(heads, ([words.name(one["name"]), *_times(one)] for one in same)))
    return blocks


def _times(one: dict[str, Any]) -> list[str]:
    times = [
        f"{one['least'] * 1e3:,.1f}",
        f"{one['median'] * 1e3:,.1f}",
        f"{one['least'] / one['rows'] * 1e9:,.0f}",
    ]
    return [*times, f"{one['ratio']:,.2f}", f"{one['rest']:,.0f}", f"{one['peak']:,.0f}"]


def _libraries(found: list[dict[str, Any]], words: Words) -> list[str]:
    return [_of_all(found, words, "times")]


def _long(found: list[dict[str, Any]], words: Words) -> list[str]:
    return [_of_all(found, words, "scan")]


def _of_all(found: list[dict[str, Any]], words: Words, ratio: str) -> str:
    """The times of several over their own numbers of rows; `ratio` heads what they are compared with."""
    heads = words.heads("contender", "rows", "least", "median", "row", ratio, "rest", "peak")
    return table(heads, ([words.name(one["name"]), f"{one['rows']:,}", *_times(one)] for one in found))


def _small(found: list[dict[str, Any]], words: Words) -> list[str]:
    rows = (
        [
            words.name(one["workload"]),
            f"{one['rows']:,}",
            f"{one['least'] * 1e3:.2f}",
            f"{one['median'] * 1e3:.2f}",
        ]
        for one in found
    )
    return [table(words.heads("workload", "rows", "least", "median"), rows)]


def _national(found: list[dict[str, Any]], words: Words) -> list[str]:
    rows = (
        [
            words.name(one["name"]),
            f"{one['seconds']:,.0f}",
            f"{one['rows'] / one['seconds'] / 1e6:.2f}",
            f"{one['peak']:,.0f}",
            f"{one['read'] / 1e9:.1f}, {one['bytes'] / 1e9:.1f}",
        ]
        for one in found
    )
    return [table(words.heads("contender", "seconds", "speed", "peak", "files"), rows)]


def _counts(one: dict[str, Any], *keys: str) -> list[str]:
    return [f"{one[key]:,}" for key in keys]


_TABLES = {
    "answers": _answers, "line": _line, "sizes": _sizes, "libraries": _libraries, "long": _long,
    "small": _small,
    "national": _national,
}  # fmt: skip
