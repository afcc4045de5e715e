"""The JSON Schema of judgements, logs of events and classes in a data file; for `make_schemas.py`."""

from json_schema import Schema, bare, listed, nullable

DAY: Schema = {"type": "string"}


def record_schema(text: Schema, truth: Schema) -> dict[str, Schema]:
    """The keys of a data file that hold records; `text` is one text or one in each language."""
    word: Schema = {"type": "string"}
    maybe = nullable(word)
    yes_no: Schema = {"enum": [*truth["enum"], "是", "否"]}
    names: Schema = {"anyOf": [word, listed(word), {"type": "null"}]}
    judgement = {"met": yes_no, "assessor": maybe, "evidence": text, "on": nullable(DAY)}
    event = {"entry": word, "on": DAY, "party": maybe, "note": text}
    events = nullable(listed(bare(event, "party", "note", strict=True)))
    log = {"from": DAY, "to": DAY, "entries": names, "parties": names, "events": events}
    judged: Schema = {"anyOf": [yes_no, bare(judgement, *judgement, strict=True)]}
    return {
        "judgements": nullable({"type": "object", "additionalProperties": judged}),
        "logs": nullable(listed(bare(log, "entries", "parties", "events", strict=True))),
        "classes": nullable({"type": "object", "additionalProperties": names}),
    }
