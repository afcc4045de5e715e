"""What a comparison asks, as charts say it."""

from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.wording import rule_text, threshold_text
from cyxc.language import Text, both, joined
from cyxc.rules.rules import numeric


def asked_text(one: Compared, verdict: TargetVerdict) -> Text:
    """The number asked for where it follows from another figure, else the rule as it is written."""
    rule = numeric(verdict.target.rule)
    assert rule is not None  # only combinations have none, and nothing to compare
    if one.line.role is not None and one.threshold is not None:
        return threshold_text(one.line.op, one.threshold)
    return rule_text(rule, verdict.evaluation.scheme)


def name_among(one: Compared, all_: tuple[Compared, ...]) -> Text | None:
    """Which of several indicators or pieces of time is compared; None where there is only one."""
    names = [one.indicator.name] if len({other.indicator.id for other in all_}) > 1 else []
    if one.period is not None and len({other.period for other in all_}) > 1:
        names.append(both(str(one.period)))
    return joined(names, zh="，") if names else None
