"""Indicators: one exact definition of a concept each."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.model.entry import Entry
from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import Unit, unit
from cyxc.rules.formula import Formula

Kind = Literal["flow", "stock", "rate"]

KINDS: dict[Kind, Text] = {
    "flow": Text("流量", "flow"),
    "stock": Text("存量", "stock"),
    "rate": Text("比率", "rate"),
}


TitleFact = Literal["holds", "takes_part", "was_chosen"]
"""Holding a title, taking part in the work towards it, and being chosen to try are different facts."""


@attrs.frozen(kw_only=True)
class Indicator(Entry):
    """One exact definition: what is counted, in which unit, and how it follows from others.

    A flow adds up over a period, a stock stands at a date, a rate divides. `part_of` names indicators it is
    counted within and can't exceed; `attendances_of` the persons whose attendances it counts; `stated` the
    figure the document itself gives, which is compared with its other figures and never used as data. `fact`
    is what must be true of each place it counts, where it counts places by a title.
    """

    name: Text
    kind: Kind
    unit: str
    thing: str | None = None
    aliases: tuple[str, ...] = ()
    concept: str | None = None
    formula: Formula | None = None
    part_of: tuple[str, ...] = ()
    attendances_of: str | None = None
    unbounded: bool = False
    signed: bool = False
    stated: Figure | None = None
    over_time: Literal["sum", "last", "none"] | None = None
    over_places: Literal["sum", "none"] | None = None
    fact: TitleFact | None = None

    @property
    def measure(self) -> Unit:
        """The unit as an object."""
        return unit(self.unit)

    @property
    def counted(self) -> str | None:
        """What is counted: the `thing` said, else persons or attendances where the unit says so."""
        own = {"person": "person", "attendance": "attendance"}
        return self.thing or own.get(self.measure.dimension)

    @property
    def adds_over_time(self) -> Literal["sum", "last", "none"]:
        """How figures of several periods combine: flows add, of stocks the last stands, rates don't."""
        kinds: dict[Kind, Literal["sum", "last", "none"]] = {"flow": "sum", "stock": "last", "rate": "none"}
        return self.over_time or kinds[self.kind]

    @property
    def adds_over_places(self) -> Literal["sum", "none"]:
        """How figures of several places combine: counts and amounts add, rates don't."""
        return self.over_places or ("none" if self.kind == "rate" else "sum")

    @property
    def share(self) -> bool:
        """True for a share of a whole, which can't be above 100 %."""
        return self.measure.symbol in ("%", "‰") and not self.unbounded
