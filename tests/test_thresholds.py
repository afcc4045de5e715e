"""Every target of the five documents at its threshold and one smallest step off it.

The tables in `thresholds/` were worked by hand from the documents' figures, never from the library or from
its scheme files. A case that fails is a wrong verdict or a wrong scheme until the document says otherwise.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import cyxc

TABLES = Path(__file__).parent / "thresholds"

# How many targets each document sets, counted in the documents.
TARGETS = {"wuchang": 26, "panzhihua-2010": 8, "jiaxing-2013": 28, "county": 29, "putuo-2019": 5}

_PLAIN = re.compile(r"-?\d+(\.\d+)?")


class Case(NamedTuple):
    scheme: str
    target: str
    data: dict[str, int | str]
    status: str
    readings: dict[str, str]


class _OnceLoader(yaml.SafeLoader):
    """Refuses a key written twice, which would hide a case; `<<` may still be overridden."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise yaml.constructor.ConstructorError(None, None, f"a key twice in {keys}", node.start_mark)
        return super().construct_mapping(node, deep)


def table(scheme: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = yaml.load(
        (TABLES / f"{scheme}.yaml").read_text(encoding="utf-8"), _OnceLoader
    )
    return rows


def cases() -> list[Any]:
    return [
        pytest.param(
            Case(scheme, target, row["data"], row["status"], row.get("readings", {})),
            id=f"{scheme}/{target}/{number}",
        )
        for scheme in TARGETS
        for target, rows in table(scheme).items()
        for number, row in enumerate(rows, 1)
    ]


@functools.cache
def load(scheme: str) -> Any:
    return cyxc.load(scheme)


def status(case: Case, data: dict[str, Any]) -> str:
    return str(load(case.scheme).evaluate(data, readings=case.readings)[case.target].status)


def number(value: int | str) -> Decimal | None:
    """The value as a Decimal where it is a plain number without a unit, else None."""
    text = str(value)
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def as_float(value: int | str) -> float | None:
    """The float whose shortest spelling is the value, None where there is none."""
    exact = number(value)
    near = None if exact is None else float(exact)
    return near if near is not None and Decimal(repr(near)) == exact else None


def converted(case: Case, convert: Callable[[int | str], Any]) -> dict[str, Any]:
    return {
        name: value if (changed := convert(value)) is None else changed for name, value in case.data.items()
    }


def cases_with(convert: Callable[[int | str], Any]) -> list[Any]:
    """The cases of which at least one value converts."""
    return [
        param
        for param in cases()
        if any(convert(value) is not None for value in param.values[0].data.values())
    ]


@pytest.mark.parametrize("case", cases())
def test_at_the_threshold(case: Case) -> None:
    assert status(case, case.data) == case.status


@pytest.mark.parametrize("case", cases_with(number))
def test_decimals_say_the_same(case: Case) -> None:
    assert status(case, converted(case, number)) == case.status


@pytest.mark.parametrize("case", cases_with(as_float))
def test_floats_say_the_same(case: Case) -> None:
    assert status(case, converted(case, as_float)) == case.status


@pytest.mark.parametrize("scheme", TARGETS)
def test_the_table_names_exactly_the_schemes_targets(scheme: str) -> None:
    assert set(table(scheme)) == {target.id for target in load(scheme).targets}


@pytest.mark.parametrize(("scheme", "count"), TARGETS.items())
def test_the_number_of_targets(scheme: str, count: int) -> None:
    assert len(table(scheme)) == count
    assert len(load(scheme).targets) == count


@pytest.mark.parametrize("scheme", TARGETS)
def test_every_target_has_cases_on_both_sides(scheme: str) -> None:
    for target, rows in table(scheme).items():
        # Under the plain readings: a reading may shift the line.
        seen = Counter(row["status"] for row in rows if "readings" not in row)
        assert set(seen) == {"met", "not_met"}, target
        assert {key for row in rows for key in row} <= {"data", "status", "why", "readings"}, target
        assert {row["status"] for row in rows} == {"met", "not_met"}, target


def test_no_two_cases_are_the_same() -> None:
    for scheme in TARGETS:
        for target, rows in table(scheme).items():
            shown = [repr((sorted(row["data"].items()), row.get("readings"))) for row in rows]
            assert len(set(shown)) == len(shown), (scheme, target)
