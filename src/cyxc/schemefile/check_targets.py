"""What must hold of targets: names that exist, figures that fit the indicator, windows that run forward."""

from fractions import Fraction

from cyxc.model.target import Target
from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import Unit
from cyxc.rules.line import Op
from cyxc.rules.rules import (
    ROLES,
    Between,
    Combination,
    Each,
    Growth,
    Level,
    Numeric,
    Reference,
    Rise,
    figures,
    numeric,
    unit_fault,
)
from cyxc.schemefile.draft import Draft
from cyxc.schemefile.marks import Path, Source


def check_target(target: Target, draft: Draft, source: Source, path: Path) -> None:
    """Names, units and window of one target."""
    draft.name("questions", target.questions, "unknown-question", (*path, "questions"), source)
    draft.name("parties", target.parties, "unknown-party", (*path, "parties"), source)
    for key in ("part_of", "restates"):
        _check_other(target, key, draft, source, (*path, key))
    if target.window != draft.scheme.term and not target.window.orderly():
        source.fault("window-backwards", (*path, "window"))
    if isinstance(target.rule, Combination):
        _check_combination(target, target.rule, draft, source, path)
        return
    each = isinstance(target.rule, Each)
    if each and target.indicator is not None:
        source.fault("indicator-beside-rule", (*path, "indicator"))
    if not target.indicators:
        source.fault("each-of-nothing" if each else "indicator-missing", (*path, "rule") if each else path)
    named = (*path, "rule", "indicators") if each else (*path, "indicator")
    draft.name("indicators", target.indicators, "unknown-indicator", named, source)
    rule = numeric(target.rule)
    assert rule is not None
    inside = (*path, "rule", "rule") if each else (*path, "rule")
    _check_rule(rule, source, inside)
    _check_fit(target, rule, draft, source, inside)


def _check_other(target: Target, key: str, draft: Draft, source: Source, path: Path) -> None:
    id_ = getattr(target, key)
    if id_ is None:
        return
    draft.name("targets", [id_], "unknown-target", path, source)
    other = draft.target(id_)
    if id_ == target.id:
        source.fault("names-itself", path)
    elif key == "restates" and other is not None and other.restates is not None:
        source.fault("restates-a-restatement", path, other=id_)


def _check_combination(target: Target, rule: Combination, draft: Draft, source: Source, path: Path) -> None:
    draft.name("targets", rule.targets, "unknown-target", (*path, "rule", "targets"), source)
    count = len(rule.targets)
    if not count:
        source.fault("combination-of-nothing", (*path, "rule"))
    elif rule.need is not None and not 1 <= rule.need <= count:
        source.fault("need-out-of-range", (*path, "rule", "need"), count=str(count))
    if target.indicator is not None:
        source.fault("indicator-beside-rule", (*path, "indicator"))


def _check_rule(rule: Numeric, source: Source, path: Path) -> None:
    """What a rule says, whatever the indicator."""
    if isinstance(rule, Growth | Rise | Reference) and rule.role not in ROLES:
        source.fault("unknown-role", (*path, "role"), name=rule.role, known=ROLES)
    if isinstance(rule, Growth) and not 1 <= rule.years <= 100:
        source.fault("years-out-of-range", (*path, "years"))
    if isinstance(rule, Growth) and _to_nothing(rule.figure):
        source.fault("growth-to-nothing", (*path, "figure"), figure=str(rule.figure))
    if isinstance(rule, Between) and _below(rule.upper, rule.lower):
        source.fault("span-backwards", path)
    if isinstance(rule, Level) and rule.expected is not None:
        if rule.op is Op.EQUALS:
            source.fault("expected-without-level", (*path, "expected"))
        low, high = (rule.figure, rule.expected) if rule.op.floor else (rule.expected, rule.figure)
        if rule.op is not Op.EQUALS and low.measure.converts_to(high.measure) and not _below(low, high):
            source.fault("expected-below-floor", (*path, "expected"))


def _to_nothing(rate: Figure) -> bool:
    """Whether growth at a rate leaves nothing or less; over two years even −120 % would come out positive."""
    return rate.measure.dimension == "share" and Fraction(rate.value) * rate.measure.factor <= -1


def _below(low: Figure, high: Figure) -> bool:
    """Whether one figure is smaller than another that measures the same."""
    return low.measure.converts_to(high.measure) and low.in_(high.measure) < high.value


def _check_fit(target: Target, rule: Numeric, draft: Draft, source: Source, path: Path) -> None:
    """The rule's figures against the unit of every indicator; one fault a unit."""
    measures: dict[Unit, None] = {}
    for id_ in target.indicators:
        indicator = draft.indicator(id_)
        if indicator is not None:
            measures[indicator.measure] = None
    for measure in measures:
        fault = unit_fault(rule, measure)
        if fault is not None:
            wrong = next(
                f for f in figures(rule) if fault != "rule-unit" or not f.measure.converts_to(measure)
            )
            source.fault(fault, path, figure=str(wrong), unit=measure.symbol)
