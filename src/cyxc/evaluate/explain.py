"""One sentence a verdict, and what is missing, in both languages."""

from typing import TYPE_CHECKING

from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.explain_faults import reasons, why_missing
from cyxc.evaluate.pace import Pace
from cyxc.evaluate.shortfall import Increment
from cyxc.evaluate.wording import (
    magnitude,
    names_of,
    quantity_text,
    role_name,
    say,
    signed,
    value_text,
)
from cyxc.language import Text, joined
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity
from cyxc.numbers.units import unit
from cyxc.rules.line import Op
from cyxc.rules.rules import Combination
from cyxc.rules.status import Status

if TYPE_CHECKING:
    from cyxc.evaluate.target_verdict import TargetVerdict


def verdict(of: "TargetVerdict") -> Text:
    """The verdict in one sentence."""
    if of.status is Status.NOT_APPLICABLE:
        return say("explanations", "not_applicable", name=of.text)
    if of.status is Status.NOT_DUE:
        assert of.so_far is not None
        return say("explanations", "not_due", name=of.text, due=of.due, so_far=of.so_far.label)
    if of.children:
        return _combined(of)
    if len(of.compared) > 1 and of.status is not Status.INVALID:
        return _each(of)
    return _plain(of)


def _each(of: "TargetVerdict") -> Text:
    """How many indicators, years, or indicators in years, came out how."""
    statuses, years = [one.status for one in of.compared], len(of.pieces)
    if years == 1:
        return _counted("each", statuses)
    indicators = len(statuses) // years
    if indicators == 1:
        return _counted("each_year", statuses)
    return _counted("each_of_years", statuses, indicators=indicators, years=years)


def _plain(of: "TargetVerdict") -> Text:
    evaluation = of.evaluation
    one = of.compared[0]
    name = one.indicator.name
    if of.status is Status.NO_DATA:
        if not of.lacking:
            return say("explanations", "no_common_day", name=name)
        return say("explanations", "no_data", name=name, missing=_lacking(of))
    if of.status is Status.INVALID:
        faulty = [one.indicator.name for one in of.compared if one.status is Status.INVALID]
        return say("explanations", "invalid", name=joined(faulty), reasons=reasons(evaluation, of.compared))
    if of.status is Status.UNDEFINED:
        if one.value is not None and one.line.relative and one.line.role is not None:
            return say("explanations", "undefined_growth", name=name, role=role_name(one.line.role))
        return say("explanations", "undefined", name=name)
    return _decided(of, one)


def _lacking(of: "TargetVerdict") -> Text:
    """The figures that are missing, with the reason where one was handed in that says too little."""
    scheme = of.evaluation.scheme
    named = []
    for key in of.lacking:
        name = names_of((key,), scheme)
        why = why_missing(of, key)
        named.append(name if why is None else say("faults", "lacking", name=name, why=why))
    return joined(named)


def _combined(of: "TargetVerdict") -> Text:
    need, out = _need(of)
    statuses = [child.status for child in of.children]
    if not out:
        return _counted("combination", statuses)
    return _counted("combination_partly", statuses, out=out, rest=len(statuses) - out, need=need)


def _need(of: "TargetVerdict") -> tuple[int, int]:
    """How many children have to be met, and how many do not apply: `all` asks only for those that do."""
    out = sum(child.status is Status.NOT_APPLICABLE for child in of.children)
    rule = of.target.rule
    need = rule.need if isinstance(rule, Combination) else None
    return (len(of.children) - out if need is None else need), out


def _counted(kind: str, statuses: list[Status], **more: int) -> Text:
    met, not_met = statuses.count(Status.MET), statuses.count(Status.NOT_MET)
    undecided = len(statuses) - met - not_met - statuses.count(Status.NOT_APPLICABLE)
    counts = {"count": len(statuses), "met": met, "not_met": not_met, "undecided": undecided, **more}
    return say("explanations", kind, **counts)


def asked(of: "TargetVerdict") -> Text:
    """The rule in words, with what it comes to in brackets.

    That is its number where it rests on a reference, its need where some that it combines do not apply.
    """
    need, out = _need(of)
    if out and of.status is not Status.NOT_APPLICABLE:
        return say("rules", "with_need", rule=of.asked, need=need, out=out)
    only = of.compared[0] if len(of.compared) == 1 else None
    if only is None or only.line.role is None or of.asked_number is None:
        return of.asked
    return say("rules", "with_number", rule=of.asked, number=of.asked_number)


