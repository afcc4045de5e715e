"""Which targets and relations can't all be true: smallest sets of them, with what they add up to."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import gcd, lcm

import attrs

from cyxc.consistency.linear import Constraint, components, contradiction
from cyxc.consistency.spans import Span, binding, span
from cyxc.consistency.system import Held, System
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target


@attrs.frozen
class Conflict:
    """Conditions that can't all hold; times their multipliers, whole numbers, they add up to an absurdity."""

    held: tuple[Held, ...]
    multipliers: tuple[int, ...]

    @property
    def kept(self) -> tuple[Held, ...]:
        """The relations of the plain reading it rests on, where there is no conflict without them."""
        return tuple(one for one in self.held if one.kept)


def conflicts(scheme: Scheme, plain: Scheme | None = None) -> Iterator[Conflict]:
    """The conflicts of a scheme, none of whose conditions stands in two of them.

    Relations of the `plain` reading whose terms still mean the same, but which `scheme` under its answers no
    longer speaks of, are added where there is no conflict without them.
    """
    system = System(scheme)
    before = None if plain is None or plain == scheme else System(plain)
    for asked, targets in _by_span(scheme).items():
        own = list(_distinct([*system.targets(asked, targets), *system.relations(asked)]))
        kept = [] if before is None else list(_kept(before, system, asked, own))
        found = [conflict for held in _together(own) for conflict in _conflicts(held, system)]
        yield from found
        if kept:
            broken = {one.said_by for conflict in found for one in conflict.held}
            rest = [one for one in own if one.said_by not in broken]
            for held in _together([*rest, *kept]):
                yield from (conflict for conflict in _conflicts(held, system) if conflict.kept)


def _by_span(scheme: Scheme) -> dict[Span, tuple[Target, ...]]:
    found: dict[Span, list[Target]] = {}
    for target in binding(scheme):
        found.setdefault(span(target), []).append(target)
    return {asked: tuple(targets) for asked, targets in found.items()}


def _distinct(held: Iterable[Held]) -> Iterator[Held]:
    """Without what is said twice by the same source; a share is asked about by each of its targets."""
    yield from dict.fromkeys(held)


def _kept(before: System, now: System, asked: Span, own: list[Held]) -> Iterator[Held]:
    said = {one.constraint for one in own}
    for one in before.relations(asked):
        same = all(_same(name, before.scheme, now.scheme) for name in one.constraint.variables)
        if one.source == "part" and same and one.constraint not in said:
            yield attrs.evolve(one, kept=True)


def _same(id_: str, before: Scheme, now: Scheme) -> bool:
    return before.indicators.get(id_) == now.indicators.get(id_)


def _together(held: Sequence[Held]) -> Iterator[list[Held]]:
    """The conditions in sets that share no variable, if there is a target among them."""
    for numbers in components([one.constraint for one in held]):
        found = [held[number] for number in numbers]
        if any(one.source == "target" for one in found):
            yield found


def _conflicts(held: list[Held], system: System) -> Iterator[Conflict]:
    left = held
    while (multipliers := _broken(left, system)) is not None:
        # What has no part in the sum can go at once; of the rest each is left out that can be.
        core = [one for one, times in zip(left, multipliers, strict=True) if times]
        core = [one for one in left if one.said_by in {some.said_by for some in core}]
        for source in _dispensable_first(core, system):
            fewer = [one for one in core if one.said_by != source]
            if _broken(fewer, system) is not None:
                core = fewer
        shown = _broken(core, system)
        assert shown is not None  # a set is made smaller only while it is broken
        used = [(one, times) for one, times in zip(core, _whole(shown), strict=True) if times]
        yield Conflict(tuple(one for one, _ in used), tuple(times for _, times in used))
        gone = {one.said_by for one in core}
        left = [one for one in left if one.said_by not in gone]


def _broken(held: Sequence[Held], system: System) -> tuple[Fraction, ...] | None:
    constraints: tuple[Constraint, ...] = tuple(one.constraint for one in held)
    return contradiction(constraints, system.free)


def _dispensable_first(core: Iterable[Held], system: System) -> list[tuple[str, str]]:
    """What says so, in the order it is tried to do without: restatements, relations, later targets."""

    def rank(source: tuple[str, str]) -> tuple[bool, int]:
        kind, id_ = source
        if kind != "target":
            return False, 0
        return system.scheme.targets[id_].restates is None, -system.scheme.targets.ids.index(id_)

    sources: dict[tuple[str, str], None] = dict.fromkeys(one.said_by for one in core)
    return sorted(sources, key=rank)


def _whole(multipliers: Sequence[Fraction]) -> list[int]:
    """The multipliers as the smallest whole numbers in the same proportion."""
    scale = lcm(*(one.denominator for one in multipliers))
    whole = [int(one * scale) for one in multipliers]
    common = gcd(*whole)
    return [one // common for one in whole]
