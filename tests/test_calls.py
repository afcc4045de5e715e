"""What can't be asked: every wrong call is told with a code and in both languages, never by Python."""

import builtins
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cyxc
from cyxc.rules.formula import Formula, FormulaError

WUCHANG, PUTUO = cyxc.load("wuchang"), cyxc.load("putuo-2019")
ANY: Any = WUCHANG
"""The same scheme, for calls that no type checker would let pass."""
LIBRARY: Any = cyxc
DATA = {"founders": 1800}

CALLS: list[tuple[str, Callable[[], object]]] = [
    ("bad-year", lambda: ANY.for_year("2010")),
    ("bad-year", lambda: ANY.for_year(True)),
    ("bad-year", lambda: ANY.for_year(None)),
    ("bad-year", lambda: ANY.evaluate(DATA, year="2010")),
    ("bad-year", lambda: ANY.evaluate(DATA, year=2010.0)),
    ("scheme-not-a-name", lambda: LIBRARY.load(5)),
    ("scheme-not-a-name", lambda: LIBRARY.load(WUCHANG)),
    ("text-of-scheme", lambda: LIBRARY.loads(b"format: cyxc.scheme/1")),
    ("bad-answers", lambda: ANY.evaluate(DATA, readings="a=b")),
    ("bad-answers", lambda: ANY.evaluate(DATA, readings="")),
    ("bad-answers", lambda: ANY.evaluate(DATA, readings=["who-counts"])),
    ("bad-answers", lambda: ANY.evaluate(DATA).under("who-counts")),
    ("bad-answers", lambda: ANY.under({"q": True})),
    ("bad-answers", lambda: ANY.under({"who-counts": None})),
    ("bad-answers", lambda: ANY.under({5: "founders-only"})),
    ("bad-not-applicable", lambda: ANY.evaluate(DATA, not_applicable=5)),
    ("bad-not-applicable", lambda: ANY.evaluate(DATA, not_applicable=None)),
    ("bad-not-applicable", lambda: ANY.evaluate(DATA, not_applicable=["base-area", 5])),
    ("unknown-statement", lambda: ANY.evaluate(DATA, not_applicable=iter(["base-aera"]))),
    ("bad-date", lambda: ANY.evaluate(DATA, as_of=5)),
    ("unknown-example", lambda: LIBRARY.example(5)),
    ("unknown-example", lambda: LIBRARY.example("nope")),
    ("unknown-indicator", lambda: ANY.indicator(5)),
    ("unknown-unit", lambda: LIBRARY.unit(5)),
    ("bad-data", lambda: LIBRARY.read_data(5, WUCHANG)),
    ("unknown-library", lambda: ANY.evaluate(DATA).to_frame(5)),
    ("unknown-library", lambda: ANY.evaluate(DATA).to_frame("arrow")),
]


@pytest.mark.parametrize(("code", "call"), CALLS)
def test_a_wrong_call(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(cyxc.CyxcError) as caught:
        call()
    (problem,) = caught.value.problems
    assert problem.code == code
    assert re.search("[一-鿿]", problem.what("zh"))
    assert not re.search("[一-鿿]", problem.what("en"))
    assert problem.todo("zh") != problem.todo("en")


def test_ids_that_come_one_by_one_are_all_taken() -> None:
    result = WUCHANG.evaluate(DATA, not_applicable=tuple(id_ for id_ in ("base-area", "founders")))
    assert result == ANY.evaluate(DATA, not_applicable=iter(["base-area", "founders"]))
    assert result["base-area"].status == "not_applicable"


def test_no_answers_leave_the_scheme_as_it_is() -> None:
    assert WUCHANG.under({}) == WUCHANG
    read = WUCHANG.under({"who-counts": "founders-only"})
    assert read.under({}) == read


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_without_its_library(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    result = PUTUO.evaluate(cyxc.example("putuo-2019"))
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(cyxc.UsageError) as caught:
        result.to_frame(library)
    (problem,) = caught.value.problems
    assert problem.code == "library-not-installed"
    assert f"pip install {library}" in problem.todo("zh")
    assert f"pip install {library}" in problem.todo("en")


FORMULAS = {
    "a * b": ("bad-formula", "“* b”读不懂", '"* b" cannot be read'),
    "a +": ("formula-without-term", "少了指标", "an indicator is missing"),
    "a + b / c": ("formula-brackets", "没有加括号", "has no brackets"),
    "(a + b": ("formula-bracket-open", "没有闭合", "is not closed"),
    "a / b / c": ("formula-goes-on", "多出了一段", "goes on"),
    "a + a": ("formula-repeats", "a 写了两次", "a stands twice"),
    "a + " * 600: ("formula-too-long", "超过 2000 个字符", "longer than 2000"),
}


@pytest.mark.parametrize("text", FORMULAS)
def test_what_is_wrong_with_a_formula_is_said_in_both_languages(text: str) -> None:
    code, zh, en = FORMULAS[text]
    with pytest.raises(FormulaError) as caught:
        Formula.parse(text)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert zh in problem.what("zh")
    assert en in problem.what("en")


def test_a_file_that_can_not_be_opened(tmp_path: Path) -> None:
    (tmp_path / "town.yaml").write_text("", encoding="utf-8")
    for path, code in (
        (tmp_path, "is-a-folder"),
        (tmp_path / "twon.yaml", "no-such-file"),
        (tmp_path / "town.yaml" / "x.yaml", "no-such-file"),
        (tmp_path / "a\0.yaml", "no-such-file"),
    ):
        with pytest.raises(cyxc.SchemeError) as caught:
            cyxc.load(path)
        assert caught.value.problems[0].code == code
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.load(tmp_path / "twon.yaml")
    assert caught.value.problems[0].nearest == (str(tmp_path / "town.yaml"),)
