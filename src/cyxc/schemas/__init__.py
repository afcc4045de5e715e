"""The published JSON Schemas (draft 2020-12) of the formats: what is read, and what is answered.

Schemes, data and places are as strict as their loaders about keys and shapes; names, units and readings that
don't fit are found by loading. Answers may gain keys, so readers are to pass over those they don't know.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

from cyxc.errors import Problem, UnknownNameError, nearest

NAMES = ("scheme", "data", "places", "evaluation", "benefit", "timeline", "diff", "comparison", "plan")
"""The schemas there are, by the format words they describe: `cyxc.scheme/1`, `cyxc.data/1` and so on."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of this name, the caller's own to change; `UnknownNameError` for any other."""
    if name not in NAMES:
        close = nearest(name, NAMES) or NAMES
        details = {"name": name, "choices": ", ".join(NAMES)}
        raise UnknownNameError(Problem("unknown-schema", details, nearest=close))
    found: dict[str, Any] = json.loads(_text(name))
    return found


@cache
def _text(name: str) -> str:
    return resources.files("cyxc.schemas").joinpath(f"{name}.json").read_text(encoding="utf-8")
