"""What a report has to say of its time, and which of several reports stands."""

import pytest

import cyxc
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
