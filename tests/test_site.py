"""The sources of the documentation site: both languages have the same pages, all in the navigation."""

import re
from pathlib import Path

import pytest

import cyxc
from cyxc.language import LANGUAGES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def pages(language: str) -> dict[str, str]:
    """The pages of a language by their path inside it."""
    folder = DOCS / language
    files = sorted(folder.rglob("*.md"))
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_both_languages_have_the_same_pages() -> None:
    assert list(pages("zh")) == list(pages("en"))


def test_every_page_is_in_the_navigation_once() -> None:
    _, _, nav = SETTINGS.partition("\nnav:\n")
    assert sorted(re.findall(r"- (\S+\.md)$", nav, re.MULTILINE)) == sorted(pages("zh"))


def test_every_section_of_the_navigation_has_an_english_name() -> None:
    before, _, nav = SETTINGS.partition("\nnav:\n")
    _, _, translated = before.partition("nav_translations:\n")
    for section in re.findall(r"^  - (\S+):$", nav, re.MULTILINE):
        assert re.search(rf"^ +{section}: \w", translated, re.MULTILINE), section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_one_title_and_stays_in_its_language(language: str) -> None:
    for name, text in pages(language).items():
        prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        assert len(re.findall(r"^# \S", prose, re.MULTILINE)) == 1, name
        # The site switches languages by itself; a link into the other one leads nowhere there.
        assert re.findall(r"\]\((?:\.\./)+(?:en|zh|README)[^)]*\)", prose) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_api_page_has_every_public_name_once(language: str) -> None:
    listed = re.findall(r"^::: cyxc\.(\w+)$", pages(language)["api.md"], re.MULTILINE)
    modules = {"frames", "testing", "schemas"}
    assert sorted(name for name in listed if name not in modules) == sorted(cyxc.__all__)
    assert modules <= set(listed)


def test_no_font_is_fetched_and_no_theme_file_is_overridden() -> None:
    assert re.search(r"^  font: false\b", SETTINGS, re.MULTILINE)
    assert "custom_dir" not in SETTINGS
    assert "hooks:" not in SETTINGS
