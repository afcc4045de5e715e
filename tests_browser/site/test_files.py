"""The files of the built site: every page has a heading, and none loads anything from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

LOADING = {
    "script": "src", "img": "src", "iframe": "src", "embed": "src", "source": "src", "video": "src",
    "audio": "src", "track": "src", "object": "data", "link": "href", "input": "src", "image": "href",
    "use": "href", "form": "action",
}  # fmt: skip
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_CSS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)


class Found(HTMLParser):
    """What a page loads, and its headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.headings = 0
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        if tag in LOADING and LOADING[tag] in said:
            self.loads.append(said[LOADING[tag]])
        self.loads += [part.split()[0] for part in said.get("srcset", "").split(",") if part.strip()]
        self.loads += styled(said.get("style", ""))
        if tag == "a" and "href" in said:
            self.links.append(said["href"])


def styled(css: str) -> list[str]:
    return [one or other for one, other in IN_CSS.findall(css)]


def pages(site: Path) -> list[Path]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > 60
    return found


def test_every_page_has_a_heading(site: Path) -> None:
    without = [page for page in pages(site) if Found(page.read_text(encoding="utf-8")).headings == 0]
    assert without == []


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        styles = [
            url for css in re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL) for url in styled(css)
        ]
        assert [url for url in (*Found(text).loads, *styles) if ELSEWHERE.match(url)] == [], page


def test_no_stylesheet_or_picture_does(site: Path) -> None:
    for file in [*site.rglob("*.css"), *site.rglob("*.svg")]:
        text = file.read_text(encoding="utf-8")
        drawn = re.findall(r"<(?:image|use|script|style)[^>]*(?:href|src)=['\"]([^'\"]+)", text)
        assert [url for url in (*styled(text), *drawn) if ELSEWHERE.match(url)] == [], file


def test_there_are_no_fonts_to_load(site: Path) -> None:
    assert [
        file for file in site.rglob("*") if file.suffix in (".woff", ".woff2", ".ttf", ".otf", ".eot")
    ] == []


def test_links_inside_the_site_lead_somewhere(site: Path) -> None:
    for page in pages(site):
        for link in Found(page.read_text(encoding="utf-8")).links:
            if ELSEWHERE.match(link) or link.startswith(("#", "mailto:", "javascript:")):
                continue
            target = (page.parent / link.partition("#")[0]).resolve()
            if page.name == "404.html" and link.startswith("/"):
                continue  # it may be shown at any address, so that its links are from the root
            assert (target / "index.html").is_file() or target.is_file(), (page, link)
