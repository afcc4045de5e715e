"""Why a verdict changed: told by what is different in it, and never guessed.

What can be seen in a verdict decides: its figures, its judgement, its events, the readings of its questions,
its rule, its window. Where nothing of that is different, the one thing that is different about the whole
evaluation is named, if there is only one; else the cause is undetermined.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from cyxc.changes.diff import CAUSES, Cause, VerdictChange
from cyxc.changes.parts import by_period
from cyxc.changes.seen import ReportSeen
from cyxc.rules.periods import parse_period
from cyxc.rules.status import Status

Side = dict[str, Any]

_RULED = ("rule", "years", "formula", "children", "level", "part_of", "restates")
"""The keys of a verdict that only the scheme, or a reading of it, decides."""


@attrs.frozen
class Heads:
    """What is different about the two evaluations as wholes.

    `dates` are the days asked about, the last day there is where everything is judged as due; `others` the
    causes that could be at work without being seen in a verdict.
    """

    dates: tuple[date, date]
    year: bool
    version: bool
    others: tuple[Cause, ...]

    @property
    def moved(self) -> bool:
        """Whether they were asked about different days."""
        return self.dates[0] != self.dates[1]

    @classmethod
    def of(cls, a: Side, b: Side, *, answered: bool, handed_in: bool) -> "Heads":
        """The heads of two evaluations; whether questions are read differently, and other data is seen."""
        first, second = (
            date.max if one["as_of"] is None else date.fromisoformat(one["as_of"]) for one in (a, b)
        )
        year = a["scheme"]["year"] != b["scheme"]["year"]
        version = a["scheme"]["version"] != b["scheme"]["version"]
        found: dict[Cause, bool] = {
            "data": handed_in,
            "reading": answered,
            "date": first != second,
            "year": year,
            "rule": version,
            "library": a["library"] != b["library"],
        }
        return cls((first, second), year, version, tuple(cause for cause, is_so in found.items() if is_so))


def causes(
    found: dict[str, VerdictChange], before: dict[str, Side], after: dict[str, Side], heads: Heads
) -> Iterator[VerdictChange]:
    """The changes with their causes; a combination has those of the targets it combines as well."""
    visible = {id_: _visible(change, before[id_], after[id_], heads) for id_, change in found.items()}
    for id_, change in found.items():
        named = visible[id_] | _of_children(before[id_], visible) | _of_children(after[id_], visible)
        if not named:
            named = set(heads.others) if len(heads.others) == 1 else {"undetermined"}
        yield attrs.evolve(change, causes=tuple(cause for cause in CAUSES if cause in named))


def _of_children(verdict: Side, visible: dict[str, set[Cause]]) -> set[Cause]:
    found: set[Cause] = set()
    for child in verdict.get("children", ()):
        found |= visible.get(child, set())
    return found


def _visible(change: VerdictChange, a: Side, b: Side, heads: Heads) -> set[Cause]:
    found = _by_rule(change, a, b, heads)
    found |= _by_inputs(change, a, b, heads, elsewise=bool(found))
    found |= _by_judgement(change, heads) | _by_events(a, b, heads)
    statuses = (change.status.before, change.status.after)
    if statuses.count(Status.NOT_APPLICABLE) == 1:
        found.add("applies")
    if heads.moved and _waits_once(change):
        found.add("date")
    return found


def _by_rule(change: VerdictChange, a: Side, b: Side, heads: Heads) -> set[Cause]:
    """What a rule or a window says may be a reading's doing; where the version is another too, both count."""
    found: set[Cause] = {"reading"} if change.answers else set()
    if change.window is not None and heads.year:
        found.add("year")
    ruled = any(a.get(key) != b.get(key) for key in _RULED) or (change.window is not None and not heads.year)
    if ruled and (heads.version or not change.answers):
        found.add("rule")
    return found


def _waits_once(change: VerdictChange) -> bool:
    """Whether it, or a period of it, was not due on one side only: nothing but the date can do that."""
    pairs = [(change.status.before, change.status.after)]
    pairs += [
        (o.status.before, o.status.after) for o in change.occasions if o.status.before and o.status.after
    ]
    return any((before is Status.NOT_DUE) != (after is Status.NOT_DUE) for before, after in pairs)


def _by_inputs(change: VerdictChange, a: Side, b: Side, heads: Heads, *, elsewise: bool) -> set[Cause]:
    """Other figures are data; what was not there to be seen at the earlier date came with the date.

    So did another sum of the same dated figures. One without a period is the same at every date.
    """
    found: set[Cause] = {"data"} if any(one.handed_in for one in change.inputs) else set()
    reports = [report for one in change.inputs for report in (*one.gained, *one.lost)]
    dated = {one["key"] for side in (a, b) for one in side.get("inputs", ()) if one.get("reports")}
    alike = any(one.key in dated and not one.handed_in for one in change.inputs)
    if heads.moved and (alike or any(_unseen(report, min(heads.dates)) for report in reports)):
        found.add("date")
    if found or elsewise or heads.moved:
        return found
    # Parts in place of a rate, or a rate in place of its parts: one of them was handed in only once.
    seen = [one for side in (a, b) for one in side.get("inputs", ())]
    given = {one["key"]: one["given"] or one.get("count") for one in seen}
    keys = () if change.rests_on is None else (*change.rests_on.before, *change.rests_on.after)
    return {"data"} if any(given[key] is not None for key in keys) else set()


def _unseen(report: ReportSeen, day: date) -> bool:
    """Whether a report is of days to come, or was made later."""
    return parse_period(report.period).last > day or (report.reported_on or "") > day.isoformat()


def _by_judgement(change: VerdictChange, heads: Heads) -> set[Cause]:
    """A judgement of a day the earlier date had not reached could not be seen there, whoever handed it in."""
    if change.judgement is None:
        return set()
    later = change.judgement.after if heads.dates[0] < heads.dates[1] else change.judgement.before
    day = None if later is None or later.on is None else date.fromisoformat(later.on)
    return {"date"} if heads.moved and day is not None and day > min(heads.dates) else {"data"}


def _by_events(a: Side, b: Side, heads: Heads) -> set[Cause]:
    """So it is with events; one that is not counted any more has given way to one that came in for it."""
    earlier, later = (a, b) if heads.dates[0] <= heads.dates[1] else (b, a)
    reached = min(heads.dates)
    known, seen = by_period(earlier), by_period(later)
    found: set[Cause] = set()
    for spot in known.keys() & seen.keys():
        days = [date.fromisoformat(event.on) for event in seen[spot] - known[spot]]
        if heads.moved and any(day > reached for day in days):
            found.add("date")
        if any(day <= reached for day in days) or (not days and known[spot] - seen[spot]):
            found.add("data")
    return found
