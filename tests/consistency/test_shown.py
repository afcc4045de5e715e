"""Findings on the command line: in both languages, in JSON, of a caller's own file."""

import json
from pathlib import Path

import pytest

import cyxc
from cyxc.cli.app import run


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["check", *arguments]) == 0  # whatever the document says of itself
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_is_printed_behind_the_line_on_faults(
    capsys: pytest.CaptureFixture[str], id_: str, lang: str
) -> None:
    out = check(capsys, id_, "--lang", lang)
    first, second, *_ = out.splitlines()
    found = cyxc.load(id_).check()
    assert first.startswith(f"{id_}：没有问题。" if lang == "zh" else f"{id_}: no faults.")
    assert second.startswith("文件自身的数字：" if lang == "zh" else "The document against itself: ")
    assert (str(len(found)) in second) == bool(found)
    for one in found:
        assert one.arithmetic[lang] in out
        assert one.explanation[lang] in out
        assert one.label[lang] in out
        assert all(f"{question}={reading}" in out for question, reading in one.answers)


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_as_json(capsys: pytest.CaptureFixture[str], id_: str) -> None:
    found = json.loads(check(capsys, id_, "--json"))
    assert found == {"id": id_, "problems": [], "findings": [one.to_dict() for one in cyxc.load(id_).check()]}


FILE = """
format: cyxc.scheme/1
id: my-town
version: "1"
title: {zh: 某镇方案, en: a town's plan}
place: {zh: 某镇, en: some town, level: town}
term: {start: 2026, due: 2026}
indicators:
  founders: {clause: 一, name: {zh: 创业人数, en: founders}, text: {zh: 创业的人, en: who found}, flow: 人}
  jobs: {clause: 一, name: {zh: 带动就业, en: jobs}, text: {zh: 带动的人, en: brought}, flow: 人}
  ratio:
    clause: 一
    name: {zh: 带动比, en: ratio}
    text: {zh: 之比, en: one to the other}
    formula: jobs / founders
    rate: "1"
targets:
  founders: {clause: 一, text: {zh: 创业, en: founders}, indicator: founders, equals: 50 人}
  jobs: {clause: 二, text: {zh: 就业, en: jobs}, indicator: jobs, at_most: 200 人}
  ratio: {clause: 三, text: {zh: 比例, en: ratio}, indicator: ratio, at_least: "1:5"}
"""


def test_a_file_of_one_s_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "my-town.yaml"
    file.write_text(FILE, encoding="utf-8")
    found = json.loads(check(capsys, str(file), "--json"))["findings"]
    assert [(one["kind"], one["arithmetic"]["en"]) for one in found] == [
        # 200 of 50 is 4, and with at most 200 for just 50 the ratio can't be 5: 5 × 50 = 250.
        ("disagrees", "200 ÷ 50 = 4"),
        (
            "infeasible",
            "(1) founders = 50 persons; (2) jobs ≤ 200 persons; (3) jobs ≥ 5 × founders; "
            "5 × (1) + (2) + (3): 0 ≥ 50",
        ),
    ]
    assert found[1]["clauses"] == ["一", "三", "二"]  # the file lists no clauses, so that they are sorted


def test_findings_are_public() -> None:
    found = cyxc.load("wuchang").check()
    assert all(isinstance(one, cyxc.Finding) for one in found)
    assert len({hash(one) for one in found}) == len(found)
