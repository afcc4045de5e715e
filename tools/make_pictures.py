"""Draws the chart of the documentation's first page anew: `python tools/make_pictures.py`."""

from pathlib import Path

import cyxc
from cyxc.language import LANGUAGES

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"

if __name__ == "__main__":
    result = cyxc.load("putuo-2019").evaluate(cyxc.example("putuo-2019"))
    for language in LANGUAGES:
        result.charts.progress(language=language).save(str(ASSETS / f"first-{language}.svg"))
