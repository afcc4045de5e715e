"""A real browser, and pages shown in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import chromium
from playwright.sync_api import Browser
from shown import Show, Shown

WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('refused', event.blockedURI));"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens HTML from a file; the width is that of a desktop unless told."""
    opened = []

    def shown(html: str, width: int = 1300, height: int = 900, anchor: str = "") -> Shown:
        file = tmp_path / f"page{len(opened)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height})
        opened.append(context)
        context.add_init_script(WATCH)
        found = Shown(context.new_page())
        found.page.goto(file.as_uri() + anchor)
        return found

    yield shown
    for context in opened:
        context.close()
