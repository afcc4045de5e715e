"""Fixtures of the tests on frames."""

import sys

import pytest

from frames.engines import ENGINES, Engine


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every kind of frame in turn."""
    found: Engine = request.param
    return found


@pytest.fixture(autouse=True)
def _without_polars(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """pyarrow goes through polars once that was imported; one engine shows what it does without."""
    callspec = getattr(request.node, "callspec", None)
    engine = None if callspec is None else callspec.params.get("engine")
    if getattr(engine, "name", "") == "pyarrow-numpy":
        monkeypatch.delitem(sys.modules, "polars", raising=False)
