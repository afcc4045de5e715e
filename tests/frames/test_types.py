"""Columns of every type figures are kept in."""

from decimal import Decimal
from math import isfinite

import pyarrow as pa
import pytest

from cyxc.rules.status import INVALID, MET, NO_DATA, NOT_DUE, NOT_MET
from frames.engines import Columns, Engine
from frames.kinds import CASES, UNITS, scheme
from frames.test_conformance import codes
from support import small

FINITE = tuple(
    case for case in CASES if all(value is None or isfinite(value) for value in case.figures.values())
)

DECIMALS = {
    "a": pa.decimal128(6, 0), "b": pa.decimal128(10, 0), "part": pa.decimal128(8, 1),
    "money": pa.decimal128(18, 6), "money@before": pa.decimal128(18, 6), "rate": pa.decimal128(7, 4),
    "rate@before": pa.decimal128(7, 4), "rate@local_average": pa.decimal128(7, 4),
    "net": pa.decimal128(12, 6),
}  # fmt: skip


def judged(engine: Engine, rows: pa.Table) -> Columns:
    names = [name for name in rows.column_names if name in UNITS]
    return engine.lists(scheme().evaluate_frame(engine.made(rows), units={n: UNITS[n] for n in names}))


def decimals() -> pa.Table:
    return pa.table(
        {
            name: pa.array([None if c.row[name] is None else Decimal(str(c.row[name])) for c in FINITE], kind)
            for name, kind in DECIMALS.items()
        }
    )


def test_decimals(engine: Engine) -> None:
    found = judged(engine, decimals())
    for at, case in enumerate(FINITE):
        assert codes(found, at) == case.expected, case.name


@pytest.mark.parametrize("kind", [pa.int16(), pa.int32()], ids=str)
def test_short_whole_numbers_with_gaps(engine: Engine, kind: pa.DataType) -> None:
    rows = pa.table({"a": pa.array([5, None, 4, -1], kind), "b": pa.array([10, 10, None, 10], kind)})
    found = judged(engine, rows)
    assert found["floor__status"] == [MET, NO_DATA, NOT_MET, INVALID]
    assert found["ratio__status"] == [MET, NO_DATA, NO_DATA, INVALID]


def test_floats_of_32_bits_count_as_the_decimals_they_print_as(engine: Engine) -> None:
    # As a 64-bit float the first is 108.09999847412109; six digits are all that floats of 32 bits tell apart.
    rows = pa.table({"money": pa.array([108.1, 0.5, None, float("nan")], pa.float32())})
    large = MET if engine.exact else INVALID
    assert judged(engine, rows)["amount__status"] == [large, NOT_MET, NO_DATA, NO_DATA]


@pytest.mark.parametrize("asked", [100, 127, 128, 1800])
def test_a_figure_handed_in_in_one_row_and_made_of_its_parts_in_another(engine: Engine, asked: int) -> None:
    """What both are over is a number a byte could hold, but not what it is multiplied by."""
    made = small(
        {
            "a": "flow: 万元", "b": "flow: 万元", "sum": "flow: 万元, formula: a + b",
            "share": "formula: a / b, unit: '1', unbounded: yes",
        },
        {
            "sum": f"indicator: sum, at_least: {asked} 万元",
            "share": f'indicator: share, at_least: "1:{asked}"',
        },
    )  # fmt: skip
    rows = pa.table(
        {
            "a": pa.array([None, asked - 1, None, asked - 2], pa.int64()),
            "b": pa.array([None, 1, None, 1], pa.int64()),
            "sum": pa.array([asked, None, asked - 1, None], pa.int64()),
            "share": pa.array([asked, None, asked - 1, None], pa.int64()),
        }
    )
    asked_of = {"units": {"share": "1"}, "answers": ["status", "margin"]}
    found = engine.lists(made.evaluate_frame(engine.made(rows), **asked_of))
    assert found["sum__status"] == [MET, MET, NOT_MET, NOT_MET]
    assert found["sum__margin"] == [0.0, 0.0, -1.0, -1.0]
    assert found["share__status"] == [MET, NOT_MET, NOT_MET, NOT_MET]
    assert found["share__margin"] == [0.0, -1.0, -1.0, -2.0]


