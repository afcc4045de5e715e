"""What a case may say, how it is read, and what is refused."""

import pickle
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.benefits.case import read_case
from support import HEAD

SCHEME = cyxc.loads(
    HEAD
    + """
facts:
  founder: {name: {zh: 创业者, en: founder}, kind: yes_no}
  capital: {name: {zh: 注册资本, en: capital}, unit: 万元}
  people: {name: {zh: 人数, en: people}, unit: 人}
  crowd: {name: {zh: 人流, en: crowd}, unit: 万人}
  shops: {name: {zh: 门店, en: shops}, unit: 家}
  months: {name: {zh: 月数, en: months of training}, unit: 月}
  growth: {name: {zh: 增幅, en: growth}, unit: "%"}
  proof:
    name: {zh: 证明, en: proof}
    choices:
      card: {zh: 优惠证, en: card}
      none: {zh: 无, en: none at all}
  left: {name: {zh: 同名, en: left twin}, kind: yes_no}
  right: {name: {zh: 同名, en: right twin}, kind: yes_no}
"""
)


def one(fact: str, value: object) -> Any:
    """What a fact comes to; "missing" where it is."""
    return read_case(SCHEME, {fact: value}).facts.get(fact, "missing")


def codes(case: object) -> list[str]:
    with pytest.raises(cyxc.CyxcError) as raised:
        read_case(SCHEME, case)
    raised.value.say("zh"), raised.value.say("en")
    return [problem.code for problem in raised.value.problems]


@pytest.mark.parametrize("value", [True, "yes", "Yes", "true", "是", " 是 ", "ＹＥＳ", np.True_])
def test_yes(value: object) -> None:
    assert one("founder", value) is True


@pytest.mark.parametrize("value", [False, "no", "NO", "false", "否", np.False_])
def test_no(value: object) -> None:
    assert one("founder", value) is False


@pytest.mark.parametrize("value", [None, "", "  ", "暂无", "-", "不详", float("nan"), Decimal("NaN"), np.nan])
@pytest.mark.parametrize("fact", ["founder", "capital", "people", "proof"])
def test_missing(fact: str, value: object) -> None:
    assert one(fact, value) == "missing"


@pytest.mark.parametrize("value", [1, 0, "1", "maybe", "无", 1.0, [], {}, ("yes",), object()])
def test_neither_yes_nor_no(value: object) -> None:
    assert codes({"founder": value}) == ["fact-yes-no"]


@pytest.mark.parametrize("value", ["card", "CARD", "优惠证", " card "])
def test_a_choice_by_id_or_name(value: str) -> None:
    assert one("proof", value) == "card"


@pytest.mark.parametrize("value", ["none", "无", "none at all"])
def test_a_choice_called_none_is_no_missing_mark(value: str) -> None:
    assert one("proof", value) == "none"
    assert one("capital", "none") == "missing"


@pytest.mark.parametrize("value", ["carte", True, 1, 2.5, ["card"]])
def test_no_such_choice(value: object) -> None:
    assert codes({"proof": value}) == ["fact-choice"]


def test_the_nearest_choice_is_offered() -> None:
    with pytest.raises(cyxc.UnknownNameError) as raised:
        read_case(SCHEME, {"proof": "cardd"})
    assert raised.value.problems[0].nearest[0] == "card"
    assert "card (优惠证)" in str(raised.value)


@pytest.mark.parametrize(
    ("value", "comes_to"),
    [
        (50, "50"),
        ("50", "50"),
        ("50 万元", "50"),
        ("５０万元", "50"),
        ("五十万元", "50"),
        ((500000, "元"), "50"),
        (("500000", "元"), "50"),
        ({"value": 500000, "unit": "元"}, "50"),
        ("0.005 亿元", "50"),
        ("500,000元", "50"),
        ("500000.01 元", "50.000001"),
        (Decimal("50.000001"), "50.000001"),
        (Fraction(1, 3), "1/3"),
        (0.1, "0.1"),
        (np.float64(0.1), "0.1"),
        (np.int64(3), "3"),
        (cyxc.Quantity(Fraction(500000), cyxc.unit("元")), "50"),
    ],
)
def test_a_figure_in_the_facts_own_unit(value: object, comes_to: str) -> None:
    assert one("capital", value) == Fraction(comes_to)


def test_multipliers_and_other_spellings_of_a_unit() -> None:
    assert one("people", "1.2万") == 12_000
    assert one("people", "3 名") == 3
    assert one("shops", "3 户") == 3
    assert one("months", "1.5 年") == 18
    assert one("crowd", "1.5") == Fraction(3, 2)  # 15,000 persons are whole ones
    assert codes({"crowd": "1.00001 万人"}) == ["fact-not-whole"]
    assert one("growth", "-5%") == -5


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("capital", "约50万元", "cell-not-exact"),
        ("capital", "50万", "two-multipliers"),
        ("capital", "5-10万元", "cell-not-exact"),
        ("capital", "50 人", "fact-other-unit"),
        ("capital", "50 箱", "unknown-unit-in-cell"),
        ("capital", "inf", "fact-infinite"),
        ("capital", float("inf"), "fact-infinite"),
        ("capital", "-0.000001", "fact-negative"),
        ("capital", True, "bad-type"),
        ("capital", [50], "bad-type"),
        ("capital", {"value": 50, "period": "2010"}, "fact-keys"),
        ("capital", {"unit": "元"}, "bad-observation"),
        ("capital", ("50 万元", "元"), "two-units"),
        ("people", "1.5", "fact-not-whole"),
        ("people", -1, "fact-negative"),
        ("people", "3 人次", "fact-other-unit"),
        ("growth", 5, "share-without-unit"),
    ],
)
def test_refused(fact: str, value: object, code: str) -> None:
    assert codes({fact: value}) == [code]


