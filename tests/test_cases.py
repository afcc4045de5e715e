"""The cases of `tests/cases`: what a place hands in, and what has to come of it, written by analysts.

A file is a list of cases, each with the keys

- `name` and `why`: what it is about, and the arithmetic in a line;
- `scheme`: an id, or the path of a scheme file beside the cases; `year` where the scheme's is stripped;
- `as_of`: the day asked about (everything is judged as due without it); `readings`, `not_applicable` and
  `stale_after` (months) as `Scheme.evaluate` takes them;
- `data`: `figures`, `observations`, `judgements`, `logs` and `classes`, as data files have them;
- `expect`: what the entries named come to, `expect_outcome` what the scheme does, or `expect_error` the code
  of a problem, whose sentence holds each of the words under `error_says`.

Expected values are worked out by hand from the documents.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import cyxc
from cyxc.data.files import read_document

HERE = Path(__file__).parent / "cases"

Case = dict[str, Any]


def read(path: Path) -> list[Case]:
    """The cases of a file, every value as it is written there."""
    cases: list[Case] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return cases


CASES = [(path.stem, case) for path in sorted(HERE.glob("*.yaml")) for case in read(path)]

REQUIRED = {"name", "scheme", "data", "why"}
OPTIONAL = {"year", "as_of", "readings", "not_applicable", "stale_after"}
EXPECTED = {"expect", "expect_outcome", "expect_error", "error_says"}


def scheme_of(case: Case) -> cyxc.Scheme:
    named = case["scheme"]
    return cyxc.load(named if named in cyxc.PACKAGED else HERE / named)


def evaluated(case: Case) -> cyxc.Evaluation:
    data = read_document(json.dumps({"format": "cyxc.data/1", **case["data"]}), as_json=True)
    options: dict[str, Any] = {
        key: case[key] for key in ("as_of", "readings", "not_applicable") if key in case
    }
    options |= {key: int(case[key]) for key in ("year", "stale_after") if key in case}
    return scheme_of(case).evaluate(data, **options)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{file}: {case.get('name')}") for file, case in CASES]
)
def test_case(case: Case) -> None:
    assert REQUIRED <= case.keys() <= REQUIRED | OPTIONAL | EXPECTED
    assert case.keys() & {"expect", "expect_outcome", "expect_error"}, "the case expects nothing"
    if "expect_error" in case:
        with pytest.raises(cyxc.CyxcError) as raised:
            evaluated(case)
        said = [problem.say() for problem in raised.value.problems if problem.code == case["expect_error"]]
        assert said, [problem.code for problem in raised.value.problems]
        assert all(any(word in one for one in said) for word in case.get("error_says", [])), said
        return
    result = evaluated(case)
    assert {id_: result[id_].status.value for id_ in case.get("expect", {})} == case.get("expect", {})
    if "expect_outcome" in case:
        assert result.outcome.value == case["expect_outcome"]


def test_the_cases_are_many_and_told_apart() -> None:
    names = Counter((file, case["name"]) for file, case in CASES)
    assert [name for name, count in names.items() if count > 1] == []
    assert {case["scheme"] for _, case in CASES} >= set(cyxc.PACKAGED)
    assert len(CASES) >= 70
