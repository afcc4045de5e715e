"""Who is measured: a module each for what is written by hand, for cyxc, and for every library.

A contender is looked up by name and imported in its own process only, so that none weighs on another.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from rules import Workload


@attrs.frozen
class Contender:
    """`prepare` loads a Parquet file and returns what is timed; `statuses` and `margins` read its result.

    Both give a sequence by target. `plain` contenders only say met or not, on floats as they come, without
    looking at what is missing or can't be.
    """

    prepare: Callable[[Workload, Path], Callable[[], Any]]
    statuses: Callable[[Workload, Any], Mapping[str, Any]]
    margins: Callable[[Workload, Any], Mapping[str, Any]] | None = None
    plain: bool = False


MODULES = {
    "cyxc": "ours",
    "polars": "polars_by_hand",
    "duckdb": "duckdb_by_hand",
    "numpy": "numpy_by_hand",
    "pandera": "with_pandera",
    "dataframely": "with_dataframely",
    "pointblank": "with_pointblank",
    "great_expectations": "with_great_expectations",
    "openfisca": "with_openfisca",
    "zen": "with_zen",
    "jsonlogic": "with_jsonlogic",
}
"""The module of each family of contenders; a contender's name is FAMILY or FAMILY:VARIANT."""


def contender(name: str) -> Contender:
    family, _, variant = name.partition(":")
    found: Contender = import_module(f"contenders.{MODULES[family]}").CONTENDERS[variant]
    return found
