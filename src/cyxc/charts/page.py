"""A chart as one self-contained page: scripts inside, nothing fetched from anywhere, names harmless.

`chart.save("a.html", inline=True)` of altair makes such a page too; this one says its language, reads the
chart out to those who don't see it, forbids every request, and can't be broken out of by a hand-made chart.
"""

import html
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cyxc.charts.looks import FONT
from cyxc.errors import DataError, Problem, UsageError
from cyxc.files import not_written
from cyxc.html.choice import checked
from cyxc.language import Language

if TYPE_CHECKING:
    import altair

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data: blob:"
)
"""Only what stands in the page runs; vega turns its expressions into functions, hence `unsafe-eval`."""

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 1em; font-family: {font}; }}
#chart {{ overflow-x: auto; }}
@media print {{
  body {{ margin: 0; }}
  summary {{ display: none; }}
  #chart svg {{ max-width: 100%; height: auto; }}
}}
</style>
</head>
<body>
<div id="chart" role="img" aria-label="{description}"></div>
<script>{scripts}</script>
<script>
vegaEmbed("#chart", {spec}, {{
  renderer: "svg", actions: {{export: true, source: false, compiled: false, editor: false}},
}});
</script>
</body>
</html>
"""


@cache
def _scripts() -> str:
    """Vega, Vega-Lite and vega-embed as vl-convert holds them; `UsageError` without the extra `charts`."""
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        if error.name != "vl_convert":
            raise
        needed = Problem("extra-not-installed", {"name": "vl-convert-python", "extra": "charts"})
        raise UsageError(needed) from error
    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle.replace("</script", "<\\/script")


def page(chart: "altair.TopLevelMixin", *, language: Language = "zh") -> str:
    """The chart as the text of a page of about a megabyte; `UsageError` without the extra `charts`."""
    checked(language)
    spec = chart.to_dict()
    title = spec.get("title", "")
    lines = title.get("text", "") if isinstance(title, dict) else title
    text = "".join(lines) if isinstance(lines, list) else str(lines)
    return _PAGE.format(
        language="zh-CN" if language == "zh" else "en",
        policy=_POLICY,
        title=html.escape(text),
        description=html.escape(spec.get("description", text)),
        font=FONT,
        scripts=_scripts(),
        spec=json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c"),
    )


def save_page(chart: "altair.TopLevelMixin", path: "str | Path", *, language: Language = "zh") -> None:
    """Writes the page to a file; `DataError` where it can't be written."""
    text = page(chart, language=language)
    try:
        Path(path).write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise DataError(not_written(error, Path(path))) from error
