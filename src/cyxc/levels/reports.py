"""The dated figures of one place as they stood at the date: what each came to over a span of days."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from cyxc.data.cells import Fault, read_cell
from cyxc.data.dated import reported_by
from cyxc.data.observation import Observation
from cyxc.evaluate.accumulate import standing
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.links import DAY, Links, Report
from cyxc.evaluate.plan import Node
from cyxc.evaluate.values import impossible
from cyxc.rules.occasions import Period
from cyxc.rules.periods import parse_period
from cyxc.rules.status import INVALID, Status

Known = tuple[Fraction, tuple[Observation, ...]]
"""A figure, and the observations it was made of."""


@attrs.define
class Reports:
    """The reports of one figure that stand, and those that can't be right."""

    node: Node
    kept: list[Report] = attrs.field(factory=list)
    invalid: list[Report] = attrs.field(factory=list)
    _linked: Links | None = None

    @property
    def periods(self) -> list[Period]:
        """The periods reported, those of invalid reports included."""
        return [report.period for report in (*self.kept, *self.invalid)]

    @property
    def links(self) -> Links:
        """What the reports of a flow connect."""
        if self._linked is None:
            self._linked = Links()
            for report in self.kept:
                if self._linked.between(report.eve, report.period.last) is None:
                    self._linked.add(report)
        return self._linked

    def over(self, period: Period) -> "Known | Status":
        """What it came to over a period, or the status that stands for it.

        A flow needs reports that tile the period, a stock one of the period's last day, a rate its own.
        """
        if self.node.indicator.kind == "flow":
            eve = period.first - DAY
            value = self.links.between(eve, period.last)
            if value is not None:
                return value, tuple(one.seen for one in self.links.path(eve, period.last))
            broken = any(
                one.period.first <= period.last and period.first <= one.period.last for one in self.invalid
            )
            return Status.INVALID if broken else Status.NO_DATA
        same = [one for one in self.kept if self._fits(one.period, period)]
        if same:
            best = max(same, key=lambda one: one.period == period)
            return best.value, (best.seen,)
        broken = any(self._fits(one.period, period) for one in self.invalid)
        return Status.INVALID if broken else Status.NO_DATA

    def _fits(self, own: Period, asked: Period) -> bool:
        return own.last == asked.last if self.node.told_as == "stock" else own == asked


def reports_of(evaluation: Evaluation) -> dict[str, Reports]:
    """The dated figures of a place by key, as far as they could be seen at the date asked about."""
    slots = evaluation.plan.slots
    dated = {
        key: seen for key, seen in evaluation.values.given.items() if isinstance(seen, list) and key in slots
    }
    found = {key: _read(evaluation, key, seen) for key, seen in dated.items()}
    for key, report in _found_invalid(evaluation, found) if dated else ():
        own = found.get(key)
        if own is not None and report in own.kept:
            own.kept.remove(report)
            own.invalid.append(report)
    return found


def _read(evaluation: Evaluation, key: str, seen: list[Observation]) -> Reports:
    node = evaluation.plan.node(key)
    found, reports = Reports(node), []
    for one in seen:
        period = parse_period(one.period or "")
        if not _visible(one, period, evaluation):
            continue
        cell = read_cell(one.value, one.unit, node.indicator, one.where)
        fault = (
            cell if isinstance(cell, Fault) else impossible(node, cell) if isinstance(cell, tuple) else None
        )
        if fault is not None:
            reports.append(Report(period, Fraction(0), one, fault))
        elif isinstance(cell, tuple):
            reports.append(Report(period, Fraction(*cell), one))
    kept, _ = standing(reports, node.told_as)
    found.kept = [report for report in kept if report.fault is None]
    found.invalid = [report for report in kept if report.fault is not None]
    return found


def _visible(seen: Observation, period: Period, evaluation: Evaluation) -> bool:
    """What was reported later, or runs to a later day, could not be seen at the date."""
    as_of = evaluation.as_of
    return as_of is None or (period.last <= as_of and reported_by(seen, as_of))


def _found_invalid(evaluation: Evaluation, found: dict[str, Reports]) -> Iterator[tuple[str, Report]]:
    """The reports behind what the place's own evaluation found can't be, such as a part over its whole.

    Where one report can't be right by itself, the others beside it are not to blame.
    """
    for piece in {id(piece): piece for pieces in evaluation.timed for piece in pieces}.values():
        for key, sum_ in piece.values.sums.items():
            if piece.values.slots[evaluation.plan.slots[key]] != INVALID:
                continue
            for report in sum_.reports:
                own = found.get(report.seen.key)
                at = piece.period
                alone = own is not None and not any(
                    at is None or (one.period.first <= at.last and at.first <= one.period.last)
                    for one in own.invalid
                )
                if alone:
                    yield report.seen.key, report
