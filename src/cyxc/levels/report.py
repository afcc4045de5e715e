"""What the verb `rollup` answers: the upper verdict, the figures from places, and what they rest on."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.plan import plan
from cyxc.evaluate.verdict import Verdict
from cyxc.evaluate.wording import quantity_text
from cyxc.language import Language, Text, joined
from cyxc.levels.many import Evaluations
from cyxc.levels.named import Figure
from cyxc.levels.outline import trace_rows
from cyxc.levels.places import Place
from cyxc.levels.rollup import RolledUp
from cyxc.levels.words import say
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity
from cyxc.rules.status import Outcome
from cyxc.show.rows import BLANK, Row
from cyxc.show.verdict_rows import verdict_rows
from cyxc.show.words import word

_MOST_CODES = 12


@attrs.frozen
class Report:
    """The upper place's evaluation with everything below it."""

    result: Evaluation
    place: Place
    found: Evaluations
    figures: tuple[Figure, ...]
    rolled: RolledUp | None
    differing: tuple[Text, ...]
    illustrative: bool

    @property
    def touched(self) -> tuple[Verdict, ...]:
        """The verdicts that rest on a figure from the places."""
        keys = {one.named.indicator.id for one in self.figures}
        return tuple(verdict for verdict in self.result.targets if keys & _keys(verdict))

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready data."""
        left_out = () if self.rolled is None else self.rolled.left_out
        return {
            "evaluation": self.result.to_dict(),
            "places": {
                "scheme": self.found.scheme.id,
                "counts": self.found.counts,
                "rows": self.found.to_rows(),
            },
            "figures": [figure_dict(one) for one in self.figures],
            "not_added": [
                {"key": one.key, "reason": one.reason, "places": list(one.places)} for one in left_out
            ],
            "disagreements": [attrs.asdict(text) for text in self.differing],
            "traces": [verdict.trace().to_dict() for verdict in self.touched],
        }

    def rows(self, language: Language, *, every: bool = False) -> Iterator[Row]:
        """All of it for the terminal; `every` target and every step down if asked."""
        yield from self._head(language)
        yield from self._counted(language)
        touched = self.touched
        for verdict in self.result.targets if every else touched:
            yield from verdict_rows(verdict, language)
        yield BLANK
        yield Row(0, say("show", "rests")[language], style="heading")
        for verdict in touched:
            yield from trace_rows(verdict.trace(), language, every=every)

    def _head(self, language: Language) -> Iterator[Row]:
        result, found = self.result, self.found
        yield Row(0, result.scheme.title[language], style="title")
        when = "all_due" if result.as_of is None else "as_of"
        named = f"{self.place.name[language]} {self.place.code}"
        about = [result.scheme.id, named, word(when, date=result.as_of)[language]]
        yield Row(0, " · ".join(about))
        if self.illustrative:
            yield Row(0, word("illustrative")[language], style="warning")
        yield BLANK
        outcome = result.outcome
        yield Row(0, outcome.label[language], word("outcome")[language], f"outcome-{outcome.value}")
        labels = {outcome.value: outcome.label for outcome in Outcome}
        parts = [
            Text(f"{labels[name].zh} {count}", f"{labels[name].en} {count}")
            for name, count in found.counts.items()
            if count
        ]
        said = say("show", "places", scheme=found.scheme.id, count=len(found), parts=joined(parts))
        yield Row(0, said[language])
        yield BLANK

    def _counted(self, language: Language) -> Iterator[Row]:
        for heading, of_sums in (("counted", False), ("rolled", True)):
            shown = [one for one in self.figures if (one.rolled is not None) is of_sums]
            if shown:
                yield Row(0, say("show", heading)[language], style="heading")
            for one in shown:
                yield Row(1, f"{one.text[language]}  [{one.named.indicator.id}]")
                if not any(one.named.indicator.id in _keys(v) for v in self.result.targets):
                    yield Row(2, say("show", "nothing_rests")[language])
                outside = () if one.count is None else one.count.left_out
                if outside:
                    said = say("show", "outside", codes="、".join(outside[:_MOST_CODES]))
                    yield Row(2, said[language])
        for left in () if self.rolled is None else self.rolled.left_out:
            yield Row(1, left.text(self.found.scheme)[language], say("show", "left_out")[language])
        if self.differing:
            yield Row(0, say("show", "disagreements")[language], style="heading")
        for text in self.differing:
            yield Row(1, text[language], style="warning")
        yield BLANK


def _keys(verdict: Verdict) -> set[str]:
    """Every figure a verdict can rest on under the readings in force."""
    nodes = verdict.evaluation.plan.nodes
    compared = [(one.node, one.reference_node) for one in verdict.compared]
    waiting = [node for both in compared for node in both if node is not None]
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        found.add(node.key)
        waiting += [nodes[slot] for slot in node.slots]
    return found.union(*(_keys(child) for child in verdict.children))


def figure_dict(one: Figure) -> dict[str, Any]:
    """A figure that came from places, as JSON-ready data."""
    found: dict[str, Any] = {
        "indicator": one.named.indicator.id,
        "how": one.named.how,
        "text": attrs.asdict(one.text),
    }
    if one.count is not None:
        count = one.count
        found |= {
            "low": count.low,
            "high": count.high,
            "status": None if count.status is None else count.status.value,
            "holders": list(count.holders),
            "refused": list(count.refused),
            "undetermined": {code: status.value for code, status in count.undetermined},
            "left_out": list(count.left_out),
        }
    if one.rolled is not None:
        value = one.rolled.value
        found |= {
            "value": None if value is None else value.to_dict(),
            "known": one.rolled.known.to_dict(),
            "lacking": {code: status.value for code, status in one.rolled.lacking},
        }
    return found


def differs(made: Figure, reported: object, scheme: Scheme) -> Text | None:
    """Where what the upper place reported itself is not what its places make of it; None where it is."""
    id_ = made.named.indicator.id
    node = plan(scheme).node(id_)
    own, counted = (scheme.evaluate({id_: one}).values for one in (reported, made.figure))
    said, there, bounds = own.pair(node), counted.pair(node), counted.ranges.get(node.slot)
    if said is None:
        return None
    value = Fraction(*said)
    if there is not None:
        agrees = value == Fraction(*there)
    elif bounds is not None and bounds.high is not None:
        agrees = bounds.low <= value <= bounds.high
    else:
        return None
    if agrees:
        return None
    name, quantity = made.named.indicator.name, Quantity(value, node.indicator.measure)
    return say("totals", "counted", name=name, reported=quantity_text(quantity), counted=made.text)
