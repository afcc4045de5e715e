"""How cells look: fills and fonts that hold in black and white as well, and number formats by unit."""

from fractions import Fraction

from cyxc.excel.book import Format
from cyxc.numbers.units import Unit
from cyxc.rules.status import Status

BODY: Format = {"valign": "top", "text_wrap": True, "locked": False, "border": 1, "border_color": "#BFBFBF"}
READ: Format = {**BODY, "font_color": "#404040"}
"""What is there to read in a form."""
FILL: Format = {**BODY, "bg_color": "#FFF8DC"}
"""What an office fills in."""
HEAD: Format = {
    "bold": True, "bg_color": "#D9E2EC", "border": 1, "border_color": "#7F7F7F", "text_wrap": True,
    "valign": "vcenter", "locked": True,
}  # fmt: skip
HIDDEN: Format = {"locked": True, "font_color": "#7F7F7F"}
PLAIN: Format = {"valign": "top", "locked": False}
WRAPPED: Format = {**PLAIN, "text_wrap": True}
TITLE: Format = {**PLAIN, "bold": True, "font_size": 14}
STRONG: Format = {**PLAIN, "bold": True}
LINK: Format = {**PLAIN, "font_color": "#1F4E9E", "underline": 1}

TEXT = "@"
DAY = "yyyy-mm-dd"
SHARE = "0.00##%"

STATUS: dict[Status, Format] = {
    Status.MET: {"bg_color": "#D5EBD5", "font_color": "#14521F"},
    Status.NOT_MET: {"bg_color": "#F5C6C0", "font_color": "#7A1109", "bold": True},
    Status.NO_DATA: {"bg_color": "#FFE9B0", "font_color": "#5C4300"},
    Status.INVALID: {"bg_color": "#E7CFF0", "font_color": "#54136B", "bold": True},
    Status.UNDEFINED: {"bg_color": "#E7CFF0", "font_color": "#54136B"},
    Status.NOT_DUE: {"bg_color": "#CFE4F5", "font_color": "#123F63"},
    Status.NOT_APPLICABLE: {"bg_color": "#E6E6E6", "font_color": "#4D4D4D"},
}
"""Fill and font of a status, beside its sign and word, which tell it apart without colour."""


def number_format(unit: Unit) -> str:
    """The number format of a unit's figures: whole things without decimals, ratios as text.

    A ratio written 1:5 would be taken for a time in any other cell.
    """
    if unit.symbol == "%":
        return SHARE
    if unit.whole:
        return "#,##0"
    return TEXT if unit.symbol == "1" else "#,##0.00##"


LIVE: Format = {"font_color": "#1F4E9E"}
"""A formula, as spreadsheets show links."""

FIGURE = "#,##0.00##"


def result_format(value: Fraction, unit: Unit, *, ratio: bool = False) -> str:
    """The number format of a result: 1:4.9 for a ratio, a percentage for a share, decimals where needed."""
    if ratio:
        return '"1:"0.00##'
    return number_format(unit) if unit.symbol == "%" else _figure(value)


def margin_format(value: Fraction, unit: Unit, points: str) -> str:
    """The number format of a margin, its sign always shown; that of a share is in percentage points."""
    behind = f'" {points}"' if unit.symbol == "%" else ""
    return f"+{_figure(value)}{behind};-{_figure(value)}{behind};0{behind}"


def _figure(value: Fraction) -> str:
    return "#,##0" if value.denominator == 1 else FIGURE
