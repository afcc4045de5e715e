"""Plain data to objects and back, by cattrs: the interchange form is the objects' own shape.

Unknown keys are refused, every fault is collected with its path, and nothing is converted in silence: text
stays text, yes and no are the only truth values, numbers are exact.
"""

import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.v import format_exception as describe

from cyxc.errors import UnknownNameError
from cyxc.model.entries import Entries, FrozenMap, thaw
from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import unit
from cyxc.rules.dates import SchemeDate
from cyxc.rules.formula import Formula
from cyxc.rules.line import Op
from cyxc.rules.rules import KINDS, Numeric, Rule
from cyxc.schemefile.source import Path, Source

T = TypeVar("T")

_YES, _NO = ("yes", "true", "True"), ("no", "false", "False")


@cache
def converter() -> Converter:
    """The converter of the interchange form."""
    conv = Converter(forbid_extra_keys=True, omit_if_default=True, prefer_attrib_converters=False)
    for kind, read in _READERS.items():
        conv.register_structure_hook(kind, read)
    conv.register_structure_hook_func(lambda t: get_origin(t) is Entries, _read_entries(conv))
    conv.register_structure_hook_func(
        lambda t: t in (Rule, Numeric), lambda raw, type_: _read_rule(conv, raw, type_)
    )
    conv.register_structure_hook_factory(
        attrs.has, lambda cls: make_dict_structure_fn(cls, conv, _cattrs_forbid_extra_keys=True)
    )
    for kind, write in _WRITERS.items():
        conv.register_unstructure_hook(kind, write)
    conv.register_unstructure_hook_func(
        lambda t: get_origin(t) is Entries or t is Entries, lambda items: [conv.unstructure(i) for i in items]
    )
    for word, cls in KINDS.items():
        conv.register_unstructure_hook(cls, _write_rule(conv, word, cls))
    conv.register_unstructure_hook_func(
        lambda t: t in (Rule, Numeric) or isinstance(t, types.UnionType) and t == Rule,
        lambda rule: conv.unstructure(rule, type(rule)),
    )
    return conv


