"""A comparison as plain data: the JSON form `cyxc.diff/1`, with `from` and `to` for what changed."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from cyxc.changes.diff import Diff, VerdictChange
from cyxc.changes.seen import EventSeen, FromTo, JudgementSeen, ReportSeen
from cyxc.language import Text
from cyxc.numbers.quantity import Quantity

FORMAT = "cyxc.diff/1"

T = TypeVar("T")


def to_dict(diff: Diff) -> dict[str, Any]:
    """The comparison, ready for JSON: numbers as exact text, both languages side by side."""
    return {
        "format": FORMAT,
        "scheme": diff.scheme,
        "heads": [{"key": one.key, "from": _said(one.before), "to": _said(one.after)} for one in diff.heads],
        "answers": [_pair("question", *attrs.astuple(one)) for one in diff.answers],
        "outcome": _plain(diff.outcome),
        "totals": {
            one.kind: {
                "by_status": {status.value: _plain(counts) for status, counts in one.by_status},
                "outcome": _plain(one.outcome),
            }
            for one in diff.totals
        },
        "better": [one.id for one in diff.better],
        "worse": [one.id for one in diff.worse],
        "unchanged": diff.unchanged,
        "changed": [_change(one) for one in diff.changed],
        "removed": [_entry(one) for one in diff.removed],
        "added": [_entry(one) for one in diff.added],
    }


def _change(change: VerdictChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind,
        "clause": change.clause,
        "text": _text(change.text),
        "turn": change.turn,
        "causes": list(change.causes),
        "status": _plain(change.status),
        "so_far": _plain(change.so_far),
        "counted": _plain(change.counted),
        "asked": None if change.asked is None else _each(change.asked, _text),
        "window": None if change.window is None else _plain(change.window),
        "compared": [
            {
                "indicator": one.indicator,
                "period": one.period,
                "status": _plain(one.status),
                "value": _each(one.value, _quantity),
                "threshold": _each(one.threshold, _quantity),
                "margin": _each(one.margin, _quantity),
                "low": _each(one.low, _quantity),
                "high": _each(one.high, _quantity),
            }
            for one in change.compared
        ],
        "margin": None if change.margin is None else _each(change.margin, _quantity),
        "inputs": [
            {
                "key": one.key,
                "name": _text(one.name),
                "value": _each(one.value, _quantity),
                "given": _plain(one.given),
                "source": _each(one.source, _text),
                "provisional": _plain(one.provisional),
                "gained": [_report(report) for report in one.gained],
                "lost": [_report(report) for report in one.lost],
            }
            for one in change.inputs
        ],
        "rests_on": None if change.rests_on is None else _each(change.rests_on, list),
        "judgement": None if change.judgement is None else _each(change.judgement, _judgement),
        "events": {
            "gained": [_event(one) for one in change.gained],
            "lost": [_event(one) for one in change.lost],
        },
        "occasions": [
            {"first": one.first, "last": one.last, "party": one.party, "status": _plain(one.status)}
            for one in change.occasions
        ],
        "answers": [_pair("question", *attrs.astuple(one)) for one in change.answers],
    }


def _entry(entry: Any) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "clause": entry.clause,
        "text": _text(entry.text),
        "status": entry.status.value,
        "counted": entry.counted,
    }


def _pair(name: str, key: str, before: str | None, after: str | None) -> dict[str, Any]:
    return {name: key, "from": before, "to": after}


def _plain(pair: FromTo[Any]) -> dict[str, Any]:
    """What JSON has a value for; statuses and outcomes are words."""
    return {"from": _word(pair.before), "to": _word(pair.after)}


def _word(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _each(pair: FromTo[T], form: Callable[[T], Any]) -> dict[str, Any]:
    return {"from": form(pair.before), "to": form(pair.after)}


def _said(head: str | Text | None) -> str | dict[str, str] | None:
    return _text(head) if isinstance(head, Text) else head


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _quantity(quantity: Quantity | None) -> dict[str, str] | None:
    return None if quantity is None else quantity.to_dict()


def _report(report: ReportSeen) -> dict[str, Any]:
    return {**attrs.asdict(report), "source": _text(report.source)}


def _judgement(judgement: JudgementSeen | None) -> dict[str, Any] | None:
    if judgement is None:
        return None
    about = {"assessor": judgement.assessor, "evidence": _text(judgement.evidence), "on": judgement.on}
    return {"met": judgement.met, **about}


def _event(event: EventSeen) -> dict[str, Any]:
    return {"on": event.on, "party": event.party, "note": _text(event.note)}
