"""Over what time a target asks, and the pieces that have to be looked at one by one."""

import attrs

from cyxc.model.target import Target, Years
from cyxc.rules.dates import Window
from cyxc.rules.occasions import Period
from cyxc.rules.periods import years_of


@attrs.frozen
class Span:
    """A window and how its years count; within one year every way of counting comes to the same."""

    window: Window
    years: Years

    @classmethod
    def of(cls, target: Target) -> "Span":
        """The span a target asks over."""
        window = target.window
        one_year = (window.start.year, window.start.offset) == (window.due.year, window.due.offset)
        return cls(window, "whole" if one_year else target.years)

    @property
    def pieces(self) -> tuple[Period, ...]:
        """The whole window, each of its years, or the last; none while the scheme has no year."""
        opens, ends = self.window.opens, self.window.ends
        if opens is None or ends is None:
            return ()
        whole = Period(opens, ends)
        if self.years == "whole":
            return (whole,)
        years = years_of(whole)
        return years[-1:] if self.years == "last" else years
