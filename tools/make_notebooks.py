"""Writes the page of the first notebook anew, with what its cells show: `python tools/make_notebooks.py`.

The notebook is run by marimo; its tables stay tables, its charts become pictures in `docs/assets/notebook`.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

DOCS = Path(__file__).resolve().parents[1] / "docs"
NOTEBOOK = DOCS / "notebooks" / "first-steps.py"
PICTURES = "assets/notebook"

SOURCE = {
    "zh": (
        "本页由笔记本 [first-steps.py](../notebooks/first-steps.py) 运行后生成（`tools/make_notebooks.py`），"
        "请勿手改。"
    ),
    "en": (
        "This page is what the notebook [first-steps.py](../notebooks/first-steps.py) shows when it is run "
        "(`tools/make_notebooks.py`); do not edit it by hand. The notebook speaks both languages."
    ),
}


@attrs.frozen
class Made:
    """The page by language, and the pictures it shows by name."""

    pages: dict[str, str]
    pictures: dict[str, str]


def made() -> Made:
    """Runs the notebook and makes its page."""
    cells = _ran(NOTEBOOK)["cells"]
    pictures: dict[str, str] = {}
    title, *parts = [part for cell in cells for part in _cell(cell, pictures)]
    heading, _, intro = title.partition("\n\n")
    pages = {
        language: "\n\n".join([heading, said, intro, *parts]) + "\n" for language, said in SOURCE.items()
    }
    return Made(pages, pictures)


def _ran(path: Path) -> Any:
    """The notebook with its outputs, in the form Jupyter reads."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ran.ipynb"
        command = [sys.executable, "-m", "marimo", "export", "ipynb", str(path), "--include-outputs"]
        subprocess.run([*command, "--sort", "top-down", "-o", str(out)], check=True, capture_output=True)
        return json.loads(out.read_text(encoding="utf-8"))


def _cell(cell: dict[str, Any], pictures: dict[str, str]) -> Iterator[str]:
    source = _text(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        yield _output(output, pictures)


def _output(output: dict[str, Any], pictures: dict[str, str]) -> str:
    if output["output_type"] == "stream":
        return f"```text\n{_text(output['text']).rstrip()}\n```"
    data = output["data"]
    chart = next((value for kind, value in data.items() if "vegalite" in kind), None)
    if chart is None:
        return _text(data["text/html"])
    spec = json.loads(_text(chart)) if not isinstance(chart, dict) else chart
    name = f"{len(pictures) + 1}.svg"
    pictures[name] = drawn(spec)
    described = re.sub(r"([\\\[\]*_`<>])", r"\\\1", " ".join(spec["description"].split()))
    return f"![{described}](../{PICTURES}/{name})"


def drawn(spec: dict[str, Any]) -> str:
    """A chart as a picture."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec)) + "\n"


def _text(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)


if __name__ == "__main__":
    found = made()
    for language, page in found.pages.items():
        (DOCS / language / "notebook.md").write_text(page, encoding="utf-8", newline="\n")
    (DOCS / PICTURES).mkdir(parents=True, exist_ok=True)
    for name, picture in found.pictures.items():
        (DOCS / PICTURES / name).write_text(picture, encoding="utf-8", newline="\n")
