"""A timeline as iCalendar (RFC 5545), for an office to subscribe to.

A stage is an event over all its days; anything else is an event on its last day, once for each period of a
recurring duty. The criteria an office has on one day are one event where they are more than a few. A step
no day is set for is no event.
"""

from collections.abc import Iterator

from cyxc.agenda.event import CalendarLine, Speaker, dated, event
from cyxc.agenda.fold import Group, fold
from cyxc.agenda.item import Item
from cyxc.agenda.items import WITHIN
from cyxc.agenda.office import offices
from cyxc.agenda.words import say
from cyxc.errors import Problem, UsageError
from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import LANGUAGES, Language


def calendar(
    evaluation: Evaluation,
    *,
    party: str | None = None,
    language: Language | None = None,
    within: int = WITHIN,
) -> bytes:
    """The timeline of an evaluation as the bytes of an .ics file.

    With `party` only what one office has to do, and the stages. Summaries are in both languages, Chinese
    first, or in `language` alone. The stamp of every event is the start of the evaluation's date in UTC,
    never the clock. The UID of an event hangs on scheme, year, place, entry, period and party (of folded
    criteria on their day and office), so it stays as the date asked about, the data and the wording change.

    Needs the extra `calendar`. Raises `UsageError` without that, and for an evaluation without a date;
    `UnknownNameError` for an office the scheme does not name.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        if error.name != "icalendar":
            raise
        needed = Problem("extra-not-installed", {"name": "icalendar", "extra": "calendar"})
        raise UsageError(needed) from error
    if evaluation.as_of is None:
        raise UsageError(Problem("date-needed", {}))
    scheme = evaluation.scheme
    speaker = Speaker(LANGUAGES if language is None else (language,))
    lines = _all_lines(evaluation, within) if party is None else _lines_of(evaluation, within, party)
    title = say("calendar", "name", title=scheme.title)
    if party is not None:
        (office,) = offices((), scheme, evaluation.records.classes, party)
        title = say("calendar", "name_party", party=office.name, title=scheme.title)
    made = Calendar()
    made.add("prodid", "-//cyxc//cyxc.timeline/1//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", speaker.line(title))
    made.add("x-wr-calname", speaker.line(title))
    about = f"{scheme.id}/{scheme.year or ''}/{'' if evaluation.place is None else evaluation.place.zh}"
    for line in lines:
        made.add_component(event(line, about, evaluation.as_of, scheme, speaker))
    written: bytes = made.to_ical()
    return written


def _all_lines(evaluation: Evaluation, within: int) -> Iterator[CalendarLine]:
    """Every item once, criteria folded with some office only there, and the folded ones."""
    items = dated(evaluation.timeline(within=within))
    groups: list[CalendarLine] = []
    folded: set[Item] = set()
    alone: set[Item] = set()
    for office in offices(items, evaluation.scheme, evaluation.records.classes):
        for line in fold(office.items, by_state=False):
            if isinstance(line, Group):
                groups.append(CalendarLine(line, office.name, office.party))
                folded.update(line.items)
            else:
                alone.add(line)
    # What is folded for one of its offices still stands alone for another that has only a few.
    yield from (CalendarLine(item) for item in items if item in alone or item not in folded)
    yield from groups


def _lines_of(evaluation: Evaluation, within: int, party: str) -> Iterator[CalendarLine]:
    """The stages and what one office has to do."""
    items = dated(evaluation.timeline(within=within))
    (office,) = offices(items, evaluation.scheme, evaluation.records.classes, party)
    yield from (CalendarLine(item) for item in items if item.kind == "phase")
    for line in fold(office.items, by_state=False):
        yield CalendarLine(line, office.name, office.party)
