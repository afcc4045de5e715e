"""What is measured, part by part; each takes a directory for its files and the most rows; plain data."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import measure
import numpy as np
import polars as pl
from exact import judge
from measure import Times, ratio, side_by_side
from panel import COMMUNITIES, MONTHS

import cyxc
import data
from rules import JIAXING, PANEL, WORKLOADS, Workload

SEED = 20261101
MEMORY = 18e9
"""Bytes that contenders measured together may hold in all, by a rough guess beforehand."""

FULL = {
    "polars": [
        "polars:exact",
        "cyxc:polars",
        "cyxc:polars-lazy",
        "cyxc:pyarrow",
        "polars:trusting",
        "polars:bare",
    ],
    "duckdb": ["duckdb:exact", "cyxc:duckdb"],
    "numpy": ["numpy:exact", "cyxc:pandas", "cyxc:pyarrow-alone"],
}
"""Who runs beside whom over all sizes; the first of each is what the others are compared with."""

LIBRARIES = {
    "openfisca": 10**6,
    "dataframely": 10**6,
    "pointblank": 10**6,
    "pandera": 10**6,
    "great_expectations": 10**5,
    "zen": 10**4,
    "jsonlogic": 10**4,
}
"""Over how many rows at most each library is measured, beside cyxc over 10**6."""

FLOATS = ["polars:bare", *(f"{name}:plain" for name in LIBRARIES)]
WHOLE = ["polars:exact", "duckdb:exact", "numpy:exact", *(f"{name}:full" for name in LIBRARIES)]
OURS = ["cyxc:polars", "cyxc:polars-lazy", "cyxc:pandas", "cyxc:pyarrow", "cyxc:pyarrow-alone", "cyxc:duckdb"]

SETTLING = {"polars:exact", "numpy:exact", *OURS} - {"cyxc:duckdb"}
"""Who also judges figures that are finer or larger than floats can tell."""


def answers(where: Path, rows: int) -> list[dict[str, Any]]:
    """How many statuses and margins of a faulty sample differ from exact fractions, by contender."""
    path, found, count = where / "sample.parquet", [], min(rows, 3000)
    for workload in (PANEL, JIAXING):
        for finer in (True, False):
            table = data.faulty(workload, count, SEED, finer=finer)
            table.write_parquet(path)
            expected = [judge(workload, row) for row in table.iter_rows(named=True)]
            _one_by_one(workload, table.head(300), expected)
            for name in (*WHOLE, *OURS):
                if finer == (name in SETTLING) and (
                    workload is PANEL or name.partition(":")[0] not in LIBRARIES
                ):
                    got = measure.answers(name, workload, path, where / "answers.npz")
                    wrong = _differences(workload, expected, got)
                    found.append({"name": name, "workload": workload.name, "rows": count, **wrong})
                    by_us = name.startswith("cyxc") or name in FULL or name.endswith(":exact")
                    if by_us and (wrong["statuses"] or wrong["margins"]):
                        raise AssertionError(f"{name} differs from exact fractions: {wrong}")
    return found


def _one_by_one(workload: Workload, table: pl.DataFrame, expected: Sequence[Any]) -> None:
    """The object path of cyxc comes to the same as exact fractions."""
    scheme = cyxc.load(workload.scheme)
    for row, answer in zip(table.iter_rows(named=True), expected, strict=False):
        figures: dict[str, Any] = {}
        for name, value in row.items():
            if value is not None and value == value:
                figures[name] = (value, workload.units[name]) if name in workload.units else value
        try:
            result = scheme.evaluate(figures)
        except cyxc.DataError:
            continue  # an infinite figure or a part of a person is refused here, and invalid in a frame
        for target in workload.targets:
            verdict = result[target.id]
            if verdict.status.code != answer[target.id][0]:
                raise AssertionError(f"{target.id}: {verdict.status} of {row}")


def _differences(workload: Workload, expected: Sequence[Any], got: dict[str, Any]) -> dict[str, int]:
    statuses = margins = 0
    for target in workload.targets:
        codes = np.array([row[target.id][0] for row in expected])
        exact = np.array([np.nan if row[target.id][1] is None else row[target.id][1] for row in expected])
        statuses += int((codes != got[f"{target.id}/status"]).sum())
        found = got[f"{target.id}/margin"]
        margins += int(((exact != found) & ~(np.isnan(exact) & np.isnan(found))).sum())
    return {"statuses": statuses, "margins": margins}


def line(where: Path, rows: int) -> list[dict[str, Any]]:
    """Wrong verdicts on rows that lie exactly on a line, and a hundredth below it."""
    path, found, count = where / "line.parquet", [], min(rows, 20_000)
    for name in (*FLOATS, *WHOLE, *OURS):
        few = min(count, 2000) if name.partition(":")[0] in ("zen", "jsonlogic") else count
        wrong: dict[str, Any] = {"name": name, "rows": few}
        for place, table in data.on_the_line(few, SEED).items():
            table.write_parquet(path)
            got = measure.answers(name, PANEL, path, where / "answers.npz")
            for target in ("revenue-growth", "granted-share"):
                right = 6 if place == "on the line" else 5
                wrong[f"{target}, {place}"] = int((got[f"{target}/status"] != right).sum())
        found.append(wrong)
    return found


def sizes(where: Path, rows: int) -> list[dict[str, Any]]:
    """All engines beside what is written by hand, from a thousand rows on."""
    found = []
    for workload in WORKLOADS.values():
        for power in range(3, 8):
            if 10**power > rows:
                break
            path = where / "rows.parquet"
            data.write(workload, 10**power, SEED, path)
            for group in FULL.values():
                for names in _together(group, workload, 10**power):
                    print(f"   {workload.name} 1e{power} {' '.join(names)}", file=sys.stderr, flush=True)
                    times = side_by_side(names, workload, path, 10**power, _rounds(10**power))
                    found += _compared(workload, times)
            path.unlink()
    return found


def _rounds(rows: int) -> int:
    return {3: 31, 4: 31, 5: 21, 6: 11}.get(len(str(rows)) - 1, 5)


def _together(group: Sequence[str], workload: Workload, rows: int) -> Iterable[list[str]]:
    """Those who fit into memory at once, each time with the first of the group."""
    each = rows * 8 * (len(workload.figures) + 2 * len(workload.targets)) * 1.3
    size = max(1, int(MEMORY // each) - 1)
    first, *others = group
    for start in range(0, len(others), size):
        yield [first, *others[start : start + size]]


def _compared(workload: Workload, times: Sequence[Times]) -> list[dict[str, Any]]:
    first = times[0]
    return [
        {
            "workload": workload.name,
            "name": one.name,
            "rows": one.rows,
            "least": one.least,
            "median": one.median,
            "rest": one.rest,
            "peak": one.peak,
            "than": first.name,
            "ratio": ratio(one, first),
        }
        for one in times
    ]


def libraries(where: Path, rows: int) -> list[dict[str, Any]]:
    """Every library beside cyxc on polars, with the same full answer and with bare rules, by row."""
    found, most, ours = [], min(rows, 10**6), where / "ours.parquet"
    data.write(PANEL, most, SEED, ours)
    for library, limit in LIBRARIES.items():
        path, few = where / "library.parquet", min(limit, most)
        data.write(PANEL, few, SEED, path)
        for variant in ("full", "plain"):
            name = f"{library}:{variant}"
            print(f"   {name} {few}", file=sys.stderr, flush=True)
            pair = [("cyxc:polars", ours, most), (name, path, few)]
            found.append(_compared(PANEL, _taking_turns(pair, 7))[1])
    return found


def _taking_turns(pair: Sequence[tuple[str, Path, int]], rounds: int) -> list[Times]:
    """Two contenders on files of their own."""
    (one, its, many), (other, theirs, few) = pair
    with measure.worker(one, PANEL, its) as first, measure.worker(other, PANEL, theirs) as second:
        workers = (first, second)
        runs = [[worker.ask("run") for worker in workers] for _ in range(rounds + 1)]
    times = []
    for at, (worker, count) in enumerate(zip(workers, (many, few), strict=True)):
        seconds = tuple(both[at]["seconds"] for both in runs[1:])
        times.append(Times(worker.name, count, seconds, worker.rest, max(both[at]["peak"] for both in runs)))
    return times


def long(where: Path, rows: int) -> list[dict[str, Any]]:
    """Rows of single observations, from their file to statuses and margins, beside reading the file alone."""
    path, found = where / "long.parquet", []
    for power in (6, 7):
        if 10**power <= rows:
            count = data.melted(PANEL, 10**power // len(PANEL.figures), SEED, path)
            _as_wide(path)
            found += _compared(PANEL, side_by_side(["polars:scan", "cyxc:long"], PANEL, path, count, 7))
            path.unlink()
    return found


def _as_wide(path: Path) -> None:
    """Places told row by row come to what they come to as rows of columns."""
    scheme, told = cyxc.load(PANEL.scheme), pl.read_parquet(path).filter(pl.col("place") < 3000)
    wide = told.pivot("indicator", index="place", values="value")
    one = scheme.evaluate_frame(told).sort("place").drop("reason")
    other = scheme.evaluate_frame(wide, units=PANEL.units).sort("place").select(one.columns)
    if not one.equals(other):
        raise AssertionError("rows of observations come to something else than columns")


def small(where: Path, rows: int) -> list[dict[str, Any]]:
    """One eager polars frame of few rows, once warm."""
    found = []
    for workload in WORKLOADS.values():
        scheme = cyxc.load(workload.scheme)
        for count in (1, 64, 65, 1000):
            frame = data.ordinary(workload, count, SEED)
            seconds = _repeated(lambda: scheme.evaluate_frame(frame, units=workload.units))  # noqa: B023  # called at once
            found.append(
                {
                    "workload": workload.name,
                    "rows": count,
                    "least": min(seconds),
                    "median": sorted(seconds)[len(seconds) // 2],
                }
            )
    return found


def _repeated(run: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(60):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return seconds[10:]


def national(where: Path, rows: int) -> list[dict[str, Any]]:
    """The national panel as a stream: judged, judged by hand, and only read and written."""
    communities = COMMUNITIES if rows >= 10**7 else max(1, rows // MONTHS)
    months, out = where / "months", []
    months.mkdir()
    _panel("make", months, str(communities), str(MONTHS), str(SEED))
    size = sum(file.stat().st_size for file in months.iterdir())
    for word in ("judge", "by-hand", "scan"):
        print(f"   {word}", file=sys.stderr, flush=True)
        found = json.loads(_panel(word, months))
        out.append({"name": word, "read": size, **found})
        (where / f"{word}.parquet").unlink()
    for file in months.iterdir():
        file.unlink()
    return out


def _panel(word: str, where: Path, *more: str) -> str:
    command = [sys.executable, str(Path(__file__).with_name("panel.py")), word, str(where), *more]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
