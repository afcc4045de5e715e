"""`cyxc show`: the document's order, every entry under its clause, narrowed, and by coverage."""

import json
import re
from typing import Any

import pytest
import yaml

import cyxc
from cyxc.cli.app import run
from cyxc.language import Language
from cyxc.model.coverage import BESIDE, KINDS, lists
from cyxc.show.narrow import Narrowing, narrowing, parties_in, selected
from cyxc.show.outline import outline
from cyxc.show.rows import plain, width
from support import HEAD, loaded

schemes = pytest.mark.parametrize("id_", cyxc.PACKAGED)
languages = pytest.mark.parametrize("lang", ["zh", "en"])


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = run(["show", *arguments])
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    return printed.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = run(["show", *arguments])
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    return printed.err


def by_clause(out: str) -> dict[str, list[str]]:
    """The ids of the entries under each clause, as printed in Chinese."""
    found: dict[str, list[str]] = {}
    for line in out.split("\n指标\n")[0].splitlines():
        if line.startswith("条款 "):
            found[line.removeprefix("条款 ")] = []
        entry = re.match(r"  \S.*  \[([^\]]+)\]$", line)
        if entry and found:
            found[list(found)[-1]].append(entry[1])
    return found


@schemes
def test_every_entry_stands_once_under_its_clause_in_the_order_of_the_document(
    capsys: pytest.CaptureFixture[str], id_: str
) -> None:
    scheme = cyxc.load(id_)
    found = by_clause(shown(capsys, id_, "--lang", "zh"))
    stated = {entry.clause for entry in (*scheme.statements, *scheme.questions)}
    assert list(found) == [clause for clause in scheme.clauses if clause in stated]
    for clause, ids in found.items():
        here = [entry.id for entry in (*scheme.statements, *scheme.questions) if entry.clause == clause]
        assert sorted(ids) == sorted(here)


@schemes
@languages
def test_the_appendix_has_every_indicator_and_fact(
    capsys: pytest.CaptureFixture[str], id_: str, lang: Language
) -> None:
    scheme = cyxc.load(id_)
    out = shown(capsys, id_, "--lang", lang)
    for indicator in scheme.indicators:
        assert f"  {indicator.name[lang]}  [{indicator.id}, {indicator.clause}]" in out
    for fact in scheme.facts:
        assert f"  {fact.name[lang]}  [{fact.id}]" in out


@schemes
@languages
def test_lists_of_offices_are_broken_into_lines(id_: str, lang: Language) -> None:
    scheme = cyxc.load(id_)
    names = {party.name[lang] for party in scheme.parties}
    for row in outline(scheme, lang, Narrowing(kinds=("responsibilities",))):
        if row.indent == 2 and row.text.rstrip(", 、") not in names:
            # Indent, a column of labels and 64 columns fit into a terminal of 80.
            assert width(row.label) <= 11
            assert width(row.text) <= 64


def test_a_target_keeps_its_rule_and_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, "wuchang", "--kind", "targets", "--lang", "zh").splitlines()
    assert any(line.split() == ["要求", "创业带动就业率：不低于", "1:5"] for line in lines)


def test_an_obligation_says_how_often_or_by_when(capsys: pytest.CaptureFixture[str]) -> None:
    # Three campaigns over the year; plans filed by the 15th of March, each township and park its own.
    out = shown(capsys, "county", "--kind", "obligations", "--lang", "en")
    media = out.split("[media-campaigns]")[1]
    assert media.splitlines()[1].split(maxsplit=1) == ["asked", "at least 3 times in all"]
    filed = out.split("[plans-filed]")[1].splitlines()
    assert filed[1].split(maxsplit=1) == ["asked", "by Y-03-15, each party by itself"]
    assert filed[3].split(maxsplit=1) == ["bound", "each of them"]
    # One or two meetings in each quarter.
    meetings = shown(capsys, "wuchang", "--kind", "obligations", "--lang", "zh")
    assert "每季度至少 1 次，预期可达 2 次" in meetings
    meetings = shown(capsys, "wuchang", "--kind", "obligations", "--lang", "en")
    assert "at least once a quarter, twice expected" in meetings


