"""Schemes side by side: the call, and what comes of it."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs

from cyxc.comparing.asked import Asked, asked_by
from cyxc.comparing.pair import Pair, pair
from cyxc.displayed import Displayed
from cyxc.errors import CyxcError, Problem, UsageError
from cyxc.language import Language, Text
from cyxc.model.entries import Entries
from cyxc.model.scheme import Scheme
from cyxc.schemefile.load import concepts, load


@attrs.frozen
class Column:
    """One scheme compared, under the readings in force; no two have the same `label`."""

    label: str
    scheme: Scheme


@attrs.frozen
class ConceptRow:
    """What the schemes ask of one concept: `asked` by column, and every two of different columns as a pair.

    `concept` is None for an indicator that its scheme gives no concept: nothing lines up with it, and
    `name` is its own.
    """

    concept: str | None
    name: Text
    asked: tuple[tuple[Asked, ...], ...]
    pairs: tuple[Pair, ...]

    @property
    def id(self) -> str:
        """The concept's id; of an indicator without one its own, behind its scheme's label."""
        if self.concept is not None:
            return self.concept
        only = next(one for cell in self.asked for one in cell)
        return f"{only.scheme}/{only.indicator.id}"

    @property
    def only(self) -> str | None:
        """The label of the one scheme that asks for it; None where several do."""
        asking = [cell[0].scheme for cell in self.asked if cell]
        return asking[0] if len(asking) == 1 else None


@attrs.frozen
class SchemeComparison(Displayed):
    """Schemes side by side, a row a concept; in the order in which the schemes come upon them.

    Stricter is said only where the definitions agree: the same thing counted, the same dimension of unit,
    kind, shape of formula and concept; and never of counts and amounts, which hang on a place's size.
    """

    columns: tuple[Column, ...]
    rows: tuple[ConceptRow, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the schemes: their ids, with the answers where one id comes twice."""
        return tuple(column.label for column in self.columns)

    @property
    def shared(self) -> tuple[ConceptRow, ...]:
        """The concepts of which more than one scheme asks something."""
        return tuple(row for row in self.rows if row.only is None)

    def only(self, label: str) -> tuple[ConceptRow, ...]:
        """What only this scheme asks for."""
        return tuple(row for row in self.rows if row.only == label)

    def __getitem__(self, concept: str) -> ConceptRow:
        """The row of a concept; `UnknownNameError` names the nearest."""
        return Entries(self.rows)[concept]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as `cyxc.comparison/1`, ready for JSON, the same in every language and locale."""
        from cyxc.comparing.to_json import to_dict

        return to_dict(self)

    def to_html(self, language: Language = "zh") -> str:
        """The comparison as one page in one file, in one language, without script and without a request.

        See `cyxc.html.comparison`. Raises `UsageError` for another language.
        """
        from cyxc.html.choice import checked
        from cyxc.html.comparison import comparison_page

        return comparison_page(self, checked(language))


def compare(*schemes: "Scheme | str | Path") -> SchemeComparison:
    """Two or more schemes side by side, concept by concept.

    Each is a scheme (perhaps under other readings), an id or a path. Raises what `load` raises, with the
    problems of all of them together, and `UsageError` for fewer than two schemes and for one handed in twice.
    """
    if len(schemes) < 2:
        raise UsageError(Problem("compare-needs-two", {}))
    columns = _columns(_loaded(schemes))
    asked = [
        one for number, column in enumerate(columns) for one in asked_by(column.scheme, number, column.label)
    ]
    rows: dict[str, list[Asked]] = {}
    for one in asked:
        concept = one.indicator.concept
        rows.setdefault(f"{one.scheme}/{one.indicator.id}" if concept is None else concept, []).append(one)
    return SchemeComparison(columns, tuple(_row(found, columns) for found in rows.values()))


def _loaded(schemes: Iterable["Scheme | str | Path"]) -> list[Scheme]:
    found, errors = [], []
    for scheme in schemes:
        try:
            found.append(scheme if isinstance(scheme, Scheme) else load(scheme))
        except CyxcError as error:
            errors.append(error)
    if errors:
        # The first decides what kind of error it is; what is wrong with any of them is told at once.
        raise type(errors[0])(problem for error in errors for problem in error.problems)
    return found


def _columns(schemes: list[Scheme]) -> tuple[Column, ...]:
    ids = [scheme.id for scheme in schemes]
    labels = [scheme.id if ids.count(scheme.id) == 1 else _with_answers(scheme) for scheme in schemes]
    twice = [label for label in dict.fromkeys(labels) if labels.count(label) > 1]
    if twice:
        raise UsageError(Problem("compared-twice", {"name": label}) for label in twice)
    return tuple(Column(label, scheme) for label, scheme in zip(labels, schemes, strict=True))


def _with_answers(scheme: Scheme) -> str:
    said = [f"{question}={reading}" for question, reading in scheme.answers]
    year = [] if scheme.year is None else [str(scheme.year)]
    return " ".join([scheme.id, f"({scheme.version})", *year, *said])


def _row(asked: list[Asked], columns: tuple[Column, ...]) -> ConceptRow:
    cells = tuple(tuple(one for one in asked if one.column == number) for number in range(len(columns)))
    pairs = tuple(
        pair(one, other) for left, right in combinations(cells, 2) for one in left for other in right
    )
    first = asked[0].indicator
    name = first.name
    if first.concept is not None:
        own = columns[asked[0].column].scheme.concepts
        name = (own.get(first.concept) or concepts()[first.concept]).name
    return ConceptRow(first.concept, name, cells, pairs)
