"""What a scheme's questions leave open: the combinations of readings targets can be judged under."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TypeVar

from cyxc.model.scheme import Scheme

Answer = tuple[str, str]
Answers = tuple[Answer, ...]
T = TypeVar("T")


def by_size(choices: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    """Every way to take at most one of each choice, those that take fewest first."""
    for size in range(len(choices) + 1):
        for taken in combinations(choices, size):
            yield from product(*taken)


def other_answers(scheme: Scheme) -> dict[Answers, list[str]]:
    """Every other combination of readings with the targets judged under it, fewest changes first."""
    found: dict[Answers, list[str]] = {}
    for target in scheme.targets:
        choices = []
        for question in target.questions:
            others = [r for r in scheme.questions[question].readings if r.changes]
            in_force = scheme.reading(question)
            choices.append([None, *((question, r.id) for r in others if r != in_force)])
        for combination in product(*choices):
            answers = tuple(choice for choice in combination if choice is not None)
            if answers:
                found.setdefault(answers, []).append(target.id)
    return dict(sorted(found.items(), key=lambda item: len(item[0])))


def redefined(scheme: Scheme, other: Scheme) -> set[str]:
    """The indicators that mean something else under `other`: redefined, or resting on one that is."""
    changed = {i.id for i in other.indicators if i.formula != scheme.indicators[i.id].formula}
    while True:
        more = {
            i.id
            for i in other.indicators
            if i.id not in changed and i.formula is not None and changed & set(i.formula.indicators)
        }
        if not more:
            return changed
        changed |= more
