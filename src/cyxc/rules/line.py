"""A numeric rule is one line: value OP a × (the same indicator at a role) + b.

The margin of a line is a whole numerator over a positive denominator; the numerator's sign decides. The
arithmetic works on any ring, so that one place and a column of a data frame take the same path.
"""

from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Any

import attrs


class Op(StrEnum):
    """How a value is compared."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUALS = "="

    @property
    def strict(self) -> bool:
        """True where the figure itself does not pass."""
        return self in (Op.MORE_THAN, Op.LESS_THAN)

    @property
    def floor(self) -> bool:
        """True where more is better."""
        return self in (Op.AT_LEAST, Op.MORE_THAN)

    @property
    def ceiling(self) -> bool:
        """True where less is better."""
        return self in (Op.AT_MOST, Op.LESS_THAN)


@attrs.frozen
class Line:
    """value `op` `a` × value at `role` + `b`, in the indicator's own unit; `role` is None where `a` is 0.

    `relative` marks a growth: against a base of zero it has no value.
    """

    op: Op
    b: Fraction
    a: Fraction = Fraction(0)
    role: str | None = None
    relative: bool = False
    _equals: bool = attrs.field(init=False, repr=False, eq=False)
    _strict: bool = attrs.field(init=False, repr=False, eq=False)
    _sign: int = attrs.field(init=False, repr=False, eq=False)
    _scale: int = attrs.field(init=False, repr=False, eq=False)
    _level: int = attrs.field(init=False, repr=False, eq=False)
    _slope: int = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Clears the fractions once, so that a comparison is whole-number arithmetic."""
        scale = self.a.denominator * self.b.denominator
        for name, value in (
            ("_equals", self.op is Op.EQUALS),
            ("_strict", self.op.strict),
            ("_sign", -1 if self.op.ceiling else 1),
            ("_scale", scale),
            ("_level", self.b.numerator * self.a.denominator),
            ("_slope", self.a.numerator * self.b.denominator),
        ):
            object.__setattr__(self, name, value)

    def gap(self, n: Any, d: Any, rn: Any = 0, rd: Any = 1) -> tuple[Any, Any]:
        """The margin (N, D) of the value n / d against the reference rn / rd, for d, rd > 0.

        `Any` stands for one ring, the same for all: whole numbers or columns.
        """
        if self.role is None:
            gap, over = times(n, self._scale) - beside(n, times(d, self._level)), times(d, self._scale)
        elif isinstance(d, int) and isinstance(rd, int):
            # Brought to one denominator, products stay small.
            common = lcm(d, rd)
            asked = times(rn, common // rd * self._slope)
            asked = asked + beside(rn, common * self._level) if self._level else asked
            gap, over = times(n, common // d * self._scale) - asked, common * self._scale
        else:
            asked = d * (rn * self._slope + rd * self._level)
            gap, over = n * rd * self._scale - asked, d * rd * self._scale
        return times(gap, self._sign), over

    def passes(self, margin: Any) -> Any:
        """Whether a margin's numerator passes: its sign decides."""
        if self._equals:
            return margin == 0
        return margin > 0 if self._strict else margin >= 0

    def holds(self, n: int, d: int, rn: int = 0, rd: int = 1) -> bool:
        """Whether n / d passes against the reference rn / rd: the margin's sign, without the margin."""
        if self.role is None:
            gap = (n * self._scale - d * self._level) * self._sign
        else:
            gap = (n * rd * self._scale - d * (rn * self._slope + rd * self._level)) * self._sign
        if self._equals:
            return gap == 0
        return gap > 0 if self._strict else gap >= 0

    def threshold(self, reference: Fraction | None = None) -> Fraction:
        """The value asked for, given the reference where the line has a role."""
        return self.b if reference is None else self.a * reference + self.b


def beside(column: Any, number: Any) -> Any:
    """A number that meets a column, whose engine holds whole numbers of 64 bits: a larger one as a float.

    Beside a whole number, as for one place, it stays what it is. Figures near so large a number can't be told
    in floats at all.
    """
    whole = isinstance(number, int) and not isinstance(column, int)
    return float(number) if whole and not -(2**63) <= number < 2**63 else number


def times(number: Any, by: Any) -> Any:
    """A number so many times; once is itself, which spares a pass over a column."""
    return number if isinstance(by, int) and by == 1 else number * by
