"""The JSON Schema of two evaluations compared, written by hand as `cyxc.changes.to_json` is."""

from typing import get_args

import attrs
from json_schema import Schema, bare, headed, listed, nullable, ref
from parts_schema import (
    COUNT,
    DAY,
    EVENT,
    JUDGEMENT,
    OUTCOME,
    QUANTITY,
    SHARED,
    STATUS,
    TEXT,
    TRUTH,
    WORD,
    WORDS,
    keyed,
)

from cyxc.changes.diff import CAUSES, Turn
from cyxc.changes.seen import ReportSeen
from cyxc.rules.status import STATUSES


def diff_schema() -> Schema:
    """What changed from one evaluation to another; it may gain keys, so unknown ones are allowed."""
    quantities, statuses = _from_to(nullable(QUANTITY)), _from_to(nullable(STATUS))
    events = bare({"gained": listed(EVENT), "lost": listed(EVENT)})
    compared = {
        "indicator": WORD, "period": nullable(WORD), "status": statuses,
        **dict.fromkeys(("value", "threshold", "margin", "low", "high"), quantities),
    }  # fmt: skip
    report = {
        "period": WORD, "value": nullable(WORD), "cumulative": TRUTH, "provisional": TRUTH,
        "reported_on": nullable(WORD), "source": nullable(TEXT),
    }  # fmt: skip
    assert report.keys() == {field.name for field in attrs.fields(ReportSeen)}
    input_ = {
        "key": WORD, "name": TEXT, "value": quantities, "given": _from_to(nullable(WORD)),
        "source": _from_to(nullable(TEXT)), "provisional": _from_to(TRUTH),
        "gained": listed(ref("Report")), "lost": listed(ref("Report")),
    }  # fmt: skip
    entry = {"id": WORD, "kind": WORD, "clause": WORD, "text": TEXT}
    change = {
        **entry,
        "turn": {"enum": [*get_args(Turn), None]},
        "causes": listed({"enum": [*CAUSES]}),
        "status": _from_to(STATUS),
        "so_far": statuses,
        "counted": _from_to(TRUTH),
        "asked": nullable(_from_to(TEXT)),
        "window": nullable(_from_to(WORD)),
        "compared": listed(bare(compared)),
        "margin": nullable(quantities),
        "inputs": listed(bare(input_)),
        "rests_on": nullable(_from_to(WORDS)),
        "judgement": nullable(_from_to(nullable(JUDGEMENT))),
        "events": events,
        "occasions": listed(bare({"first": DAY, "last": DAY, "party": nullable(WORD), "status": statuses})),
        "answers": listed(ref("Answer")),
    }
    totals = {
        "by_status": bare({one.value: _from_to(COUNT) for one in STATUSES}),
        "outcome": _from_to(nullable(OUTCOME)),
    }
    said: Schema = {"anyOf": [WORD, TEXT, {"type": "null"}]}
    definitions = {
        **SHARED,
        "Answer": bare({"question": WORD, **_ends(nullable(WORD))}),
        "Report": bare(report),
        "Change": bare(change),
        "Entry": bare({**entry, "status": STATUS, "counted": TRUTH}),
    }
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.diff/1"},
        "scheme": WORD,
        "heads": listed(bare({"key": WORD, **_ends(said)})),
        "answers": listed(ref("Answer")),
        "outcome": _from_to(OUTCOME),
        "totals": keyed(bare(totals)),
        "better": WORDS,
        "worse": WORDS,
        "unchanged": COUNT,
        "changed": listed(ref("Change")),
        "removed": listed(ref("Entry")),
        "added": listed(ref("Entry")),
    }
    description = "What changed between two evaluations under one scheme, and why. Keys may be added."
    return headed("diff", description, bare(properties), definitions)


def _ends(of: Schema) -> dict[str, Schema]:
    return {"from": of, "to": of}


def _from_to(of: Schema) -> Schema:
    """What something was, and what it is."""
    return bare(_ends(of))
