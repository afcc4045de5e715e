"""Texts as people write them: unusual YAML, JSON, and what is neither, each a scheme or faults with lines."""

import json
from pathlib import Path
from typing import Any

import pytest

import cyxc

HERE = Path(__file__).parent
SMALL = (HERE / "small.yaml").read_text(encoding="utf-8")
LATER = "questions.who-counts.readings.later"
HEAD = "format: cyxc.scheme/1\n"


def problems(text: str) -> list[cyxc.Problem]:
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.loads(text, "town.yaml")
    for language in ("zh", "en"):
        assert caught.value.say(language)
    return list(caught.value.problems)


def places(text: str) -> list[tuple[str, int | None]]:
    told = problems(text)
    assert {problem.where.file for problem in told} == {"town.yaml"}
    return [(problem.code, problem.where.line) for problem in told]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "not-a-scheme", None),
        ("# only a remark\n", "not-a-scheme", None),
        ("just words", "not-a-scheme", 1),
        ("- a\n- b\n", "not-a-scheme", 1),
        ("null", "not-a-scheme", 1),
        (HEAD + "a:\n\tb: 1\n", "not-yaml", 3),
        (HEAD + "a: [1, 2\n", "not-yaml", 3),
        (HEAD + 'a: "open\n', "not-yaml", 3),
        (HEAD + "a: % x\n", "not-yaml", 2),
        (HEAD + "a: @x\n", "not-yaml", 2),
        (HEAD + "a: b: c\n", "not-yaml", 2),
        (HEAD + "某: \x07\n", "not-yaml", 2),
        (HEAD + "---\nb: 1\n", "not-yaml", 2),
        (HEAD + "a: *nowhere\n", "yaml-alias", 2),
        (HEAD + "? [a]\n: b\n", "key-not-text", 2),
        (HEAD + "? {a: b}\n: [c, {d: e}]\n", "key-not-text", 2),
        (HEAD + "'': b\n", "key-not-text", 2),
        (HEAD + "a: " + "[" * 39 + "]" * 39 + "\n", "missing-key", 1),
        (HEAD + "a: " + "[" * 41 + "]" * 41 + "\n", "too-deep", 2),
        (HEAD + "a: " + "[" * 200_000 + "\n", "too-deep", 2),
        (HEAD + "a: " + "{b: " * 200_000 + "\n", "too-deep", 2),
        (HEAD + "a: \ud800\n", "half-character", 2),
        ("a" * 5_000_001, "file-too-large", None),
    ],
)
def test_what_can_not_be_read(text: str, code: str, line: int | None) -> None:
    assert (code, line) in places(text)


def test_a_tag_is_refused_and_the_rest_read() -> None:
    told = problems(SMALL.replace("id: small-2020", "id: !!python/object:os.system small"))
    assert [(p.code, p.where.line, p.where.path) for p in told] == [("yaml-tag", 2, "id")]


def test_an_anchor_alone_does_no_harm_and_an_alias_is_refused() -> None:
    anchored = SMALL.replace("id: small-2020", "id: &name small-2020")
    assert cyxc.loads(anchored) == cyxc.loads(SMALL)
    told = problems(anchored.replace('version: "1"', "version: *name"))
    assert [(p.code, p.where.line, p.where.path) for p in told] == [("yaml-alias", 3, "version")]


def test_a_merge_key_is_no_key() -> None:
    text = SMALL.replace("  all-of: {", "  all-of: {<<: {clause: 一}, ")
    assert [(p.code, p.where.path) for p in problems(text)] == [("unknown-key", "targets.all-of.<<")]


@pytest.mark.parametrize(
    ("old", "new", "path", "first_line"),
    [
        ("id: small-2020\n", "id: small-2020\nid: other\n", "id", 2),
        ("title: {zh: 小方案,", "title: {zh: 一, zh: 小方案,", "title.zh", 4),
        ("  all-of: {", "  founders: {}\n  all-of: {", "targets.founders", 49),
        (
            "share: {at_least: 20 %,",
            "share: {at_least: 1 %, at_least: 20 %,",
            f"{LATER}.swap.share.at_least",
            96,
        ),
    ],
)
def test_a_key_written_twice_at_any_depth(old: str, new: str, path: str, first_line: int) -> None:
    assert SMALL.count(old) == 1
    (told,) = problems(SMALL.replace(old, new))
    assert (told.code, told.where.path) == ("duplicate-key", path)
    assert told.details["first"] == str(first_line)
    assert told.details["key"] == path.rpartition(".")[2]


