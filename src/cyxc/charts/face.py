"""The charts as methods, found under `charts` of what they are of.

Every chart is a plain altair chart with its data inside: `chart.save("a.png")`, `.svg` and `.html` work, and
so does everything else altair does. All need the extra `charts` and raise `UsageError` without it, and for a
language nothing is said in.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from cyxc.evaluate.evaluation import Evaluation
from cyxc.language import Language

if TYPE_CHECKING:
    import altair

    from cyxc.evaluate.series import Series
    from cyxc.levels.many import Evaluations


@attrs.frozen
class EvaluationCharts:
    """The charts of one evaluation."""

    evaluation: Evaluation

    def progress(self, *, language: Language = "zh", party: str | None = None) -> "altair.VConcatChart":
        """Every target against what it asks: shares of floors, of ceilings, places in bands.

        With `party` only the targets of one office; `UnknownNameError` for one the scheme does not name.
        """
        from cyxc.charts.progress import progress

        return progress(self.evaluation, language, party)

    def timeline(
        self, *, language: Language = "zh", party: str | None = None, within: int = 30
    ) -> "altair.VConcatChart":
        """Stages and deadlines in the order of their days, each with its state on the date asked about.

        `within` and what raises `UsageError` are those of `Evaluation.timeline`; `party` as in `progress`.
        """
        from cyxc.charts.timeline import timeline

        return timeline(self.evaluation, language, party, within)

    def offices(
        self, *, language: Language = "zh", party: str | None = None, duties: bool = False
    ) -> "altair.VConcatChart":
        """How many targets each office answers for, by status; with `duties` all entries that have verdicts.

        With `party` one office's own, by its roles.
        """
        from cyxc.charts.offices import offices

        return offices(self.evaluation, language, party, duties=duties)


@attrs.frozen
class EvaluationsCharts:
    """The charts of many places under one scheme."""

    evaluations: "Evaluations"

    def heat_map(
        self, *, language: Language = "zh", places: Iterable[str] | None = None, given_order: bool = False
    ) -> "altair.VConcatChart":
        """The verdict of every place on every target, and the outcome of each place.

        Places that meet most targets stand first, or in the order given. `places` picks some, by code or by
        name; `UnknownNameError` for one that was not judged.
        """
        from cyxc.charts.heat_map import heat_map

        return heat_map(self.evaluations, language, places, given_order=given_order)


@attrs.frozen
class SeriesCharts:
    """The charts of one place at several dates."""

    series: "Series"

    def over_time(self, target: str, *, language: Language = "zh") -> "altair.VConcatChart":
        """One target date by date: what was known, what is asked, and the straight line between.

        Raises `UnknownNameError` for a target there is none of, `UsageError` for an entry without a figure.
        """
        from cyxc.charts.over_time import over_time

        return over_time(self.series, target, language)