def test_a_rate_handed_in_elsewhere_does_not_narrow_what_can_be_told_here(engine: Engine) -> None:
    """Asked: 40 %. Money beyond a milliard is exact where no share stands beside its parts."""
    made = small(
        {"a": "flow: 万元", "b": "flow: 万元", "share": "formula: a / b, unit: '%'"},
        {"share": "indicator: share, at_least: 40 %"},
    )
    rows = pa.table(
        {
            "a": pa.array([4_000_000.0, 3_999_999.999999, 4.0, 4_000_000.0]),
            "b": pa.array([10_000_000.0, 10_000_000.0, 10.0, 10_000_000.0]),
            "share": pa.array([None, None, 40.0, 40.0]),
        }
    )
    found = engine.lists(made.evaluate_frame(engine.made(rows), units={"share": "%"}))
    assert found["share__status"][:3] == [MET, NOT_MET, MET]
    assert found["share__status"][3] in ((MET,) if engine.exact else (MET, INVALID))
    assert found["share__margin"][0] == 0.0


def test_a_column_of_nothing_is_missing_in_every_row(engine: Engine) -> None:
    if engine.name == "dask":
        pytest.skip("what is in its objects Dask does not know before it computes")
    rows = pa.table({"a": pa.array([5, 4], pa.int64()), "b": pa.nulls(2)})
    found = engine.lists(scheme().evaluate_frame(engine.made(rows)))
    assert found["floor__status"] == [MET, NOT_MET]
    assert found["ratio__status"] == [NO_DATA, NO_DATA]
    assert found["both__status"] == [NO_DATA, NOT_MET]


@pytest.mark.parametrize("copies", [1, 8], ids=["few", "many"])
def test_whole_numbers_to_the_ends_of_64_bits(engine: Engine, copies: int) -> None:
    """Whatever is made of them would overflow; a net increase is asked of no less than -3 yuan."""
    made = small(
        {"net": "flow: 万元, signed: yes", "a": "flow: 人", "b": "flow: 人",
         "ratio": "formula: b / a, unit: '1', unbounded: yes"},
        {"net": "indicator: net, at_least: -0.0003 万元", "floor": "indicator: a, at_least: 5 人",
         "ratio": 'indicator: ratio, at_least: "1:2"'},
    )  # fmt: skip
    most, least = 2**63 - 1, -(2**63)
    rows = pa.table(
        {
            "net": pa.array([most, least, -3, -4] * copies, pa.int64()),
            "a": pa.array([most, 5, 5, least] * copies, pa.int64()),
            "b": pa.array([most, most, 10, 10] * copies, pa.int64()),
        }
    )
    found = engine.lists(made.evaluate_frame(engine.made(rows), units={"net": "元"}))
    large = {status: status if engine.exact else INVALID for status in (MET, NOT_MET)}
    assert found["net__status"] == [large[MET], large[NOT_MET], MET, NOT_MET] * copies
    assert found["floor__status"] == [large[MET], MET, MET, INVALID] * copies
    assert found["ratio__status"] == [large[NOT_MET], large[MET], MET, INVALID] * copies  # asked: 2


def test_a_threshold_beyond_64_bits(engine: Engine) -> None:
    """Asked: 10¹² hundred millions of yuan, which is 10²² of the steps figures are counted in."""
    asked = "1000000000000 亿元"
    made = small(
        {"a": "flow: 亿元"},
        {"floor": f"indicator: a, at_least: {asked}", "ceiling": f"indicator: a, at_most: {asked}"},
    )
    rows = pa.table({"a": pa.array([1.5, 0.0, None])})
    words = ["status", "margin", "attainment"]
    found = engine.lists(made.evaluate_frame(engine.made(rows), as_of="2020-06-30", answers=words))
    told = NOT_DUE if engine.exact else INVALID
    assert found["floor__status"] == found["ceiling__status"] == [told, NOT_DUE, NO_DATA]
    assert found["floor__margin"] == [-999999999998.5 if engine.exact else None, -1e12, None]
    assert found["floor__attainment"] == [1.5e-12 if engine.exact else None, 0.0, None]
