"""The pages of the documentation about the packaged documents."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

import cyxc
from cyxc.language import LANGUAGES, Language

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(DOCS.parent / "tools"))
    return importlib.import_module("make_documents")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_the_committed_page_is_what_the_script_makes(id_: str, language: Language, tool: ModuleType) -> None:
    page = (DOCS / language / "documents" / f"{id_}.md").read_text(encoding="utf-8")
    assert page == tool.written(cyxc.load(id_), language), "run python tools/make_documents.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_the_list_of_them(language: Language, tool: ModuleType) -> None:
    page = (DOCS / language / "documents" / "index.md").read_text(encoding="utf-8")
    assert page == tool.index(language), "run python tools/make_documents.py"


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_nothing_the_document_states_is_left_out(id_: str, tool: ModuleType) -> None:
    scheme = cyxc.load(id_)
    page = tool.written(scheme, "zh")
    named = (*scheme.statements, *scheme.questions)
    assert [one.id for one in named if f"`{one.id}`" not in page] == []
    assert [r.id for q in scheme.questions for r in q.readings if tool.text(r.reason.zh) not in page] == []
    assert [one.id for one in scheme.indicators if f"`{one.id}, {one.clause}`" not in page] == []


def test_text_means_nothing_to_markdown(tool: ModuleType) -> None:
    assert tool.text("a|b <script> *x* [y](z) c_d `e`") == (r"a\|b \<script\> \*x\* \[y\](z) c\_d \`e\`")
