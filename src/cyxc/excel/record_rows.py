"""The rows of a form for what has no figure: judgements, events, and the members of open classes."""

from collections.abc import Iterable, Mapping
from datetime import date

from cyxc.data.observation import Data
from cyxc.data.records import EventLog
from cyxc.evaluate.explain_duties import asked
from cyxc.excel.words import say
from cyxc.language import Language, joined
from cyxc.model.duty import undated
from cyxc.model.entry import Judged
from cyxc.model.scheme import Scheme

Cells = Mapping[str, str | date]
"""What a row says, by column."""


def judgement_rows(scheme: Scheme, data: Data, language: Language) -> list[Cells]:
    """A row for each criterion, or for each judgement on it; what restates another is judged there."""
    rows: list[Cells] = []
    for criterion in scheme.criteria:
        judged = (one for one in data.records.judgements if one.criterion == criterion.id)
        told = [one for one in judged if one.met is not None]

        beside = _beside(criterion, scheme, language) | {"criterion": criterion.id}
        for one in told:
            said = say("met", "met" if one.met else "not_met")[language]
            evidence = "" if one.evidence is None else one.evidence[language]
            row = {**beside, "met": said, "assessor": one.assessor or "", "evidence": evidence}
            rows.append({**row, "on": one.on or ""})
        if not told and criterion.restates is None:
            rows.append(beside)
    return rows


def event_rows(scheme: Scheme, data: Data, language: Language) -> list[Cells]:
    """A row for each obligation, task and step, or for each event and each span a log is complete for."""
    rows: list[Cells] = []
    for entry in (*scheme.obligations, *scheme.tasks, *scheme.steps):
        beside = _beside(entry, scheme, language) | {"entry": entry.id, "asked": asked(entry)[language]}
        told = [{**beside, **row} for log in data.records.logs for row in _of_log(log, entry, language)]
        rows += told
        if not told and entry.restates is None:
            rows.append(beside)
    return rows


def _of_log(log: EventLog, entry: Judged, language: Language) -> Iterable[Cells]:
    """The spans a log is complete for in an entry, then its events."""
    if not log.entries or entry.id in log.entries:
        for party in log.parties or ("",):
            yield {"from": log.first, "to": log.last, "party": party}
    for event in log.events:
        if event.entry == entry.id:
            note = "" if event.note is None else event.note[language]
            yield {"on": event.on, "party": event.party or "", "note": note}


def member_rows(scheme: Scheme, data: Data, language: Language) -> list[Cells]:
    """A row for each open class of parties, or for each of its members."""
    rows: list[Cells] = []
    for party in scheme.parties:
        if party.open:
            beside = {"class": party.id, "text": party.name[language]}
            members = data.records.classes.get(party.id, ("",))
            rows += [{**beside, "member": member} for member in members]
    return rows


def _beside(entry: Judged, scheme: Scheme, language: Language) -> dict[str, str | date]:
    offices = joined([scheme.parties[party].name for party in entry.parties])[language]
    due = "" if undated(entry) else str(entry.window.due)
    return {"text": entry.text[language], "office": offices, "due": due, "clause": entry.clause}
