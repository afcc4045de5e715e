"""Arrows point downwards: no module imports, at its top, from a layer above its own."""

import ast
from pathlib import Path

import pytest

import cyxc

ROOT = Path(cyxc.__file__).parent

LAYERS = (
    {"errors", "language", "files", "frozen", "reached", "words", "displayed"},
    {"numbers"},
    {"rules"},
    {"model"},
    {"schemefile", "data"},
    {"evaluate"},
    {"benefits", "columns", "consistency"},
    {"frames"},
    {"show"},
    {"levels", "agenda", "changes", "comparing", "excel", "planning"},
    {"html", "charts"},
    {"cli"},
)
"""The layers of CONTRIBUTING, the lowest first; modules of one layer may import one another."""

RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def top(path: Path) -> str:
    """The package, or the module, right under `cyxc` that a file belongs to."""
    return path.relative_to(ROOT).with_suffix("").parts[0]


MODULES = sorted(path for path in ROOT.rglob("*.py") if top(path) in RANK)


def imported(path: Path) -> set[str]:
    """The layers a module imports from when it is loaded; what only type checkers see is left out."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("cyxc.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_imported_from_above(path: Path) -> None:
    own = RANK[top(path)]
    assert {name for name in imported(path) if RANK.get(name, 0) > own} == set()


def test_every_module_has_a_layer() -> None:
    apart = {"__init__", "__main__", "testing", "testing_schemes", "testing_duties", "testing_frames"}
    tops = {top(path) for path in ROOT.rglob("*.py")}
    assert tops - set(RANK) - apart == {"examples", "schemas"}
