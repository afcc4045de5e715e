"""The places of a heat map in their order, each with its verdicts in the scheme's order."""

from collections.abc import Iterable
from functools import cached_property

import attrs

from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Text, both
from cyxc.levels.many import Evaluations
from cyxc.rules.status import MET, STATUSES, Outcome, Status


@attrs.frozen
class Column:
    """A place with its evaluation."""

    code: str
    name: Text
    evaluation: Evaluation

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The status of every target, in the scheme's order."""
        return tuple(STATUSES[code] for code in self.evaluation.codes)

    @property
    def outcome(self) -> Outcome:
        """How the place came out."""
        return self.evaluation.outcome

    @property
    def met(self) -> int:
        """How many targets that count are met."""
        leaves = self.evaluation.plan.leaves
        return sum(leaf.counted and self.evaluation.codes[leaf.index] == MET for leaf in leaves)


def grid(found: Evaluations, places: Iterable[str] | None, *, given_order: bool) -> tuple[Column, ...]:
    """The places valid at the date, or those named: those that meet most first, or in the order given.

    Of equally many the one handed in first stands first. Raises `UnknownNameError` for a place not judged.
    """
    if places is None:
        pairs: Iterable[tuple[str, Evaluation]] = found.counted
    else:
        named = [places] if isinstance(places, str) else places
        judged = {id(evaluation): code for code, evaluation in found.pairs}
        picked = [found[name] for name in named]
        pairs = [(judged[id(evaluation)], evaluation) for evaluation in picked]
    columns = [Column(code, _name(found, code, evaluation), evaluation) for code, evaluation in pairs]
    return tuple(columns if given_order else sorted(columns, key=lambda one: -one.met))


def _name(found: Evaluations, code: str, evaluation: Evaluation) -> Text:
    """What a place is called: by the list of places, else by its code."""
    return both(code) if found.places is None else found.places.name(code)
