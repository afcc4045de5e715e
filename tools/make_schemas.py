"""Writes the JSON Schemas in `src/cyxc/schemas` anew: `python tools/make_schemas.py`."""

import json
from pathlib import Path
from typing import Any

import attrs
from benefit_schema import benefit_schema
from comparison_schema import comparison_schema
from diff_schema import diff_schema
from evaluation_schema import evaluation_schema
from json_schema import Definitions, Schema, bare, headed, listed, nullable, ref
from places_schema import places_schema
from plan_schema import plan_schema
from record_schema import record_schema
from timeline_schema import timeline_schema

from cyxc.data.observation import Observation
from cyxc.language import Text
from cyxc.model.scheme import Scheme

HERE = Path(__file__).resolve().parents[1] / "src" / "cyxc" / "schemas"


def scheme_schema() -> Schema:
    """The interchange form of a scheme."""
    definitions = Definitions(strict=True)
    body = definitions.object(Scheme)
    body["properties"] = {"format": {"const": "cyxc.scheme/1"}, **body["properties"]}
    body["required"] = ["format", *body["required"]]
    _need_conditions(definitions.made["Benefit"])
    del body["description"]
    return headed("scheme", "One government document, in interchange form.", body, definitions.made)


def _need_conditions(benefit: Schema) -> None:
    """A benefit has at least one condition, as the loader asks: without any, anyone would be eligible."""
    benefit["required"].append("conditions")
    benefit["properties"]["conditions"]["minItems"] = 1


def data_schema() -> Schema:
    """Data in YAML or JSON."""
    text: Schema = {"anyOf": [{"type": "string"}, ref("Text"), {"type": "null"}]}
    truth: Schema = {"enum": [True, False, "yes", "no", "true", "false", None]}
    single: Schema = {"type": ["string", "number", "null"]}
    types_: dict[Any, Schema] = {bool: truth, str | None: {"type": ["string", "null"]}, Text | None: text}
    keys: dict[str, Schema] = {}
    for field in attrs.fields(attrs.resolve_types(Observation)):
        if field.name not in ("indicator", "where"):
            keys[field.name] = single if field.name == "value" else types_[field.type]
    keys["period"] = {"type": ["string", "integer", "null"]}
    optional = [key for key in keys if key != "value"]
    one = bare(keys, *optional, strict=True)
    several: Schema = {"type": "array", "items": one, "minItems": 1}
    # A year and what may follow: 2014, 2014-05, 2014年1-5月. The loader tells what is none.
    by_period: Schema = {
        "type": "object",
        "patternProperties": {"^[0-9]{4}": {"anyOf": [single, one, several]}},
        "additionalProperties": False,
        "minProperties": 1,
    }
    figure = {"anyOf": [single, one, several, by_period]}
    properties: dict[str, Schema] = {
        "format": {"const": "cyxc.data/1"},
        "scheme": {"type": ["string", "null"]},
        "illustrative": truth,
        "note": text,
        "place": text,
        "figures": nullable({"type": "object", "additionalProperties": figure}),
        "observations": nullable(
            listed(bare({"indicator": {"type": "string"}, **keys}, *optional, strict=True))
        ),
        **record_schema(text, truth),
    }
    body = bare(properties, *(key for key in properties if key != "format"), strict=True)
    words = bare({"zh": {"type": "string"}, "en": {"type": "string"}}, strict=True)
    description = "What is known of one place. A value may carry its unit; a name may end in @ and a role."
    return headed("data", description, body, {"Text": words})


SCHEMAS = {
    "scheme": scheme_schema,
    "data": data_schema,
    "places": places_schema,
    "evaluation": evaluation_schema,
    "benefit": benefit_schema,
    "timeline": timeline_schema,
    "diff": diff_schema,
    "comparison": comparison_schema,
    "plan": plan_schema,
}


def written(name: str) -> str:
    """A schema as it is committed."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name in SCHEMAS:
        (HERE / f"{name}.json").write_text(written(name), encoding="utf-8")
