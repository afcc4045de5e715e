"""What verdicts without a figure say, in both languages: what is asked, how it came out, what is missing."""

from typing import TYPE_CHECKING

from cyxc.evaluate.wording import say, times, times_text
from cyxc.language import Text, both, joined
from cyxc.model.duty import Criterion, Obligation, undated
from cyxc.model.entry import Judged
from cyxc.rules.occasions import EVERY, Occurs
from cyxc.rules.status import MET, NO_DATA, NOT_DUE, NOT_MET, Status

if TYPE_CHECKING:
    from cyxc.evaluate.duty_verdict import DutyVerdict
    from cyxc.evaluate.found import Occasion


_SENTENCES = ("late", "out_of_order", "not_done", "taken")
"""Why what is done once is met or not, where a sentence says just that."""


def asked(entry: Judged) -> Text:
    """How often or by when, in words."""
    if isinstance(entry, Criterion):
        return say("duties", "judged")
    rule = entry.rule if isinstance(entry, Obligation) else None
    each = isinstance(entry, Obligation) and entry.bound == "each" and len(entry.parties) > 0
    if undated(entry):
        return say("duties", "undated")
    if not isinstance(rule, Occurs):
        said = say("duties", "by", due=entry.window.due)
        return say("duties", "for_each", rule=said) if each else said
    said = say("count_ops", "at_least", figure=times_text(rule.figure))
    if rule.every is not None:
        said = say("duties", "every", every=EVERY[rule.every], rule=said)
    if rule.expected is not None:
        said = say("rules", "expected", rule=said, expected=times_text(rule.expected))
    return say("duties", "for_each", rule=said) if each else said


def verdict(of: "DutyVerdict") -> Text:
    """The verdict in one sentence."""
    if of.status is Status.NOT_APPLICABLE:
        return say("explanations", "not_applicable", name=of.text)
    if of.status is Status.NOT_DUE and undated(of.entry):
        return say("duties", "no_day", name=of.text)
    if of.status is Status.NOT_DUE:
        so_far = (of.so_far or Status.NOT_MET).label
        return say("explanations", "not_due", name=of.text, due=of.due, so_far=so_far)
    if isinstance(of.entry, Criterion):
        return _judged(of)
    reason = of.found.reason
    if of.status is Status.NO_DATA:
        return _said(of, reason or "no_log")
    if len(of.occasions) == 1 and reason in _SENTENCES:
        return _said(of, reason)
    if len(of.occasions) == 1 and of.found.days is not None:
        return _said(of, "in_time" if of.found.days else "on_the_day")
    return _counted(of)


def missing(of: "DutyVerdict") -> Text | None:
    """The periods and parties that lack events, or a log, or a name; None where nothing does."""
    if of.status not in (Status.NOT_MET, Status.NO_DATA):
        return None
    found = [text for one in of.occasions if (text := _short(one, of)) is not None]
    return joined(found, zh="；", en="; ") if found else None


def _said(of: "DutyVerdict", reason: str) -> Text:
    """A reason in words, whatever of these it names."""
    ahead = None if of.found.ahead is None else of.evaluation.scheme.entries[of.found.ahead].text
    on = next((str(event.on) for one in of.occasions for event in one.events), "")
    days = abs(of.found.days or 0)
    return say("duties", reason, name=of.text, due=of.due, on=on, days=days, ahead=ahead or "")


def _judged(of: "DutyVerdict") -> Text:
    judgement = of.judgement
    if judgement is None:
        return say("duties", "unjudged", name=of.text)
    if of.status is Status.NO_DATA:
        start = of.entry.window.opens
        return say("duties", of.found.reason or "unjudged", name=of.text, on=judgement.on, start=start)
    said = say("duties", "found_met" if judgement.met else "found_not_met", name=of.text)
    by = [part for part in (judgement.assessor, judgement.on) if part is not None]
    about = [both(" ".join(map(str, by)))] if by else []
    about += [] if judgement.evidence is None else [judgement.evidence]
    if about:
        said = say("duties", "found", said=said, about=joined(about, zh="；", en="; "))
    return say("duties", "closed", said=said)


def _counted(of: "DutyVerdict") -> Text:
    codes = [one.code for one in of.occasions]
    if len(codes) == 1:
        (only,) = of.occasions
        kind = "times_met" if only.code == MET else "times_not_met"
        return say("duties", kind, name=of.text, times=times(len(only.events)), need=only.need)
    counts = {"met": codes.count(MET), "not_met": codes.count(NOT_MET)}
    open_ = sum(code in (NO_DATA, NOT_DUE) for code in codes)
    kind = "periods" if all(one.party is None for one in of.occasions) else "parties"
    return say("duties", kind, name=of.text, count=len(codes), open=open_, **counts)


def _short(one: "Occasion", of: "DutyVerdict") -> Text | None:
    """What one period lacks; None for one that lacks nothing, or is done but late or out of order."""
    scheme, count = of.evaluation.scheme, one.need - len(one.events)
    if count <= 0 or one.code not in (NOT_MET, NO_DATA):
        return None
    period = one.period
    span = say("duties", "span", first=period.first, last=period.last)
    party = None if one.party is None else scheme.parties.get(one.party)
    once = not isinstance(of.entry, Obligation) or not isinstance(of.entry.rule, Occurs)
    if one.code == NOT_MET:
        said = say("duties", "short_done" if once else "short", span=span, count=count)
    elif party is not None and party.open:
        said = say("duties", "who")
    else:
        said = say("duties", "gap", span=span)
    if one.party is None:
        return said
    who = both(one.party) if party is None else party.name
    return say("duties", "whose", party=who, rest=said)
