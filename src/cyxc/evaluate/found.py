"""How an entry without a figure came out, before it is put in words."""

import attrs

from cyxc.data.records import Event, Judgement
from cyxc.rules.occasions import Period
from cyxc.rules.status import NO_DATA, NOT_APPLICABLE


@attrs.frozen
class Occasion:
    """What one period came to for one party (None: all together): how often it was asked, what happened."""

    period: Period
    party: str | None
    need: int
    events: tuple[Event, ...]
    code: int


@attrs.frozen
class Found:
    """How an entry came out; `so_far` how it would stand if it were due, `reason` a word of `wording.yaml`.

    `so_far` is None once it is due, and for what no day is set for. `days` is how long before its last day
    something was done, negative where it was late; `ahead` the first step it came before, or of which
    that is not known.
    """

    code: int
    so_far: int | None = None
    reason: str | None = None
    judgement: Judgement | None = None
    occasions: tuple[Occasion, ...] = ()
    days: int | None = None
    ahead: str | None = None


NOTHING = Found(NO_DATA)
NO_LOG = Found(NO_DATA, reason="no_log")
LEFT_OUT = Found(NOT_APPLICABLE)