def _decided(of: "TargetVerdict", one: Compared) -> Text:
    value, margin = one.value, one.margin
    if one.reference_bounds is not None:
        return _decided_against(of, one)
    if value is None:
        return _decided_within(of, one)
    assert margin is not None
    met, ceiling = one.status is Status.MET, one.line.op.ceiling
    if one.banded:
        kind = "within" if met else "outside"
    elif one.line.op is Op.EQUALS and not met:
        kind = "not_met_ceiling" if margin.value > 0 else "not_met"
    elif margin.value == 0:
        kind = "met_exactly" if met else "not_met_on_line"
    else:
        kind = ("met" if met else "not_met") + ("_ceiling" if ceiling else "")
    return say(
        "explanations",
        kind,
        name=one.indicator.name,
        value=value_text(value, of.target.rule),
        asked=asked(of),
        margin=magnitude(margin),
    )


def _decided_within(of: "TargetVerdict", one: Compared) -> Text:
    """What a figure known only within bounds proves."""
    assert one.bounds is not None
    low, high = one.bounds
    known = {"low": quantity_text(low), "high": "" if high is None else quantity_text(high)}
    kind = ("met" if one.status is Status.MET else "not_met") + ("_from" if high is None else "_within")
    return say("explanations", kind, name=one.indicator.name, asked=asked(of), **known)


def _decided_against(of: "TargetVerdict", one: Compared) -> Text:
    """What is proven where what a figure is held against is known only within bounds."""
    role = one.line.role
    assert role is not None
    return say(
        "explanations",
        "met_against" if one.status is Status.MET else "not_met_against",
        name=one.indicator.name,
        value=_known(one.value, one.bounds),
        role=role_name(role),
        reference=_known(one.reference, one.reference_bounds),
        asked=asked(of),
    )


def _known(value: Quantity | None, bounds: tuple[Quantity, Quantity | None] | None) -> Text:
    """A figure, or the bounds it is known within."""
    if value is not None:
        return quantity_text(value)
    assert bounds is not None
    low, high = bounds
    if high is None:
        return say("ops", "at_least", figure=quantity_text(low))
    return say("numbers", "within", low=quantity_text(low), high=quantity_text(high))


def missing(of: "TargetVerdict") -> Text | None:
    """What would have to be added, in words; None where nothing is missing or nothing is known."""
    if of.status in (Status.MET, Status.NOT_APPLICABLE):
        return None  # enough others of a combination may be met
    if of.status is Status.NO_DATA:
        return None if not of.lacking else _lacking(of)
    parts = _shortfalls(of, alone=not of.children and len(of.compared) == 1)
    return joined(parts, zh="；", en="; ") if parts else None


def _shortfalls(of: "TargetVerdict", *, alone: bool) -> list[Text]:
    """What is short, of a target and of the targets it combines."""
    if of.status in (Status.MET, Status.NOT_APPLICABLE, Status.NO_DATA):
        return []
    scheme = of.evaluation.scheme
    found = [_one(one, scheme, alone=alone) for one in of.compared if one.status is Status.NOT_MET]
    # Of what is known only within bounds nobody can say how much it lacks.
    own = [one for one in found if one is not None]
    return own + [part for child in of.children for part in _shortfalls(child, alone=False)]


def _one(one: Compared, scheme: Scheme, *, alone: bool) -> Text | None:
    """What one comparison is short of; beside others, one that can't be reached has to be named."""
    if one.unattainable is not None:
        said = say("missing", one.unattainable)
        return said if alone else say("missing", "about_one", name=one.indicator.name, said=said)
    or_ = say("missing", "or")
    ways = [way_text(way, scheme) for way in one.missing]
    return joined(ways, zh=f"，{or_.zh}", en=f",{or_.en}") if ways else None


def way_text(way: Increment, scheme: Scheme) -> Text:
    """One way to what is asked: 再增 1,100 人."""
    or_ = say("missing", "or")
    names = names_of(way.inputs, scheme, or_.zh, or_.en)
    kind = "fewer" if way.down else "more"
    if way.strictly:
        kind = f"any_{kind}" if way.amount.value == 0 else f"{kind}_than"
    said = say("missing", kind, names=names, amount=magnitude(way.amount), signed=signed(way.amount))
    return say("missing", "also", way=said, also=names_of(way.also, scheme)) if way.also else said


def pace_text(found: Pace) -> Text:
    """The pace in words: what a straight line would have, ahead or behind, and what is still needed."""
    way = "ahead" if found.ahead.value > 0 else "behind" if found.ahead.value < 0 else "level"
    rest = say("pace", "none")
    if found.a_month is not None:
        rest = say("pace", "rest", a_month=quantity_text(found.a_month))
    return say(
        "pace",
        "sentence",
        on=found.on,
        run=quantity_text(Quantity(found.run * 100, unit("%"))),
        expected=quantity_text(found.expected),
        ahead=say("pace", way, by=magnitude(found.ahead)),
        rest=rest,
    )
