"""The table of cases on clusters and databases: the same as the object path, every row."""

from fractions import Fraction

import pyarrow as pa
import pytest

from frames.engines import Engine
from frames.kinds import CASES, FINER, UNITS, scheme
from frames.test_conformance import codes, judged, table

WORDS = ("margin", "value", "attainment")


def test_every_engine_comes_to_the_same(engine: Engine) -> None:
    copies = 5
    found = judged(engine, pa.concat_tables([table(CASES)] * copies))
    for at in range(copies * len(CASES)):
        case = CASES[at % len(CASES)]
        assert codes(found, at) == case.expected, case.name


def test_numbers_are_the_floats_nearest_to_the_exact_ones(engine: Engine) -> None:
    found = judged(engine, table(CASES), answers=WORDS)
    for at, case in enumerate(CASES):
        units = {key: UNITS.get(key, scheme().indicators[key.partition("@")[0]].unit) for key in case.row}
        for verdict in scheme().evaluate({key: (value, units[key]) for key, value in case.row.items()}):
            numbers = (verdict.margin, verdict.value, verdict.attainment)
            exact = [None if n is None else float(Fraction(getattr(n, "value", n))) for n in numbers]
            assert [found[f"{verdict.id}__{word}"][at] for word in WORDS] == exact, (case.name, verdict.id)


def test_what_floats_can_not_tell_is_decided_or_refused_and_never_passed(engine: Engine) -> None:
    found = judged(engine, table(FINER))
    for at, case in enumerate(FINER):
        got = codes(found, at)
        apart = {target: code for target, code in got.items() if code != case.expected[target]}
        assert set(apart.values()) <= (set() if engine.exact else {1}), case.name
