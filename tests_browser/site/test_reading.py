"""The site in a real browser: nothing leaves it, search finds, languages and phones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from shown import Show

NOTEWORTHY = ("", "en/", "notebook/", "documents/wuchang/", "frames/", "api/", "en/tutorial-analysts/")


def addresses(site: Path) -> Iterator[str]:
    for page in sorted(site.rglob("index.html")):
        inside = page.parent.relative_to(site).as_posix()
        yield "" if inside == "." else f"{inside}/"


def test_nothing_leaves_the_site(site: Path, address: str, open_page: Show) -> None:
    shown = open_page()
    answers: list[tuple[int, str]] = []
    shown.page.on("response", lambda response: answers.append((response.status, response.url)))
    for path in addresses(site):
        shown.page.goto(address + path, wait_until="networkidle")
    assert len(answers) > 60
    assert [url for url in shown.requests if not url.startswith((address, "data:"))] == []
    # The theme looks for a site map beside every language's page; only the one at the root is there.
    assert [url for code, url in answers if code >= 400 and not url.endswith("/sitemap.xml")] == []


@pytest.mark.parametrize("path", NOTEWORTHY)
def test_pictures_are_there_and_no_script_complains(path: str, open_page: Show) -> None:
    shown = open_page(path)
    shown.page.wait_for_load_state("networkidle")
    sizes = shown.page.evaluate("[...document.images].map((image) => image.naturalWidth)")
    assert all(sizes)
    assert [said for said in shown.complaints if "404" not in said] == []


def look_for(page: Page, words: str) -> None:
    """Types words into the search; it starts on a key let go, which filling alone does not do."""
    page.keyboard.press("f")
    page.locator(".md-search__input").fill(words)
    page.keyboard.press("End")


def found(page: Page, words: str) -> list[tuple[str, str]]:
    """What search finds, best first: what is shown of each page, and the address of the first hit in it."""
    look_for(page, words)
    page.locator(".md-search-result__item").first.wait_for()
    items = page.locator(".md-search-result__item").all()
    shown = [one.inner_text().replace("\u200b", "") for one in items]
    return list(zip(shown, [str(one.locator("a").first.get_attribute("href")) for one in items], strict=True))


def test_search_finds_a_chinese_word(address: str, open_page: Show) -> None:
    page = open_page().page
    hits = found(page, "存活率")
    assert len(hits) >= 5
    assert all("存活率" in text for text, _ in hits[:4])
    # Wuchang's, Panzhihua's, Jiaxing's plan and the county's ask for a survival rate; Putuo's does not.
    found_in = "".join(link for _, link in hits)
    for id_ in ("wuchang", "panzhihua-2010", "jiaxing-2013", "county"):
        assert f"/documents/{id_}/" in found_in
    assert "/documents/putuo-2019/" not in found_in
    page.goto(hits[0][1])
    assert "存活率" in page.locator("article").inner_text()


def test_search_finds_nothing_for_a_word_that_is_nowhere(open_page: Show) -> None:
    page = open_page().page
    look_for(page, "麒麟臂")
    page.get_by_text("没有找到符合条件的结果").wait_for()


def test_search_finds_english_words(open_page: Show) -> None:
    hits = found(open_page("en/").page, "survival rate")
    assert any("/en/" in link for _, link in hits)


def test_the_other_language_of_a_page_is_one_click_away(open_page: Show) -> None:
    page = open_page("choose-a-reading/").page
    assert page.locator("h1").inner_text().startswith("选择读法")
    page.locator(".md-select").hover()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/choose-a-reading/")
    assert page.locator("h1").inner_text().startswith("Choose a reading")
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("path", NOTEWORTHY)
def test_a_phone_needs_no_scrolling_sideways(path: str, open_page: Show) -> None:
    page = open_page(path, width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_chinese_is_drawn_and_not_as_boxes(open_page: Show) -> None:
    page = open_page().page
    drawn = """(word) => {
        const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
        canvas.width = 40; canvas.height = 40;
        pen.font = '30px ' + getComputedStyle(document.body).fontFamily;
        pen.fillText(word, 2, 32);
        return canvas.toDataURL();
    }"""
    assert len({page.evaluate(drawn, word) for word in "存活率达标"}) == 5
