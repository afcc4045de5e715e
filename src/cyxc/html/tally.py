"""The totals of an evaluation as a table whose rows add up, and that a filter can narrow."""

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.totals import KINDS, Totals
from cyxc.evaluate.verdict import Verdict
from cyxc.html.elements import Element, element
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.rules.status import Status
from cyxc.show.verdict_rows import MARKS, status_label
from cyxc.show.words import word


def column(verdict: Verdict) -> str:
    """The column of the totals a verdict is counted in: its status, unless it is counted elsewhere."""
    if verdict.counted:
        return verdict.status.value
    return "combined" if verdict.entry.restates is None else "restated"


def tally(evaluation: Evaluation, language: Language) -> Element:
    """Kinds of entries by statuses; columns nothing stands in are left out."""
    found = dict(evaluation.totals)
    whole = found["all"]
    if len(found) == 2:  # of one kind only: together it would say the same again
        del found["all"]
    statuses = [status for status, count in reversed(whole.by_status) if count]
    elsewhere = [name for name in ("restated", "combined") if getattr(whole, name)]
    heads = [
        "",
        say("totals", "entries")[language],
        *(status_label(status, language) for status in statuses),
        *(say("totals", name)[language] for name in elsewhere),
        say("totals", "outcome")[language],
    ]
    rows = [_row(kind, totals, statuses, elsewhere, language) for kind, totals in found.items()]
    return element(
        "table",
        element("caption", say("totals", "title")[language]),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *rows),
        class_="tally",
    )


def _row(
    kind: str, totals: Totals, statuses: list[Status], elsewhere: list[str], language: Language
) -> Element:
    counts = {"entries": totals.entries, **{status.value: totals[status] for status in statuses}}
    counts |= {name: getattr(totals, name) for name in elsewhere}
    kinds = {many: one for one, many in KINDS.items()}
    return element(
        "tr",
        element("th", word(f"totals.{kind}")[language], scope="row"),
        *(
            element("td", str(count), data_kind=kinds.get(kind, "all"), data_column=name)
            for name, count in counts.items()
        ),
        element("td", outcome_label(totals, language), class_=f"outcome-{totals.outcome.value}"),
    )


def outcome_label(of: Totals | Evaluation, language: Language) -> str:
    """An outcome with the sign of the status it is like."""
    sign = {"met": MARKS[Status.MET], "not_met": MARKS[Status.NOT_MET]}.get(of.outcome.value, "?")
    return f"{sign} {of.outcome.label[language]}"
