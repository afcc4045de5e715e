"""The figures of a place from those of the places in it, in one step or several."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from cyxc.data.observation import Observation
from cyxc.errors import DataError, Problem, UnknownNameError, UsageError, brief, nearest
from cyxc.evaluate.evaluate import day_of
from cyxc.levels.adding import Adder
from cyxc.levels.expected import unreported, without_parent
from cyxc.levels.many import Evaluations, evaluate_many
from cyxc.levels.places import Place, Places, check_places, twice
from cyxc.levels.sums import LeftOut, Rolled, adds, left_out_of
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import Period
from cyxc.rules.periods import parse_period


@attrs.frozen(repr=False)
class RolledUp:
    """The figures of a place, added up from those of the places in it; iterated and looked up by key.

    `leaves` are the places whose figures were added, whatever the number of steps; `missing` those that were
    to report and did not, so that every sum lacks them; `outside` those left out because they do not lie in
    it, were not valid at the date, or were not asked. `without_parent` are places valid at the date that lie
    in it by a place that no longer was: nobody can say where they belong, and the sums lack them, too.
    """

    scheme: Scheme
    place: str | None
    leaves: Evaluations
    outside: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    without_parent: tuple[str, ...] = ()

    @cached_property
    def _adder(self) -> Adder:
        return Adder(self.leaves.pairs, self.missing, self.leaves.places)

    @cached_property
    def figures(self) -> tuple[Rolled, ...]:
        """The sums, in the order of the scheme's indicators, one for each period reported."""
        return tuple(self._adder.sums())

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was handed in and is no sum. A rate whose parts every place has follows from their sums."""
        return tuple(left_out_of(self.leaves.pairs))

    @property
    def data(self) -> list[Observation]:
        """The sums that are known, to be handed in for the place; rates follow from their parts."""
        return [one.observation() for one in self.figures if one.value is not None]

    def __iter__(self) -> Iterator[Rolled]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def of(self, key: str) -> tuple[Rolled, ...]:
        """The sums of one figure, the earliest period first; `UnknownNameError` where there is none."""
        found = tuple(one for one in self.figures if one.key == key)
        if not found:
            close = nearest(brief(key), dict.fromkeys(one.key for one in self.figures))
            raise UnknownNameError(Problem("not-rolled", {"name": brief(key)}, nearest=close))
        return found

    def __getitem__(self, key: str) -> Rolled:
        """The sum of one figure; `UsageError` where there are several, for several periods: see `of`."""
        found = self.of(key)
        if len(found) > 1:
            periods = "、".join(one.period or "-" for one in found[:12])
            raise UsageError(Problem("rolled-several", {"name": key, "periods": periods}))
        return found[0]

    def over(self, key: str, period: "Period | str | None") -> Rolled | None:
        """The sum of a figure over any period, also one nobody reported whole; None for what does not add.

        Raises `DataError` for a period that can't be read.
        """
        nodes = {node.key: node for node in self._adder.nodes}
        node, asked = nodes.get(key), _asked_period(key, period)
        return None if node is None or not adds(node, self._adder.nodes) else self._adder.over(node, asked)

    def total(self, key: str, period: "Period | str | None") -> Fraction | None:
        """What a figure comes to over any period, a rate by the sums of its parts; None where unknown."""
        nodes = {node.key: node for node in self._adder.nodes}
        asked = _asked_period(key, period)
        return self._adder.total(nodes[key], asked) if key in nodes else None

    def __repr__(self) -> str:
        return f"RolledUp({self.scheme.id}: {len(self)} figures of {len(self.leaves)} places)"


def _asked_period(key: str, said: "Period | str | None") -> Period | None:
    if not isinstance(said, str):
        return said
    try:
        return parse_period(said)
    except ValueError:
        raise DataError(Problem("bad-period", {"name": brief(key), "period": brief(said)})) from None


def rollup(
    scheme: Scheme,
    data: "Evaluations | Mapping[str, object] | Iterable[Observation]",
    parent: str | None = None,
    *,
    places: Places | None = None,
    as_of: "date | str | None" = None,
    among: Iterable[str] | None = None,
    **others: Any,
) -> RolledUp:
    """Adds up the figures of places for the place they lie in.

    `data` is what `scheme.evaluate_many` takes, or its result; a place's own figures may themselves be a
    `RolledUp`, so that villages roll up into townships and those into the county, which comes to the same
    as one step. With `places`, only those valid at the date are added; with `parent`, those that lie in it.

    Counts and amounts add; rates don't: they follow from the sums of their parts. A figure that some place
    lacks has no sum, only a part of one that is known. With `places`, a place that was to report and handed
    in nothing lacks every figure: each valid one of a level that reports, unless a report of a place above or
    below stands for it; or each of `among`, the codes of those asked. Dated figures add as they stood at the
    date: what was reported later is not seen, the last report of a period stands, what the place's own
    evaluation found invalid is lacking.

    Raises as `evaluate_many` does; `DataError` for a place that comes in twice, also inside another one;
    `UsageError` for steps or evaluations of another scheme or date.
    """
    check_places(places)
    before: tuple[str, ...] = ()
    if isinstance(data, Evaluations):
        leaves = data
        _refuse_other(leaves, scheme, as_of, others)
    else:
        leaves, before = _leaves(scheme, data, places, as_of, others)
    places = leaves.places if places is None else places.seen_at(leaves.as_of)
    asked = None if among is None else _asked(among, places)
    if places is None:
        kept = {code for code in leaves if asked is None or code in asked}
        missing = {*before, *(asked or ())} - set(leaves)
        return _made(leaves, parent, kept, missing)
    standing = places.at(leaves.as_of)
    inside: tuple[Place, ...] = tuple(standing)
    lost: tuple[Place, ...] = ()
    if parent is not None:
        parent = places[parent].code
        inside = standing.descendants(parent) if parent in standing else ()
        lost = without_parent(places, standing, parent)
    codes = {one.code for one in inside}
    kept = {code for code in leaves if code in codes and (asked is None or code in asked)}
    _refuse_nested(kept, standing)
    reporting = {*kept, *(one.code for one in lost if one.code in leaves)}
    if asked is None:
        missing = {*unreported((*inside, *lost), reporting), *(reporting - kept)}
    else:
        missing = (asked & {*codes, *(one.code for one in lost)}) - kept
    missing |= {code for code in before if code in codes}
    elsewhere = (asked or set()) - {*codes, *missing}
    return _made(leaves, parent, kept, missing, elsewhere, tuple(one.code for one in lost), places)


def _made(
    leaves: Evaluations,
    parent: str | None,
    kept: set[str],
    missing: set[str],
    elsewhere: Iterable[str] = (),
    lost: tuple[str, ...] = (),
    places: Places | None = None,
) -> RolledUp:
    pairs = tuple(pair for pair in leaves.pairs if pair[0] in kept)
    outside = tuple(sorted({*elsewhere, *(code for code in leaves if code not in kept)}))
    own = attrs.evolve(leaves, pairs=pairs, places=places)
    return RolledUp(leaves.scheme, parent, own, outside, tuple(sorted(missing)), lost)


def _asked(among: Iterable[str], places: Places | None) -> set[str]:
    """The codes asked, names understood where there is a list."""
    said = (among,) if isinstance(among, str) else tuple(among)
    if places is None:
        return set(said)
    found = [places.find(name) for name in said]
    problems = [one for one in found if isinstance(one, Problem)]
    if problems:
        raise UnknownNameError(problems)
    return {one.code for one in found if not isinstance(one, Problem)}


def _leaves(
    scheme: Scheme, data: object, places: Places | None, as_of: "date | str | None", others: dict[str, Any]
) -> tuple[Evaluations, tuple[str, ...]]:
    """The evaluations of all places, those that were added up before included, and who was missing there."""
    steps: list[RolledUp] = []
    if isinstance(data, Mapping):
        steps = [one for one in data.values() if isinstance(one, RolledUp)]
        data = {key: one for key, one in data.items() if not isinstance(one, RolledUp)}
    leaves = evaluate_many(scheme, data, places=places, as_of=as_of, **others)  # type: ignore[arg-type]
    pairs = list(leaves.pairs)
    for step in steps:
        if step.scheme != leaves.scheme:
            raise UsageError(_other_scheme(step.scheme, leaves.scheme))
        if step.leaves.as_of != leaves.as_of:
            raise UsageError(_other_date(step.leaves.as_of, leaves.as_of))
        pairs += step.leaves.pairs
    several = twice(code for code, _ in pairs)
    if several:
        raise DataError(Problem("place-added-twice", {"code": code}) for code in several)
    missing = tuple(code for step in steps for code in step.missing)
    return attrs.evolve(leaves, pairs=tuple(pairs)), missing


def _refuse_other(
    leaves: Evaluations, scheme: Scheme, as_of: "date | str | None", others: dict[str, Any]
) -> None:
    """What was judged already is of its own scheme and date, and takes nothing more."""
    made: Scheme | None = leaves.scheme
    while made is not None and made != scheme:
        made = made.origin
    if made is None:
        raise UsageError(_other_scheme(leaves.scheme, scheme))
    asked = day_of(as_of)
    if asked is not None and asked != leaves.as_of:
        raise UsageError(_other_date(leaves.as_of, asked))
    if others:
        raise UsageError(Problem("judged-already", {"names": ", ".join(others)}))


def _other_scheme(found: Scheme, asked: Scheme) -> Problem:
    return Problem("data-of-other-scheme", {"found": _called(found), "scheme": _called(asked)})


def _called(scheme: Scheme) -> str:
    answers = [f"{question}={reading}" for question, reading in scheme.answers]
    return " ".join([scheme.id, *([] if scheme.year is None else [str(scheme.year)]), *answers])


def _other_date(found: date | None, asked: date | None) -> Problem:
    return Problem("step-of-other-date", {"found": str(found or "-"), "date": str(asked or "-")})


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
