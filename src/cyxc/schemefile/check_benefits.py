"""What must hold of benefits and their facts: facts that exist, figures and choices that fit them, terms."""

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
    """A number has a unit, a choice its choices, and neither has what belongs to the other."""
    if fact.kind != "number" and fact.unit is not None:
        source.fault("fact-two-kinds", (*path, "unit"), kind=fact.kind, key="unit")
    if fact.kind != "choice" and len(fact.choices):
        source.fault("fact-two-kinds", (*path, "choices"), kind=fact.kind, key="choices")
    if fact.kind != "number" and fact.signed:
        source.fault("fact-two-kinds", (*path, "signed"), kind=fact.kind, key="signed")
    if fact.kind == "number" and fact.unit is None:
        source.fault("fact-without-unit", (*path, "unit"))
    if fact.kind == "choice" and not len(fact.choices):
        source.fault("nothing-listed", (*path, "choices"))


def check_benefit(benefit: Benefit, draft: Draft, source: Source, path: Path) -> None:
    """Names, conditions, amount and term of one benefit."""
    draft.name("questions", benefit.questions, "unknown-question", (*path, "questions"), source)
    draft.name("parties", benefit.parties, "unknown-party", (*path, "parties"), source)
    if not benefit.conditions:
        source.fault("no-conditions", (*path, "conditions"))
    for i, condition in enumerate(benefit.conditions):
        inside = (*path, "conditions", Index(i))
        if not isinstance(condition, AnyOf):
            _check_condition(condition, draft, source, inside)
            continue
        if not condition.conditions:
            source.fault("nothing-listed", (*inside, "conditions"))
        for j, one in enumerate(condition.conditions):
            _check_condition(one, draft, source, (*inside, "conditions", Index(j)))
    if isinstance(benefit.amount, Share):
        _check_share(benefit.amount, draft, source, (*path, "amount"))
    elif benefit.amount is not None:
        _check_sum(benefit.amount, draft, source, (*path, "amount"))
    for id_ in dict.fromkeys(benefit.split):
        _check_number(id_, "元", draft, source, (*path, "split"))
        _check_unsigned(id_, draft, source, (*path, "split"))
        if benefit.split.count(id_) > 1:
            source.fault("named-twice", (*path, "split"), id=id_)
    if benefit.lasts is not None:
        _check_term(benefit.lasts.figure, source, (*path, "lasts", "figure"))


def _check_condition(condition: Is | Holds, draft: Draft, source: Source, path: Path) -> None:
    if isinstance(condition, Holds):
        _check_number(condition.fact, condition.figure.unit, draft, source, (*path, "fact"))
        return
    fact = _fact(condition.fact, draft, source, (*path, "fact"))
    if fact is None:
        return
    if fact.kind != ("choice" if condition.choices else "yes_no"):
        source.fault("fact-of-other-kind", (*path, "fact"), fact=fact.id, kind=fact.kind)
        return
    for choice in dict.fromkeys(condition.choices):
        if choice not in fact.choices.ids:
            source.fault("unknown-choice", (*path, "choices"), name=choice, known=fact.choices.ids)
        if condition.choices.count(choice) > 1:
            source.fault("named-twice", (*path, "choices"), id=choice)


def _check_share(share: Share, draft: Draft, source: Source, path: Path) -> None:
    _check_number(share.of, "元", draft, source, (*path, "of"))
    if share.figure.measure.symbol not in ("%", "‰"):
        source.fault("share-unit", (*path, "figure"), figure=str(share.figure))


def _check_sum(amount: Sum | Ceiling, draft: Draft, source: Source, path: Path) -> None:
    """A sum or ceiling above nothing, its other figures in their order, the facts that multiply it."""
    for id_ in dict.fromkeys(amount.per):
        _check_number(id_, None, draft, source, (*path, "per"))
        _check_unsigned(id_, draft, source, (*path, "per"))
        if amount.per.count(id_) > 1:
            source.fault("named-twice", (*path, "per"), id=id_)
    said, nothing = amount.figure, Figure(amount.figure.value * 0, amount.figure.unit)
    if isinstance(amount, Ceiling):
        _check_above(said, amount.before, source, (*path, "before"))
        _check_above(amount.upper, said, source, (*path, "upper"))
    _check_above(said, nothing, source, (*path, "figure"))
    _check_above(amount.in_all, said, source, (*path, "in_all"))


def _check_above(more: Figure | None, less: Figure | None, source: Source, path: Path) -> None:
    if more is None or less is None:
        return
    if not more.measure.converts_to(less.measure):
        source.fault("amount-units", path, figure=str(more), other=str(less))
    elif more.in_(less.measure) <= less.value:
        source.fault("amount-order", path, figure=str(more), other=str(less))


def _check_term(figure: Figure, source: Source, path: Path) -> None:
    if figure.measure.symbol not in ("年", "月") or figure.value % 1 or figure.value < 1:
        source.fault("term-unit", path, figure=str(figure))


def _check_number(id_: str, symbol: str | None, draft: Draft, source: Source, path: Path) -> None:
    """A fact has to be a number, of the unit a figure is in."""
    fact = _fact(id_, draft, source, path)
    if fact is None:
        return
    if fact.kind != "number":
        source.fault("fact-of-other-kind", path, fact=fact.id, kind=fact.kind)
    elif fact.unit is not None and symbol is not None and not unit(fact.unit).converts_to(unit(symbol)):
        source.fault("fact-unit", path, fact=fact.id, unit=fact.unit, other=symbol)


def _check_unsigned(id_: str, draft: Draft, source: Source, path: Path) -> None:
    """What multiplies an amount or is set off from it can't be below zero: nor can what is given."""
    fact = draft.scheme.facts.get(id_)
    if fact is not None and fact.kind == "number" and fact.signed:
        source.fault("fact-signed", path, fact=id_)


def _fact(id_: str, draft: Draft, source: Source, path: Path) -> Fact | None:
    draft.name("facts", [id_], "unknown-fact", path, source)
    return draft.scheme.facts.get(id_)
