"""Questions: where the law can be read in two ways, and what each reading changes."""

import attrs

from cyxc.frozen import FrozenMap
from cyxc.language import Text
from cyxc.model.entries import Entries
from cyxc.model.entry import Entry


@attrs.frozen
class Change:
    """What a reading changes: some keys of one entry, in the words of the interchange form."""

    list: str
    entry: str
    keys: FrozenMap = attrs.field(converter=FrozenMap)

    @property
    def bound(self) -> bool:
        """True when the dates it brings have their year."""
        window = self.keys.get("window")
        ends = window.values() if isinstance(window, FrozenMap) else ()
        return not any(isinstance(text, str) and text.startswith(("Y", "(Y")) for text in ends)


@attrs.frozen(kw_only=True)
class Reading:
    """One way to read a question: what it means, why one may, and what it changes in the scheme.

    One reading of a question is `plain`. A reading `without_number` is explained and never computed.
    """

    id: str
    text: Text
    reason: Text
    plain: bool = False
    without_number: bool = False
    changes: tuple[Change, ...] = ()


@attrs.frozen(kw_only=True)
class Question(Entry):
    """A point the document leaves open, with its named readings."""

    readings: Entries[Reading]

    @property
    def plain(self) -> Reading:
        """The reading that is taken unless the caller takes another."""
        return next(reading for reading in self.readings if reading.plain)
