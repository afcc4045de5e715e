"""What the verb `rollup` answers: the upper verdict, the figures from places, and what they rest on."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.verdict import Verdict
from cyxc.language import Language, Text, both, joined
from cyxc.levels.many import Evaluations
from cyxc.levels.named import Figure
from cyxc.levels.outline import trace_rows
from cyxc.levels.places import Place
from cyxc.levels.rollup import RolledUp
from cyxc.levels.sums import Rolled
from cyxc.levels.words import say
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
    without_parent: tuple[str, ...] = ()
    """Places valid at the date, of which the list does not say where they lie then."""
    not_inside: tuple[str, ...] = ()
    """Places judged that do not lie in the upper one, it among them where it was judged."""

    @property
    def inside(self) -> Evaluations:
        """The places judged that lie in the upper one, those that were not valid at the date besides."""
        pairs = tuple(pair for pair in self.found.pairs if pair[0] not in self.not_inside)
        return attrs.evolve(self.found, pairs=pairs)

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
                "counts": self.inside.counts,
                "rows": self.found.to_rows(),
                "outside": list(self.found.outside),
                "not_inside": list(self.not_inside),
                "without_parent": list(self.without_parent),
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
        result, found = self.result, self.inside
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
        said = say("show", "places", scheme=found.scheme.id, count=len(found.counted), parts=joined(parts))
        yield Row(0, said[language])
        for word_, codes in (
            ("not_inside", self.not_inside),
            ("invalid_then", found.outside),
            ("without_parent", self.without_parent),
        ):
            if codes:
                said = say("show", word_, names=self._names(codes), place=self.place.name)
                yield Row(0, said[language], style="warning")
        yield BLANK

    def _counted(self, language: Language) -> Iterator[Row]:
        for heading, of_sums in (("counted", False), ("rolled", True)):
            shown = [one for one in self.figures if bool(one.rolled) is of_sums]
            if shown:
                yield Row(0, say("show", heading)[language], style="heading")
            for one in shown:
                for i, text in enumerate(one.texts):
                    yield Row(1, f"{text[language]}  [{one.named.indicator.id}]")
                    lacking = [code for code, _ in one.rolled[i].lacking] if one.rolled else []
                    if lacking:
                        said = say("show", "lacking", names=self._names(lacking))
                        yield Row(2, said[language])
                if not any(one.named.indicator.id in _keys(v) for v in self.result.targets):
                    yield Row(2, say("show", "nothing_rests")[language])
                outside = () if one.count is None else one.count.left_out
                if one.source is not None:
                    outside = one.source.outside
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

    def _names(self, codes: Sequence[str]) -> Text:
        """Places by name and code, the first of them where there are many."""
        places = self.found.places
        shown = []
        for code in codes[:_MOST_CODES]:
            name = both(code) if places is None else places.name(code)
            shown.append(Text(f"{name.zh}（{code}）", f"{name.en} ({code})"))
        said = joined(shown)
        if len(codes) <= _MOST_CODES:
            return said
        more = say("show", "and_more", count=len(codes))
        return Text(said.zh + more.zh, f"{said.en} {more.en}")


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
    if len(one.rolled) == 1:
        found |= _sum_dict(one.rolled[0])
    elif one.rolled:
        found["sums"] = [_sum_dict(rolled) for rolled in one.rolled]
    if one.source is not None:
        found["outside"] = list(one.source.outside)
    return found


def _sum_dict(rolled: Rolled) -> dict[str, Any]:
    value = rolled.value
    period = {} if rolled.period is None else {"period": rolled.period, "cumulative": rolled.cumulative}
    return {
        **period,
        "value": None if value is None else value.to_dict(),
        "known": rolled.known.to_dict(),
        "lacking": {code: status.value for code, status in rolled.lacking},
    }
