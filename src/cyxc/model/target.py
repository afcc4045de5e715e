"""Targets: an indicator, a rule, a window, and where the document says so."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.model.entry import Judged
from cyxc.rules.rules import Combination, Each, Rule

Years = Literal["whole", "each", "last", "mean"]

YEARS: dict[Years, Text] = {
    "whole": Text("整个期间合计", "the whole window together"),
    "each": Text("逐年", "each year"),
    "last": Text("末年", "the last year"),
    "mean": Text("各年平均", "the mean of the years"),
}


@attrs.frozen(kw_only=True)
class Target(Judged):
    """What is asked: `rule` of `indicator` within `window`.

    `years` says how the years of the window count; `part_of` names the target this one is a part of (其中).
    `indicator` is None where the rule names its indicators or targets itself.
    """

    rule: Rule
    indicator: str | None = None
    years: Years = "whole"
    part_of: str | None = None

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
