"""Parts that the schemas of what the library answers have in common; for `make_schemas.py`."""

from json_schema import SIMPLE, Schema, bare, listed, nullable, ref

from cyxc.rules.status import STATUSES, Outcome

WORD: Schema = {"type": "string"}
WORDS, TRUTH, COUNT = listed(WORD), SIMPLE[bool], SIMPLE[int]
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
EXACT: Schema = {"type": "string", "pattern": r"^-?([0-9]+(\.[0-9]+)?|[0-9]+/[0-9]+)$"}
STATUS: Schema = {"enum": [one.value for one in STATUSES]}
OUTCOME: Schema = {"enum": [one.value for one in Outcome]}

TEXT, QUANTITY = ref("Text"), ref("Quantity")
SHARED: dict[str, Schema] = {
    "Text": bare({"zh": WORD, "en": WORD}),
    "Quantity": bare({"value": EXACT, "unit": WORD}),
}
"""What `TEXT` and `QUANTITY` refer to."""

SCHEME = bare({"id": WORD, "version": WORD, "year": nullable(COUNT)})
ANSWERS: Schema = {"type": "object", "additionalProperties": WORD}
AGREEMENT: Schema = {"enum": ["same", "depends", "open"]}
JUDGEMENT = bare({"met": TRUTH, "assessor": nullable(WORD), "evidence": nullable(TEXT), "on": nullable(DAY)})
EVENT = bare({"on": DAY, "party": nullable(WORD), "note": nullable(TEXT)})


def keyed(schema: Schema) -> Schema:
    """An object with keys of the caller's own, and what `schema` allows under each."""
    return {"type": "object", "additionalProperties": schema}
