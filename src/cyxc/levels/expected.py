"""Who was to hand in figures and did not, and who lies in no place that is valid at the date."""

from collections.abc import Collection, Iterator

from cyxc.levels.places import Place, Places
from cyxc.levels.places_faults import RANKS


def unreported(inside: Collection[Place], reporting: Collection[str]) -> tuple[str, ...]:
    """The codes of the places that were to report and did not.

    A place was to report where its level does, or where others of its level and kind hold places that do (a
    township none of whose villages is listed). Not one that a report of a place above it stands for, nor one
    that holds places that report or were to: those are named themselves.
    """
    by_code = {one.code: one for one in inside}
    given = [by_code[code] for code in reporting if code in by_code]
    holders = {above.code: above for one in given for above in _above(one, by_code)}
    ranks = {RANKS.get(one.level) for one in given}
    kinds = {(one.level, one.kind) for one in holders.values()}
    codes = {one.code for one in given}
    asked = {
        one.code: one
        for one in inside
        if one.code not in codes
        and one.code not in holders
        and (RANKS.get(one.level) in ranks or (one.level, one.kind) in kinds)
        and not any(above.code in codes for above in _above(one, by_code))
    }
    named_below = {above.code for one in asked.values() for above in _above(one, by_code)}
    return tuple(sorted(asked.keys() - named_below))


def _above(one: Place, by_code: dict[str, Place]) -> Iterator[Place]:
    parent = by_code.get(one.parent or "")
    while parent is not None:
        yield parent
        parent = by_code.get(parent.parent or "")


def without_parent(places: Places, standing: Places, parent: str) -> tuple[Place, ...]:
    """The places valid at the date that lay in `parent` by a place above them that is not valid then.

    `standing` are the places valid at the date. Where such a place lies now the list does not say.
    """
    reached = {one.code for one in standing.descendants(parent)} if parent in standing else set()
    # By every life of every place: what lies in it at some time.
    below: dict[str, set[str]] = {}
    for one in places:
        below.setdefault(one.parent or "", set()).add(one.code)
    ever, waiting = {parent}, [parent]
    while waiting:
        new = below.get(waiting.pop(), set()) - ever
        ever |= new
        waiting.extend(new)
    lost = {
        one.code: one
        for one in standing
        if one.code in ever - reached and one.parent is not None and one.parent not in standing
    }
    for code in tuple(lost):
        lost |= {one.code: one for one in standing.descendants(code)}
    return tuple(one for one in standing if one.code in lost and one.code != parent)
