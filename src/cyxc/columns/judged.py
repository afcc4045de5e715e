"""Every target in every row: values against rules, by the code that judges one place."""

from collections.abc import Mapping
from typing import Any

import attrs

from cyxc.columns.fold import both, either, negated
from cyxc.columns.ring import ColumnRing
from cyxc.columns.state import State
from cyxc.columns.values import Columns
from cyxc.evaluate.judge import not_yet
from cyxc.evaluate.leaves import Comparison, Leaf
from cyxc.evaluate.plan import Plan
from cyxc.rules.status import INVALID, MET, NOT_APPLICABLE, NOT_MET, UNDEFINED, combine


@attrs.frozen
class Answer:
    """What one target came to: a column of status codes, and where it compares one figure, how it compares.

    `margin` and `value` are numerators and denominators with the rows that have them; `attainment` is None
    for what has none.
    """

    code: Any
    value: tuple[Any, Any, Any] | None = None
    margins: tuple[tuple[Any, Any, Any], ...] = ()
    attainment: tuple[Any, Any, Any] | None = None

    def margin(self, ring: ColumnRing) -> Any:
        """The margin, of several lines the smallest."""
        if not self.margins:
            return ring.divided(False, 0, 1)
        found, *others = (ring.divided(*one) for one in self.margins)
        for other in others:
            found = ring.case([(found <= other, found)], other)
        return found

    def number(self, word: str, ring: ColumnRing) -> Any:
        """The margin, value or attainment; null where there is none."""
        if word == "margin":
            return self.margin(ring)
        fraction = self.value if word == "value" else self.attainment
        return ring.divided(False, 0, 1) if fraction is None else ring.divided(*fraction)


def judge(
    columns: Columns,
    pending: Mapping[int, Any],
    not_applicable: Mapping[str, Any],
    refused: Any,
    *,
    attained: bool,
) -> tuple[Answer, ...]:
    """The answer of every target, in the scheme's order.

    `pending` says by position of the target in which rows its due date is still to come, `not_applicable`
    by id in which it does not apply, `refused` which rows can't be what they say; True for all. Attainment
    is worked out only where it is asked for (`attained`).
    """
    answers: list[Answer] = [Answer(NOT_APPLICABLE)] * len(columns.plan.leaves)
    ring = columns.ring
    inside = {child for leaf in columns.plan.leaves for child in leaf.children}
    gaps = _gaps(columns)
    for leaves in _by_height(columns.plan):
        found = [
            [answers[child] for child in leaf.children]
            or _answers(columns, leaf, gaps[leaf.index], pending.get(leaf.index, False), attained)
            for leaf in leaves
        ]
        codes = [
            ring.case([(not_applicable.get(leaf.target.id, False), NOT_APPLICABLE), (refused, INVALID)], code)
            for leaf, code in zip(leaves, _combined(ring, leaves, found), strict=True)
        ]
        # Only what other targets are made of is looked at again.
        kept = iter(ring.staged([c for leaf, c in zip(leaves, codes, strict=True) if leaf.index in inside]))
        for leaf, several, made in zip(leaves, found, codes, strict=True):
            code = next(kept) if leaf.index in inside else made
            own = Answer(code)
            if len(several) == 1 and not leaf.children:
                own = attrs.evolve(_numbers_of(several[0], refused), code=code)
            answers[leaf.index] = own
    return tuple(answers)


def _numbers_of(answer: Answer, refused: Any) -> Answer:
    """An answer without the numbers of rows that are refused."""
    if refused is False:
        return answer

    def there(fraction: tuple[Any, Any, Any] | None) -> tuple[Any, Any, Any] | None:
        return None if fraction is None else (both(fraction[0], negated(refused)), *fraction[1:])

    margins = tuple(margin for margin in map(there, answer.margins) if margin is not None)
    return Answer(answer.code, there(answer.value), margins, there(answer.attainment))


def _by_height(plan: Plan) -> list[list[Leaf]]:
    """The targets, first those that compare figures, then those made of them, and so on."""
    heights: dict[int, int] = {}
    for leaf in plan.order:
        heights[leaf.index] = 1 + max((heights[child] for child in leaf.children), default=-1)
    levels: list[list[Leaf]] = [[] for _ in range(1 + max(heights.values(), default=-1))]
    for leaf in plan.order:
        levels[heights[leaf.index]].append(leaf)
    return levels


