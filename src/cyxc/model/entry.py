"""What all entries of a scheme share, and the small nouns around them."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.rules.dates import Window

Level = Literal["province", "city", "district", "county", "town", "community"]

LEVELS: dict[Level, Text] = {
    "province": Text("省级", "province"),
    "city": Text("市级", "city"),
    "district": Text("区级", "district"),
    "county": Text("县级", "county"),
    "town": Text("镇（街道）级", "town"),
    "community": Text("社区（村）级", "community"),
}

Role = Literal["leads", "takes_part", "jointly"]

ROLES: dict[Role, Text] = {
    "leads": Text("牵头", "leads"),
    "takes_part": Text("参加", "takes part"),
    "jointly": Text("共同负责", "jointly responsible"),
}


@attrs.frozen(kw_only=True)
class Entry:
    """Anything a document states: an id, the clause it stands in, and what it says in our own words."""

    id: str
    clause: str
    text: Text


@attrs.frozen(kw_only=True)
class Judged(Entry):
    """An entry that has a verdict: what all of these share.

    `window` is when it is to come about and `level` whom it binds; `endeavour` marks 力争; `restates` the
    entry whose task it says again, so that it is shown here and counted there.
    """

    window: Window
    level: Level
    endeavour: bool = False
    restates: str | None = None
    questions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Jurisdiction:
    """The place a scheme was made for."""

    zh: str
    en: str
    level: Level
    code: str | None = None

    @property
    def name(self) -> Text:
        """The place's name."""
        return Text(self.zh, self.en)


@attrs.frozen(kw_only=True)
class Party:
    """An office, by its full Chinese name; `open` for a class the caller may fill (各成员单位)."""

    id: str
    en: str
    open: bool = False

    @property
    def name(self) -> Text:
        """The office's name."""
        return Text(self.id, self.en)


@attrs.frozen(kw_only=True)
class Concept:
    """What is measured, across documents."""

    id: str
    zh: str
    en: str

    @property
    def name(self) -> Text:
        """The concept's name."""
        return Text(self.zh, self.en)


@attrs.frozen(kw_only=True)
class Responsibility(Entry):
    """Who answers for what: the parties, their role, and the entries it is about.

    `bound` says, for several parties, whether each of them is bound or all together.
    """

    parties: tuple[str, ...]
    role: Role = "jointly"
    bound: Literal["each", "together"] = "each"
    entries: tuple[str, ...] = ()
