"""Tables for notebooks: schemes, evaluations, verdicts, comparisons, plans, each as a fragment of its own."""

from collections.abc import Iterable, Iterator

from cyxc.changes.diff import Diff, VerdictChange
from cyxc.comparing.comparison import SchemeComparison
from cyxc.displayed import Displayed
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.series import Series
from cyxc.evaluate.verdict import Verdict
from cyxc.evaluate.wording import rule_text
from cyxc.html.blocks import drawn, line, lines, named
from cyxc.html.choice import checked, display_language
from cyxc.html.comparison import comparison_table
from cyxc.html.cut import MOST, cut
from cyxc.html.details import details
from cyxc.html.elements import Element, element, markup, raw
from cyxc.html.notebook_changes import changes, comparison
from cyxc.html.notebook_places import places
from cyxc.html.notebook_series import dates
from cyxc.html.page import LANGUAGE_TAGS, asset
from cyxc.html.plan import plan_table
from cyxc.html.summary import badge
from cyxc.html.tally import outcome_label, tally
from cyxc.html.words import say
from cyxc.language import Language, joined
from cyxc.levels.many import Evaluations
from cyxc.model.coverage import lists
from cyxc.model.scheme import Scheme
from cyxc.planning.catchup import CatchUp
from cyxc.planning.rows import state_text
from cyxc.show.breakdown import about, known
from cyxc.show.outline import identity
from cyxc.show.outline_parts import Sheet
from cyxc.show.rows import Row
from cyxc.show.verdict_rows import answer_rows, asked_text, missing_rows, so_far_rows, status_label
from cyxc.show.words import word


def fragment(thing: Displayed, language: Language | None = None) -> str:
    """Anything that is displayed as HTML for a notebook, escaped, without script.

    In the language of `set_display_language` unless one is given. Raises `UsageError` for another language,
    TypeError for anything else.
    """
    spoken = display_language() if language is None else checked(language)
    match thing:
        case Scheme():
            inner = _scheme(thing, spoken)
        case Evaluation():
            inner = _evaluation(thing, spoken)
        case Verdict():
            inner = _verdict(thing, spoken)
        case Diff():
            inner = comparison(thing, spoken)
        case VerdictChange():
            inner = iter([changes([("", [thing])], spoken)])
        case SchemeComparison():
            inner = comparison_table(thing, spoken, MOST)
        case CatchUp():
            inner = plan_table(thing, spoken)
        case Evaluations():
            inner = places(thing, spoken)
        case Series():
            inner = dates(thing, spoken)
        case _:
            raise TypeError(f"no table for {type(thing).__name__}")
    style = raw("style", asset("notebook.css"))
    return markup(element("div", style, *inner, class_="cyxc", lang=LANGUAGE_TAGS[spoken]))


def in_short(thing: Displayed) -> str:
    """The same in a line, for where there is no HTML."""
    language = display_language()
    match thing:
        case Scheme():
            return f"{thing.title[language]}  [{thing.id}]"
        case Verdict():
            return f"{status_label(thing.status, language)}  {thing.text[language]}  [{thing.id}]"
        case Diff():
            counts = f"better={len(thing.better)}, worse={len(thing.worse)}, changed={len(thing.changed)}"
            return f"Diff({thing.scheme}: {counts})"
        case SchemeComparison():
            return f"SchemeComparison({', '.join(thing.labels)}: shared={len(thing.shared)})"
        case CatchUp():
            return f"CatchUp({thing.evaluation.scheme.id}: {state_text(thing)[language]})"
        case Series():
            return f"Series({thing.evaluations[0].scheme.id}: {', '.join(thing.dates_said)})"
        case _:
            return repr(thing)


def _heading(rows: Iterable[Row]) -> Iterator[Element]:
    """A title, and what is said below it."""
    for row in rows:
        if row.text:
            yield element("p", row.text, class_="title") if row.style == "title" else line(row)


def _scheme(scheme: Scheme, language: Language) -> Iterator[Element]:
    sheet = Sheet(scheme, language)
    yield from _heading(identity(sheet))
    rows = [
        (
            target.clause,
            named(target.text[language], target.id),
            rule_text(target.rule, scheme)[language],
            joined([scheme.parties[party].name for party in target.parties])[language],
            str(target.window.due),
        )
        for target in scheme.targets
    ]
    yield from cut(rows, ("clause", "goal", "asked", "parties", "due"), language)
    others = [
        f"{word(f'lists.{kind}')[language]} {len(entries)}"
        for kind, entries in lists(scheme).items()
        if kind != "targets" and len(entries)
    ]
    if others:
        yield line(Row(0, " · ".join(others), say("notebook", "besides")[language], "note"))


def _evaluation(evaluation: Evaluation, language: Language) -> Iterator[Element]:
    yield from _heading(about(evaluation, language))
    outcome = Row(0, outcome_label(evaluation, language), word("outcome")[language])
    yield element("p", line(outcome, "span"), class_=f"outcome outcome-{evaluation.outcome.value}")
    yield tally(evaluation, language)
    ordered = [verdict for verdicts in evaluation.by_clause().values() for verdict in verdicts]
    rows = [_row(verdict, language) for verdict in ordered if known(verdict)]
    yield from cut(rows, ("status", "entry", "asked", "missing", "parties", "due"), language)
    unknown = sum(not known(verdict) for verdict in ordered)
    if unknown:
        yield line(Row(0, say("notebook", "unknown", count=unknown)[language], style="note"))


def _row(verdict: Verdict, language: Language) -> tuple[Element | str, ...]:
    who, *until = (row.text for row in answer_rows(verdict, language))
    return (
        badge(verdict.status, language),
        named(verdict.text[language], verdict.id),
        asked_text(verdict, language),
        "".join(row.text for row in missing_rows(verdict, language)),
        who,
        "".join(until),
    )


def _verdict(verdict: Verdict, language: Language) -> Iterator[Element]:
    yield element("p", badge(verdict.status, language), " ", named(verdict.text[language], verdict.id))
    asked = Row(0, asked_text(verdict, language), word("asked")[language])
    yield lines(
        [
            asked,
            *so_far_rows(verdict, language),
            *missing_rows(verdict, language),
            *answer_rows(verdict, language),
        ]
    )
    yield from map(drawn, details(verdict, language))
