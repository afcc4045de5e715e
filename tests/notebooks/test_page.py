"""The notebook's page of the documentation, and the pictures drawn for it and for the first page."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "docs" / "assets"


def labels(picture: str) -> list[str]:
    """The words of a picture: its lines lie elsewhere with other fonts."""
    return re.findall(r">([^<>]+)</text>", picture)


@pytest.fixture(scope="module")
def made() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        return importlib.import_module("make_notebooks").made()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_committed_page_is_what_the_script_makes(language: str, made: Any) -> None:
    page = (ROOT / "docs" / language / "notebook.md").read_text(encoding="utf-8")
    assert page == made.pages[language], "run python tools/make_notebooks.py"


def test_so_are_its_pictures(made: Any) -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in (ASSETS / "notebook").iterdir()}
    assert sorted(committed) == sorted(made.pictures)
    assert len(committed) == 4
    for name, picture in made.pictures.items():
        assert labels(committed[name]) == labels(picture), "run python tools/make_notebooks.py"
        assert len(labels(picture)) > 10


@pytest.mark.parametrize("language", ["zh", "en"])
def test_so_is_the_picture_of_the_first_page(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    drawn = importlib.import_module("make_pictures").drawn(language)
    committed = (ASSETS / f"first-{language}.svg").read_text(encoding="utf-8")
    assert labels(committed) == labels(drawn), "run python tools/make_pictures.py"
    assert len(labels(drawn)) > 10
