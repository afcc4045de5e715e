"""Units: a closed list, each with what it counts, its size and its smallest step.

The thing counted decides, not the classifier: 人, 名 and 位 are one unit, persons are not attendances, and
个, 家 and 户 are spellings where an indicator says what is counted. Steps are those of the design: one
person, 0.01 元, 0.0001 %.
"""

from fractions import Fraction
from functools import cache, lru_cache

import attrs

from cyxc.errors import Problem, UnknownNameError, brief, nearest
from cyxc.language import Text

WHOLE = frozenset({"person", "attendance", "item", "session"})
"""Dimensions whose things are counted in whole numbers."""

_PREFIXED = WHOLE | {"money", "area"}


@attrs.frozen
class Unit:
    """A unit of measure.

    `dimension` says what it measures (units of one dimension convert into each other), `factor` its size in
    the dimension's base unit (人, 人次, 个, 场, 元, 平方米, 年, 日, 1) and `step` the smallest difference
    figures in it are judged by.
    """

    symbol: str
    dimension: str
    factor: Fraction
    step: Fraction
    name: Text = attrs.field(eq=False)

    @property
    def whole(self) -> bool:
        """True where things are counted, which come in whole numbers."""
        return self.dimension in WHOLE

    @property
    def difference(self) -> "Unit":
        """The unit a difference is said in: 百分点 for shares in %, otherwise the unit itself."""
        return unit("百分点") if self.symbol == "%" else self

    @property
    def singular(self) -> str:
        """Its English name behind the number 1."""
        top, per, bottom = self.name.en.partition(" per ")
        return _SINGULAR.get(top, top) + per + bottom

    def converts_to(self, other: "Unit") -> bool:
        """True when a figure in this unit can be said in `other`."""
        return self.dimension == other.dimension

    def in_(self, other: "Unit") -> Fraction:
        """How many of `other` make one of this; ValueError when they measure different things."""
        if not self.converts_to(other):
            raise ValueError(f"{self.symbol} measures {self.dimension}, {other.symbol} {other.dimension}")
        return self.factor / other.factor


# symbol, dimension, factor, step, other spellings, English name
_TABLE: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("人", "person", "1", "1", "名 位 person persons people", "persons"),
    ("人次", "attendance", "1", "1", "attendances", "attendances"),
    ("个", "item", "1", "1", "個", ""),
    ("家", "item", "1", "1", "", ""),
    ("户", "item", "1", "1", "戶", ""),
    ("项", "item", "1", "1", "項", ""),
    ("所", "item", "1", "1", "", ""),
    ("处", "item", "1", "1", "", ""),
    ("座", "item", "1", "1", "", ""),
    ("件", "item", "1", "1", "", ""),
    ("笔", "item", "1", "1", "", ""),
    ("场", "session", "1", "1", "场次", "times"),
    ("次", "session", "1", "1", "", "times"),
    ("元", "money", "1", "0.01", "圆 元人民币 CNY RMB yuan", "yuan"),
    ("平方米", "area", "1", "0.01", "㎡ m² m2 平米", "m²"),
    ("亩", "area", "2000/3", "0.0001", "畝 mu", "mu"),
    ("公顷", "area", "10000", "0.000001", "ha", "ha"),
    ("年", "time", "1", "0.0001", "year years", "years"),
    ("月", "time", "1/12", "0.001", "个月 month months", "months"),
    ("日", "day", "1", "1", "天 day days", "days"),
    ("%", "share", "1/100", "0.0001", "％ percent", "%"),
    ("‰", "share", "1/1000", "0.001", "", "‰"),
    ("1", "share", "1", "0.000001", "倍", ""),
    ("百分点", "points", "1/100", "0.0001", "个百分点 percentage-points", "points"),
)

PREFIXES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
"""What stands before a unit and makes it larger."""

_SINGULAR = {
    "persons": "person", "attendances": "attendance", "times": "time",
    "years": "year", "months": "month", "days": "day", "points": "point",
}  # fmt: skip
"""English names that are another word behind the number 1."""


@cache
def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for symbol, dimension, factor, step, spellings, english in _TABLE:
        for spelling in (symbol, *spellings.split()):
            # 名 and 位 stay as the document writes them; foreign spellings become the unit itself.
            shown = spelling if spelling in ("名", "位") else symbol
            units[spelling] = Unit(shown, dimension, Fraction(factor), Fraction(step), Text(shown, english))
    return units


@lru_cache(maxsize=1024)
def unit(symbol: str) -> Unit:
    """The unit written `symbol`, with a prefix (万元, 千人) or as a quotient (元/人).

    Raises `UnknownNameError` naming the nearest units.
    """
    text = symbol.strip() if isinstance(symbol, str) else brief(symbol)
    found = find_unit(text)
    if found is None:
        close = nearest(text[:64], [*_units(), "万元", "亿元", "万人", "万平方米"])
        raise UnknownNameError(Problem("unknown-unit", {"unit": text[:64]}, nearest=close))
    return found


@lru_cache(maxsize=1024)
def find_unit(symbol: str) -> Unit | None:
    """The unit written `symbol`, or None."""
    if len(symbol) > 64:
        return None
    known = _units().get(symbol)
    if known is not None:
        return known
    over, slash, under = symbol.partition("/")
    if slash:
        return _quotient(over.strip(), under.strip())
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        base = _units().get(symbol.removeprefix(prefix)) if symbol.startswith(prefix) else None
        if base is not None and base.dimension in _PREFIXED:
            size = PREFIXES[prefix]
            # English has no word for 万: 5000 万元 is 5,000 × 10,000 yuan.
            english = f"{size:,} {base.name.en}".strip()
            shown = prefix + base.symbol
            return Unit(shown, base.dimension, base.factor * size, base.step / size, Text(shown, english))
    return None


def _quotient(over: str, under: str) -> Unit | None:
    top, bottom = find_unit(over), find_unit(under)
    if top is None or bottom is None or "/" in over or "/" in under or top.dimension == bottom.dimension:
        return None
    symbol = f"{top.symbol}/{bottom.symbol}"
    english = f"{top.name.en or top.symbol} per {bottom.singular or bottom.symbol}"
    return Unit(
        symbol,
        f"{top.dimension}/{bottom.dimension}",
        top.factor / bottom.factor,
        Fraction(1, 10**6),
        Text(symbol, english),
    )


def known_spellings() -> tuple[str, ...]:
    """The units of the list as they may be written, without prefixes and quotients."""
    return tuple(_units())


def known_units() -> tuple[Unit, ...]:
    """The units of the list, without prefixes and quotients."""
    return tuple(dict.fromkeys(_units().values()))
