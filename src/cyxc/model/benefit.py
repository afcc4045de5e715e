"""Benefits: what a policy gives, to whom, how much, for how long, up to what ceiling."""

from typing import Literal

import attrs

from cyxc.language import Text
from cyxc.model.entries import Entries
from cyxc.model.entry import Entry
from cyxc.numbers.quantity import Figure
from cyxc.rules.line import Op

Instrument = Literal[
    "grant", "subsidy", "loan", "guarantee", "interest", "tax_relief", "fee_waiver",
    "reward", "title", "place", "service", "easing",
]  # fmt: skip

INSTRUMENTS: dict[Instrument, Text] = {
    "grant": Text("资助", "grant"),
    "subsidy": Text("补贴", "subsidy"),
    "loan": Text("贷款", "loan"),
    "guarantee": Text("担保", "guarantee"),
    "interest": Text("贴息", "interest paid"),
    "tax_relief": Text("税收减免", "tax relief"),
    "fee_waiver": Text("收费减免", "fee waiver"),
    "reward": Text("奖励", "reward"),
    "title": Text("称号", "title"),
    "place": Text("场地", "premises"),
    "service": Text("服务", "service"),
    "easing": Text("放宽条件", "easier terms"),
}


@attrs.frozen(kw_only=True)
class Choice:
    """One of the answers a fact can have."""

    id: str
    zh: str
    en: str

    @property
    def name(self) -> Text:
        """The choice in words."""
        return Text(self.zh, self.en)


_NO_CHOICES: Entries[Choice] = Entries()


@attrs.frozen(kw_only=True)
class Fact:
    """Something a case has to say: yes or no, one of some choices, or a number in `unit`.

    A `signed` number may be below zero, as a net increase may; others, shares apart, can't.
    """

    id: str
    name: Text
    kind: Literal["yes_no", "choice", "number"]
    unit: str | None = None
    choices: Entries[Choice] = _NO_CHOICES
    signed: bool = False


@attrs.frozen
class Is:
    """A fact that is so (`yes`) or not, or is one of some choices."""

    fact: str
    yes: bool = True
    choices: tuple[str, ...] = ()


@attrs.frozen
class Holds:
    """A number of the case against a figure."""

    fact: str
    op: Op
    figure: Figure


@attrs.frozen
class AnyOf:
    """At least one of some conditions."""

    conditions: tuple[Is | Holds, ...]


Simple = Is | Holds
Condition = Is | Holds | AnyOf

CONDITIONS: dict[str, type[Condition]] = {"is": Is, "holds": Holds, "any": AnyOf}
"""The word each condition goes by in the interchange form."""


@attrs.frozen
class Sum:
    """A fixed sum, times the facts in `per` (8000 yuan a person a year), `in_all` at most."""

    figure: Figure
    per: tuple[str, ...] = ()
    in_all: Figure | None = None


@attrs.frozen
class Ceiling:
    """As much as is granted up to `figure`, times the facts in `per`, `in_all` at most.

    With `upper` the document sets the ceiling somewhere between the two (7-10万元): up to the first it is
    sure, up to the second possible. `before` is what it was raised from.
    """

    figure: Figure
    upper: Figure | None = None
    per: tuple[str, ...] = ()
    in_all: Figure | None = None
    before: Figure | None = None


@attrs.frozen
class Share:
    """A share of a sum the case names; of a sum below zero there is none."""

    figure: Figure
    of: str


Amount = Sum | Ceiling | Share

AMOUNTS: dict[str, type[Amount]] = {"sum": Sum, "ceiling": Ceiling, "share": Share}
"""The word each amount goes by in the interchange form."""


@attrs.frozen
class Term:
    """How long a benefit runs; `at_most` where the document gives only the longest time."""

    figure: Figure
    at_most: bool = False


@attrs.frozen(kw_only=True)
class Benefit(Entry):
    """What a policy gives to a case under which all `conditions` hold.

    Among them is whom it is for: a file with a benefit that has none is refused, as anyone would have it.
    `discretionary` marks 可: it may be given, and need not be. Without an `amount` the document states none.
    `split` names facts, in the order in which the amount is set against them; `waives` what is let off.
    """

    kind: Instrument
    to: Text | None = None
    discretionary: bool = False
    conditions: tuple[Condition, ...] = ()
    amount: Amount | None = None
    once: bool = False
    lasts: Term | None = None
    split: tuple[str, ...] = ()
    waives: tuple[Text, ...] = ()
    questions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact it may ask a case for, in the order it does."""
        asked: dict[str, None] = {}
        for condition in self.conditions:
            simple = condition.conditions if isinstance(condition, AnyOf) else (condition,)
            asked.update(dict.fromkeys(one.fact for one in simple))
        if isinstance(self.amount, Share):
            asked[self.amount.of] = None
        elif self.amount is not None:
            asked.update(dict.fromkeys(self.amount.per))
        return tuple(asked | dict.fromkeys(self.split))
