"""Totals that reconcile: every entry is counted once, or it is said where it is counted."""

from collections.abc import Iterable

import attrs

from cyxc.evaluate.verdict import Verdict
from cyxc.rules.status import STATUSES, Outcome, Status, outcome


@attrs.frozen
class Totals:
    """How many entries of a kind came out how.

    `entries` = the sum of `by_status` + `restated` (counted at the first statement) + `combined` (counted
    through the target that combines them).
    """

    entries: int
    by_status: tuple[tuple[Status, int], ...]
    restated: int
    combined: int
    outcome: Outcome

    @property
    def counted(self) -> int:
        """The entries that count, those that do not apply included."""
        return sum(count for _, count in self.by_status)

    def __getitem__(self, status: str) -> int:
        """How many counted entries have this status."""
        return dict(self.by_status)[Status(status)]

    def to_dict(self) -> dict[str, object]:
        """The totals as JSON-ready data."""
        return {
            "entries": self.entries,
            "counted": self.counted,
            "restated": self.restated,
            "combined": self.combined,
            "by_status": {status.value: count for status, count in self.by_status},
            "outcome": self.outcome.value,
        }


def totals(verdicts: Iterable[Verdict]) -> Totals:
    """The totals of some verdicts."""
    found = list(verdicts)
    counts = dict.fromkeys(STATUSES, 0)
    restated = combined = 0
    for verdict in found:
        if verdict.counted:
            counts[verdict.status] += 1
        elif verdict.entry.restates is not None:
            restated += 1
        else:
            combined += 1
    codes = [verdict.status.code for verdict in found if verdict.counted]
    return Totals(len(found), tuple(counts.items()), restated, combined, outcome(codes))


KINDS = {
    "target": "targets",
    "criterion": "criteria",
    "obligation": "obligations",
    "task": "tasks",
    "step": "steps",
}
"""The kinds of entries that have verdicts, and the word for several."""


def by_kind(verdicts: Iterable[Verdict]) -> dict[str, Totals]:
    """The totals of the targets, of each other kind there is, and of all together."""
    found = list(verdicts)
    kinds = {verdict.kind for verdict in found} | {"target"}
    each = {many: totals(v for v in found if v.kind == kind) for kind, many in KINDS.items() if kind in kinds}
    return {**each, "all": totals(found)}
