"""The rows of one verdict that changed."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from cyxc.changes.diff import ComparedChange, InputChange, VerdictChange
from cyxc.changes.seen import EventSeen, FromTo, JudgementSeen, ReportSeen
from cyxc.changes.words import say
from cyxc.evaluate.wording import quantity_text, signed
from cyxc.language import Language, Text, both, joined
from cyxc.numbers.quantity import Quantity
from cyxc.rules.status import Status
from cyxc.show.rows import Row, bracketed
from cyxc.show.verdict_rows import MARKS

T = TypeVar("T")


def moved(before: Text, after: Text) -> Text:
    """From → to."""
    return say("words", "change", before=before, after=after)


def change_rows(change: VerdictChange, language: Language) -> Iterator[Row]:
    """What was, what is, and why; what is the same is left out."""
    status = change.status
    before, after = _stands(status.before, change.so_far.before), _stands(status.after, change.so_far.after)
    said = after if before == after else moved(before, after)
    text = f"{change.text[language]}  [{change.id}]"
    yield Row(1, text, f"{MARKS[status.after]} {said[language]}", f"status-{status.after.value}")

    def row(name: str, text: Text) -> Row:
        return Row(3, text[language], say("labels", name)[language])

    yield row("causes", joined([say("causes", cause) for cause in change.causes]))
    if not change.counted.same:
        yes_or_no = [
            say("words", "yes" if side else "no") for side in (change.counted.before, change.counted.after)
        ]
        yield row("counted", moved(*yes_or_no))
    if change.asked is not None:
        yield row("asked", moved(change.asked.before, change.asked.after))
    if change.window is not None:
        yield row("window", moved(both(change.window.before), both(change.window.after)))
    several = len(change.compared) > 1
    for one in change.compared:
        which = both(one.indicator if one.period is None else f"{one.indicator} {one.period}")
        for label, pair in _figures(one):
            if pair.before != pair.after:
                shown = _each(pair, lambda text: text)
                yield row(label, _named(which, shown) if several else shown)
    if change.margin is not None:
        yield row("margin", _each(change.margin, signed))
    for figure in change.inputs:
        if not (figure.value.same and figure.given.same and figure.provisional.same):
            yield row("input", _input(figure))
        for name, reports in (("gained", figure.gained), ("lost", figure.lost)):
            if reports:
                listed = joined([_report(report) for report in reports], zh="；", en="; ")
                yield row(name, _named(figure.name, listed))
    if change.rests_on is not None:
        yield row("rests_on", moved(_keys(change.rests_on.before), _keys(change.rests_on.after)))
    if change.judgement is not None:
        yield row("judgement", _each(change.judgement, _judged))
    for name, events in (("gained", change.gained), ("lost", change.lost)):
        if events:
            yield row(name, joined([_event(event) for event in events], zh="；", en="; "))
    for occasion in change.occasions:
        spot = f"{occasion.first}/{occasion.last}" + (f" {occasion.party}" if occasion.party else "")
        yield row("period", _named(both(spot), _each(occasion.status, _status)))
    for answer in change.answers:
        reading = FromTo(answer.before, answer.after)
        yield row("answer", _named(both(answer.question), _each(reading, both)))


def _figures(one: ComparedChange) -> Iterator[tuple[str, FromTo[Text | None]]]:
    """What is there, what is asked and the distance, each in words."""
    there = (
        _there(one.value.before, one.low.before, one.high.before),
        _there(one.value.after, one.low.after, one.high.after),
    )
    yield "value", FromTo(there[0], there[1])
    for label, pair, form in (("threshold", one.threshold, quantity_text), ("margin", one.margin, signed)):
        yield label, FromTo(*(None if side is None else form(side) for side in (pair.before, pair.after)))


def _there(value: Quantity | None, low: Quantity | None, high: Quantity | None) -> Text | None:
    """A value, or what it lies between."""
    if value is not None:
        return quantity_text(value)
    if low is None:
        return None
    least = quantity_text(low)
    if high is None:
        return say("words", "at_least", low=least)
    return say("words", "between", low=least, high=quantity_text(high))


def _each(pair: FromTo[T | None], form: Callable[[T], Text]) -> Text:
    none = say("none", "nothing")
    return moved(*(none if side is None else form(side) for side in (pair.before, pair.after)))


def _stands(status: Status, so_far: Status | None) -> Text:
    """A status, and how what waits stands so far."""
    return (
        status.label if so_far is None else say("words", "so_far", status=status.label, so_far=so_far.label)
    )


def _keys(keys: tuple[str, ...]) -> Text:
    return joined([both(key) for key in keys]) if keys else say("none", "nothing")


def _named(name: Text, change: Text) -> Text:
    return say("words", "named", name=name, change=change)


def _status(status: Status) -> Text:
    return status.label


def _input(figure: InputChange) -> Text:
    """A figure by its name; as it was handed in where it comes to nothing, and with its source."""
    sides = []
    for side in ("before", "after"):
        value, given = getattr(figure.value, side), getattr(figure.given, side)
        shown = quantity_text(value) if value is not None else both(given) if given else None
        source = getattr(figure.source, side)
        about = [] if source is None else [source]
        about += [say("words", "provisional")] if getattr(figure.provisional, side) else []
        shown = say("none", "nothing") if shown is None else shown
        notes = joined(about)
        sides.append(Text(shown.zh + bracketed(notes.zh, "zh"), shown.en + bracketed(notes.en, "en")))
    return _named(figure.name, moved(sides[0], sides[1]))


def _report(report: ReportSeen) -> Text:
    """A report by its period, with what is known of it."""
    about = [say("words", "running")] if report.cumulative else []
    about += [say("words", "provisional")] if report.provisional else []
    about += [both(report.reported_on)] if report.reported_on else []
    about += [report.source] if report.source is not None else []
    notes = joined(about)
    said = f"{report.period}: {report.value or '—'}"
    return Text(said + bracketed(notes.zh, "zh"), said + bracketed(notes.en, "en"))


def _judged(judgement: JudgementSeen) -> Text:
    status = Status.MET if judgement.met else Status.NOT_MET
    about = [both(part) for part in (judgement.on, judgement.assessor) if part]
    about += [] if judgement.evidence is None else [judgement.evidence]
    notes = joined(about)
    return Text(status.label.zh + bracketed(notes.zh, "zh"), status.label.en + bracketed(notes.en, "en"))


def _event(event: EventSeen) -> Text:
    about = [both(event.party)] if event.party else []
    about += [] if event.note is None else [event.note]
    notes = joined(about)
    return Text(event.on + bracketed(notes.zh, "zh"), event.on + bracketed(notes.en, "en"))
