"""Names as data writes them: ids, names, aliases, roles, units behind; and what nothing is called."""

import string
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import cyxc
from cyxc.data.names import ROLE_NAMES

Evaluate = Callable[..., cyxc.Evaluation]
Refusal = Callable[..., tuple[cyxc.Problem, ...]]

WUCHANG = cyxc.load("wuchang")


@pytest.mark.parametrize(
    "name",
    [
        "founders", "Founders", "FOUNDERS", " founders ", "ｆｏｕｎｄｅｒｓ", "found ers", "founders\u200b",
        "\ufefffounders",
        "成功创业人数", "成功 创业\n人数", "成功创业人数　", "扶持创业人数", "创业人数",
        "成功创业人数（人）", "成功创业人数(名)", "成功创业人数［人］", "成功创业人数【人】",
        "成功创业人数 [ 人 ]",
        "成功创业人数（单位：人）", "成功创业人数（计量单位: 人）", "founders (persons)",
        "成功创业人数（人）（名）",
    ],
)  # fmt: skip
def test_one_indicator_under_many_names(of_mapping: Evaluate, name: str) -> None:
    assert of_mapping({name: "1800"}, "wuchang")["founders"].status == "met"


def test_every_id_name_and_alias_of_every_scheme_is_known(of_mapping: Evaluate) -> None:
    for scheme in cyxc.PACKAGED:
        for indicator in cyxc.load(scheme).indicators:
            for name in (indicator.id, indicator.name.zh, indicator.name.en, *indicator.aliases):
                evaluation = of_mapping({name: "暂无"}, scheme)
                assert list(evaluation.values.given) == [indicator.id]
                unit = of_mapping({f"{name}（{indicator.unit}）": "暂无"}, scheme)
                assert list(unit.values.given) == [indicator.id]


@pytest.mark.parametrize("role", list(ROLE_NAMES))
def test_roles(of_mapping: Evaluate, role: str) -> None:
    for word in (role, *ROLE_NAMES[role]):
        for name in (
            f"incubated_added@{word}", f"incubated_added＠{word}", f"incubated_added @ {word}",
            f"新增在孵企业（{word}）", f"新增在孵企业({word})（个）", f"新增在孵企业（个）（{word}）",
            f"新增在孵企业（个）@{word}",
            f"新增在孵企业（{word}）@{role}",
            f"新增在孵企业@{word}（个）", f"新增在孵企业 @{word} [单位：个]",
            f"新增在孵企业（个）@{word}(家)",
            f" {word}新增在孵企业 ", f"{word} 新增在孵企业（个）",
        ):  # fmt: skip
            assert list(of_mapping({name: "暂无"}, "wuchang").values.given) == [f"incubated_added@{role}"], (
                name
            )


def test_last_year_is_the_year_before(of_mapping: Evaluate) -> None:
    for name in ("新增在孵企业@去年", "去年新增在孵企业", "新增在孵企业（去年同期）"):
        assert list(of_mapping({name: 100}, "wuchang").values.given) == ["incubated_added@before"]


def test_a_role_is_used(of_mapping: Evaluate) -> None:
    grown = {"incubated_added": 110, "上年新增在孵企业（个）": 100}
    assert of_mapping(grown, "wuchang")["incubated-growth"].status == "met"
    assert (
        of_mapping({**grown, "上年新增在孵企业（个）": 101}, "wuchang")["incubated-growth"].status
        == "not_met"
    )


def test_a_name_of_its_own_comes_before_a_name_with_a_role(of_mapping: Evaluate) -> None:
    # 上年新创企业数 is an indicator, not 新创企业数 of the year before; so is what ends in a bracket.
    assert list(of_mapping({"上年新创企业数": 1}, "wuchang").values.given) == ["cohort_opened"]
    assert list(of_mapping({"个体工商户（增长口径）（户）": 1}, "wuchang").values.given) == [
        "individual_counted"
    ]


