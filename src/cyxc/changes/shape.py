"""Whether plain data has the shape a JSON Schema of ours asks for: as much of draft 2020-12 as ours use."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]
Schema = Mapping[str, Any]

_KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def faults(value: Any, schema: Schema, root: Schema, path: Path = ()) -> Iterator[Path]:
    """The paths at which `value` is not what `schema` asks for; none for a value that fits."""
    if "$ref" in schema:
        yield from faults(value, _named(schema["$ref"], root), root, path)
    if not _single(value, schema):
        yield path
        return
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            yield from _choice(value, schema[choice], root, path)
    if "if" in schema and fits(value, schema["if"], root):
        yield from faults(value, schema.get("then", {}), root, path)
    if isinstance(value, dict):
        yield from _object(value, schema, root, path)
    if isinstance(value, list) and "items" in schema:
        for i, one in enumerate(value):
            yield from faults(one, schema["items"], root, (*path, str(i)))


def fits(value: Any, schema: Schema, root: Schema) -> bool:
    """Whether a value is what a schema asks for."""
    return next(faults(value, schema, root), None) is None


def _named(reference: str, root: Schema) -> Schema:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found  # type: ignore[no-any-return]


def _single(value: Any, schema: Schema) -> bool:
    kinds = schema.get("type")
    if kinds is not None and not any(_is(value, kind) for kind in _several(kinds)):
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "pattern" in schema and isinstance(value, str) and re.search(schema["pattern"], value) is None:
        return False
    low = schema.get("minimum")
    return low is None or not isinstance(value, int) or value >= low


def _several(kinds: Any) -> list[str]:
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _is(value: Any, kind: str) -> bool:
    # In Python True is an int; in JSON it is none.
    if isinstance(value, bool) and kind != "boolean":
        return False
    return isinstance(value, _KINDS[kind])


def _choice(value: Any, choices: list[Schema], root: Schema, path: Path) -> Iterator[Path]:
    """Nothing where one of the choices fits; else where the one that comes nearest does not."""
    found = [list(faults(value, choice, root, path)) for choice in choices]
    if all(found):
        yield from max(found, key=lambda paths: max(len(one) for one in paths))


def _object(value: dict[str, Any], schema: Schema, root: Schema, path: Path) -> Iterator[Path]:
    for key in schema.get("required", ()):
        if key not in value:
            yield (*path, key)
    known = schema.get("properties", {})
    for key, inner in known.items():
        if key in value:
            yield from faults(value[key], inner, root, (*path, key))
    others = schema.get("additionalProperties", True)
    for key in value.keys() - known.keys():
        if others is False:
            yield (*path, key)
        elif isinstance(others, Mapping):
            yield from faults(value[key], others, root, (*path, key))
