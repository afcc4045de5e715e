"""An office's own sheet: what it leads and takes part in, and what of it is met, missing or late."""

from collections.abc import Iterable, Iterator

import attrs

from cyxc.evaluate.totals import Totals, totals
from cyxc.evaluate.verdict import Verdict
from cyxc.model.entry import Responsibility, Role
from cyxc.model.organ import Measure
from cyxc.model.scheme import Scheme
from cyxc.reached import reached
from cyxc.rules.status import Status


@attrs.frozen
class Sheet:
    """One party's verdicts, by its role, with the responsibilities and measures that name it.

    It iterates over its verdicts; `party` is empty for what nobody is named for.
    """

    party: str
    leads: tuple[Verdict, ...]
    takes_part: tuple[Verdict, ...]
    jointly: tuple[Verdict, ...]
    responsibilities: tuple[Responsibility, ...]
    measures: tuple[Measure, ...]
    verdicts: tuple[Verdict, ...] = attrs.field(repr=False)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    @property
    def totals(self) -> Totals:
        """How its entries came out."""
        return totals(self.verdicts)

    @property
    def met(self) -> tuple[Verdict, ...]:
        """What is met."""
        return tuple(one for one in self.verdicts if one.status is Status.MET)

    @property
    def missing(self) -> tuple[Verdict, ...]:
        """What is not met, or lacks data, or has data that can't be."""
        settled = (Status.MET, Status.NOT_DUE, Status.NOT_APPLICABLE)
        return tuple(one for one in self.verdicts if one.status not in settled)

    @property
    def late(self) -> tuple[Verdict, ...]:
        """What was done after its day, or not by it."""
        return tuple(one for one in self.verdicts if one.late)


def sheets(scheme: Scheme, verdicts: Iterable[Verdict]) -> dict[str, Sheet]:
    """The sheet of every party the scheme gives something to, in the order of what it answers for."""
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        for party in verdict.parties or ("",):
            found.setdefault(party, []).append(verdict)
    named = [party for duty in scheme.responsibilities for party in duty.parties]
    lines = [party for line in scheme.measures for party in line.parties]
    for party in (*named, *lines):
        found.setdefault(party, [])
    roles = roles_of(scheme)
    return {party: _sheet(scheme, party, tuple(own), roles) for party, own in found.items()}


def _sheet(
    scheme: Scheme, party: str, verdicts: tuple[Verdict, ...], roles: dict[tuple[str, str], Role]
) -> Sheet:
    def own(role: Role) -> tuple[Verdict, ...]:
        return tuple(one for one in verdicts if roles.get((party, one.id), "jointly") == role)

    return Sheet(
        party,
        own("leads"),
        own("takes_part"),
        own("jointly"),
        tuple(duty for duty in scheme.responsibilities if party in duty.parties),
        tuple(line for line in scheme.measures if party in line.parties),
        verdicts,
    )


def roles_of(scheme: Scheme) -> dict[tuple[str, str], Role]:
    """The role of a party in an entry; where it has several the leading one, then the joint one."""
    found: dict[tuple[str, str], Role] = {}
    order: tuple[Role, ...] = ("takes_part", "jointly", "leads")
    for role in order:
        for duty in scheme.responsibilities:
            if duty.role == role:
                entries = reached(duty.entries, lambda id_: _within(id_, scheme))
                found |= {(party, id_): role for party in duty.parties for id_ in entries}
    return found


def _within(id_: str, scheme: Scheme) -> Iterable[str]:
    """The entries a measure takes up; none of anything else."""
    line = scheme.measures.get(id_)
    return () if line is None else line.entries
