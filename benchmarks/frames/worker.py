"""One contender in a process of its own: `python worker.py CONTENDER WORKLOAD ROWS.parquet`.

Loads the rows, then takes a word a line: `run` times one run, `answers PATH` keeps its statuses and margins
as arrays, `quit` ends. Answers in JSON, a line each.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from contenders import Contender, contender

from rules import WORKLOADS, Workload


def memory() -> tuple[float, float]:
    """Resident now, and the most since it was last reset: MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024


def reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def array(values: Any, missing: float | int, kind: Any) -> Any:
    """Any kind of column as an array."""
    plain = values.to_pylist() if hasattr(values, "to_pylist") else list(values)
    return np.array([missing if value is None else value for value in plain], kind)


def keep(one: Contender, workload: Workload, found: Any, path: str) -> None:
    arrays = {f"{id_}/status": array(c, 0, np.int8) for id_, c in one.statuses(workload, found).items()}
    if one.margins is not None:
        margins = one.margins(workload, found).items()
        arrays |= {f"{id_}/margin": array(c, np.nan, np.float64) for id_, c in margins}
    np.savez(path, **arrays)


def main() -> int:
    # Libraries print; what is answered goes where they can't.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    name, workload, path = sys.argv[1], WORKLOADS[sys.argv[2]], Path(sys.argv[3])

    def say(**what: Any) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    one = contender(name)
    run = one.prepare(workload, path)
    gc.collect()
    say(rest=memory()[0])
    for line in sys.stdin:
        word, _, where = line.strip().partition(" ")
        if word == "quit":
            break
        reset_peak()
        start = time.perf_counter()
        found = run()
        seconds = time.perf_counter() - start
        peak = memory()[1]
        if word == "answers":
            keep(one, workload, found, where)
        del found
        say(seconds=seconds, peak=peak)
    return 0


if __name__ == "__main__":
    sys.exit(main())
