"""The JSON Schema of evaluations, written by hand as `cyxc.evaluate.to_json` is; for `make_schemas.py`."""

from typing import get_args

from json_schema import SIMPLE, Definitions, Schema, bare, headed, listed, nullable, ref
from parts_schema import (
    AGREEMENT,
    ANSWERS,
    COUNT,
    DAY,
    EVENT,
    EXACT,
    JUDGEMENT,
    OUTCOME,
    QUANTITY,
    SCHEME,
    SHARED,
    STATUS,
    TEXT,
    TRUTH,
    WORD,
    WORDS,
    keyed,
)

from cyxc.model.indicator import TitleFact
from cyxc.rules.dates import SchemeDate
from cyxc.rules.line import Op
from cyxc.rules.occasions import Occasion
from cyxc.rules.rules import Rule
from cyxc.rules.status import STATUSES


def evaluation_schema() -> Schema:
    """An evaluation; it may gain keys, so unknown ones are allowed everywhere."""
    rules = Definitions(strict=False)
    rule, occasion = rules.of(Rule), rules.of(Occasion)
    text, quantity = nullable(TEXT), nullable(QUANTITY)
    where = {"file": WORD, "line": nullable(COUNT), "row": nullable(COUNT), "heading": nullable(WORD)}
    given = {
        "value": nullable(WORD), "unit": nullable(WORD), "source": text, "reported_on": nullable(WORD),
        "provisional": TRUTH, "period": nullable(WORD), "cumulative": TRUTH, "where": bare(where),
    }  # fmt: skip
    counted = {
        "low": EXACT, "high": nullable(EXACT), "title": text,
        "fact": {"enum": [*get_args(TitleFact), None]},
        "places": keyed(STATUS),
    }  # fmt: skip
    way = {
        "inputs": WORDS,
        "amount": QUANTITY,
        "also": WORDS,
        "strictly": TRUTH,
        "down": TRUTH,
        "text": TEXT,
    }
    compared = {
        "indicator": WORD, "period": nullable(WORD), "status": STATUS, "value": quantity,
        "bounds": nullable(bare({"low": QUANTITY, "high": quantity})),
        "reference": quantity, "op": SIMPLE[Op],
        "threshold": quantity, "margin": quantity, "attainment": nullable(EXACT),
        "missing": listed(bare(way)),
    }  # fmt: skip
    brief = ("indicator", "status", "value", "threshold", "margin")
    reading = {
        "answers": ANSWERS, "plain": TRUTH, "status": nullable(STATUS), "asked": TEXT,
        "compared": listed(bare({key: compared[key] for key in brief})),
        "missing": text,
    }  # fmt: skip
    pace = {
        "on": DAY, "run": EXACT, "expected": QUANTITY, "ahead": QUANTITY, "a_month": quantity,
    }  # fmt: skip
    totals = {
        "entries": COUNT, "counted": COUNT, "restated": COUNT, "combined": COUNT, "outcome": OUTCOME,
        "by_status": bare({one.value: COUNT for one in STATUSES}),
    }  # fmt: skip
    definitions = {
        **rules.made,
        **SHARED,
        "Totals": bare(totals),
        "Compared": bare(compared),
        "Input": bare(
            {
                "key": WORD,
                "name": TEXT,
                "value": quantity,
                "given": nullable(bare(given, "where")),
                "reports": listed(bare(given, "where")),
                "count": bare(counted),
            },
            "count",
        ),
        "Pace": bare(pace),
        "Reading": bare(reading, "asked", "compared", "missing"),
        "Verdict": _verdict(rule, occasion),
    }
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.evaluation/1"},
        "library": WORD,
        "scheme": SCHEME,
        "place": text,
        "as_of": nullable(DAY),
        "illustrative": TRUTH,
        "answers": ANSWERS,
        "outcome": OUTCOME,
        "totals": {
            **bare({"targets": ref("Totals"), "all": ref("Totals")}),
            "additionalProperties": ref("Totals"),
        },
        "unused": WORDS,
        "pivots": listed(bare({"answers": ANSWERS, "outcome": OUTCOME})),
        "pivots_complete": TRUTH,
        "verdicts": listed(ref("Verdict")),
    }
    description = "A place judged under a scheme. Keys may be added: pass over those you do not know."
    return headed("evaluation", description, bare(properties), definitions)


def _verdict(rule: Schema, occasion: Schema) -> Schema:
    text = nullable(TEXT)
    common = {
        "id": WORD, "kind": WORD, "clause": WORD, "text": TEXT, "status": STATUS,
        "so_far": nullable(STATUS),
        "counted": TRUTH, "parties": WORDS, "questions": WORDS,
        "agreement": AGREEMENT, "readings": listed(ref("Reading")),
        "explanation": TEXT,
    }  # fmt: skip
    target = {
        "restates": nullable(WORD), "part_of": nullable(WORD), "endeavour": TRUTH, "level": WORD,
        "years": WORD,
        "start": SIMPLE[SchemeDate], "due": nullable(SIMPLE[SchemeDate]), "rule": rule, "asked": TEXT,
        "compared": listed(ref("Compared")), "children": WORDS, "inputs": listed(ref("Input")),
        "lacking": WORDS, "formula": text, "missing": text, "pace": nullable(ref("Pace")),
    }  # fmt: skip
    duty = {
        "rule": {"anyOf": [rule, occasion, {"type": "null"}]},
        "judgement": nullable(JUDGEMENT), "occasions": listed(_occasion()),
        "margin": nullable(QUANTITY), "late": TRUTH,
    }  # fmt: skip
    made = bare({**common, **target, **duty}, *target, *duty)
    when = {"properties": {"kind": {"const": "target"}}, "required": ["kind"]}
    return {**made, "if": when, "then": {"properties": {"rule": rule}, "required": list(target)}}


def _occasion() -> Schema:
    """A period in which something had to happen, and what did."""
    party = nullable(WORD)
    keys = {
        "first": DAY,
        "last": DAY,
        "party": party,
        "need": COUNT,
        "status": STATUS,
        "events": listed(EVENT),
    }
    return bare(keys)
