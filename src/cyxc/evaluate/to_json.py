"""Evaluations as plain data: the JSON form `cyxc.evaluation/1`."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cyxc.data.observation import Observation
from cyxc.data.records import Judgement
from cyxc.evaluate.bounded import within
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.explain import way_text
from cyxc.evaluate.found import Occasion
from cyxc.evaluate.pace import Pace
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.language import Text
from cyxc.model.duty import Obligation
from cyxc.numbers.exact import plain
from cyxc.numbers.quantity import Quantity
from cyxc.rules.dates import SchemeDate
from cyxc.rules.status import STATUSES
from cyxc.schemefile.structure import converter

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.verdict import Input, Verdict

FORMAT = "cyxc.evaluation/1"


def to_dict(evaluation: "Evaluation") -> dict[str, Any]:
    """The evaluation, ready for JSON: numbers as exact text, both languages side by side."""
    from cyxc.evaluate.evaluation import library_version

    scheme, data = evaluation.scheme, evaluation.data
    return {
        "format": FORMAT,
        "library": library_version(),
        "scheme": {"id": scheme.id, "version": scheme.version, "year": scheme.year},
        "place": _text(evaluation.place),
        "as_of": None if evaluation.as_of is None else evaluation.as_of.isoformat(),
        "illustrative": data is not None and data.illustrative,
        "answers": dict(scheme.answers),
        "outcome": evaluation.outcome.value,
        "totals": {kind: found.to_dict() for kind, found in evaluation.totals.items()},
        "unused": list(evaluation.unused),
        "pivots": [{"answers": dict(p.answers), "outcome": p.outcome.value} for p in evaluation.pivots],
        "pivots_complete": evaluation.pivots_complete,
        "verdicts": [verdict_dict(verdict) for verdict in evaluation.verdicts],
    }


def verdict_dict(verdict: "Verdict") -> dict[str, Any]:
    """One verdict, ready for JSON: what all have, then what its kind has."""
    entry = verdict.entry
    own = _target(verdict) if isinstance(verdict, TargetVerdict) else _duty(verdict)
    return {
        "id": verdict.id,
        "kind": verdict.kind,
        "clause": verdict.clause,
        "text": _text(verdict.text),
        "status": verdict.status.value,
        "so_far": None if verdict.so_far is None else verdict.so_far.value,
        "counted": verdict.counted,
        "restates": entry.restates,
        "endeavour": entry.endeavour,
        "level": entry.level,
        "start": str(entry.window.start),
        "due": _date(verdict.due_date),
        "parties": list(verdict.parties),
        "asked": _text(verdict.asked),
        **own,
        "questions": list(verdict.questions),
        "agreement": verdict.agreement,
        "readings": [_reading(one.answers, one.plain, one.verdict) for one in verdict.readings],
        "explanation": _text(verdict.explanation),
        "missing": _text(verdict.missing_text),
    }


def _target(verdict: TargetVerdict) -> dict[str, Any]:
    target = verdict.target
    return {
        "part_of": target.part_of,
        "years": target.years,
        "rule": converter().unstructure(target.rule, type(target.rule)),
        "compared": [_compared(one, verdict) for one in verdict.compared],
        "children": list(target.children),
        "inputs": [_input(one) for one in verdict.inputs],
        "lacking": list(verdict.lacking),
        "formula": _text(verdict.formula),
        "pace": _pace(verdict.pace),
    }


def _pace(found: Pace | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "on": found.on.isoformat(),
        "run": plain(found.run),
        "expected": _quantity(found.expected),
        "ahead": _quantity(found.ahead),
        "a_month": _quantity(found.a_month),
    }


def _duty(verdict: "Verdict") -> dict[str, Any]:
    rule = verdict.entry.rule if isinstance(verdict.entry, Obligation) else None
    return {
        "rule": None if rule is None else converter().unstructure(rule, type(rule)),
        "judgement": None if verdict.judgement is None else _judgement(verdict.judgement),
        "occasions": [_occasion(one) for one in verdict.occasions],
        "margin": _quantity(verdict.margin),
        "late": verdict.late,
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "met": judgement.met,
        "assessor": judgement.assessor,
        "evidence": _text(judgement.evidence),
        "on": None if judgement.on is None else judgement.on.isoformat(),
    }


def _occasion(occasion: Occasion) -> dict[str, Any]:
    return {
        "first": occasion.period.first.isoformat(),
        "last": occasion.period.last.isoformat(),
        "party": occasion.party,
        "need": occasion.need,
        "status": STATUSES[occasion.code].value,
        "events": [
            {"on": event.on.isoformat(), "party": event.party, "note": _text(event.note)}
            for event in occasion.events
        ],
    }


def _compared(one: Compared, verdict: "Verdict") -> dict[str, Any]:
    scheme = verdict.evaluation.scheme
    return {
        "indicator": one.indicator.id,
        "period": None if one.period is None else str(one.period),
        "status": one.status.value,
        "value": _quantity(one.value),
        "bounds": _bounds(one),
        "reference": _quantity(one.reference),
        "op": one.line.op.value,
        "threshold": _quantity(one.threshold),
        "margin": _quantity(one.margin),
        "attainment": _number(one.attainment),
        "missing": [
            {
                "inputs": list(way.inputs),
                "amount": _quantity(way.amount),
                "also": list(way.also),
                "strictly": way.strictly,
                "down": way.down,
                "text": _text(way_text(way, scheme)),
            }
            for way in one.missing
        ],
    }


def _bounds(one: Compared) -> dict[str, Any] | None:
    if one.bounds is None:
        return None
    low, high = one.bounds
    return {"low": _quantity(low), "high": _quantity(high)}


def _input(one: "Input") -> dict[str, Any]:
    seen = one.observation
    body = {
        "key": one.key,
        "name": _text(one.name),
        "value": _quantity(one.value),
        "given": None if seen is None else _observation(seen),
        "reports": [_observation(report) for report in one.reports],
    }
    return body if one.bounded is None else {**body, "count": _count(one.bounded)}


def _count(seen: object) -> dict[str, Any]:
    """What was handed in within bounds: a count of places says of what, and how each of them stands."""
    found = within(seen)
    assert found is not None
    return {
        "low": plain(found.low),
        "high": None if found.high is None else plain(found.high),
        "title": _text(getattr(seen, "title", None)),
        "fact": getattr(seen, "fact", None),
        "places": {code: status.value for code, status in getattr(seen, "standing", ())},
    }


def _observation(seen: Observation) -> dict[str, Any]:
    where = seen.where
    body: dict[str, Any] = {
        "value": None if seen.value is None else str(seen.value),
        "unit": seen.unit,
        "source": _text(seen.source),
        "reported_on": seen.reported_on,
        "provisional": seen.provisional,
        "period": seen.period,
        "cumulative": seen.cumulative,
    }
    if where.file is not None:
        body["where"] = {"file": where.file, "line": where.line, "row": where.row, "heading": where.heading}
    if where.sheet is not None:
        body["where"] |= {"sheet": where.sheet, "cell": where.cell}
    return body


def _reading(answers: tuple[tuple[str, str], ...], plain_: bool, verdict: "Verdict | None") -> dict[str, Any]:
    body: dict[str, Any] = {"answers": dict(answers), "plain": plain_}
    if verdict is None:
        return {**body, "status": None}
    compared = [
        {
            "indicator": one.indicator.id,
            "status": one.status.value,
            "value": _quantity(one.value),
            "threshold": _quantity(one.threshold),
            "margin": _quantity(one.margin),
        }
        for one in verdict.compared
    ]
    return {
        **body,
        "status": verdict.status.value,
        "asked": _text(verdict.asked),
        "compared": compared,
        "missing": _text(verdict.missing_text),
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _quantity(quantity: Quantity | None) -> dict[str, str] | None:
    return None if quantity is None else quantity.to_dict()


def _date(date: SchemeDate | None) -> str | None:
    return None if date is None else str(date)


def _number(number: Fraction | None) -> str | None:
    return None if number is None else plain(number)
