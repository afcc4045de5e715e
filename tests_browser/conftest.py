"""A real browser: Chromium as Debian ships it, without a screen and without a network to speak of."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from shown import Show, Shown

QUIET = (
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
"""Without these the browser itself looks for its maker's servers."""

WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('refused', event.blockedURI));"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path is not None, "apt-get install chromium"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # the sandbox does not start for root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
        yield started
        started.close()


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
