"""`cyxc benefit`: all of a scheme's benefits in short, one at length, what is refused."""

import json
from pathlib import Path
from typing import Literal

import pytest

import cyxc
from cyxc.cli.app import run


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def benefit(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["benefit", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


RELIEF = (
    "wuchang", "certificate-tax-relief", "--start", "2010-03-01",
    "--fact", "reemployment_certificate=yes", "--fact", "holder=个体工商户", "--fact", "persons=1",
    "--fact", "years=1", "--fact", "business_tax=6000", "--fact", "应纳城市维护建设税=0.05 万元",
)  # fmt: skip


@pytest.mark.parametrize("name", cyxc.PACKAGED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_of_a_scheme_a_row_each(
    capsys: pytest.CaptureFixture[str], name: str, lang: Literal["zh", "en"]
) -> None:
    code, out, err = benefit(capsys, name, "--lang", lang)
    assert (code, err) == (0, "")
    scheme = cyxc.load(name)
    for one in scheme.benefits:
        assert sum(f"[{one.id}]" in line for line in out.splitlines()) == 1
    # Without any fact it says what may be asked.
    asked = {fact for one in scheme.benefits for fact in one.facts}
    for fact in asked:
        assert f"  {scheme.facts[fact].name[lang]}  [{fact}]" in out


def test_all_with_a_fact_given(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = benefit(
        capsys,
        "wuchang",
        "--fact",
        "labour_intensive=yes",
        "--fact",
        "meets_policy_conditions=yes",
        "--fact",
        "premises_home=no",
    )
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    assert (
        "eligible     guaranteed loan for labour-intensive firms  [labour-intensive-loan] · "
        "eligible, and due; up to 200 × 10,000 yuan (raised from 100 × 10,000 yuan)"
    ) in lines
    assert (
        "not eligible a home registered as premises  [home-premises] · "
        "not eligible, because this fails: a home as premises: yes (given: no)"
    ) in lines
    assert "Facts asked for" not in lines


def test_one_at_length(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = benefit(capsys, *RELIEF, "--lang", "zh")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert lines[:4] == [
        "持证个体经营税费依次减免  [certificate-tax-relief]",
        "条款 二/(二)/4",
        "对象      持证的个体经营者",
        "部门      区国税局、区地税局",
    ]
    assert "成立      经营主体：个体工商户；所填：个体工商户" in lines
    assert "数额      最高 8,000 元" in lines
    assert "抵减      应纳营业税：应缴 6,000 元，抵减 6,000 元" in lines
    assert "抵减      应纳城市维护建设税：应缴 500 元，抵减 500 元" in lines
    assert "抵减      应缴教育费附加：未定" in lines
    assert "期限      到 2013-03-01 为止" in lines
    assert "relief-term=fees-only → 符合条件，应予兑现；最高 8,000 元；没有期限" in lines
    code, out, _ = benefit(capsys, *RELIEF, "--reading", "relief-term=fees-only")
    assert code == 0
    assert "until" not in out.split("Readings")[0]
    assert "relief-term=both → eligible, and due; up to 8,000 yuan; until 2013-03-01" in out


def test_without_a_fact_one_says_what_it_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = benefit(capsys, "wuchang", "bundled-loans")
    assert code == 0
    lines = [line.strip() for line in out.split("Facts asked for")[1].splitlines()]
    assert "operates in partnership  [joint_operation]: yes or no" in lines
    # Only another reading asks how many partners there are in all.
    assert "partners  [partners]: a number in persons" in lines
    _, out, _ = benefit(capsys, "wuchang", "lending-rank-reward", "--lang", "zh")
    choices = "first（第一名）、second（第二名）、third（第三名）、lower（三名以后）之一"
    assert f"小额贷款新增综合排名  [lending_rank]：{choices}" in out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = benefit(capsys, *RELIEF, "--json")
    found = json.loads(out)
    assert (code, found["format"], found["status"]) == (0, "cyxc.benefit/1", "eligible")
    scheme = cyxc.load("wuchang")
    case = {
        "reemployment_certificate": True,
        "holder": "individual-business",
        "persons": 1,
        "years": 1,
        "business_tax": 6000,
        "urban_maintenance_tax": 500,
    }
    assert found == scheme.benefit("certificate-tax-relief", case, start="2010-03-01").to_dict()
    code, out, _ = benefit(capsys, "wuchang", "--json")
    found = json.loads(out)
    assert (code, found["format"]) == (0, "cyxc.benefits/1")
    assert found["benefits"] == [answer.to_dict() for answer in scheme.benefits_for()]
    assert {"id": "graduate", "kind": "yes_no"}.items() <= found["facts"][0].items()


def test_a_case_in_a_file_and_facts_beside_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("graduate: yes\nholder: 有限责任公司\n", encoding="utf-8")
    arguments = ("wuchang", "zero-payment", "--case", str(case), "--fact", "capital=50万元")
    code, out, _ = benefit(capsys, *arguments, "--json")
    assert (code, json.loads(out)["missing"]) == (0, ["years_since_graduation"])
    code, out, _ = benefit(capsys, *arguments, "--fact", "years_since_graduation=2", "--json")
    assert (code, json.loads(out)["status"]) == (0, "eligible")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("wuchang", "zero-down"), "unknown-benefit"),
        (("wuchang", "--fact", "graduate"), "bad-fact"),
        (("wuchang", "--fact", "=yes"), "bad-fact"),
        (("wuchang", "--fact", "graduat=yes"), "no-such-fact"),
        (("wuchang", "--fact", "graduate=perhaps"), "fact-yes-no"),
        (("wuchang", "--fact", "holder=ltd"), "fact-choice"),
        (("wuchang", "--fact", "capital=约50万元"), "cell-not-exact"),
        (("wuchang", "--fact", "graduate=yes", "--fact", "graduate=no"), "fact-twice"),
        (("wuchang", "--fact", "graduate=yes", "--fact", "高校毕业生=no"), "fact-twice"),
        (("wuchang", "--case", "none.yaml"), "no-such-file"),
        (("wuchang", "--case", "none"), "no-such-file"),
        (("wuchang", "--case", "none.csv"), "no-such-file"),
        (("wuchang", "zero-payment", "--start", "2010"), "bad-date"),
        (("wuchang", "--reading", "relief-term"), "bad-reading"),
        (("wuchang", "--reading", "relief-term=none"), "unknown-reading"),
        (("wuchang", "--reading", "insurance-term=the-firm"), "reading-without-number"),
        (("nowhere",), "unknown-scheme"),
        ((), "argument-missing"),
    ],
)
def test_what_can_not_be_used_ends_in_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    found, out, err = benefit(capsys, *arguments)
    assert (found, out) == (2, "")
    assert f"[{code}]" in err
    found, out, err = benefit(capsys, *arguments, "--json", "--lang", "zh")
    assert (found, err) == (2, "")
    assert code in [problem["code"] for problem in json.loads(out)["problems"]]


def test_a_fault_in_a_file_has_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("graduate: yes\ncapital: 约50万元\nyears: -1\n", encoding="utf-8")
    code, _, err = benefit(capsys, "wuchang", "--case", str(case))
    assert code == 2
    assert [line.split(" ")[0] for line in err.splitlines()] == [f"{case}:2:1", f"{case}:3:1"]
