"""What a verdict rests on, as blocks: explanation, arithmetic, figures and sources, events, readings."""

from collections.abc import Iterator

from cyxc.data.observation import Observation
from cyxc.errors import Location
from cyxc.evaluate.totals import KINDS
from cyxc.evaluate.verdict import Input, ReadingVerdict, Verdict
from cyxc.evaluate.wording import quantity_text, signed, threshold_text
from cyxc.html.blocks import Block, Grid, Lines, grid
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.model.question import Reading
from cyxc.rules.periods import spelt
from cyxc.show.reading_text import changed_answers, reading_result, telling
from cyxc.show.rows import Row
from cyxc.show.verdict_rows import (
    note_rows,
    pace_rows,
    part_rows,
    status_label,
    worked_rows,
    worked_text,
)
from cyxc.show.words import word


def details(verdict: Verdict, language: Language) -> tuple[Block, ...]:
    """Everything behind a verdict that its headline does not say."""
    lines = (
        Row(0, verdict.explanation[language], say("details", "explained")[language]),
        *worked_rows(verdict, language),
        *part_rows(verdict, language),
        *pace_rows(verdict, language),
        *note_rows(verdict, language),
        Row(0, verdict.clause, say("columns", "clause")[language]),
        Row(0, word(f"kinds.{KINDS[verdict.kind]}")[language], say("details", "kind")[language]),
    )
    return (
        Lines(lines),
        *_comparisons(verdict, language),
        *_figures(verdict, language),
        *_events(verdict, language),
        *_readings(verdict, language),
    )


def _comparisons(verdict: Verdict, language: Language) -> tuple[Grid, ...]:
    """Each comparison with its arithmetic, where there are several."""
    rows = []
    for one in verdict.compared if len(verdict.compared) > 1 else ():
        asked = None if one.threshold is None else threshold_text(one.line.op, one.threshold)[language]
        rows.append(
            (
                status_label(one.status, language),
                one.indicator.name[language],
                "" if one.period is None else spelt(one.period),
                "" if one.value is None else quantity_text(one.value)[language],
                asked or "",
                "" if one.margin is None else signed(one.margin)[language],
                worked_text(one, verdict.evaluation, language) or "",
            )
        )
    columns = ("status", "indicator", "period", "there", "threshold", "margin", "computed")
    return grid(say("details", "comparisons")[language], columns, rows, language)


def _figures(verdict: Verdict, language: Language) -> tuple[Grid, ...]:
    """The figures it rests on, those that are missing included, with where they come from."""
    rows = [row for one in verdict.inputs for row in _figure(one, verdict, language)]
    columns = ("name", "value", "handed_in", "period", "basis", "source", "reported_on", "where")
    return grid(say("details", "figures")[language], columns, rows, language)


def _figure(one: Input, verdict: Verdict, language: Language) -> Iterator[tuple[str, ...]]:
    value = None if one.value is None else quantity_text(one.value)[language]
    given = verdict.evaluation.handed_in(one.key)
    name = one.name[language]
    seen = one.reports if one.observation is None else (one.observation,)
    if not seen:
        lacking = "" if given else say("words", "no_figure")[language]
        yield (name, value or lacking, given, "", "", "", "", "")
    used = _used(one, verdict)
    for number, report in enumerate(seen):
        head = ("", "") if number else (name, value or "")
        written, *rest = _seen(report, language, counted=not one.reports or report in used)
        yield (*head, "" if _same(written, one) else written, *rest)


def _used(one: Input, verdict: Verdict) -> list[Observation]:
    """The dated figures that count: others were replaced, lie outside, or came in after the date."""
    sums = [compared.values.sums.get(one.key) for compared in verdict.compared]
    return [report.seen for found in sums if found is not None for report in found.reports]


def _same(written: str, one: Input) -> bool:
    """Whether a figure was handed in just as it is shown, separators and spaces aside."""
    shown = "" if one.value is None else quantity_text(one.value).zh
    return written.replace(" ", "") == shown.replace(" ", "").replace(",", "")


def _seen(seen: Observation, language: Language, *, counted: bool) -> tuple[str, ...]:
    """An observation as it was handed in: figure, period, basis, source, day, place in the input."""
    basis = []
    if seen.period is not None:
        basis.append(say("words", "running" if seen.cumulative else "own"))
    if seen.provisional:
        basis.append(say("words", "provisional"))
    if not counted:
        basis.append(say("words", "left_out"))
    return (
        seen.written or say("words", "no_figure")[language],
        seen.period or "",
        ("、" if language == "zh" else ", ").join(text[language] for text in basis),
        "" if seen.source is None else seen.source[language],
        seen.reported_on or "",
        _where(seen.where, language),
    )


def _where(where: Location, language: Language) -> str:
    """The place in a file; nothing for what was handed in from Python, of which the name is known anyway."""
    return "" if where.file is None else where.say(language)


def _events(verdict: Verdict, language: Language) -> tuple[Grid, ...]:
    """What happened, each event once."""
    events = dict.fromkeys(event for one in verdict.occasions for event in one.events)
    rows = [
        (
            str(event.on),
            event.party or "",
            "" if event.note is None else event.note[language],
            _where(event.where, language),
        )
        for event in events
    ]
    return grid(say("details", "events")[language], ("day", "party", "note", "where"), rows, language)


def _readings(verdict: Verdict, language: Language) -> tuple[Grid, ...]:
    """Every reading of each question it hangs on, and the sets of several that change how it comes out."""
    scheme = verdict.evaluation.scheme
    under = (
        {tuple(changed_answers(one, scheme)): one for one in verdict.readings} if verdict.questions else {}
    )
    rows: list[tuple[str, ...]] = []
    for id_ in verdict.questions:
        question = scheme.questions[id_]
        for reading in question.readings:
            changed = () if reading is scheme.reading(id_) else ((id_, reading.id),)
            first = question.text[language] if reading is question.readings[0] else ""
            result = reading_result(under[changed], language) if changed in under else ""
            rows.append((first, _named(reading, verdict, id_, language), *_why(reading, language), result))
    rows += [_together(one, verdict, language) for one in telling(verdict) if _several(one, verdict)]
    columns = ("question", "reading", "means", "reason", "result")
    return grid(say("details", "readings")[language], columns, rows, language)


def _named(reading: Reading, verdict: Verdict, question: str, language: Language) -> str:
    marks = [say("words", "in_force")] if reading is verdict.evaluation.scheme.reading(question) else []
    marks += [say("words", "plain")] if reading.plain else []
    said = ("、" if language == "zh" else ", ").join(mark[language] for mark in marks)
    return f"{question}={reading.id}" + (f" · {said}" if said else "")


def _why(reading: Reading, language: Language) -> tuple[str, str]:
    return reading.text[language], reading.reason[language]


def _several(reading: ReadingVerdict, verdict: Verdict) -> bool:
    return len(changed_answers(reading, verdict.evaluation.scheme)) > 1


def _together(reading: ReadingVerdict, verdict: Verdict, language: Language) -> tuple[str, ...]:
    """Several questions read otherwise at once."""
    changed = changed_answers(reading, verdict.evaluation.scheme)
    return "", " + ".join(f"{q}={r}" for q, r in changed), "", "", reading_result(reading, language)
