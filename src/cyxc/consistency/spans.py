"""What figures can be held against each other: those asked over the same time, of the same level."""

from collections.abc import Iterator
from functools import lru_cache

import attrs

from cyxc.model.entry import Level
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target, Years
from cyxc.rules.dates import SchemeDate, Window
from cyxc.rules.rules import Combination


@attrs.frozen
class Span:
    """A window, how its years count, and whom the target binds; figures of one span belong together."""

    window: Window
    years: Years
    level: Level

    @property
    def averaged(self) -> bool:
        """True for means of several years, in which a rate is no longer its top over its bottom."""
        return self.years == "mean"


def span(target: Target) -> Span:
    """The span of a target; within one year every way of counting years comes to the same."""
    start, due = target.window.start, target.window.due
    one_year = (start.year, start.offset) == (due.year, due.offset)
    return Span(target.window, "whole" if one_year else target.years, target.level)


def binding(scheme: Scheme) -> tuple[Target, ...]:
    """The targets that must all hold, in the document's order: not those of which only some are needed."""
    children = {child for target in scheme.targets for child in target.children}
    found: dict[str, None] = {}

    def take(target: Target) -> Iterator[str]:
        rule = target.rule
        if not isinstance(rule, Combination):
            yield target.id
        elif rule.need is None or rule.need >= len(rule.targets):
            for child in rule.targets:
                yield from take(scheme.targets[child])

    for target in scheme.targets:
        if target.id not in children:
            found.update(dict.fromkeys(take(target)))
    return tuple(target for target in scheme.targets if target.id in found)


@lru_cache(maxsize=4096)
def before(one: SchemeDate, other: SchemeDate) -> bool:
    """Whether a window starts before another; False where one has its year and the other does not."""
    first, second = one.first(2000), other.first(2000)
    return one.bound == other.bound and first is not None and second is not None and first < second


@lru_cache(maxsize=4096)
def after(one: SchemeDate, other: SchemeDate) -> bool:
    """Whether a window ends after another; False where one has its year and the other does not."""
    last, second = one.last(2000), other.last(2000)
    return one.bound == other.bound and last is not None and second is not None and last > second


def within(window: Window, term: Window) -> bool:
    """Whether a window neither begins before the term nor ends after it."""
    return not before(window.start, term.start) and not after(window.due, term.due)
