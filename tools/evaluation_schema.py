"""The JSON Schema of evaluations, written by hand as `cyxc.evaluate.to_json` is; for `make_schemas.py`."""

from typing import get_args

from json_schema import SIMPLE, Definitions, Schema, bare, headed, listed, nullable, ref

from cyxc.model.indicator import TitleFact
from cyxc.rules.dates import SchemeDate
from cyxc.rules.line import Op
from cyxc.rules.occasions import Occasion
from cyxc.rules.rules import Rule
from cyxc.rules.status import STATUSES, Outcome

DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
EXACT = r"^-?([0-9]+(\.[0-9]+)?|[0-9]+/[0-9]+)$"


def evaluation_schema() -> Schema:
    """An evaluation; it may gain keys, so unknown ones are allowed everywhere."""
    rules = Definitions(strict=False)
    rule, occasion = rules.of(Rule), rules.of(Occasion)
    text, quantity = nullable(ref("Text")), nullable({"$ref": "#/$defs/Quantity"})
    word: Schema = {"type": "string"}
    words, truth, count = listed(word), SIMPLE[bool], SIMPLE[int]
    answers: Schema = {"type": "object", "additionalProperties": word}
    status: Schema = {"enum": [one.value for one in STATUSES]}
    outcome: Schema = {"enum": [one.value for one in Outcome]}
    exact: Schema = {"type": "string", "pattern": EXACT}
    where = {"file": word, "line": nullable(count), "row": nullable(count), "heading": nullable(word)}
    given = {
        "value": nullable(word), "unit": nullable(word), "source": text, "reported_on": nullable(word),
        "provisional": truth, "period": nullable(word), "cumulative": truth, "where": bare(where),
    }  # fmt: skip
    counted = {
        "low": exact, "high": nullable(exact), "title": text,
        "fact": {"enum": [*get_args(TitleFact), None]},
        "places": {"type": "object", "additionalProperties": status},
    }  # fmt: skip
    way = {
        "inputs": words,
        "amount": ref("Quantity"),
        "also": words,
        "strictly": truth,
        "down": truth,
        "text": ref("Text"),
    }
    compared = {
        "indicator": word, "period": nullable(word), "status": status, "value": quantity,
        "bounds": nullable(bare({"low": ref("Quantity"), "high": quantity})),
        "reference": quantity, "op": SIMPLE[Op],
        "threshold": quantity, "margin": quantity, "attainment": nullable(exact),
        "missing": listed(bare(way)),
    }  # fmt: skip
    brief = ("indicator", "status", "value", "threshold", "margin")
    reading = {
        "answers": answers, "plain": truth, "status": nullable(status), "asked": ref("Text"),
        "compared": listed(bare({key: compared[key] for key in brief})),
        "missing": text,
    }  # fmt: skip
    pace = {
        "on": DAY, "run": exact, "expected": ref("Quantity"), "ahead": ref("Quantity"), "a_month": quantity,
    }  # fmt: skip
    totals = {
        "entries": count, "counted": count, "restated": count, "combined": count, "outcome": outcome,
        "by_status": bare({one.value: count for one in STATUSES}),
    }  # fmt: skip
    definitions = {
        **rules.made,
        "Text": bare({"zh": word, "en": word}),
        "Quantity": bare({"value": exact, "unit": word}),
        "Totals": bare(totals),
        "Compared": bare(compared),
        "Input": bare(
            {
                "key": word,
                "name": ref("Text"),
                "value": quantity,
                "given": nullable(bare(given, "where")),
                "reports": listed(bare(given, "where")),
                "count": bare(counted),
            },
            "count",
        ),
        "Pace": bare(pace),
        "Reading": bare(reading, "asked", "compared", "missing"),
        "Verdict": _verdict(rule, occasion, status, text),
    }
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.evaluation/1"},
        "library": word,
        "scheme": bare({"id": word, "version": word, "year": nullable(count)}),
        "place": text,
        "as_of": nullable(DAY),
        "illustrative": truth,
        "answers": answers,
        "outcome": outcome,
        "totals": {
            **bare({"targets": ref("Totals"), "all": ref("Totals")}),
            "additionalProperties": ref("Totals"),
        },
        "unused": words,
        "pivots": listed(bare({"answers": answers, "outcome": outcome})),
        "pivots_complete": truth,
        "verdicts": listed(ref("Verdict")),
    }
    description = "A place judged under a scheme. Keys may be added: pass over those you do not know."
    return headed("evaluation", description, bare(properties), definitions)


def _verdict(rule: Schema, occasion: Schema, status: Schema, text: Schema) -> Schema:
    word: Schema = {"type": "string"}
    words, truth = listed(word), SIMPLE[bool]
    common = {
        "id": word, "kind": word, "clause": word, "text": ref("Text"), "status": status,
        "so_far": nullable(status),
        "counted": truth, "parties": words, "questions": words,
        "agreement": {"enum": ["same", "depends", "open"]}, "readings": listed(ref("Reading")),
        "explanation": ref("Text"),
    }  # fmt: skip
    target = {
        "restates": nullable(word), "part_of": nullable(word), "endeavour": truth, "level": word,
        "years": word,
        "start": SIMPLE[SchemeDate], "due": nullable(SIMPLE[SchemeDate]), "rule": rule, "asked": ref("Text"),
        "compared": listed(ref("Compared")), "children": words, "inputs": listed(ref("Input")),
        "lacking": words, "formula": text, "missing": text, "pace": nullable(ref("Pace")),
    }  # fmt: skip
    duty = {
        "rule": {"anyOf": [rule, occasion, {"type": "null"}]},
        "judgement": nullable(_judgement(text)), "occasions": listed(_occasion(status, text)),
        "margin": nullable(ref("Quantity")), "late": truth,
    }  # fmt: skip
    made = bare({**common, **target, **duty}, *target, *duty)
    when = {"properties": {"kind": {"const": "target"}}, "required": ["kind"]}
    return {**made, "if": when, "then": {"properties": {"rule": rule}, "required": list(target)}}


def _judgement(text: Schema) -> Schema:
    """What an assessor found of a criterion."""
    word: Schema = nullable({"type": "string"})
    keys: dict[str, Schema] = {"met": SIMPLE[bool], "assessor": word, "evidence": text, "on": nullable(DAY)}
    return bare(keys)


def _occasion(status: Schema, text: Schema) -> Schema:
    """A period in which something had to happen, and what did."""
    word: Schema = nullable({"type": "string"})
    event = bare({"on": DAY, "party": word, "note": text})
    keys = {
        "first": DAY,
        "last": DAY,
        "party": word,
        "need": SIMPLE[int],
        "status": status,
        "events": listed(event),
    }
    return bare(keys)
