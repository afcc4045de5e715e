"""Many places judged under one scheme: every fault of every place at once, then an evaluation a place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from cyxc.data.observation import Observation
from cyxc.displayed import Displayed
from cyxc.errors import (
    CyxcError,
    DataError,
    Problem,
    UnknownNameError,
    UsageError,
    brief,
    nearest,
    not_a_choice,
)
from cyxc.evaluate.evaluate import evaluate
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.frames import frame
from cyxc.levels.belonging import of_other_place
from cyxc.levels.places import Places, check_places
from cyxc.levels.references import below, taken_out, with_references
from cyxc.model.scheme import Scheme
from cyxc.rules.status import STATUSES, Outcome

if TYPE_CHECKING:
    from cyxc.charts.face import EvaluationsCharts
    from cyxc.data.records import EventLog, Judgements


@attrs.frozen(repr=False)
class Evaluations(Displayed, Mapping[str, Evaluation]):
    """The evaluations of many places under one scheme, by place code, in the order handed in.

    Where a list of places was given, a place is found by a name only it has, too. A place nothing is known
    of raises `UnknownNameError` with the nearest. Places that were not valid at the date are judged and can
    be looked up, but are not counted: they are `outside`.
    """

    scheme: Scheme
    as_of: date | None
    pairs: tuple[tuple[str, Evaluation], ...]
    places: Places | None = None

    @cached_property
    def _by_code(self) -> dict[str, Evaluation]:
        return dict(self.pairs)

    def __getitem__(self, place: str) -> Evaluation:
        found = self._by_code.get(place)
        if found is None and self.places is not None:
            named = self.places.find(place)
            found = None if isinstance(named, Problem) else self._by_code.get(named.code)
        if found is None:
            names = [] if self.places is None else [p.name.zh for p in self.places if p.code in self._by_code]
            close = nearest(brief(place), (*self._by_code, *names))
            raise UnknownNameError(Problem("unknown-place", {"name": brief(place)}, nearest=close))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self.pairs)

    def __repr__(self) -> str:
        said = ", ".join(f"{name} {count}" for name, count in self.counts.items() if count)
        return f"Evaluations({self.scheme.id}: {len(self.counted)} places; {said})"

    @cached_property
    def counted(self) -> tuple[tuple[str, Evaluation], ...]:
        """The places valid at the date, with their evaluations; all of them where there is no list."""
        if self.places is None:
            return self.pairs
        valid = set(self.places.at(self.as_of).codes)
        return tuple(pair for pair in self.pairs if pair[0] in valid)

    @property
    def outside(self) -> tuple[str, ...]:
        """The codes of the places that were not valid at the date."""
        counted = {code for code, _ in self.counted}
        return tuple(code for code, _ in self.pairs if code not in counted)

    @property
    def counts(self) -> dict[str, int]:
        """How many places came out how: met, not_met, undetermined."""
        found = dict.fromkeys((outcome.value for outcome in Outcome), 0)
        for _, evaluation in self.counted:
            found[evaluation.outcome.value] += 1
        return found

    def with_outcome(self, outcome: str) -> tuple[str, ...]:
        """The codes of the places that came out so: `met`, `not_met` or `undetermined`, else `UsageError`."""
        if outcome not in list(Outcome):
            raise UsageError(not_a_choice(outcome, [one.value for one in Outcome]))
        asked = Outcome(outcome)
        return tuple(code for code, evaluation in self.counted if evaluation.outcome is asked)

    def by_target(self) -> dict[str, dict[str, int]]:
        """For each target of the scheme, how many places have each status."""
        targets = self.scheme.targets
        found = {target.id: dict.fromkeys((s.value for s in STATUSES), 0) for target in targets}
        for _, evaluation in self.counted:
            for target, code in zip(targets, evaluation.codes, strict=True):
                found[target.id][STATUSES[code].value] += 1
        return found

    def to_frame(self, library: str = "pandas", *, duties: bool = False) -> Any:
        """A row a place and target: the rows of `Evaluation.to_frame`, with the place's code in `place`.

        Its name, where there is a list of places, stands in `place_zh` and `place_en`. The places are those
        counted, in the order handed in.
        """
        rows = [
            {**row, **self._place(code)}
            for code, evaluation in self.counted
            for row in evaluation.to_rows(duties=duties)
        ]
        return frame(rows, library)

    def _place(self, code: str) -> dict[str, str]:
        if self.places is None:
            return {"place": code}
        name = self.places.name(code)
        return {"place": code, "place_zh": name.zh, "place_en": name.en}

    @property
    def charts(self) -> "EvaluationsCharts":
        """The charts of these places, with the extra `charts`: see `cyxc.charts.face`."""
        from cyxc.charts.face import EvaluationsCharts

        return EvaluationsCharts(self)

    def to_rows(self) -> list[dict[str, Any]]:
        """One flat row a place: its code, its outcome, and the status of every target."""
        ids = self.scheme.targets.ids
        return [
            {
                "place": code,
                "outcome": evaluation.outcome.value,
                **{id_: STATUSES[one].value for id_, one in zip(ids, evaluation.codes, strict=True)},
            }
            for code, evaluation in self.counted
        ]


def evaluate_many(
    scheme: Scheme,
    data: "Mapping[str, object] | Iterable[Observation] | str | Path",
    *,
    places: Places | None = None,
    as_of: "date | str | None" = None,
    readings: Mapping[str, str] | None = None,
    year: int | None = None,
    not_applicable: Collection[str] = (),
    judgements: "Mapping[str, Judgements] | None" = None,
    logs: "Mapping[str, EventLog | Iterable[EventLog]] | None" = None,
    classes: Mapping[str, Iterable[str]] | None = None,
    **others: Any,
) -> Evaluations:
    """Judges many places under a scheme.

    `data` maps places to whatever `scheme.evaluate` takes; or it is an iterable of observations that carry
    their `place`, or the path of a folder or table: see `cyxc.levels.folder.read_folder`. With `places`,
    places go by code or by a name only one has, and must be listed; without, by what they are called in
    the data. Names and codes that mean several places mean the one valid at `as_of`. A place that handed in
    nothing but averages of others (`local_average`, …) is not judged: they are what the places below it are
    held against, or all places where no list says what lies below. `judgements` and `logs` are by place,
    everything else holds for all places and means what it means to `scheme.evaluate`.

    Raises `DataError` with every fault of every place, each naming its place; what can't be asked of the
    scheme at all is told once, as `scheme.evaluate` tells it.
    """
    check_places(places)
    asked = scheme if year is None else scheme.for_year(year)
    asked = asked if readings is None else asked.under(readings)
    shared = {"as_of": as_of, "not_applicable": not_applicable, "classes": classes, **others}
    # What is refused without a figure is refused for every place.
    empty = evaluate(asked, {}, **shared)
    if isinstance(data, str | Path):
        from cyxc.levels.folder import read_folder

        data = read_folder(data, asked)
    problems: list[Problem] = []
    standing = None if places is None else places.at(empty.as_of)
    places = None if places is None else places.seen_at(empty.as_of)
    handed_in = _by_place(data, problems)
    averages = taken_out(handed_in, places)
    figures = _coded(handed_in, places, problems)
    reached = {
        n: None if places is None or standing is None else below(n, places, standing, problems)
        for n in averages
    }
    judged = _coded(dict(judgements or {}), places, problems)
    logged = _coded(dict(logs or {}), places, problems)
    for code in (*judged, *logged):
        if code not in figures:
            problems.append(Problem("unknown-place", {"name": code}, nearest=nearest(code, figures)))
    pairs: list[tuple[str, Evaluation]] = []
    for code, own in figures.items():
        above = [n for n, codes in reached.items() if codes is None or code in codes]
        more = tuple(one for name in above for one in averages[name])
        beside = {"judgements": judged.get(code), "logs": logged.get(code)}
        try:
            found = evaluate(asked, with_references(own, more, asked), **shared, **beside)  # type: ignore[arg-type]
            problems += of_other_place(own if found.data is None else found.data, code, places)
            pairs.append((code, found))
        except CyxcError as error:
            problems += [_of_place(problem, code) for problem in error.problems]
    if problems:
        raise DataError(problems)
    return Evaluations(asked, empty.as_of, tuple(pairs), places)


def _by_place(data: object, problems: list[Problem]) -> dict[str, object]:
    """What was handed in, by place as it is called there."""
    if isinstance(data, Mapping):
        strange = [key for key in data if not isinstance(key, str) or not key.strip()]
        problems += [Problem("place-not-text", {"name": brief(key)}) for key in strange]
        return {key: value for key, value in data.items() if key not in strange}
    if not isinstance(data, Iterable):
        raise DataError(Problem("bad-many", {"type": type(data).__name__}))
    found: dict[str, list[Observation]] = {}
    for one in data:
        if not isinstance(one, Observation):
            raise DataError(Problem("bad-many", {"type": f"sequence of {type(one).__name__}"}))
        if one.place is None:
            problems.append(Problem("figure-without-place", {"name": one.key}, one.where))
        else:
            found.setdefault(one.place, []).append(one)
    return dict(found)


def _coded(found: dict[str, Any], places: Places | None, problems: list[Problem]) -> dict[str, Any]:
    """The same by code, where there is a list of places; notes what is not listed or there twice."""
    if places is None:
        return found
    coded: dict[str, Any] = {}
    called: dict[str, str] = {}
    for name, value in found.items():
        place = places.find(name)
        if isinstance(place, Problem):
            problems.append(place)
        elif place.code in coded:
            details = {"name": brief(name), "other": called[place.code], "code": place.code}
            problems.append(Problem("place-handed-in-twice", details))
        else:
            coded[place.code], called[place.code] = value, name
    return coded


def _of_place(problem: Problem, place: str) -> Problem:
    """The problem with its place named: `C07.founders`, or the place alone behind a file's row."""
    inside = problem.where.path
    where = attrs.evolve(problem.where, path=place if inside is None else f"{place}.{inside}")
    return attrs.evolve(problem, where=where)
