"""What must hold of criteria, obligations, tasks, steps, organs and duties: names, windows, counts."""

from collections.abc import Iterable

from cyxc.model.duty import Criterion, Obligation, Step, Task
from cyxc.model.entry import Judged
from cyxc.numbers.quantity import Figure
from cyxc.rules.dates import Window
from cyxc.rules.occasions import Every, Occurs, Period, periods
from cyxc.schemefile.check_indicators import circling
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
            inside = ("phases", phase.id, "tasks", task.id)
            check_task(task, draft, source, inside, sound=task.window != phase.window)
    for procedure in scheme.procedures:
        steps: Path = ("procedures", procedure.id, "steps")
        if not len(procedure.steps) and not source.spoiled_within(steps):
            source.fault("nothing-listed", steps)
        for step in procedure.steps:
            check_step(step, draft, source, (*steps, step.id))
    for duty in scheme.responsibilities:
        path: Path = ("responsibilities", duty.id)
        _check_parties(duty.parties, draft, source, (*path, "parties"))
        _check_named(duty.entries, draft, source, (*path, "entries"))
        if not duty.parties:
            source.fault("nobody", (*path, "parties"))
    _check_measures(draft, source)
    for body in scheme.bodies:
        _check_parties(body.members, draft, source, ("bodies", body.id, "members"))
        _check_parties(
            () if body.office is None else (body.office,), draft, source, ("bodies", body.id, "office")
        )
    for given in scheme.consequences:
        _check_parties(given.parties, draft, source, ("consequences", given.id, "parties"))


def _check_measures(draft: Draft, source: Source) -> None:
    measures = draft.scheme.measures
    for measure in measures:
        _check_parties(measure.parties, draft, source, ("measures", measure.id, "parties"))
        _check_named(measure.entries, draft, source, ("measures", measure.id, "entries"))
    for id_ in circling({measure.id: measure.entries for measure in measures}):
        source.fault("circle", ("measures", id_, "entries"), id=id_)


def check_criterion(criterion: Criterion, draft: Draft, source: Source, path: Path) -> None:
    """Names and window of one criterion."""
    _check_judged(criterion, "criteria", draft, source, path)


def check_obligation(obligation: Obligation, draft: Draft, source: Source, path: Path) -> None:
    """Names, window and count of one obligation."""
    _check_judged(obligation, "obligations", draft, source, path)
    rule = obligation.rule
    if not isinstance(rule, Occurs):
        return
    if rule.every is not None and not _has_period(obligation.window, rule.every, grazed=obligation.grazed):
        source.fault("no-period", (*path, "rule", "every"), window=str(obligation.window), every=rule.every)
    counts = True
    for key, said in (("figure", rule.figure), ("expected", rule.expected)):
        if said is not None and not _times(said):
            source.fault("not-times", (*path, "rule", key), figure=str(said))
            counts = False
    if counts and rule.expected is not None and rule.expected.value <= rule.figure.value:
        source.fault("expected-below-floor", (*path, "rule", "expected"))


def _has_period(window: Window, every: Every, *, grazed: bool) -> bool:
    """Whether a duty that recurs falls due at all; what never does would be neither met nor missed."""
    opens, ends = window.start.first(2000), window.due.last(2000)
    if opens is None or ends is None or opens > ends or window.start.bound != window.due.bound:
        return True  # such a window is faulted for itself, or hangs on the year put in
    return bool(periods(Period(opens, ends), every, grazed=grazed))


def _times(figure: Figure) -> bool:
    """Whether a figure is a whole number of times: 2 次, 2 场."""
    whole = not figure.value % 1 and figure.value >= 1
    return whole and figure.measure.dimension == "session" and figure.measure.factor == 1


def check_task(task: Task, draft: Draft, source: Source, path: Path, *, sound: bool = True) -> None:
    """Names and window of one task; a window it has from its phase (not `sound`) is faulted there."""
    _check_judged(task, "tasks", draft, source, path, own_window=sound)


def check_step(step: Step, draft: Draft, source: Source, path: Path) -> None:
    """Names and window of one step of a procedure."""
    _check_judged(step, "steps", draft, source, path)
    _check_parties(step.to, draft, source, (*path, "to"))


def _check_judged(
    entry: Judged, list_: str, draft: Draft, source: Source, path: Path, *, own_window: bool = True
) -> None:
    """What holds of every entry with a verdict: the questions and parties named, the window."""
    draft.name("questions", entry.questions, "unknown-question", (*path, "questions"), source)
    _check_parties(entry.parties, draft, source, (*path, "parties"))
    if own_window and entry.window != draft.scheme.term and not entry.window.orderly():
        source.fault("window-backwards", (*path, "window"))
    if entry.restates is not None:
        _check_restated(entry, entry.restates, list_, draft, source, (*path, "restates"))


def _check_restated(entry: Judged, id_: str, list_: str, draft: Draft, source: Source, path: Path) -> None:
    """A restatement names an entry of its own list, which states the same first."""
    other = draft.entry(list_, id_)
    if id_ == entry.id:
        source.fault("names-itself", path)
    elif not draft.has(list_, id_) and id_ in draft.statements:
        source.fault("restates-another-kind", path, other=id_)
    elif not draft.has(list_, id_):
        source.fault("unknown-statement", path, name=id_, known=draft.ids[list_])
    elif isinstance(other, Judged) and other.restates is not None:
        source.fault("restates-a-restatement", path, other=id_)


def _check_parties(names: Iterable[str], draft: Draft, source: Source, path: Path) -> None:
    draft.name("parties", names, "unknown-party", path, source)


def _check_named(ids: tuple[str, ...], draft: Draft, source: Source, path: Path) -> None:
    known = draft.statements
    for id_ in dict.fromkeys(ids):
        if id_ not in known:
            source.fault("unknown-statement", path, name=id_, known=tuple(known))
        if ids.count(id_) > 1:
            source.fault("named-twice", path, id=id_)