def test_a_step_without_a_day_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "wuchang", "--kind", "steps", "--lang", "en")
    assert out.count("no date set") == 4
    out = shown(capsys, "panzhihua-2010", "--kind", "steps", "--lang", "zh")
    assert out.count("未定日期") == 1
    assert "不晚于 Y-12" in out.split("[spot-check]")[1]


def test_a_single_office_answers_and_several_answer_jointly(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the document marks no lead: one office is responsible, not jointly so."""
    for name in cyxc.PACKAGED:
        scheme = cyxc.load(name)
        for language, alone, jointly in (("zh", "负责", "共同负责"), ("en", "responsible", "jointly")):
            out = shown(capsys, name, "--kind", "responsibilities", "--lang", language)
            for one in scheme.responsibilities:
                label = out.split(f"[{one.id}]")[1].splitlines()[1].split()[0]
                if one.role == "jointly":
                    assert label == (alone if len(one.parties) == 1 else jointly)
                else:
                    assert label not in (alone, jointly)


def test_a_benefit_says_for_whom_if_what_how_much_and_how_long(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "wuchang", "--kind", "benefits", "--lang", "en")

    def said(id_: str) -> str:
        return " ".join(re.split(r"\n  \S|\n\n", out.split(f"[{id_}]")[1])[0].split())

    assert "up to a ceiling from 7 × 10,000 yuan to 10 × 10,000 yuan (raised from 5" in said("micro-loan")
    assert "20 × 10,000 yuan in all at most" in said("bundled-loans")
    relief = said("certificate-tax-relief")
    assert "8,000 yuan × persons entitled × years of relief" in relief
    assert "runs for 3 years set against business tax owed, urban maintenance" in relief
    assert "may be given, need not be" in said("training-allowance")
    assert "once" in said("founding-subsidy")
    assert "for 3 years at most" in said("insurance-subsidy")
    assert "amount not stated" in said("insurance-subsidy")
    assert "1% of micro-loans newly issued in the year" in said("lending-bonus-fund")


def test_a_procedure_has_steps_with_actors_hand_overs_and_dates(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "panzhihua-2010", "--clause", "三/(一)", "--lang", "zh")
    application = out.split("[community-application]")[1].split("\n  责任")[0]
    for said in ("第 1 步", "办理", "各社区(村)", "不晚于 Y-09", "移交", "申报表", "交给", "各县(区)创建办"):
        assert said in application


def test_a_body_has_chair_deputies_members_and_office(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "county", "--kind", "bodies", "--lang", "zh")
    for said in ("常务副县长", "县政府办公室主任", "县妇联", "办公室    县人力资源和社会保障局"):
        assert said in out


def test_members_that_are_no_offices_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "panzhihua-2010", "--kind", "bodies", "--lang", "zh")
    assert "其他成员  社区（村）领导、挂点干部" in out
    assert "副组长" not in out


def test_questions_show_which_reading_is_plain_and_which_in_force() -> None:
    scheme = cyxc.load("wuchang").under({"founder-in-ratio": "founder-too"})
    out = plain(outline(scheme, "en", Narrowing(kinds=("questions",))))
    assert "jobs-only (plain): " in out
    assert "founder-too (in force): " in out


def test_parties_are_not_said_again_where_the_clause_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    whole = shown(capsys, "putuo-2019", "--clause", "二/(三)/4", "--lang", "zh")
    assert whole.count("区文旅局") == 1 + sum(
        "区文旅局" in target.parties
        for target in cyxc.load("putuo-2019").targets
        if target.clause == "二/(三)/4"
    )
    alone = shown(capsys, "putuo-2019", "--clause", "二/(三)/4", "--kind", "criteria", "--lang", "zh")
    criteria = [one for one in cyxc.load("putuo-2019").criteria if one.clause == "二/(三)/4"]
    assert alone.count("区文旅局") == len(criteria)


# --- narrowed ---


@schemes
def test_an_office_gets_what_names_it_and_what_it_answers_for(id_: str) -> None:
    scheme = cyxc.load(id_)
    for party in scheme.parties:
        found = selected(scheme, Narrowing(party=party.id))
        about = {id_ for duty in scheme.responsibilities if party.id in duty.parties for id_ in duty.entries}
        for kind, entries in lists(scheme).items():
            kept = {entry.id for entry in found[kind]}
            named = {entry.id for entry in entries if party.id in parties_in(entry)}
            assert named <= kept
            if kind not in (*BESIDE, "phases", "procedures"):
                assert kept == named | (about & set(entries.ids))


@schemes
def test_the_clauses_at_the_top_hold_everything_between_them(id_: str) -> None:
    scheme = cyxc.load(id_)
    top = [clause for clause in scheme.clauses if "/" not in clause]
    for kind in KINDS:
        narrowed = [selected(scheme, Narrowing(clause=clause, kinds=(kind,)))[kind] for clause in top]
        found = [entry.id for entries in narrowed for entry in entries]
        assert sorted(found) == sorted(lists(scheme)[kind].ids)


def test_a_clause_and_all_below_it_but_not_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    found = by_clause(shown(capsys, "wuchang", "--clause", "二/(三)", "--lang", "zh"))
    assert list(found) == ["二/(三)", "二/(三)/1", "二/(三)/2"]
    # Measures of Putuo are numbered through: 12 begins as 1 does and is not below it.
    twelfth = by_clause(shown(capsys, "putuo-2019", "--clause", "二/(六)/12", "--lang", "zh"))
    assert list(twelfth) == ["二/(六)/12"]
    assert "no-such-clause" in refused(capsys, "putuo-2019", "--clause", "二/(六)/1", "--lang", "zh")


def test_a_clause_may_be_written_with_wide_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    wide = shown(capsys, "wuchang", "--clause", "二/（三）", "--lang", "zh")
    assert wide == shown(capsys, "wuchang", "--clause", "二/(三)", "--lang", "zh")


def test_an_office_goes_by_its_english_name_too(capsys: pytest.CaptureFixture[str]) -> None:
    english = cyxc.load("wuchang").parties["区统计局"].en
    by_name = shown(capsys, "wuchang", "--party", english.lower(), "--lang", "zh")
    assert by_name == shown(capsys, "wuchang", "--party", "区统计局", "--lang", "zh")
    assert "三/区统计局" in by_clause(by_name)


def test_an_office_and_a_clause_together(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "wuchang", "--party", "区统计局", "--clause", "三", "--lang", "zh")
    clauses = by_clause(out)
    assert clauses
    assert all(clause == "三" or clause.startswith("三/") for clause in clauses)
    assert "仅显示    区统计局 · 条款 三" in out


def test_several_kinds_in_one_word_or_in_several(capsys: pytest.CaptureFixture[str]) -> None:
    together = shown(capsys, "county", "--kind", "bodies,phases", "--lang", "en")
    assert together == shown(capsys, "county", "--kind", "phases", "--kind", "bodies", "--lang", "en")


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No entry answers this." in shown(
        capsys, "county", "--clause", "序", "--kind", "targets", "--lang", "en"
    )


def test_unknown_names_are_refused_with_the_nearest_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    err = refused(
        capsys, "wuchang", "--party", "统计局", "--clause", "二/(九)", "--kind", "criterion", "--lang", "en"
    )
    party, clause, kind = err.splitlines()
    assert "区统计局" in party
    assert party.endswith("[no-such-party]")
    assert "Did you mean: 二/(" in clause
    assert clause.endswith("[no-such-clause]")
    assert "Did you mean: criteria" in kind
    assert kind.endswith("[no-such-kind]")


def test_a_scheme_without_a_list_of_clauses_goes_by_first_appearance() -> None:
    rest = """
parties: {镇经济办: {en: Town Economic Office}}
criteria:
  later: {clause: 二/(一), text: {zh: 后, en: later}}
  first: {clause: 一, text: {zh: 先, en: first}}
"""
    scheme = loaded(HEAD + rest)
    assert [row.clause for row in scheme.coverage()] == ["二/(一)", "一"]
    assert narrowing(scheme, party=None, clause="二", kinds=()).clause == "二"
    out = plain(outline(scheme, "en", Narrowing(clause="二")))
    assert "[later]" in out
    assert "[first]" not in out
    with pytest.raises(cyxc.UnknownNameError, match="no-such-clause"):
        narrowing(scheme, party=None, clause="三", kinds=())


# --- JSON ---


def extracted(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(capsys, *arguments, "--json"))
    return found


def test_a_narrowed_scheme_as_json_has_the_lists_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    found = extracted(capsys, "wuchang", "--party", "区统计局", "--clause", "三")
    assert found["format"] == "cyxc.extract/1"
    assert found["narrowed"] == {"party": "区统计局", "clause": "三", "kinds": None}
    whole = cyxc.load("wuchang").to_dict()
    for duty in found["responsibilities"]:
        assert duty in whole["responsibilities"]
        assert "区统计局" in duty["parties"]
        assert duty["clause"] == "三" or duty["clause"].startswith("三/")
    assert "区统计局" in [party["id"] for party in found["parties"]]


def test_phases_and_procedures_hold_the_tasks_and_steps_found(capsys: pytest.CaptureFixture[str]) -> None:
    found = extracted(capsys, "panzhihua-2010", "--clause", "三/(一)/1")
    (procedure,) = found["procedures"]
    assert [step["id"] for step in procedure["steps"]] == ["community-application"]
    whole = cyxc.load("county").to_dict()["phases"]
    assert extracted(capsys, "county", "--kind", "phases")["phases"] == whole
    assert extracted(capsys, "county", "--kind", "phases,tasks")["phases"] == whole


@pytest.mark.parametrize("arguments", [["--clause", "二"], ["--kind", "benefits"], ["--coverage"]])
def test_json_is_the_same_in_every_language(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    chinese = extracted(capsys, "wuchang", *arguments, "--lang", "zh")
    assert chinese == extracted(capsys, "wuchang", *arguments, "--lang", "en")


# --- coverage ---


@schemes
@languages
def test_coverage_lists_the_clauses_in_order(
    capsys: pytest.CaptureFixture[str], id_: str, lang: Language
) -> None:
    scheme = cyxc.load(id_)
    lines = shown(capsys, id_, "--coverage", "--lang", lang).splitlines()[4:]
    assert [line.split()[0] for line in lines[: lines.index("")]] == list(scheme.clauses)
    number = f"{len(scheme.statements)} {'条' if lang == 'zh' else 'entries'}"
    assert number in lines[lines.index("") + 1]


def test_coverage_as_json_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    found = extracted(capsys, "county", "--coverage")
    assert found["format"] == "cyxc.coverage/1"
    assert found["totals"]["entries"] == sum(row["entries"] for row in found["clauses"])
    assert found["states"] == {"stated": 46, "heading": 3, "empty": 0}  # parts three, four and six only head
    for row in found["clauses"]:
        stated = {kind: count for kind, count in row["counts"].items() if kind not in BESIDE}
        assert row["entries"] == sum(stated.values())


def test_an_empty_clause_is_marked() -> None:
    rest = """
clauses: [一, 一/(一), 二]
criteria:
  only: {clause: 一/(一), text: {zh: 唯一, en: only}}
"""
    scheme = loaded(HEAD + rest)
    assert [row.state for row in scheme.coverage()] == ["heading", "stated", "empty"]
    assert [row.below for row in scheme.coverage()] == [1, 0, 0]
    from cyxc.show.coverage import coverage_rows

    said = plain(coverage_rows(scheme, "en"))
    assert "heading; 1 entry in the clauses below" in said
    assert "NO ENTRY" in said
    assert "3 clauses: 1 with entries, 1 only headings of others, 1 without any entry" in said


def test_coverage_rows_can_be_hashed_and_never_change() -> None:
    row = cyxc.load("county").coverage()[0]
    assert hash(row) == hash(cyxc.load("county").coverage()[0])
    with pytest.raises(AttributeError):
        row.below = 3  # type: ignore[misc]


def test_coverage_takes_no_narrowing(capsys: pytest.CaptureFixture[str]) -> None:
    assert "[coverage-is-whole]" in refused(capsys, "county", "--coverage", "--clause", "一")


def test_every_kind_has_its_words() -> None:
    from importlib import resources

    words = yaml.safe_load(resources.files("cyxc.show").joinpath("words.yaml").read_text(encoding="utf-8"))
    assert set(words["lists"]) == set(words["counted"]) == set(KINDS)
    assert set(words["kinds"]) == set(KINDS) - {"consequences", "indicators"} | {"reward", "sanction"}
