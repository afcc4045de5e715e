"""The command line as its users meet it: what is printed, where it goes, how it exits."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cyclopts.exceptions import CycloptsError

import cyxc
from cyxc.cli.app import run
from cyxc.cli.faults import fault


def cyxc_(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_list_names_every_scheme_and_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = cyxc_(capsys, "list")
    assert code == 0
    for id_ in ("wuchang", "panzhihua-2010", "jiaxing-2013", "county", "putuo-2019", "putuo-2019-published"):
        assert id_ in out
    code, out, _ = cyxc_(capsys, "list", "--json")
    assert [scheme["targets"] for scheme in json.loads(out)] == [26, 8, 28, 29, 5]


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_prints_every_target_question_and_indicator(
    capsys: pytest.CaptureFixture[str], id_: str, lang: str
) -> None:
    code, out, err = cyxc_(capsys, "show", id_, "--lang", lang)
    scheme = cyxc.load(id_)
    assert (code, err) == (0, "")
    for entry in (*scheme.targets, *scheme.questions, *scheme.indicators):
        assert f"[{entry.id}" in out


def test_show_json_is_the_interchange_form(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = cyxc_(capsys, "show", "county", "--json")
    assert code == 0
    assert cyxc.from_dict(json.loads(out)) == cyxc.load("county")


def test_the_language_is_that_of_the_locale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Outcome" in cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019")[1]
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "结论" in cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019")[1]
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "Outcome" in cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019")[1]


def test_the_breakdown_says_what_an_official_asks(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = cyxc_(capsys, "evaluate", "wuchang", "--example", "wuchang", "--lang", "zh")
    assert code == 0
    lines = [line.strip() for line in out.splitlines()]
    assert "示例数据，仅供演示，不是任何地方的实际情况。" in lines
    assert "结论      未达标" in lines
    assert "目标      26 条 = 达标 21 + 未达标 4 + 重申 1" in lines
    assert "条款 一/(二)/1" in lines
    # 1920 founders need 9600 jobs at 1:5; there are 9408.
    assert "要求      不低于 1:5；现有 1:4.9；差距 −0.1" in lines
    assert "还差      创业带动就业人数再增 192 人" in lines
    assert any(line.startswith("责任部门  牵头：区人力资源局") for line in lines)
    assert any(line.startswith("看读法    founder-in-ratio=founder-too → 达标") for line in lines)


def test_what_was_not_published_shows_as_missing(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019-published", "--json")
    found = json.loads(out)
    statuses = {verdict["id"]: verdict["status"] for verdict in found["verdicts"]}
    assert code == 0
    assert statuses.pop("entrepreneurial-communities") == "met"
    assert set(statuses.values()) == {"no_data"}
    assert found["outcome"] == "undetermined"
    assert found["illustrative"] is False


def test_a_form_filled_in_and_read_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    code, out, _ = cyxc_(capsys, "template", "putuo-2019", "--out", str(form), "--lang", "zh")
    assert (code, out) == (0, f"已写入 {form}\n")
    rows = list(csv.DictReader(io.StringIO(form.read_text(encoding="utf-8-sig"))))
    filled = {
        "founders": "2500",
        "entrepreneurial_communities": "1",
        "city_bases": "9",
        "district_bases": "8",
    }
    for row in rows:
        row["数值"] = filled.get(row["指标编号"], "")
    with form.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    code, out, _ = cyxc_(capsys, "evaluate", "putuo-2019", str(form), "--json")
    verdicts = [verdict for verdict in json.loads(out)["verdicts"] if verdict["kind"] == "target"]
    assert code == 0
    assert {verdict["id"]: verdict["status"] for verdict in verdicts} == {
        "founders": "met",
        "student-founders": "no_data",
        "incubation-bases": "no_data",  # how many bases hold both titles was not filled in
        "guidance-stations": "no_data",
        "entrepreneurial-communities": "not_met",
    }


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_a_form_has_a_row_for_every_figure_of_the_example(
    capsys: pytest.CaptureFixture[str], id_: str
) -> None:
    code, out, _ = cyxc_(capsys, "template", id_, "--json")
    asked = {row["indicator"] + (f"@{row['role']}" if row["role"] else "") for row in json.loads(out)}
    assert code == 0
    assert {one.key for one in cyxc.example(id_)} <= asked


def test_an_empty_form_is_all_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for id_ in cyxc.PACKAGED:
        form = tmp_path / f"{id_}.csv"
        cyxc_(capsys, "template", id_, "--out", str(form))
        code, out, _ = cyxc_(capsys, "evaluate", id_, str(form), "--json")
        assert code == 0
        assert {verdict["status"] for verdict in json.loads(out)["verdicts"]} == {"no_data"}


def test_a_stock_is_stale_after_as_many_months_as_the_caller_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # Jiaxing's towns at the end of June 2015, asked about at the end of that year: six months old.
    data = tmp_path / "towns.csv"
    data.write_text("期间,towns,towns_up_to_standard\n2015年6月30日,72,72\n", encoding="utf-8")
    for months, status in (([], "met"), (["6"], "met"), (["5"], "no_data"), (["0"], "no_data")):
        option = ["--stale-after", *months] if months else []
        code, out, _ = cyxc_(
            capsys, "evaluate", "jiaxing-2013", str(data), "--as-of", "2015-12-31", *option, "--json"
        )
        assert code == 0
        verdicts = {verdict["id"]: verdict["status"] for verdict in json.loads(out)["verdicts"]}
        assert verdicts["towns-standard"] == status, months


def test_as_of_year_reading_and_not_applicable(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = cyxc_(
        capsys, "evaluate", "wuchang", "--example", "wuchang", "--year", "2010", "--as-of", "2010-06-30",
        "--reading", "who-counts=founders-only", "--reading", "founder-in-ratio=founder-too",
        "--not-applicable", "base-area", "--json",
    )  # fmt: skip
    found = json.loads(out)
    by_id = {verdict["id"]: verdict for verdict in found["verdicts"]}
    assert code == 0
    assert (found["as_of"], found["scheme"]["year"]) == ("2010-06-30", 2010)
    assert found["answers"] == {"who-counts": "founders-only", "founder-in-ratio": "founder-too"}
    assert by_id["founders"]["status"] == "met"  # a floor on a flow, reached already
    assert (by_id["startup-share"]["status"], by_id["startup-share"]["so_far"]) == ("not_due", "not_met")
    assert by_id["base-area"]["status"] == "not_applicable"


def test_csv_of_the_verdicts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out_file = tmp_path / "verdicts.csv"
    code, out, _ = cyxc_(
        capsys, "evaluate", "putuo-2019", "--example", "putuo-2019", "--format", "csv", "--out", str(out_file)
    )
    rows = list(csv.DictReader(io.StringIO(out_file.read_text(encoding="utf-8-sig"))))
    assert (code, out) == (0, "")
    scheme = cyxc.load("putuo-2019")
    assert [row["id"] for row in rows] == list(scheme.entries.ids)
    assert [(row["id"], row["status"], row["margin"]) for row in rows[: len(scheme.targets)]] == [
        ("founders", "met", "130"),
        ("student-founders", "met", "110"),
        ("incubation-bases", "not_met", "0"),
        ("guidance-stations", "met", "0"),
        ("entrepreneurial-communities", "not_met", "-1"),
    ]


PUTUO = ["evaluate", "putuo-2019", "--example", "putuo-2019"]


@pytest.mark.parametrize(
    ("told", "ending", "begins"),
    [
        (PUTUO, "html", b"<!doctype html>"),
        (PUTUO, "XLSX", b"PK"),
        (PUTUO, "json", b"{"),
        (PUTUO, "csv", b"\xef\xbb\xbfid,"),
        ([*PUTUO, "--json"], "html", b"{"),
        (
            ["evaluate", "putuo-2019", "--example", "putuo-2019", "--format", "csv"],
            "html",
            b"\xef\xbb\xbfid,",
        ),
        (["compare", "wuchang", "county"], "html", b"<!doctype html>"),
        (["plan", *PUTUO[1:]], "html", b"<!doctype html>"),
        (["agenda", "putuo-2019", "--as-of", "2022-12-10"], "ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_without_a_format_the_ending_of_the_file_says_it(
    tmp_path: Path, told: list[str], ending: str, begins: bytes
) -> None:
    out = tmp_path / f"answer.{ending}"
    assert run([*told, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(begins)


def test_a_file_of_rows_is_not_made_of_one_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "answer.parquet"
    code, _, err = cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019", "--out", str(out))
    assert (code, out.exists()) == (2, False)
    assert "only-parquet" in err


def test_text_into_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out_file = tmp_path / "breakdown.txt"
    code, out, _ = cyxc_(capsys, "evaluate", "county", "--example", "county", "--out", str(out_file))
    assert (code, out) == (0, "")
    assert "A county's plan" in out_file.read_text(encoding="utf-8")


def test_check_makes_the_exit_code_one_unless_met(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019", "--check")[0] == 1
    assert cyxc_(capsys, "evaluate", "putuo-2019", "--example", "putuo-2019-published", "--check")[0] == 1
    met = tmp_path / "met.yaml"
    met.write_text(
        "founders: 2500\nstudent_founders: 1500\nincubation_bases: 17\nguidance_stations: 4\n"
        "entrepreneurial_communities: 2\n",
        encoding="utf-8",
    )
    assert cyxc_(capsys, "evaluate", "putuo-2019", str(met), "--check")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "wuchan"], "unknown-scheme"),
        (["show", "nowhere.yaml"], "no-such-file"),
        (["show", "/tmp"], "is-a-folder"),
        (["evaluate", "wuchang"], "data-or-example"),
        (["evaluate", "wuchang", "x.csv", "--example", "wuchang"], "data-or-example"),
        (["evaluate", "wuchang", "x.csv"], "no-such-file"),
        (["evaluate", "wuchang", "x.docx"], "unknown-ending"),
        (["evaluate", "wuchang", "--example", "wuhan"], "unknown-example"),
        (["evaluate", "wuchang", "--example", "county"], "data-of-other-scheme"),
        (["evaluate", "wuchang", "--example", "wuchang", "--as-of", "2010-12-31"], "year-needed"),
        ([*PUTUO, "--as-of", "31.12.2020"], "bad-date"),
        ([*PUTUO, "--year", "2020"], "year-not-needed"),
        (["evaluate", "wuchang", "--example", "wuchang", "--reading", "who-counts"], "bad-reading"),
        (["evaluate", "wuchang", "--example", "wuchang", "--reading", "who=x"], "unknown-question"),
        (["evaluate", "wuchang", "--example", "wuchang", "--reading", "who-counts=all"], "unknown-reading"),
        (
            ["evaluate", "wuchang", "--example", "wuchang", "--reading", "subsidy-all=most"],
            "reading-without-number",
        ),
        (["evaluate", "wuchang", "--example", "wuchang", "--not-applicable", "founder"], "unknown-statement"),
        (["evaluate", "wuchang", "--example", "wuchang", "--format", "pdf"], "option-choice"),
        (["evaluate", "wuchang", "--example", "wuchang", "--stale-after", "-1"], "bad-months"),
        (["evaluate", "wuchang", "--example", "wuchang", "--stale-after", "1201"], "bad-months"),
        (["evaluate", "wuchang", "--example", "wuchang", "--stale-after", "six"], "option-number"),
        (["template", "wuchang", "--out", "form.doc"], "unknown-form"),
        (["template", "wuchang", "--out", "/nowhere/at/all.csv"], "no-such-folder"),
        (["frobnicate"], "unknown-command"),
        (["show"], "argument-missing"),
        (["show", "wuchang", "county"], "words-left-over"),
        (["evaluate", "wuchang", "--yaer", "2010"], "unknown-option"),
        (["evaluate", "wuchang", "--yaer=2010"], "unknown-option"),
        (["evaluate", "wuchang", "--year", "MMX"], "option-number"),
        (["evaluate", "wuchang", "--year", "2010", "--year", "2011"], "option-repeated"),
        (["evaluate", "wuchang", "--check=yes-please"], "option-takes-no-value"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--lang", "zh"]])
def test_unusable_input_exits_with_two_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: str, form: list[str]
) -> None:
    exit_code, out, err = cyxc_(capsys, *arguments, *form)
    assert exit_code == 2
    assert "Traceback" not in out + err
    if form == ["--json"]:
        assert [problem["code"] for problem in json.loads(out)["problems"]] == [code]
    else:
        assert f"[{code}]" in err
        assert out == ""


def test_an_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = cyxc_(capsys, "show", "wuchang", "--lang", "fr")
    assert (code, out) == (2, "")
    assert "[option-choice]" in err


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (
            ["shw"],
            "没有“shw”这个命令。可用：list, show, ",
            "There is no command shw. Use one of list, show, ",
        ),
        (
            ["evaluate", "wuchang", "--formt", "csv"],
            "没有“--formt”这个选项。可用的选项见 cyxc evaluate --help。是否想写：--format",
            "There is no option --formt. cyxc evaluate --help lists the options. Did you mean: --format",
        ),
        (["show"], "缺少 SCHEME。", "SCHEME is missing."),
        (["evaluate", "wuchang", "--year"], "选项 --year 后面缺少值。", "The option --year needs a value."),
        (
            ["evaluate", "wuchang", "--format", "txt"],
            "--format 不能是“txt”。可用：text, json, csv, html, xlsx, parquet。是否想写：text？",
            "--format cannot be txt. Use one of text, json, csv, html, xlsx, parquet. Did you mean: text?",
        ),
        (
            ["evaluate", "wuchang", "--year", "二〇一〇"],
            "--year 应是整数，不能是“二〇一〇”。",
            "--year takes a whole number, not 二〇一〇.",
        ),
        (["list", "--json", "--json"], "选项 --json 写了不止一次。", "The option --json is given more"),
        (["show", "wuchang", "a", "b"], "多出了“a b”，不知道作什么用。", "There is no use for a b."),
    ],
)
def test_a_command_line_s_faults_are_said_in_either_language(
    capsys: pytest.CaptureFixture[str], arguments: list[str], zh: str, en: str
) -> None:
    for language, sentence in (("zh", zh), ("en", en)):
        code, out, err = cyxc_(capsys, *arguments, "--lang", language)
        assert code == 2
        assert sentence in (err or json.loads(out)["problems"][0]["what"][language])


def test_an_unusual_fault_of_a_command_line_keeps_its_own_words() -> None:
    problem = fault(CycloptsError(msg="Something odd."), ["list"])
    assert (problem.code, problem.what("en")) == ("bad-command", "Something odd.")
    assert "Something odd." in problem.what("zh")


def test_a_file_that_is_not_there_is_said_with_its_neighbours(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("town.yaml", "town.txt", "figures.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    _, _, err = cyxc_(capsys, "show", "twon.yaml", "--lang", "zh")
    assert err == "twon.yaml: 没有这个文件。请检查路径。是否想写：town.yaml？ [no-such-file]\n"
    _, _, err = cyxc_(capsys, "show", "wuchang.yaml", "--lang", "zh")
    assert "是否想写：wuchang、" in err
    _, _, err = cyxc_(capsys, "evaluate", "wuchang", str(tmp_path / "figure.csv"), "--lang", "zh")
    assert f"是否想写：{tmp_path / 'figures.csv'}？" in err


def test_every_fault_of_a_file_comes_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "town.yaml"
    file.write_text(
        "format: cyxc.scheme/1\n"
        "id: town\n"
        "version: '1'\n"
        "title: {zh: 镇, en: town}\n"
        "place: {zh: 镇, en: town, level: town}\n"
        "term: {start: 2026, due: 2025}\n"
        "indicators:\n"
        "  jobs: {clause: 一, name: {zh: 就业, en: jobs}, text: {zh: 人, en: people}, flow: 箱}\n"
        "targets:\n"
        "  jobs: {clause: 一, text: {zh: 就业, en: jobs}, indicator: job, at_least: 5 人}\n",
        encoding="utf-8",
    )
    code, out, err = cyxc_(capsys, "check", str(file))
    assert (code, out) == (2, "")
    assert f"{file}:8:" in err
    assert "箱" in err


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_the_packaged_schemes_have_no_fault(capsys: pytest.CaptureFixture[str], id_: str) -> None:
    code, out, _ = cyxc_(capsys, "check", id_)
    assert code == 0
    assert out.startswith(f"{id_}: no faults.")


def test_hostile_text_can_not_steer_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_text('place: "\\e[31mred\\u202Eevil\\nline"\nfigures: {founders: 1}\n', encoding="utf-8")
    code, out, _ = cyxc_(capsys, "evaluate", "putuo-2019", str(file))
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_as_a_module_and_into_a_closed_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cyxc", "list", "--lang", "en"], capture_output=True, text=True, check=True
    )
    assert "wuchang" in done.stdout
    piped = subprocess.run(
        f"{sys.executable} -m cyxc show wuchang --json | head -n 1",
        shell=True, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert piped.stdout == "{\n"
    assert "Traceback" not in piped.stderr


@pytest.mark.parametrize("verb", ["list", "show", "template", "evaluate", "check"])
def test_help_names_every_verb_and_option(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    code, out, _ = cyxc_(capsys, "--help")
    assert code == 0
    assert verb in out
    code, out, _ = cyxc_(capsys, verb, "--help")
    assert code == 0
    assert "--lang" in out
    assert "--json" in out


def test_without_a_verb_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = cyxc_(capsys)
    assert (code, err) == (0, "")
    assert "evaluate" in out


def test_an_encoding_without_our_signs_is_no_obstacle() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cyxc", "evaluate", "wuchang", "--example", "wuchang", "--lang", "zh"],
        capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert "✗ 未达标" in done.stdout.decode("utf-8")
