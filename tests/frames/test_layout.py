"""Answers laid out long, and summaries worked out by the engine."""

from typing import Any

import pyarrow as pa
import pytest

import cyxc
from cyxc.frames import STATUSES, counts, lengthen, misses
from cyxc.rules.status import MET, NO_DATA, NOT_MET
from frames.engines import ENGINES, Engine
from support import loaded

SCHEME = loaded(
    """
format: cyxc.scheme/1
id: small
version: "1"
title: {zh: 小, en: small}
place: {zh: 某地, en: somewhere, level: town}
term: {start: 2020, due: 2020}
parties:
  甲局: {en: Bureau A}
  乙局: {en: Bureau B}
indicators:
  x: {clause: 一, text: {zh: 说, en: says}, name: {zh: x, en: x}, flow: 人}
  y: {clause: 一, text: {zh: 说, en: says}, name: {zh: y, en: y}, flow: 人}
targets:
  first: {clause: 一, text: {zh: 说, en: says}, indicator: x, at_least: 10 人}
  second: {clause: 一, text: {zh: 说, en: says}, indicator: y, at_least: 20 人}
responsibilities:
  one: {clause: 一, text: {zh: 说, en: says}, parties: [甲局, 乙局], for: [first]}
  two: {clause: 一, text: {zh: 说, en: says}, parties: [乙局], for: [second]}
"""
)

ROWS = pa.table(
    {
        "place": ["p", "q", "r", "s"],
        "level": ["town", "town", "village", "village"],
        "x": pa.array([10, 4, 9, None], pa.int64()),
        "y": pa.array([20, 20, 19, 5], pa.int64()),
    }
)

LONG = {
    ("p", "first", MET, 0.0), ("q", "first", NOT_MET, -6.0), ("r", "first", NOT_MET, -1.0),
    ("s", "first", NO_DATA, None), ("p", "second", MET, 0.0), ("q", "second", MET, 0.0),
    ("r", "second", NOT_MET, -1.0), ("s", "second", NOT_MET, -15.0),
}  # fmt: skip


def rows(columns: dict[str, list[Any]], *names: str) -> list[tuple[Any, ...]]:
    return list(zip(*(columns[name] for name in names), strict=True))


def test_a_row_a_target(engine: Engine) -> None:
    found = engine.lists(SCHEME.evaluate_frame(engine.made(ROWS), layout="long", keys=["place"]))
    assert sorted(found) == ["margin", "place", "status", "target"]
    said = rows(found, "place", "target", "status", "margin")
    assert len(said) == 8
    assert set(said) == LONG


def test_counts_by_target_and_level(engine: Engine) -> None:
    answered = SCHEME.evaluate_frame(engine.made(ROWS))
    found = engine.lists(counts(SCHEME, answered, by=("target", "level")))
    assert set(rows(found, "target", "level", "status", "count")) == {
        ("first", "town", MET, 1), ("first", "town", NOT_MET, 1), ("first", "village", NOT_MET, 1),
        ("first", "village", NO_DATA, 1), ("second", "town", MET, 2), ("second", "village", NOT_MET, 2),
    }  # fmt: skip


def test_counts_by_office_count_a_target_for_every_office_that_answers_for_it(engine: Engine) -> None:
    found = engine.lists(counts(SCHEME, SCHEME.evaluate_frame(engine.made(ROWS)), by=["office"]))
    assert set(rows(found, "office", "status", "count")) == {
        ("甲局", MET, 1), ("甲局", NOT_MET, 2), ("甲局", NO_DATA, 1),
        ("乙局", MET, 3), ("乙局", NOT_MET, 4), ("乙局", NO_DATA, 1),
    }  # fmt: skip


def test_the_worst_come_first(engine: Engine) -> None:
    answered = SCHEME.evaluate_frame(engine.made(ROWS))
    assert engine.lists(misses(SCHEME, answered, "first"))["place"] == ["q", "r"]
    assert engine.lists(misses(SCHEME, answered, "second", most=1))["place"] == ["s"]


def test_what_is_lazy_stays_lazy() -> None:
    import polars as pl

    answered = SCHEME.evaluate_frame(pl.LazyFrame(ROWS), layout="long")
    assert isinstance(answered, pl.LazyFrame)
    wide = SCHEME.evaluate_frame(pl.LazyFrame(ROWS))
    assert isinstance(counts(SCHEME, wide), pl.LazyFrame)
    assert isinstance(misses(SCHEME, wide, "first"), pl.LazyFrame)


def test_a_code_is_the_rank_of_a_status() -> None:
    assert [STATUSES[code] for code in (NO_DATA, NOT_MET, MET)] == [
        cyxc.Status.NO_DATA, cyxc.Status.NOT_MET, cyxc.Status.MET,
    ]  # fmt: skip


def test_faults_are_said() -> None:
    frame = ENGINES[0].made(ROWS)
    answered = SCHEME.evaluate_frame(frame, answers=["status"])
    with pytest.raises(cyxc.DataError, match="holds no answers"):
        counts(SCHEME, frame)
    with pytest.raises(cyxc.UsageError, match="no margins of first"):
        misses(SCHEME, answered, "first")
    with pytest.raises(cyxc.UnknownNameError, match="Did you mean: first"):
        misses(SCHEME, answered, "frist")
    with pytest.raises(cyxc.DataError, match="no column town"):
        lengthen(SCHEME, answered, keys=["town"])
    with pytest.raises(cyxc.UsageError, match=r"no layout lng.*Did you mean: long"):
        SCHEME.evaluate_frame(frame, layout="lng")
