"""Columns of every type figures are kept in."""

from decimal import Decimal
from math import isfinite

import pyarrow as pa
import pytest

from cyxc.rules.status import INVALID, MET, NO_DATA, NOT_MET
from frames.engines import Columns, Engine
from frames.kinds import CASES, UNITS, scheme
from frames.test_conformance import codes

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
