"""A national panel, made by a seeded generator and judged as a stream: `panel.py make|judge|by-hand|scan`.

600 000 communities × 120 months, a Parquet file a month. Each word is run in a process of its own, which
prints its time and the most memory it held.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from contenders.polars_by_hand import full
from worker import memory, reset_peak

import cyxc
from data import months
from rules import PANEL

COMMUNITIES, MONTHS = 600_000, 120


def make(where: Path, communities: int, count: int, seed: int) -> None:
    for number, table in enumerate(months(communities, count, PANEL, seed)):
        table.write_parquet(where / f"{number:03}.parquet", compression="zstd", compression_level=1)


def judge(rows: pl.LazyFrame, out: Path) -> None:
    cyxc.load(PANEL.scheme).evaluate_frame(rows, units=PANEL.units).sink_parquet(out)


def by_hand(rows: pl.LazyFrame, out: Path) -> None:
    full(PANEL, rows, exact=True).drop("unsure").sink_parquet(out)


def scan(rows: pl.LazyFrame, out: Path) -> None:
    """Reading and writing alone."""
    rows.sink_parquet(out)


WORDS: dict[str, Callable[[pl.LazyFrame, Path], None]] = {"judge": judge, "by-hand": by_hand, "scan": scan}


def main() -> int:
    word, where = sys.argv[1], Path(sys.argv[2])
    if word == "make":
        communities, count, seed = map(int, sys.argv[3:])
        make(where, communities, count, seed)
        return 0
    out = where.parent / f"{word}.parquet"
    reset_peak()
    start = time.perf_counter()
    WORDS[word](pl.scan_parquet(where / "*.parquet"), out)
    seconds = time.perf_counter() - start
    peak = memory()[1]
    rows = pl.scan_parquet(out).select(pl.len()).collect().item()
    print(json.dumps({"seconds": seconds, "peak": peak, "rows": rows, "bytes": out.stat().st_size}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
