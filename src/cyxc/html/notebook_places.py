"""Many places under one scheme as tables for notebooks: place by place, then target by target."""

from collections import Counter
from collections.abc import Iterator

from cyxc.evaluate.evaluation import Evaluation
from cyxc.html.blocks import line, named, table
from cyxc.html.cut import MOST, cut_note
from cyxc.html.elements import Element, element
from cyxc.html.tally import outcome_label
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.levels.many import Evaluations
from cyxc.rules.status import STATUSES, Outcome, Status
from cyxc.show.about import about_line
from cyxc.show.rows import Row
from cyxc.show.verdict_rows import status_label


def places(evaluations: Evaluations, language: Language) -> Iterator[Element]:
    """The totals, every place with its targets by status, every target with the places by status."""
    yield element("p", evaluations.scheme.title[language], class_="title")
    yield line(Row(0, about_line(evaluations.scheme, None, evaluations.as_of, language)))
    counts = evaluations.counts
    parts = [f"{one.label[language]} {counts[one.value]}" for one in Outcome if counts[one.value]]
    said = say("notebook", "places", count=len(evaluations.counted), parts=" + ".join(parts))
    yield element("p", said[language], class_="outcome")
    if evaluations.outside:
        yield line(Row(0, say("notebook", "outside", count=len(evaluations.outside))[language], style="note"))
    yield from _by_place(evaluations, language)
    yield from _by_target(evaluations, language)


def _by_place(evaluations: Evaluations, language: Language) -> Iterator[Element]:
    shown = evaluations.counted[:MOST]
    counts = {code: Counter(STATUSES[c] for c in one.codes) for code, one in shown}
    statuses = [status for status in reversed(STATUSES) if any(found[status] for found in counts.values())]
    heads = [
        *(say("columns", name)[language] for name in ("place", "outcome")),
        *(status_label(status, language) for status in statuses),
        say("columns", "short")[language],
    ]
    rows: list[tuple[Element | str, ...]] = [
        (
            _place(code, evaluations, language),
            outcome_label(one, language),
            *(str(counts[code][status]) for status in statuses),
            _short(one, language),
        )
        for code, one in shown
    ]
    if rows:
        yield table(heads, rows, say("notebook", "by_place")[language])
    yield from cut_note(len(evaluations.counted), MOST, "left_frame", language)


def _place(code: str, evaluations: Evaluations, language: Language) -> Element:
    if evaluations.places is None:
        return element("code", code)
    return named(evaluations.places.name(code)[language], code)


def _short(evaluation: Evaluation, language: Language) -> str:
    """The ids of the targets that are not met."""
    codes = zip(evaluation.scheme.targets, evaluation.codes, strict=True)
    missed = [target.id for target, code in codes if STATUSES[code] is Status.NOT_MET]
    return ("、" if language == "zh" else ", ").join(missed)


def _by_target(evaluations: Evaluations, language: Language) -> Iterator[Element]:
    counts = evaluations.by_target()
    shown = [status for status in reversed(STATUSES) if any(found[status.value] for found in counts.values())]
    heads = [say("columns", "goal")[language], *(status_label(status, language) for status in shown)]
    targets = evaluations.scheme.targets
    rows: list[tuple[Element | str, ...]] = [
        (named(target.text[language], target.id), *(str(counts[target.id][status.value]) for status in shown))
        for target in list(targets)[:MOST]
    ]
    if shown:
        yield table(heads, rows, say("notebook", "by_target")[language])
    yield from cut_note(len(targets), MOST, "left_frame", language)
