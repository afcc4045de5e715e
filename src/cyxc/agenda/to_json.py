"""A timeline as `cyxc.timeline/1`: days as ISO dates, both languages side by side."""

from collections.abc import Iterable
from typing import Any

import attrs

from cyxc.agenda.item import Item
from cyxc.evaluate.evaluation import Evaluation, library_version

FORMAT = "cyxc.timeline/1"


def to_dict(items: Iterable[Item], evaluation: Evaluation, within: int) -> dict[str, Any]:
    """Items of a timeline as JSON-ready data, the same in every language and locale."""
    scheme, place, as_of = evaluation.scheme, evaluation.place, evaluation.as_of
    return {
        "format": FORMAT,
        "library": library_version(),
        "scheme": {"id": scheme.id, "version": scheme.version, "year": scheme.year},
        "answers": dict(scheme.answers),
        "place": None if place is None else attrs.asdict(place),
        "as_of": None if as_of is None else as_of.isoformat(),
        "within": within,
        "items": [item_dict(item) for item in items],
    }


def item_dict(item: Item) -> dict[str, Any]:
    """One item."""
    return {
        "kind": item.kind,
        "id": item.id,
        "text": attrs.asdict(item.text),
        "clauses": list(item.clauses),
        "parties": list(item.parties),
        "party": item.party,
        "first": item.first.isoformat(),
        "last": None if item.last is None else item.last.isoformat(),
        "period": item.period,
        "state": item.state.value,
        "days_to_go": item.days,
        "asked": None if item.asked is None else attrs.asdict(item.asked),
        "status": None if item.status is None else item.status.value,
        "so_far": None if item.so_far is None else item.so_far.value,
        "happened": item.happened,
        "need": item.need,
        "done_on": None if item.done_on is None else item.done_on.isoformat(),
    }
