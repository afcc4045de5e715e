"""Draws the chart of the documentation's first page anew: `python tools/make_pictures.py`."""

from pathlib import Path

from make_notebooks import drawn as drawn_spec

import cyxc
from cyxc.language import LANGUAGES, Language

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"


def drawn(language: Language) -> str:
    """How Putuo's example stands, as a picture."""
    result = cyxc.load("putuo-2019").evaluate(cyxc.example("putuo-2019"))
    return drawn_spec(result.charts.progress(language=language).to_dict())


if __name__ == "__main__":
    for language in LANGUAGES:
        (ASSETS / f"first-{language}.svg").write_text(drawn(language), encoding="utf-8", newline="\n")
