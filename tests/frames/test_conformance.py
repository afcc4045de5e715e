"""Every engine and the object path come to the same on one table of cases."""

from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest

from cyxc.rules.status import INVALID
from frames.engines import ENGINES, Engine
from frames.kinds import CASES, FINER, ON_THE_LINE, UNITS, Case, scheme


def table(cases: tuple[Case, ...], **types: pa.DataType) -> pa.Table:
    """The cases as columns: whole numbers where every figure is one, else floats, else as said."""
    columns = {}
    for name in ON_THE_LINE:
        values = [case.row[name] for case in cases]
        whole = all(value is None or isinstance(value, int) for value in values)
        kind = types.get(name, pa.int64() if whole else pa.float64())
        columns[name] = pa.array([v if v is None or whole else float(v) for v in values], kind)
    return pa.table(columns)


def judged(engine: Engine, rows: pa.Table, **asked: Any) -> dict[str, list[Any]]:
    return engine.lists(scheme().evaluate_frame(engine.made(rows), units=UNITS, **asked))


def codes(found: dict[str, list[Any]], at: int) -> dict[str, int]:
    return {target.id: found[f"{target.id}__status"][at] for target in scheme().targets}


@pytest.mark.parametrize("case", [*CASES, *FINER], ids=lambda case: case.name)
def test_the_object_path_comes_to_what_was_worked_out_by_hand(case: Case) -> None:
    row = {key: (value, UNITS.get(key, scheme().indicators[key.partition("@")[0]].unit)) for key, value in
           case.row.items()}  # fmt: skip
    result = scheme().evaluate(row)
    assert {verdict.id: verdict.status.code for verdict in result} == case.expected


@pytest.mark.parametrize("copies", [1, 5], ids=["few", "many"])
def test_every_engine_comes_to_the_same(engine: Engine, copies: int) -> None:
    found = judged(engine, pa.concat_tables([table(CASES)] * copies))
    for at in range(copies * len(CASES)):
        case = CASES[at % len(CASES)]
        assert codes(found, at) == case.expected, case.name


def test_numbers_are_the_floats_nearest_to_the_exact_ones(engine: Engine) -> None:
    found = judged(engine, table(CASES), answers=("margin", "value", "attainment"))
    for at, case in enumerate(CASES):
        row = {
            k: (v, UNITS.get(k, scheme().indicators[k.partition("@")[0]].unit)) for k, v in case.row.items()
        }
        for verdict in scheme().evaluate(row):
            numbers = (verdict.margin, verdict.value, verdict.attainment)
            exact = [None if n is None else float(Fraction(getattr(n, "value", n))) for n in numbers]
            got = [found[f"{verdict.id}__{word}"][at] for word in ("margin", "value", "attainment")]
            assert got == exact, (case.name, verdict.id)


@pytest.mark.parametrize("copies", [1, 20], ids=["few", "many"])
def test_what_floats_can_not_tell_is_decided_exactly_or_refused_and_never_passed(
    engine: Engine, copies: int
) -> None:
    found = judged(engine, pa.concat_tables([table(FINER)] * copies))
    for at in range(copies * len(FINER)):
        case = FINER[at % len(FINER)]
        apart = {code for target, code in codes(found, at).items() if code != case.expected[target]}
        assert apart <= (set() if engine.exact else {INVALID}), case.name


def test_margins_by_hand() -> None:
    found = judged(ENGINES[0], table((CASES[1], CASES[5], CASES[10], CASES[11])), answers=["margin"])
    # 4 of 5 persons; 108.099999 of 108.1 万元; 52.5 against 52.5 %; 39.99 % of 40 %, in points.
    assert found["floor__margin"][0] == -1
    assert found["amount__margin"][1] == -0.000001
    assert found["average__margin"][2] == 0
    assert found["share__margin"][3] == -0.01
    assert found["every__margin"] == [None] * 4
