"""Sums of places that lack something: who is missing, what can't be right, what was reported when."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc import Observation, Place, Places, compare_totals, rollup
from cyxc.cli.app import run
from cyxc.levels.named import Figure, Named, sum_text
from cyxc.levels.own import differing, together
from support import small

SCHEME = small(
    {
        "a": "flow: 人",
        "b": "flow: 人",
        "w": "flow: 人, part_of: b",
        "s": "stock: 户, thing: enterprise",
        "x": "rate: '%', formula: a / b",
        "least": "stock: 平方米, over_places: none",
        "judged": "stock: 平方米, formula: least",
        "i": "rate: '1'",
    },
    {
        "t": "indicator: a, at_least: 10 人",
        "g": "indicator: a, growth: {at_least: 10 %, over: before}",
        "r": "indicator: x, at_least: 50 %",
        "p": "indicator: w, at_least: 1 人",
        "v": "indicator: i, better_than: local_average",
        "j": "indicator: judged, at_least: 1 平方米",
    },
)


def listed(*more: Place) -> Places:
    return Places([Place(code="X", name="某县", level="county"), *more])


def village(code: str, parent: str = "X", level: Any = "community", **more: Any) -> Place:
    return Place(code=code, name=more.pop("name", code), level=level, parent=parent, **more)


P = listed(village("a"), village("b"))


def seen(place: str, period: str, value: Any, key: str = "a", **more: Any) -> Observation:
    return Observation(indicator=key, value=value, place=place, period=period, **more)


def sums(found: cyxc.RolledUp, key: str = "a") -> dict[str | None, Fraction | None]:
    return {one.period: None if one.value is None else one.value.value for one in found if one.key == key}


def test_a_listed_place_that_handed_in_nothing_lacks_every_figure() -> None:
    found = rollup(SCHEME, {"a": {"a": 20}}, "X", places=P)
    assert found.missing == ("b",)
    assert (found["a"].value, found["a"].lacking) == (None, (("b", cyxc.Status.NO_DATA),))
    assert found["a"].known == cyxc.Quantity(Fraction(20), cyxc.unit("人"))
    assert SCHEME.evaluate(found.data)["t"].status == "no_data"
    # Those that were asked are the caller's to name.
    assert rollup(SCHEME, {"a": {"a": 20}}, "X", places=P, among=["a"])["a"].value is not None
    assert rollup(SCHEME, {"a": {"a": 20}}, "X", among=["a", "b"]).missing == ("b",)


def test_who_was_to_report() -> None:
    towns = [village(code, level="town", kind="镇") for code in ("T1", "T2", "T3")]
    park = village("P", level="town", kind="园区")
    below = [village("V11", "T1"), village("V12", "T1"), village("V21", "T2")]
    places = listed(*towns, park, *below)
    one = {"a": 1}
    for data, missing in (
        # The township without a listed village is of the kind that holds some; the park is not.
        ({"V11": one}, ("T3", "V12", "V21")),
        ({"T1": one}, ("P", "T2", "T3")),
        ({"T1": one, "V21": one}, ("P", "T3")),
        ({"T1": one, "T2": one, "T3": one, "P": one}, ()),
    ):
        assert rollup(SCHEME, data, "X", places=places).missing == missing
    # Of two steps, each names its own.
    step = rollup(SCHEME, {"V11": one}, "T1", places=places)
    assert rollup(SCHEME, {"T1": step}).missing == ("V12",)
    assert rollup(SCHEME, {"T1": step, "V21": one}, "X", places=places).missing == ("T3", "V12")


@pytest.mark.parametrize(
    "wrong",
    [
        [seen("a", "2020", -5)],
        [seen("a", "2020", "1.5")],
        # 9 of 5: both are invalid where they were reported.
        [seen("a", "2020", 7), seen("a", "2020", 9, "w"), seen("a", "2020", 5, "b")],
    ],
)
def test_dated_figures_that_are_invalid_are_lacking(wrong: list[Observation]) -> None:
    found = rollup(
        SCHEME, [*wrong, seen("b", "2020", 3), seen("b", "2020", 3, "w"), seen("b", "2020", 9, "b")]
    )
    key = "a" if len(wrong) == 1 else "w"
    one = next(one for one in found if one.key == key)
    assert (one.value, one.lacking) == (None, (("a", cyxc.Status.INVALID),))
    assert one.known.value == 3


def test_a_wrong_month_does_not_spoil_the_others_and_may_be_corrected() -> None:
    months = [seen("a", "2020-01", 3), seen("a", "2020-02", -5, reported_on="2020-03-01")]
    other = [seen("b", "2020-01", 1), seen("b", "2020-02", 1)]
    assert sums(rollup(SCHEME, [*months, *other])) == {"2020-01": 4, "2020-02": None}
    corrected = seen("a", "2020-02", 5, reported_on="2020-04-01")
    assert sums(rollup(SCHEME, [*months, corrected, *other])) == {"2020-01": 4, "2020-02": 6}


def test_what_was_reported_later_is_not_seen_and_provisional_stays_so() -> None:
    data = [
        seen("a", "2020H1", 5, reported_on="2020-07-10", provisional=True),
        seen("a", "2020H1", 9, reported_on="2020-09-01"),
        seen("b", "2020H1", 1, reported_on="2020-07-20"),
        seen("b", "2020Q3", 1, reported_on="2020-10-05"),
    ]
    (early,) = rollup(SCHEME, data, as_of="2020-08-01")
    assert early.value == cyxc.Quantity(Fraction(6), cyxc.unit("人"))
    handed = early.observation()
    assert (handed.provisional, handed.reported_on) == (True, "2020-07-20")
    late = rollup(SCHEME, data, as_of="2020-12-31")
    assert sums(late) == {"2020-01/2020-06": 10, "2020-07/2020-09": None}
    assert not late.figures[0].provisional
    assert rollup(SCHEME, [Observation(indicator="a", value=1, place="a", provisional=True)])["a"].provisional


def test_several_periods_are_all_there_and_one_has_to_be_asked_for() -> None:
    found = rollup(SCHEME, [seen("a", "2020H1", 4), seen("a", "2020H2", 7)])
    assert [one.value for one in found.data] == [4, 7]
    with pytest.raises(cyxc.UsageError) as caught:
        found["a"]
    assert caught.value.problems[0].code == "rolled-several"
    assert len(found.of("a")) == 2
    whole = found.over("a", "2020")
    assert whole is not None
    assert whole.known.value == 11


def test_a_place_whose_parent_ended_is_named() -> None:
    places = listed(
        village("T", level="town", valid_to="2020-05-31"),
        village("U", level="town"),
        village("V", "T"),
        village("W", "U"),
    )
    one = {"a": 1}
    assert rollup(SCHEME, {"V": one, "W": one}, "X", places=places, as_of="2020-05-31")["a"].value is not None
    for data in ({"V": one, "W": one}, {"W": one}):
        found = rollup(SCHEME, data, "X", places=places, as_of="2020-06-01")
        assert found.without_parent == ("V",)
        assert found["a"].lacking == (("V", cyxc.Status.NO_DATA),)
    assert rollup(SCHEME, {"V": one, "W": one}, "X", places=places, as_of="2020-06-01").outside == ("V",)


def test_dated_totals_are_compared_period_by_period() -> None:
    months = [seen(p, f"2020-{m:02}", 1) for p in "ab" for m in range(1, 13)]
    months += [seen("a", "2020", 30, "b"), seen("b", "2020", 18, "b")]
    found = rollup(SCHEME, months)
    own = [Observation(indicator="a", value=v, period=p) for p, v in (("2020-01", 3), ("2020-02", 2))]
    (one,) = compare_totals(own, found)
    assert (one.period, one.reported.value, one.summed.value) == ("2020-01", 3, 2)
    assert one.text.en.startswith("a (2020-01): 3 persons reported, 2 persons")
    # Nobody reported the half year or the year whole: 12 and 24.
    own = [Observation(indicator="a", value=v, period=p) for p, v in (("2020H1", 12), ("2020年", 25))]
    assert [(d.period, d.summed.value) for d in compare_totals(own, found)] == [("2020", 24)]
    # 24 of 48 is half.
    assert compare_totals([Observation(indicator="x", value="50%", period="2020")], found) == ()
    assert len(compare_totals([Observation(indicator="x", value="40%", period="2020")], found)) == 1
    # One side without a period.
    assert compare_totals({"b": 48}, found) == ()
    assert [d.summed.value for d in compare_totals({"b": 47}, found)] == [48]
    undated = rollup(SCHEME, {"a": {"a": 5}})
    dated = [Observation(indicator="a", value=v, period=p) for p, v in (("2020H1", 2), ("2020H2", 4))]
    assert [(d.reported.value, d.summed.value) for d in compare_totals(dated, undated)] == [(6, 5)]
    # A known part above the total disagrees already.
    (part,) = compare_totals(
        [Observation(indicator="a", value=1, period="2020")],
        rollup(SCHEME, [seen("a", "2020", 2)], "X", places=P),
    )
    assert (part.partial, part.lacking) == (True, ("b",))


def test_the_smallest_of_several_is_not_added_nor_what_rests_on_it() -> None:
    found = rollup(SCHEME, {"p": {"least": 5, "judged": 5}, "q": {"least": 3}})
    assert len(found) == 0
    assert {(one.key, one.reason) for one in found.left_out} == {
        ("least", "does_not_add"), ("judged", "does_not_add"),
    }  # fmt: skip
    county = rollup(cyxc.load("county"), {"p": {"smallest_base_area": 900}, "q": {"smallest_base_area": 700}})
    assert [(one.key, one.reason) for one in county.left_out] == [("smallest_base_area", "does_not_add")]


def test_names_and_codes_mean_the_places_of_the_date() -> None:
    places = listed(
        village("A", name="甲村", valid_to="2020-06-30"),
        village("A2", name="甲村", valid_from="2020-07-01"),
        village("C", name="旧村", valid_to="2020-06-30"),
        village("C", name="新村", valid_from="2020-07-01"),
    )
    for day, code, name in (("2020-06-30", "A", "旧村"), ("2020-07-01", "A2", "新村")):
        found = SCHEME.evaluate_many({"甲村": {"a": 1}, "C": {"a": 2}}, places=places, as_of=day)
        assert list(found) == [code, "C"]
        assert rollup(SCHEME, found, "X")["a"].name("C").zh == name
        assert cyxc.count_places(found, title="T", fact="holds").name("C").zh == name
        count = cyxc.count_places(["C"], title="T", fact="holds", places=places, as_of=day)
        assert count.name("C").zh == name
        both = SCHEME.evaluate_many({"A": {"a": 1}, "A2": {"a": 2}, name: {"a": 2}}, places=places, as_of=day)
        assert sum(both.counts.values()) == 2
        assert both.outside == (("A2",) if code == "A" else ("A",))
        assert len(both.to_rows()) == 2
        assert sum(both.by_target()["t"].values()) == 2
    with pytest.raises(cyxc.UnknownNameError):
        places["甲村"]


def test_periods_are_compared_as_days() -> None:
    assert sums(rollup(SCHEME, [seen("a", "2020", 3), seen("b", "2020年", 4)])) == {"2020": 7}
    halves = [seen("a", "2020H1", 1), seen("a", "2020年下半年", 2), seen("b", "2020", 4)]
    assert sums(rollup(SCHEME, halves)) == {"2020": 7}
    assert sums(rollup(SCHEME, halves[1:])) == {"2020": None, "2020-07/2020-12": None}
    # Nobody reported the year, but it is what both tile.
    odd = [
        seen("a", "2020-01/2020-04", 1),
        seen("a", "2020-05/2020-12", 2),
        seen("b", "2020H1", 4),
        seen("b", "2020H2", 5),
    ]
    assert sums(rollup(SCHEME, odd)) == {"2020": 12}
    # Periods that cross are what came in between two days: the county's data may hold both.
    crossing = [seen(p, f"2020-0{m}", 1) for p in "ab" for m in range(1, 7)]
    crossing += [seen("a", "2020-01/2020-04", 4), seen("b", "2020-03/2020-06", 4)]
    found = rollup(SCHEME, crossing)
    assert {one.period for one in found.data if one.cumulative} == {"2020-01/2020-04", "2020-03/2020-06"}
    assert SCHEME.evaluate(found.data, as_of="2020-06-30")["t"].value == cyxc.Quantity(12, cyxc.unit("人"))
    running = [seen(p, f"2020-01/2020-0{m}", m, cumulative=True) for p in "ab" for m in (3, 6)]
    found = rollup(SCHEME, running)
    assert [(one.period, one.cumulative, one.value) for one in found.data] == [
        ("2020-01/2020-03", True, 6), ("2020-01/2020-06", True, 12),
    ]  # fmt: skip
    assert sums(rollup(SCHEME, [seen("a", "2020-12", 3, "s"), seen("b", "2020-12-31", 4, "s")]), "s") == {
        "2020-12-31": 7
    }


def test_a_base_shows_its_own_reports_and_each_figure_what_was_used() -> None:
    data = [
        {"value": 100, "period": "2019", "reported_on": "2020-01-10"},
        {"value": 50, "period": "2020H1", "provisional": True},
        {"value": 60, "period": "2020H1"},
        {"value": 60, "period": "2020H2"},
    ]
    now, before = SCHEME.evaluate({"a": data})["g"].trace().parts
    assert [(one.period, one.value) for one in now.observations] == [("2020H1", 60), ("2020H2", 60)]
    assert [(one.period, one.value) for one in before.observations] == [("2019", 100)]


def test_a_verdict_over_several_years_shows_each() -> None:
    scheme = small(
        {"a": "flow: 人"},
        {"t": "indicator: a, at_least: 5 人, years: each"},
        head=cyxc_head(2020, 2021),
    )
    data = [{"value": 6, "period": "2020"}, {"value": 4, "period": "2021"}]
    trace = scheme.evaluate({"a": data})["t"].trace()
    assert [(part.kind, part.id, part.status) for part in trace.parts] == [
        ("period", "2020", "met"), ("period", "2021", "not_met"),
    ]  # fmt: skip
    assert [one.observations[0].period for part in trace.parts for one in part.parts] == ["2020", "2021"]


def cyxc_head(start: int, due: int) -> str:
    from support import HEAD

    return HEAD.replace("{start: 2020, due: 2020}", f"{{start: {start}, due: {due}}}")


def test_a_dated_sum_is_followed_to_each_village_and_its_reports() -> None:
    found = rollup(SCHEME, [seen(p, h, 4) for p in "ab" for h in ("2020H1", "2020H2")])
    (figure,) = SCHEME.evaluate(found.data)["t"].trace().parts
    assert [(part.kind, part.name.en) for part in figure.parts] == [
        ("sum", "2020-01/2020-06"), ("sum", "2020-07/2020-12"),
    ]  # fmt: skip
    assert [one.period for one in figure.parts[0].parts[1].parts[0].observations] == ["2020H1"]


def test_steps_of_other_dates_are_refused() -> None:
    step = rollup(SCHEME, {"a": {"a": 1}}, as_of="2020-06-30")
    for day in (None, "2020-12-31"):
        with pytest.raises(cyxc.UsageError) as caught:
            rollup(SCHEME, {"T": step}, as_of=day)
        assert [problem.code for problem in caught.value.problems] == ["step-of-other-date"]
    assert rollup(SCHEME, {"T": step}, as_of="2020-06-30")["a"].known.value == 1


CITY = Places(
    [
        Place(code="S", name="攀枝花市", level="city"),
        *(Place(code=c, name=c, level="county", parent="S") for c in "XY"),
        *(Place(code=f"{c}1", name=f"{c}1", level="community", parent=c) for c in "XY"),
    ]
)


def test_averages_of_another_place_are_handed_down() -> None:
    own = [Observation(indicator="i", value=v, place=p) for p, v in (("X1", 5), ("Y1", 3))]
    average = Observation(indicator="i", value=4, role="local_average", place="攀枝花市")
    for places in (None, CITY, listed(village("X1"), village("Y1"))):
        found = SCHEME.evaluate_many([*own, average], places=places)
        assert list(found) == ["X1", "Y1"]
        assert [one["v"].status.value for one in found.values()] == ["met", "not_met"]
        (_, held) = found["X1"]["v"].trace().parts
        assert [one.place for one in held.observations] == ["攀枝花市"]
    # A county's holds for its own.
    found = SCHEME.evaluate_many([*own, *[_at(average, "X"), _at(average, "Y")]], places=CITY)
    assert [one["v"].status.value for one in found.values()] == ["met", "not_met"]
    found = SCHEME.evaluate_many([*own, _at(average, "X")], places=CITY)
    assert [one["v"].status.value for one in found.values()] == ["met", "no_data"]
    # Beside what places hand in as mappings.
    found = SCHEME.evaluate_many({"X1": {"i": 5}, "Y1": {"i": 3}, "攀枝花市": [average]}, places=CITY)
    assert [one["v"].status.value for one in found.values()] == ["met", "not_met"]
    with pytest.raises(cyxc.DataError) as caught:
        SCHEME.evaluate_many({"X1": {"i": 5, "i@local_average": 1}, "攀枝花市": [average]}, places=CITY)
    assert [problem.code for problem in caught.value.problems] == ["given-twice"]
    with pytest.raises(cyxc.DataError) as caught:
        SCHEME.evaluate_many([*own, _at(average, "攀枝花")], places=CITY)
    assert [problem.code for problem in caught.value.problems] == ["unknown-place"]


def _at(one: Observation, place: str) -> Observation:
    return Observation(indicator=one.indicator, value=one.value, role=one.role, place=place)


def test_averages_come_from_tables_too(tmp_path: Path) -> None:
    rows = ["指标,数值,地区,对照", "i,5,X1,", "i,3,Y1,", "i,4,攀枝花市,本地平均"]
    (tmp_path / "all.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for places in (None, CITY):
        found = SCHEME.evaluate_many(tmp_path / "all.csv", places=places)
        assert [one["v"].status.value for one in found.values()] == ["met", "not_met"]


def test_one_place_may_be_held_against_another() -> None:
    own = Observation(indicator="i", value=5, place="X1")
    average = Observation(indicator="i", value=4, role="local_average", place="攀枝花市")
    assert SCHEME.evaluate([own, average])["v"].status == "met"
    for other in (_at(own, "Y1"), Observation(indicator="a", value=4, role="before", place="Y1")):
        with pytest.raises(cyxc.DataError) as caught:
            SCHEME.evaluate([own, other])
        assert caught.value.problems[0].code == "many-places"


PLACES = """代码,名称,层级,上级,停用日期
X,某县,县,,
T,甲镇,镇,X,2010-05-31
a,甲村,村,X,
b,乙村,村,X,
c,丙村,村,T,
"""
MONTHS = """指标,数值,地区,期间
founders,4,a,2010H1
founders,5,a,2010H2
founders,6,b,2010H1
founders,7,b,2010H2
"""


HALVES = st.tuples(st.integers(0, 9), st.integers(0, 9))
WAYS = st.sampled_from(["year", "halves", "running", "months"])
TREE = listed(
    *(village(f"T{t}", level="town") for t in "01"),
    *(village(f"V{t}{v}", f"T{t}") for t in "01" for v in "01"),
)
LEAVES = ("V00", "V01", "V10", "V11")


def told(place: str, halves: tuple[int, int], way: str) -> list[Observation]:
    first, second = halves
    if way == "year":
        return [seen(place, "2020", first + second)]
    if way == "halves":
        return [seen(place, "2020H1", first), seen(place, "2020年下半年", second)]
    if way == "running":
        pairs = (("2020-01/2020-06", first), ("2020年1月至2020年12月", first + second))
        return [seen(place, period, value, cumulative=True) for period, value in pairs]
    values = [first, *[0] * 5, second, *[0] * 5]
    return [seen(place, f"2020-{month:02}", value) for month, value in enumerate(values, 1)]


@given(st.lists(st.tuples(HALVES, WAYS), min_size=4, max_size=4))
def test_however_places_report_it_the_year_is_the_same_in_one_step_or_two(
    reports: list[tuple[tuple[int, int], str]],
) -> None:
    data = {place: told(place, *one) for place, one in zip(LEAVES, reports, strict=True)}
    one = rollup(SCHEME, dict(data), "X", places=TREE)
    steps = {
        f"T{t}": rollup(SCHEME, {v: data[v] for v in LEAVES if v[1] == t}, f"T{t}", places=TREE) for t in "01"
    }
    assert rollup(SCHEME, steps, "X", places=TREE).figures == one.figures
    total = sum(first + second for (first, second), _ in reports)
    year = one.over("a", "2020")
    assert year is not None
    assert (year.lacking, year.known.value) == ((), total)
    # The county comes out as it would with the bare figure.
    assert SCHEME.evaluate(one.data)["t"].status is SCHEME.evaluate([seen("X", "2020", total)])["t"].status


def test_its_own_periods_are_kept_where_its_places_say_nothing() -> None:
    own = [seen("X", "2019", 5), seen("X", "2020-02", 6)]
    rolled = rollup(SCHEME, [seen("a", "2020", 5)])
    made = Figure(Named(SCHEME.indicators["a"], "sum"), rolled.data, rolled=rolled.of("a"), source=rolled)
    assert together(made, own) == [*rolled.data, own[0]]


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        # Written to a tenth, 17.3 may be anything up to 17.35.
        ("17.3 万元", []),
        ("17.344 万元", []),
        ("17.4 万元", ["m: 17.4 × 10,000 yuan reported, but counted over places: m: ≈17.34 × 10,000 yuan"]),
        ("173440 元", []),
        (
            "173441 元",
            ["m: 17.3441 × 10,000 yuan reported, but counted over places: m: 17.344 × 10,000 yuan"],
        ),
        ("-1 万元", ["m: -1 × 10,000 yuan reported, but counted over places: m: ≈17.34 × 10,000 yuan"]),
        ("3 人", ["m: 3 人 reported, but counted over places: m: ≈17.34 × 10,000 yuan"]),
        ("inf", ["m: inf reported, but counted over places: m: ≈17.34 × 10,000 yuan"]),
    ],
)
def test_what_the_place_reported_itself_may_be_rounded_and_is_shown_also_where_it_cannot_be(
    said: str, texts: list[str]
) -> None:
    scheme = small({"m": "flow: 万元"}, {"t": "indicator: m, at_least: 1 万元"})
    rolled = rollup(scheme, {"p": {"m": "17 万元"}, "q": {"m": "3440 元"}})
    named, texts_ = (
        Named(scheme.indicators["m"], "sum"),
        (sum_text(rolled["m"], scheme.indicators["m"].name),),
    )
    sums_ = rolled.of("m")
    made = Figure(named, rolled["m"].observation(), rolled=sums_, source=rolled, texts=texts_)
    own = Observation(indicator="m", value=said)
    found = [text.en.partition(", the sum")[0] for text in differing(made, own, scheme, None)]
    assert found == texts


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "data.csv").write_text(MONTHS, encoding="utf-8")
    return tmp_path


BASE = ["rollup", "county", "--under", "panzhihua-2010", "--data", "data.csv", "--places", "places.csv"]
BASE += ["--year", "2010", "--as", "founders=sum", "--lang", "en"]


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return [line.strip() for line in out.splitlines()]


def test_on_the_command_line_all_periods_count_and_who_is_missing_is_said(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = lines(capsys, *BASE, "--as-of", "2010-12-31")
    assert "founders (2010-01/2010-06): 1 place lacks it; the part known is 10 persons.  [founders]" in found
    assert "lacking: 丙村 (c)" in found
    assert "valid at the date, but no longer in a place that is, so not counted: 丙村 (c)" in found
    # Before anything was reported there is nothing to add.
    found = lines(capsys, *BASE, "--as-of", "2010-03-31")
    assert "founders: 3 places lack it; the part known is 0 persons.  [founders]" in found
    (files / "who.txt").write_text("a\nb\n", encoding="utf-8")
    found = lines(capsys, *BASE[:-4], "--as", "founders=sum@who.txt", "--lang", "en")
    assert "founders (2010-01/2010-06): 10 persons, the sum of 2 places  [founders]" in found
    assert "founders (2010-07/2010-12): 12 persons, the sum of 2 places  [founders]" in found
    # Both periods reach the county: 22 founders.
    assert any("22" in line and "[founders]" in line for line in found[10:])


def test_on_the_command_line_dated_figures_are_compared(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "places.csv").write_text("\n".join(PLACES.splitlines()[:-1]), encoding="utf-8")
    own = "指标,数值,期间\nfounders,11,2010H1\nfounders,12,2010H2\nfounders,23,2010\n"
    (files / "own.csv").write_text(own, encoding="utf-8")
    found = lines(capsys, *BASE, "--own", "own.csv")
    said = [line for line in found if "reported, but counted over places" in line]
    assert said == [
        "founders (2010-01/2010-06): 11 persons reported, but counted over places: "
        "founders (2010-01/2010-06): 10 persons, the sum of 2 places.",
        "founders (2010): 23 persons reported, but counted over places: "
        "founders (2010): 22 persons, the sum of 2 places.",
    ]
