"""The JSON Schema of schemes side by side, written by hand as `cyxc.comparing.to_json` is."""

from typing import get_args

from json_schema import Schema, bare, headed, listed, nullable, ref
from parts_schema import ANSWERS, COUNT, EXACT, QUANTITY, SHARED, TEXT, TRUTH, WORD, WORDS, keyed

from cyxc.comparing.pair import Beside, Finding
from cyxc.model.entry import Level
from cyxc.model.indicator import Kind
from cyxc.model.target import Years


def comparison_schema() -> Schema:
    """Schemes concept by concept; it may gain keys, so unknown ones are allowed everywhere."""
    level: Schema = {"enum": [*get_args(Level)]}
    scheme = {
        "label": WORD, "id": WORD, "version": WORD, "title": TEXT, "place": TEXT, "level": level,
        "term": WORD, "year": nullable(COUNT), "answers": ANSWERS, "targets": COUNT,
    }  # fmt: skip
    indicator = {
        "id": WORD, "name": TEXT, "text": TEXT, "kind": {"enum": [*get_args(Kind)]},
        "unit": WORD, "counted": nullable(WORD), "formula": nullable(TEXT),
    }  # fmt: skip
    asked = {
        "target": WORD, "clause": WORD, "text": TEXT, "asked": TEXT, "threshold": nullable(QUANTITY),
        "absolute": TRUTH, "indicator": bare(indicator), "window": WORD,
        "years": {"enum": [*get_args(Years)]}, "level": level, "endeavour": TRUTH,
        "among": nullable(WORD), "questions": WORDS,
    }  # fmt: skip
    named = bare({"scheme": WORD, "target": WORD, "indicator": WORD})
    pair = {
        "first": named, "second": named, "finding": {"enum": [*get_args(Finding)]},
        "stricter": nullable(WORD), "ratio": nullable(EXACT),
        "reasons": listed(bare({"code": WORD, "text": TEXT})),
        "beside": listed({"enum": [*get_args(Beside)]}),
    }  # fmt: skip
    row = {
        "id": WORD, "concept": nullable(WORD), "name": TEXT, "only": nullable(WORD),
        "asked": keyed(listed(ref("Asked"))), "pairs": listed(ref("Pair")),
    }  # fmt: skip
    definitions = {**SHARED, "Asked": bare(asked), "Pair": bare(pair), "Row": bare(row)}
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.comparison/1"},
        "schemes": {**listed(bare(scheme)), "minItems": 2},
        "rows": listed(ref("Row")),
    }
    description = "What several schemes ask of the same concepts. Keys may be added."
    return headed("comparison", description, bare(properties), definitions)
