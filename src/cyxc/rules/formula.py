"""Formulas: a weighted sum of indicators, or one such sum over another, held as data.

Nothing more is needed, and nothing is ever handed to Python's `eval`.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

import attrs

from cyxc.errors import CyxcError, Problem, brief
from cyxc.numbers.exact import plain

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>\d+(?:\.\d+)?)|(?P<mark>[()+\-/]))")


_LONGEST = 2000


class FormulaError(CyxcError, ValueError):
    """Text that is not a weighted sum, or one over another."""


def _refused(code: str, text: str, **details: str) -> FormulaError:
    return FormulaError(Problem(code, {"text": brief(text), **details}))


@attrs.frozen
class Term:
    """An indicator and the weight it enters a sum with."""

    indicator: str
    weight: Fraction = Fraction(1)


@attrs.frozen
class Formula:
    """`numerator`, or `numerator / denominator`: sums of weighted indicators.

    >>> str(Formula.parse("(founders + 2 jobs) / employed"))
    '(founders + 2 jobs) / employed'
    """

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Formula":
        """The formula written as `text`; raises `FormulaError` saying what can't be read."""
        tokens = _tokens(text)
        numerator, rest = _side(tokens, text)
        if not rest:
            return cls(numerator)
        if rest[0] != ("mark", "/"):
            raise _refused("formula-goes-on", text)
        bracketed = rest[1:2] == [("mark", "(")]
        denominator, rest = _side(rest[1:], text)
        if rest:
            raise _refused("formula-goes-on", text)
        if len(denominator) > 1 and not bracketed:
            raise _refused("formula-brackets", text)
        return cls(numerator, denominator)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of both sides."""
        return self.numerator + self.denominator

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids it uses, each once, in order."""
        return tuple(dict.fromkeys(term.indicator for term in self.terms))

    def named(self, name: Callable[[str], str]) -> str:
        """The formula as text, with what `name` says for each indicator."""
        top = _written(self.numerator, name)
        if not self.denominator:
            return top
        bottom = _written(self.denominator, name)
        return f"{_bracketed(top, self.numerator)} / {_bracketed(bottom, self.denominator)}"

    def __str__(self) -> str:
        """The formula as it is written in a scheme file."""
        return self.named(str)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    if end > _LONGEST:
        raise _refused("formula-too-long", text, most=str(_LONGEST))
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise _refused("bad-formula", text, part=text[position:].strip()[:20])
        tokens.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return tokens


def _side(tokens: list[tuple[str, str]], text: str) -> tuple[tuple[Term, ...], list[tuple[str, str]]]:
    bracketed = tokens[:1] == [("mark", "(")]
    rest = tokens[1:] if bracketed else tokens
    terms: list[Term] = []
    while True:
        sign = 1
        if rest and rest[0] in (("mark", "+"), ("mark", "-")) and (terms or rest[0][1] == "-"):
            sign, rest = (-1 if rest[0][1] == "-" else 1), rest[1:]
        weight = Fraction(sign)
        if rest and rest[0][0] == "number":
            weight, rest = sign * Fraction(Decimal(rest[0][1])), rest[1:]
        if not rest or rest[0][0] != "name":
            raise _refused("formula-without-term", text)
        terms.append(Term(rest[0][1], weight))
        rest = rest[1:]
        if not rest or rest[0] not in (("mark", "+"), ("mark", "-")):
            break
    if bracketed:
        if rest[:1] != [("mark", ")")]:
            raise _refused("formula-bracket-open", text)
        rest = rest[1:]
    elif len(terms) > 1 and rest:
        raise _refused("formula-brackets" if rest[0] == ("mark", "/") else "formula-goes-on", text)
    repeated = {t.indicator for t in terms if sum(t.indicator == o.indicator for o in terms) > 1}
    if repeated:
        raise _refused("formula-repeats", text, names=", ".join(sorted(repeated)))
    return tuple(terms), rest


def _written(terms: Iterable[Term], name: Callable[[str], str]) -> str:
    parts: list[str] = []
    for term in terms:
        sign = "-" if term.weight < 0 else "+"
        size = "" if abs(term.weight) == 1 else plain(abs(term.weight)) + " "
        if not parts:
            parts.append(f"{'-' if sign == '-' else ''}{size}{name(term.indicator)}")
        else:
            parts.append(f"{sign} {size}{name(term.indicator)}")
    return " ".join(parts)


def _bracketed(text: str, terms: tuple[Term, ...]) -> str:
    return f"({text})" if len(terms) > 1 else text
