"""What one comparison comes to, worked out when it is read: value, threshold, margin, attainment."""

from fractions import Fraction

import attrs

from cyxc.evaluate.plan import Comparison, Node, Plan
from cyxc.evaluate.shortfall import Increment, divided, increments
from cyxc.evaluate.values import Values
from cyxc.model.indicator import Indicator
from cyxc.numbers.quantity import Quantity
from cyxc.rules.line import Line, Op
from cyxc.rules.occasions import Period
from cyxc.rules.status import NO_DATA, NOT_APPLICABLE, NOT_MET, STATUSES, Status


@attrs.frozen
class Compared:
    """One indicator held against a rule. Numbers are exact; each is None where it can't be had."""

    _plan: Plan = attrs.field(repr=False)
    _comparison: Comparison = attrs.field(repr=False)
    values: Values = attrs.field(repr=False)
    """What everything comes to over the time that is compared."""
    code: int
    period: Period | None = None
    """The piece of the target's time that is compared, where figures carry periods."""

    @property
    def status(self) -> Status:
        """How it came out."""
        return STATUSES[self.code]

    @property
    def indicator(self) -> Indicator:
        """What is compared."""
        return self._comparison.node.indicator

    @property
    def node(self) -> Node:
        """The indicator's node in the plan."""
        return self._comparison.node

    @property
    def reference_node(self) -> Node | None:
        """The node of the role it is held against."""
        return self._comparison.reference

    @property
    def value(self) -> Quantity | None:
        """What is there, in the indicator's own unit."""
        pair = self.values.pair(self._comparison.node)
        return None if pair is None else Quantity(Fraction(*pair), self.indicator.measure)

    @property
    def bounds(self) -> tuple[Quantity, Quantity | None] | None:
        """The least it can be and the most, where it is known only within bounds (None: no upper one)."""
        return self._bounds(self._comparison.node)

    @property
    def reference_bounds(self) -> tuple[Quantity, Quantity | None] | None:
        """The same of what the value is held against."""
        node = self._comparison.reference
        return None if node is None else self._bounds(node)

    def _bounds(self, node: Node) -> tuple[Quantity, Quantity | None] | None:
        found = self.values.ranges.get(node.slot)
        if found is None or self.values.pair(node) is not None:
            return None
        low = Quantity(found.low, self.indicator.measure)
        return low, None if found.high is None else Quantity(found.high, self.indicator.measure)

    @property
    def reference(self) -> Quantity | None:
        """What the value is held against, where the rule has a role."""
        node = self._comparison.reference
        pair = None if node is None else self.values.pair(node)
        return None if pair is None else Quantity(Fraction(*pair), self.indicator.measure)

    @property
    def line(self) -> Line:
        """The line that decides: of several the one with the smallest margin."""
        lines = self._comparison.lines
        return min(lines, key=self._margin) if len(lines) > 1 and self.value is not None else lines[0]

    @property
    def banded(self) -> bool:
        """True where both a floor and a ceiling bind."""
        return len(self._comparison.lines) > 1

    @property
    def threshold(self) -> Quantity | None:
        """What is asked as a number; None while a reference is missing."""
        return self._asked(self.line)

    @property
    def thresholds(self) -> tuple[Quantity, ...]:
        """Every number that is asked for, both ends of a band; none while a reference is missing."""
        asked = (self._asked(line) for line in self._comparison.lines)
        return tuple(one for one in asked if one is not None)

    def _asked(self, line: Line) -> Quantity | None:
        reference = self.reference
        if line.role is not None and reference is None:
            return None
        asked = line.threshold(None if reference is None else reference.value)
        return Quantity(asked, self.indicator.measure)

    @property
    def margin(self) -> Quantity | None:
        """How far the value is from what is asked: positive beyond it, negative short of it."""
        if self.value is None or self.threshold is None or (self.code < NOT_MET and not self._comparable):
            return None
        return Quantity(self._margin(self.line), self.indicator.measure.difference)

    @property
    def _comparable(self) -> bool:
        reference = self.reference
        return not (self.line.relative and reference is not None and reference.value <= 0)

    def _margin(self, line: Line) -> Fraction:
        value = self.values.pair(self._comparison.node)
        assert value is not None
        reference = self._comparison.reference
        against = (0, 1) if reference is None else self.values.pair(reference)
        assert against is not None
        return Fraction(*line.gap(*value, *against))

    @property
    def attainment(self) -> Fraction | None:
        """Value over threshold, for floors above zero; None for anything else."""
        value, threshold = self.value, self.threshold
        floor = len(self._comparison.lines) == 1 and self.line.op.floor
        if not floor or value is None or threshold is None or threshold.value <= 0:
            return None
        return value.value / threshold.value

    @property
    def missing(self) -> tuple[Increment, ...]:
        """What would have to be added for it to be met.

        Empty when it is met, when it need not be, or when nothing would do.
        """
        margin = self.margin
        if margin is None or self.code == NOT_APPLICABLE or self.line.passes(margin.value):
            return ()
        return increments(self._plan, self._comparison, self.values)

    @property
    def unattainable(self) -> str | None:
        """Why nothing would do, as a key of `missing` in `wording.yaml`; None where something would."""
        margin = self.margin
        if self.code != NOT_MET or margin is None or self.missing:
            return None
        op, node, asked = self.line.op, self.node, self.threshold
        assert asked is not None
        # A share can't be more than all of its whole, and what is counted not less than nothing.
        beyond = node.cap is not None and (asked.value >= node.cap if op.strict else asked.value > node.cap)
        if beyond and not op.ceiling:
            return "above_whole"
        if not op.floor and not node.signed and (asked.value <= 0 if op.strict else asked.value < 0):
            return "below_zero"
        if op is Op.EQUALS or self.banded:
            return "change"
        direction = "down" if op.ceiling else "up"
        return f"{direction}_numerator" if divided(self._plan, node, self.values) else direction

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures it rests on, as handed in or as they would have to be: `founders`, `firms@before`.

        An indicator of which no part was handed in stands for itself, because it may be handed in whole.
        """
        found: dict[str, None] = {}
        waiting = [self._comparison.node.slot]
        if self._comparison.reference is not None:
            waiting.append(self._comparison.reference.slot)
        while waiting:
            node = self._plan.nodes[waiting.pop(0)]
            if node.slots and (
                self._computed(node) or (node.key not in self.values.given and self._begun(node))
            ):
                waiting[:0] = node.slots
            else:
                found[node.key] = None
        return tuple(found)

    def _computed(self, node: Node) -> bool:
        return all(self._known(slot) for slot in node.slots)

    def _begun(self, node: Node) -> bool:
        """Whether a figure was handed in for any of its parts."""
        parts = (self._plan.nodes[slot] for slot in node.slots)
        return any(self._known(part.slot) or self._begun(part) for part in parts)

    def _known(self, slot: int) -> bool:
        """Whether something is known of a figure, if only its bounds."""
        return self.values.slots[slot] != NO_DATA or slot in self.values.ranges
