"""Many places judged at once: cyxc against the same rules by hand and in other libraries.

Run from a checkout; everything is compared with exact fractions before anything is timed:

    python -m pip install -e '.[bench]' && python benchmarks/frames/run.py

`--only PART` (answers, line, sizes, libraries, long, small, national; several may be given) and `--rows N`
(the most rows) run less of it; then only a run with `--write` changes the tables in docs/, and leaves those
of other parts as the last complete run left them.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import parts
import report

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"

PARTS: dict[str, Callable[[Path, int], Any]] = {
    "answers": parts.answers,
    "line": parts.line,
    "sizes": parts.sizes,
    "libraries": parts.libraries,
    "long": parts.long,
    "small": parts.small,
    "national": parts.national,
}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=lambda text: int(float(text)), default=10**7)
    asked.add_argument("--only", choices=PARTS, action="append")
    asked.add_argument("--write", action="store_true")
    words = asked.parse_args()
    whole = words.only is None and words.rows == 10**7
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="cyxc-bench-") as where:
        for name in words.only or PARTS:
            print(f"== {name}", file=sys.stderr, flush=True)
            found[name] = {"machine": report.machine(), "found": PARTS[name](Path(where), words.rows)}
    print(report.page(found, "en"))
    if whole or words.write:
        kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
        kept = {name: (kept | found)[name] for name in PARTS if name in kept | found}
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        for language in ("en", "zh"):
            report.write(kept, language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
