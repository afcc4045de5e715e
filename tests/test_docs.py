"""Every example in the documentation runs: Python sessions, console sessions, YAML files."""

import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from doctest import ELLIPSIS
from pathlib import Path

import pytest
from sybil import Document, Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from cyxc.cli.app import run
from cyxc.data.files import read_document

ROOT = Path(__file__).parent.parent
WITHOUT = ("api.md", "benchmarks.md", "changelog.md", "notebook.md")
"""Pages of docstrings, measured tables, the changelog, and the notebook, which tests/notebooks runs."""
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "README.zh.md",
        *(page for page in ROOT.glob("docs/*/*.md") if page.name not in WITHOUT),
    ]
)

FILE = re.compile(r"# ([\w-]+\.(?:yaml|csv))\n")


def console(example: Example) -> None:
    """Runs each `$ cyxc …` of a block and compares; a line `…` stands for any lines left out.

    `$ echo $?` shows the exit code of the command before it.
    """
    commands: list[tuple[str, list[str]]] = []
    for line in str(example.parsed).splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    code = 0
    for command, expected in commands:
        name, *arguments = shlex.split(command)
        if command == "echo $?":
            assert expected == [str(code)], f"the exit code is {code}"
            continue
        assert name == "cyxc", command
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            code = run(arguments)
        rest = printed.getvalue().splitlines()
        for piece in "\n".join(["", *expected]).split("\n…"):
            wanted = piece.strip("\n").splitlines()
            starts = [i for i in range(len(rest) - len(wanted) + 1) if rest[i : i + len(wanted)] == wanted]
            assert starts, f"{command}: not found, or out of order:\n{piece}"
            rest = rest[starts[0] + len(wanted) :]


def file(example: Example) -> None:
    """A block whose first line is a remark with a file's name is that file, for what comes after it."""
    text = str(example.parsed)
    if named := FILE.match(text):
        Path(named[1]).write_text(text, encoding="utf-8")


def yaml_file(example: Example) -> None:
    """A block that begins with a format word is read as what it says it is."""
    file(example)
    text = str(example.parsed)
    if text.startswith("format: cyxc.data/1"):
        assert read_document(text).observations


def sybil() -> Sybil:
    return Sybil(
        parsers=[
            PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
            CodeBlockParser(language="console", evaluator=console),
            CodeBlockParser(language="yaml", evaluator=yaml_file),
            CodeBlockParser(language="csv", evaluator=file),
        ],
        path=str(ROOT),
    )


def document(page: Path) -> Document:
    return sybil().parse(page)


# ibis still calls DuckDB by a name that DuckDB has given up.
@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = list(document(page).examples())
    for example in found:
        example.evaluate()
    assert found, f"{page} has no example that runs"


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_has_both_command_lines(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert lines[0].endswith(".venv/bin/cyxc evaluate wuchang --example wuchang")
    assert lines[1].endswith(".venv/bin/python -m pytest -n 2")
