"""Why figures are invalid, and why some that were handed in are missing all the same."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cyxc.data.cells import Fault, read_cell
from cyxc.data.observation import Observation, observation
from cyxc.errors import NOWHERE
from cyxc.evaluate.bounded import within
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.plan import Node
from cyxc.evaluate.ranges import Range
from cyxc.evaluate.shortfall import parts_value, possible
from cyxc.evaluate.values import Values
from cyxc.evaluate.wording import fault_text, names_of, quantity_text, say
from cyxc.frozen import FrozenMap
from cyxc.language import Text, both, joined
from cyxc.numbers.quantity import Quantity
from cyxc.rules.status import INVALID, Status

if TYPE_CHECKING:
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.target_verdict import TargetVerdict


def reasons(evaluation: "Evaluation", compared: tuple[Compared, ...]) -> Text:
    """Why figures are invalid: every faulty figure the comparisons rest on, with what it is."""
    plan = evaluation.plan
    found: dict[Text, None] = {}
    for one in compared:
        values = one.values
        waiting = [one.node.slot] if one.reference_node is None else [one.node.slot, one.reference_node.slot]
        while waiting:
            node = plan.nodes[waiting.pop(0)]
            waiting[:0] = node.slots
            fault = values.faults.get(node.slot)
            if fault is not None and one.status is Status.INVALID:
                own = len(compared) == 1 and node.key == compared[0].node.key
                found[_reason(evaluation, values, node, fault, own=own)] = None
            open_ = values.ranges.get(node.slot)
            if open_ is not None and open_.code == INVALID and node.key in values.given:
                name = names_of((node.key,), evaluation.scheme)
                found[say("faults", "entry_bare", name=name, why=_open(node, open_, "open-invalid"))] = None
    return joined(list(found), zh="；", en="; ")


def _reason(evaluation: "Evaluation", values: Values, node: Node, fault: Fault, *, own: bool) -> Text:
    """Why one figure is invalid; where two are because of each other, the same for both."""
    plan, scheme = evaluation.plan, evaluation.scheme
    if {"part", "whole"} <= fault.details.keys():
        sides = {
            side: _with_value(evaluation, values, plan.node(fault.details[side]))
            for side in ("part", "whole")
        }
        return say("faults", fault.code, **sides)
    parts = {"name": names_of((node.key,), scheme), "why": fault_text(fault.code, fault.details, scheme)}
    said = "own" if own else "entry"
    reports = _at_fault(values, node)
    if reports:
        found = [
            say("faults", said, name=parts["name"], value=joined(which), why=fault_text(*why, scheme))
            for why, which in reports.items()
        ]
        return joined(found, zh="；", en="; ")
    kind, value = _shown(evaluation, values, node, fault)
    return say("faults", said + kind, value=value, **parts)


def _at_fault(values: Values, node: Node) -> dict[tuple[str, FrozenMap], list[Text]]:
    """The reports of a figure that can't be, by what is wrong with them: each with its time and its place."""
    found: dict[tuple[str, FrozenMap], list[Text]] = {}
    put_together = values.sums.get(node.key)
    for report in () if put_together is None else put_together.reports:
        if report.fault is None:
            continue
        told = both(f"{report.seen.period}: {report.seen.written}")
        if report.seen.where is not NOWHERE:
            where = Text(report.seen.where.say("zh"), report.seen.where.say("en"))
            told = say("faults", "at", told=told, where=where)
        found.setdefault((report.fault.code, FrozenMap(report.fault.details)), []).append(told)
    return found


def _shown(evaluation: "Evaluation", values: Values, node: Node, fault: Fault) -> tuple[str, Text]:
    """The figure a fault was found in: as it was handed in, or as computed, or nothing."""
    handed_in = evaluation.handed_in(node.key)
    computed = parts_value(node, values)
    figure = figure_handed_in(values, node)
    # A figure that can be is not the one at fault where its parts come to one that can't.
    blameless = figure is not None and possible(node, figure)
    if computed is not None and not possible(node, computed) and (not handed_in or blameless):
        return "_computed", _quantity(node, computed)
    return ("", both(handed_in)) if handed_in else ("_bare", both(""))


def _with_value(evaluation: "Evaluation", values: Values, node: Node) -> Text:
    """A figure's name with its value, even one that made it invalid."""
    name = names_of((node.key,), evaluation.scheme)
    figure = parts_value(node, values)
    if figure is None:
        figure = figure_handed_in(values, node)
    if figure is None:
        return name
    return say("faults", "with_value", name=name, value=_quantity(node, figure))


def figure_handed_in(values: Values, node: Node) -> Fraction | None:
    """A figure that was handed in, in its indicator's unit; None for what is no such figure."""
    given = values.given
    if node.key in values.sums:
        return values.sums[node.key].value
    if node.key not in given or isinstance(given[node.key], list) or within(given[node.key]) is not None:
        return None
    return number_of(observation(node.key, given[node.key]), node)


def number_of(seen: Observation, node: Node) -> Fraction | None:
    """What an observation says, be it possible or not; None where it says no number in such a unit."""
    cell = read_cell(seen.value, seen.unit, node.indicator, seen.where)
    return Fraction(*cell) if isinstance(cell, tuple) else None


def _quantity(node: Node, value: Fraction) -> Text:
    return quantity_text(Quantity(value, node.indicator.measure))


def why_missing(of: "TargetVerdict", key: str) -> Text | None:
    """Why a figure of which something was handed in is missing all the same."""
    scheme = of.evaluation.scheme
    for piece in of.pieces:
        fault = piece.values.faults.get(of.evaluation.plan.slots[key])
        if fault is not None:
            return fault_text(fault.code, fault.details, scheme)
        known = piece.values.sums.get(key)
        if known is not None and known.stale is not None:
            return say("faults", "stale", on=known.stale)
        if known is not None and known.gaps:
            return say("faults", "gap", periods=joined([both(str(gap)) for gap in known.gaps]))
    given = of.evaluation.values.given.get(key)
    if isinstance(given, list):
        return say("faults", "not-for-the-time")
    bounds = within(given)
    if bounds is None:
        return None
    return _open(of.evaluation.plan.node(key), bounds, "bounds")


def _open(node: Node, bounds: Range, kind: str) -> Text:
    """The bounds a figure that was handed in is known within."""
    low, high = (_quantity(node, end) for end in (bounds.low, bounds.high or bounds.low))
    return say("faults", kind, low=low, high=high)
