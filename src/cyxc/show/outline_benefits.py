"""What a policy gives, in an outline: to whom, under which conditions, how much, for how long."""

from collections.abc import Iterator

from cyxc.benefits.words import asked
from cyxc.evaluate.wording import figure_text
from cyxc.model.benefit import INSTRUMENTS, Benefit, Ceiling, Fact, Share
from cyxc.show.outline_parts import Sheet, head, parties, questions, wrapped
from cyxc.show.rows import Row, bracketed


def benefit(one: Benefit, sheet: Sheet, *, named: bool) -> Iterator[Row]:
    """A benefit, its conditions a line each; a document that states no amount is said to state none."""
    yield head(one, sheet, "benefits", INSTRUMENTS[one.kind][sheet.language])
    if one.to is not None:
        yield Row(2, one.to[sheet.language], sheet.say("for_whom"))
    for number, condition in enumerate(one.conditions):
        label = " " if number else sheet.say("conditions")
        yield Row(2, asked(condition, sheet.scheme)[sheet.language], label)
    yield Row(2, _amount(one, sheet), sheet.say("amount"))
    if one.lasts is not None:
        lasts = "lasts_at_most" if one.lasts.at_most else "lasts"
        yield Row(2, sheet.say(lasts, length=figure_text(one.lasts.figure)), sheet.say("runs"))
    if one.discretionary:
        yield Row(2, sheet.say("may"), sheet.say("discretion"))
    yield from wrapped(sheet.say("split"), [_fact(fact, sheet) for fact in one.split], sheet)
    yield from wrapped(sheet.say("waives"), sheet.texts(one.waives), sheet)
    if not named:
        yield from parties(one.parties, sheet)
    yield from questions(one.questions, sheet)


def _amount(one: Benefit, sheet: Sheet) -> str:
    """How much, in words."""
    amount = one.amount
    if amount is None:
        return sheet.say("amount_not_stated") + (sheet.say("once") if one.once else "")
    if isinstance(amount, Share):
        return sheet.say("share_of", figure=figure_text(amount.figure), fact=_fact(amount.of, sheet))
    figure = figure_text(amount.figure)
    if isinstance(amount, Ceiling):
        upper = amount.upper
        said = (
            sheet.say("up_to", figure=figure)
            if upper is None
            else sheet.say("up_to_between", lower=figure, upper=figure_text(upper))
        )
    else:
        said = figure[sheet.language]
    if amount.per:
        said += "".join(f" × {_fact(fact, sheet)}" for fact in amount.per)
    if amount.in_all is not None:
        said += sheet.say("at_most_in_all", figure=figure_text(amount.in_all))
    if isinstance(amount, Ceiling) and amount.before is not None:
        said += bracketed(sheet.say("raised_from", figure=figure_text(amount.before)), sheet.language)
    return said + (sheet.say("once") if one.once else "")


def _fact(id_: str, sheet: Sheet) -> str:
    return sheet.scheme.facts[id_].name[sheet.language]


def fact(one: Fact, sheet: Sheet) -> Iterator[Row]:
    """A fact of a case: what it says, and how it is answered."""
    name = f"{one.name[sheet.language]}  [{one.id}]"
    match one.kind:
        case "choice":
            yield Row(1, name)
            yield from wrapped(sheet.say("one_of"), sheet.texts(choice.name for choice in one.choices), sheet)
        case "number":
            sign = bracketed(sheet.say("signed"), sheet.language) if one.signed else ""
            yield Row(1, f"{name} · {one.unit}{sign}")
        case "yes_no":
            yield Row(1, f"{name} · {sheet.say('yes_no')}")
