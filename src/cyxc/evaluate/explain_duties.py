"""What verdicts without a figure say, in both languages: what is asked, how it came out, what is missing."""

from typing import TYPE_CHECKING

from cyxc.evaluate.wording import figure_text, say
from cyxc.language import Text, both, joined
from cyxc.model.duty import Criterion, Obligation
from cyxc.model.entry import Judged
from cyxc.rules.occasions import EVERY, Occurs
from cyxc.rules.status import MET, NO_DATA, NOT_DUE, NOT_MET, Status

if TYPE_CHECKING:
    from cyxc.evaluate.duties import Occasion
    from cyxc.evaluate.duty_verdict import DutyVerdict


def asked(entry: Judged) -> Text:
    """How often or by when, in words."""
    if isinstance(entry, Criterion):
        return say("duties", "judged")
    rule = entry.rule if isinstance(entry, Obligation) else None
    if not isinstance(rule, Occurs):
        return say("duties", "by", due=entry.window.due)
    said = say("count_ops", "at_least", figure=figure_text(rule.figure))
    if rule.expected is not None:
        said = say("rules", "expected", rule=said, expected=figure_text(rule.expected))
    if rule.every is not None:
        said = say("duties", "every", every=EVERY[rule.every], rule=said)
    each = isinstance(entry, Obligation) and entry.bound == "each" and len(entry.parties) > 0
    return say("duties", "for_each", rule=said) if each else said


def verdict(of: "DutyVerdict") -> Text:
    """The verdict in one sentence."""
    if of.status is Status.NOT_APPLICABLE:
        return say("explanations", "not_applicable", name=of.text)
    if of.status is Status.NOT_DUE:
        so_far = (of.so_far or Status.NOT_MET).label
        return say("explanations", "not_due", name=of.text, due=of.due, so_far=so_far)
    if isinstance(of.entry, Criterion):
        return _judged(of)
    if of.status is Status.NO_DATA:
        return say("duties", of.found.reason or "no_log", name=of.text)
    if of.found.reason in ("late", "out_of_order", "not_done"):
        return say("duties", of.found.reason, name=of.text, due=of.due, on=_first(of), days=_days(of))
    if of.found.days is not None:
        return say("duties", "in_time", name=of.text, due=of.due, on=_first(of), days=_days(of))
    return _counted(of)


def missing(of: "DutyVerdict") -> Text | None:
    """The periods and parties that lack events, and how many; None where nothing does."""
    if of.status not in (Status.NOT_MET, Status.NO_DATA):
        return None
    short = [one for one in of.occasions if one.code in (NOT_MET, NO_DATA)]
    return joined([_short(one) for one in short], zh="；", en="; ") if short else None


def _judged(of: "DutyVerdict") -> Text:
    if of.judgement is None:
        return say("duties", "unjudged", name=of.text)
    said = say("duties", "found_met" if of.judgement.met else "found_not_met", name=of.text)
    about = [text for text in (_by(of), of.judgement.evidence) if text is not None]
    return say("duties", "found", said=said, about=joined(about, zh="；", en="; ")) if about else said


def _by(of: "DutyVerdict") -> Text | None:
    judgement = of.judgement
    if judgement is None:
        return None
    parts = [judgement.assessor, None if judgement.on is None else str(judgement.on)]
    said = [part for part in parts if part is not None]
    return both(" ".join(said)) if said else None


def _counted(of: "DutyVerdict") -> Text:
    codes = [one.code for one in of.occasions]
    if len(codes) == 1:
        (only,) = of.occasions
        kind = "times_met" if only.code == MET else "times_not_met"
        return say("duties", kind, name=of.text, count=len(only.events), need=only.need)
    counts = {"met": codes.count(MET), "not_met": codes.count(NOT_MET)}
    open_ = sum(code in (NO_DATA, NOT_DUE) for code in codes)
    return say("duties", "periods", name=of.text, count=len(codes), open=open_, **counts)


def _short(one: "Occasion") -> Text:
    who = "" if one.party is None else f"{one.party} "
    return say("duties", "short", who=who, period=one.period, count=one.need - len(one.events))


def _first(of: "DutyVerdict") -> str:
    return next((str(event.on) for one in of.occasions for event in one.events), "")


def _days(of: "DutyVerdict") -> int:
    return abs(of.found.days or 0)
