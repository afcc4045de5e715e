"""The coverage of a scheme for people and as JSON: its clauses in order and what stands in each."""

from collections.abc import Iterator, Mapping
from typing import Any

from cyxc.frozen import thaw
from cyxc.language import Language, Text, joined
from cyxc.model.coverage import BESIDE, ClauseCoverage, totals
from cyxc.model.scheme import Scheme
from cyxc.show.rows import BLANK, Row
from cyxc.show.words import word

FORMAT = "cyxc.coverage/1"


def coverage_rows(scheme: Scheme, language: Language) -> list[Row]:
    """A row a clause, then the totals."""
    rows = [
        Row(0, scheme.title[language], style="title"),
        Row(0, f"{scheme.id} · {word('version', version=scheme.version)[language]}"),
        BLANK,
        Row(0, word("coverage.title")[language], style="heading"),
    ]
    covered = scheme.coverage()
    for row in covered:
        style = "warning" if row.state == "empty" else ""
        rows.append(Row(1, row_text(row)[language], row.clause, style))
    rows += [BLANK, *(Row(0, text[language]) for text in summary(covered))]
    return rows


def row_text(row: ClauseCoverage) -> Text:
    """What stands in a clause: how many entries of each kind, or that it is a heading, or empty."""
    if row.state == "stated":
        said = counts_text(row.counts)
    else:
        said = word(f"coverage.{row.state}", below=row.below)
    beside: dict[str, int] = {kind: row.counts[kind] for kind in BESIDE if kind in row.counts}
    return joined([said, word("coverage.beside", parts=_counted(beside))], "；", "; ") if beside else said


def counts_text(counts: Mapping[str, int]) -> Text:
    """The number of entries, and of each kind of them."""
    stated = {kind: count for kind, count in counts.items() if kind not in BESIDE}
    number = word("coverage.entries", count=sum(stated.values()))
    return joined([number, _counted(stated)], "：", ": ")


def summary(rows: tuple[ClauseCoverage, ...]) -> Iterator[Text]:
    """The totals, and how many clauses have entries, only head others, or have none."""
    sums = totals(rows)
    yield joined([word("coverage.total"), counts_text(sums)], " ", " ")
    beside: dict[str, int] = {kind: sums[kind] for kind in BESIDE if kind in sums}
    if beside:
        yield word("coverage.beside", parts=_counted(beside))
    yield word("coverage.clauses", clauses=len(rows), **_states(rows))
    yield word("coverage.note")


def coverage_json(scheme: Scheme) -> dict[str, Any]:
    """The same as plain data, `cyxc.coverage/1`."""
    rows = scheme.coverage()
    return {
        "format": FORMAT,
        "scheme": scheme.id,
        "version": scheme.version,
        "clauses": [
            {
                "clause": row.clause,
                "state": row.state,
                "entries": row.entries,
                "below": row.below,
                "counts": thaw(row.counts),
            }
            for row in rows
        ],
        "totals": {"entries": sum(row.entries for row in rows), "counts": totals(rows)},
        "states": _states(rows),
    }


def _states(rows: tuple[ClauseCoverage, ...]) -> dict[str, int]:
    return {state: sum(row.state == state for row in rows) for state in ("stated", "heading", "empty")}


def _counted(counts: Mapping[str, int]) -> Text:
    return joined([word(f"counted.{kind}", count=count) for kind, count in counts.items()], "、", ", ")
