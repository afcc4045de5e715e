"""A form filled in and read back is the data itself; so is a breakdown, which holds the form."""

from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import testing
from cyxc.excel.result import result_xlsx
from cyxc.language import LANGUAGES, Language
from workbooks import fill, form, saved

# Making, filling and reading a form takes a second: what fails is shown as it was drawn.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
slow = settings(max_examples=2, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))


@cache
def loaded(id_: str) -> cyxc.Scheme:
    return cyxc.load(id_)


def same(again: cyxc.Evaluation, known: cyxc.Evaluation) -> None:
    assert [one.status for one in again] == [one.status for one in known]
    assert [one.value for one in again] == [one.value for one in known]
    assert [one.margin for one in again] == [one.margin for one in known]
    assert again.counts == known.counts


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
@slow
@given(chance=st.data(), language=st.sampled_from(LANGUAGES), complete=st.booleans())
def test_a_form_filled_in_is_the_data(
    tmp_path_factory: pytest.TempPathFactory,
    id_: str,
    chance: st.DataObject,
    language: Language,
    complete: bool,
) -> None:
    scheme = loaded(id_)
    data = chance.draw(testing.data_for(scheme, complete=complete))
    _check(scheme, data, language, tmp_path_factory.mktemp("forms") / "form.xlsx")


@settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(chance=st.data(), language=st.sampled_from(LANGUAGES))
def test_forms_of_any_scheme_are_the_data(
    tmp_path_factory: pytest.TempPathFactory, chance: st.DataObject, language: Language
) -> None:
    scheme = chance.draw(testing.schemes())
    data = chance.draw(testing.data_for(scheme, complete=chance.draw(st.booleans())))
    _check(scheme, data, language, tmp_path_factory.mktemp("forms") / "form.xlsx")


def _check(scheme: cyxc.Scheme, data: dict[str, Any], language: Language, file: Path) -> None:
    filled = form(scheme, language)
    fill(filled, data, scheme)
    read = cyxc.read_data(saved(filled, file), scheme)
    handed_in = {key: value for key, value in data.items() if value is not None}
    known = scheme.evaluate(handed_in)
    # Evaluations compare by their spelling figures that can't be or only other readings ask for: without.
    good = {node.key for node in known.plan.nodes if known.values.pair(node) is not None}
    asked = {key: value for key, value in handed_in.items() if key in good}
    kept = [one for one in read if one.value is not None and one.key in asked]
    assert scheme.evaluate(kept) == scheme.evaluate(asked)
    again = scheme.evaluate(read)
    same(again, known)
    written = file.with_name("result.xlsx")
    written.write_bytes(result_xlsx(again, language))
    same(scheme.evaluate(written), known)


@pytest.mark.parametrize(
    ("name", "language"), list(zip(cyxc.example_names(), cycle(LANGUAGES), strict=False))
)
def test_the_breakdown_of_an_example_is_judged_the_same_again(
    tmp_path: Path, name: str, language: Language
) -> None:
    scheme, example = loaded(name.removesuffix("-published")), cyxc.example(name)
    known = scheme.evaluate(example)
    file = tmp_path / "result.xlsx"
    file.write_bytes(result_xlsx(known, language, every=True))
    again = scheme.evaluate(file)
    same(again, known)
    assert again.data is not None
    assert again.data.illustrative is example.illustrative
    assert [one.judgement for one in again] == [
        None if (said := one.judgement) is None else cyxc.Judgement(
            criterion=said.criterion,
            met=said.met,
            assessor=said.assessor,
            evidence=None if said.evidence is None else said.evidence[language],
            on=said.on,
        )
        for one in known
    ]  # fmt: skip
    for kept, one in zip(again.targets, known.targets, strict=True):
        assert [seen.name for seen in kept.inputs] == [seen.name for seen in one.inputs]
