"""The figures of a place from those of the places in it, in one step or several."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from cyxc.data.observation import Observation
from cyxc.errors import DataError, Problem, UnknownNameError, UsageError, brief, nearest
from cyxc.levels.many import Evaluations, evaluate_many
from cyxc.levels.places import Places, twice
from cyxc.levels.sums import LeftOut, Rolled, left_out_of, sums_of
from cyxc.model.scheme import Scheme


@attrs.frozen(repr=False)
class RolledUp:
    """The figures of a place, added up from those of the places in it; iterated and looked up by key.

    `leaves` are the places whose figures were added, whatever the number of steps; `outside` those left out
    because they do not lie in it, or were not valid at the date.
    """

    scheme: Scheme
    place: str | None
    leaves: Evaluations
    outside: tuple[str, ...] = ()

    @cached_property
    def figures(self) -> tuple[Rolled, ...]:
        """The sums, in the order of the scheme's indicators."""
        return tuple(sums_of(self.leaves))

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was handed in and is no sum. A rate whose parts every place has follows from their sums."""
        return tuple(left_out_of(self.leaves))

    @property
    def data(self) -> list[Observation]:
        """The sums that are known, to be handed in for the place; rates follow from their parts."""
        return [one.observation() for one in self.figures if one.value is not None]

    def __iter__(self) -> Iterator[Rolled]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def __getitem__(self, key: str) -> Rolled:
        found = next((one for one in self.figures if one.key == key), None)
        if found is None:
            close = nearest(brief(key), (one.key for one in self.figures))
            raise UnknownNameError(Problem("not-rolled", {"name": brief(key)}, nearest=close))
        return found

    def __repr__(self) -> str:
        return f"RolledUp({self.scheme.id}: {len(self)} figures of {len(self.leaves)} places)"


def rollup(
    scheme: Scheme,
    data: "Evaluations | Mapping[str, object] | Iterable[Observation]",
    parent: str | None = None,
    *,
    places: Places | None = None,
    as_of: "date | str | None" = None,
    **others: Any,
) -> RolledUp:
    """Adds up the figures of places for the place they lie in.

    `data` is what `scheme.evaluate_many` takes, or its result; a place's own figures may themselves be a
    `RolledUp`, so that villages roll up into townships and those into the county, which comes to the same
    as one step. With `places`, only those valid at the date are added; with `parent`, those that lie in it.

    Counts and amounts add; rates don't: they follow from the sums of their parts. A figure that some place
    lacks has no sum, only a part of one that is known. Raises as `evaluate_many` does, and `DataError` for
    a place that comes in twice, also inside another one.
    """
    leaves = data if isinstance(data, Evaluations) else _leaves(scheme, data, places, as_of, others)
    places = leaves.places if places is None else places
    if places is None:
        return RolledUp(leaves.scheme, parent, leaves)
    standing = places.at(leaves.as_of)
    inside = standing.codes
    if parent is not None:
        code = places[parent].code
        inside = tuple(one.code for one in standing.descendants(code)) if code in standing else ()
    kept = {code for code in inside if code in leaves}
    _refuse_nested(kept, standing)
    outside = tuple(sorted(code for code in leaves if code not in kept))
    pairs = tuple(pair for pair in leaves.pairs if pair[0] in kept)
    return RolledUp(leaves.scheme, parent, attrs.evolve(leaves, pairs=pairs), outside)


def _leaves(
    scheme: Scheme, data: object, places: Places | None, as_of: "date | str | None", others: dict[str, Any]
) -> Evaluations:
    """The evaluations of all places, those that were added up before included."""
    steps: list[RolledUp] = []
    if isinstance(data, Mapping):
        steps = [one for one in data.values() if isinstance(one, RolledUp)]
        data = {key: one for key, one in data.items() if not isinstance(one, RolledUp)}
    leaves = evaluate_many(scheme, data, places=places, as_of=as_of, **others)  # type: ignore[arg-type]
    pairs = list(leaves.pairs)
    for step in steps:
        if step.scheme != leaves.scheme:
            details = {"found": step.scheme.id, "scheme": leaves.scheme.id}
            raise UsageError(Problem("data-of-other-scheme", details))
        pairs += step.leaves.pairs
    several = twice(code for code, _ in pairs)
    if several:
        raise DataError(Problem("place-added-twice", {"code": code}) for code in several)
    return attrs.evolve(leaves, pairs=tuple(pairs))


def _refuse_nested(codes: set[str], places: Places) -> None:
    """A township's figures hold its villages': adding both would count those twice."""
    problems = []
    for code in sorted(codes):
        above = places[code].parent
        while above is not None and above in places and above not in codes:
            above = places[above].parent
        if above in codes:
            problems.append(Problem("place-inside-other", {"code": code, "other": str(above)}))
    if problems:
        raise DataError(problems)
