"""Over what time a target asks, and the pieces that have to be looked at one by one."""

import attrs

from cyxc.model.target import Target, Years
from cyxc.rules.dates import Window
from cyxc.rules.occasions import Period
from cyxc.rules.periods import years_of


@attrs.frozen
class Span:
    """A window and how its years count; of a single year every way of counting comes to the same."""

    window: Window
    years: Years

    @classmethod
    def of(cls, target: Target) -> "Span":
        """The span a target asks over."""
        window = target.window
        # A year that was stripped may be any: how long a window is does not hang on it.
        opens, ends = window.start.first(2000), window.due.last(2000)
        assert opens is not None
        assert ends is not None
        whole = Period(opens, ends)
        one_year = window.start.bound == window.due.bound and years_of(whole) == (whole,)
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
