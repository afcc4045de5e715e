"""A small valid scheme with pieces taken out, swapped, renamed and put elsewhere: whatever comes of it is a
scheme that goes round unchanged, or a list of faults that can be said in both languages."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc

SMALL, DUTIES = (
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("small.yaml", "duties.yaml")
)
SHORT, SHORT_DUTIES = (yaml.load(text, yaml.CBaseLoader) for text in (SMALL, DUTIES))
LONG, LONG_DUTIES = (json.loads(json.dumps(cyxc.loads(text).to_dict())) for text in (SMALL, DUTIES))
MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = [
    *("kind", "unit", "rule", "window", "start", "due", "id", "all", "any", "some", "each", "growth", "rise"),
    *(
        "between",
        "at_least",
        "expected",
        "formula",
        "entries",
        "for",
        "changes",
        "redefine",
        "swap",
        "part_of",
    ),
    *("restates", "indicator", "indicators", "targets", "questions", "parties", "readings", "plain", "level"),
    *("years", "over", "of", "need", "lower", "upper", "value", "as_written", "without_number", "year"),
    *("answers", "format", "term", "place", "others", "nonsense"),
    *("every", "by", "bound", "grazed", "tasks", "steps", "to", "hands", "outcome", "members", "office"),
    *("deputies", "conditions", "fact", "is", "any", "amount", "ceiling", "per", "in_all", "before"),
    *("share", "split", "waives", "lasts", "at_most", "more_than", "choices", "facts", "benefits", "clauses"),
]
VALUES: list[Any] = [
    *(None, "", [], {}, "x", "1:5", "8 %", "10 百分点", "founders", "share", "all-of", "both", "人", "%"),
    *(True, "yes", "no", "0x12", "Y-13", "2020-01", "(Y-1)-03", "1e5", "九", "长" * 300, "\ud800"),
    *(["founders"], ["x", ["y"]], [None], {"a": "b"}, {"zh": "a", "en": "b"}, {"of": "share"}),
    *("founders + jobs", "founders / jobs", "(founders", "founders + firms", "0 founders", "net / firms"),
    *("quarter", "2 次", "5-10 万元", "3 年", "0 元", "loan", "graduate", "years_out", "人社局", "meetings"),
    *({"fact": "tax", "at_most": "5 元"}, {"any": []}, {"is": "yes"}, {"ceiling": "5 元", "figure": "1 元"}),
    *({"value": "5", "unit": "人"}, {"kind": "each"}, {"kind": "combination", "need": "2", "targets": []}),
]  # fmt: skip

Node = tuple[Any, Any]
"""A container and the key or position of a piece of it."""


def pieces(inside: Any) -> list[Node]:
    keys = list(inside) if isinstance(inside, dict) else range(len(inside))
    found: list[Node] = []
    for key in keys:
        found.append((inside, key))
        if isinstance(inside[key], dict | list):
            found += pieces(inside[key])
    return found


def mutate(data: st.DataObject, body: dict[str, Any]) -> None:
    container, key = data.draw(st.sampled_from(pieces(body)))
    how = data.draw(st.sampled_from(("drop", "put", "copy", "rename", "add")))
    if how == "drop":
        del container[key]
    elif how == "put":
        container[key] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))
    elif how == "copy":
        other, at = data.draw(st.sampled_from(pieces(body)))
        container[key] = copy.deepcopy(other[at])
    elif isinstance(container, dict):
        word = data.draw(st.sampled_from(WORDS))
        value = container.pop(key) if how == "rename" else data.draw(st.sampled_from(VALUES))
        container[word] = copy.deepcopy(value)


def holds(load: Callable[[Any], cyxc.Scheme], written: Any) -> None:
    """What has to be true of anything handed in as a scheme."""
    made, problems = None, ()
    try:
        made = load(written)
    except cyxc.SchemeError as error:
        problems = error.problems
    if made is None:
        told(problems)
        return
    form = made.to_dict()
    again = cyxc.from_dict(json.loads(json.dumps(form)))
    assert again == made
    assert again.to_dict() == form
    assert hash(again) == hash(made)


def told(problems: tuple[cyxc.Problem, ...]) -> None:
    """What has to be true of the faults of a scheme."""
    assert problems
    for problem in problems:
        assert problem.code != "bad-value", problem
        assert problem.say("zh")
        assert problem.say("en")
        assert json.dumps(problem.to_dict())
        # None of the ids here is a number: one in a path could only be a position in a list.
        assert not any(part.isdigit() for part in (problem.where.path or "").split(".")), problem
    places = [problem.where.line or 0 for problem in problems if problem.code != "too-many-faults"]
    assert places == sorted(places)


@MANY
@given(st.data())
def test_a_scheme_changed_at_random(data: st.DataObject) -> None:
    body = copy.deepcopy(data.draw(st.sampled_from((SHORT, LONG, SHORT_DUTIES, LONG_DUTIES))))
    for _ in range(data.draw(st.integers(1, 4))):
        mutate(data, body)
    how = data.draw(st.sampled_from(("python", "json", "yaml")))
    if how == "python":
        holds(cyxc.from_dict, body)
    elif how == "json":
        holds(cyxc.loads, json.dumps(body))
    else:
        holds(cyxc.loads, yaml.safe_dump(body, allow_unicode=True))


MARKS = [
    *":{}[],'\"#&*!|>%@`\t\n -?~é中",
    "\ufeff",
    "\0",
    "\ud800",
    "\n  ",
    "<<: ",
    "- ",
    "&a ",
    "*a ",
    "!!str ",
    "? ",
]


@MANY
@given(st.data())
def test_a_text_changed_at_random(data: st.DataObject) -> None:
    forms = [json.dumps(form, ensure_ascii=False, indent=1) for form in (LONG, LONG_DUTIES)]
    text = data.draw(st.sampled_from((SMALL, DUTIES, *forms)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        how = data.draw(st.sampled_from(("cut", "put", "lines")))
        if how == "cut":
            text = text[:at] + text[at + data.draw(st.integers(1, 20)) :]
        elif how == "put":
            text = text[:at] + data.draw(st.sampled_from(MARKS)) + text[at:]
        else:
            rows = text.split("\n")
            one, other = (data.draw(st.integers(0, len(rows) - 1)) for _ in range(2))
            rows[one] = rows[other]
            text = "\n".join(rows)
    holds(cyxc.loads, text)


@MANY
@given(st.text() | st.text("{}[]:,\"'-? \n#&*!ab1\\u", max_size=60))
def test_any_text(text: str) -> None:
    holds(cyxc.loads, text)
    holds(cyxc.loads, "format: cyxc.scheme/1\n" + text)


letters = st.text(st.characters(exclude_categories=("Nd", "Nl", "No")), max_size=5)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | letters | st.sampled_from(WORDS)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | letters | st.none(), inner, max_size=4)
    ),
    max_leaves=12,
)


@MANY
@given(st.sampled_from(sorted(LONG | LONG_DUTIES)), trees)
def test_any_data_in_place_of_a_part(key: str, tree: Any) -> None:
    for body in (LONG, SHORT, LONG_DUTIES, SHORT_DUTIES):
        holds(cyxc.from_dict, {**body, key: tree})
