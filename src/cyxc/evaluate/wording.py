"""What a verdict says, in both languages: rules in words, and one sentence on how it came out."""

from collections.abc import Mapping

from cyxc.language import Text, both, joined
from cyxc.model.scheme import Scheme
from cyxc.numbers.exact import rounded
from cyxc.numbers.quantity import Figure, Quantity
from cyxc.numbers.units import Unit, find_unit
from cyxc.rules.line import Op
from cyxc.rules.rules import Between, Combination, Each, Growth, Level, Reference, Rise, Rule
from cyxc.words import Words

_WORDS = Words("cyxc", "wording.yaml")
say = _WORDS.say


def role_name(role: str) -> Text:
    """What a role is called."""
    return say("roles", role)


def figure_text(figure: Figure) -> Text:
    """A figure as the document writes it, the unit in each language."""
    if figure.as_written is not None:
        return both(figure.as_written)
    if figure.unit == "1":
        return both(f"{figure.value:,f}")
    return _with_unit(f"{figure.value:,f}", figure.measure)


def times(count: int) -> Text:
    """How often: once, twice, 3 times."""
    key = str(count)
    return say("times", key if key in _WORDS.groups["times"] else "many", count=count)


def times_text(figure: Figure) -> Text:
    """A figure that says how often: once, twice; as any other figure where it counts something else."""
    written = figure_text(figure)
    if figure.unit != "次" or figure.value % 1:
        return written
    return Text(written.zh, times(int(figure.value)).en)


def quantity_text(quantity: Quantity, places: int = 2) -> Text:
    """An exact number with its unit, for people: rounded to so many places, plain ratios to two more."""
    if quantity.unit.symbol == "1":
        return both(rounded(quantity.value, places + 2))
    number = rounded(quantity.value, places)
    return _with_unit(number, quantity.unit)


def _with_unit(number: str, unit: Unit) -> Text:
    """Number and unit; classifiers have no English, and 5000 万元 is 5,000 × 10,000 yuan."""
    space = "" if unit.symbol == "%" else " "
    name = unit.singular if number == "1" else unit.name.en
    times = "× " if name[:1].isdigit() else ""
    return Text(number + space + unit.symbol, (number + space + times + name).rstrip())


def unit_text(symbol: str) -> Text:
    """A unit's name; the symbol where English has none."""
    unit = find_unit(symbol)
    return both(symbol) if unit is None else Text(symbol, unit.name.en or symbol)


def readable_unit(unit: Unit) -> Text:
    """A unit as it may be written in data: its English name only where that is read as the same unit."""
    named = find_unit(unit.name.en)
    same = named is not None and named.converts_to(unit) and named.factor == unit.factor
    return Text(unit.symbol, unit.name.en if same else unit.symbol)


def rule_text(rule: Rule, scheme: Scheme) -> Text:
    """A rule as it is written, in words: 不低于 25%, 比上年增长不低于 8%."""
    match rule:
        case Level(op, figure, expected):
            counted = figure.measure.whole and figure.as_written is None
            said = say("count_ops" if counted else "ops", op.name.lower(), figure=figure_text(figure))
            if expected is not None:
                return say("rules", "expected", rule=said, expected=figure_text(expected))
            return said
        case Between(lower, upper):
            return say("rules", "between", lower=figure_text(lower), upper=figure_text(upper))
        case Growth(figure, op, role, years):
            name = "growth" if years == 1 else "mean_growth"
            said = say("ops", op.name.lower(), figure=figure_text(figure))
            return say("rules", name, rule=said, role=role_name(role), years=years)
        case Rise(figure, op, role):
            said = say("ops", op.name.lower(), figure=figure_text(figure))
            return say("rules", "rise", rule=said, role=role_name(role))
        case Reference(op, role):
            return say("against", op.name.lower(), figure=role_name(role))
        case Each(inner, indicators):
            named = joined([scheme.indicators[id_].name for id_ in indicators])
            return say("rules", "each", rule=rule_text(inner, scheme), count=len(indicators), names=named)
        case Combination(need, targets):
            named = joined([scheme.targets[id_].text for id_ in targets], zh="；", en="; ")
            name = "all" if need is None else "some"
            return say("rules", name, need=need, count=len(targets), names=named)


def value_text(quantity: Quantity, rule: Rule) -> Text:
    """A value for people: as a ratio (1:4.9) where the rule is written as one."""
    if isinstance(rule, Level) and rule.figure.as_written is not None:
        number = rounded(quantity.value)
        return both(f"≈1:{number[1:]}" if number.startswith("≈") else f"1:{number}")
    return quantity_text(quantity)


def threshold_text(op: Op, threshold: Quantity) -> Text:
    """A threshold as a number with its sign: ≥ 25%, or 约 ≥ 39,051.07 家 where it does not end."""
    sign = {">=": "≥", "<=": "≤"}.get(op.value, op.value)
    said = quantity_text(threshold)
    if said.zh.startswith("≈"):
        exactly = Text(said.zh.removeprefix("≈"), said.en.removeprefix("≈"))
        return say("numbers", "about", sign=sign, figure=exactly)
    return say("numbers", "threshold", sign=sign, figure=said)


def magnitude(quantity: Quantity) -> Text:
    """A quantity without its sign, its unit that of a difference."""
    return quantity_text(Quantity(abs(quantity.value), quantity.unit))


def signed(quantity: Quantity) -> Text:
    """A difference with its sign in front, behind the ≈ of a rounded one: +60 户, ≈−5.71 百分点."""
    sign = "+" if quantity.value > 0 else "−" if quantity.value < 0 else ""
    said = magnitude(quantity)
    about = "≈" if said.zh.startswith("≈") else ""
    return Text(*(about + sign + text.removeprefix("≈") for text in (said.zh, said.en)))


def names_of(keys: tuple[str, ...], scheme: Scheme, zh: str = "、", en: str = ", ") -> Text:
    """The names of indicators, with their role where they have one."""
    named = []
    for key in keys:
        id_, _, role = key.partition("@")
        name = scheme.indicators[id_].name
        named.append(say("roles", "of", name=name, role=role_name(role)) if role else name)
    return joined(named, zh, en)


def fault_text(code: str, details: Mapping[str, str], scheme: Scheme) -> Text:
    """Why a figure is invalid; details that are keys of indicators or units are named."""
    named: dict[str, object] = {}
    for part, value in details.items():
        known = value.partition("@")[0] in scheme.indicators.ids
        named[part] = names_of((value,), scheme) if known else unit_text(value)
    return say("faults", code, **named)
