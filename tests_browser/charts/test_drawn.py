"""Pages of charts in Chromium: every word is drawn, nothing is asked of the network, nothing hostile runs."""

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from charts.test_specs import CHARTS, hostile_charts
from cyxc.charts.page import save_page
from cyxc.language import LANGUAGES, Language

BROWSER = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000")


def opened(page: Path, folder: Path) -> tuple[str, list[str]]:
    """The page as Chromium made it, and the addresses the page itself asked for."""
    log = folder / "net.json"
    asked = (*BROWSER, f"--log-net-log={log}", "--dump-dom", page.as_uri())
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=120)
    requests = []
    for event in json.loads(log.read_text(encoding="utf-8"))["events"]:
        said = event.get("params", {})
        # What the browser asks for itself, such as updates, has no origin.
        if "url" in said and said.get("initiator", "not an origin") != "not an origin":
            requests.append(said["url"])
    return done.stdout, requests


def drawn(dom: str) -> str:
    """All words of the drawing, without its breaks."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", dom)
    return "".join(html.unescape(re.sub("<[^>]*>", "\n", text)) for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_and_asks_for_nothing(name: str, language: Language, tmp_path: Path) -> None:
    chart = CHARTS[name](language)
    save_page(chart, tmp_path / "a.html", language=language)
    dom, requests = opened(tmp_path / "a.html", tmp_path)
    assert requests == []
    spec = chart.to_dict()
    words = drawn(dom)
    for text in (*spec["title"]["text"], *spec["title"]["subtitle"]):
        assert text.strip() in words
    for row in labels(spec):
        for line in row.split("\n"):
            assert line in words


def labels(spec: dict[str, Any]) -> list[str]:
    """What stands beside the marks."""
    layers = [layer for panel in spec["vconcat"] for layer in panel["layer"]]
    return [
        row[field]
        for layer in layers
        if (field := layer["encoding"].get("text", {}).get("field")) in ("label", "said", "verdict", "name")
        for row in layer["data"]["values"]
    ]


def test_nothing_hostile_runs(tmp_path: Path) -> None:
    for chart in hostile_charts():
        chart.properties(title="a").save(tmp_path / "altair.html", inline=True)
        save_page(chart, tmp_path / "ours.html")
        for page in ("altair.html", "ours.html"):
            dom, requests = opened(tmp_path / page, tmp_path)
            assert requests == []
            assert "<svg" in dom or "<canvas" in dom
            assert "<script>alert" not in dom
            assert "<img" not in re.sub(r"(?s)<script.*?</script>", "", dom)
