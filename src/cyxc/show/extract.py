"""A narrowed scheme as JSON: the lists of its interchange form, with only the entries that were asked for."""

from typing import Any

from cyxc.model.coverage import KINDS, Kind
from cyxc.model.scheme import Scheme
from cyxc.show.narrow import Narrowing, Selection, parties_in, selected

FORMAT = "cyxc.extract/1"
INSIDE: dict[Kind, Kind] = {"phases": "tasks", "procedures": "steps"}
"""The lists whose entries hold entries of another list."""


def extract(scheme: Scheme, asked: Narrowing) -> dict[str, Any]:
    """The entries that answer what is asked, and the parties, facts and concepts these name.

    A phase holds those of its tasks, a procedure those of its steps, that answer it too, and is there for
    their sake where it does not answer it itself. It is no whole scheme, and is not loaded as one.
    """
    found = selected(scheme, asked)
    whole = scheme.to_dict()
    lists: dict[str, list[dict[str, Any]]] = {
        kind: _kept(whole.get(kind, []), kind, found) for kind in KINDS if kind not in INSIDE.values()
    }
    named = {party for entries in found.values() for entry in entries for party in parties_in(entry)}
    beside = {
        "parties": named | ({asked.party} if asked.party is not None else set()),
        "facts": {fact for benefit in found.get("benefits", ()) for fact in benefit.facts},
        "concepts": {one.concept for one in found.get("indicators", ())},
    }
    for list_, wanted in beside.items():
        lists[list_] = [entry for entry in whole.get(list_, []) if entry["id"] in wanted]
    return {
        "format": FORMAT,
        "scheme": scheme.id,
        "version": scheme.version,
        "narrowed": {
            "party": asked.party,
            "clause": asked.clause,
            "kinds": None if asked.kinds is None else list(asked.kinds),
        },
        **{list_: entries for list_, entries in lists.items() if entries},
    }


def _kept(entries: list[dict[str, Any]], kind: Kind, found: Selection) -> list[dict[str, Any]]:
    """Those of a list that were found, each with what was found inside it."""
    wanted = {one.id for one in found.get(kind, ())}
    inside = INSIDE.get(kind)
    if inside is None or inside not in found:
        return [entry for entry in entries if entry["id"] in wanted]
    parts = {one.id for one in found[inside]}
    cut = [
        {**entry, inside: [part for part in entry.get(inside, []) if part["id"] in parts]}
        for entry in entries
    ]
    return [entry for entry in cut if entry["id"] in wanted or entry[inside]]
