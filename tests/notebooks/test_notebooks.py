"""Every notebook runs as a script, and what it shows is what its text says."""

import runpy
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.py"))


def test_there_are_notebooks() -> None:
    assert [path.name for path in NOTEBOOKS] == ["first-steps.py"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_as_a_script(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """What the cells of the first notebook define."""
    with warnings.catch_warnings():
        # The notebook program's own modules are not ours to warn about.
        warnings.simplefilter("ignore")
        app = runpy.run_path(str(NOTEBOOKS[0]))["app"]
        _, defined = app.run()
    return dict(defined)


def test_the_table_has_a_row_a_target(shown: dict[str, Any]) -> None:
    assert len(shown["table"]) == 26
    assert dict(shown["by_status"]) == {"met": 21, "not_met": 4}


def test_the_line_breaks_where_june_is_missing(shown: dict[str, Any]) -> None:
    rows = shown["long"][shown["long"]["id"] == "founders"]
    # 130 + 150 + 140 + 160 + 150 by May; in June nothing new; from July on there is a gap.
    assert list(rows["value"][:6]) == [130, 280, 420, 580, 730, 730]
    assert list(rows["status"]) == ["not_due"] * 6 + ["no_data"]
    assert rows["value"].isna().sum() == 1


def test_places_and_readings_are_told(shown: dict[str, Any]) -> None:
    assert dict(shown["pivot"].loc["初次创业成功率不低于 50%"]) == {
        "甲社区": "met", "乙社区": "not_met", "丙社区": "met",
    }  # fmt: skip
    assert shown["share"].agreement == "depends"
    assert shown["founders_only"]["startup-share"].status == "not_met"


@pytest.mark.parametrize("name", ["progress", "offices", "over_time", "heat_map"])
def test_every_chart_of_it_can_be_drawn(shown: dict[str, Any], name: str) -> None:
    assert shown[name].to_dict()["vconcat"]
