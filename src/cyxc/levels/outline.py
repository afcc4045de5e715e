"""Traces as rows of the terminal: a count's places in three groups, or every step of the way down."""

from collections.abc import Iterator

from cyxc.evaluate.wording import quantity_text
from cyxc.language import Language, joined
from cyxc.levels.trace import Trace
from cyxc.levels.words import say
from cyxc.rules.status import Status
from cyxc.show.rows import Row
from cyxc.show.verdict_rows import MARKS

MOST_PLACES = 12
"""So many places of a group are named; `every` names them all."""


def trace_rows(trace: Trace, language: Language, *, every: bool = False, indent: int = 0) -> Iterator[Row]:
    """The rows of a trace.

    Without `every`, places that hold are only named, of the others the verdicts that keep them from it.
    """
    yield _row(trace, language, indent)
    for one in trace.observations:
        if one.where.file is not None:
            yield Row(indent + 1, one.where.say(language), say("show", "from")[language])
    if trace.kind in ("count", "sum") and not every:
        yield from _places(trace, language, indent + 1)
        return
    for part in trace.parts:
        yield from trace_rows(part, language, every=every, indent=indent + 1)


def _row(trace: Trace, language: Language, indent: int) -> Row:
    value = _value(trace, language)
    said = "" if trace.said is None else trace.said[language]
    text = f"{trace.name[language]}  [{trace.id}]" if trace.name[language] != trace.id else trace.id
    parts = [text, *([value] if value else []), *([said] if said else [])]
    status = trace.status
    label = "" if status is None else f"{MARKS[status]} {status.label[language]}"
    return Row(indent, " · ".join(parts), label, "" if status is None else f"status-{status.value}")


def _value(trace: Trace, language: Language) -> str:
    if trace.value is not None:
        return quantity_text(trace.value)[language]
    if trace.bounds is not None:
        low, high = (quantity_text(end) for end in trace.bounds)
        return say("show", "within", low=low, high=high)[language]
    return ""


def _places(trace: Trace, language: Language, indent: int) -> Iterator[Row]:
    """The places of a count or a sum: those in it in a line, the others with what stands against them."""
    groups: dict[str, list[Trace]] = {"holders": [], "refused": [], "undetermined": []}
    for place in trace.parts:
        if place.status in (None, Status.MET):
            groups["holders"].append(place)
        else:
            groups["refused" if place.status is Status.NOT_MET else "undetermined"].append(place)
    for name, places in groups.items():
        if not places:
            continue
        added = trace.kind == "sum" and name == "holders"
        label = say("show", "added" if added else name)[language]
        names = joined([place.name for place in places[:MOST_PLACES]])[language]
        left = len(places) > MOST_PLACES
        more = " " + say("show", "and_more", count=len(places))[language] if left else ""
        yield Row(indent, names + more, f"{label} {len(places)}")
        if name != "holders":
            for place in places[:MOST_PLACES]:
                yield from _against(place, language, indent + 1)


def _against(place: Trace, language: Language, indent: int) -> Iterator[Row]:
    """The verdicts of a place that keep it from what is counted."""
    for verdict in place.parts:
        if verdict.status not in (None, Status.MET, Status.NOT_APPLICABLE):
            assert verdict.status is not None
            value = _value(verdict, language)
            shown = f" · {value}" if value else ""
            said = say("show", "against", place=place.name, verdict=verdict.name)[language]
            text = f"{said}  [{verdict.id}]{shown}"
            label = f"{MARKS[verdict.status]} {verdict.status.label[language]}"
            yield Row(indent, text, label, f"status-{verdict.status.value}")
