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
