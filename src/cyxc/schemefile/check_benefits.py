"""What must hold of benefits and their facts: facts that exist, figures and choices that fit them, terms."""

from cyxc.errors import UnknownNameError
from cyxc.model.benefit import AnyOf, Benefit, Ceiling, Fact, Holds, Is, Share, Sum
from cyxc.numbers.quantity import Figure
from cyxc.numbers.units import unit
from cyxc.schemefile.draft import Draft
from cyxc.schemefile.marks import Index, Path, Source


def check_benefits(draft: Draft, source: Source) -> None:
    """The facts and the benefits of a scheme."""
    for fact in draft.scheme.facts:
        _check_fact(fact, source, ("facts", fact.id))
    for benefit in draft.scheme.benefits:
        check_benefit(benefit, draft, source, ("benefits", benefit.id))


def _check_fact(fact: Fact, source: Source, path: Path) -> None:
    if fact.unit is None:
        return
    if len(fact.choices):
        source.fault("fact-two-kinds", path)
    try:
        unit(fact.unit)
    except UnknownNameError as error:
        source.place(error.problems[0], (*path, "unit"))


def check_benefit(benefit: Benefit, draft: Draft, source: Source, path: Path) -> None:
    """Names, conditions, amount and term of one benefit."""
    draft.name("questions", benefit.questions, "unknown-question", (*path, "questions"), source)
    draft.name("parties", benefit.parties, "unknown-party", (*path, "parties"), source)
    for i, condition in enumerate(benefit.conditions):
        inside = (*path, "conditions", Index(i))
        if isinstance(condition, AnyOf):
            for j, one in enumerate(condition.conditions):
                _check_condition(one, draft, source, (*inside, "conditions", Index(j)))
        else:
            _check_condition(condition, draft, source, inside)
    _check_amount(benefit, draft, source, (*path, "amount"))
    for id_ in benefit.split:
        _check_number(id_, "元", draft, source, (*path, "split"))
    if benefit.lasts is not None and benefit.lasts.figure.measure.symbol not in ("年", "月"):
        source.fault("term-unit", (*path, "lasts"), figure=str(benefit.lasts.figure))


def _check_condition(condition: Is | Holds, draft: Draft, source: Source, path: Path) -> None:
    if isinstance(condition, Holds):
        _check_number(condition.fact, condition.figure.unit, draft, source, (*path, "fact"))
        return
    fact = _fact(condition.fact, draft, source, (*path, "fact"))
    if fact is None:
        return
    kind = "choice" if condition.choices else "yes_no"
    if fact.kind != kind:
        source.fault("fact-of-other-kind", (*path, "fact"), name=fact.id, kind=fact.kind)
        return
    for choice in condition.choices:
        if choice not in fact.choices.ids:
            source.fault("unknown-choice", (*path, "choices"), name=choice, known=fact.choices.ids)


def _check_amount(benefit: Benefit, draft: Draft, source: Source, path: Path) -> None:
    amount = benefit.amount
    if amount is None:
        return
    if isinstance(amount, Share):
        _check_number(amount.of, "元", draft, source, (*path, "of"))
        if amount.figure.measure.dimension != "share":
            source.fault("growth-needs-percent", (*path, "figure"), figure=str(amount.figure), unit="%")
        return
    for id_ in amount.per:
        _check_number(id_, None, draft, source, (*path, "per"))
    upper = amount.upper if isinstance(amount, Ceiling) else None
    for key, said in (("upper", upper), ("in_all", amount.in_all)):
        if said is not None and not _above(amount, said):
            source.fault("expected-below-floor", (*path, key))


def _above(amount: Sum | Ceiling, said: Figure) -> bool:
    low = amount.figure
    return said.measure.converts_to(low.measure) and said.in_(low.measure) > low.value


def _check_number(id_: str, symbol: str | None, draft: Draft, source: Source, path: Path) -> None:
    """A fact has to be a number, of the unit a figure is in."""
    fact = _fact(id_, draft, source, path)
    if fact is None:
        return
    if fact.unit is None:
        source.fault("fact-of-other-kind", path, name=fact.id, kind=fact.kind)
    elif symbol is not None and not unit(fact.unit).converts_to(unit(symbol)):
        source.fault("rule-unit", path, figure=symbol, unit=fact.unit)


def _fact(id_: str, draft: Draft, source: Source, path: Path) -> Fact | None:
    draft.name("facts", [id_], "unknown-fact", path, source)
    return draft.scheme.facts.get(id_)