def test_several_keys_written_twice_are_told_with_everything_else() -> None:
    text = SMALL.replace("id: small-2020\n", "id: a\nid: b\nverison: x\n").replace(
        "{zh: 小方案", "{zh: 一, zh: 二"
    )
    assert [(p.code, p.where.line) for p in problems(text)] == [
        ("duplicate-key", 3),
        ("unknown-key", 4),
        ("duplicate-key", 6),
    ]


@pytest.mark.parametrize(
    "written", ["1:5", "012", "on", "no", "1e3", "0x1F", "2020-01-01", "1_000", ".5", "+1", "=", "~x"]
)
def test_text_stays_as_it_is_written(written: str) -> None:
    for text in (written, f"'{written}'", f'"{written}"'):
        assert cyxc.loads(SMALL.replace('version: "1"', f"version: {text}")).version == written


def test_a_ratio_stays_a_ratio() -> None:
    target = cyxc.loads(SMALL.replace('at_least: "1:5"', "at_least: 1:5")).to_dict()["targets"][3]
    assert target["rule"]["figure"] == {"value": "5", "unit": "1", "as_written": "1:5"}


def test_long_texts_may_run_over_lines() -> None:
    folded = SMALL.replace(
        "note: {zh: 测试用, en: for tests}", "note:\n  zh: |\n    一\n    二\n  en: >-\n    one\n    two"
    )
    note = cyxc.loads(folded).note
    assert note == cyxc.Text("一\n二\n", "one two")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert cyxc.loads("\ufeff" + SMALL) == cyxc.loads(SMALL)
    file = tmp_path / "town.yaml"
    file.write_text(SMALL, encoding="utf-8-sig")
    assert cyxc.load(file) == cyxc.loads(SMALL)


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "town.yaml"
    cases = [
        ("no-such-file", lambda: None),
        ("not-utf8", lambda: file.write_bytes(b"format: \xff")),
    ]
    for code, make in cases:
        make()
        with pytest.raises(cyxc.SchemeError) as caught:
            cyxc.load(file)
        (told,) = caught.value.problems
        assert (told.code, told.where.file) == (code, str(file))
    with pytest.raises(cyxc.SchemeError, match="no-such-file"):
        cyxc.load(tmp_path / "x.yaml" / "y.yaml")


@pytest.mark.parametrize("name", ["jiaxing", "jiaxing-2014", "nothing at all", "", "\0"])
def test_an_id_nothing_has(name: str) -> None:
    with pytest.raises(cyxc.UnknownNameError) as caught:
        cyxc.load(name)
    (told,) = caught.value.problems
    assert told.code == "unknown-scheme"
    assert set(told.nearest) <= set(cyxc.PACKAGED)
    assert told.nearest


def form() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(cyxc.loads(SMALL).to_dict()))
    return made


def as_json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("{", "not-json", 1),
        ("{}", "not-a-scheme", 1),
        ('{"a": 1,}', "not-json", 1),
        ('{"a" 1}', "not-json", 1),
        ("{'a': 1}", "not-json", 1),
        ('{"a": tru}', "not-json", 1),
        ('{"a": 01}', "not-json", 1),
        ('{"a": 1}\n{"b": 2}', "not-json", 2),
        ('{"a": "x\ny"}', "not-json", 1),
        ('{"a":\n "\\x"}', "not-json", 2),
        ('{"a": "\\ud800"}', "half-character", 1),
        ('{"\\ud800": 1}', "key-not-text", 1),
        ('{"format": "cyxc.scheme/2"}', "unknown-format", 1),
        ('{"a":' * 200_000, "too-deep", 1),
        ('{"a":' + "[" * 39 + "]" * 39 + "}", "not-a-scheme", 1),
    ],
)
def test_json_that_can_not_be_read(text: str, code: str, line: int) -> None:
    assert (code, line) in places(text)


def test_json_has_lines_and_paths_of_ids() -> None:
    body = form()
    body["targets"][3]["indicator"] = "ratios"
    body["questions"][0]["readings"][2]["changes"][0]["keys"]["years"] = "eech"
    body["responsibilities"][0]["parties"][1] = "统计所"
    text = as_json(body)
    rows = [
        text.count("\n", 0, at) + 1
        for at in (text.index("ratios"), text.rindex('"parties": ['), text.index("eech"))
    ]
    assert [(p.code, p.where.line, p.where.path) for p in problems(text)] == [
        ("unknown-indicator", rows[0], "targets.ratio.indicator"),
        ("unknown-party", rows[1], "responsibilities.counting.parties"),
        ("not-a-choice", rows[2], f"{LATER}.changes.share.keys.years"),
    ]


