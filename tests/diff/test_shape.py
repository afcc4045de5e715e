"""Our reading of JSON Schemas against that of a library that knows all of them."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyxc
from cyxc.changes.shape import faults, fits
from cyxc.schemas import schema

WANTED = schema("evaluation")
THEIRS = jsonschema.Draft202012Validator(WANTED)


def evaluation() -> dict[str, Any]:
    return cyxc.load("putuo-2019").evaluate(cyxc.example("putuo-2019")).to_dict()


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_every_evaluation_fits(id_: str) -> None:
    body = cyxc.load(id_).evaluate(cyxc.example(id_)).to_dict()
    assert list(faults(body, WANTED, WANTED)) == []


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 2),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
    st.just(["x"]),
)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_what_is_spoiled_fits_for_both_or_for_neither(data: st.DataObject) -> None:
    body = evaluation()
    body["verdicts"] = [one for one in body["verdicts"] if one["status"] != "no_data"][:6]
    inside: Any = body
    while True:
        keys = sorted(inside) if isinstance(inside, dict) else range(len(inside))
        key = data.draw(st.sampled_from(list(keys)))
        deeper = inside[key]
        if isinstance(deeper, dict | list) and deeper and data.draw(st.integers(0, 4)):
            inside = deeper
            continue
        if isinstance(inside, dict) and data.draw(st.booleans()):
            del inside[key]
        else:
            inside[key] = data.draw(ANYTHING)
        break
    assert fits(body, WANTED, WANTED) == THEIRS.is_valid(body)
