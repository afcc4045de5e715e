"""Plain data to objects and back, by cattrs: the interchange form is the objects' own shape.

Unknown keys are refused, every fault is collected with its path, and nothing is converted in silence: text
stays text, yes and no are the only truth values, numbers are exact.
"""

import types
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from cyxc.errors import nearest
from cyxc.language import Text
from cyxc.model.benefit import Fact
from cyxc.model.entries import Entries
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import OCCASIONS
from cyxc.rules.rules import KINDS
from cyxc.schemefile.marks import Index, Path, Source
from cyxc.schemefile.scalars import (
    READERS,
    WRITERS,
    BadValueError,
    read_answers,
    read_choice,
    read_unit,
)
from cyxc.schemefile.unions import UNIONS
from cyxc.schemefile.words import known_keys

T = TypeVar("T")

_SPECIAL: dict[type, dict[str, Any]] = {
    Indicator: {"unit": override(struct_hook=read_unit)},
    Fact: {"unit": override(struct_hook=lambda raw, _: None if raw is None else read_unit(raw))},
    Scheme: {
        "origin": override(omit=True),
        "answers": override(struct_hook=read_answers, unstruct_hook=dict),
    },
}


@cache
def converter() -> Converter:
    """The converter of the interchange form."""
    conv = Converter(forbid_extra_keys=True, omit_if_default=True, prefer_attrib_converters=False)
    _register_readers(conv)
    _register_writers(conv)
    return conv


def _register_readers(conv: Converter) -> None:
    for kind, read in READERS.items():
        conv.register_structure_hook(kind, read)
    conv.register_structure_hook_func(_made_of(Literal), read_choice)
    for many in (tuple, Entries):
        conv.register_structure_hook_func(_made_of(many), partial(_read_list, conv, many))
    for union, kinds in UNIONS:
        for one in (union, union | None):
            conv.register_structure_hook_func(_is(one), partial(_read_kind, conv, kinds))
    conv.register_structure_hook_factory(attrs.has, lambda cls: _reader(conv, cls))


def _register_writers(conv: Converter) -> None:
    for kind, write in WRITERS.items():
        conv.register_unstructure_hook(kind, write)
    conv.register_unstructure_hook_func(_made_of(Entries), lambda items: [conv.unstructure(i) for i in items])
    conv.register_unstructure_hook(
        Scheme, make_dict_unstructure_fn(Scheme, conv, _cattrs_omit_if_default=True, **_SPECIAL[Scheme])
    )
    for _, kinds in UNIONS:
        for word, cls in kinds.items():
            conv.register_unstructure_hook(cls, _write_kind(conv, word, cls))
    for union, _ in UNIONS:
        for one in (union, union | None):
            conv.register_unstructure_hook_func(_is(one), lambda said: conv.unstructure(said, type(said)))


def _reader(conv: Converter, cls: Any) -> Any:
    read = make_dict_structure_fn(cls, conv, _cattrs_forbid_extra_keys=True, **_SPECIAL.get(cls, {}))

    def checked(raw: Any, type_: Any) -> Any:
        if not isinstance(raw, dict):
            raise BadValueError("two-languages" if cls is Text else "mapping-expected")
        return read(raw, type_)

    return checked


def _made_of(origin: Any) -> Callable[[Any], bool]:
    """Whether a type is `origin[…]`."""
    return lambda type_: get_origin(type_) is origin


def _read_list(conv: Converter, into: Any, raw: Any, type_: Any) -> Any:
    if not isinstance(raw, list | tuple):
        raise BadValueError("list-expected")
    items: Any = types.GenericAlias(list, get_args(type_)[:1])
    return into(conv.structure(raw, items))


def _is(type_: Any) -> Callable[[Any], bool]:
    return lambda other: bool(other == type_)


def _read_kind(conv: Converter, kinds: dict[str, Any], raw: Any, type_: Any) -> Any:
    if raw is None and type(None) in get_args(type_):
        return None
    if not isinstance(raw, dict):
        raise BadValueError("rule-missing" if kinds in (KINDS, OCCASIONS) else "mapping-expected")
    kind = raw.get("kind")
    allowed = [word for word, cls in kinds.items() if cls in get_args(type_)]
    if kind not in allowed:
        close = nearest(kind, allowed) if isinstance(kind, str) else ()
        raise BadValueError("rule-kind", nearest=close, kinds=", ".join(allowed))
    return conv.structure({k: v for k, v in raw.items() if k != "kind"}, kinds[kind])


def _write_kind(conv: Converter, word: str, cls: Any) -> Any:
    plain = make_dict_unstructure_fn(cls, conv, _cattrs_omit_if_default=True)
    return lambda said: {"kind": word, **plain(said)}


def structure(raw: Any, cls: type[T], source: Source, path: Path = ()) -> T | None:
    """`raw` as a `cls`, or None with every fault noted at its place in `source`."""
    if source.full:
        return None
    try:
        return converter().structure(raw, cls)
    except (ClassValidationError, BadValueError) as error:
        for inside, fault, owner in _leaves(error, raw, path, cls):
            _note(fault, inside, owner, source)
    return None


def _leaves(
    error: BaseException, raw: Any, path: Path, owner: Any
) -> Iterator[tuple[Path, BaseException, Any]]:
    """The single faults in a group of them, each with its path and the class that was being read."""
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
            element = raw[item.index]
            id_ = element.get("id") if isinstance(element, dict) else None
            name = id_ if isinstance(id_, str) else Index(item.index)
            yield from _leaves(fault, element, (*path, name), owner)
        for fault in bare:
            yield from _leaves(fault, raw, path, owner)
    else:
        yield path, error, owner


def _note(fault: BaseException, path: Path, owner: Any, source: Source) -> None:
    if isinstance(fault, ForbiddenExtraKeysError):
        for key in sorted(fault.extra_fields):
            if not source.spoiled((*path, key)):
                source.fault("unknown-key", (*path, key), name=key, known=known_keys(fault.cl))
    elif source.spoiled(path):
        return  # a short form that could not be expanded has been noted already
    elif isinstance(fault, BadValueError):
        source.place(fault.problem, path)
    elif isinstance(fault, KeyError):
        # A KeyError of cattrs is about the key it did not find, not about the one it was reading.
        _note_missing(str(fault.args[0]), path, owner, source)
    else:
        source.fault("bad-value", path)


def _note_missing(key: str, path: Path, owner: Any, source: Source) -> None:
    if key == "rule":
        source.fault("rule-missing", path)
    elif owner is Indicator and key == "kind":
        source.fault("kind-missing", path)
    elif owner is not Indicator or key != "unit" or not source.spoiled((*path[:-1], "kind")):
        source.fault("missing-key", path, key=key)
