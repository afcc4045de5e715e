"""Numbers as people write them, in digits or in Chinese, read exactly or refused.

Nothing passes through a float and nothing is guessed: a text that is not one exact
number is a `NumeralError`, whose `code` says in which way.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

LONGEST = 64
LARGEST_EXPONENT = 18

_MISSING = (
    "- -- — —— – － / ／ \\ ... … …… 暂无 暂缺 缺 未统计 未公布 不详 未知 待定 待统计"
    " 待报 无数据 缺失 未报送 暫无 未統計 n/a na null none nil nan #n/a"
)
#: What stands where a figure is wanting. Not 无: it may mean zero.
MISSING: frozenset[str] = frozenset(_MISSING.split()) | {""}

_ZEROS = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
_ZEROS |= {"百亿": 10, "千亿": 11, "万亿": 12}
#: What may follow Arabic digits: 1.8万, 3千, 2亿 (and 1.8萬, 2億).
MULTIPLIERS: dict[str, int] = {
    spelling: 10**zeros
    for name, zeros in _ZEROS.items()
    for spelling in (name, name.replace("万", "萬").replace("亿", "億"))
}

# Character for character, so that positions stay. Not NFKC: it would turn ㎡ into m2,
# and superscripts and the digits of other scripts into numbers nobody meant.
# Formal capitals and traditional forms follow; ○ (a circle) often stands for 〇.
_PLAIN = str.maketrans(
    "０１２３４５６７８９－−＋，．（）％＞＜～〇○壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟萬億兩點負無沒",
    "0123456789--+,.()%><~零零一二二三三三四五六六七八九十百千万亿两点负无没",
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 1, "百": 2, "千": 3}

_ROW = "[零一二三四五六七八九]"
_CHINESE = "零一二三四五六七八九两十百千万亿"
_ANY = f"[0-9{_CHINESE}]"
_NOT_EXACT = re.compile(
    "约|近|余|多|超|逾|突破|左右|上下|大概|几|数(?=[十百千万亿])|上(?=[百千万亿])"
    "|不到|不足|不满|至少|最少|少于|高于|低于|以上|以下|以内|以外|[><~≈≥≤±]|[+]$"
    # A span is two figures. (The sign of an exponent comes after a letter.)
    rf"|{_ANY}\s*[-–—至到]\s*{_ANY}"
)
_DIGIT_RUN = re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]+))?|\.([0-9]+)")
_SCIENTIFIC = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE]([-+]?[0-9]+)")
_MULTIPLIER = re.compile("([百千万]?亿|[百千]?万|百|千)")
_LEADING = re.compile(
    r"[-+负]?(?:\.?[0-9]+(?:(?:[.,]|[百千万亿]{1,2})[0-9]+)*(?:[eE][-+]?[0-9]+)?(?:分之[0-9]+)?"
    rf"|[{_CHINESE}]+(?:点[{_CHINESE}]+)?(?:分之{_ANY}+)?)"
)

_SAYINGS = {
    "empty": "no number is given",
    "too-long": f"a number has at most {LONGEST} characters",
    "not-exact": "this is not one exact figure; write the figure itself",
    "ambiguous": "this can be read in more than one way; write it out in digits",
    "not-a-number": "this is not a number",
    "grouping": "separators must set off groups of three digits",
}


class NumeralError(ValueError):
    """A text that is not one exact number: `code` says in which way."""

    def __init__(self, code: str, text: str) -> None:
        """Takes one of the codes of `_SAYINGS`, and the text as it was handed in."""
        super().__init__(code, text)  # both, so that it can be unpickled
        self.code = code
        self.text = text

    def __str__(self) -> str:
        """What is wrong, and the beginning of the text."""
        shown = self.text[:LONGEST] + "…" * (len(self.text) > LONGEST)
        return f"{_SAYINGS[self.code]}: {shown!r}"


def is_missing(text: str) -> bool:
    """Whether the text says that a figure is wanting (blank, -, /, 暂无, N/A …)."""
    return text.strip().translate(_PLAIN).casefold() in MISSING


def read_number(text: str) -> Decimal | Fraction:
    """The exact number a text writes: a `Fraction` for N分之M, else a `Decimal`.

    Digits keep their written scale (92.0 has one decimal, 1.8万 is 1.8E+4), because a
    figure's own rounding is read from it. Whole Chinese numerals have exponent 0: 二十
    can't be written otherwise, so nothing says that it was rounded to tens.
    百分之… is a share and not a bare number: see `read_percent`.
    """
    plain = text.strip().translate(_PLAIN)
    try:
        _refuse_inexact(plain)
        sign = plain[0] if plain[0] in "-+负" else ""
        negative, body = sign in ("-", "负"), plain.removeprefix(sign)
        below, of, above = body.partition("分之")
        if of:
            fraction = _fraction(below, above)
            return -fraction if negative else fraction
        value = _arabic(body) if re.match("[.]?[0-9,]", body) else _chinese(body)
        # Unary minus would round to the context's precision.
        return value.copy_negate() if negative else value
    except NumeralError as error:  # raised for a part: show the whole
        raise NumeralError(error.code, text) from None


def read_percent(text: str) -> Decimal | Fraction | None:
    """25 for 百分之二十五; None if it has not that form (N% is split elsewhere)."""
    sign, form, share = text.strip().translate(_PLAIN).partition("百分之")
    if not form or sign not in ("", "-", "+", "负"):
        return None
    if is_missing(share):
        _fail("not-a-number", text)
    try:
        # Only in 百分之百 does 百 stand without its 一. A second sign is refused.
        return read_number(sign + ("一百" if share == "百" else share))
    except NumeralError as error:
        raise NumeralError(error.code, text) from None


def split_number(text: str) -> tuple[str, str]:
    """The number a text begins with, as written, and what follows, both stripped.

    Digits never keep a multiplier at their end: only the list of units can tell 5000万元
    (万元 is a unit) from 1.8万人 (人 is), and 3万5千人 gives ("3万5", "千人"). A Chinese
    numeral keeps the 万 it ends in, as it can't be read without. With no number at the
    start it gives ("", text).
    """
    text = text.strip()
    found = _LEADING.match(text.translate(_PLAIN))
    end = found.end() if found else 0
    return text[:end], text[end:].strip()


def _fail(code: str, text: str) -> NoReturn:
    raise NumeralError(code, text)


def _refuse_inexact(plain: str) -> None:
    if is_missing(plain):
        _fail("empty", plain)
    if len(plain) > LONGEST:  # before any pattern is tried on it
        _fail("too-long", plain)
    # 无: none at all, or none known? (5): five, or minus five as accountants write it?
    if plain in ("无", "没有") or re.fullmatch("[(][0-9][^()]*[)]", plain):
        _fail("ambiguous", plain)
    if re.search(_ANY, plain) and _NOT_EXACT.search(plain):
        _fail("not-exact", plain)


def _fraction(*parts: str) -> Fraction:
    below, above = (int(part) if re.fullmatch("[0-9]+", part) else _chinese_whole(part) for part in parts)
    return Fraction(above, below) if below else _fail("not-a-number", parts[0])


def _arabic(text: str) -> Decimal:
    """Digits with separators, decimals, an exponent or multipliers (1.8万, 3万5千)."""
    if scientific := _SCIENTIFIC.fullmatch(text):
        if abs(int(scientific[1])) > LARGEST_EXPONENT:
            _fail("not-a-number", text)
        return Decimal(text)
    # "3万5千" gives 3, 万, 5, 千, "": the last part alone may lack a multiplier.
    pieces = _MULTIPLIER.split(text)
    if len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    multipliers = [*pieces[1::2], ""][: len(pieces[::2])]
    total = exponent = 0
    last: int | None = None  # zeros of the multiplier before
    for piece, multiplier in zip(pieces[::2], multipliers, strict=True):
        whole, decimals = _digit_run(piece.strip())
        zeros = _ZEROS.get(multiplier, 0)
        step = zeros - len(decimals)
        if last is not None:
            # After decimals nothing follows, and each part stays below the one before.
            if exponent != last or zeros >= last or int(whole) >= 10 ** (last - zeros):
                _fail("not-a-number", text)
            # When spoken, 3万5 is 35,000 and 1亿5千 is 150 million.
            if (len(whole) != last) if zeros == 0 else (last >= 8 and zeros < 4):
                _fail("ambiguous", text)
            total *= 10 ** (exponent - step)
        total, exponent, last = total + int(whole + decimals), step, zeros
    # From text, because arithmetic on Decimal, scaleb too, rounds to 28 digits.
    return Decimal(f"{total}E{exponent}")


def _digit_run(text: str) -> tuple[str, str]:
    """The digits before and after the point, separators taken out."""
    if run := _DIGIT_RUN.fullmatch(text):
        return (run[1] or "0").replace(",", ""), run[2] or run[3] or ""
    _fail("grouping" if re.fullmatch("[0-9.]*,[0-9.,]*", text) else "not-a-number", text)


def _chinese(text: str) -> Decimal:
    head, point, tail = text.partition("点")
    if not point:
        return Decimal(_chinese_whole(text))
    decimals = tail.rstrip("百千万亿")
    multiplier = tail[len(decimals) :]
    zeros = _ZEROS.get(multiplier, 0)
    if not re.fullmatch(_ROW + "+", decimals) or (multiplier and not zeros):
        _fail("not-a-number", text)
    return Decimal(f"{_chinese_whole(head)}.{_row(decimals)}E{zeros}")


def _row(digits: str) -> str:
    return "".join(str(_DIGITS[digit]) for digit in digits)


def _chinese_whole(text: str) -> int:
    """A whole Chinese numeral below 10**16, or digits in a row (二〇一五)."""
    if text == "零" or re.fullmatch(_ROW + "{2,}", text):
        if len(text) == 2 and _is_about(*map(_DIGITS.__getitem__, text)):
            _fail("ambiguous", text)  # 七八: 78, or seven or eight?
        return int(_row(text))
    upper, yi, lower = text.rpartition("亿")
    value = _below_yi(upper, joined=False) * 10**8 if yi else 0
    if yi and not lower:
        return value
    value += _below_yi(lower, joined=bool(yi))
    if yi and "万" not in lower and lower[0] != "零":
        _fail("ambiguous", text)  # 一亿五千: the 万 may have been left out
    return value


def _below_yi(text: str, *, joined: bool) -> int:
    upper, wan, lower = text.rpartition("万")
    value = _below_wan(upper, joined=joined) * 10**4 if wan else 0
    if wan and not lower:
        return value
    return value + _below_wan(lower, joined=joined or bool(wan))


def _below_wan(text: str, *, joined: bool) -> int:
    """One to 9999; `joined` to a 万 or 亿 before it, it may begin with 零."""
    # 二十两 is a weight of silver, and nobody says 两十.
    if re.search("两十|.两$", text):
        _fail("not-a-number", text)
    value, place, digit, zero = 0, 4, 0, False
    for sign in text.replace("两", "二"):
        if sign == "零" and not (digit or zero) and (value or joined):
            zero = True
        elif _DIGITS.get(sign):
            if digit:  # 七八十, 两三百, 十七八: about so many
                about = _is_about(digit, _DIGITS[sign])
                _fail("not-exact" if about else "not-a-number", text)
            digit = _DIGITS[sign]
        elif sign in _PLACES and (digit or (sign == "十" and (value or not joined))):
            here = _PLACES[sign]
            # Places go down, and 零 says that at least one was passed over.
            if here >= place or (zero and value and here == place - 1):
                _fail("not-a-number", text)
            value += (digit or 1) * 10**here
            place, digit, zero = here, 0, False
        else:
            _fail("not-a-number", text)
    if (not digit and (zero or not value)) or (zero and place == 1):
        _fail("not-a-number", text)  # nothing, 一百零 or 二十零五
    if digit and place > 1 and not zero and (value or joined):
        _fail("ambiguous", text)  # 一百五 and 三万五: 150 and 35,000, when spoken
    return value + digit


def _is_about(first: int, second: int) -> bool:
    """Two digits that together mean about so many: 七八, 两三, 三五."""
    return first > 0 and (second == first + 1 or (first, second) == (3, 5))
