"""What must hold of where entries stand: ids nothing else has, clauses the document has."""

from collections.abc import Iterator

from cyxc.model.entry import Entry
from cyxc.schemefile.draft import Draft
from cyxc.schemefile.marks import Path, Source
from cyxc.schemefile.words import AROUND

_STATEMENTS = (
    *("targets", "criteria", "obligations", "phases", "responsibilities", "measures"),
    *("benefits", "procedures", "bodies", "consequences"),
)


def check_places(draft: Draft, source: Source) -> None:
    """No two statements share an id, and each stands in a clause of the document where these are listed."""
    clauses = draft.scheme.clauses
    for clause in dict.fromkeys(clauses):
        if clauses.count(clause) > 1:
            source.fault("named-twice", ("clauses",), id=clause)
    owners: dict[str, Path] = {}
    for path, entry in _statements(draft):
        if owners.setdefault(entry.id, path) != path:
            source.fault("id-taken", path, id=entry.id, other=".".join(owners[entry.id]))
    placed = [*_statements(draft), *_entries(draft, ("indicators", "questions"))]
    for path, entry in placed if clauses else ():
        if entry.clause not in clauses:
            source.fault("unknown-clause", (*path, "clause"), name=entry.clause, known=clauses)


def _statements(draft: Draft) -> Iterator[tuple[Path, Entry]]:
    yield from _entries(draft, _STATEMENTS)
    for inside, around in AROUND.items():
        for holder in getattr(draft.scheme, around):
            for one in getattr(holder, inside):
                yield (around, holder.id, inside, one.id), one


def _entries(draft: Draft, lists: tuple[str, ...]) -> Iterator[tuple[Path, Entry]]:
    for list_ in lists:
        for entry in getattr(draft.scheme, list_):
            yield (list_, entry.id), entry
