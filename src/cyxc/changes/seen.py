"""What one evaluation or the other has (reports, judgements, events, entries), and pairs of both."""

from typing import Generic, TypeVar

import attrs

from cyxc.language import Text
from cyxc.rules.status import Status

T = TypeVar("T")


@attrs.frozen
class FromTo(Generic[T]):
    """What something was in the first evaluation, and what it is in the second."""

    before: T
    after: T

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.before == self.after


@attrs.frozen
class ReportSeen:
    """A figure with a period, as it was handed in; a running one (累计) is `cumulative`."""

    period: str
    value: str | None
    cumulative: bool
    provisional: bool
    reported_on: str | None
    source: Text | None


@attrs.frozen
class JudgementSeen:
    """What an assessor found of a criterion; `on` is a day, `YYYY-MM-DD`."""

    met: bool
    assessor: str | None
    evidence: Text | None
    on: str | None


@attrs.frozen(order=True)
class EventSeen:
    """Something that happened, and for which period (`first` to `last`) it was counted."""

    on: str
    party: str | None = attrs.field(order=lambda party: party or "")
    note: Text | None = attrs.field(order=lambda note: "" if note is None else note.zh)


@attrs.frozen
class EntrySeen:
    """An entry only one of the two evaluations has."""

    id: str
    kind: str
    clause: str
    text: Text
    status: Status
    counted: bool