def test_facts_by_their_names() -> None:
    by_name = read_case(SCHEME, {"注册资本": "1 万元", "Founder": "是", "months of training": 3})
    assert by_name == read_case(SCHEME, {"founder": True, "capital": 1, "months": 3})
    # A name that two facts share stands for neither.
    assert codes({"同名": True}) == ["no-such-fact"]
    assert one("left", "yes") is True


def test_everything_wrong_is_said_at_once() -> None:
    case = {"capita": 1, "capital": 1, "注册资本": 2, "founder": 3, 4: 5, "people": "约5"}
    assert codes(case) == ["no-such-fact", "fact-twice", "fact-yes-no", "name-not-text", "cell-not-exact"]
    with pytest.raises(cyxc.UnknownNameError) as raised:
        read_case(SCHEME, case)
    assert raised.value.problems[0].nearest[0] == "capital"
    assert codes([1]) == ["bad-case"]
    assert codes(7) == ["bad-case"]


def test_a_case_is_a_value() -> None:
    one_, other = (read_case(SCHEME, {"people": value, "founder": True}) for value in (3, "3 人"))
    assert one_ == other
    assert hash(one_) == hash(other)
    assert pickle.loads(pickle.dumps(one_)) == one_
    assert read_case(SCHEME, one_) is one_
    assert read_case(SCHEME, None) == read_case(SCHEME, {}) == cyxc.Case()
    with pytest.raises(AttributeError):
        one_.facts = {}  # type: ignore[misc]


def test_from_a_file(tmp_path: Path) -> None:
    wuchang = cyxc.load("wuchang")
    case = {"graduate": True, "holder": "limited-company", "capital": (50, "万元")}
    written = tmp_path / "case.yaml"
    written.write_text("graduate: yes\nholder: 有限责任公司\ncapital: 50 万元\n", encoding="utf-8")
    assert wuchang.benefit("zero-payment", written) == wuchang.benefit("zero-payment", case)
    as_json = tmp_path / "case.json"
    as_json.write_text('{"graduate": true, "holder": "limited-company", "capital": 50}', encoding="utf-8")
    assert wuchang.benefit("zero-payment", str(as_json)) == wuchang.benefit("zero-payment", case)
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    assert wuchang.benefits_for(tmp_path / "empty.yaml") == wuchang.benefits_for()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.yaml", "graduate: yes\ngraduate: no\n", "duplicate-key"),
        ("a.yaml", "- graduate\n", "bad-case-file"),
        ("a.json", "{", "not-json"),
        ("a.csv", "graduate,yes\n", "case-ending"),
        ("a.yaml", "grad: yes\n", "no-such-fact"),
        ("a.yaml", "graduate: {a: b}\n", "fact-yes-no"),
        ("a", "graduate: yes\n", "case-ending"),
    ],
)
def test_files_that_are_no_case(tmp_path: Path, name: str, content: str, code: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(cyxc.CyxcError) as raised:
        cyxc.load("wuchang").benefits_for(file)
    assert [problem.code for problem in raised.value.problems] == [code]
    assert raised.value.problems[0].where.file == str(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(cyxc.DataError, match="no-such-file"):
        cyxc.load("wuchang").benefits_for(tmp_path / "none.yaml")
    # That comes before its ending, and the nearest file with an ending that is read is named.
    (tmp_path / "case.yaml").write_text("graduate: yes\n", encoding="utf-8")
    for name in ("case", "case.csv", "cas.xlsx", "cse.yml"):
        with pytest.raises(cyxc.DataError) as raised:
            cyxc.load("wuchang").benefits_for(tmp_path / name)
        (problem,) = raised.value.problems
        assert (problem.code, problem.nearest) == ("no-such-file", (str(tmp_path / "case.yaml"),)), name
    (tmp_path / "folder").mkdir()
    with pytest.raises(cyxc.DataError, match="is-a-folder"):
        cyxc.load("wuchang").benefits_for(tmp_path / "folder")
    with pytest.raises(cyxc.DataError, match="no-such-file"):
        cyxc.load("wuchang").benefits_for("\0")
    (tmp_path / "latin.yaml").write_bytes(b"graduate: \xff\n")
    with pytest.raises(cyxc.DataError, match="not-utf8"):
        cyxc.load("wuchang").benefits_for(tmp_path / "latin.yaml")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.fractions(),
    lambda inside: st.lists(inside, max_size=2) | st.dictionaries(st.text(max_size=5), inside, max_size=2),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from(SCHEME.facts.ids) | st.text(max_size=8) | st.integers(), ANYTHING))
@settings(deadline=None, max_examples=200)
def test_whatever_is_handed_in_is_read_or_refused(case: dict[Any, Any]) -> None:
    problems: tuple[cyxc.Problem, ...] = ()
    try:
        assert set(read_case(SCHEME, case).facts) <= set(SCHEME.facts.ids)
    except cyxc.CyxcError as error:
        problems = error.problems
    assert len(problems) <= len(case)
    assert all(problem.say("zh") and problem.say("en") for problem in problems)
