"""The parts of two verdicts side by side: comparisons, inputs, judgements, events, periods."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from cyxc.changes.diff import ComparedChange, InputChange, OccasionChange
from cyxc.changes.seen import EventSeen, FromTo, JudgementSeen, ReportSeen
from cyxc.language import Text
from cyxc.numbers.quantity import Quantity
from cyxc.numbers.units import unit
from cyxc.rules.status import Status

Side = dict[str, Any]

Spot = tuple[str, str, str | None]
"""A period and a party: the first and the last day, and who is bound."""


def said(body: dict[str, str]) -> Text:
    """A text."""
    return Text(body["zh"], body["en"])


def text(body: dict[str, str] | None) -> Text | None:
    """A text, where there is one."""
    return None if body is None else said(body)


def quantity(body: dict[str, str] | None) -> Quantity | None:
    """An exact number with its unit, where there is one."""
    return None if body is None else Quantity(Fraction(body["value"]), unit(body["unit"]))


def compared(a: Side, b: Side) -> Iterator[ComparedChange]:
    """The comparisons that came out otherwise, by their indicators and periods."""
    sides = [
        {(one["indicator"], one.get("period")): one for one in side.get("compared", ())} for side in (a, b)
    ]
    if [len(side) for side in sides] == [1, 1] and len({key for side in sides for key, _ in side}) == 1:
        # One comparison is held against the other also where its time has changed.
        ((_, before),), ((spot, after),) = (side.items() for side in sides)
        sides = [{spot: before}, {spot: after}]
    for spot in {**sides[0], **sides[1]}:
        change = _compared(spot, sides[0].get(spot), sides[1].get(spot))
        pairs = (change.status, change.value, change.threshold, change.margin, change.low, change.high)
        if not all(pair.same for pair in pairs):
            yield change


def _compared(spot: tuple[str, str | None], before: Side | None, after: Side | None) -> ComparedChange:
    def figures(key: str) -> FromTo[Quantity | None]:
        return FromTo(*(None if side is None else quantity(side[key]) for side in (before, after)))

    def bounds(key: str) -> FromTo[Quantity | None]:
        known = ((side or {}).get("bounds") or {} for side in (before, after))
        return FromTo(*(quantity(side.get(key)) for side in known))

    statuses = [None if side is None else Status(side["status"]) for side in (before, after)]
    value, threshold, margin = (figures(key) for key in ("value", "threshold", "margin"))
    status = FromTo(statuses[0], statuses[1])
    return ComparedChange(*spot, status, value, threshold, margin, bounds("low"), bounds("high"))


def inputs(a: Side, b: Side) -> Iterator[InputChange]:
    """The figures that are others than before, or final where they were provisional."""
    sides = [{one["key"]: one for one in side.get("inputs", ())} for side in (a, b)]
    for key in [key for key in sides[1] if key in sides[0]]:
        before, after = sides[0][key], sides[1][key]
        value = FromTo(quantity(before["value"]), quantity(after["value"]))
        seen = [before["given"], after["given"]]
        given = FromTo(*(_counted(one) or _written(one["given"]) for one in (before, after)))
        source = FromTo(*(None if one is None else text(one["source"]) for one in seen))
        provisional = FromTo(*(one is not None and one["provisional"] for one in seen))
        gained, lost = _reports(after, before), _reports(before, after)
        # One figure spelled in two ways is the same; of what can't be read as a value the spelling decides.
        told = given.same and not gained and not lost
        same = value.same and provisional.same and (value.before is not None or told)
        if not same:
            yield InputChange(key, said(after["name"]), value, given, source, provisional, gained, lost)


def rests_on(a: Side, b: Side) -> FromTo[tuple[str, ...]]:
    """The keys of the figures only one side rests on: those of the first, and those of the second."""
    before, after = ([one["key"] for one in side.get("inputs", ())] for side in (a, b))
    gone = tuple(key for key in before if key not in after)
    return FromTo(gone, tuple(key for key in after if key not in before))


def _counted(body: Side) -> str | None:
    """A count of places as it was handed in: its number, or its bounds."""
    count = body.get("count")
    if count is None:
        return None
    low, high = count["low"], count["high"]
    return str(low) if low == high else f"{low}–{'' if high is None else high}"


def _written(given: Side | None) -> str | None:
    """A figure as it was handed in, with its unit."""
    if given is None or given["value"] is None:
        return None
    value, symbol = given["value"], given["unit"]
    return value if symbol is None or value.endswith(symbol) else f"{value} {symbol}"


def _reports(side: Side, other: Side) -> tuple[ReportSeen, ...]:
    """The reports of one side that the other has not."""
    here, there = ([_report(one) for one in input_.get("reports") or ()] for input_ in (side, other))
    return tuple(one for one in here if one not in there)


def _report(body: Side) -> ReportSeen:
    return ReportSeen(
        body["period"],
        _written(body),
        body["cumulative"],
        body["provisional"],
        body["reported_on"],
        text(body["source"]),
    )


def judgement(body: Side | None) -> JudgementSeen | None:
    """What an assessor found, where one did."""
    if body is None:
        return None
    return JudgementSeen(body["met"], body["assessor"], text(body["evidence"]), body["on"])


def by_period(side: Side) -> dict[Spot, set[EventSeen]]:
    """What happened in each period, for each party that is bound."""
    return {
        (one["first"], one["last"], one["party"]): {
            EventSeen(event["on"], event["party"], text(event["note"])) for event in one["events"]
        }
        for one in side.get("occasions", ())
    }


def events(a: Side, b: Side) -> tuple[tuple[EventSeen, ...], tuple[EventSeen, ...]]:
    """The events only the second has, and those only the first has."""
    before, after = (set().union(*by_period(side).values()) for side in (a, b))
    return tuple(sorted(after - before)), tuple(sorted(before - after))


def occasions(a: Side, b: Side) -> Iterator[OccasionChange]:
    """The periods that came out otherwise, or that only one side has."""
    sides = [
        {
            (one["first"], one["last"], one["party"]): Status(one["status"])
            for one in side.get("occasions", ())
        }
        for side in (a, b)
    ]
    for spot in sorted({**sides[0], **sides[1]}, key=lambda spot: (spot[0], spot[1], spot[2] or "")):
        status = FromTo(sides[0].get(spot), sides[1].get(spot))
        if not status.same:
            yield OccasionChange(*spot, status)
