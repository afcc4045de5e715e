"""Entries in order, looked up by position or by id."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar, overload

from cyxc.errors import Problem, UnknownNameError, nearest
from cyxc.frozen import unchangeable


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...  # noqa: D102


E = TypeVar("E", bound=Named, covariant=True)


class Entries(Generic[E]):
    """Entries in the document's order: iterate them, take one by position or by id.

    An id nothing has raises `UnknownNameError`, which names the nearest.
    """

    __slots__ = ("_by_id", "_items")

    _items: tuple[E, ...]
    _by_id: dict[str, E]

    def __init__(self, items: Iterable[E] = ()) -> None:
        """Takes the entries; of two with one id the first is found (loading a scheme refuses such pairs)."""
        kept = tuple(items)
        object.__setattr__(self, "_items", kept)
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in reversed(kept)})

    __setattr__ = __delattr__ = unchangeable

    def __iter__(self) -> Iterator[E]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id or id_ in self._items

    @overload
    def __getitem__(self, key: str | int) -> E: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[E, ...]: ...
    def __getitem__(self, key: str | int | slice) -> E | tuple[E, ...]:
        if not isinstance(key, str):
            return self._items[key]
        try:
            return self._by_id[key]
        except KeyError:
            close = nearest(key, self._by_id)
            raise UnknownNameError(Problem("unknown-entry", {"name": key}, nearest=close)) from None

    def get(self, id_: str) -> E | None:
        """The entry with this id, or None."""
        return self._by_id.get(id_)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(entry.id for entry in self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, Entries) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __reduce__(self) -> "tuple[type[Entries[E]], tuple[tuple[E, ...]]]":
        return type(self), (self._items,)

    def __repr__(self) -> str:
        return f"Entries({list(self.ids)})"
