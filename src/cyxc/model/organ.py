"""What is stated but not judged: lines of work, organs, rewards and sanctions."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.model.entry import Entry, Level

Sort = Literal["reward", "sanction"]

SORTS: dict[Sort, Text] = {
    "reward": Text("奖励", "reward"),
    "sanction": Text("惩戒", "sanction"),
}


@attrs.frozen(kw_only=True)
class Measure(Entry):
    """A named line of work, the entries that stand in it, and its parties."""

    entries: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Body(Entry):
    """An organ set up: chair and deputies by post, members by office, and the party its office sits with.

    `others` are members that are no offices, by description (挂点干部, experts).
    """

    chair: Text | None = None
    deputies: tuple[Text, ...] = ()
    members: tuple[str, ...] = ()
    others: tuple[Text, ...] = ()
    office: str | None = None
    level: Level | None = None


@attrs.frozen(kw_only=True)
class Consequence(Entry):
    """A reward or a sanction: who gives it, and to whom."""

    kind: Sort
    parties: tuple[str, ...] = ()
    to: Text | None = None
