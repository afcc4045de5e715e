"""What offices answer for, as counts by status: of every office, or of one by its roles."""

from collections.abc import Iterable

import attrs

from cyxc.agenda.office import office_name, party_of
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.totals import totals
from cyxc.evaluate.verdict import Verdict
from cyxc.language import Text
from cyxc.model.entry import ROLES, Role
from cyxc.rules.status import Status


@attrs.frozen
class OfficeSheet:
    """An office's name and what it answers for by its role, what binds a class it belongs to included."""

    name: Text
    by_role: dict[Role, tuple[Verdict, ...]]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all of it, each once."""
        return tuple(dict.fromkeys(one.id for own in self.by_role.values() for one in own))


def of_office(evaluation: Evaluation, party: str) -> OfficeSheet:
    """An office by its Chinese or English name, or a member of a class; `UnknownNameError` otherwise."""
    classes = evaluation.records.classes
    own = party_of(party, evaluation.scheme, classes)
    names = {own, *(name for name, members in classes.items() if own in members)}
    sheets = [sheet for name, sheet in evaluation.by_party().items() if name in names]
    by_role: dict[Role, tuple[Verdict, ...]] = {
        "leads": tuple(one for sheet in sheets for one in sheet.leads),
        "jointly": tuple(one for sheet in sheets for one in sheet.jointly),
        "takes_part": tuple(one for sheet in sheets for one in sheet.takes_part),
    }
    return OfficeSheet(office_name(own, evaluation.scheme), by_role)


@attrs.frozen
class Share:
    """Whose or in what role, and how many entries that count have each status."""

    name: Text
    counts: dict[Status, int]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


def shares(evaluation: Evaluation, *, duties: bool = False) -> tuple[Share, ...]:
    """A share for each office that answers for any target (with `duties`: any entry), the largest first.

    What nobody is named for is a share of its own.
    """
    found = [
        Share(office_name(party, evaluation.scheme), _counts(sheet, duties))
        for party, sheet in evaluation.by_party().items()
    ]
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def role_shares(office: OfficeSheet, *, duties: bool = False) -> tuple[Share, ...]:
    """A share for each role one office has."""
    found = [Share(ROLES[role], _counts(own, duties)) for role, own in office.by_role.items()]
    return tuple(one for one in found if one.count)


def _counts(verdicts: Iterable[Verdict], duties: bool) -> dict[Status, int]:
    """As totals count: what is counted at another entry is left out here."""
    own = {one.id: one for one in verdicts if duties or one.kind == "target"}
    return dict(totals(own.values()).by_status)
