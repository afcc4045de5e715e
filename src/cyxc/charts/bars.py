"""What a chart of progress draws: a bar for each comparison a target makes, with what it is a share of."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

import attrs

from cyxc.charts.asked import asked_text, name_among
from cyxc.charts.words import say
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.evaluate.wording import quantity_text, value_text
from cyxc.language import Text
from cyxc.numbers.quantity import Quantity
from cyxc.rules.line import Op
from cyxc.rules.status import Status

BarKind = Literal["floor", "ceiling", "band", "exact", "combination"]

KINDS: tuple[BarKind, ...] = ("floor", "ceiling", "band", "exact", "combination")
"""What a bar is measured by, in the order of the panels."""

_COMPARABLE = (Status.MET, Status.NOT_MET, Status.NOT_DUE)


@attrs.frozen
class Bar:
    """One comparison of a target. Shares are exact: 1 is the figure asked for.

    In a band 0 is its lower end and 1 its upper. `share` is None where there is no figure to compare; then
    `known` holds the least it can be and, where that is known, the most. `expected` is the share a straight
    line through the time would have by now.
    """

    id: str
    text: Text
    kind: BarKind
    status: Status
    share: Fraction | None
    known: tuple[Fraction, Fraction | None] | None
    expected: Fraction | None
    said: Text
    explanation: Text


def bars(evaluation: Evaluation, of: Iterable[str] | None = None) -> tuple[Bar, ...]:
    """The bars of the targets, restatements apart, in the scheme's order; `of` names those wanted."""
    wanted = evaluation.scheme.targets.ids if of is None else frozenset(of)
    own = (v for v in evaluation.targets if v.entry.restates is None and v.id in wanted)
    return tuple(bar for verdict in own for bar in _bars(verdict))


def _bars(verdict: TargetVerdict) -> Iterator[Bar]:
    compared = verdict.compared
    if verdict.target.children:
        told = verdict.explanation
        yield Bar(verdict.id, verdict.text, "combination", verdict.status, None, None, None, told, told)
    for one in compared:
        status = verdict.status if len(compared) == 1 else one.status
        share = _share(one, one.value) if status in _COMPARABLE else None
        yield Bar(
            verdict.id,
            _named(one, verdict),
            _kind(one),
            status,
            share,
            _known(one),
            None if verdict.pace is None or share is None else verdict.pace.run,
            _said(one, verdict),
            verdict.explanation,
        )


def _named(one: Compared, verdict: TargetVerdict) -> Text:
    """The target's text, with what is compared behind it where that is one of several."""
    name = name_among(one, verdict.compared)
    return (
        verdict.text
        if name is None
        else Text(f"{verdict.text.zh}：{name.zh}", f"{verdict.text.en}: {name.en}")
    )


def _kind(one: Compared) -> BarKind:
    if one.banded:
        return "band"
    op = one.line.op
    return "exact" if op is Op.EQUALS else "ceiling" if op.ceiling else "floor"


def _share(one: Compared, value: Quantity | None) -> Fraction | None:
    """A value over what is asked, or its place in a band; None where that has no meaning."""
    asked = [threshold.value for threshold in one.thresholds]
    if value is None or not asked:
        return None
    if one.banded:
        low, high = asked
        return None if low == high else (value.value - low) / (high - low)
    return None if asked[0] <= 0 else value.value / asked[0]


def _known(one: Compared) -> tuple[Fraction, Fraction | None] | None:
    """The least and the most it can be; that a count is not below zero is no knowledge of it."""
    if one.bounds is None or not (one.bounds[0].value or one.bounds[1]):
        return None
    low, high = (_share(one, end) for end in one.bounds)
    return None if low is None else (low, high)


def _said(one: Compared, verdict: TargetVerdict) -> Text:
    """What is there and what is asked, as numbers."""
    asked = asked_text(one, verdict)
    if one.bounds is not None and _known(one) is not None:
        low, high = one.bounds
        there = say("progress", "from", low=quantity_text(low))
        if high is not None:
            there = say("progress", "between", low=quantity_text(low), high=quantity_text(high))
        return say("progress", "known", there=there, asked=asked)
    if one.value is None:
        return say("progress", "asked", asked=asked)
    there = value_text(one.value, verdict.target.rule)
    return say("progress", "there_asked", there=there, asked=asked)
