"""Summaries of many places, worked out by the engine: how many have which status, and who is worst."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import narwhals.stable.v2 as nw

from cyxc.columns.answers import column_of
from cyxc.columns.layout import TARGET, layout_of, lengthened
from cyxc.errors import Problem, UnknownNameError, UsageError, nearest
from cyxc.model.scheme import Scheme
from cyxc.rules.status import CODES, Status

COUNT, OFFICE = "count", "office"


def counts(scheme: Scheme, answered: Any, by: Sequence[str] = (TARGET,)) -> Any:
    """How many rows of a wide answer have which status.

    `by` names columns of the frame, `target`, or `office` (a target counts for every office that answers for
    it). The answer has these columns, `status` (its code) and `count`; groups without rows are left out.
    Lazy frames stay lazy.
    """
    words = (by,) if isinstance(by, str) else tuple(by)
    with _of_any_engine():
        return _counts(scheme, answered, words)


def _counts(scheme: Scheme, answered: Any, words: tuple[str, ...]) -> Any:
    frame = nw.from_native(answered)
    kept = [word for word in words if word not in (TARGET, OFFICE)]
    layout = layout_of(scheme, frame.collect_schema().names(), kept)
    long = nw.from_native(lengthened(layout, answered, frame))
    if OFFICE in words:
        # The targets first: what is told apart by office then is a small table.
        small = _counted(long, [*kept, TARGET])
        found = nw.concat([_of_office(small, o, ids) for o, ids in _offices(scheme, layout.targets).items()])
        return _summed(found, list(words)).to_native()
    return _counted(long, list(words)).to_native()


def misses(scheme: Scheme, answered: Any, target: str, most: int | None = None) -> Any:
    """The rows of a wide answer that miss a target, the worst margin first; at most so many.

    Where several are as bad their order is the engine's. Raises `UnknownNameError` for a target the scheme
    does not have and `UsageError` for one without margins.
    """
    if target not in scheme.targets.ids:
        close = nearest(target[:80], scheme.targets.ids)
        raise UnknownNameError(Problem("unknown-statement", {"name": target}, nearest=close))
    with _of_any_engine():
        frame = nw.from_native(answered)
        if column_of(target, "margin") not in frame.collect_schema().names():
            raise UsageError(Problem("no-margins", {"name": target}))
        found = frame.filter(nw.col(column_of(target, "status")) == CODES[Status.NOT_MET]).sort(
            column_of(target, "margin")
        )
        return (found if most is None else found.head(most)).to_native()


@contextmanager
def _of_any_engine() -> Iterator[None]:
    """Without the warning of narwhals that its support of Dask is moving to a package of its own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dask support", FutureWarning)
        yield


def _offices(scheme: Scheme, targets: Sequence[str]) -> Mapping[str, list[str]]:
    """The targets of each office by its full name; nobody's under an empty one."""
    found: dict[str, list[str]] = {}
    for target in targets:
        for party in scheme.entries[target].parties or ("",):
            found.setdefault(party, []).append(target)
    return found


def _counted(long: Any, words: list[str]) -> Any:
    return long.group_by(*words, "status").agg(nw.len().alias(COUNT)).sort(*words, "status")


def _of_office(small: Any, office: str, targets: Sequence[str]) -> Any:
    return small.filter(nw.col(TARGET).is_in(list(targets))).with_columns(nw.lit(office).alias(OFFICE))


def _summed(found: Any, words: list[str]) -> Any:
    grouped = found.group_by(*words, "status").agg(nw.col(COUNT).sum())
    return grouped.sort(*words, "status")
