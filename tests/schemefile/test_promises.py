"""What importers are promised of a scheme's objects: they can't change, hash alike, and copy equal."""

import ast
import copy
import importlib
import inspect
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import cyxc
from cyxc.errors import NOWHERE
from cyxc.frozen import FrozenMap
from cyxc.schemefile import load as load_module
from cyxc.schemefile import packaged

SMALL, DUTIES = (
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("small.yaml", "duties.yaml")
)


def inside(thing: Any) -> Iterator[Any]:
    """An object and everything it is made of."""
    yield thing
    if attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from inside(getattr(thing, field.name))
    elif isinstance(thing, cyxc.Entries | tuple):
        for one in thing:
            yield from inside(one)


def of_each_kind() -> dict[str, Any]:
    """One object of every class a scheme, and the errors about it, are made of."""
    scheme = cyxc.loads(SMALL).for_year(2015).under({"who-counts": "later"})
    line = scheme.targets["firms"].rule.lines(cyxc.unit("家"))[0]
    problem = cyxc.Problem("missing-key", {"key": "id"}, cyxc.Location(file="x", line=1), ("a",))
    duties = cyxc.loads(DUTIES).for_year(2015).under({"grazed": "monthly", "whose": "together"})
    things = (cyxc.loads(DUTIES), duties, scheme, line, problem, cyxc.unit("万元"))
    kinds = {type(one).__name__: one for one in inside(things)}
    return {name: one for name, one in kinds.items() if type(one).__module__.startswith("cyxc")}


KINDS = of_each_kind()
BUILT_IN = (str, int, bool, tuple, type(None))


def test_nothing_was_left_out() -> None:
    from cyxc.model import benefit, duty, entry, indicator, organ, question, scheme, target
    from cyxc.rules import dates, formula, rules

    nouns = (benefit, duty, entry, indicator, organ, question, scheme, target)
    for module in (*nouns, dates, formula, rules):
        for name, one in inspect.getmembers(module, inspect.isclass):
            if attrs.has(one) and one.__module__ == module.__name__ and name not in ("Entry", "Judged"):
                assert name in KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_an_object_can_not_be_changed(kind: str) -> None:
    thing = KINDS[kind]
    if isinstance(thing, str):
        return  # a word of an enumeration
    names = [field.name for field in attrs.fields(type(thing))] if attrs.has(type(thing)) else []
    for name in [*names, "something_new"]:
        with pytest.raises(AttributeError):
            setattr(thing, name, None)
        if name in names:
            with pytest.raises(AttributeError):
                delattr(thing, name)


def test_containers_can_not_be_changed() -> None:
    entries: Any = cyxc.loads(SMALL).targets
    mapping: Any = FrozenMap({"a": [1, {"b": 2}]})
    for container, key in ((entries, 0), (entries, "founders"), (mapping, "a"), (mapping["a"][1], "b")):
        with pytest.raises(TypeError):
            container[key] = None
        with pytest.raises(TypeError):
            del container[key]
    for container in (entries, mapping):
        with pytest.raises(AttributeError):
            container._items = ()


