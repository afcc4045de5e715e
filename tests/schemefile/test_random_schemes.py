"""Random schemes with duties and benefits: the interchange form, copies and readings lose nothing."""

import json
import pickle
from itertools import product

from hypothesis import HealthCheck, given, settings

import cyxc
from cyxc import testing

MANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(testing.schemes(duties=True))
def test_a_scheme_goes_round_under_every_reading(scheme: cyxc.Scheme) -> None:
    choices = [[r.id for r in q.readings if not r.without_number] for q in scheme.questions]
    for readings in product(*choices):
        variant = scheme.under(dict(zip(scheme.questions.ids, readings, strict=True)))
        form = variant.to_dict()
        again = cyxc.from_dict(json.loads(json.dumps(form)))
        assert again == variant
        assert again.to_dict() == form
        copied = pickle.loads(pickle.dumps(variant))
        assert copied == variant
        assert hash(copied) == hash(again) == hash(variant)


@MANY
@given(testing.schemes(duties=True))
def test_every_party_named_for_an_entry_is_named_at_it(scheme: cyxc.Scheme) -> None:
    entries = {entry.id: entry for entry in scheme.statements}
    for duty in (*scheme.responsibilities, *scheme.measures):
        for id_ in duty.entries:
            assert set(duty.parties) <= set(getattr(entries[id_], "parties", duty.parties))


@MANY
@given(testing.schemes(duties=True))
def test_a_question_that_changes_an_entry_is_named_at_it(scheme: cyxc.Scheme) -> None:
    for question in scheme.questions:
        for reading in question.readings:
            for change in reading.changes:
                if change.list != "indicators":
                    assert question.id in getattr(scheme, change.list)[change.entry].questions


@MANY
@given(testing.schemes(duties=True))
def test_every_entry_has_a_verdict(scheme: cyxc.Scheme) -> None:
    assert [verdict.id for verdict in scheme.evaluate({})] == list(scheme.entries.ids)
