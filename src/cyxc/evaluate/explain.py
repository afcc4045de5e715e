"""One sentence a verdict, and what is missing, in both languages."""

from typing import TYPE_CHECKING

from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.shortfall import Increment
from cyxc.evaluate.wording import fault_text, magnitude, names_of, role_name, say, value_text
from cyxc.language import Text, joined
from cyxc.model.scheme import Scheme
from cyxc.rules.line import Op
from cyxc.rules.status import NO_DATA, Status

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.verdict import Verdict


def verdict(of: "Verdict") -> Text:
    """The verdict in one sentence."""
    if of.status is Status.NOT_APPLICABLE:
        return say("explanations", "not_applicable", name=of.text)
    if of.status is Status.NOT_DUE:
        assert of.so_far is not None
        return say("explanations", "not_due", name=of.text, due=of.due, so_far=of.so_far.label)
    if of.children:
        return _counted("combination", [child.status for child in of.children])
    if len(of.compared) > 1 and of.status is not Status.INVALID:
        return _counted("each", [one.status for one in of.compared])
    return _plain(of)


def _plain(of: "Verdict") -> Text:
    evaluation, scheme = of.evaluation, of.evaluation.scheme
    one = of.compared[0]
    name = one.indicator.name
    if of.status is Status.NO_DATA:
        return say("explanations", "no_data", name=name, missing=names_of(of.lacking, scheme))
    if of.status is Status.INVALID:
        return say("explanations", "invalid", name=name, reasons=reasons(evaluation, of.compared))
    if of.status is Status.UNDEFINED:
        if one.value is not None and one.line.relative and one.line.role is not None:
            return say("explanations", "undefined_growth", name=name, role=role_name(one.line.role))
        return say("explanations", "undefined", name=name)
    return _decided(of, one)


def _counted(kind: str, statuses: list[Status]) -> Text:
    met, not_met = statuses.count(Status.MET), statuses.count(Status.NOT_MET)
    undecided = len(statuses) - met - not_met - statuses.count(Status.NOT_APPLICABLE)
    return say("explanations", kind, count=len(statuses), met=met, not_met=not_met, undecided=undecided)


def asked(of: "Verdict") -> Text:
    """The rule in words, with what it comes to in brackets where it rests on a reference."""
    only = of.compared[0] if len(of.compared) == 1 else None
    if only is None or only.line.role is None or of.asked_number is None:
        return of.asked
    return say("rules", "with_number", rule=of.asked, number=of.asked_number)


def _decided(of: "Verdict", one: Compared) -> Text:
    value, margin = one.value, one.margin
    assert value is not None
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


def reasons(evaluation: "Evaluation", compared: tuple[Compared, ...]) -> Text:
    """Why figures are invalid: every faulty figure the comparisons rest on, with what was handed in."""
    plan, values = evaluation.plan, evaluation.values
    found: dict[Text, None] = {}
    for one in compared:
        waiting = [one.node.slot] if one.reference_node is None else [one.node.slot, one.reference_node.slot]
        while waiting:
            node = plan.nodes[waiting.pop(0)]
            waiting[:0] = node.slots
            fault = values.faults.get(node.slot)
            if fault is not None:
                why = fault_text(fault.code, fault.details, evaluation.scheme)
                name = names_of((node.key,), evaluation.scheme)
                kind = "own" if len(compared) == 1 and node.key == compared[0].node.key else "entry"
                found[say("faults", kind, name=name, value=evaluation.handed_in(node.key), why=why)] = None
    return joined(list(found), zh="；", en="; ")


def missing(of: "Verdict") -> Text | None:
    """What would have to be added, in words; None where nothing is missing or nothing is known."""
    scheme = of.evaluation.scheme
    if of.status is Status.NO_DATA:
        return None if not of.lacking else names_of(of.lacking, scheme)
    parts = [_one(one, scheme) for one in of.compared if one.status is Status.NOT_MET]
    parts += [
        text for child in of.children if (text := missing(child)) is not None and child.status.code != NO_DATA
    ]
    return joined(parts, zh="；", en="; ") if parts else None


def _one(one: Compared, scheme: Scheme) -> Text:
    ways = one.missing
    if not ways:
        return say("missing", "unattainable")
    or_ = say("missing", "or")
    return joined([way_text(way, scheme) for way in ways], zh=f"，{or_.zh}", en=f",{or_.en}")


def way_text(way: Increment, scheme: Scheme) -> Text:
    """One way to what is asked: 再增 1,100 人."""
    or_ = say("missing", "or")
    names = names_of(way.inputs, scheme, or_.zh, or_.en)
    kind = "fewer" if way.down else "more"
    if way.strictly:
        kind = f"any_{kind}" if way.amount.value == 0 else f"{kind}_than"
    said = say("missing", kind, names=names, amount=magnitude(way.amount))
    return say("missing", "also", way=said, also=names_of(way.also, scheme)) if way.also else said
