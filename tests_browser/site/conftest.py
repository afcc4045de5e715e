"""The site, built once and served to a real browser."""

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from shown import Show, Shown

ROOT = Path(__file__).parents[2]


class Quiet(SimpleHTTPRequestHandler):
    """A file server that doesn't say what it serves."""

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder the documented command builds; any warning stops it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: not at the root, since nobody knows where it will stand."""
    parent = functools.partial(Quiet, directory=str(site.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), parent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Show]:
    """Opens a page of the site by its address inside it; the width is that of a desktop unless told."""
    contexts = []

    def opened(path: str = "", width: int = 1300, height: int = 900) -> Shown:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        found = Shown(context.new_page())
        found.page.goto(address + path)
        return found

    yield opened
    for context in contexts:
        context.close()
