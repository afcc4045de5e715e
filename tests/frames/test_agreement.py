"""Whether readings agree, row by row."""

from typing import Any

import pyarrow as pa
import pytest

import cyxc
from cyxc.columns.agreement import AGREEMENTS, agreement
from cyxc.rules.status import INVALID, MET, NO_DATA, NOT_MET
from frames.engines import Engine
from support import question, small

# Jiaxing asks for ten jobs for each founder: 9000 founders bring 88,500 jobs, or 97,500 with themselves.
ROWS = {"founders": [9000, 9000, None, 9000], "jobs": [88_500, 90_000, 90_000, 81_000]}


def test_agreement_by_row(engine: Engine) -> None:
    scheme = cyxc.load("jiaxing-2013")
    found = engine.lists(scheme.evaluate_frame(engine.made(pa.table(ROWS)), answers=("status", "agreement")))
    said = [AGREEMENTS[code] for code in found["jobs-per-founder__agreement"]]
    assert found["jobs-per-founder__status"] == [NOT_MET, MET, NO_DATA, NOT_MET]
    rows: list[dict[str, Any]] = [
        dict(zip(ROWS, row, strict=True)) for row in zip(*ROWS.values(), strict=True)
    ]
    assert said == [scheme.evaluate(row)["jobs-per-founder"].agreement for row in rows]
    assert said[:3] == ["depends", "same", "open"]


@pytest.mark.parametrize(
    ("codes", "always_open", "expected"),
    [
        ([MET], False, "same"),
        ([MET, MET], False, "same"),
        ([MET, NOT_MET], False, "depends"),
        ([NO_DATA, MET, NOT_MET], False, "depends"),
        ([NO_DATA, NO_DATA], False, "open"),
        ([MET, NO_DATA], False, "open"),
        ([NO_DATA, INVALID], False, "open"),
        ([INVALID, NO_DATA, MET], False, "depends"),
        ([MET, MET], True, "open"),
        ([MET, NOT_MET], True, "depends"),
    ],
)
def test_statuses_agree_or_not(codes: list[int], always_open: bool, expected: str) -> None:
    assert AGREEMENTS[agreement(codes, always_open)] == expected


def test_margins_are_the_nearest_floats_also_where_another_reading_has_no_figures(engine: Engine) -> None:
    """0.0003 over 60 %: by the inverse of 10,000 it would be 0.00030000000000000003."""
    scheme = small(
        {"a": "kind: rate, unit: '%'", "b": "kind: rate, unit: '%'"},
        {"t": "indicator: a, at_least: 60 %"},
        "questions:\n" + question("q", "redefine: {a: b}"),
    )
    rows = pa.table({"a": pa.array([60.0003] * 20)})
    asked: dict[str, Any] = {"units": {"a": "%"}, "answers": ("margin", "agreement")}
    found = engine.lists(scheme.evaluate_frame(engine.made(rows), **asked))
    assert found["t__margin"] == [0.0003] * 20
    assert [AGREEMENTS[code] for code in found["t__agreement"]] == ["open"] * 20
