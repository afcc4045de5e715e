"""What a scheme asks of one indicator: a target, laid beside those of other schemes."""

from collections.abc import Iterator

import attrs

from cyxc.comparing.definition import Definition, Difference, alike, definitions, formula_text
from cyxc.evaluate.wording import rule_text
from cyxc.language import Text
from cyxc.model.indicator import KINDS, Indicator
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.numbers.quantity import Quantity
from cyxc.rules.line import Line
from cyxc.rules.rules import Combination, Numeric, numeric


@attrs.frozen
class Asked:
    """One indicator of one target of the scheme labelled `scheme`, which is the `column`th of those compared.

    `among` names the combination that needs only some of its targets, where the target is one of those.
    """

    column: int
    scheme: str
    target: Target
    indicator: Indicator
    among: str | None
    _of: Scheme = attrs.field(repr=False)

    @property
    def rule(self) -> Numeric:
        """The numeric rule; of a target over several indicators the one it repeats for each."""
        rule = numeric(self.target.rule)
        assert rule is not None  # targets that only combine others are not asked of an indicator
        return rule

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rule as lines, in the indicator's own unit."""
        return self.rule.lines(self.indicator.measure)

    @property
    def text(self) -> Text:
        """What is asked, in words."""
        return rule_text(self.rule, self._of)

    @property
    def threshold(self) -> Quantity | None:
        """The figure asked for; None for a growth, a comparison with something else, and a band."""
        line = self.lines[0]
        if line.role is not None or len(self.lines) > 1:
            return None
        return Quantity(line.b, self.indicator.measure)

    @property
    def absolute(self) -> bool:
        """Whether a count or an amount is asked for, which hangs on how large a place is."""
        counts = self.indicator.kind != "rate"
        return counts and any(line.b != 0 and not line.relative for line in self.lines)

    @property
    def formula(self) -> Text | None:
        """How the indicator is computed; None where it is reported as it is."""
        return formula_text(self.indicator, self._of)

    @property
    def kind(self) -> Text:
        """Flow, stock or rate, in words."""
        return KINDS[self.indicator.kind]

    @property
    def alike(self) -> tuple[Indicator, ...]:
        """Indicators of the same scheme with the same declared definition."""
        return alike(self.indicator, self._of)

    @property
    def said(self) -> dict[Difference, Text]:
        """What its definition says on each point in which two can differ, in words."""
        measure, counted = self.indicator.measure, self.indicator.counted
        return {
            "counted": Text(counted or measure.symbol, counted or measure.name.en or measure.symbol),
            "unit": Text(measure.symbol, measure.name.en or measure.symbol),
            "kind": self.kind,
            "formula": self.formula or self.indicator.name,
        }

    @property
    def definition(self) -> Definition:
        """The indicator's definition, as far as it is declared."""
        return definitions(self._of)[self.indicator.id]


def asked_by(scheme: Scheme, column: int, label: str) -> Iterator[Asked]:
    """Every indicator its targets ask for, in the document's order; what is only said again is left out."""
    some = {
        child: target.id
        for target in scheme.targets
        if isinstance(target.rule, Combination) and target.rule.need not in (None, len(target.rule.targets))
        for child in target.rule.targets
    }
    for target in scheme.targets:
        if target.restates is not None and _same_as_first(target, scheme):
            continue
        for id_ in target.indicators:
            yield Asked(column, label, target, scheme.indicators[id_], some.get(target.id), scheme)


def _same_as_first(target: Target, scheme: Scheme) -> bool:
    first = scheme.targets[target.restates or ""]
    return (first.rule, first.indicators) == (target.rule, target.indicators)