def test_a_key_twice_in_json() -> None:
    text = as_json(form()).replace('"version": "1",', '"version": "1",\n "version": "2",')
    (told,) = problems(text)
    assert (told.code, told.where.line, told.where.path) == ("duplicate-key", 5, "version")
    assert told.details == {"key": "version", "first": "4"}


def test_json_numbers_are_text_and_its_words_are_truth_values() -> None:
    body = form()
    body["version"] = 1.50
    text = as_json(body).replace('"version": 1.5,', '"version": 1.50,')
    assert cyxc.loads(text).version == "1.50"
    body = form()
    body["parties"][1]["open"] = False
    assert not cyxc.loads(as_json(body)).parties["各成员单位"].open


def test_an_entry_without_an_id_is_shown_by_its_list() -> None:
    body = form()
    del body["targets"][2]["id"]
    body["targets"][4]["id"] = ["x"]
    body["targets"].insert(1, "x")
    text = as_json(body)
    unnamed = ("unknown-target", "unknown-statement")
    told = [(p.code, p.where.path, p.where.line) for p in problems(text) if p.code not in unnamed]
    lines = text.splitlines()
    assert told == [
        ("not-an-entry", "targets", lines.index('  "x",') + 1),
        ("missing-key", "targets.id", text.count("\n", 0, text.index('"between"')) - 11),
        ("text-expected", "targets.id", lines.index('   "id": [') + 1),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {1: 2},
        {"format": "cyxc.scheme/1", 1: 2, None: 3, (): 4, "": 5},
        {"format": ["cyxc.scheme/1"]},
        {"format": "cyxc.scheme/1", "targets": {1: {2: 3}}},
        {"format": "cyxc.scheme/1", "targets": {"a": {"b": object()}}, "version": object()},
        {"format": "cyxc.scheme/1", "indicators": [{"id": {}, "kind": [], "unit": set(), "thing": {1}}]},
        {"format": "cyxc.scheme/1", "version": float("nan"), "term": b"2015", "year": 1e3},
        {"format": "cyxc.scheme/1", "version": "\udc80", "year": 10**30, "answers": {"q": ["r"]}},
        {"format": "cyxc.scheme/1", "year": True, "answers": [["q", "r"]]},
    ],
)
def test_python_data_that_is_no_scheme(data: dict[Any, Any]) -> None:
    before = repr(data)
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.from_dict(data)
    assert caught.value.say("zh")
    assert repr(data) == before


def test_python_data_that_holds_itself() -> None:
    data: dict[str, Any] = {"format": "cyxc.scheme/1"}
    data["targets"] = data
    with pytest.raises(cyxc.SchemeError, match="too-deep"):
        cyxc.from_dict(data)
    many: list[Any] = []
    for _ in range(30):
        many = [many, many]
    with pytest.raises(cyxc.SchemeError, match="file-too-large"):
        cyxc.from_dict({"format": "cyxc.scheme/1", "targets": many})


def test_loading_leaves_the_data_alone() -> None:
    for data in (form(), {**form(), "targets": {t.pop("id"): t for t in form()["targets"]}}):
        before = json.dumps(data)
        cyxc.from_dict(data)
        assert json.dumps(data) == before


ENTRY = "  i{0}: {{clause: 一, name: {{zh: 名{0}, en: n{0}}}, text: {{zh: 一, en: one}}, {1}}}\n"
TOP = SMALL.split("parties:")[0]


def test_many_thousand_faults_are_told_to_a_point() -> None:
    told = problems(TOP + "targets:\n" + "".join(f"  t{i}:\n" for i in range(50_000)))
    assert len(told) == 1001
    assert told[-1].code == "too-many-faults"
    assert told[0].where.line == TOP.count("\n") + 2


def test_long_chains_and_circles_of_formulas() -> None:
    chain = [ENTRY.format(i, f"formula: i{i - 1}") for i in range(1, 50)]
    scheme = cyxc.loads(TOP + "indicators:\n" + "".join(reversed(chain)) + ENTRY.format(0, "stock: 人"))
    assert {(i.kind, i.unit) for i in scheme.indicators} == {("stock", "人")}
    ring = [ENTRY.format(i, f"formula: i{(i - 1) % 60} + i{(i - 2) % 60}") for i in range(60)]
    assert [p.code for p in problems(TOP + "indicators:\n" + "".join(ring))] == ["circle"] * 60


def test_long_names_are_cut_in_messages() -> None:
    long = "长" * 100_000
    text = SMALL.replace("indicator: ratio", f"indicator: {long}").replace("launch: {", f"? {long}x\n  : {{")
    told = problems(text)
    assert {p.code for p in told} == {"unknown-indicator"}
    assert len(told[0].say("zh")) < 400
