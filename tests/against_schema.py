"""Documents held against the published JSON Schemas, as any other library would."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from cyxc.schemas import NAMES, schema

VALIDATORS = {name: Draft202012Validator(schema(name)) for name in NAMES}


def faults(name: str, instance: Any) -> list[str]:
    return _told(VALIDATORS[name], instance)


def unnamed(name: str, instance: Any) -> list[str]:
    """The faults there would be if the schema allowed no key that it does not name."""
    return _told(Draft202012Validator(closed(schema(name))), instance)


def _told(validator: Any, instance: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(instance)]


def closed(part: Any) -> Any:
    """A schema with every object closed to keys it does not name."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = {key: value if key in ("if", "then") else closed(value) for key, value in part.items()}
    if "properties" in made and made.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document, from the outside inwards."""
    if isinstance(part, dict):
        yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from objects(one)
