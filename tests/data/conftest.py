"""What the tests of data reading share: schemes, files, and a hard look at every refusal."""

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cyxc

Problems = tuple[cyxc.Problem, ...]


@functools.cache
def load(scheme: str) -> cyxc.Scheme:
    return cyxc.load(scheme)


def check_messages(problems: Problems) -> None:
    """Every problem says where, what and what to do, in both languages, and hides nothing."""
    for problem in problems:
        for language in ("zh", "en"):
            said = problem.say(language)
            assert said.endswith(f" [{problem.code}]"), said
            assert problem.where.say(language) in said, said
            assert problem.what(language), said
            assert problem.todo(language), said
            assert "\n" not in said, said
            for key, value in problem.details.items():
                # A cell needs no indicator beside its place, nor an unknown unit its number.
                unsaid = key in ("name", "why") or problem.code == "unknown-unit"
                assert value in said or unsaid, (key, said)
            for name in problem.nearest:
                assert name in said
        assert re.search("[一-鿿]", problem.what("zh")), problem.say("zh")
        assert re.search("[。？]$", problem.todo("zh")), problem.say("zh")
        assert re.search("[A-Za-z]{2}", problem.what("en")), problem.say("en")
        assert re.search("[.?]$", problem.todo("en")), problem.say("en")


def evaluate(data: Any, scheme: str = "putuo-2019", **options: Any) -> cyxc.Evaluation:
    return load(scheme).evaluate(data, **options)


def refused(data: Any, scheme: str = "putuo-2019") -> Problems:
    with pytest.raises(cyxc.DataError) as caught:
        evaluate(data, scheme)
    problems = caught.value.problems
    check_messages(problems)
    assert str(caught.value) == "\n".join(problem.say("en") for problem in problems)
    return problems


@pytest.fixture
def of_mapping() -> Callable[..., cyxc.Evaluation]:
    """Evaluates data of Python."""
    return evaluate


@pytest.fixture
def refusal() -> Callable[..., Problems]:
    """The problems for which data of Python is refused."""
    return refused


@pytest.fixture
def of_file(tmp_path: Path) -> Callable[..., cyxc.Evaluation]:
    """Writes a file and evaluates it."""

    def run(content: "str | bytes", scheme: str = "putuo-2019", name: str = "数据.csv") -> cyxc.Evaluation:
        return evaluate(_written(tmp_path / name, content), scheme)

    return run


@pytest.fixture
def refusal_of_file(tmp_path: Path) -> Callable[..., Problems]:
    """Writes a file and gives the problems it is refused for, each of which must name the file."""

    def run(content: "str | bytes", scheme: str = "putuo-2019", name: str = "数据.csv") -> Problems:
        path = _written(tmp_path / name, content)
        problems = refused(path, scheme)
        assert {problem.where.file for problem in problems} == {str(path)}
        assert all(str(path) in problem.say("zh") for problem in problems)
        return problems

    return run


def _written(path: Path, content: "str | bytes") -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
