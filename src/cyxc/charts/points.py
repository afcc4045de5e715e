"""What a chart of one target over time draws: for each date what was known, what is asked, how it stood."""

from datetime import date
from fractions import Fraction

import attrs

from cyxc.charts.asked import asked_text, name_among
from cyxc.errors import Problem, UsageError
from cyxc.evaluate.comparison import Compared
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.pace import PaceLine, known_through
from cyxc.evaluate.series import Series
from cyxc.evaluate.target_verdict import TargetVerdict
from cyxc.language import Text
from cyxc.model.indicator import Indicator
from cyxc.rules.status import Status


@attrs.frozen
class Point:
    """What was known by a date. Numbers are exact, in the indicator's unit.

    `value` is None where there was no figure to compare; `least` is then the least it could be, where that
    is known. `through` is the last day the figure is known for. `asked` holds every line that binds.
    """

    on: date
    status: Status
    value: Fraction | None
    least: Fraction | None
    through: date
    asked: tuple[Fraction, ...]
    asked_said: Text
    explanation: Text


@attrs.frozen
class Track:
    """The points of one comparison of a target, at each date, with the line of its pace where it has one."""

    name: Text
    indicator: Indicator
    points: tuple[Point, ...]
    pace: PaceLine | None


def tracks(series: Series, target: str) -> tuple[Track, ...]:
    """The tracks of a target: one, or one for each indicator or piece of time it is judged by.

    Raises `UnknownNameError` for an id nothing has, `UsageError` for what is compared with no figure.
    """
    verdicts = [one[target] for one in series]
    found: dict[tuple[str, str], list[Point]] = {}
    kept: dict[tuple[str, str], tuple[Compared, TargetVerdict]] = {}
    for evaluation, verdict in zip(series, verdicts, strict=True):
        if not isinstance(verdict, TargetVerdict) or not verdict.compared:
            raise UsageError(Problem("no-figure-to-draw", {"name": target}))
        for one in verdict.compared:
            name = name_among(one, verdict.compared)
            key = one.indicator.id, "" if name is None else name.en
            found.setdefault(key, []).append(_point(one, verdict, evaluation))
            kept[key] = one, verdict
    return tuple(
        Track(
            name_among(one, verdict.compared) or one.indicator.name,
            one.indicator,
            tuple(found[key]),
            verdict.pace_line,
        )
        for key, (one, verdict) in kept.items()
    )


def _point(one: Compared, verdict: TargetVerdict, evaluation: Evaluation) -> Point:
    on = evaluation.as_of
    assert on is not None  # a series has a date for each
    status = verdict.status if len(verdict.compared) == 1 else one.status
    usable = status in (Status.MET, Status.NOT_MET, Status.NOT_DUE)
    value = one.value if usable else None
    # That a count is not below zero is no knowledge of it.
    least = None if value is not None or one.bounds is None or not one.bounds[0].value else one.bounds[0]
    return Point(
        on,
        status,
        None if value is None else value.value,
        None if least is None else least.value,
        known_through(one, on),
        tuple(asked.value for asked in one.thresholds),
        asked_text(one, verdict),
        verdict.explanation,
    )
