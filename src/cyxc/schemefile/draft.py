"""What could be read of a scheme file, so that all of it can be checked however much of it is broken."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from cyxc.model.entry import Entry
from cyxc.model.indicator import Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.schemefile.marks import Path, Source
from cyxc.schemefile.words import AROUND

LISTS = (
    *("parties", "concepts", "indicators", "targets", "criteria", "obligations", "phases"),
    *("responsibilities", "measures", "facts", "benefits", "procedures", "bodies", "consequences"),
    "questions",
)
"""The lists a scheme has, in the order of the interchange form."""


NOT_NAMED = ("parties", "concepts", "indicators", "facts", "questions")
"""The lists whose entries no duty and no measure is about."""


@attrs.frozen
class Draft:
    """A scheme of the entries that could be read, and the ids of all that are in the file, list by list.

    Tasks and steps, which stand inside phases and procedures, count as lists too.
    `unsure` are indicators whose kind and unit could not be told: nothing is said about how others fit them.
    """

    scheme: Scheme
    ids: Mapping[str, tuple[str, ...]]
    unsure: frozenset[str] = frozenset()
    _sets: Mapping[str, frozenset[str]] = attrs.field(init=False, repr=False, eq=False)

    @_sets.default
    def _as_sets(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(ids) for name, ids in self.ids.items()}

    def has(self, list_: str, id_: str) -> bool:
        """Whether the file has such an entry, readable or not."""
        known = self._sets.get(list_)
        return id_ in (getattr(self.scheme, list_).ids if known is None else known)

    def indicator(self, id_: str) -> Indicator | None:
        """An indicator that could be read and whose unit is known."""
        return None if id_ in self.unsure else self.scheme.indicators.get(id_)

    def target(self, id_: str) -> Target | None:
        """A target that could be read."""
        return self.scheme.targets.get(id_)

    def entry(self, list_: str, id_: str) -> Entry | None:
        """An entry of a list that could be read."""
        if list_ == "indicators":
            return self.indicator(id_)
        found: Entry | None = getattr(self.scheme, list_).get(id_)
        return found

    @cached_property
    def statements(self) -> Mapping[str, None]:
        """The ids of all that duties and measures may name, readable or not."""
        lists = [ids for name, ids in self.ids.items() if name not in NOT_NAMED]
        return dict.fromkeys(id_ for ids in lists for id_ in ids)

    def place(self, list_: str, id_: str) -> Path:
        """Where an entry stands in the file: a task in its phase, a step in its procedure."""
        around = AROUND.get(list_)
        for holder in () if around is None else getattr(self.scheme, around):
            if id_ in getattr(holder, list_).ids:
                return (str(around), holder.id, list_, id_)
        return (list_, id_)

    def name(self, list_: str, names: Iterable[str], code: str, path: Path, source: Source) -> None:
        """Notes the names that no entry of a list has, and those that are there twice."""
        said = list(names)
        for name in dict.fromkeys(said):
            if not self.has(list_, name):
                source.fault(code, path, name=name, known=self.ids.get(list_, ()))
            if said.count(name) > 1:
                source.fault("named-twice", path, id=name)
