"""What holds of every scheme: what some place meets is never said to be impossible."""

from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyxc
from cyxc import testing
from cyxc.consistency.linear import contradiction
from cyxc.consistency.spans import binding, span
from cyxc.consistency.system import System

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
MANY = settings(deadline=None, max_examples=60, suppress_health_check=SLOW)
FEW = settings(MANY, max_examples=5)


def met_together(scheme: cyxc.Scheme, result: cyxc.Evaluation) -> None:
    """The targets of one span that a place meets can all hold, with all the scheme declares."""
    system = System(scheme)
    targets = sorted(binding(scheme), key=lambda target: str(span(target)))
    for asked, group in groupby(targets, key=span):
        met = tuple(target for target in group if result[target.id].status == "met")
        held = [*system.targets(asked, met), *system.relations(asked)]
        # A place's figures need not be those the document states.
        conditions = tuple(one.constraint for one in held if one.source != "stated")
        assert contradiction(conditions, system.free) is None


@MANY
@given(st.data(), testing.schemes())
def test_what_a_place_meets_can_hold(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    figures = data.draw(testing.data_for(scheme))
    met_together(scheme, scheme.evaluate(figures))


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
@FEW
@given(st.data())
def test_what_a_place_meets_can_hold_in_the_documents(id_: str, data: st.DataObject) -> None:
    scheme = cyxc.load(id_)
    met_together(scheme, scheme.evaluate(data.draw(testing.data_for(scheme))))


@pytest.mark.parametrize("id_", cyxc.PACKAGED)
def test_the_documents_can_be_met_with_all_they_state(id_: str) -> None:
    """The plain reading of each is the one under which its own figures can all hold."""
    assert not [one for one in cyxc.load(id_).check() if one.kind == "infeasible" and not one.answers]


@MANY
@given(st.data(), testing.schemes())
def test_what_is_said_to_be_impossible_no_place_meets(data: st.DataObject, scheme: cyxc.Scheme) -> None:
    broken = [
        one
        for one in scheme.check()
        if one.kind == "infeasible" and "plain reading" not in one.explanation.en
    ]
    for found in broken:
        read = scheme.under(dict(found.answers))
        result = read.evaluate(data.draw(testing.data_for(read)))
        assert not all(result[id_].status == "met" for id_ in found.entries)


@MANY
@given(testing.schemes())
def test_every_scheme_can_be_checked(scheme: cyxc.Scheme) -> None:
    found = scheme.check()
    assert found == scheme.check()
    assert found == cyxc.from_dict(scheme.to_dict()).check()
    for one in found:
        own = scheme.under(dict(one.answers))
        assert one in own.check()  # it is true of the scheme under the readings it names
