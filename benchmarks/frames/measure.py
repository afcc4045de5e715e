"""Contenders side by side: each in its own process, their runs taking turns."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import attrs

from rules import Workload

HERE = Path(__file__).parent


@attrs.define
class Worker:
    """A contender's process; `rest` is what it holds before its first run, MB."""

    name: str
    process: "subprocess.Popen[str]"
    rest: float = 0

    def ask(self, word: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended with code {self.process.wait()}")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def worker(name: str, workload: Workload, path: Path) -> Iterator[Worker]:
    command = [sys.executable, str(HERE / "worker.py"), name, workload.name, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE
    ) as process:
        one = Worker(name, process)
        try:
            one.rest = one.answer()["rest"]
            yield one
        finally:
            process.kill()


@attrs.frozen
class Times:
    """Seconds of every run, in the order of the rounds, and memory in MB: before, and the most during one."""

    name: str
    rows: int
    seconds: tuple[float, ...]
    rest: float
    peak: float

    @property
    def least(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return median(self.seconds)


def ratio(one: Times, other: Times) -> float:
    """How many times as long as another a run takes, by row: the median over the rounds both took part in."""
    pairs = zip(one.seconds, other.seconds, strict=False)
    return median(mine / theirs for mine, theirs in pairs) * other.rows / one.rows


def side_by_side(names: Sequence[str], workload: Workload, path: Path, rows: int, rounds: int) -> list[Times]:
    """Every contender once a round, after one run of each that doesn't count."""
    with ExitStack() as stack:
        workers = [stack.enter_context(worker(name, workload, path)) for name in names]
        peaks = {one.name: one.ask("run")["peak"] for one in workers}
        seconds: dict[str, list[float]] = {name: [] for name in names}
        for number in range(rounds):
            # Who goes first changes, so that nobody always runs after the same one.
            first = number % len(workers)
            for one in (*workers[first:], *workers[:first]):
                found = one.ask("run")
                seconds[one.name].append(found["seconds"])
                peaks[one.name] = max(peaks[one.name], found["peak"])
        return [Times(one.name, rows, tuple(seconds[one.name]), one.rest, peaks[one.name]) for one in workers]


def answers(name: str, workload: Workload, path: Path, keep: Path) -> dict[str, Any]:
    """The statuses and margins of one run, by `TARGET/status` and `TARGET/margin`."""
    import numpy as np

    with worker(name, workload, path) as one:
        one.ask(f"answers {keep}")
    return dict(np.load(keep))
