"""Whether readings agree, row by row: the same scheme under every other answer to its questions."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import attrs

from cyxc.columns.fold import both, either, negated
from cyxc.evaluate.readings import by_size
from cyxc.evaluate.verdict import MOST_READINGS
from cyxc.model.scheme import Scheme
from cyxc.rules.ring import SCALARS, Ring
from cyxc.rules.status import NO_DATA

AGREEMENTS = ("same", "depends", "open")
"""How the readings of a target agree, in the order of the numbers that stand for them in a frame."""

SAME, DEPENDS, OPEN = range(3)


@attrs.frozen
class Others:
    """The other answers a target has to be judged under; `open` where one has no number, or too many are."""

    answers: tuple[tuple[tuple[str, str], ...], ...] = ()
    open: bool = False


def others_of(scheme: Scheme, target: str) -> Others:
    """The other combinations of readings of a target's questions."""
    choices = []
    for question in scheme.targets[target].questions:
        chosen = scheme.reading(question).id
        choices.append([(question, r.id) for r in scheme.questions[question].readings if r.id != chosen])
    combined = list(islice(by_size(choices), MOST_READINGS))
    numbered = [
        answers
        for answers in combined
        if answers and not any(scheme.questions[q].readings[r].without_number for q, r in answers)
    ]
    unnumbered = len(combined) - len(numbered) > 1  # the one in force is neither
    return Others(tuple(numbered), unnumbered or len(combined) >= MOST_READINGS)


def combinations(scheme: Scheme) -> list[tuple[tuple[str, str], ...]]:
    """All other answers that some target hangs on."""
    return sorted({answers for id_ in scheme.targets.ids for answers in others_of(scheme, id_).answers})


def agreement(codes: Sequence[Any], always_open: bool, ring: Ring = SCALARS) -> Any:
    """How the statuses under all readings agree: `depends` beats `open`, missing data agrees with all."""
    missing = [code == NO_DATA for code in codes]
    # A status that is missing counts as whatever the others are.
    there = [(negated(gone), code) for gone, code in zip(missing, codes, strict=True)]
    first = ring.case(there, NO_DATA)
    apart = either(*(both(known, code != first) for known, code in there))
    return ring.case([(apart, DEPENDS), (either(always_open, *missing), OPEN)], SAME)
