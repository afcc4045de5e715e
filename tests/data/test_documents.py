"""Data in YAML and JSON: every scalar as it is written, the line of every figure, all faults at once."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyxc

Evaluate = Callable[..., cyxc.Evaluation]
Refusal = Callable[..., tuple[cyxc.Problem, ...]]


def values(evaluation: cyxc.Evaluation) -> dict[str, Fraction]:
    inputs = [one for verdict in evaluation.verdicts for one in verdict.inputs]
    return {one.key: one.value.value for one in inputs if one.value is not None}


YAML = [
    "founders: 2500\ncity_bases: 9\n",
    "founders: 2500 人\ncity_bases: 九家\n",
    "成功创业人数: ２５００\n市级创业孵化示范基地数（家）: '9'\n",
    "founders: '2,500'\ncity_bases: 9\ndual_bases:\ndual_stations: ~\ncity_stations: 暂无\n",
    "founders: {value: 2500, unit: 人}\ncity_bases: {value: 9家}\n",
    "founders: {value: 2500, source: 区人社局}\ncity_bases: {value: 9, provisional: yes, cumulative: no}\n",
    "founders: {value: 2500, source: {zh: 甲, en: A}, reported_on: 2022-12-31, place: 普陀}\ncity_bases: 9\n",
    "figures: {founders: 2500, city_bases: 9}\n",
    "format: cyxc.data/1\nscheme: putuo-2019\nillustrative: yes\nnote: 试\nplace: {zh: 甲, en: A}\n"
    "figures: {founders: 2500}\nobservations: [{indicator: city_bases, value: 9}]\n",
    "observations:\n- {indicator: founders, value: 2500人}\n- {indicator: city_bases, value: 9, unit: 家}\n",
    "\ufefffounders: 2500\ncity_bases: 9\n",
    "# 说明\n---\nfounders: 2500 # 人\ncity_bases: 9\n...\n",
]


@pytest.mark.parametrize("text", YAML)
@pytest.mark.parametrize("ending", [".yaml", ".yml", ".YAML"])
def test_yaml(of_file: Evaluate, text: str, ending: str) -> None:
    assert values(of_file(text, name=f"a{ending}")) == {"founders": 2500, "city_bases": 9}


@pytest.mark.parametrize(
    "text",
    [
        '{"founders": 2500, "city_bases": 9}',
        '{"founders": "2500", "city_bases": "9家"}',
        '\ufeff{"成功创业人数": 2500.0, "city_bases": 9e0, "dual_bases": null, "city_stations": NaN}',
        '{"founders": {"value": 2500, "unit": "人", "provisional": true}, "city_bases": 9}',
        '{"format": "cyxc.data/1", "illustrative": false, "figures": {"founders": 2500, "city_bases": 9}}',
        '{"observations": [{"indicator": "founders", "value": 2.5e3}], "figures": {"city_bases": 9}}',
    ],
)
def test_json(of_file: Evaluate, text: str) -> None:
    assert values(of_file(text, name="a.json")) == {"founders": 2500, "city_bases": 9}


def test_numbers_never_pass_through_a_float(of_file: Evaluate) -> None:
    exact = "5000.000000000000000001"
    for text, name in ((f'{{"loans_issued": {exact}}}', "a.json"), (f"loans_issued: {exact}", "a.yaml")):
        assert values(of_file(text, "wuchang", name))["loans_issued"] == Fraction(exact)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("founders: 1:05", "cell-time"),
        ("founders: 0o17", "cell-not-a-number"),
        ("founders: 1_800", "cell-not-a-number"),
        ("founders: yes", "cell-not-a-number"),
        ("founders: 2014-05-10", "cell-date"),
        ("founders: .inf", "cell-not-a-number"),
        ("founders: 012", "not_met"),
        ("founders: 1.8e4", "met"),
        ("founders: .nan", "cell-not-a-number"),
        ("founders: nan", "no_data"),
        ("founders: inf", "invalid"),
        ("founders: -.5", "invalid"),
    ],
)
def test_plain_scalars_are_read_by_our_grammar_not_by_yaml(
    of_file: Evaluate, refusal_of_file: Refusal, text: str, status: str
) -> None:
    if status.startswith("cell-"):
        assert refusal_of_file(text, name="a.yaml")[0].code == status
    else:
        assert of_file(text, name="a.yaml")["founders"].status == status


def test_what_a_document_says_about_itself(of_file: Evaluate, tmp_path: Path) -> None:
    text = (
        "format: cyxc.data/1\nscheme: putuo-2019\nillustrative: true\nnote: {zh: 试, en: trial}\n"
        "place: 普陀区\n"
        "figures:\n  founders:\n    value: 2500\n    source: {zh: 甲, en: A}\n    provisional: yes\n"
    )
    evaluation = of_file(text, name="a.yaml")
    data = evaluation.data
    assert data is not None
    assert (data.scheme, data.illustrative, data.note) == ("putuo-2019", True, cyxc.Text("试", "trial"))
    assert evaluation.place == cyxc.Text("普陀区", "普陀区")
    seen = evaluation["founders"].inputs[0].observation
    assert seen is not None
    assert (seen.source, seen.provisional, seen.cumulative) == (cyxc.Text("甲", "A"), True, False)
    assert (seen.where.file, seen.where.line, seen.where.path) == (
        str(tmp_path / "a.yaml"),
        7,
        "figures.founders",
    )


def test_the_place_of_the_figures_is_the_place_of_the_data(of_file: Evaluate) -> None:
    evaluation = of_file(
        "founders: {value: 1, place: 普陀区}\ncity_bases: {value: 9, place: 普陀区}\n", name="a.yaml"
    )
    assert evaluation.place == cyxc.Text("普陀区", "普陀区")


def at(problems: tuple[cyxc.Problem, ...]) -> list[tuple[str, "int | None", "str | None"]]:
    return [(problem.code, problem.where.line, problem.where.path) for problem in problems]


REFUSED: list[tuple[str, list[tuple[str, Any, Any]]]] = [
    ("", [("not-data", None, None)]),
    ("- founders\n", [("not-data", 1, None)]),
    ("founders\n", [("not-data", 1, None)]),
    ("founders: 1\n  x: [\n", [("not-yaml", 2, None)]),
    ("founders: 约1\n", [("cell-not-exact", 1, "founders")]),
    ("a: &x 1\nfounders: *x\n", [("yaml-alias", 2, "founders")]),
    ("founders: 1\nfounders: 2\n", [("duplicate-key", 2, "founders")]),
    ("founders: 1\n成功创业人数: 2\n", [("given-twice", 2, "成功创业人数")]),
    ("founders: [1, 2]\n", [("bad-type", 1, "founders")]),
    ("founders: {value: [1]}\n", [("bad-type", 1, "founders")]),
    ("founders: {value: {value: 1}}\n", [("bad-type", 1, "founders")]),
    ("founders: {}\n", [("bad-observation", 1, "founders")]),
    ("founders: {value: 1, unti: 人}\n", [("bad-observation", 1, "founders")]),
    ("founders: {value: 1, indicator: jobs}\n", [("bad-observation", 1, "founders")]),
    ("founders: {value: 1, unit: [人]}\n", [("text-expected", 1, "founders.unit")]),
    ("founders: {value: 1, role: {a: b}}\n", [("text-expected", 1, "founders.role")]),
    ("founders: {value: 1, provisional: perhaps}\n", [("yes-or-no", 1, "founders.provisional")]),
    ("founders: {value: 1, cumulative: [yes]}\n", [("yes-or-no", 1, "founders.cumulative")]),
    ("founders: {value: 1, source: [甲]}\n", [("text-form", 1, "founders.source")]),
    ("founders: {value: 1, source: {zh: 甲}}\n", [("text-form", 1, "founders.source")]),
    ("founders: {value: 1, source: {zh: 甲, en: [A]}}\n", [("text-form", 1, "founders.source")]),
    ("founders: {value: 1, period: 18年}\n", [("bad-period", 1, "founders")]),
    ("founders: {value: 1, unit: 公斤}\n", [("unknown-unit", 1, "founders")]),
    ("founders: {value: 1人, unit: 万人}\n", [("two-units", 1, "founders")]),
    ("founders@before: {value: 1, role: base}\n", [("two-roles", 1, "founders@before")]),
    ("founders@昨天: 1\n", [("unknown-role", 1, "founders@昨天")]),
    ("funders: 1\n", [("unknown-indicator", 1, "funders")]),
    ("format: cyxc.data/2\nfigures: {founders: 1}\n", [("unknown-format", 1, "format")]),
    ("figures: {founders: 1}\nfounders: 1\n", [("unknown-key", 2, "founders")]),
    ("figures: [founders]\n", [("not-data", 1, "figures")]),
    ("figures: 1\n", [("not-data", 1, "figures")]),
    ("observations: {founders: 1}\n", [("not-observations", 1, "observations")]),
    ("observations: [founders]\n", [("observation-without-name", 1, "observations.0")]),
    ("observations: [{value: 1}]\n", [("observation-without-name", 1, "observations.0")]),
    ("observations:\n- {indicator: [a], value: 1}\n", [("observation-without-name", 2, "observations.0")]),
    ("observations:\n- {indicator: founders}\n", [("bad-observation", 2, "observations.0[founders]")]),
    ("observations:\n- {indicator: founders, value: 约1}\n",
     [("cell-not-exact", 2, "observations.0[founders]")]),
    ("observations:\n- {indicator: founders, value: 1}\n- {indicator: founders, value: 1}\n",
     [("given-twice", 3, "observations.1[founders]")]),
    ("observations:\n- indicator: 创业\n  value: 1\n  place: [甲]\n",
     [("text-expected", 4, "observations.0[创业].place")]),
    ("figures: {founders: 1}\nscheme: [putuo-2019]\n", [("text-expected", 2, "scheme")]),
    ("figures: {founders: 1}\nnote: [试]\n", [("text-form", 2, "note")]),
    ("figures: {founders: 1}\nplace: {zh: 甲}\n", [("text-form", 2, "place")]),
    ("figures: {founders: 1}\nplace: {zh: 甲, en: [A]}\n", [("text-form", 2, "place")]),
    ("figures: {founders: 1}\nillustrative: perhaps\n", [("yes-or-no", 2, "illustrative")]),
    ("founders: {value: 1, place: 甲}\ncity_bases: {value: 2, place: 乙}\n", [("many-places", 2,
    "city_bases")]),
    ("place: 甲\nfigures:\n  founders: {value: 1, place: 乙}\n", [("many-places", 3, "figures.founders")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_refused_with_line_and_path(
    refusal_of_file: Refusal, text: str, expected: list[tuple[str, Any, Any]]
) -> None:
    problems = refusal_of_file(text, name="a.yaml")
    assert list(at(problems)) == expected
    for problem in problems:
        if problem.where.line is not None:
            assert f"a.yaml:{problem.where.line}" in problem.say("zh")


def test_every_place_is_named(refusal_of_file: Refusal) -> None:
    two = "figures:\n  founders: {value: 1, place: 乙}\n  city_bases: {value: 1, place: 丙}\n"
    assert refusal_of_file(two, name="a.yaml")[0].details["places"] == "乙、丙"
    assert refusal_of_file(f"place: 甲\n{two}", name="a.yaml")[0].details["places"] == "甲、乙、丙"
    both = f"place: {{zh: 甲, en: A}}\n{two.replace('丙', 'A')}"
    assert refusal_of_file(both, name="a.yaml")[0].details["places"] == "甲、乙、A"


def test_the_figure_that_is_given_twice_is_named_by_its_id(refusal_of_file: Refusal) -> None:
    for form in ("", "note: [1]\nfigures:\n  "):
        problems = refusal_of_file(
            f"{form}成功创业人数: 1\n{form and '  '}帮助成功创业人数: 2\n", name="a.yaml"
        )
        assert problems[-1].code == "given-twice"
        assert problems[-1].details["name"] == "founders"
        assert f"a.yaml:{3 if form else 1}:" in problems[-1].details["first"]


def test_the_data_of_another_scheme_is_told_as_that(refusal: Refusal, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: cyxc.data/1\nscheme: wuchang\nfigures: {jobs: 约1}\n", encoding="utf-8")
    (problem,) = refusal(file)
    assert (problem.code, problem.details) == (
        "data-of-other-scheme",
        {"found": "wuchang", "scheme": "putuo-2019"},
    )


def test_all_problems_come_at_once(refusal_of_file: Refusal) -> None:
    problems = refusal_of_file(
        "format: cyxc.data/1\nillustrative: perhaps\nfigures:\n"
        "  founders: 约1\n  funders: 1\n  city_bases: [1]\n"
        "  dual_bases: {value: 1, period: 18年, unit: 公斤}\n  district_bases: 1\n"
        "observations:\n- {value: 1}\n- {indicator: district_bases, value: 无}\n",
        name="a.yaml",
    )
    assert [(problem.code, problem.where.line) for problem in problems] == [
        ("yes-or-no", 2),
        ("cell-not-exact", 4),
        ("unknown-indicator", 5),
        ("bad-type", 6),
        ("unknown-unit", 7),
        ("bad-period", 7),
        ("observation-without-name", 10),
        ("given-twice", 11),
        ("cell-ambiguous", 11),
    ]


def test_figures_without_other_faults_come_at_once_too(refusal_of_file: Refusal) -> None:
    problems = refusal_of_file(
        "founders: 约1\ncity_bases: 无\nx: 1\ndual_bases: {value: 1, period: 18年}\n", name="a.yaml"
    )
    assert [problem.where.line for problem in problems] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-json"), ("[]", "not-data"), ("1", "not-data"), ("null", "not-data"), ("{", "not-json"),
        ('{"founders": true}', "bad-type"), ('{"founders": [1]}', "bad-type"), ('{"founders": {}}',
        "bad-observation"),
        ('{"founders": 1, "founders": 2}', "duplicate-key"), ('{"founders": "约1"}', "cell-not-exact"),
        ('{"founders": 1e400}', "cell-not-a-number"), ("{'founders': 1}", "not-json"),
        ('{"figures": {"founders": 1}, "scheme": true}', "text-expected"),
        ('{"figures": {"founders": 1}, "note": true}', "text-form"),
        ('{"figures": {"founders": 1}, "format": 1}', "unknown-format"),
        ('{"founders": {"value": 1, "unit": false}}', "text-expected"),
        ("[" * 100_000, "too-deep"),
    ],
)  # fmt: skip
def test_json_refused(refusal_of_file: Refusal, text: str, code: str) -> None:
    assert refusal_of_file(text, name="a.json")[0].code == code


@pytest.mark.parametrize(
    ("text", "status"), [("Infinity", "invalid"), ("-Infinity", "invalid"), ("NaN", "no_data")]
)
def test_json_of_python(of_file: Evaluate, text: str, status: str) -> None:
    assert of_file(f'{{"founders": {text}}}', name="a.json")["founders"].status == status


# --- files ---


@pytest.mark.parametrize("name", ["a.txt", "a.xls", "a", "a.yaml.bak", "表.docx"])
def test_an_unknown_ending(refusal_of_file: Refusal, name: str) -> None:
    (problem,) = refusal_of_file("founders: 1", name=name)
    assert (problem.code, problem.details["ending"]) == ("unknown-ending", Path(name).suffix or "?")


@pytest.mark.parametrize("name", ["no.csv", "no.json", "no.yaml", "没有/no.csv"])
def test_a_file_that_is_not_there(refusal: Refusal, tmp_path: Path, name: str) -> None:
    for path in (tmp_path / name, str(tmp_path / name)):
        (problem,) = refusal(path)
        assert (problem.code, problem.where.file) == ("no-such-file", str(path))


def test_a_file_that_cannot_be_read(refusal: Refusal, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    assert refusal(tmp_path / "a.csv")[0].code == "is-a-folder"
    assert refusal("a\0.csv")[0].code == "no-such-file"


def test_yaml_and_json_are_utf8(refusal_of_file: Refusal) -> None:
    for name in ("a.yaml", "a.json"):
        assert refusal_of_file("成功创业人数: 1".encode("gb18030"), name=name)[0].code == "not-utf8"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.yaml", "founders: 1\n" + "# \n" * 2_000_000, "file-too-large"),
        ("a.csv", "x" * 20_000_001, "file-too-large"),
        ("a.yaml", "".join(f"创业{i}: 1\n" for i in range(6_000)), "too-many-figures"),
        ("a.yaml", "observations:\n" + "- {indicator: x, value: 1}\n" * 6_000, "too-many-figures"),
        ("a.json", json.dumps({f"创业{i}": 1 for i in range(4_000)}), "unknown-indicator"),
    ],
)  # fmt: skip
def test_junk_is_refused(refusal_of_file: Refusal, name: str, content: str, code: str) -> None:
    assert refusal_of_file(content, name=name)[0].code == code


@given(
    st.dictionaries(
        st.sampled_from(["founders", "city_bases", "dual_bases", "成功创业人数（上年）"]),
        st.sampled_from(["2500", "2500人", "９家", "暂无", "-3", "约9", "1.8万", "9.5", "x", ""]),
        min_size=1,
    )
)
def test_yaml_json_and_mappings_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, str]
) -> None:
    scheme, base = cyxc.load("putuo-2019"), tmp_path_factory.getbasetemp()
    text = json.dumps(data, ensure_ascii=False)
    outcomes = []
    for source in (data, base / "same.json", base / "same.yaml", base / "list.yaml"):
        if isinstance(source, Path):
            listed = [{"indicator": name, "value": value} for name, value in data.items()]
            whole = {"observations": listed} if source.stem == "list" else data
            source.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        try:
            outcomes.append(
                [(v.id, v.status, v.value, v.explanation) for v in scheme.evaluate(source).verdicts]
            )
        except cyxc.DataError as error:
            outcomes.append([(p.code, dict(p.details)) for p in error.problems])
    assert all(outcome == outcomes[0] for outcome in outcomes), text
