"""The keys of the short forms, and every key that is known at a place."""

from typing import Any

import attrs

from cyxc.model.benefit import AnyOf, Ceiling, Holds, Is, Share, Sum, Term
from cyxc.model.duty import Criterion, Obligation, Phase, Step, Task
from cyxc.model.entry import Responsibility
from cyxc.model.indicator import Indicator
from cyxc.model.question import Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.rules import Combination, Each, Growth, Rise

LEVEL_RULES = {
    "at_least": ">=",
    "more_than": ">",
    "at_most": "<=",
    "less_than": "<",
    "equals": "=",
}
REFERENCE_RULES = {
    "at_least_as": ">=",
    "better_than": ">",
    "at_most_as": "<=",
    "lower_than": "<",
}
RULE_KEYS = (
    *LEVEL_RULES,
    *REFERENCE_RULES,
    "between",
    "growth",
    "rise",
    "each",
    "all",
    "any",
    "some",
)
"""The keys of a target that together say its rule; a file uses one, `expected` beside a level."""

AROUND = {"tasks": "phases", "steps": "procedures"}
"""The lists that stand inside the entries of another."""

TESTS = ("is", *LEVEL_RULES, "any")
"""The keys that say what a condition of a benefit asks; each has one."""

_SHORT: dict[type, tuple[str, ...]] = {
    Scheme: ("format",),
    Indicator: ("flow", "stock", "rate"),
    Target: (*RULE_KEYS, "expected", "start", "due"),
    Criterion: ("start", "due"),
    Obligation: ("every", "at_least", "expected", "by", "start", "due"),
    Phase: ("start", "due"),
    Task: ("by", "start", "due"),
    Step: ("by", "start", "due"),
    Is: ("is",),
    Holds: tuple(LEVEL_RULES),
    AnyOf: ("any",),
    Sum: ("ceiling", "before", "share", "of"),
    Ceiling: ("ceiling",),
    Share: ("share",),
    Term: ("at_most",),
    Responsibility: ("for",),
    Reading: ("redefine", "swap"),
    Growth: (*LEVEL_RULES, "over"),
    Rise: (*LEVEL_RULES, "over"),
    Each: ("of", *LEVEL_RULES, *REFERENCE_RULES, "between", "growth", "rise", "expected"),
    Combination: ("need", "of"),
}


def known_keys(cls: Any) -> tuple[str, ...]:
    """The keys an object of a class may have in a file, long and short."""
    own = tuple(field.name for field in attrs.fields(cls) if field.name != "origin") if attrs.has(cls) else ()
    return (*_SHORT.get(cls, ()), *own)
