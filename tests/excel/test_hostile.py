"""Hostile text in every free field comes out of a workbook as harmless text."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.excel.book import LONGEST, Book, harmless
from cyxc.excel.form import form_xlsx
from cyxc.excel.result import result_xlsx
from support import HEAD, loaded
from workbooks import texts

SAID = "clause: 一, text: {zh: 说, en: says}"
SCHEME = loaded(
    f"""{HEAD}
indicators:
  a: {{{SAID}, name: {{zh: 甲, en: a}}, flow: 人}}
  b: {{{SAID}, name: {{zh: 乙, en: b}}, flow: 个, thing: community}}
targets:
  t: {{{SAID}, indicator: a, at_least: 2500 人}}
  u: {{{SAID}, indicator: b, at_least: 1 个}}
criteria:
  c: {{{SAID}}}
obligations:
  o: {{{SAID}, at_least: 1 次}}
"""
)
HOSTILE = (
    '=HYPERLINK("http://example.com","x")',
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>", "</t></si><x>", "&amp;", "\u202egnp.exe", "\u200bx\u200b",
    "\x00\x07\x1b[31m", "_x000D_", "一\n二\r\n三\u2028四", "长" * 40_000, "\ud800",
    "{=1}", "'=1", "http://example.com/", "[x]",
)  # fmt: skip


def formulas(content: bytes) -> list[object]:
    return [cell.value for _, cell in texts(content) if cell.data_type == "f"]


def parts(content: bytes) -> list[str]:
    """Every part of the file, each of which has to be well-formed."""
    with ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(packed.read(name))
        return packed.namelist()


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_every_free_field_of_data(tmp_path: Path, text: str) -> None:
    scheme = SCHEME
    data = cyxc.Data(
        observations=(
            cyxc.Observation(indicator="a", value=2500, source=text),
            cyxc.Observation(indicator="b", value="2个", source=text),
        ),
        place=text,
        note=text,
        file=text,
    )
    judged = cyxc.Judgement(criterion=scheme.criteria[0].id, met=True, assessor=text, evidence=text)
    step = "o"
    events = cyxc.EventLog(
        first="2020-01-01", last="2020-12-31", entries=[step],
        events=[cyxc.Event(entry=step, on="2020-05-01", note=text)],
    )  # fmt: skip
    known = scheme.evaluate(data, judgements=judged, logs=events)
    content = result_xlsx(known, "zh")
    parts(content)
    assert all(str(one).lstrip("=(").startswith(("'所用数据'!", *"ABCDEFGHIJ")) for one in formulas(content))
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    again = scheme.evaluate(file)
    assert [one.status for one in again] == [one.status for one in known]
    kept = harmless(text).strip()
    (judgement,) = again.records.judgements
    assert (judgement.evidence or cyxc.Text("", "")).zh.strip() == kept
    assert "\u202e" not in str(again.place)


def test_every_free_field_of_a_scheme(tmp_path: Path) -> None:
    for text in HOSTILE:
        if "\ud800" in text or "\x00" in text:
            continue  # no scheme file can hold them
        said = f"{{zh: {_quoted(text[:3000])}, en: {_quoted(text[:3000])}}}"
        word = _quoted(text[:60])
        scheme = loaded(
            HEAD.replace("{zh: 小, en: small}", said)
            + f"""
parties: [{{id: {word}, en: {word}}}]
indicators:
  a: {{clause: {word}, text: {said}, name: {said}, flow: 人}}
targets:
  t: {{clause: {word}, text: {said}, indicator: a, at_least: 1 人, parties: [{word}]}}
criteria:
  c: {{clause: 一, text: {said}}}
"""
        )
        form = form_xlsx(scheme, "zh")
        for content in (form, result_xlsx(scheme.evaluate({"a": 2}), "en")):
            parts(content)
            for one in formulas(content):
                assert str(one).startswith(("='Figures used'!$", "=E3", "=F3"))
        (tmp_path / "a.xlsx").write_bytes(form)
        assert scheme.evaluate(tmp_path / "a.xlsx")["t"].status == "no_data"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text.strip() or "x")


def test_a_cell_that_begins_like_a_formula_stays_text_when_it_is_edited() -> None:
    book = Book("t")
    book.page("p").text(0, 0, "=1+1", {})
    cell = openpyxl.load_workbook(BytesIO(book.content())).active["A1"]  # type: ignore[index]  # a worksheet
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_long_text_is_cut_where_a_cell_ends() -> None:
    assert len(harmless("长" * 40_000)) == LONGEST
    assert harmless("𠮷" * 20_000) == "𠮷" * ((LONGEST - 1) // 2) + "…"  # two each, as Excel counts
    assert harmless("a\r\nb\x07c\u202ed\uffff") == "a\nbcd"


@settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_sheets_have_names_that_may_be_and_differ(names: list[str]) -> None:
    book = Book("t")
    given_ = [book.page(name).name for name in [*names, *names, "History", "a'b", "[x]:*?/\\"]]
    assert len({name.casefold() for name in given_}) == len(given_)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in given_)
    assert openpyxl.load_workbook(BytesIO(book.content())).sheetnames == given_
