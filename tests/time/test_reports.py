"""What a report has to say of its time, and which of several reports stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import Observation
from support import small


def codes(error: cyxc.CyxcError) -> list[str]:
    return [problem.code for problem in error.problems]


@pytest.mark.parametrize("period", ["2013", "2013年", "2013H1", "2013Q1", "2013-01", "2013-05"])
def test_a_running_figure_says_from_when_it_runs(period: str) -> None:
    scheme = cyxc.load("jiaxing-2013")
    running = {"period": period, "value": 30, "cumulative": True}
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate({"city_bases": [running]})
    assert codes(caught.value) == ["running-since-when"]


def test_running_figures_of_several_years_replace_one_another() -> None:
    scheme = cyxc.load("jiaxing-2013")
    ends = {"2013-01/2013-12": 30, "2013-01/2014-12": 60, "2013-01/2015-12": 90}
    running = [{"period": period, "value": value, "cumulative": True} for period, value in ends.items()]
    found = scheme.evaluate({"city_bases": running})["city-bases"]
    assert found.value is not None
    assert found.value.value == 90


FLOW = small({"b": "flow: 人"}, {"t": "indicator: b, at_least: 100 人"})


@pytest.mark.parametrize("own_is_final", [True, False])
def test_a_final_figure_beats_a_provisional_one_of_the_other_basis(own_is_final: bool) -> None:
    own = {"period": "2020", "value": 100 if own_is_final else 90, "provisional": not own_is_final}
    running = {"period": "2020-01/2020-12", "value": 90 if own_is_final else 100, "cumulative": True}
    found = FLOW.evaluate({"b": [own, {**running, "provisional": own_is_final}]})["t"]
    assert (found.status, found.value) == ("met", cyxc.Quantity(100, cyxc.unit("人")))
    # Two final ones still have to agree.
    with pytest.raises(cyxc.DataError) as caught:
        FLOW.evaluate({"b": [{**own, "provisional": False}, running]})
    assert codes(caught.value) == ["reports-disagree"]


WUCHANG = cyxc.load("wuchang").for_year(2010)


def founders(value: int, **about: object) -> Observation:
    return Observation(indicator="founders", value=value, **about)  # type: ignore[arg-type]


def test_a_figure_without_a_period_is_not_seen_before_it_was_reported() -> None:
    late = founders(1800, reported_on="2011-02-01")
    assert WUCHANG.evaluate([late], as_of="2010-12-31")["founders"].status == "no_data"
    for day in ("2011-02-01", None):
        assert WUCHANG.evaluate([late], as_of=day)["founders"].status == "met"
    known = [late, founders(1700, provisional=True, reported_on="2010-12-20")]
    assert WUCHANG.evaluate(known, as_of="2010-12-31")["founders"].status == "not_met"
    assert WUCHANG.evaluate(known, as_of="2011-02-01")["founders"].status == "met"


def test_the_day_of_report_of_a_figure_without_a_period_is_read() -> None:
    for data in ([founders(1800, reported_on="soon")], {"founders": {"value": 1, "reported_on": "2011-02"}}):
        with pytest.raises(cyxc.DataError) as caught:
            WUCHANG.evaluate(data)
        assert codes(caught.value) == ["report-day"]
    written = founders(1800, reported_on="2011年2月1日")
    assert WUCHANG.evaluate([written], as_of="2011-01-31")["founders"].status == "no_data"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (founders(1700, provisional=True), founders(1800)),
        (
            founders(1700, provisional=True, reported_on="2011-03-01"),
            founders(1800, reported_on="2011-02-01"),
        ),
        (founders(1700, reported_on="2011-02-01"), founders(1800, reported_on="2011-03-01")),
        (founders(-5, provisional=True), founders(1800)),
        (founders(1700), founders(1800, reported_on="2011-03-01")),
    ],
)
def test_of_two_figures_without_a_period_one_stands(
    first: Observation, second: Observation, turned: bool
) -> None:
    pair = [second, first] if turned else [first, second]
    found = WUCHANG.evaluate(pair)["founders"]
    assert (found.status, found.value) == ("met", cyxc.Quantity(1800, cyxc.unit("人")))


def test_two_figures_without_a_period_that_nothing_tells_apart_are_refused() -> None:
    for about in ({}, {"provisional": True}, {"reported_on": "2011-02-01"}):
        with pytest.raises(cyxc.DataError) as caught:
            WUCHANG.evaluate([founders(1700, **about), founders(1800, **about)])
        assert codes(caught.value) == ["given-twice"]
    with pytest.raises(cyxc.DataError) as caught:
        WUCHANG.evaluate({"founders": 5, "成功创业人数": "6人"})
    assert codes(caught.value) == ["given-twice"]


def test_a_table_may_hold_a_provisional_and_a_final_figure(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("指标,数值,数据状态\nfounders,1700,快报\nfounders,1800,正式\n", encoding="utf-8")
    assert WUCHANG.evaluate(file)["founders"].status == "met"
    file.write_text("指标,数值,数据状态\nfounders,1700,正式\nfounders,1800,正式\n", encoding="utf-8")
    with pytest.raises(cyxc.DataError) as caught:
        WUCHANG.evaluate(file)
    assert codes(caught.value) == ["given-before"]


def test_a_file_with_another_fault_complains_of_no_revision(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    twice = "observations:\n- {indicator: founders, value: 1700, provisional: yes}\n"
    file.write_text(f"{twice}- {{indicator: founders, value: 1800}}\nfigurs: {{}}\n", encoding="utf-8")
    with pytest.raises(cyxc.DataError) as caught:
        WUCHANG.evaluate(file)
    assert codes(caught.value) == ["unknown-key"]


@pytest.mark.parametrize("period", ["2015-12-31", "2015-12", "2015H2", "2015", "2013/2015"])
def test_a_share_of_stocks_is_reported_for_its_day(period: str) -> None:
    jiaxing = cyxc.load("jiaxing-2013")
    found = jiaxing.evaluate({"towns_standard_share": {period: "100%"}})["towns-coverage"]
    assert found.status == "met"
    assert jiaxing.evaluate({"towns_standard_share": {period: "99%"}})["towns-coverage"].status == "not_met"


def test_a_share_of_stocks_stands_for_twelve_months_and_the_last_one_counts() -> None:
    parts = {"a": "stock: 人", "b": "stock: 人", "r": 'unit: "%", formula: a / b'}
    scheme = small(parts, {"t": "indicator: r, at_least: 90 %"})
    assert scheme.evaluate({"r": {"2019-12-31": "90%"}})["t"].status == "met"
    assert scheme.evaluate({"r": {"2019-12-30": "90%"}})["t"].status == "no_data"
    assert scheme.evaluate({"r": {"2020-03": "95%", "2020-09": "89%"}})["t"].status == "not_met"
    # Of one day there is one figure, whatever period it is told by; a share of flows is of its whole time.
    with pytest.raises(cyxc.DataError) as caught:
        scheme.evaluate({"r": {"2020": "95%", "2020-12": "89%"}})
    assert codes(caught.value) == ["reported-twice"]
    flows = small({**parts, "a": "flow: 人", "b": "flow: 人"}, {"t": "indicator: r, at_least: 90 %"})
    assert flows.evaluate({"r": {"2020-12": "95%"}})["t"].status == "no_data"


@pytest.mark.parametrize("period", ["0001", "0999-12", "0999/1000", "9901", "9900/9901", "9998-12-31"])
def test_years_no_plan_has_are_refused(tmp_path: Path, period: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"期间,成功创业人数,新增私营企业@上年\n{period},5,6\n", encoding="utf-8")
    for data in ({"founders": {period: 5}}, {"founders@before": {period: 5}}, file):
        with pytest.raises(cyxc.DataError) as caught:
            WUCHANG.evaluate(data)
        assert set(codes(caught.value)) == {"year-out-of-range"}
        assert caught.value.problems[0].where.say()


@pytest.mark.parametrize("day", ["0001-05-05", "0999-12-31", "9901-01-01"])
def test_dates_no_plan_has_are_refused(day: str) -> None:
    scheme = small({"b": "stock: 人"}, {"t": "indicator: b, at_least: 100 人"})
    with pytest.raises(cyxc.UsageError) as caught:
        scheme.evaluate({"b": {"2020": 5}}, as_of=day)
    assert codes(caught.value) == ["year-out-of-range"]


reports = st.builds(
    founders,
    st.integers(0, 3000),
    provisional=st.booleans(),
    reported_on=st.none() | st.sampled_from(["2010-06-30", "2010-12-31", "2011-02-01", "2011-03-01"]),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(reports, max_size=4), st.sampled_from([None, "2010-12-31", "2011-02-01"]), st.data())
def test_of_figures_without_a_period_the_first_in_rank_stands_in_any_order(
    told: list[Observation], day: str | None, data: st.DataObject
) -> None:
    seen = [one for one in told if day is None or (one.reported_on or "") <= day]
    final = [one for one in seen if not one.provisional] or seen
    last = max((one.reported_on or "" for one in final), default="")
    stands = [one for one in final if (one.reported_on or "") == last]
    turned = data.draw(st.permutations(told))
    if len(stands) > 1:
        with pytest.raises(cyxc.DataError) as caught:
            WUCHANG.evaluate(turned, as_of=day)
        assert set(codes(caught.value)) == {"given-twice"}
        return
    found = WUCHANG.evaluate(turned, as_of=day)["founders"].value
    assert (found and found.value) == (stands[0].value if stands else None)
