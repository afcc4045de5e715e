"""How a sheet of a form says what it is: a hidden row with a marker and a key over each column.

    cyxc.form/1 figures wuchang

The marker stands over the column of ids, which is hidden too; so columns may be inserted or moved, headings
reworded and rows sorted, and everything is still known for what it is.
"""

from typing import Literal

FORM = "cyxc.form/1"

SheetKind = Literal["guide", "figures", "judgements", "events", "members", "lists", "breakdown"]

KEYS: dict[SheetKind, tuple[str, ...]] = {
    "guide": ("topic", "label", "text"),
    "figures": (
        "indicator", "name", "role", "period", "value", "unit", "cumulative", "provisional", "source",
        "reported_on", "office", "asked", "clause", "note",
    ),
    "judgements": (
        "criterion", "text", "met", "assessor", "evidence", "on", "office", "due", "clause",
    ),
    "events": (
        "entry", "text", "on", "party", "note", "from", "to", "asked", "office", "due", "clause",
    ),
    "members": ("class", "text", "member"),
    "lists": (),
    "breakdown": (),
}  # fmt: skip
"""The columns of each kind of sheet, the one of ids first."""

FILLED: dict[SheetKind, str] = {
    "guide": "text",
    "figures": "value",
    "judgements": "met",
    "events": "on",
    "members": "member",
}
"""The column without which a sheet can't be read."""

TOPICS = ("place", "note", "illustrative")
"""What the sheet that explains may say of the data: ids of its rows."""

_MARK = "cyxc.form/"


def marker(kind: SheetKind, scheme: str) -> str:
    """The text that marks a sheet."""
    return f"{FORM} {kind} {scheme}"


def is_marker(text: str) -> bool:
    """Whether a cell marks a sheet, of whatever version of the format."""
    return text.startswith(_MARK)
