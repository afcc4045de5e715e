"""Judgements, logs of events and open classes in a data file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cyxc.data.records import Event, EventLog, Judgement, Records
from cyxc.data.scalars import shown
from cyxc.language import Text, both
from cyxc.schemefile.source import Index, Source

Path = tuple[str, ...]

RECORD_KEYS = ("judgements", "logs", "classes")
"""The keys of a data file that hold records."""

_YES_NO = {"yes": True, "true": True, "no": False, "false": False, "是": True, "否": False}
_JUDGEMENT = ("met", "assessor", "evidence", "on")
_EVENT = ("entry", "on", "party", "note")
_LOG = ("from", "to", "entries", "parties", "events")


def read_records(document: Mapping[str, Any], source: Source) -> Records:
    """The records of a data file; faults go to `source`, each with its place."""
    judgements = _each(document.get("judgements"), ("judgements",), source)
    classes = _each(document.get("classes"), ("classes",), source)
    logs = document.get("logs") or []
    if not isinstance(logs, list):
        source.fault("list-expected", ("logs",))
        logs = []
    read = [_log(body, ("logs", Index(i)), source) for i, body in enumerate(logs)]
    return Records(
        judgements=tuple(
            one
            for id_, body in judgements.items()
            if (one := _judgement(id_, body, ("judgements", id_), source)) is not None
        ),
        logs=tuple(log for log in read if log is not None),
        classes={name: _names(said, ("classes", name), source) for name, said in classes.items()},
    )


def _each(said: Any, path: Path, source: Source) -> dict[str, Any]:
    if isinstance(said, dict | None):
        return said or {}
    source.fault("mapping-expected", path)
    return {}


def _judgement(id_: str, body: Any, path: Path, source: Source) -> Judgement | None:
    fields = body if isinstance(body, dict) else {"met": body}
    _check_keys(fields, _JUDGEMENT, path, source)
    met = fields.get("met")
    found = met if isinstance(met, bool) else _YES_NO.get(met) if isinstance(met, str) else None
    if found is None and met is not None:
        source.fault("bad-judgement", path, name=shown(id_), found=shown(met))
        return None
    return Judgement(
        criterion=id_,
        met=found,
        assessor=_word(fields, "assessor", path, source),
        evidence=_text(fields, "evidence", path, source),
        on=_day(fields, "on", path, source),
        where=source.where(path),
    )


def _log(body: Any, path: Path, source: Source) -> EventLog | None:
    source.called(path, str(path[-1]))
    if not isinstance(body, dict):
        source.fault("bad-log", path, name="logs", found=shown(body))
        return None
    _check_keys(body, _LOG, path, source)
    first, last = _day(body, "from", path, source), _day(body, "to", path, source)
    for key in ("from", "to"):
        if body.get(key) is None:
            source.fault("missing-key", path, key=key)
    events = body.get("events") or []
    if not isinstance(events, list):
        source.fault("list-expected", (*path, "events"))
        events = []
    read = [_event(one, (*path, "events", Index(i)), source) for i, one in enumerate(events)]
    entries = _names(body.get("entries"), (*path, "entries"), source)
    parties = _names(body.get("parties"), (*path, "parties"), source)
    if first is None or last is None:
        return None
    found = tuple(event for event in read if event is not None)
    return EventLog(
        first=first, last=last, events=found, entries=entries, parties=parties, where=source.where(path)
    )


def _event(body: Any, path: Path, source: Source) -> Event | None:
    entry = body.get("entry") if isinstance(body, dict) else None
    source.called(path, f"{path[-1]}[{shown(entry)}]" if isinstance(entry, str) else str(path[-1]))
    if not isinstance(body, dict):
        source.fault("bad-log", path, name="events", found=shown(body))
        return None
    _check_keys(body, _EVENT, path, source)
    entry, on = _word(body, "entry", path, source), _day(body, "on", path, source)
    for key in ("entry", "on"):
        if body.get(key) is None:
            source.fault("missing-key", path, key=key)
    if entry is None or on is None:
        return None
    party, note = _word(body, "party", path, source), _text(body, "note", path, source)
    return Event(entry=entry, on=on, party=party, note=note, where=source.where(path))


def _check_keys(body: Mapping[str, Any], known: Iterable[str], path: Path, source: Source) -> None:
    for key in body:
        if key not in known:
            source.fault("unknown-key", (*path, key), name=shown(key), known=tuple(known))


def _names(said: Any, path: Path, source: Source) -> tuple[str, ...]:
    names = [said] if isinstance(said, str) else said or []
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(names)
    source.fault("list-expected", path)
    return ()


def _word(body: Mapping[str, Any], key: str, path: Path, source: Source) -> str | None:
    said = body.get(key)
    if isinstance(said, str | None):
        return said
    source.fault("text-expected", (*path, key))
    return None


def _text(body: Mapping[str, Any], key: str, path: Path, source: Source) -> Text | None:
    said = body.get(key)
    if (
        isinstance(said, dict)
        and set(said) == {"zh", "en"}
        and all(isinstance(t, str) for t in said.values())
    ):
        return Text(**said)
    if isinstance(said, str):
        return both(said)
    if said is not None:
        source.fault("text-form", (*path, key))
    return None


def _day(body: Mapping[str, Any], key: str, path: Path, source: Source) -> date | None:
    said = body.get(key)
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        source.fault("day-form", (*path, key), text=shown(said))
        return None