def _combined(ring: ColumnRing, leaves: list[Leaf], found: list[list[Answer]]) -> list[Any]:
    """What each target comes to of its codes; where they are several, each is looked at often."""
    kept = iter(ring.staged([answer.code for several in found if len(several) > 1 for answer in several]))
    return [
        combine([next(kept) if len(several) > 1 else answer.code for answer in several], leaf.need, ring)
        for leaf, several in zip(leaves, found, strict=True)
    ]


Gaps = list[list[tuple[Any, Any]]]
"""By comparison and line of a target the margin's numerator and denominator."""


def _gaps(columns: Columns) -> list[Gaps]:
    """By target how far its figures are off what is asked, worked out once for the status and the margin."""
    found = [
        [_margins(columns, comparison) for comparison in leaf.comparisons] for leaf in columns.plan.leaves
    ]
    kept = iter(columns.ring.staged([n for gaps in found for margins in gaps for n, _ in margins]))
    return [[[(next(kept), d) for _, d in margins] for margins in gaps] for gaps in found]


def _margins(columns: Columns, comparison: Comparison) -> list[tuple[Any, Any]]:
    value = columns.states[comparison.node.slot]
    if comparison.reference is None:
        return [line.gap(value.n, value.d) for line in comparison.lines]
    against = columns.states[comparison.reference.slot]
    return [line.gap(value.n, value.d, against.n, against.d) for line in comparison.lines]


def _answers(columns: Columns, leaf: Leaf, gaps: Gaps, pending: Any, attained: bool) -> list[Answer]:
    """The answers of a target's comparisons at the date."""
    found = []
    for comparison, margins in zip(leaf.comparisons, gaps, strict=True):
        answer = _compared(columns, comparison, margins, attained)
        code = answer.code
        if pending is not False:
            settled: Any = False
            if leaf.years == "whole":
                state = columns.states[comparison.node.slot]
                settled = comparison.settled(state.n, state.d, code == MET, columns.ring)
            waiting = not_yet(code, settled, columns.ring)
            code = columns.ring.case([(pending, waiting)], code)
        found.append(attrs.evolve(answer, code=code))
    return found


def _compared(
    columns: Columns, comparison: Comparison, gaps: list[tuple[Any, Any]], attained: bool
) -> Answer:
    """One comparison as if it were due."""
    ring, value = columns.ring, columns.states[comparison.node.slot]
    against = None if comparison.reference is None else columns.states[comparison.reference.slot]
    states = [value] if against is None else [value, against]
    whys = [
        (either(*(condition for condition, _ in same)), same[0][1])
        for same in zip(*(state.why_not for state in states), strict=True)
    ]
    known = negated(either(*(condition for condition, _ in whys)))
    void: Any = False
    if against is not None and any(line.relative for line in comparison.lines):
        void = against.n <= 0
    there = None if value.valued is False else (value.valued, value.n, value.d)
    if known is False:
        return Answer(ring.case(whys, UNDEFINED), there)
    margins, passes = [], []
    for line, (n, d) in zip(comparison.lines, gaps, strict=True):
        passes.append(line.passes(n))
        margins.append((both(known, negated(void)), n, d))
    code = ring.case([*whys, (void, UNDEFINED), (both(*passes), MET)], NOT_MET)
    share = _attainment(comparison, value, against, known, margins[0]) if attained else None
    return Answer(code, there, tuple(margins), share)


def _attainment(
    comparison: Comparison, value: State, against: State | None, known: Any, margin: tuple[Any, Any, Any]
) -> tuple[Any, Any, Any] | None:
    """Value over threshold, for floors above zero: the threshold is the value less the margin."""
    line = comparison.lines[0]
    if len(comparison.lines) > 1 or not line.op.floor:
        return None
    if against is None:
        if line.b <= 0:
            return None
        return known, value.n * line.b.denominator, value.d * line.b.numerator
    _, gap, over = margin
    if isinstance(over, int):
        n = value.n * (over // value.d)
    else:
        n = value.n * against.d * (line.a.denominator * line.b.denominator)
    asked = n - gap
    return both(known, asked > 0), n, asked
