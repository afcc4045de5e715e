"""Where a command's words go: the terminal, in its width and colours, or a file."""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from cyxc.errors import CyxcError, DataError
from cyxc.files import not_written
from cyxc.language import Language
from cyxc.show.rows import BLANK, Row, clean, label_widths, plain

STYLES = {
    "title": "bold",
    "heading": "bold cyan",
    "strong": "bold",
    "warning": "bold yellow",
    "reading": "magenta",
    "missing": "yellow",
    "outcome-met": "bold green",
    "outcome-not_met": "bold red",
    "outcome-undetermined": "bold yellow",
    "status-met": "green",
    "status-not_met": "bold red",
    "status-no_data": "bold yellow",
    "status-invalid": "bold magenta",
    "status-undefined": "bold magenta",
    "status-not_due": "cyan",
    "status-not_applicable": "dim",
}


def default_language() -> Language:
    """Chinese where the locale is Chinese, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = os.environ.get(variable, "")
        if said:
            return "zh" if said.lower().startswith("zh") else "en"
    return "en"


def print_rows(rows: Iterable[Row], out: Path | None = None) -> None:
    """Rows in the terminal's width, continuation lines under their text; plain lines into a pipe or file."""
    if out is not None:
        print_text(plain(rows), out)
        return
    if not sys.stdout.isatty():
        sys.stdout.write(plain(rows))
        return
    console = Console(highlight=False)
    rows = list(rows)
    widths = label_widths(rows)
    for row in rows:
        text = Styled(clean(row.text), style=STYLES.get(row.style, ""))
        if row == BLANK:
            console.print()
            continue
        if not row.label:
            console.print(Padding(text, (0, 0, 0, 2 * row.indent), expand=False))
            continue
        grid = Table.grid(padding=(0, 1), pad_edge=False)
        grid.add_column(min_width=widths[row.indent])
        grid.add_column(overflow="fold")
        style = STYLES.get(row.style, "") if row.style.startswith("status") else "dim"
        grid.add_row(Styled(row.label, style=style), text)
        console.print(Padding(grid, (0, 0, 0, 2 * row.indent), expand=False))


def print_text(text: str, out: Path | None) -> None:
    """A finished text to standard output, or to a file."""
    if out is None:
        sys.stdout.write(text)
    else:
        write_file(text.encode("utf-8"), out)


def write_file(content: bytes, out: Path) -> None:
    """Bytes to a file."""
    try:
        out.write_bytes(content)
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        raise DataError(not_written(error, out)) from error


def as_json(data: Any) -> str:
    """Data as JSON text, the same in every locale."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def print_error(error: CyxcError, language: Language, *, json_form: bool) -> None:
    """Every problem on standard error, or as JSON on standard output."""
    if json_form:
        sys.stdout.write(as_json({"problems": [problem.to_dict() for problem in error.problems]}))
        return
    for problem in error.problems:
        sys.stderr.write(clean(problem.say(language)) + "\n")
