"""LibreOffice opens and saves forms and breakdowns, and both are read back the same."""

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cyxc
from cyxc.excel.result import result_xlsx
from cyxc.language import LANGUAGES, Language
from workbooks import Part, fill, form, saved

Resave = Callable[[Path], Path]

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+cmd",
    "-2+3",
    "<script>alert(1)</script>",
    "\u202eevil",
    "a\nb",
    "'quoted",
    "长" * 4000,
)


def handed_in(result: cyxc.Evaluation) -> list[Any]:
    assert result.data is not None
    return sorted(
        (one.key, str(one.value), one.unit or "", one.period or "", one.cumulative, one.provisional,
         one.reported_on or "", str(one.source and one.source.zh))
        for one in result.data
    )  # fmt: skip


def same(again: cyxc.Evaluation, known: cyxc.Evaluation) -> None:
    assert [one.status for one in again] == [one.status for one in known]
    assert [one.value for one in again] == [one.value for one in known]
    assert [one.margin for one in again] == [one.margin for one in known]
    assert handed_in(again) == handed_in(known)
    assert again.records == known.records
    assert (again.place, again.data and again.data.illustrative) == (
        known.place,
        known.data and known.data.illustrative,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", ["wuchang", "putuo-2019"])
def test_a_form_saved_again_is_read_the_same(
    tmp_path: Path, resave: Resave, id_: str, language: Language
) -> None:
    scheme = cyxc.load(id_) if id_ != "wuchang" else cyxc.load(id_).for_year(2010)
    book = form(scheme, language)
    fill(
        book, {one.key: (one.value, one.unit) if one.unit else one.value for one in cyxc.example(id_)}, scheme
    )
    figures, judgements, events = (Part(book, kind) for kind in ("figures", "judgements", "events"))
    first = figures.rows[0]
    figures.set(first, reported_on=datetime(2010, 7, 5), source="区统计局", provisional="初步")
    judgements.set(
        3, met={"zh": "达标", "en": "met"}[language], evidence="照片\n两张", on=datetime(2010, 6, 30)
    )
    judgements.set(4, met={"zh": "未达标", "en": "not met"}[language], on="2010年7月1日")
    events.set(3, on=datetime(2010, 3, 5), from_="2010-01-01", to=datetime(2010, 12, 31))
    file = saved(book, tmp_path / "form.xlsx")
    known = scheme.evaluate(file)
    assert known.records.judgements
    assert known.records.logs
    again = resave(file)
    same(scheme.evaluate(again), known)
    kept = Part(openpyxl.load_workbook(again), "figures")
    assert kept.sheet.row_dimensions[1].hidden
    assert kept.sheet.protection.sheet
    assert kept.sheet.data_validations.dataValidation


def test_percentages_and_ratios_stay_what_they_are(tmp_path: Path, resave: Resave) -> None:
    scheme = cyxc.load("wuchang")
    book = form(scheme)
    part = Part(book, "figures")
    part.set(part.row_of("pass_rate"), value=0.92)
    part.set(part.row_of("jobs_per_founder"), value="1:5")
    part.set(part.row_of("founders"), value="=900+901")
    again = scheme.evaluate(resave(saved(book, tmp_path / "form.xlsx")))
    assert str(again["pass-rate"].value) == "92%"
    assert str(again["jobs-per-founder"].value) == "5"
    # LibreOffice has calculated what openpyxl only wrote down.
    assert str(again["founders"].value) == "1,801 人"


@pytest.mark.parametrize("name", ["wuchang", "county", "putuo-2019-published"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_breakdown_saved_again_is_judged_the_same(
    tmp_path: Path, resave: Resave, name: str, language: Language
) -> None:
    scheme = cyxc.load(name.removesuffix("-published"))
    file = tmp_path / "result.xlsx"
    file.write_bytes(result_xlsx(scheme.evaluate(cyxc.example(name)), language))
    same(scheme.evaluate(resave(file)), scheme.evaluate(file))


@pytest.mark.parametrize("id_", ["wuchang", "jiaxing-2013"])
def test_live_formulas_come_to_what_was_judged(tmp_path: Path, resave: Resave, id_: str) -> None:
    result = cyxc.load(id_).evaluate(cyxc.example(id_))
    file = tmp_path / "result.xlsx"
    file.write_bytes(_uncalculated(result_xlsx(result, "zh"), tmp_path))
    sheet = openpyxl.load_workbook(resave(file), data_only=True)["目标"]
    headings = {str(cell.value): cell.column for cell in sheet[2]}
    checked = 0
    for row in range(3, sheet.max_row + 1):
        verdict = result[str(sheet.cell(row, headings["编号"]).value)]
        for heading, exact in (
            ("现有", verdict.value),
            ("要求的数", verdict.threshold),
            ("差距", verdict.margin),
        ):
            if exact is not None:
                held = sheet.cell(row, headings[heading]).value
                scale = 100 if exact.unit.symbol == "%" else 1
                assert held * scale == pytest.approx(float(exact.value)), (verdict.id, heading)
                checked += 1
    assert checked > 20


def _uncalculated(content: bytes, folder: Path) -> bytes:
    """The workbook without what its formulas came to, so that LibreOffice has to calculate them."""
    file = folder / "uncalculated.xlsx"
    file.write_bytes(content)
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(file, "w") as packed:
        for name, part in parts.items():
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"</f><v>[^<]*</v>", b"</f>", part)
            packed.writestr(name, part)
    return file.read_bytes()


def test_hostile_text_is_still_text_after_saving_again(tmp_path: Path, resave: Resave) -> None:
    scheme = cyxc.load("putuo-2019")
    observations = [
        cyxc.Observation(indicator="founders", value=1, source=text, period=f"201{number}")
        for number, text in enumerate(HOSTILE[:5])
    ]
    judged = [
        cyxc.Judgement(criterion=criterion.id, met=True, evidence=text)
        for criterion, text in zip(scheme.criteria, HOSTILE, strict=False)
    ]
    result = scheme.evaluate(observations, judgements=judged)
    file = tmp_path / "result.xlsx"
    file.write_bytes(result_xlsx(result, "zh"))
    again = resave(file)
    book = openpyxl.load_workbook(again)
    formulas = [c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert all(re.fullmatch(r"=[-+*/().0-9$A-Z'!所用数据]+", str(one)) for one in formulas)
    held = {c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "s"}
    assert {"=1+1", "@SUM(A1)", "+cmd", "-2+3", "<script>alert(1)</script>", "evil"} <= held
    same(scheme.evaluate(again), scheme.evaluate(file))
