"""Forms and breakdowns on the command line."""

import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cyxc.cli.app import run
from workbooks import Part


def cyxc_(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_form_is_made_filled_in_judged_and_sent_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    form, result = tmp_path / "form.xlsx", tmp_path / "result.xlsx"
    code, out, _ = cyxc_(capsys, "template", "putuo-2019", "--out", str(form), "--lang", "zh")
    assert (code, out) == (0, f"已写入 {form}\n")
    book = openpyxl.load_workbook(form)
    part = Part(book, "figures")
    part.set(part.row_of("founders"), value=2500, reported_on=date(2022, 12, 31))
    book.save(form)
    code, out, _ = cyxc_(
        capsys, "evaluate", "putuo-2019", str(form), "--format", "xlsx", "--out", str(result), "--lang", "en"
    )
    assert (code, out) == (0, f"written to {result}\n")
    code, out, _ = cyxc_(capsys, "evaluate", "putuo-2019", str(result), "--lang", "zh")
    assert code == 0
    assert "✓ 达标" in out


def test_a_form_of_a_year_has_its_dates(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert cyxc_(capsys, "template", "county", "--year", "2010", "--out", str(form))[0] == 0
    events = Part(openpyxl.load_workbook(form), "events")
    assert events.cell(events.row_of("plans-filed"), "due").value == "2010-03-15"


def test_faults_are_said_with_sheet_and_cell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    cyxc_(capsys, "template", "putuo-2019", "--out", str(form), "--lang", "zh")
    book = openpyxl.load_workbook(form)
    part = Part(book, "figures")
    part.set(part.row_of("founders"), value="两千五百左右")
    book.save(form)
    cell = part.cell(part.row_of("founders"), "value").coordinate
    code, out, err = cyxc_(capsys, "evaluate", "putuo-2019", str(form), "--lang", "zh")
    assert (code, out) == (2, "")
    assert err.startswith(f"{form} (工作表“数据”, 单元格 {cell}, “数值”列): “两千五百左右”不是确数。")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["evaluate", "putuo-2019", "--example", "putuo-2019", "--format", "xlsx"], "file-needed"),
        (["template", "putuo-2019", "--out", "form.xls"], "unknown-form"),
        (["template", "putuo-2019", "--year", "2019", "--out", "form.xlsx"], "year-not-needed"),
        (["template", "putuo-2019", "--out", "/nowhere/at/all.xlsx"], "no-such-folder"),
        (["evaluate", "putuo-2019", "no-such.xlsx"], "no-such-file"),
        (["evaluate", "putuo-2019", "old.xls"], "unknown-ending"),
    ],
)
def test_unusable_input_ends_in_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    exit_code, _, err = cyxc_(capsys, *arguments)
    assert exit_code == 2
    assert f"[{code}]" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["template", "putuo-2019", "--out", "form.xlsx"],
        ["evaluate", "putuo-2019", "--example", "putuo-2019", "--format", "xlsx", "--out", "result.xlsx"],
    ],
)
def test_without_the_extra_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    code, _, err = cyxc_(capsys, *arguments)
    assert (code, "cyxc[excel]" in err) == (2, True)
