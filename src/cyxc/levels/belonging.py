"""Whose data it is: what a place's figures say of which place they are, against the place they came for."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from cyxc.data.dated import each_figure
from cyxc.data.names import of_others
from cyxc.data.observation import Data, Observation, split_role
from cyxc.errors import NOWHERE, Location, Problem, brief
from cyxc.language import Text
from cyxc.levels.places import Places


def of_other_place(own: object, code: str, places: Places | None) -> Iterator[Problem]:
    """Where the data of a place says that it is another's, each name once.

    A file's own `place` is a name for people: without a list of places nothing can be told from it.
    """
    told: set[str] = set()
    if isinstance(own, Data) and places is not None and own.place is not None:
        named = own.place
        told |= {named.zh, named.en}
        if not any(_is(said, code, places) for said in (named.zh, named.en)):
            yield _problem(named, code, places, Location(file=own.file))
    for said, where in _said(own):
        if said not in told and not _is(said, code, places):
            told.add(said)
            yield _problem(Text(said, said), code, places, where)


def _is(said: str, code: str, places: Places | None) -> bool:
    """Whether it is the place's code, or by the list its name."""
    return said == code or (places is not None and said in attrs.astuple(places.name(code)))


def _said(own: object) -> Iterator[tuple[str, Location]]:
    """The places the figures carry; averages of others say of whom they are."""
    figures: Iterable[tuple[object, object]]
    if isinstance(own, Mapping):
        figures = ((name, one) for name, value in own.items() for _, _, one in each_figure(value))
    elif isinstance(own, Data | list | tuple):
        figures = ((one.key, one) for one in own if isinstance(one, Observation))
    else:
        return
    for name, one in figures:
        place = one.get("place") if isinstance(one, Mapping) else getattr(one, "place", None)
        role = one.get("role") if isinstance(one, Mapping) else getattr(one, "role", None)
        if isinstance(place, str) and not of_others(role or split_role(str(name))[1]):
            yield place, one.where if isinstance(one, Observation) else NOWHERE


def _problem(said: Text, code: str, places: Places | None, where: Location) -> Problem:
    name = code if places is None else places.name(code).zh
    called = code if name == code else f"{name}（{code}）"
    return Problem("data-of-other-place", {"said": brief(said.zh), "place": called}, where)
