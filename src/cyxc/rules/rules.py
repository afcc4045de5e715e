"""The rules targets are judged by, as the documents state them; the numeric ones come down to lines.

Each rule keeps its figure as the document writes it. `lines` turns it into the indicator's own unit.
"""

from fractions import Fraction

import attrs

from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import Unit
from cyxc.rules.line import Line, Op

ROLES = ("before", "base", "local_average", "city_average", "national_average", "baseline")
"""What a value can be held against: the year before, a base year, other places' averages, its own past."""


@attrs.frozen
class Level:
    """The value against a figure; `expected` is the upper end of a span whose floor decides (5-10个)."""

    op: Op
    figure: Figure
    expected: Figure | None = None

    def lines(self, measure: Unit) -> tuple[Line, ...]:
        """One line: the figure in the indicator's unit."""
        return (Line(self.op, self.figure.in_(measure)),)


@attrs.frozen
class Between:
    """The value between two figures, both included."""

    lower: Figure
    upper: Figure

    def lines(self, measure: Unit) -> tuple[Line, ...]:
        """Two lines, a floor and a ceiling."""
        return (
            Line(Op.AT_LEAST, self.lower.in_(measure)),
            Line(Op.AT_MOST, self.upper.in_(measure)),
        )


@attrs.frozen
class Growth:
    """Growth by a rate over the value at `role`, compounded over `years`: a = (1 + g)ⁿ."""

    figure: Figure
    op: Op = Op.AT_LEAST
    role: str = "before"
    years: int = 1

    def lines(self, measure: Unit) -> tuple[Line, ...]:
        """One line through the reference."""
        rate = Fraction(self.figure.value) * self.figure.measure.factor
        factor = (1 + rate) ** self.years
        return (Line(self.op, Fraction(0), factor, self.role, relative=True),)


@attrs.frozen
class Rise:
    """A rise by points of a share (or by a number) over the value at `role`: a = 1."""

    figure: Figure
    op: Op = Op.AT_LEAST
    role: str = "before"

    def lines(self, measure: Unit) -> tuple[Line, ...]:
        """One line, the reference moved by the figure."""
        offset = self.figure.in_(measure.difference) * measure.difference.factor / measure.factor
        return (Line(self.op, offset, Fraction(1), self.role),)


@attrs.frozen
class Reference:
    """The value against the same indicator at a role, such as the national average."""

    op: Op
    role: str

    def lines(self, measure: Unit) -> tuple[Line, ...]:
        """One line with a = 1 and b = 0."""
        return (Line(self.op, Fraction(0), Fraction(1), self.role),)


Numeric = Level | Between | Growth | Rise | Reference


@attrs.frozen
class Each:
    """One numeric rule for each of several indicators; the indicators are no entries of their own."""

    rule: Numeric
    indicators: tuple[str, ...]


@attrs.frozen
class Combination:
    """So many of the named targets (None: all of them), which are its children in the tree."""

    need: int | None
    targets: tuple[str, ...]


Rule = Level | Between | Growth | Rise | Reference | Each | Combination

KINDS: dict[str, type[Rule]] = {
    "level": Level,
    "between": Between,
    "growth": Growth,
    "rise": Rise,
    "reference": Reference,
    "each": Each,
    "combination": Combination,
}
"""The word each rule goes by in the interchange form."""


def numeric(rule: Rule) -> Numeric | None:
    """The numeric rule in `rule`: itself, the one an `Each` repeats, or None for a combination."""
    if isinstance(rule, Each):
        return rule.rule
    return None if isinstance(rule, Combination) else rule


def figures(rule: Numeric) -> tuple[Figure, ...]:
    """The figures a rule states."""
    if isinstance(rule, Level):
        return (rule.figure,) if rule.expected is None else (rule.figure, rule.expected)
    if isinstance(rule, Between):
        return (rule.lower, rule.upper)
    return () if isinstance(rule, Reference) else (rule.figure,)


def unit_fault(rule: Numeric, measure: Unit) -> str | None:
    """Why the rule's figures don't fit an indicator in `measure`, as a message code, or None."""
    if isinstance(rule, Growth):
        return None if rule.figure.measure.dimension == "share" else "growth-needs-percent"
    if isinstance(rule, Rise):
        fits = rule.figure.measure.converts_to(measure.difference)
        return None if fits else "rise-needs-points"
    if all(figure.measure.converts_to(measure) for figure in figures(rule)):
        return None
    return "rule-unit"