def _text(raw: Any, _: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError("text-expected")
    if not raw.strip():
        raise ValueError("text-empty")
    return raw


def _truth(raw: Any, _: Any) -> bool:
    if raw is True or raw in _YES:
        return True
    if raw is False or raw in _NO:
        return False
    raise ValueError("yes-or-no")


def _whole(raw: Any, _: Any) -> int:
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 10:
        return int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    raise ValueError("whole-number")


def _decimal(raw: Any, _: Any) -> Decimal:
    if isinstance(raw, str) and len(raw) <= 40:
        try:
            value = Decimal(raw)
        except ArithmeticError:
            value = Decimal("NaN")
        if value.is_finite() and "e" not in raw.lower():
            return value
    raise ValueError("decimal-text")


def _date(raw: Any, _: Any) -> SchemeDate:
    try:
        return SchemeDate.parse(_text(raw, _))
    except ValueError:
        raise ValueError("date-form") from None


def _figure(raw: Any, _: Any) -> Figure:
    if not isinstance(raw, dict) or not {"value", "unit"} <= set(raw) <= {"value", "unit", "as_written"}:
        raise ValueError("figure-form")
    written = raw.get("as_written")
    found = Figure(_decimal(raw["value"], _), _text(raw["unit"], _), written and _text(written, _))
    unit(found.unit)
    return found


def _op(raw: Any, _: Any) -> Op:
    try:
        return Op(raw)
    except ValueError:
        raise ValueError("comparison") from None


def _formula(raw: Any, _: Any) -> Formula:
    return Formula.parse(_text(raw, _))


def _map(raw: Any, _: Any) -> FrozenMap:
    if not isinstance(raw, dict | FrozenMap):
        raise TypeError("mapping-expected")
    return FrozenMap(raw)


_READERS: dict[Any, Callable[[Any, Any], Any]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    Decimal: _decimal,
    SchemeDate: _date,
    Figure: _figure,
    Formula: _formula,
    FrozenMap: _map,
    Op: _op,
}


def _write_figure(figure: Figure) -> dict[str, str]:
    body = {"value": format(figure.value, "f"), "unit": figure.unit}
    return body if figure.as_written is None else {**body, "as_written": figure.as_written}


_WRITERS: dict[Any, Callable[[Any], Any]] = {
    Decimal: lambda value: format(value, "f"),
    Fraction: str,
    SchemeDate: str,
    Figure: _write_figure,
    Formula: str,
    FrozenMap: thaw,
    Op: str,
}


def _read_entries(conv: Converter) -> Callable[[Any, Any], Entries[Any]]:
    def read(raw: Any, type_: Any) -> Entries[Any]:
        (item,) = get_args(type_)
        return Entries(conv.structure(raw, tuple[item, ...]))

    return read


def _read_rule(conv: Converter, raw: Any, type_: Any) -> Any:
    if not isinstance(raw, dict):
        raise ValueError("rule-missing")
    kind = raw.get("kind")
    allowed = [word for word, cls in KINDS.items() if cls in get_args(type_)]
    if kind not in allowed:
        raise ValueError("rule-kind")
    return conv.structure({k: v for k, v in raw.items() if k != "kind"}, KINDS[kind])


def _write_rule(conv: Converter, word: str, cls: Any) -> Callable[[Any], dict[str, Any]]:
    plain = make_dict_unstructure_fn(cls, conv, _cattrs_omit_if_default=True)
    return lambda rule: {"kind": word, **plain(rule)}


def structure(raw: Any, cls: type[T], source: Source, path: Path = ()) -> T | None:
    """`raw` as a `cls`, or None with every fault noted at its place in `source`."""
    try:
        return converter().structure(raw, cls)
    except ClassValidationError as error:
        for inside, fault, owner in _leaves(error, raw, path, cls):
            _note(fault, inside, owner, source)
    return None


def _leaves(
    error: BaseException, raw: Any, path: Path, owner: Any
) -> Iterator[tuple[Path, BaseException, Any]]:
    if isinstance(error, ClassValidationError):
        noted, bare = error.group_exceptions()
        for fault, note in noted:
            inside = raw.get(note.name) if isinstance(raw, dict) else None
            yield from _leaves(fault, inside, (*path, note.name), error.cl)
        for fault in bare:
            yield from _leaves(fault, raw, path, error.cl)
    elif isinstance(error, IterableValidationError):
        noted_items, bare = error.group_exceptions()
        for fault, item in noted_items:
            element = raw[item.index] if isinstance(raw, list | tuple) and isinstance(item.index, int) else None
            name = element.get("id", item.index) if isinstance(element, dict) else item.index
            yield from _leaves(fault, element, (*path, str(name)), owner)
        for fault in bare:
            yield from _leaves(fault, raw, path, owner)
    else:
        yield path, error, owner


def _note(fault: BaseException, path: Path, owner: Any, source: Source) -> None:
    fields = tuple(field.name for field in attrs.fields(owner)) if attrs.has(owner) else ()
    if isinstance(fault, ForbiddenExtraKeysError):
        known = tuple(field.name for field in attrs.fields(fault.cl)) if attrs.has(fault.cl) else fields
        for key in sorted(fault.extra_fields):
            source.fault("unknown-key", (*path, key), name=key, known=known)
    elif isinstance(fault, UnknownNameError):
        problem = fault.problems[0]
        source.problems.append(attrs.evolve(problem, where=source.where(path)))
    elif isinstance(fault, KeyError):
        # A KeyError of cattrs is about the key it did not find, not about the one it was reading.
        source.fault("missing-key", path, key=str(fault.args[0]) if fault.args else "?")
    else:
        why = str(fault) if fault.args else describe(fault, None)
        code = why if why in _OWN_CODES else "bad-value"
        source.fault(code, path, why=why)


_OWN_CODES = {
    "text-expected",
    "text-empty",
    "yes-or-no",
    "whole-number",
    "decimal-text",
    "comparison",
    "date-form",
    "figure-form",
    "mapping-expected",
    "rule-missing",
    "rule-kind",
}
