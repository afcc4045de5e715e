"""JSON Schemas of attrs classes, field by field, for `make_schemas.py`.

msgspec could not make them: it takes no union of attrs classes, which a rule is, and no `Fraction`. A type
nothing is known about fails, so that no new attribute goes without its schema.
"""

import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from cyxc.model.entries import Entries
from cyxc.model.indicator import Indicator
from cyxc.model.question import Change
from cyxc.model.scheme import Scheme
from cyxc.rules.dates import SchemeDate
from cyxc.rules.formula import Formula
from cyxc.rules.line import Op
from cyxc.schemefile.overlay import CHANGEABLE
from cyxc.schemefile.unions import UNIONS

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "pattern": "\\S"}
DATE = r"^([0-9]{4}|Y|\(Y[+-][1-9]\))(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

SIMPLE: dict[Any, Schema] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]{1,18}(\.[0-9]{1,18})?$"},
    SchemeDate: {"type": "string", "pattern": DATE},
    Formula: {"type": "string", "pattern": "\\S", "maxLength": 2000},
    Op: {"enum": [op.value for op in Op]},
}
"""The single values of the interchange form."""


SPECIAL: dict[tuple[type, str], Schema] = {
    (Scheme, "answers"): {"type": "object", "additionalProperties": TEXT},
    (Indicator, "id"): {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
}
"""Fields whose form is not that of their type."""


_KINDS: dict[Any, str] = {cls: word for _, kinds in UNIONS for word, cls in kinds.items()}
"""The classes of unions, with the word that tells each from the others."""


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def nullable(schema: Schema) -> Schema:
    """What `schema` allows, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Schema) -> Schema:
    """A list of what `schema` allows."""
    return {"type": "array", "items": schema}


def bare(properties: Mapping[str, Schema], *optional: str, strict: bool = False) -> Schema:
    """An object with these keys, all but the optional ones required."""
    required = [key for key in properties if key not in optional]
    made: Schema = {"type": "object", "properties": dict(properties), "required": required}
    return {**made, "additionalProperties": False} if strict else made


def headed(word: str, description: str, body: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A whole schema of the format called `cyxc.{word}/1`."""
    head = {
        "$schema": DRAFT,
        "$id": f"urn:cyxc:{word}:1",
        "title": f"cyxc.{word}/1",
        "description": description,
    }
    return {**head, **body, "$defs": dict(sorted(definitions.items()))}


class Definitions:
    """The definitions of attrs classes, each made when it is first asked for."""

    def __init__(self, *, strict: bool) -> None:
        """With `strict`, unknown keys are refused."""
        self.strict = strict
        self.made: dict[str, Schema] = {}

    def of(self, type_: Any) -> Schema:
        """The schema of a type."""
        if type_ in SIMPLE:
            return SIMPLE[type_]
        origin, inner = get_origin(type_), get_args(type_)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (tuple, Entries):
            return listed(self.of(inner[0]))
        if origin in (Union, types.UnionType):
            others = [one for one in inner if one is not types.NoneType]
            made = self.of(others[0]) if len(others) == 1 else {"oneOf": [self.of(one) for one in others]}
            if len(others) > 1 and not _KINDS.keys() >= set(others):
                raise TypeError(f"no word tells apart what {type_} may be")
            return made if len(others) == len(inner) else nullable(made)
        if attrs.has(type_):
            if type_.__name__ not in self.made:
                self.made[type_.__name__] = {}
                self.made[type_.__name__] = self.object(type_)
            return ref(type_.__name__)
        raise TypeError(f"no schema is known for {type_}")

    def object(self, cls: Any) -> Schema:
        """An object with the fields of an attrs class as keys."""
        if cls is Change:
            return self.change()
        kind = {"kind": {"const": _KINDS[cls]}} if cls in _KINDS else {}
        fields = [field for field in attrs.fields(attrs.resolve_types(cls)) if field.name != "origin"]
        properties = {field.name: SPECIAL.get((cls, field.name)) or self.of(field.type) for field in fields}
        optional = [field.name for field in fields if field.default is not attrs.NOTHING]
        made = bare({**kind, **properties}, *optional, strict=self.strict)
        return {"description": " ".join((cls.__doc__ or "").partition("\n\n")[0].split()), **made}

    def change(self) -> Schema:
        """What a reading changes: some keys of one entry, null for one taken away."""
        kinds = []
        for list_, allowed in CHANGEABLE.items():
            types_ = {field.name: field.type for field in attrs.fields(attrs.resolve_types(allowed.cls))}
            keys = {key: nullable(self.of(types_[key])) for key in allowed.keys}
            if "window" in keys:  # one end of it may change alone
                keys["window"] = nullable({**self.object(types_["window"]), "required": []})
            inner = bare(keys, *keys, strict=self.strict)
            kinds.append(bare({"list": {"const": list_}, "entry": TEXT, "keys": inner}, strict=self.strict))
        return {"description": "What a reading changes: some keys of one entry.", "oneOf": kinds}
