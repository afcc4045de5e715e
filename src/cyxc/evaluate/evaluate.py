"""The call that judges one place: what was handed in is looked at before anything is judged."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from cyxc.data.names import of_others
from cyxc.data.observation import Data, Observation
from cyxc.data.record_names import check_records
from cyxc.data.records import NO_RECORDS, EventLog, Judgements, records
from cyxc.errors import DataError, Problem, UnknownNameError, UsageError, brief, nearest
from cyxc.evaluate.evaluation import Evaluation, judged
from cyxc.evaluate.timed import MOST_MONTHS, STALE_AFTER
from cyxc.model.scheme import Scheme
from cyxc.rules.dates import out_of_range


def evaluate(
    scheme: Scheme,
    data: object,
    *,
    as_of: "date | str | None" = None,
    readings: Mapping[str, str] | None = None,
    year: int | None = None,
    not_applicable: Collection[str] = (),
    judgements: Judgements | None = None,
    logs: "EventLog | Iterable[EventLog] | None" = None,
    classes: Mapping[str, Iterable[str]] | None = None,
    stale_after: int = STALE_AFTER,
) -> Evaluation:
    """Judges one place under a scheme.

    `data` is a mapping of indicators (ids, names or aliases, with `@role` where needed) to figures, an
    iterable of `Observation`, a `Data`, or the path of a CSV, JSON, YAML or XLSX file. `as_of` is the date
    asked about (without it everything is judged as due), `readings` the answers to the scheme's questions
    in place of the plain ones, `year` what a stripped year is bound to, `not_applicable` the ids of entries
    that do not apply. `judgements` say whether criteria are met, `logs` what happened and for what they are
    complete, `classes` who the parties of an open class (各街道) are; a `Data` may bring its own. A stock
    reported more than `stale_after` months before the date is missing.

    Raises `DataError` with every figure that can't be read, `UnknownNameError` for names nothing has and
    `UsageError` for what can't be asked of this scheme.
    """
    asked = day_of(as_of)
    if type(stale_after) is not int or not 0 <= stale_after <= MOST_MONTHS:
        raise UsageError(Problem("bad-months", {"text": brief(stale_after), "most": str(MOST_MONTHS)}))
    not_applicable = _ids(not_applicable) if not_applicable != () else ()
    if year is not None:
        scheme = scheme.for_year(year)
    if asked is not None and not scheme.bound:
        raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    if readings is not None:
        scheme = scheme.under(readings)
    left_out = frozenset(not_applicable)
    unknown = [id_ for id_ in not_applicable if scheme.entries.get(id_) is None]
    if unknown:
        ids = scheme.entries.ids
        raise UnknownNameError(
            Problem("unknown-statement", {"name": id_}, nearest=nearest(id_, ids)) for id_ in unknown
        )
    if isinstance(data, str | Path):
        from cyxc.data.files import read_data

        data = read_data(data, scheme)
    whole = data if isinstance(data, Data) else None
    if whole is not None and whole.scheme is not None and whole.scheme != scheme.id:
        raise DataError(Problem("data-of-other-scheme", {"found": whole.scheme, "scheme": scheme.id}))
    beside = NO_RECORDS
    if judgements is not None or logs is not None or classes is not None:
        beside = records(judgements, logs, classes)
    if whole is not None and whole.records != NO_RECORDS:
        beside = whole.records + beside
    if beside is not NO_RECORDS:
        check_records(beside, scheme)
        if not scheme.bound and (beside.logs or any(one.on is not None for one in beside.judgements)):
            raise UsageError(Problem("year-needed", {"scheme": scheme.id}))
    if isinstance(data, Mapping):
        return judged(scheme, data, beside, asked, left_out, None, stale_after)
    if not isinstance(data, Iterable):
        raise DataError(Problem("bad-data", {"type": type(data).__name__}))
    observations = tuple(data)
    strange = [type(one).__name__ for one in observations if not isinstance(one, Observation)]
    if strange:
        raise DataError(Problem("bad-data", {"type": f"sequence of {strange[0]}"}))
    # What it is held against may be of another place; which, the observation goes on saying.
    own = (one for one in observations if one.place is not None and not of_others(one.role))
    places = list(dict.fromkeys(one.place for one in own))
    if len(places) > 1:
        raise DataError(Problem("many-places", {"places": "、".join(map(str, places[:5]))}))
    return judged(scheme, observations, beside, asked, left_out, whole, stale_after)


def day_of(asked: "date | str | None") -> date | None:
    """A date asked about; `UsageError` for what is none."""
    if asked is None:
        return None
    day = asked.date() if isinstance(asked, datetime) else asked
    if not isinstance(day, date):
        try:
            day = date.fromisoformat(day)
        except (TypeError, ValueError):
            raise UsageError(Problem("bad-date", {"text": brief(asked)})) from None
    outside = out_of_range(day.year)
    if outside is not None:
        raise UsageError(outside)
    return day


def _ids(said: "Collection[str]") -> tuple[str, ...]:
    """The ids handed in: one alone, or any number; `UsageError` for anything else."""
    ids = (said,) if isinstance(said, str) else tuple(said) if isinstance(said, Iterable) else None
    if ids is None or not all(isinstance(id_, str) for id_ in ids):
        raise UsageError(Problem("bad-not-applicable", {"text": brief(said)}))
    return ids
