"""The JSON Schema of answers about benefits, written by hand as `cyxc.benefits.to_json` is."""

from typing import get_args

import attrs
from json_schema import Schema, bare, headed, listed, nullable, ref
from parts_schema import (
    AGREEMENT,
    ANSWERS,
    DAY,
    EXACT,
    SCHEME,
    SHARED,
    TEXT,
    TRUTH,
    WORD,
    WORDS,
    keyed,
)

from cyxc.benefits.amount import Kind, Limit
from cyxc.benefits.conditions import Eligibility
from cyxc.model.benefit import Fact, Instrument


def benefit_schema() -> Schema:
    """One benefit for one case; it may gain keys, so unknown ones are allowed everywhere."""
    sum_, status = nullable(ref("Sum")), {"enum": [one.value for one in Eligibility]}
    kinds = get_args(attrs.fields(Fact).kind.type)
    fact = {
        "id": WORD, "name": TEXT, "kind": {"enum": [*kinds]}, "unit": nullable(WORD),
        "signed": TRUTH, "choices": listed(bare({"id": WORD, "name": TEXT})),
    }  # fmt: skip
    checked = {
        "holds": nullable(TRUTH), "text": TEXT, "given": nullable(TEXT), "missing": WORDS,
        "parts": listed(ref("Checked")),
    }  # fmt: skip
    amount = {
        "kind": {"enum": [*get_args(Kind)]}, "exact": sum_, "sure": sum_, "possible": sum_,
        "raised_from": sum_, "limits": listed({"enum": [*get_args(Limit)]}), "missing": WORDS, "text": TEXT,
    }  # fmt: skip
    term = {"value": EXACT, "unit": WORD, "at_most": TRUTH, "until": nullable(DAY), "text": TEXT}
    reading = {
        "answers": ANSWERS, "status": nullable(status), "discretionary": TRUTH, "missing": WORDS,
        "amount": ref("Amount"), "term": nullable(ref("Term")), "text": TEXT,
    }  # fmt: skip
    definitions = {
        "Text": SHARED["Text"],
        "Sum": bare({"value": EXACT, "unit": WORD, "text": TEXT}),
        "Fact": bare(fact),
        "Checked": bare(checked),
        "Amount": bare(amount),
        "Term": bare(term),
        "Reading": bare(reading, "discretionary", "missing", "amount", "term"),
    }
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.benefit/1"},
        "library": WORD,
        "scheme": SCHEME,
        "answers": ANSWERS,
        "id": WORD,
        "clause": WORD,
        "text": TEXT,
        "kind": {"enum": [*get_args(Instrument)]},
        "to": nullable(TEXT),
        "parties": WORDS,
        "facts": listed(ref("Fact")),
        "case": keyed({"type": ["boolean", "string"]}),
        "start": nullable(DAY),
        "status": status,
        "discretionary": TRUTH,
        "conditions": listed(ref("Checked")),
        "missing": WORDS,
        "amount": ref("Amount"),
        "split": listed(bare({"fact": WORD, "owed": sum_, "set_off": sum_})),
        "split_text": nullable(TEXT),
        "periods_together": TRUTH,
        "once": TRUTH,
        "term": nullable(ref("Term")),
        "waives": listed(TEXT),
        "questions": WORDS,
        "agreement": AGREEMENT,
        "readings": listed(ref("Reading")),
        "explanation": TEXT,
    }
    description = "Whether a case has what a plan gives, how much, until when. Keys may be added."
    return headed("benefit", description, bare(properties), definitions)
