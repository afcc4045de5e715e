"""What changed between two evaluations, as objects: `Diff`, and a `VerdictChange` for each verdict."""

from typing import Any, Literal

import attrs

from cyxc.changes.seen import EntrySeen, EventSeen, FromTo, JudgementSeen, ReportSeen
from cyxc.displayed import Displayed
from cyxc.errors import Problem, UnknownNameError, nearest
from cyxc.language import Text
from cyxc.numbers.quantity import Quantity
from cyxc.rules.status import Outcome, Status

Cause = Literal["data", "reading", "date", "year", "rule", "library", "applies", "undetermined"]

CAUSES: tuple[Cause, ...] = (
    "data", "reading", "date", "year", "rule", "library", "applies", "undetermined",
)  # fmt: skip
"""Why a verdict changed: other figures, judgements or events; another reading of a question it hangs on;
the date asked about; the year put into the scheme; the scheme's own rule, of another version; the library;
being said not to apply; or nothing that can be seen."""

Turn = Literal["better", "worse"]


@attrs.frozen
class HeadChange:
    """Something said once for a whole evaluation: `library`, `version`, `year`, `place`, `as_of`, …"""

    key: str
    before: str | Text | None
    after: str | Text | None


@attrs.frozen
class AnswerChange:
    """A question read differently: the ids of its readings; None where that side does not tell."""

    question: str
    before: str | None
    after: str | None


@attrs.frozen
class ComparedChange:
    """One comparison of a target: the value, what is asked as a number, and the distance between them.

    `period` is the piece of the target's time it is about, as `first/last`; None for figures without periods.
    Where a value is not known, `low` and `high` are what it lies between, as far as that is proven.
    """

    indicator: str
    period: str | None
    status: FromTo[Status | None]
    value: FromTo[Quantity | None]
    threshold: FromTo[Quantity | None]
    margin: FromTo[Quantity | None]
    low: FromTo[Quantity | None]
    high: FromTo[Quantity | None]


@attrs.frozen
class InputChange:
    """A figure a verdict rests on before and after: what it comes to, as what and by whom it was handed in.

    Of figures with periods `gained` are the reports only the second evaluation has, `lost` those only the
    first has. `handed_in` is true where anything else was handed in; if not, it only comes to something else.
    """

    key: str
    name: Text
    value: FromTo[Quantity | None]
    given: FromTo[str | None]
    source: FromTo[Text | None]
    provisional: FromTo[bool]
    gained: tuple[ReportSeen, ...] = ()
    lost: tuple[ReportSeen, ...] = ()

    @property
    def handed_in(self) -> bool:
        """Whether another figure was handed in, or other reports."""
        return not self.given.same or not self.provisional.same or bool(self.gained or self.lost)


@attrs.frozen
class OccasionChange:
    """A period in which something had to happen; a status is None where that side has no such period."""

    first: str
    last: str
    party: str | None
    status: FromTo[Status | None]


@attrs.frozen(kw_only=True)
class VerdictChange(Displayed):
    """How one verdict changed.

    `status` and `so_far` are always given, the rest holds only what is different: `asked` and `window` are
    None, tuples empty, where it is the same. `turn` is `better`, `worse` or None; `causes` say why, as far
    as can be seen in this verdict.
    """

    id: str
    kind: str
    clause: str
    text: Text
    status: FromTo[Status]
    so_far: FromTo[Status | None]
    counted: FromTo[bool]
    asked: FromTo[Text] | None = None
    window: FromTo[str] | None = None
    compared: tuple[ComparedChange, ...] = ()
    margin: FromTo[Quantity | None] | None = None
    inputs: tuple[InputChange, ...] = ()
    rests_on: FromTo[tuple[str, ...]] | None = None
    judgement: FromTo[JudgementSeen | None] | None = None
    gained: tuple[EventSeen, ...] = ()
    lost: tuple[EventSeen, ...] = ()
    occasions: tuple[OccasionChange, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    turn: Turn | None = None


@attrs.frozen
class TotalsChange:
    """The totals of a kind of entries (`targets`, …, `all`): how many that count have each status."""

    kind: str
    by_status: tuple[tuple[Status, FromTo[int]], ...]
    outcome: FromTo[Outcome | None]

    def __getitem__(self, status: str) -> FromTo[int]:
        """How many had this status, and how many have it."""
        return dict(self.by_status)[Status(status)]


@attrs.frozen(kw_only=True)
class Diff(Displayed):
    """What changed between two evaluations under one scheme, from the first to the second.

    `changed` holds the verdicts that differ, in the scheme's order, `unchanged` how many don't; `removed`
    are entries only the first has, `added` only the second.
    """

    scheme: str
    heads: tuple[HeadChange, ...]
    answers: tuple[AnswerChange, ...]
    outcome: FromTo[Outcome]
    totals: tuple[TotalsChange, ...]
    changed: tuple[VerdictChange, ...]
    removed: tuple[EntrySeen, ...]
    added: tuple[EntrySeen, ...]
    unchanged: int

    @property
    def empty(self) -> bool:
        """Whether nothing at all is different."""
        return not (self.heads or self.answers or self.changed or self.removed or self.added)

    @property
    def better(self) -> tuple[VerdictChange, ...]:
        """What got better."""
        return tuple(one for one in self.changed if one.turn == "better")

    @property
    def worse(self) -> tuple[VerdictChange, ...]:
        """What slipped back."""
        return tuple(one for one in self.changed if one.turn == "worse")

    def __getitem__(self, id_: str) -> VerdictChange:
        """How one verdict changed; `UnknownNameError` where it did not, or nothing has this id."""
        found = {one.id: one for one in self.changed}
        if id_ not in found:
            close = nearest(id_, found)
            raise UnknownNameError(Problem("not-changed", {"name": id_}, nearest=close))
        return found[id_]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as `cyxc.diff/1`, ready for JSON, the same in every language and locale."""
        from cyxc.changes.to_json import to_dict

        return to_dict(self)
