"""Targets: an indicator, a rule, a window, and where the document says so."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.model.entry import Entry, Level
from cyxc.rules.dates import Window
from cyxc.rules.rules import Combination, Each, Rule

Years = Literal["whole", "each", "last", "mean"]

YEARS: dict[Years, Text] = {
    "whole": Text("整个期间合计", "the whole window together"),
    "each": Text("逐年", "each year"),
    "last": Text("末年", "the last year"),
    "mean": Text("各年平均", "the mean of the years"),
}


@attrs.frozen(kw_only=True)
class Target(Entry):
    """What is asked: `rule` of `indicator` within `window`.

    `years` says how the years of the window count; `endeavour` marks 力争; `part_of` the target this one is
    a part of (其中); `restates` the one whose task it says again, so that it is shown here and counted there.
    `indicator` is None where the rule names its indicators or targets itself.
    """

    rule: Rule
    window: Window
    level: Level
    indicator: str | None = None
    years: Years = "whole"
    endeavour: bool = False
    part_of: str | None = None
    restates: str | None = None
    questions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators it compares; none for a combination of targets."""
        if isinstance(self.rule, Each):
            return self.rule.indicators
        return () if self.indicator is None else (self.indicator,)

    @property
    def children(self) -> tuple[str, ...]:
        """The targets it combines."""
        return self.rule.targets if isinstance(self.rule, Combination) else ()
