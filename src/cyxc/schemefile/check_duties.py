"""What must hold of criteria, obligations, tasks, steps, organs and duties: names, windows, counts."""

from collections.abc import Iterator

from cyxc.model.duty import Criterion, Obligation
from cyxc.model.entry import Entry, Judged
from cyxc.rules.occasions import Occurs
from cyxc.schemefile.draft import Draft
from cyxc.schemefile.marks import Path, Source


def check_duties(draft: Draft, source: Source) -> None:
    """Criteria, obligations, tasks, steps, measures, organs, rewards and responsibilities of a scheme."""
    scheme = draft.scheme
    for criterion in scheme.criteria:
        check_criterion(criterion, draft, source, ("criteria", criterion.id))
    for obligation in scheme.obligations:
        check_obligation(obligation, draft, source, ("obligations", obligation.id))
    for phase in scheme.phases:
        if not phase.window.orderly():
            source.fault("window-backwards", ("phases", phase.id, "window"))
        for task in phase.tasks:
            check_judged(task, draft, source, ("phases", phase.id, "tasks", task.id))
    for procedure in scheme.procedures:
        for step in procedure.steps:
            inside = ("procedures", procedure.id, "steps", step.id)
            check_judged(step, draft, source, inside)
            draft.name("parties", step.to, "unknown-party", (*inside, "to"), source)
    for duty in scheme.responsibilities:
        path: Path = ("responsibilities", duty.id)
        draft.name("parties", duty.parties, "unknown-party", (*path, "parties"), source)
        _check_named(duty.entries, draft, source, (*path, "entries"))
        if not duty.parties:
            source.fault("nobody", (*path, "parties"))
    for measure in scheme.measures:
        path = ("measures", measure.id)
        draft.name("parties", measure.parties, "unknown-party", (*path, "parties"), source)
        _check_named(measure.entries, draft, source, (*path, "entries"))
    for body in scheme.bodies:
        draft.name("parties", body.members, "unknown-party", ("bodies", body.id, "members"), source)
        if body.office is not None:
            draft.name("parties", [body.office], "unknown-party", ("bodies", body.id, "office"), source)
    for given in scheme.consequences:
        draft.name("parties", given.parties, "unknown-party", ("consequences", given.id, "parties"), source)


def check_criterion(criterion: Criterion, draft: Draft, source: Source, path: Path) -> None:
    """Names and window of one criterion."""
    check_judged(criterion, draft, source, path)
    _check_restated(criterion, "criteria", draft, source, path)


def check_obligation(obligation: Obligation, draft: Draft, source: Source, path: Path) -> None:
    """Names, window and count of one obligation."""
    check_judged(obligation, draft, source, path)
    _check_restated(obligation, "obligations", draft, source, path)
    rule = obligation.rule
    if not isinstance(rule, Occurs):
        return
    for key, said in (("figure", rule.figure), ("expected", rule.expected)):
        if said is not None and (said.measure.symbol not in ("次", "场") or said.value % 1 or said.value < 1):
            source.fault("not-times", (*path, "rule", key), figure=str(said))
    if rule.expected is not None and rule.expected.value <= rule.figure.value:
        source.fault("expected-below-floor", (*path, "rule", "expected"))


def check_places(draft: Draft, source: Source) -> None:
    """No two statements share an id, and each stands in a clause of the document where these are listed."""
    clauses = draft.scheme.clauses
    owners: dict[str, Path] = {}
    for path, entry in _statements(draft):
        if owners.setdefault(entry.id, path) != path:
            source.fault("id-taken", path, id=entry.id, other=".".join(str(one) for one in owners[entry.id]))
    placed = [*_statements(draft), *_entries(draft, ("indicators", "questions"))]
    for path, entry in placed if clauses else ():
        if entry.clause not in clauses:
            source.fault("unknown-clause", (*path, "clause"), name=entry.clause, known=clauses)


def _statements(draft: Draft) -> Iterator[tuple[Path, Entry]]:
    lists = ("targets", "criteria", "obligations", "phases", "responsibilities", "measures", "benefits")
    yield from _entries(draft, (*lists, "procedures", "bodies", "consequences"))
    for list_, inside in (("phases", "tasks"), ("procedures", "steps")):
        for entry in getattr(draft.scheme, list_):
            for one in getattr(entry, inside):
                yield (list_, entry.id, inside, one.id), one


def _entries(draft: Draft, lists: tuple[str, ...]) -> Iterator[tuple[Path, Entry]]:
    for list_ in lists:
        for entry in getattr(draft.scheme, list_):
            yield (list_, entry.id), entry


def check_judged(entry: Judged, draft: Draft, source: Source, path: Path) -> None:
    """What holds of every entry with a verdict: the questions and parties named, the window."""
    draft.name("questions", entry.questions, "unknown-question", (*path, "questions"), source)
    draft.name("parties", entry.parties, "unknown-party", (*path, "parties"), source)
    if entry.window != draft.scheme.term and not entry.window.orderly():
        source.fault("window-backwards", (*path, "window"))


def _check_restated(entry: Judged, list_: str, draft: Draft, source: Source, path: Path) -> None:
    if entry.restates is None:
        return
    draft.name(list_, [entry.restates], "unknown-statement", (*path, "restates"), source)
    other = draft.entry(list_, entry.restates)
    if entry.restates == entry.id:
        source.fault("names-itself", (*path, "restates"))
    elif isinstance(other, Judged) and other.restates is not None:
        source.fault("restates-a-restatement", (*path, "restates"), other=entry.restates)


def _check_named(ids: tuple[str, ...], draft: Draft, source: Source, path: Path) -> None:
    known = draft.statements
    for id_ in dict.fromkeys(ids):
        if id_ not in known:
            source.fault("unknown-statement", path, name=id_, known=tuple(known))
        if ids.count(id_) > 1:
            source.fault("named-twice", path, id=id_)
