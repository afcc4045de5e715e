"""The seven statuses, their order of precedence, and the bounds that combine them.

A status is decided as the first that applies, and the order of the members is that order: of several
statuses that apply to one rule, the smallest code wins. The same holds for one place and for a column.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from cyxc.language import Text
from cyxc.rules.ring import SCALARS, Ring


class Status(StrEnum):
    """How a verdict came out. The members stand in order of precedence; `code` is their rank."""

    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"
    UNDEFINED = "undefined"
    NOT_MET = "not_met"
    MET = "met"

    @property
    def code(self) -> int:
        """The rank in the order of precedence, from 0."""
        return CODES[self]

    @property
    def decided(self) -> bool:
        """True for met and not met."""
        return self in (Status.MET, Status.NOT_MET)

    @property
    def label(self) -> Text:
        """The status in words."""
        return _LABELS[self]


STATUSES: tuple[Status, ...] = tuple(Status)
CODES: dict[Status, int] = {status: rank for rank, status in enumerate(STATUSES)}
NOT_APPLICABLE, INVALID, NO_DATA, NOT_DUE, UNDEFINED, NOT_MET, MET = range(7)
UNDECIDED = range(INVALID, NOT_MET)

_LABELS = {
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Status.INVALID: Text("数据无效", "invalid"),
    Status.NO_DATA: Text("缺数据", "no data"),
    Status.NOT_DUE: Text("未到期", "not due"),
    Status.UNDEFINED: Text("无法计算", "undefined"),
    Status.NOT_MET: Text("未达标", "not met"),
    Status.MET: Text("达标", "met"),
}


class Outcome(StrEnum):
    """How a whole scheme came out."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"

    @property
    def label(self) -> Text:
        """The outcome in words."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.MET: Text("达标", "met"),
    Outcome.NOT_MET: Text("未达标", "not met"),
    Outcome.UNDETERMINED: Text("尚不能判定", "undetermined"),
}


def combine(codes: Sequence[Any], need: int | None = None, ring: Ring = SCALARS) -> Any:
    """The status code of a composite over `codes`, of which `need` must be met (None: all applicable).

    Met once enough are met, not met once enough can no longer be met, otherwise the first undecided status
    in order of precedence. With no applicable child the composite does not apply. The codes are numbers, or
    columns of them with their `ring`.
    """
    if len(codes) == 1 and need in (None, 1):
        return codes[0]
    left_out = ring.count([code == NOT_APPLICABLE for code in codes])
    met = ring.count([code == MET for code in codes])
    undecided = ring.count([code < NOT_MET for code in codes]) - left_out
    applicable = len(codes) - left_out
    needed = applicable if need is None else need
    # What is written out here is as long as the codes are many: a minimum by pairs would double with each.
    first = [(ring.count([code == one for code in codes]) > 0, one) for one in UNDECIDED]
    cases = [(applicable == 0, NOT_APPLICABLE), (met >= needed, MET), (met + undecided < needed, NOT_MET)]
    return ring.case([*cases, *first], MET)


def outcome(codes: Iterable[int]) -> Outcome:
    """How a scheme stands: met when every applicable verdict is, not met as soon as one is not."""
    applicable = [code for code in codes if code != NOT_APPLICABLE]
    if NOT_MET in applicable:
        return Outcome.NOT_MET
    if applicable and all(code == MET for code in applicable):
        return Outcome.MET
    return Outcome.UNDETERMINED
