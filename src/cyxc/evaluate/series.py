"""One place judged at several dates: when a target was reached, and what slipped back."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from cyxc.displayed import Displayed
from cyxc.errors import Problem, UsageError, brief
from cyxc.evaluate.evaluate import day_of, evaluate
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.frames import frame
from cyxc.model.scheme import Scheme
from cyxc.rules.status import Status

if TYPE_CHECKING:
    from cyxc.charts.face import SeriesCharts


@attrs.frozen
class Turn:
    """A verdict that came out otherwise than at the date before."""

    on: date
    id: str
    before: Status
    after: Status

    @property
    def slipped(self) -> bool:
        """Whether it was met and is no longer."""
        return self.before is Status.MET


@attrs.frozen
class Series(Displayed):
    """The evaluations of one place at several dates, the earliest first."""

    evaluations: tuple[Evaluation, ...]

    def __iter__(self) -> Iterator[Evaluation]:
        return iter(self.evaluations)

    def __len__(self) -> int:
        return len(self.evaluations)

    def __getitem__(self, on: "date | str") -> Evaluation:
        """The evaluation of a date; `UsageError` for a date it was not judged at."""
        found = next((one for one in self.evaluations if str(one.as_of) == str(on)), None)
        if found is None:
            raise UsageError(Problem("date-not-judged", {"text": brief(on)}, nearest=self.dates_said))
        return found

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates it was judged at."""
        return tuple(one.as_of for one in self.evaluations if one.as_of is not None)

    @property
    def dates_said(self) -> tuple[str, ...]:
        """The dates as text."""
        return tuple(str(on) for on in self.dates)

    def statuses(self, id_: str) -> tuple[tuple[date, Status], ...]:
        """The status of one entry at every date; `UnknownNameError` for an entry there is none of."""
        return tuple(zip(self.dates, (one[id_].status for one in self.evaluations), strict=True))

    def reached(self, id_: str) -> date | None:
        """Since when an entry has been met without a break; None where it is not met at the last date."""
        since: date | None = None
        for on, status in self.statuses(id_):
            since = (since or on) if status is Status.MET else None
        return since

    def to_frame(self, library: str = "pandas", *, duties: bool = False) -> Any:
        """A row a date and target, in order of dates: the rows of `Evaluation.to_frame`."""
        rows = [row for one in self.evaluations for row in one.to_rows(duties=duties)]
        return frame(rows, library)

    @property
    def charts(self) -> "SeriesCharts":
        """The charts of this series, with the extra `charts`: see `cyxc.charts.face`."""
        from cyxc.charts.face import SeriesCharts

        return SeriesCharts(self)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every change of a status from one date to the next, in order of date and then of the scheme."""
        found = []
        for before, after in pairwise(self.evaluations):
            assert after.as_of is not None
            for one, other in zip(before.verdicts, after.verdicts, strict=True):
                if one.status is not other.status:
                    found.append(Turn(after.as_of, one.id, one.status, other.status))
        return tuple(found)

    @property
    def slipped(self) -> tuple[Turn, ...]:
        """What was met and then was not."""
        return tuple(turn for turn in self.turns if turn.slipped)


def evaluate_series(scheme: Scheme, data: object, dates: "Iterable[date | str]", **asked: Any) -> Series:
    """Judges one place at every one of some dates, with what had been reported by then.

    `data` and `asked` are what `Scheme.evaluate` takes, `as_of` apart. Dates may come in any order; each is
    judged once. Raises what `evaluate` does, and `UsageError` where there is no date.
    """
    if isinstance(dates, str | date):
        dates = [dates]
    # An iterator is used up by the first date; mappings, files and `Data` are not.
    kept = list(data) if isinstance(data, Iterator) else data
    said = sorted({day for on in dates if (day := day_of(on)) is not None})
    if not said:
        raise UsageError(Problem("no-dates", {}))
    if "as_of" in asked:
        raise UsageError(Problem("dates-and-date", {}))
    found = [evaluate(scheme, kept, as_of=on, **asked) for on in said]
    return Series(tuple(found))