@pytest.mark.parametrize(
    ("name", "code", "nearest"),
    [
        ("funders", "unknown-indicator", "founders"),
        ("成功创业数", "unknown-indicator", "成功创业人数"),
        ("成功創業人數", "unknown-indicator", "成功创业人数"),
        ("其中：成功创业人数", "unknown-indicator", "成功创业人数"),
        ("startup share", "unknown-indicator", "startup_share"),
        ("合计", "unknown-indicator", None),
        ("", "unknown-indicator", None),
        ("（人）", "unknown-indicator", None),
        ("@before", "unknown-indicator", None),
        ("founders@befor", "unknown-role", "before"),
        ("founders@", "unknown-role", "before"),
        ("founders@上年度的", "unknown-role", "上年度"),
        ("founders@before@base", "unknown-role", None),
        ("founders@上年（女性）", "unknown-role", "上年"),
        ("founders@（人）", "unknown-role", None),
        ("founders（人）@上年（万人）", "two-units-in-name", None),
        ("founders（上年度的）", "unknown-bracket", None),
        ("founders（1800）", "unknown-bracket", None),
        ("成功创业人数（其中女性）", "unknown-bracket", None),
        ("founders（上年）@基期", "two-roles", None),
        ("上年成功创业人数（基期）", "two-roles", None),
        ("founders（人）（万人）", "two-units-in-name", None),
    ],
)
def test_a_name_nothing_has(refusal: Refusal, name: str, code: str, nearest: "str | None") -> None:
    (problem,) = refusal({name: 1}, "wuchang")
    assert problem.code == code
    assert nearest is None or nearest in problem.nearest
    for said in problem.details.values():
        assert said in problem.what("zh")
        assert said in problem.what("en")


@pytest.mark.parametrize(
    ("unit", "nearest"), [("公倾", ("公顷",)), ("人员", ("人", "人次")), ("kilo", ()), ("None", ())]
)
def test_an_unknown_unit_offers_the_nearest(refusal: Refusal, unit: str, nearest: tuple[str, ...]) -> None:
    (beside,), (inside,) = refusal({"founders": (5, unit)}), refusal({"founders": f"5{unit}"})
    assert (beside.code, beside.details["unit"]) == ("unknown-unit", unit)
    assert (inside.code, inside.details["unit"]) == ("unknown-unit-in-cell", unit)
    assert (beside.nearest, inside.nearest) == (nearest, nearest)


def test_an_unknown_scheme_target_question_and_reading_offer_the_nearest() -> None:
    asked: list[tuple[Callable[[], Any], str, str]] = [
        (lambda: cyxc.load("putuo2019"), "unknown-scheme", "putuo-2019"),
        (lambda: WUCHANG.evaluate({}, not_applicable=["founder"]), "unknown-statement", "founders"),
        (lambda: WUCHANG.evaluate({}, readings={"who-count": "x"}), "unknown-question", "who-counts"),
        (
            lambda: WUCHANG.evaluate({}, readings={"who-counts": "founder-only"}),
            "unknown-reading",
            "founders-only",
        ),
        (lambda: WUCHANG.indicator("成功创业人"), "unknown-indicator", "成功创业人数"),
        (lambda: cyxc.unit("平方米米"), "unknown-unit", "平方米"),
        (lambda: cyxc.example("putuo2019"), "unknown-example", "putuo-2019"),
    ]
    for call, code, near in asked:
        with pytest.raises(cyxc.CyxcError) as caught:
            call()
        (problem,) = caught.value.problems
        assert problem.code == code
        assert near in problem.nearest
        assert near in problem.say("zh")
        assert near in problem.say("en")


def test_two_names_of_one_indicator_are_given_twice(refusal: Refusal) -> None:
    (problem,) = refusal({"founders": "1", "成功创业人数": "1"})
    assert (problem.code, problem.where.path) == ("given-twice", "成功创业人数")
    assert "founders" in problem.say("zh")
    # Even when one of them is missing: nobody says which of the two is meant.
    assert refusal({"founders": "暂无", "成功创业人数": "1"})[0].code == "given-twice"
    assert refusal({"founders": 1, "成功创业人数": 1})[0].code == "given-twice"


@pytest.mark.parametrize(
    "name", [" " * 10**5 + "(", "创业" + "（人）" * 10**4, "(" * 10**5, "创" * 10**6, "@" * 10**5]
)
def test_long_names_are_refused_in_no_time(refusal: Refusal, name: str) -> None:
    began = time.perf_counter()
    problems = refusal({name: 1})
    assert time.perf_counter() - began < 2
    assert len(problems[0].say("zh")) < 1000


@given(st.text("创业人数founders（）()[]@＠上年before万元%：单位 \u200b", max_size=20))
def test_no_name_is_taken_for_another(name: str) -> None:
    try:
        given_ = list(WUCHANG.evaluate({name: "暂无"}).values.given)
    except cyxc.DataError as error:
        (problem,) = error.problems
        assert problem.say("zh") != problem.say("en")
    else:
        assert given_[0].partition("@")[0] in ("founders", "incubated_added")


# --- what messages say ---


def messages() -> dict[str, Any]:
    from importlib import resources

    text = resources.files("cyxc").joinpath("messages.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@pytest.mark.parametrize("code", messages())
def test_every_message_is_said_in_both_languages(code: str) -> None:
    for part in ("what", "todo"):
        assert set(messages()[code][part]) == {"zh", "en"}
        fields = [
            {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
            for text in messages()[code][part].values()
        ]
        assert fields[0] == fields[1]
