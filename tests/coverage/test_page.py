"""The pages of the documentation that show what is covered."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_committed_page_is_what_the_script_makes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    written = importlib.import_module("make_coverage").written(language)
    page = (ROOT / "docs" / language / "coverage.md").read_text(encoding="utf-8")
    assert page == written, "run python tools/make_coverage.py"
