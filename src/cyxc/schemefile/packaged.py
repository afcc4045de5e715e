"""The packaged schemes, read from the JSON that `tools/make_schemes.py` makes of their YAML.

People edit the YAML; the JSON beside it is the same scheme in interchange form, expanded and checked, so that
loading one checks nothing and works nothing out. A JSON made of another YAML than the one beside it is
passed over, and the tests hold that each is what its YAML says with every check on.
"""

import json
import pkgutil
from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from typing import Any, Literal, get_args, get_origin
from zlib import crc32

from cattrs.converters import BaseConverter

from cyxc.frozen import FrozenMap
from cyxc.language import Text
from cyxc.model.entries import Entries
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Figure
from cyxc.rules.dates import SchemeDate, Window
from cyxc.rules.formula import Formula
from cyxc.rules.line import Op
from cyxc.schemefile.unions import UNIONS


def packaged_yaml(id_: str) -> bytes:
    """The YAML of a packaged scheme."""
    return _read(f"schemes/{id_}.yaml")


def made_of(yaml: bytes) -> str:
    """What the JSON made of a YAML file notes about it; the same whatever the system's ends of lines."""
    return f"{crc32(yaml.replace(bytes([13, 10]), bytes([10]))):08x}"


def built(id_: str) -> Scheme | None:
    """The packaged scheme with this id; None where its YAML was edited and the JSON not made anew."""
    body = json.loads(_read(f"schemes/{id_}.json"))
    if body["made_of"] != made_of(packaged_yaml(id_)):
        return None
    scheme: Scheme = _converter().structure(body["scheme"], Scheme)
    return scheme


def _read(name: str) -> bytes:
    found = pkgutil.get_data("cyxc", name)
    assert found is not None
    return found


@cache
def _converter() -> BaseConverter:
    """Data known to be good into objects, without a check.

    `Converter` would compile a function for every class, which costs more than reading one scheme.
    """
    conv = BaseConverter(detailed_validation=False)
    for kind, read in _READERS.items():
        conv.register_structure_hook(kind, read)
    for as_it_is in (_made_of(Literal), _is(str | None)):
        conv.register_structure_hook_func(as_it_is, _same)
    for many in (tuple, Entries):
        conv.register_structure_hook_func(_made_of(many), partial(_read_list, conv, many))
    for union, kinds in UNIONS:
        for one in (union, union | None):
            conv.register_structure_hook_func(_is(one), partial(_read_kind, conv, kinds))
    return conv


def _made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda type_: get_origin(type_) is origin


def _is(type_: Any) -> Callable[[Any], bool]:
    return lambda other: bool(other == type_)


def _same(raw: Any, _: Any) -> Any:
    return raw


def _read_list(conv: BaseConverter, into: Any, raw: Any, type_: Any) -> Any:
    one = get_args(type_)[0]
    if one is str:
        return into(raw)
    read = conv.get_structure_hook(one)
    return into(read(item, one) for item in raw)


def _read_kind(conv: BaseConverter, kinds: dict[str, Any], raw: Any, _: Any) -> Any:
    return None if raw is None else conv.structure(raw, kinds[raw["kind"]])


# Dates and windows can't change, and most entries share the scheme's term.
_date = cache(SchemeDate.parse)


@cache
def _window(start: str, due: str) -> Window:
    return Window(_date(start), _date(due))


_READERS: dict[Any, Callable[[Any, Any], Any]] = {
    str: _same,
    bool: _same,
    int: _same,
    Text: lambda raw, _: Text(raw["zh"], raw["en"]),
    Window: lambda raw, _: _window(raw["start"], raw["due"]),
    SchemeDate: lambda raw, _: _date(raw),
    Figure: lambda raw, _: Figure(Decimal(raw["value"]), raw["unit"], raw.get("as_written")),
    Formula: lambda raw, _: Formula.parse(raw),
    FrozenMap: lambda raw, _: FrozenMap(raw),
    Op: lambda raw, _: Op(raw),
}
