"""The JSON Schema of timelines, written by hand as `cyxc.agenda.to_json` is; for `make_schemas.py`."""

from json_schema import Schema, bare, headed, listed, nullable, ref
from parts_schema import ANSWERS, COUNT, DAY, SCHEME, SHARED, STATUS, TEXT, WORD, WORDS

from cyxc.agenda.item import KINDS, State


def timeline_schema() -> Schema:
    """What is due when; it may gain keys, so unknown ones are allowed everywhere."""
    item = {
        "kind": {"enum": [*KINDS]},
        "id": WORD,
        "text": TEXT,
        "clauses": {**WORDS, "minItems": 1},
        "parties": WORDS,
        "party": nullable(WORD),
        "first": DAY,
        "last": nullable(DAY),
        "period": nullable(WORD),
        "state": {"enum": [one.value for one in State]},
        "days_to_go": {"type": ["integer", "null"]},
        "asked": nullable(TEXT),
        "status": nullable(STATUS),
        "so_far": nullable(STATUS),
        "happened": nullable(COUNT),
        "need": nullable(COUNT),
        "done_on": nullable(DAY),
    }
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.timeline/1"},
        "library": WORD,
        "scheme": SCHEME,
        "answers": ANSWERS,
        "place": nullable(TEXT),
        "as_of": nullable(DAY),
        "within": COUNT,
        "items": listed(ref("Item")),
    }
    description = "What is due when, and how it stands on a day. Keys may be added."
    definitions = {"Text": SHARED["Text"], "Item": bare(item)}
    return headed("timeline", description, bare(properties), definitions)
