"""How a scheme covers its document: its clauses in order, with the number of entries of each kind."""

from typing import Any, Literal, get_args

import attrs

from cyxc.frozen import FrozenMap
from cyxc.model.entries import Entries
from cyxc.model.entry import Entry
from cyxc.model.scheme import Scheme

Kind = Literal[
    "measures", "bodies", "phases", "tasks", "procedures", "steps", "targets", "criteria", "obligations",
    "benefits", "consequences", "responsibilities", "indicators", "questions",
]  # fmt: skip

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The lists of a scheme whose entries stand in a clause, in the order in which a clause shows them."""

BESIDE: tuple[Kind, ...] = ("indicators", "questions")
"""What defines or asks rather than states: counted beside the entries of a clause, never among them."""

State = Literal["stated", "heading", "empty"]


@attrs.frozen(kw_only=True)
class ClauseCoverage:
    """One clause: how many entries of each kind stand in it itself, and how many in the clauses below it."""

    clause: str
    counts: FrozenMap = attrs.field(converter=FrozenMap)
    """The number of entries by kind, in the order of `KINDS`; kinds without any are left out."""
    below: int = 0

    @property
    def entries(self) -> int:
        """How many entries stand in the clause itself, indicators and questions not among them."""
        return sum(count for kind, count in self.counts.items() if kind not in BESIDE)

    @property
    def state(self) -> State:
        """`stated` with entries of its own, `heading` where only clauses below it have some, else `empty`."""
        if self.entries:
            return "stated"
        return "heading" if self.below else "empty"


def lists(scheme: Scheme) -> dict[Kind, Entries[Any]]:
    """The lists of a scheme by kind, in the order of `KINDS`."""
    return {
        "measures": scheme.measures,
        "bodies": scheme.bodies,
        "phases": scheme.phases,
        "tasks": scheme.tasks,
        "procedures": scheme.procedures,
        "steps": scheme.steps,
        "targets": scheme.targets,
        "criteria": scheme.criteria,
        "obligations": scheme.obligations,
        "benefits": scheme.benefits,
        "consequences": scheme.consequences,
        "responsibilities": scheme.responsibilities,
        "indicators": scheme.indicators,
        "questions": scheme.questions,
    }


def clauses_of(scheme: Scheme) -> tuple[str, ...]:
    """The clauses in the document's order; by first appearance where the scheme does not list them."""
    said: list[Entry] = [entry for entries in lists(scheme).values() for entry in entries]
    return tuple(dict.fromkeys([*scheme.clauses, *(entry.clause for entry in said)]))


def within(clause: str, whole: str) -> bool:
    """True for a clause and for everything below it."""
    return clause == whole or clause.startswith(whole + "/")


def coverage(scheme: Scheme) -> tuple[ClauseCoverage, ...]:
    """A row for each clause of the document, in its order."""
    counts: dict[str, dict[str, int]] = {clause: {} for clause in clauses_of(scheme)}
    for kind, entries in lists(scheme).items():
        for entry in entries:
            counts[entry.clause][kind] = counts[entry.clause].get(kind, 0) + 1
    rows = [ClauseCoverage(clause=clause, counts=found) for clause, found in counts.items()]
    return tuple(attrs.evolve(row, below=_below(row, rows)) for row in rows)


def totals(rows: tuple[ClauseCoverage, ...]) -> dict[str, int]:
    """The number of entries of each kind in all clauses, kinds without any left out."""
    sums: dict[str, int] = {kind: sum(row.counts.get(kind, 0) for row in rows) for kind in KINDS}
    return {kind: count for kind, count in sums.items() if count}


def _below(row: ClauseCoverage, rows: list[ClauseCoverage]) -> int:
    return sum(other.entries for other in rows if other != row and within(other.clause, row.clause))
