"""What is stated and not judged, in an outline: measures, organs, rewards and sanctions, responsibilities."""

from collections.abc import Iterator

from cyxc.model.entry import LEVELS, Responsibility
from cyxc.model.organ import Body, Consequence, Measure
from cyxc.show.outline_parts import Sheet, head, parties, wrapped
from cyxc.show.rows import Row


def measure(one: Measure, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    """A line of work: what stands in it and who answers for it."""
    yield head(one, sheet, "measures")
    yield from about(one.entries, one.clause, sheet, "stands_in_it")
    if not named:
        yield from parties(one.parties, sheet)


def body(one: Body, sheet: Sheet) -> Iterator[Row]:
    """An organ: chair and deputies by post, members by office or description, where its office sits."""
    yield head(one, sheet, "bodies")
    if one.chair is not None:
        yield Row(2, one.chair[sheet.language], sheet.say("chair"))
    yield from wrapped(sheet.say("deputies"), sheet.texts(one.deputies), sheet)
    yield from parties(one.members, sheet, "members")
    yield from wrapped(sheet.say("other_members"), sheet.texts(one.others), sheet)
    if one.office is not None:
        yield from parties([one.office], sheet, "sits_with")
    if one.level is not None and one.level != sheet.scheme.place.level:
        yield Row(2, LEVELS[one.level][sheet.language], sheet.say("level"))


def consequence(one: Consequence, sheet: Sheet) -> Iterator[Row]:
    """A reward or a sanction: who gives it and to whom."""
    yield head(one, sheet, one.kind)
    if one.to is not None:
        yield Row(2, one.to[sheet.language], sheet.say("for_whom"))
    yield from parties(one.parties, sheet, "given_by")


def responsibility(one: Responsibility, sheet: Sheet) -> Iterator[Row]:
    """Who answers: the parties under their role, whether each or all together are bound, and for what."""
    yield head(one, sheet, "responsibilities")
    alone = one.role == "jointly" and len(one.parties) == 1
    yield from parties(one.parties, sheet, "alone" if alone else f"roles.{one.role}")
    if len(one.parties) > 1 or any(sheet.scheme.parties[party].open for party in one.parties):
        yield Row(2, sheet.say(f"bound_{one.bound}"), sheet.say("bound"))
    yield from about(one.entries, one.clause, sheet, "about")


def about(entries: tuple[str, ...], clause: str, sheet: Sheet, label: str) -> Iterator[Row]:
    """Ids of the entries something is about; one word where these are all that is judged in its clause."""
    judged = {entry.id for entry in sheet.scheme.entries if entry.clause == clause}
    rest = [id_ for id_ in entries if id_ not in judged]
    if len(judged) > 2 and judged <= set(entries):
        yield from wrapped(sheet.say(label), [sheet.say("whole_clause", count=len(judged)), *rest], sheet)
    else:
        yield from wrapped(sheet.say(label), entries, sheet)
