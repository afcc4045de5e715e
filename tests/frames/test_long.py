"""A row an observation: every engine comes to what a place's own figures come to, or says why it can't."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import testing
from cyxc.frames import REASONS
from cyxc.rules.status import INVALID, MET, NO_DATA, NOT_DUE, NOT_MET
from frames.engines import ENGINES, Engine
from frames.kinds import CASES, UNITS, scheme
from support import small

Rows = list[tuple[Any, ...]]

IN_PYTHON = [engine for engine in ENGINES if engine.exact]
"""The engines that can put periods together."""


def table(rows: Rows, *columns: str, value: pa.DataType | None = None) -> pa.Table:
    kinds = {"value": value or pa.float64()}
    return pa.table(
        {name: pa.array([row[at] for row in rows], kinds.get(name)) for at, name in enumerate(columns)}
    )


def judged(engine: Engine, rows: pa.Table, one: cyxc.Scheme | None = None, **asked: Any) -> dict[Any, Any]:
    """The answers of each place, by its name."""
    found = engine.lists((one or scheme()).evaluate_frame(engine.made(rows), **asked))
    keys = asked.get("keys") or ["place"]
    names = [name for name in found if name not in keys]
    places = zip(*(found[key] for key in keys), strict=True)
    told = [dict(zip(names, row, strict=True)) for row in zip(*(found[n] for n in names), strict=True)]
    return dict(zip((key[0] if len(key) == 1 else key for key in places), told, strict=True))


def statuses(row: dict[str, Any]) -> dict[str, int]:
    return {name.removesuffix("__status"): code for name, code in row.items() if name.endswith("__status")}


def melted() -> Rows:
    """The figures of all cases, those of one place far from one another."""
    rows = [
        (case.name, name, None if value is None else float(value), UNITS.get(name))
        for case in CASES
        for name, value in case.row.items()
    ]
    return rows[::2] + rows[1::2]


def test_cases_by_hand_told_row_by_row(engine: Engine) -> None:
    found = judged(engine, table(melted(), "place", "indicator", "value", "unit"))
    assert len(found) == len(CASES)
    for case in CASES:
        assert found[case.name].pop("reason") == 0
        assert statuses(found[case.name]) == case.expected, case.name


def test_each_figure_in_a_unit_of_its_own(engine: Engine) -> None:
    """Asked: 108.1 万元, which are 1,081,000 元; 40 %, of which 0.4 is the same and 399.999 ‰ is less."""
    rows: Rows = [
        ("on", "money", 1_081_000.0, "元"),
        ("a fen below", "money", 1_080_999.99, "元"),
        ("in 亿", "money", 0.01081, "亿元"),
        ("own", "money", 108.1, None),
        ("own", "share", 0.4, "1"),
        ("in 亿", "share", 399.999, "‰"),
        ("on", "share", 40.0, "％"),
    ]
    found = judged(engine, table(rows, "place", "indicator", "value", "unit"), answers=["status", "margin"])
    amounts = {place: (row["amount__status"], row["amount__margin"]) for place, row in found.items()}
    assert amounts == {
        "on": (MET, 0.0), "a fen below": (NOT_MET, -0.000001), "in 亿": (MET, 0.0), "own": (MET, 0.0),
    }  # fmt: skip
    shares = {place: row["share__status"] for place, row in found.items()}
    assert shares == {"on": MET, "own": MET, "in 亿": NOT_MET, "a fen below": NO_DATA}


def test_what_can_not_be_one_figure_refuses_its_row_with_the_reason(engine: Engine) -> None:
    rows: Rows = [
        ("twice", "a", 5.0, None), ("twice", "a", 6.0, None), ("twice", "money", 200.0, None),
        ("twice in two units", "money", 108.1, "万元"), ("twice in two units", "money", 1_081_000.0, "元"),
        ("persons in yuan", "a", 5.0, "元"), ("a unit nobody knows", "a", 5.0, "条"),
        ("a share without a unit", "share", 40.0, None), ("a share without a unit", "a", 5.0, ""),
        ("one of them empty", "a", None, None), ("one of them empty", "a", 5.0, " 名 "),
        ("something else", "population", 5.0, "头"), ("something else", "a", 5.0, "人"),
    ]  # fmt: skip
    found = judged(engine, table(rows, "place", "indicator", "value", "unit"))
    assert {place: REASONS[row["reason"]] for place, row in found.items()} == {
        "twice": "reported-twice", "twice in two units": "reported-twice", "persons in yuan": "unit",
        "a unit nobody knows": "unit", "a share without a unit": "unit", "one of them empty": "",
        "something else": "",
    }  # fmt: skip
    for row in found.values():
        if row["reason"]:
            assert set(statuses(row).values()) == {INVALID}
            assert {value for name, value in row.items() if name.endswith("__margin")} == {None}
    assert found["one of them empty"]["floor__status"] == found["something else"]["floor__status"] == MET


def test_roles_and_names_as_people_write_them(engine: Engine) -> None:
    named = small(
        {"firms": "stock: 家, thing: enterprise, aliases: [企业数]"},
        {"growth": "indicator: firms, growth: 8 %"},
    )
    rows: Rows = [
        ("A", "firms", None, 108.0), ("A", " firms ", "before", 100.0),
        ("B", "企业数", None, 107.0), ("B", "企业数", "上年", 100.0),
        ("C", "企业数", "", 108.0), ("C", "firms@before", None, 100.0),
    ]  # fmt: skip
    found = judged(engine, table(rows, "地区", "指标", "对照", "数值"), named, keys=["地区"])
    assert [found[place]["growth__status"] for place in "ABC"] == [MET, NOT_MET, MET]


@pytest.mark.parametrize("kind", [pa.int64(), pa.decimal128(20, 4), pa.float64()], ids=str)
def test_values_of_every_kind(engine: Engine, kind: pa.DataType) -> None:
    rows: Rows = [("A", "a", 5), ("A", "b", 10), ("B", "a", 4), ("C", "b", None)]
    found = judged(engine, table(rows, "place", "indicator", "value", value=kind))
    assert [found[place]["floor__status"] for place in "ABC"] == [MET, NOT_MET, NO_DATA]
    assert found["A"]["ratio__status"] == MET


def test_a_share_without_a_unit_is_never_guessed(engine: Engine) -> None:
    rows: Rows = [("A", "share", 40.0), ("B", "a", 5.0)]
    found = judged(engine, table(rows, "place", "indicator", "value"), answers=["status"])
    assert (REASONS[found["A"]["reason"]], found["A"]["share__status"]) == ("unit", INVALID)
    assert (found["B"]["reason"], found["B"]["floor__status"]) == (0, MET)
    said = judged(
        engine, table(rows, "place", "indicator", "value"), units={"share": "%"}, answers=["status"]
    )
    assert (said["A"]["reason"], said["A"]["share__status"]) == (0, MET)


def test_whole_numbers_beyond_floats(engine: Engine) -> None:
    """Asked: 1:2, which is met by 18014398509481986 for 9007199254740993 and by one less is not."""
    rows: Rows = [(place, "a", 2**53 + 1) for place in "AB"] + [("A", "b", 2**54 + 2), ("B", "b", 2**54 + 1)]
    told = table(rows, "place", "indicator", "value", value=pa.int64())
    found = judged(engine, told)
    assert found["A"]["ratio__status"] in ((MET,) if engine.exact else (INVALID,))
    assert found["B"]["ratio__status"] in ((NOT_MET,) if engine.exact else (INVALID,))


def test_a_row_a_place_and_date(engine: Engine) -> None:
    march, december = datetime(2020, 3, 31), datetime(2020, 12, 31)
    rows: Rows = [("A", march, "a", 4.0), ("A", december, "a", 4.0), ("B", march, "a", 5.0)]
    found = judged(
        engine, table(rows, "place", "day", "indicator", "value"), keys=["place", "day"], as_of="day",
        answers=["status"],
    )  # fmt: skip
    days = {(place, day.month): row["floor__status"] for (place, day), row in found.items()}
    assert days == {("A", 3): NOT_DUE, ("A", 12): NOT_MET, ("B", 3): MET}


HISTORY: Rows = [
    *(("months", "a", f"2020-{month:02}", 0.0 if month > 5 else 1.0, "人", None) for month in range(1, 13)),
    ("months", "money", "2020", 1_081_000.0, "元", None), ("months", "money", "2019", 100.1, "万元", None),
    ("a month missing", "a", "2020-01/2020-11", 4.0, "人", None),
    ("enough already", "a", "2020-01/2020-11", 5.0, "人", None),
    ("revised", "a", "2020", 5.0, "人", "2021-01-05"), ("revised", "a", "2020", 4.0, "人", "2021-02-05"),
    ("twice", "a", "2020", 5.0, "人", None), ("twice", "a", "2020", 4.0, "人", None),
    ("overlap", "a", "2020-01/2020-07", 3.0, "人", None), ("overlap", "a", "2020H2", 3.0, "人", None),
    ("parts disagree", "a", "2020", 5.0, "人", None), ("parts disagree", "a", "2020H1", 3.0, "人", None),
    ("parts disagree", "a", "2020H2", 1.0, "人", None),
    ("no month", "a", "2020-13", 3.0, "人", None),
    ("infinite", "a", "2020", float("inf"), "人", None), ("infinite", "b", "2020", 10.0, "人", None),
    ("something else", "population", "2020-13", 3.0, "头", None),
]  # fmt: skip


@pytest.mark.parametrize("engine", IN_PYTHON, ids=lambda engine: engine.name)
def test_periods_are_put_together(engine: Engine) -> None:
    rows = table(HISTORY, "place", "indicator", "period", "value", "unit", "reported_on")
    found = judged(engine, rows, answers=["status", "margin"])
    assert {place: REASONS[row["reason"]] for place, row in found.items()} == {
        "months": "", "a month missing": "", "enough already": "", "revised": "", "twice": "reported-twice",
        "overlap": "reports-overlap", "parts disagree": "reports-disagree", "no month": "period",
        "infinite": "", "something else": "",
    }  # fmt: skip
    assert {place: row["floor__status"] for place, row in found.items()} == {
        "months": MET, "a month missing": NO_DATA, "enough already": MET, "revised": NOT_MET,
        "twice": INVALID, "overlap": INVALID, "parts disagree": INVALID, "no month": INVALID,
        "infinite": INVALID, "something else": NO_DATA,
    }  # fmt: skip
    assert found["revised"]["floor__margin"] == -1.0
    assert found["twice"]["floor__margin"] is None
    # 108.1 against 100.1 is short of 8 %: 100.1 × 1.08 = 108.108.
    assert (found["months"]["amount__status"], found["months"]["growth__status"]) == (MET, NOT_MET)
    assert found["months"]["growth__margin"] == -0.008
    assert found["infinite"]["ceiling__status"] == INVALID
    assert found["infinite"]["amount__status"] == NO_DATA


@pytest.mark.parametrize("engine", IN_PYTHON, ids=lambda engine: engine.name)
def test_floats_of_32_bits_count_as_the_decimals_they_print_as(engine: Engine) -> None:
    """108.1 in 32 bits is 108.0999984741211 in 64."""
    for time in (["2020", "2020"], [None, None]):
        rows: Rows = [("A", "money", time[0], 108.1), ("B", "money", time[1], 108.0999)]
        found = judged(engine, table(rows, "place", "indicator", "period", "value", value=pa.float32()))
        assert [found[place]["amount__status"] for place in "AB"] == [MET, NOT_MET]


@pytest.mark.parametrize("engine", IN_PYTHON, ids=lambda engine: engine.name)
def test_running_figures_and_reports_not_yet_made(engine: Engine) -> None:
    rows: Rows = [
        ("A", "a", "2020-03", "本年累计", 3.0, date(2020, 4, 5)),
        ("A", "a", "2020-06", "本年累计", 5.0, date(2020, 7, 5)),
        ("B", "a", "2020-03", "本期", 5.0, date(2020, 7, 5)),
    ]  # fmt: skip
    found = judged(
        engine, table(rows, "place", "indicator", "period", "basis", "value", "reported_on"),
        as_of="2020-06-30", answers=["status"],
    )  # fmt: skip
    # What was reported in July had not been seen in June.
    assert [found[place]["floor__status"] for place in "AB"] == [NOT_DUE, NO_DATA]


@pytest.mark.parametrize("engine", [e for e in ENGINES if not e.exact], ids=lambda engine: engine.name)
def test_databases_say_that_they_can_not_put_periods_together(engine: Engine) -> None:
    rows = table(HISTORY[:3], "place", "indicator", "period", "value", "unit", "reported_on")
    with pytest.raises(cyxc.UsageError, match="Add the column of periods to keys"):
        scheme().evaluate_frame(engine.made(rows))


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pl.LazyFrame])
def test_what_can_not_be_read_is_said_at_once(make: Any) -> None:
    rows = {"place": ["A"], "indicator": ["a"], "value": [5.0], "period": ["2020"]}
    one = scheme()
    with pytest.raises(cyxc.DataError, match="Say with keys which columns make one row"):
        one.evaluate_frame(make({"indicator": ["a"], "value": [5.0]}))
    with pytest.raises(
        cyxc.DataError, match=r"no column plac.*Did you mean: place(.|\n)*column value says what"
    ):
        one.evaluate_frame(make(rows), keys=["plac", "value"])
    with pytest.raises(cyxc.DataError, match="holds no numbers"):
        one.evaluate_frame(make(rows | {"value": ["5"]}))
    with pytest.raises(cyxc.DataError, match="a is measured in 人; 元 measures something else"):
        one.evaluate_frame(make(rows), units={"a": "元"})
    with pytest.raises(cyxc.DataError, match="units names x"):
        one.evaluate_frame(make(rows), units={"x": "元"})
    with pytest.raises(cyxc.DataError, match="day is not among keys"):
        one.evaluate_frame(make({**rows, "day": [datetime(2020, 12, 31)]}), as_of="day")
    with pytest.raises(cyxc.DataError, match="indicator、指标"):
        one.evaluate_frame(make({**rows, "指标": ["a"]}))


def test_a_lazy_frame_stays_lazy_and_knows_its_columns() -> None:
    for rows in (
        table(melted(), "place", "indicator", "value", "unit"),
        table(HISTORY, "place", "indicator", "period", "value", "unit", "reported_on"),
    ):
        frame = pl.DataFrame(rows).lazy()
        answered = scheme().evaluate_frame(frame, layout="long", answers=["status"])
        assert isinstance(answered, pl.LazyFrame)
        assert answered.collect_schema() == answered.collect().schema
        assert answered.collect_schema().names() == ["place", "reason", "target", "status"]


# What is drawn: the figures of places, as columns and as rows.


def long_of(columns: testing.Columns, scheme: cyxc.Scheme) -> pa.Table:
    rows: Rows = []
    for name, values in columns.figures.items():
        unit = columns.units[name]
        rows += [
            (f"p{at}", name, None if value is None else float(value), unit) for at, value in enumerate(values)
        ]
    return table(rows, "place", "indicator", "value", "unit")


@given(st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_long_rows_come_to_what_wide_ones_do(data: st.DataObject) -> None:
    one = data.draw(testing.schemes())
    columns = data.draw(testing.columns_for(one))
    as_of = data.draw(st.sampled_from((None, "2020-03-15")))
    engine = data.draw(
        st.sampled_from([e for e in ENGINES if e.name in ("pandas", "polars", "pyarrow-numpy", "duckdb")])
    )
    wide = pd.DataFrame(
        {
            n: pd.Series([None if v is None else float(v) for v in c], dtype="float64")
            for n, c in columns.figures.items()
        }
    )
    expected = one.evaluate_frame(wide, as_of=as_of, units=columns.units)
    found = judged(engine, long_of(columns, one), one, as_of=as_of)
    for at in range(len(columns)) if columns.figures else ():
        row = found[f"p{at}"]
        for target in one.targets:
            status = row[f"{target.id}__status"]
            if engine.exact or status != INVALID:
                assert status == expected[f"{target.id}__status"][at], (target, columns.row(at))


@given(st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_places_with_periods_come_to_what_each_comes_to_alone(data: st.DataObject) -> None:
    one = scheme()
    figure = st.tuples(
        st.sampled_from(["a", "b", "part", "money"]),
        st.sampled_from(["2019", "2020", "2020H1", "2020H2", "2020Q1", "2020-01", "2020-03"]),
        st.integers(0, 12).map(float),
    )
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(["A", "B"]), figure), min_size=1, max_size=12))
    as_of = data.draw(st.sampled_from((None, "2020-06-30", "2020-12-31")))
    engine = data.draw(
        st.sampled_from([e for e in IN_PYTHON if e.name in ("pandas", "polars", "pyarrow-numpy")])
    )
    rows = table([(place, *rest) for place, rest in drawn], "place", "indicator", "period", "value")
    found = judged(engine, rows, one, as_of=as_of, answers=["status", "agreement"])
    for place, row in found.items():
        told = [
            cyxc.Observation(indicator=i, period=p, value=v) for name, (i, p, v) in drawn if name == place
        ]
        try:
            result = one.evaluate(told, as_of=as_of)
        except cyxc.DataError:
            assert row["reason"] > 0
            assert set(statuses(row).values()) == {INVALID}
        else:
            assert row["reason"] == 0
            assert statuses(row) == {verdict.id: verdict.status.code for verdict in result.targets}
