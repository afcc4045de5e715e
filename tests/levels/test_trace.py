"""From a verdict down to the village that made it."""

from fractions import Fraction
from pathlib import Path

import pytest

import cyxc
from cyxc import count_places, rollup
from support import small

PANZHIHUA, COUNTY = cyxc.load("panzhihua-2010"), cyxc.load("county")


def path(trace: cyxc.Trace, *ids: str) -> cyxc.Trace:
    for id_ in ids:
        trace = next(part for part in trace.parts if part.id == id_)
    return trace


def test_a_figure_is_followed_to_its_file_and_row(tmp_path: Path) -> None:
    file = tmp_path / "county.csv"
    file.write_text("指标,数值,来源\nfounders,480,县统计局\njobs,3000,\n", encoding="utf-8")
    trace = COUNTY.evaluate(file)["jobs-per-founder"].trace()
    assert (trace.kind, trace.status) == ("verdict", "met")
    figure = path(trace, "jobs_per_founder", "founders")
    assert (figure.kind, figure.value) == ("figure", cyxc.Quantity(Fraction(480), cyxc.unit("人")))
    (seen,) = figure.observations
    assert (seen.where.file, seen.where.row, seen.source) == (str(file), 2, cyxc.Text("县统计局", "县统计局"))
    assert path(trace, "jobs_per_founder").said == cyxc.Text(
        "创业带动就业人数 / 成功创业人数", "jobs brought by founders / founders"
    )
    assert figure.to_dict()["observations"][0]["where"] == {
        "file": str(file), "row": 2, "heading": "数值",
    }  # fmt: skip


def test_a_missing_figure_and_a_reference_are_there_too() -> None:
    trace = PANZHIHUA.evaluate({"activity_index": (12, "1")})["activity-index"].trace()
    assert [(part.id, part.kind, part.status) for part in trace.parts] == [
        ("activity_index", "figure", None),
        ("activity_index@local_average", "figure", "no_data"),
    ]


def test_a_rate_handed_in_whole_stands_for_itself_and_its_parts_when_they_are_there() -> None:
    whole = PANZHIHUA.evaluate({"success_rate": "55%"})["success-rate"].trace()
    assert [part.kind for part in whole.parts] == ["figure"]
    parts = PANZHIHUA.evaluate({"attempts": 10, "successes": 5, "success_rate": "50%"})["success-rate"]
    assert [one.id for one in parts.trace()] == ["success-rate", "success_rate", "successes", "attempts"]


def test_reports_of_several_periods_are_all_there() -> None:
    scheme = small({"a": "flow: 人"}, {"t": "indicator: a, at_least: 5 人"})
    seen = [{"value": 2, "period": "2020H1"}, {"value": 3, "period": "2020H2"}]
    (figure,) = scheme.evaluate({"a": seen})["t"].trace().parts
    assert [one.period for one in figure.observations] == ["2020H1", "2020H2"]
    assert figure.value == cyxc.Quantity(Fraction(5), cyxc.unit("人"))


def test_a_combination_shows_its_children() -> None:
    scheme = small(
        {"a": "flow: 人", "b": "flow: 人"},
        {
            "s": "indicator: a, at_least: 5 人",
            "t": "indicator: b, at_least: 5 人",
            "both": "all: [s, t]",
        },
    )
    trace = scheme.evaluate({"a": 5, "b": 4})["both"].trace()
    assert [(part.id, part.status) for part in trace.parts] == [("s", "met"), ("t", "not_met")]
    assert path(trace, "t", "b").value == cyxc.Quantity(Fraction(4), cyxc.unit("人"))


def test_other_entries_say_what_was_found() -> None:
    verdict = PANZHIHUA.evaluate({}, judgements={"campaign-plan": True})["campaign-plan"]
    assert verdict.trace().said == verdict.explanation


@pytest.fixture
def county(
    places: cyxc.Places,
    just_met: dict[str, object],
    short: dict[str, object],
    unknown: dict[str, object],
) -> cyxc.Evaluation:
    communities = [one.code for one in places if one.kind == "community"]
    data = dict.fromkeys(communities, just_met) | {"c3": short, "c5": unknown}
    found = PANZHIHUA.evaluate_many(data, places=places)
    count = count_places(found, title="创业型社区", fact="holds", among=communities)
    added = rollup(PANZHIHUA, found, "X", among=communities)
    return COUNTY.evaluate(
        {
            "communities": 23, "villages": 0, "parks": 0, "townships": 0,
            "villages_recognised": 0, "parks_recognised": 0, "townships_recognised": 0,
            "communities_recognised": count,
            "founders": added["founders"].observation("founders"),
        },
        readings={"title-share-counts": "recognised"},
    )  # fmt: skip


def test_a_count_is_followed_to_each_place_and_its_verdicts(county: cyxc.Evaluation) -> None:
    trace = county["title-share"].trace()
    count = path(trace, "title_share", "places_counted", "communities_counted", "communities_recognised")
    # 21 hold it, one falls short, one is undetermined.
    assert (count.kind, count.bounds) == (
        "count",
        (cyxc.Quantity(Fraction(21), cyxc.unit("个")), cyxc.Quantity(Fraction(22), cyxc.unit("个"))),
    )
    assert count.said == cyxc.Text(
        "创业型社区：获得称号的 21 至 22 个（1 个尚不能判定），以方案 panzhihua-2010 判定",
        "创业型社区: 21 to 22 places holding it (1 undetermined), by the scheme panzhihua-2010",
    )
    assert len(count.parts) == 23
    assert {part.status for part in count.parts} == {"met", "not_met", "no_data"}
    assert path(count, "c3").name.en == "community 3"
    failed = path(count, "c3", "success-rate")
    assert (failed.status, failed.value) == ("not_met", cyxc.Quantity(Fraction(40), cyxc.unit("%")))
    assert path(failed, "success_rate", "successes").value == cyxc.Quantity(Fraction(4), cyxc.unit("人"))
    assert path(count, "c5", "success-rate", "success_rate").status == "no_data"
    assert path(count, "c0").status == "met"


def test_a_sum_is_followed_to_each_place_and_its_figure(county: cyxc.Evaluation) -> None:
    figure = path(county["founders"].trace(), "founders")
    assert (figure.kind, figure.value) == ("sum", cyxc.Quantity(Fraction(23 * 20), cyxc.unit("人")))
    assert figure.said == cyxc.Text("23 个地方合计", "sum of 23 places")
    assert len(figure.places) == 23
    village = path(figure, "c7")
    assert village.value == cyxc.Quantity(Fraction(20), cyxc.unit("人"))
    assert path(village, "founders").kind == "figure"
    # What rests on it in the village: 20 + 25 of 100 newly employed.
    assert path(village, "startup-share").status == "met"


def test_a_trace_is_plain_data_and_can_be_compared(county: cyxc.Evaluation) -> None:
    import json

    trace = county["title-share"].trace()
    assert trace == county["title-share"].trace()
    assert hash(trace) == hash(county["title-share"].trace())
    again = json.loads(json.dumps(trace.to_dict(), ensure_ascii=False))
    assert again["kind"] == "verdict"
    assert len(trace.places) == 23
