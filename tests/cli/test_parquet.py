"""Many places on the command line: Parquet in, counts, CSV or Parquet out."""

import json
from pathlib import Path

import polars as pl
import pytest

from cyxc.cli.app import run


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Three places under Jiaxing's plan: 10 jobs a founder are asked for."""
    file = tmp_path / "rows.parquet"
    figures = {"place": ["甲", "乙", "丙"], "founders": [100, 100, None], "jobs": [1000, 999, 1000]}
    pl.DataFrame({**figures, "activity_index": [35.0, 35.0, 34.9]}).write_parquet(file)
    return file


def test_counts_of_statuses(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "jiaxing-2013", str(rows), "--unit", "activity_index=%", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    counted = {(one["target"], one["status"]): one["count"] for one in found["counts"]}
    assert counted["jobs-per-founder", "met"] == 1
    assert counted["jobs-per-founder", "not_met"] == 1
    assert counted["jobs-per-founder", "no_data"] == 1
    assert counted["activity-index", "met"] == 2
    assert counted["activity-index", "not_met"] == 1
    assert counted["trainers", "no_data"] == 3


def test_the_summary_is_in_the_language_asked_for(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "jiaxing-2013", str(rows), "--unit", "activity_index=%", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "? 缺数据 1  ✗ 未达标 1  ✓ 达标 1" in said


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_table_with_words_for_statuses(rows: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    asked = ["evaluate", "jiaxing-2013", str(rows), "--unit", "activity_index=%", "--format", form]
    assert run([*asked, "--out", str(out), "--check"]) == 1
    found = pl.read_csv(out) if form == "csv" else pl.read_parquet(out)
    assert found["place"].to_list() == ["甲", "乙", "丙"]
    assert found["jobs-per-founder__status"].to_list() == ["met", "not_met", "no_data"]
    assert found["jobs-per-founder__margin"].to_list() == [0.0, -0.01, None]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{rows}"], "[column-without-unit]"),
        (["{rows}", "--unit", "activity_index"], "[bad-unit]"),
        (["{rows}", "--unit", "activity=%"], "[unit-of-no-column]"),
        (["{rows}", "--unit", "activity_index=人"], "[column-unit]"),
        (["{rows}", "--unit", "activity_index=%", "--format", "html"], "[not-of-parquet]"),
        (["{rows}", "--unit", "activity_index=%", "--format", "parquet"], "[file-needed]"),
        (["{rows}.parquet"], "[no-such-file]"),
        (["{text}"], "[not-parquet]"),
        (["--example", "jiaxing-2013", "--unit", "founders=人"], "[only-parquet]"),
    ],
)
def test_what_can_not_be_read_is_said(
    rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    text = tmp_path / "text.parquet"
    text.write_text("not a table")
    asked = [one.format(rows=rows, text=text) for one in arguments]
    assert run(["evaluate", "jiaxing-2013", *asked, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err
