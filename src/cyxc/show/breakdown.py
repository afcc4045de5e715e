"""The breakdown of an evaluation, as an official reads it: clause by clause, goal by goal."""

from collections.abc import Iterator

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.verdict import Verdict
from cyxc.evaluate.wording import names_of
from cyxc.language import Language
from cyxc.rules.status import Status
from cyxc.show.about import about_line, sum_text
from cyxc.show.rows import BLANK, Row
from cyxc.show.verdict_rows import verdict_rows
from cyxc.show.words import word


def breakdown(evaluation: Evaluation, language: Language, *, every: bool = False) -> list[Row]:
    """Every row of the breakdown.

    Entries without a figure of which nothing is known are only counted, unless `every` one is asked for.
    """
    rows = [*about(evaluation, language), BLANK, *totals_rows(evaluation, language), BLANK]
    left = 0
    for clause, verdicts in evaluation.by_clause().items():
        shown = [verdict for verdict in verdicts if every or known(verdict)]
        left += len(verdicts) - len(shown)
        if shown:
            rows.append(Row(0, word("clause", clause=clause)[language], style="heading"))
            rows.extend(row for verdict in shown for row in verdict_rows(verdict, language))
            rows.append(BLANK)
    if left:
        rows += [Row(0, word("unknown_left", count=left)[language]), BLANK]
    rows.extend(pivot_rows(evaluation, language))
    return rows


def known(verdict: Verdict) -> bool:
    """Whether there is anything to say of it: it has figures, a judgement or a log of events."""
    return verdict.kind == "target" or verdict.status is not Status.NO_DATA or bool(verdict.occasions)


def about(evaluation: Evaluation, language: Language) -> Iterator[Row]:
    """What was evaluated: the scheme, the place, the date, the readings in force, what was not used."""
    scheme, data = evaluation.scheme, evaluation.data
    yield Row(0, scheme.title[language], style="title")
    yield Row(0, about_line(scheme, evaluation.place, evaluation.as_of, language))
    if data is not None and data.illustrative:
        yield Row(0, word("illustrative")[language], style="warning")
    elif data is not None and data.note is not None:
        yield Row(0, data.note[language])
    for question, reading in scheme.answers:
        yield Row(0, f"{question} = {reading}", word("in_force")[language])
    if evaluation.unused:
        yield Row(0, names_of(evaluation.unused, scheme)[language], word("unused")[language])


def totals_rows(evaluation: Evaluation, language: Language) -> Iterator[Row]:
    """How it came out, and how many entries of each kind came out how."""
    outcome = evaluation.outcome
    yield Row(0, outcome.label[language], word("outcome")[language], f"outcome-{outcome.value}")
    kinds = [kind for kind in evaluation.totals if kind != "all"]
    for kind in kinds:
        yield Row(0, sum_text(evaluation.totals[kind], language), word(f"totals.{kind}")[language])
    if len(kinds) > 1:
        whole = evaluation.totals["all"]
        said = f"{sum_text(whole, language)} → {whole.outcome.label[language]}"
        yield Row(0, said, word("totals.all")[language])


def pivot_rows(evaluation: Evaluation, language: Language) -> Iterator[Row]:
    """The readings that would change the outcome; nothing where the scheme has no questions."""
    if not len(evaluation.scheme.questions):
        return
    yield Row(0, word("pivots")[language], style="heading")
    if not evaluation.pivots_complete:
        yield Row(1, word("pivots_cut")[language])
    elif not evaluation.pivots:
        yield Row(1, word("no_pivots")[language])
    for pivot in evaluation.pivots:
        answers = " + ".join(f"{question}={reading}" for question, reading in pivot.answers)
        yield Row(1, word("pivot", answers=answers, outcome=pivot.outcome.label)[language], style="reading")
