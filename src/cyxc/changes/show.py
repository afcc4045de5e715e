"""A comparison as an official reads it: what is different about the whole, then what got better or worse."""

from collections.abc import Iterable, Iterator

from cyxc.changes.change_rows import change_rows, moved
from cyxc.changes.diff import Diff, HeadChange, VerdictChange
from cyxc.changes.seen import EntrySeen
from cyxc.changes.words import say
from cyxc.language import Language, Text, both
from cyxc.show.rows import BLANK, Row
from cyxc.show.verdict_rows import MARKS
from cyxc.show.words import word


def diff_rows(diff: Diff, language: Language) -> list[Row]:
    """Every row of the comparison."""
    rows = [Row(0, say("labels", "title", scheme=diff.scheme)[language], style="title")]
    if diff.empty:
        return [*rows, Row(0, say("labels", "nothing")[language])]
    rows += [*head_rows(diff, language), BLANK, *sum_rows(diff, language), BLANK]
    otherwise = tuple(one for one in diff.changed if one.turn is None)
    rows += _group("better", diff.better, language)
    rows += _group("worse", diff.worse, language)
    rows += _group("otherwise", otherwise, language)
    rows += entry_rows("removed", diff.removed, language)
    rows += entry_rows("added", diff.added, language)
    return [*rows, Row(0, say("labels", "unchanged", count=diff.unchanged)[language])]


def head_rows(diff: Diff, language: Language) -> Iterator[Row]:
    """What is different about the whole: versions, place, date, readings."""
    for head in diff.heads:
        yield _head(head, language)
    for answer in diff.answers:
        yield Row(0, moved(_read(answer.before), _read(answer.after))[language], answer.question)


def _head(head: HeadChange, language: Language) -> Row:
    none = say("none", head.key if head.key in ("as_of", "year") else "nothing")

    def shown(side: str | Text | None) -> Text:
        if head.key == "illustrative":
            return say("words", str(side))
        return none if side is None else side if isinstance(side, Text) else both(side)

    return Row(0, moved(shown(head.before), shown(head.after))[language], say("heads", head.key)[language])


def _read(reading: str | None) -> Text:
    return say("none", "nothing") if reading is None else both(reading)


def sum_rows(diff: Diff, language: Language) -> Iterator[Row]:
    """The outcome, and the totals that are not what they were."""
    outcome = diff.outcome
    said = outcome.after.label if outcome.same else moved(outcome.before.label, outcome.after.label)
    label = say("labels", "outcome")[language]
    yield Row(0, said[language], label, f"outcome-{outcome.after.value}")
    for total in diff.totals:
        parts = [
            f"{status.label[language]} {counts.before} → {counts.after}"
            for status, counts in reversed(total.by_status)
            if not counts.same
        ]
        if parts:
            comma = "，" if language == "zh" else ", "
            yield Row(0, comma.join(parts), word(f"totals.{total.kind}")[language])


def _group(name: str, changes: Iterable[VerdictChange], language: Language) -> list[Row]:
    listed = list(changes)
    if not listed:
        return []
    head = Row(0, say("labels", name, count=len(listed))[language], style="heading")
    return [head, *(row for one in listed for row in change_rows(one, language)), BLANK]


def entry_rows(name: str, entries: Iterable[EntrySeen], language: Language) -> list[Row]:
    """The entries only one side has, `removed` or `added`."""
    listed = list(entries)
    if not listed:
        return []
    rows = [Row(0, say("labels", name, count=len(listed))[language], style="heading")]
    for one in listed:
        label = f"{MARKS[one.status]} {one.status.label[language]}"
        rows.append(Row(1, f"{one.text[language]}  [{one.id}]", label, f"status-{one.status.value}"))
    return [*rows, BLANK]
