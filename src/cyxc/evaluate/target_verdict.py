"""Verdicts on targets: values against figures, with what they rest on and what is missing."""

from datetime import date
from fractions import Fraction
from functools import cached_property

import attrs

from cyxc.data.observation import Observation, observation
from cyxc.evaluate import explain
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.judge import code_of, compared, waiting
from cyxc.evaluate.pace import Pace, PaceLine, pace, pace_line
from cyxc.evaluate.plan import Comparison, Leaf
from cyxc.evaluate.shortfall import Increment
from cyxc.evaluate.timed import Piece
from cyxc.evaluate.verdict import Input, Kind, Verdict
from cyxc.evaluate.wording import names_of, rule_text, threshold_text, value_text
from cyxc.language import Text
from cyxc.model.target import Target
from cyxc.numbers.quantity import Quantity
from cyxc.rules.dates import SchemeDate
from cyxc.rules.status import NO_DATA, NOT_APPLICABLE, NOT_MET, STATUSES, Status, combine


@attrs.frozen
class TargetVerdict(Verdict):
    """How one target came out."""

    @property
    def kind(self) -> Kind:
        """What kind of entry it is about."""
        return "target"

    @property
    def _leaf(self) -> Leaf:
        return self.evaluation.plan.leaves[self.index]

    @property
    def target(self) -> Target:
        """The target judged."""
        return self._leaf.target

    @property
    def counted(self) -> bool:
        """False for a restatement and for a child of a combination: those are counted elsewhere."""
        return self._leaf.counted

    @property
    def due_date(self) -> SchemeDate:
        """When it falls due, as the scheme writes it; a combination with the last child still open."""
        children = [child for child in self.children if child.status is not Status.NOT_APPLICABLE]
        still_open = [child for child in children if not child.status.decided] or children
        if not still_open:
            return self.target.window.due
        # Dates without their year are compared as if of the same one.
        dues = [due for child in still_open if (due := child.due_date) is not None]
        return max(dues, key=lambda due: due.last(2000) or date.min)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of its time, with what everything comes to in each."""
        return self.evaluation.timed[self._leaf.index]

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The comparisons behind it: one, several for `each` or for several years, none for a combination."""
        plan = self.evaluation.plan
        found = []
        for piece in self.pieces:
            for one in self._leaf.comparisons:
                code = self._code(one, piece)
                # A mean that is decided early is decided by what it can't fall below any more.
                early = piece.least if code >= NOT_MET else None
                found.append(Compared(plan, one, early or piece.values, code, piece.period))
        return tuple(found)

    def _code(self, one: Comparison, piece: Piece) -> int:
        if self.status is Status.NOT_APPLICABLE:
            return NOT_APPLICABLE
        return code_of(one, piece, self._leaf, self.evaluation.as_of)

    @property
    def _only(self) -> Compared | None:
        compared = self.compared
        return compared[0] if len(compared) == 1 else None

    @property
    def children(self) -> "tuple[TargetVerdict, ...]":
        """The verdicts of the targets it combines."""
        return tuple(self.evaluation.targets[child] for child in self.target.children)

    @property
    def value(self) -> Quantity | None:
        """What is there; None where there is none, or several."""
        return None if self._only is None else self._only.value

    @property
    def value_text(self) -> Text | None:
        """What is there, in words: a ratio (1:4.9) where the rule is written as one."""
        return None if self.value is None else value_text(self.value, self.target.rule)

    @property
    def threshold(self) -> Quantity | None:
        """What is asked, as a number in the indicator's unit."""
        return None if self._only is None else self._only.threshold

    @property
    def asked(self) -> Text:
        """The rule as it is written, in words."""
        return rule_text(self.target.rule, self.evaluation.scheme)

    @property
    def asked_number(self) -> Text | None:
        """The rule as a number: ≥ 4,536 户."""
        only = self._only
        if only is None or only.threshold is None:
            return None
        return threshold_text(only.line.op, only.threshold)

    @property
    def margin(self) -> Quantity | None:
        """Signed distance from what is asked, in the indicator's unit (百分点 for shares)."""
        return None if self._only is None else self._only.margin

    @property
    def attainment(self) -> Fraction | None:
        """Value over threshold, for floors; None for anything else."""
        return None if self._only is None else self._only.attainment

    @property
    def missing(self) -> tuple[Increment, ...]:
        """What would have to be added for it to be met, one way after another, the smallest first."""
        return () if self._only is None else self._only.missing

    @property
    def unattainable(self) -> bool:
        """True when it is not met and no increase of an input would do."""
        only = self._only
        return self.status is Status.NOT_MET and only is not None and not only.missing

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The figures it rests on, handed in or missing."""
        keys = dict.fromkeys(key for one in self.compared for key in one.keys)
        return tuple(self._input(key) for key in keys)

    def _input(self, key: str) -> Input:
        evaluation = self.evaluation
        node, seen = evaluation.plan.node(key), evaluation.values.given.get(key)
        several = tuple(seen) if isinstance(seen, list) else ()
        bounded = seen if key in evaluation.values.bounded else None
        if several or bounded is not None:
            seen = None
        elif seen is not None and not isinstance(seen, Observation):
            seen = observation(key, seen)
        pair = self.pieces[0].values.pair(node) if len(self.pieces) == 1 else None
        value = None if pair is None else Quantity(Fraction(*pair), node.indicator.measure)
        return Input(key, names_of((key,), evaluation.scheme), seen, value, several, bounded)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys of the figures that were not handed in, or not for all of the time."""
        slots = self.evaluation.plan.slots
        return tuple(
            one.key
            for one in self.inputs
            if any(piece.values.slots[slots[one.key]] == NO_DATA for piece in self.pieces)
        )

    @property
    def pace(self) -> Pace | None:
        """How far a floor on a flow is on its way at the date asked about; None for anything else."""
        only, as_of = self._only, self.evaluation.as_of
        if only is None or as_of is None or self.status is Status.NOT_APPLICABLE:
            return None
        return pace(only, self._leaf, as_of)

    @property
    def pace_line(self) -> PaceLine | None:
        """The straight line its pace is measured by; None for anything but a floor on a flow."""
        return None if self._only is None else pace_line(self._only, self._leaf)

    @property
    def formula(self) -> Text | None:
        """How the value is computed, in the indicators' names; None where it is handed in."""
        only = self._only
        if only is None or only.indicator.formula is None:
            return None
        indicators, formula = self.evaluation.scheme.indicators, only.indicator.formula
        return Text(
            formula.named(lambda id_: indicators[id_].name.zh),
            formula.named(lambda id_: indicators[id_].name.en),
        )

    @property
    def so_far(self) -> Status | None:
        """How it would stand if it were due today; None once it is due."""
        if self.status is not Status.NOT_DUE:
            return None
        if self.children:
            codes = [(child.so_far or child.status).code for child in self.children]
            together: int = combine(codes, self._leaf.need)
            return STATUSES[together]
        values = [piece.values for piece in self.pieces]
        codes = [compared(one, known) for known in values for one in self._leaf.comparisons]
        together = combine(codes)
        return STATUSES[together]

    @property
    def lost(self) -> bool:
        """Whether it is not met, and nothing that may still come in on the date asked about could mend it."""
        return self._with_more_to_come() == NOT_MET

    def _with_more_to_come(self) -> int:
        """Its status code as if the day asked about was not over yet."""
        as_of, leaf = self.evaluation.as_of, self._leaf
        if as_of is None or self.status is Status.NOT_APPLICABLE:
            return self.status.code
        codes = [child._with_more_to_come() for child in self.children]
        for piece in self.pieces if not codes else ():
            last = leaf.ends if piece.period is None else piece.period.last
            whole = piece.period is not None or leaf.years == "whole"
            codes += [
                waiting(one, piece.values, whole=whole) if last == as_of else self._code(one, piece)
                for one in leaf.comparisons
            ]
        found: int = combine(codes, leaf.need)
        return found

    @property
    def explanation(self) -> Text:
        """One sentence on how it came out."""
        return explain.verdict(self)

    @property
    def missing_text(self) -> Text | None:
        """What is missing, in words; None where nothing is."""
        return explain.missing(self)
