"""Chromium as Debian ships it, without a screen and without a network to speak of."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

QUIET = (
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
"""Without these the browser itself looks for its maker's servers."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, closed again in the end."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path is not None, "start these tests with tests_browser/run"
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # the sandbox does not start for root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
        yield started
        started.close()