@pytest.mark.parametrize("kind", KINDS)
def test_copies_are_equal_and_hash_alike(kind: str) -> None:
    thing = KINDS[kind]
    copies = [copy.copy(thing), copy.deepcopy(thing)]
    copies += [
        pickle.loads(pickle.dumps(thing, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    ]
    for one in copies:
        assert type(one) is type(thing)
        assert one == thing
        assert hash(one) == hash(thing)
        assert repr(one) == repr(thing)


@pytest.mark.parametrize("id_", [*cyxc.PACKAGED, "duties"])
def test_a_scheme_and_its_variants_pickle_equal(id_: str) -> None:
    scheme = cyxc.loads(DUTIES) if id_ == "duties" else cyxc.load(id_)
    answers = {q.id: r.id for q in scheme.questions for r in q.readings if r.changes}
    for variant in (scheme, scheme.under(answers)):
        again = pickle.loads(pickle.dumps(variant))
        assert again == variant
        assert hash(again) == hash(variant)
        assert again.to_dict() == variant.to_dict()
        assert again.under({q.id: q.plain.id for q in scheme.questions}) == scheme


def test_a_scheme_pickled_elsewhere_finds_its_equal_here(tmp_path: Path) -> None:
    # Another process hashes strings otherwise: a hash kept in the pickle would miss.
    file = tmp_path / "scheme.pickle"
    code = (
        "import cyxc, pathlib, pickle, sys; scheme = cyxc.load('county'); hash(scheme);"
        "pathlib.Path(sys.argv[1]).write_bytes(pickle.dumps(scheme))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "1234"}
    subprocess.run([sys.executable, "-c", code, str(file)], check=True, env=env)
    scheme = pickle.loads(file.read_bytes())
    assert scheme == cyxc.load("county")
    assert scheme in {cyxc.load("county")}


def test_schemes_that_differ_are_not_equal() -> None:
    scheme = cyxc.loads(SMALL)
    others = [
        scheme.under({"who-counts": "later"}),
        scheme.for_year(2015),
        cyxc.loads(SMALL.replace("1800 人\n", "1801 人\n", 1)),
        cyxc.loads(SMALL.replace("  tea: {zh: 茶", "  tea: {zh: 荼")),
    ]
    assert len({scheme, *others}) == 5
    assert len({scheme.targets, others[1].targets, others[2].targets}) == 3


def test_a_mapping_is_what_it_holds_whatever_the_order() -> None:
    one, other = FrozenMap({"a": 1, "b": [2]}), FrozenMap({"b": (2,), "a": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert one == {"a": 1, "b": (2,)}
    assert one != FrozenMap({"a": 1})


ERRORS: list[cyxc.CyxcError] = [
    cyxc.SchemeError(
        [cyxc.Problem("missing-key", {"key": "id"}, nearest=("a",)), cyxc.Problem("circle", {"id": "x"})]
    ),
    cyxc.DataError(cyxc.Problem("circle", {"id": "x"})),
    cyxc.UnknownNameError(cyxc.Problem("unknown-entry", {"name": "x"})),
    cyxc.UsageError(cyxc.Problem("year-needed", {"scheme": "x"})),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_keep_their_problems_when_copied(error: cyxc.CyxcError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert again.problems == error.problems
        assert str(again) == str(error) == error.say("en")
        assert again.say("zh") == error.say("zh") != str(error)


def test_errors_are_what_they_resemble() -> None:
    assert issubclass(cyxc.SchemeError, ValueError)
    assert issubclass(cyxc.UnknownNameError, KeyError)
    assert all(isinstance(error, cyxc.CyxcError) for error in ERRORS)


def test_a_problem_can_not_be_changed_and_can_be_counted() -> None:
    problem = cyxc.Problem("circle", {"id": "x"})
    assert {problem, cyxc.Problem("circle", {"id": "x"}, NOWHERE)} == {problem}
    with pytest.raises(TypeError):
        problem.details["id"] = "y"  # type: ignore[index]


def test_every_public_name_is_imported_for_type_checkers() -> None:
    tree = ast.parse(Path(inspect.getfile(cyxc)).read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    names = [alias.name for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(names) == sorted(cyxc.__all__)
    assert Path(inspect.getfile(cyxc)).with_name("py.typed").is_file()


SCHEMES = Path(inspect.getfile(cyxc)).parent / "schemes"


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_a_packaged_scheme_is_what_its_yaml_says(id_: str) -> None:
    # Loading it by its id checks nothing: here its YAML is read with every check on, readings included.
    text = (SCHEMES / f"{id_}.yaml").read_text(encoding="utf-8")
    shipped, checked = packaged.built(id_), cyxc.loads(text)
    assert shipped is not None
    assert shipped == checked == cyxc.load(id_)
    assert repr(shipped) == repr(checked)
    assert pickle.loads(pickle.dumps(shipped)) == checked


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_the_committed_json_is_what_the_script_makes(id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    script = importlib.import_module("make_schemes")
    monkeypatch.setattr(script, "HERE", SCHEMES)
    assert (SCHEMES / f"{id_}.json").read_text(encoding="utf-8") == script.written(id_)


def test_no_packaged_scheme_is_read_from_its_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("cyxc.schemefile.build.build", refuse)
    for id_ in cyxc.PACKAGED:
        assert load_module._packaged.__wrapped__(id_) == cyxc.load(id_)


def test_a_yaml_that_was_edited_is_read_in_place_of_its_json(monkeypatch: pytest.MonkeyPatch) -> None:
    edited = packaged.packaged_yaml("putuo-2019").replace(b'version: "', b'version: "0.', 1)
    monkeypatch.setattr(packaged, "packaged_yaml", lambda _: edited)
    monkeypatch.setattr(load_module, "packaged_yaml", lambda _: edited)
    assert packaged.built("putuo-2019") is None
    scheme = load_module._packaged.__wrapped__("putuo-2019")
    assert scheme.version == "0." + cyxc.load("putuo-2019").version


def test_ends_of_lines_make_no_other_yaml() -> None:
    text = packaged.packaged_yaml("county")
    assert packaged.made_of(text.replace(b"\n", b"\r\n")) == packaged.made_of(text)
    assert packaged.made_of(text.replace(b"\n", b"\n\n", 1)) != packaged.made_of(text)


def test_loading_a_packaged_scheme_imports_nothing_that_reads_or_checks_files() -> None:
    code = "import sys, cyxc; cyxc.load('county'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"yaml", "cyxc.schemefile.build", "cyxc.schemefile.checks"} & set(done.stdout.split())
