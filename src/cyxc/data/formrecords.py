"""The sheets of judgements, events and members of a form."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from cyxc.data.csvrows import Row
from cyxc.data.formsheet import FormSheet
from cyxc.data.names import folded
from cyxc.data.records import Event, EventLog, Judgement, Records
from cyxc.data.scalars import shown
from cyxc.data.time_words import MET
from cyxc.errors import Location, nearest
from cyxc.model.entry import Entry
from cyxc.model.scheme import Scheme

E = TypeVar("E", bound=Entry)


def read_judgements(form: FormSheet, scheme: Scheme) -> Records:
    """The criteria somebody judged; what is wrong goes to the form's problems."""
    find = _finder(form, scheme.criteria, "criterion", "unknown-criterion")
    found = []
    for row in form.body:
        text = form.said(row, "met")
        said = [text, *(form.said(row, key) for key in ("assessor", "evidence", "on"))]
        if not any(said):
            continue
        id_, on = find(row), form.day(row, "on")
        met = None if text is None else MET.get(folded(text))
        if text is not None and met is None:
            form.fault("met-or-not", row, "met", value=shown(text))
        elif text is None:
            form.fault("evidence-without-judgement", row, "met")
        elif id_ is not None:
            found.append(
                Judgement(
                    criterion=id_,
                    met=met == "met",
                    assessor=form.said(row, "assessor"),
                    evidence=form.said(row, "evidence"),
                    on=None if on is None else date.fromisoformat(on),
                    where=form.at(row, "met"),
                )
            )
    form.check_cells()
    return Records(judgements=tuple(found))


def read_events(form: FormSheet, scheme: Scheme) -> Records:
    """The events, each in a log of its own row: for the days the row says it is complete for, or its day.

    Rows that say the same days of the same entry and party are one log.
    """
    recorded = (*scheme.obligations, *scheme.tasks, *scheme.steps)
    find = _finder(form, recorded, "entry", "no-events")
    logs: dict[tuple[str, str, str, str | None], list[Event]] = {}
    wheres: dict[tuple[str, str, str, str | None], Location] = {}
    for row in form.body:
        if not any(form.said(row, key) for key in ("on", "party", "note", "from", "to")):
            continue
        id_, party = find(row), form.said(row, "party")
        on, first, last = (form.day(row, key) for key in ("on", "from", "to"))
        given = {key: form.said(row, key) is not None for key in ("on", "from", "to")}
        if given["from"] is not given["to"]:
            form.fault("log-half", row, "to" if given["from"] else "from")
        elif not any(given.values()):
            form.fault("event-without-day", row, "on")
        start, end = first or on, last or on
        if id_ is None or start is None or end is None:
            continue
        log = (id_, start, end, party)
        wheres.setdefault(log, form.at(row, "from" if first else "on"))
        events = logs.setdefault(log, [])
        if on is not None:
            note, where = form.said(row, "note"), form.at(row, "on")
            events.append(Event(entry=id_, on=date.fromisoformat(on), party=party, note=note, where=where))
    form.check_cells()
    made = tuple(
        EventLog(
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            events=events,
            entries=(entry,),
            parties=() if party is None else (party,),
            where=wheres[entry, first, last, party],
        )
        for (entry, first, last, party), events in logs.items()
    )
    return Records(logs=made)


def read_members(form: FormSheet, scheme: Scheme) -> Records:
    """Who the parties of an open class are: a row a member."""
    classes: dict[str, list[str]] = {}
    for row in form.body:
        member = form.said(row, "member")
        name = form.said(row, "class") or form.said(row, "text")
        if member is not None and name is None:
            form.fault("member-without-class", row, "text", name=shown(member))
        elif member is not None and name is not None:
            english = {party.en: party.id for party in scheme.parties if party.open}
            classes.setdefault(english.get(name, name), []).append(member)
    form.check_cells()
    return Records(classes={name: tuple(members) for name, members in classes.items()})


def _finder(form: FormSheet, entries: Iterable[E], key: str, unknown: str) -> "Callable[[Row], str | None]":
    """How the entry of a row is found: by its hidden id, and in a row somebody added by its text."""
    ids: dict[str, E] = {entry.id: entry for entry in entries}
    by_text: dict[str, list[str]] = {}
    for entry in ids.values():
        for text in dict.fromkeys((folded(entry.text.zh), folded(entry.text.en))):
            by_text.setdefault(text, []).append(entry.id)

    def find(row: Row) -> str | None:
        id_, text = form.said(row, key), form.said(row, "text")
        meant: Sequence[str] = by_text.get(folded(text), ()) if text is not None else ()
        if id_ is None and len(meant) == 1:
            return meant[0]
        if id_ is None or id_ not in ids:
            name = id_ or text
            if name is None:
                form.fault("row-of-nothing", row, "text")
            else:
                texts = [one.text.zh for one in ids.values()] + [one.text.en for one in ids.values()]
                close = nearest(name, texts if id_ is None else ids)
                form.fault(unknown, row, "text", close, name=shown(name))
            return None
        if meant and id_ not in meant:
            # Rows that slipped against each other: the text of one beside the id of another.
            form.fault("names-disagree", row, "text", name=shown(text), other=id_)
            return None
        return id_

    return find
