"""A timeline office by office."""

from collections.abc import Iterable, Mapping

import attrs

from cyxc.agenda.item import Item
from cyxc.agenda.words import say
from cyxc.errors import Problem, UnknownNameError, brief, nearest
from cyxc.language import Text, both
from cyxc.model.names import folded
from cyxc.model.scheme import Scheme

Classes = Mapping[str, Iterable[str]]
"""Open classes, with the names of their members."""


@attrs.frozen
class Office:
    """An office, by its full name (empty: nobody is named), and what it has to do with, in order."""

    party: str
    name: Text
    items: tuple[Item, ...]


def offices(
    items: Iterable[Item], scheme: Scheme, classes: Classes, party: str | None = None
) -> tuple[Office, ...]:
    """The offices of some items in the scheme's order, those nobody is named for last; stages are left out.

    An item of several offices stands under each. With `party` there is only that one, and what is asked of
    a class it belongs to is its own; its name is looked up as `party_of` does.
    """
    found: dict[str, list[Item]] = {}
    if party is not None:
        own = party_of(party, scheme, classes)
        found[own] = list(of_party(items, own, classes))
    else:
        for item in items:
            for name in () if item.kind == "phase" else item.parties or ("",):
                found.setdefault(name, []).append(item)
    listed = [name for id_ in scheme.parties.ids for name in (id_, *classes.get(id_, ()))]
    order = [name for name in dict.fromkeys((*listed, "")) if name in found]
    return tuple(Office(name, office_name(name, scheme), tuple(found[name])) for name in order)


def of_party(items: Iterable[Item], party: str, classes: Classes) -> tuple[Item, ...]:
    """The items of one office, by its full name, and of the classes it is a member of; no stages."""
    names = {party, *(name for name, members in classes.items() if party in members)}
    return tuple(item for item in items if not names.isdisjoint(item.parties))


def party_of(name: str, scheme: Scheme, classes: Classes) -> str:
    """An office by its Chinese or English name, or a member of a class; `UnknownNameError` otherwise."""
    members = [member for listed in classes.values() for member in listed]
    known = {one.en: one.id for one in reversed(scheme.parties)}
    known |= {id_: id_ for id_ in (*members, *scheme.parties.ids)}
    found = {folded(said): id_ for said, id_ in known.items()}.get(folded(name))
    if found is None:
        close = nearest(folded(name), known)
        raise UnknownNameError(
            Problem("no-such-party", {"name": brief(name), "scheme": scheme.id}, nearest=close)
        )
    return found


def office_name(party: str, scheme: Scheme) -> Text:
    """What an office is called: its name in both languages where the scheme has it."""
    if not party:
        return say("agenda", "nobody")
    known = scheme.parties.get(party)
    return both(party) if known is None else known.name
