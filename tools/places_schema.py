"""The JSON Schema of lists of places, as strict as `cyxc.levels.places_file` is; for `make_schemas.py`."""

from json_schema import TEXT, Schema, bare, headed, listed, nullable, ref
from parts_schema import DAY, SHARED, WORD

from cyxc.levels.places_file import FORMAT, LEVEL_WORDS


def places_schema() -> Schema:
    """A list of places in YAML or JSON; the format may be left out."""
    # YAML takes a code of digits for a number; the reader keeps the digits.
    code: Schema = {**TEXT, "type": ["string", "integer"]}
    place = {
        "code": code, "name": {"anyOf": [WORD, ref("Text")]}, "level": {"enum": [*LEVEL_WORDS]},
        "parent": nullable(code), "kind": nullable(WORD),
        "valid_from": nullable(DAY), "valid_to": nullable(DAY),
    }  # fmt: skip
    optional = ("parent", "kind", "valid_from", "valid_to")
    properties: dict[str, Schema] = {
        "format": {"const": FORMAT},
        "note": {},
        "places": listed(bare(place, *optional, strict=True)),
    }
    body = bare(properties, "format", "note", strict=True)
    definitions = {"Text": {**SHARED["Text"], "additionalProperties": False}}
    description = "Places with codes, names, levels, the place each lies in, and since when."
    return headed("places", description, body, definitions)
