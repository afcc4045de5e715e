"""What places are held against: averages of other places, handed in as those places' observations."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from cyxc.data.names import of_others
from cyxc.data.observation import Data, Observation, split_role
from cyxc.errors import DataError, Problem, brief, nearest
from cyxc.levels.places import Places
from cyxc.model.scheme import Scheme


def taken_out(figures: dict[str, Any], places: Places | None) -> dict[str, tuple[Observation, ...]]:
    """Takes out of `figures` the places that only say averages, and gives those by place as it is called.

    Such a place is not judged: its averages are held against the places below it. With a list of places, one
    that never held others keeps what it said, as an average somebody reported for it.
    """
    found: dict[str, tuple[Observation, ...]] = {}
    for name, value in list(figures.items()):
        seen = _averages(value)
        place = None if places is None else places.find(name)
        above = places is None or isinstance(place, Problem) or (place and place.code in places.holders)
        if seen and above:
            found[name] = tuple(attrs.evolve(one, place=one.place or name) for one in seen)
            del figures[name]
    return found


def _averages(value: object) -> tuple[Observation, ...]:
    """The observations handed in, where all of them are averages of others; else none."""
    if not isinstance(value, Data | list | tuple) or (isinstance(value, Data) and value.records):
        return ()
    seen = tuple(value)
    averages = all(isinstance(one, Observation) and of_others(_role(one)) for one in seen)
    return seen if averages else ()


def _role(seen: Observation) -> str | None:
    return seen.role if seen.role is not None else split_role(seen.indicator)[1]


def below(name: str, places: Places, standing: Places, problems: list[Problem]) -> frozenset[str] | None:
    """The codes a reference holds for; None where that is all: a place above everything listed.

    Those are the places in it by `standing`, which are valid at the date. A name that looks like one of the
    list is taken for a slip.
    """
    place = places.find(name)
    if not isinstance(place, Problem):
        inside = standing.descendants(place.code) if place.code in standing else ()
        return frozenset(one.code for one in inside)
    if place.code != "unknown-place" or nearest(brief(name), (*places.codes, *_names(places))):
        problems.append(place)
    return None


def _names(places: Places) -> Iterable[str]:
    return (name for one in places for name in (one.name.zh, one.name.en))


def with_references(own: object, more: tuple[Observation, ...], scheme: Scheme) -> object:
    """What a place handed in, and the averages it is held against.

    Raises `DataError` for an average it handed in itself, too.
    """
    if not more:
        return own
    if isinstance(own, str | Path):
        from cyxc.data.files import read_data

        own = read_data(own, scheme)
    if isinstance(own, Data):
        return attrs.evolve(own, observations=(*own.observations, *more))
    if not isinstance(own, Mapping):
        return (*own, *more) if isinstance(own, Iterable) else own
    keys: dict[str, list[Observation]] = {}
    for one in more:
        keys.setdefault(one.key, []).append(one)
    twice = [key for key in keys if key in own]
    if twice:
        raise DataError(
            Problem("given-twice", {"name": key, "first": str(keys[key][0].place)}) for key in twice
        )
    return {**own, **{key: several[0] if len(several) == 1 else several for key, several in keys.items()}}
