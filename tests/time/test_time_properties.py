"""What time may and may not change: splitting, running figures, revisions, and the due date itself."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import Observation, testing
from cyxc.rules.occasions import Period, periods
from cyxc.rules.periods import years_before

SOME = settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
packaged = pytest.mark.parametrize("name", cyxc.PACKAGED)


@cache
def bound(name: str) -> cyxc.Scheme:
    scheme = cyxc.load(name)
    return scheme if scheme.bound else scheme.for_year(2010)


def window(scheme: cyxc.Scheme, indicator: str) -> Period | None:
    """The one time an indicator is asked for over, None where there are several."""
    asked = set()
    for target in scheme.targets:
        waiting = list(target.indicators)
        while waiting:
            id_ = waiting.pop()
            formula = scheme.indicators[id_].formula
            waiting += formula.indicators if formula is not None else ()
            if id_ == indicator:
                asked.add((target.window, target.years))
    if len(asked) != 1:
        return None
    ((one, years),) = asked
    opens, ends = one.opens, one.ends
    assert opens is not None
    assert ends is not None
    return Period(opens, ends) if years == "whole" else None


def kept(scheme: cyxc.Scheme, figures: dict[str, Any]) -> dict[str, Any]:
    """Figures whose flows can be told month by month: one time each, the rest as it is."""
    return {
        key: value
        for key, value in figures.items()
        if scheme.indicators[key.partition("@")[0]].kind != "flow"
        or window(scheme, key.partition("@")[0]) is not None
    }


def flows(scheme: cyxc.Scheme, figures: dict[str, Any]) -> list[str]:
    return [key for key in figures if "@" not in key and scheme.indicators[key].kind == "flow"]


def cut(draw: Any, total: Any, count: int) -> list[Any]:
    """A whole number of steps in so many parts."""
    number = int(total)
    cuts = sorted(draw(st.integers(0, number)) for _ in range(count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, number], strict=True)]


def told(draw: Any, scheme: cyxc.Scheme, key: str, value: Any, way: str) -> list[Observation]:
    """One total told month by month, as own or as running figures."""
    number, unit = value
    over = window(scheme, key)
    assert over is not None
    months = periods(over, "month")
    parts = cut(draw, number, len(months))
    reports, sofar = [], 0
    for month, part in zip(months, parts, strict=True):
        sofar += part
        if way == "own":
            reports.append(Observation(indicator=key, value=part, unit=unit, period=str(month)))
        else:
            whole = Period(over.first, month.last)
            reports.append(
                Observation(indicator=key, value=sofar, unit=unit, period=str(whole), cumulative=True)
            )
    return reports


def whole(value: Any) -> bool:
    return isinstance(value, tuple) and value[0] == int(value[0]) >= 0


def statuses(evaluation: cyxc.Evaluation) -> dict[str, str]:
    return {verdict.id: verdict.status.value for verdict in evaluation.targets}


@packaged
@SOME
@given(st.data())
def test_telling_a_total_by_the_month_changes_no_verdict(name: str, data: st.DataObject) -> None:
    scheme = bound(name)
    figures = kept(scheme, data.draw(testing.data_for(scheme)))
    split: list[Observation] = []
    for key, value in figures.items():
        if key in flows(scheme, figures) and whole(value):
            split += told(data.draw, scheme, key, value, data.draw(st.sampled_from(("own", "running"))))
        else:
            number, unit = value if isinstance(value, tuple) else (value, None)
            id_, _, role = key.partition("@")
            split.append(Observation(indicator=id_, role=role or None, value=number, unit=unit))
    assert statuses(scheme.evaluate(split)) == statuses(scheme.evaluate(figures))


@packaged
@SOME
@given(st.data(), testing.schemes())
def test_at_the_last_due_date_all_is_as_without_a_date(
    name: str, data: st.DataObject, random: cyxc.Scheme
) -> None:
    scheme = data.draw(st.sampled_from((bound(name), random)))
    figures = data.draw(testing.data_for(scheme, data.draw(st.booleans())))
    last = max(target.window.ends or date.min for target in scheme.targets)
    without = scheme.evaluate(figures)
    assert statuses(scheme.evaluate(figures, as_of=last)) == statuses(without)
    assert statuses(scheme.evaluate(figures, as_of=last + timedelta(days=400))) == statuses(without)


@SOME
@given(st.integers(0, 4000), st.integers(0, 4000), st.booleans())
def test_a_revised_figure_replaces_and_never_adds(first: int, second: int, provisional: bool) -> None:
    scheme = bound("wuchang")
    year = {"indicator": "founders", "period": "2010"}
    reports = [
        Observation(**year, value=first, reported_on="2011-01-05", provisional=provisional),
        Observation(**year, value=second, reported_on="2011-02-05"),
    ]
    verdict = scheme.evaluate(reports)["founders"]
    assert verdict.value is not None
    assert (verdict.value.value, verdict.status) == (second, "met" if second >= 1800 else "not_met")


@SOME
@given(st.integers(0, 9000), st.integers(1, 9000))
def test_growth_takes_its_base_from_the_reports_of_the_year_before(now: int, before: int) -> None:
    scheme = bound("wuchang")
    year = Period(date(2010, 1, 1), date(2010, 12, 31))
    then = years_before(year, 1)
    dated = [
        Observation(indicator=one, value=value, period=str(period))
        for one in ("individual_opened", "private_opened")
        for value, period in ((now, year), (before, then))
    ]
    plain = {
        "individual_opened": now,
        "private_opened": now,
        "individual_opened@before": before,
        "private_opened@before": before,
    }
    # 8 % more than the year before: 2 × now ≥ 1.08 × 2 × before.
    expected = "met" if 100 * now >= 108 * before else "not_met"
    assert scheme.evaluate(plain)["firms-growth"].status == expected
    assert scheme.evaluate(dated)["firms-growth"].status == expected
