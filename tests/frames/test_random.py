"""Random schemes, rows and engines: every row comes to what the object path says of it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import testing
from cyxc.columns.agreement import OPEN
from cyxc.columns.engines.polars import FEW
from cyxc.columns.inputs import inputs_of
from cyxc.columns.job import job_of, kind_of
from cyxc.rules.status import INVALID
from frames.engines import ENGINES, Engine

WORDS = ("status", "margin", "value", "attainment", "agreement")
DATES = (None, "2020-03-15", "2020-12-31")

# Planning takes a lazy engine some 100 ms a scheme, so few are drawn for those; the eager ones take more.
FAST = tuple(engine for engine in ENGINES if engine.name in ("pandas", "polars", "pyarrow-numpy"))
SLOW = tuple(engine for engine in ENGINES if engine not in FAST)


def arrow(columns: testing.Columns) -> pa.Table:
    return pa.table({name: _array(column) for name, column in columns.figures.items()})


def _array(column: list[Any]) -> pa.Array:
    values = [value for value in column if value is not None]
    if any(isinstance(value, float) for value in values) or not values:
        return pa.array(column, pa.float64())
    if all(isinstance(value, int) for value in values):
        return pa.array(column, pa.int64() if all(abs(value) < 2**63 for value in values) else pa.float64())
    places = max(-int(Decimal(value).as_tuple().exponent) for value in values)
    return pa.array([None if v is None else Decimal(v) for v in column], pa.decimal128(38, max(places, 0)))


def exactly(scheme: cyxc.Scheme, columns: testing.Columns, at: int, as_of: str | None) -> Any:
    """What the object path says of a row; None where it refuses a figure as beyond any sensible size."""
    try:
        return scheme.evaluate(columns.row(at), as_of=as_of)
    except cyxc.DataError as error:
        if any(problem.code != "out-of-range" for problem in error.problems):
            raise
        return None


def number(quantity: Any) -> float | None:
    return None if quantity is None else float(Fraction(getattr(quantity, "value", quantity)))


def check(data: st.DataObject, engines: tuple[Engine, ...]) -> None:
    scheme = data.draw(testing.schemes())
    columns = data.draw(testing.columns_for(scheme))
    as_of, engine = data.draw(st.sampled_from(DATES)), data.draw(st.sampled_from(engines))
    assume(len(columns))
    # Few rows take the exact path at once.
    copies = data.draw(st.sampled_from((1, FEW // len(columns) + 1)))
    table = pa.concat_tables([arrow(columns)] * copies)
    answers = scheme.evaluate_frame(engine.made(table), as_of=as_of, units=columns.units, answers=WORDS)
    found = engine.lists(answers)
    for at in range(len(columns)):
        result = exactly(scheme, columns, at, as_of)
        if result is None:
            continue
        for verdict in result.targets:
            got = [found[f"{verdict.id}__{word}"][at] for word in WORDS]
            agree = ("same", "depends", "open").index(verdict.agreement)
            numbers = [number(one) for one in (verdict.margin, verdict.value, verdict.attainment)]
            expected = [verdict.status.code, *numbers, agree]
            if not engine.exact and got != expected:
                refused = got[0] == INVALID or (got[:-1] == expected[:-1] and got[-1] == OPEN)
                assert refused, (engine.name, verdict.id, columns.row(at))
                continue
            assert got == expected, (engine.name, verdict.id, columns.row(at))


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_eager_engines_come_to_what_the_object_path_says(data: st.DataObject) -> None:
    check(data, FAST)


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_planning_engines_come_to_what_the_object_path_says(data: st.DataObject) -> None:
    check(data, SLOW)


def test_the_bound_is_that_of_the_documentation() -> None:
    """Counts to 10¹¹ are exact against a threshold in per cent."""
    import narwhals.stable.v2 as nw

    scheme = cyxc.load("jiaxing-2013")
    schema = {name: nw.Int64() for name in ("passed", "trained")}
    job = job_of(
        scheme,
        schema,
        lambda made: inputs_of(made, schema, kind_of, {}),
        as_of=None,
        not_applicable=(),
        answers=["status"],
    )
    assert min(job.bounds.together.values()) >= 10**11
