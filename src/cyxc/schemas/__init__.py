"""The published JSON Schemas (draft 2020-12) of the three formats: schemes, data, evaluations.

Schemes and data are as strict as their loaders about keys and shapes; names, units and readings that don't
fit are found by loading. An evaluation may gain keys, so readers are to pass over those they don't know.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

from cyxc.errors import Problem, UnknownNameError, nearest

NAMES = ("scheme", "data", "evaluation")
"""The schemas there are, by what they describe: `cyxc.scheme/1`, `cyxc.data/1`, `cyxc.evaluation/1`."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of this name, the caller's own to change; `UnknownNameError` for any other."""
    if name not in NAMES:
        close = nearest(name, NAMES) or NAMES
        raise UnknownNameError(Problem("unknown-schema", {"name": name}, nearest=close))
    found: dict[str, Any] = json.loads(_text(name))
    return found


@cache
def _text(name: str) -> str:
    return resources.files("cyxc.schemas").joinpath(f"{name}.json").read_text(encoding="utf-8")
