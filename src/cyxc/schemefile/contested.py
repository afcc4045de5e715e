"""Flows that may be asked for over different times: what a figure without a period can't answer.

Where two targets ask for one flow over different times, a figure without a period answers neither. So a
reading that moves a target's time, or makes it rest on other flows, bears on every target that shares a
flow with it.
"""

from collections.abc import Callable, Iterable, Mapping

from cyxc.model.question import Change
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target

Spot = tuple[str, str]
Reach = Callable[[Iterable[Spot]], set[Spot]]
"""All that some entries rest on, under any reading."""

_MOVING = frozenset(("window", "years", "formula", "indicator", "rule"))


def contested(scheme: Scheme, changes: Iterable[Change], reach: Reach) -> frozenset[str]:
    """The indicators made of flows that, under some reading, are asked for over different times."""
    changed: dict[str, list[Change]] = {}
    for change in changes:
        if change.list == "targets":
            changed.setdefault(change.entry, []).append(change)
    times: dict[str, set[tuple[str, ...]]] = {}
    for target in scheme.targets:
        over = _times(target, changed.get(target.id, ()))
        for list_, id_ in reach([("targets", target.id)]):
            if list_ == "indicators" and _of_flows(id_, scheme, reach):
                times.setdefault(id_, set()).update(over)
    return frozenset(id_ for id_, over in times.items() if len(over) > 1)


def spots_of_time(spots: Iterable[Spot], among: frozenset[str]) -> set[Spot]:
    """The times of the contested indicators among some entries, as spots of their own."""
    return {("times", id_) for list_, id_ in spots if list_ == "indicators" and id_ in among}


def moves(change: Change) -> bool:
    """Whether a change may move the time over which flows are asked for."""
    return change.list in ("targets", "indicators") and not _MOVING.isdisjoint(change.keys)


def _times(target: Target, changes: Iterable[Change]) -> set[tuple[str, ...]]:
    """The times a target may ask over: start, due, and how years count, each as it may be read."""
    starts, dues, years = {str(target.window.start)}, {str(target.window.due)}, {str(target.years)}
    for change in changes:
        window = change.keys.get("window")
        for key, known in (("start", starts), ("due", dues)):
            said = window.get(key) if isinstance(window, Mapping) else None
            known.update([said] if isinstance(said, str) else [])
        said = change.keys.get("years")
        years.update([said] if isinstance(said, str) else [])
    return {
        (start, due, "whole" if _year(start) == _year(due) else one)
        for start in starts
        for due in dues
        for one in years
    }


def _year(date: str) -> str:
    """The year of a date as a scheme file writes it: 2015, Y, (Y-1)."""
    return date[: date.index(")") + 1] if date.startswith("(") else date.partition("-")[0]


def _of_flows(id_: str, scheme: Scheme, reach: Reach) -> bool:
    return any(
        list_ == "indicators" and scheme.indicators[one].kind == "flow"
        for list_, one in reach([("indicators", id_)])
    )
