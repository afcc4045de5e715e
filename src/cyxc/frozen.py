"""Plain data that can't change and can be hashed."""

from collections.abc import Iterator, Mapping
from typing import Any


def unchangeable(self: object, name: str, *_: Any) -> None:
    """Stands for `__setattr__` and `__delattr__` in classes whose objects never change."""
    raise AttributeError(f"{type(self).__name__} objects can't be changed: {name}")


class FrozenMap(Mapping[str, Any]):
    """A mapping that can't change and can be hashed, for pieces of a scheme kept as plain data."""

    __slots__ = ("_items",)

    _items: dict[str, Any]

    def __init__(self, items: Mapping[str, Any]) -> None:
        """Freezes `items`, and mappings and lists inside them."""
        object.__setattr__(self, "_items", {str(key): freeze(value) for key, value in items.items()})

    __setattr__ = __delattr__ = unchangeable

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __reduce__(self) -> tuple[type["FrozenMap"], tuple[dict[str, Any]]]:
        return type(self), (self._items,)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items})"


def freeze(value: Any) -> Any:
    """Plain data with mappings as `FrozenMap` and lists as tuples."""
    if isinstance(value, Mapping):
        return FrozenMap(value)
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value


def thaw(value: Any) -> Any:
    """The reverse of `freeze`: dicts and lists, ready for JSON."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return value
